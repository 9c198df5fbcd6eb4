"""What this machine knows of its copy of a home: which files it has, and whether it has done anything that the store does not know of."""

from __future__ import annotations

import json
import uuid
from dataclasses import asdict, dataclass, field, replace
from typing import NamedTuple

from warehouse.files import write_bytes
from warehouse.layout import Home

NAME = ".remote.json"


class Known(NamedTuple):
    """A file as it was when its bytes were last seen."""

    mark: str
    sha256: str


@dataclass(slots=True)
class CopyRecord:
    """The record of one copy."""

    copy: str = field(default_factory=lambda: uuid.uuid4().hex)
    """Tells this copy from those on other machines."""
    place: str = ""
    """The folder, by which a copy of the copy shows."""
    ids: list[str] = field(default_factory=list)
    """The manifest from which the copy went on; two while it is not known whether the second took the first one's place."""
    ahead: bool = False
    """Whether the copy may hold what the manifest does not."""
    files: dict[str, Known] = field(default_factory=dict)
    """Files that are, or were, as a manifest has them."""
    published: str = ""
    """SHA-256 of the warehouse that was last put where clients look for it."""


def read_record(home: Home) -> CopyRecord:
    """The record; a new one where there is none, or none that can be read: every file is then compared by its bytes."""
    place = _place(home)
    try:
        found = json.loads((home.root / NAME).read_bytes())
        files = {str(path): Known(str(mark), str(sha256)) for path, (mark, sha256) in found["files"].items()}
        record = CopyRecord(str(found["copy"]), str(found["place"]), [str(one) for one in found["ids"]], bool(found["ahead"]), files, str(found["published"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        record = CopyRecord(place=place)
    # Copied from elsewhere, where a run may be at work under that name.
    return record if record.place == place else replace(record, copy=uuid.uuid4().hex, place=place)


def _place(home: Home) -> str:
    try:
        return f"{home.root.stat().st_ino} {home.root.resolve()}"
    except OSError:
        return ""


def write_record(home: Home, record: CopyRecord) -> None:
    """Writes the record."""
    write_bytes(home.root / NAME, json.dumps(asdict(record), ensure_ascii=False).encode())
