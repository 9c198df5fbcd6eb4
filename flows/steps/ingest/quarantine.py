"""Documents that could not be read are kept with their bytes, and tried again once rules or seeds have changed.

One folder a place (path or address): a later document at the same place takes the place of the one that waited.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator, Set
from pathlib import Path
from typing import Any

from flows.steps.sources import MAX_SIDECAR_BYTES, SUFFIXES, SourceFile, WebAnswer
from warehouse.files import write_bytes
from warehouse.layout import Home
from warehouse.sightings import Sightings

_META = "refused.json"


def _folder(home: Home, place: str) -> Path:
    name = hashlib.sha256(place.encode("utf-8", "surrogatepass")).hexdigest()
    return home.quarantine / name[:2] / name


def keep_refused(home: Home, file: SourceFile, content: bytes, rule_set: str) -> None:
    """Keeps a document that could not be read with what is known of it; the file beside it that describes it is kept too."""
    folder = _folder(home, file.place)
    about = {
        "source": file.source, "place": file.place, "file_name": file.file_name, "rule_set": rule_set,
        "sha256": hashlib.sha256(content).hexdigest(), "web": file.web._asdict() if file.web else None,
    }  # fmt: skip
    if _about(folder) == about:
        return
    # A document refused again is read from this very folder: what describes it must be in hand before the folder goes.
    beside = b"" if file.web else _beside(file.path.with_suffix(".json"))
    shutil.rmtree(folder, ignore_errors=True)
    suffix = file.path.suffix.lower()
    write_bytes(folder / f"document{suffix if suffix in SUFFIXES else '.txt'}", content)
    if beside:
        write_bytes(folder / "document.json", beside)
    # Last, so that a folder without it is half written and counts for nothing.
    write_bytes(folder / _META, json.dumps(about, ensure_ascii=True).encode())


def _beside(path: Path) -> bytes:
    """The file that describes a document, where there is one that counts."""
    try:
        return path.read_bytes() if path.is_file() and path.stat().st_size <= MAX_SIDECAR_BYTES else b""
    except OSError:
        return b""


def _about(folder: Path) -> dict[str, Any] | None:
    try:
        found = json.loads((folder / _META).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def refused_batches(home: Home, sightings: Sightings, rule_set: str, offered: Set[str], size: int) -> Iterator[list[SourceFile]]:
    """The documents that wait and that other rules refused, in batches; what no longer stands at its place is let go.

    `offered` holds the places that this run has looked at already.
    """
    batch: list[SourceFile] = []
    waiting = {folder: _about(folder) for folder in sorted(path for path in home.quarantine.glob("*/*") if path.is_dir())}
    refused = sightings.refused_among([about["place"] for about in waiting.values() if about])
    # A folder without its description was left half written by a run that was killed.
    for folder, about in waiting.items():
        if about is None or about["place"] not in refused:
            shutil.rmtree(folder, ignore_errors=True)
            continue
        document = next((path for path in sorted(folder.glob("document.*")) if path.suffix != ".json"), None)
        if document is None or about["rule_set"] == rule_set or about["place"] in offered:
            continue
        web = WebAnswer(**about["web"]) if about["web"] else None
        batch.append(SourceFile(document, about["source"], web, known_place=about["place"], known_name=about["file_name"]))
        if len(batch) >= size:
            yield batch
            batch = []
    if batch:
        yield batch
