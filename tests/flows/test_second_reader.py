"""Runs with a second reader on this machine, well-behaved and otherwise."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from flows.commands.status import status_of
from flows.settings.model import load_settings
from flows.steps.second.options import KEY_VARIABLE, SecondOptions
from flows.steps.second.replies import replies_file
from tests.flows.conftest import Command
from tests.model_server import Answer, Asked, ModelServer, completion, labelling, marks_of, model_server
from tests.support import REPOSITORY, Rows, clean_environment, content, parkhouse, run, scalar, select, warehouse_of
from warehouse.layout import Home

SECRET = "sk-7d1f-very-secret"
LABELS: dict[str, Any] = {
    "park": "岚州高新区", "subject_type": "park", "subject": "岚州高新区", "metric": "tax", "measure": "level", "status": "actual",
    "period_start": "2022-01-01", "period_end": "2022-06-30",
}  # fmt: skip
SURE = "date: 2022-08-10\n\n岚州高新区半年税收\n今年上半年，岚州高新区完成税收6.4亿元。\n"
DOUBTFUL = "岚州高新区见闻\n岚州高新区忙碌得很，有关方面日前又说起那18件。\n"
BRAIN = labelling({"18件": {"metric": "problems_solved"}}, **LABELS)


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    for name, text in (("sure", SURE), ("doubtful", DOUBTFUL)):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def model() -> Iterator[ModelServer]:
    with model_server(BRAIN) as made:
        yield made


def options(model: ModelServer, **values: Any) -> SecondOptions:
    usual: dict[str, Any] = {"url": model.url, "model": "test", "timeout_seconds": 60.0, "retries": 0, "concurrency": 2}
    return SecondOptions(**(usual | values))


def told(home: Home) -> dict[str, Any]:
    """What the last run recorded of the second reader."""
    found: dict[str, Any] = json.loads(scalar(home, "SELECT second_reader FROM pipeline_run ORDER BY run_key DESC LIMIT 1"))
    return found


def test_labels_reach_the_warehouse_and_are_asked_for_once(home: Home, pages: Path, model: ModelServer, tmp_path: Path) -> None:
    result = run(home, pages, second=options(model))
    assert result.status == "published"
    assert result.second is not None
    assert {name: result.second[name] for name in ("articles", "read", "unread", "requests", "tokens")} == {
        "articles": 2, "read": 2, "unread": 0, "requests": 2, "tokens": 2000,
    }  # fmt: skip
    rows = select(
        home, "SELECT text, metric_key, readers, agreed, confidence >= 0.97, confidence < 0.6 FROM v_observation JOIN metric USING (metric_key) ORDER BY text"
    )
    assert rows == [
        ("18件", "problems_solved", ["rules", "model"], False, False, True),
        ("6.4亿元", "tax", ["rules", "model"], True, True, False),
    ]
    assert select(home, "SELECT reader, metric_key, agrees FROM reading WHERE text = '6.4亿元' ORDER BY reader") == [
        ("model", "tax", True),
        ("rules", "tax", True),
    ]
    assert scalar(home, "SELECT count(*) FROM document WHERE second_reader LIKE 'test/% always model'") == 2
    assert told(home) == result.second

    assert run(home, pages, second=options(model)).status == "unchanged"
    before = content(home)
    assert run(home, pages, full=True, second=options(model)).second == result.second | {"requests": 0, "tokens": 0}
    assert content(home) == before
    other = Home(tmp_path / "other")
    other.create()
    shutil.copytree(replies_file(home).parent, replies_file(other).parent)
    run(other, pages, second=options(model, url="http://127.0.0.1:9/v1"), workers=2, batch_size=1)
    assert content(other) == before, "on another machine, with other workers, and no server at all"
    assert len(model.asked) == 2


def test_what_it_is_asked(home: Home, pages: Path, model: ModelServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY_VARIABLE, SECRET)
    run(home, pages / "sure.txt", second=options(model))
    (asked,) = model.asked
    assert asked.headers["authorization"] == f"Bearer {SECRET}"
    assert asked.body["model"] == "test"
    assert asked.body["response_format"]["type"] == "json_schema"
    assert [message["role"] for message in asked.body["messages"]] == ["system", "user"]
    assert marks_of(asked.message) == {1: "6.4亿元"}
    assert "2022-08-10" in asked.message
    assert "岚州高新区" in asked.message


def test_only_what_is_in_doubt(home: Home, pages: Path, model: ModelServer) -> None:
    run(home, pages, second=options(model, use="doubt"))
    assert [list(marks_of(asked.message).values()) for asked in model.asked] == [["18件"]]
    assert select(home, "SELECT text, readers, agreed FROM observation WHERE text = '6.4亿元'") == [("6.4亿元", ["rules"], None)]


def test_switched_on_later_and_off_again(home: Home, pages: Path, model: ModelServer) -> None:
    run(home, pages)
    plain = content(home)
    assert {tuple(readers) for (readers,) in select(home, "SELECT readers FROM observation")} == {("rules",)}
    run(home, pages, second=options(model))
    assert {tuple(readers) for (readers,) in select(home, "SELECT readers FROM observation")} == {("rules", "model")}
    assert {reason for (reason,) in select(home, "SELECT DISTINCT reason FROM change_log WHERE change = 'changed'")} == {"second_reader"}
    run(home, pages)
    assert content(home) == plain


def test_a_run_asks_no_more_than_it_may(home: Home, pages: Path, model: ModelServer) -> None:
    first = run(home, pages, second=options(model, max_documents=1))
    assert first.second is not None
    assert (first.second["read"], first.second["why"], len(model.asked)) == (1, {"limit": 1}, 1)
    assert "1 of 2 articles had no second reading" in first.warnings[-1]
    second = run(home, pages, second=options(model, max_documents=1))
    assert second.second is not None
    assert (second.second["unread"], len(model.asked)) == (0, 2)
    assert scalar(home, "SELECT count(*) FROM observation WHERE list_contains(readers, 'model')") == 2
    none = run(Home(home.root.parent / "none"), pages, second=options(model, max_tokens=10))
    assert none.second is not None
    assert (none.second["why"], len(model.asked)) == ({"limit": 2}, 2)


FACTS = "SELECT observation_key, park_key, metric_key, value, confidence, readers, agreed FROM observation"


@pytest.fixture(scope="module")
def by_the_rules(tmp_path_factory: pytest.TempPathFactory) -> Rows:
    """The facts of the sure page without a second reader."""
    folder = tmp_path_factory.mktemp("rules")
    (folder / "sure.txt").write_text(SURE, encoding="utf-8")
    run(Home(folder / "home"), folder / "sure.txt")
    return select(Home(folder / "home"), FACTS)


@pytest.mark.parametrize("reply", [None, {"quantities": [{"n": 999, "scope": "in"}, {"n": 1, "scope": "in", "park": "银河高新区"}]}], ids=["none", "lies"])
def test_once_the_server_is_well_it_is_asked_again(home: Home, pages: Path, model: ModelServer, reply: Any) -> None:
    model.before = lambda asked, number: Answer(200, completion(reply)) if reply else Answer(500)
    run(home, pages / "sure.txt", second=options(model))
    model.before = lambda asked, number: None
    assert run(home, pages / "sure.txt", second=options(model)).status == "published"
    assert len(model.asked) == 2
    assert scalar(home, "SELECT bool_and(agreed) FROM observation")


def busy(asked: Asked, number: int) -> Answer | None:
    return Answer(429, headers={"Retry-After": "0"})


def slow(asked: Asked, number: int) -> Answer | None:
    time.sleep(1.0)
    return None


@pytest.mark.parametrize(
    ("before", "reason"),
    [
        (busy, "rate_limited"),
        (slow, "timeout"),
        (lambda asked, number: Answer(500, SECRET.encode()), "server_error"),
        (lambda asked, number: Answer(401, f'{{"error": "bad key {SECRET}"}}'.encode()), "not_authorised"),
        (lambda asked, number: Answer(404), "not_found"),
        (lambda asked, number: Answer(302, headers={"Location": "http://elsewhere.example/"}), "refused"),
        (lambda asked, number: Answer(200, b"<html>welcome</html>"), "unreadable"),
        (lambda asked, number: Answer(200, b'{"choices": []}'), "unreadable"),
        (lambda asked, number: Answer(200, completion('{"quantities": [{"n": 1, "sco')), "unreadable"),
        (lambda asked, number: Answer(200, completion('{"quantities": [{"n": 1, "sco', "length")), "cut_off"),
        (lambda asked, number: Answer(200, completion({"quantities": []})), "few_labels"),
        (
            lambda asked, number: Answer(200, completion({"quantities": [{"n": 999, "scope": "in"}, {"n": 1, "scope": "in", "park": "银河高新区"}]})),
            "few_labels",
        ),
        (lambda asked, number: Answer(200, b"x" * 5_000_000), "too_large"),
    ],
    ids=["busy", "slow", "error", "key", "address", "redirect", "page", "empty", "half", "cut", "silent", "lying", "large"],
)
def test_no_trouble_of_a_server_fails_a_run(
    home: Home, pages: Path, model: ModelServer, before: Any, reason: str, monkeypatch: pytest.MonkeyPatch, by_the_rules: Rows
) -> None:
    monkeypatch.setenv(KEY_VARIABLE, SECRET)
    model.before = before
    result = run(home, pages / "sure.txt", second=options(model, timeout_seconds=0.3 if before is slow else 60.0))
    assert result.status == "published"
    assert result.second is not None
    assert (result.second["unread"], result.second["why"]) == (1, {reason: 1})
    assert select(home, FACTS) == by_the_rules, "the rules' reading stands"
    assert not [path for path in home.root.rglob("*") if path.is_file() and SECRET.encode() in path.read_bytes()]


def test_it_tries_again_and_takes_json_in_any_form(home: Home, pages: Path, model: ModelServer) -> None:
    def choosy(asked: Asked, number: int) -> Answer | None:
        if asked.body.get("response_format", {}).get("type") == "json_schema":
            return Answer(400, b'{"error": "unknown response_format"}')
        return Answer(503, headers={"Retry-After": "0"}) if number == 2 else None

    model.before = choosy
    result = run(home, pages / "sure.txt", second=options(model, retries=1))
    assert result.second is not None
    assert (result.second["read"], result.second["requests"]) == (1, 3)
    assert [asked.body.get("response_format", {}).get("type") for asked in model.asked] == ["json_schema", "json_object", "json_object"]


def test_a_server_that_is_down_is_left_alone(home: Home, tmp_path: Path, model: ModelServer) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(20):
        (folder / f"{number}.txt").write_text(SURE.replace("6.4", f"{number + 2}.4"), encoding="utf-8")
    model.before = lambda asked, number: Answer(500)
    result = run(home, folder, second=options(model, concurrency=1))
    assert result.second is not None
    assert result.second["why"] == {"given_up": 15, "server_error": 5}
    assert any("20 of 20 articles of the last run had no second reading" in line for line in status_of(load_settings(home=home.root))["warnings"])
    assert len(model.asked) == 5


def test_damaged_replies_are_put_aside(home: Home, pages: Path, model: ModelServer) -> None:
    run(home, pages, second=options(model))
    replies_file(home).write_bytes(b"no database at all" * 100)
    result = run(home, pages, full=True, second=options(model))
    assert result.status == "published"
    assert "damaged" in " ".join(result.warnings)
    assert len(model.asked) == 4


def settings_file(model: ModelServer, *lines: str) -> None:
    Path("parkhouse.toml").write_text("\n".join(["[second_reader]", f'url = "{model.url}"', 'model = "test"', 'use = "always"', *lines]), encoding="utf-8")


def test_from_the_command_line_with_secrets_kept(cli: Command, home: Home, pages: Path, model: ModelServer) -> None:
    key = Path("key.txt")
    key.write_text(SECRET + "\n", encoding="utf-8")
    settings_file(model, 'key_file = "key.txt"', "retries = 0")
    Path("parkhouse.toml").write_text('metrics_file = "m.prom"\n' + Path("parkhouse.toml").read_text(encoding="utf-8"), encoding="utf-8")
    done = cli("run", "--direct", "--home", home.root, pages)
    assert (done.status, "Second reader: 2 of 2 articles read" in done.out) == (0, True)
    assert {asked.headers["authorization"] for asked in model.asked} == {f"Bearer {SECRET}"}
    metrics = Path("m.prom").read_text(encoding="utf-8")
    assert 'parkhouse_last_run_second_reader_articles{result="read"} 2.0' in metrics
    assert 'parkhouse_last_run_second_reader_unread_articles{reason="timeout"} 0.0' in metrics
    shown = [
        cli("config"),
        cli("config", "--json"),
        cli("second-reader", "--test"),
        cli("second-reader", "--test", "--json"),
        cli("status", "--home", home.root),
    ]
    assert all(SECRET not in found.out + found.err for found in shown)
    assert not [path for path in [*home.root.rglob("*"), Path("m.prom")] if path.is_file() and SECRET.encode() in path.read_bytes()]


def test_trying_it_on_a_sample_page(cli: Command, model: ModelServer) -> None:
    settings_file(model, 'use = "never"')
    Path("parkhouse.toml").write_text(f'[second_reader]\nurl = "{model.url}"\nmodel = "test"\nretries = 0\n', encoding="utf-8")
    model.brain = labelling({}, **LABELS | {"park": "云溪高新区", "period_start": "2023-01-01", "period_end": "2023-06-30"})
    found = json.loads(cli("second-reader", "--test", "--json").out)
    assert (found["tokens"], found["form"], found["figures"] >= found["labelled"] > 0) == (1000, "JSON by schema", True)
    assert "1,000 such pages take about 1,000,000" in cli("second-reader", "--test").out
    model.before = lambda asked, number: Answer(401, SECRET.encode())
    refused = cli("second-reader", "--test")
    assert (refused.status, refused.err.count("\n")) == (1, 1)
    assert "refused the key" in refused.err
    assert cli("second-reader").status == 2
    Path("parkhouse.toml").write_text("", encoding="utf-8")
    assert "no second reader is set" in cli("second-reader", "--test").err


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        ('url = "ftp://x/v1"', ["second_reader.url", "line 2"]),
        (f'url = "http://me:{SECRET}@x/v1"', ["second_reader.url", "line 2", "PARKHOUSE_SECOND_READER_KEY"]),
        (f'url = "http://x/v1?key={SECRET}"', ["second_reader.url", "line 2"]),
        ('use = "sometimes"', ["second_reader.use", "never", "line 2"]),
        ('use = "always"', ["url and model", "line 1"]),
        (f'key = "{SECRET}"', ["second_reader.key", "no such setting", "line 2"]),
        ('url = "http://x/v1"\nretries = -1', ["second_reader.retries", "line 3"]),
    ],
)
def test_wrong_settings_are_named(cli: Command, lines: str, names: list[str]) -> None:
    Path("parkhouse.toml").write_text(f"[second_reader]\n{lines}\n", encoding="utf-8")
    found = cli("config")
    assert (found.status, found.err.count("\n")) == (2, 1)
    assert [name for name in names if name not in found.err] == []
    assert SECRET not in found.err


def test_settings_of_the_environment_win_over_the_file(monkeypatch: pytest.MonkeyPatch, cli: Command) -> None:
    Path("parkhouse.toml").write_text('[second_reader]\nurl = "http://x/v1"\nmodel = "file"\nconcurrency = 2\n', encoding="utf-8")
    monkeypatch.setenv("PARKHOUSE_SECOND_READER_MODEL", "environment")
    monkeypatch.setenv(KEY_VARIABLE, SECRET)
    found = load_settings().second_reader
    assert (found.url, found.model, found.concurrency, found.use) == ("http://x/v1", "environment", 2, "never")
    shown = json.loads(cli("config", "--json").out)
    assert shown["second_reader.model"]["from"] == "environment PARKHOUSE_SECOND_READER_MODEL"
    assert shown["second_reader.concurrency"]["from"] == "parkhouse.toml, line 4"


@pytest.mark.parametrize("key", ["", "a\x00b", "é"])
def test_a_key_that_cannot_be_one_fails_no_run(home: Home, pages: Path, model: ModelServer, key: str, tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text(key, encoding="utf-8")
    result = run(home, pages, second=options(model, key_file=file if key else tmp_path / "missing"))
    assert result.second is not None
    assert (result.second["unread"], result.second["why"], model.asked) == (2, {"key": 2}, [])
    assert key not in "".join(result.warnings) or not key


def test_without_one_nothing_of_it_is_imported(tmp_path: Path, pages: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from flows.cli import main\n"
        f"try: main(['run', '--direct', '--home', {str(tmp_path / 'h')!r}, {str(pages)!r}])\n"
        "except SystemExit as stop: assert not stop.code, stop.code\n"
        "found = [name for name in sys.modules if name.startswith('transforms.second') or name.startswith('flows.steps.second.') and not name.endswith('.options')]\n"
        "assert not found, found"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=clean_environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "h" / "second_reader").exists()


@pytest.mark.prefect
def test_the_same_rows_through_prefect(home: Home, pages: Path, model: ModelServer, tmp_path: Path, prefect_server: dict[str, str]) -> None:
    run(home, pages, second=options(model))
    asked = len(model.asked)
    (tmp_path / "work").mkdir()
    environment = clean_environment(
        PARKHOUSE_SECOND_READER_URL=model.url,
        PARKHOUSE_SECOND_READER_MODEL="test",
        PARKHOUSE_SECOND_READER_USE="always",
        **{KEY_VARIABLE: SECRET},
        **prefect_server,
    )
    done = parkhouse("run", pages, "--workers", "2", cwd=tmp_path / "work", env=environment)
    assert done.returncode == 0, done.stderr
    other = Home(tmp_path / "work" / "data")
    assert content(other) == content(home)
    assert len(model.asked) == 2 * asked
    history = Path(prefect_server["PREFECT_HOME"])
    connection = sqlite3.connect(history / "prefect.db")
    names = {name.split(",")[0] for (name,) in connection.execute("SELECT name FROM task_run").fetchall()}
    connection.close()
    assert "second reader" in names
    assert not [path for folder in (other.root, history) for path in folder.rglob("*") if path.is_file() and SECRET.encode() in path.read_bytes()]


SHARED = REPOSITORY.parent / "shared"
LEVELS = {"main": 0.90, "strict": 0.88, "whose": 0.88}
"""F1 that both readers together reach on the shared pages, with the labels recorded there."""


@pytest.mark.shared
@pytest.mark.skipif(not (SHARED / "model_answers").is_dir(), reason="the shared pages are not beside the checkout")
def test_the_recorded_labels_of_the_shared_pages(home: Home, tmp_path: Path) -> None:
    replay = subprocess.Popen(
        [sys.executable, str(SHARED / "score" / "replay_model.py"), str(SHARED / "pages"), str(SHARED / "model_answers")], stdout=subprocess.PIPE, text=True
    )
    try:
        assert replay.stdout is not None
        url = replay.stdout.readline().strip()
        result = run(home, str(SHARED / "pages" / "p*.txt"), second=SecondOptions(url, "recorded"))
    finally:
        replay.terminate()
        replay.wait()
    assert result.second is not None
    again = run(home, str(SHARED / "pages" / "p*.txt"), full=True, second=SecondOptions(url, "recorded"))
    assert again.second is not None
    assert again.second["requests"] == 0
    score = [sys.executable, str(SHARED / "score" / "score.py"), str(home.warehouse), str(SHARED / "pages_gold"), "--json"]
    found = json.loads(subprocess.run(score, capture_output=True, text=True, check=True).stdout)
    for level, least in LEVELS.items():
        assert found["observation"][level]["f1"] >= least, level
    assert found["event"]["typed"]["f1"] >= 0.85
    with warehouse_of(home) as connection:
        rows = connection.execute("SELECT count(*) FROM observation").fetchone()
    assert rows is not None
    assert found["observation"]["sure"]["share"] >= 0.97
    assert found["observation"]["sure"]["rows"] >= 0.45 * rows[0]
