"""What differs between two warehouses, row by row, and why: the rows of `change_log`.

The newer warehouse is the connection's own database, the older one is attached as `previous`. Facts are paired by their
place in the text, so that a figure that is now read otherwise is one changed row and not one lost and one won. Documents
that come or go as a whole are one row each, with the number of their facts. For every best value of v_metric_trend that
differs there is a row too: that is what a reader of the views sees change.
"""

from __future__ import annotations

import duckdb

COMPARED = {
    "observation": ("park_key", "period_key", "metric_key", "measure", "status", "subject", "subject_type", "is_part", "value", "value_low", "value_high", "unit", "qualifier"),
    "event": ("park_key", "period_key", "event_type", "title", "status", "amount"),
}  # fmt: skip
"""Fields whose change is a change of what a fact says; its confidence and rule names are how it was read."""
TREND = ("value", "unit", "qualifier", "status", "growth_percent")
SHOWN = 500
"""Characters of a value that are kept."""


def find_changes(connection: duckdb.DuckDBPyConnection, run_key: str, code_changed: bool | None = None, refreshed: bool = False) -> None:
    """Fills the temporary table `change_row` with the rows of change_log.

    `code_changed`: whether another version of the program built the older file; None asks the two files. `refreshed`: the newer
    one is a copy of the older one in which the facts of the documents in `changed_document` alone were replaced.
    """
    for side, schema in (("old", "previous.main"), ("new", "main")):
        _prepare(connection, side, schema, refreshed)
    if code_changed is None:
        code_changed = _last(connection, "previous.main", "code_version") != _last(connection, "main", "code_version")
    connection.execute("SET VARIABLE run_key = $run", {"run": run_key})
    connection.execute("SET VARIABLE previous_run_key = $run", {"run": _last(connection, "previous.main", "run_key")})
    connection.execute("SET VARIABLE code_changed = $code", {"code": code_changed})
    source = "SELECT document_key FROM forgotten" if _has(connection, "main", "forgotten") else "SELECT '' AS document_key WHERE false"
    connection.execute(f"CREATE OR REPLACE TEMP TABLE forgotten_document AS {source}")
    connection.execute(_DOCUMENTS)
    connection.execute("CREATE OR REPLACE TEMP TABLE change_fact AS " + " UNION ALL BY NAME ".join(_facts(table, refreshed) for table in COMPARED))
    connection.execute(_trend(refreshed))
    connection.execute(_ROWS)


def log_changes(connection: duckdb.DuckDBPyConnection, run_key: str, code_version: str, refreshed: bool = False) -> None:
    """Adds to change_log what differs from the last published warehouse, attached as `previous`, and what that one had logged; see `find_changes`."""
    if _has(connection, "previous.main", "change_log"):
        # Of what was forgotten the history goes too.
        connection.execute(
            "INSERT INTO change_log BY NAME SELECT * FROM previous.main.change_log WHERE change_key NOT IN (SELECT change_key FROM change_log) "
            "AND coalesce(document_key NOT IN (SELECT document_key FROM forgotten), true)"
        )
    find_changes(connection, run_key, _last(connection, "previous.main", "code_version") != code_version, refreshed)
    connection.execute("UPDATE change_row SET old_value = NULL WHERE reason = 'document_forgotten'")
    connection.execute("INSERT INTO change_log BY NAME SELECT * FROM change_row ORDER BY change_key")


def _has(connection: duckdb.DuckDBPyConnection, schema: str, table: str, column: str | None = None) -> bool:
    database = "'previous'" if schema.startswith("previous") else "current_database()"
    found = connection.execute(
        f"SELECT 1 FROM duckdb_columns() WHERE database_name = {database} AND schema_name = 'main' AND table_name = ? AND (? IS NULL OR column_name = ?)",
        [table, column, column],
    ).fetchone()
    return found is not None


def _last(connection: duckdb.DuckDBPyConnection, schema: str, column: str) -> str | None:
    """A field of the run that published a warehouse."""
    row = connection.execute(f"SELECT {column} FROM {schema}.pipeline_run WHERE status = 'published' ORDER BY run_key DESC LIMIT 1").fetchone()
    return str(row[0]) if row else None


def _prepare(connection: duckdb.DuckDBPyConnection, side: str, schema: str, refreshed: bool) -> None:
    """Documents of one side (where only some may have changed, of these) with what tells whether their facts stand in the views, and its corrections; older files lack some columns."""

    def column(name: str) -> str:
        return name if _has(connection, schema, "document", name) else f"NULL AS {name}"

    due = " WHERE document_key IN (SELECT document_key FROM due_document)" if refreshed else ""
    columns = ", ".join(["document_key", "rule_set", "published_on", *map(column, ("replaced_by", "withdrawn_on", "replaces", "second_reader"))])
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE {side}_document AS SELECT *, replaced_by IS NULL AND withdrawn_on IS NULL AS is_current FROM (SELECT {columns} FROM {schema}.document{due})"
    )
    source = "SELECT CAST(NULL AS VARCHAR) AS fact_key, CAST(NULL AS VARCHAR) AS content WHERE false"
    if _has(connection, schema, "correction"):
        source = (
            "SELECT CAST(fact_key AS VARCHAR) AS fact_key, string_agg(concat_ws('|', action, field, value), chr(10) ORDER BY origin) AS content "
            f"FROM {schema}.correction WHERE outcome = 'applied' GROUP BY fact_key"
        )
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {side}_correction AS {source}")


_DOCUMENTS = """
CREATE OR REPLACE TEMP TABLE change_document AS
SELECT
    coalesce(n.document_key, o.document_key) AS document_key,
    CASE WHEN n.is_current AND o.is_current THEN 'both' WHEN n.is_current THEN 'added' ELSE 'removed' END AS change,
    CASE
        WHEN n.is_current AND o.is_current THEN
            CASE
                WHEN n.rule_set <> o.rule_set THEN 'rule_set'
                WHEN n.published_on IS DISTINCT FROM o.published_on THEN 'document_date'
                WHEN coalesce(n.second_reader, '') <> coalesce(o.second_reader, '') THEN 'second_reader'
                WHEN getvariable('code_changed') THEN 'code'
                ELSE 'unexplained'
            END
        WHEN n.is_current AND o.document_key IS NOT NULL THEN 'document_restored'
        WHEN n.is_current AND n.replaces IS NOT NULL THEN 'document_replaced'
        WHEN n.is_current THEN 'new_document'
        WHEN n.replaced_by IS NOT NULL THEN 'document_replaced'
        WHEN n.withdrawn_on IS NOT NULL THEN 'document_withdrawn'
        WHEN o.document_key IN (SELECT document_key FROM forgotten_document) THEN 'document_forgotten'
        WHEN o.document_key IN (SELECT document_key FROM rejected) THEN 'document_refused'
        ELSE 'unexplained'
    END AS reason
FROM new_document n
FULL JOIN old_document o ON o.document_key = n.document_key
WHERE n.is_current OR o.is_current
"""


def _facts(table: str, refreshed: bool) -> str:
    """Facts of one table that differ, in documents that stand in both warehouses."""
    key, columns = f"{table}_key", COMPARED[table]
    picked = ", ".join(["document_key", "start_offset", "end_offset", f"CAST({key} AS VARCHAR) AS fact_key", *columns])
    place = f"row_number() OVER (PARTITION BY document_key, start_offset, end_offset ORDER BY {key}) AS place"
    both = "document_key IN (SELECT document_key FROM change_document WHERE change = 'both')"
    if refreshed:
        both += " AND document_key IN (SELECT document_key FROM changed_document)"
    kind = "metric_key" if table == "observation" else "event_type"
    return f"""
        SELECT
            '{table}' AS table_name, coalesce(n.fact_key, o.fact_key) AS fact_key, o.fact_key AS old_fact_key, coalesce(n.document_key, o.document_key) AS document_key,
            coalesce(n.park_key, o.park_key) AS park_key, coalesce(n.{kind}, o.{kind}) AS metric_key, coalesce(n.period_key, o.period_key) AS period_key,
            CASE WHEN o.fact_key IS NULL THEN 'added' WHEN n.fact_key IS NULL THEN 'removed' ELSE 'changed' END AS change,
            {_differences(columns)},
            CASE WHEN nc.content IS DISTINCT FROM oc.content THEN 'correction' ELSE d.reason END AS reason
        FROM (SELECT {picked}, {place} FROM {table} WHERE {both}) n
        FULL JOIN (SELECT {picked}, {place} FROM previous.main.{table} WHERE {both}) o
            ON o.document_key = n.document_key AND o.start_offset = n.start_offset AND o.end_offset = n.end_offset AND o.place = n.place
        JOIN change_document d ON d.document_key = coalesce(n.document_key, o.document_key)
        LEFT JOIN new_correction nc ON nc.fact_key = coalesce(n.fact_key, o.fact_key)
        LEFT JOIN old_correction oc ON oc.fact_key = coalesce(o.fact_key, n.fact_key)
        WHERE o.fact_key IS NULL OR n.fact_key IS NULL OR {_differ(columns)}
    """


def _differ(columns: tuple[str, ...]) -> str:
    return "(" + " OR ".join(f"n.{c} IS DISTINCT FROM o.{c}" for c in columns) + ")"


def _differences(columns: tuple[str, ...]) -> str:
    """The names of the fields that differ, and what they held on either side."""

    def listed(value: str, separator: str) -> str:
        return f"concat_ws('{separator}', " + ", ".join(f"CASE WHEN n.{c} IS DISTINCT FROM o.{c} THEN {value.format(c=c)} END" for c in columns) + ")"

    # Nothing is said of an empty field: concat_ws passes over it.
    old, new = (listed(f"'{{c}}=' || CAST({side}.{{c}} AS VARCHAR)", "; ") for side in "on")
    names = listed("'{c}'", ", ")
    return f"{names} AS field, left({old}, {SHOWN}) AS old_value, left({new}, {SHOWN}) AS new_value"


def _trend(refreshed: bool) -> str:
    """Best values that differ."""
    due = "WHERE is_due(park_key, metric_key)" if refreshed else ""
    return f"""
CREATE OR REPLACE TEMP TABLE change_trend AS
SELECT
    coalesce(n.park_key, o.park_key) AS park_key, coalesce(n.metric_key, o.metric_key) AS metric_key, coalesce(n.period_key, o.period_key) AS period_key,
    CASE WHEN o.park_key IS NULL THEN 'added' WHEN n.park_key IS NULL THEN 'removed' ELSE 'changed' END AS change,
    {_differences(TREND)},
    coalesce(CAST(n.observation_key AS VARCHAR), CAST(n.growth_observation_key AS VARCHAR)) AS new_fact,
    coalesce(CAST(o.observation_key AS VARCHAR), CAST(o.growth_observation_key AS VARCHAR)) AS old_fact
FROM (SELECT * FROM v_metric_trend {due}) n
FULL JOIN (SELECT * FROM previous.main.v_metric_trend {due}) o ON o.park_key = n.park_key AND o.metric_key = n.metric_key AND o.period_key = n.period_key
WHERE o.park_key IS NULL OR n.park_key IS NULL OR {_differ(TREND)}
"""


_ROWS = """
CREATE OR REPLACE TEMP TABLE change_row AS
WITH documents AS (
    SELECT d.change, d.reason, 'document' AS table_name, d.document_key AS fact_key, d.document_key,
        (SELECT count(*) FROM observation o WHERE o.document_key = d.document_key) + (SELECT count(*) FROM event e WHERE e.document_key = d.document_key)
            AS now_facts,
        (SELECT count(*) FROM previous.main.observation o WHERE o.document_key = d.document_key)
            + (SELECT count(*) FROM previous.main.event e WHERE e.document_key = d.document_key) AS old_facts
    FROM change_document d
    WHERE d.change <> 'both'
),
fact_documents AS (
    SELECT CAST(observation_key AS VARCHAR) AS fact_key, document_key FROM observation
    WHERE observation_key IN (SELECT CAST(unnest([new_fact, old_fact]) AS UUID) FROM change_trend)
    UNION
    SELECT CAST(observation_key AS VARCHAR), document_key FROM previous.main.observation
    WHERE observation_key IN (SELECT CAST(unnest([new_fact, old_fact]) AS UUID) FROM change_trend)
),
trend AS (
    -- A best value differs because of the document that it now comes from, or the one it came from, or because that very fact was read or corrected otherwise.
    SELECT t.*, nf.document_key AS document_key,
        coalesce(
            CASE WHEN nd.change = 'added' THEN nd.reason END,
            CASE WHEN od.change = 'removed' THEN od.reason END,
            cn.reason, co.reason,
            CASE WHEN nd.reason <> 'unexplained' THEN nd.reason END,
            CASE WHEN od.reason <> 'unexplained' THEN od.reason END,
            -- The fact itself stands as before; others around it have come or gone and changed the choice.
            CASE WHEN EXISTS (SELECT 1 FROM change_fact) OR EXISTS (SELECT 1 FROM change_document WHERE change <> 'both') THEN 'other_fact' END,
            'unexplained'
        ) AS reason
    FROM change_trend t
    LEFT JOIN fact_documents nf ON nf.fact_key = t.new_fact
    LEFT JOIN fact_documents olf ON olf.fact_key = t.old_fact
    LEFT JOIN change_document nd ON nd.document_key = nf.document_key
    LEFT JOIN change_document od ON od.document_key = olf.document_key
    LEFT JOIN change_fact cn ON cn.fact_key = t.new_fact
    LEFT JOIN change_fact co ON co.old_fact_key = t.old_fact
),
everything AS (
    SELECT change, reason, table_name, fact_key, document_key, CAST(NULL AS VARCHAR) AS park_key, CAST(NULL AS VARCHAR) AS metric_key,
        CAST(NULL AS VARCHAR) AS period_key, CAST(NULL AS VARCHAR) AS field, CAST(NULL AS VARCHAR) AS old_value, CAST(NULL AS VARCHAR) AS new_value,
        CASE change WHEN 'added' THEN now_facts ELSE old_facts END AS facts
    FROM documents
    UNION ALL
    SELECT change, reason, table_name, fact_key, document_key, park_key, metric_key, period_key, nullif(field, ''), nullif(old_value, ''), nullif(new_value, ''), 1
    FROM change_fact
    UNION ALL
    SELECT change, reason, 'v_metric_trend', park_key || '|' || metric_key || '|' || period_key, document_key, park_key, metric_key, period_key,
        nullif(field, ''), nullif(old_value, ''), nullif(new_value, ''), 0
    FROM trend
)
SELECT
    CAST(md5(concat_ws(chr(31), getvariable('run_key'), table_name, fact_key, coalesce(document_key, ''), change)) AS UUID) AS change_key,
    CAST(getvariable('run_key') AS VARCHAR) AS run_key, CAST(getvariable('previous_run_key') AS VARCHAR) AS previous_run_key, *
FROM everything
QUALIFY row_number() OVER (PARTITION BY change_key ORDER BY field) = 1
"""
