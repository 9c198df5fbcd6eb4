"""Titles and short quoted phrases, which are names and not speech."""

from __future__ import annotations

import re

# “三个示范”, and the same words quoted within what somebody says: ‘三个示范’.
_MARKS = (("“", "”"), ("‘", "’"))


def in_short_quote(text: str, start: int, end: int, floor: int, ceiling: int) -> bool:
    """Whether a span stands in a title 《…》 or in a short quoted phrase, which is a name and not speech."""
    book = text.rfind("《", floor, start)
    if book >= 0 and text.find("》", book, start) < 0 and text.find("》", end, ceiling) >= 0:
        return True
    return any(_in_marks(text, start, end, floor, ceiling, *marks) for marks in _MARKS)


def _in_marks(text: str, start: int, end: int, floor: int, ceiling: int, opens: str, closes: str) -> bool:
    opening = text.rfind(opens, start - 16 if start - floor > 16 else floor, start)
    if opening < 0 or text.find(closes, opening, start) >= 0:
        return False
    closing = text.find(closes, end - 1, min(ceiling, opening + 18))
    return closing >= 0 and not re.search(r"[，。；,;！!]", text[opening:closing])
