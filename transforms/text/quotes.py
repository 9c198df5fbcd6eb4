"""Titles and short quoted phrases, which are names and not speech."""

from __future__ import annotations

import re

# “三个示范”, and the same words quoted within what somebody says: ‘三个示范’.
_MARKS = (("“", "”"), ("‘", "’"))
_SHORT = 16
"""Characters before a span in which such a phrase opens."""
_CLAUSES = re.compile(r"[，。；,;！!]")


def in_short_quote(text: str, start: int, end: int, floor: int, ceiling: int) -> bool:
    """Whether a span stands in a title 《…》 or in a short quoted phrase, which is a name and not speech."""
    book = text.rfind("《", floor, start)
    if book >= 0 and text.find("》", book, start) < 0 and text.find("》", end, ceiling) >= 0:
        return True
    since = start - _SHORT if start - floor > _SHORT else floor
    for opens, closes in _MARKS:
        opening = text.rfind(opens, since, start)
        if opening >= 0 and _is_short(text, start, end, opening, min(ceiling, opening + _SHORT + 2), closes):
            return True
    return False


def _is_short(text: str, start: int, end: int, opening: int, ceiling: int, closes: str) -> bool:
    """Whether a quotation that opens before a span closes soon behind it, and is no clause."""
    if text.find(closes, opening, start) >= 0:
        return False
    closing = text.find(closes, end - 1, ceiling)
    return closing >= 0 and _CLAUSES.search(text, opening, closing) is None
