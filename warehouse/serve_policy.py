"""What a client of the server may ask: one SELECT (or SHOW, DESCRIBE, SUMMARIZE) over tables, views and harmless table functions.

A read-only database alone is not enough: the quack extension lets every client call `quack_serve` and `quack_stop` (open
further servers on the machine, stop this one), read the queries of other clients in `quack_active_connections`, and fill
the memory with temporary tables. quack asks an authorization macro before each statement; this is ours. DuckDB's own parser
judges, not a pattern: `json_serialize_sql` takes SELECT statements alone and gives the tree in which each table function,
however deep, has its name. Functions that run SQL from text (`query`, `json_execute_serialized_sql`) are not on the list.
"""

from __future__ import annotations

import duckdb

TABLE_FUNCTIONS = (
    "range", "generate_series", "unnest", "repeat", "repeat_row", "json_each", "json_tree", "v_search",
    "duckdb_tables", "duckdb_views", "duckdb_columns", "duckdb_schemas", "duckdb_databases", "duckdb_constraints",
    "duckdb_types", "duckdb_functions", "duckdb_keywords", "duckdb_indexes", "duckdb_sequences",
    "pragma_table_info", "pragma_show", "pragma_version", "pragma_collations", "pragma_database_size", "pg_timezone_names",
)  # fmt: skip
"""Table functions that read the catalogue or make rows, and nothing else."""
NO_FUNCTIONS = ("sleep_ms", "pg_sleep", "write_log", "quack_check_token", "quack_nop_authorization")
"""Functions that keep a server thread waiting without work (which no time limit on computing would see), or reach into the server."""
AUTHORIZATION = "parkhouse_allows"


_OUTSIDE = "list_filter(json_extract_string(tree, '$..function.function_name'), lambda name: lower(name) NOT IN ({}))".format(
    ", ".join(f"'{name}'" for name in TABLE_FUNCTIONS)
)
"""Table functions of a statement that are not on the list."""
_WAITING = "list_filter(json_extract_string(tree, '$..function_name'), lambda name: lower(name) IN ({}))".format(
    ", ".join(f"'{name}'" for name in NO_FUNCTIONS)
)
"""Functions of a statement that nobody may call."""


def authorization_macro() -> str:
    """The DDL of the macro that quack calls with session and statement; true lets the statement pass."""
    return f"""
        CREATE OR REPLACE MACRO {AUTHORIZATION}(session, statement) AS (
            SELECT coalesce(
                NOT json_extract(tree, '$.error')::BOOLEAN
                AND json_array_length(tree, '$.statements') = 1
                AND len({_OUTSIDE}) = 0
                AND len({_WAITING}) = 0,
                false)
            FROM (SELECT json_serialize_sql(statement::VARCHAR) AS tree)
        )"""


def refusal(connection: duckdb.DuckDBPyConnection, statement: str) -> str | None:
    """Why the macro would not let a statement pass, in one line; None where it would."""
    found = connection.execute(
        "SELECT json_extract(tree, '$.error')::BOOLEAN, json_extract_string(tree, '$.error_type'), json_extract_string(tree, '$.error_message'), "
        f"json_array_length(tree, '$.statements'), {_OUTSIDE}, {_WAITING} FROM (SELECT json_serialize_sql($statement::VARCHAR) AS tree)",
        {"statement": statement},
    ).fetchone()
    failed, kind, message, statements, outside, waiting = found or (True, "", "", 0, [], [])
    if failed:
        return (
            f"Parser Error: {message}"
            if kind == "parser"
            else "the warehouse is read-only: one SELECT (or FROM, SHOW, DESCRIBE, SUMMARIZE) is taken, and nothing else"
        )
    if statements != 1:
        return "no statement in the query" if not statements else "one statement at a time is taken"
    if outside or waiting:
        return f"the function {(outside or waiting)[0]} is not for queries: tables, views and functions that only read are"
    return None
