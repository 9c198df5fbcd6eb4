"""`parkhouse status`, the log and the metrics: what an operator and a monitor see."""

from __future__ import annotations

import datetime as dt
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest
from prometheus_client.parser import text_string_to_metric_families

from flows.operations.terminal_text import json_text, plain, printable
from flows.settings.model import load_settings
from flows.steps.options import RunOptions
from flows.steps.outcome import ChecksFailed
from flows.steps.session import Session
from tests.flows.conftest import Command
from tests.support import SAMPLE, clean_environment, command, copied, failing_check, run, scalar
from warehouse.layout import Home
from warehouse.lock import RunLock
from warehouse.store import Store

NO_PARK = SAMPLE / "10_no_park.txt"
KEYS = {
    "home", "healthy", "problems", "warnings", "published", "last_good_run", "runs", "rows", "newest_document", "last_ingested", "failed_checks", "rejected",
    "next_run", "schedule", "running", "scheduler", "sources",
}  # fmt: skip


def status(cli: Command, home: Home, *arguments: str) -> tuple[int, dict[str, Any]]:
    found = cli("status", "--json", "--home", home.root, *arguments)
    return found.status, json.loads(found.out)


def test_the_keys_for_machines(cli: Command, sample: Home) -> None:
    code, found = status(cli, sample)
    assert code == 0
    assert set(found) == KEYS
    assert (found["problems"], found["warnings"], found["running"], found["scheduler"]) == ([], [], None, None)
    assert dt.datetime.fromisoformat(found["next_run"]) > dt.datetime.now(dt.UTC)


def test_the_checks_of_a_later_failed_run_are_shown_not_those_of_the_published_warehouse(
    cli: Command, sample_copy: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing_check(monkeypatch, "block")
    with pytest.raises(ChecksFailed):
        run(sample_copy, SAMPLE, full=True)
    code, found = status(cli, sample_copy)
    assert code == 1
    assert [(check["check"], check["severity"], check["run_key"]) for check in found["failed_checks"]] == [
        ("of_the_test", "block", found["runs"][0]["run_key"])
    ]
    assert found["published"]
    assert found["rows"]["observation"] == scalar(sample_copy, "SELECT count(*) FROM observation")
    text = cli("status", "--home", sample_copy.root).out
    assert "blocking checks failed: of_the_test" in text
    monkeypatch.undo()


def test_a_check_that_only_warns_leaves_it_healthy(cli: Command, sample_copy: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    failing_check(monkeypatch, "warn")
    run(sample_copy, SAMPLE, full=True)
    code, found = status(cli, sample_copy)
    assert code == 0
    assert [check["check"] for check in found["failed_checks"]] == ["of_the_test"]


def test_a_run_that_failed_in_the_middle_is_told(cli: Command, sample_copy: Home) -> None:
    path = next((sample_copy.facts / "extraction").glob("*.parquet"))
    content = path.read_bytes()
    path.write_bytes(b"PAR1")
    assert cli("run", "--direct", "--home", sample_copy.root, SAMPLE).status == 1
    code, found = status(cli, sample_copy)
    assert (code, found["runs"][0]["status"]) == (1, "failed")
    assert path.name in found["problems"][0]
    path.write_bytes(content)
    assert cli("run", "--direct", "--home", sample_copy.root, SAMPLE).status == 0
    assert status(cli, sample_copy)[0] == 0


def test_a_killed_run_is_told_and_a_run_at_work_is_none(cli: Command, sample_copy: Home) -> None:
    hold = "import sys\nfrom pathlib import Path\nfrom warehouse.lock import RunLock\nlock = RunLock(Path(sys.argv[1]))\nlock.take()\nprint('held', flush=True)\nsys.stdin.read()"
    arguments = [sys.executable, "-c", hold, str(sample_copy.state / "run.lock")]
    with subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=clean_environment()) as process:
        assert process.stdout is not None
        process.stdout.readline()
        code, found = status(cli, sample_copy)
        assert (code, found["running"]["pid"]) == (0, process.pid)
        refused = cli("run", "--direct", "--home", sample_copy.root, NO_PARK)
        assert refused.status == 1
        assert f"another run (process {process.pid} on" in refused.err
        process.send_signal(signal.SIGKILL)
    code, found = status(cli, sample_copy)
    assert (code, found["running"]) == (1, None)
    assert f"process {process.pid}" in found["problems"][0]
    assert cli("run", "--direct", "--home", sample_copy.root, SAMPLE).status == 0
    assert status(cli, sample_copy)[0] == 0
    assert "came to no end" in (sample_copy.logs / "parkhouse.log").read_text(encoding="utf-8")


def test_a_second_run_waits_when_told_to(sample_copy: Home, tmp_path: Path) -> None:
    holding = Session(sample_copy, RunOptions([]))
    waiting = subprocess.Popen(
        command("run", "--direct", "--wait", "120", "--home", sample_copy.root, SAMPLE),
        cwd=tmp_path, env=clean_environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert waiting.stderr is not None
    assert f"Waiting for another run (process {os.getpid()} on" in waiting.stderr.readline()
    holding.finish("unchanged")
    assert (waiting.wait(), waiting.stderr.read()) == (0, "")
    waiting.stderr.close()
    assert Store(sample_copy).operations("pipeline_run")["status"].to_list() == ["published", "unchanged", "unchanged"]


def test_one_schedule_a_home(cli: Command, sample_copy: Home) -> None:
    lock = RunLock(sample_copy.state / "schedule.lock")
    lock.take()
    refused = cli("schedule", "--home", sample_copy.root)
    assert (refused.status, refused.out) == (1, "")
    assert f"another `parkhouse schedule` (process {os.getpid()} on" in refused.err
    assert status(cli, sample_copy)[1]["scheduler"]["pid"] == os.getpid()
    lock.release()


def test_monitoring_asks_for_an_age(cli: Command, sample_copy: Home) -> None:
    assert status(cli, sample_copy, "--max-age", "1")[0] == 0
    path = next((sample_copy.operations / "pipeline_run").glob("*.parquet"))
    frame = pl.read_parquet(path)
    frame.with_columns(pl.col("started_at", "finished_at").dt.offset_by("-5h")).write_parquet(path)
    code, found = status(cli, sample_copy, "--max-age", "4.5")
    assert (code, len(found["problems"])) == (1, 1)
    assert "4.5 hours" in found["problems"][0]
    assert status(cli, sample_copy, "--max-age", "6")[0] == 0


def test_no_new_document_for_days_is_a_warning(cli: Command, sample_copy: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    last = dt.datetime.now(dt.UTC) - dt.timedelta(days=9)
    with duckdb.connect(str(sample_copy.warehouse)) as connection:
        connection.execute("UPDATE document SET ingested_at = ?", [last])
    code, found = status(cli, sample_copy)
    assert code == 0
    assert any(f"since {last:%Y-%m-%d}, for more than 7 days (setting freshness_days)" in line for line in found["warnings"])
    monkeypatch.setenv("PARKHOUSE_FRESHNESS_DAYS", "9")
    assert not any("freshness_days" in line for line in status(cli, sample_copy)[1]["warnings"])


def test_a_warehouse_that_a_client_holds_is_no_alarm_and_a_damaged_one_is(cli: Command, sample_copy: Home) -> None:
    hold = "import duckdb, sys\nconnection = duckdb.connect(sys.argv[1])\nprint('open', flush=True)\nsys.stdin.read()"
    with subprocess.Popen([sys.executable, "-c", hold, str(sample_copy.warehouse)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as client:
        assert client.stdout is not None
        client.stdout.readline()
        code, found = status(cli, sample_copy)
        assert (code, found["problems"], len(found["warnings"])) == (0, [], 1)
        client.kill()
    sample_copy.warehouse.write_bytes(b"not a database")
    assert status(cli, sample_copy)[0] == 1


def test_before_the_first_publish_what_was_refused_is_shown(cli: Command, home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    failing_check(monkeypatch, "block")
    (tmp_path / "empty.txt").touch()
    assert cli("run", "--direct", "--home", home.root, tmp_path / "empty.txt").status == 1
    code, found = status(cli, home)
    assert (code, [entry["rows"] for entry in found["rejected"]]) == (1, [1])
    assert "no warehouse is published" in found["problems"][0]


def test_no_name_of_a_file_moves_the_cursor(cli: Command, home: Home, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "\x1b[2J\u202e\x9b31m.txt").write_bytes(b"\x00" * 100)
    (home.root).mkdir()
    cli("run", "--direct", "--home", home.root, folder, NO_PARK)
    row = pl.read_parquet(next((home.operations / "pipeline_run").glob("*.parquet")))
    row.with_columns(pl.lit("\x1b[2J evil \u202e\x9b").alias("message"), pl.lit("failed").alias("status")).write_parquet(
        next((home.operations / "pipeline_run").glob("*"))
    )
    for arguments in ([], ["--json"]):
        out = cli("status", *arguments, "--home", home.root).out
        assert "evil" in out
        assert not set(out) & set("\x1b\u202e\x9b")
    assert "\x1b" not in (home.logs / "parkhouse.log").read_text(encoding="utf-8")


def test_what_is_printed_keeps_its_sense() -> None:
    text = "a\x1b[0m\u202e\n\x85好𝄞"
    assert printable(text) == "a\\x1b[0m\\u202e\\x0a\\x85好𝄞"
    assert json.loads(json_text({"k": text})) == {"k": text}
    assert printable("好" * 9, 5) == "好好好好…"
    assert plain("a\n<b> [c](http://d) \u200be", 100) == "a b c (http:d) e"


def test_the_log_for_people_and_for_machines(cli: Command, home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    log = home.logs / "parkhouse.log"
    assert cli("run", "--direct", "--home", home.root, NO_PARK).status == 0
    lines = log.read_text(encoding="utf-8").splitlines()
    assert [line.split()[3] for line in lines] == ["ingest", "extract", "published"], "one line a stage"
    assert "1 documents seen, 1 new" in lines[0]
    monkeypatch.setenv("PARKHOUSE_LOG_FORMAT", "json")
    for path in (home.facts / "extraction").glob("*.parquet"):
        path.write_bytes(b"PAR1")
    assert cli("run", "--direct", "--home", home.root, NO_PARK).status == 1
    records = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()[3:]]
    assert records[-1]["level"] == "ERROR"
    assert "Traceback" in records[-1]["exc_info"]
    assert all(dt.datetime.fromisoformat(record["time"]).tzinfo for record in records)


def test_the_log_is_put_aside_by_size(cli: Command, home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARKHOUSE_LOG_MAX_BYTES", "10000")
    monkeypatch.setenv("PARKHOUSE_KEEP_LOGS", "2")
    home.create()
    for name in ("parkhouse.log", "parkhouse.log.1", "parkhouse.log.2"):
        (home.logs / name).write_text("x" * 9_990 + "\n", encoding="utf-8")
    assert cli("run", "--direct", "--home", home.root, NO_PARK).status == 0
    assert sorted(path.name for path in home.logs.iterdir()) == ["parkhouse.log", "parkhouse.log.1", "parkhouse.log.2"]
    assert (home.logs / "parkhouse.log").stat().st_size < 9_000


def numbers(path: Path) -> dict[tuple[str, ...], float]:
    families = text_string_to_metric_families(path.read_text(encoding="utf-8"))
    return {(sample.name, *sample.labels.values()): sample.value for family in families for sample in family.samples}


def test_metrics_after_a_good_and_after_a_failed_run(cli: Command, home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "textfile" / "parkhouse.prom"
    monkeypatch.setenv("PARKHOUSE_METRICS_FILE", str(target))
    assert cli("run", "--direct", "--home", home.root, NO_PARK, SAMPLE / "02_jkq_bulletin.txt").status == 0
    good = numbers(target)
    assert good["parkhouse_healthy",] == 1
    assert good["parkhouse_last_run_status", "published"] == 1
    assert good["parkhouse_rows", "observation"] == scalar(home, "SELECT count(*) FROM observation")
    assert good["parkhouse_last_run_documents", "seen"] == scalar(home, "SELECT count(*) FROM document")
    newest = scalar(home, "SELECT max(published_on) FROM document")
    assert dt.datetime.fromtimestamp(good["parkhouse_newest_document_timestamp_seconds",], dt.UTC).date() == newest
    failing_check(monkeypatch, "block")
    assert cli("run", "--direct", "--full", "--home", home.root, NO_PARK).status == 1
    bad = numbers(target)
    assert (bad["parkhouse_healthy",], bad["parkhouse_last_run_status", "failed"], bad["parkhouse_last_run_status", "published"]) == (0, 1, 0)
    assert (bad["parkhouse_failed_checks", "block"], bad["parkhouse_failed_checks", "warn"]) == (1, 0)
    assert bad["parkhouse_last_good_run_timestamp_seconds",] == good["parkhouse_last_good_run_timestamp_seconds",]
    assert bad["parkhouse_last_run_timestamp_seconds",] > good["parkhouse_last_run_timestamp_seconds",]
    assert [path.name for path in target.parent.iterdir()] == ["parkhouse.prom"]


def test_metrics_that_cannot_be_written_fail_no_run(cli: Command, home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("PARKHOUSE_METRICS_FILE", str(tmp_path / "file" / "parkhouse.prom"))
    found = cli("run", "--direct", "--home", home.root, NO_PARK)
    assert found.status == 0
    assert "warning: metrics could not be written" in found.err


def test_a_clock_that_was_put_back_changes_no_order(sample_copy: Home, cli: Command) -> None:
    """Runs keep the order in which they were made, and the last one is the last one."""
    for path in (sample_copy.operations / "pipeline_run").glob("*.parquet"):
        frame = pl.read_parquet(path)
        later = frame["run_key"][0].replace(frame["run_key"][0][7:11], "2099")
        frame.with_columns(pl.lit(later).alias("run_key"), pl.col("started_at", "finished_at").dt.offset_by("50y")).write_parquet(
            path.with_name(f"{later}.parquet")
        )
        path.unlink()
    result = run(sample_copy, SAMPLE, full=True)
    assert result.run_key.startswith("000002-20")
    assert max(Store(sample_copy).operations("pipeline_run")["run_key"].to_list()) == result.run_key
    assert status(cli, sample_copy)[1]["runs"][0]["run_key"] == result.run_key


def test_what_a_worker_is_told_of_a_backlog(sample_copy: Home) -> None:
    """A run that was due before the last one began has nothing left to do, unless a wrong clock says so."""
    from flows.scheduled import covered

    hour = dt.timedelta(hours=1)
    (begun,) = Store(sample_copy).operations("pipeline_run")["started_at"].to_list()
    assert covered(sample_copy, begun - hour) is not None
    assert covered(sample_copy, begun + hour) is None
    assert covered(sample_copy, None) is None
    for path in (sample_copy.operations / "pipeline_run").glob("*.parquet"):
        pl.read_parquet(path).with_columns(pl.col("started_at", "finished_at").dt.offset_by("50y")).write_parquet(path)
    assert covered(sample_copy, begun - hour) is None


def test_status_changes_nothing(sample: Home, tmp_path: Path, cli: Command) -> None:
    home = copied(sample, tmp_path / "copy")
    before = {path: path.stat().st_mtime_ns for path in home.root.rglob("*")}
    assert status(cli, home)[0] == 0
    assert {path: path.stat().st_mtime_ns for path in home.root.rglob("*")} == before
    assert load_settings().home == Path("data")
    assert duckdb.connect(str(home.warehouse), read_only=True).execute("SELECT 1").fetchall() == [(1,)]
