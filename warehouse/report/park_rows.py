"""What the park section draws on: the busiest parks, their best statements a period, conflicts and promises."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import duckdb

from warehouse.report.evidence import SURROUNDINGS
from warehouse.report.rows import Row, columns_of, rows

PARKS = 40
PERIODS = 24
CONFLICTS = 400


def busiest_parks(connection: duckdb.DuckDBPyConnection) -> list[Row]:
    """The parks with most observations."""
    return rows(
        connection,
        f"""
        WITH totals AS (
            SELECT park_key, sum(quantities_read)::BIGINT AS quantities, sum(attributed)::BIGINT AS observations, sum(documents)::BIGINT AS documents
            FROM v_coverage WHERE park_key IS NOT NULL GROUP BY park_key HAVING sum(attributed) > 0
        )
        SELECT t.*, k.name, k.kind, k.level, k.province, k.city, k.is_registered, count(*) OVER () AS of_parks
        FROM totals t JOIN park k USING (park_key)
        ORDER BY observations DESC, park_key LIMIT {PARKS}
        """,
    )


def trend(connection: duckdb.DuckDBPyConnection, parks: Collection[str]) -> list[Row]:
    """The best statement for each of the last periods, by park and metric."""
    return rows(
        connection,
        f"""
        SELECT t.*, row_number() OVER (PARTITION BY park_key, metric_key ORDER BY end_date DESC NULLS LAST, start_date DESC NULLS LAST, period_key) AS recent
        FROM v_metric_trend t WHERE park_key IN (SELECT unnest(?::VARCHAR[]))
        QUALIFY recent <= {PERIODS}
        ORDER BY park_key, metric_key, recent
        """,
        [list(parks)],
    )


def promises(connection: duckdb.DuckDBPyConnection, parks: Collection[str]) -> list[Row]:
    """Forecasts and targets of a park itself whose period has an actual value since: the trend shows only the latter."""
    return rows(
        connection,
        "SELECT t.park_key, t.metric_key, t.period_key, t.promise AS status, t.promised_value AS value, t.unit, t.outcome, "
        "t.promised_observation_key AS observation_key, p.label AS period, p.grain, p.start_date, p.end_date "
        "FROM v_target_vs_actual t JOIN v_observation o ON o.observation_key = t.promised_observation_key JOIN period p ON p.period_key = t.period_key "
        "WHERE t.measure = 'level' AND t.outcome <> 'open' AND o.subject_type = 'park' AND t.park_key IN (SELECT unnest(?::VARCHAR[])) "
        "ORDER BY t.park_key, t.metric_key, p.end_date DESC, t.promised_on DESC, t.promised_observation_key LIMIT 1000",
        [list(parks)],
    )


def outcomes(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """How many forecasts and targets were hit, missed, or are open."""
    return {row["outcome"]: row["n"] for row in rows(connection, "SELECT outcome, count(*) AS n FROM v_target_vs_actual GROUP BY outcome")}


def conflicts(connection: duckdb.DuckDBPyConnection, parks: Collection[str]) -> tuple[list[Row], int]:
    """(the widest disagreements, how many there are in all)."""
    found = rows(
        connection,
        "SELECT park_key, metric, metric_key, measure, period, period_key, status, unit, value_a, value_b, relative_difference, observation_a, observation_b, "
        "count(*) OVER () AS of_all FROM v_conflict ORDER BY park_key IN (SELECT unnest(?::VARCHAR[])) DESC, relative_difference DESC NULLS LAST, "
        f"observation_a, observation_b LIMIT {CONFLICTS}",
        [list(parks)],
    )
    return found, found[0]["of_all"] if found else 0


def statements(connection: duckdb.DuckDBPyConnection, keys: Collection[Any]) -> dict[str, Row]:
    """Observations by key, each with the piece of its document that its sentence stands in."""
    if not keys:
        return {}
    # One text, not a list: the client looks at every item of a list anew.
    there = set(columns_of(connection, "v_observation"))
    more = "".join(f", o.{name}" for name in ("corrected", "original_value") if name in there)
    found = rows(
        connection,
        "SELECT o.observation_key, o.park_key, o.metric, o.metric_text, o.measure, o.value, o.value_low, o.value_high, o.unit, o.qualifier, o.status, o.period, "
        "o.period_key, o.grain, o.start_date, o.end_date, o.subject, o.subject_type, o.text, o.sentence, o.start_offset, o.end_offset, o.title, o.headline, "
        f"o.file_name, o.source, o.published_on, o.published_on_basis, o.confidence, o.rule, o.document_key{more}, {SURROUNDINGS.format(f='o', d='d')} "
        "FROM v_observation o JOIN document d USING (document_key) WHERE o.observation_key IN (SELECT unnest(string_split(?, ' '))::UUID)",
        [" ".join(str(key) for key in keys)],
    )
    return {str(row["observation_key"]): row for row in found}


def headline_metrics(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Metrics in the order in which v_park_year sets them side by side: the main indicators."""
    known = {row["metric_key"] for row in rows(connection, "SELECT metric_key FROM metric")}
    return [name for name in columns_of(connection, "v_park_year") if name in known]
