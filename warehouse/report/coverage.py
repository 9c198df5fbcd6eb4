"""From documents to stored facts: how many of each, and where the rest went and why."""

from __future__ import annotations

from typing import Any

import duckdb

from warehouse.report.evidence import SURROUNDINGS, quote_of
from warehouse.report.labels import label
from warehouse.report.rows import one, rows

PARKS_SHOWN = 40
YEARS_SHOWN = 10
EXAMPLES = 3
LEVELS = 5
"""Steps of colour in the heat map."""


def funnel(connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """Counts of each step, from documents offered to observations stored."""
    found = one(
        connection,
        """
        SELECT
            (SELECT count(*) FROM document) AS documents,
            (SELECT count(*) FROM document WHERE document_key NOT IN (SELECT document_key FROM article)) AS without_articles,
            (SELECT count(*) FROM document WHERE document_key NOT IN (SELECT document_key FROM observation UNION ALL SELECT document_key FROM event)) AS without_facts,
            (SELECT count(*) FROM rejected WHERE table_name = 'document') AS unreadable,
            (SELECT count(*) FROM article) AS articles,
            (SELECT count(*) FROM article WHERE park_key IS NULL) AS articles_without_park,
            (SELECT coalesce(sum(articles_without_park), 0)::BIGINT FROM v_coverage) AS figures_without_park,
            (SELECT count(*) FROM observation) AS stored,
            (SELECT count(*) FROM rejected WHERE table_name = 'observation') AS refused,
            (SELECT count(*) FROM leftover) AS left_over,
            (SELECT count(*) FROM event) AS events,
            (SELECT count(DISTINCT park_key) FROM observation) AS parks,
            (SELECT count(*) FROM observation WHERE metric_key = 'other') AS unnamed_metrics
        """,
    )
    found["attributed"] = found["stored"] + found["refused"]
    found["seen"] = found["attributed"] + found["left_over"]
    return found


def left_over(connection: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """Why quantities were left out: the reason, how many, and a few sentences with the number marked."""
    counts = rows(connection, "SELECT reason, count(*) AS n FROM leftover GROUP BY reason ORDER BY n DESC, reason")
    examples = rows(
        connection,
        f"""
        WITH readable AS (
            -- Sentences of a readable length first, one a document; the sentences themselves are read of few.
            SELECT reason, min({{'length': abs(length(sentence) - 45), 'key': leftover_key}}) AS place FROM leftover GROUP BY reason, document_key
        ),
        ranked AS (
            SELECT l.*, f.place
            FROM (SELECT reason, unnest(min(place, {EXAMPLES})) AS place FROM readable GROUP BY reason) f
            JOIN leftover l ON l.leftover_key = f.place.key
        )
        SELECT r.reason, r.sentence, r.text, r.start_offset, {SURROUNDINGS.format(f="r", d="d")}, d.title, d.file_name, d.published_on
        FROM ranked r JOIN document d USING (document_key)
        ORDER BY r.reason, r.place
        """,
    )
    for count in counts:
        count["label"] = label("leftover", count["reason"])
        count["examples"] = [row | {"quote": quote_of(row, 220)} for row in examples if row["reason"] == count["reason"]]
    return counts


def heat_map(connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """Quantities read by park and year of publication: the parks with most, the last years, and totals of all."""
    cells = rows(connection, "SELECT park_key, year, quantities_read AS n, attributed, documents FROM v_coverage")
    totals: dict[str | None, int] = {}
    for cell in cells:
        totals[cell["park_key"]] = totals.get(cell["park_key"], 0) + cell["n"]
    parks = sorted((key for key in totals if key is not None), key=lambda key: (-totals[key], key))
    shown = parks[:PARKS_SHOWN]
    years = sorted({cell["year"] for cell in cells if cell["year"] is not None})
    early = set(years[:-YEARS_SHOWN]) if len(years) > YEARS_SHOWN else set()
    columns: list[Any] = (["early"] if early else []) + [year for year in years if year not in early]
    if any(cell["year"] is None for cell in cells):
        columns.append("none")
    grid: dict[str, dict[Any, dict[str, int]]] = {}
    for cell in cells:
        key = cell["park_key"]
        line = "none" if key is None else f"={key}" if key in set(shown) else "rest"
        column = "none" if cell["year"] is None else "early" if cell["year"] in early else cell["year"]
        for into in (line, "total"):
            for at in (column, "total"):
                there = grid.setdefault(into, {}).setdefault(at, {"n": 0, "attributed": 0, "documents": 0})
                for name in there:
                    there[name] += cell[name]
    largest = max(
        (found["n"] for line, found_line in grid.items() if line.startswith("=") for at, found in found_line.items() if at not in ("total", "early")), default=0
    )
    for found_line in grid.values():
        for found in found_line.values():
            found["level"] = _level(found["n"], largest)
    lines = [("park", key, grid.get(f"={key}", {})) for key in shown]
    lines += [(kind, "", grid[kind]) for kind in ("rest", "none") if kind in grid]
    return {
        "columns": columns, "lines": lines, "total": grid.get("total", {}), "more_parks": len(parks) - len(shown),
        "parks": len(parks),
    }  # fmt: skip


def _level(count: int, largest: int) -> int:
    """The step of colour, 0 for nothing; by square root, so that one busy park does not leave the others pale."""
    if count <= 0 or largest <= 0:
        return 0
    return min(LEVELS, 1 + int((count / largest) ** 0.5 * (LEVELS - 0.001)))
