"""Characters to pieces of lines."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Sequence
from statistics import median

from transforms.formats.pdf.boxes import Glyph, Piece, overlap

GAP = 0.7
"""A gap from so many ems on parts two pieces: justified lines stretch less, gutters and cells stand further apart."""
_WORD_GAP = 0.18
"""A gap so many ems above the usual one is a space."""
_NARROW, _WIDE, _MIXED = 0, 1, 2
_SET_OFF = 0.28
"""Numbers and Latin words are set off from Chinese by up to a quarter of an em without a space."""
_SAME_BASELINE = 0.35
_LETTER_SPACING = 2.6
"""Headlines are spaced out to at most so many ems from character to character."""


def is_wide(char: str) -> bool:
    """Whether a character fills a square, as Chinese ones and their punctuation do."""
    return unicodedata.east_asian_width(char) in "WF" or char in "“”‘’—…·"


def find_pieces(glyphs: Sequence[Glyph]) -> list[Piece]:
    """The pieces of all lines, from top to bottom and left to right. Sorting apart, the time grows with the number of characters."""
    pieces: list[Piece] = []
    row: list[Glyph] = []
    base = 0.0
    for glyph in sorted(glyphs, key=lambda one: (one.top + one.bottom, one.left)):
        middle = (glyph.top + glyph.bottom) / 2
        if row and middle - base > _SAME_BASELINE * min(row[0].size, glyph.size):
            pieces.extend(_cut(row))
            row = []
        if not row:
            base = middle
        row.append(glyph)
    pieces.extend(_cut(row))
    return _stand_upright(pieces)


def _cut(row: Sequence[Glyph]) -> list[Piece]:
    """The pieces of one row of characters."""
    runs: list[list[Glyph]] = []
    for glyph in sorted(row, key=lambda one: one.left):
        if runs:
            last = runs[-1][-1]
            if glyph.char == last.char and overlap(glyph.left, glyph.right, last.left, last.right) > 0.7 * min(glyph.width, last.width):
                # Printed twice, a hair apart, to look bold.
                continue
            size = min(glyph.size, last.size)
            gap = glyph.left - last.right
            unlike = max(glyph.size, last.size) > 1.45 * size and gap > 0.25 * size
            if gap <= GAP * size and not unlike:
                runs[-1].append(glyph)
                continue
        runs.append([glyph])
    return [_piece(run) for run in _close_spaced(runs)]


def _close_spaced(runs: Sequence[list[Glyph]]) -> list[list[Glyph]]:
    """Single characters at even distances are one word spaced out: 喜　报　频　传."""
    closed: list[list[Glyph]] = []
    index = 0
    while index < len(runs):
        last = index
        if len(runs[index]) == 1 and is_wide(runs[index][0].char):
            step = 0.0
            while last + 1 < len(runs) and len(runs[last + 1]) == 1:
                here, beside = runs[last][0], runs[last + 1][0]
                pitch = beside.left - here.left
                if not is_wide(beside.char) or abs(here.size - beside.size) > 0.1 * here.size or pitch > _LETTER_SPACING * here.size:
                    break
                if step and abs(pitch - step) > 0.2 * step:
                    break
                step = step or pitch
                last += 1
        if last - index >= 2:
            closed.append([run[0] for run in runs[index : last + 1]])
            index = last + 1
        else:
            closed.append(runs[index])
            index += 1
    return closed


def _piece(run: Sequence[Glyph]) -> Piece:
    sizes = [glyph.size for glyph in run]
    size = median(sizes)
    main = [glyph for glyph in run if abs(glyph.size - size) <= 0.2 * size] or list(run)
    return Piece(
        run[0].left,
        median(glyph.top for glyph in main),
        max(glyph.right for glyph in run),
        median(glyph.bottom for glyph in main),
        run_text(run),
        size,
        list(run),
    )


def run_text(run: Sequence[Glyph]) -> str:
    """The characters of a run with its spaces: those that the file has, and gaps wider than the others of their kind.

    Justified lines widen all gaps between Chinese characters alike, and many programs set numbers a little off; neither is a space.
    """
    gaps = [right.left - left.right for left, right in itertools.pairwise(run)]
    kinds = [_meeting(left.char, right.char) for left, right in itertools.pairwise(run)]
    usual = [0.0, 0.0, 0.0]
    for kind in (_WIDE, _MIXED):
        own = sorted(gap for gap, other in zip(gaps, kinds, strict=True) if other == kind)
        usual[kind] = max(0.0, own[(len(own) - 1) // 2]) if own else 0.0
    usual[_MIXED] = max(usual[_MIXED], usual[_WIDE], _SET_OFF * run[0].size if kinds.count(_MIXED) == 1 else 0.0)
    parts: list[str] = []
    for index, glyph in enumerate(run):
        if index and (glyph.space_before or gaps[index - 1] > usual[kinds[index - 1]] + _WORD_GAP * glyph.size):
            parts.append(" ")
        parts.append(glyph.char)
    return "".join(parts)


def _meeting(left: str, right: str) -> int:
    if is_wide(left) and is_wide(right):
        return _WIDE
    # A full stop or comma is set off by a space only, as in 1. 完成.
    if (is_wide(left) or is_wide(right)) and left not in ".,;:":
        return _MIXED
    return _NARROW


def _stand_upright(pieces: list[Piece]) -> list[Piece]:
    """Joins single characters that stand below one another to the line that they are: a headline set from top to bottom."""
    single = [piece for piece in pieces if len(piece.glyphs) == 1 and is_wide(piece.text)]
    if len(single) < 4:
        return pieces
    # Columns of characters by their middle; from right to left, as such lines are read.
    single.sort(key=lambda piece: (-round((piece.left + piece.right) / 2), piece.top))
    taken: set[int] = set()
    joined: list[Piece] = []
    stack: list[Piece] = []
    for piece in [*single, None]:
        if stack and piece is not None:
            above = stack[-1]
            beside = abs((piece.left + piece.right) - (above.left + above.right)) / 2
            pitch = piece.top - above.top
            if beside < 0.2 * above.size and abs(piece.size - above.size) < 0.1 * above.size and 0.8 * above.size < pitch < 1.5 * above.size:
                stack.append(piece)
                continue
        if len(stack) >= 4:
            taken.update(id(one) for one in stack)
            glyphs = [one.glyphs[0] for one in stack]
            joined.append(
                Piece(
                    min(one.left for one in stack),
                    stack[0].top,
                    max(one.right for one in stack),
                    stack[-1].bottom,
                    "".join(one.text for one in stack),
                    stack[0].size,
                    glyphs,
                )
            )
        stack = [piece] if piece is not None else []
    if not joined:
        return pieces
    return [piece for piece in pieces if id(piece) not in taken] + joined


def join_row(pieces: Sequence[Piece]) -> str:
    """The text of a row: pieces side by side, a space between them unless both are single Chinese characters of a word spaced out."""
    text = ""
    last = ""
    for piece in sorted(pieces, key=lambda one: one.left):
        if text and not (len(piece.text) == 1 and len(last) == 1 and is_wide(piece.text) and is_wide(last)):
            text += " "
        text += piece.text
        last = piece.text
    return text


def join_lines(above: str, below: str) -> str:
    """Two lines of one paragraph as one text: without a space in Chinese, with one between Latin words, a word parted by a hyphen closed."""
    if not above or not below:
        return above + below
    end, start = above[-1], below[0]
    if end == "-" and len(above) > 1 and above[-2].isascii() and above[-2].isalpha() and start.isascii() and start.islower():
        return above[:-1] + below
    if end.isascii() and start.isascii() and ((end.isalpha() and start.isalpha()) or (end in ",.;:" and start.isalpha())):
        return above + " " + below
    return above + below
