"""Text from documents as a terminal may show it: nothing in it can move the cursor, set colours or turn the reading direction."""

from __future__ import annotations

import re

# C0 and C1 controls, DEL, marks that turn or hide text, line separators that are no line ends here, lone surrogates.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]")


def visible(text: str, keep: str = "") -> str:
    """The text with every control and invisible character written out (\\x1b, \\u202e), but for those in `keep`."""
    return _UNSEEN.sub(lambda found: found[0] if found[0] in keep else _written(ord(found[0])), text)


def one_line(text: str) -> str:
    """The text for one cell of a table: line ends and tabs as spaces, other controls written out."""
    return visible(text.replace("\r", " ").replace("\n", " ").replace("\t", " "))


def _written(code: int) -> str:
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
