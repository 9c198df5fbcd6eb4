"""Full-text search in plain SQL: `v_search('关键词')` ranks sentences by BM25 in any client, without an extension.

DuckDB's fts extension is not used: its macros call the extension's `stem` at query time, so a client without it could not search, and it
has no words for Chinese. Here the words of a sentence are made when a document is read (transforms.text.search_words) and the macro needs nothing
but the tables `sentence` and `search_word`. A query has no words yet, and SQL has no jieba: every piece of the query that is
a word of the corpus counts as one of its words, so that words are found however a segmenter would have cut the query, and the shorter words
within a long one help to find sentences that say the thing otherwise. A single character counts only where no longer word covers it, and runs of
letters and digits are never cut (5g is not 5).

BM25 as in Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009), with k1 = 1.2, b = 0.75 and the
weight ln(1 + (N - n + 0.5) / (n + 0.5)) that Lucene's BM25Similarity uses, which is never negative.

Time of a search grows with the number of sentences (a second or two of one core for a million); there is no list of places for each word, which would
answer faster but take half a minute to build for each million.
"""

from __future__ import annotations

from collections.abc import Mapping

import duckdb

from schemas.generate import quoted

K1 = 1.2
B = 0.75
MAX_QUERY = 200
"""Characters of a query that count."""
MAX_RESULTS = 1_000
"""Sentences that a search gives at most, the best ones."""
MAX_WORD = 20
"""Longest piece of a query that is looked up; longer words are not kept (transforms.text.search_words.MAX_WORD)."""


def build_search(connection: duckdb.DuckDBPyConnection, folding: Mapping[int, int]) -> None:
    """Fills `search_word` from `sentence`, where nothing has filled it yet, and creates `v_search`.

    `folding` maps characters to those that the words of the corpus were folded to.
    """
    if connection.execute("SELECT 1 FROM search_word LIMIT 1").fetchone() is None:
        connection.execute(f"INSERT INTO search_word {_WORDS.format(source='sentence', where='true')} ORDER BY word")
    found = connection.execute("SELECT count(*), coalesce(avg(len(words)), 1) FROM sentence").fetchone()
    sentences, length = found if found else (0, 1.0)
    connection.execute(_macro(int(sentences), float(length), folding))
    connection.execute(
        "COMMENT ON MACRO TABLE v_search IS '全文检索：按 BM25 排序的句子，用法 SELECT * FROM v_search(''招商引资'') LIMIT 20 | "
        "Full-text search: sentences ranked by BM25, as in SELECT * FROM v_search(''招商引资'') LIMIT 20'"
    )


_WORDS = "SELECT word, count(*) AS sentences FROM (SELECT unnest(list_distinct(words)) AS word FROM {source} WHERE {where}) GROUP BY word"


def count_words(connection: duckdb.DuckDBPyConnection, source: str, where: str, sign: int) -> None:
    """Adds to `search_word` what the sentences of a condition count, or takes it off with `sign` -1; `source` is where they stand."""
    connection.execute(f"CREATE OR REPLACE TEMP TABLE counted AS {_WORDS.format(source=source, where=where)}")
    connection.execute(f"UPDATE search_word SET sentences = search_word.sentences + ({sign}) * c.sentences FROM counted c WHERE c.word = search_word.word")
    if sign > 0:
        connection.execute("INSERT INTO search_word SELECT * FROM counted WHERE word NOT IN (SELECT word FROM search_word) ORDER BY word")
        connection.execute("DELETE FROM search_word WHERE sentences <= 0")


def _macro(sentences: int, length: float, folding: Mapping[int, int]) -> str:
    before, after = quoted("".join(map(chr, folding))), quoted("".join(map(chr, folding.values())))
    return f"""
    CREATE OR REPLACE MACRO v_search(query) AS TABLE
    WITH asked AS (
        SELECT lower(translate(left(query::VARCHAR, {MAX_QUERY}), {before}, {after})) AS q
    ),
    piece AS (
        SELECT substr(q, p.start::INT, n.size::INT) AS word, p.start, p.start + n.size AS stop, n.size
        FROM asked, range(1, length(q) + 1) p(start), range(1, {MAX_WORD + 1}) n(size)
        WHERE p.start + n.size <= length(q) + 1
          AND NOT regexp_full_match(substr(q, p.start::INT - 1, 2), '[0-9a-z]{{2}}')
          AND NOT regexp_full_match(substr(q, (p.start + n.size)::INT - 1, 2), '[0-9a-z]{{2}}')
    ),
    known AS (
        SELECT p.*, w.sentences FROM piece p JOIN search_word w USING (word)
    ),
    term AS (
        SELECT DISTINCT k.word, ln(1 + ({sentences} - k.sentences + 0.5) / (k.sentences + 0.5)) AS weight
        FROM known k
        WHERE NOT (k.size = 1 AND EXISTS (SELECT 1 FROM known l WHERE l.size > 1 AND l.start <= k.start AND l.stop >= k.stop))
    ),
    frequency AS (
        SELECT u.place, u.document_key, u.start_offset, u.length, t.weight, count(*) AS times
        FROM (SELECT rowid AS place, document_key, start_offset, len(words) AS length, unnest(words) AS word FROM sentence) u
        JOIN term t USING (word)
        GROUP BY u.place, u.document_key, u.start_offset, u.length, t.word, t.weight
    ),
    best AS (
        SELECT place, sum(weight * times * ({K1} + 1) / (times + {K1} * (1 - {B} + {B} * length / {length!r}))) AS score
        FROM frequency
        GROUP BY place, document_key, start_offset
        ORDER BY round(score, 9) DESC, document_key, start_offset
        LIMIT {MAX_RESULTS}
    ),
    ranked AS (
        SELECT b.score, s.* FROM best b JOIN sentence s ON s.rowid = b.place
    )
    SELECT round(r.score, 4) AS score, a.park_key, r."text" AS sentence, d.title, d.file_name, d.published_on, d.source,
        r.document_key, r.start_offset, r.end_offset, r.article_key
    FROM ranked r
    JOIN document d USING (document_key)
    JOIN article a USING (article_key)
    ORDER BY round(r.score, 9) DESC, d.published_on DESC NULLS LAST, r.document_key, r.start_offset
    """
