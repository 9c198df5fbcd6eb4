"""The same happening reported by several documents.

Two reports are of one happening where park and type are the same, the days overlap, and they share a participant or the
amount, or their titles are nearly equal.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import duckdb
import polars as pl
from rapidfuzz import fuzz

NEARLY_EQUAL = 82.0
"""Similarity of titles (0 to 100, rapidfuzz's token_set_ratio over characters) from which they tell the same."""
SOMEWHAT_ALIKE = 45.0
"""Similarity that titles of one happening have even in other words; with a shared outsider it is enough."""
_OWN_BODIES = ("管委会", "党工委", "工委", "纪工委", "街道", "妇联")
MOST_COMPARED = 200
"""Happenings of one park and type with which a report is compared at most, the latest: more within the same days are a list, not a story."""
LONGEST_DAYS = 31
"""A report dated only to a year overlaps with everything; beyond this many days the dates prove nothing."""


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


_GROUP = "hash(park_key, event_type)"
"""Only events of one park and type are compared."""


def note_same_events(connection: duckdb.DuckDBPyConnection) -> None:
    """Before the rows of `changed_document` are replaced: notes of which parks and types their events are."""
    mine = "document_key IN (SELECT document_key FROM changed_document)"
    connection.execute(f"CREATE OR REPLACE TEMP TABLE due_event AS SELECT DISTINCT {_GROUP} AS mark FROM event WHERE {mine}")


def link_same_events(connection: duckdb.DuckDBPyConnection, noted: bool = False) -> int:
    """Sets `same_as` in the build to the key of the first report of each happening, and empties it elsewhere; returns how many point elsewhere.

    `noted`: the file is a published one in which the documents of `touched_document` alone have changed since `note_same_events`.
    """
    due = "true"
    if noted:
        connection.execute(f"INSERT INTO due_event SELECT DISTINCT {_GROUP} FROM event WHERE document_key IN (SELECT document_key FROM touched_document)")
        due = f"{_GROUP} IN (SELECT mark FROM due_event)"
    cursor = connection.execute(
        f"""
        SELECT CAST(e.event_key AS VARCHAR), e.document_key, e.park_key, e.event_type, p.start_date, p.end_date, e.title, e.amount, e.participants
        FROM (SELECT * FROM event WHERE {due}) e
        JOIN period p USING (period_key)
        JOIN document d USING (document_key)
        WHERE p.start_date IS NOT NULL AND p.end_date IS NOT NULL
            -- Only what the views show: else the first report of a happening could be one that nobody sees.
            AND d.replaced_by IS NULL AND d.withdrawn_on IS NULL
        ORDER BY e.park_key, e.event_type, p.start_date, d.published_on NULLS LAST, e.document_key, e.start_offset
        """
    )
    links = list(_links(_reports(cursor)))
    connection.register("link_frame", pl.DataFrame(links, schema={"later": pl.String, "first": pl.String}, orient="row").to_arrow())
    connection.execute(
        "UPDATE event SET same_as = l.same_as FROM ("
        "SELECT e.event_key, CAST(f.first AS UUID) AS same_as FROM event e LEFT JOIN link_frame f ON e.event_key = CAST(f.later AS UUID) "
        f"WHERE {due} AND e.same_as IS DISTINCT FROM CAST(f.first AS UUID)) l WHERE event.event_key = l.event_key"
    )
    connection.unregister("link_frame")
    return len(links)


def _reports(cursor: duckdb.DuckDBPyConnection) -> Iterator[Report]:
    while rows := cursor.fetchmany(2_000):
        for key, document, park, kind, first, last, title, amount, names in rows:
            yield Report(key, document, park, kind, first, last, title, amount, frozenset(names))


def _links(reports: Iterable[Report]) -> Iterator[tuple[str, str]]:
    """(later report, first report) pairs; events of one park and type come together, in order of their days."""
    for _, group in itertools.groupby(reports, key=lambda report: (report.park, report.kind)):
        yield from _links_within(group)


def _links_within(group: Iterable[Report]) -> Iterator[tuple[str, str]]:
    open_firsts: list[Report] = []
    for report in group:
        # Only reports whose days can still overlap stay in the window, and no more of them than can be compared, whatever else the warehouse holds.
        open_firsts = [first for first in open_firsts if first.last >= report.first][-MOST_COMPARED:]
        twin = next((first for first in open_firsts if same_happening(first, report)), None)
        if twin is None:
            open_firsts.append(report)
        else:
            yield report.key, twin.key


def same_happening(a: Report, b: Report) -> bool:
    """Whether two reports of different documents tell of the same happening."""
    if a.document == b.document or a.park != b.park or a.kind != b.kind:
        return False
    if a.last < b.first or b.last < a.first or max((a.last - a.first).days, (b.last - b.first).days) > LONGEST_DAYS:
        return False
    if a.amount is not None and a.amount == b.amount:
        return True
    alike = fuzz.token_set_ratio(" ".join(a.title), " ".join(b.title))
    # The park's own bodies take part in everything there; only an outsider proves something.
    shared = {name for name in a.participants & b.participants if not name.endswith(_OWN_BODIES) and a.park[:2] not in name[:4]}
    if shared and alike >= SOMEWHAT_ALIKE and (a.amount is None or b.amount is None):
        return True
    return alike >= NEARLY_EQUAL and not (a.amount is not None and b.amount is not None and a.amount != b.amount)
