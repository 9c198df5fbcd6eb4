"""What a client of the server may ask: one SELECT (or SHOW, DESCRIBE, SUMMARIZE) over tables, views and harmless table functions.

A read-only database alone is not enough: the quack extension lets every client call `quack_serve` and `quack_stop` (open
further servers on the machine, stop this one), read the queries of other clients in `quack_active_connections`, and fill
the memory with temporary tables. quack asks an authorization macro before each statement; this is ours. DuckDB's own parser
judges, not a pattern: `json_serialize_sql` takes SELECT statements alone and gives the tree in which each table function,
however deep, has its name. Functions that run SQL from text (`query`, `json_execute_serialized_sql`) are not on the list.
"""

from __future__ import annotations

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


def authorization_macro() -> str:
    """The DDL of the macro that quack calls with session and statement; true lets the statement pass."""
    allowed = ", ".join(f"'{name}'" for name in TABLE_FUNCTIONS)
    refused = ", ".join(f"'{name}'" for name in NO_FUNCTIONS)
    return f"""
        CREATE OR REPLACE MACRO {AUTHORIZATION}(session, statement) AS (
            SELECT coalesce(
                NOT json_extract(tree, '$.error')::BOOLEAN
                AND json_array_length(tree, '$.statements') = 1
                AND len(list_filter(json_extract_string(tree, '$..function.function_name'), lambda name: lower(name) NOT IN ({allowed}))) = 0
                AND len(list_filter(json_extract_string(tree, '$..function_name'), lambda name: lower(name) IN ({refused}))) = 0,
                false)
            FROM (SELECT json_serialize_sql(statement::VARCHAR) AS tree)
        )"""
