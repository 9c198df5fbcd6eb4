"""What stands on a page, with its place: lengths in points, counted from the page's upper left corner."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field


@dataclass(slots=True)
class Box:
    """A rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies within."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom


@dataclass(slots=True)
class Glyph(Box):
    """A character; the box is that of its body on its baseline, so that 一 and 国 are of the same height."""

    char: str
    size: float
    space_before: bool = False


@dataclass(slots=True)
class Piece(Box):
    """Characters in a row without a wide gap: a line of a column, a cell of a table."""

    text: str
    size: float
    glyphs: list[Glyph] = field(default_factory=list)
    inside: list[Block] | None = None
    """What stands in a frame or table that is read as one thing; such a piece has no text of its own."""


@dataclass(slots=True)
class Rule(Box):
    """A drawn line, across or down."""

    @property
    def is_across(self) -> bool:
        """Whether it runs from left to right."""
        return self.width >= self.height


@dataclass(slots=True)
class Page:
    """A page as the file draws it."""

    number: int
    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    unmapped: int = 0
    """Characters of which the file does not say what they are."""
    is_hidden_text: bool = False
    """The characters lie unseen over a picture: somebody's recognition of a scan."""


@dataclass(slots=True)
class Block(Box):
    """Pieces read together: the lines of a column, or a table."""

    lines: list[list[Piece]] = field(default_factory=list)
    """Rows from top to bottom, pieces from left to right."""
    grid: list[list[str]] | None = None
    """A table's cells."""
    headers: int = 0
    row_boxes: list[Box] = field(default_factory=list)
    size: float = 0.0
    page: int = 0


def around(boxes: Iterable[Box]) -> Box:
    """The smallest box around others, of which there is at least one."""
    held = list(boxes)
    return Box(min(box.left for box in held), min(box.top for box in held), max(box.right for box in held), max(box.bottom for box in held))


def common_size(pieces: Sequence[Piece]) -> float:
    """The size that most characters have, in half points; 10 without any."""
    counts: dict[float, int] = {}
    for piece in pieces:
        size = round(piece.size * 2) / 2
        counts[size] = counts.get(size, 0) + len(piece.text)
    return max(counts, key=lambda size: (counts[size], size)) if counts else 10.0


def overlap(start: float, end: float, other_start: float, other_end: float) -> float:
    """The length that two stretches share; negative where they lie apart."""
    return min(end, other_end) - max(start, other_start)
