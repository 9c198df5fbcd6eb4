"""Which documents the sources hold: folders searched, globs resolved, links followed as far as they may be.

Nothing here raises for what a source is or is not: what is missing or leads astray is told beside the rest, which is read.
"""

from __future__ import annotations

import contextlib
import glob
import itertools
import os
import stat
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import polars as pl

from flows.steps.addresses import AddressError, is_address, parsed, without_login
from flows.steps.corpora.names import may_be_corpus
from flows.steps.found import Files, Found
from flows.steps.sources import SUFFIXES, SourceFile, path_text

_ENTRIES = 10_000
"""Entries of a folder looked at together; it may hold a million."""
SourceKind = Literal["file", "folder", "glob", "address"]


@dataclass(slots=True)
class Look:
    """What looking at one source came to."""

    source: str
    """As the operator named it, without a login."""
    kind: SourceKind
    places: pl.Series = field(default_factory=lambda: pl.Series(dtype=pl.UInt64))
    """Of its documents, hashes of where they lie on this machine."""
    problem: str = ""
    """Why it cannot be read at all."""


class Listing(Files):
    """The documents of all sources, and what looking at each source came to."""

    def __init__(self, found: Found, looks: Sequence[Look] = ()) -> None:
        super().__init__(found)
        self.looks = list(looks)


def find_files(sources: Iterable[str], follow_links: bool = False) -> Listing:
    """The files that the sources name, each once, in order of their paths; web addresses are only looked over.

    A folder is searched recursively for text, Markdown and HTML; a file named by itself is taken whatever its ending.
    Links lead no further than their source, unless `follow_links`. A source that cannot be read is told in `looks`.
    """
    found = Found()
    looks = []
    for source in sources:
        here = Found()
        look = _look(source, here, follow_links)
        here.settle(_SETTLED_NS)
        look.places = here.places()
        looks.append(look)
        found.take(here)
    return Listing(found, looks)


def source_name(source: str) -> str:
    """A source as it is shown and kept: an address in its one spelling and without a login, a path as text."""
    if not is_address(source):
        return path_text(Path(source)) if source.strip() else source
    try:
        return parsed(source).text
    except AddressError:
        return without_login(source)


def _look(source: str, found: Found, follow_links: bool) -> Look:
    """Notes the documents of one source."""
    if is_address(source):
        try:
            parsed(source)
        except AddressError as error:
            return Look(source_name(source), "address", problem=str(error))
        return Look(source_name(source), "address")
    if not source.strip():
        return Look(source, "file", problem="an empty source: name a file, a folder, a glob or a web address")
    shown = source_name(source)
    try:
        path = Path(source).expanduser()
        if path.is_dir():
            _Scan(os.path.realpath(path), follow_links, found).folder(os.path.realpath(path), str(path))
            return Look(shown, "folder")
        if path.exists():
            # A pipe or a device may never end.
            if not path.is_file():
                return Look(shown, "file", problem=f"{shown}: neither a file nor a folder")
            _note(path, found)
            return Look(shown, "file")
        if os.path.islink(path):
            return Look(shown, "file", problem=f"{shown}: a link that leads nowhere")
        matches = sorted(glob.glob(str(path), recursive=True))
        if matches:
            scan = _Scan(os.path.realpath(_fixed_part(path)), follow_links, found)
            for match in matches:
                scan.named(match)
        if not found:
            return Look(shown, "glob" if glob.has_magic(source) else "file", problem=f"{shown}: no such file or folder")
        return Look(shown, "glob")
    except (OSError, ValueError, RuntimeError) as error:
        return Look(shown, "file", problem=f"{shown}: cannot be read: {getattr(error, 'strerror', None) or error}")


def _fixed_part(path: Path) -> Path:
    """The folder of a glob before its first wildcard."""
    parts = path.parts
    fixed = next((i for i, part in enumerate(parts) if glob.has_magic(part)), len(parts))
    return Path(*parts[:fixed])


def _note(path: Path, found: Found, source: str = "") -> None:
    """Notes a file by its resolved path."""
    resolved = path.resolve()
    place, source = path_text(resolved), source or path_text(path)
    try:
        mark = _mark(path.stat())
        with contextlib.suppress(FileNotFoundError):
            mark = _together(mark, _mark(resolved.with_suffix(".json").stat()))
    except (OSError, ValueError):
        mark = ""
    found.add(place, source, mark, None if place == str(resolved) else SourceFile(resolved, source, mark=mark))


class _Scan:
    """The search of one folder and those below."""

    def __init__(self, root: str, follow_links: bool, found: Found) -> None:
        self.root, self.follow_links, self.found = root, follow_links, found
        # Folders reached by links, each once: a link may lead to a folder above itself.
        self._followed: set[str] = set()

    def folder(self, folder: str, shown: str) -> None:
        """Notes the documents in a folder and those below; `folder` is the resolved path, `shown` the one by which the user knows it."""
        waiting = [(folder, shown)]
        while waiting:
            folder, shown = waiting.pop()
            below = self._one(folder, shown)
            waiting += reversed(below)

    def named(self, match: str) -> None:
        """Notes what a glob has matched: documents alone, links as far as they may lead."""
        path = Path(match)
        if not _is_read(path.name) or path.name.startswith("."):
            return
        if path.is_file():
            self._document(match, match)
        elif path.is_symlink():
            self._tell(match, match, "this link leads nowhere")

    def _tell(self, path: str, shown: str, problem: str) -> None:
        """What cannot be read stands for itself, to be refused."""
        file = Path(path)
        source = path_text(Path(shown))
        self.found.add(path_text(file), source, "", SourceFile(file, source, problem=problem, check="source_entry"))

    def _inside(self, resolved: str) -> bool:
        return resolved == self.root or resolved.startswith(self.root.rstrip(os.sep) + os.sep)

    def _document(self, path: str, shown: str) -> None:
        """Notes a file that a link may lead to, or whose name is no text, under the name by which the user knows it."""
        resolved = os.path.realpath(path)
        if not self.follow_links and not self._inside(resolved):
            self._tell(path, shown, f"this link leads out of the source, to {path_text(Path(resolved))}; it is not followed (setting follow_links)")
            return
        _note(Path(path), self.found, path_text(Path(shown)))

    def _link(self, path: str, shown: str) -> list[tuple[str, str]]:
        """Notes what a link leads to; returns the folder to search where it is one."""
        resolved = os.path.realpath(path)
        try:
            status = os.stat(path)
        except OSError as error:
            self._tell(path, shown, "this link leads nowhere" if isinstance(error, FileNotFoundError) else f"this link cannot be followed: {error.strerror}")
            return []
        if stat.S_ISDIR(status.st_mode):
            if self._inside(resolved):
                # What lies there is read where it stands.
                return []
            if not self.follow_links:
                self._tell(path, shown, f"this link leads out of the source, to {path_text(Path(resolved))}; it is not followed (setting follow_links)")
                return []
            if any(resolved == other or resolved.startswith(other.rstrip(os.sep) + os.sep) for other in self._followed) or self.root.startswith(resolved):
                return []
            self._followed.add(resolved)
            return [(resolved, shown)]
        if not _is_read(path):
            return []
        if not stat.S_ISREG(status.st_mode):
            self._tell(path, shown, "this link leads to no file")
            return []
        self._document(path, shown)
        return []

    def _one(self, folder: str, shown: str) -> list[tuple[str, str]]:
        """Notes the documents in one folder, and returns the folders in it; one that cannot be listed stands for itself, to be refused."""
        below: list[tuple[str, str]] = []
        links: list[str] = []
        try:
            with _opened(folder) as entries:
                some = list(itertools.islice(entries, _ENTRIES))
                beside = _sidecars(some if len(some) < _ENTRIES else folder)
                while some:
                    self._entries(some, folder, shown, beside, below, links)
                    self.found.settle(_SETTLED_NS, at_end=False)
                    some = list(itertools.islice(entries, _ENTRIES))
        except OSError as error:
            self._tell(folder, shown, f"this folder cannot be listed: {error.strerror or error}")
        # In one order whatever order the system lists them in, for what a link leads to is followed once.
        for name in sorted(links):
            below += self._link(os.path.join(folder, name), os.path.join(shown, name))
        return sorted(below)

    def _entries(self, entries: list[os.DirEntry[str]], folder: str, shown: str, beside: set[str], below: list[tuple[str, str]], links: list[str]) -> None:
        """Notes some entries of a folder; the folders among them go to `below`, the links to `links`."""
        add, head, shown_head, plain = self.found.add, os.path.join(folder, ""), os.path.join(shown, ""), _is_plain(folder)
        add_plain = self.found.add_plain
        if plain and not beside:
            entries = self._most(entries, head, shown_head)
        for entry in entries:
            name = entry.name
            if name.startswith("."):
                continue
            try:
                if entry.is_dir(follow_symlinks=False):
                    below.append((head + name, shown_head + name))
                    continue
                if entry.is_symlink():
                    links.append(name)
                    continue
                if not _is_read(name):
                    if not entry.is_file(follow_symlinks=False) and (kind := _special_kind(entry.stat(follow_symlinks=False))):
                        self._tell(head + name, shown_head + name, f"{kind}, which is not read")
                    continue
                status = entry.stat(follow_symlinks=False)
                if not stat.S_ISREG(status.st_mode) and (kind := _special_kind(status)):
                    self._tell(head + name, shown_head + name, f"{kind}, which is not read")
                    continue
                if not plain or not (name.isascii() or _is_plain(name)):
                    self._document(head + name, shown_head + name)
                    continue
            except OSError:
                # Where the system will not say what it is, reading it gives the reason.
                if _is_read(name):
                    path, source = Path(head + name), path_text(Path(shown, name))
                    add(path_text(path), source, "", SourceFile(path, source))
                continue
            if beside and (sidecar := os.path.splitext(name)[0] + ".json") in beside:
                try:
                    mark = _together(_mark(status), _mark(os.stat(head + sidecar)))
                except OSError:
                    mark = ""
                add(head + name, shown_head + name, mark)
                continue
            add_plain(head + name, shown_head + name, status.st_size, status.st_mtime_ns, status.st_ctime_ns)

    def _most(self, entries: list[os.DirEntry[str]], head: str, shown_head: str) -> list[os.DirEntry[str]]:
        """Notes together those entries of a folder of which nothing else is to be asked, which most are; returns the others."""
        self.found.look()
        most: list[os.DirEntry[str]] = []
        others: list[os.DirEntry[str]] = []
        for entry in entries:
            name = entry.name
            (most if name.endswith(_MOST) and name[0] != "." and name.isascii() and entry.is_file(follow_symlinks=False) else others).append(entry)
        try:
            statuses = [entry.stat(follow_symlinks=False) for entry in most]
        except OSError:
            # One has vanished since it was listed: each by itself.
            return entries
        names = [entry.name for entry in most]
        places = [head + name for name in names]
        self.found.add_most(places, places if head == shown_head else [shown_head + name for name in names], statuses)
        return others


@contextlib.contextmanager
def _opened(folder: str) -> Iterator[Iterator[os.DirEntry[str]]]:
    """The entries of a folder, whose status is asked below the open folder: the system need not find the way to each."""
    if os.scandir not in os.supports_fd:
        with os.scandir(folder) as entries:
            yield entries
        return
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        with os.scandir(opened) as entries:
            yield entries
    finally:
        os.close(opened)


def _sidecars(entries: Iterable[os.DirEntry[str]] | str) -> set[str]:
    """The names of the files of statements among entries, or, of a folder that holds more than are looked at together, in the whole of it."""
    if isinstance(entries, str):
        with os.scandir(entries) as found:
            return _sidecars(found)
    return {name for entry in entries if (name := entry.name).endswith(".json")}


def _is_read(name: str) -> bool:
    """Whether a file in a folder is read, by its name."""
    return name.endswith(_MOST) or os.path.splitext(name)[1].lower() in SUFFIXES or may_be_corpus(name)


_MOST = tuple(SUFFIXES)


_KINDS = {stat.S_IFIFO: "a pipe", stat.S_IFSOCK: "a socket", stat.S_IFCHR: "a device", stat.S_IFBLK: "a device"}


def _special_kind(status: os.stat_result) -> str:
    """What is neither a file nor a folder nor a link; reading it might never end."""
    return _KINDS.get(stat.S_IFMT(status.st_mode), "")


def _is_plain(text: str) -> bool:
    """Whether a path can be written in any encoding, as it is."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


_SETTLED_NS = 2_000_000_000
"""A file changed less than two seconds before it was listed may change again without its time telling: it is read again next time."""


def _mark(status: os.stat_result) -> str:
    latest = max(status.st_mtime_ns, status.st_ctime_ns)
    return "" if time.time_ns() - latest < _SETTLED_NS else f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns}"


def _together(mark: str, sidecar: str) -> str:
    return f"{mark}; {sidecar}" if mark and sidecar else ""
