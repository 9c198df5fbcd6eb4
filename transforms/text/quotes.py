"""Titles and short quoted phrases, which are names and not speech."""

from __future__ import annotations

import re


def in_short_quote(text: str, start: int, end: int, floor: int, ceiling: int) -> bool:
    """Whether a span stands in a title 《…》 or in a short quoted phrase, which is a name and not speech."""
    book = text.rfind("《", floor, start)
    if book >= 0 and text.find("》", book, start) < 0 and text.find("》", end, ceiling) >= 0:
        return True
    opening = text.rfind("“", start - 16 if start - floor > 16 else floor, start)
    if opening < 0 or text.find("”", opening, start) >= 0:
        return False
    closing = text.find("”", end - 1, min(ceiling, opening + 18))
    return closing >= 0 and not re.search(r"[，。；,;！!]", text[opening:closing])
