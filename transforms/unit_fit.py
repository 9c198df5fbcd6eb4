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
    if measure != "level" or unit == "%" or not metric_unit:
        return True
    if metric_unit == "元":
        return "元" in unit or unit in ("英镑", "卢布")
    if metric_unit == "元/亩":
        return "元/" in unit
    if metric_unit == "%":
        return unit == "个百分点"
    if metric_unit in ("亩", "平方米"):
        return unit in _AREAS
    if metric_unit == "工作日":
        return unit in _TIMES
    return "元" not in unit and unit not in _NO_COUNTS
