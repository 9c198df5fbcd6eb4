"""The tables of sql/derived, computed from the facts: all of them in a fresh build, in a refreshed file those of the series that are due.

What has changed is computed anew by itself, and the rest stays as it stands: no row of a table depends on another series (what is known of one metric of
one park), on another park (`-- by: park`), or on another group of figures that are ranked together (`-- by: group`).
"""

from __future__ import annotations

from collections.abc import Mapping

import duckdb
import polars as pl

from schemas.generate import comment, quoted
from seeds.read import seed_rows
from sql.read import sql_files
from warehouse.connect import together
from warehouse.view_comments import comment_columns

_DUE = {"series": "is_due(park_key, metric_key)", "park": "is_due_park(park_key)", "group": "is_due_group(metric_key, year, period_key)"}
"""Which rows of a derived table are computed anew, by what its front matter says."""
_PARKS = " UNION ".join(f"SELECT coalesce(park_key, '') AS mark FROM {table} WHERE {{where}}" for table in ("observation", "leftover", "event", "article"))
"""The parks of some documents; of what is no park's an empty one."""
_GROUPS = "SELECT DISTINCT hash(metric_key, year, period_key) AS mark FROM park_year_long WHERE is_due(park_key, metric_key)"


def create_derived(connection: duckdb.DuckDBPyConnection, folding: Mapping[int, int]) -> None:
    """Creates and fills the derived tables, in the order that their front matter asks for.

    `folding` maps characters (traditional, full width) to those in which the words of indicators are written.
    """
    _create_macros(connection)
    for macro in ("is_due(park, metric)", "is_due_park(park)", "is_due_group(metric, year, period)"):
        connection.execute(f"CREATE OR REPLACE TEMP MACRO {macro} AS true")
    _prepare_words(connection, folding)
    for file in sorted(sql_files("derived"), key=lambda f: int(f.meta["order"])):
        connection.execute(f"CREATE OR REPLACE TABLE {file.name} AS\n{file.sql}")
        with together(connection):
            connection.execute(f"COMMENT ON TABLE {file.name} IS {quoted(comment(file.said('zh'), file.said('en')))}")
            comment_columns(connection, file.name)


def note_derived(connection: duckdb.DuckDBPyConnection) -> None:
    """Before anything is changed in a copy of a published file: notes what `renew_derived` compares with."""
    mine = "document_key IN (SELECT document_key FROM changed_document)"
    connection.execute(f"CREATE OR REPLACE TEMP TABLE due_park AS {_PARKS.format(where=mine)}")
    connection.execute("CREATE OR REPLACE TEMP TABLE stood_reprint AS SELECT article_key, document_key FROM article WHERE reprint_of IS NOT NULL")


def renew_derived(connection: duckdb.DuckDBPyConnection, folding: Mapping[int, int]) -> None:
    """Computes anew what of the derived tables may have changed since `note_derived`; the rest of the file must stand as it will be published.

    `changed_document` holds the documents whose rows were replaced, `restated_document` those that are told otherwise (`link_versions`).
    """
    connection.execute(
        """
        CREATE OR REPLACE TEMP TABLE due_document AS
        SELECT document_key FROM changed_document
        UNION SELECT document_key FROM restated_document
        UNION SELECT coalesce(n.document_key, o.document_key) FROM (SELECT article_key, document_key FROM article WHERE reprint_of IS NOT NULL) n
            FULL JOIN stood_reprint o ON o.article_key = n.article_key WHERE n.article_key IS NULL OR o.article_key IS NULL
        """
    )
    # By hashes, which know an absent park too; two that fall together are computed once more for nothing.
    tables = " UNION ".join(
        f"SELECT hash(park_key, metric_key) AS mark FROM {table} SEMI JOIN due_document USING (document_key)" for table in ("statement", "observation")
    )
    connection.execute(f"CREATE OR REPLACE TEMP TABLE due_series AS {tables}")
    connection.execute("CREATE OR REPLACE TEMP MACRO is_due(park, metric) AS hash(park, metric) IN (SELECT mark FROM due_series)")
    due = "document_key IN (SELECT document_key FROM due_document)"
    connection.execute(f"INSERT INTO due_park SELECT '' UNION ALL ({_PARKS.format(where=due)})")
    connection.execute("CREATE OR REPLACE TEMP MACRO is_due_park(park) AS coalesce(park, '') IN (SELECT mark FROM due_park)")
    connection.execute(f"CREATE OR REPLACE TEMP TABLE due_group AS {_GROUPS}")
    connection.execute("CREATE OR REPLACE TEMP MACRO is_due_group(metric, year, period) AS hash(metric, year, period) IN (SELECT mark FROM due_group)")
    _prepare_words(connection, folding)
    for file in sorted(sql_files("derived"), key=lambda f: int(f.meta["order"])):
        connection.execute(f"DELETE FROM {file.name} WHERE {_DUE[file.meta.get('by', 'series')]}")
        connection.execute(f"INSERT INTO {file.name} BY NAME\n{file.sql}")
        if file.name == "park_year_long":
            connection.execute(f"INSERT INTO due_group {_GROUPS}")


def _create_macros(connection: duckdb.DuckDBPyConnection) -> None:
    """The macros of sql/macros, which views and checks call."""
    for file in sorted(sql_files("macros"), key=lambda f: int(f.meta["order"])):
        connection.execute(file.sql)
        connection.execute(f"COMMENT ON MACRO {file.name} IS {quoted(comment(file.meta['zh'], file.meta['en']))}")


def _prepare_words(connection: duckdb.DuckDBPyConnection, folding: Mapping[int, int]) -> None:
    """The words of the figures that are due, and those of the indicators, as temporary tables."""
    # Folded here and once for each text: DuckDB's translate() makes its table of characters anew for every row.
    texts = [text for (text,) in connection.execute("SELECT DISTINCT metric_text FROM observation WHERE is_due(park_key, metric_key)").fetchall()]
    connection.register(
        "metric_text_frame",
        pl.DataFrame(
            {"metric_text": texts, "folded": [text.translate(folding) for text in texts]}, schema={"metric_text": pl.String, "folded": pl.String}
        ).to_arrow(),
    )
    connection.execute("CREATE OR REPLACE TEMP TABLE metric_words AS SELECT metric_text, measured_words(folded) AS words FROM metric_text_frame")
    rows = [(row["metric_key"], row["words"], row["indicator"], int(row["preference"])) for row in seed_rows("indicators.csv")]
    connection.register("indicator_frame", pl.DataFrame(rows, schema=["metric_key", "words", "indicator", "preference"], orient="row").to_arrow())
    # The words are folded and stripped as those of the texts are, so that both meet.
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE indicator AS SELECT metric_key, word AS words, first(indicator ORDER BY preference) AS indicator, min(preference) AS preference "
        "FROM (SELECT metric_key, measured_words(words) AS word, indicator, preference FROM indicator_frame) GROUP BY ALL"
    )
