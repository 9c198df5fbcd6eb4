"""Everything that the page shows, as plain values."""

from __future__ import annotations

from typing import Any

import duckdb

from warehouse.report.changes import changes
from warehouse.report.checks import checks
from warehouse.report.coverage import funnel, heat_map, left_over
from warehouse.report.dictionary import dictionary, metric_list
from warehouse.report.labels import Label
from warehouse.report.parks import parks_section
from warehouse.report.quarantine import quarantine
from warehouse.report.reviewed import reviewed_shares
from warehouse.report.rows import Row, one
from warehouse.report.runs import all_runs, checks_of, history, published_run, verdict
from warehouse.report.sections import Sections
from warehouse.report.sources import sources
from warehouse.store import Store


def report_data(connection: duckdb.DuckDBPyConnection, store: Store | None = None, sections: Sections | None = None) -> dict[str, Any]:
    """What the page shows of one warehouse, and of runs since that did not publish where `store` has them.

    `sections` gives each section its limits, and stands in for one that has no end.
    """
    section = (sections or Sections(connection)).of
    runs = all_runs(connection, store)
    built_by = published_run(connection)
    of = _checked_run(runs, built_by)
    results = checks_of(connection, store, of)
    judged = verdict(runs, built_by, results)
    last = judged["last"]
    shown = {
        "verdict": judged, "last": last, "run_key": last["run_key"] if last else "", "built_by": built_by, "runs": runs[:30], "runs_total": len(runs),
        "history": history(runs), "freshness": _freshness(connection, last), "before": _before(runs, last),
        "checks": checks(connection, results), "checks_run": of, "funnel": section(Label("覆盖", "coverage"), funnel),
        "left_over": section(Label("未归属的数量", "quantities left over"), left_over), "heat": section(Label("园区 × 年份", "park × year"), heat_map),
        "quarantine": section(Label("隔离区", "quarantine"), lambda c: quarantine(c, store, built_by)),
        "parks": section(Label("园区", "parks"), parks_section), "changes": section(Label("变化", "changes"), changes),
        "dictionary": dictionary(connection), "metrics": metric_list(connection),
        "reviewed": section(Label("人工核实", "verified by people"), reviewed_shares),
        "sources": section(Label("来源状态", "state of the sources"), sources),
    }  # fmt: skip
    if sections is not None and sections.left_out:
        judged["why"] = _with_note(judged["why"], sections.left_out)
    return shown


def _with_note(why: Label, left_out: list[Label]) -> Label:
    """The verdict's reason, with the sections that are empty because they had no end."""
    chinese, english = "、".join(name.zh for name in left_out), ", ".join(name.en for name in left_out)
    return Label(
        f"{why.zh}“{chinese}”超出时间或内存限制，本页留空（设置 query_timeout_seconds、memory_limit）。",
        f"{why.en} Left empty, for it took too long or too much memory: {english} (settings query_timeout_seconds, memory_limit).",
    )


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
