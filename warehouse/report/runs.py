"""The record of the runs, and what the last one means for a reader."""

from __future__ import annotations

import datetime as dt
from typing import Any

import duckdb

from warehouse.audit_queries import ended
from warehouse.ledger import StoreError
from warehouse.report.labels import Label
from warehouse.report.rows import Row, rows
from warehouse.store import Store

HISTORY = 30


def all_runs(connection: duckdb.DuckDBPyConnection, store: Store | None) -> list[Row]:
    """Every run, the last one first: from the operations files, which know more, and from the warehouse."""
    found = {row["run_key"]: row for row in rows(connection, "SELECT * FROM pipeline_run")}
    if store is not None:
        found |= {row["run_key"]: row for row in _kept(store, "pipeline_run")}
    for row in found.values():
        row["seconds"] = max(0.0, (row["finished_at"] - row["started_at"]).total_seconds())
    return sorted(found.values(), key=lambda row: str(row["run_key"]), reverse=True)


def _kept(store: Store, table: str) -> list[Row]:
    """What the store keeps of the runs; nothing where its files are damaged, for a failed run must have its page all the same."""
    try:
        return store.operations(table).to_dicts()
    except StoreError:
        return []


def checks_of(connection: duckdb.DuckDBPyConnection, store: Store | None, run_key: str) -> list[Row]:
    """The check results of one run, what failed first."""
    found = _kept(store, "quality_result") if store is not None else []
    found = [row for row in found if row["run_key"] == run_key]
    found = found or rows(connection, "SELECT * FROM quality_result WHERE run_key = ?", [run_key])
    return sorted(found, key=lambda row: (row["passed"], row["severity"] != "block", row["check_name"]))


def published_run(connection: duckdb.DuckDBPyConnection) -> str:
    """The run that built this warehouse; empty for one that no run has built."""
    (found,) = rows(connection, "SELECT max(run_key) AS run_key FROM pipeline_run WHERE status = 'published'")
    return found["run_key"] or ""


def verdict(runs: list[Row], built_by: str, checks: list[Row]) -> dict[str, Any]:
    """Whether the figures are fit to use: `state` is good, warn, failed or empty, with a headline and why.

    `checks` are those of the last run that came to them. A dry run publishes nothing and changes no verdict.
    """
    real = [run for run in runs if run["status"] != "dry_run"]
    last = real[0] if real else None
    failed = [check for check in checks if not check["passed"]]
    blocked = [check for check in failed if check["severity"] == "block" and ended(check["examples"])]
    unproven = [check for check in failed if check["severity"] == "block" and check not in blocked]
    if last is None:
        return _verdict("empty", Label("尚无可用数据", "No figures yet"), Label("还没有运行过。", "Nothing has been run yet."), None)
    if last["status"] == "failed":
        built = next((beijing(run["started_at"]) for run in runs if run["run_key"] == built_by), "")
        return _failed(last, blocked, built_by, built)
    if blocked:
        why = Label(f"阻断检查未通过：{_names(blocked)}。", f"Blocking checks failed: {_names(blocked, False)}.")
        return _verdict("failed", Label("不可用", "Not fit to use"), why, last)
    nothing_new = Label("", "")
    if last["status"] == "unchanged":
        nothing_new = Label("最近一次运行没有发现新内容，数据保持不变。", " The last run found nothing new; the figures stay as they are.")
    if unproven:
        why = Label(
            f"阻断检查没有在限额内完成，因此未能证明其成立：{_names(unproven)}。",
            f"Blocking checks did not end within their limits, so that it is not shown that they hold: {_names(unproven, False)}.",
        )
        return _verdict(
            "warn", Label("已发布，有检查未能完成", "Published, with checks that did not end"), Label(why.zh + nothing_new.zh, why.en + nothing_new.en), last
        )
    if failed:
        headline = Label(f"可用，有 {len(failed)} 项提示", f"Fit to use, with {len(failed)} {'warning' if len(failed) == 1 else 'warnings'}")
        why = Label(f"阻断检查全部通过。未通过的提示项：{_names(failed)}。", f"Every blocking check passed. Warnings that failed: {_names(failed, False)}.")
        return _verdict("warn", headline, Label(why.zh + nothing_new.zh, why.en + nothing_new.en), last)
    if not checks:
        why = Label("没有检查记录。", "There is no record of any check.")
        return _verdict("warn", Label("已发布，未经检查", "Published, not checked"), why, last)
    passed = Label(f"{len(checks)} 项检查全部通过。", f"All {len(checks)} checks passed.")
    return _verdict("good", Label("可用", "Fit to use"), Label(passed.zh + nothing_new.zh, passed.en + nothing_new.en), last)


def _failed(last: Row, blocked: list[Row], built_by: str, built: str) -> dict[str, Any]:
    if blocked:
        more = len(blocked) - 1
        first = blocked[0]
        why = Label(
            f"检查“{str(first['description_zh'] or first['check_name']).rstrip('。')}”（{first['check_name']}）未通过，{first['failing_rows']:,} 行有问题"
            + (f"；另有 {more} 项阻断检查未通过" if more else "") + "，因此没有发布。",
            f"Check {first['check_name']} failed on {first['failing_rows']:,} rows"
            + (f", and {more} more blocking {'check' if more == 1 else 'checks'} failed" if more else "") + ", so nothing was published.",
        )  # fmt: skip
    else:
        message = str(last["message"] or "")[:300].rstrip(".。")
        why = Label(
            f"运行没有完成，因此没有发布：{message or '没有留下说明'}。",
            f"The run did not finish, so nothing was published: {message or 'no reason was recorded'}.",
        )
    if not built_by:
        none = Label("此前没有发布过数据仓库。", "No warehouse has been published before.")
        return _verdict("failed", Label("尚无可用数据", "No figures yet"), Label(why.zh + none.zh, f"{why.en} {none.en}"), last)
    figures = Label(f"以下数字来自此前发布的运行 {built_by}（{built}）。", f"The figures below are those of run {built_by} ({built}), published before.")
    headline = Label("最近一次运行未发布", "The last run was not published")
    return _verdict("failed", headline, Label(why.zh + figures.zh, f"{why.en} {figures.en}"), last)


def _verdict(state: str, headline: Label, why: Label, last: Row | None) -> dict[str, Any]:
    return {"state": state, "headline": headline, "why": why, "last": last}


def _names(checks: list[Row], chinese: bool = True) -> str:
    shown = [str((check["description_zh"] if chinese else check["description"]) or check["check_name"]).rstrip("。.") for check in checks[:3]]
    rest = len(checks) - len(shown)
    if chinese:
        return "；".join(shown) + (f"；另 {rest} 项" if rest else "")
    return "; ".join(shown) + (f"; {rest} more" if rest else "")


def history(runs: list[Row]) -> list[dict[str, Any]]:
    """The last runs in order of time, for the small charts."""
    shown = list(reversed(runs[:HISTORY]))
    return [
        {
            "run": run["run_key"], "at": beijing(run["started_at"]), "status": run["status"], "rows": run["rows_loaded"], "documents": run["documents_new"],
            "refused": run["rows_rejected"], "seconds": round(run["seconds"], 1),
        }
        for run in shown
    ]  # fmt: skip


def beijing(moment: dt.datetime | None) -> str:
    """A moment on the clock that readers in China use, which has no summer time."""
    return moment.astimezone(dt.timezone(dt.timedelta(hours=8))).strftime("%Y-%m-%d %H:%M") if moment else ""


def duration(seconds: float) -> Label:
    """A length of time in words."""
    if seconds < 60:
        return Label(f"{seconds:.1f} 秒", f"{seconds:.1f} s")
    minutes, rest = divmod(round(seconds), 60)
    if minutes < 60:
        return Label(f"{minutes} 分 {rest} 秒", f"{minutes} min {rest} s")
    return Label(f"{minutes // 60} 小时 {minutes % 60} 分", f"{minutes // 60} h {minutes % 60} min")
