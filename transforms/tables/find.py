"""Tables in a text: runs of lines whose cells stand between bars, tabs or wide gaps."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from transforms.tables.upright import cells_below, columns_of

_LINE = re.compile(r"[^\r\n]+")
_RULE = re.compile(r"\s*\|?(?:\s*:?-+:?\s*\|)+(?:\s*:?-+:?\s*)?|\s*-{2,}\s*\|\s*-{2,}\s*")
_BAR = re.compile(r"\|")
_TAB = re.compile(r"\t")
_GAP = re.compile(r"(?<=\S)[ \u3000\t]{2,}(?=\S)")
# 单位：亿元, (单位：亿元、%), 计量单位:万元
UNIT_LINE = re.compile(r"[\s\u3000(（【\[]*(?:计量|金额|数量)?单位\s*[:：]\s*(?P<unit>[^)）】\]|]{1,40}?)\s*[)）】\]]?\s*")
MOST_ABOVE = 3
"""Lines above a table that may hold its unit: the caption stands above or below the unit."""
_GAP_ROWS, _GAP_CELLS = 3, 3
"""Rows and cells that text set in columns by blanks has at least, for it to be no accident."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: where its text stands, blanks around it left out, and the text."""

    start: int
    end: int
    text: str


@dataclass(slots=True)
class Table:
    """A table of a text: its rows, how many of the first the source marks as headers (0: it does not say), and the unit written above it."""

    start: int
    end: int
    rows: list[list[Cell]]
    marked_headers: int = 0
    unit: str = ""
    # Lines that belong to the table although they are no rows: its unit, the rule below its headers.
    beside: list[tuple[int, int]] = field(default_factory=list)

    @property
    def width(self) -> int:
        """Cells of a row: all rows have as many."""
        return len(self.rows[0])


def may_hold_table(text: str) -> bool:
    """Whether a text can hold a table at all: most texts have neither bars nor tabs nor wide gaps between figures."""
    return "|" in text or "\t" in text or (_FIGURE_BEHIND_GAP.search(text) is not None and _GAP_FIGURES.search(text) is not None)


_FIGURE_BEHIND_GAP = re.compile(r"[ \u3000]{2}[-+\d]")
_GAP_FIGURES = re.compile(r"\S[ \u3000]{2,8}[-+\d][\d.,%]{0,16}[ \u3000]{2,8}\S")


def find_tables(text: str, start: int = 0) -> list[Table]:
    """The tables of a text as received, in order: its tabs part cells."""
    if not may_hold_table(text):
        return []
    lines = [(match.start(), match.end()) for match in _LINE.finditer(text, start)]
    tables = []
    at = tried = 0
    while at < len(lines):
        if at >= tried and text[lines[at][1] - 1] == "|" and (cells := cells_below(text, lines, at)):
            # What is no table is looked at once, however many lines it has.
            tried = at + len(cells)
            if width := columns_of(text, cells):
                rows = [[_cell(text, *cell) for cell in cells[row : row + width]] for row in range(0, len(cells), width)]
                upright = Table(lines[at][0], lines[tried - 1][1], rows, 1)
                _look_above(text, lines, at, upright)
                tables.append(upright)
                at = tried
                continue
        kind = _kind(text, lines, at)
        if kind is None:
            at += 1
            continue
        end = at
        while (
            end < len(lines)
            and (_splits(text, lines[end], kind) or (kind is _BAR and _is_rule(text, lines[end])))
            and (end == at or not _apart(text, lines[end - 1][1], lines[end][0]))
        ):
            end += 1
        table = _table(text, lines, at, end, kind)
        if table is not None:
            tables.append(table)
        at = max(end, at + 1)
    return tables


def _apart(text: str, end: int, start: int) -> bool:
    """Whether a blank line lies between two lines."""
    return text.count("\n", end, start) > 1


def _kind(text: str, lines: Sequence[tuple[int, int]], at: int) -> re.Pattern[str] | None:
    """What parts the cells of a line that may begin a table."""
    line = lines[at]
    if _splits(text, line, _BAR):
        return _BAR
    if text.find("\t", *line) >= 0 and _splits(text, line, _TAB):
        return _TAB
    if _splits(text, line, _GAP):
        cells = len(_cells(text, line, _GAP))
        following = lines[at + 1 : at + _GAP_ROWS]
        if len(following) == _GAP_ROWS - 1 and all(len(_cells(text, other, _GAP)) == cells for other in following):
            return _GAP
    return None


def _is_rule(text: str, line: tuple[int, int]) -> bool:
    return text.find("-", *line) >= 0 and _RULE.fullmatch(text, *line) is not None


def _splits(text: str, line: tuple[int, int], kind: re.Pattern[str]) -> bool:
    if kind is _GAP:
        return len(_cells(text, line, kind)) >= _GAP_CELLS
    count = text.count("|" if kind is _BAR else "\t", *line)
    if kind is _BAR:
        stripped = text[line[0] : line[1]].strip()
        return count >= 2 or (count == 1 and len(stripped) > 2 and stripped[0] != "|" and stripped[-1] != "|" and " | " in stripped)
    return count >= 1


def _cells(text: str, line: tuple[int, int], kind: re.Pattern[str]) -> list[Cell]:
    start, end = line
    if kind is _BAR:
        while start < end and text[start] in " \t\u3000":
            start += 1
        while end > start and text[end - 1] in " \t\u3000":
            end -= 1
        if start < end and text[start] == "|":
            start += 1
        if end > start and text[end - 1] == "|":
            end -= 1
    return list(_parted(text, start, end, kind))


def _parted(text: str, start: int, end: int, kind: re.Pattern[str]) -> Iterator[Cell]:
    position = start
    for match in kind.finditer(text, start, end):
        yield _cell(text, position, match.start())
        position = match.end()
    yield _cell(text, position, end)


def _cell(text: str, start: int, end: int) -> Cell:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Cell(start, end, text[start:end])


def _table(text: str, lines: Sequence[tuple[int, int]], first: int, last: int, kind: re.Pattern[str]) -> Table | None:
    """The table of some lines; None where they are none: one line alone, a menu without a number."""
    rows: list[list[Cell]] = []
    beside: list[tuple[int, int]] = []
    marked = 0
    for line in lines[first:last]:
        if kind is _BAR and _is_rule(text, line):
            beside.append(line)
            marked = marked or len(rows)
        else:
            rows.append(_cells(text, line, kind))
    if len(rows) < 2 or max(len(row) for row in rows) < 2:
        return None
    # A table of words alone (a chronicle, a list of names) is read as prose, line by line.
    numbered = _NUMBERING.fullmatch(rows[0][0].text) is not None
    figures = sum(1 for row in rows if any(_is_amount(cell.text) for cell in row[numbered:]))
    if not figures or figures * 4 < len(rows):
        return None
    if kind is not _BAR and not _is_regular(rows):
        return None
    width = max(len(row) for row in rows)
    for row in rows:
        edge = row[-1].end
        row.extend(Cell(edge, edge, "") for _ in range(width - len(row)))
    table = Table(lines[first][0], lines[last - 1][1], rows, marked, "", beside)
    _look_above(text, lines, first, table)
    return table


# The first column of a list only counts its rows.
_NUMBERING = re.compile(r"序\s*号|编\s*号|[Nn][Oo]\.?|行次")


def _is_regular(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether most rows have as many cells: text with a tab here and there is no table."""
    counts = [len(row) for row in rows]
    usual = max(set(counts), key=counts.count)
    return usual >= 2 and counts.count(usual) * 3 >= 2 * len(counts) and any(_is_amount(cell.text) for row in rows for cell in row)


_AMOUNT = re.compile(r"[^\d]{0,8}\d[\d,，.]*\s?(?![年月日号季时:：\d/-])[^\d]{0,8}")
_YEAR_ALONE = re.compile(r"(?:19|20)\d\d")


def _is_amount(text: str) -> bool:
    """Whether a cell holds one figure and little else, and that no date."""
    return len(text) <= 24 and _AMOUNT.fullmatch(text) is not None and _YEAR_ALONE.fullmatch(text) is None


def _look_above(text: str, lines: Sequence[tuple[int, int]], first: int, table: Table) -> None:
    """Notes the unit that stands above a table."""
    for number in range(first - 1, max(-1, first - 1 - MOST_ABOVE), -1):
        found = UNIT_LINE.fullmatch(text, *lines[number])
        if found:
            table.unit = found["unit"]
            table.beside.append(lines[number])
            return
        within = _UNIT_WITHIN.search(text, *lines[number])
        if within:
            table.unit = within["unit"]
            return
        if text[lines[number][1] - 1] in "。！？；|":
            return


# 表2 主要指标(单位：亿元)
_UNIT_WITHIN = re.compile(r"[(（\s]单位\s*[:：]\s*(?P<unit>[^)）|]{1,30}?)\s*[)）]?\s*$")
