"""v_search: ranks sentences in any client, whatever the query holds."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator
from typing import Any

import duckdb
import pytest

from tests.support import select, warehouse_of
from transforms.text.search_words import folded, folding, search_words
from warehouse.layout import Home
from warehouse.search import K1, B, build_search

SENTENCES = [
    "园区深化招商引资，招商引资项目签约。",
    "园区招商引资工作会议召开，会议总结去年工作，部署今年任务，要求各部门抓好落实。",
    "企业引资困难。",
    "税收增长百分之五。",
    "5G基站建成，5g应用落地。",
    "建成15个停车场。",
]


def _empty() -> duckdb.DuckDBPyConnection:
    """A database with the tables that a search reads."""
    connection = duckdb.connect()
    connection.execute("CREATE TABLE document (document_key VARCHAR, title VARCHAR, file_name VARCHAR, source VARCHAR, published_on DATE)")
    connection.execute("CREATE TABLE article (article_key VARCHAR, park_key VARCHAR)")
    connection.execute("CREATE TABLE search_word (word VARCHAR, sentences BIGINT)")
    connection.execute(
        "CREATE TABLE sentence (document_key VARCHAR, article_key VARCHAR, start_offset BIGINT, end_offset BIGINT, text VARCHAR, words VARCHAR[])"
    )
    return connection


@pytest.fixture
def corpus() -> Iterator[duckdb.DuckDBPyConnection]:
    """A few sentences of one document with an index over them."""
    connection = _empty()
    connection.execute("INSERT INTO document VALUES ('d', '标题', 'a.txt', 's', ?)", [dt.date(2021, 1, 30)])
    connection.execute("INSERT INTO article VALUES ('a', '某高新区')")
    for number, text in enumerate(SENTENCES):
        connection.execute("INSERT INTO sentence VALUES ('d', 'a', ?, ?, ?, ?)", [number * 100, number * 100 + len(text), text, search_words(text)])
    build_search(connection, folding())
    yield connection
    connection.close()


def found(connection: duckdb.DuckDBPyConnection, query: str) -> list[str]:
    """The sentences that a query finds, best first."""
    return [row[0] for row in connection.execute("SELECT sentence FROM v_search(?)", [query]).fetchall()]


def test_more_and_rarer_words_in_fewer_rank_first(corpus: duckdb.DuckDBPyConnection) -> None:
    assert found(corpus, "招商引资") == [SENTENCES[0], SENTENCES[1], SENTENCES[2]]
    assert found(corpus, "税收") == [SENTENCES[3]]


def test_the_score_is_bm25(corpus: duckdb.DuckDBPyConnection) -> None:
    ((score,),) = corpus.execute("SELECT score FROM v_search('税收')").fetchall()
    lengths = [len(search_words(text)) for text in SENTENCES]
    weight = math.log(1 + (len(SENTENCES) - 1 + 0.5) / (1 + 0.5))
    expected = weight * (K1 + 1) / (1 + K1 * (1 - B + B * lengths[3] / (sum(lengths) / len(lengths))))
    assert score == pytest.approx(expected, abs=1e-4)


@pytest.mark.parametrize("query", ["招商引资", "招商引資", "　招商引资　", "“招商引资”！", "招商引资招商引资"])
def test_spelling_and_marks_make_no_difference(corpus: duckdb.DuckDBPyConnection, query: str) -> None:
    assert found(corpus, query)[0] == SENTENCES[0]


@pytest.mark.parametrize("query", ["5g", "5G", "５Ｇ"])
def test_letters_and_digits_are_one_word(corpus: duckdb.DuckDBPyConnection, query: str) -> None:
    assert found(corpus, query) == [SENTENCES[4]]


def test_a_number_is_not_found_within_another(corpus: duckdb.DuckDBPyConnection) -> None:
    assert found(corpus, "15") == [SENTENCES[5]]
    assert found(corpus, "5") == []


def test_a_mixed_query_finds_what_holds_any_of_its_words(corpus: duckdb.DuckDBPyConnection) -> None:
    assert set(found(corpus, "税收 5G")) == {SENTENCES[3], SENTENCES[4]}
    assert found(corpus, "税收增长 5G")[0] == SENTENCES[3]


HOSTILE = [
    "",
    " ",
    "'",
    "''); DROP TABLE sentence; --",
    "%",
    "_",
    "%_%",
    "\\",
    "[",
    "(?=",
    "\x00",
    "\u202e",
    "𠮷",
    "ß",
    "İ",
    "x" * 100_000,
    "招" * 5000,
    "🦆",
    "$$",
    "?",
    ":a",
]


@pytest.mark.parametrize("query", HOSTILE)
def test_no_query_breaks_it(corpus: duckdb.DuckDBPyConnection, query: str) -> None:
    assert found(corpus, query) == []
    assert corpus.execute("SELECT count(*) FROM sentence").fetchall() == [(len(SENTENCES),)]


def test_nothing_is_found_where_nothing_is(corpus: duckdb.DuckDBPyConnection) -> None:
    assert found(corpus, "量子计算") == []
    assert corpus.execute("SELECT * FROM v_search(NULL)").fetchall() == []


def test_an_empty_corpus_can_be_searched() -> None:
    connection = _empty()
    build_search(connection, {})
    assert found(connection, "园区") == []


def test_folding_keeps_the_length() -> None:
    text = "５Ｇ İ ß 招商引資 ＡＢＣ％"
    assert len(folded(text)) == len(text)
    assert folded("招商引資 ＡＢＣ") == "招商引资 abc"


# On the published sample


def test_the_published_file_is_searched_without_an_extension(sample: Home) -> None:
    options: dict[str, Any] = {"autoload_known_extensions": False, "autoinstall_known_extensions": False}
    connection = duckdb.connect(str(sample.warehouse), read_only=True, config=options)
    rows = connection.execute("SELECT sentence, file_name, score FROM v_search('稀土产业') LIMIT 3").fetchall()
    connection.close()
    assert rows[0][1] == "09_ocr_slip.txt"
    assert [row[2] for row in rows] == sorted((row[2] for row in rows), reverse=True)


def test_a_simplified_query_finds_a_traditional_page(sample: Home) -> None:
    rows = select(sample, "SELECT sentence FROM v_search('集成电路封测')")
    assert any("積體電路" in row[0] for row in rows) or any("集成電路" in row[0] for row in rows) or any("封測" in row[0] for row in rows)
    assert select(sample, "SELECT sentence FROM v_search('集中签约')")[0:1] == select(sample, "SELECT sentence FROM v_search('集中簽約')")[0:1]


def test_every_sentence_stands_where_its_offsets_say(sample: Home) -> None:
    wrong = (
        "SELECT count(*), count(*) FILTER (substr(d.text, s.start_offset + 1, s.end_offset - s.start_offset) <> s.text) "
        "FROM sentence s JOIN document d USING (document_key)"
    )
    ((total, off),) = select(sample, wrong)
    assert total > 200
    assert off == 0


def test_every_fact_can_be_found_by_its_sentence(sample: Home) -> None:
    """All text that facts were read from is searchable."""
    missing = (
        "SELECT o.observation_key FROM observation o WHERE NOT EXISTS (SELECT 1 FROM sentence s WHERE s.document_key = o.document_key "
        "AND s.start_offset <= o.start_offset AND s.end_offset >= o.end_offset)"
    )
    assert select(sample, missing) == []


def test_words_are_counted_once_a_sentence(sample: Home) -> None:
    with warehouse_of(sample) as connection:
        assert connection.execute(
            "SELECT count(*) FROM search_word w WHERE w.sentences <> (SELECT count(*) FROM sentence s WHERE list_contains(s.words, w.word)) AND w.sentences > 20"
        ).fetchall() == [(0,)]
