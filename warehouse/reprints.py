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

_LINKS = f"""
CREATE OR REPLACE TEMP TABLE reprint AS
WITH current_article AS (
    SELECT a.article_key, a.document_key, a.sketch, coalesce(d.published_on, DATE '9999-12-31') AS day, a.start_offset
    FROM article a
    JOIN document d USING (document_key)
    WHERE d.replaced_by IS NULL AND d.withdrawn_on IS NULL AND len(a.sketch) > 0
),
entry AS (
    SELECT article_key, unnest(sketch[1:{KEYS}]) AS entry, sketch, day, document_key, start_offset FROM current_article
),
met AS (
    -- The first article with this entry, by day of publication.
    SELECT article_key, sketch, first_value({{'key': article_key, 'sketch': sketch, 'day': day, 'document': document_key, 'start': start_offset}}) OVER (
        PARTITION BY entry ORDER BY day, document_key, start_offset, article_key
    ) AS earliest
    FROM entry
),
pair AS (
    SELECT DISTINCT article_key, sketch, earliest FROM met WHERE earliest.key <> article_key
),
alike AS (
    SELECT article_key, earliest, len(list_intersect(sketch, earliest.sketch)) / greatest(1, least(len(sketch), len(earliest.sketch))) AS likeness FROM pair
),
figures AS (
    SELECT article_key, list(DISTINCT value) AS figures FROM observation GROUP BY article_key
)
SELECT a.article_key, a.earliest.key AS first_key
FROM alike a
LEFT JOIN figures f ON f.article_key = a.article_key
LEFT JOIN figures g ON g.article_key = a.earliest.key
WHERE a.likeness >= {ALIKE}
  AND (f.figures IS NULL OR g.figures IS NULL OR len(list_intersect(f.figures, g.figures)) >= {SAME_FIGURES} * least(len(f.figures), len(g.figures)))
QUALIFY row_number() OVER (PARTITION BY a.article_key ORDER BY a.earliest.day, a.earliest.document, a.earliest.start, a.earliest.key) = 1
"""


def link_reprints(connection: duckdb.DuckDBPyConnection) -> int:
    """Sets `reprint_of` in the build to the key of the first article of each text; returns how many articles are reprints."""
    connection.execute("UPDATE article SET reprint_of = NULL WHERE reprint_of IS NOT NULL")
    connection.execute(_LINKS)
    # What the first is itself a reprint of is the first of all.
    connection.execute(
        "UPDATE article SET reprint_of = coalesce(f.first_key, r.first_key) FROM reprint r LEFT JOIN reprint f ON f.article_key = r.first_key "
        "WHERE article.article_key = r.article_key"
    )
    found = connection.execute("SELECT count(*) FROM reprint").fetchone()
    return int(found[0]) if found else 0
