"""The formats of documents: how each is known, and what reads it.

A further format is a file beside this one and an entry here. Plain text, HTML and rows of corpora are read where they always were.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from transforms.formats.limits import LIMITS, FormatLimits
from transforms.formats.reading import Reading, Unreadable

Read = Callable[[bytes, FormatLimits], Reading]


def _never(_content: bytes) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its names, how its bytes are known, its readers."""

    name: str
    """As a user knows it."""
    media_type: str
    suffixes: tuple[str, ...]
    magic: tuple[bytes, ...]
    """How its bytes begin, one of these; empty where that does not tell."""
    read: Read
    look: Read
    """A first look: title and day without the whole text. Raises Unreadable for what `read` would refuse, as far as it shows early."""
    bulk: int = 20
    """A document may have so many times the bytes that the setting allows a text: fonts and pictures lie in it."""
    is_it: Callable[[bytes], bool] = _never
    """Whether bytes are of this format, where their beginning does not tell."""
    isolated: bool = True
    """Whether it is read in a process of its own: what its parser does to that, it does to nothing else."""
    served_as: tuple[str, ...] = ()
    """Further media types under which it is sent."""


# The libraries are imported where a document is read: most runs meet none.


def _read_pdf(content: bytes, limits: FormatLimits) -> Reading:
    from transforms.formats.pdf import read_pdf

    return read_pdf(content, limits.pages)


def _look_at_pdf(content: bytes, limits: FormatLimits) -> Reading:
    from transforms.formats.pdf import look_at_pdf

    return look_at_pdf(content, limits.pages)


def _read_picture(content: bytes, _limits: FormatLimits) -> Reading:
    from transforms.formats.ocr import read_picture

    return read_picture(content)


def _look_at_picture(content: bytes, _limits: FormatLimits) -> Reading:
    from transforms.formats.ocr import look_at_picture

    return look_at_picture(content)


def _read_workbook(content: bytes, limits: FormatLimits) -> Reading:
    from transforms.formats.sheets import read_workbook

    return read_workbook(content, limits)


def _read_word(content: bytes, limits: FormatLimits) -> Reading:
    from transforms.formats.word import read_word

    return read_word(content, limits)


def _read_delimited(content: bytes, limits: FormatLimits) -> Reading:
    from transforms.formats.delimited import read_delimited

    return read_delimited(content, limits)


def _read_mail(content: bytes, limits: FormatLimits) -> Reading:
    from transforms.formats.mail import read_mail

    return read_mail(content, limits)


def _read_old_office(content: bytes, _limits: FormatLimits) -> Reading:
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise Unreadable("an Office file protected by a password")
    raise Unreadable("an old Office file that is no workbook (.doc, .ppt, .wps, RTF); save it as .docx or PDF")


def _read_archive(_content: bytes, _limits: FormatLimits) -> Reading:
    raise Unreadable("a ZIP archive: its files are documents, itself is none")


def _zip_with(*wanted: str) -> Callable[[bytes], bool]:
    """Whether bytes are a ZIP file that holds one of these members."""

    def is_it(content: bytes) -> bool:
        if not content.startswith(b"PK\x03\x04"):
            return False
        # The names stand in the list at the end, and before each member: most files are told without reading the list.
        if not any(name.encode() in content for name in wanted):
            return False
        from transforms.formats.zipped import names_of

        return not names_of(content).isdisjoint(wanted)

    return is_it


_is_excel = _zip_with("xl/workbook.xml", "xl/workbook.bin")
_ODS = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"


def _is_workbook(content: bytes) -> bool:
    return _is_excel(content) or (content.startswith(b"PK\x03\x04") and _ODS in content[:200])


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _is_old_workbook(content: bytes) -> bool:
    """An old Office file whose parts are named as those of a workbook."""
    return content.startswith(_OLE) and any(f"{name}\0".encode("utf-16-le") in content for name in ("Workbook", "Book"))


def _is_mail(content: bytes) -> bool:
    from transforms.formats.mail import is_mail

    return is_mail(content)


_OPEN_XML = "application/vnd.openxmlformats-officedocument."
PDF = Format("PDF", "application/pdf", (".pdf",), (b"%PDF",), _read_pdf, _look_at_pdf, served_as=("application/x-pdf",))
PICTURE = Format(
    "picture",
    "image/*",
    (".png", ".jpg", ".jpeg"),
    (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"),
    _read_picture,
    _look_at_picture,
    served_as=("image/png", "image/jpeg"),
)
WORKBOOK = Format(
    "workbook", f"{_OPEN_XML}spreadsheetml.sheet", (".xlsx", ".xlsm", ".xlsb", ".ods"), (), _read_workbook, _read_workbook,
    is_it=_is_workbook, served_as=("application/vnd.oasis.opendocument.spreadsheet",),
)  # fmt: skip
OLD_WORKBOOK = Format("workbook", "application/vnd.ms-excel", (".xls", ".et"), (), _read_workbook, _read_workbook, is_it=_is_old_workbook)
WORD = Format(
    "Word file",
    f"{_OPEN_XML}wordprocessingml.document",
    (".docx", ".docm"),
    (),
    _read_word,
    _read_word,
    is_it=_zip_with("word/document.xml", "word/document2.xml"),
)
OLD_OFFICE = Format("old Office file", "application/msword", (".doc", ".wps"), (_OLE, b"{\\rtf"), _read_old_office, _read_old_office, isolated=False)
ARCHIVE = Format(
    "ZIP archive", "application/zip", (".zip",), (b"PK\x03\x04", b"PK\x05\x06"), _read_archive, _read_archive, isolated=False,
    served_as=("application/x-zip-compressed", "application/x-zip"),
)  # fmt: skip
MAIL = Format(
    "mail", "message/rfc822", (".eml", ".mht", ".mhtml"), (), _read_mail, _read_mail, bulk=8, is_it=_is_mail, isolated=False, served_as=("multipart/related",)
)
TABLE = Format("table", "text/csv", (".csv", ".tsv"), (), _read_delimited, _read_delimited, bulk=4, isolated=False, served_as=("text/tab-separated-values",))
"""Text of whose bytes nothing tells that they are a table: its name does."""
FORMATS = (PDF, PICTURE, WORKBOOK, OLD_WORKBOOK, WORD, OLD_OFFICE, ARCHIVE, MAIL, TABLE)
"""The more particular first: an Office file is a ZIP archive too."""
_BY_TYPE = {form.media_type: form for form in FORMATS} | {other: form for form in FORMATS for other in form.served_as}
_LEADING = 1024
"""A PDF may begin with so many bytes of something else."""


def format_of(content: bytes, named: str = "") -> Format | None:
    """The format of some bytes by how they begin, or by their parts; None for text.

    `named`: the media type by a file's name or as a server states it, which alone tells a table from other text.
    """
    for form in FORMATS:
        if (form.magic and content.startswith(form.magic)) or form.is_it(content):
            return form
    # Mail programs and web servers put lines before a PDF; a text that speaks of one begins otherwise.
    head = content[:_LEADING]
    place = head.find(b"%PDF-1.")
    if place >= 0 and (not head[:place].strip() or b"\x00" in content[: 4 * _LEADING]):
        return PDF
    called = _BY_TYPE.get(named)
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start[:1] == b"<":
        return None
    # Many a program writes a table of text and calls it .xls.
    tabs = called in (WORKBOOK, OLD_WORKBOOK) and b"\t" in start.partition(b"\n")[0]
    return TABLE if called is TABLE or tabs else None


def text_type(named: str, content: bytes) -> str:
    """The media type of what is text whatever its name says: many a program writes a page and calls it .xls."""
    form = _BY_TYPE.get(named)
    if form is None:
        return named
    start = content[:_LEADING].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return "text/html" if form in (WORKBOOK, OLD_WORKBOOK) and start.startswith(b"<table") else "text/plain"


def format_named(media_type: str) -> Format | None:
    """The format that a media type names; None for text."""
    return _BY_TYPE.get(media_type)


def suffixes() -> dict[str, str]:
    """The endings by which files in a folder are taken in, with their media types. Pictures must be named: in a saved page they are decoration."""
    return {suffix: form.media_type for form in FORMATS if form is not PICTURE for suffix in form.suffixes}


def bulk_of(suffix: str) -> int:
    """How many times larger than a text a document of that ending may be."""
    return max((form.bulk for form in FORMATS if suffix.lower() in form.suffixes), default=1)


__all__ = ["ARCHIVE", "FORMATS", "LIMITS", "PDF", "PICTURE", "TABLE", "Format", "FormatLimits", "bulk_of", "format_named", "format_of", "suffixes", "text_type"]
