"""The same happening reported by several documents.

Two reports are of one happening where park and type are the same, the days overlap, and they share a participant or the
amount, or their titles are nearly equal.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import duckdb
from rapidfuzz import fuzz

NEARLY_EQUAL = 82.0
"""Similarity of titles (0 to 100, rapidfuzz's token_set_ratio over characters) from which they tell the same."""
LONGEST_DAYS = 31
"""A report dated only to a year overlaps with everything; beyond this many days the dates prove nothing."""
LARGEST_GROUP = 400
"""Events of one park and type that are compared with each other; a larger group is compared by month of its start."""


@dataclass(slots=True, frozen=True)
class Report:
    """What of an event is compared."""

    key: str
    document: str
    park: str
    kind: str
    first: dt.date
    last: dt.date
    title: str
    amount: float | None
    participants: frozenset[str]


def link_same_events(connection: duckdb.DuckDBPyConnection) -> int:
    """Sets `same_as` in the build to the key of the first report of each happening; returns how many point elsewhere."""
    rows = connection.execute(
        """
        SELECT CAST(e.event_key AS VARCHAR), e.document_key, e.park_key, e.event_type, p.start_date, p.end_date, e.title, e.amount, e.participants
        FROM event e
        JOIN period p USING (period_key)
        JOIN document d USING (document_key)
        WHERE p.start_date IS NOT NULL AND p.end_date IS NOT NULL
        ORDER BY e.park_key, e.event_type, d.published_on NULLS LAST, e.document_key, e.start_offset
        """
    ).fetchall()
    reports = [
        Report(key, document, park, kind, first, last, title, amount, frozenset(names)) for key, document, park, kind, first, last, title, amount, names in rows
    ]
    links = list(_links(reports))
    if links:
        connection.executemany("UPDATE event SET same_as = ? WHERE event_key = ?", [[first, later] for later, first in links])
    return len(links)


def _links(reports: Sequence[Report]) -> Iterable[tuple[str, str]]:
    groups: dict[tuple[str, ...], list[Report]] = {}
    for report in reports:
        groups.setdefault((report.park, report.kind), []).append(report)
    for group in groups.values():
        if len(group) > LARGEST_GROUP:
            by_month: dict[tuple[int, int], list[Report]] = {}
            for report in group:
                by_month.setdefault((report.first.year, report.first.month), []).append(report)
            for part in by_month.values():
                yield from _links_within(part)
        else:
            yield from _links_within(group)


def _links_within(group: Sequence[Report]) -> Iterable[tuple[str, str]]:
    firsts: list[Report] = []
    for report in group:
        twin = next((first for first in firsts if same_happening(first, report)), None)
        if twin is None:
            firsts.append(report)
        else:
            yield report.key, twin.key


def same_happening(a: Report, b: Report) -> bool:
    """Whether two reports of different documents tell of the same happening."""
    if a.document == b.document or a.park != b.park or a.kind != b.kind:
        return False
    if a.last < b.first or b.last < a.first or min((a.last - a.first).days, (b.last - b.first).days) > LONGEST_DAYS:
        return False
    if a.amount is not None and a.amount == b.amount:
        return True
    shared = {name for name in a.participants & b.participants if name not in a.park}
    if shared and (a.amount is None or b.amount is None):
        return True
    return fuzz.token_set_ratio(" ".join(a.title), " ".join(b.title)) >= NEARLY_EQUAL
