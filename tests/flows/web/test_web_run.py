"""Whole runs over the web: what comes in, what is refused, what a second run makes of it."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from flows.steps.direct import extract
from flows.steps.options import RunOptions
from flows.steps.outcome import RunResult
from flows.steps.session import Session
from tests.flows.conftest import Command
from tests.support import clean_environment, leftovers, parkhouse, run, scalar, select
from tests.transforms.formats.test_office import packed, saved, word, workbook
from tests.web_server import FAST, Reply, Site, feed, html_page, sitemap
from warehouse.layout import Home
from warehouse.store import Store

TEXT = "今年1—8月，湘潭高新区新引进项目17个，合同投资额263.5亿元，同比增长12.8%。"


def web_run(home: Home, *sources: str | Path, **options: Any) -> RunResult:
    return run(home, *sources, **({"web": FAST} | options))


def reasons(home: Home) -> dict[str, str]:
    return {source.rpartition("/")[2]: reason for source, reason in select(home, "SELECT row ->> 'source', reason FROM rejected WHERE stage = 'ingest'")}


def test_a_feed_becomes_documents_with_their_addresses(site: Site, home: Home) -> None:
    site.page("/news/%E7%AD%BE%E7%BA%A6.html?id=1", TEXT, title="")
    site.routes["/old"] = Reply(status=301, headers={"Location": "/moved.txt"})
    site.routes["/moved.txt"] = Reply(TEXT.replace("17", "18").encode("gb18030"), headers={"Content-Type": "text/plain; charset=utf-8"})
    date = "Wed, 06 Mar 2024 01:00:00 +0800"
    site.routes["/feed"] = Reply(feed(site, ("/news/%E7%AD%BE%E7%BA%A6.html?id=1", "高新区签约", date), ("/old", "二", date), ("/gone", "三", date)))
    result = web_run(home, site.url("/feed"))
    assert (result.status, result.seen, result.new, result.failed) == ("published", 3, 2, 1)
    assert select(home, "SELECT source, file_name, title, published_on, published_on_basis, media_type, encoding FROM document ORDER BY source") == [
        (site.url("/moved.txt"), "moved.txt", "二", dt.date(2024, 3, 6), "stated", "text/plain", "gb18030"),
        (site.url("/news/%E7%AD%BE%E7%BA%A6.html?id=1"), "签约.html", "高新区签约", dt.date(2024, 3, 6), "stated", "text/html", "utf-8"),
    ]
    assert scalar(home, "SELECT count(*) FROM observation WHERE value = 263.5e8") == 2
    key = scalar(home, "SELECT document_key FROM document WHERE media_type = 'text/html'")
    assert Store(home).raw_bytes(key) == html_page(TEXT, "").encode(), "the bytes as they came"
    assert reasons(home) == {"gone": "the server answers 404: not found"}
    assert leftovers(home) == []
    assert not home.spool.exists()


def test_a_second_run_over_the_same_pages_changes_nothing(site: Site, home: Home) -> None:
    site.routes["/tagged"] = lambda handler: (
        Reply(status=304) if handler.headers.get("If-None-Match") == '"1"' else Reply(html_page(TEXT), headers={"ETag": '"1"'})
    )
    site.page("/plain", TEXT.replace("17", "19"))
    site.routes["/s.xml"] = Reply(sitemap(site.url("/tagged"), site.url("/plain"), site.url("/none")))
    web_run(home, site.url("/s.xml"))
    before = home.warehouse.read_bytes()
    result = web_run(home, site.url("/s.xml"))
    assert (result.status, result.new, result.skipped, result.failed) == ("unchanged", 0, 2, 1)
    assert home.warehouse.read_bytes() == before
    assert [asked.headers.get("if-none-match") for asked in site.asked if asked.path == "/tagged"] == [None, '"1"']


def test_a_page_whose_surroundings_change_is_the_same_document(site: Site, home: Home) -> None:
    text = "</p><p>".join(TEXT.replace("17", str(number)) for number in range(20, 30))
    site.routes["/a"] = Reply(html_page(text + "</p><p>浏览次数：10", around="今日 3 月 5 日"))
    web_run(home, site.url("/a"))
    site.routes["/a"] = Reply(html_page(text + "</p><p>浏览次数：11", around="今日 3 月 6 日"))
    result = web_run(home, site.url("/a"))
    assert (result.status, result.new, result.skipped) == ("unchanged", 0, 1)


def test_a_changed_page_replaces_the_one_before_and_may_come_back(site: Site, home: Home) -> None:
    site.page("/a", TEXT)
    web_run(home, site.url("/a"))
    site.page("/a", TEXT.replace("17", "21"))
    assert web_run(home, site.url("/a")).status == "published"
    ((old, new),) = select(
        home, "SELECT d.document_key, n.document_key FROM document d JOIN document n ON d.replaced_by = n.document_key AND n.replaces = d.document_key"
    )
    assert select(home, "SELECT value FROM observation WHERE metric_text LIKE '%项目%' AND document_key = ?", [new]) == [(21.0,)]
    site.page("/a", TEXT)
    assert web_run(home, site.url("/a")).status == "published"
    assert select(home, "SELECT document_key, replaces, replaced_by FROM document WHERE replaces IS NOT NULL OR replaced_by IS NOT NULL ORDER BY replaced_by NULLS FIRST") == [
        (old, new, None), (new, None, old)
    ]  # fmt: skip


def later(home: Home, hours: float, source: str) -> RunResult:
    """A run that starts some hours from now."""
    at = Session(home, RunOptions([source], web=FAST))
    at.started += dt.timedelta(hours=hours)
    at.intake.sightings._now += dt.timedelta(hours=hours)
    for files in at.intake.batches():
        at.intake.take(files)
    at.intake.end()
    extract(at)
    return at.load()


def test_a_page_that_is_gone_twice_a_day_apart_is_withdrawn_and_may_come_back(site: Site, home: Home) -> None:
    site.page("/a", TEXT)
    web_run(home, site.url("/a"))
    withdrawn = "SELECT count(*) FROM document WHERE withdrawn_on IS NOT NULL"
    site.routes["/a"] = Reply(status=410)
    assert later(home, 1, site.url("/a")).failed == 1
    assert scalar(home, withdrawn) == 0
    assert reasons(home) == {"a": "the server answers 410: gone for good"}
    later(home, 3, site.url("/a"))
    assert scalar(home, withdrawn) == 0, "not yet a day"
    result = later(home, 25, site.url("/a"))
    assert (result.status, result.withdrawn) == ("published", 1)
    assert scalar(home, withdrawn) == 1
    assert scalar(home, "SELECT count(*) FROM observation") > 0, "its facts stay in the tables"
    assert reasons(home) == {}, "a withdrawn page says so in withdrawn_on"
    assert later(home, 49, site.url("/a")).status == "unchanged"
    site.page("/a", TEXT)
    assert later(home, 73, site.url("/a")).status == "published"
    assert scalar(home, withdrawn) == 0


def test_a_page_gone_for_a_moment_or_out_of_reach_is_not_withdrawn(site: Site, home: Home) -> None:
    site.page("/a", TEXT)
    web_run(home, site.url("/a"))
    for number, status in enumerate((404, 200, 404, 200, 503, 403, 404)):
        if status == 200:
            site.page("/a", TEXT)
        else:
            site.routes["/a"] = Reply(status=status)
        later(home, 36 * number, site.url("/a"))
    assert scalar(home, "SELECT count(*) FROM document WHERE withdrawn_on IS NULL") == 1


HOSTILE: dict[str, Reply] = {
    "laughs": Reply('<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "哈"><!ENTITY b "&a;&a;&a;">]><rss><channel><title>&b;</title></channel></rss>'),
    "pdf": Reply(b"%PDF-1.7\n" + b"\x00\x01" * 500, headers={"Content-Type": "application/pdf"}),
    "pdf_as_html": Reply(b"%PDF-1.7\n" + b"\x00\x01" * 500),
    "picture": Reply(b"\x89PNG" + bytes(1000), headers={"Content-Type": "image/png"}),
    "empty": Reply(b""),
    "nothing_in_it": Reply("<html><body><script>var a</script></body></html>"),
    "deep": Reply("<html><body>" + "<div>" * 100_000),
    "huge": Reply(b"<html>" + b"x" * 300_000),
    "scheme": Reply(status=302, headers={"Location": "file:///etc/passwd"}),
    "teapot": Reply(status=418),
}


def test_nothing_that_a_server_does_stops_a_run(site: Site, home: Home, tmp_path: Path) -> None:
    for name, reply in HOSTILE.items():
        site.routes[f"/{name}"] = reply
    site.page("/good", TEXT)
    (tmp_path / "file.txt").write_text(TEXT.replace("17", "22"), encoding="utf-8")
    sources = [site.url(f"/{name}") for name in HOSTILE]
    result = web_run(
        home, *sources, "http://127.0.0.1:9/nobody", "http://no-such-host.invalid/", site.url("/good"), tmp_path / "file.txt", max_document_bytes=200_000
    )
    assert (result.status, result.new, result.failed) == ("published", 2, len(HOSTILE) + 2)
    found = reasons(home)
    assert set(found) == {*HOSTILE, "nobody", ""}
    for reason in found.values():
        assert reason
        assert "\n" not in reason
        assert not any(word in reason for word in ("Traceback", "None", "0x"))


def test_a_pdf_is_taken_in_from_its_address(site: Site, home: Home) -> None:
    report = (Path(__file__).parents[2] / "goldens" / "formats" / "pdf" / "report_running_lines.pdf").read_bytes()
    site.routes["/2024/report.pdf"] = Reply(report, headers={"Content-Type": "application/pdf"})
    assert web_run(home, site.url("/2024/report.pdf")).new == 1
    assert scalar(home, "SELECT media_type FROM document") == "application/pdf"
    assert scalar(home, "SELECT max(page) FROM v_observation") == 2


def test_attachments_are_taken_in_from_their_addresses(site: Site, home: Home) -> None:
    table = "园区,税收（亿元）\n苏州工业园区,12\n"
    octets = {"Content-Type": "application/octet-stream"}
    site.routes["/a/1.xlsx"] = Reply(workbook([["园区", "税收（亿元）"], ["苏州工业园区", 13]]), headers=octets)
    site.routes["/a/2"] = Reply(saved(word()), headers={"Content-Type": "application/vnd.openxmlformats-officedocument.wordprocessingml.document"})
    site.routes["/a/3.csv"] = Reply(table.encode("gb18030"), headers={"Content-Type": "text/csv; charset=gbk"})
    site.routes["/a/4.zip"] = Reply(packed({"一.txt": "苏州工业园区2023年税收收入14亿元。", "二.bin": "x"}), headers={"Content-Type": "application/zip"})
    site.routes["/a/5.zip"] = Reply(packed({"一.txt": "一"})[:50], headers=octets)
    addresses = [site.url(f"/a/{name}") for name in ("1.xlsx", "2", "3.csv", "4.zip", "5.zip")]
    found = web_run(home, *addresses)
    assert (found.new, found.failed) == (4, 1)
    assert {str(kind).rpartition(".")[2] for (kind,) in select(home, "SELECT media_type FROM document")} == {"sheet", "document", "text/csv", "text/plain"}
    assert scalar(home, "SELECT count(*) FROM document WHERE source LIKE 'http%/a/4.zip!/一.txt'") == 1
    assert scalar(home, "SELECT count(*) FROM v_observation WHERE metric_key = 'tax' AND value BETWEEN 1.2e9 AND 1.4e9") == 3
    again = web_run(home, *addresses)
    assert (again.new, again.withdrawn) == (0, 0)


def test_when_everything_fails_the_run_still_publishes(home: Home) -> None:
    result = web_run(home, "http://127.0.0.1:9/nobody")
    assert (result.status, result.failed) == ("published", 1)
    assert scalar(home, "SELECT count(*) FROM rejected") == 1


def test_a_refusal_ends_when_the_page_is_read_and_the_latest_reason_counts(site: Site, home: Home) -> None:
    site.routes["/a"] = Reply(status=500)
    web_run(home, site.url("/a"))
    site.routes["/a"] = Reply(status=403)
    web_run(home, site.url("/a"))
    assert reasons(home) == {"a": "the server answers 403: forbidden"}
    site.page("/a", TEXT)
    web_run(home, site.url("/a"))
    assert reasons(home) == {}
    site.routes["/a"] = Reply(status=500)
    assert web_run(home, site.url("/a")).status == "published"
    assert reasons(home) == {"a": "the server answers 500: the server fails"}
    assert scalar(home, "SELECT count(*) FROM document") == 1


def test_inside_addresses_are_refused_by_default_and_the_mend_is_named(site: Site, home: Home, cli: Command) -> None:
    site.page("/a", TEXT)
    found = cli("run", "--direct", "--home", home.root, site.url("/a"))
    assert found.status == 0
    assert "web_allow_private = true" in scalar(home, "SELECT reason FROM rejected")
    assert site.asked == []


def test_the_settings_open_it(site: Site, home: Home, cli: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    site.page("/a", TEXT)
    Path("parkhouse.toml").write_text(f'sources = ["{site.url("/a")}"]\nweb_allow_private = true\nweb_delay_seconds = 0\n', encoding="utf-8")
    found = cli("run", "--direct", "--json", "--home", home.root)
    assert (found.status, json.loads(found.out)["documents_new"]) == (0, 1)


def test_a_login_in_an_address_is_used_and_kept_nowhere(site: Site, home: Home, tmp_path: Path) -> None:
    def guarded(handler: Any) -> Reply:
        return Reply(html_page(TEXT)) if handler.headers.get("Authorization") else Reply(status=401)

    site.routes["/a"] = guarded
    site.routes["/b"] = Reply(status=500)
    web_run(home, site.url("/a").replace("//", "//reader:hushhush@"), site.url("/b").replace("//", "//reader:hushhush@"))
    assert scalar(home, "SELECT source FROM document") == site.url("/a")
    kept = [path for path in home.root.rglob("*") if path.is_file() and b"hushhush" in path.read_bytes()]
    assert kept == []


@pytest.mark.prefect
def test_the_same_by_way_of_prefect(site: Site, home: Home, tmp_path: Path, prefect_server: dict[str, str]) -> None:
    site.page("/a", TEXT)
    (tmp_path / "parkhouse.toml").write_text("web_allow_private = true\nweb_delay_seconds = 0\n", encoding="utf-8")
    found = parkhouse(
        "run", "--json", "--home", home.root, site.url("/a").replace("//", "//reader:hushhush@"), cwd=tmp_path, env=clean_environment(**prefect_server)
    )
    assert found.returncode == 0, found.stderr
    assert json.loads(found.stdout)["documents_new"] == 1
    kept = [
        path
        for folder in (home.root, Path(prefect_server["PREFECT_HOME"]))
        for path in folder.rglob("*")
        if path.is_file() and b"hushhush" in path.read_bytes()
    ]
    assert kept == []


def test_a_run_killed_after_fetching_loses_nothing(site: Site, home: Home) -> None:
    """What was fetched but not taken in is fetched again, for no server is asked for changes to what the store does not hold."""

    def tagged(handler: Any) -> Reply:
        return Reply(status=304) if handler.headers.get("If-None-Match") else Reply(html_page(TEXT), headers={"ETag": '"1"'})

    site.routes["/a"] = tagged
    killed = Session(home, RunOptions([site.url("/a")], web=FAST))
    assert len(next(killed.intake.batches())) == 1
    killed.lock.release()
    assert web_run(home, site.url("/a")).new == 1
    assert not home.spool.exists()
