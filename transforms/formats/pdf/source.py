"""A PDF file's pages by way of pdfium: characters with their boxes, drawn lines, pictures."""

from __future__ import annotations

import ctypes
import itertools
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2
from pypdfium2 import raw

from transforms.formats.pdf.boxes import Box, Glyph, Page, Rule
from transforms.formats.reading import Unreadable

MAX_PAGES = 2_000
"""Pages of one document: yearbooks have about a thousand."""
MAX_CHARACTERS = 5_000_000
"""Characters of one document: some 3,000 full newspaper columns."""
MAX_PAGE_CHARACTERS = 100_000
"""Characters of one page: a broadsheet in the smallest type has about 15,000."""
MAX_PAGE_OBJECTS = 50_000
"""Drawn objects of one page that are looked through for lines and pictures; maps and charts have tens of thousands."""
_MAX_DEPTH = 6
_HAIR = 3.0
"""A drawn line is at most so thick, in points."""
_SHORTEST_RULE = 8.0
_SPACE = 0.12
_EM_TOP = 0.86
"""The share of a character's body above its baseline (usual in Chinese fonts)."""
_HIDDEN = 3
"""Text render mode 3: neither filled nor stroked."""
_UNKNOWN = 0xFFFD


@dataclass(frozen=True, slots=True)
class _Style:
    size: float
    turned: int
    """Quarter turns against the page, clockwise; -1 for a slant (a water mark)."""
    is_hidden: bool


class PdfFile:
    """An opened PDF document. Raises Unreadable for what cannot be opened."""

    def __init__(self, data: bytes, max_pages: int = MAX_PAGES) -> None:
        try:
            self._document: Any = pypdfium2.PdfDocument(data)
            self.count = len(self._document)
        except pypdfium2.PdfiumError as error:
            if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD or "password" in str(error).lower():
                raise Unreadable("the PDF is protected by a password") from error
            raise Unreadable("the PDF is broken: it cannot be opened") from error
        if self.count > max_pages:
            self.close()
            raise Unreadable(f"a PDF of {self.count:,} pages; at most {max_pages:,} are read")

    def title(self) -> str:
        """The title in the file's own data, often that of a draft."""
        return str(self._document.get_metadata_value("Title") or "").strip()

    def pages(self) -> Iterator[Page]:
        """The pages in order; one that is broken comes empty. Raises Unreadable above the limits."""
        total = 0
        for number in range(self.count):
            try:
                page = self._document[number]
            except pypdfium2.PdfiumError:
                yield Page(number + 1, 595.0, 842.0)
                continue
            try:
                read = _read_page(page, number + 1)
            finally:
                page.close()
            total += len(read.glyphs)
            if total > MAX_CHARACTERS:
                raise Unreadable(f"a PDF of more than {MAX_CHARACTERS:,} characters")
            yield read

    def picture(self, number: int, scale: float) -> Any:
        """A page drawn, as an array of grey values (rows, columns, 3 colours)."""
        page = self._document[number - 1]
        try:
            return page.render(scale=scale).to_numpy()
        finally:
            page.close()

    def close(self) -> None:
        """Gives the document back."""
        self._document.close()


class _Turn:
    """From the file's coordinates (upwards, unturned) to those of the page as seen (downwards)."""

    def __init__(self, page: Any) -> None:
        self._left, self._bottom, self._right, self._top = page.get_bbox()
        self._turn = (page.get_rotation() // 90) % 4
        self.turn = self._turn
        wide, high = self._right - self._left, self._top - self._bottom
        self.width, self.height = (wide, high) if self._turn % 2 == 0 else (high, wide)

    def point(self, x: float, y: float) -> tuple[float, float]:
        if self._turn == 0:
            return x - self._left, self._top - y
        if self._turn == 1:
            return y - self._bottom, x - self._left
        if self._turn == 2:
            return self._right - x, y - self._bottom
        return self._top - y, self._right - x

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        ax, ay = self.point(left, bottom)
        bx, by = self.point(right, top)
        return Box(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))


def _read_page(page: Any, number: int) -> Page:
    turn = _Turn(page)
    read = Page(number, turn.width, turn.height)
    text = page.get_textpage()
    try:
        shown = _read_glyphs(text, turn, read)
    finally:
        text.close()
    _read_objects(page, turn, read)
    if shown:
        _turn_back(read, shown)
    return read


def _read_glyphs(text: Any, turn: _Turn, read: Page) -> int:
    """Fills in the characters; gives the quarter turns by which most of them lie on their side."""
    handle = text.raw
    count = raw.FPDFText_CountChars(handle)
    if count > MAX_PAGE_CHARACTERS:
        raise Unreadable(f"page {read.number} holds {count:,} characters; at most {MAX_PAGE_CHARACTERS:,} are read")
    styles: dict[int, _Style] = {}
    loose = raw.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    hidden = 0
    space: Box | None = None
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
            if raw.FPDFText_GetLooseCharBox(handle, index, loose):
                space = turn.box(loose.left, loose.bottom, loose.right, loose.top)
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
        # A space that the next character covers is none to the eye.
        glyph.space_before = space is not None and max(abs(seen.left - space.left), abs(seen.top - space.top)) > _SPACE * style.size
        space = None
        if style.turned == 0 and raw.FPDFText_GetCharOrigin(handle, index, x, y):
            _, base = turn.point(x.value, y.value)
            if seen.top - style.size < base < seen.bottom + style.size / 2 and seen.height > 0.5 * style.size:
                glyph.top, glyph.bottom = base - _EM_TOP * style.size, base + (1 - _EM_TOP) * style.size
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
    if raw.FPDFText_GetMatrix(handle, index, matrix):
        size *= math.hypot(matrix.c, matrix.d) or 1.0
        quarter = math.atan2(matrix.b, matrix.a) / (math.pi / 2)
        turned = -1 if abs(quarter - round(quarter)) > 0.05 else (page_turn - round(quarter)) % 4
    mode = raw.FPDFTextObj_GetTextRenderMode(holder) if holder else 0
    return _Style(min(max(size, 1.0), 500.0), turned, mode == _HIDDEN)


def _turn_back(read: Page, turned: int) -> None:
    """Turns a page whose text stands on its side, as wide tables are set, so that it can be read."""
    width, height = read.width, read.height
    boxes: list[Box] = [*read.glyphs, *read.rules, *read.pictures]
    for box in boxes:
        left, top, right, bottom = box.left, box.top, box.right, box.bottom
        if turned == 1:
            box.left, box.right, box.top, box.bottom = top, bottom, width - right, width - left
        elif turned == 2:
            box.left, box.right, box.top, box.bottom = width - right, width - left, height - bottom, height - top
        else:
            box.left, box.right, box.top, box.bottom = height - bottom, height - top, left, right
    if turned != 2:
        read.width, read.height = height, width


def _read_objects(page: Any, turn: _Turn, read: Page) -> None:
    for drawn in itertools.islice(page.get_objects(max_depth=_MAX_DEPTH), MAX_PAGE_OBJECTS):
        if drawn.type == raw.FPDF_PAGEOBJ_IMAGE:
            read.pictures.append(turn.box(*drawn.get_bounds()))
        elif drawn.type == raw.FPDF_PAGEOBJ_PATH and drawn.level == 0:
            _read_path(drawn.raw, turn, read)


def _read_path(path: Any, turn: _Turn, read: Page) -> None:
    """The straight lines of a path: strokes, edges of rectangles, thin filled bars."""
    count = raw.FPDFPath_CountSegments(path)
    if count < 2 or count > 2_000:
        return
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(path, matrix)
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, fill, stroke)
    x, y = ctypes.c_float(), ctypes.c_float()
    corners: list[tuple[float, float]] = []
    rules: list[Rule] = []
    first = last = (0.0, 0.0)
    for index in range(count):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        kind = raw.FPDFPathSegment_GetType(segment)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = turn.point(matrix.a * x.value + matrix.c * y.value + matrix.e, matrix.b * x.value + matrix.d * y.value + matrix.f)
        corners.append(point)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            first = point
        elif kind == raw.FPDF_SEGMENT_LINETO:
            _add_rule(rules, last, point)
            if raw.FPDFPathSegment_GetClose(segment):
                _add_rule(rules, point, first)
        last = point
    box = Box(min(px for px, _ in corners), min(py for _, py in corners), max(px for px, _ in corners), max(py for _, py in corners))
    if fill.value and min(box.width, box.height) <= _HAIR:
        if max(box.width, box.height) >= _SHORTEST_RULE:
            read.rules.append(Rule(box.left, box.top, box.right, box.bottom))
    elif stroke.value:
        read.rules.extend(rules)


def _add_rule(rules: list[Rule], start: tuple[float, float], end: tuple[float, float]) -> None:
    wide, high = abs(start[0] - end[0]), abs(start[1] - end[1])
    if min(wide, high) <= 1.0 and max(wide, high) >= _SHORTEST_RULE:
        rules.append(Rule(min(start[0], end[0]), min(start[1], end[1]), max(start[0], end[0]), max(start[1], end[1])))
