"""A run costs its news: of what is known it reads a few columns of the records, and no record by itself."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import polars as pl
import pytest

from flows.steps import found as found_files
from flows.steps import listing
from flows.steps.listing import find_files
from tests.support import run
from warehouse.layout import Home
from warehouse.ledger import Ledger
from warehouse.sightings import Sightings
from warehouse.store import Store
from warehouse.versions import changed_places

TEXT = "湘潭高新区晨报\n\n2021年3月{day}日，湘潭高新区新引进项目{day}个，税收收入{day}.2亿元。\n"
LARGE = {"catalogue", "sightings", "index"}
"""Records of which there is one a document."""


def write(folder: Path, *days: int) -> Path:
    folder.mkdir(exist_ok=True)
    for day in days:
        (folder / f"{day:02d}.txt").write_text(TEXT.format(day=day), encoding="utf-8")
    return folder


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> tuple[list[str], set[str]]:
    """The places whose record was looked up, and the ledgers that were read whole."""
    places: list[str] = []
    whole: set[str] = set()
    load, read = Sightings.load, Ledger.read

    def loaded(self: Sightings, wanted: Collection[str]) -> None:
        places.extend(wanted)
        load(self, wanted)

    def read_whole(self: Ledger) -> object:
        whole.add(self.folder.name)
        return read(self)

    monkeypatch.setattr(Sightings, "load", loaded)
    monkeypatch.setattr(Ledger, "read", read_whole)
    return places, whole


def test_what_is_known_is_neither_looked_up_nor_held(home: Home, tmp_path: Path, asked: tuple[list[str], set[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    places, whole = asked
    monkeypatch.setattr("flows.steps.listing._SETTLED_NS", 0)
    folder = write(tmp_path / "in", *range(1, 9))
    run(home, folder)
    places.clear()
    assert run(home, folder).status == "unchanged"
    assert not places
    write(folder, 9)
    (folder / "08.txt").write_text(TEXT.format(day=10), encoding="utf-8")
    result = run(home, folder)
    assert (result.status, result.seen, result.new) == ("published", 9, 2)
    assert {Path(place).name for place in places} == {"08.txt", "09.txt"}
    assert not LARGE & whole, "not even to find where a document lies that is to be read"
    assert {Path(place).name for place in changed_places(Store(home).scan_sightings())["place"]} == {"08.txt"}


def test_files_are_put_into_columns_as_they_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write(tmp_path / "in", *range(1, 9))
    write(folder / "below", 1, 2)
    (folder / "link.txt").symlink_to(folder / "03.txt")
    whole = find_files([str(folder), str(folder / "below")])
    assert len(whole) == 10
    monkeypatch.setattr(found_files, "AT_ONCE", 3)
    monkeypatch.setattr(listing, "_ENTRIES", 3)
    for in_memory in (5, 1, 0):
        # Few or none of them stay in memory: the others lie in files and are put in order there.
        monkeypatch.setattr(found_files, "IN_MEMORY", in_memory)
        few = find_files([str(folder), str(folder / "below"), str(folder / "0*.txt")])
        assert list(few) == list(whole)
        assert few[3] == whole[3]
        assert few.hashes.equals(whole.hashes)
        assert [len(set(look.places)) for look in few.looks] == [10, 2, 8]
        assert list(few.chosen(pl.Series([number == 7 for number in range(10)]))) == [whole[7]]
        assert few.any_under(str(folder / "below"))
        assert not few.any_under(str(folder / "x"))
