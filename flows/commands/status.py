"""`parkhouse status`: how the last runs went and what the warehouse holds."""

from __future__ import annotations

import datetime as dt
import json
import os
from dataclasses import asdict
from typing import Any

import duckdb
import polars as pl

from flows.operations.cron_times import next_time
from flows.operations.terminal_text import printable
from flows.settings.model import Settings
from flows.steps.ingest.source_status import told
from flows.steps.load.corrections import read_corrections
from flows.steps.load.own_confidence import own_confidence, reckoner
from schemas.tables import tables
from warehouse.audit_queries import ended
from warehouse.connect import WarehouseError, opened
from warehouse.layout import Home
from warehouse.lock import RunLock
from warehouse.publish import log_of
from warehouse.published_record import changed_since, recorded_of
from warehouse.remote.address import UNSENT, address_of
from warehouse.remote.errors import RemoteError
from warehouse.remote.reading import remote_home
from warehouse.store import Store

RUNS_SHOWN = 5
SOURCES_SHOWN = 20
LONG_HOURS = 24
"""After so long a run at work is one that hangs: the first reading of a hundred thousand documents takes a night."""
GOOD = ("published", "unchanged")
"""How a run ends after which the published warehouse holds what the sources gave."""


def status_of(settings: Settings, max_age_hours: float | None = None, wrong: str = "", unreachable: str = "") -> dict[str, Any]:
    """Runs, freshness, rows, failed checks and quarantine of a home directory.

    `wrong`: what is wrong with the settings, of which the others are taken then. `unreachable`: why the object store that holds the home cannot be asked. `healthy` is what monitoring asks for; `problems` says why not, `warnings` what else deserves a look.
    """
    home = Home(settings.home)
    if not home.root.is_dir():
        raise WarehouseError(f"nothing at {home.root} yet: run `parkhouse run` first, or name another --home")
    now = dt.datetime.now(dt.UTC)
    store = Store(home)
    # A dry run tells nothing of the published warehouse.
    runs = store.operations("pipeline_run").sort("run_key", descending=True).to_dicts()
    real = [run for run in runs if run["status"] != "dry_run"]
    good = next((run for run in real if run["status"] in GOOD), None)
    found: dict[str, Any] = {
        "home": address_of(home.root) or str(home.root), "healthy": False, "problems": [], "warnings": [], "published": home.warehouse.is_file(),
        "last_good_run": good["finished_at"] if good else None, "runs": runs[:RUNS_SHOWN], "rows": {}, "newest_document": None, "last_ingested": None,
        "failed_checks": _failed_checks(store, [run["run_key"] for run in real]), "rejected": [], "next_run": next_time(settings.cron, settings.timezone, now),
        "sources": _sources(store), "schedule": f"{settings.cron} {settings.timezone}",
    }  # fmt: skip
    if home.warehouse.is_dir():
        found["problems"].append(f"{home.warehouse} is a folder: move it away, or name another --home")
    if found["published"]:
        _look_for_writers(home, found)
        _read_warehouse(home, found)
    else:
        found["rejected"] = _waiting(store)
        found["problems"].append("no warehouse is published yet: run `parkhouse run`")
    _read_locks(home, found, now)
    if real and real[0]["status"] == "failed":
        found["problems"].append(f"the last run ({real[0]['run_key']}) failed: {real[0]['message'][:300]}")
    for came_to_end, line in ((True, "blocking checks failed"), (False, "blocking checks did not end (settings query_timeout_seconds, memory_limit)")):
        blocked = [check["check"] for check in found["failed_checks"] if check["severity"] == "block" and check["ended"] is came_to_end]
        if blocked:
            found["problems"].append(f"{line}: {', '.join(blocked)}")
    if max_age_hours is not None and (good is None or now - good["finished_at"] > dt.timedelta(hours=max_age_hours)):
        found["problems"].append(f"no good run within {max_age_hours:g} hours (--max-age)")
    try:
        read_corrections(home)
        reckoner(own_confidence(home))
    except (OSError, ValueError) as error:
        found["problems"].append(f"the next run will fail: {error}")
    if real and real[0].get("second_reader"):
        second = json.loads(real[0]["second_reader"])
        if second["unread"]:
            found["warnings"].append(
                f"{second['unread']} of {second['articles']} articles of the last run had no second reading (table pipeline_run, second_reader)"
            )
    damaged = sum(row["rows"] for row in found["rejected"] if row["check"] == "raw_bytes")
    if damaged:
        found["problems"].append(
            f"the raw bytes of {damaged} documents are gone or no longer those received (table rejected, check raw_bytes): their facts are missing"
        )
    if unreachable:
        found["problems"].append(f"what follows is what this machine knew last: {unreachable}")
    _look_at_store(home, found, unreachable)
    if wrong:
        found["problems"].append(f"the settings cannot be used: {wrong}")
    for row in found["sources"]:
        if row["level"] != "good":
            found["problems" if row["level"] == "alarm" else "warnings"].append(f"source {told(row)} (since {_minute(row['since'])}, {row['runs']} runs)")
    _judge_freshness(found, settings.freshness_days, now)
    found["healthy"] = not found["problems"]
    return found


def _sources(store: Store) -> list[dict[str, Any]]:
    """The sources as the last run found them, what is wrong first."""
    rows = store.source_status().drop("run_key").to_dicts()
    return sorted(rows, key=lambda row: (("alarm", "warning", "good").index(row["level"]), row["source"]))


def _failed_checks(store: Store, runs: list[str]) -> list[dict[str, Any]]:
    """What failed in the latest run that came to its checks, whether it published or not."""
    results = store.operations("quality_result")
    results = results.filter(results["run_key"].is_in(runs))
    if not len(results):
        return []
    latest = results.filter((results["run_key"] == results["run_key"].max()) & ~results["passed"]).sort("severity", "check_name")
    return [
        {"check": r["check_name"], "severity": r["severity"], "rows": r["failing_rows"], "ended": ended(r["examples"]), "run_key": r["run_key"]}
        for r in latest.iter_rows(named=True)
    ]


def _waiting(store: Store) -> list[dict[str, Any]]:
    """What was refused, where no warehouse tells of it yet."""
    kinds = pl.col("reason").str.replace_all("[0-9][0-9,.]*", "#").alias("kind")
    groups = store.rejected().group_by("stage", "check_name", kinds).agg(pl.len().alias("rows"), pl.col("reason").min())
    rows = groups.sort("rows", "stage", "check_name", descending=[True, False, False]).iter_rows(named=True)
    return [{"stage": r["stage"], "check": r["check_name"], "rows": r["rows"], "example": r["reason"]} for r in rows]


def _read_warehouse(home: Home, found: dict[str, Any]) -> None:
    try:
        with opened(home.warehouse, read_only=True) as connection:
            # A file that an older version has published may lack a table.
            there = {name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables() WHERE schema_name = 'main'").fetchall()}
            for table in (name for name in tables() if name in there):
                row = connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()
                found["rows"][table] = row[0] if row else 0
            row = connection.execute("SELECT max(published_on), max(ingested_at) FROM document").fetchone()
            found["newest_document"], found["last_ingested"] = row or (None, None)
            waiting = connection.execute(
                "SELECT stage, check_name, count(*), min(reason) FROM rejected "
                "GROUP BY stage, check_name, regexp_replace(reason, '[0-9][0-9,.]*', '#', 'g') ORDER BY 3 DESC, 1, 2, 4"
            ).fetchall()
            found["rejected"] = [{"stage": w[0], "check": w[1], "rows": w[2], "example": w[3]} for w in waiting]
    except duckdb.Error as error:
        line = str(error).splitlines()[0]
        # A client that has the file open read-write keeps others out until it closes; the file is sound.
        kind = "warnings" if "lock on file" in str(error) else "problems"
        found[kind].append(f"{home.warehouse} cannot be read now: {line}")


def _look_for_writers(home: Home, found: dict[str, Any]) -> None:
    """Programs that write to the published file: what every reader sees is no longer what a run published."""
    if os.path.lexists(log_of(home.warehouse)) and not log_of(home.warehouse).is_dir():
        found["warnings"].append(
            f"{log_of(home.warehouse).name} lies beside the warehouse: a program has opened it for writing, and readers may see other rows; the next run takes it away"
        )
    if changed_since(home):
        found["warnings"].append(
            f"{home.warehouse.name} was changed or damaged after run {recorded_of(home).get('run_key')} published it; the next run builds it anew"
        )


def _read_locks(home: Home, found: dict[str, Any], now: dt.datetime) -> None:
    run, scheduler = RunLock(home.state / "run.lock"), RunLock(home.state / "schedule.lock")
    holder = run.holder()
    found["running"], found["scheduler"] = _holder(run), _holder(scheduler)
    if holder and found["running"] and _hours(holder.since, now) > LONG_HOURS:
        found["problems"].append(
            f"the run at work ({holder}) has not ended for more than {LONG_HOURS} hours, and no other can begin; end its process if it hangs"
        )
    if holder and not found["running"]:
        found["problems"].append(f"the last run ({holder}) came to no end (killed, or a full disk); the next one makes good what it left")


def _look_at_store(home: Home, found: dict[str, Any], unreachable: str) -> None:
    """Of a home in an object store: what this machine has not sent, and who is at work on another."""
    if address_of(home.root) is None:
        return
    if (aside := home.root / UNSENT).is_dir() and any(aside.iterdir()):
        found["warnings"].append(
            f"{aside} holds documents that never reached the store (another machine went on first): remove it once their sources were read again"
        )
    if unreachable or found["running"]:
        return
    try:
        store = remote_home(home.root)
        assert store is not None
        if store.unsent():
            found["problems"].append("the last run on this machine could not send all that it did; the next one here sends it")
        holder, died = store.holder()
        if holder and died:
            found["problems"].append(f"the last run ({holder}) came to no end (killed, or its machine is gone); the next one goes on from what it sent")
        elif holder:
            found["running"] = asdict(holder)
    except RemoteError as error:
        found["problems"].append(str(error))


def _hours(since: str, now: dt.datetime) -> float:
    """How long ago a moment of a lock is; 0 where it is none."""
    try:
        return (now - dt.datetime.strptime(since, "%Y-%m-%d %H:%M:%S UTC").replace(tzinfo=dt.UTC)).total_seconds() / 3600
    except ValueError:
        return 0.0


def _holder(lock: RunLock) -> dict[str, Any] | None:
    holder = lock.holder() if lock.held() else None
    return asdict(holder) if holder else None


def _judge_freshness(found: dict[str, Any], days: int, now: dt.datetime) -> None:
    """The same line as sql/checks/freshness.sql, as of now: no run need have come to its checks since."""
    last = found["last_ingested"]
    if last is not None and (now.date() - last.astimezone(dt.UTC).date()).days > days:
        found["warnings"].append(f"no new document has come in since {last:%Y-%m-%d}, for more than {days} days (setting freshness_days)")


def status_text(found: dict[str, Any]) -> str:
    """The status for a person; nothing that documents or names brought in can move the cursor."""
    lines = [f"home: {found['home']}", "health: " + ("good" if found["healthy"] else "; ".join(found["problems"]))]
    lines += [f"warning: {text}" for text in found["warnings"]]
    lines.append(f"warehouse: {'published' if found['published'] else 'none yet'}")
    if found["rows"]:
        lines.append("rows: " + ", ".join(f"{name} {count}" for name, count in found["rows"].items()))
        lines.append(f"newest document: {found['newest_document']}; last taken in: {_minute(found['last_ingested'])}")
    lines.append(f"last good run: {_minute(found['last_good_run'])}")
    lines.append("last runs:" if found["runs"] else "last runs: none")
    for run in found["runs"]:
        counts = f"{run['documents_seen']} seen, {run['documents_new']} new, {run['documents_failed']} unreadable"
        lines.append(f"  {run['run_key']}  {run['status']:10}  {counts}  {run['message'][:120]}")
    failed = [f"{c['severity']} {c['check']} ({str(c['rows']) + ' rows' if c['ended'] else 'did not end'})" for c in found["failed_checks"]]
    lines.append(f"failed checks: {'; '.join(failed) or 'none'}")
    lines.append("sources:" if found["sources"] else "sources: none looked at yet")
    lines += [f"  {row['level']:7}  {told(row)}" for row in found["sources"][:SOURCES_SHOWN]]
    if len(found["sources"]) > SOURCES_SHOWN:
        lines.append(f"  and {len(found['sources']) - SOURCES_SHOWN} more (table source_status)")
    lines.append("quarantine: " + ("" if found["rejected"] else "empty"))
    lines += [f"  {w['rows']} × {w['stage']}/{w['check']}: {w['example'][:300]}" for w in found["rejected"]]
    lines.append("running now: " + (_who(found["running"]) if found["running"] else "nothing"))
    # The schedule is kept in its own zone, everything else is told in UTC: no line mixes the two.
    lines.append(f"schedule: {found['schedule']}; next time {found['next_run']:%Y-%m-%d %H:%M}")
    lines.append("served by: " + (_who(found["scheduler"]) if found["scheduler"] else "nothing (`parkhouse schedule` is not running)"))
    return "\n".join(map(printable, lines))


def _who(holder: dict[str, Any]) -> str:
    return f"process {holder['pid']} on {holder['host']}, since {holder['since']}"


def _minute(moment: dt.datetime | None) -> str:
    return moment.strftime("%Y-%m-%d %H:%M UTC") if moment else "never"
