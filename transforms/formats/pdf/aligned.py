"""Tables without drawn lines: rows of numbers that stand below one another."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from statistics import median

from transforms.formats.pdf.boxes import Block, Box, Piece, around, overlap
from transforms.formats.pdf.pieces import join_lines, join_row

_DIGIT = re.compile(r"[\d０-９]")
_PLACEHOLDER = re.compile(r"[-—－–…/／.·*＊]{1,4}|[xX×]")
_TIME = re.compile(r"(?:[年月日季期]|季度|年度|以来|止)$|^(?:19|20)\d\d[-—]")
_LEADERS = re.compile(r"[.．·…]{4,}")
CAPTION = re.compile(r"(?:续?\s*表\s*[\d一二三四五六七八九十（(]|(?:计量)?单位\s*[:：])|[(（]?单位\s*[:：]")
_LONGEST_NUMBER = 18
LONGEST_LABEL = 30
"""Characters of a row's name; longer pieces are prose."""
_TALLEST_WORDS = 6.5
"""Height of a row of words in ems: four lines in a cell."""
_ROW_GAP = 0.3
"""Gaps between rows and gaps within cells differ by so many ems at least."""
_JUMPS = 3
_TALLEST_ROW = 3.6
"""Lines of a row in ems: three lines in a cell."""


def is_figure(text: str) -> bool:
    """Whether a cell holds a number with or without its unit, or the sign of an empty one."""
    plain = text.strip()
    if not plain or len(plain) > _LONGEST_NUMBER or _TIME.search(plain):
        return False
    return _PLACEHOLDER.fullmatch(plain) is not None or 2 * len(_DIGIT.findall(plain)) >= len(plain.replace(",", "").replace(".", ""))


def _is_data(row: Sequence[Piece], size: float) -> bool:
    if len(row) < 2 or any(piece.inside is not None for piece in row):
        return False
    box = around(row)
    if box.height > _TALLEST_ROW * size or any(len(piece.text) > LONGEST_LABEL or _LEADERS.search(piece.text) for piece in row):
        return False
    ordered = sorted(row, key=lambda one: one.left)[1:]
    figures = sum(is_figure(piece.text) for piece in ordered)
    return figures * 2 >= len(ordered)


def find_tables(rows: Sequence[Sequence[Piece]], size: float) -> list[tuple[int, int]]:
    """The runs of rows that are tables, as first row and the one after the last."""
    data = [_is_data(row, size) for row in rows]
    found: list[tuple[int, int]] = []
    index = 0
    while index < len(rows):
        if not data[index]:
            index += 1
            continue
        end = index + 1
        while end < len(rows):
            if data[end] and _is_below(rows[end - 1], rows[end], size):
                end += 1
            elif end + 1 < len(rows) and data[end + 1] and len(rows[end]) <= 2 and _may_stand_between(rows[end], rows[end - 1], rows[end + 1], size):
                end += 2
            else:
                break
        start = _first_header(rows, index, found[-1][1] if found else 0, size)
        run = rows[start:end]
        lines = sum(data[index:end])
        if (lines >= 2 or (lines == 1 and start < index and len(rows[index]) >= 3)) and not _holds_prose(run):
            while end < len(rows) and _is_rest_of_cell(rows[end], rows[end - 1], rows[index:end], size):
                end += 1
            found.append((start, end))
        index = end
    return found


def _is_below(above: Sequence[Piece], below: Sequence[Piece], size: float) -> bool:
    if around(below).top - around(above).bottom > 3.0 * size:
        return False
    return any(overlap(a.left, a.right, b.left, b.right) > 0 for a in above for b in below if is_figure(b.text)) or len(above) == 1


def _may_stand_between(row: Sequence[Piece], above: Sequence[Piece], below: Sequence[Piece], size: float) -> bool:
    """A row without figures within a table: the name of a group, the rest of a label, cells left empty."""
    box = around(row)
    whole = around([*above, *below])
    text = "".join(piece.text for piece in row)
    return (
        len(text) <= LONGEST_LABEL
        and not text.endswith(("。", "；"))
        and not CAPTION.match(text)
        and box.right <= whole.right + size
        and box.top - around(above).bottom < 2.0 * size
        and around(below).top - box.bottom < 2.0 * size
    )


def _first_header(rows: Sequence[Sequence[Piece]], first: int, least: int, size: float) -> int:
    """The first row of a table's header, above its first row of figures."""
    start = first
    whole = around(rows[first])
    while start > least:
        row = rows[start - 1]
        if any(piece.inside is not None or len(piece.text) > LONGEST_LABEL or CAPTION.match(piece.text) for piece in row):
            break
        box = around(row)
        if around(rows[start]).top - box.bottom > 1.8 * size or box.left < whole.left - 2 * size or box.right > whole.right + 4 * size:
            break
        if len(row) < 2:
            # 指标 in the middle of a header of two layers: a further layer stands closely above it.
            above = rows[start - 2] if start - 2 >= least else []
            is_group = abs(box.left - whole.left) < size
            if len(above) < 2 or (start == first and not is_group) or any(len(piece.text) > LONGEST_LABEL or CAPTION.match(piece.text) for piece in above):
                break
            # So does one above the name of a table's first group: 一、综合.
            if box.top - around(above).bottom > (1.5 if is_group else 0.8) * size:
                break
        start -= 1
    return start


def _holds_prose(rows: Sequence[Sequence[Piece]]) -> bool:
    """Whether lines of running text run through the rows: they fill their column one like the other."""
    names = [piece for row in rows for piece in row if not is_figure(piece.text)]
    widest: dict[int, list[float]] = {}
    for piece in names:
        if len(piece.text) >= 9:
            widest.setdefault(round(piece.left / 4), []).append(piece.width)
    return any(len(widths) >= 3 and sum(width > 0.94 * max(widths) for width in widths) > 0.7 * len(widths) for widths in widest.values())


def _is_rest_of_cell(row: Sequence[Piece], above: Sequence[Piece], run: Sequence[Sequence[Piece]], size: float) -> bool:
    """Whether a row below the last one only ends a label that did not fit into its line."""
    if (
        len(row) != 1
        or len(row[0].text) > 8
        or row[0].text.endswith(("。", "："))
        or CAPTION.match(row[0].text)
        or row[0].text.startswith(("注", "说明", "*", "备注"))
    ):
        return False
    tops = [around(one).top for one in run]
    steps = [below - top for top, below in itertools.pairwise(tops)]
    step = row[0].top - around(above).top
    first = min(above, key=lambda one: one.left)
    return bool(steps) and step < 0.85 * median(steps) and overlap(row[0].left, row[0].right, first.left, first.right) > 0 and step < 1.6 * size


def text_table(rows: Sequence[Sequence[Piece]], gutters: Sequence[tuple[float, float]]) -> list[list[Piece]] | None:
    """The rows of a table of words (name, address, trade), whose cells may have several lines; None for columns of text."""
    held = [list(row) for row in rows]
    if _is_text_table(held, gutters):
        return held
    # Rows stand further apart than the lines of a cell.
    gaps = [around(below).top - around(above).bottom for above, below in itertools.pairwise(held)]
    ordered = sorted(gaps)
    jumps = [(below + above) / 2 for below, above in itertools.pairwise(ordered) if above - below > _ROW_GAP * held[0][0].size]
    for limit in jumps[: -_JUMPS - 1 : -1]:
        parted: list[list[Piece]] = [held[0]]
        for gap, row in zip(gaps, held[1:], strict=True):
            if gap > limit:
                parted.append([])
            parted[-1] = [*parted[-1], *row]
        if _is_text_table(parted, gutters):
            return parted
    return None


def _is_text_table(rows: Sequence[Sequence[Piece]], gutters: Sequence[tuple[float, float]]) -> bool:
    """Whether rows with common gutters are a table of words (name, address, trade) and not columns of text."""
    pieces = [piece for row in rows for piece in row]
    if len(rows) < 3 or any(piece.inside is not None for piece in pieces):
        return False
    if any(around(row).height > _TALLEST_WORDS * max(piece.size for piece in row) for row in rows):
        return False
    count = len(gutters) + 1
    columns = [[[piece for piece in row if _column_at(piece, gutters) == column] for row in rows] for column in range(count)]
    full = sum(sum(bool(cell) for cell in cells) >= 0.8 * len(rows) for cells in columns)
    if full < count:
        return False
    # One column of nothing but figures makes rows of what stands beside it.
    for cells in columns:
        texts = [cell_lines(cell) for cell in cells[1:] if cell]
        if len(texts) >= 2 and all(is_figure(text) for text in texts):
            return True
    short = sum(len(piece.text) <= 14 for piece in pieces)
    return short >= 0.85 * len(pieces) and sum(len(piece.text) for piece in pieces) <= 9 * len(pieces) and not _holds_prose(rows)


def _column_at(piece: Piece, gutters: Sequence[tuple[float, float]]) -> int:
    return sum(end <= piece.left + 0.1 for _, end in gutters)


def _columns(rows: Sequence[Sequence[Piece]], data: Sequence[bool]) -> list[Box]:
    """The columns of a table by its rows of figures; pieces over two columns do not count."""
    columns: list[Box] = []
    counted = [piece for row, is_data in zip(rows, data, strict=True) if is_data for piece in row] or [piece for row in rows for piece in row]
    for piece in sorted(counted, key=lambda one: one.width):
        touched = [column for column in columns if overlap(piece.left, piece.right, column.left, column.right) > 0]
        if not touched:
            columns.append(Box(piece.left, piece.top, piece.right, piece.bottom))
        elif len(touched) == 1:
            column = touched[0]
            column.left, column.right = min(column.left, piece.left), max(column.right, piece.right)
    return sorted(columns, key=lambda one: one.left)


def _between(rows: Sequence[Sequence[Piece]], gutters: Sequence[tuple[float, float]]) -> list[Box]:
    columns: list[list[Piece]] = [[] for _ in range(len(gutters) + 1)]
    for row in rows:
        for piece in row:
            columns[_column_at(piece, gutters)].append(piece)
    return [around(column) for column in columns if column]


def _places(row: Sequence[Piece], columns: Sequence[Box], is_header: bool) -> list[tuple[Piece, int, int]]:
    """Each piece with the first and last column that it stands over."""
    placed: list[tuple[Piece, int, int]] = []
    centres = [(column.left + column.right) / 2 for column in columns]
    lone: list[Piece] = []
    for piece in sorted(row, key=lambda one: one.left):
        touched = [index for index, column in enumerate(columns) if overlap(piece.left, piece.right, column.left, column.right) > 0]
        middle = (piece.left + piece.right) / 2
        if len(touched) == 1 or (touched and not is_header):
            first = max(touched, key=lambda index: overlap(piece.left, piece.right, columns[index].left, columns[index].right))
            beside = [index for index in (first - 1, first + 1) if 0 <= index < len(columns)]
            nearest = min(range(len(columns)), key=lambda index: abs(centres[index] - middle))
            is_own = nearest == first or not beside
            placed.append((piece, first, first) if is_own or not is_header else (piece, nearest, nearest))
        elif touched:
            placed.append((piece, touched[0], touched[-1]))
        else:
            lone.append(piece)
    for piece in lone:
        middle = (piece.left + piece.right) / 2
        left = [index for index, centre in enumerate(centres) if centre < middle]
        taken = {index for _, first, last in placed for index in range(first, last + 1)}
        if is_header and left and left[-1] + 1 < len(columns) and not ({left[-1], left[-1] + 1} & taken):
            # A head between two columns stands over both.
            placed.append((piece, left[-1], left[-1] + 1))
        else:
            nearest = min(range(len(columns)), key=lambda index: abs(centres[index] - middle))
            placed.append((piece, nearest, nearest))
    return placed


def _over_groups(placed: Sequence[tuple[Piece, int, int]], columns: Sequence[Box]) -> list[tuple[Piece, int, int]]:
    """Heads of a head's upper layer that stand in the middle over several columns, as 2023年 over 总量 and 增速."""
    taken = {index for _, first, last in placed for index in range(first, last + 1)}
    wider: list[tuple[Piece, int, int]] = []
    for piece, first, last in sorted(placed, key=lambda one: one[1]):
        middle = (piece.left + piece.right) / 2
        best = (first, last)
        off = abs((columns[first].left + columns[last].right) / 2 - middle)
        for left in range(first, 0, -1):
            if left < first and left in taken:
                break
            for right in range(last, len(columns)):
                if right > last and right in taken:
                    break
                beside = abs((columns[left].left + columns[right].right) / 2 - middle)
                # Better in the middle of the wider group, by more than chance.
                if beside < 0.5 * off and off > 0.4 * piece.size:
                    best, off = (left, right), beside
        wider.append((piece, *best))
    return wider


def table_block(rows: Sequence[Sequence[Piece]], gutters: Sequence[tuple[float, float]] = ()) -> Block:
    """A table from its rows of pieces; its columns are those between the gutters, where these are known."""
    size = median([piece.size for row in rows for piece in row])
    data = [_is_data(row, size) for row in rows]
    columns = _columns(rows, data) if not gutters else _between(rows, gutters)
    first_data = next((index for index, is_data in enumerate(data) if is_data), 0)
    grid: list[list[str]] = []
    boxes: list[Box] = []
    for index, row in enumerate(rows):
        box = around(row)
        if boxes and len(row) == 1 and _is_rest_of_cell(row, rows[index - 1], rows[: index + 1], size):
            column = _places(row, columns, False)[0][1]
            grid[-1][column] = join_lines(grid[-1][column], row[0].text)
            boxes[-1] = around([boxes[-1], box])
            continue
        is_header = index < first_data
        cells: list[list[Piece]] = [[] for _ in columns]
        placed = _places(row, columns, is_header)
        for piece, first, last in _over_groups(placed, columns) if index + 1 < first_data else placed:
            for column in range(first, last + 1 if is_header else first + 1):
                cells[column].append(piece)
        grid.append([cell_lines(cell) for cell in cells])
        boxes.append(box)
    _spread_middle_labels(grid, boxes, first_data)
    whole = around([piece for row in rows for piece in row])
    return Block(whole.left, whole.top, whole.right, whole.bottom, [list(row) for row in rows], grid, 0, boxes, size)


def _spread_middle_labels(grid: list[list[str]], boxes: list[Box], headers: int) -> None:
    """A head's label set in the middle beside two layers stands for both: 指标 beside 9月 above 总量."""
    for index in range(min(headers, len(grid)) - 2, 0, -1):
        filled = [column for column, text in enumerate(grid[index]) if text]
        if len(filled) != 1 or grid[index - 1][filled[0]] or grid[index + 1][filled[0]]:
            continue
        grid[index - 1][filled[0]] = grid[index + 1][filled[0]] = grid[index][filled[0]]
        del grid[index], boxes[index]


def cell_lines(pieces: Sequence[Piece]) -> str:
    """The text of a cell: its lines joined."""
    lines: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda one: (one.top + one.bottom, one.left)):
        if lines and abs((piece.top + piece.bottom) - (lines[-1][0].top + lines[-1][0].bottom)) < 0.8 * piece.size:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    text = ""
    for line in lines:
        text = join_lines(text, join_row(line))
    return text
