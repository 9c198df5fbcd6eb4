"""Sets Chinese pages as a paper's composing room does: columns, indents, justified lines, rules, tables. Needs reportlab."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas

FONT = "STSong-Light"
A4 = (595.0, 842.0)
_NOT_FIRST = set("，。、；：！？）》”’％%")
_NOT_LAST = set("（《“‘")
_WORD = set("0123456789.,%ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-+")

pdfmetrics.registerFont(UnicodeCIDFont(FONT))

Column = tuple[float, float, float, float]
"""Left, top, width, height; from the page's upper left corner."""


def width_of(text: str, size: float) -> float:
    """The width of a text in points."""
    return float(pdfmetrics.stringWidth(text, FONT, size))


def break_lines(text: str, size: float, width: float, indent: float = 0.0) -> list[str]:
    """A paragraph's lines: numbers and words whole, no line begins with a comma or ends with an opening bracket."""
    tokens: list[str] = []
    for char in text:
        if tokens and ((char in _WORD and tokens[-1][-1] in _WORD) or char in _NOT_FIRST or tokens[-1][-1] in _NOT_LAST):
            tokens[-1] += char
        else:
            tokens.append(char)
    lines = [""]
    room = width - indent
    for token in tokens:
        if lines[-1] and width_of(lines[-1] + token, size) > room + 0.01:
            lines.append("")
            room = width
        lines[-1] += token
    return lines


class Setter:
    """One document being set."""

    def __init__(self, size: tuple[float, float] = A4, **options: Any) -> None:
        self.wide, self.high = size
        self._file = io.BytesIO()
        self.canvas = canvas.Canvas(self._file, pagesize=size, pageCompression=1, invariant=1, **options)

    def page(self) -> None:
        """Begins a new page."""
        self.canvas.showPage()

    def text(self, x: float, y: float, text: str, size: float = 10.0, spread: float = 0.0) -> None:
        """A line with its baseline at y."""
        line = self.canvas.beginText(x, self.high - y)
        line.setFont(FONT, size)
        line.setCharSpace(spread)
        line.textOut(text)
        self.canvas.drawText(line)

    def centred(self, left: float, right: float, y: float, text: str, size: float) -> None:
        """A line in the middle between two edges."""
        self.text((left + right - width_of(text, size)) / 2, y, text, size)

    def right(self, x: float, y: float, text: str, size: float) -> None:
        """A line that ends at x."""
        self.text(x - width_of(text, size), y, text, size)

    def upright(self, x: float, y: float, text: str, size: float) -> None:
        """A line from top to bottom."""
        for number, char in enumerate(text):
            self.text(x, y + number * size * 1.1, char, size)

    def flow(self, paragraphs: Sequence[str], columns: Sequence[Column | None], size: float = 10.0, leading: float = 1.5, indent: float = 2.0) -> None:
        """Paragraphs through columns one after the other; None begins a new page."""
        waiting = list(columns)
        column = waiting.pop(0)
        assert column is not None
        y = column[1] + size
        for paragraph in paragraphs:
            first = True
            lines = break_lines(paragraph, size, column[2], indent * size)
            for number, line in enumerate(lines):
                while y > column[1] + column[3]:
                    following = waiting.pop(0)
                    if following is None:
                        self.page()
                        following = waiting.pop(0)
                    assert following is not None
                    column = following
                    y = column[1] + size
                x = column[0] + (indent * size if first else 0.0)
                room = column[0] + column[2] - x
                spread = (room - width_of(line, size)) / max(1, len(line) - 1) if number < len(lines) - 1 else 0.0
                self.text(x, y, line, size, min(spread, 0.3 * size))
                y += leading * size
                first = False

    def rule(self, x1: float, y1: float, x2: float, y2: float, width: float = 0.6) -> None:
        """A drawn line."""
        self.canvas.setLineWidth(width)
        self.canvas.line(x1, self.high - y1, x2, self.high - y2)

    def box(self, left: float, top: float, right: float, bottom: float) -> None:
        """A drawn rectangle."""
        self.canvas.setLineWidth(0.6)
        self.canvas.rect(left, self.high - bottom, right - left, bottom - top)

    def grey(self, left: float, top: float, right: float, bottom: float) -> None:
        """A picture's place: a real picture of one grey."""
        from PIL import Image
        from reportlab.lib.utils import ImageReader

        picture = ImageReader(Image.new("L", (4, 3), 180))
        self.canvas.drawImage(picture, left, self.high - bottom, right - left, bottom - top)

    def grid(self, xs: Sequence[float], ys: Sequence[float], cells: Sequence[tuple[int, int, int, int, str]], size: float = 9.0) -> None:
        """A ruled table; a cell is row, column, rows, columns, text."""
        for row, column, rows, columns, text in cells:
            left, right, top, bottom = xs[column], xs[column + columns], ys[row], ys[row + rows]
            self.box(left, top, right, bottom)
            lines = break_lines(text, size, right - left - 4)
            y = (top + bottom) / 2 - (len(lines) - 1) * size * 0.6 + size * 0.35
            for line in lines:
                self.centred(left, right, y, line, size)
                y += size * 1.2

    def data(self) -> bytes:
        """The PDF's bytes."""
        self.canvas.save()
        return self._file.getvalue()

    def save(self, path: Path) -> None:
        """Writes the PDF."""
        path.write_bytes(self.data())
