"""Text of strangers on a page: characters that act unseen are shown, JSON cannot end its script element."""

from __future__ import annotations

import json
import re
from typing import Any

# Controls, zero-width and direction-changing characters, and lone surrogates: a title with one of them
# could reorder a row, hide a word, or not be written as UTF-8 at all.
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]")


def visible(text: str) -> str:
    """The text with every character that acts without being seen written out, as ⟨U+202E⟩."""
    return _UNSEEN.sub(lambda found: f"⟨U+{ord(found.group()):04X}⟩", text)


def visible_everywhere(value: Any) -> Any:
    """`visible` for every string, key included, inside lists and dicts."""
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, dict):
        return {visible(str(key)): visible_everywhere(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [visible_everywhere(item) for item in value]
    return value


def script_json(value: Any) -> str:
    """JSON for a <script type="application/json"> element: no character in it can end the element or open a comment."""
    text = json.dumps(visible_everywhere(value), ensure_ascii=False, separators=(",", ":"), default=str, allow_nan=False)
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
