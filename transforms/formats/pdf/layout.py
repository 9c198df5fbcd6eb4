"""A page's blocks in reading order: tables and frames first taken out, then put where they stand."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.formats.pdf.boxes import Block, Glyph, Page, Piece, around
from transforms.formats.pdf.order import frame_piece, read_order
from transforms.formats.pdf.pieces import find_pieces
from transforms.formats.pdf.ruled import Ruled, fill, find_ruled, is_table, table_of

_MAX_FRAMES_DEPTH = 4
_MAX_PICTURES = 40
_LARGEST_PICTURE = 0.5
"""A picture over half the page lies behind the text."""
_SMALLEST_PICTURE = 30.0


def read_page(page: Page) -> list[Block]:
    """The blocks of a page in the order in which they are read."""
    blocks = _read_area(page.glyphs, find_ruled(page.rules, page.width, page.height), page, 0)
    for block in blocks:
        block.page = page.number
    return blocks


def _read_area(glyphs: Sequence[Glyph], drawn: Sequence[Ruled], page: Page, depth: int) -> list[Block]:
    framed: list[Piece] = []
    left = list(glyphs)
    for index, ruled in enumerate(drawn):
        if not left:
            break
        outside = fill(ruled, left)
        if len(outside) == len(left):
            continue
        if is_table(ruled):
            framed.append(frame_piece([table_of(ruled)], ruled.box))
        elif depth < _MAX_FRAMES_DEPTH:
            within = drawn[index + 1 :]
            for cell in ruled.cells:
                if cell.glyphs:
                    blocks = _read_area(
                        cell.glyphs,
                        [one for one in within if cell.holds((one.box.left + one.box.right) / 2, (one.box.top + one.box.bottom) / 2)],
                        page,
                        depth + 1,
                    )
                    framed.append(frame_piece(blocks, around(cell.glyphs)))
        else:
            continue
        left = outside
    if depth == 0:
        framed.extend(_pictures(page, left))
    return read_order([*find_pieces(left), *framed], page.rules)


def _pictures(page: Page, glyphs: Sequence[Glyph]) -> list[Piece]:
    """Pictures among the columns, as things without text: they fill the place that they take in their column."""
    found: list[Piece] = []
    whole = page.width * page.height
    for box in page.pictures[:_MAX_PICTURES]:
        if box.width * box.height > _LARGEST_PICTURE * whole or min(box.width, box.height) < _SMALLEST_PICTURE:
            continue
        if not any(box.holds((glyph.left + glyph.right) / 2, (glyph.top + glyph.bottom) / 2) for glyph in glyphs):
            found.append(frame_piece([], box))
    return found
