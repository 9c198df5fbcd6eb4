"""A page's blocks in reading order: tables and frames first taken out, then put where they stand."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.formats.pdf.boxes import Block, Glyph, Page, Piece, around
from transforms.formats.pdf.order import frame_piece, read_order
from transforms.formats.pdf.pieces import find_pieces
from transforms.formats.pdf.ruled import Ruled, fill, find_ruled, is_table, table_of

_MAX_FRAMES_DEPTH = 4


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
    return read_order([*find_pieces(left), *framed], page.rules)
