"""What an address is, and what feeds and sitemaps lead to; hostile ones lead nowhere."""

from __future__ import annotations

import gzip

import pytest

from flows.steps.web.feeds import Link, feed_links
from flows.steps.web.fetch import Fetcher
from flows.steps.web.kinds import document_type, kind_of
from flows.steps.web.robots import Rules, read_rules
from flows.steps.web.sitemaps import read_sitemap
from flows.steps.web.unpack import TooLarge, gunzipped
from flows.steps.web.xml_text import BadXml
from tests.web_server import FAST, Reply, Site, sitemap

BASE = "https://example.org/feed/"
ATOM = (
    '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><entry><title>一</title><link href="/a"/>'
    "<published>2024-03-05T20:00:00Z</published></entry></feed>"
)
LAUGHS = '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "哈哈哈哈">' + "".join(f'<!ENTITY {chr(98 + i)} "{("&" + chr(97 + i) + ";") * 10}">' for i in range(12))


@pytest.mark.parametrize(
    ("content", "content_type", "kind"),
    [
        ('<?xml version="1.0"?><!-- x --><rss version="2.0"/>', "text/html", "feed"),
        ('<rdf:RDF xmlns:rdf="r"/>', "application/xml", "feed"),
        (ATOM, "text/plain", "feed"),
        ("\ufeff\n<urlset/>", "text/xml", "sitemap"),
        ("<sm:sitemapindex/>", "", "sitemap"),
        ("https://a.cn/1\r\nhttps://a.cn/2\n", "text/plain", "sitemap"),
        ("<!DOCTYPE html><html></html>", "text/html", "page"),
        ("<html/>", "application/xml", "page"),
        ("湘潭高新区", "text/plain; charset=gbk", "page"),
        ("湘潭高新区", "", "page"),
        ("<p>没有根元素</p>", "text/html", "page"),
        ("rss feed sitemap", "text/html", "page"),
        ('{"a": 1}', "application/json", "other"),
        ("<svg/>", "image/svg+xml", "other"),
        ("<other/>", "application/xml", "other"),
        ("%PDF-1.7", "application/pdf", "page"),
        ("body{}", "text/css", "other"),
    ],
)
def test_what_an_address_is_tells_its_content(content: str, content_type: str, kind: str) -> None:
    assert kind_of(content.encode(), content_type) == kind


def test_utf16_and_deep_beginnings_do_not_hide_what_it_is() -> None:
    assert kind_of(ATOM.encode("utf-16"), "") == "feed"
    assert kind_of(b" " * 10_000 + b"<!-- " + b"-" * 5000 + b" --><rss/>", "") == "feed"
    assert document_type("TEXT/HTML; charset=utf-8") == "text/html"
    assert document_type("application/octet-stream") == "text/plain"


def test_an_rss_feed_names_pages_with_title_and_day() -> None:
    feed = (
        '<?xml version="1.0" encoding="gb2312"?><rss version="2.0"><channel>'
        "<item><title>&lt;b&gt;开发区&lt;/b&gt;\n签约</title><link>../a.html#top</link><pubDate>Wed, 06 Mar 2024 01:00:00 +0800</pubDate></item>"
        "<item><title>再来</title><link>../a.html</link></item><item><title>无链接</title></item>"
        "<item><link>javascript:alert(1)</link></item><item><link>file:///etc/passwd</link></item><item><link>http://[/</link></item>"
        "<item><link>https://u:p@other.example/b</link><pubDate>never</pubDate></item></channel></rss>"
    )
    expected = [Link("https://example.org/a.html", "开发区 签约", "2024-03-06"), Link("https://other.example/b")]
    assert feed_links(feed.encode("gb2312"), BASE) == expected
    assert feed_links(feed.encode("utf-8"), BASE) == expected, "the declared encoding may be wrong"


def test_an_atom_feed_dates_by_the_day_in_china() -> None:
    assert feed_links(ATOM.encode(), BASE) == [Link("https://example.org/a", "一", "2024-03-06")]


def _items(*items: str) -> bytes:
    return ("<rss version='2.0'><channel>" + "".join(f"<item>{item}</item>" for item in items) + "</channel></rss>").encode()


@pytest.mark.parametrize(
    "body",
    [
        "<description><p>园区<br>签约<b>忙</description>",
        "<description><![CDATA[<p>园区签约<b>忙</description>",
        "<description>园区签约 < 三家 & 更多",
        "<content:encoded><div><item>不是条目</div></content:encoded>",
        "<summary>&nbsp;&hellip;<img src=a.jpg></summary>",
    ],
)
def test_the_text_of_an_entry_breaks_no_feed(body: str) -> None:
    feed = _items(f"<title>一</title><link>/a?id=1&cid=2</link>{body}", "<title>二</title><link>/b?id=1&copy=2</link>")
    assert feed_links(feed, BASE)[-1] == Link("https://example.org/b?id=1&copy=2", "二")
    assert feed_links(feed, BASE)[0] == Link("https://example.org/a?id=1&cid=2", "一")


@pytest.mark.parametrize(
    "written", ["星期五, 05 三月 2021 08:30:00 +0800", "2021年3月5日 上午8:30", "二〇二一年三月五日", "20210305083000", "2021-03-04 17:30:00 UTC"]
)
def test_days_of_a_feed_in_chinese_forms(written: str) -> None:
    assert feed_links(_items(f"<link>/a</link><pubDate>{written}</pubDate>"), BASE) == [Link("https://example.org/a", "", "2021-03-05")]


def test_one_bad_byte_of_a_feed_is_one_character() -> None:
    feed = _items("<title>园区签约</title><link>/a</link>").replace("签".encode(), b"\xe7\xad")
    assert feed_links(feed, BASE) == [Link("https://example.org/a", "园区\ufffd约")]


@pytest.mark.parametrize(
    "content",
    [
        LAUGHS + "]><rss><channel><item><title>&m;</title><link>http://a.cn/</link></item></channel></rss>",
        '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel><item><title>&x;</title></item></channel></rss>',
        '<!DOCTYPE r [<!ENTITY % p SYSTEM "http://127.0.0.1/x.dtd"> %p;]><urlset><url><loc>http://a.cn/</loc></url></urlset>',
        "<!doctype r [<!entity a 'b'>]><rss/>",
    ],
)
def test_a_feed_or_sitemap_that_declares_entities_is_not_read(content: str) -> None:
    for form in (content.encode(), content.encode("utf-16"), b"\xef\xbb\xbf" + content.encode()):
        with pytest.raises(BadXml, match="entities"):
            feed_links(form, BASE)
        with pytest.raises(BadXml, match="entities"):
            read_sitemap(form, BASE)


def test_a_doctype_without_entities_does_no_harm() -> None:
    feed = '<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//N//DTD RSS 0.91//EN" "http://127.0.0.1/x.dtd"><rss version="0.91"><channel><item><link>/a</link></item></channel></rss>'
    assert [link.address for link in feed_links(feed.encode(), BASE)] == ["https://example.org/a"]


@pytest.mark.parametrize(
    "content",
    [b"", b"\x00\x01\x02" * 50, b"<rss" + b"<a>" * 100_000, b"<urlset>" + b"<url>" * 100_000, b"<urlset><url>", b"\xff" * 99, b"<rss>" + b"<a " * 1_000_000],
)
def test_broken_lists_are_refused_or_empty(content: bytes) -> None:
    for of_feed in (True, False):
        reason = ""
        found: list[Link] = []
        try:
            found = feed_links(content, BASE) if of_feed else read_sitemap(content, BASE).pages
        except BadXml as error:
            reason = str(error)
        assert found == []
        assert "\n" not in reason


def test_a_sitemap_names_pages_and_a_news_sitemap_their_titles() -> None:
    found = read_sitemap(sitemap("https://example.org/1", " /2 ", "/1", "ftp://x/", BASE).encode(), BASE)
    assert [link.address for link in found.pages] == ["https://example.org/1", "https://example.org/2"]
    news = (
        '<urlset xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>/n</loc><n:news><n:publication_date>2024-03-05T08:00:00+08:00'
        "</n:publication_date><n:title>新闻</n:title></n:news></url></urlset>"
    )
    assert read_sitemap(news.encode(), BASE).pages == [Link("https://example.org/n", "新闻", "2024-03-05")]


def test_an_index_names_sitemaps_and_a_text_file_names_pages() -> None:
    index = read_sitemap(sitemap("/a.xml", "/b.xml.gz", index=True).encode(), BASE)
    assert (index.pages, index.sitemaps) == ([], ["https://example.org/a.xml", "https://example.org/b.xml.gz"])
    assert [link.address for link in read_sitemap(b"https://a.cn/1\r\nhttps://a.cn/2\r\n", BASE).pages] == ["https://a.cn/1", "https://a.cn/2"]


def test_a_gzip_file_unfolds_no_further_than_its_limit() -> None:
    assert gunzipped(gzip.compress(b"x" * 1000), 1000) == b"x" * 1000
    with pytest.raises(TooLarge):
        gunzipped(gzip.compress(b"x" * 50_000_000, 1), 1_000_000)


def rules(site: Site, body: str = "", status: int = 200) -> Rules:
    site.routes["/robots.txt"] = Reply(body, status, {"Content-Type": "text/plain"})
    fetcher = Fetcher(FAST, "parkhouse/test", 1000)
    try:
        return read_rules(fetcher, site.url(""))
    finally:
        fetcher.close()


def test_robots_txt_says_what_may_be_read_and_how_fast(site: Site) -> None:
    found = rules(site, "User-agent: *\nDisallow: /\n\nUser-agent: parkhouse\nDisallow: /private/\nCrawl-delay: 7\n")
    assert found.allow(site.url("/a"))
    assert not found.allow(site.url("/private/a"))
    assert found.delay() == 7
    assert not rules(site, "User-agent: *\nDisallow: /").allow(site.url("/a"))
    assert rules(site, "User-agent: *\nRequest-rate: 1/5").delay() == 5


def test_without_robots_txt_all_is_allowed_and_where_it_fails_nothing_is(site: Site) -> None:
    for status in (401, 403, 404, 410):
        assert rules(site, status=status).allow(site.url("/a"))
        assert not rules(site, status=status).problem
    for status in (429, 500, 503):
        assert "robots.txt cannot be read" in rules(site, status=status).problem
    # Nonsense forbids nothing.
    assert rules(site, "\x00\xff<html>" * 50 + "\nCrawl-delay: nan\nCrawl-delay: -5").allow(site.url("/a"))
