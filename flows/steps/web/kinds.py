"""What an answer is, told from its content and its type, never from its name."""

from __future__ import annotations

import re
from typing import Literal

from transforms.formats.registry import format_named, format_of

Kind = Literal["page", "feed", "sitemap", "other"]

_SKIPPED = re.compile(rb"(?:\s+|<\?[^>]*\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[[^\]]*\]\s*)?>)*", re.DOTALL | re.IGNORECASE)
_ROOT = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)")
_ROOTS: dict[str, Kind] = {"rss": "feed", "rdf": "feed", "feed": "feed", "urlset": "sitemap", "sitemapindex": "sitemap", "html": "page"}
_ADDRESS_LINE = re.compile(rb"https?://\S+")
_TEXT_TYPES = ("", "text/html", "application/xhtml+xml", "text/plain", "text/markdown", "application/octet-stream")
_MEDIA = {"text/html": "text/html", "application/xhtml+xml": "text/html", "text/markdown": "text/markdown"}


def media_type(content_type: str) -> str:
    """A Content-Type header's type alone, in lower case."""
    return content_type.partition(";")[0].strip().lower()


def document_type(content_type: str) -> str:
    """The media type under which a page is kept; of a document that is no text, its content tells."""
    kind = media_type(content_type)
    return _MEDIA.get(kind) or (form.media_type if (form := format_named(kind)) else "text/plain")


def kind_of(content: bytes, content_type: str) -> Kind:
    """Page (or another document), feed, sitemap or something else."""
    if format_of(content, media_type(content_type)) is not None:
        return "page"
    head = content[:20_000]
    for mark in (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"):
        head = head.removeprefix(mark)
    # UTF-16 shows its tags once the zero bytes are gone.
    head = head.replace(b"\x00", b"")
    skipped = _SKIPPED.match(head)
    root = _ROOT.match(head, skipped.end() if skipped else 0)
    name = root[1].decode("ascii").lower() if root else ""
    if name in _ROOTS:
        return _ROOTS[name]
    kind = media_type(content_type)
    lines = head.split()
    if lines and kind in ("", "text/plain") and all(_ADDRESS_LINE.fullmatch(line) for line in lines[:-1] or lines):
        return "sitemap"
    if kind.endswith(("/xml", "+xml")) and kind != "application/xhtml+xml":
        return "other"
    return "page" if kind in _TEXT_TYPES or (kind.startswith("text/") and kind not in ("text/css", "text/javascript", "text/csv")) else "other"
