"""The report follows every run: one that a check stopped, one that never began, one without news."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.flows.conftest import Command
from tests.support import SAMPLE, failing_check, warehouse_of
from warehouse.layout import Home

PAGE = SAMPLE / "10_no_park.txt"


def latest(home: Home) -> str:
    return (home.reports / "latest.html").read_text(encoding="utf-8")


def test_a_stopped_run_is_the_verdict_until_a_good_one_comes(cli: Command, home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    assert cli("run", "--direct", "--home", home.root, PAGE).status == 0
    failing_check(monkeypatch, "block")
    stopped = cli("run", "--direct", "--home", home.root, *sorted(SAMPLE.glob("0[12]*.txt")))
    assert stopped.status == 1
    assert "检查“试验”（of_the_test）未通过" in latest(home)
    assert "of_the_test" in cli("status", "--home", home.root).out.splitlines()[1]
    monkeypatch.undo()
    assert cli("run", "--direct", "--home", home.root, PAGE).status == 0
    assert "检查“试验”" not in latest(home)


def test_the_report_tells_of_failures_before_anything_was_published(cli: Command, home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    failing_check(monkeypatch, "block")
    assert cli("run", "--direct", "--home", home.root, PAGE).status == 1
    assert not home.warehouse.exists()
    assert "of_the_test" in latest(home)
    (home.reports / "latest.html").unlink()
    assert cli("report", "--home", home.root).status == 0
    assert "尚无可用数据" in latest(home)


def test_a_run_that_cannot_begin_is_a_failed_run(cli: Command, home: Home) -> None:
    assert cli("run", "--direct", "--home", home.root, PAGE).status == 0
    (home.root / "corrections.csv").write_text("nonsense\n", encoding="utf-8")
    assert cli("run", "--direct", "--home", home.root, PAGE).status == 1
    found = cli("status", "--home", home.root)
    assert found.status == 1
    assert "corrections.csv" in found.out.splitlines()[1]
    assert "corrections.csv" in latest(home)


def test_warnings_of_the_run_and_around_it_stand_together(cli: Command, home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "page.txt").write_bytes(PAGE.read_bytes())
    assert cli("run", "--direct", "--home", home.root, folder).status == 0
    (folder / "page.txt").rename(tmp_path / "elsewhere.txt")
    (folder / "other.txt").write_text("无关的文字。\n", encoding="utf-8")
    monkeypatch.setenv("PARKHOUSE_NOTIFY", '["json://127.0.0.1:9/"]')
    home.create()
    (home.state / "alarm.json").write_text('{"failed": true, "checks": []}', encoding="utf-8")
    warnings = json.loads(cli("run", "--direct", "--json", "--home", home.root, folder).out)["warnings"]
    assert [("withdraw" in line, "notify entry 1" in line) for line in warnings] == [(True, False), (False, True)]


def test_a_failed_run_is_json_too_and_a_failed_dry_run_changes_no_verdict(sample_copy: Home, cli: Command) -> None:
    with warehouse_of(sample_copy, read_only=False) as connection:
        connection.execute("INSERT INTO document SELECT * REPLACE (repeat('f', 64) AS document_key) FROM document LIMIT 1")
    dry = cli("run", "--direct", "--dry-run", "--json", "--full", "--home", sample_copy.root, SAMPLE)
    assert (dry.status, json.loads(dry.out)["checks_failed"]) == (1, ["nothing_lost"])
    assert cli("status", "--home", sample_copy.root, "--json").status == 0
    real = cli("run", "--direct", "--json", "--full", "--home", sample_copy.root, SAMPLE)
    assert (real.status, json.loads(real.out)["status"]) == (1, "failed")
    assert cli("status", "--home", sample_copy.root, "--json").status == 1
