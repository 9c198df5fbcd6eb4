"""Second opinions: a simpler answer to each question that a figure's reading has answered, and whether the two agree.

The reading weighs grammar, roles and reach; the opinions here only look at what stands nearest, what is told most often or how such a figure is
usually put. Where both come to the same answer it is seldom wrong. Nothing here changes a reading: each opinion is a sign of its confidence.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_left, bisect_right

from transforms.figures.choice import Choice
from transforms.frames.slots import ArticleContext, Finds, Slot
from transforms.names.parks import ParkMention
from transforms.numbers.quantities import Quantity
from transforms.periods.choice import PeriodChoice
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


class Scale:
    """Signs for a number: `name=` and the first of some bounds that it does not pass, or `more` beyond the last."""

    def __init__(self, name: str, *bounds: float) -> None:
        self._bounds = bounds
        self._signs = [f"{name}={word}" for word in (*bounds, "more")]

    def of(self, value: float) -> str:
        """The sign of a number."""
        return self._signs[bisect_left(self._bounds, value)]


_PARK_WEIGHT = Scale("park_weight", 0, 0.2, 0.5, 0.8, 0.99)
_PARK_NAMED = Scale("park_named", 0, 1, 2, 4, 8)
_PARK_LENGTH = Scale("park_length", 4, 5, 6, 8, 10, 12)
_PLACES = Scale("places", 0, 1, 2)
_CLAUSE = Scale("clause", 8, 15, 25, 40)
_WORDS_BEFORE = Scale("words_before", 0, 2, 4, 8, 14)
_CUES = Scale("cues", 0, 1, 2, 4)
_CUE_LENGTH = Scale("cue_length", 0, 2, 3, 4, 6, 8)
_ENDED = Scale("ended", -32, -1, 0, 35, 100, 200, 400, 800)
"""Days between the end of a time and the day on which the article appears."""


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
        self._by_key: dict[str, list[ParkMention]] = {}
        for mention in self._named:
            self._by_key.setdefault(mention.key, []).append(mention)
        # What was found out of each park and each time.
        self._parks: dict[str, tuple[str, ...]] = {}
        self._times: dict[tuple[Span, str], tuple[str, str, str, str]] = {}

    def of_figure(self, slot: Slot, park: str, choice: Choice, q: Quantity, left_out: tuple[int, str]) -> list[str]:
        """Signs of one figure but for those of its time; `left_out`: where the last figure that was left out ended, and why it was."""
        return [*self._whose(slot, park), *self._scope(slot, q, left_out), *self._what(slot, q, choice)]

    # -- whose: the park named nearest, how often the article names it, how its name was known

    def _whose(self, slot: Slot, park: str) -> tuple[str, ...]:
        nearest = bisect_right(self._starts, slot.q.start) - 1
        near = self._named[nearest] if nearest >= 0 else None
        inside = near if near is not None and near.start >= slot.sentence.start else None
        return (f"park_near={_same_park(near, park)}", f"park_sentence={_same_park(inside, park)}", *self._of_park(park))

    def _of_park(self, park: str) -> tuple[str, ...]:
        """The signs of a park itself, the same for all its figures."""
        found = self._parks.get(park)
        if found is None:
            named = self._by_key.get(park, [])
            found = self._parks[park] = (
                _PARK_WEIGHT.of(self._weights.get(park, 0.0) / self._all if self._all else 0.0),
                _PARK_NAMED.of(len(named)),
                f"park_known={named[0].known if named else 'none'}",
                f"park_class={named[0].class_name if named else 'none'}",
                _PARK_LENGTH.of(len(park)),
            )
        return found

    # -- in scope: numbers in words, places and wholes named before the figure, what its surroundings look like

    def _scope(self, slot: Slot, q: Quantity, left_out: tuple[int, str]) -> list[str]:
        sentence = slot.sentence
        text = self._text
        places = self._finds.places_in(sentence.start, slot.q.start)
        found = [
            _PLACES.of(sum(1 for place in places if not self._in_park(place[0])) if places else 0),
            _CLAUSE.of(slot.right - slot.clause),
            _WORDS_BEFORE.of(slot.q.start - slot.left),
        ]
        if text[q.start : q.start + 1] in _IN_WORDS:
            found.append("number_in_words")
        if q.kind in _COUNTED and abs(q.value) <= 3:
            found.append("few=one" if abs(q.value) <= 1 else "few=some")
        if _WIDER.search(text, sentence.start, slot.q.start) is not None:
            found.append("wider=clause" if _WIDER.search(text, slot.clause, slot.q.start) is not None else "wider=sentence")
        if left_out[1] and slot.q.start - left_out[0] < _LEFT_OUT_NEAR:
            found.append(f"left_out={left_out[1]}")
        return found

    def _in_park(self, place: int) -> bool:
        """Whether a place is named inside a park's name."""
        nearest = bisect_right(self._starts, place) - 1
        return nearest >= 0 and place < self._named[nearest].end

    # -- when: how the time is put and how long ago it ended, what the article is about and reports

    def when(self, period: PeriodChoice) -> tuple[str, str, str, str]:
        """The signs of a time, the same for all its figures; the first is how it is put, the second how long ago it ended (none: nobody knows)."""
        found = self._times.get((period.span, period.text))
        if found is None:
            today, topic = self._context.today, self._context.topic
            finish = period.span.finish
            found = self._times[period.span, period.text] = (
                f"said={said(period.text)}",
                "ended=none" if today is None or finish is None else _ENDED.of((today - finish).days),
                f"topic={held_against(period.span, topic if topic != UNKNOWN else None)}",
                f"reported={held_against(period.span, self._reported if self._reported != UNKNOWN else None)}",
            )
        return found

    # -- what: the words for a metric of this kind that stand nearest before the figure

    def _what(self, slot: Slot, q: Quantity, choice: Choice) -> list[str]:
        kind = _NAMED_AS.get(q.kind, q.kind)
        cues = self._finds.cues_in(slot.sentence.start, slot.q.start)
        near = ""
        for cue in cues:
            if cue.kind == kind:
                near = cue.metric
        found = [
            "cue_near=" + ("none" if not near else "same" if near == choice.metric else "kind" if near.startswith("@") else "other"),
            _CUES.of(len({cue.metric for cue in cues})),
            _CUE_LENGTH.of(choice.end - choice.start),
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
