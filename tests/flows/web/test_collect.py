"""Host by host, at the pace that each asks for: no real waiting here, the clock is the test's."""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from flows.steps.sources import SourceFile
from flows.steps.web.collect import Collector, collector
from flows.steps.web.options import WebOptions
from tests.web_server import FAST, Handler, Reply, Site, feed, sitemap

NOW = dt.datetime(2026, 1, 2, tzinfo=dt.UTC)


class Clock:
    """A clock that moves when somebody waits, and remembers how long."""

    def __init__(self) -> None:
        self.now, self.waits = 1000.0, list[float]()

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.waits.append(round(seconds, 3))
        self.now += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


def made(tmp_path: Path, clock: Clock, options: WebOptions = FAST, known: frozenset[str] = frozenset(), now: dt.datetime = NOW) -> Collector:
    return collector(options, tmp_path / "memory", known, tmp_path / "spool", 100_000, "parkhouse/1.2", now, clock, clock.sleep)


def collected(found: Collector, *sources: str) -> list[SourceFile]:
    try:
        return list(found.collect(sources))
    finally:
        found.fetcher.close()


def problems(files: list[SourceFile]) -> dict[str, str]:
    return {file.source: file.check for file in files if file.problem}


def test_one_host_is_asked_no_faster_than_the_delay_and_two_hosts_in_turn(site: Site, tmp_path: Path, clock: Clock) -> None:
    for number in range(4):
        site.page(f"/{number}", f"第{number}页")
    one = [site.url(f"/{number}") for number in range(2)]
    two = [site.url(f"/{number}", "localhost") for number in range(2, 4)]
    files = collected(made(tmp_path, clock, replace(FAST, delay_seconds=1.5)), *one, *two)
    assert [file.source for file in files] == [one[0], two[0], one[1], two[1]]
    assert clock.waits == [1.5], "while one host rests the other is asked"
    assert all(asked.headers["user-agent"] == "parkhouse/1.2" for asked in site.asked)


def test_robots_txt_is_asked_once_and_obeyed(site: Site, tmp_path: Path, clock: Clock) -> None:
    site.routes["/robots.txt"] = Reply("User-agent: *\nDisallow: /no\nCrawl-delay: 9")
    site.page("/a", "甲")
    site.page("/b", "乙")
    site.routes["/go"] = Reply(status=302, headers={"Location": "/no/b"})
    files = collected(made(tmp_path, clock), *[site.url(path) for path in ("/a", "/no/a", "/b", "/go")])
    assert problems(files) == {site.url("/no/a"): "fetch.robots", site.url("/go"): "fetch.robots"}
    assert [asked.path for asked in site.asked] == ["/robots.txt", "/a", "/b", "/go"]
    assert clock.waits == [9, 9]


def test_a_host_that_asks_for_hours_is_left_to_the_next_run(site: Site, tmp_path: Path, clock: Clock) -> None:
    site.routes["/robots.txt"] = Reply("User-agent: *\nCrawl-delay: 86400")
    site.page("/a", "甲")
    site.page("/b", "乙")
    files = collected(made(tmp_path, clock), site.url("/a"), site.url("/b"))
    assert problems(files) == {site.url("/b"): "fetch.host_given_up"}
    assert "86,400 s" in files[1].problem
    assert clock.waits == []


def test_a_passing_failure_is_tried_again_after_the_time_asked_for(site: Site, tmp_path: Path, clock: Clock) -> None:
    answers = [Reply(status=503, headers={"Retry-After": "7"}), Reply(status=429), Reply("<html><p>好了</p></html>")]
    site.routes["/a"] = lambda handler: answers.pop(0)
    files = collected(made(tmp_path, clock, replace(FAST, retries=2, backoff_seconds=2)), site.url("/a"))
    assert [file.problem for file in files] == [""]
    assert clock.waits == [7, 4], "Retry-After, then twice the backoff"


def test_failures_end_and_a_dead_host_is_given_up(site: Site, tmp_path: Path, clock: Clock) -> None:
    for number in range(6):
        site.routes[f"/{number}"] = Reply(status=500)
    files = collected(made(tmp_path, clock, replace(FAST, retries=1)), *[site.url(f"/{number}") for number in range(6)])
    assert [file.check for file in files] == ["fetch.http_500"] * 3 + ["fetch.host_given_up"] * 3
    assert len(site.paths()) == 6


def test_a_host_that_asks_to_wait_too_long_is_given_up_at_once(site: Site, tmp_path: Path, clock: Clock) -> None:
    site.routes["/a"] = Reply(status=429, headers={"Retry-After": "3600"})
    files = collected(made(tmp_path, clock, replace(FAST, retries=5)), site.url("/a"), site.url("/b"))
    assert [file.check for file in files] == ["fetch.http_429", "fetch.host_given_up"]
    assert "3,600 s" in files[0].problem
    assert clock.waits == []


def test_robots_txt_that_fails_is_tried_again_and_then_forbids(site: Site, tmp_path: Path, clock: Clock) -> None:
    answers = [Reply(status=503), Reply("")]
    site.routes["/robots.txt"] = lambda handler: answers.pop(0) if answers else Reply(status=500)
    site.page("/a", "甲")
    assert not collected(made(tmp_path, clock, replace(FAST, retries=1)), site.url("/a"))[0].problem
    found = collected(made(tmp_path, clock, replace(FAST, retries=1)), site.url("/a"), site.url("/b"))
    assert {file.check for file in found} == {"fetch.robots"}
    assert site.paths() == ["/a"]


def test_a_feed_leads_to_its_pages_and_no_further(site: Site, tmp_path: Path, clock: Clock) -> None:
    site.page("/a", "甲")
    site.routes["/inner"] = Reply(feed(site, ("/b", "乙", "")))
    site.routes["/feed"] = Reply(feed(site, ("/a", "标题", "Wed, 06 Mar 2024 01:00:00 +0800"), ("/inner", "又一个", ""), ("/feed", "自己", "")))
    files = collected(made(tmp_path, clock), site.url("/feed"))
    assert [(file.source, file.web and file.web.title, file.web and file.web.date) for file in files if not file.problem] == [
        (site.url("/a"), "标题", "2024-03-06")
    ]
    assert problems(files) == {site.url("/inner"): "fetch.content"}
    assert "/b" not in site.paths()


def test_an_index_leads_to_sitemaps_and_they_to_pages(site: Site, tmp_path: Path, clock: Clock) -> None:
    for name in "ab":
        site.page(f"/{name}", name)
    site.routes["/1.xml.gz"] = Reply(gzip.compress(sitemap(site.url("/a"), site.url("/b")).encode()), headers={"Content-Type": "application/gzip"})
    site.routes["/2.xml"] = Reply(sitemap(site.url("/b"), site.url("/a")))
    site.routes["/3.xml"] = Reply(sitemap(site.url("/index.xml"), site.url("/2.xml"), index=True))
    site.routes["/index.xml"] = Reply(sitemap(*[site.url(path) for path in ("/1.xml.gz", "/2.xml", "/3.xml")], index=True))
    found = made(tmp_path, clock)
    assert [file.source for file in collected(found, site.url("/index.xml"))] == [site.url("/a"), site.url("/b")]
    assert len(site.paths()) == 6, "each once"
    assert any("/3.xml lists 2 sitemaps; 0 were read" in warning for warning in found.warnings)


def test_a_gzip_bomb_as_sitemap_is_refused(site: Site, tmp_path: Path, clock: Clock) -> None:
    site.routes["/s.xml.gz"] = Reply(gzip.compress(b"<urlset>" + b" " * 30_000_000, 9), headers={"Content-Type": "application/gzip"})
    assert problems(collected(made(tmp_path, clock), site.url("/s.xml.gz"))) == {site.url("/s.xml.gz"): "fetch.size"}


def test_more_pages_than_a_run_may_visit_have_their_turn_run_by_run(site: Site, tmp_path: Path, clock: Clock) -> None:
    for number in range(5):
        site.page(f"/{number}", f"第{number}页")
    site.routes["/s.xml"] = Reply(sitemap(*[site.url(f"/{number}") for number in range(5)]))
    seen = []
    for day in range(3):
        found = made(tmp_path, clock, replace(FAST, max_pages=2), now=NOW + dt.timedelta(days=day))
        seen.append([file.source[-1] for file in collected(found, site.url("/s.xml"))])
        assert "web_max_pages" in found.warnings[0]
    assert seen == [["0", "1"], ["2", "3"], ["4", "0"]]


def test_pages_that_fail_do_not_keep_the_others_waiting(site: Site, tmp_path: Path, clock: Clock) -> None:
    site.page("/2", "好的")
    site.routes["/s.xml"] = Reply(sitemap(*[site.url(f"/{number}") for number in range(3)]))
    seen = []
    for day in range(2):
        found = made(tmp_path, clock, replace(FAST, max_pages=2), now=NOW + dt.timedelta(days=day))
        seen.append([file.source[-1] for file in collected(found, site.url("/s.xml"))])
    assert seen == [["0", "1"], ["2", "0"]]


def conditional(handler: Handler) -> Reply:
    """A page that knows when it was last changed."""
    if handler.headers.get("If-None-Match") == '"v1"' and handler.headers.get("If-Modified-Since") == "Mon, 01 Jan 2024 00:00:00 GMT":
        return Reply(status=304)
    return Reply("<html><p>文</p></html>", headers={"ETag": '"v1"', "Last-Modified": "Mon, 01 Jan 2024 00:00:00 GMT"})


def test_what_is_known_is_asked_for_only_where_it_has_changed(site: Site, tmp_path: Path, clock: Clock) -> None:
    site.routes["/a"] = conditional
    site.routes["/feed"] = lambda handler: (
        Reply(status=304) if handler.headers.get("If-None-Match") else Reply(feed(site, ("/a", "", "")), headers={"ETag": "x"})
    )
    (first,) = collected(made(tmp_path, clock), site.url("/feed"))
    assert first.web
    assert not first.web.unchanged
    (again,) = collected(made(tmp_path, clock), site.url("/feed"))
    assert again.web
    assert not again.web.unchanged, "a document that the store does not hold is fetched whole"
    known = frozenset([hashlib.sha256(b"<html><p>\xe6\x96\x87</p></html>").hexdigest()])
    (third,) = collected(made(tmp_path, clock, known=known), site.url("/feed"))
    assert third.web
    assert {third.web.unchanged} == known


def test_damaged_memory_is_forgotten(site: Site, tmp_path: Path, clock: Clock) -> None:
    site.page("/a", "甲", ETag="x")
    collected(made(tmp_path, clock), site.url("/a"))
    (path,) = tmp_path.joinpath("memory").rglob("*.json")
    for content in (b"", b"[]", b"{}", b'{"address": 1}', b"\xff", b'{"links": 7}', b"[" * 100_000, b'{"surprise": 1}'):
        path.write_bytes(content)
        (file,) = collected(made(tmp_path, clock), site.url("/a"))
        assert not file.problem


def test_two_addresses_of_one_page_are_one(site: Site, tmp_path: Path, clock: Clock) -> None:
    site.page("/page", "文")
    for path in ("/a", "/b"):
        site.routes[path] = Reply(status=301, headers={"Location": "/page"})
    assert [file.source for file in collected(made(tmp_path, clock), site.url("/a"), site.url("/b"))] == [site.url("/page")]
