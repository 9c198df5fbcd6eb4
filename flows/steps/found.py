"""Files as they are found, kept as columns: a folder may hold a million of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import overload

import polars as pl

from flows.steps.sources import SourceFile

_SCHEMA = {"place": pl.String(), "source": pl.String(), "mark": pl.String()}
AT_ONCE = 20_000
"""Files kept one by one until they are put into columns, which take a fifth of the memory."""


class Found:
    """The files that one source, or several, hold; of those at one place the first counts."""

    def __init__(self) -> None:
        self._rows: list[tuple[str, str, str]] = []
        self._frames: list[pl.DataFrame] = []
        self._special: dict[str, SourceFile] = {}

    def __bool__(self) -> bool:
        return bool(self._rows or self._frames)

    def add(self, place: str, source: str, mark: str, special: SourceFile | None = None) -> None:
        """Notes a file; `special` where place, source and mark do not tell everything of it."""
        if special is not None:
            self._special.setdefault(place, special)
        self._rows.append((place, source, mark))
        if len(self._rows) >= AT_ONCE:
            self._put_away()

    def _put_away(self) -> None:
        if self._rows:
            self._frames.append(pl.DataFrame(self._rows, schema=_SCHEMA, orient="row"))
            self._rows = []

    def take(self, other: Found) -> None:
        """Notes what another holds after what is here; the other is spent."""
        self._put_away()
        other._put_away()
        # A place that stands here as a plain file is none of the other's special ones.
        known = self._places_among(other._special)
        self._special.update({place: special for place, special in other._special.items() if place not in known})
        self._frames += other._frames
        other._frames = []

    def _places_among(self, places: dict[str, SourceFile]) -> set[str]:
        wanted = pl.Series(list(places), dtype=pl.String).implode()
        return {place for frame in self._frames for place in frame.filter(pl.col("place").is_in(wanted))["place"]} if places else set()

    def places(self) -> pl.Series:
        """The places of what can be read."""
        self._put_away()
        found = pl.concat([pl.Series("place", [], dtype=pl.String), *(frame["place"] for frame in self._frames)])
        bad = [place for place, special in self._special.items() if special.problem]
        return found.filter(~found.is_in(bad)) if bad else found

    def listed(self) -> tuple[pl.DataFrame, dict[str, SourceFile]]:
        """The files in order of their places, each once: place, source and mark, and those of which these do not tell everything."""
        self._put_away()
        frames, self._frames = self._frames, []
        frame = pl.concat([pl.DataFrame(schema=_SCHEMA), *frames])
        del frames
        if not frame["place"].is_sorted():
            frame = frame.sort("place", maintain_order=True)
        repeated = (frame["place"] == frame["place"].shift(1)).fill_null(False)
        return frame.filter(~repeated) if repeated.any() else frame, self._special


class Files(Sequence[SourceFile]):
    """Documents to take in, in order of their places, of each of which a SourceFile is made when it is asked for."""

    def __init__(self, found: Found) -> None:
        self._frame, self._special = found.listed()

    @property
    def places(self) -> pl.Series:
        """Where they lie."""
        return self._frame["place"]

    @property
    def marks(self) -> pl.Series:
        """By what an unchanged one is known."""
        return self._frame["mark"]

    def __len__(self) -> int:
        return len(self._frame)

    @overload
    def __getitem__(self, index: int) -> SourceFile: ...

    @overload
    def __getitem__(self, index: slice) -> list[SourceFile]: ...

    def __getitem__(self, index: int | slice) -> SourceFile | list[SourceFile]:
        if isinstance(index, slice):
            return [self._made(*row) for row in self._frame[index].iter_rows()]
        return self._made(*self._frame.row(index))

    def __iter__(self) -> Iterator[SourceFile]:
        for row in self._frame.iter_rows():
            yield self._made(*row)

    def chosen(self, those: pl.Series) -> Iterator[SourceFile]:
        """Those of which a column of truths says so."""
        for row in self._frame.filter(those).iter_rows():
            yield self._made(*row)

    def _made(self, place: str, source: str, mark: str) -> SourceFile:
        return self._special.get(place) or SourceFile(Path(place), source, mark=mark)
