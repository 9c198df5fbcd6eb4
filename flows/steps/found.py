"""Files as they are found, kept as columns: a folder may hold a million of them.

Beyond some ten thousand they lie in temporary files, and what is asked of all of them at once is answered by hashes of 16 bytes each, so that
the whole list is never in memory.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import overload

import polars as pl
import pyarrow.parquet as pq

from flows.steps.sources import SourceFile
from warehouse.sightings import listed_hashes

_LISTED = {"place": pl.String(), "source": pl.String(), "mark": pl.String()}
_SCHEMA = _LISTED | {"link": pl.Boolean()}
_FIRST = ("source_number", "link", "source", "mark")
"""By what the first of those at one place is known: the source named first, a file itself before a link."""
AT_ONCE = 20_000
"""Files kept one by one until they are put into columns, which take a fifth of the memory."""
IN_MEMORY = 5
"""So many times AT_ONCE files are kept in memory; of a source that holds more the rest is put into temporary files."""
PIECE = 4_000
"""Files of one temporary file that are in memory while all are put in one order."""


class Found:
    """The files that one source, or several, hold; of those at one place the first counts, a file itself before what leads to it."""

    def __init__(self) -> None:
        self._rows: list[tuple[str, str, str, bool]] = []
        self._plain: tuple[list[str], list[str], list[int], list[int], list[int]] = ([], [], [], [], [])
        self._since = 0
        self._frames: list[pl.DataFrame] = []
        self._files: list[Path] = []
        # Which source each of the two above came from, by number.
        self._of_frames: list[int] = []
        self._of_files: list[int] = []
        self._sources = 1
        self._hashes: list[pl.Series] = []
        self._special: dict[str, SourceFile] = {}
        self._rooms: list[tempfile.TemporaryDirectory[str]] = []

    def __bool__(self) -> bool:
        return bool(self._rows or self._plain[0] or self._hashes)

    def add(self, place: str, source: str, mark: str, special: SourceFile | None = None) -> None:
        """Notes a file; `special` where place, source and mark do not tell everything of it."""
        if special is not None:
            self._special.setdefault(place, special)
        self._rows.append((place, source, mark, True))
        if len(self._rows) >= AT_ONCE:
            self._put_away()

    def add_plain(self, place: str, source: str, size: int, modified: int, changed: int) -> None:
        """Notes a file of a folder with its size and times, of which its mark is made later."""
        self.look()
        places, sources, sizes, times, changes = self._plain
        places.append(place)
        sources.append(source)
        sizes.append(size)
        times.append(modified)
        changes.append(changed)

    def look(self) -> None:
        """Tells that files are looked at from now on: what `add_most` notes next is no older."""
        if not self._plain[0]:
            self._since = time.time_ns()

    def add_most(self, places: list[str], sources: list[str], statuses: list[os.stat_result]) -> None:
        """Notes many plain files of one folder together, as `add_plain` does one, after `look`; quick, for folders of a million files."""
        known_places, known_sources, sizes, times, changes = self._plain
        known_places += places
        known_sources += sources
        sizes += [status.st_size for status in statuses]
        times += [status.st_mtime_ns for status in statuses]
        changes += [status.st_ctime_ns for status in statuses]

    def settle(self, within: int, at_end: bool = True) -> None:
        """Puts what `add_plain` noted into columns, where there is enough of it or `at_end`; one changed less than `within` nanoseconds ago may change again, and has no mark."""
        places, sources, sizes, times, changes = self._plain
        if not places or (len(places) < AT_ONCE and not at_end):
            return
        mark = pl.concat_str("size", "modified", "changed", separator=" ")
        frame = pl.DataFrame({"place": places, "source": sources, "size": sizes, "modified": times, "changed": changes})
        # Reckoned from before they were looked at, to be sure.
        is_settled = pl.lit(self._since) - pl.max_horizontal("modified", "changed") >= within
        self._plain = ([], [], [], [], [])
        self._keep(frame.select("place", "source", pl.when(is_settled).then(mark).otherwise(pl.lit("")).alias("mark"), pl.lit(False).alias("link")))

    def _put_away(self) -> None:
        if self._rows:
            rows, self._rows = self._rows, []
            self._keep(pl.DataFrame(rows, schema=_SCHEMA, orient="row"))

    def _keep(self, frame: pl.DataFrame) -> None:
        self._hashes.append(frame["place"].hash())
        if len(self._frames) < IN_MEMORY:
            self._frames.append(frame)
            self._of_frames.append(0)
            return
        if not self._rooms:
            self._rooms.append(tempfile.TemporaryDirectory(prefix="parkhouse-"))
        path = Path(self._rooms[0].name) / f"{len(self._files):06d}.parquet"
        frame = frame.sort("place", *_FIRST[1:]).unique("place", keep="first", maintain_order=True)
        frame.write_parquet(path, compression="lz4", statistics=False)
        self._files.append(path)
        self._of_files.append(0)

    def take(self, other: Found) -> None:
        """Notes what another holds after what is here; the other is spent."""
        self._put_away()
        other._put_away()
        # A place that stands here as a plain file is none of the other's special ones.
        known = self._places_among(other._special)
        self._special.update({place: special for place, special in other._special.items() if place not in known})
        self._frames += other._frames
        self._files += other._files
        self._of_frames += [self._sources] * len(other._frames)
        self._of_files += [self._sources] * len(other._files)
        self._hashes += other._hashes
        self._rooms += other._rooms
        self._sources += 1
        other._frames, other._files, other._hashes = [], [], []

    def _places_among(self, places: dict[str, SourceFile]) -> set[str]:
        if not places:
            return set()
        wanted = pl.Series("place", list(places), dtype=pl.String)
        marks = wanted.hash().implode()
        there = pl.concat([hashes.filter(hashes.is_in(marks)) for hashes in self._hashes]) if self._hashes else pl.Series(dtype=pl.UInt64)
        return set(wanted.filter(wanted.hash().is_in(there.implode())))

    def places(self) -> pl.Series:
        """Hashes of the places of what can be read."""
        self._put_away()
        found = pl.concat([pl.Series("place", [], dtype=pl.UInt64), *(hashes.alias("place") for hashes in self._hashes)])
        bad = pl.Series([place for place, special in self._special.items() if special.problem], dtype=pl.String)
        return found.filter(~found.is_in(bad.hash().implode())) if len(bad) else found

    def listed(self) -> tuple[pl.DataFrame | Path, dict[str, SourceFile], list[tempfile.TemporaryDirectory[str]]]:
        """The files in order of their places, each once, as place, source and mark (in a file where they are many); those of which these do not tell everything; the folders to keep."""
        self._put_away()
        numbered = [frame.with_columns(pl.lit(number).alias("source_number")) for frame, number in zip(self._frames, self._of_frames, strict=True)]
        self._frames = []
        frame = pl.concat([pl.DataFrame(schema=_SCHEMA | {"source_number": pl.Int32()}), *numbered])
        del numbered
        if not self._files:
            if not frame["place"].is_sorted():
                frame = frame.sort("place")
            if (frame["place"] == frame["place"].shift()).any():
                frame = frame.sort("place", *_FIRST).unique("place", keep="first", maintain_order=True)
            return frame.select("place", "source", "mark"), self._special, self._rooms
        return self._sorted(frame), self._special, self._rooms

    def _sorted(self, rest: pl.DataFrame) -> Path:
        """One file of all in order; of each file that is merged a piece is in memory."""
        target = Path(self._rooms[0].name) / "listed.parquet"
        sorted_rest = rest.sort("place", *_FIRST).unique("place", keep="first", maintain_order=True)
        pieces = [_pieces(path, number) for path, number in zip(self._files, self._of_files, strict=True)]
        with pq.ParquetWriter(target, pl.DataFrame(schema=_LISTED).to_arrow().schema, compression="lz4", write_statistics=False) as writer:
            ready = [pl.DataFrame(schema=_LISTED)]
            for some in _merged([sorted_rest.iter_slices(PIECE), *pieces]):
                ready.append(some)
                if sum(map(len, ready)) >= AT_ONCE:
                    writer.write_table(pl.concat(ready).to_arrow())
                    ready.clear()
            if ready:
                writer.write_table(pl.concat(ready).to_arrow())
        for path in self._files:
            path.unlink()
        return target


def _pieces(path: Path, number: int) -> Iterator[pl.DataFrame]:
    """What was put into a file, some at a time, with the number of its source."""
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(PIECE):
            found = pl.from_arrow(batch)
            assert isinstance(found, pl.DataFrame)
            yield found.with_columns(pl.lit(number).alias("source_number"))


def _merged(lists: Sequence[Iterator[pl.DataFrame]]) -> Iterator[pl.DataFrame]:
    """The rows of several lists, each in order of places, in one order, each place once."""
    left = [(piece, rest) for rest in lists if (piece := next(rest, None)) is not None]
    while left:
        # As far as all of them are known.
        upto = min(piece["place"][-1] for piece, _ in left)
        cuts = [piece["place"].search_sorted(upto, side="right") for piece, _ in left]
        found = pl.concat([piece.head(cut) for (piece, _), cut in zip(left, cuts, strict=True)])
        yield found.sort("place", *_FIRST).unique("place", keep="first", maintain_order=True).select(list(_LISTED))
        after = [(piece.slice(cut), rest) for (piece, rest), cut in zip(left, cuts, strict=True)]
        left = [(some, rest) for piece, rest in after if (some := piece if len(piece) else next(rest, None)) is not None]


class Files(Sequence[SourceFile]):
    """Documents to take in, in order of their places, of each of which a SourceFile is made when it is asked for."""

    def __init__(self, found: Found) -> None:
        self._listed, self._special, self._rooms = found.listed()
        self._count = self._listed.height if isinstance(self._listed, pl.DataFrame) else pq.read_metadata(self._listed).num_rows

    def _frames(self) -> Iterator[pl.DataFrame]:
        """All of them, some at a time."""
        if isinstance(self._listed, pl.DataFrame):
            yield self._listed
            return
        with pq.ParquetFile(self._listed) as file:
            for batch in file.iter_batches(AT_ONCE):
                found = pl.from_arrow(batch)
                assert isinstance(found, pl.DataFrame)
                yield found

    @cached_property
    def hashes(self) -> pl.DataFrame:
        """Of each its place and its mark as hashes, see `warehouse.sightings.listed_hashes`."""
        return pl.concat([listed_hashes(frame["place"], frame["mark"]) for frame in self._frames()])

    def any_under(self, head: str) -> bool:
        """Whether the place of any of them begins so."""
        return any(bool(frame["place"].str.starts_with(head).any()) for frame in self._frames())

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, index: int) -> SourceFile: ...

    @overload
    def __getitem__(self, index: slice) -> list[SourceFile]: ...

    def __getitem__(self, index: int | slice) -> SourceFile | list[SourceFile]:
        whole = pl.concat(list(self._frames()))
        if isinstance(index, slice):
            return [self._made(*row) for row in whole[index].iter_rows()]
        return self._made(*whole.row(index))

    def __iter__(self) -> Iterator[SourceFile]:
        for frame in self._frames():
            for row in frame.iter_rows():
                yield self._made(*row)

    def chosen(self, those: pl.Series) -> Iterator[SourceFile]:
        """Those of which a column of truths says so."""
        first = 0
        for frame in self._frames():
            for row in frame.filter(those.slice(first, len(frame))).iter_rows():
                yield self._made(*row)
            first += len(frame)

    def _made(self, place: str, source: str, mark: str) -> SourceFile:
        return self._special.get(place) or SourceFile(Path(place), source, mark=mark)
