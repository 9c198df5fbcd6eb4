"""Values as cells of a spreadsheet."""

from __future__ import annotations


def safe_cell(text: str) -> str:
    """A cell that no spreadsheet takes for a formula: a text that begins like one gets an apostrophe in front."""
    stripped = text.lstrip()
    if stripped[:1] in ("=", "@", "＝", "＠", "\t", "\r") or (stripped[:1] in ("+", "-", "＋", "－") and not is_number(stripped)) or text[:1] in ("\t", "\r"):
        return "'" + text
    return text


def is_number(text: str) -> bool:
    """Whether a text is a plain number."""
    try:
        float(text)
    except ValueError:
        return False
    return True
