"""The main text of an HTML page, by trafilatura."""

from __future__ import annotations

import re
from typing import NamedTuple

import trafilatura

_HTML = re.compile(r"^\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype html|html|head|body|div|article|meta)\b", re.IGNORECASE | re.DOTALL)
MAX_DEPTH = 400
"""Deeper nesting is no page that a person wrote; parsers take memory and time without bound on it."""


class Page(NamedTuple):
    """What a page holds: text, and title and date as it states them (empty where it does not)."""

    text: str
    title: str
    date: str


def looks_like_html(text: str) -> bool:
    """Whether text is an HTML page, whatever its file name says."""
    return _HTML.match(text[:4000]) is not None


def _depth(text: str) -> int:
    """A cheap upper bound on how deeply a page's elements are nested."""
    depth = deepest = 0
    for match in re.finditer(r"<(/?)(?:div|span|p|table|tr|td|ul|li|ol|b|i|font|section|blockquote|a|em|strong)\b", text, re.IGNORECASE):
        depth = max(0, depth - 1) if match[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest


def main_text(html: str) -> Page:
    """Main text, title and date of a page.

    Raises ValueError with a plain reason where the page holds no text or is nested past all reason.
    """
    if _depth(html) > MAX_DEPTH:
        raise ValueError(f"an HTML page nested more than {MAX_DEPTH} levels deep")
    found = trafilatura.bare_extraction(html, with_metadata=True, include_comments=False, include_tables=True, favor_recall=True)
    if found is None or isinstance(found, dict):
        raise ValueError("an HTML page with no main text")
    text = found.text or ""
    if not text.strip():
        raise ValueError("an HTML page with no main text")
    return Page(text, found.title or "", found.date or "")
