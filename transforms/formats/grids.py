"""Sheets of cells as a document's text: what stands above a table as lines, the table between bars, what stands below as lines.

园区主要指标            |      |
单位：亿元              |      |        园区主要指标
指标                    | 2023年 |   →  单位：亿元
工业总产值              | 352.1  |      | 指标 | 2023年 |
注：……                 |        |      | 工业总产值 | 352.1 |
                                        注：……
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.tables.plain import Span, TableTooLarge, cell_text, is_number, spread, table_text, without_empty_columns

_NOTE = re.compile(r"[(（]?(?:备?\s?注|说明|数据来源|资料来源|来源|填表人|制表)\s*\d?\s*[:：.、]|[*※①]")
_LABELLED = re.compile(r"[(（]?[^\d：:|]{2,12}[:：].{0,60}")
_UNIT = re.compile(r"[（(]?\s*(?:计量|金额)?单位\s*[:：]")
_LONG_LINE = 30
"""Characters above which a row of one cell below a table is a note."""


def sheet_text(rows: Sequence[Sequence[Span]], headers: int = 0) -> str:
    """A sheet as text, its tables apart from one another. Raises TableTooLarge, a ValueError.

    `rows` hold the cells as they come, without those that a merged cell covers; the first `headers` are marked as headers.
    """
    blocks: list[str] = []
    for block in _blocks(rows):
        marked = headers if not blocks and len(block) == len(rows) else 0
        blocks.append(_block_text(block, marked))
    return "\n\n".join(block for block in blocks if block)


def _blocks(rows: Sequence[Sequence[Span]]) -> list[list[Sequence[Span]]]:
    """Parts of a sheet between empty rows; one empty row within a table parts nothing."""
    blocks: list[list[Sequence[Span]]] = []
    block: list[Sequence[Span]] = []
    empty = reached = 0
    for row in rows:
        filled = [span for span in row if span.text]
        if not filled and not reached:
            empty += 1
            continue
        if block and empty and (empty > 1 or _is_line(row, 2)):
            blocks.append(block)
            block = []
        empty = 0
        block.append(row)
        reached = max(0, reached - 1, *(span.rows - 1 for span in row)) if row else max(0, reached - 1)
    return [*blocks, block] if block else blocks


def _block_text(rows: list[Sequence[Span]], headers: int) -> str:
    above: list[str] = []
    below: list[str] = []
    while rows and (lines := _lines_above(rows[0], _width(rows))):
        above += lines
        rows = rows[1:]
        headers = max(0, headers - 1)
    while len(rows) > 1 and (line := _line_below(rows[-1], _width(rows))):
        below.insert(0, line)
        rows = rows[:-1]
    if not rows:
        return "\n".join([*above, *below])
    grid = without_empty_columns(spread(rows))
    if not grid or not grid[0]:
        return "\n".join([*above, *below])
    table = [cell_text(row[0]) for row in grid] if len(grid[0]) == 1 else [table_text(grid, headers if headers < len(grid) else 0)]
    return "\n".join([*above, *table, *below])


def _width(rows: Sequence[Sequence[Span]]) -> int:
    """Columns up to the last that holds anything: merged titles reach over no more."""
    return max((_end_of(row) for row in rows), default=0)


def _end_of(row: Sequence[Span]) -> int:
    end = column = 0
    for span in row:
        column += span.columns
        if span.text:
            end = column
    return end


def _filled(row: Sequence[Span]) -> list[tuple[int, Span]]:
    """The cells of a row that hold anything, each with its column."""
    found = []
    column = 0
    for span in row:
        if span.text:
            found.append((column, span))
        column += span.columns
    return found


def _is_line(row: Sequence[Span], width: int) -> bool:
    """Whether a row is one line over the sheet: a title, a unit."""
    filled = _filled(row)
    if len(filled) != 1 or filled[0][1].rows > 1 or is_number(filled[0][1].text):
        return False
    column, only = filled[0]
    return column == 0 or only.columns * 2 > width or _UNIT.match(only.text) is not None


def _lines_above(row: Sequence[Span], width: int) -> list[str]:
    """The lines that a row before a table holds; nothing where the table begins with it."""
    filled = _filled(row)
    if not filled:
        return [""]
    if _is_line(row, width):
        return [cell_text(filled[0][1].text)]
    # 填报单位：某某管委会 | | 单位：万元
    if len(filled) < 4 and width > len(filled) and all(_LABELLED.fullmatch(span.text) for _, span in filled):
        return [cell_text(span.text) for _, span in filled]
    return []


def _line_below(row: Sequence[Span], width: int) -> str:
    """The words of a row below a table that is none of its own; empty where it is."""
    filled = _filled(row)
    if filled and len(filled) < 4 and all(_LABELLED.fullmatch(span.text) and not is_number(span.text) for _, span in filled):
        return "　".join(cell_text(span.text) for _, span in filled)
    if len(filled) != 1 or filled[0][0] > 0:
        return ""
    only = filled[0][1]
    return cell_text(only.text) if _NOTE.match(only.text) or len(only.text) > _LONG_LINE or (only.columns >= width > 1) else ""


__all__ = ["Span", "TableTooLarge", "sheet_text"]
