"""`parkhouse status`: how the last runs went and what the warehouse holds."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import duckdb

from schemas.tables import tables
from warehouse.connect import WarehouseError, opened
from warehouse.layout import Home
from warehouse.store import Store

RUNS_SHOWN = 5


def status_of(root: Path) -> dict[str, Any]:
    """Runs, freshness, rows, failed checks and quarantine of a home directory; `healthy` is what monitoring asks for."""
    home = Home(root)
    if not root.is_dir():
        raise WarehouseError(f"nothing at {root} yet: run `parkhouse run` first, or name another --home")
    runs = Store(home).operations("pipeline_run").sort("run_key", descending=True).head(RUNS_SHOWN).to_dicts()
    found: dict[str, Any] = {"home": str(root), "runs": runs, "published": home.warehouse.is_file(), "rows": {}, "failed_checks": [], "rejected": []}
    if found["published"]:
        try:
            with opened(home.warehouse, read_only=True) as connection:
                _read_warehouse(connection, found)
        except duckdb.Error as error:
            raise WarehouseError(f"{home.warehouse} cannot be read: {error}") from None
    found["failed_checks"] = _failed_checks(home)
    last = runs[0]["status"] if runs else ""
    found["healthy"] = bool(found["published"] and last != "failed" and not any(c["severity"] == "block" for c in found["failed_checks"]))
    return found


def _failed_checks(home: Home) -> list[dict[str, Any]]:
    """What failed in the latest run that came to its checks, whether it published or not."""
    results = Store(home).operations("quality_result")
    if not len(results):
        return []
    latest = results.filter((results["run_key"] == results["run_key"].max()) & ~results["passed"]).sort("severity", "check_name")
    return [{"check": r["check_name"], "severity": r["severity"], "rows": r["failing_rows"]} for r in latest.iter_rows(named=True)]


def _read_warehouse(connection: duckdb.DuckDBPyConnection, found: dict[str, Any]) -> None:
    for table in tables():
        row = connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()
        found["rows"][table] = row[0] if row else 0
    row = connection.execute("SELECT max(published_on), max(ingested_at) FROM document").fetchone()
    found["newest_document"], found["last_ingested"] = row or (None, None)
    waiting = connection.execute("SELECT stage, check_name, count(*), any_value(reason) FROM rejected GROUP BY ALL ORDER BY 3 DESC").fetchall()
    found["rejected"] = [{"stage": w[0], "check": w[1], "rows": w[2], "example": w[3]} for w in waiting]


def status_text(found: dict[str, Any]) -> str:
    """The status for a person."""
    lines = [f"home: {found['home']}", f"warehouse: {'published' if found['published'] else 'none yet'}"]
    if found["published"]:
        lines.append("rows: " + ", ".join(f"{name} {count}" for name, count in found["rows"].items()))
        lines.append(f"newest document: {found['newest_document']}; last taken in: {_minute(found['last_ingested'])}")
    lines.append("last runs:" if found["runs"] else "last runs: none")
    for run in found["runs"]:
        lines.append(
            f"  {run['run_key']}  {run['status']:10}  {run['documents_seen']} seen, {run['documents_new']} new, {run['documents_failed']} unreadable  {run['message'][:120]}"
        )
    lines.append("failed checks: " + ("; ".join(f"{c['severity']} {c['check']} ({c['rows']} rows)" for c in found["failed_checks"]) or "none"))
    lines.append("quarantine: " + ("" if found["rejected"] else "empty"))
    lines += [f"  {w['rows']} × {w['stage']}/{w['check']}: {w['example']}" for w in found["rejected"]]
    return "\n".join(lines)


def _minute(moment: dt.datetime | None) -> str:
    return moment.strftime("%Y-%m-%d %H:%M UTC") if moment else "never"
