"""Text from documents and file names, made fit for a terminal, a log and messages."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Any

_MOVES = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
"""Categories of characters that move a cursor, turn the reading direction or hide text: controls, marks, lone surrogates, line separators."""
_MARKUP = re.compile(r"[<>\[\]*_`#|~@\\{}]+")


def _moves(character: str) -> bool:
    return unicodedata.category(character) in _MOVES


def printable(text: object, limit: int | None = None, keep: str = "") -> str:
    r"""The text with every control and invisible character written out (\x1b, \u202e), but for those in `keep`; cut at `limit` characters."""
    shown = str(text)
    if not shown.isprintable():
        shown = "".join(_written(ord(c)) if _moves(c) and c not in keep else c for c in shown)
    return _cut(shown, limit)


def one_line(text: str) -> str:
    """The text for one cell of a table: line ends and tabs as spaces, other controls written out."""
    return printable(text.replace("\r", " ").replace("\n", " ").replace("\t", " "))


def plain(text: object, limit: int) -> str:
    """Text for a message: one line, cut, without control characters, markup and links."""
    line = "".join(" " if _moves(c) else c for c in str(text))
    return _cut(" ".join(_MARKUP.sub(" ", line).replace("://", ":").split()), limit)


def json_text(value: Any) -> str:
    """JSON in which no character moves a cursor: those are written as JSON's own escapes."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    return "".join(json.dumps(c)[1:-1] if _moves(c) else c for c in text)


def _cut(text: str, limit: int | None) -> str:
    return text if limit is None or len(text) <= limit else text[: limit - 1] + "…"


def _written(code: int) -> str:
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
