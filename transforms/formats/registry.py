"""The formats of documents that are no text: how each is known, and what reads it.

A further format is a file beside this one and an entry here. Text, HTML and rows of corpora are read where they always were.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from transforms.formats.reading import Reading


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its names, how its bytes begin, its readers."""

    name: str
    """As a user knows it."""
    media_type: str
    suffixes: tuple[str, ...]
    magic: tuple[bytes, ...]
    read: Callable[[bytes], Reading]
    look: Callable[[bytes], Reading]
    """A first look: title and day without the whole text. Raises Unreadable for what `read` would refuse, as far as it shows early."""
    bulk: int = 20
    """A document may have so many times the bytes that the setting allows a text: fonts and pictures lie in it."""


# The libraries are imported where a document is read: most runs meet none.


def _read_pdf(data: bytes) -> Reading:
    from transforms.formats.pdf import read_pdf

    return read_pdf(data)


def _look_at_pdf(data: bytes) -> Reading:
    from transforms.formats.pdf import look_at_pdf

    return look_at_pdf(data)


def _read_picture(data: bytes) -> Reading:
    from transforms.formats.ocr import read_picture

    return read_picture(data)


def _look_at_picture(data: bytes) -> Reading:
    from transforms.formats.ocr import look_at_picture

    return look_at_picture(data)


PDF = Format("PDF", "application/pdf", (".pdf",), (b"%PDF",), _read_pdf, _look_at_pdf)
PICTURE = Format("picture", "image/*", (".png", ".jpg", ".jpeg"), (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"), _read_picture, _look_at_picture)
FORMATS = (PDF, PICTURE)
_BY_TYPE = {form.media_type: form for form in FORMATS}
_LEADING = 1024
"""A PDF may begin with so many bytes of something else."""


def format_of(content: bytes) -> Format | None:
    """The format of some bytes by how they begin; None for text."""
    for form in FORMATS:
        if content.startswith(form.magic):
            return form
    # Mail programs and web servers put lines before a PDF; a text that speaks of one begins otherwise.
    head = content[:_LEADING]
    place = head.find(b"%PDF-1.")
    return PDF if place >= 0 and (not head[:place].strip() or b"\x00" in content[: 4 * _LEADING]) else None


def format_named(media_type: str) -> Format | None:
    """The format that a media type names; None for text."""
    return _BY_TYPE.get(media_type)


def suffixes() -> dict[str, str]:
    """The endings by which files in a folder are taken in, with their media types. Pictures must be named: in a saved page they are decoration."""
    return {suffix: form.media_type for form in FORMATS if form is not PICTURE for suffix in form.suffixes}


def bulk_of(suffix: str) -> int:
    """How many times larger than a text a document of that ending may be."""
    return max((form.bulk for form in FORMATS if suffix.lower() in form.suffixes), default=1)
