"""Text of strangers on a page: characters that act unseen are shown, JSON cannot end its script element."""

from __future__ import annotations

import json
import re
from typing import Any

# Controls, zero-width and direction-changing characters, and lone surrogates: a title with one of them
# could reorder a row, hide a word, or not be written as UTF-8 at all.
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]")

_ESCAPES = re.compile(r"\\u00(?:0[0-8bcef]|1[0-9a-f])|\\.")


def visible(text: str) -> str:
    """The text with every character that acts without being seen written out, as ⟨U+202E⟩."""
    return _UNSEEN.sub(lambda found: f"⟨U+{ord(found.group()):04X}⟩", text)


def _escape(found: re.Match[str]) -> str:
    """An escape of JSON: those of control characters are written out, the others stay."""
    text = found.group()
    if text in ("\\b", "\\f"):
        return "⟨U+0008⟩" if text == "\\b" else "⟨U+000C⟩"
    return f"⟨U+{text[2:].upper()}⟩" if len(text) == 6 else text


def script_json(value: Any) -> str:
    """JSON for a <script type="application/json"> element: no character in it can end the element or open a comment.

    Characters that act unseen are written out as `visible` does.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str, allow_nan=False)
    text = visible(_ESCAPES.sub(_escape, text))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
