"""The store: raw documents in packs, their catalogue, the facts read from them and the records of runs, all append-only.

Facts of a batch count once the batch's `extraction` file stands, which is written last; what a killed run left
without one is never read.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from schemas.generate import polars_schema
from schemas.tables import tables
from warehouse.files import write_bytes
from warehouse.layout import Home
from warehouse.ledger import Ledger, StoreError, collected, parquet_files
from warehouse.packs import DamagedRaw, Packs
from warehouse.parts import FACT_TABLES, Parts, fact_schema

__all__ = ["CATALOGUE_SCHEMA", "FACT_TABLES", "SIGHTING_SCHEMA", "DamagedRaw", "Store", "StoreError", "fact_schema"]

CATALOGUE_SCHEMA: dict[str, pl.DataType] = {
    "document_key": pl.String(), "source": pl.String(), "file_name": pl.String(), "media_type": pl.String(),
    "encoding": pl.String(), "size": pl.Int64(), "header_date": pl.String(), "header_title": pl.String(),
    "header_source": pl.String(), "given_date": pl.Date(), "ingested_at": pl.Datetime("us", "UTC"), "run_key": pl.String(),
}  # fmt: skip
SIGHTING_SCHEMA: dict[str, pl.DataType] = {
    "place": pl.String(), "source": pl.String(), "state": pl.String(), "document_key": pl.String(), "sidecar": pl.String(), "mark": pl.String(),
    "seen_at": pl.Datetime("us", "UTC"), "run_key": pl.String(),
}  # fmt: skip
HEADER = ("header_date", "header_title", "header_source")
"""What a document or its sidecar states of itself."""


class Store:
    """Reads and writes the Parquet files under a home directory."""

    def __init__(self, home: Home) -> None:
        self.home = home
        self.packs = Packs(home)
        self.parts = Parts(home)
        self._catalogue = Ledger(home.catalogue, CATALOGUE_SCHEMA)
        self._sightings = Ledger(home.sightings, SIGHTING_SCHEMA)
        self._operations: dict[str, Ledger] = {}

    # Documents

    def keep_raw(self, run_key: str, document_key: str, content: bytes) -> None:
        """Keeps a document's bytes; they last, and other processes find them, once `settle_raw` has returned."""
        self.packs.keep(run_key, document_key, content)

    def settle_raw(self, run_key: str, part: int | str) -> None:
        """Makes the documents kept so far last: a pack and its index are synced once, not once a document."""
        self.packs.settle(_name(run_key, part))

    def raw_bytes(self, document_key: str) -> bytes:
        """A document's bytes as received.

        Raises DamagedRaw where they are gone, or no longer those whose SHA-256 is the key.
        """
        return self.packs.read(document_key)

    def catalogue(self, keys: pl.Series | None = None) -> pl.DataFrame:
        """The documents taken in (of some keys alone, where they are given): the first record of each, with what later ones changed."""
        found = self.scan_catalogue()
        frame = collected(found if keys is None else found.filter(pl.col("document_key").is_in(keys.implode())))
        if frame["document_key"].n_unique() == len(frame):
            # Most often so; what follows takes several times the memory.
            return frame.with_columns(pl.col("run_key").alias("touched_by"))
        # A day given later with --published-on, or a sidecar that has changed, is a further record of the same document; the last one counts.
        later = frame.group_by("document_key", maintain_order=True).agg(
            pl.col("given_date").drop_nulls().last(), *(pl.col(name).last() for name in HEADER), pl.col("run_key").last().alias("touched_by")
        )
        first = frame.unique("document_key", keep="first", maintain_order=True).drop("given_date", *HEADER)
        return first.join(later, on="document_key", how="left", maintain_order="left").select(*CATALOGUE_SCHEMA, "touched_by")

    def scan_catalogue(self) -> pl.LazyFrame:
        """All records of documents taken in, several of one among them, in order of time, to be read as far as a question needs them."""
        return _scanned_by_run(self._catalogue.scan())

    def add_to_catalogue(self, run_key: str, part: int, rows: Sequence[Mapping[str, Any]]) -> None:
        """Records documents taken in, whose bytes must last before their record does."""
        self.settle_raw(run_key, part)
        self._catalogue.add(_name(run_key, part), rows)

    def sightings(self) -> pl.DataFrame:
        """What was seen at each place, in order of time: one row whenever that changed."""
        return _by_run(self._sightings.read())

    def scan_sightings(self) -> pl.LazyFrame:
        """The same, to be read as far as a question needs it and kept nowhere."""
        return _scanned_by_run(self._sightings.scan())

    def add_sightings(self, run_key: str, part: int, rows: Sequence[Mapping[str, Any]]) -> None:
        """Records what was seen anew."""
        self._sightings.add(_name(run_key, part), rows)

    # Facts

    def extractions(self) -> pl.DataFrame:
        """The extraction that counts for each document: the latest."""
        return self.parts.current()

    def write_batch(
        self, run_key: str, batch: int, rule_set: str, frames: Mapping[str, pl.DataFrame], documents: Sequence[str], second: Mapping[str, str] | None = None
    ) -> None:
        """Writes one batch of facts; its documents count as extracted once this has returned. `second`: what the second reader has had to do with each."""
        part = _name(run_key, batch)
        self.parts.write(part, frames)
        same = {"run_key": run_key, "rule_set": rule_set, "part": part}
        self.parts.extraction.add(part, [{"document_key": key, **same, "second_reader": (second or {}).get(key, "")} for key in documents])

    def fact_files(self, table: str) -> list[Path]:
        """Fact files of a table that count."""
        return self.parts.files(table)

    # Operations

    def operation(self, table: str) -> Ledger:
        """The records of one table of operations."""
        if table not in self._operations:
            self._operations[table] = Ledger(self.home.operations / table, polars_schema(tables()[table]))
        return self._operations[table]

    def add_rejected(self, run_key: str, part: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """Records refusals of the ingest and load stages, which belong to no extraction."""
        self.operation("rejected").add(f"{run_key}-{part}", rows)

    def rejected(self) -> pl.DataFrame:
        """Refusals of the ingest and load stages, each once, with the first run that met it, and the last in `last_run`."""
        frame = self.operation("rejected").read().sort("run_key", maintain_order=True)
        frame = frame.with_columns(pl.col("run_key").last().over("rejected_key").alias("last_run"))
        return frame.unique("rejected_key", keep="first", maintain_order=True)

    def add_operation(self, table: str, run_key: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """Records a run, its check results or its changes."""
        self.operation(table).add(run_key, rows)

    def operations(self, table: str) -> pl.DataFrame:
        """Records of earlier runs."""
        return self.operation(table).read().sort("run_key", maintain_order=True)

    def has_published(self) -> bool:
        """Whether any run of this home has published; records that cannot be read may tell of one."""
        try:
            return bool((self.operations("pipeline_run")["status"] == "published").any())
        except StoreError:
            return True

    def source_status(self) -> pl.DataFrame:
        """The sources as the last run that looked at any found them."""
        frame = self.operations("source_status")
        return frame.filter(pl.col("run_key") == pl.col("run_key").max())

    def forgotten(self) -> pl.DataFrame:
        """What was taken out on purpose: the last word on each document and place."""
        return self.operations("forgotten").unique(["document_key", "place"], keep="last", maintain_order=True)

    def next_run_key(self, now: dt.datetime) -> str:
        """A key that sorts after every earlier run's, whatever the clock says; no other run is given its number."""
        last = self._last_number()
        folders = (
            self.home.operations / "pipeline_run",
            self.home.facts / "extraction",
            self.home.catalogue,
            self.home.sightings,
            self.home.operations / "rejected",
        )
        for folder in folders:
            for path in parquet_files(folder):
                head = path.name.split("-")[0]
                if head.isdigit():
                    last = max(last, int(head))
        # Kept by itself: a run that was killed early, or late in its publish, may have left no other trace in the store.
        write_bytes(self._number_file, str(last + 1).encode())
        return f"{last + 1:06d}-{now:%Y%m%dT%H%M%SZ}"

    @property
    def _number_file(self) -> Path:
        return self.home.state / "last_run"

    def _last_number(self) -> int:
        try:
            return int(self._number_file.read_bytes()[:20])
        except (OSError, ValueError):
            return 0

    # Care

    def ledgers(self) -> dict[str, Ledger]:
        """The records that grow with every run, by the name of their folder; without those of the facts."""
        operations = {path.name: self.operation(path.name) for path in sorted(self.home.operations.iterdir()) if path.name in tables()}
        return {"index": self.packs.index, "catalogue": self._catalogue, "sightings": self._sightings} | operations

    def clear_unfinished(self) -> int:
        """Removes what nothing reads: facts of batches that were never finished, files that compacted ones have taken the place of; returns how many."""
        return sum(ledger.clear() for ledger in self.ledgers().values()) + self.parts.clear()


def _by_run(frame: pl.DataFrame) -> pl.DataFrame:
    """Records in order of their runs, as they mostly are."""
    return frame if frame["run_key"].is_sorted() else frame.sort("run_key", maintain_order=True)


def _scanned_by_run(frame: pl.LazyFrame) -> pl.LazyFrame:
    runs = collected(frame.select("run_key"))["run_key"]
    return frame if runs.is_sorted() else frame.sort("run_key", maintain_order=True)


def _name(run_key: str, part: int | str) -> str:
    return f"{run_key}-{part:05d}" if isinstance(part, int) else f"{run_key}-{part}"
