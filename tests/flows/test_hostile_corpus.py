"""Hostile documents of many kinds, a small one of each: facts or one plain refusal, and every fact leads back to its characters."""

from __future__ import annotations

import pytest

from tests.support import leftovers, run, scalar, select
from tests.tools.hostile_corpus import documents, slow
from warehouse.layout import Home


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> tuple[Home, dict[str, bytes]]:
    """A home that has read the corpus in little, and the bytes by file name."""
    folder = tmp_path_factory.mktemp("corpus")
    (folder / "in").mkdir()
    made = {one.name: one.content for one in documents(varied=1, sizes=(600,), largest=0)}
    for name, content in made.items():
        (folder / "in" / name).write_bytes(content)
    home = Home(folder / "home")
    assert run(home, folder / "in").status == "published"
    return home, made


def test_each_becomes_a_document_or_one_plain_refusal(corpus: tuple[Home, dict[str, bytes]]) -> None:
    home, made = corpus
    keys = {key for (key,) in select(home, "SELECT document_key FROM document")}
    refused = select(home, "SELECT row ->> 'file_name', reason, check_name FROM rejected WHERE table_name = 'document'")
    assert len(keys) + len(refused) <= len(made)
    assert len(keys) + len(refused) >= len(set(made.values())), "each is one or the other; the same bytes are one"
    assert len({name for name, _, _ in refused}) == len(refused)
    assert not [row for row in refused if row[2] == "reader" or "\n" in row[1] or "Error" in row[1]]
    assert leftovers(home) == []


def test_what_is_read_is_what_stands_there(corpus: tuple[Home, dict[str, bytes]]) -> None:
    home, _ = corpus
    for table in ("observation", "event", "leftover"):
        there = f"SELECT count(*) FROM {table} f JOIN document d USING (document_key) WHERE substring(d.text, start_offset + 1, end_offset - start_offset)"
        assert scalar(home, f"{there} = f.text") > 0
        assert scalar(home, f"{there} <> f.text") == 0
    assert scalar(home, "SELECT count(*) FROM observation WHERE NOT isfinite(value)") == 0


def test_the_corpus_is_the_same_for_a_seed_and_what_grows_too_fast_is_told() -> None:
    first, again, other = ([one.content for one in documents(seed, 1, (300,), 0)] for seed in (1, 1, 2))
    assert first == again != other
    told = slow({"even": [(1_000, 1.0), (4_000, 4.1)], "steep": [(1_000, 1.0), (4_000, 15.0)], "quick": [(1_000, 0.0), (4_000, 0.1)]})
    assert told == ["steep: 1,000 bytes 1.00 s, 4,000 bytes 15.00 s"]
