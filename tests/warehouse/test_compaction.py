"""Many small files become few large ones, with the same rows, and killed anywhere nothing is lost."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from tests.support import SAMPLE, content, copied, leftovers, run, select
from warehouse.compaction import compact
from warehouse.layout import Home
from warehouse.ledger import Ledger
from warehouse.leftovers import clear_leftovers
from warehouse.store import FACT_TABLES, Store

RUN = "000099-20260102T030405Z"


class Killed(BaseException):
    """The process ends here."""


@pytest.fixture(scope="module")
def many_runs(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home made in one run for each document of the sample, one of them read twice."""
    made = Home(tmp_path_factory.mktemp("runs") / "home")
    for path in sorted(SAMPLE.glob("*.txt"))[:4]:
        run(made, path)
    run(made, SAMPLE, full=True)
    run(made, sorted(SAMPLE.glob("*.txt"))[0], full=True)
    return made


def facts(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """All rows that a build would read, from every ledger and fact file."""
    current = store.extractions().drop("part")
    found = {"extraction": sorted(current.rows())}
    for table in FACT_TABLES:
        frames = [pl.read_parquet(path).join(current, on=["document_key", "run_key"], how="semi") for path in store.fact_files(table)]
        found[table] = sorted((row for frame in frames for row in frame.rows()), key=repr)
    found |= {"catalogue": store.catalogue().rows(), "sightings": store.sightings().rows(), "refused": sorted(store.rejected().rows(), key=repr)}
    found["raw"] = sorted((key, store.raw_bytes(key)) for key in store.catalogue()["document_key"])
    return found


def files(home: Home) -> int:
    return sum(1 for folder in (home.raw, home.facts) for path in folder.rglob("*") if path.is_file())


def test_few_files_hold_the_same_rows(many_runs: Home, tmp_path: Path) -> None:
    home = copied(many_runs, tmp_path / "home")
    before, many = facts(Store(home)), files(home)
    compact(Store(home), RUN, most=1)
    assert facts(Store(home)) == before
    assert files(home) < many / 2
    for table in FACT_TABLES:
        for path in (home.facts / table).glob("*.parquet"):
            superseded = pl.read_parquet(path).join(Store(home).extractions(), on=["document_key", "run_key"], how="anti")
            assert not len(superseded), "what was read anew is not kept twice"
    assert len(list(home.packs.iterdir())) == 1
    assert run(home, SAMPLE).status == "unchanged", "nothing is new"
    published = content(home)
    home.warehouse.unlink()
    run(home, SAMPLE)
    assert content(home) == published


def test_compacting_again_changes_nothing(many_runs: Home, tmp_path: Path) -> None:
    home = copied(many_runs, tmp_path / "home")
    compact(Store(home), RUN, most=1)
    first = sorted((str(path), path.stat().st_ino) for path in home.root.rglob("*.parquet"))
    compact(Store(home), RUN, most=1)
    assert sorted((str(path), path.stat().st_ino) for path in home.root.rglob("*.parquet")) == first


def killed_at(monkeypatch: pytest.MonkeyPatch, number: int, work: Callable[[], None]) -> bool:
    """Ends `work` before its change of the disk of a number; False where it made fewer."""
    made = 0
    real = {name: getattr(os, name) for name in ("replace", "unlink", "fsync")}

    def counted(name: str) -> Callable[..., object]:
        def call(*arguments: object, **options: object) -> object:
            nonlocal made
            made += 1
            if made > number:
                raise Killed
            return real[name](*arguments, **options)

        return call

    with monkeypatch.context() as patch:
        for name in real:
            patch.setattr(os, name, counted(name))
        try:
            work()
        except Killed:
            return True
    return False


def test_killed_anywhere_while_compacting(many_runs: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = facts(Store(many_runs))
    number, last = 0, False
    while not last:
        home = copied(many_runs, tmp_path / "home")
        last = not killed_at(monkeypatch, number, lambda home=home: compact(Store(home), RUN, most=1))  # type: ignore[misc]
        assert facts(Store(home)) == before, number
        clear_leftovers(Store(home), "000100-20260102T030405Z")
        assert facts(Store(home)) == before, number
        compact(Store(home), "000101-20260102T030405Z", most=1)
        assert facts(Store(home)) == before, number
        assert leftovers(home) == []
        shutil.rmtree(home.root)
        number += 17
    assert number > 40, "the test's own ground"


def test_a_record_made_late_is_not_taken_for_compacted(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path, {"n": pl.Int64()})
    for name in ("000001-x", "000003-x"):
        ledger.add(name, [{"n": int(name[:6])}])
    ledger.compact(most=1)
    ledger.add("000002-x", [{"n": 2}])
    ledger.add("000004-x", [{"n": 4}])
    assert Ledger(tmp_path, {"n": pl.Int64()}).read()["n"].sort().to_list() == [1, 2, 3, 4]
    assert ledger.clear() == 0


def test_a_refusal_met_in_every_run_is_kept_twice(home: Home, tmp_path: Path) -> None:
    broken = tmp_path / "broken.txt"
    broken.write_bytes(b"\x00\x01" * 100)
    for _ in range(4):
        run(home, broken)
    before = Store(home).rejected().rows()
    compact(Store(home), RUN, most=1)
    assert Store(home).rejected().rows() == before
    assert len(pl.read_parquet(home.operations / "rejected" / "*.parquet")) == 2
    assert select(home, "SELECT count(*) FROM rejected") == [(1,)]
