"""The words in which the review page shows labels, Chinese and English."""

from __future__ import annotations

import functools
from typing import TypedDict

from schemas.vocabularies import EVENT_STATUSES, MEASURES, STATUSES, SUBJECT_TYPES
from seeds.read import seed_rows


class Shown(TypedDict):
    """A label in both languages."""

    zh: str
    en: str


_WORDS = {
    "measure": {"level": "水平值", "yoy": "同比", "change": "增减量", "change_rate": "增减幅度", "multiple": "倍数", "rank": "名次"},
    "status": {"actual": "实际", "forecast": "预计", "target": "目标", "norm": "规定", "planned": "计划"},
    "subject_type": {"park": "园区", "zone": "片区", "enterprise": "企业", "project": "项目", "other": "其他"},
}
_SCALES = ((1e8, "亿"), (1e4, "万"))


@functools.cache
def _names(column: str) -> dict[str, tuple[str, str]]:
    if column == "metric_key":
        return {row["metric_key"]: (row["name"], row["name_en"]) for row in seed_rows("metrics.csv")}
    if column == "event_type":
        return {row["event_type"]: (row["name"], row.get("name_en", row["event_type"])) for row in seed_rows("event_types.csv")}
    return {key: (zh, key) for key, zh in _WORDS.get(column, {}).items()}


def name_of(column: str, value: str, unit: str = "") -> Shown:
    """A label as people read it; the value itself where there is no other word for it."""
    if column == "value":
        return _number(value, unit)
    if column == "period_key" and value == "unknown":
        return {"zh": "未说明", "en": "not stated"}
    zh, en = _names(column).get(value, (value, value))
    return {"zh": zh, "en": en}


def _number(value: str, unit: str) -> Shown:
    try:
        number = float(value)
    except ValueError:
        return {"zh": value, "en": value}
    scaled = next(((number / factor, word) for factor, word in _SCALES if abs(number) >= factor), (number, ""))
    return {"zh": f"{scaled[0]:,.10g}{scaled[1]}{unit}", "en": f"{number:,.10g} {unit}"}


def choices() -> dict[str, list[dict[str, str]]]:
    """The lists from which a person chooses."""
    lists = {
        "metric_key": list(_names("metric_key")), "event_type": list(_names("event_type")), "measure": list(MEASURES), "status": list(STATUSES),
        "subject_type": list(SUBJECT_TYPES), "event_status": list(EVENT_STATUSES),
    }  # fmt: skip
    return {name: [_choice("status" if name == "event_status" else name, v) for v in values] for name, values in lists.items()}


def _choice(column: str, value: str) -> dict[str, str]:
    shown = name_of(column, value)
    return {"value": value, "zh": shown["zh"], "en": shown["en"]}
