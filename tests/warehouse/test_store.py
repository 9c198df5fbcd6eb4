"""The Parquet store: files appear whole or not at all, and half a batch counts for nothing."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import tarfile
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

from tests.schemas.rows import valid_row
from tests.support import SAMPLE, content, run, scalar
from warehouse.build import build, row_counts
from warehouse.files import appearing, remove_leftovers, write_bytes, write_parquet
from warehouse.layout import Home
from warehouse.ledger import Ledger, collected
from warehouse.store import CATALOGUE_SCHEMA, FACT_TABLES, Store, StoreError, fact_schema

NOW = dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=dt.UTC)
KEY = "a" * 64


@pytest.fixture
def store(home: Home) -> Store:
    home.create()
    return Store(home)


def built(home: Home) -> dict[str, int]:
    """Row counts of a build that is thrown away."""
    connection = duckdb.connect(":memory:")
    build(connection, Store(home))
    counts = row_counts(connection)
    connection.close()
    return counts


def copy_facts(home: Home, run_key: str, *, with_extraction: bool) -> None:
    """All facts once more under another run, as a killed or a finished second reading leaves them."""
    for table in (*FACT_TABLES, *(["extraction"] if with_extraction else [])):
        for path in list((home.facts / table).glob("*.parquet")):
            changed = {"run_key": run_key} | ({"part": f"{run_key}-00000"} if table == "extraction" else {})
            frame = pl.read_parquet(path).with_columns(pl.lit(value).alias(name) for name, value in changed.items())
            write_parquet(path.with_name(f"{run_key}-00000.parquet"), frame)


def test_a_batch_without_its_last_file_counts_for_nothing(sample_copy: Home) -> None:
    before = built(sample_copy)
    copy_facts(sample_copy, "000009-20260102T030405Z", with_extraction=False)
    assert built(sample_copy) == before


def test_a_finished_second_reading_takes_the_place_of_the_first(sample_copy: Home) -> None:
    before = built(sample_copy)
    copy_facts(sample_copy, "000009-20260102T030405Z", with_extraction=True)
    assert built(sample_copy) == before
    assert set(Store(sample_copy).extractions()["run_key"]) == {"000009-20260102T030405Z"}


def test_a_batch_half_written_is_read_again(sample: Home, home: Home) -> None:
    """Its documents are known but not extracted."""
    run(home, SAMPLE)
    next((home.facts / "extraction").glob("*.parquet")).unlink()
    result = run(home, SAMPLE)
    assert (result.new, result.extracted) == (0, result.seen)
    assert content(home) == content(sample)


def test_files_in_progress_are_not_read(sample_copy: Home) -> None:
    before = built(sample_copy)
    for folder in [*(sample_copy.facts / table for table in (*FACT_TABLES, "extraction")), sample_copy.catalogue, sample_copy.operations / "pipeline_run"]:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / ".000009-x-00000.parquet.1234abcd.part").write_bytes(b"half")
        (folder / ".000009-x-00000.parquet").write_bytes(b"half")
        (folder / "note.txt").write_bytes(b"a person's own")
    assert built(sample_copy) == before


def test_the_extraction_file_comes_last(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []
    replace = os.replace

    def noted(source: Path, target: Path) -> None:
        replace(source, target)
        written.append(target.parent.name)

    monkeypatch.setattr(os, "replace", noted)
    frames = {
        table: pl.DataFrame([valid_row(table) | {"document_key": KEY, "run_key": "1"}], schema=fact_schema(table)) for table in ("observation", "document")
    }
    store.write_batch("000001-x", 0, "1", frames, [KEY])
    assert written[-1] == "extraction"
    assert written[-2] == "part", "the record of what the files hold"
    assert set(written) == {"observation", "document", "part", "extraction"}


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "folder" / "file"
    write_bytes(path, b"old")

    def failing(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", failing)
        with pytest.raises(OSError, match="No space"):
            write_bytes(path, b"new")
    seen: list[bytes] = []

    def stop_halfway() -> None:
        with appearing(path) as temporary:
            temporary.write_bytes(b"half")
            seen.append(path.read_bytes())
            raise RuntimeError

    with pytest.raises(RuntimeError):
        stop_halfway()
    assert seen == [b"old"], "nobody sees half a file"
    assert path.read_bytes() == b"old"
    assert [entry.name for entry in path.parent.iterdir()] == ["file"]
    write_bytes(path, b"new")
    assert path.read_bytes() == b"new"


def test_leftovers_are_removed_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    for name in (".a.parquet.1.part", "deep/.b.2.part", "deep/kept.part", "deep/kept.parquet"):
        (tmp_path / name).touch()
    assert remove_leftovers(tmp_path) == 2
    assert sorted(path.name for path in tmp_path.rglob("*.par*")) == ["kept.parquet", "kept.part"]


def test_a_file_that_somebody_is_writing_is_no_leftover(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run's report may be on its way when the next run begins."""
    replace = os.replace

    def meanwhile_another_run_begins(source: Path, target: Path) -> None:
        assert remove_leftovers(tmp_path) == 0
        replace(source, target)

    monkeypatch.setattr(os, "replace", meanwhile_another_run_begins)
    write_bytes(tmp_path / "latest.html", b"whole")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("latest.html", b"whole")]


def test_bytes_are_kept_once_as_received(store: Store) -> None:
    content = b"\r\n\x00"
    key = hashlib.sha256(content).hexdigest()
    store.keep_raw("000001-x", key, content)
    assert store.raw_bytes(key) == content, "before it is settled too"
    store.settle_raw("000001-x", 0)
    again = Store(store.home)
    again.keep_raw("000002-x", key, content)
    again.settle_raw("000002-x", 0)
    (pack,) = store.home.packs.iterdir()
    with tarfile.open(pack) as plain:
        member = plain.extractfile(key)
        assert member is not None
        assert member.read() == content, "a plain tar file"
    assert Store(store.home).raw_bytes(key) == content


def test_the_first_record_of_a_document_counts(store: Store) -> None:
    row = dict.fromkeys(CATALOGUE_SCHEMA, "x") | {"document_key": KEY, "size": 1, "given_date": None, "ingested_at": NOW}
    store.add_to_catalogue("000001-x", 0, [row | {"run_key": "000001-x", "file_name": "first"}])
    store.add_to_catalogue("000002-x", 0, [row | {"run_key": "000002-x", "file_name": "second"}])
    assert store.catalogue()["file_name"].to_list() == ["first"]


def test_a_refusal_is_recorded_once(store: Store) -> None:
    row = valid_row("rejected")
    for key in ("000002-x", "000001-x"):
        store.add_rejected(key, "ingest", [row | {"run_key": key}])
    assert store.rejected()["run_key"].to_list() == ["000001-x"]


def test_run_keys_go_up_whatever_the_clock_says(store: Store) -> None:
    first = store.next_run_key(NOW)
    store.add_operation("pipeline_run", first, [valid_row("pipeline_run") | {"run_key": first}])
    second = store.next_run_key(NOW - dt.timedelta(days=400))
    assert second > first
    store.add_to_catalogue(second, 0, [dict.fromkeys(CATALOGUE_SCHEMA) | {"document_key": KEY, "run_key": second}])
    assert store.next_run_key(NOW) > second, "after a run that was killed"


def test_an_empty_store_builds_an_empty_warehouse(store: Store) -> None:
    counts = built(store.home)
    assert {name for name, rows in counts.items() if rows} == {"park", "metric", "metric_bound", "expected_rows"}


def test_an_unregistered_park_met_twice_is_one_row(sample: Home) -> None:
    assert scalar(sample, "SELECT count(*) FROM park WHERE NOT is_registered") > 0
    assert scalar(sample, "SELECT count(*) - count(DISTINCT park_key) FROM park") == 0


def test_files_of_an_earlier_version_lack_columns_and_are_read(sample_copy: Home) -> None:
    before = built(sample_copy)
    for folder, late in ((sample_copy.facts / "document", ["replaces", "replaced_by", "withdrawn_on"]), (sample_copy.catalogue, ["header_source"])):
        for path in folder.glob("*.parquet"):
            write_parquet(path, pl.read_parquet(path).drop(late))
    assert built(sample_copy) == before
    assert set(Store(sample_copy).catalogue()["header_source"]) == {None}


def test_a_damaged_record_is_named_however_it_is_read(store: Store) -> None:
    ledger = Ledger(store.home.root / "records", {"name": pl.String()})
    for name in ("whole", "broken"):
        ledger.add(name, [{"name": name + str(number)} for number in range(1_000)])
    path = ledger.folder / "broken.parquet"
    content = bytearray(path.read_bytes())
    content[4:40] = b"\xff" * 36
    path.write_bytes(content)
    for reads in (ledger.read, lambda: collected(ledger.scan().select(pl.col("name").hash()))):
        with pytest.raises(StoreError, match=r"broken\.parquet cannot be read as Parquet"):
            reads()
