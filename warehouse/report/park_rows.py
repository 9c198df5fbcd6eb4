"""What the parks' part of the page draws on: the busiest parks, their statements, ranks, events, conflicts and promises."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import duckdb

from warehouse.report.evidence import surroundings
from warehouse.report.rows import Row, columns_of, one, rows

PARKS = 60
"""Parks with a page of their own; the others are counted together."""
PERIODS = 24
"""Periods of an indicator."""
CONFLICTS = 300
PROMISES = 600
EVENTS = 1500
RANKED = 10
"""Parks without a page of their own that a ranking shows: those among its first ones."""
RANKED_YEARS = 8
"""Years, the last ones that have two parks or more, of which a ranking shows them."""
RANKS = 1500
REGIONS = 2500
AT_ONCE = 100
"""Documents whose texts are held at the same time."""


_THESE = "(SELECT unnest(string_split($parks, chr(31))))"
"""The parks that a question names, as `_named` hands them over."""


def _named(parks: Collection[str]) -> dict[str, object]:
    """Keys as one text for SQL to split: the client looks at every item of a list anew, and for a library that is not there."""
    return {"parks": chr(31).join(parks)}


def busiest_parks(connection: duckdb.DuckDBPyConnection) -> list[Row]:
    """The parks with most observations and events."""
    return rows(
        connection,
        f"""
        WITH totals AS (
            SELECT park_key, sum(attributed)::BIGINT AS observations, sum(documents)::BIGINT AS documents, sum(events)::BIGINT AS events
            FROM v_coverage WHERE park_key IS NOT NULL GROUP BY park_key HAVING sum(attributed) + sum(events) > 0
        )
        SELECT t.*, k.name, k.kind, k.level, k.province, k.city, k.is_registered, count(*) OVER () AS of_parks, (sum(observations) OVER ())::BIGINT AS of_observations
        FROM totals t JOIN park k USING (park_key)
        ORDER BY observations DESC, events DESC, park_key LIMIT {PARKS}
        """,
    )


def trend(connection: duckdb.DuckDBPyConnection, parks: Collection[str]) -> list[Row]:
    """The best statement for each of the last periods, by park and metric; whether it answers for its year, and its rank among the parks."""
    return rows(
        connection,
        f"""
        WITH best AS (
            SELECT *, row_number() OVER (PARTITION BY park_key, metric_key ORDER BY end_date DESC NULLS LAST, start_date DESC NULLS LAST, period_key) AS recent
            FROM v_metric_trend WHERE park_key IN {_THESE}
            QUALIFY recent <= {PERIODS}
        ),
        ranked AS (
            SELECT park_key, metric_key, period_key, unit, rank, parks_known, share_of_known FROM v_park_rank WHERE park_key IN {_THESE}
        )
        SELECT b.*, y.year IS NOT NULL AS of_year, coalesce(y.only_parts, false) AS only_parts, r.rank, r.parks_known, r.share_of_known
        FROM best b
        LEFT JOIN v_park_year_long y ON y.park_key = b.park_key AND y.metric_key = b.metric_key AND y.period_key = b.period_key
        LEFT JOIN ranked r ON r.park_key = b.park_key AND r.metric_key = b.metric_key AND r.period_key = b.period_key AND r.unit = b.unit
        ORDER BY b.park_key, b.metric_key, b.recent
        """,
        _named(parks),
    )


def first_of_rankings(connection: duckdb.DuckDBPyConnection, parks: Collection[str]) -> list[Row]:
    """The first of each ranking of the last years that have no page of their own, the last years first."""
    return rows(
        connection,
        f"""
        WITH first AS (
            SELECT *, dense_rank() OVER (PARTITION BY metric_key ORDER BY year DESC) AS years_ago FROM v_park_rank WHERE parks_known > 1 AND rank <= {RANKED}
        )
        SELECT r.metric_key, r.year, r.period_key, r.period, r.period_kind, r.unit, r.rank, r.parks_known, r.park_key, r.province, r.level, r.value,
            r.share_of_known, r.growth_percent, r.growth_measure, r.agreeing, r.disagreeing, r.confidence, r.observation_key, p.grain, p.start_date, p.end_date
        FROM first r JOIN period p USING (period_key)
        WHERE r.years_ago <= {RANKED_YEARS} AND r.park_key NOT IN {_THESE}
        ORDER BY r.years_ago, r.metric_key, r.period_key, r.rank, r.park_key LIMIT {RANKS}
        """,
        _named(parks),
    )


def signings(connection: duckdb.DuckDBPyConnection, parks: Collection[str]) -> list[Row]:
    """Signings and their money by park and year."""
    return rows(
        connection,
        f"SELECT * FROM v_signing_year WHERE park_key IN {_THESE} "
        f"QUALIFY row_number() OVER (PARTITION BY park_key ORDER BY year DESC) <= {PERIODS} ORDER BY park_key, year DESC",
        _named(parks),
    )


def events(connection: duckdb.DuckDBPyConnection) -> tuple[list[Row], int]:
    """(the last happenings, each once, how many there are in all)."""
    found = rows(
        connection,
        # Which they are is found without their titles and sentences, which few of them are to show.
        f"""
        WITH last AS (
            SELECT event_key, sources, count(*) OVER () AS of_all FROM v_event
            ORDER BY coalesce(end_date, start_date) DESC NULLS LAST, park_key, event_key LIMIT {EVENTS}
        )
        SELECT e.park_key, e.start_date, e.end_date, e.period, e.year, e.event_type, e.title, e.status, e.participants, CASE WHEN NOT e.is_total THEN e.amount END AS amount,
            l.sources, e.event_key, coalesce(e.grain, 'unknown') AS grain, l.of_all
        FROM last l JOIN v_event_report e USING (event_key)
        ORDER BY coalesce(e.end_date, e.start_date) DESC NULLS LAST, e.park_key, e.event_key
        """,
    )
    return found, found[0]["of_all"] if found else 0


def promises(connection: duckdb.DuckDBPyConnection, parks: Collection[str]) -> list[Row]:
    """Forecasts and targets of the parks themselves with what was reported since; those answered first, the last periods first."""
    return rows(
        connection,
        "SELECT t.park_key, t.metric_key, t.indicator, t.measure, t.period_key, t.promise AS status, t.promised_value AS value, t.unit, t.outcome, "
        "t.promised_observation_key AS observation_key, t.actual_observation_key, p.label AS period, p.grain, p.period_kind, p.year, p.start_date, p.end_date "
        "FROM v_target_vs_actual t JOIN observation o ON o.observation_key = t.promised_observation_key JOIN period p ON p.period_key = t.period_key "
        f"WHERE o.subject_type = 'park' AND t.park_key IN {_THESE} "
        f"ORDER BY t.outcome = 'open', p.end_date DESC NULLS LAST, t.park_key, t.metric_key, t.promised_on DESC, t.promised_observation_key LIMIT {PROMISES}",
        _named(parks),
    )


def outcomes(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """How many forecasts and targets were hit, missed, or are open."""
    return {row["outcome"]: row["n"] for row in rows(connection, "SELECT outcome, count(*) AS n FROM v_target_vs_actual GROUP BY outcome")}


def conflicts(connection: duckdb.DuckDBPyConnection, parks: Collection[str]) -> tuple[list[Row], int]:
    """(the widest disagreements, how many there are in all)."""
    found = rows(
        connection,
        # Of the stored pairs, not of v_conflict, which reads both sentences of every one.
        f"""
        WITH widest AS (
            SELECT *, count(*) OVER () AS of_all FROM conflict
            ORDER BY park_key IN {_THESE} DESC, relative_difference DESC NULLS LAST, observation_a, observation_b LIMIT {CONFLICTS}
        )
        SELECT w.park_key, m.name AS metric, w.metric_key, w.measure, p.label AS period, w.period_key, w.status, w.unit, w.value_a, w.value_b,
            w.relative_difference, w.told_by, w.observation_a, w.observation_b, w.of_all
        FROM widest w
        JOIN metric m USING (metric_key)
        JOIN period p USING (period_key)
        -- In the same order once more: a join keeps none.
        ORDER BY w.park_key IN {_THESE} DESC, w.relative_difference DESC NULLS LAST, w.observation_a, w.observation_b
        """,
        _named(parks),
    )
    return found, found[0]["of_all"] if found else 0


def regions(connection: duckdb.DuckDBPyConnection) -> list[Row]:
    """Whole-year sums by province, the last years first."""
    return rows(
        connection,
        "SELECT province, year, metric_key, unit, value, parks, largest_parks FROM v_region_year WHERE region_level = 'province' "
        f"ORDER BY year DESC, metric_key, unit, value DESC, province LIMIT {REGIONS}",
    )


def provinces(connection: duckdb.DuckDBPyConnection) -> list[Row]:
    """Every province with its registered parks, those of which anything is known, and how much."""
    return rows(
        connection,
        """
        WITH seen AS (
            SELECT park_key, sum(attributed)::BIGINT AS observations, sum(events)::BIGINT AS events FROM v_coverage
            WHERE park_key IS NOT NULL GROUP BY park_key HAVING sum(attributed) + sum(events) > 0
        )
        SELECT k.province, count(*) FILTER (k.is_registered) AS registered, count(s.park_key) AS known,
            coalesce(sum(s.observations), 0)::BIGINT AS observations, coalesce(sum(s.events), 0)::BIGINT AS events
        FROM park k LEFT JOIN seen s USING (park_key) WHERE k.province IS NOT NULL
        GROUP BY k.province ORDER BY observations DESC, known DESC, registered DESC, k.province
        """,
    )


def statements(connection: duckdb.DuckDBPyConnection, keys: Collection[Any]) -> dict[str, Row]:
    """Observations by key, each with the piece of its document that its sentence stands in."""
    there = set(columns_of(connection, "v_observation"))
    more = "".join(f", o.{name}" for name in ("corrected", "original_value", "readers", "agreed", "page") if name in there)
    return _by_key(
        connection,
        "SELECT o.observation_key AS fact_key, o.metric_text, o.measure, o.value, o.value_low, o.value_high, o.unit, o.qualifier, o.status, o.period, "
        "o.period_key, o.grain, o.start_date, o.end_date, o.subject, o.subject_type, o.text, o.sentence, o.start_offset, o.end_offset, o.title, "
        f"o.file_name, o.source, o.published_on, o.published_on_basis, o.confidence, o.rule, o.document_key{more} "
        "FROM v_observation o WHERE o.observation_key IN (SELECT unnest(string_split(?, ' '))::UUID)",
        keys,
    )


def event_statements(connection: duckdb.DuckDBPyConnection, keys: Collection[Any]) -> dict[str, Row]:
    """Tellings of events by key, each with the piece of its document that its sentence stands in; to look for happenings takes all events."""
    page = ", e.page" if "page" in columns_of(connection, "v_event_report") else ""
    return _by_key(
        connection,
        "SELECT e.event_key AS fact_key, e.text, e.sentence, e.start_offset, e.end_offset, e.document_title AS title, e.file_name, e.source, e.published_on, "
        "(SELECT d.published_on_basis FROM document d WHERE d.document_key = e.document_key) AS published_on_basis, "
        f"e.confidence, e.rule, e.status, e.readers, e.agreed, e.corrected, e.document_key{page} "
        "FROM v_event_report e WHERE e.event_key IN (SELECT unnest(string_split(?, ' '))::UUID)",
        keys,
    )


def _by_key(connection: duckdb.DuckDBPyConnection, sql: str, keys: Collection[Any]) -> dict[str, Row]:
    if not keys:
        return {}
    # One text, see `_named`.
    found = {str(row["fact_key"]): row for row in rows(connection, sql, [" ".join(str(key) for key in keys)])}
    of_document: dict[str, list[Row]] = {}
    for row in found.values():
        of_document.setdefault(row["document_key"], []).append(row)
    # A document is read once, however many facts it has: to cut a piece out of a long text takes as long as the text is.
    texts = connection.execute(
        "SELECT document_key, text FROM document WHERE document_key IN (SELECT unnest(string_split(?, ' ')))", [" ".join(sorted(of_document))]
    )
    while some := texts.fetchmany(AT_ONCE):
        for document, text in some:
            for row in of_document[document]:
                row |= surroundings(row, text)
    return found


def headline_metrics(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Metrics in the order in which v_park_year sets them side by side: the main indicators."""
    known = {row["metric_key"] for row in rows(connection, "SELECT metric_key FROM metric")}
    return [name for name in columns_of(connection, "v_park_year") if name in known]


def second_reading(connection: duckdb.DuckDBPyConnection) -> Row:
    """How many facts one reader has read, how many two, and how often those agree; empty where the warehouse does not say."""
    if not {"readers", "agreed"} <= set(columns_of(connection, "observation")):
        return {}
    return one(
        connection,
        """
        WITH fact AS (SELECT readers, agreed FROM observation UNION ALL SELECT readers, agreed FROM event)
        SELECT count(*) AS facts, count(*) FILTER (len(readers) > 1) AS by_two, count(*) FILTER (agreed) AS agreed, count(*) FILTER (NOT agreed) AS differ,
            count(*) FILTER (list_contains(readers, 'model') AND len(readers) = 1) AS model_only
        FROM fact
        """,
    )
