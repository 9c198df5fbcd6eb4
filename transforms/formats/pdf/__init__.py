"""PDF documents: characters with boxes to paragraphs and tables in reading order."""

from __future__ import annotations

from transforms.formats.pdf.read import look_at, read
from transforms.formats.pdf.source import MAX_PAGES
from transforms.formats.reading import Reading


def read_pdf(data: bytes, max_pages: int = MAX_PAGES) -> Reading:
    """The text of a PDF in reading order; scanned pages are recognised where the extra `ocr` is installed.

    Raises Unreadable for what is protected, broken, too large or without text; the message tells which.
    """
    from transforms.formats.ocr import recogniser

    return read(data, recogniser(), max_pages)


def look_at_pdf(data: bytes, max_pages: int = MAX_PAGES) -> Reading:
    """Title and day of a PDF by its first page. Raises Unreadable as `read_pdf`, for what shows without reading all of it."""
    from transforms.formats.ocr import recogniser

    return look_at(data, recogniser(), max_pages)


__all__ = ["look_at_pdf", "read_pdf"]
