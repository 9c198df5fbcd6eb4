"""How a table stands in a document's text, whatever it came from: one line a row, cells between bars, as Markdown writes it.

    表1 2023年1—9月主要指标
    单位：亿元
    | 指标 | 1—9月 | 同比增长（%） |
    | --- | --- | --- |
    | 规模以上工业总产值 | 352.1 | 8.4 |
    注：……

The line of dashes closes the rows that the source marks as headers and is left out where it marks none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_BLANK = re.compile(r"[\s\u00a0\u200b\ufeff]+")
_NUMBER = re.compile(r"[-−－+＋]?[\d０-９][\d０-９,，.．\s]*[%％‰]?")
MAX_CELLS = 200_000
"""Cells of one table: the largest yearbook tables have some ten thousand."""


class TableTooLarge(ValueError):
    """A table beyond what is read; the message says so."""


@dataclass(frozen=True, slots=True)
class Span:
    """A cell as the source has it: its text, and over how many rows and columns it reaches."""

    text: str
    rows: int = 1
    columns: int = 1
    header: bool = False


def cell_text(text: str) -> str:
    """A cell's text in one line, without bars."""
    return _BLANK.sub(" ", text).strip().replace("|", "｜")


def is_number(text: str) -> bool:
    """Whether a cell holds a bare number, which stands for one row and column alone."""
    return _NUMBER.fullmatch(text.strip()) is not None


def spread(rows: Sequence[Sequence[Span]]) -> list[list[str]]:
    """The grid of a table with merged cells: a label stands in every place that it reaches over, a number only in the first.

    Raises TableTooLarge above MAX_CELLS.
    """
    grid: list[dict[int, str]] = [{} for _ in rows]
    cells = 0
    for number, row in enumerate(rows):
        column = 0
        for span in row:
            while column in grid[number]:
                column += 1
            text = cell_text(span.text)
            reach = min(max(1, span.rows), len(rows) - number), max(1, span.columns)
            cells += reach[0] * reach[1]
            if cells > MAX_CELLS:
                raise TableTooLarge(f"a table of more than {MAX_CELLS:,} cells")
            repeated = "" if is_number(text) else text
            for below in range(reach[0]):
                for beside in range(reach[1]):
                    grid[number + below].setdefault(column + beside, repeated if below or beside else text)
            column += reach[1]
    width = max((max(row, default=-1) + 1 for row in grid), default=0)
    if width * len(grid) > MAX_CELLS:
        raise TableTooLarge(f"a table of more than {MAX_CELLS:,} cells")
    return [[row.get(column, "") for column in range(width)] for row in grid]


def without_empty_columns(grid: Sequence[Sequence[str]]) -> list[list[str]]:
    """A grid without the columns that hold nothing in any row."""
    kept = [column for column in range(len(grid[0])) if any(row[column] for row in grid)] if grid else []
    return [[row[column] for column in kept] for row in grid]


def table_text(rows: Sequence[Sequence[str]], headers: int = 0) -> str:
    """A grid as text; the first `headers` rows are known to be its header."""
    lines = ["| " + " | ".join(cell_text(cell) for cell in row) + " |" for row in rows]
    if 0 < headers < len(lines):
        lines.insert(headers, "|" + " --- |" * len(rows[0]))
    return "\n".join(lines)
