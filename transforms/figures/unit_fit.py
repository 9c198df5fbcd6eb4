"""Which units a metric's level can have; sql/checks/unit_fits_metric.sql holds the same line in the warehouse."""

from __future__ import annotations

_AREAS = frozenset({"亩", "平方米", "平方公里", "公顷"})
_TIMES = frozenset({"工作日", "天", "个月", "小时", "分钟"})
_NO_COUNTS = _AREAS | {"工作日", "小时", "吨", "公里"}


def unit_fits(metric_unit: str, unit: str, measure: str) -> bool:
    """Whether a quantity in `unit` can be this measure of a metric whose usual unit is `metric_unit`."""
    if measure in ("yoy", "change_rate"):
        return unit == "%"
    if measure == "multiple":
        return unit == "倍"
    if measure == "rank":
        return unit == "名次"
    if measure != "level" or unit in ("%", metric_unit) or not metric_unit:
        return True
    if metric_unit == "元":
        return "元" in unit or unit in ("英镑", "卢布")
    if metric_unit.startswith("元/"):
        return "元/" in unit
    if metric_unit == "%":
        return unit == "个百分点"
    for alike in (_AREAS, _TIMES):
        if metric_unit in alike:
            return unit in alike
    return "元" not in unit and unit not in _NO_COUNTS
