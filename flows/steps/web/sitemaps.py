"""Sitemaps (sitemaps.org): XML, an index of others, plain text, each of them gzipped or not."""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

from flows.steps.addresses import AddressError, parsed
from flows.steps.web.feeds import Link, plain
from flows.steps.web.xml_text import harmless_xml, parsed_xml

MAX_LINKS = 50_000
"""As many as the protocol allows in one file."""


class Sitemap(NamedTuple):
    """Pages, and further sitemaps where it is an index."""

    pages: list[Link]
    sitemaps: list[str]


def read_sitemap(content: bytes, address: str) -> Sitemap:
    """What a sitemap lists, in its order, each once.

    Raises BadXml where it cannot be read.
    """
    clean = harmless_xml(content)
    if not clean.startswith(b"<"):
        pages = [Link(line) for line in clean.decode().split()[:MAX_LINKS]]
        return Sitemap(_resolved(pages, address), [])
    root = parsed_xml(content)
    pages, sitemaps = [], []
    for entry in root:
        values: dict[str, str] = {}
        for part in entry.iter():
            name = etree.QName(part).localname if isinstance(part.tag, str) else ""
            values.setdefault(name, (part.text or "").strip())
        if not values.get("loc"):
            continue
        if etree.QName(root).localname == "sitemapindex":
            sitemaps.append(Link(values["loc"]))
        else:
            # Only a news sitemap says when a page appeared; lastmod says when it was last touched.
            pages.append(Link(values["loc"], plain(values.get("title")), values.get("publication_date", "")[:10]))
        if len(pages) + len(sitemaps) >= MAX_LINKS:
            break
    return Sitemap(_resolved(pages, address), [link.address for link in _resolved(sitemaps, address)])


def _resolved(links: list[Link], base: str) -> list[Link]:
    found: dict[str, Link] = {}
    for link in links:
        try:
            address = parsed(link.address, base).text
        except AddressError:
            continue
        if address != base:
            found.setdefault(address, link._replace(address=address))
    return list(found.values())
