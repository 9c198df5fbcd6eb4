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

_ENTRIES = f"SELECT a.rowid AS place, unnest(a.sketch[1:{KEYS}]) AS entry FROM article a JOIN document d USING (document_key)"
_CURRENT = "d.replaced_by IS NULL AND d.withdrawn_on IS NULL"

_PAIRS = f"""
CREATE OR REPLACE TEMP TABLE reprint_pair AS
WITH entry AS (
    SELECT * FROM ({_ENTRIES} WHERE {_CURRENT}) WHERE {{wanted}}
),
told AS (
    SELECT a.rowid AS place, row_number() OVER (ORDER BY coalesce(d.published_on, DATE '9999-12-31'), a.document_key, a.start_offset, a.article_key) AS number
    FROM article a
    JOIN document d USING (document_key)
    WHERE a.rowid IN (SELECT place FROM entry)
),
shared AS (
    -- The first article with this entry, by day of publication.
    SELECT e.entry, min(t.number) AS number FROM entry e JOIN told t USING (place) GROUP BY e.entry HAVING count(*) > 1
)
SELECT t.place, t.number, f.place AS first_place, f.number AS first_number, s.entry
FROM shared s
JOIN entry e USING (entry)
JOIN told t ON t.place = e.place
JOIN told f ON f.number = s.number
WHERE f.number < t.number
"""

_LINKS = f"""
CREATE OR REPLACE TEMP TABLE reprint AS
WITH alike AS (
    SELECT p.number, p.first_number, a.article_key, f.article_key AS first_key
    FROM (SELECT DISTINCT place, number, first_place, first_number FROM reprint_pair) p
    JOIN article a ON a.rowid = p.place
    JOIN article f ON f.rowid = p.first_place
    WHERE len(list_intersect(a.sketch, f.sketch)) / greatest(1, least(len(a.sketch), len(f.sketch))) >= {ALIKE}
),
figures AS (
    SELECT article_key, list(DISTINCT value) AS figures FROM observation
    WHERE article_key IN (SELECT article_key FROM alike) OR article_key IN (SELECT first_key FROM alike)
    GROUP BY article_key
)
SELECT a.article_key, a.first_key
FROM alike a
LEFT JOIN figures f ON f.article_key = a.article_key
LEFT JOIN figures g ON g.article_key = a.first_key
WHERE f.figures IS NULL OR g.figures IS NULL OR len(list_intersect(f.figures, g.figures)) >= {SAME_FIGURES} * least(len(f.figures), len(g.figures))
QUALIFY row_number() OVER (PARTITION BY a.article_key ORDER BY a.first_number) = 1
"""


def note_reprints(connection: duckdb.DuckDBPyConnection) -> None:
    """Before the rows of `changed_document` are replaced: notes what `link_reprints` spares itself then."""
    connection.execute(f"CREATE OR REPLACE TEMP TABLE reprint_current AS SELECT document_key FROM document d WHERE {_CURRENT}")
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE reprint_left AS SELECT DISTINCT entry FROM ({_ENTRIES} WHERE d.document_key IN (SELECT document_key FROM changed_document))"
    )


def link_reprints(connection: duckdb.DuckDBPyConnection, noted: bool = False) -> int:
    """Sets `reprint_of` in the build to the key of the first article of each text; returns how many pairs of articles were compared.

    `noted`: the file is a published one of which some documents were replaced since `note_reprints`; what was compared for it is not compared again.
    """
    if noted:
        _find_touched(connection)
    connection.execute(_PAIRS.format(wanted="entry IN (SELECT entry FROM reprint_wanted)" if noted else "true"))
    if noted:
        _leave_out_compared(connection)
    connection.execute(_LINKS)
    # What the first is itself a reprint of is the first of all.
    connection.execute(
        "UPDATE article SET reprint_of = l.first_key FROM ("
        "SELECT a.rowid AS place, coalesce(f.first_key, r.first_key) AS first_key FROM article a "
        "LEFT JOIN reprint r ON r.article_key = a.article_key LEFT JOIN reprint f ON f.article_key = r.first_key "
        "WHERE a.reprint_of IS DISTINCT FROM coalesce(f.first_key, r.first_key)) l WHERE article.rowid = l.place"
    )
    found = connection.execute("SELECT count(DISTINCT (place, first_place)) FROM reprint_pair").fetchone()
    return int(found[0]) if found else 0


def _find_touched(connection: duckdb.DuckDBPyConnection) -> None:
    """Notes the documents that were replaced, came to light or vanished from it, and the entries by which a pair may be another than before."""
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE reprint_touched AS SELECT document_key FROM changed_document UNION SELECT coalesce(n.document_key, o.document_key) FROM "
        f"(SELECT document_key FROM document d WHERE {_CURRENT}) n FULL JOIN reprint_current o ON o.document_key = n.document_key "
        "WHERE n.document_key IS NULL OR o.document_key IS NULL"
    )
    entries = _ENTRIES.replace("a.rowid AS place, ", "")
    connection.execute(f"INSERT INTO reprint_left {entries} WHERE d.document_key IN (SELECT document_key FROM reprint_touched)")
    connection.execute(f"CREATE OR REPLACE TEMP TABLE reprint_wanted AS SELECT entry FROM reprint_left UNION {entries} WHERE a.reprint_of IS NOT NULL")


def _leave_out_compared(connection: duckdb.DuckDBPyConnection) -> None:
    """Keeps of the pairs those that may be alike: an article that was no reprint is none of an article with which it met before."""
    touched = "SELECT rowid FROM article WHERE document_key IN (SELECT document_key FROM reprint_touched)"
    connection.execute(
        f"DELETE FROM reprint_pair WHERE place NOT IN ({touched}) AND first_place NOT IN ({touched}) "
        "AND place NOT IN (SELECT rowid FROM article WHERE reprint_of IS NOT NULL) AND entry NOT IN (SELECT entry FROM reprint_left)"
    )
