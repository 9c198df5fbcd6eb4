"""PDF bytes to a document's text."""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from transforms.formats.pdf.boxes import Glyph, Page
from transforms.formats.pdf.compose import Composer
from transforms.formats.pdf.layout import read_page
from transforms.formats.pdf.running import NEIGHBOURS, Edge, day_in, drop, edges_of, running_edges
from transforms.formats.pdf.source import MAX_PAGES, PdfFile
from transforms.formats.reading import Reading, Unreadable

Recognise = Callable[[Any], tuple[list[Glyph], float]]
"""Finds the characters in a picture (an array), their boxes in pixels; the second value is how sure they are (0 to 1)."""
_SCALE = 2.0
"""Pixels a point at which scans are drawn for recognition (144 dpi)."""
_HIDDEN_CERTAINTY = 0.9
"""How sure the characters are that somebody else's recognition laid unseen over a scan."""
_FEW = 20
"""A page of fewer characters whose picture fills it is a scan with a stamp or a page number."""


MAX_SCANS = 60
"""Scanned pages of one document: each takes some seconds."""
_LOOK = 5
"""Pages that a first look takes in."""
NO_OCR = "the PDF holds scanned pictures without text; with the extra parkhouse[ocr] they are recognised"


def read(data: bytes, recognise: Recognise | None = None, max_pages: int = MAX_PAGES) -> Reading:
    """The text of a PDF; scanned pages are read by `recognise`, without it a document of nothing but scans is refused."""
    file = PdfFile(data, max_pages)
    try:
        certain: list[tuple[float, int]] = []
        scans: list[int] = []
        reading = compose_pages(_recognised(file, recognise, certain, scans), certain, file.title())
    finally:
        file.close()
    if not reading.text.strip():
        raise Unreadable(NO_OCR if scans and recognise is None else "no text in the PDF")
    return reading


def look_at(data: bytes, recognise: Recognise | None = None, max_pages: int = MAX_PAGES) -> Reading:
    """Title and day by the first pages, without the recognition of scans."""
    file = PdfFile(data, max_pages)
    try:
        pages = list(itertools.islice(file.pages(), _LOOK))
        scans = [page for page in pages if is_scan(page)]
        if recognise is None and scans and len(scans) == len(pages) == file.count:
            raise Unreadable(NO_OCR)
        if not scans and file.count == len(pages) and not any(page.glyphs for page in pages):
            raise Unreadable("no text in the PDF")
        found = compose_pages([page for page in pages if page not in scans], [], file.title())
    finally:
        file.close()
    return Reading("", found.title, found.date, "pdf")


def is_scan(page: Page) -> bool:
    """Whether a page is a picture of text, or of characters that the file does not name."""
    if page.unmapped > max(_FEW, len(page.glyphs)):
        return True
    if len(page.glyphs) >= _FEW:
        return False
    area = sum(max(0.0, box.width) * max(0.0, box.height) for box in page.pictures)
    return area > 0.3 * page.width * page.height


def _recognised(file: PdfFile, recognise: Recognise | None, certain: list[tuple[float, int]], scans: list[int]) -> Iterator[Page]:
    """The pages with the characters of scans; notes how sure each page's are, and which are scans."""
    for page in file.pages():
        sure = _HIDDEN_CERTAINTY if page.is_hidden_text else 1.0
        if is_scan(page):
            scans.append(page.number)
            if len(scans) > MAX_SCANS and recognise is not None:
                raise Unreadable(f"a PDF of more than {MAX_SCANS} scanned pages")
            if recognise is not None:
                glyphs, sure = recognise(file.picture(page.number, _SCALE))
                page.glyphs = [_on_page(glyph) for glyph in glyphs]
            elif page.unmapped > len(page.glyphs):
                page.glyphs = []
        certain.append((sure, len(page.glyphs)))
        yield page


def compose_pages(pages: Iterable[Page], certain: Sequence[tuple[float, int]], own_title: str = "") -> Reading:
    """Pages of characters to a document. `certain`: how sure each page's characters are and how many they are, filled in while the pages come."""
    composer = Composer()
    date = ""
    for page, edges, others in _with_neighbours(iter(pages)):
        running = running_edges(edges, others)
        date = date or day_in(running)
        drop(page, running)
        composer.add_page(page.number, page.width, page.height, read_page(page))
    text, spans = composer.text()
    letters = sum(count for _, count in certain)
    certainty = sum(sure * count for sure, count in certain) / letters if letters else 1.0
    return Reading(text, title=_title(composer, own_title, text), date=date, encoding="pdf", pages=spans, certainty=round(certainty, 3))


def _on_page(glyph: Glyph) -> Glyph:
    return Glyph(glyph.left / _SCALE, glyph.top / _SCALE, glyph.right / _SCALE, glyph.bottom / _SCALE, glyph.char, glyph.size / _SCALE, glyph.space_before)


def _with_neighbours(pages: Iterator[Page]) -> Iterator[tuple[Page, list[Edge], list[list[Edge]]]]:
    """Each page with its outer lines and those of the pages near it."""
    waiting: deque[tuple[Page, list[Edge]]] = deque()
    behind: deque[list[Edge]] = deque(maxlen=NEIGHBOURS)
    for page in pages:
        waiting.append((page, edges_of(page)))
        if len(waiting) > NEIGHBOURS:
            first, edges = waiting.popleft()
            yield first, edges, [*behind, *(other for _, other in waiting)]
            behind.append(edges)
    while waiting:
        first, edges = waiting.popleft()
        yield first, edges, [*behind, *(other for _, other in waiting)]
        behind.append(edges)


def _title(composer: Composer, own: str, text: str) -> str:
    """The largest headline of the first page, or the file's own title when the text has it too."""
    heads = [item for item in composer.items[:12] if item.is_headline and item.parts[0].page == 1]
    if heads:
        largest = max(item.size for item in heads)
        return next(item.text for item in heads if item.size == largest)[:200]
    return own if own and own in text else ""
