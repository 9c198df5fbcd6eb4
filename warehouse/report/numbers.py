"""Numbers as people read them: 亿 and 万 in Chinese, million and billion in English, the exact value beside them."""

from __future__ import annotations

import functools
import math
from typing import NamedTuple

_ZH_SCALES = ((1e12, "万亿"), (1e8, "亿"), (1e4, "万"))
_EN_SCALES = ((1e12, "tn"), (1e9, "bn"), (1e6, "m"))
_UNITS_EN = {
    "元": "CNY", "美元": "USD", "欧元": "EUR", "港元": "HKD", "日元": "JPY", "英镑": "GBP", "家": "firms", "个": "", "项": "items", "人": "people", "户": "households",
    "亩": "mu", "平方米": "m²", "平方公里": "km²", "公顷": "ha", "吨": "t", "台": "units", "辆": "vehicles", "工作日": "working days", "天": "days",
    "人次": "attendances", "场": "events", "次": "times", "件": "pieces", "年": "years", "元/亩": "CNY per mu", "元/人": "CNY per head",
}  # fmt: skip
_MONEY = ("元", "镑", "卢布")
SIGNIFICANT = 4
COUNTS_FROM = 100_000
"""Counts below this many stay whole: 12,345家 reads better than 1.2345万家."""


class Readable(NamedTuple):
    """A value in both languages, and exactly."""

    zh: str
    en: str
    exact: str


def grouped(value: float) -> str:
    """Every digit that the value has, thousands set apart."""
    if not math.isfinite(value):
        return str(value)
    if float(value).is_integer() and abs(value) < 1e17:
        return f"{int(value):,}"
    whole, _, fraction = f"{value:,.10f}".partition(".")
    fraction = fraction.rstrip("0")
    # A double has some 16 digits; the last ones of a long fraction are noise of the machine.
    return f"{value:,.4f}".rstrip("0").rstrip(".") if len(fraction) > 6 else f"{whole}.{fraction}".rstrip(".")


def rounded(value: float) -> str:
    """Four significant digits, more where they stand before the point."""
    if value == 0 or not math.isfinite(value):
        return "0" if value == 0 else str(value)
    digits = max(0, SIGNIFICANT - 1 - math.floor(math.log10(abs(value))))
    text = f"{value:,.{min(digits, 6)}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def is_money(unit: str) -> bool:
    """Whether a unit is an amount of money, by the piece or as a rate."""
    return unit.split("/")[0].endswith(_MONEY)


def scale(largest: float, unit: str) -> tuple[tuple[float, str], tuple[float, str]]:
    """(divisor, unit) in Chinese and in English by which values up to `largest` are readable."""
    size = abs(largest)
    en_unit = _UNITS_EN.get(unit, unit)
    least = 1e4 if is_money(unit) else COUNTS_FROM
    zh = next(((d, f"{name}{unit}") for d, name in _ZH_SCALES if size >= max(d, least)), (1.0, unit))
    named = "{unit} {scale}" if is_money(unit) and "/" not in unit else "{scale} {unit}"
    en = next(((d, named.format(unit=en_unit, scale=name).strip()) for d, name in _EN_SCALES if size >= d), (1.0, en_unit))
    return zh, en


@functools.lru_cache(maxsize=50_000)
def readable(value: float, unit: str, measure: str = "level", qualifier: str = "exact", low: float | None = None, high: float | None = None) -> Readable:
    """A stated value: 超263.5亿元, +12.3%, 第3名. Kept, for the page is tried in several sizes."""
    exact = f"{grouped(value)} {unit}"
    if qualifier == "range" and low is not None and high is not None:
        exact = f"{grouped(low)}–{grouped(high)} {unit}"
    if measure == "rank":
        return Readable(f"第{rounded(value)}名", f"No. {rounded(value)}", exact)
    sign = "+" if measure in ("yoy", "change", "change_rate") and value > 0 else ""
    (zh_by, zh_unit), (en_by, en_unit) = scale(max(abs(value), abs(high or 0)), unit)

    def shown(divisor: float) -> str:
        if qualifier == "range" and low is not None and high is not None:
            return f"{rounded(low / divisor)}–{rounded(high / divisor)}"
        return sign + rounded(value / divisor)

    before_zh, before_en = {"about": ("约", "≈ "), "over": ("超", "> "), "under": ("不到", "< ")}.get(qualifier, ("", ""))
    if unit == "%":
        return Readable(f"{before_zh}{shown(1)}%", f"{before_en}{shown(1)}%", exact)
    if is_money(unit) and "/" not in unit:
        head, _, tail = en_unit.partition(" ")
        english = f"{before_en}{head} {shown(en_by)} {tail}".strip()
    else:
        english = f"{before_en}{shown(en_by)} {en_unit}".strip()
    return Readable(f"{before_zh}{shown(zh_by)}{zh_unit}", english, exact)
