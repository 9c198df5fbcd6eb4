"""Values as cells of a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from typing import TextIO


def write_csv(stream: TextIO, names: Sequence[str], rows: Iterable[Sequence[str]], line_end: str) -> None:
    """Writes a head and rows of cells."""
    writer = csv.writer(stream, lineterminator=line_end)
    writer.writerow(names)
    # Python before 3.13 leaves a lone carriage return without quotes.
    careful = csv.writer(stream, lineterminator=line_end, quoting=csv.QUOTE_ALL)
    for cells in rows:
        (careful if any("\r" in cell for cell in cells) else writer).writerow(cells)


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
