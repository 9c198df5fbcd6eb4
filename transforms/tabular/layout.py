"""How a table is built: which rows are headers, which columns name the rows, which lines part it into sections."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from transforms.tables.find import UNIT_LINE, Cell, Table
from transforms.tabular.labels import read_label
from transforms.tabular.values import is_blank, is_year, read_value

MOST_LABELS = 6
"""Columns that name a row, at most; the closest ones count."""
MOST_HEADERS = 6
"""Header rows that a table has at most."""
_COUNT_WORD = re.compile(r"[\u4e00-\u9fa5%A-Za-z/²㎡·]{1,8}")


@dataclass(slots=True)
class Section:
    """A line that parts a table: what it says holds for the rows below it."""

    label: Cell | None = None
    unit: str = ""


@dataclass(slots=True)
class Layout:
    """A table taken apart; numbers count rows and columns from 0."""

    table: Table
    # Rows with figures, with the section that each stands in.
    body: list[int] = field(default_factory=list)
    sections: dict[int, Section] = field(default_factory=dict)
    headers: list[int] = field(default_factory=list)
    # Lines of the table that are its caption rather than a header: one text over all columns.
    captions: list[Cell] = field(default_factory=list)
    unit: str = ""
    # Columns that name the rows, from left to right; a table may have several blocks side by side.
    labels: list[int] = field(default_factory=list)
    units: list[int] = field(default_factory=list)
    ignored: set[int] = field(default_factory=set)
    # What is above each column and which labels are beside it, once all else is known: every cell asks for it.
    _heads: dict[int, list[Cell]] = field(default_factory=dict)
    _block: dict[int, list[int]] = field(default_factory=dict)
    # Label cells that go on for the blank ones below them.
    carried: dict[tuple[int, int], Cell] = field(default_factory=dict)

    def column_labels(self, column: int) -> list[Cell]:
        """The headers above a column, from the top; one that reaches over several rows stands once."""
        if column not in self._heads:
            self._heads[column] = _once(self.table.rows[row][column] for row in self.headers)
        return self._heads[column]

    def name(self, row: int, column: int) -> Cell:
        """The cell that names a row in a label column; where it is blank, as below a park that is written once, the one above it."""
        cell = self.table.rows[row][column]
        return cell if cell.text or (row, column) not in self.carried else self.carried[row, column]

    def block_of(self, column: int) -> list[int]:
        """The label columns that a column stands under: where the first head comes again, another block begins."""
        if column not in self._block:
            self._block[column] = self._found_block(column)
        return self._block[column]

    def _found_block(self, column: int) -> list[int]:
        block: list[int] = []
        for number in self.labels:
            if number > column:
                break
            if block and self.head_text(number) and self.head_text(number) == self.head_text(self.labels[0]):
                block = []
            block.append(number)
        return (block or self.labels[:1])[-MOST_LABELS:]

    def head_text(self, column: int) -> str:
        """The lowest header of a column; empty where it has none."""
        labels = self.column_labels(column)
        return labels[-1].text if labels else ""


def _once(cells: Iterable[Cell]) -> list[Cell]:
    found: list[Cell] = []
    for cell in cells:
        if cell.text and not is_blank(cell.text) and all(cell.text != other.text for other in found):
            found.append(cell)
    return found


def _texts(row: Sequence[Cell]) -> list[str]:
    return [cell.text for cell in row if cell.text]


def _single(row: Sequence[Cell]) -> Cell | None:
    """The one text of a row, which stands alone or is written over all its columns."""
    texts = _texts(row)
    if texts and len(set(texts)) == 1 and (len(texts) == 1 or len(texts) == len(row)) and read_value(texts[0]) is None:
        return next(cell for cell in row if cell.text)
    return None


def _values(row: Sequence[Cell]) -> int:
    """Cells of a row that hold a figure; the number of a line and a year are none."""
    return sum(
        1
        for number, cell in enumerate(row)
        if (value := read_value(cell.text)) is not None and not (number == 0 and value.number.isdigit()) and not is_year(cell.text)
    )


def _is_header(row: Sequence[Cell], first: bool) -> bool:
    if _values(row):
        return False
    texts = _texts(row)
    # Below the first header row, a row with little in it is one of the body.
    return len(texts) >= 2 if first else len(texts) * 2 >= len(row) and not any(is_blank(text) for text in texts)


def layout_of(table: Table) -> Layout:
    """Takes a table apart."""
    layout = Layout(table, unit=table.unit)
    rows = table.rows
    at = 0
    while at < len(rows) and len(layout.headers) < MOST_HEADERS:
        row = rows[at]
        single = _single(row)
        if not _texts(row):
            at += 1
        elif single is not None and not layout.headers and (len(_texts(row)) > 1 or len(row) > 2 or UNIT_LINE.fullmatch(single.text)):
            if found := UNIT_LINE.fullmatch(single.text):
                layout.unit = found["unit"]
            else:
                layout.captions.append(single)
            at += 1
        elif single is None and (at < table.marked_headers or _is_header(row, not layout.headers)):
            layout.headers.append(at)
            at += 1
        else:
            break
    layout.body, layout.sections = _body(rows, at, layout)
    _columns(layout)
    _carry(layout)
    return layout


def _carry(layout: Layout) -> None:
    """Notes which label cells go on below: in all label columns but the last, and only within a section."""
    for column in layout.labels[:-1]:
        above: Cell | None = None
        section: Section | None = None
        for row in layout.body:
            cell = layout.table.rows[row][column]
            if layout.sections[row] is not section:
                section, above = layout.sections[row], None
            if cell.text:
                above = cell
            elif above is not None:
                layout.carried[row, column] = above


def _body(rows: Sequence[Sequence[Cell]], start: int, layout: Layout) -> tuple[list[int], dict[int, Section]]:
    section = Section()
    body: list[int] = []
    sections: dict[int, Section] = {}
    head = [cell.text for cell in rows[layout.headers[-1]]] if layout.headers else []
    for number in range(start, len(rows)):
        row = rows[number]
        single = _single(row)
        if single is not None:
            found = UNIT_LINE.fullmatch(single.text)
            section = Section(section.label, found["unit"]) if found else Section(single, read_label(single.text).unit or section.unit)
        elif head and [cell.text for cell in row] == head:
            # The header comes again where the table goes on to another page.
            continue
        elif layout.headers and _is_unit_row(row):
            # 万元 | % | 家 below the headers: each column's unit.
            layout.headers.append(number)
        else:
            body.append(number)
            sections[number] = section
    return body, sections


def _is_unit_row(row: Sequence[Cell]) -> bool:
    texts = [cell.text.strip("()（）") for cell in row[1:] if cell.text]
    return bool(texts) and all(_COUNT_WORD.fullmatch(text) and looks_like_unit(text) for text in texts)


_UNITS = re.compile(
    r"(?:[十百千万亿]{0,2}(?:美元|欧元|港元|日元|元|人次|人|家次|家|个|户|项|件|亩|平方米|平方公里|公顷|吨|台|套|辆|条|次|名|位|标箱|千瓦时|度|吨标准煤|万吨|米|公里)|%|‰|个?百分点|倍|天|工作日|名次|位次)(?:/[\u4e00-\u9fa5]{1,4})?"
)


def looks_like_unit(text: str) -> bool:
    """Whether a cell holds nothing but a unit: 亿元, %, 家."""
    return _UNITS.fullmatch(text.strip("()（） ")) is not None


def _columns(layout: Layout) -> None:
    """Tells the columns that name rows from those of figures and those that say nothing of them."""
    rows = [layout.table.rows[number] for number in layout.body]
    seen_values = False
    for column in range(layout.table.width):
        cells = [row[column].text for row in rows if row[column].text and not is_blank(row[column].text)]
        role = read_label(layout.head_text(column)).role if layout.head_text(column) else ""
        values = sum(1 for text in cells if read_value(text) is not None and not is_year(text))
        years = sum(1 for text in cells if is_year(text))
        if role == "index" or (column == 0 and not layout.head_text(column) and _counts_rows(cells)):
            layout.ignored.add(column)
        elif cells and all(looks_like_unit(text) for text in cells) and (role == "unit" or len(cells) > 1 or not values):
            layout.units.append(column)
        elif role == "note":
            layout.ignored.add(column)
        elif years and years >= len(cells) - years and not seen_values:
            layout.labels.append(column)
        elif 2 * values >= len(cells) and (values or years):
            # A first column of places (1, 2, 3 under 排名) stands before the names that it ranks.
            seen_values = seen_values or bool(layout.labels) or role != "rank"
        elif not seen_values or (layout.labels and layout.head_text(column) and layout.head_text(column) == layout.head_text(layout.labels[0])):
            layout.labels.append(column)
        else:
            layout.ignored.add(column)


def _counts_rows(cells: Sequence[str]) -> bool:
    """Whether a column without a head only numbers the rows."""
    return len(cells) > 1 and all(text.isdigit() for text in cells) and [int(text) for text in cells] == list(range(1, len(cells) + 1))
