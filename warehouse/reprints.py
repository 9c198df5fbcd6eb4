"""Articles that are nearly the same, told several times: the later ones are reprints of the first.

Each article has a sketch (transforms.text.likeness). Articles that share one of their smallest entries are compared with the first that
has it, never with each other, so the work grows with the corpus and not with its square. A monthly bulletin repeats the words of the one
before and not its figures, so a reprint must share the figures too.
"""

from __future__ import annotations

import duckdb

KEYS = 6
"""Smallest entries by which candidates meet: two articles alike to four fifths miss each other once in ten thousand."""
ALIKE = 0.75
"""Share of the sketch in common from which two articles are one text: headline, byline and a cut last paragraph may differ."""
SAME_FIGURES = 0.8
"""Share of the fewer figures that must stand in the other article too."""

_CURRENT = "d.replaced_by IS NULL AND d.withdrawn_on IS NULL"
_TOLD_BY = {"day": "coalesce(d.published_on, DATE '9999-12-31')", "document": "a.document_key", "place": "a.start_offset", "article": "a.article_key"}
"""Of articles with an entry in common the first by day of publication is the original."""
_TOLD = "struct_pack(" + ", ".join(f"{name} := {value}" for name, value in _TOLD_BY.items()) + ")"
"""The same as one value."""

_ARTICLES = f"""
CREATE OR REPLACE TEMP TABLE reprint_article AS
SELECT a.rowid AS place, {", ".join(f"{value} AS told_{name}" for name, value in _TOLD_BY.items())}, a.sketch[1:{KEYS}] AS entries
FROM article a
JOIN document d USING (document_key)
WHERE {_CURRENT}
"""
"""Where the articles that count stand in the order of telling, and by what they meet: read once, for it is asked several times."""

_FIRSTS = f"""
CREATE OR REPLACE TEMP TABLE reprint_first AS
WITH told AS (
    SELECT place, row_number() OVER (ORDER BY {", ".join(f"told_{name}" for name in _TOLD_BY)}) AS number
    FROM reprint_article
    WHERE place IN (SELECT place FROM reprint_entry WHERE entry IN (SELECT entry FROM reprint_wanted))
)
SELECT e.entry, min(t.number) AS number, arg_min(t.place, t.number) AS place
FROM reprint_entry e
JOIN told t USING (place)
WHERE e.entry IN (SELECT entry FROM reprint_wanted)
GROUP BY e.entry
HAVING count(*) > 1
"""
"""The first article of each entry that is asked for and that several articles have."""

_PAIRS = """
CREATE OR REPLACE TEMP TABLE reprint_pair AS
SELECT DISTINCT e.place, f.place AS first_place, f.number AS first_number
FROM reprint_entry e
JOIN reprint_first f USING (entry)
WHERE e.place <> f.place AND e.place IN (SELECT place FROM reprint_asked)
"""

_SKETCHES = """
CREATE OR REPLACE TEMP TABLE reprint_sketch AS
SELECT rowid AS place, article_key, sketch FROM article WHERE rowid IN (SELECT place FROM reprint_pair UNION SELECT first_place FROM reprint_pair)
"""
"""What is compared of the articles of the pairs."""

_LINKS = f"""
INSERT INTO reprint
WITH alike AS (
    SELECT p.first_number, p.place, p.first_place, a.article_key, f.article_key AS first_key
    FROM reprint_pair p
    JOIN reprint_sketch a ON a.place = p.place
    JOIN reprint_sketch f ON f.place = p.first_place
    WHERE len(list_intersect(a.sketch, f.sketch)) / greatest(1, least(len(a.sketch), len(f.sketch))) >= {ALIKE}
),
figures AS (
    SELECT article_key, list(DISTINCT value) AS figures FROM observation
    WHERE article_key IN (SELECT article_key FROM alike UNION SELECT first_key FROM alike)
    GROUP BY article_key
)
SELECT a.place, a.first_place, a.first_key
FROM alike a
LEFT JOIN figures f ON f.article_key = a.article_key
LEFT JOIN figures g ON g.article_key = a.first_key
WHERE f.figures IS NULL OR g.figures IS NULL OR len(list_intersect(f.figures, g.figures)) >= {SAME_FIGURES} * least(len(f.figures), len(g.figures))
QUALIFY row_number() OVER (PARTITION BY a.place ORDER BY a.first_number) = 1
"""


def note_reprints(connection: duckdb.DuckDBPyConnection) -> None:
    """Before the rows of `changed_document` are replaced: notes what `link_reprints` spares itself then."""
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE reprint_left AS SELECT {_TOLD} AS told, unnest(a.sketch[1:{KEYS}]) AS entry FROM article a "
        f"JOIN document d USING (document_key) WHERE {_CURRENT} AND d.document_key IN (SELECT document_key FROM changed_document)"
    )


def link_reprints(connection: duckdb.DuckDBPyConnection, noted: bool = False) -> int:
    """Sets `reprint_of` in the build to the key of the first article of each text; returns how many pairs of articles were compared.

    `noted`: the file is a published one of which some documents were replaced since `note_reprints`, and others are told otherwise
    (`restated_document`, see `link_versions`); only articles of which another may be the first now are looked at again.
    """
    connection.execute(_ARTICLES)
    connection.execute("CREATE OR REPLACE TEMP TABLE reprint_entry AS SELECT place, unnest(entries) AS entry FROM reprint_article")
    if noted:
        _find_due(connection)
    else:
        connection.execute("CREATE OR REPLACE TEMP TABLE reprint_due AS SELECT rowid AS place FROM article")
    connection.execute("CREATE OR REPLACE TEMP TABLE reprint(place BIGINT, first_place BIGINT, first_key UUID)")
    compared = _compare(connection, "SELECT place FROM reprint_due")
    if noted:
        # Of which article a first one is itself a reprint must be known too.
        compared += _compare(
            connection,
            "SELECT rowid FROM article WHERE rowid IN (SELECT first_place FROM reprint) AND rowid NOT IN (SELECT place FROM reprint_due) AND reprint_of IS NOT NULL",
        )
    # What the first is itself a reprint of is the first of all.
    connection.execute(
        "UPDATE article SET reprint_of = l.first_key FROM ("
        "SELECT a.rowid AS place, coalesce(f.first_key, r.first_key) AS first_key FROM article a JOIN reprint_due u ON u.place = a.rowid "
        "LEFT JOIN reprint r ON r.place = a.rowid LEFT JOIN reprint f ON f.place = r.first_place "
        "WHERE a.reprint_of IS DISTINCT FROM coalesce(f.first_key, r.first_key)) l WHERE article.rowid = l.place"
    )
    for table in ("reprint_article", "reprint_entry", "reprint_sketch"):
        connection.execute(f"DROP TABLE IF EXISTS temp.{table}")
    return compared


def _compare(connection: duckdb.DuckDBPyConnection, asked: str) -> int:
    """Adds to `reprint` the first article of the same text for those that a query gives, by their rowids; returns how many pairs were compared."""
    connection.execute(f"CREATE OR REPLACE TEMP TABLE reprint_asked(place) AS {asked}")
    if connection.execute("SELECT 1 FROM reprint_asked LIMIT 1").fetchone() is None:
        return 0
    _firsts_of(connection, "SELECT DISTINCT entry FROM reprint_entry WHERE place IN (SELECT place FROM reprint_asked)")
    connection.execute(_PAIRS)
    found = connection.execute("SELECT count(*) FROM reprint_pair").fetchone()
    pairs = int(found[0]) if found else 0
    if pairs:
        connection.execute(_SKETCHES)
        connection.execute(_LINKS)
    return pairs


def _firsts_of(connection: duckdb.DuckDBPyConnection, entries: str) -> None:
    """Fills `reprint_first` for the entries that a query gives."""
    connection.execute(f"CREATE OR REPLACE TEMP TABLE reprint_wanted AS {entries}")
    connection.execute(_FIRSTS)


def _find_due(connection: duckdb.DuckDBPyConnection) -> None:
    """Notes the articles whose original may be another than before in `reprint_due`.

    Those of documents that were replaced, came to light or vanished; those of which one of these is or was the first with an entry; and those whose first
    article is one of the latter, for that may be a reprint now, or none any more.
    """
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE touched_document AS SELECT document_key FROM changed_document UNION SELECT document_key FROM restated_document"
    )
    touched = "SELECT document_key FROM touched_document"
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE reprint_touched AS SELECT a.rowid AS place, a.sketch, {_TOLD} AS told, NOT ({_CURRENT}) AS is_gone "
        f"FROM (SELECT *, rowid FROM article WHERE document_key IN ({touched})) a JOIN (SELECT * FROM document WHERE document_key IN ({touched})) d USING (document_key)"
    )
    connection.execute(f"INSERT INTO reprint_left SELECT told, unnest(sketch[1:{KEYS}]) FROM reprint_touched WHERE is_gone")
    _firsts_of(connection, f"SELECT unnest(sketch[1:{KEYS}]) AS entry FROM reprint_touched UNION SELECT entry FROM reprint_left")
    connection.execute("CREATE OR REPLACE TEMP TABLE reprint_moved AS SELECT entry FROM reprint_first WHERE place IN (SELECT place FROM reprint_touched)")
    if connection.execute("SELECT 1 FROM reprint_left LIMIT 1").fetchone() is not None:
        _find_left(connection)
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE reprint_due AS SELECT place FROM reprint_touched "
        "UNION SELECT place FROM reprint_entry WHERE entry IN (SELECT entry FROM reprint_moved)"
    )
    others = "SELECT place FROM reprint_due WHERE place NOT IN (SELECT place FROM reprint_touched)"
    if connection.execute(f"{others} LIMIT 1").fetchone() is None:
        return
    _firsts_of(connection, f"SELECT DISTINCT entry FROM reprint_entry WHERE place IN ({others})")
    connection.execute(
        "INSERT INTO reprint_due SELECT DISTINCT place FROM reprint_entry WHERE place NOT IN (SELECT place FROM reprint_due) "
        f"AND entry IN (SELECT entry FROM reprint_first WHERE place IN ({others}))"
    )


def _find_left(connection: duckdb.DuckDBPyConnection) -> None:
    """Adds to `reprint_moved` the entries that an article had first which is gone, or told otherwise now."""
    connection.execute(
        f"""
        INSERT INTO reprint_moved
        SELECT l.entry
        FROM (SELECT entry, min(told) AS told FROM reprint_left GROUP BY entry) l
        JOIN (
            SELECT e.entry, min({_TOLD}) AS told
            FROM reprint_entry e JOIN article a ON a.rowid = e.place JOIN document d USING (document_key)
            WHERE e.entry IN (SELECT entry FROM reprint_left) AND e.place NOT IN (SELECT place FROM reprint_touched)
            GROUP BY e.entry
        ) s ON s.entry = l.entry AND l.told < s.told
        """
    )
