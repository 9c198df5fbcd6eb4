"""Settings: where they come from, what is refused, and what `parkhouse config` tells of them."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import tomllib
from pathlib import Path

import pytest

from flows.commands.config import MASK, example
from flows.operations.cron_times import last_time, next_time, was_missed
from flows.settings.model import SettingsError, load_settings, setting_fields
from tests.flows.conftest import Command
from tests.support import REPOSITORY

SECRET = "9f3c-very-secret"


def toml(text: str | bytes) -> None:
    Path("parkhouse.toml").write_bytes(text.encode() if isinstance(text, str) else text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (b"workers = 2\nhome = '\xff\xfe'\n", ["parkhouse.toml, line 2", "UTF-8"]),
        (b"\xff\xfeh\x00o\x00m\x00e\x00", ["parkhouse.toml, line 1", "UTF-8"]),
        ("workers = 1\nhome = [\n", ["parkhouse.toml"]),
        ("workers = 1\nworkers = 2\n", ["parkhouse.toml", "line 2"]),
        ("[web]\ndelay = 1\n", ["web", "line 1"]),
        ('\n"workes" = 1\n', ["workes", "did you mean workers?", "line 2"]),
        ('# a comment\ncron = "every day"\n', ["cron", "line 2", "five fields"]),
        ('cron = "0 0 30 2 *"\n', ["cron", "line 1"]),
        ('cron = "99 6 * * *"\n', ["cron", "99", "line 1"]),
        ('timezone = "Asia"\n', ["timezone", "Asia/Shanghai", "line 1"]),
        ('timezone = "../../etc/passwd"\n', ["timezone", "line 1"]),
        ('timezone = "Beijing"\n', ["timezone", "Beijing"]),
        ('serve_memory_limit = "much"\n', ["serve_memory_limit", "2GB"]),
        ('notify_on = ["failures"]\n', ["notify_on", "failure", "line 1"]),
        ("web_timeout_seconds = nan\n", ["web_timeout_seconds", "line 1"]),
    ],
)
def test_a_wrong_file_is_named_with_its_line(cli: Command, text: str | bytes, names: list[str]) -> None:
    toml(text)
    found = cli("config")
    assert (found.status, found.out) == (2, "")
    assert found.err.count("\n") == 1
    assert [name for name in names if name not in found.err] == []


@pytest.mark.parametrize(
    ("variable", "value", "names"),
    [
        ("PARKHOUSE_WORKES", "2", ["PARKHOUSE_WORKES", "did you mean PARKHOUSE_WORKERS?"]),
        ("PARKHOUSE_NONSENSE_AT_ALL", "2", ["PARKHOUSE_NONSENSE_AT_ALL", "parkhouse config"]),
        ("PARKHOUSE_WORKERS", "two", ["workers", "environment PARKHOUSE_WORKERS"]),
        ("PARKHOUSE_CRON", "0 6 * *", ["cron", "environment PARKHOUSE_CRON"]),
        ("PARKHOUSE_SOURCES", "[1, 2]", ["sources", "environment PARKHOUSE_SOURCES"]),
        ("PARKHOUSE_SOURCES", '["a"', ["sources", "JSON"]),
        ("PARKHOUSE_CONFIG", "nowhere.toml", ["nowhere.toml"]),
    ],
)
def test_a_wrong_environment_is_named(cli: Command, monkeypatch: pytest.MonkeyPatch, variable: str, value: str, names: list[str]) -> None:
    monkeypatch.setenv(variable, value)
    found = cli("config")
    assert (found.status, found.out) == (2, "")
    assert found.err.count("\n") == 1
    assert [name for name in names if name not in found.err] == []


@pytest.mark.parametrize(
    ("value", "sources"),
    [
        ("a:b c", ["a", "b c"]),
        ('["a:b", "https://x.example/y"]', ["a:b", "https://x.example/y"]),
        ("https://x.example:8080/y", ["https://x.example:8080/y"]),
        ("https://x.example/y\npages\n", ["https://x.example/y", "pages"]),
        ("", ["from the file"]),
    ],
)
def test_sources_of_the_environment(monkeypatch: pytest.MonkeyPatch, value: str, sources: list[str]) -> None:
    toml('sources = ["from the file"]')
    monkeypatch.setattr("os.pathsep", ":")
    monkeypatch.setenv("PARKHOUSE_SOURCES", value)
    assert load_settings().sources == sources


def test_config_says_where_each_setting_comes_from(cli: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    toml('\ufeff# mine\nworkers = 3\nbatch_size = 7\nhome = "file"\n')
    monkeypatch.setenv("PARKHOUSE_BATCH_SIZE", "8")
    found = json.loads(cli("config", "--json", "--home", tmp_path).out)
    assert {name: (found[name]["value"], found[name]["from"]) for name in ("workers", "batch_size", "home", "cron")} == {
        "workers": (3, "parkhouse.toml, line 2"),
        "batch_size": (8, "environment PARKHOUSE_BATCH_SIZE"),
        "home": (str(tmp_path), "command line"),
        "cron": ("0 6 * * *", "default"),
    }
    assert set(found) == set(setting_fields())
    text = cli("config").out
    assert all(name in text for name in setting_fields())


def test_secrets_are_never_shown(cli: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    toml(f'serve_token = "{SECRET}"\nnotify = ["wecombot://{SECRET}"]\nsources = ["https://me:{SECRET}@x.example/feed"]\n')
    for arguments in (["config"], ["config", "--json"], ["config", "--example"]):
        found = cli(*arguments)
        assert found.status == 0
        assert SECRET not in found.out + found.err
    assert f"wecombot://{MASK}" in cli("config").out
    assert SECRET not in repr((load_settings().serve_token, load_settings().notify))
    for wrong in (f'serve_token = ["{SECRET}"]', f'notify = "{SECRET}" 1', f'notify = [["{SECRET}"]]', f'notify = ["nonsense{SECRET}"]\nworkers = 0'):
        toml(wrong)
        found = cli("config")
        assert found.status == 2
        assert SECRET not in found.err
    monkeypatch.setenv("PARKHOUSE_NOTIFY", f'["{SECRET}"')
    assert SECRET not in cli("config").err


def test_the_example_file_names_every_setting_and_is_kept_equal() -> None:
    text = (REPOSITORY / "parkhouse.example.toml").read_text(encoding="utf-8")
    assert text == example(), "write it anew: parkhouse config --example > parkhouse.example.toml"
    names = {name.rpartition(".")[2] for name in setting_fields()}
    given = "\n".join(line.removeprefix("# ") for line in text.splitlines() if line.startswith("# [") or line.split(" = ")[0].removeprefix("# ") in names)
    found = tomllib.loads(given)
    tables = {table for table, value in found.items() if isinstance(value, dict)}
    assert {f"{table}.{name}" for table in tables for name in found[table]} | set(found) - tables == set(setting_fields())
    toml(given)
    load_settings()


def test_the_settings_file_may_lie_elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "other.toml").write_text("workers = 5\n", encoding="utf-8")
    toml("workers = 2\n")
    monkeypatch.setenv("PARKHOUSE_CONFIG", str(tmp_path / "other.toml"))
    assert load_settings().workers == 5


CRONS = (
    "0 6 * * *",
    "*/5 * * * *",
    "0 6 * * MON-FRI",
    "30 1 1,15 * 1",
    "0 0 29 2 *",
    "0 6 L * *",
    "0 6 * * 7",
    "15 4 * 3-11 *",
    "0 6 * * 1#2",
    "0-59/7 8 * * *",
)


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "America/New_York", "UTC"])
def test_status_and_prefect_agree_on_the_next_times(zone: str) -> None:
    """Two readers of cron lines are at work: one tells what was missed, Prefect's keeps the schedule."""
    from prefect.server.schemas.schedules import CronSchedule

    for cron in CRONS:
        moment = dt.datetime(2026, 3, 6, 21, 59, tzinfo=dt.UTC)
        assert load_settings(cron=cron).cron == cron
        theirs = asyncio.run(CronSchedule(cron=cron, timezone=zone).get_dates(3, moment))
        for expected in theirs:
            moment = next_time(cron, zone, moment)
            assert moment == expected, cron


@pytest.mark.parametrize("cron", ["0 6 * * 1L", "0 6 ? * *", "R 6 * * *", "@daily", "0 6 * * * *", "０ 6 * * *"])
def test_what_the_two_would_read_differently_is_refused(cron: str) -> None:
    with pytest.raises(SettingsError, match="cron"):
        load_settings(cron=cron)


def test_missed_times() -> None:
    cron, zone = "0 6 * * *", "Asia/Shanghai"
    now = dt.datetime(2026, 3, 6, 12, 0, tzinfo=dt.UTC)
    due = last_time(cron, zone, now)
    assert due == dt.datetime(2026, 3, 5, 22, 0, tzinfo=dt.UTC)
    second, month = dt.timedelta(seconds=1), dt.timedelta(days=30)
    assert was_missed(cron, zone, [due - month], now), "however many were missed"
    assert was_missed(cron, zone, [due - month, due - second], now)
    assert not was_missed(cron, zone, [due - month, due + second], now)
    assert not was_missed(cron, zone, [], now), "a new home has missed nothing"
    assert was_missed(cron, zone, [due - second, now + month], now), "a run of a clock that was wrong counts for nothing"


def test_every_wrong_setting_is_told_at_once(cli: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    toml('workrs = 2\ncron = "never"\nserve_port = 0\n[second_reader]\nuse = "maybe"\n')
    monkeypatch.setenv("PARKHOUSE_BATCH_SIZE", "none")
    monkeypatch.setenv("PARKHOUSE_NONSENSE", "1")
    found = cli("config")
    assert found.status == 2
    lines = found.err.splitlines()
    assert all(line.startswith("parkhouse: ") for line in lines)
    named = ("environment PARKHOUSE_NONSENSE", "workrs", "cron", "serve_port", "second_reader.use", "batch_size")
    assert [name for name in named if sum(name in line for line in lines) != 1] == []
    assert len(lines) == len(named)
