"""Everything that the page shows, as plain values."""

from __future__ import annotations

from typing import Any

import duckdb

from warehouse.report.changes import changes
from warehouse.report.checks import checks
from warehouse.report.coverage import funnel, heat_map, left_over
from warehouse.report.dictionary import dictionary, metric_list
from warehouse.report.parks import parks_section
from warehouse.report.quarantine import quarantine
from warehouse.report.rows import Row, one
from warehouse.report.runs import all_runs, checks_of, history, published_run, verdict
from warehouse.store import Store


def report_data(connection: duckdb.DuckDBPyConnection, store: Store | None = None) -> dict[str, Any]:
    """What the page shows of one warehouse, and of runs since that did not publish where `store` has them."""
    runs = all_runs(connection, store)
    built_by = published_run(connection)
    of = _checked_run(runs, built_by)
    results = checks_of(connection, store, of)
    judged = verdict(runs, built_by, results)
    last = judged["last"]
    return {
        "verdict": judged, "last": last, "run_key": last["run_key"] if last else "", "built_by": built_by, "runs": runs[:30], "runs_total": len(runs),
        "history": history(runs), "freshness": _freshness(connection, last), "before": _before(runs, last),
        "checks": checks(connection, results), "checks_run": of, "funnel": funnel(connection), "left_over": left_over(connection),
        "heat": heat_map(connection), "quarantine": quarantine(connection, store, built_by), "parks": parks_section(connection),
        "changes": changes(connection), "dictionary": dictionary(connection), "metrics": metric_list(connection),
    }  # fmt: skip


def _checked_run(runs: list[Row], built_by: str) -> str:
    """The run whose checks are shown: the last one where it failed, else the one that built the warehouse."""
    last = next((run for run in runs if run["status"] != "dry_run"), None)
    return str(last["run_key"]) if last is not None and last["status"] == "failed" else built_by


def _before(runs: list[Row], last: Row | None) -> Row | None:
    """The published run before the last one, to compare with."""
    return next((run for run in runs if last and run["run_key"] < last["run_key"] and run["status"] == "published"), None)


def _freshness(connection: duckdb.DuckDBPyConnection, last: Row | None) -> Row:
    """The newest document, when the last one was taken in, and how old the former was at the time of the last run."""
    found = one(connection, "SELECT max(published_on) AS newest, max(ingested_at) AS taken_in, count(*) FILTER (published_on IS NULL) AS undated FROM document")
    found["days"] = (last["started_at"].date() - found["newest"]).days if last and found["newest"] else None
    return found
