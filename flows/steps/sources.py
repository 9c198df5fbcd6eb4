"""From what the user names (files, folders, globs, web addresses) to the documents to read."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from flows.steps.addresses import AddressError, file_name, is_address, parsed
from transforms.formats.registry import suffixes

if TYPE_CHECKING:
    from flows.steps.corpora.rows import CorpusRow
    from flows.steps.listing import Look

SUFFIXES = {".txt": "text/plain", ".text": "text/plain", ".md": "text/markdown", ".markdown": "text/markdown",
            ".html": "text/html", ".htm": "text/html", ".xhtml": "text/html", **suffixes()}  # fmt: skip
SIDECAR_KEYS = ("source", "title", "date")
MAX_SIDECAR_BYTES = 100_000
MAX_DOCUMENT_BYTES = 5_000_000
"""Larger documents are refused where the settings say nothing else; a page of a newspaper is far smaller."""
FRESHNESS_DAYS = 7
"""Days without a new document after which a warehouse counts as stale."""
WITHDRAW_MAX_SHARE = 0.5
"""Share of a folder's documents that may vanish between two runs and still be believed."""

FALL_SHARE = 0.5
"""Share of its documents by which a source may fall without an alarm."""
ALARM_RUNS = 2
"""Runs in a row that find a source missing, unreachable or empty before the warning becomes an alarm."""


class SourceError(ValueError):
    """Sources that do not exist or cannot be read; `looks` tells what looking at each came to."""

    looks: Sequence[Look] = ()


class NothingFound(ValueError):
    """Sources that exist but hold no document."""

    looks: Sequence[Look] = ()


class NoSources(SourceError):
    """A run that was told nothing to read, neither on the command line nor by the settings."""


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
    # What stands there where it is a row of a corpus.
    row: CorpusRow | None = None
    # The bytes of what stands in an archive.
    inside: bytes | None = None

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


def media_type(path: Path) -> str:
    """The media type by a file's ending; plain text where it says nothing."""
    return SUFFIXES.get(path.suffix.lower(), "text/plain")


def read_sidecar(path: Path) -> Sidecar:
    """NAME.json beside a document: source, title and date; empty where there is none or it holds none of them."""
    sidecar = path.with_suffix(".json")
    try:
        if sidecar.is_symlink() and sidecar.resolve().parent != path.parent:
            # What a link leads to elsewhere is no part of the source.
            return Sidecar()
        if not sidecar.is_file() or sidecar.stat().st_size > MAX_SIDECAR_BYTES:
            return Sidecar()
        values = json.loads(sidecar.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return Sidecar()
    if not isinstance(values, dict):
        return Sidecar()
    return Sidecar(*(str(values.get(key) or "")[:2000].encode("utf-8", "backslashreplace").decode() for key in SIDECAR_KEYS))
