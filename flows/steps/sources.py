"""From what the user names (files, folders, globs) to the documents to read."""

from __future__ import annotations

import glob
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import NamedTuple

SUFFIXES = {".txt": "text/plain", ".text": "text/plain", ".md": "text/markdown", ".markdown": "text/markdown",
            ".html": "text/html", ".htm": "text/html", ".xhtml": "text/html"}  # fmt: skip
SIDECAR_KEYS = ("source", "title", "date")
MAX_SIDECAR_BYTES = 100_000
MAX_DOCUMENT_BYTES = 5_000_000
"""Larger documents are refused where the settings say nothing else; a page of a newspaper is far smaller."""


class SourceError(ValueError):
    """A source that does not exist or cannot be read."""


@dataclass(slots=True, frozen=True)
class SourceFile:
    """One file to read; `source` is how the user will recognise it."""

    path: Path
    source: str


class Sidecar(NamedTuple):
    """What NAME.json beside a document says of it."""

    source: str = ""
    title: str = ""
    date: str = ""


def sample_corpus() -> str:
    """The folder of the bundled sample corpus."""
    return str(resources.files("seeds").joinpath("sample"))


def printable(path: Path) -> str:
    """A path as text that any encoding can hold: undecodable bytes are escaped."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def find_files(sources: Iterable[str]) -> list[SourceFile]:
    """The files that the sources name, each once, in order of their paths.

    A folder is searched recursively for text, Markdown and HTML; a file named by itself is taken whatever its ending.
    Raises SourceError for a source that names nothing.
    """
    found: dict[Path, SourceFile] = {}
    for source in sources:
        if "://" in source:
            raise SourceError(f"{source}: web addresses cannot be read yet; give a file, a folder or a glob")
        path = Path(source).expanduser()
        if path.is_dir():
            files = list(_walk(path))
        elif path.exists():
            if not path.is_file():
                # A pipe or a device may never end.
                raise SourceError(f"{source}: neither a file nor a folder")
            files = [path]
        else:
            files = [Path(match) for match in sorted(glob.glob(str(path), recursive=True)) if Path(match).is_file() and _is_document(Path(match))]
            if not files:
                raise SourceError(f"{source}: no such file or folder")
        for file in files:
            resolved = file.resolve()
            found.setdefault(resolved, SourceFile(resolved, printable(file)))
    return [found[key] for key in sorted(found, key=os.fsencode)]


def _walk(folder: Path) -> Iterator[Path]:
    for root, folders, names in os.walk(folder, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(root) / name
            if _is_document(path) and path.is_file():
                yield path


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
