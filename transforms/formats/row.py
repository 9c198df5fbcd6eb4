"""A row of a corpus as a document: the bytes under which it is kept, and the text that is read from them.

The same row gives the same bytes whatever file it stood in (JSON lines, Parquet, CSV) and whatever its fields were called there.
"""

from __future__ import annotations

import json
import re

from transforms.formats.reading import Reading, Unreadable
from transforms.text.decode import FAULT
from transforms.text.markup import looks_like_html, main_text
from transforms.text.page_title import with_headline
from transforms.text.width import SURROGATE

MEDIA_TYPE = "application/vnd.parkhouse.row+json"
_HEAD = '{"parkhouse":"row",'
_HEAD_BYTES = _HEAD.encode()
# <p>赣州经开区...</p>: the body of a page without the page around it.
_FRAGMENT = re.compile(r"\s*<(p|span|section|table|h[1-6]|ul|ol|br|img|strong|b|a|font|center|figure|blockquote)\b[^<>]{0,2000}>", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0e-\x19\x1b-\x1f]")
_LOOKED_AT = 200_000
_OPENING = 200
"""Characters of a text in which it may say its title itself."""


def row_bytes(text: str, title: str = "", date: str = "", source: str = "") -> bytes:
    """The bytes under which a row is kept; raises Unreadable where its text is empty or no text."""
    text = SURROGATE.sub(FAULT, text)
    if not text.strip():
        raise Unreadable("its text is empty")
    if "\x00" in text:
        raise Unreadable("binary data, no text (it holds NUL characters)")
    if len(_CONTROL.findall(text, 0, _LOOKED_AT)) > 0.002 * min(len(text), _LOOKED_AT) + 2:
        raise Unreadable("binary data, no text")
    fields = {"title": title, "date": date, "source": source, "text": text}
    inside = json.dumps({name: value for name, value in fields.items() if value}, ensure_ascii=False, separators=(",", ":"))
    return (_HEAD + inside[1:]).encode()


def is_row(content: bytes) -> bool:
    """Whether bytes are a row as it is kept."""
    return content.startswith(_HEAD_BYTES)


def is_markup(text: str) -> bool:
    """Whether a row's text is HTML: a page, or the body of one."""
    return looks_like_html(text) or _FRAGMENT.match(text) is not None


def read(content: bytes) -> Reading:
    """The text of a row, its title above it where the text does not open with that itself; raises Unreadable."""
    try:
        fields = json.loads(content)
    except (ValueError, RecursionError):
        fields = None
    if not isinstance(fields, dict) or not isinstance(fields.get("text"), str):
        raise Unreadable("no row of a corpus")
    text, title = fields["text"], str(fields.get("title", ""))
    if is_markup(text):
        text, stated = _main_text(text)
        title = title or stated
    return Reading(with_headline(text, title, _OPENING), title, str(fields.get("date", "")), "utf-8")


def _main_text(text: str) -> tuple[str, str]:
    """Text and title of a row that is HTML."""
    page = text if looks_like_html(text) else f"<html><body><article>{text}</article></body></html>"
    try:
        found = main_text(page)
    except ValueError as error:
        raise Unreadable(str(error)) from None
    return found.text, found.title
