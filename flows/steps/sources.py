"""From what the user names (files, folders, globs, web addresses) to the documents to read."""

from __future__ import annotations

import contextlib
import glob
import json
import os
import stat
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import resources
from pathlib import Path
from typing import NamedTuple, overload

from flows.steps.addresses import AddressError, file_name, is_address, parsed

SUFFIXES = {".txt": "text/plain", ".text": "text/plain", ".md": "text/markdown", ".markdown": "text/markdown",
            ".html": "text/html", ".htm": "text/html", ".xhtml": "text/html"}  # fmt: skip
SIDECAR_KEYS = ("source", "title", "date")
MAX_SIDECAR_BYTES = 100_000
MAX_DOCUMENT_BYTES = 5_000_000
"""Larger documents are refused where the settings say nothing else; a page of a newspaper is far smaller."""
FRESHNESS_DAYS = 7
"""Days without a new document after which a warehouse counts as stale."""
WITHDRAW_MAX_SHARE = 0.5
"""Share of a folder's documents that may vanish between two runs and still be believed."""


class SourceError(ValueError):
    """A source that does not exist or cannot be read."""


class NothingFound(ValueError):
    """Sources that exist but hold no document."""


class WebAnswer(NamedTuple):
    """What is known of a document that came from an address, beside its bytes."""

    media_type: str = "text/html"
    # As the feed that led to it states them, where the page does not.
    title: str = ""
    date: str = ""
    # The document that the page still is: the server said that nothing has changed.
    unchanged: str = ""
    # The server says that there is no such page (any more).
    gone: bool = False


@dataclass(slots=True, frozen=True)
class SourceFile:
    """One document to take in; `source` is how the user will recognise it."""

    path: Path
    source: str
    web: WebAnswer | None = None
    # Why there is nothing to read, and the check that says so.
    problem: str = ""
    check: str = "readable"
    # Of a document that waited in quarantine: where it stood, and its name there.
    known_place: str = ""
    known_name: str = ""
    # Size and times of the file and of the one beside it, by which an unchanged one is known; empty where it may still be changing.
    mark: str = ""

    @property
    def place(self) -> str:
        """What stays the same from run to run while the document there changes: the resolved path, or the address."""
        return self.known_place or (self.source if self.web else path_text(self.path))

    @property
    def file_name(self) -> str:
        """The document's file name as text."""
        if self.known_name:
            return self.known_name
        return file_name(self.source) if self.web else self.path.name.encode("utf-8", "backslashreplace").decode()


class Sidecar(NamedTuple):
    """What NAME.json beside a document says of it."""

    source: str = ""
    title: str = ""
    date: str = ""


def sample_corpus() -> str:
    """The folder of the bundled sample corpus."""
    return str(resources.files("seeds").joinpath("sample"))


def path_text(path: Path) -> str:
    """A path as text that any encoding can hold: undecodable bytes are escaped."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def web_addresses(sources: Iterable[str]) -> list[str]:
    """The web addresses among the sources, as they stand there.

    Raises SourceError, without credentials, for one that cannot be read.
    """
    found = []
    for source in sources:
        if is_address(source):
            try:
                parsed(source)
            except AddressError as error:
                raise SourceError(str(error)) from None
            found.append(source)
    return found


class Listing(Sequence[SourceFile]):
    """Documents to take in, in order of their places: plain texts, of which a SourceFile is made when it is asked for."""

    def __init__(self, found: Mapping[str, tuple[str, str, SourceFile | None]]) -> None:
        """`found`: by its place the source and the mark of each file, and the file itself where these do not tell everything."""
        self.places = sorted(found)
        self._sources = [found[place][0] for place in self.places]
        self.marks = [found[place][1] for place in self.places]
        self._special = {place: special for place, (_, _, special) in found.items() if special is not None}

    def __len__(self) -> int:
        return len(self.places)

    @overload
    def __getitem__(self, index: int) -> SourceFile: ...

    @overload
    def __getitem__(self, index: slice) -> list[SourceFile]: ...

    def __getitem__(self, index: int | slice) -> SourceFile | list[SourceFile]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        place = self.places[index]
        return self._special.get(place) or SourceFile(Path(place), self._sources[index], mark=self.marks[index])


def places_of(files: Sequence[SourceFile]) -> list[str]:
    """The places of files from disk."""
    return files.places if isinstance(files, Listing) else [file.place for file in files if file.web is None]


def find_files(sources: Iterable[str]) -> Listing:
    """The files that the sources name, each once, in order of their paths; web addresses are only looked over.

    A folder is searched recursively for text, Markdown and HTML; a file named by itself is taken whatever its ending.
    Raises SourceError for a source that names nothing.
    """
    found: dict[str, tuple[str, str, SourceFile | None]] = {}
    for source in sources:
        if not source.strip():
            raise SourceError("an empty source: name a file, a folder, a glob or a web address")
        if web_addresses([source]):
            continue
        path = Path(source).expanduser()
        if path.is_dir():
            _scan(os.path.realpath(path), str(path), found)
        elif path.exists():
            if not path.is_file():
                # A pipe or a device may never end.
                raise SourceError(f"{source}: neither a file nor a folder")
            _note(path, found)
        else:
            matches = [match for match in map(Path, sorted(glob.glob(str(path), recursive=True))) if match.is_file() and _is_document(match)]
            if not matches:
                raise SourceError(f"{source}: no such file or folder")
            for match in matches:
                _note(match, found)
    return Listing(found)


def _note(path: Path, found: dict[str, tuple[str, str, SourceFile | None]]) -> None:
    """Notes a file by its resolved path."""
    resolved = path.resolve()
    place, source = path_text(resolved), path_text(path)
    try:
        mark = _mark(path.stat())
        with contextlib.suppress(FileNotFoundError):
            mark = _together(mark, _mark(resolved.with_suffix(".json").stat()))
    except (OSError, ValueError):
        mark = ""
    if place not in found:
        found[place] = source, mark, None if place == str(resolved) else SourceFile(resolved, source, mark=mark)


def _scan(folder: str, shown: str, found: dict[str, tuple[str, str, SourceFile | None]]) -> None:
    """Notes the documents in a folder and those below; `folder` is the resolved path, `shown` the one by which the user knows it."""
    waiting = [(folder, shown)]
    while waiting:
        folder, shown = waiting.pop()
        below = _scan_one(folder, shown, found)
        waiting += [(os.path.join(folder, name), os.path.join(shown, name)) for name in reversed(below)]


def _scan_one(folder: str, shown: str, found: dict[str, tuple[str, str, SourceFile | None]]) -> list[str]:
    """Notes the documents in one folder, and returns the folders in it; one that cannot be listed stands for itself, to be refused."""
    try:
        with os.scandir(folder) as entries:
            listed = sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        path = Path(folder)
        found[path_text(path)] = shown, "", SourceFile(path, path_text(Path(shown)), problem=f"this folder cannot be listed: {error.strerror or error}")
        return []
    beside = {entry.name: entry for entry in listed if entry.name.endswith(".json")}
    below: list[str] = []
    for entry in listed:
        name = entry.name
        if name.startswith("."):
            continue
        try:
            if entry.is_dir(follow_symlinks=False):
                below.append(name)
                continue
            stem, ending = os.path.splitext(name)
            if ending.lower() not in SUFFIXES:
                continue
            place = os.path.join(folder, name)
            if entry.is_symlink() or not _is_plain(place):
                if _is_file(Path(place)):
                    _note_as(Path(place), os.path.join(shown, name), found)
                continue
            status = entry.stat(follow_symlinks=False)
        except OSError:
            # Where the system will not say what it is, reading it gives the reason.
            found.setdefault(path_text(Path(folder, name)), (path_text(Path(shown, name)), "", SourceFile(Path(folder, name), path_text(Path(shown, name)))))
            continue
        if not stat.S_ISREG(status.st_mode) or place in found:
            continue
        mark = _mark(status)
        if (sidecar := beside.get(stem + ".json")) is not None:
            try:
                mark = _together(mark, _mark(sidecar.stat()))
            except OSError:
                mark = ""
        found[place] = os.path.join(shown, name), mark, None
    return below


def _note_as(path: Path, shown: str, found: dict[str, tuple[str, str, SourceFile | None]]) -> None:
    """Notes a file that a link leads to, or whose name is no text, under the name by which the user knows it."""
    one: dict[str, tuple[str, str, SourceFile | None]] = {}
    _note(path, one)
    for place, (_, mark, special) in one.items():
        source = path_text(Path(shown))
        found.setdefault(place, (source, mark, replace(special, source=source) if special else None))


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


def _is_file(path: Path) -> bool:
    """Whether it is a file; also where the system will not say, for then reading it gives the reason."""
    try:
        return path.is_file()
    except OSError:
        return True


def _is_document(path: Path) -> bool:
    return path.suffix.lower() in SUFFIXES and not path.name.startswith(".")


def media_type(path: Path) -> str:
    """The media type by a file's ending; plain text where it says nothing."""
    return SUFFIXES.get(path.suffix.lower(), "text/plain")


def read_sidecar(path: Path) -> Sidecar:
    """NAME.json beside a document: source, title and date; empty where there is none or it holds none of them."""
    sidecar = path.with_suffix(".json")
    try:
        if not sidecar.is_file() or sidecar.stat().st_size > MAX_SIDECAR_BYTES:
            return Sidecar()
        values = json.loads(sidecar.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return Sidecar()
    if not isinstance(values, dict):
        return Sidecar()
    return Sidecar(*(str(values.get(key) or "")[:2000].encode("utf-8", "backslashreplace").decode() for key in SIDECAR_KEYS))
