"""What is told about a run, and when: failure, failed checks, recovery."""

from __future__ import annotations

import json
import socket
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Literal

from flows.operations.terminal_text import plain
from flows.steps.ingest.source_status import told
from flows.steps.outcome import ChecksFailed, RunResult
from warehouse.audit import CheckResult
from warehouse.files import write_bytes
from warehouse.layout import Home

CHECKS_NAMED = 10
_SEVERITIES = {"block": "阻断", "warn": "警告"}


@dataclass(slots=True, frozen=True)
class Message:
    """What is sent; title and body hold no text that a document could use to look like something else."""

    title: str
    body: str
    kind: Literal["info", "success", "warning", "failure"] = "info"


@dataclass(slots=True)
class Alarm:
    """What the operator was last told, so that the same is not told again and recovery is."""

    failed: bool = False
    checks: list[str] = field(default_factory=list)


@dataclass(slots=True, frozen=True)
class Outcome:
    """How a run ended: with a result, or with an error (and the result as far as it came)."""

    result: RunResult | None
    error: BaseException | None = None

    @property
    def failed_checks(self) -> list[CheckResult]:
        """Checks that failed, those that block first."""
        checks = self.result.checks if self.result else self.error.failed if isinstance(self.error, ChecksFailed) else []
        return sorted((c for c in checks if not c.passed), key=lambda c: (c.severity, c.name))


def _path(home: Home) -> Path:
    return home.state / "alarm.json"


def read_alarm(home: Home) -> Alarm:
    """What was last told; nothing where the file is missing or damaged."""
    try:
        values = json.loads(_path(home).read_text(encoding="utf-8"))
        return Alarm(bool(values["failed"]), [str(name) for name in values["checks"]])
    except (OSError, ValueError, KeyError, TypeError):
        return Alarm()


def write_alarm(home: Home, alarm: Alarm) -> None:
    """Keeps what was told."""
    write_bytes(_path(home), json.dumps(asdict(alarm)).encode())


def judge(before: Alarm, outcome: Outcome) -> tuple[str | None, Alarm]:
    """What a run's end is an occasion for (failure, checks, recovery or nothing), and what has then been told.

    Each failed run is told. Failed checks are told when others fail than before. The first good run after a bad one is recovery;
    a run that finds nothing new brings the checks of the warehouse that stays, as of now; where it could not read them, those that
    failed before still count.
    """
    names = [check.name for check in outcome.failed_checks]
    if outcome.error is not None:
        return "failure", Alarm(True, names or before.checks)
    if outcome.result is not None and outcome.result.status == "unchanged" and not outcome.result.checks:
        return ("recovery" if before.failed else None), Alarm(False, before.checks)
    after = Alarm(False, names)
    if before.failed:
        return "recovery", after
    if names and set(names) != set(before.checks):
        return "checks", after
    return ("recovery" if before.checks and not names else None), after


def compose(occasion: str, outcome: Outcome, home: Home, reason: str = "") -> Message:
    """The message for an occasion."""
    heads = {"failure": "运行失败", "checks": "有检查未通过", "recovery": "已恢复正常"}
    kind: Literal["failure", "warning", "success"] = "failure" if occasion == "failure" else "warning" if occasion == "checks" else "success"
    host = plain(socket.gethostname(), 60)
    body = [f"{heads[occasion]}：{home.root}（{host}）"]
    if outcome.error is not None:
        why = "检查未通过，没有发布" if isinstance(outcome.error, ChecksFailed) else plain(reason or outcome.error, 300) or type(outcome.error).__name__
        body += [f"原因：{why}", "已发布的数据仓库保持不变。"]
    if outcome.result is not None:
        body += _counts(outcome.result) + [f"来源：{plain(told(row), 200)}" for row in outcome.result.sources[:CHECKS_NAMED]]
    body += _checks(outcome.failed_checks)
    body += [f"报告：{home.reports / 'latest.html'}", f"日志：{home.logs / 'parkhouse.log'}"]
    return Message(f"parkhouse {heads[occasion]}", "\n".join(body), kind)


def _counts(result: RunResult) -> list[str]:
    lines = [f"运行：{result.run_key}", f"文档：{result.seen} 篇，新增 {result.new}，已有 {result.skipped}，无法读取 {result.failed}"]
    if result.counts:
        lines.append(f"入库：观测 {result.counts.get('observation', 0)} 条，事件 {result.counts.get('event', 0)} 条；拒绝 {result.rejected} 行")
    return lines


def _checks(failed: Sequence[CheckResult]) -> list[str]:
    lines = [f"未通过的检查：{len(failed)} 项"] if failed else []
    lines += [f"- {_SEVERITIES.get(c.severity, c.severity)} {c.name}：{c.failing_rows} 行（{plain(c.description_zh, 80)}）" for c in failed[:CHECKS_NAMED]]
    return lines + (["- ……"] if len(failed) > CHECKS_NAMED else [])


def trial() -> Message:
    """The message of `parkhouse notify --test`."""
    return Message("parkhouse 测试消息", f"这是一条测试消息，来自 {plain(socket.gethostname(), 60)}。运行失败、检查未通过和恢复正常时，消息会发到这里。")
