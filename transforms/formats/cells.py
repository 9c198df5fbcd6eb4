"""The cells of Excel files as Excel shows them: percentages, months, numbers with their unit."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

_BUILT_IN = {9: "0%", 10: "0.00%", 14: "yyyy-mm-dd", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 22: "yyyy-mm-dd hh:mm",
             27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m-d-yy", 31: 'yyyy"年"m"月"d"日"', 36: 'yyyy"年"m"月"', 50: 'yyyy"年"m"月"',
             51: 'm"月"d"日"', 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"', 54: 'm"月"d"日"', 55: 'yyyy"年"m"月"', 56: 'm"月"d"日"', 57: 'yyyy"年"m"月"',
             58: 'm"月"d"日"'}  # fmt: skip
"""Formats that a file names by their number alone; those from 27 on are those of a Chinese Excel."""
_QUOTED = re.compile(r'"([^"]*)"|\\(.)')
_BRACKETS = re.compile(r"\[[^\]]{0,40}\]")
# 0"年", #,##0.0"亿元"
_SUFFIXED = re.compile(r'[#,0?._ ()-]*[0#](?:_[^"])?\s*"([^"0-9]{1,10})"[_) ]*')
_EPOCH = dt.datetime(1899, 12, 30)
_LAST_SERIAL = 2_958_465
"""The last day that a date can be: 9999-12-31."""


def pattern_of(number: int, own: dict[int, str]) -> str:
    """The pattern of a number format; empty where it changes nothing of what a cell says."""
    pattern = own.get(number) or _BUILT_IN.get(number, "")
    first = pattern.split(";")[0]
    return first if "%" in _QUOTED.sub("", first) or is_date(first) or _SUFFIXED.fullmatch(first) else ""


def is_date(pattern: str) -> bool:
    """Whether a pattern shows days or months."""
    bare = _BRACKETS.sub("", _QUOTED.sub("", pattern)).lower()
    return any(letter in bare for letter in "yd") or ("m" in bare and "h" not in bare and "s" not in bare)


def shown(value: object, pattern: str = "") -> str:
    """A cell's value as text."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, (int, float)):
        return _number(value, pattern)
    if isinstance(value, dt.datetime):
        return _day(value, pattern)
    if isinstance(value, dt.date):
        return _day(dt.datetime(value.year, value.month, value.day), pattern)
    return str(value)


def _number(value: int | float, pattern: str) -> str:
    if value != value or value in (float("inf"), float("-inf")):
        return ""
    bare = _QUOTED.sub("", pattern)
    if "%" in bare:
        decimals = len(found[1]) if (found := re.search(r"\.([0#?]+)", bare)) else 0
        return f"{Decimal(repr(float(value))) * 100:.{min(decimals, 10)}f}%"
    if pattern and is_date(pattern):
        if 0 < value <= _LAST_SERIAL:
            return _day(_EPOCH + dt.timedelta(days=float(value)), pattern)
        return _plain(value)
    suffix = found[1] if (found := _SUFFIXED.fullmatch(pattern)) else ""
    return _plain(value) + suffix


def _plain(value: int | float) -> str:
    """Fifteen digits, as Excel keeps them; never with an exponent."""
    if isinstance(value, int):
        return str(value)
    text = format(Decimal(f"{value:.15g}"), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _day(value: dt.datetime, pattern: str) -> str:
    bare = _BRACKETS.sub("", _QUOTED.sub("", pattern)).lower()
    year, month, day = "y" in bare, "m" in bare, "d" in bare
    if pattern and not day:
        if year and month:
            return f"{value.year}年{value.month}月"
        if year:
            return f"{value.year}年"
        if month:
            return f"{value.month}月"
    if pattern and day and not year:
        return f"{value.month}月{value.day}日"
    return f"{value.year}年{value.month}月{value.day}日"
