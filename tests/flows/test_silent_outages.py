"""No outage is silent: each of these left `status` good, or the operator without a word, before."""

from __future__ import annotations

import datetime as dt
import json
import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from flows.settings.lenient import understood
from flows.steps.ingest.source_status import Judge, source_rows
from flows.steps.listing import Look
from flows.steps.web.feeds import feed_links
from schemas.generate import polars_schema
from schemas.tables import tables
from tests.flows.conftest import Command, Outcome
from tests.flows.listeners import webhook
from tests.support import SAMPLE, flip_bit, scalar, select
from tests.web_server import Reply, serving
from transforms.reader import read_document
from transforms.text.decode import Unreadable, decode
from transforms.text.hollow import hollow
from warehouse.layout import Home
from warehouse.lock import Holder, RunLock

TEXT = "湘潭高新区2021年实现税收{}亿元，同比增长8%。\n"


def pages(folder: Path, count: int) -> Path:
    """A folder of small documents, each with a figure of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        (folder / f"{number}.txt").write_text(TEXT.format(12 + number), encoding="utf-8")
    return folder


@pytest.fixture
def no_report(monkeypatch: pytest.MonkeyPatch) -> None:
    """Writing the report takes longer than the runs, where it plays no part."""
    monkeypatch.setattr("flows.operations.attended._report", lambda home, outcome, settings: None)


def status(cli: Command, home: Home) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(cli("status", "--json", "--home", home.root).out)
    return found


def files(home: Home) -> dict[str, tuple[int, int]]:
    """Every file of a home with its size and time."""
    return {
        str(path.relative_to(home.root)): (path.stat().st_size, path.stat().st_mtime_ns)
        for path in sorted(home.root.rglob("*"))
        if path.is_file() and path.name != "run.lock"
    }


# A run that cannot begin

EARLY: dict[str, tuple[dict[str, str], str, list[str]]] = {
    "a folder that is not there": ({}, "", ["nowhere"]),
    "a glob without a match": ({}, "", ["pages/*.none"]),
    "an address that is none": ({}, "", ["ftp://example.org/feed"]),
    "no source at all": ({}, "", []),
    "a setting out of its bounds": ({"PARKHOUSE_WORKERS": "0"}, "", ["pages"]),
    "a setting that does not exist": ({}, "workes = 1", ["pages"]),
    "a settings file that is no TOML": ({}, "workers = ", ["pages"]),
    "an address for messages that is none": ({"PARKHOUSE_NOTIFY": '["nonsense"]'}, "", ["pages"]),
    "more documents than are allowed": ({"PARKHOUSE_MAX_DOCUMENTS": "1"}, "", ["pages"]),
    "folders that are empty": ({}, "", ["empty"]),
    "a settings file that is not there": ({"PARKHOUSE_CONFIG": "gone.toml"}, "", ["pages"]),
    "an option out of its bounds": ({}, "", ["pages", "--workers", "0"]),
    "an option that is no number": ({}, "", ["pages", "--wait=soon"]),
    "a day that is none": ({}, "", ["pages", "--published-on", "2021-02-30"]),
    "an option that does not exist": ({}, "", ["pages", "--wrokers", "2"]),
}
"""Variables, the settings file, what stands behind `run`."""
REPORTED = ("a folder that is not there", "a setting out of its bounds", "an option out of its bounds")
"""Cases whose report is looked at; writing it takes longer than all else."""


@pytest.mark.parametrize("fault", EARLY)
def test_a_failure_however_early_is_a_failed_run_everywhere(cli: Command, home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str) -> None:
    home.create()
    if fault not in REPORTED:
        monkeypatch.setattr("flows.operations.attended._report", lambda home, outcome, settings: None)
    metrics = tmp_path / "parkhouse.prom"
    monkeypatch.setenv("PARKHOUSE_METRICS_FILE", str(metrics))
    with webhook() as hook:
        variables, settings_file, sources = EARLY[fault]
        for name, value in {"PARKHOUSE_NOTIFY": json.dumps([f"json://127.0.0.1:{hook.port}/"]), **variables}.items():
            monkeypatch.setenv(name, value)
        if settings_file:
            Path("parkhouse.toml").write_text(settings_file, encoding="utf-8")
        pages(Path("pages"), 2)
        Path("empty").mkdir()
        done = cli("run", "--direct", "--home", home.root, *sources)
    assert done.status in (1, 2)
    reason = done.err.strip().splitlines()[-1].removeprefix("parkhouse: ").removeprefix("Error: ")
    found = status(cli, home)
    assert not found["healthy"]
    assert (found["runs"][0]["status"], found["runs"][0]["message"]) == ("failed", reason)
    assert "parkhouse_healthy 0.0" in metrics.read_text(encoding="utf-8")
    assert reason[:40] in (home.logs / "parkhouse.log").read_text(encoding="utf-8")
    assert fault not in REPORTED or found["runs"][0]["run_key"] in (home.reports / "latest.html").read_text(encoding="utf-8")
    if "messages" not in fault:
        assert [value["title"] for value in hook.values] == ["parkhouse 运行失败"]


@pytest.mark.usefixtures("no_report")
@pytest.mark.parametrize(("settings_file", "text"), [("gone.toml", ""), ("broken.toml", "workers = 0"), ("empty.toml", "")])
def test_a_run_of_the_schedule_that_cannot_begin_is_a_failed_run(cli: Command, home: Home, settings_file: str, text: str) -> None:
    from flows.scheduled import scheduled_flow

    home.create()
    if settings_file != "gone.toml":
        Path(settings_file).write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PARKHOUSE_CONFIG", "")
        with pytest.raises(ValueError, match=r"toml|no source") as error:
            scheduled_flow.fn(str(home.root), settings_file)
    cli("status", "--home", home.root)
    assert status(cli, home)["runs"][0]["message"] == str(error.value)


def test_a_run_that_may_not_touch_its_home_is_told_elsewhere(cli: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, metrics = pages(tmp_path / "pages", 1), tmp_path / "parkhouse.prom"
    monkeypatch.setenv("PARKHOUSE_METRICS_FILE", str(metrics))
    with webhook() as hook:
        monkeypatch.setenv("PARKHOUSE_NOTIFY", f"json://127.0.0.1:{hook.port}/")
        for place in (folder, folder / "0.txt"):
            assert cli("run", "--direct", "--home", place, folder).status == 2
            assert "parkhouse_healthy 0.0" in metrics.read_text(encoding="utf-8")
            metrics.unlink()
        assert len(hook.values) == 2
    assert [path.name for path in folder.iterdir()] == ["0.txt"]


def test_a_slip_of_the_hand_at_a_terminal_is_no_failed_run(cli: Command, home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.commands.refused._at_terminal", lambda: True)
    assert cli("run", "--workers", "0", "--home", home.root, "pages").status == 2
    assert not home.root.exists(), "nothing is set up yet"
    home.create()
    assert cli("run", "--wrokers", "2", "--home", home.root, "pages").status == 2
    assert cli("run", "--dry-run", "--workers", "0", "--home", home.root, "pages").status == 2
    assert status(cli, home)["runs"] == []
    assert cli("run", "--workers", "0", "--home", home.root, "pages").status == 2
    assert status(cli, home)["runs"][0]["message"].startswith("Invalid value for '--workers'")


@pytest.mark.parametrize("faulty", ["~nobody-of-that-name/home", "", "\0"])
def test_a_home_that_cannot_be_meant_is_one_clear_line(cli: Command, faulty: str) -> None:
    found = cli("run", "--direct", "--home", faulty, "pages")
    assert (found.status, len(found.err.strip().splitlines()[-1]) < 200, "Traceback" in found.err) == (2, True, False)


def test_a_run_that_hangs_is_told_by_those_that_it_keeps_out(cli: Command, home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home.create()
    metrics = tmp_path / "parkhouse.prom"
    monkeypatch.setenv("PARKHOUSE_METRICS_FILE", str(metrics))
    lock = RunLock(home.state / "run.lock")
    for hours, hangs in ((23, False), (25, True)):
        since = f"{dt.datetime.now(dt.UTC) - dt.timedelta(hours=hours):%Y-%m-%d %H:%M:%S} UTC"
        monkeypatch.setattr("warehouse.lock.myself", lambda since=since: Holder(os.getpid(), socket.gethostname(), since))
        lock.take()
        try:
            assert cli("run", "--direct", "--home", home.root, pages(tmp_path / "pages", 1)).status == 1
            assert any("has not ended for more than 24 hours" in line for line in status(cli, home)["problems"]) is hangs
            assert "parkhouse_healthy 0.0" in metrics.read_text(encoding="utf-8")
        finally:
            lock.release()


def test_settings_are_understood_one_by_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARKHOUSE_WORKERS", "many")
    Path("parkhouse.toml").write_text(f'workers = 3\nhome = "{tmp_path}"\nbroken = = 1\nnotify = ["json://127.0.0.1/"]\ncron = "never"\n', encoding="utf-8")
    settings, sure = understood()
    assert (settings.workers, settings.home, len(settings.notify), settings.cron, sure) == (3, tmp_path, 1, "0 6 * * *", True)
    Path("parkhouse.toml").write_text("home = [\n", encoding="utf-8")
    assert understood()[1] is False


# Sources


@pytest.mark.usefixtures("no_report")
def test_a_missing_source_is_a_warning_that_grows_and_the_others_are_read(cli: Command, home: Home, tmp_path: Path) -> None:
    one, two = pages(tmp_path / "one", 1), tmp_path / "two"

    def go() -> tuple[Outcome, dict[str, Any]]:
        return cli("run", "--direct", "--home", home.root, one, two, "http://"), status(cli, home)

    done, found = go()
    assert done.status == 0
    assert scalar(home, "SELECT count(*) FROM document") == 1
    assert f"{two}: no such file or folder" in done.out
    assert (found["healthy"], len(found["warnings"])) == (True, 2)
    done, found = go()
    assert (done.status, found["healthy"], len(found["problems"])) == (0, False, 2)
    assert select(home, "SELECT state, level, runs FROM source_status WHERE level = 'alarm'") == [("missing", "alarm", 2)] * 2
    assert scalar(home, "SELECT failing_rows FROM quality_result WHERE check_name = 'sources_give' ORDER BY run_key DESC LIMIT 1") == 2
    pages(two, 1)
    found = go()[1]
    assert [row["state"] for row in found["sources"]] == ["missing", "gives", "gives"], "what is wrong first"


@pytest.mark.usefixtures("no_report")
def test_a_folder_that_gives_no_more_is_an_alarm_until_it_gives_again(cli: Command, home: Home, tmp_path: Path) -> None:
    folder = pages(tmp_path / "pages", 3)
    assert cli("run", "--direct", "--home", home.root, folder).status == 0
    folder.rename(tmp_path / "elsewhere")
    folder.mkdir()
    for runs in (1, 2):
        assert cli("run", "--direct", "--home", home.root, folder).status == 0
        found = status(cli, home)
        (row,) = found["sources"]
        assert (row["state"], row["level"], row["documents"], row["documents_before"], row["runs"]) == ("empty", "alarm", 0, 3, runs)
        assert not found["healthy"]
    folder.rmdir()
    (tmp_path / "elsewhere").rename(folder)
    assert cli("run", "--direct", "--home", home.root, folder).status == 0
    assert status(cli, home)["healthy"]


NOW = dt.datetime(2026, 1, 10, tzinfo=dt.UTC)


def judged(before: int, seen: int, refused: int = 0, *runs: dt.datetime, **options: Any) -> dict[str, Any]:
    """A folder that gave `before` documents and now gives `seen`, after as many runs as are named."""
    look = Look("pages", "folder", pl.Series([str(number) for number in range(seen + refused)], dtype=pl.String).hash())
    judge = Judge(0.5, 2, frozenset(), frozenset(options.get("hollow", ())), options.get("accept", False))
    counted = {"place": pl.UInt64, "state": pl.String, "count": pl.Int64}
    states = pl.DataFrame({"place": look.places, "state": ["seen"] * seen + ["refused"] * refused, "count": [1] * (seen + refused)}, schema=counted)
    first = Look("pages", "folder", pl.Series([str(number) for number in range(before)], dtype=pl.String).hash())
    all_seen = pl.DataFrame({"place": first.places, "state": ["seen"] * before, "count": [1] * before}, schema=counted)
    schema = polars_schema(tables()["source_status"])
    rows = source_rows([first], {}, all_seen, pl.DataFrame(schema=schema), judge, NOW - dt.timedelta(days=30), "1") if before else []
    for when in (*runs, NOW):
        rows = source_rows([look], {}, states, pl.DataFrame(rows, schema=schema), judge, when, "2")
    return rows[0]


@pytest.mark.parametrize(
    ("found", "state", "level"),
    [
        (judged(10, 5), "gives", "good"),
        (judged(10, 4), "fell", "alarm"),
        (judged(10, 0), "empty", "alarm"),
        (judged(10, 0, 10), "refused", "alarm"),
        (judged(10, 0, 10, hollow=["3"]), "script_only", "alarm"),
        (judged(0, 0), "empty", "warning"),
        (judged(0, 0, 0, NOW), "empty", "alarm"),
        (judged(10, 4, accept=True), "gives", "good"),
        (judged(10, 4, 0, NOW - dt.timedelta(days=6)), "fell", "alarm"),
        (judged(10, 4, 0, NOW - dt.timedelta(days=7)), "gives", "good"),
        (judged(10, 0, 0, NOW - dt.timedelta(days=20)), "empty", "alarm"),
        (judged(0, 0, 2, NOW), "refused", "warning"),
        (judged(10, 12), "gives", "good"),
    ],
)
def test_what_a_source_gives_is_judged_by_what_it_gave(found: dict[str, Any], state: str, level: str) -> None:
    assert (found["state"], found["level"]) == (state, level)


FEED = "<rss version='2.0'><channel><title>x</title>{}</channel></rss>"
ITEM = "<item><title>t</title><link>{}</link></item>"
PAGE = "<html><head><title>税收</title></head><body><article><h1>税收</h1><p>" + TEXT.format(31) + "</p></article></body></html>"
XML = {"Content-Type": "application/xml"}
AFTERWARDS: dict[str, tuple[Reply, str, str]] = {
    "/feed/empty": (Reply(FEED.format(""), headers=XML), "empty", "alarm"),
    "/feed/cut": (Reply("<rss><channel><item>", headers=XML), "empty", "alarm"),
    "/feed/sitemap": (Reply("<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'></urlset>", headers=XML), "empty", "alarm"),
    "/feed/broken": (Reply("{}", headers={"Content-Type": "application/json"}), "broken", "alarm"),
    "/feed/down": (Reply("no such page", 404), "unreachable", "warning"),
    "/page": (Reply("<html><body>请启用JavaScript</body></html>"), "script_only", "alarm"),
}


@pytest.mark.usefixtures("no_report")
def test_feeds_and_pages_that_give_nothing_any_more(cli: Command, home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARKHOUSE_WEB_ALLOW_PRIVATE", "true")
    monkeypatch.setenv("PARKHOUSE_WEB_DELAY_SECONDS", "0")
    with serving() as site:
        for path in AFTERWARDS:
            site.routes[path] = Reply(FEED.format(ITEM.format(site.url("/page"))), headers=XML)
        site.routes["/page"] = Reply(PAGE)
        sources = [site.url(path) for path in AFTERWARDS]
        assert cli("run", "--direct", "--home", home.root, *sources).status == 0
        assert {(row["state"], row["documents"]) for row in status(cli, home)["sources"]} == {("gives", 1)}
        site.routes |= {path: reply for path, (reply, _, _) in AFTERWARDS.items()}
        assert cli("run", "--direct", "--home", home.root, *sources).status == 0
        found = {row["source"].removeprefix(site.url("")): (row["state"], row["level"]) for row in status(cli, home)["sources"]}
    assert found == {path: (state, level) for path, (_, state, level) in AFTERWARDS.items()}
    assert "script_only" in {check for (check,) in select(home, "SELECT check_name FROM rejected")}
    assert scalar(home, "SELECT replaced_by FROM document") is None, "what the address gave before stays"


@pytest.mark.parametrize(
    ("page", "is_hollow"),
    [
        ("<html><body>请启用JavaScript</body></html>", True),
        ("<html><body><noscript>You need to enable JavaScript to run this app.</noscript><div id=root></div></body></html>", True),
        ("<html><title>Just a moment...</title><body>Verifying you are human", True),
        ("<html><body><div id=app></div><script>start()</script></body></html>", True),
        ("<html><body>正在进行安全验证，请稍候</body></html>", True),
        (PAGE, False),
        ("<html><body><p>湘潭高新区开展安全检查。</p></body></html>", False),
        ("<html><body><p>园区启用脚本管理，投资2亿元。</p></body></html>", False),
        ("<html><body><script>" * 20_000, False),
    ],
)
def test_a_page_without_text_of_its_own_is_told(page: str, is_hollow: bool) -> None:
    assert bool(hollow(page)) is (is_hollow or page.startswith("<html><body><script>"))


# The demonstration


@pytest.mark.usefixtures("no_report")
def test_the_sample_never_enters_a_real_home(cli: Command, home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert cli("run", "--direct", "--home", home.root, pages(tmp_path / "pages", 1)).status == 0
    before = files(home)
    bare = cli("run", "--direct", "--home", tmp_path / "other")
    assert bare.status == 2
    assert "parkhouse demo" in bare.err
    assert not (tmp_path / "other").exists()
    refused = cli("demo", "--direct", "--home", home.root)
    assert refused.status == 2
    assert "a home of its own" in refused.err
    assert files(home) == before
    monkeypatch.setenv("PARKHOUSE_HOME", str(home.root))
    monkeypatch.setenv("PARKHOUSE_SOURCES", str(tmp_path / "pages"))
    assert cli("demo", "--direct").status == 0
    assert files(home) == before
    assert scalar(Home(Path("demo")), "SELECT count(*) FROM document") == len([path for path in SAMPLE.iterdir() if path.suffix != ".json"])


# What stays and what goes


def test_a_dry_run_leaves_its_report_and_nothing_else(cli: Command, home: Home, tmp_path: Path) -> None:
    folder = pages(tmp_path / "pages", 1)
    done = cli("run", "--dry-run", "--home", home.root, folder)
    assert done.status == 0
    assert list(files(home)) == ["reports/dry-run.html"]
    assert cli("run", "--direct", "--home", home.root, folder).status == 0
    (home.reports / "dry-run.html").unlink()
    before = files(home)
    (folder / "empty.txt").write_bytes(b"")
    pages(folder, 3)
    assert "3 observations" not in cli("run", "--dry-run", "--full", "--home", home.root, folder).out
    assert cli("run", "--dry-run", "--home", home.root, tmp_path / "nowhere").status == 2
    after = files(home)
    assert {name: after[name] for name in before} == before
    assert set(after) - set(before) == {"reports/dry-run.html"}


@pytest.mark.usefixtures("no_report")
def test_what_is_forgotten_goes_and_does_not_come_back(cli: Command, home: Home, tmp_path: Path) -> None:
    folder = pages(tmp_path / "pages", 3)
    assert cli("run", "--direct", "--home", home.root, folder).status == 0
    key = scalar(home, "SELECT document_key FROM document WHERE file_name = '0.txt'")
    assert cli("forget", key, "--home", home.root, "--reason", "来源要求删除", "--who", "李").status == 0
    assert cli("forget", folder / "1.txt", "--home", home.root, "--reason", "重复").status == 0
    (folder / "1.txt").write_text(TEXT.format(77), encoding="utf-8")
    done = cli("run", "--direct", "--home", home.root, "--full", folder)
    assert "2 documents were passed over" in done.out
    assert select(home, "SELECT file_name FROM document") == [("2.txt",)]
    assert scalar(home, "SELECT count(DISTINCT document_key) FROM observation") == 1
    assert ("李", "来源要求删除") in select(home, "SELECT who, reason FROM forgotten")
    assert {reason for (reason,) in select(home, "SELECT reason FROM change_log")} <= {"document_forgotten", "other_fact"}
    packed = b"".join(path.read_bytes() for path in home.packs.glob("*.tar"))
    assert TEXT.format(14).encode() in packed
    assert TEXT.format(12).encode() not in packed
    assert status(cli, home)["healthy"]
    unknown = cli("forget", "f" * 64, "--home", home.root, "--reason", "x")
    assert (unknown.status, unknown.out) == (2, "")


# A home of one's own


@pytest.mark.usefixtures("no_report")
def test_only_what_a_run_made_is_taken_away(cli: Command, home: Home, tmp_path: Path) -> None:
    folder = pages(tmp_path / "pages", 1)
    assert cli("run", "--direct", "--home", home.root, folder).status == 0
    mine, old = home.build / "mine.duckdb", home.build / "000009-20260101T000000Z.duckdb"
    for path in (mine, old):
        path.write_bytes(b"x")
    assert cli("run", "--direct", "--home", home.root, folder).status == 0
    assert (mine.exists(), old.exists()) == (True, False)


@pytest.mark.usefixtures("no_report")
def test_a_folder_with_other_things_is_no_home_unless_told(cli: Command, tmp_path: Path) -> None:
    folder = pages(tmp_path / "pages", 1)
    (folder / "thesis.odt").write_bytes(b"mine")
    for arguments in (["run", "--direct", "--home", folder, folder], ["demo", "--direct", "--home", folder], ["run", "--home", "", folder]):
        found = cli(*arguments)
        assert found.status == 2
        assert sorted(path.name for path in folder.iterdir()) == ["0.txt", "thesis.odt"]
    assert cli("run", "--direct", "--adopt", "--home", folder, folder).status == 0
    assert cli("run", "--direct", "--home", folder, folder).status == 0, "it is a home now"


# Links and what is no file


@pytest.mark.usefixtures("no_report")
def test_links_lead_no_further_than_their_source_and_what_is_no_file_is_told(cli: Command, home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, outside = pages(tmp_path / "pages", 1), pages(tmp_path / "outside", 2)
    (folder / "secret.txt").symlink_to(outside / "1.txt")
    (folder / "below").symlink_to(outside, target_is_directory=True)
    (folder / "same.txt").symlink_to(folder / "0.txt")
    (folder / "nothing.txt").symlink_to(folder / "gone.txt")
    os.mkfifo(folder / "pipe")
    with socket.socket(socket.AF_UNIX) as listening:
        monkeypatch.chdir(folder)
        listening.bind("door")
        assert cli("run", "--direct", "--home", home.root, folder).status == 0
    assert scalar(home, "SELECT count(*) FROM document") == 1
    told: dict[str, str] = dict(select(home, "SELECT json_extract_string(row, '$.file_name'), reason FROM rejected"))
    assert sorted(told) == ["below", "door", "nothing.txt", "pipe", "secret.txt"]
    assert "follow_links" in told["secret.txt"]
    monkeypatch.setenv("PARKHOUSE_FOLLOW_LINKS", "true")
    assert cli("run", "--direct", "--home", home.root, folder).status == 0
    assert scalar(home, "SELECT count(*) FROM document") == 2, "0.txt of both folders holds the same"


# Bytes, names and parks


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (lambda text: text.encode()[:60] + b"\xff" + text.encode()[61:], "utf-8"),
        (lambda text: text.encode()[:-1], "utf-8"),
        (lambda text: text.encode()[1:], "utf-8"),
        (lambda text: text.encode("gb18030")[:-1], "gb18030"),
        (lambda text: text.encode("gb18030")[:50] + b"\xff" + text.encode("gb18030")[50:], "gb18030"),
        (lambda text: b"\xff\xfe" + text.encode("utf-16-le")[:-1], "utf-16"),
    ],
)
def test_one_bad_byte_refuses_no_page(content: Callable[[str], bytes], encoding: str) -> None:
    text = TEXT.format(12.5) * 4
    found = decode(content(text))
    assert found.encoding == encoding
    assert "2021年实现税收12.5亿元" in found.text
    with pytest.raises(Unreadable):
        decode(bytes(range(128, 256)) * 20)


def test_a_number_beside_a_bad_byte_is_in_doubt() -> None:
    def confidence(text: str) -> float:
        return read_document("a" * 64, text, None).observations[0].confidence

    assert confidence("湘潭高新区2021年实现税收29\ufffd07.09亿元。") < 0.6 < confidence("湘潭高新区2021年实现税收2907.09亿元。")


@pytest.mark.parametrize("link", ["http://h/a?id=5&cid=7", "http://h/a?id=5&amp;cid=7", "<![CDATA[http://h/a?id=5&cid=7]]>"])
def test_a_link_keeps_its_parameters_and_a_feed_its_bad_byte(link: str) -> None:
    content = FEED.format(ITEM.format(link).replace("<title>t", "<title>园区新闻")).encode()
    for one in (content, content.replace("区".encode(), "区".encode()[:2])):
        assert [found.address for found in feed_links(one, "http://h/feed")] == ["http://h/a?id=5&cid=7"]


@pytest.mark.usefixtures("no_report")
def test_names_texts_and_parks_are_what_they_are_now(cli: Command, home: Home, tmp_path: Path) -> None:
    folder = pages(tmp_path / "pages", 1)
    (folder / "page.txt").write_text(PAGE.replace("湘潭", "株洲"), encoding="utf-8")
    for number in range(3):
        (folder / f"none{number}.txt").write_text(f"园区干部第{number}次走访企业，了解园区服务。\n", encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "picture.txt").write_bytes(b"\x89PNG" + bytes(50))
    assert "<p>" not in cli("explain", folder / "page.txt").out, "a page whatever its name, as the run has it"
    assert cli("run", "--direct", "--home", home.root, folder).status == 0
    assert select(home, "SELECT park_key FROM park WHERE park_key LIKE '未具名%'") == [], "a park without a fact is none"
    assert len(status(cli, home)["rejected"]) == 2, "unlike refusals stand apart"
    for name in ("new.txt", "0.txt"):
        next(path for path in folder.iterdir() if path.name in ("0.txt", "new.txt")).rename(folder / name)
        assert cli("run", "--direct", "--home", home.root, folder).status == 0
        assert name in {found for (found,) in select(home, "SELECT DISTINCT file_name FROM v_observation")}
    (home.root / "corrections.csv").write_bytes("更正".encode("gb18030"))
    assert "not UTF-8" in "".join(status(cli, home)["problems"]), "before the run does"


@pytest.mark.usefixtures("no_report")
def test_a_flipped_bit_in_a_fact_file_is_found_within_a_day(cli: Command, home: Home, tmp_path: Path) -> None:
    folder = pages(tmp_path / "pages", 1)
    assert cli("run", "--direct", "--home", home.root, folder).status == 0
    (path,) = (home.facts / "observation").glob("*.parquet")
    flip_bit(path)
    assert "damaged" not in cli("run", "--direct", "--home", home.root, folder).out
    os.utime(home.state / "facts_hashed", (0, 0))
    assert "is damaged: 1 documents are read again" in cli("run", "--direct", "--home", home.root, folder).out
