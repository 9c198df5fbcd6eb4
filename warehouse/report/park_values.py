"""A park's values as the page carries them: by metric and period, each in its own series, each leading to its sentence."""

from __future__ import annotations

import math
from typing import Any

from warehouse.report.labels import axis_label, period_label
from warehouse.report.numbers import readable, scale
from warehouse.report.pool import Pool
from warehouse.report.rows import Row

_OTHERS_SHOWN = 6


def in_order(found: dict[str, list[Row]], headline: dict[str, int]) -> list[str]:
    """The metrics of a park in the order in which they are shown, the main indicators first."""
    return sorted(found, key=lambda key: (headline.get(key, 99), -len(found[key]), key))


class ParkValues:
    """Makes the parks of one page."""

    def __init__(self, pool: Pool, against: dict[str, list[str]], metrics: dict[str, Row], headline: dict[str, int]) -> None:
        self.pool = pool
        self.against = against
        self.metrics = metrics
        self.headline = headline

    def park(
        self, park: Row, found: dict[str, list[Row]], promises: dict[tuple[str, str], list[Row]], signings: list[Row], most_metrics: int, most_periods: int
    ) -> dict[str, Any]:
        """A park with its metrics, the main indicators first."""
        order = in_order(found, self.headline)
        level, kind = park["level"] or "", park["kind"]
        return {
            "k": park["park_key"], "name": park["name"], "prov": park["province"] or "", "city": park["city"] or "",
            # A kind may name its level already: 国家级新区.
            "kind": kind if kind.startswith(level) else level + kind, "level": level, "reg": bool(park["is_registered"]), "o": park["observations"],
            "d": park["documents"], "ev": park["events"],
            "m": [self._metric(key, found[key][:most_periods], promises.get((park["park_key"], key), []), len(found[key])) for key in order[:most_metrics]],
            "of": len(order), "sg": [_signing(row) for row in signings],
        }  # fmt: skip

    def _metric(self, key: str, shown: list[Row], promises: list[Row], of: int) -> dict[str, Any]:
        periods = {row["period_key"] for row in shown}
        pairs = [(self._value(row), row) for row in shown]
        pairs += [(self._promise(row), row) for row in promises[: len(shown)] if row["period_key"] in periods]
        pairs.sort(key=lambda pair: str(pair[0]["day"] or ""), reverse=True)
        series = _series_of(pairs)
        return {"k": key, "v": [value for value, _ in pairs], "s": series, "of": of}

    def _value(self, row: Row) -> dict[str, Any]:
        made = self._point(row) | {"st": row["status"] or row["growth_status"], "n": row["statements"]}
        for name, short in (("agreeing", "ag"), ("disagreeing", "dis")):
            if row[name]:
                made[short] = row[name]
        if row["of_year"]:
            made["a"] = 1
        if not row["is_whole"]:
            made["part"] = row["metric_text"] or row["indicator"]
        if row["confidence"] is not None:
            made["cf"] = round(row["confidence"], 2)
        if row["value"] is not None:
            made |= self._stated(row["observation_key"], row)
        if row["growth_percent"] is not None:
            growth = self._stated(row["growth_observation_key"], {"value": row["growth_percent"], "unit": "%", "measure": row["growth_measure"]})
            made["g"] = growth | {"st": row["growth_status"], "ms": row["growth_measure"]}
        if row["growth_from_levels"] is not None and math.isfinite(row["growth_from_levels"]):
            made["gl"] = row["growth_from_levels"]
        if row["rank"] is not None:
            made["r"] = [row["rank"], row["parks_known"], round(row["share_of_known"], 4) if row["share_of_known"] is not None else None]
        return made

    def _promise(self, row: Row) -> dict[str, Any]:
        return self._point(row) | self._stated(row["observation_key"], row) | {"st": row["status"], "out": row["outcome"]}

    def _point(self, row: Row) -> dict[str, Any]:
        day = row["end_date"] or row["start_date"]
        when = (row["grain"], row["start_date"], row["end_date"])
        return {
            "p": period_label(row["period"], *when),
            "pl": axis_label(*when),
            "pk": row["period_key"],
            "day": day,
            "y": row["year"],
            "kd": row["period_kind"],
        }

    def _stated(self, key: object, fallback: Row) -> dict[str, Any]:
        """A value with its evidence; `fallback` gives value and unit where the statement itself cannot be found."""
        found = self.pool.statements.get(str(key))
        row = found or fallback
        value = float(row["value"])
        shown = readable(value, row["unit"], row.get("measure") or "level", row.get("qualifier") or "exact", row.get("value_low"), row.get("value_high"))
        made: dict[str, Any] = {"x": value if math.isfinite(value) else None, "u": row["unit"], "t": [shown.zh, shown.en], "e": shown.exact}
        if (row.get("qualifier") or "exact") != "exact":
            made["ql"] = row["qualifier"]
        if found:
            made["ev"] = self.pool.place(key)
            others = [self.pool.place(other) for other in self.against.get(str(key), []) if other in self.pool.statements]
            if others:
                made["c"] = others[:_OTHERS_SHOWN]
            if found.get("corrected"):
                made["fix"] = 1
        return made

    def rank(self, row: Row, with_evidence: bool) -> dict[str, Any]:
        """A row of a ranking of a park that has no page of its own."""
        shown = readable(float(row["value"]), row["unit"])
        made: dict[str, Any] = {
            "k": row["park_key"], "prov": row["province"] or "", "level": row["level"] or "", "m": row["metric_key"], "u": row["unit"], "x": row["value"],
            "t": [shown.zh, shown.en], "e": shown.exact, "st": "actual", "a": 1, "cf": round(row["confidence"], 2),
            "r": [row["rank"], row["parks_known"], round(row["share_of_known"], 4) if row["share_of_known"] is not None else None],
        }  # fmt: skip
        place = self.pool.place(row["observation_key"]) if with_evidence else None
        if place is not None:
            made["ev"] = place
        for name, short in (("agreeing", "ag"), ("disagreeing", "dis")):
            if row[name]:
                made[short] = row[name]
        if row["growth_percent"] is not None:
            growth = readable(float(row["growth_percent"]), "%", row["growth_measure"])
            made["g"] = {"t": [growth.zh, growth.en], "e": growth.exact, "x": row["growth_percent"], "ms": row["growth_measure"]}
        point = self._point(row)
        return {name: point[name] for name in ("p", "pk", "day", "y", "kd")} | made


def _signing(row: Row) -> dict[str, Any]:
    """A park's signings of a year; what is not known is left out."""

    def money(name: str, unit: str = "元") -> list[str] | None:
        if row[name] is None:
            return None
        shown = readable(float(row[name]), unit)
        return [shown.zh, shown.en, shown.exact]

    unit = row["contracted_investment_unit"] or "元"
    made = {
        "y": row["year"], "n": row["projects_signed"], "m": money("contracted_investment", unit), "told": row["signings_told"] or None, "tm": money("signings_amount"),
        "tw": row["signings_with_amount"] or None, "pn": row["projects_part_of_year"], "pm": money("investment_part_of_year"), "until": row["part_of_year_until"],
        "cn": row["projects_cumulative"], "cm": money("investment_cumulative"), "ln": row["projects_planned"], "lm": money("investment_planned"),
    }  # fmt: skip
    return {name: value for name, value in made.items() if value is not None}


def _series_of(pairs: list[tuple[dict[str, Any], Row]]) -> list[dict[str, Any]]:
    """The series that may be drawn, the longest first; each value is told its own in `s`.

    A series is of one unit, one kind of period and one thing measured; a plan or a range of its own is joined with nothing.
    """
    groups: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for value, row in pairs:
        if value.get("x") is not None and value["day"]:
            groups.setdefault((value["u"], _kind(row), str(row["indicator"]), str(value.get("part", ""))), []).append(value)
    order = sorted(groups, key=lambda key: (-len({v["day"] for v in groups[key] if v["st"] == "actual"}), -len(groups[key]), key[1] != "annual", key))
    made = []
    for place, key in enumerate(order):
        (zh_by, zh_unit), (en_by, en_unit) = scale(max(abs(value["x"]) for value in groups[key]), key[0])
        for value in groups[key]:
            value["s"] = place
        made.append({"by": [zh_by, en_by], "unit": [zh_unit, en_unit], "kd": groups[key][0]["kd"], "part": groups[key][0].get("part", "")})
    return made


def _kind(row: Row) -> str:
    """Values of one kind of period may be joined by a line: years with years, 1—11月 with 1—11月; a range of its own with nothing."""
    kind, start, end = row["period_kind"], row["start_date"], row["end_date"]
    if kind in ("quarter", "year_to_date") and start and end:
        return f"{kind}{start.month}-{end.month}"
    if kind == "cumulative" and start:
        return f"cumulative{start}"
    # How much there is at a time may be followed; what came about on one day stands alone.
    if kind == "point_in_time" and start is None:
        return "stock"
    return str(kind) if kind in ("annual", "month") else f"{kind} {row['period_key']}"
