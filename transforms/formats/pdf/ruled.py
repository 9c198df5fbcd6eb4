"""Tables and frames drawn with lines."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from transforms.formats.pdf.aligned import cell_lines, is_figure
from transforms.formats.pdf.boxes import Block, Box, Glyph, Piece, Rule, around, overlap
from transforms.formats.pdf.pieces import find_pieces
from transforms.tables.plain import MAX_CELLS, Span, spread

_TOUCH = 2.5
"""Ends of lines meet within so many points."""
_MAX_RULES = 4_000
"""Above so many lines (a map, a chart) none is taken for a table's."""
_WALL = 0.6
"""A wall is there when lines cover this share of a cell's side."""
_LONG_CELL = 100
"""Characters a filled cell on average from which drawn boxes hold articles, not a table."""


@dataclass(slots=True)
class Ruled:
    """Lines that hang together, and the columns and rows that they draw."""

    box: Box
    across: list[float]
    down: list[float]
    rules: list[Rule]
    cells: list[_Cell] = field(default_factory=list)


@dataclass(slots=True)
class _Cell(Box):
    row: int
    column: int
    rows: int
    columns: int
    glyphs: list[Glyph] = field(default_factory=list)


def find_ruled(rules: Sequence[Rule], width: float, height: float) -> list[Ruled]:
    """The grids and boxes that a page's lines draw, largest first; frames around the whole page left aside."""
    # Neighbouring cells draw the side between them twice.
    apart = {(round(rule.left), round(rule.top), round(rule.right), round(rule.bottom)): rule for rule in rules}
    lines = [rule for rule in apart.values() if rule.right > 0 and rule.left < width and rule.bottom > 0 and rule.top < height]
    if len(lines) > _MAX_RULES:
        return []
    found: list[Ruled] = []
    for group in _groups(lines):
        down = [rule for rule in group if not rule.is_across]
        across = [rule for rule in group if rule.is_across]
        if not down or len(across) < 2:
            continue
        box = around(group)
        if box.width > 0.85 * width and box.height > 0.85 * height and len(down) == 2 and len(across) == 2:
            continue
        xs = _distinct([*((rule.left + rule.right) / 2 for rule in down), box.left, box.right])
        ys = _distinct([*((rule.top + rule.bottom) / 2 for rule in across), box.top, box.bottom])
        if len(xs) < 2 or len(ys) < 2 or (len(xs) - 1) * (len(ys) - 1) > MAX_CELLS:
            continue
        ruled = Ruled(box, ys, xs, group)
        ruled.cells = _cells(ruled, across, down)
        found.append(ruled)
    return sorted(found, key=lambda one: -one.box.width * one.box.height)


def _distinct(values: Sequence[float]) -> list[float]:
    """Places in order, those that nearly coincide as one."""
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > _TOUCH:
            places.append(value)
    return places


def _groups(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Lines that touch, directly or through others."""
    order = sorted(rules, key=lambda rule: rule.top)
    parent = list(range(len(order)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    active: list[int] = []
    for index, rule in enumerate(order):
        active = [other for other in active if order[other].bottom >= rule.top - _TOUCH]
        for other in active:
            if overlap(order[other].left, order[other].right, rule.left, rule.right) >= -_TOUCH:
                parent[root(index)] = root(other)
        active.append(index)
    groups: dict[int, list[Rule]] = {}
    for index, rule in enumerate(order):
        groups.setdefault(root(index), []).append(rule)
    return list(groups.values())


def _cells(ruled: Ruled, across: Sequence[Rule], down: Sequence[Rule]) -> list[_Cell]:
    """The cells: fields of the grid, those without a wall between them joined."""
    xs, ys = ruled.down, ruled.across
    columns, rows = len(xs) - 1, len(ys) - 1
    walls_right = [[0.0] * columns for _ in range(rows)]
    walls_below = [[0.0] * columns for _ in range(rows)]
    for rule in down:
        place = bisect_left(xs, (rule.left + rule.right) / 2 - _TOUCH) - 1
        if 0 <= place < columns:
            for row in range(max(0, bisect_right(ys, rule.top) - 1), rows):
                if ys[row] > rule.bottom:
                    break
                walls_right[row][place] += max(0.0, overlap(rule.top, rule.bottom, ys[row], ys[row + 1]))
    for rule in across:
        place = bisect_left(ys, (rule.top + rule.bottom) / 2 - _TOUCH) - 1
        if 0 <= place < rows:
            for column in range(max(0, bisect_right(xs, rule.left) - 1), columns):
                if xs[column] > rule.right:
                    break
                walls_below[place][column] += max(0.0, overlap(rule.left, rule.right, xs[column], xs[column + 1]))
    cells: list[_Cell] = []
    taken = [[False] * columns for _ in range(rows)]
    for row in range(rows):
        for column in range(columns):
            if taken[row][column]:
                continue
            last_column = column
            while last_column + 1 < columns and not taken[row][last_column + 1] and walls_right[row][last_column] < _WALL * (ys[row + 1] - ys[row]):
                last_column += 1
            last_row = row
            while last_row + 1 < rows and all(
                walls_below[last_row][place] < _WALL * (xs[place + 1] - xs[place]) and not taken[last_row + 1][place]
                for place in range(column, last_column + 1)
            ):
                last_row += 1
            for below in range(row, last_row + 1):
                for beside in range(column, last_column + 1):
                    taken[below][beside] = True
            cells.append(_Cell(xs[column], ys[row], xs[last_column + 1], ys[last_row + 1], row, column, last_row - row + 1, last_column - column + 1))
    return cells


def fill(ruled: Ruled, glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Puts the characters into the cells that they stand in; gives those outside."""
    by_field: dict[tuple[int, int], _Cell] = {}
    for cell in ruled.cells:
        for row in range(cell.row, cell.row + cell.rows):
            for column in range(cell.column, cell.column + cell.columns):
                by_field[row, column] = cell
    outside: list[Glyph] = []
    for glyph in glyphs:
        row = bisect_right(ruled.across, (glyph.top + glyph.bottom) / 2) - 1
        column = bisect_right(ruled.down, (glyph.left + glyph.right) / 2) - 1
        cell_here = by_field.get((row, column))
        if cell_here is None:
            outside.append(glyph)
        else:
            cell_here.glyphs.append(glyph)
    return outside


def is_table(ruled: Ruled) -> bool:
    """Whether drawn cells hold a table: several of them, in rows and columns, none of the length of an article."""
    filled = [cell for cell in ruled.cells if cell.glyphs]
    if len(ruled.cells) < 3 or len(filled) < 2 or len(ruled.across) < 3 or len(ruled.down) < 3:
        return False
    return sum(len(cell.glyphs) for cell in filled) <= _LONG_CELL * len(filled)


def table_of(ruled: Ruled) -> Block:
    """The table in a filled grid."""
    rows: list[list[Span]] = []
    boxes: list[Box] = []
    pieces_of = {id(cell): find_pieces(cell.glyphs) for cell in ruled.cells}
    for row in range(len(ruled.across) - 1):
        cells = sorted((cell for cell in ruled.cells if cell.row == row), key=lambda cell: cell.column)
        pieces = [piece for cell in cells for piece in pieces_of[id(cell)]]
        # A label that reaches over several fields keeps them together.
        is_plain = sum(cell.columns for cell in cells) == len(ruled.down) - 1 and all(cell.rows == 1 for cell in cells)
        parts = _rows_within([pieces_of[id(cell)] for cell in cells]) if is_plain else None
        if parts is not None:
            for part in parts:
                rows.append([Span(cell_lines(held), 1, cell.columns) for held, cell in zip(part, cells, strict=True)])
                held_pieces = [piece for held in part for piece in held]
                boxes.append(around(held_pieces) if held_pieces else ruled.box)
            continue
        rows.append([Span(cell_lines(pieces_of[id(cell)]), cell.rows, cell.columns) for cell in cells])
        boxes.append(around(pieces) if pieces else Box(ruled.box.left, ruled.across[row], ruled.box.right, ruled.across[row + 1]))
    grid = spread(rows)
    kept = [(cells, box) for cells, box in zip(grid, boxes, strict=True) if any(cells)]
    sizes = [glyph.size for cell in ruled.cells for glyph in cell.glyphs]
    box = ruled.box
    return Block(
        box.left,
        box.top,
        box.right,
        box.bottom,
        [],
        [cells for cells, _ in kept],
        0,
        [held for _, held in kept],
        sorted(sizes)[len(sizes) // 2] if sizes else 0.0,
    )


def _rows_within(cells: Sequence[Sequence[Piece]]) -> list[list[list[Piece]]] | None:
    """The rows of a field in which several rows stand without a line between them, told by the lines of its figures."""
    bases: list[float] = []
    for pieces in cells[1:]:
        figures = [piece for piece in pieces if is_figure(piece.text)]
        if len(figures) >= 2 and len(figures) == len(pieces) and len(figures) > len(bases):
            bases = sorted((piece.top + piece.bottom) / 2 for piece in figures)
    if len(bases) < 2:
        return None
    parts: list[list[list[Piece]]] = [[[] for _ in cells] for _ in bases]
    for number, pieces in enumerate(cells):
        for piece in pieces:
            middle = (piece.top + piece.bottom) / 2
            nearest = min(range(len(bases)), key=lambda index: abs(bases[index] - middle))
            parts[nearest][number].append(piece)
    return parts
