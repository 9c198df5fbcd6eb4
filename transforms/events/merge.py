"""One record a happening: later mentions of the same one (headline, caption, summary) add no row."""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from typing import TYPE_CHECKING

from transforms.times.calendar import UNKNOWN

if TYPE_CHECKING:
    from transforms.events.events import Candidate

NEAR = 30
"""Triggers of one type this close in one sentence tell of one happening (举行竣工仪式 ... 竣工)."""
# An article tells of one visit, one meeting, one training; a further one has a date of its own.
_ONE_AN_ARTICLE = frozenset({"visit", "meeting", "training"})
# What a ceremony or a meeting is held for says more than that it was held.
_SAYS_MORE = frozenset({"signing", "construction_start", "completion", "inauguration", "production_start", "personnel", "training", "award"})


def merged(found: Sequence[Candidate]) -> list[Candidate]:
    """Of the mentions of each happening the one that says most."""
    kept = _Kept()
    for candidate in found:
        twin = kept.twin(candidate)
        if twin is None:
            kept.put(len(kept.candidates), candidate)
            continue
        other = kept.candidates[twin]
        if other.heading or (candidate.strength > other.strength and not candidate.again):
            candidate.mentions = [other, *other.mentions]
            kept.put(twin, candidate)
        else:
            other.mentions.append(candidate)
    return _without_shells(kept.candidates)


class _Kept:
    """The happenings so far, found again by what a later mention of one shares with it.

    An article may tell of thousands, so a mention is compared only with those of its sentence; among the others the
    first with the same park, or park and period, is looked up.
    """

    def __init__(self) -> None:
        self.candidates: list[Candidate] = []
        self._numbers: dict[tuple[object, ...], list[int]] = {}

    def put(self, number: int, candidate: Candidate) -> None:
        """Adds a happening, or puts a mention that says more in the place of the one kept."""
        self.candidates[number : number + 1] = [candidate]
        for key in _keys(candidate):
            heapq.heappush(self._numbers.setdefault(key, []), number)

    def twin(self, candidate: Candidate) -> int | None:
        """The number of the first happening kept that is the same as a candidate's; None where it is a new one."""
        kind, park, span = candidate.event_type, candidate.park, candidate.span
        keys: list[tuple[object, ...]] = [("heading", kind) if kind == "visit" else ("heading", kind, park)]
        alone = kind in _ONE_AN_ARTICLE or candidate.ceremony
        if alone and not candidate.dated_here and span == UNKNOWN:
            keys.append(("park", kind, park))
        elif candidate.again or (alone and (not candidate.dated_here or (span != UNKNOWN and span.begin == span.finish))):
            keys.append(("span", kind, park, span))
        numbers = [number for key in keys if (number := self._first(key)) is not None]
        beside = self._numbers.get(("sentence", kind, park, id(candidate.context)), ())
        numbers += [number for number in beside if _is_near(self.candidates[number], candidate)]
        return min(numbers, default=None)

    def _first(self, key: tuple[object, ...]) -> int | None:
        numbers = self._numbers.get(key, [])
        while numbers and key not in _keys(self.candidates[numbers[0]]):
            # Another mention has taken its place since.
            heapq.heappop(numbers)
        return numbers[0] if numbers else None


def _keys(candidate: Candidate) -> list[tuple[object, ...]]:
    kind, park = candidate.event_type, candidate.park
    keys: list[tuple[object, ...]] = [("park", kind, park), ("span", kind, park, candidate.span), ("sentence", kind, park, id(candidate.context))]
    if candidate.heading:
        keys += [("heading", kind, park), ("heading", kind)]
    return keys


def _is_near(first: Candidate, second: Candidate) -> bool:
    if first.dated_here and second.dated_here and UNKNOWN not in (first.span, second.span) and first.span != second.span:
        # 成立于2002年，2006年获批设立: each with a time of its own.
        return False
    return first.context is second.context and first.park == second.park and second.at.start - first.at.end < NEAR


def _without_shells(kept: list[Candidate]) -> list[Candidate]:
    """A meeting that is only the frame of a signing in the same sentence is left to the signing."""
    told: dict[int, list[Candidate]] = {}
    for candidate in kept:
        told.setdefault(id(candidate.context), []).append(candidate)
    return [c for c in kept if not _is_shell(c, told[id(c.context)])]


def _is_shell(c: Candidate, beside: Sequence[Candidate]) -> bool:
    if c.outcome and any(o.at.start < c.at.start for o in beside):
        return True
    return c.event_type == "meeting" and any(o.event_type in _SAYS_MORE and o.at.start > c.at.start and o.at.start - c.at.end < 40 for o in beside)
