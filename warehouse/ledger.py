"""Records of one kind, append-only: one large file of what was compacted, and a small file for whatever came since.

The compacted file is named after the last file that it holds (NAME.base.parquet), so that a single rename puts it in the
place of all of them: what is named up to it counts no more, and is removed afterwards. A run that is killed in between
leaves files that nobody reads.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from warehouse.files import write_parquet

Schema = Mapping[str, pl.DataType]
MOST_DELTAS = 24
"""Small files of one ledger beyond which they are compacted: each costs every later run a third of a millisecond."""
_BASE, _SUFFIX = ".base", ".parquet"
_TRIES = 3


class StoreError(RuntimeError):
    """A file of the store that cannot be read; the message names it and the mend."""


def read_file(path: Path) -> pl.DataFrame:
    """A file of the store as a frame; raises StoreError where it is damaged, FileNotFoundError where it is gone."""
    try:
        return pl.read_parquet(path)
    except FileNotFoundError:
        raise
    except (pl.exceptions.PolarsError, OSError) as error:
        reason = str(error).splitlines()[0]
        raise StoreError(f"{path} cannot be read as Parquet ({reason}); restore it from a copy, or move it away and run again with --full") from None


def collected(frame: pl.LazyFrame) -> pl.DataFrame:
    """What a scan of the store gives; raises StoreError where a file of it is damaged."""
    try:
        return frame.collect()
    except (pl.exceptions.PolarsError, OSError) as error:
        reason = str(error).splitlines()[0]
        # The message of a scan does not name the file.
        for folder in sorted({Path(found).parent for found in _SCANNED.findall(frame.explain())}):
            for path in parquet_files(folder):
                read_file(path)
        raise StoreError(
            f"a file of the store cannot be read as Parquet ({reason}); restore it from a copy, or move it away and run again with --full"
        ) from None


def last_of_each(records: pl.DataFrame, column: str) -> pl.DataFrame:
    """The last record of each value of a column, in the order of the records."""
    # Most often there is but one of each; what follows takes several times the memory.
    return records if records[column].n_unique() == len(records) else records.unique(column, keep="last", maintain_order=True)


_SCANNED = re.compile(r"[^\[\],]+?\.parquet(?=[\],])")


def parquet_files(folder: Path) -> list[Path]:
    """The whole Parquet files of a folder, in order of their names."""
    return sorted(path for path in folder.glob("*" + _SUFFIX) if not path.name.startswith("."))


def _columns(path: Path) -> Collection[str]:
    try:
        return pl.read_parquet_schema(path)
    except (pl.exceptions.PolarsError, OSError):
        # Says what is wrong with it.
        return read_file(path).columns


def stem(path: Path) -> str:
    """The name that orders a file of a ledger, compacted or not."""
    return path.name.removesuffix(_SUFFIX).removesuffix(_BASE)


def _is_base(path: Path) -> bool:
    return path.name.endswith(_BASE + _SUFFIX)


class Ledger:
    """Reads, adds to and compacts one folder of records."""

    def __init__(self, folder: Path, schema: Schema, named_by: str = "") -> None:
        """`named_by`: a column that files of earlier versions lack and whose value is their own name."""
        self.folder, self.schema, self._named_by = folder, dict(schema), named_by
        self._read_files: list[Path] = []
        self._frame = pl.DataFrame(schema=self.schema)

    def files(self) -> list[Path]:
        """The files that count: the newest compacted one, and those that came after it."""
        return self._split()[0]

    def _split(self) -> tuple[list[Path], list[Path]]:
        """(the files that count, those that a compacted one has taken the place of)."""
        found = parquet_files(self.folder)
        base = max((path for path in found if _is_base(path)), key=stem, default=None)
        if base is None:
            return found, []
        kept = [base, *(path for path in found if not _is_base(path) and stem(path) > stem(base))]
        return kept, sorted(set(found) - set(kept))

    def add(self, name: str, rows: Sequence[Mapping[str, Any]] | pl.DataFrame) -> None:
        """Adds a file of records; nothing where there are none."""
        if len(rows):
            frame = rows.select(list(self.schema)) if isinstance(rows, pl.DataFrame) else pl.DataFrame(list(rows), schema=self.schema, orient="row")
            self._read_files = []
            files = self.files()
            if files and _is_base(files[0]) and name <= stem(files[0]):
                # A record made late, of a run that was killed: under its own name it would count as compacted.
                name = f"{stem(files[-1])}~{name}"
            write_parquet(self.folder / f"{name}{_SUFFIX}", frame)

    def read(self) -> pl.DataFrame:
        """All records, in order of the files' names; columns that came later are null in older records.

        The files are read once as long as no other comes.
        """
        for last in range(_TRIES):
            files = self.files()
            if files == self._read_files and files:
                break
            try:
                # Another process may compact the ledger between our listing and our reading.
                self._frame = self._concatenated(files)
                self._read_files = files
                break
            except FileNotFoundError as error:
                if last == _TRIES - 1:
                    raise StoreError(f"{error.filename or self.folder} vanished while it was read; run again") from None
        return self._frame

    def scan(self) -> pl.LazyFrame:
        """All records, to be read as far as a question needs them and kept nowhere."""
        if self._read_files and self._read_files == self.files():
            return self._frame.lazy()
        frames = [pl.scan_parquet(path).select(name for name in self.schema if name in _columns(path)) for path in self.files()]
        return pl.concat([pl.LazyFrame(schema=self.schema), *frames], how="diagonal")

    def let_go(self) -> None:
        """Keeps the records no longer in memory."""
        self._read_files = []
        self._frame = pl.DataFrame(schema=self.schema)

    def _concatenated(self, files: Sequence[Path]) -> pl.DataFrame:
        frames = [pl.DataFrame(schema=self.schema)]
        for path in files:
            frame = read_file(path)
            frame = frame.select(name for name in frame.columns if name in self.schema)
            if self._named_by and self._named_by not in frame.columns:
                frame = frame.with_columns(pl.lit(stem(path)).alias(self._named_by))
            frames.append(frame)
        return pl.concat(frames, how="diagonal")

    def deltas(self) -> int:
        """Files beside the compacted one."""
        return sum(1 for path in self.files() if not _is_base(path))

    def compact(self, reduce: Callable[[pl.DataFrame], pl.DataFrame] = lambda frame: frame, most: int = MOST_DELTAS) -> bool:
        """Puts one file in the place of all where there are more than `most` small ones; says whether it did.

        `reduce` may leave out records that tell nothing any more.
        """
        if self.deltas() <= most:
            return False
        self.replace(reduce(self.read()))
        return True

    def replace(self, frame: pl.DataFrame) -> None:
        """Puts one file with these records in the place of all files."""
        files = self.files()
        if files:
            write_parquet(self.folder / f"{stem(files[-1])}{_BASE}{_SUFFIX}", frame.select(list(self.schema)))
            self._read_files = []
            self.clear()

    def clear(self) -> int:
        """Removes files that a compacted one has taken the place of; returns how many."""
        old = self._split()[1]
        for path in old:
            path.unlink(missing_ok=True)
        return len(old)
