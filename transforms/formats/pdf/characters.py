"""A page's characters by way of pdfium."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from dataclasses import dataclass
from typing import Any

from pypdfium2 import raw

from transforms.formats.pdf.boxes import Box, Glyph, Page
from transforms.formats.reading import Unreadable

MAX_PAGE_CHARACTERS = 100_000
"""Characters of one page: a broadsheet in the smallest type has about 15,000."""
_SPACE = 0.12
_EM_TOP = 0.86
"""The share of a character's body above its baseline (usual in Chinese fonts)."""
_DIGIT = 0.48
"""The least width of a digit in ems; some files tell only where its ink stands."""
_HIDDEN = 3
"""Text render mode 3: neither filled nor stroked."""
_UNKNOWN = 0xFFFD


@dataclass(frozen=True, slots=True)
class _Style:
    size: float
    em: float
    """The width of a Chinese character: less than the size where type is set narrow."""
    turned: int
    """Quarter turns against the page, clockwise; -1 for a slant (a water mark)."""
    is_hidden: bool


class Turn:
    """From the file's coordinates (upwards, unturned) to those of the page as seen (downwards)."""

    def __init__(self, page: Any) -> None:
        self._left, self._bottom, self._right, self._top = page.get_bbox()
        self._turn = (page.get_rotation() // 90) % 4
        self.turn = self._turn
        wide, high = self._right - self._left, self._top - self._bottom
        self.width, self.height = (wide, high) if self._turn % 2 == 0 else (high, wide)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point as seen."""
        if self._turn == 0:
            return x - self._left, self._top - y
        if self._turn == 1:
            return y - self._bottom, x - self._left
        if self._turn == 2:
            return self._right - x, y - self._bottom
        return self._top - y, self._right - x

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A box as seen."""
        ax, ay = self.point(left, bottom)
        bx, by = self.point(right, top)
        return Box(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))


def read_glyphs(text: Any, turn: Turn, read: Page) -> int:
    """Fills in the characters; gives the quarter turns by which most of them lie on their side."""
    handle = text.raw
    count = raw.FPDFText_CountChars(handle)
    if count > MAX_PAGE_CHARACTERS:
        raise Unreadable(f"page {read.number} holds {count:,} characters; at most {MAX_PAGE_CHARACTERS:,} are read")
    styles: dict[int, _Style] = {}
    loose = raw.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    hidden = 0
    space: tuple[float, float] | None = None
    by_turn: dict[int, list[Glyph]] = {}
    high = 0
    for index in range(count):
        code = raw.FPDFText_GetUnicode(handle, index)
        if 0xD800 <= code < 0xDC00:
            # pdfium counts in UTF-16: the second half comes next.
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else _UNKNOWN
        high = 0
        if code <= 0x20 and raw.FPDFText_IsGenerated(handle, index):
            # pdfium's guess at a space or a line's end; gaps tell as much.
            continue
        if code <= 0x20 or code in (0xA0, 0x3000, 0x200B, 0xFEFF, 0xAD):
            if raw.FPDFText_GetCharOrigin(handle, index, x, y):
                space = turn.point(x.value, y.value)
            continue
        if code == 0xFFFE:
            # pdfium's sign for a hyphen at a line's end.
            code = 0x2D
        if code == _UNKNOWN or 0xE000 <= code < 0xF900 or code > 0x10FFFF:
            read.unmapped += 1
            continue
        holder = raw.FPDFText_GetTextObject(handle, index)
        address = ctypes.cast(holder, ctypes.c_void_p).value or 0
        style = styles.get(address)
        if style is None:
            style = styles[address] = _style_of(handle, index, holder, turn.turn)
        if style.turned < 0 or not raw.FPDFText_GetLooseCharBox(handle, index, loose):
            continue
        hidden += style.is_hidden
        seen = turn.box(loose.left, loose.bottom, loose.right, loose.top)
        glyph = Glyph(seen.left, seen.top, seen.right, seen.bottom, chr(code), style.size)
        if raw.FPDFText_GetCharOrigin(handle, index, x, y):
            place = turn.point(x.value, y.value)
            # A space that the next character covers is none to the eye.
            glyph.space_before = space is not None and max(abs(place[0] - space[0]), abs(place[1] - space[1])) > _SPACE * style.size
            _set_on_baseline(glyph, place, style)
        space = None
        if glyph.right > 0 and glyph.left < turn.width and glyph.bottom > 0 and glyph.top < turn.height:
            by_turn.setdefault(style.turned, []).append(glyph)
    shown = max(by_turn, key=lambda turned: len(by_turn[turned]), default=0)
    read.glyphs = by_turn.get(shown, [])
    read.is_hidden_text = hidden * 2 > max(1, len(read.glyphs))
    return shown


def _style_of(handle: Any, index: int, holder: Any, page_turn: int) -> _Style:
    matrix = raw.FS_MATRIX()
    size = raw.FPDFText_GetFontSize(handle, index)
    turned = 0
    em = size
    if raw.FPDFText_GetMatrix(handle, index, matrix):
        em = size * (math.hypot(matrix.a, matrix.b) or 1.0)
        size *= math.hypot(matrix.c, matrix.d) or 1.0
        quarter = math.atan2(matrix.b, matrix.a) / (math.pi / 2)
        turned = -1 if abs(quarter - round(quarter)) > 0.05 else (page_turn - round(quarter)) % 4
    mode = raw.FPDFTextObj_GetTextRenderMode(holder) if holder else 0
    return _Style(min(max(size, 1.0), 500.0), min(max(em, 0.5), 500.0), turned, mode == _HIDDEN)


def _set_on_baseline(glyph: Glyph, origin: tuple[float, float], style: _Style) -> None:
    """Gives a character the box of its body: from its origin on one em, or as wide as its ink if it is narrow, on its baseline.

    Files differ in what they tell of a character's width; 日 has less ink than 国. In vertical writing the origin is the middle of the top: the box stays.
    """
    x, y = origin
    up, down, em = _EM_TOP * style.size, (1 - _EM_TOP) * style.size, style.em
    if style.turned % 2 == 0:
        along = x - glyph.left if style.turned == 0 else glyph.right - x
        ink = glyph.right - x if style.turned == 0 else x - glyph.left
    else:
        along = y - glyph.top if style.turned == 1 else glyph.bottom - y
        ink = glyph.bottom - y if style.turned == 1 else y - glyph.top
    if along > 0.3 * em or along < -0.8 * em:
        return
    width = em if unicodedata.east_asian_width(glyph.char) in "WF" else max(ink, _DIGIT * em if glyph.char.isdigit() else 0.1 * em)
    if style.turned == 0:
        glyph.left, glyph.right, glyph.top, glyph.bottom = x, x + width, y - up, y + down
    elif style.turned == 1:
        glyph.left, glyph.right, glyph.top, glyph.bottom = x - down, x + up, y, y + width
    elif style.turned == 2:
        glyph.left, glyph.right, glyph.top, glyph.bottom = x - width, x, y - down, y + up
    else:
        glyph.left, glyph.right, glyph.top, glyph.bottom = x - up, x + down, y - width, y
