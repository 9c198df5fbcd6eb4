"""Reprints that are brought up to date are those that a comparison of all articles finds."""

from __future__ import annotations

import random

import duckdb
import pytest

from warehouse.build import create_tables
from warehouse.reprints import link_reprints, note_reprints

Link = tuple[object, object]


def add_document(connection: duckdb.DuckDBPyConnection, chance: random.Random, number: int) -> None:
    """A document with an article or two, alike to some of the others, with a figure or two."""
    key = f"{number:064d}"
    day = None if chance.random() < 0.1 else f"2020-01-{chance.randint(1, 9):02d}"
    connection.execute(
        "INSERT INTO document BY NAME SELECT $key AS document_key, $key AS source, 'a.txt' AS file_name, '题' AS title, CAST($day AS DATE) AS published_on, "
        "'stated' AS published_on_basis, TIMESTAMPTZ '2021-03-01 00:00:00+00' AS ingested_at, '文' AS text, 'text/plain' AS media_type, 'utf-8' AS encoding, '0' AS rule_set",
        {"key": key, "day": day},
    )
    for place in range(chance.randint(1, 2)):
        first = 100 * chance.randint(0, 3)
        article = f"{number:08x}-0000-0000-0000-{place:04x}{chance.randrange(2**31):08x}"
        connection.execute(
            "INSERT INTO article BY NAME SELECT CAST($article AS UUID) AS article_key, $key AS document_key, '题' AS headline, '' AS byline, "
            "CAST($place AS INTEGER) AS start_offset, CAST($place AS INTEGER) AS end_offset, $sketch AS sketch",
            {"article": article, "key": key, "place": place, "sketch": sorted(chance.sample(range(first, first + 12), chance.randint(8, 12)))},
        )
        for _ in range(chance.randint(0, 2)):
            connection.execute(
                "INSERT INTO observation BY NAME SELECT gen_random_uuid() AS observation_key, '甲园区' AS park_key, 'unknown' AS period_key, 'tax' AS metric_key, "
                "$key AS document_key, CAST($article AS UUID) AS article_key, 'level' AS measure, 'actual' AS status, '甲园区' AS subject, 'park' AS subject_type, "
                "'税收' AS metric_text, false AS is_part, CAST($value AS DOUBLE) AS value, '元' AS unit, 'exact' AS qualifier, '' AS period_text, '1' AS text, "
                "0 AS start_offset, 1 AS end_offset, '句' AS sentence, 0.5 AS confidence, 'made' AS rule, [] AS signs, ['rules'] AS readers",
                {"key": key, "article": article, "value": chance.randint(1, 2)},
            )


def links(connection: duckdb.DuckDBPyConnection) -> list[Link]:
    return connection.execute("SELECT article_key, reprint_of FROM article ORDER BY ALL").fetchall()


@pytest.mark.parametrize("seed", range(12))
def test_what_is_looked_at_again_gives_what_all_would_give(seed: int) -> None:
    """Documents come, go, change and are withdrawn, the first of a text among them."""
    chance = random.Random(seed)
    with duckdb.connect() as connection:
        create_tables(connection)
        there = chance.randint(6, 14)
        for number in range(there):
            add_document(connection, chance, number)
        link_reprints(connection)
        changed = [number for number in range(there + 3) if chance.random() < 0.2]
        keys = [f"{number:064d}" for number in changed]
        connection.execute("CREATE TEMP TABLE changed_document AS SELECT unnest($keys::VARCHAR[]) AS document_key", {"keys": keys})
        note_reprints(connection)
        for table in ("document", "article", "observation"):
            connection.execute(f"DELETE FROM {table} WHERE document_key IN (SELECT document_key FROM changed_document)")
        for number in changed:
            if chance.random() < 0.8:
                add_document(connection, chance, number)
        withdrawn = [f"{number:064d}" for number in range(there) if chance.random() < 0.1]
        connection.execute("UPDATE document SET withdrawn_on = DATE '2021-01-01' WHERE document_key IN (SELECT unnest($keys::VARCHAR[]))", {"keys": withdrawn})
        connection.execute("CREATE TEMP TABLE restated_document AS SELECT unnest($keys::VARCHAR[]) AS document_key", {"keys": withdrawn})
        link_reprints(connection, noted=True)
        renewed = links(connection)
        connection.execute("UPDATE article SET reprint_of = NULL")
        link_reprints(connection)
        assert renewed == links(connection)
        assert any(original is not None for _, original in renewed)
