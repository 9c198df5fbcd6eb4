"""One Excel workbook: a sheet a table or view, a list of the sheets before them and a glossary of their columns behind.

Every cell has the type that its value has, so a text is a text whatever it begins with: no formula and no link can come out of a document.
"""

from __future__ import annotations

import datetime as dt
import math
import re
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

import xlsxwriter

EXCEL_ROWS = 1_048_576
EXCEL_CHARACTERS = 32_767
CUT = "…（已截断）"
CONTENTS, GLOSSARY = "目录 Contents", "词汇表 Glossary"
_MEASURED = 300
"""Rows by which the width of a column is measured."""
_NARROWEST, _WIDEST = 9, 60
"""Widths in characters; longer texts are cut by the cell's border and read in the formula bar."""
_SHEET_NAME = 31
# What XML 1.0 cannot hold.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_PLAIN_NUMBERS = ("year", "start_offset", "end_offset", "size", "run_key")
"""Columns whose numbers are names: 2,019 is no year."""
_SHARES = ("share", "confidence", "relative_difference")


class Meaning(NamedTuple):
    """What a column holds."""

    name: str
    column: str
    type: str
    zh: str
    en: str


class Listed(NamedTuple):
    """A sheet in the list of sheets."""

    name: str
    rows: int
    zh: str
    en: str


class Workbook:
    """A workbook that is being written; it is whole when the `with` ends."""

    def __init__(self, path: Path, contents: Sequence[Listed] = ()) -> None:
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "tmpdir": str(path.parent)}
        self._book: Any = xlsxwriter.Workbook(str(path), options)
        self._head = self._book.add_format({"bold": True, "bg_color": "#DDE6EE", "border": 1, "border_color": "#B8C4CE", "valign": "top"})
        self._formats: dict[str, Any] = {}
        self._names: set[str] = set()
        if contents:
            rows = [(one.name, one.rows, one.zh, one.en) for one in contents]
            self.add(CONTENTS, ["工作表 sheet", "行数 rows", "内容", "contents"], rows)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._book.close()

    def glossary(self, meanings: Iterable[Meaning]) -> None:
        """The last sheet: what each column of each sheet holds, in both languages."""
        self.add(GLOSSARY, ["表 sheet", "列 column", "类型 type", "含义", "meaning"], meanings)

    def add(self, name: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
        """Writes a sheet with a filter on each column, its head in view, and widths by the first rows; returns the number of rows."""
        sheet = self._book.add_worksheet(self._free(name))
        widths = [_width(title) + 3 for title in columns]
        sheet.freeze_panes(1, 1 if len(columns) > 4 else 0)
        for column, title in enumerate(columns):
            sheet.write_string(0, column, title, self._head)
        line = 0
        for line, row in enumerate(rows, 1):
            for column, value in enumerate(row):
                self._put(sheet, line, column, value, columns[column])
                if line <= _MEASURED and value is not None:
                    widths[column] = max(widths[column], _width(_shown(value)) + 1)
        sheet.autofilter(0, 0, line, max(len(columns) - 1, 0))
        for column, width in enumerate(widths):
            sheet.set_column(column, column, min(max(width, _NARROWEST), _WIDEST))
        return line

    def _free(self, name: str) -> str:
        """A name of at most 31 characters that no other sheet has."""
        short, number = name[:_SHEET_NAME], 2
        while short.lower() in self._names:
            short, number = f"{name[: _SHEET_NAME - 3]}~{number}", number + 1
        self._names.add(short.lower())
        return short

    def _format(self, pattern: str) -> Any:
        if pattern not in self._formats:
            self._formats[pattern] = self._book.add_format({"num_format": pattern})
        return self._formats[pattern]

    def _put(self, sheet: Any, row: int, column: int, value: Any, title: str) -> None:
        """Writes a cell with the type that its value has."""
        if value is None:
            return
        if isinstance(value, bool):
            sheet.write_boolean(row, column, value)
        elif isinstance(value, (int, float)) and abs(value) < 2**53 and math.isfinite(value):
            sheet.write_number(row, column, value, self._format(number_format(title, value)))
        elif isinstance(value, dt.datetime):
            moment = value.astimezone(dt.UTC).replace(tzinfo=None) if value.tzinfo else value
            sheet.write_datetime(row, column, moment, self._format("yyyy-mm-dd hh:mm:ss"))
        elif isinstance(value, dt.date) and value.year >= 1900:
            sheet.write_datetime(row, column, value, self._format("yyyy-mm-dd"))
        elif text := excel_text(repr(value) if isinstance(value, float) else cell_text(value)):
            sheet.write_string(row, column, text)


def number_format(title: str, value: float) -> str:
    """How Excel shows a number of a column: years plain, shares to a hundredth, money and counts with thousands apart, small parts of one in full."""
    if title in _PLAIN_NUMBERS:
        return "0"
    if any(word in title for word in _SHARES):
        return "0.00"
    if float(value).is_integer():
        return "#,##0"
    return "#,##0.00" if abs(value) >= 1 else "0.00####"


def cell_text(value: Any) -> str:
    """A text; a list as its members with ； between them."""
    return "；".join(cell_text(item) for item in value if item is not None) if isinstance(value, list) else str(value)


def excel_text(text: str) -> str:
    """A text as an Excel cell can hold it: without characters that XML forbids, cut with a mark at 32,767 (counted as Excel does, in UTF-16)."""
    text = _ILLEGAL.sub("", text)
    if len(text.encode("utf-16-le")) // 2 <= EXCEL_CHARACTERS:
        return text
    room = (EXCEL_CHARACTERS - len(CUT)) * 2
    return text.encode("utf-16-le")[:room].decode("utf-16-le", "ignore") + CUT


def _shown(value: Any) -> str:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return f"{value:,.2f}"
    return "2000-01-01 00:00:00" if isinstance(value, dt.datetime) else cell_text(value)


def _width(text: str) -> int:
    """Columns that a text takes: Chinese characters take two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text[:_WIDEST])
