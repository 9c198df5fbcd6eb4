"""Lines of a block to paragraphs."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from transforms.formats.pdf.boxes import Block, Box, Piece, around, overlap
from transforms.formats.pdf.pieces import join_lines, join_row

_ENDS = "。！？!?；;"
_CLOSERS = "”」』）)》"
_NUMBERED = re.compile(
    r"\s*(?:第[一二三四五六七八九十百\d]+[章节条部分篇]|[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[、.．](?!\d)|[●■◆▲○□])"
)
_UNBREAKABLE = re.compile(r"[\dA-Za-z.,%％+\-]+")
_UNIT_LINE = re.compile(r"[（(]?\s*(?:计量)?单位\s*[:：]")
SAME_SIZE = 0.08
"""Sizes that differ by at most this share are the same."""
_INDENT = 0.9
"""A line begins a paragraph from so many ems of indent on (two are usual)."""
COLUMN_LINES = 4
"""From so many lines on a block tells the edges of its column."""
_SHORT = 2.1
"""A line that ends so many ems before the column's edge is not filled: a full stop and one more may be carried over."""
HEADLINE = 1.15
"""Lines so many times larger than the body are headlines."""


@dataclass(slots=True)
class Line(Box):
    """A line of a column."""

    text: str
    size: float
    token: float
    """Width of what cannot be broken at its start: a number, a word."""


@dataclass(slots=True)
class Paragraph:
    """A paragraph, or the part of one that stands in a column."""

    text: str
    box: Box
    size: float
    is_indented: bool
    is_filled: bool
    """The last line reaches the column's edge: the paragraph may go on elsewhere."""
    is_headline: bool = False

    @property
    def ends(self) -> bool:
        """Whether the text ends like a sentence."""
        return self.text.rstrip(_CLOSERS)[-1:] in _ENDS


def block_lines(block: Block) -> list[Line]:
    """The lines of a block; a unit beside a caption is a line of its own."""
    lines: list[Line] = []
    for pieces in block.lines:
        start = 0
        for index, piece in enumerate(pieces):
            if index and _UNIT_LINE.match(piece.text):
                lines.append(_line(pieces[start:index]))
                start = index
        lines.append(_line(pieces[start:]))
    return lines


def _line(pieces: Sequence[Piece]) -> Line:
    box = around(pieces)
    text = join_row(pieces)
    size = max(pieces, key=lambda piece: len(piece.text)).size
    token = _UNBREAKABLE.match(text)
    width = size if token is None else box.width * len(token[0]) / max(1, len(text))
    return Line(box.left, box.top, box.right, box.bottom, text, size, max(size, width))


def is_alike(size: float, other: float) -> bool:
    """Whether two sizes are the same in print."""
    return abs(size - other) <= SAME_SIZE * max(size, other)


def find_paragraphs(block: Block, column: Box, is_known: bool, body: float) -> list[Paragraph]:
    """The paragraphs of a block of lines; `column` tells the edges of its column, if they are known, `body` the usual size of the document."""
    lines = block_lines(block)
    gaps = [below.top - above.bottom for above, below in itertools.pairwise(lines) if is_alike(above.size, below.size)]
    usual = median(gaps) if len(gaps) >= 3 else min([*gaps, 0.9 * block.size])
    found: list[Paragraph] = []
    run: list[Line] = []
    for line in [*lines, None]:
        if run and (line is None or _begins(run, line, column, usual, body)):
            found.append(_paragraph(run, column, is_known, body))
            run = []
        if line is not None:
            run.append(line)
    return found


def _begins(run: Sequence[Line], line: Line, column: Box, usual: float, body: float) -> bool:
    """Whether a line begins a new paragraph."""
    last = run[-1]
    size = line.size
    if not is_alike(last.size, size) or _UNIT_LINE.match(line.text) or _UNIT_LINE.match(last.text):
        return True
    gap = line.top - last.bottom
    if gap > usual + 0.6 * size or gap > 2.5 * size:
        return True
    if size >= HEADLINE * body:
        # A headline of several lines.
        return last.text[-1:] in _ENDS or _NUMBERED.match(line.text) is not None or gap > 1.2 * size
    if _hangs(run, line, size) and last.right >= column.right - max(_SHORT * size, line.token + 0.6 * size):
        return False
    if line.left - column.left > _INDENT * size:
        # Under a line indented alike the whole block stands in; otherwise a paragraph begins.
        return True
    first_indent = run[0].left - column.left
    if (
        1.5 * size < first_indent < 2.6 * size
        and (len(run) > 1 or last.right - last.left > 0.5 * column.width)
        and last.text[-1] not in _ENDS + _CLOSERS + "：:"
    ):
        # A ragged line within an indented paragraph.
        return False
    return last.right < column.right - max(_SHORT * size, line.token + 0.6 * size)


def _hangs(run: Sequence[Line], line: Line, size: float) -> bool:
    """Whether a line stands in under the words of a numbered one, as list items do."""
    return (
        _NUMBERED.match(run[0].text) is not None
        and _NUMBERED.match(line.text) is None
        and 0.5 * size < line.left - run[0].left < 3.5 * size
        and (len(run) == 1 or abs(line.left - run[-1].left) < 0.5 * size)
    )


def _paragraph(run: Sequence[Line], column: Box, is_known: bool, body: float) -> Paragraph:
    text = ""
    size = run[0].size
    is_headline = size >= HEADLINE * body
    last: Line | None = None
    for line in run:
        if last is not None and is_headline and last.right < column.right - _SHORT * size:
            text += " " + line.text
        else:
            text = join_lines(text, line.text)
        last = line
    end = run[-1]
    is_filled = is_known and not is_headline and end.right >= column.right - _SHORT * size and not _UNIT_LINE.match(text)
    return Paragraph(text, around(run), size, run[0].left - column.left > _INDENT * size, is_filled, is_headline)


def column_of(block: Block, columns: Sequence[Block]) -> tuple[Box, bool]:
    """The column that a block stands in: its own edges, or for one of few lines those of larger blocks above or below it.

    The second value tells whether its edges are known: a line alone may end anywhere.
    """
    size = block.size or 10.0
    box = Box(block.left, block.top, block.right, block.bottom)
    main = [line for line in block_lines(block) if is_alike(line.size, size)]
    if main:
        box.left, box.right = min(line.left for line in main), max(line.right for line in main)
    if len(main) >= COLUMN_LINES:
        return box, True
    is_known = len(main) >= 2
    for other in columns:
        if other is block or not is_alike(other.size, size):
            continue
        if overlap(other.left, other.right, box.left, box.right) > 0.8 * box.width and other.left - size < box.left < other.left + 3 * size:
            return Box(min(other.left, box.left), box.top, max(other.right, box.right), box.bottom), True
        # A column of the same width elsewhere on the page.
        is_known = is_known or abs(other.width - box.width) < 0.6 * size
    return box, is_known
