"""The manifest: which files the home consists of, and under which names their bytes lie in the store."""

from __future__ import annotations

import gzip
import json
import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from warehouse.remote.errors import RemoteError

KEY = "manifest.json.gz"
FORMAT = 1
FILES = "files"
"""Where in the store the files lie."""
_SHA256 = re.compile(r"[0-9a-f]{64}")
_MOST_BYTES = 500_000_000


class Entry(NamedTuple):
    """A file of the home, or a folder of small ones, whose name ends in a slash and which is kept as one tar file."""

    size: int
    sha256: str
    modified: int
    """Nanoseconds; 0 for a folder. Set again where the file is fetched, for a file is known to be unchanged by size and time."""


def object_key(path: str, sha256: str) -> str:
    """The name of a file's bytes in the store: other bytes have another name, so that nothing is ever overwritten."""
    name = PurePosixPath(path)
    if path.endswith("/"):
        return f"{FILES}/{name}.{sha256[:16]}.tar"
    return f"{FILES}/{name.parent / name.stem}.{sha256[:16]}{name.suffix}" if name.suffix else f"{FILES}/{name}.{sha256[:16]}"


@dataclass(slots=True)
class Manifest:
    """One state of the home."""

    files: dict[str, Entry] = field(default_factory=dict)
    id: str = field(default_factory=lambda: uuid.uuid4().hex)
    """Another one for each manifest that was ever written."""

    def keys(self) -> set[str]:
        """The names of all objects that the home consists of."""
        return {object_key(path, entry.sha256) for path, entry in self.files.items()}

    def written(self) -> bytes:
        """As it lies in the store."""
        return gzip.compress(json.dumps({"format": FORMAT, "id": self.id, "files": self.files}, ensure_ascii=False).encode(), 6, mtime=0)


def read_manifest(content: bytes, address: str) -> Manifest:
    """The manifest as written; raises RemoteError where it is damaged, or names files outside the home."""
    try:
        values: Any = json.loads(gzip.decompress(content)) if len(content) < _MOST_BYTES else None
        if values["format"] != FORMAT:
            raise RemoteError(f"{address}: its manifest was written by another version of parkhouse (format {str(values['format'])[:20]}); install that one")
        return Manifest({path: _entry(path, entry) for path, entry in _mapping(values["files"]).items()}, str(values["id"]))
    except (OSError, EOFError, ValueError, KeyError, TypeError, RecursionError):
        raise RemoteError(
            f"{address}/{KEY} is damaged; bring back the version before (bucket versioning, a copy). The copies on machines that ran hold a manifest's files too"
        ) from None


def _mapping(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise ValueError(value)
    return value


def _entry(path: str, value: Any) -> Entry:
    size, sha256, modified = value
    parts = path.rstrip("/").split("/")
    if not isinstance(size, int) or not isinstance(modified, int) or not _SHA256.fullmatch(sha256):
        raise ValueError(path)
    if "\\" in path or "\0" in path or ":" in parts[0] or any(part in ("", ".", "..") for part in parts):
        raise ValueError(path)
    return Entry(size, sha256, modified)
