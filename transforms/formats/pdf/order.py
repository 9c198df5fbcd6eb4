"""The order in which a page is read: bands from top to bottom, in them columns from left to right, in those bands again."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from transforms.formats.pdf.aligned import CAPTION, LONGEST_LABEL, find_tables, table_block, text_table
from transforms.formats.pdf.boxes import Block, Box, Piece, Rule, around, common_size, overlap
from transforms.formats.pdf.stacks import order_stacks

_MAX_DEPTH = 14
GUTTER = 0.75
"""The narrowest gutter between columns, in ems."""
_SHRINK = 0.18
"""Lines are taken so much of their height smaller at top and bottom, so that tightly set ones do not touch."""
_WIDE_STRIP = 1.1
"""An empty strip from so many ems on, above what a line's distance is, ends a band whose gutters change."""


@dataclass(slots=True)
class Row:
    """Pieces that overlap in height, directly or through others."""

    top: float
    bottom: float
    pieces: list[Piece]


@dataclass(slots=True)
class _Band:
    rows: list[Row]
    gutters: list[tuple[float, float]]
    """Empty stretches with pieces on both sides, common to all rows."""


def find_rows(pieces: Sequence[Piece]) -> list[Row]:
    """The rows of a region from top to bottom."""
    rows: list[Row] = []
    for piece in sorted(pieces, key=lambda one: one.top):
        inset = _SHRINK * min(piece.height, piece.size)
        top, bottom = piece.top + inset, piece.bottom - inset
        if rows and top < rows[-1].bottom:
            rows[-1].pieces.append(piece)
            rows[-1].bottom = max(rows[-1].bottom, bottom)
        else:
            rows.append(Row(top, bottom, [piece]))
    return rows


def free_stretches(pieces: Sequence[Piece], least: float) -> list[tuple[float, float]]:
    """The stretches from left to right that no piece covers, at least so wide; those outside all pieces included."""
    free: list[tuple[float, float]] = []
    position = -1e9
    for piece in sorted(pieces, key=lambda one: one.left):
        if piece.left - position >= least:
            free.append((position, piece.left))
        position = max(position, piece.right)
    free.append((position, 1e9))
    return free


def _common(first: Sequence[tuple[float, float]], second: Sequence[tuple[float, float]], least: float) -> list[tuple[float, float]]:
    shared: list[tuple[float, float]] = []
    a = b = 0
    while a < len(first) and b < len(second):
        start, end = max(first[a][0], second[b][0]), min(first[a][1], second[b][1])
        if end - start >= least:
            shared.append((start, end))
        if first[a][1] < second[b][1]:
            a += 1
        else:
            b += 1
    return shared


def _inner(free: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    return [stretch for stretch in free if stretch[0] > -1e8 and stretch[1] < 1e8]


def read_order(pieces: Sequence[Piece], rules: Sequence[Rule], depth: int = 0) -> list[Block]:
    """The blocks of a region in the order in which they are read."""
    if not pieces:
        return []
    if depth >= _MAX_DEPTH:
        return order_stacks(pieces)
    rows = find_rows(pieces)
    size = common_size(pieces)
    blocks: list[Block] = []
    position = 0
    for start, end in find_tables([row.pieces for row in rows], size):
        blocks.extend(_read_bands(rows[position:start], rules, size, depth))
        blocks.append(table_block([row.pieces for row in rows[start:end]]))
        position = end
    blocks.extend(_read_bands(rows[position:], rules, size, depth))
    return blocks


def _read_bands(rows: Sequence[Row], rules: Sequence[Rule], size: float, depth: int) -> list[Block]:
    blocks: list[Block] = []
    bands = _find_bands(rows, rules, size)
    for number, band in enumerate(bands):
        if band.gutters and number and not bands[number - 1].gutters:
            _give_table_its_head(bands[number - 1], band, size)
    for band in bands:
        if not band.rows:
            continue
        held = [piece for row in band.rows for piece in row.pieces]
        if not band.gutters or _is_lines(band, size):
            blocks.extend(_read_lines(band.rows, size))
        elif (words := text_table([row.pieces for row in band.rows], band.gutters)) is not None:
            blocks.append(table_block(words, band.gutters))
        else:
            # One cut at a time: beside it other articles may end and begin.
            widest = max(band.gutters, key=lambda gutter: gutter[1] - gutter[0])
            for column in _columns(held, [widest]):
                if len(column) == len(held):
                    blocks.extend(order_stacks(column))
                else:
                    blocks.extend(read_order(column, rules, depth + 1))
    return blocks


def _columns(pieces: Sequence[Piece], gutters: Sequence[tuple[float, float]]) -> list[list[Piece]]:
    edges = [(start + end) / 2 for start, end in gutters]
    columns: list[list[Piece]] = [[] for _ in range(len(edges) + 1)]
    for piece in pieces:
        middle = (piece.left + piece.right) / 2
        columns[sum(edge < middle for edge in edges)].append(piece)
    return [column for column in columns if column]


def _is_lines(band: _Band, size: float) -> bool:
    """Whether a band with a gutter is but a few lines with a gap in them: a byline and a date, a list of names."""
    if any(piece.inside is not None for row in band.rows for piece in row.pieces):
        return False
    if len(band.rows) == 1:
        return _is_one_line(band.rows[0])
    if len(band.rows) > 3 or not all(_is_one_line(row) for row in band.rows):
        return False
    # Columns of text fill their width; lines with gaps do not.
    held = [piece for row in band.rows for piece in row.pieces]
    columns = _columns(held, band.gutters)
    filled = 0
    for column in columns:
        box = around(column)
        filled += sum(piece.width > 0.8 * box.width and len(piece.text) >= 8 for piece in column)
    return filled * 2 < len(held)


def _is_one_line(row: Row) -> bool:
    """Whether the pieces of a row stand beside one another only."""
    pieces = sorted(row.pieces, key=lambda one: one.left)
    return all(
        first.right <= second.left + 0.2 * second.size and overlap(first.top, first.bottom, second.top, second.bottom) > 0.3 * min(first.height, second.height)
        for first, second in itertools.pairwise(pieces)
    )


def _read_lines(rows: Sequence[Row], size: float) -> list[Block]:
    """The blocks of a band without gutters: plain lines together, what stands in frames apart, tangled rows by their stacks."""
    blocks: list[Block] = []
    lines: list[list[Piece]] = []

    def close() -> None:
        if lines:
            blocks.append(line_block([*lines]))
            lines.clear()

    for row in rows:
        if len(row.pieces) == 1 and row.pieces[0].inside is not None:
            close()
            blocks.extend(row.pieces[0].inside)
        elif _is_one_line(row) and all(piece.inside is None for piece in row.pieces):
            lines.append(sorted(row.pieces, key=lambda one: one.left))
        else:
            close()
            blocks.extend(order_stacks(row.pieces))
    close()
    return blocks


def line_block(lines: list[list[Piece]]) -> Block:
    """A block of lines."""
    box = around([piece for line in lines for piece in line])
    return Block(box.left, box.top, box.right, box.bottom, lines, size=common_size([piece for line in lines for piece in line]))


def _find_bands(rows: Sequence[Row], rules: Sequence[Rule], size: float) -> list[_Band]:
    """Runs of rows that share their gutters."""
    least = GUTTER * size
    steps = [below.top - above.bottom for above, below in itertools.pairwise(rows)]
    usual = median(steps) if steps else 0.0
    bands: list[_Band] = []
    free: list[tuple[float, float]] = []
    for index, row in enumerate(rows):
        own = free_stretches(row.pieces, least)
        if bands:
            band = bands[-1]
            shared = _common(free, own, least)
            gutters = _inner_of(shared, [*band.rows, row])
            strip = row.top - band.rows[-1].bottom
            # The space below a headline grows with it and divides nothing.
            above = max(size, max(piece.size for piece in band.rows[-1].pieces if piece.inside is None)) if _is_headed(band.rows[-1]) else size
            is_apart = strip > max(usual, 0.0) + _WIDE_STRIP * above or _is_ruled_off(rules, band.rows[-1], row)
            is_parted = bool(band.gutters) and _is_ruled_off(rules, band.rows[-1], row)
            if not is_parted and _goes_on(band, row, own, gutters, rows[index + 1] if index + 1 < len(rows) else None, is_apart, size):
                # Lines one below the other open no columns, however short they are.
                band.rows.append(row)
                band.gutters = gutters if band.gutters else []
                free = shared
                continue
        bands.append(_Band([row], _inner(own)))
        free = own
    _take_first_lines(bands, size)
    return bands


def _is_headed(row: Row) -> bool:
    return any(piece.inside is None for piece in row.pieces)


def _inner_of(free: Sequence[tuple[float, float]], rows: Sequence[Row]) -> list[tuple[float, float]]:
    left = min(piece.left for row in rows for piece in row.pieces)
    right = max(piece.right for row in rows for piece in row.pieces)
    return [stretch for stretch in free if stretch[0] >= left and stretch[1] <= right]


def _goes_on(
    band: _Band, row: Row, own: Sequence[tuple[float, float]], gutters: Sequence[tuple[float, float]], following: Row | None, is_apart: bool, size: float
) -> bool:
    """Whether a row belongs to the band above it."""
    before = len(band.gutters)
    here = _inner(own)
    if not before:
        if not here:
            # Lines below lines; a short line may open columns only together with what follows.
            return True
        if _is_one_line(row):
            # A gap in a single line is no gutter unless the next row has it too.
            beneath = _inner(free_stretches(following.pieces, GUTTER * size)) if following is not None else []
            return not any(overlap(a[0], a[1], b[0], b[1]) >= GUTTER * size for a in here for b in beneath)
        return False
    if not gutters:
        return False
    is_single = not here
    if is_single:
        # A line under one of the columns: the column's end, or something new that happens to be short.
        column = [piece for other in band.rows for piece in other.pieces if overlap(piece.left, piece.right, row.pieces[0].left, row.pieces[0].right) > 0]
        # A caption below a picture is smaller; what is larger begins anew.
        same = bool(column) and (row.pieces[0].inside is not None or common_size(row.pieces) <= 1.1 * common_size(column))
        return same and not is_apart and len(gutters) >= before
    if len(gutters) < before or any(not _is_kept(gutter, band.gutters) for gutter in here):
        return not is_apart
    return True


def _is_kept(gutter: tuple[float, float], others: Sequence[tuple[float, float]]) -> bool:
    return any(overlap(gutter[0], gutter[1], other[0], other[1]) > 0 for other in others)


def _is_ruled_off(rules: Sequence[Rule], above: Row, below: Row) -> bool:
    """Whether a line is drawn between two rows over more than half of their width."""
    box = around([*above.pieces, *below.pieces])
    return any(
        rule.is_across and above.bottom - 1 <= rule.top <= below.top + 1 and overlap(rule.left, rule.right, box.left, box.right) > 0.6 * box.width
        for rule in rules
    )


def _take_first_lines(bands: list[_Band], size: float) -> None:
    """Gives columns that begin higher than the others their first lines back, which no gutter marks."""
    for above, band in itertools.pairwise(bands):
        if above.gutters or not band.gutters:
            continue
        while len(above.rows) > 1:
            row = above.rows[-1]
            if len(row.pieces) != 1 or row.pieces[0].inside is not None:
                break
            piece = row.pieces[0]
            column = [other for below in band.rows for other in below.pieces if overlap(other.left, other.right, piece.left, piece.right) > 0]
            if not column:
                break
            box = around(column)
            inside = piece.left >= box.left - 0.3 * size and piece.right <= box.right + 0.3 * size
            like = abs(common_size(column) - piece.size) <= 0.1 * size and piece.width > 0.85 * box.width
            close = band.rows[0].top - row.bottom < 1.3 * size
            gutters = _inner_of(
                _common(free_stretches(row.pieces, GUTTER * size), [(-1e9, band.gutters[0][0]), *band.gutters, (band.gutters[-1][1], 1e9)], 0), band.rows
            )
            if not (inside and like and close and len(gutters) >= len(band.gutters)):
                break
            above.rows.pop()
            band.rows.insert(0, row)


def _give_table_its_head(above: _Band, band: _Band, size: float) -> None:
    """Moves heads that stand over the columns of a table of words to it; alone they look like lines with gaps."""
    count = 0
    for row, below in zip(reversed(above.rows), [band.rows[0], *reversed(above.rows)], strict=False):
        fits = all(
            piece.inside is None
            and len(piece.text) <= LONGEST_LABEL
            and not CAPTION.match(piece.text)
            and not any(piece.left < end and piece.right > start for start, end in band.gutters)
            for piece in row.pieces
        )
        if not fits or below.top - row.bottom > 1.6 * size:
            break
        count += 1
    heads = above.rows[len(above.rows) - count :]
    if not any(len(row.pieces) > 1 for row in heads):
        return
    if text_table([row.pieces for row in [*heads, *band.rows]], band.gutters) is not None:
        del above.rows[len(above.rows) - count :]
        band.rows[:0] = heads


def frame_piece(blocks: list[Block], box: Box) -> Piece:
    """A frame with what stands in it, as one thing among the pieces."""
    size = next((block.size for block in blocks if block.size), 10.0)
    return Piece(box.left, box.top, box.right, box.bottom, "", size, [], blocks)
