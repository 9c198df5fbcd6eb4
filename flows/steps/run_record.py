"""The record of a run: of one that a session held, and of one that could not begin."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Sequence
from typing import Any

import polars as pl

from flows.steps.ingest.source_status import Judge, source_rows
from flows.steps.listing import Look
from flows.steps.load.version import code_version
from flows.steps.outcome import RunResult
from flows.steps.sources import ALARM_RUNS, FALL_SHARE
from transforms.version import rule_set_version
from warehouse.home_lock import HomeLock
from warehouse.layout import Home
from warehouse.store import Store

MOST_MESSAGE = 2_000


def run_row(result: RunResult, started: dt.datetime, finished: dt.datetime, status: str, message: str) -> dict[str, Any]:
    """A run as a row of `pipeline_run`."""
    return {
        "run_key": result.run_key, "started_at": started, "finished_at": finished, "status": status,
        "documents_seen": result.seen, "documents_new": result.new, "documents_skipped": result.skipped, "documents_failed": result.failed,
        "rows_loaded": result.counts.get("observation", 0) + result.counts.get("event", 0), "rows_rejected": result.rejected,
        "code_version": _version(code_version), "rule_set": _version(rule_set_version), "message": message,
        "second_reader": None if result.second is None else json.dumps(result.second, ensure_ascii=False, sort_keys=True),
    }  # fmt: skip


def _version(of: Callable[[], str]) -> str:
    """A version, where the seeds are not so broken that there is none."""
    try:
        return of()
    except (OSError, ValueError, KeyError):
        return "unknown"


def recorded_runs(home: Home) -> set[str]:
    """The runs that are on record; none where the record cannot be read."""
    try:
        return set(Store(home).operations("pipeline_run")["run_key"].to_list())
    except Exception:  # noqa: BLE001 - whatever is wrong with the store, what follows is there to tell of it
        return set()


def record_failed_run(home: Home, started: dt.datetime, error: BaseException, looks: Sequence[Look] = ()) -> str:
    """Records a run that failed before a session could, and the sources that it looked at in vain; returns its key.

    Raises Busy where another run is at work, which this one is not to disturb, OSError where nothing can be written.
    """
    home.create()
    lock = HomeLock(home)
    lock.take()
    try:
        store = Store(home)
        result = RunResult(store.next_run_key(started), "failed")
        row = run_row(result, started, dt.datetime.now(dt.UTC), "failed", str(error)[:MOST_MESSAGE] or type(error).__name__)
        store.add_operation("pipeline_run", result.run_key, [row])
        if looks:
            judge = Judge(FALL_SHARE, ALARM_RUNS, frozenset(), frozenset(), accept=False)
            nothing = pl.DataFrame(schema={"place": pl.String(), "state": pl.String()})
            store.add_operation("source_status", result.run_key, source_rows(looks, {}, nothing, store.source_status(), judge, started, result.run_key))
        lock.send(ended=True)
        return result.run_key
    finally:
        lock.release()
