"""The park section's data as the page carries it: values by park and metric, each leading to its sentence."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any, NamedTuple

import duckdb

from warehouse.report.evidence import quote_of
from warehouse.report.labels import axis_label, label, period_label
from warehouse.report.numbers import readable, scale
from warehouse.report.park_rows import PERIODS, busiest_parks, conflicts, headline_metrics, outcomes, promises, statements, trend
from warehouse.report.rows import Row, rows
from warehouse.report.safe import script_json

BUDGET = 3_400_000
"""Bytes of JSON that the section may take; with the chart library's 0.9 MB the page stays under 5 MB."""
LEAST_VALUE = 600
"""Bytes that a value with its sentence takes at the least, to tell sizes not worth trying."""
CONFLICTS_LISTED = 100


class Limits(NamedTuple):
    """How much is shown: metrics a park, periods a metric, characters a sentence, parks."""

    metrics: int
    periods: int
    sentence: int
    parks: int


STEPS = (
    Limits(50, PERIODS, 400, 40), Limits(24, 16, 240, 40), Limits(16, 12, 160, 40), Limits(12, 8, 120, 40), Limits(8, 6, 100, 40), Limits(8, 6, 100, 20),
    Limits(6, 4, 80, 8), Limits(3, 2, 60, 4),
)  # fmt: skip
"""From generous to spare: the first step within the budget is taken."""


def parks_section(connection: duckdb.DuckDBPyConnection, budget: int = BUDGET) -> dict[str, Any]:
    """The section's JSON, at most `budget` bytes however large the warehouse is, and what it leaves out."""
    source = _Source(connection)
    text, payload = "", {}
    for limits in STEPS:
        if limits != STEPS[-1] and source.values(limits) * LEAST_VALUE > budget:
            continue
        payload = _Payload(source, limits).build()
        text = script_json(payload)
        if len(text.encode("utf-8")) <= budget:
            break
    return {
        "json": text, "shown": len(payload["parks"]), "parks": source.of_parks, "conflicts": source.of_conflicts, "outcomes": source.outcomes,
        "cut": limits != STEPS[0], "values": payload["values"],
    }  # fmt: skip


class _Source:
    """Everything read once; the payload is then built from it at one or more sizes."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.parks = busiest_parks(connection)
        self.of_parks = self.parks[0]["of_parks"] if self.parks else 0
        keys = [park["park_key"] for park in self.parks]
        self.headline = {name: place for place, name in enumerate(headline_metrics(connection))}
        self.metrics = {row["metric_key"]: row for row in rows(connection, "SELECT * FROM metric")}
        self.trend: dict[str, dict[str, list[Row]]] = {}
        trend_rows = trend(connection, keys)
        for row in trend_rows:
            self.trend.setdefault(row["park_key"], {}).setdefault(row["metric_key"], []).append(row)
        self.promises: dict[tuple[str, str], list[Row]] = {}
        for row in promises(connection, keys):
            self.promises.setdefault((row["park_key"], row["metric_key"]), []).append(row)
        self.conflicts, self.of_conflicts = conflicts(connection, keys)
        self.against: dict[str, list[str]] = {}
        for row in self.conflicts:
            a, b = str(row["observation_a"]), str(row["observation_b"])
            self.against.setdefault(a, []).append(b)
            self.against.setdefault(b, []).append(a)
        self.outcomes = outcomes(connection)
        wanted = {row[name] for row in trend_rows for name in ("observation_key", "growth_observation_key") if row[name]}
        wanted |= {row["observation_key"] for listed in self.promises.values() for row in listed}
        wanted |= set(self.against)
        self.statements = statements(connection, wanted)

    def values(self, limits: Limits) -> int:
        """About how many values are shown at a size."""
        found = 0
        for park in self.parks[: limits.parks]:
            lengths = sorted((len(listed) for listed in self.trend.get(park["park_key"], {}).values()), reverse=True)
            found += sum(min(length, limits.periods) for length in lengths[: limits.metrics])
        return found


class _Payload:
    """One size of the section's data. Sentences and documents are listed once and referred to by place."""

    def __init__(self, source: _Source, limits: Limits) -> None:
        self.source = source
        self.limits = limits
        self.evidence: list[dict[str, Any]] = []
        self.documents: list[dict[str, Any]] = []
        self._place_of: dict[str, int] = {}
        self._document_place: dict[str, int] = {}

    def build(self) -> dict[str, Any]:
        parks = [self._park(park) for park in self.source.parks[: self.limits.parks]]
        shown = [self._conflict(row) for row in self.source.conflicts[: min(CONFLICTS_LISTED, 4 * self.limits.sentence)]]
        values = sum(len(metric["v"]) for park in parks for metric in park["m"])
        return {"parks": parks, "conflicts": [row for row in shown if row], "evidence": self.evidence, "documents": self.documents, "values": values}

    def _park(self, park: Row) -> dict[str, Any]:
        metrics = self.source.trend.get(park["park_key"], {})
        order = sorted(metrics, key=lambda key: (self.source.headline.get(key, 99), -len(metrics[key]), key))
        return {
            "k": park["park_key"], "name": park["name"], "where": " · ".join(dict.fromkeys(x for x in (park["province"], park["city"]) if x)),
            "kind": park["kind"], "level": park["level"] or "", "reg": bool(park["is_registered"]), "q": park["quantities"], "o": park["observations"],
            "d": park["documents"], "m": [self._metric(park["park_key"], key, metrics[key]) for key in order[: self.limits.metrics]], "of": len(order),
        }  # fmt: skip

    def _metric(self, park: str, key: str, found: list[Row]) -> dict[str, Any]:
        shown = found[: self.limits.periods]
        values = [self._value(row) for row in shown]
        periods = {row["period_key"] for row in shown}
        values += [self._promise(row) for row in self.source.promises.get((park, key), [])[: self.limits.periods] if row["period_key"] in periods]
        values.sort(key=lambda value: str(value["day"] or ""), reverse=True)
        metric = self.source.metrics[key]
        made: dict[str, Any] = {"k": key, "n": [metric["name"], metric["name_en"]], "v": values, "of": len(found)}
        chart = _chart_unit(values)
        if chart:
            unit, largest = chart
            (zh_by, zh_unit), (en_by, en_unit) = scale(largest, unit)
            made["chart"] = {"u": unit, "by": [zh_by, en_by], "unit": [zh_unit, en_unit]}
        return made

    def _value(self, row: Row) -> dict[str, Any]:
        made = self._point(row) | {"st": row["status"] or row["growth_status"], "n": row["statements"]}
        for name, short in (("agreeing", "ag"), ("disagreeing", "dis")):
            if row.get(name) is not None:
                made[short] = row[name]
        if row["value"] is not None:
            made |= self._stated(row["observation_key"], row)
        if row["growth_percent"] is not None:
            growth = self._stated(row["growth_observation_key"], {"value": row["growth_percent"], "unit": "%", "measure": row["growth_measure"]})
            made["g"] = growth | {"st": row["growth_status"], "ms": row["growth_measure"]}
        return made

    def _promise(self, row: Row) -> dict[str, Any]:
        return self._point(row) | self._stated(row["observation_key"], row) | {"st": row["status"], "out": row["outcome"]}

    def _point(self, row: Row) -> dict[str, Any]:
        day = row["end_date"] or row["start_date"]
        when = (row["grain"], row["start_date"], row["end_date"])
        return {"p": period_label(row["period"], *when), "pl": axis_label(*when), "day": day, "s": _series(row)}

    def _stated(self, key: object, fallback: Row) -> dict[str, Any]:
        """A value with its evidence; `fallback` gives value and unit where the statement itself cannot be found."""
        found = self.source.statements.get(str(key))
        row = found or fallback
        value = float(row["value"])
        shown = readable(value, row["unit"], row.get("measure") or "level", row.get("qualifier") or "exact", row.get("value_low"), row.get("value_high"))
        made: dict[str, Any] = {"x": value if math.isfinite(value) else None, "u": row["unit"], "t": [shown.zh, shown.en], "e": shown.exact}
        if found:
            made["ev"] = self._evidence(str(key))
            others = [self._evidence(other) for other in self.source.against.get(str(key), []) if other in self.source.statements]
            if others:
                made["c"] = others[:6]
            if found.get("corrected"):
                made["fix"] = 1
        return made

    def _conflict(self, row: Row) -> dict[str, Any] | None:
        sides = [str(row["observation_a"]), str(row["observation_b"])]
        if not all(key in self.source.statements for key in sides):
            return None
        first = self.source.statements[sides[0]]
        difference = row["relative_difference"]
        return {
            "park": row["park_key"], "metric": [row["metric"], self.source.metrics[row["metric_key"]]["name_en"]],
            "p": period_label(row["period"], first["grain"], first["start_date"], first["end_date"]), "ms": row["measure"], "st": row["status"],
            "ev": [self._evidence(key) for key in sides],
            "diff": round(difference * 100, 1) if difference is not None and math.isfinite(difference) else None,
        }  # fmt: skip

    def _evidence(self, key: str) -> int:
        place = self._place_of.get(key)
        if place is not None:
            return place
        row = self.source.statements[key]
        shown = readable(float(row["value"]), row["unit"], row["measure"], row["qualifier"], row["value_low"], row["value_high"])
        made: dict[str, Any] = {
            "q": list(quote_of(row, self.limits.sentence)), "at": [row["start_offset"], row["end_offset"]], "doc": self._document(row), "t": [shown.zh, shown.en],
            "e": shown.exact, "ms": row["measure"], "st": row["status"], "ql": row["qualifier"], "sub": row["subject"], "mt": row["metric_text"],
            "cf": round(row["confidence"], 2), "rule": row["rule"], "key": key,
        }  # fmt: skip
        if row.get("corrected"):
            made["was"] = str(row.get("original_value"))
        self._place_of[key] = len(self.evidence)
        self.evidence.append(made)
        return self._place_of[key]

    def _document(self, row: Row) -> int:
        key = row["document_key"]
        if key not in self._document_place:
            self._document_place[key] = len(self.documents)
            self.documents.append(
                {
                    "title": row["title"][:120], "file": row["file_name"][:120], "source": row["source"][:200], "day": row["published_on"],
                    "basis": label("date_basis", row["published_on_basis"]),
                }
            )  # fmt: skip
        return self._document_place[key]


def _series(row: Row) -> str:
    """Values of one series may be joined by a line: years with years, 1—11月 with 1—11月; a range of its own with nothing."""
    grain, start, end = row["grain"], row["start_date"], row["end_date"]
    if grain in ("half", "quarter", "year_to_date") and start and end:
        return f"{grain}{start.month}-{end.month}"
    if grain in ("year", "month"):
        return str(grain)
    return "stock" if grain in ("open", "day") else str(row["period_key"])


def _chart_unit(values: Iterable[dict[str, Any]]) -> tuple[str, float] | None:
    """The unit that most dated values have and the largest of them; None where fewer than two can be drawn."""
    by_unit: dict[str, list[float]] = {}
    days: dict[str, set[Any]] = {}
    for value in values:
        if value.get("x") is not None and value.get("day"):
            by_unit.setdefault(value["u"], []).append(abs(value["x"]))
            days.setdefault(value["u"], set()).add(value["day"])
    best = max(by_unit, key=lambda unit: (len(days[unit]), unit), default="")
    return (best, max(by_unit[best])) if best and len(days[best]) > 1 else None
