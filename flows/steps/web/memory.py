"""What was learnt of each address, for the next run to ask only for what has changed: a small file an address."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from flows.steps.web.feeds import Link
from warehouse.files import write_bytes

MAX_RECORD_BYTES = 20_000_000


@dataclass(slots=True)
class Record:
    """One address: where it led, what it gave, and the marks by which the server knows it again."""

    address: str
    place: str = ""
    kind: str = ""
    document_key: str = ""
    etag: str = ""
    last_modified: str = ""
    visited_at: str = ""
    links: list[Link] = field(default_factory=list)
    sitemaps: list[str] = field(default_factory=list)

    def conditions(self) -> dict[str, str]:
        """Headers that ask for the content only where it has changed."""
        found = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in found.items() if value and value.isascii() and value.isprintable()}


class Memory:
    """The records under a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def _path(self, address: str) -> Path:
        name = hashlib.sha256(address.encode()).hexdigest()
        return self._folder / name[:2] / f"{name}.json"

    def get(self, address: str) -> Record:
        """What is known of an address; an empty record where nothing is, or where the file is damaged."""
        try:
            path = self._path(address)
            if path.stat().st_size > MAX_RECORD_BYTES:
                return Record(address)
            values: dict[str, Any] = json.loads(path.read_bytes())
            values["links"] = [Link(*map(str, link)) for link in values.get("links", [])]
            record = Record(**values)
        except (OSError, ValueError, TypeError, AttributeError, RecursionError):
            return Record(address)
        return record if record.address == address else Record(address)

    def put(self, record: Record) -> None:
        """Keeps a record, whole or not at all."""
        write_bytes(self._path(record.address), json.dumps(asdict(record), ensure_ascii=False).encode("utf-8", "backslashreplace"))

    def visits(self, addresses: Sequence[str]) -> dict[str, str]:
        """When each address was last visited; empty for never."""
        return {address: self.get(address).visited_at for address in addresses}
