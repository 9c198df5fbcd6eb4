"""Workbooks (.xlsx, .xlsm, .xls, .et): each visible sheet as its tables, merged cells in all their places, cells as they are shown."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence

import python_calamine as calamine

from transforms.formats.cells import shown
from transforms.formats.grids import Span, TableTooLarge, sheet_text
from transforms.formats.limits import LIMITS, FormatLimits
from transforms.formats.reading import Reading, Unreadable
from transforms.formats.sheet_styles import SheetStyles, old_styles, sheet_styles
from transforms.formats.zipped import MAGIC, open_zip
from transforms.tables.markup import one_line

# Sheet1, 工作表 2
_UNNAMED = re.compile(r"(?:sheet|工作表|表)\s*\d*", re.IGNORECASE)
_MOST_SHEETS = 500
_TITLE = 100
_NO_STYLES = SheetStyles()


def read_workbook(content: bytes, limits: FormatLimits = LIMITS) -> Reading:
    """The sheets of a workbook one after the other. Raises Unreadable for what is protected, broken, empty or too large."""
    styles: Sequence[SheetStyles] = ()
    if content.startswith(MAGIC):
        # Before it is opened: a sheet that claims a million columns would be laid out in memory as a whole.
        with open_zip(content, limits) as archive:
            styles = sheet_styles(archive, limits)
    else:
        styles = old_styles(content)
    try:
        with calamine.CalamineWorkbook.from_object(io.BytesIO(content)) as book:
            return _read(book, styles, limits)
    except calamine.PasswordError:
        raise Unreadable("the workbook is protected by a password") from None
    except calamine.CalamineError as error:
        if "password" in str(error).lower() or "encrypt" in str(error).lower():
            raise Unreadable("the workbook is protected by a password") from None
        raise Unreadable(f"a broken workbook: {str(error)[:200]}") from None
    except TableTooLarge as error:
        raise Unreadable(f"a workbook with {error}") from None


def _read(book: calamine.CalamineWorkbook, styles: Sequence[SheetStyles], limits: FormatLimits) -> Reading:
    if len(book.sheet_names) > _MOST_SHEETS:
        raise Unreadable(f"a workbook of {len(book.sheet_names):,} sheets; at most {_MOST_SHEETS} are read")
    texts: list[str] = []
    cells = 0
    for number, about in enumerate(book.sheets_metadata):
        if about.visible != calamine.SheetVisibleEnum.Visible or about.typ != calamine.SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_index(number)
        cells += sheet.height * sheet.width
        if cells > limits.cells:
            raise Unreadable(f"a workbook of more than {limits.cells:,} cells (setting formats.cells)")
        style = styles[number] if number < len(styles) else _NO_STYLES
        merged = sheet.merged_cell_ranges or []
        text = sheet_text(_rows(sheet.to_python(skip_empty_area=True), sheet.start or (0, 0), merged, style.patterns))
        if not text:
            continue
        if not _UNNAMED.fullmatch(about.name.strip()) and "".join(about.name.split()) not in "".join(text[:300].split()):
            # The name of a sheet stands for a caption; above one it is a heading.
            caption = text.partition("\n")[0]
            text = about.name.strip() + ("\n" if caption.startswith("|") else "\n\n") + text
        texts.append(text)
    if not texts:
        raise Unreadable("a workbook without a filled cell")
    text = "\n\n".join(texts) + "\n"
    first = text.partition("\n")[0]
    return Reading(text, "" if first.startswith("|") or len(first) > _TITLE else first)


def _rows(
    values: Sequence[Sequence[object]],
    start: tuple[int, int],
    merged: Sequence[tuple[tuple[int, int], tuple[int, int]]],
    patterns: Mapping[tuple[int, int], str],
) -> list[list[Span]]:
    """The cells of a sheet as they come, without those that a merged cell covers."""
    top, left = start
    height, width = len(values), max((len(row) for row in values), default=0)
    reach: dict[tuple[int, int], tuple[int, int]] = {}
    covered: set[tuple[int, int]] = set()
    for (first, column), (last, end) in merged:
        first, column, last, end = first - top, column - left, min(last - top, height - 1), min(end - left, width - 1)
        if first < 0 or column < 0 or last < first or end < column or (first, column) in covered:
            continue
        reach[first, column] = last - first + 1, end - column + 1
        covered.update((row, beside) for row in range(first, last + 1) for beside in range(column, end + 1) if (row, beside) != (first, column))
    rows = []
    for number, row in enumerate(values):
        spans = []
        for column, value in enumerate(row):
            if (number, column) in covered:
                continue
            text = one_line(shown(value, patterns.get((number + top, column + left), "")))
            below, beside = reach.get((number, column), (1, 1))
            spans.append(Span(text, below, beside) if text else Span("", 1, 1))
            if not text:
                spans.extend(Span("") for _ in range(beside - 1))
        rows.append(spans)
    return rows
