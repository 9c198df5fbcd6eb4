"""Keys that are known are known, however many there are."""

from __future__ import annotations

import hashlib

import polars as pl
import pytest

from warehouse import known_keys
from warehouse.known_keys import KnownKeys


def key(number: int) -> str:
    return hashlib.sha256(str(number).encode()).hexdigest()


def test_what_was_given_or_added_is_known_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(known_keys, "MOST_RECENT", 10)
    given = pl.Series([key(number) for number in range(100)] * 2, dtype=pl.String)
    known = KnownKeys(given, [key(7)])
    assert [number for number in range(120) if key(number) not in known] == [7, *range(100, 120)]
    known.update(key(number) for number in [7, *range(100, 115)])
    known.update(["no key", ""])
    assert all(key(number) in known for number in range(115))
    assert "no key" in known
    assert key(115) not in known
    assert "z" * 64 not in known
    assert key(3)[:32] + "0" * 31 not in KnownKeys(pl.Series([], dtype=pl.String))


def test_keys_alike_in_their_first_half_are_told_apart() -> None:
    alike = ["a" * 16 + letter * 48 for letter in "0123"]
    known = KnownKeys(pl.Series(alike[:3]))
    assert [found in known for found in alike] == [True, True, True, False]
