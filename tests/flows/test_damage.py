"""What of the store is damaged is noticed, never read into facts, and made good from what is left."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from tests.flows.conftest import Command
from tests.support import SAMPLE, content, copied, leftovers, run, scalar, select
from tests.warehouse.test_compaction import killed_at
from warehouse.compaction import compact
from warehouse.layout import Home
from warehouse.leftovers import clear_leftovers
from warehouse.packs import DamagedRaw
from warehouse.store import Store

FIRST = "01_mixed_page.txt"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Sources of one's own, to change."""
    return Path(shutil.copytree(SAMPLE, tmp_path / "corpus"))


@pytest.fixture
def ready(corpus: Path, home: Home) -> Home:
    run(home, corpus)
    return home


def key_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def flip(home: Home, key: str) -> None:
    """One bit of a raw document, as a failing disk changes it."""
    place = Store(home).packs.place(key)
    assert place is not None
    with (home.packs / place.pack).open("r+b") as pack:
        pack.seek(place.offset + 20)
        byte = pack.read(1)[0]
        pack.seek(place.offset + 20)
        pack.write(bytes([byte ^ 1]))


def swap(home: Home) -> None:
    """The index leads to another document's bytes."""
    for path in home.raw_index.glob("*.parquet"):
        frame = pl.read_parquet(path)
        frame.with_columns(pl.col("pack", "offset", "length").reverse()).write_parquet(path)


def test_changed_bytes_are_read_into_no_facts(ready: Home, corpus: Path, cli: Command) -> None:
    key = key_of(corpus / FIRST)
    flip(ready, key)
    (corpus / FIRST).unlink()
    result = run(ready, full=True)
    assert any("raw bytes of 1 documents" in warning for warning in result.warnings)
    assert select(ready, "SELECT check_name, document_key FROM rejected WHERE check_name = 'raw_bytes'") == [("raw_bytes", key)]
    assert scalar(ready, "SELECT count(*) FROM observation WHERE document_key = ?", [key]) == 0
    found = cli("status", "--home", ready.root)
    assert (found.status, "raw bytes of 1 documents" in found.out) == (1, True), "an alarm until they are there again"
    found = cli("raw", "--home", ready.root, key)
    assert (found.status, found.out) == (1, "")
    assert "not those that were received" in found.err
    shutil.copy(SAMPLE / FIRST, corpus / FIRST)
    result = run(ready, corpus)
    assert (result.new, result.extracted, result.warnings) == (1, 1, [])
    assert cli("status", "--home", ready.root).status == 0
    assert Store(ready).raw_bytes(key) == (SAMPLE / FIRST).read_bytes()
    assert scalar(ready, "SELECT count(*) FROM observation WHERE document_key = ?", [key]) > 0
    assert run(ready, corpus).status == "unchanged"


def test_what_the_source_still_holds_is_taken_from_there_at_once(ready: Home, corpus: Path) -> None:
    before = content(ready)
    for path in corpus.glob("*.txt"):
        flip(ready, key_of(path))
    assert run(ready, full=True).warnings == []
    assert content(ready) == before
    assert Store(ready).raw_bytes(key_of(corpus / FIRST)) == (corpus / FIRST).read_bytes()


def test_swapped_documents_are_noticed(ready: Home, corpus: Path) -> None:
    before = content(ready)
    swap(ready)
    assert run(ready, full=True).warnings == []
    assert content(ready) == before


@pytest.mark.parametrize("harm", ["gone", "cut"])
def test_a_pack_that_is_gone_or_cut_short_is_filled_again_from_the_sources(ready: Home, corpus: Path, harm: str) -> None:
    (pack,) = ready.packs.iterdir()
    if harm == "gone":
        pack.unlink()
    else:
        pack.write_bytes(pack.read_bytes()[:3000])
    result = run(ready, corpus)
    assert result.new > 5
    keys = [key_of(path) for path in corpus.glob("*.txt")]
    assert [hashlib.sha256(Store(ready).raw_bytes(key)).hexdigest() for key in keys] == keys


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-50])


def _flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 3] ^= 4
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("table", "harm", "said"), [("observation", Path.unlink, "is missing"), ("sentence", _cut, "is cut short"), ("observation", _flip, "is damaged")]
)
def test_lost_facts_are_read_again_and_told(ready: Home, corpus: Path, table: str, harm: Callable[[Path], None], said: str) -> None:
    before = content(ready)
    sentences = scalar(ready, "SELECT count(*) FROM sentence")
    (path,) = (ready.facts / table).glob("*.parquet")
    harm(path)
    (corpus / "new.txt").write_text("湘潭高新区晨报\n\n今年3月，湘潭高新区新引进项目4个。\n", encoding="utf-8")
    result = run(ready, corpus)
    assert [warning for warning in result.warnings if table in warning and said in warning and "read again" in warning], result.warnings
    assert (result.new, result.extracted) == (1, result.seen)
    (corpus / "new.txt").unlink()
    assert scalar(ready, "SELECT count(*) FROM sentence") > sentences
    after = content(ready)
    assert all(set(map(repr, before[name])) <= set(map(repr, after[name])) for name in ("document", "article", "observation", "event"))
    assert run(ready, SAMPLE).warnings == []
    assert leftovers(ready) == []


def old_layout(home: Home) -> None:
    """What an earlier version would have left: a file a document, no places, no records of the fact files."""
    store = Store(home)
    for key in store.catalogue()["document_key"]:
        path = home.raw / key[:2] / key
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(store.raw_bytes(key))
    for folder in (home.packs, home.raw_index, home.facts / "part"):
        shutil.rmtree(folder)
    for path in (home.facts / "extraction").glob("*.parquet"):
        pl.read_parquet(path).drop("part").write_parquet(path)
    for path in home.sightings.glob("*.parquet"):
        frame = pl.read_parquet(path)
        frame.drop([name for name in ("mark",) if name in frame.columns]).write_parquet(path)


def test_a_home_of_an_earlier_version_is_brought_up_to_date(sample_copy: Home) -> None:
    before = content(sample_copy)
    old_layout(sample_copy)
    assert run(sample_copy, SAMPLE).status == "unchanged"
    assert not list(sample_copy.raw.glob("??"))
    keys = Store(sample_copy).catalogue()["document_key"].to_list()
    assert [hashlib.sha256(Store(sample_copy).raw_bytes(key)).hexdigest() for key in keys] == keys
    assert Store(sample_copy).parts.lost(deep=True) == {}
    sample_copy.warehouse.unlink()
    assert run(sample_copy, SAMPLE).extracted == 0
    assert content(sample_copy) == before


def test_a_damaged_file_of_an_earlier_version_is_no_document(sample_copy: Home) -> None:
    old_layout(sample_copy)
    key = key_of(SAMPLE / FIRST)
    path = sample_copy.raw / key[:2] / key
    path.write_bytes(path.read_bytes()[:-1])
    run(sample_copy)
    with pytest.raises(DamagedRaw):
        Store(sample_copy).raw_bytes(key)
    run(sample_copy, SAMPLE)
    assert Store(sample_copy).raw_bytes(key) == (SAMPLE / FIRST).read_bytes()


def test_what_is_damaged_is_not_compacted_away(ready: Home, corpus: Path, tmp_path: Path) -> None:
    for number in range(2):
        (corpus / f"{number}.txt").write_text(f"湘潭高新区晨报\n\n今年3月，湘潭高新区新引进项目{number + 4}个。\n", encoding="utf-8")
        run(ready, corpus)
    home = copied(ready, tmp_path / "copy")
    sorted((home.facts / "observation").glob("*.parquet"))[0].unlink()
    compact(Store(home), "000099-x", most=0)
    assert Store(home).parts.lost(), "still known to be lost"
    home.warehouse.unlink()
    run(home, corpus)
    assert content(home) == content(ready)


def test_killed_anywhere_while_an_earlier_layout_is_brought_up_to_date(sample_copy: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("warehouse.migration.STEP", 4)
    old_layout(sample_copy)
    keys = Store(sample_copy).catalogue()["document_key"].to_list()
    number, last = 0, False
    while not last:
        home = copied(sample_copy, tmp_path / "home")
        last = not killed_at(monkeypatch, number, lambda home=home: clear_leftovers(Store(home), "000098-x"))  # type: ignore[misc]
        for run_key in ("", "000099-x"):
            if run_key:
                clear_leftovers(Store(home), run_key)
            assert [hashlib.sha256(Store(home).raw_bytes(key)).hexdigest() for key in keys] == keys, number
        assert not list(home.raw.glob("??"))
        assert leftovers(home) == []
        shutil.rmtree(home.root)
        number += 3
    assert number > 20, "the test's own ground"
