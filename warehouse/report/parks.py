"""The parks' part of the page as the page carries it, within a budget: parks, rankings, provinces, events, conflicts, promises."""

from __future__ import annotations

from typing import Any, NamedTuple

import duckdb

from seeds.read import seed_rows
from warehouse.report import park_rows as read
from warehouse.report.park_values import ParkValues, in_order
from warehouse.report.pool import Pool
from warehouse.report.regions import provinces
from warehouse.report.rows import Row, rows
from warehouse.report.safe import script_json
from warehouse.report.told import conflict, event, promise

BUDGET = 2_600_000
"""Bytes of JSON that the parks' part may take; with everything else the page stays below 4 MB."""
LEAST_VALUE = 1_000
"""Bytes that a value with its sentence takes at the least, to tell sizes not worth trying."""


class Limits(NamedTuple):
    """How much is shown: metrics a park, periods a metric, characters of a sentence and around it, parks, events, conflicts and promises."""

    metrics: int
    periods: int
    sentence: int
    context: int
    parks: int
    events: int
    told: int


STEPS = (
    Limits(60, read.PERIODS, 400, 160, read.PARKS, read.EVENTS, read.PROMISES), Limits(30, 20, 240, 90, read.PARKS, 800, 300), Limits(20, 14, 160, 50, read.PARKS, 500, 200),
    Limits(14, 10, 120, 0, read.PARKS, 300, 150), Limits(10, 8, 100, 0, read.PARKS, 200, 100), Limits(8, 6, 100, 0, read.PARKS, 150, 80), Limits(6, 5, 80, 0, read.PARKS, 100, 60),
    Limits(6, 4, 80, 0, 30, 60, 30), Limits(3, 2, 60, 0, 6, 20, 10),
)  # fmt: skip
"""From generous to spare: the first step within the budget is taken."""


def parks_section(connection: duckdb.DuckDBPyConnection, budget: int = BUDGET) -> dict[str, Any]:
    """The section's JSON, at most `budget` bytes however large the warehouse is, and what it leaves out."""
    source = _Source(connection)
    text = ""
    payload: dict[str, Any] = {}
    for limits in STEPS:
        if limits != STEPS[-1] and source.values(limits) * LEAST_VALUE > budget:
            continue
        if not payload:
            # Whatever a later size shows, this one shows too.
            source.fetch(limits)
        payload = _payload(source, limits)
        text = script_json(payload)
        if len(text.encode("utf-8")) <= budget:
            break
    return {
        "json": text, "shown": len(payload["parks"]), "parks": source.of_parks, "conflicts": source.of_conflicts, "outcomes": source.outcomes,
        "cut": limits != STEPS[0], "events": source.of_events, "second": source.second,
    }  # fmt: skip


class _Source:
    """Everything read once, but for the statements, of which a large warehouse has many more than are shown; the payload is then built from it at one or more sizes."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.parks = read.busiest_parks(connection)
        self.of_parks = self.parks[0]["of_parks"] if self.parks else 0
        self.of_observations = self.parks[0]["of_observations"] if self.parks else 0
        keys = [park["park_key"] for park in self.parks]
        self.headline = {name: place for place, name in enumerate(read.headline_metrics(connection))}
        self.metrics = {row["metric_key"]: row for row in rows(connection, "SELECT * FROM metric")}
        self.event_types = {row["event_type"]: [row["name"], row["name_en"]] for row in seed_rows("event_types.csv")}
        self.trend: dict[str, dict[str, list[Row]]] = {}
        for row in read.trend(connection, keys):
            self.trend.setdefault(row["park_key"], {}).setdefault(row["metric_key"], []).append(row)
        self.promises = read.promises(connection, keys)
        self.conflicts, self.of_conflicts = read.conflicts(connection, keys)
        self.events, self.of_events = read.events(connection)
        self.signings: dict[str, list[Row]] = {}
        for row in read.signings(connection, keys):
            self.signings.setdefault(row["park_key"], []).append(row)
        self.first_of_rankings = read.first_of_rankings(connection, keys)
        self.regions, self.provinces = read.regions(connection), read.provinces(connection)
        self.outcomes = read.outcomes(connection)
        self.second = read.second_reading(connection)
        self.against: dict[str, list[str]] = {}
        for row in self.conflicts:
            a, b = str(row["observation_a"]), str(row["observation_b"])
            self.against.setdefault(a, []).append(b)
            self.against.setdefault(b, []).append(a)
        self.statements: dict[str, Row] = {}
        self._connection = connection

    def fetch(self, limits: Limits) -> None:
        """Reads the statements that are shown at a size."""
        shown = []
        for park in self.parks[: limits.parks]:
            found = self.trend.get(park["park_key"], {})
            shown += [row for key in in_order(found, self.headline)[: limits.metrics] for row in found[key][: limits.periods]]
        wanted = {row[name] for row in shown for name in ("observation_key", "growth_observation_key") if row[name]}
        wanted |= {row[name] for row in self.promises for name in ("observation_key", "actual_observation_key") if row[name]}
        if limits.context:
            wanted |= {row["observation_key"] for row in self.first_of_rankings if row["observation_key"]}
        told = {row["event_key"] for row in self.events[: limits.events]}
        self.statements = read.statements(self._connection, wanted | set(self.against)) | read.event_statements(self._connection, told)

    def values(self, limits: Limits) -> int:
        """About how many values are shown at a size."""
        found = 0
        for park in self.parks[: limits.parks]:
            lengths = sorted((len(listed) for listed in self.trend.get(park["park_key"], {}).values()), reverse=True)
            found += sum(min(length, limits.periods) for length in lengths[: limits.metrics])
        return found


def _payload(source: _Source, limits: Limits) -> dict[str, Any]:
    """One size of the section's data."""
    pool = Pool(source.statements, limits.sentence, limits.context)
    maker = ParkValues(pool, source.against, source.metrics, source.headline)
    shown = source.parks[: limits.parks]
    place = {park["park_key"]: number for number, park in enumerate(shown)}
    # A promise that was answered stands in the chart beside the answer.
    by_metric: dict[tuple[str, str], list[Row]] = {}
    for row in source.promises:
        if row["outcome"] != "open" and row["measure"] == "level":
            by_metric.setdefault((row["park_key"], row["metric_key"]), []).append(row)
    parks = [
        maker.park(park, source.trend.get(park["park_key"], {}), by_metric, source.signings.get(park["park_key"], []), limits.metrics, limits.periods)
        for park in shown
    ]
    made: dict[str, Any] = {
        "parks": parks,
        "others": {
            "parks": source.of_parks - len(shown), "o": source.of_observations - sum(park["observations"] for park in shown),
        },
        "ranks": [maker.rank(row, bool(limits.context)) for row in source.first_of_rankings],
        "metrics": {key: [row["name"], row["name_en"], int(bool(row["additive"])), source.headline.get(key, 99)] for key, row in source.metrics.items()},
        "types": source.event_types,
        "events": [event(row, pool) for row in source.events[: limits.events]],
        "conflicts": [found for row in source.conflicts[: limits.told] if (found := conflict(row, pool, source.metrics))],
        "promises": [found for row in source.promises[: limits.told] if (found := promise(row, pool, source.metrics))],
        "of": {"events": source.of_events, "conflicts": source.of_conflicts, "promises": sum(source.outcomes.values()), "parks": source.of_parks},
        "regions": provinces(source.regions, source.provinces, source.metrics, set(place)),
    }  # fmt: skip
    return made | {"evidence": pool.evidence, "documents": pool.documents}
