"""The Parquet store: the catalogue of raw documents, and the facts read from them, append-only.

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
from warehouse.files import sync_folder, write_bytes, write_parquet
from warehouse.layout import Home

CATALOGUE_SCHEMA: dict[str, pl.DataType] = {
    "document_key": pl.String(), "source": pl.String(), "file_name": pl.String(), "media_type": pl.String(),
    "encoding": pl.String(), "size": pl.Int64(), "header_date": pl.String(), "header_title": pl.String(),
    "header_source": pl.String(), "given_date": pl.Date(), "ingested_at": pl.Datetime("us", "UTC"), "run_key": pl.String(),
}  # fmt: skip
SIGHTING_SCHEMA: dict[str, pl.DataType] = {
    "place": pl.String(), "source": pl.String(), "state": pl.String(), "document_key": pl.String(), "sidecar": pl.String(),
    "seen_at": pl.Datetime("us", "UTC"), "run_key": pl.String(),
}  # fmt: skip
EXTRACTION_SCHEMA: dict[str, pl.DataType] = {"document_key": pl.String(), "run_key": pl.String(), "rule_set": pl.String()}
HEADER = ("header_date", "header_title", "header_source")
"""What a document or its sidecar states of itself."""
FACT_TABLES = ("document", "article", "observation", "event", "leftover", "period", "park", "rejected", "sentence")
"""Tables whose rows the extraction writes; park and period hold the ones met in text."""


def fact_schema(name: str) -> dict[str, pl.DataType]:
    """Columns of a fact file: the table's own, and the document and run that a row came from."""
    return polars_schema(tables()[name]) | {"document_key": pl.String(), "run_key": pl.String()}


class StoreError(RuntimeError):
    """A file of the store that cannot be read; the message names it and the mend."""


def _parquet(path: Path) -> pl.DataFrame:
    try:
        return pl.read_parquet(path)
    except (pl.exceptions.PolarsError, OSError) as error:
        reason = str(error).splitlines()[0]
        raise StoreError(f"{path} cannot be read as Parquet ({reason}); restore it from a copy, or move it away and run again with --full") from None


class Store:
    """Reads and writes the Parquet files under a home directory."""

    def __init__(self, home: Home) -> None:
        self.home = home
        # Folders of raw documents whose entries may not have reached the disk yet.
        self._unsynced: set[Path] = set()

    def raw_path(self, document_key: str) -> Path:
        """Where a document's bytes are kept."""
        return self.home.raw / document_key[:2] / document_key

    def keep_raw(self, document_key: str, content: bytes) -> None:
        """Keeps a document's bytes, once; they last through a power cut once `settle_raw` has returned."""
        path = self.raw_path(document_key)
        # A run that was killed may have left the file without syncing its folder.
        self._unsynced.add(path.parent)
        if not path.exists():
            write_bytes(path, content, lasting=False)

    def settle_raw(self) -> None:
        """Makes the documents kept so far last: each folder is synced once, not once a document."""
        for folder in sorted(self._unsynced):
            sync_folder(folder)
        self._unsynced.clear()

    def _files(self, folder: Path) -> list[Path]:
        return sorted(path for path in folder.glob("*.parquet") if not path.name.startswith("."))

    def _read(self, folder: Path, schema: Mapping[str, pl.DataType]) -> pl.DataFrame:
        files = self._files(folder)
        if not files:
            return pl.DataFrame(schema=dict(schema))
        # A file of an earlier version may lack a column that came later.
        frames = [_parquet(path) for path in files]
        return pl.concat([pl.DataFrame(schema=dict(schema)), *(frame.select(c for c in frame.columns if c in schema) for frame in frames)], how="diagonal")

    def catalogue(self) -> pl.DataFrame:
        """The documents taken in: the first record of each, with what later ones changed."""
        frame = self._read(self.home.catalogue, CATALOGUE_SCHEMA).sort("run_key", maintain_order=True)
        # A day given later with --published-on, or a sidecar that has changed, is a further record of the same document; the last one counts.
        later = frame.group_by("document_key", maintain_order=True).agg(
            pl.col("given_date").drop_nulls().last(), *(pl.col(name).last() for name in HEADER), pl.col("run_key").last().alias("touched_by")
        )
        first = frame.unique("document_key", keep="first", maintain_order=True).drop("given_date", *HEADER)
        return first.join(later, on="document_key", how="left", maintain_order="left").select(*CATALOGUE_SCHEMA, "touched_by")

    def add_to_catalogue(self, run_key: str, part: int, rows: Sequence[Mapping[str, Any]]) -> None:
        """Records documents taken in, whose bytes must last before their record does."""
        self.settle_raw()
        if rows:
            frame = pl.DataFrame(list(rows), schema=CATALOGUE_SCHEMA, orient="row")
            write_parquet(self.home.catalogue / f"{run_key}-{part:05d}.parquet", frame)

    def sightings(self) -> pl.DataFrame:
        """What was seen at each place, in order of time: one row whenever that changed."""
        return self._read(self.home.sightings, SIGHTING_SCHEMA).sort("run_key", maintain_order=True)

    def add_sightings(self, run_key: str, part: int, rows: Sequence[Mapping[str, Any]]) -> None:
        """Records what was seen anew."""
        if rows:
            frame = pl.DataFrame(list(rows), schema=SIGHTING_SCHEMA, orient="row")
            write_parquet(self.home.sightings / f"{run_key}-{part:05d}.parquet", frame)

    def extractions(self) -> pl.DataFrame:
        """The extraction that counts for each document: the latest."""
        frame = self._read(self.home.facts / "extraction", EXTRACTION_SCHEMA)
        return frame.sort("run_key", maintain_order=True).unique("document_key", keep="last", maintain_order=True)

    def write_batch(self, run_key: str, batch: int, rule_set: str, frames: Mapping[str, pl.DataFrame], documents: Sequence[str]) -> None:
        """Writes one batch of facts; its documents count as extracted once this has returned."""
        name = f"{run_key}-{batch:05d}.parquet"
        for table, frame in frames.items():
            if len(frame):
                write_parquet(self.home.facts / table / name, frame.select(list(fact_schema(table))))
        done = pl.DataFrame(
            {"document_key": list(documents), "run_key": [run_key] * len(documents), "rule_set": [rule_set] * len(documents)},
            schema=EXTRACTION_SCHEMA,
        )
        write_parquet(self.home.facts / "extraction" / name, done)

    def fact_files(self, table: str) -> list[Path]:
        """Fact files of a table."""
        return self._files(self.home.facts / table)

    def add_rejected(self, run_key: str, part: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """Records refusals of the ingest and load stages, which belong to no extraction."""
        if rows:
            frame = pl.DataFrame(list(rows), schema=polars_schema(tables()["rejected"]), orient="row")
            write_parquet(self.home.operations / "rejected" / f"{run_key}-{part}.parquet", frame)

    def rejected(self) -> pl.DataFrame:
        """Refusals of the ingest and load stages, each once, with the first run that met it, and the last in `last_run`."""
        frame = self._read(self.home.operations / "rejected", polars_schema(tables()["rejected"])).sort("run_key", maintain_order=True)
        frame = frame.with_columns(pl.col("run_key").last().over("rejected_key").alias("last_run"))
        return frame.unique("rejected_key", keep="first", maintain_order=True)

    def add_operation(self, table: str, run_key: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """Records a run or its check results."""
        frame = pl.DataFrame(list(rows), schema=polars_schema(tables()[table]), orient="row")
        write_parquet(self.home.operations / table / f"{run_key}.parquet", frame)

    def operations(self, table: str) -> pl.DataFrame:
        """Records of earlier runs."""
        return self._read(self.home.operations / table, polars_schema(tables()[table])).sort("run_key")

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
            for path in self._files(folder):
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

    def clear_unfinished(self) -> int:
        """Removes the facts of batches that were never finished, which nothing reads; returns the number of files."""
        finished = {path.name for path in self.fact_files("extraction")}
        count = 0
        for table in FACT_TABLES:
            for path in self.fact_files(table):
                if path.name not in finished:
                    path.unlink(missing_ok=True)
                    count += 1
        return count
