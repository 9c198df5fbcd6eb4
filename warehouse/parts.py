"""The fact files: what each holds, whether it still does, and which of them count.

A part is what one batch of documents gave, or several batches that were merged: at most one Parquet file a table, all of the
same name. `facts/part` records rows, size and SHA-256 of every file; `facts/extraction`, written last, says in which part the
facts of each document lie. A part that no document points to counts for nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

import polars as pl

from schemas.generate import polars_schema
from schemas.tables import tables
from warehouse.files import write_parquet
from warehouse.layout import Home
from warehouse.ledger import Ledger, last_of_each, parquet_files

FACT_TABLES = ("document", "article", "observation", "event", "leftover", "period", "park", "rejected", "reading", "sentence", "document_page")
"""Tables whose rows the extraction writes; park and period hold the ones met in text."""
EXTRACTION_SCHEMA: dict[str, pl.DataType] = {
    "document_key": pl.String(), "run_key": pl.String(), "rule_set": pl.String(), "part": pl.String(), "second_reader": pl.String(),
}  # fmt: skip
"""`second_reader` tells what of the second reader is in the facts; empty for nothing."""
PART_SCHEMA: dict[str, pl.DataType] = {
    "part": pl.String(), "table_name": pl.String(), "rows": pl.Int64(), "size": pl.Int64(), "modified": pl.Int64(), "sha256": pl.String(),
}  # fmt: skip
"""One record a file; `modified` in nanoseconds, by which a file that nobody touched is known without being read."""


def fact_schema(name: str) -> dict[str, pl.DataType]:
    """Columns of a fact file: the table's own, and the document and run that a row came from."""
    return polars_schema(tables()[name]) | {"document_key": pl.String(), "run_key": pl.String()}


def rows_mark(frame: pl.DataFrame) -> bytes:
    """A hash of the rows of a frame, in whatever order they stand; another version of polars may give another."""
    return hashlib.sha256(frame.hash_rows().sort().to_arrow().buffers()[1] or b"").digest()


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


class Parts:
    """The fact files under a home directory and the records of them."""

    def __init__(self, home: Home) -> None:
        self.folder = home.facts
        self.extraction = Ledger(home.facts / "extraction", EXTRACTION_SCHEMA, named_by="part")
        self.record = Ledger(home.facts / "part", PART_SCHEMA)
        self._current: tuple[pl.DataFrame, pl.DataFrame] | None = None

    def current(self) -> pl.DataFrame:
        """The extraction that counts for each document: the latest."""
        read = self.extraction.read()
        if self._current is None or self._current[0] is not read:
            self._current = read, _latest(read)
        return self._current[1]

    def let_go(self) -> None:
        """Keeps the extractions no longer in memory; whoever asks again has them read again."""
        self.extraction.let_go()
        self._current = None

    def path(self, table: str, part: str) -> Path:
        """The file of a table in a part, whether it is there or not."""
        return self.folder / table / f"{part}.parquet"

    def files(self, table: str, parts: Iterable[str] | None = None) -> list[Path]:
        """The files of a table that count, in order of their names; of the given parts alone where they are named."""
        counting = set(self.current()["part"].unique().to_list() if parts is None else parts)
        return [path for path in parquet_files(self.folder / table) if path.name.removesuffix(".parquet") in counting]

    def write(self, part: str, frames: Mapping[str, pl.DataFrame]) -> None:
        """Writes the files of a part and records what they hold."""
        for table, frame in frames.items():
            if len(frame):
                write_parquet(self.path(table, part), frame.select(list(fact_schema(table))))
        self.note(part, {part: {table: len(frame) for table, frame in frames.items()}})

    def note(self, name: str, rows: Mapping[str, Mapping[str, int]]) -> None:
        """Records the files of parts as they are now, with the number of rows of each table, in a file of a name."""
        self.record.add(name, [self._described(part, table, count) for part, tables in rows.items() for table, count in tables.items() if count])

    def _described(self, part: str, table: str, rows: int) -> dict[str, object]:
        path = self.path(table, part)
        found = path.stat()
        return {"part": part, "table_name": table, "rows": rows, "size": found.st_size, "modified": found.st_mtime_ns, "sha256": _sha256(path)}

    def add_unrecorded(self) -> None:
        """Records the files of parts that an earlier version wrote without a record."""
        known = set(self.record.read()["part"].to_list())
        new = sorted(set(self.current()["part"].unique().to_list()) - known)
        if new:
            here = {part: [table for table in FACT_TABLES if self.path(table, part).is_file()] for part in new}
            self.note(new[-1], {part: {table: _rows(self.path(table, part)) for table in names} for part, names in here.items()})

    def records(self) -> pl.DataFrame:
        """What each file of a part holds: the latest record of it."""
        return self.record.read().unique(["part", "table_name"], keep="last", maintain_order=True)

    def lost(self, deep: bool = False, only: Iterable[str] | None = None) -> dict[str, str]:
        """The parts that count (or of some, those) that are no longer whole, with what is wrong.

        Sizes and times are looked at; a file is read where they differ from the record, and with `deep` always.
        """
        counting = self.current()["part"].unique().to_list() if only is None else list(only)
        found: dict[str, str] = {}
        for part, table, _, size, modified, sha256 in self.records().filter(pl.col("part").is_in(counting)).iter_rows():
            if part not in found and (wrong := _wrong(self.path(table, part), size, modified, sha256, deep)):
                found[part] = wrong
        return found

    def clear(self) -> int:
        """Removes the files of parts that no document points to; returns how many."""
        self.extraction.clear()
        self.record.clear()
        counting = set(self.current()["part"].unique().to_list())
        count = 0
        for table in FACT_TABLES:
            for path in parquet_files(self.folder / table):
                if path.name.removesuffix(".parquet") not in counting:
                    path.unlink(missing_ok=True)
                    count += 1
        return count


def _latest(extraction: pl.DataFrame) -> pl.DataFrame:
    if not extraction["run_key"].is_sorted():
        extraction = extraction.sort("run_key", maintain_order=True)
    return last_of_each(extraction, "document_key")


def _rows(path: Path) -> int:
    try:
        return int(pl.scan_parquet(path).select(pl.len()).collect().item())
    except (pl.exceptions.PolarsError, OSError):
        # Damaged before anybody kept a record of it: the build will say so.
        return 1


def _wrong(path: Path, size: int, modified: int, sha256: str, deep: bool) -> str:
    """What is wrong with a file, or nothing."""
    try:
        found = path.stat()
        if found.st_size < size:
            return f"{path} is cut short ({found.st_size:,} of {size:,} bytes)"
        if (deep or found.st_mtime_ns != modified or found.st_size != size) and _sha256(path) != sha256:
            return f"{path} is damaged"
    except FileNotFoundError:
        return f"{path} is missing"
    except OSError as error:
        return f"{path} cannot be read ({error.strerror or error})"
    return ""
