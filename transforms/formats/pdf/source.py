"""A PDF file's pages by way of pdfium: characters with their boxes, drawn lines, pictures."""

from __future__ import annotations

import ctypes
import itertools
from collections.abc import Iterator
from typing import Any

import pypdfium2
from pypdfium2 import raw

from transforms.formats.pdf.boxes import Box, Page, Rule
from transforms.formats.pdf.characters import Turn, read_glyphs
from transforms.formats.reading import Unreadable

MAX_PAGES = 2_000
"""Pages of one document: yearbooks have about a thousand."""
MAX_CHARACTERS = 5_000_000
"""Characters of one document: some 3,000 full newspaper columns."""
MAX_PAGE_OBJECTS = 50_000
"""Drawn objects of one page that are looked through for lines and pictures; maps and charts have tens of thousands."""
_MAX_DEPTH = 6
_HAIR = 3.0
"""A drawn line is at most so thick, in points."""
_SHORTEST_RULE = 8.0


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


def _read_page(page: Any, number: int) -> Page:
    turn = Turn(page)
    read = Page(number, turn.width, turn.height)
    text = page.get_textpage()
    try:
        shown = read_glyphs(text, turn, read)
    finally:
        text.close()
    _read_objects(page, turn, read)
    if shown:
        _turn_back(read, shown)
    return read


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


def _read_objects(page: Any, turn: Turn, read: Page) -> None:
    for drawn in itertools.islice(page.get_objects(max_depth=_MAX_DEPTH), MAX_PAGE_OBJECTS):
        if drawn.type == raw.FPDF_PAGEOBJ_IMAGE:
            read.pictures.append(turn.box(*drawn.get_bounds()))
        elif drawn.type == raw.FPDF_PAGEOBJ_PATH and drawn.level == 0:
            _read_path(drawn.raw, turn, read)


def _read_path(path: Any, turn: Turn, read: Page) -> None:
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
