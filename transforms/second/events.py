"""Two readings of the events of an article, made into facts: agreed, labelled anew or added, by their triggers.

Happenings are not marked, and a reader that lists them overlooks more than it invents (on 27 pages 9 of the 11 that only the rules
had told of were right): what it leaves out stays a fact, in doubt.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from transforms.events.participants import find_participants
from transforms.events.titles import make_title
from transforms.facts import MAX_SENTENCE_TEXT, ArticleFact, EventFact, ObservationFact
from transforms.keys import fact_key
from transforms.second.figures import BOTH
from transforms.second.labels import EventLabels
from transforms.second.trust import ADDED, AGREED, KEPT, MODEL, RULES, with_second

REACH = 40
"""Characters within which two triggers may tell of the same happening (举行竣工仪式 ... 竣工)."""
RULE = "model_event"
EVENT = "event_"
"""Before the kinds of agreement about happenings."""
_STOP = re.compile(r"[，,；;。！？\n]")


@dataclass(slots=True)
class EventOutcome:
    """What became of a happening: its fact, what each reader had said of it, and the labels in which they differ."""

    fact: EventFact | None
    ours: EventFact | None
    theirs: EventLabels | None
    differing: list[str]


class EventMerger:
    """Merges the events of one document."""

    def __init__(self, text: str, model_stands: bool, taken: set[str]) -> None:
        self._text = text
        self._model_stands = model_stands
        self._taken = taken

    def merge(
        self, article: ArticleFact, ours: Sequence[EventFact], theirs: Sequence[EventLabels], sentences: Sequence[tuple[int, int]], silent: bool
    ) -> list[EventOutcome]:
        """The events of an article as both readers have them; `silent`: the second reader says nothing of events at all."""
        found: list[EventOutcome] = []
        pairs = _paired(ours, theirs)
        for number, fact in enumerate(ours):
            if silent:
                found.append(EventOutcome(fact, fact, None, []))
            elif number not in pairs:
                kept = replace(fact, readers=list(BOTH), agreed=False, confidence=with_second(EVENT + KEPT, fact.confidence))
                found.append(EventOutcome(kept, fact, None, ["scope"]))
            else:
                found.append(self._both(fact, theirs[pairs[number]], sentences))
        matched = set(pairs.values())
        for number, labels in enumerate(theirs):
            if number not in matched:
                added = self._added(article, labels, sentences) if self._model_stands else None
                found.append(EventOutcome(added, None, labels, ["scope"]))
        return found

    def _both(self, fact: EventFact, labels: EventLabels, sentences: Sequence[tuple[int, int]]) -> EventOutcome:
        pairs: list[tuple[str, object, object]] = [
            ("event_type", fact.event_type, labels.event_type), ("park", fact.park_key, labels.park), ("status", fact.status, labels.status),
        ]  # fmt: skip
        differing = [name for name, mine, other in pairs if other is not None and mine != other]
        if labels.has_period and (fact.start_date, fact.end_date) != (labels.start, labels.end):
            differing.append("period")
        if not differing:
            return EventOutcome(replace(fact, readers=list(BOTH), agreed=True, confidence=with_second(EVENT + AGREED, fact.confidence)), fact, labels, [])
        kind = EVENT + (MODEL if self._model_stands else RULES)
        found = replace(fact, readers=list(BOTH), agreed=False, confidence=with_second(kind, fact.confidence))
        if self._model_stands:
            found.park_key = labels.park or fact.park_key
            found.status = labels.status or fact.status
            if labels.has_period:
                found.start_date, found.end_date = labels.start, labels.end
            if labels.event_type != fact.event_type:
                self._place(found, labels, sentences)
            found.rule = f"{fact.rule}+model_{'_'.join(differing)}"
        return EventOutcome(found, fact, labels, differing)

    def _added(self, article: ArticleFact, labels: EventLabels, sentences: Sequence[tuple[int, int]]) -> EventFact | None:
        park = labels.park or article.park_key
        if not park:
            return None
        found = EventFact(
            "", article.document_key, article.article_key, park, labels.event_type, labels.start, labels.end, "", labels.status or "actual", [], None,
            "", labels.start_offset, labels.end_offset, "", with_second(EVENT + ADDED, 0.0), RULE, readers=list(BOTH), agreed=False,
        )  # fmt: skip
        self._place(found, labels, sentences)
        return found

    def _place(self, fact: EventFact, labels: EventLabels, sentences: Sequence[tuple[int, int]]) -> None:
        """Puts a fact at a trigger, with what its sentence tells."""
        start, end = labels.start_offset, labels.end_offset
        first, last = _sentence(start, end, sentences)
        fact.event_type, fact.start_offset, fact.end_offset, fact.text = labels.event_type, start, end, self._text[start:end]
        fact.sentence = self._text[first:last][:MAX_SENTENCE_TEXT]
        fact.participants = find_participants(self._text, first, last)
        clause_start = first + max((m.end() for m in _STOP.finditer(self._text[first:start])), default=0)
        stop = _STOP.search(self._text, end, last)
        fact.title = make_title(self._text, clause_start, stop.start() if stop else last, fact.park_key) or self._text[start:end]
        key = fact_key("event", fact.document_key, start, end, fact.event_type)
        if key in self._taken:
            # Its trigger is another article's too, or lies in a text with invisible characters.
            key = fact_key("event", fact.article_key, start, end, fact.event_type, RULE)
        self._taken.add(key)
        fact.event_key = key


def _sentence(start: int, end: int, sentences: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The sentence in which a trigger stands; the trigger alone where it stands in none."""
    at = bisect.bisect_right(sentences, (start, 1 << 60)) - 1
    if at >= 0 and sentences[at][0] <= start and end <= sentences[at][1]:
        return sentences[at]
    return start, end


def _paired(ours: Sequence[EventFact], theirs: Sequence[EventLabels]) -> dict[int, int]:
    """Which event of the second reader is which of the rules': of the same type first, then the nearest."""
    starts = sorted((labels.start_offset, number) for number, labels in enumerate(theirs))
    candidates: list[tuple[bool, int, int, int]] = []
    for number, fact in enumerate(ours):
        first = bisect.bisect_left(starts, (fact.start_offset - REACH, -1))
        for start, other in starts[first : first + 2 * REACH]:
            if start > fact.start_offset + REACH:
                break
            candidates.append((theirs[other].event_type != fact.event_type, abs(start - fact.start_offset), number, other))
    pairs: dict[int, int] = {}
    used: set[int] = set()
    for _, _, number, other in sorted(candidates):
        if number not in pairs and other not in used:
            pairs[number] = other
            used.add(other)
    return pairs


def money_of(event: EventFact, amount: float, observations: Sequence[ObservationFact]) -> ObservationFact | None:
    """The figure that states an amount which the second reader names: an amount that no figure states is not believed."""
    stated = [o for o in observations if o.unit == "元" and abs(o.value - amount) <= 1e-6 * amount]
    return min(stated, key=lambda o: (abs(o.start_offset - event.start_offset), o.start_offset), default=None)
