"""ZIP archives: their members as documents of their own, within limits that no bomb passes; no member's name leads anywhere."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from transforms.formats.limits import LIMITS, FormatLimits
from transforms.formats.reading import Unreadable
from transforms.formats.zipped import check_total, is_bomb, open_archive, shown_name, too_tight, unpack

_UTF8_NAME = 0x800


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an archive: its name there, those of the archives within it before, and its bytes or why it has none."""

    name: str
    content: bytes = b""
    problem: str = ""


class _Budget:
    """What is left to unpack of one archive and those within it."""

    def __init__(self, limits: FormatLimits) -> None:
        self.bytes = limits.unpacked_bytes
        self.members = limits.members


def members(
    content: bytes, is_read: Callable[[str], bool], most: Callable[[str], int], is_archive: Callable[[bytes], bool], limits: FormatLimits = LIMITS
) -> Iterator[Member]:
    """The files of an archive and of those within it, in the order of their names.

    Only those are unpacked of whose names `is_read` says so; none may have more bytes than `most` gives for its name. What cannot be unpacked comes with its
    problem, and the others go on. Raises Unreadable for an archive that cannot be opened or is beyond the limits as a whole.
    """
    yield from _members(content, is_read, most, is_archive, limits, _Budget(limits), "", 0)


def _members(
    content: bytes,
    is_read: Callable[[str], bool],
    most: Callable[[str], int],
    is_archive: Callable[[bytes], bool],
    limits: FormatLimits,
    budget: _Budget,
    above: str,
    depth: int,
) -> Iterator[Member]:
    with open_archive(content, limits.members) as archive:
        entries = [(entry_name(entry), entry) for entry in archive.infolist() if not entry.is_dir()]
        entries = [(name, entry) for name, entry in entries if not _is_system(name) and is_read(name)]
        check_total((entry for _, entry in entries if not is_bomb(entry, limits)), limits)
        for name, entry in sorted(entries, key=lambda one: one[0]):
            shown = above + name
            budget.members -= 1
            if budget.members < 0:
                raise Unreadable(f"a ZIP archive of more than {limits.members:,} files, those of archives within it among them (setting formats.members)")
            if leads_out(name):
                yield Member(shown, problem="its name leads out of the archive")
                continue
            if is_bomb(entry, limits):
                yield Member(shown, problem=f"it {too_tight(limits)}")
                continue
            try:
                data = unpack(archive, entry, min(most(name), budget.bytes))
            except Unreadable as error:
                if budget.bytes < most(name) and "more than the limit" in str(error):
                    raise Unreadable(f"more than the limit of {limits.unpacked_bytes:,} bytes once unpacked (setting formats.unpacked_bytes)") from None
                yield Member(shown, problem=str(error))
                continue
            budget.bytes -= len(data)
            if not is_archive(data):
                yield Member(shown, data)
                continue
            if depth >= limits.nesting:
                yield Member(shown, problem=f"an archive more than {limits.nesting} deep in others (setting formats.nesting)")
                continue
            try:
                yield from _members(data, is_read, most, is_archive, limits, budget, f"{shown}!/", depth + 1)
            except Unreadable as error:
                yield Member(shown, problem=str(error))


def entry_name(entry: zipfile.ZipInfo) -> str:
    """A member's name; Chinese Windows writes it in GBK without saying so."""
    if entry.flag_bits & _UTF8_NAME:
        return shown_name(entry.filename)
    try:
        raw = entry.filename.encode("cp437")
    except UnicodeEncodeError:
        return shown_name(entry.filename)
    for encoding in ("utf-8", "gb18030"):
        try:
            return shown_name(raw.decode(encoding).replace("\\", "/"))
        except UnicodeDecodeError:
            continue
    return shown_name(entry.filename)


def leads_out(name: str) -> bool:
    """Whether a member's name is a path out of its archive: it would be no trouble here, but such an archive is not what it seems."""
    parts = name.replace("\\", "/").split("/")
    return name.startswith(("/", "\\")) or ".." in parts or (len(parts[0]) == 2 and parts[0][1] == ":")


def _is_system(name: str) -> bool:
    last = name.rpartition("/")[2]
    return name.startswith("__MACOSX/") or last.startswith(".")
