"""The main text of an HTML page, by trafilatura."""

from __future__ import annotations

import html as html_entities
import re
from typing import NamedTuple

from transforms.text.inline import as_shown, without_word_tags
from transforms.text.lines import main_lines, page_lines
from transforms.text.page_title import headline_of, with_headline
from transforms.text.surroundings import leave_article
from transforms.text.tables import Tables

_HTML = re.compile(r"^\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype html|html|head|body|div|article|meta)\b", re.IGNORECASE | re.DOTALL)
MAX_DEPTH = 400
"""Deeper nesting is no page that a person wrote; parsers take memory and time without bound on it."""
MAX_ATTRIBUTE_PAIRS = 400_000_000
"""Comparisons of attributes, each with all others of its element: the parser makes them, some hundred million a second.

Twenty thousand attributes of one element reach this; a page that a person wrote has a few dozen.
"""
MANY_LINES = 3_000
"""Lines of a page from which the extractor's second opinions are left out: they compare each with its neighbours far around."""
_ATTRIBUTE = r"""[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)?+)?+"""
# As a browser cuts a page up; every part takes what it has matched for good, so that the work stays linear.
_TAG = re.compile(
    rf"<!--(?:.*?--!?>|.*)|<(?P<raw>script|style|textarea|title|xmp|iframe|noembed|noframes)\b(?P<a>(?:{_ATTRIBUTE})*+)[\s/]*+>(?:.*?(?=</(?P=raw))|.*)"
    rf"|<[a-z][^\s/>]*+(?P<b>(?:{_ATTRIBUTE})*+)",
    re.IGNORECASE | re.DOTALL,
)
_ONE = re.compile(_ATTRIBUTE)


class Page(NamedTuple):
    """What a page holds: text, and the title that it states (empty where it does not)."""

    text: str
    title: str


def looks_like_html(text: str) -> bool:
    """Whether text is an HTML page, whatever its file name says."""
    return _HTML.match(text[:4000]) is not None


def is_page(media_type: str, text: str) -> bool:
    """Whether a document is read as an HTML page: it was sent or named as one, or is one, whatever its file name says."""
    return media_type == "text/html" or looks_like_html(text)


def _depth(text: str) -> int:
    """A cheap upper bound on how deeply a page's elements are nested."""
    depth = deepest = 0
    for match in re.finditer(r"<(/?)(?:div|span|p|table|tr|td|ul|li|ol|b|i|font|section|blockquote|a|em|strong)\b", text, re.IGNORECASE):
        depth = max(0, depth - 1) if match[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest


def _attribute_pairs(text: str) -> int:
    """How many pairs of attributes of one element there are, roughly and over the page; small elements count for nothing."""
    counts = (sum(1 for _ in _ONE.finditer(found)) for match in _TAG.finditer(text) if len(found := match["a"] or match["b"] or "") > 1000)
    return sum(count * count for count in counts)


def main_text(html: str) -> Page:
    """Main text and title of a page.

    Raises ValueError with a plain reason where the page holds no text or is nested or filled past all reason.
    """
    # Loaded with the first page: it takes as long as a tenth of the reader, and most runs hold plain text.
    import trafilatura
    from trafilatura.metadata import examine_meta, extract_title
    from trafilatura.utils import load_html

    if _depth(html) > MAX_DEPTH:
        raise ValueError(f"an HTML page nested more than {MAX_DEPTH} levels deep")
    if _attribute_pairs(html) > MAX_ATTRIBUTE_PAIRS:
        raise ValueError("an HTML page with an element of many thousand attributes")
    tree = load_html(without_word_tags(html))
    if tree is None:
        raise ValueError("an HTML page with no main text")
    as_shown(tree)
    leave_article(tree)
    tables = Tables(html)
    tables.take_out(tree)
    lines = page_lines(tree)
    title = " ".join(html_entities.unescape(examine_meta(tree).title or extract_title(tree) or "").split())
    # Before the extractor takes the tree apart.
    headline = headline_of(tree, title)
    found = trafilatura.bare_extraction(tree, with_metadata=False, fast=len(lines) > MANY_LINES, include_comments=False, include_tables=True, favor_recall=True)
    if found is None or isinstance(found, dict):
        raise ValueError("an HTML page with no main text")
    text = found.text or ""
    text = tables.put_back(main_lines(lines, text) or text)
    if not text.strip():
        raise ValueError("an HTML page with no main text")
    return Page(with_headline(text, headline), title)
