"""How a check is asked: the number of its offending rows, and a few of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import duckdb

from warehouse.limits import Limits, within

EXAMPLES = 10
NOT_ENDED = "not_ended"
"""The field of its one example by which a check that took more time or memory than it may is known."""


def all_ended(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether every check of the run that published last came to its end."""
    last = "(SELECT max(run_key) FROM pipeline_run WHERE status = 'published')"
    found = connection.execute(f"SELECT examples FROM quality_result WHERE run_key = {last}").fetchall()
    return bool(found) and all(ended(examples) for (examples,) in found)


def offending(connection: duckdb.DuckDBPyConnection, sql: str, limits: Limits, parameters: Sequence[object] = ()) -> tuple[int, list[dict[str, Any]]]:
    """How many rows a check selects, and the first of them, shortened.

    Counted first: that needs none of the columns, and most checks find nothing. Raises NoEnd where it does not end.
    """
    with within(connection, limits):
        found = connection.execute(f"SELECT count(*) FROM (\n{sql}\n)", list(parameters)).fetchone()
        count = int(found[0]) if found else 0
        if not count:
            return 0, []
        return count, shortened(connection.execute(f"SELECT * FROM (\n{sql}\n) LIMIT {EXAMPLES}", list(parameters)))


def shortened(cursor: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """The rows of a check as examples are kept."""
    names = [column[0] for column in cursor.description or []]
    return [{name: v[:300] if isinstance(v, str) else v for name, v in zip(names, row, strict=True)} for row in cursor.fetchall()]


def ended(examples: str) -> bool:
    """Whether a check came to an end, by the examples that are on record."""
    return not examples.startswith(f'[{{"{NOT_ENDED}"')
