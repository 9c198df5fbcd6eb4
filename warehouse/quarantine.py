"""What waits in quarantine, and what of it passes once rules or seeds have changed."""

from __future__ import annotations

import duckdb

_WAITING = "SELECT coalesce(document_key, json_extract_string(row, '$.source')) AS place, table_name, count(*) AS rows FROM {schema}rejected GROUP BY ALL"
"""A refused row is known again by its document (or the source of one that could not be taken in) and its table."""


def tried_again(connection: duckdb.DuckDBPyConnection) -> tuple[int, int]:
    """(rows that waited in the last published warehouse, how many of them now pass).

    The last one must be attached as `previous`. A row that is refused again for another reason still waits.
    """
    row = connection.execute(
        f"SELECT coalesce(sum(old.rows), 0), coalesce(sum(greatest(old.rows - coalesce(new.rows, 0), 0)), 0) FROM ({_WAITING.format(schema='previous.main.')}) old "
        f"LEFT JOIN ({_WAITING.format(schema='')}) new USING (place, table_name)"
    ).fetchone()
    return (int(row[0]), int(row[1])) if row else (0, 0)
