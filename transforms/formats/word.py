"""Word files (.docx): paragraphs, headings and tables in the order of the document. Nothing that the file links to is looked at."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import docx
from docx.opc.exceptions import OpcError
from lxml import etree

from transforms.formats.grids import Span, TableTooLarge, sheet_text
from transforms.formats.limits import LIMITS, FormatLimits
from transforms.formats.reading import Reading, Unreadable
from transforms.formats.zipped import FAULTS, open_zip
from transforms.tables.markup import one_line

_MOST_NODES = 5_000_000
_MOST_COLUMNS = 1_000
_DEEPEST = 20
"""Tables within cells of tables."""
_LEFT_OUT = frozenset(("del", "moveFrom", "Fallback", "instrText", "delText", "rPr", "pPr", "tblPr", "tcPr", "trPr", "sectPr", "footnoteReference"))
"""What was struck out, what an older program would show instead, and what is no text."""
_BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_CAPTION = re.compile(
    r"\s*(?:(?:附|续)?表\s?[\d一二三四五六七八九十—-]{0,5}.{0,60}[^。；！？]|[（(]?(?:计量|金额)?单位\s*[:：].{1,40}|.{2,50}(?:表|表格|一览)(?:[（(].{1,20}[）)])?)\s*"
)
# 表1 主要指标 · 单位：亿元 · 各园区税收情况表
_MOST_ABOVE = 3
_TITLE = 80


def read_word(content: bytes, limits: FormatLimits = LIMITS) -> Reading:
    """The text of a Word file. Raises Unreadable for what is protected, broken, empty or too large."""
    open_zip(content, limits).close()
    try:
        # Its parser resolves no entities and fetches nothing.
        document = docx.Document(io.BytesIO(content))
        body = document.element.body
    except (OpcError, ValueError, KeyError, AttributeError, etree.XMLSyntaxError, *FAULTS):
        raise Unreadable("a broken Word file: parts of it are missing or damaged") from None
    if body is None:
        raise Unreadable("a broken Word file: it has no body")
    reader = _Reader(limits)
    try:
        reader.read(body)
    except TableTooLarge as error:
        raise Unreadable(f"a Word file with {error}") from None
    text = "\n".join(reader.lines).strip("\n")
    if not text.strip():
        raise Unreadable("a Word file without text")
    return Reading(text + "\n", _title(reader.lines))


def _title(lines: list[str]) -> str:
    """The first line, where it can be a headline."""
    first = next((line.strip() for line in lines if line.strip()), "")
    return first if len(first) <= _TITLE and not first.startswith("|") and not first.endswith(("。", "；", "！")) else ""


def _name(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _value(element: Any, name: str) -> str:
    """An attribute by its local name."""
    return next((str(value) for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


class _Reader:
    """The lines of one document."""

    def __init__(self, limits: FormatLimits) -> None:
        self.lines: list[str] = []
        self._limits = limits
        self._nodes = self._cells = 0

    def read(self, body: Any) -> None:
        """Adds the lines of a body's paragraphs and tables."""
        for part in self._parts(body):
            if _name(part) == "p":
                boxes: list[Any] = []
                self._paragraph(self._text(part, boxes))
                for box in boxes:
                    self.read(box)
            else:
                self._table(part)

    def _paragraph(self, text: str) -> None:
        self.lines += [line.strip() for line in text.split("\n") if line.strip()]

    def _table(self, table: Any) -> None:
        rows, headers = self._rows(table, 0)
        text = sheet_text(rows, headers)
        if not text:
            return
        first = len(self.lines)
        while first > max(0, len(self.lines) - _MOST_ABOVE) and _CAPTION.fullmatch(self.lines[first - 1]):
            first -= 1
        if first > 0 and self.lines[first - 1]:
            self.lines.insert(first, "")
        self.lines += [*text.split("\n"), ""]

    def _parts(self, body: Any) -> Iterator[Any]:
        """Paragraphs and tables in order, those in content controls among them."""
        stack = list(reversed(body))
        while stack:
            part = stack.pop()
            self._count()
            name = _name(part)
            if name in ("p", "tbl"):
                yield part
            elif name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "txbxContent"):
                stack.extend(reversed(part))

    def _count(self) -> None:
        self._nodes += 1
        if self._nodes > _MOST_NODES:
            raise Unreadable(f"a Word file of more than {_MOST_NODES:,} elements")

    def _text(self, element: Any, boxes: list[Any] | None = None) -> str:
        """The words of a paragraph as they stand; text boxes in it are put aside."""
        parts: list[str] = []
        stack = list(reversed(element))
        while stack:
            one = stack.pop()
            self._count()
            name = _name(one)
            if name == "t":
                parts.append(one.text or "")
            elif name in _BREAKS:
                parts.append(_BREAKS[name])
            elif name == "txbxContent":
                if boxes is not None:
                    boxes.append(one)
            elif name and name not in _LEFT_OUT:
                stack.extend(reversed(one))
        return "".join(parts)

    def _rows(self, table: Any, depth: int) -> tuple[list[list[Span]], int]:
        """The cells of a table as they come, and how many rows are marked to be repeated as headers."""
        if depth > _DEEPEST:
            raise Unreadable(f"a Word file with tables more than {_DEEPEST} deep in one another")
        rows: list[list[tuple[int, str, int]]] = []
        """By row the cells: column, text, columns; a cell that continues the one above has the column and no text."""
        merged: dict[tuple[int, int], int] = {}
        open_at: dict[int, int] = {}
        headers = 0
        for number, row in enumerate(part for part in self._within(table, "tr")):
            cells: list[tuple[int, str, int]] = []
            column = self._before(row)
            if column:
                cells.append((0, "", column))
            for cell in self._within(row, "tc"):
                self._cells += 1
                if self._cells > self._limits.cells:
                    raise Unreadable(f"a Word file with tables of more than {self._limits.cells:,} cells (setting formats.cells)")
                columns, merge = self._reach(cell)
                if merge == "continue" and column in open_at:
                    merged[open_at[column], column] = number - open_at[column] + 1
                else:
                    open_at.pop(column, None)
                    if merge == "restart":
                        open_at[column] = number
                    cells.append((column, self._cell_text(cell, depth), columns))
                column += columns
            if headers == number and any(_name(one) == "tblHeader" for part in row if _name(part) == "trPr" for one in part):
                headers += 1
            rows.append(cells)
        spans = [[Span(text, merged.get((number, column), 1), columns) for column, text, columns in row] for number, row in enumerate(rows)]
        return spans, headers

    def _before(self, row: Any) -> int:
        """Columns that a row leaves free at its beginning."""
        for part in row:
            if _name(part) == "trPr":
                for one in part:
                    if _name(one) == "gridBefore":
                        return _whole(_value(one, "val"))
        return 0

    def _reach(self, cell: Any) -> tuple[int, str]:
        """Columns of a cell, and whether it begins or continues one that reaches down."""
        columns, merge = 1, ""
        for part in cell:
            if _name(part) == "tcPr":
                for one in part:
                    if _name(one) == "gridSpan":
                        columns = max(1, _whole(_value(one, "val")))
                    elif _name(one) == "vMerge":
                        merge = _value(one, "val") or "continue"
        return columns, merge

    def _within(self, element: Any, wanted: str) -> Iterator[Any]:
        stack = list(reversed(element))
        while stack:
            part = stack.pop()
            self._count()
            name = _name(part)
            if name == wanted:
                yield part
            elif name in ("sdt", "sdtContent", "ins", "customXml"):
                stack.extend(reversed(part))

    def _cell_text(self, cell: Any, depth: int) -> str:
        lines: list[str] = []
        for part in self._parts(cell):
            if _name(part) == "p":
                lines += [" ".join(line.split()) for line in self._text(part).split("\n")]
            else:
                rows, _ = self._rows(part, depth + 1)
                lines += [" ".join(span.text for span in row if span.text) for row in rows]
        return one_line("\n".join(lines))


def _whole(text: str) -> int:
    return min(int(text), _MOST_COLUMNS) if text.isdecimal() and len(text) < 6 else 0
