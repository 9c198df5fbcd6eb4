"""Messages about failure, failed checks and recovery: when they come, what they say, and that they never fail a run."""

from __future__ import annotations

import email
import email.policy
import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from flows.operations.messages import Alarm, Message, Outcome, compose, judge, read_alarm
from flows.operations.notify import check_addresses, send
from flows.settings.model import SettingsError
from flows.steps.outcome import ChecksFailed, RunResult
from tests.flows.conftest import Command
from tests.flows.listeners import Received, mail_server, webhook
from tests.support import SAMPLE
from warehouse.audit import CheckResult
from warehouse.layout import Home

EVIL = "\x1b[31m<script>alert(1)</script>[点这里](https://evil.example/x) **@all** \u202e`rm`\n\n新的一行"


@pytest.fixture
def hook() -> Iterator[Received]:
    with webhook() as received:
        yield received


@pytest.fixture
def notified(hook: Received, home: Home, monkeypatch: pytest.MonkeyPatch) -> Received:
    """The environment of an operator who wants messages."""
    monkeypatch.setenv("PARKHOUSE_NOTIFY", json.dumps([f"json://127.0.0.1:{hook.port}/"]))
    monkeypatch.setenv("PARKHOUSE_HOME", str(home.root))
    return hook


def check(name: str, severity: str = "warn", description: str = "说明") -> CheckResult:
    return CheckResult(name, severity, False, 3, [{"sentence": EVIL}], "why", description)


def published(*failed: CheckResult) -> Outcome:
    return Outcome(RunResult("000001-20260101T000000Z", "published", checks=list(failed)))


FAILED = Outcome(None, OSError("no"))
UNCHANGED = Outcome(RunResult("000002-20260101T000000Z", "unchanged"))
STALE = Outcome(RunResult("000003-20260101T000000Z", "unchanged", checks=[CheckResult("freshness", "warn", False, 1, [], "why", "说明")]))
"""Nothing new for so long that the check freshness fails, though nothing is built."""


@pytest.mark.parametrize(
    ("outcomes", "told"),
    [
        ([published(), published(), UNCHANGED], [None, None, None]),
        ([FAILED, FAILED, published(), published()], ["failure", "failure", "recovery", None]),
        ([FAILED, UNCHANGED], ["failure", "recovery"]),
        ([published(), STALE, STALE, published()], [None, "checks", None, "recovery"]),
        ([published(check("a")), published(check("a")), published(check("a"), check("b")), published()], ["checks", None, "checks", "recovery"]),
        ([published(check("a")), UNCHANGED, published(check("a")), published()], ["checks", None, None, "recovery"]),
        ([published(check("a")), FAILED, published(check("a")), published(check("a"))], ["checks", "failure", "recovery", None]),
        ([Outcome(None, ChecksFailed([check("a", "block")])), published()], ["failure", "recovery"]),
    ],
)
def test_when_there_is_something_to_tell(outcomes: list[Outcome], told: list[str | None]) -> None:
    alarm = Alarm()
    found = []
    for outcome in outcomes:
        occasion, alarm = judge(alarm, outcome)
        found.append(occasion)
    assert found == told


def test_a_message_names_checks_with_their_rows_and_where_the_report_is(home: Home) -> None:
    message = compose("failure", Outcome(None, ChecksFailed([check("warned"), check("blocked", "block", "引文与原文不符")])), home)
    assert message.title == "parkhouse 运行失败"
    assert "- 阻断 blocked：3 行（引文与原文不符）\n- 警告 warned：3 行" in message.body
    assert str(home.reports / "latest.html") in message.body
    assert "evil" not in message.body, "examples hold text of documents and stay at home"


def test_text_of_documents_in_a_message_is_only_text(home: Home) -> None:
    body = compose("failure", Outcome(None, ValueError(EVIL + "长" * 5000)), home).body
    reason = next(line for line in body.splitlines() if line.startswith("原因："))
    assert "alert(1)" in reason
    assert "新的一行" in reason, "a line of its own could pass for another field"
    assert not set(reason) & set("<>[]*@`\x1b\u202e")
    assert "://" not in reason
    assert len(reason) < 400


def test_many_failed_checks_make_no_long_message(home: Home) -> None:
    body = compose("checks", published(*(check(f"c{i}") for i in range(50))), home).body
    assert "50 项" in body
    assert len(body.splitlines()) < 20


def test_failure_and_recovery_of_real_runs(cli: Command, notified: Received, home: Home, tmp_path: Path) -> None:
    good = SAMPLE / "10_no_park.txt"
    assert cli("run", "--direct", good).status == 0
    assert notified.bodies == []
    damaged = next((home.facts / "extraction").glob("*.parquet"))
    content = damaged.read_bytes()
    damaged.write_bytes(b"PAR1")
    assert cli("run", "--direct", good).status == 1
    damaged.write_bytes(content)
    assert cli("run", "--direct", good).status == 0
    assert cli("run", "--direct", good).status == 0
    failure, recovery = notified.values
    assert (failure["title"], failure["type"]) == ("parkhouse 运行失败", "failure")
    assert damaged.name in failure["message"]
    assert (recovery["title"], recovery["type"]) == ("parkhouse 已恢复正常", "success")
    assert "文档：1 篇，新增 0，已有 1，无法读取 0" in recovery["message"]


def test_what_is_not_wanted_is_not_sent(cli: Command, notified: Received, home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARKHOUSE_NOTIFY_ON", "recovery")
    cli("run", "--direct", SAMPLE / "10_no_park.txt")
    for path in (home.facts / "extraction").glob("*.parquet"):
        path.write_bytes(b"PAR1")
    assert cli("run", "--direct", SAMPLE / "10_no_park.txt").status == 1
    assert notified.bodies == []
    assert read_alarm(home).failed, "so that recovery is noticed"


@pytest.mark.parametrize("refusing", [True, False])
def test_a_message_that_cannot_be_sent_is_a_warning(cli: Command, notified: Received, home: Home, monkeypatch: pytest.MonkeyPatch, refusing: bool) -> None:
    home.create()
    (home.state / "alarm.json").write_text('{"failed": true, "checks": []}', encoding="utf-8")
    if refusing:
        notified.status = 500
    else:
        monkeypatch.setenv("PARKHOUSE_NOTIFY", '["json://me:very-secret@127.0.0.1:9/"]')
    found = cli("run", "--direct", "--json", SAMPLE / "10_no_park.txt")
    assert found.status == 0
    (warning,) = json.loads(found.out)["warnings"]
    assert "notify entry 1 (json://) could not be sent" in warning
    assert warning in found.err
    assert warning in (home.logs / "parkhouse.log").read_text(encoding="utf-8")
    assert "very-secret" not in found.out + found.err + (home.logs / "parkhouse.log").read_text(encoding="utf-8")


def test_by_mail() -> None:
    with mail_server() as received:
        address = SecretStr(f"mailto://127.0.0.1:{received.port}/?from=parkhouse@example.org&to=ops@example.org&mode=insecure&format=text")
        assert send([address], Message("parkhouse 运行失败", "原因：磁盘满\n报告：/data/latest.html", "failure")) == []
    message = email.message_from_string(received.bodies[0], policy=email.policy.default)
    assert message["subject"] == "parkhouse 运行失败"
    assert "ops@example.org" in message["to"]
    part = message.get_body(("plain",))
    assert part is not None
    assert part.get_content().split() == ["原因：磁盘满", "报告：/data/latest.html"]


def test_a_server_that_does_not_answer_holds_nothing_up(hook: Received, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("apprise.Apprise.notify", lambda *a, **k: time.sleep(60))
    good, slow = SecretStr("nonsense"), SecretStr(f"json://127.0.0.1:{hook.port}/")
    assert [line.split(": ", 1)[1] for line in send([good, slow], Message("a", "b"), patience=0.2)] == [
        "refused, or not to be reached",
        "no answer within 0.2 s",
    ]


@pytest.mark.parametrize(
    "address",
    [
        "json://127.0.0.1/hook", "jsons://hook.example/x", "mailto://user:word@example.com", "wecombot://0123456789abcdef", "dingtalk://0123456789abcdef",
        "feishu://0123456789abcdef",
    ],
)  # fmt: skip
def test_the_services_that_the_documents_name_are_there(address: str) -> None:
    check_addresses([SecretStr(address)])


def test_a_wrong_address_stops_a_run_before_it_begins_and_is_not_shown(cli: Command, home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARKHOUSE_NOTIFY", '["json://127.0.0.1/", "wecom://very-secret"]')
    found = cli("run", "--direct", "--home", home.root, SAMPLE / "10_no_park.txt")
    assert (found.status, found.out) == (2, "")
    assert "entry 2 (wecom://)" in found.err
    assert "very-secret" not in found.err
    with pytest.raises(SettingsError):
        check_addresses([SecretStr("")])


def test_a_test_message(cli: Command, notified: Received, monkeypatch: pytest.MonkeyPatch) -> None:
    found = cli("notify", "--test")
    assert (found.status, found.out) == (0, "1 of 1 test messages sent\n")
    assert notified.values[0]["title"] == "parkhouse 测试消息"
    notified.status = 500
    assert cli("notify", "--test").status == 1
    monkeypatch.delenv("PARKHOUSE_NOTIFY")
    assert cli("notify", "--test").status == 2
