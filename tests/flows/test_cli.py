"""The command line: what people type, what they get back, and what they are told when it goes wrong."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any

import pytest

from flows.cli import app
from flows.operations.typed import in_quotes, typed
from tests.flows.conftest import Command
from tests.support import SAMPLE, clean_environment, run, scalar, select
from warehouse.layout import Home

COMMANDS = (
    "run",
    "schedule",
    "query",
    "report",
    "review",
    "calibrate",
    "evaluate",
    "status",
    "diff",
    "export",
    "notify",
    "second-reader",
    "config",
    "serve",
    "explain",
    "raw",
    "demo",
    "forget",
)
NO_PARK = SAMPLE / "10_no_park.txt"
UNDATED = "湘潭高新区集中签约项目3个，总投资12.5亿元。\n"


def is_one_clear_line(err: str) -> bool:
    return err.startswith("parkhouse: ") and err.count("\n") == 1 and err.endswith("\n") and not any(word in err for word in ("Traceback", "Error:", 'File "'))


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(cli: Command, command: str) -> None:
    found = cli(command, "--help")
    assert (found.status, found.err) == (0, "")
    assert f" {command} [OPTIONS]" in found.out
    assert len(found.out.split()) > 20


def test_help_names_every_command(cli: Command) -> None:
    found = cli("--help")
    assert found.status == 0
    assert {command for command in COMMANDS if command not in found.out} == set()
    assert {command.name or getattr(command.callback, "__name__", "") for command in app.registered_commands} == set(COMMANDS)


def test_the_console_script_is_there(tmp_path: Path) -> None:
    script = Path(sysconfig.get_path("scripts")) / "parkhouse"
    done = subprocess.run([script, "--help"], cwd=tmp_path, env=clean_environment(), capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_run_for_machines(cli: Command, home: Home) -> None:
    found = cli("run", "--direct", "--json", "--home", home.root, SAMPLE)
    assert (found.status, found.err) == (0, "")
    result = json.loads(found.out)
    assert (result["status"], result["documents_seen"], result["documents_failed"]) == ("published", result["documents_new"], 0)
    assert result["rows"]["observation"] == scalar(home, "SELECT count(*) FROM observation")
    assert Path(result["warehouse"]) == home.warehouse
    assert Path(result["report"]).is_file()
    again = json.loads(cli("run", "--direct", "--json", "--home", home.root, SAMPLE).out)
    assert (again["status"], again["documents_skipped"]) == ("unchanged", result["documents_seen"])


def test_run_for_people_leads_on_to_queries_that_work(cli: Command, home: Home) -> None:
    found = cli("demo", "--direct", "--home", home.root)
    assert found.status == 0
    assert str(home.warehouse) in found.out
    assert str(home.reports / "latest.html") in found.out
    typed_in = [shlex.split(line) for line in found.out.splitlines() if " query --home " in line]
    tries = [words[words.index("query") :] for words in typed_in]
    assert len(tries) == 3
    for arguments in tries:
        answer = cli(*arguments)
        assert (answer.status, answer.err) == (0, "")
        assert len(answer.out.splitlines()) > 4


def test_a_dry_run_says_that_it_published_nothing(cli: Command, home: Home) -> None:
    found = cli("run", "--direct", "--dry-run", "--home", home.root, SAMPLE)
    assert found.status == 0
    assert "nothing was published" in found.out
    assert not home.warehouse.exists()
    assert [path.name for path in home.root.rglob("*") if path.is_file()] == ["dry-run.html"]


def test_published_on_dates_what_carries_no_date(cli: Command, home: Home, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(UNDATED, encoding="utf-8")
    (tmp_path / "b.txt").write_text(f"title: 乙\ndate: 2019-01-11\n\n{UNDATED}", encoding="utf-8")
    cli("run", "--direct", "--home", home.root, "--published-on", "2021-01-30", tmp_path / "a.txt", tmp_path / "b.txt")
    dates = select(home, "SELECT CAST(published_on AS VARCHAR), published_on_basis FROM document ORDER BY file_name")
    assert dates == [("2021-01-30", "given"), ("2019-01-11", "stated")]


def test_published_on_can_be_given_later(cli: Command, home: Home, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(UNDATED, encoding="utf-8")
    cli("run", "--direct", "--home", home.root, tmp_path / "a.txt")
    cli("run", "--direct", "--home", home.root, "--full", "--published-on", "2021-01-30", tmp_path / "a.txt")
    assert select(home, "SELECT CAST(published_on AS VARCHAR) FROM document") == [("2021-01-30",)]


def test_status_of_a_healthy_home(cli: Command, sample: Home) -> None:
    found = cli("status", "--home", sample.root)
    assert (found.status, found.err) == (0, "")
    assert "published" in found.out
    assert "failed checks: none" in found.out
    machine = json.loads(cli("status", "--json", "--home", sample.root).out)
    assert machine["healthy"] is True
    assert machine["rows"]["observation"] == scalar(sample, "SELECT count(*) FROM observation")
    assert [entry["status"] for entry in machine["runs"]] == ["published"]


def test_status_shows_what_waits_in_quarantine(cli: Command, home: Home, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    run(home, NO_PARK, tmp_path / "empty.txt")
    assert "an empty document" in cli("status", "--home", home.root).out


def test_report_says_where_it_is_and_needs_no_network(cli: Command, sample_copy: Home) -> None:
    found = cli("report", "--home", sample_copy.root)
    latest = sample_copy.reports / "latest.html"
    assert (found.status, found.out, found.err) == (0, f"report: {latest}\n", "")
    page = latest.read_text(encoding="utf-8")
    assert scalar(sample_copy, "SELECT max(run_key) FROM pipeline_run") in page
    assert not [word for word in ('src="http', "src='http", 'href="http', "@import", "url(http") if word in page]
    assert json.loads(cli("report", "--json", "--home", sample_copy.root).out) == {"report": str(latest)}


def test_report_shows_documents_as_text_only(cli: Command, home: Home, tmp_path: Path) -> None:
    evil = "<script>alert(1)</script>"
    (tmp_path / "a.txt").write_text(f"title: {evil}\ndate: 2024-03-05\n\n本报讯 3月4日，湘潭高新区{evil}签约项目3个，总投资12.5亿元。\n", encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"\x00" * 100)
    (tmp_path / f"{evil.replace('/', '')}.txt").write_bytes(b"\x00\x01" * 100)
    cli("run", "--direct", "--home", home.root, tmp_path)
    page = (home.reports / "latest.html").read_text(encoding="utf-8")
    assert "alert(1)" in page
    assert "<script>alert" not in page


def test_explain_marks_every_quantity(cli: Command, sample: Home) -> None:
    path = SAMPLE / "01_mixed_page.txt"
    found = cli("explain", path)
    assert (found.status, found.err) == (0, "")
    facts = select(sample, "SELECT count(*) FROM observation o JOIN document USING (document_key) WHERE file_name = ?", [path.name])[0][0]
    assert f"{facts} observations" in found.out
    texts = select(sample, "SELECT o.text FROM observation o JOIN document USING (document_key) WHERE file_name = ? AND o.text = '263.5亿元'", [path.name])
    assert all(f"【{text}】" in found.out for (text,) in texts)


@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        (["run", "--direct", "--published-on", "2021-13-01", NO_PARK], "2021-13-01"),
        (["run", "--direct", "--published-on", "0021-01-30", NO_PARK], "from 1900"),
        (["run", "--direct", "nowhere.txt"], "nowhere.txt"),
        (["query", "SELECT 1", "--format", "xml"], "xml"),
    ],
)
def test_wrong_usage_ends_with_2(cli: Command, arguments: list[str | Path], names: str) -> None:
    found = cli(*arguments)
    assert (found.status, found.out) == (2, "")
    assert is_one_clear_line(found.err)
    assert names in found.err


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["nonsense"],
        ["run", "--nonsense"],
        ["run", "--workers", "0"],
        ["run", "--workers", "many"],
        ["run", "--home"],
        ["query"],
        ["query", "SELECT 1", "SELECT 2"],
        ["explain"],
        ["explain", "nowhere.txt"],
        ["explain", "--published-on", "soon", str(NO_PARK)],
    ],
)
def test_what_typer_refuses_ends_with_2(cli: Command, arguments: list[str]) -> None:
    found = cli(*arguments)
    assert found.status == 2
    assert not any(word in found.err for word in ("Traceback", "BadParameter", "MissingParameter", "UsageError", "NoArgsIsHelpError"))


@pytest.mark.parametrize("arguments", [["query", "SELECT 1"], ["report"], ["status"]])
def test_without_a_warehouse_the_mend_is_named(cli: Command, home: Home, arguments: list[str]) -> None:
    found = cli(*arguments, "--home", home.root)
    assert (found.status, found.out) == (1, "")
    assert is_one_clear_line(found.err)
    assert "parkhouse run" in found.err
    assert str(home.root) in found.err
    assert not home.root.exists()


def test_a_home_that_cannot_be_is_named(cli: Command, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    found = cli("run", "--direct", "--home", tmp_path / "file", NO_PARK)
    assert found.status == 2
    assert is_one_clear_line(found.err)
    assert str(tmp_path / "file") in found.err


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("workers = 2\nworkes = 3\n", ["workes", "line 2"]),
        ('workers = "many"\n', ["workers", "line 1"]),
        ("workers = 0\n", ["workers", "line 1"]),
        ("workers = \n", ["parkhouse.toml", "line 1"]),
    ],
)
def test_a_wrong_setting_is_named_with_its_line(cli: Command, text: str, names: list[str]) -> None:
    Path("parkhouse.toml").write_text(text, encoding="utf-8")
    found = cli("run", "--direct", NO_PARK)
    assert (found.status, found.out) == (2, "")
    assert is_one_clear_line(found.err)
    assert [name for name in names if name not in found.err] == []


def test_settings_come_from_file_environment_and_command_line(cli: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The last word wins."""
    Path("parkhouse.toml").write_text(f'home = "from_file"\nsources = ["{NO_PARK}"]\n', encoding="utf-8")
    assert cli("run", "--direct").status == 0
    assert scalar(Home(Path("from_file")), "SELECT count(*) FROM document") == 1, "the sources of the configuration"
    monkeypatch.setenv("PARKHOUSE_HOME", "from_environment")
    assert cli("run", "--direct").status == 0
    assert Path("from_environment/warehouse.duckdb").is_file()
    assert cli("run", "--direct", "--home", "from_command_line").status == 0
    assert Path("from_command_line/warehouse.duckdb").is_file()


def test_too_many_or_too_large_documents_are_refused_as_set(cli: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARKHOUSE_MAX_DOCUMENTS", "3")
    found = cli("run", "--direct", "--home", tmp_path / "home", SAMPLE)
    assert (found.status, found.out) == (2, "")
    assert "max_documents" in found.err
    monkeypatch.setenv("PARKHOUSE_MAX_DOCUMENT_BYTES", "1000")
    result: dict[str, Any] = json.loads(cli("run", "--direct", "--json", "--home", tmp_path / "home", NO_PARK).out)
    assert result["documents_failed"] == 1


def damage(home: Home) -> Path:
    """What a full disk leaves of a Parquet file."""
    path = next((home.facts / "extraction").glob("*.parquet"))
    path.write_bytes(b"PAR1")
    return path


def test_a_failed_run_is_one_line_and_debug_shows_the_traceback(cli: Command, sample_copy: Home) -> None:
    damage(sample_copy)
    quiet = cli("run", "--direct", "--home", sample_copy.root, SAMPLE)
    assert (quiet.status, quiet.out) == (1, "")
    assert "Traceback" not in quiet.err
    loud = cli("--debug", "run", "--direct", "--home", sample_copy.root, SAMPLE)
    assert loud.status == 1
    assert "Traceback" in loud.err


def test_a_damaged_file_is_named(cli: Command, sample_copy: Home) -> None:
    path = damage(sample_copy)
    found = cli("run", "--direct", "--home", sample_copy.root, SAMPLE)
    assert path.name in found.err
    assert is_one_clear_line(found.err)


def test_the_traceback_goes_to_the_log(cli: Command, sample_copy: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    damage(sample_copy)
    monkeypatch.setenv("PARKHOUSE_HOME", str(sample_copy.root))
    assert cli("run", "--direct", SAMPLE).status == 1
    assert "Traceback" in (sample_copy.logs / "errors.log").read_text(encoding="utf-8")


def test_the_traceback_goes_to_the_log_of_the_home_named(cli: Command, sample_copy: Home) -> None:
    damage(sample_copy)
    assert cli("run", "--direct", "--home", sample_copy.root, SAMPLE).status == 1
    assert "Traceback" in (sample_copy.logs / "errors.log").read_text(encoding="utf-8")


def test_the_version(cli: Command) -> None:
    assert re.fullmatch(r"parkhouse \d+(\.\d+)+\n", cli("--version").out)


def test_a_printed_command_can_be_typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the name where the shell finds it, else by a path; with arguments that the shell takes as they are."""
    program = Path(sys.executable).with_name("parkhouse")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert shlex.split(typed("query", "--home", "a b's $HOME"))[-3:] == ["query", "--home", "a b's $HOME"]
    assert Path(shlex.split(typed("query"))[0]).resolve() in (program.resolve(), Path(sys.executable).resolve())
    monkeypatch.setenv("PATH", str(program.parent))
    assert typed("status") == ("parkhouse status" if program.exists() else f"{sys.executable} -m flows.cli status")
    monkeypatch.chdir(program.parents[1])
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not Path(shlex.split(typed("query"))[0]).is_absolute()
    assert [shlex.split(in_quotes(text)) for text in ("SELECT 'a'", 'say "$HOME"')] == [["SELECT 'a'"], ['say "$HOME"']]
