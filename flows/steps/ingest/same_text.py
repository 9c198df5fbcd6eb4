"""When two documents with different bytes hold the same text: only what stands around it has changed."""

from __future__ import annotations

import hashlib
import re

from transforms.formats import row as row_format
from transforms.text import markup
from transforms.text.decode import decode
from transforms.text.markup import main_text

# How often a page was read changes with every reading.
_COUNTER = re.compile(r"(?:浏览|点击|阅读|访问)(?:次数|人数|量|数)?\s*[:：]?\s*\d+\s*次?")


def page_text(content: bytes, is_page: bool) -> str:
    """A document's text without counters; raises ValueError where it cannot be read. `is_page`: it was sent or named as HTML."""
    if row_format.is_row(content):
        return _COUNTER.sub("", row_format.read(content).text)
    text = decode(content).text
    return _COUNTER.sub("", main_text(text).text if markup.is_page("text/html" if is_page else "", text) else text)


def text_sha256(content: bytes, is_page: bool = False) -> str:
    """A hash of a document's text."""
    return hashlib.sha256(page_text(content, is_page).encode("utf-8", "backslashreplace")).hexdigest()
