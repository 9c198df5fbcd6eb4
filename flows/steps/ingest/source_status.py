"""What each source gave in a run, beside what it gave before: the rows of `source_status`.

A run that finds nothing looks like a run without news. So each source is counted, and what falls to nothing, or by a large
share, is an alarm; what is not there or cannot be reached for once is a warning, which grows to an alarm with the next run.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from flows.steps.listing import Look
from warehouse.sightings import MISSING, REFUSED, SEEN

ACCEPTED_AFTER = dt.timedelta(days=7)
"""A source that has given less for a week gives less: what it gives then is what it is measured by."""
KEPT_FOR = dt.timedelta(days=7)
"""A source that the settings do not name, and that no run has looked at for a week, was named for once."""
FALLS = ("fell", "empty", "refused", "script_only", "broken")
"""States of a source that answers: where it gave documents before they are an alarm at once."""


@dataclass(slots=True)
class Given:
    """What one source offered in a run, by the places of its documents or their hashes."""

    places: Sequence[str] | pl.Series = field(default_factory=list)
    problem: str = ""
    """Of the feed, sitemap or page that was named: why it could not be read."""
    unreachable: bool = False


@dataclass(slots=True, frozen=True)
class Judge:
    """By what a source is judged."""

    fall_share: float
    alarm_runs: int
    configured: Set[str]
    """Sources that the settings name."""
    hollow: Set[str]
    """Places whose page says only that a script must run, or that the visitor is to be checked."""
    accept: bool
    """Whether the operator has said for this run that a fall is meant."""


def source_rows(
    looks: Sequence[Look], given: Mapping[str, Given], states: pl.DataFrame, before: pl.DataFrame, judge: Judge, now: dt.datetime, run_key: str
) -> list[dict[str, Any]]:
    """The present state of every source that counts.

    `given`: of the addresses what they led to. `states`: how many documents stand in which state, by the hash of their place. `before`: the rows that the run before recorded.
    """
    known = {row["source"]: row for row in before.iter_rows(named=True)}
    rows = {}
    for look in looks:
        found = given.get(look.source, Given(look.places, look.problem)) if not look.problem else Given(problem=look.problem)
        rows[look.source] = _row(look, found, states, known.get(look.source), judge, now) | {"run_key": run_key}
    for source, row in known.items():
        named = source in judge.configured
        if source not in rows and (named or (row["documents_before"] is not None and now - row["checked_at"] < KEPT_FOR)):
            rows[source] = row | {"run_key": run_key}
    return list(rows.values())


def _row(look: Look, given: Given, states: pl.DataFrame, last: Mapping[str, Any] | None, judge: Judge, now: dt.datetime) -> dict[str, Any]:
    places = _hashes(given.places).unique().to_frame("place")
    counts = dict(places.join(states, on="place").group_by("state").agg(pl.col("count").sum()).iter_rows())
    documents, refused = counts.get(SEEN, 0), counts.get(REFUSED, 0) + counts.get(MISSING, 0)
    # What it is measured by: while something is wrong, what it gave before that.
    measure = None if last is None else last["documents"] if last["state"] == "gives" else last["documents_before"]
    state = _state(look, given, documents, refused, measure, judge)
    if state == "fell" and (judge.accept or (last is not None and last["state"] == "fell" and now - last["since"] >= ACCEPTED_AFTER)):
        state = "gives"
    same = last is not None and last["state"] == state
    runs = last["runs"] + 1 if same and last is not None else 1
    # Nothing, for whatever reason, goes on being nothing.
    bad_runs = last["runs"] + 1 if last is not None and last["level"] != "good" else 1
    # What cannot be read waits in quarantine, which tells of it; where it gave documents before, that is another matter.
    alarm = (state in FALLS and bool(measure)) or (bad_runs >= judge.alarm_runs and state != "refused") or (last is not None and last["level"] == "alarm")
    return {
        "source": look.source, "kind": look.kind, "state": state, "level": "good" if state == "gives" else "alarm" if alarm else "warning",
        "documents": documents, "refused": refused, "documents_before": measure, "since": last["since"] if same and last is not None else now,
        "runs": runs, "checked_at": now, "detail": _detail(state, documents, refused, measure, given),
    }  # fmt: skip


def _hashes(places: Sequence[str] | pl.Series) -> pl.Series:
    """Places as they are compared."""
    return places if isinstance(places, pl.Series) else pl.Series(places, dtype=pl.String).hash()


def _state(look: Look, given: Given, documents: int, refused: int, measure: int | None, judge: Judge) -> str:
    if look.problem:
        return "missing"
    if documents and measure and measure - documents > judge.fall_share * measure:
        return "fell"
    if documents:
        return "gives"
    if given.problem:
        return "unreachable" if given.unreachable else "broken"
    if refused:
        return "script_only" if bool(_hashes(given.places).is_in(_hashes(list(judge.hollow)).implode()).any()) else "refused"
    return "empty"


def _detail(state: str, documents: int, refused: int, measure: int | None, given: Given) -> str:
    before = f"; it gave {measure:,} before" if measure else ""
    words = {
        "gives": f"gives {documents:,} documents",
        "fell": f"gives {documents:,} documents; it gave {measure or 0:,} before",
        "empty": f"gives no document{before}",
        "refused": f"gives {refused:,} documents, of which none can be read{before}",
        "script_only": f"its page says only that JavaScript must be enabled, or that the visitor must be checked; the text is not in it{before}",
    }
    return (words.get(state) or f"{given.problem}{before}")[:1000]


def told(row: Mapping[str, Any]) -> str:
    """A source that is not as it should be, in one line."""
    # What is missing says itself which source it is.
    return str(row["detail"] if row["detail"].startswith(row["source"]) else f"{row['source']}: {row['detail']}")
