"""ZIP files, Office files among them: opened only where their list of members is within the limits, unpacked only as far as the limits allow."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable
from typing import IO

from transforms.formats.limits import FormatLimits
from transforms.formats.reading import Unreadable

MAGIC = b"PK\x03\x04"
_END = b"PK\x05\x06"
_END_BYTES = 22
_LONGEST_COMMENT = 65_535
_ENTRY_BYTES = 46
"""The least that a member takes in the list of members."""
_ENCRYPTED = 0x1
_SMALL = 1_000_000
"""Members below this many bytes may be packed as well as they like: a sheet of zeros is no bomb."""
_PIECE = 1 << 20
_OFFICE_PARTS = 100_000
FAULTS = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, struct.error, OverflowError, KeyError)
"""What unpacking raises for broken files and methods that are not known."""


def open_zip(content: bytes, limits: FormatLimits) -> zipfile.ZipFile:
    """An Office file whose parts together are within the limits as it states them. Raises Unreadable."""
    archive = open_archive(content, _OFFICE_PARTS)
    entries = archive.infolist()
    check_total(entries, limits)
    for entry in entries:
        if is_bomb(entry, limits):
            raise Unreadable(f"{shown_name(entry.filename)} {too_tight(limits)}")
    return archive


def open_archive(content: bytes, members: int) -> zipfile.ZipFile:
    """An archive whose list of members can be read. Raises Unreadable for what is broken, overlaps or holds more than `members` files."""
    _check_list(content, members)
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        entries = archive.infolist()
    except (*FAULTS, ValueError) as error:
        raise Unreadable(f"a broken ZIP archive: {error}") from None
    if len(entries) > members:
        raise Unreadable(f"a ZIP archive of {len(entries):,} files; at most {members:,} are read (setting formats.members)")
    _check_overlap(entries, len(content))
    return archive


def check_total(entries: Iterable[zipfile.ZipInfo], limits: FormatLimits) -> None:
    """Raises Unreadable for members that by their own account unpack to more than the limit."""
    total = sum(entry.file_size for entry in entries)
    if total > limits.unpacked_bytes:
        raise Unreadable(f"{total:,} bytes once unpacked, more than the limit of {limits.unpacked_bytes:,} (setting formats.unpacked_bytes)")


def is_bomb(entry: zipfile.ZipInfo, limits: FormatLimits) -> bool:
    """Whether a member is packed tighter than any document is."""
    return entry.file_size > _SMALL and entry.file_size > limits.ratio * max(1, entry.compress_size)


def too_tight(limits: FormatLimits) -> str:
    """What is said of a bomb."""
    return f"is packed more than {limits.ratio}-fold, as bombs are (setting formats.ratio)"


def unpack(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> bytes:
    """A member's bytes, whatever it claims to hold. Raises Unreadable for what is encrypted, broken or larger than `most`."""
    if entry.flag_bits & _ENCRYPTED:
        raise Unreadable("protected by a password")
    parts: list[bytes] = []
    size = 0
    try:
        stream: IO[bytes]
        with archive.open(entry) as stream:
            while piece := stream.read(_PIECE):
                size += len(piece)
                if size > most:
                    raise Unreadable(f"more than the limit of {most:,} bytes once unpacked")
                parts.append(piece)
    except (*FAULTS, OSError) as error:
        raise Unreadable(f"broken within its archive: {error}") from None
    return b"".join(parts)


def names_of(content: bytes) -> frozenset[str]:
    """The names of an archive's members, by which kinds of Office files are told; nothing where it is broken."""
    try:
        _check_list(content, _OFFICE_PARTS)
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return frozenset(archive.namelist())
    except (*FAULTS, ValueError, OSError):
        return frozenset()


def shown_name(name: str) -> str:
    """A member's name as it can be shown."""
    return "".join(character if character.isprintable() else "�" for character in name)[:200]


def _check_list(content: bytes, members: int) -> None:
    """The list of members must not be longer than the members that are read could make it: reading it takes memory."""
    at = content.rfind(_END, max(0, len(content) - _END_BYTES - _LONGEST_COMMENT))
    if at < 0 or at + _END_BYTES > len(content):
        raise Unreadable("a broken ZIP archive: it is cut off")
    count, size = struct.unpack_from("<H", content, at + 10)[0], struct.unpack_from("<L", content, at + 12)[0]
    if count == 0xFFFF or size == 0xFFFFFFFF:
        raise Unreadable("a ZIP archive of a build (ZIP64) that only very large archives have")
    # A list longer than its members need holds others that are not counted.
    if count > members or size > members * 1_000:
        raise Unreadable(f"a ZIP archive of more than {members:,} files (setting formats.members)")


def _check_overlap(entries: list[zipfile.ZipInfo], length: int) -> None:
    """Members that share their packed bytes are a bomb: each is small, together they are not."""
    end = 0
    for entry in sorted(entries, key=lambda one: one.header_offset):
        if entry.header_offset < end or entry.header_offset + entry.compress_size > length:
            raise Unreadable("a ZIP archive whose files overlap, as bombs do")
        end = entry.header_offset + 30 + entry.compress_size
