"""Documents taken out for good: their bytes, records, facts and refusals; only the line that says so stays.

The line is written first. A run that is killed in the middle leaves the rest to the next one, which does all this again.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from warehouse.compaction import merge
from warehouse.store import Store


@dataclass(slots=True, frozen=True)
class Forgotten:
    """What is not to be taken in again."""

    keys: frozenset[str]
    places: frozenset[str]
    texts: frozenset[str]
    """SHA-256 of the texts of forgotten documents: a page whose bytes alone have changed is the same page."""

    def __bool__(self) -> bool:
        return bool(self.keys or self.places)

    def covers(self, place: str) -> bool:
        """Whether a place was forgotten, or lies in a folder that was."""
        return place in self.places or any(folder.endswith("/") and place.startswith(folder) for folder in self.places)


NOTHING_FORGOTTEN = Forgotten(frozenset(), frozenset(), frozenset())


def forgotten(store: Store) -> Forgotten:
    """What the store says of it."""
    frame = store.forgotten()
    keys, places, texts = (frozenset(frame[name].to_list()) - {""} for name in ("document_key", "place", "text_sha256"))
    return Forgotten(keys, places, texts)


def remove_forgotten(store: Store, run_key: str) -> int:
    """Removes whatever the store still holds of forgotten documents; returns how many documents that were.

    Only for the one run that holds the lock.
    """
    out = forgotten(store)
    if not out:
        return 0
    keys = list(out.keys)
    catalogue = store.catalogue()["document_key"]
    held = set(catalogue.filter(catalogue.is_in(keys)).to_list())
    _remove_facts(store, keys, run_key)
    _remove_raw(store, keys, run_key)
    ledgers = store.ledgers()
    for name in ("sightings", "change_log", "rejected", "catalogue"):
        ledger = ledgers.get(name)
        if ledger is None:
            continue
        frame = ledger.read()
        gone = pl.col("document_key").is_in(keys)
        if name == "sightings":
            gone = gone | pl.col("place").map_elements(out.covers, return_dtype=pl.Boolean)
        if name == "rejected":
            source = pl.col("row").str.json_path_match("$.source")
            gone = gone | source.map_elements(out.covers, return_dtype=pl.Boolean)
        kept = frame.filter(~gone.fill_null(False))
        if len(kept) < len(frame):
            ledger.replace(kept)
    _remove_refused(store, out)
    _remove_memory(store, out)
    return len(held)


def _remove_facts(store: Store, keys: Collection[str], run_key: str) -> None:
    """Writes the parts that hold a forgotten document anew without it."""
    parts = store.parts
    current = parts.current()
    gone = pl.col("document_key").is_in(list(keys))
    touched = sorted(current.filter(gone)["part"].unique().to_list())
    if not touched:
        return
    kept = current.filter(~gone)
    target: dict[str, str] = {}
    for number, part in enumerate(touched):
        name = f"{run_key}-f{number:05d}"
        rest = kept.filter(pl.col("part") == part)
        if len(rest):
            merge(parts, [part], name, rest)
        target[part] = name
    parts.extraction.replace(kept.with_columns(pl.col("part").replace(target)))
    living = parts.current()["part"].unique().to_list()
    parts.record.replace(parts.records().filter(pl.col("part").is_in(living)))
    parts.clear()


def _remove_raw(store: Store, keys: Collection[str], run_key: str) -> None:
    """Copies what else lies in their packs into another one, and removes those packs."""
    packs = store.packs
    index = packs.places()
    gone = pl.col("document_key").is_in(list(keys))
    touched = sorted(index.filter(gone)["pack"].unique().to_list())
    packs.gather(f"{run_key}-f", index.filter(pl.col("pack").is_in(touched) & ~gone).sort("pack", "offset")["document_key"].to_list())
    if touched:
        packs.index.replace(packs.places().filter(~gone))
        for pack in touched:
            (packs.folder / pack).unlink(missing_ok=True)
    for key in keys:
        (store.home.damaged / key).unlink(missing_ok=True)
        (store.home.raw / key[:2] / key).unlink(missing_ok=True)


def _remove_refused(store: Store, out: Forgotten) -> None:
    """Removes what waits in quarantine of them."""
    for folder in store.home.quarantine.glob("*/*"):
        about = _json(folder / "refused.json")
        if about.get("sha256") in out.keys or out.covers(str(about.get("place", ""))):
            shutil.rmtree(folder, ignore_errors=True)


def _remove_memory(store: Store, out: Forgotten) -> None:
    """Removes what is remembered of their addresses, by which a server might answer that nothing has changed."""
    for path in store.home.web.glob("*/*.json"):
        about = _json(path)
        if about.get("document_key") in out.keys or {about.get("address"), about.get("place")} & out.places:
            path.unlink(missing_ok=True)


def _json(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
