"""The keys of documents that were taken in before: looked up one by one, and there may be millions."""

from __future__ import annotations

import bisect
from array import array
from collections.abc import Iterable

import polars as pl

HALF = 16
"""Hexadecimal digits in one number of 64 bits; of the 64 digits of a key the first 32 are kept, which no two documents share by chance."""
MOST_RECENT = 50_000
"""Keys that came since and are kept as texts, which takes ten times the memory."""


class KnownKeys:
    """A set of document keys in 16 bytes each."""

    def __init__(self, keys: pl.Series, but: Iterable[str] = ()) -> None:
        """`but`: keys that count as unknown until they are added."""
        out = pl.Series(list(but), dtype=pl.String)
        self._first, self._second, self._recent = array("Q"), array("Q"), set[str]()
        self._put_away(keys.filter(~keys.is_in(out.implode())) if len(out) else keys)

    def __contains__(self, key: object) -> bool:
        if key in self._recent:
            return True
        if not isinstance(key, str) or not self._first:
            return False
        try:
            first, second = int(key[:HALF], 16), int(key[HALF : 2 * HALF], 16)
        except ValueError:
            return False
        at = bisect.bisect_left(self._first, first)
        while at < len(self._first) and self._first[at] == first:
            if self._second[at] == second:
                return True
            at += 1
        return False

    def update(self, keys: Iterable[str]) -> None:
        """Adds keys."""
        self._recent.update(keys)
        if len(self._recent) > MOST_RECENT:
            recent, self._recent = self._recent, set()
            self._put_away(pl.Series(list(recent), dtype=pl.String))

    def _put_away(self, keys: pl.Series) -> None:
        halves = keys.to_frame("key").select(
            pl.col("key").str.slice(start, HALF).str.to_integer(base=16, dtype=pl.UInt64, strict=False).alias(name)
            for name, start in (("first", 0), ("second", HALF))
        )
        odd = halves["first"].is_null() | halves["second"].is_null()
        self._recent.update(keys.filter(odd).to_list())
        before = pl.DataFrame({"first": pl.Series(self._first, dtype=pl.UInt64), "second": pl.Series(self._second, dtype=pl.UInt64)})
        merged = pl.concat([before, halves.filter(~odd)]).unique().sort("first", "second")
        self._first, self._second = (_numbers(merged[name]) for name in ("first", "second"))


def _numbers(column: pl.Series) -> array[int]:
    found = array("Q")
    values = column.rechunk().to_arrow()
    found.frombytes(memoryview(values.buffers()[1])[8 * values.offset : 8 * (values.offset + len(values))])
    return found
