"""RSS and Atom feeds: the pages they name, with title and day."""

from __future__ import annotations

import html
import io
import re
from typing import NamedTuple

import feedparser
from lxml import etree

from flows.steps.addresses import AddressError, parsed
from flows.steps.web.xml_text import BadXml, parsed_xml, text_of
from transforms.times.moments import parse_moment

_TAG = re.compile(r"<[^>]{0,500}>")


MAX_ENTRIES = 5_000
"""Entries of a feed that are looked at; feeds hold some dozens."""


class Link(NamedTuple):
    """A page that a feed or sitemap names; title and date are empty where it says nothing."""

    address: str
    title: str = ""
    date: str = ""


def plain(text: object) -> str:
    """A title without tags and line ends."""
    return " ".join(html.unescape(_TAG.sub("", str(text or "")[:5000])).split())[:500]


# The text of an entry is not read, and is what breaks feeds: mark-up that is not closed, CDATA that is cut off.
_BODY = re.compile(r"<(description|summary|content|content:encoded|(?:itunes:|media:)?(?:description|summary))(?:\s[^<>]{0,500})?(?<!/)>", re.IGNORECASE)
_EDGE = re.compile(r"</(?:item|entry|channel|feed)\b", re.IGNORECASE)


def _without_bodies(text: str) -> str:
    """A feed without the texts of its entries; one that is never closed ends with its entry."""
    lower = text.lower()
    if len(lower) != len(text):
        # A character whose small form is longer would shift every place.
        lower = text
    kept, position, end = [], 0, -1
    while (opening := _BODY.search(text, position)) is not None:
        if end < opening.end():
            edge = _EDGE.search(text, opening.end())
            end = edge.start() if edge else len(text)
        closing = lower.find(f"</{opening[1].lower()}>", opening.end(), end)
        kept.append(text[position : opening.start()])
        position = end if closing < 0 else closing + len(opening[1]) + 3
    return "".join([*kept, text[position:]])


def feed_links(content: bytes, address: str) -> list[Link]:
    """The pages of a feed, in its order, each once.

    Raises BadXml where it is no feed that can be read.
    """
    # As libxml2 understands it: feedparser's own second parser, for broken feeds, takes time without bound.
    root = parsed_xml(_without_bodies(text_of(content)).encode(), recover=True)
    entries = [element for element in root.iter() if isinstance(element.tag, str) and etree.QName(element).localname in ("item", "entry")]
    for element in entries[MAX_ENTRIES:]:
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    clean = etree.tostring(root, encoding="utf-8")
    headers = {"content-type": "application/xml; charset=utf-8"}
    try:
        # As a stream: feedparser takes bare bytes for a file name first.
        found = feedparser.parse(io.BytesIO(clean), response_headers=headers, sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # noqa: BLE001 - whatever a feed does to the parser, it is refused and the rest goes on
        raise BadXml(f"a feed that cannot be read: {type(error).__name__}: {str(error)[:200]}") from None
    links: dict[str, Link] = {}
    for entry in found.entries:
        try:
            target = parsed(str(entry.get("link") or ""), address).text
        except AddressError:
            continue
        if target != address:
            links.setdefault(target, Link(target, plain(entry.get("title")), _day(entry)))
    if not links and found.bozo and not found.version:
        raise BadXml(f"a feed that cannot be read: {str(found.get('bozo_exception', ''))[:200]}")
    return list(links.values())


def _day(entry: feedparser.FeedParserDict) -> str:
    """The day that an entry's own words name; feedparser's reading of Chinese dates is a guess and not asked."""
    # Past feedparser's own get, which looks under other names too.
    words = dict.get(entry, "published") or dict.get(entry, "updated")
    found = parse_moment(str(words)) if words else None
    return found.isoformat() if found else ""
