"""Text from documents and file names, made fit for a terminal and for messages."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Any

_MOVES = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
_MARKUP = re.compile(r"[<>\[\]*_`#|~@\\{}]+")


def printable(text: object, limit: int | None = None) -> str:
    r"""Text without anything that moves a cursor or turns the reading direction: such characters are shown as \x1b or \u202e."""
    shown = "".join(_escaped(c) if unicodedata.category(c) in _MOVES else c for c in str(text))
    return shown if limit is None or len(shown) <= limit else shown[: limit - 1] + "…"


def plain(text: object, limit: int) -> str:
    """Text for a message: one line, cut, without control characters, markup and links."""
    line = "".join(" " if unicodedata.category(c) in _MOVES else c for c in str(text))
    line = " ".join(_MARKUP.sub(" ", line).replace("://", ":").split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


def json_text(value: Any) -> str:
    """JSON in which no character moves a cursor: those are written as JSON's own escapes."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    return "".join(json.dumps(c)[1:-1] if unicodedata.category(c) in _MOVES else c for c in text)


def _escaped(character: str) -> str:
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
