"""Second opinions: a simpler answer to each question that a figure's reading has answered, and whether the two agree.

The reading weighs grammar, roles and reach; the opinions here only look at what stands nearest, what is told most often or how such a figure is
usually put. Where both come to the same answer it is seldom wrong. Nothing here changes a reading: each opinion is a sign of its confidence.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from transforms.figures.choice import Choice
from transforms.frames.slots import ArticleContext, Finds, Slot
from transforms.names.parks import ParkMention
from transforms.numbers.quantities import Quantity
from transforms.owners.owner import Owner
from transforms.periods.period import PeriodChoice
from transforms.times.calendar import UNKNOWN, Span

_WIDER = re.compile(r"全[市省国县州旗]|全自治区|全球|我[市省县]|世界")
_IN_WORDS = frozenset("一二两三四五六七八九十百千几半双数")
_DIGITS = re.compile(r"[\d一二三四五六七八九十]+")
_YEAR = re.compile(r"\d{4}")
_NO_WORD = re.compile(r"[\s“”]")
_COUNTED = frozenset({"count", "people", "duration"})
_NAMED_AS = {"money_rate": "money", "implied": "money"}
"""Kinds of quantities that are named by the words of another kind."""
_SAID = 10
"""So many characters of the words for a time tell how it was put."""
_LEFT_OUT_NEAR = 80
"""Characters before a figure in which one that was left out says something of it."""


def up_to(value: float, *bounds: float) -> str:
    """The first bound that a value does not pass, as a word; `more` beyond the last."""
    for bound in bounds:
        if value <= bound:
            return str(bound)
    return "more"


def held_against(chosen: Span, other: Span | None) -> str:
    """How another opinion of the time stands to the one chosen: same, to the same end, of the same year ..."""
    if other is None:
        return "no"
    if chosen == other:
        return "same"
    if chosen == UNKNOWN:
        return "undated"
    if other == UNKNOWN:
        return "other_undated"
    if chosen.finish == other.finish:
        return "end"
    return "year" if chosen.finish and other.finish and chosen.finish.year == other.finish.year else "other"


@functools.lru_cache(maxsize=4096)
def said(words: str) -> str:
    """How a time is put, whatever its numbers are: 2019年1—11月 and 2021年1—6月 are put alike."""
    return _NO_WORD.sub("", _DIGITS.sub("#", _YEAR.sub("Y", words)))[:_SAID]


class Opinions:
    """The second opinions of one article."""

    def __init__(self, finds: Finds, context: ArticleContext, weights: dict[str, float], reported: Span) -> None:
        """`weights`: how weightily the article names each park; `reported`: the time of its first results."""
        self._finds = finds
        self._text = finds.text
        self._context = context
        self._reported = reported
        self._weights = weights
        self._all = sum(weights.values())
        article = context.article
        self._named = [m for m in finds.mentions_in(article.start, article.end) if m.key]
        self._starts = [m.start for m in self._named]
        self._first: dict[str, ParkMention] = {}
        for mention in self._named:
            self._first.setdefault(mention.key, mention)
        self._times_named = Counter(m.key for m in self._named)

    def of_figure(self, slot: Slot, owner: Owner, choice: Choice, period: PeriodChoice, q: Quantity, left_out: tuple[int, str]) -> list[str]:
        """Signs of one figure; `left_out`: where the last figure that was left out ended, and why it was."""
        return [*self._whose(slot, owner), *self._scope(slot, q, choice, left_out), *self._when(period), *self._what(slot, q, choice)]

    # -- whose: the park named nearest, how often the article names it, how its name was known

    def _whose(self, slot: Slot, owner: Owner) -> Sequence[str]:
        park = owner.park
        nearest = bisect_right(self._starts, slot.q.start) - 1
        near = self._named[nearest] if nearest >= 0 else None
        inside = near if near is not None and near.start >= slot.sentence.start else None
        first = self._first.get(park)
        return (
            f"park_near={_same_park(near, park)}",
            f"park_sentence={_same_park(inside, park)}",
            f"park_weight={up_to(self._weights.get(park, 0.0) / self._all if self._all else 0.0, 0, 0.2, 0.5, 0.8, 0.99)}",
            f"park_named={up_to(self._times_named[park], 0, 1, 2, 4, 8)}",
            f"park_known={first.known if first else 'none'}",
            f"park_class={first.class_name if first else 'none'}",
            f"park_length={up_to(len(park), 4, 5, 6, 8, 10, 12)}",
        )

    # -- in scope: numbers in words, places and wholes named before the figure, what its surroundings look like

    def _scope(self, slot: Slot, q: Quantity, choice: Choice, left_out: tuple[int, str]) -> Sequence[str]:
        sentence = slot.sentence
        text = self._text
        places = [place for place in self._finds.places_in(sentence.start, slot.q.start) if not self._in_park(place[0])]
        found = [
            f"places={up_to(len(places), 0, 1, 2)}",
            f"clause={up_to(slot.right - slot.clause, 8, 15, 25, 40)}",
            f"words_before={up_to(slot.q.start - slot.left, 0, 2, 4, 8, 14)}",
        ]
        if text[q.start : q.start + 1] in _IN_WORDS:
            found.append("number_in_words")
        if q.kind in _COUNTED and abs(q.value) <= 3:
            found.append("few=one" if abs(q.value) <= 1 else "few=some")
        if _WIDER.search(text, sentence.start, slot.q.start):
            found.append("wider=clause" if _WIDER.search(text, slot.clause, slot.q.start) else "wider=sentence")
        if left_out[1] and slot.q.start - left_out[0] < _LEFT_OUT_NEAR:
            found.append(f"left_out={left_out[1]}")
        return found

    def _in_park(self, place: int) -> bool:
        """Whether a place is named inside a park's name."""
        nearest = bisect_right(self._starts, place) - 1
        return nearest >= 0 and place < self._named[nearest].end

    # -- when: how the time is put and how long ago it ended, what the article is about and reports

    def _when(self, period: PeriodChoice) -> Sequence[str]:
        topic = self._context.topic
        return (
            f"said={said(period.text)}",
            f"ended={self.ended(period.span)}",
            f"topic={held_against(period.span, topic if topic != UNKNOWN else None)}",
            f"reported={held_against(period.span, self._reported if self._reported != UNKNOWN else None)}",
        )

    def ended(self, span: Span) -> str:
        """How many days before the article appears a time ended; below 0 it ends later."""
        today = self._context.today
        if today is None or span.finish is None:
            return "none"
        return up_to((today - span.finish).days, -32, -1, 0, 35, 100, 200, 400, 800)

    # -- what: the words for a metric of this kind that stand nearest before the figure

    def _what(self, slot: Slot, q: Quantity, choice: Choice) -> Sequence[str]:
        kind = _NAMED_AS.get(q.kind, q.kind)
        cues = self._finds.cues_in(slot.sentence.start, slot.q.start)
        near = next((cue.metric for cue in reversed(cues) if cue.kind == kind), "")
        found = [
            "cue_near=" + ("none" if not near else "same" if near == choice.metric else "kind" if near.startswith("@") else "other"),
            f"cues={up_to(len({cue.metric for cue in cues}), 0, 1, 2, 4)}",
            f"cue_length={up_to(choice.end - choice.start, 0, 2, 3, 4, 6, 8)}",
        ]
        if q.kind == "count" and q.value % 100 == 0:
            found.append("round")
        return found


def _same_park(mention: ParkMention | None, park: str) -> str:
    if mention is None:
        return "none"
    if mention.key == park:
        return "same"
    return "part" if mention.key in park or park in mention.key else "other"
