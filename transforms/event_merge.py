"""One record a happening: later mentions of the same one (headline, caption, summary) add no row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from transforms.calendar_spans import UNKNOWN

if TYPE_CHECKING:
    from transforms.events import Candidate

NEAR = 30
"""Triggers of one type this close in one sentence tell of one happening (举行竣工仪式 ... 竣工)."""
# An article tells of one visit, one meeting, one training; a further one has a date of its own.
_ONE_AN_ARTICLE = frozenset({"visit", "meeting", "training"})
# What a ceremony or a meeting is held for says more than that it was held.
_SAYS_MORE = frozenset({"signing", "construction_start", "completion", "inauguration", "production_start", "personnel", "training", "award"})


def merged(found: Sequence[Candidate]) -> list[Candidate]:
    """Of the mentions of each happening the one that says most."""
    kept: list[Candidate] = []
    for candidate in found:
        twin = next((i for i, other in enumerate(kept) if _same(other, candidate)), None)
        if twin is None:
            kept.append(candidate)
        elif kept[twin].heading or (candidate.strength > kept[twin].strength and not candidate.again):
            candidate.mentions = [kept[twin], *kept[twin].mentions]
            kept[twin] = candidate
        else:
            kept[twin].mentions.append(candidate)
    return _without_shells(kept)


def _same(first: Candidate, second: Candidate) -> bool:
    if first.event_type != second.event_type:
        return False
    if first.heading and (first.park == second.park or first.event_type == "visit"):
        return True
    if first.park != second.park:
        return False
    if first.context is second.context and second.at.start - first.at.end < NEAR:
        return True
    if second.again and first.span == second.span:
        return True
    if first.event_type in _ONE_AN_ARTICLE and not second.dated_here:
        return first.span == second.span or second.span == UNKNOWN
    same_day = first.span == second.span != UNKNOWN and first.span.begin == first.span.finish
    return same_day and first.event_type in _ONE_AN_ARTICLE


def _without_shells(kept: list[Candidate]) -> list[Candidate]:
    """A meeting that is only the frame of a signing in the same sentence is left to the signing."""
    return [
        c
        for c in kept
        if not (c.outcome and any(o.context is c.context and o is not c and o.at.start < c.at.start for o in kept))
        and not (
            c.event_type == "meeting"
            and any(o.context is c.context and o.event_type in _SAYS_MORE and o.at.start > c.at.start and o.at.start - c.at.end < 40 for o in kept)
        )
    ]
