"""The bytes of a document as they were received, from the store or, where that has lost them, once more from its source."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from transforms.keys import document_key
from warehouse.packs import Place
from warehouse.store import DamagedRaw, Store


def received_bytes(store: Store, writer: str, entry: Mapping[str, Any]) -> bytes:
    """A document's bytes; `entry` is its row of the catalogue.

    Where the store's are damaged and the file that they came from still holds the same, these are kept anew in a pack of `writer`.
    Raises DamagedRaw where neither does; the document is then taken in again by the next run that finds it.
    """
    key = entry["document_key"]
    try:
        return store.packs.read(key, place_in(entry))
    except DamagedRaw:
        store.packs.mark_damaged(key)
        content = _from_source(str(entry["source"]), int(entry["size"]))
        if content is None or document_key(content) != key:
            raise
    store.keep_raw(writer, key, content)
    store.settle_raw(writer, key)
    store.packs.close()
    return content


def place_in(entry: Mapping[str, Any]) -> Place | None:
    """Where the plan says that a document lies; None where it lies in no pack."""
    pack = entry.get("pack")
    return None if pack is None else Place(str(pack), int(entry["offset"]), int(entry["length"]))


def _from_source(source: str, size: int) -> bytes | None:
    """The file that a document came from, where it still has the same size."""
    path = Path(source)
    try:
        if not os.path.isabs(source) or not path.is_file() or path.stat().st_size != size:
            return None
        with path.open("rb") as stream:
            return stream.read(size + 1)
    except (OSError, ValueError):
        return None
