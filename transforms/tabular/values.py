"""The number of a cell: 352.1, -5.3, ▼4.4, 增长5.9%, 4.7亿元, 1,234, 12.5①; never a date, a range of years or two numbers."""

from __future__ import annotations

import re
from typing import NamedTuple

_VALUE = re.compile(
    r"""
    (?P<before>(?:同比|比上年|较上年|环比)?(?:增长|上升|提高|增加|升|增|下降|降低|减少|回落|下滑|降|减|为|约|近|超过?|逾|突破)?)
    (?P<arrow>[▲△↑↗▼▽↓↘]?)\s*
    (?P<sign>[-−－﹣–—+＋]?)\s*
    (?P<number>\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)\s*
    (?P<unit>[^\s\d()（）\[\]①-⑳*※,，。、;；/\\~—-][^\d()（）\[\]①-⑳*※,，。、;；]{0,9}?)?
    \s*(?P<behind>[▲△↑↗▼▽↓↘]?)
    (?:[*※①-⑳]|[(（\[](?:预计|预估|快报|初步|快报数|估|[*※\d①-⑳]{1,2})[)）\]])*
    """,
    re.VERBOSE,
)
_DOWN = re.compile(r"降|减|回落|下滑")
_FALLS = frozenset("▼▽↓↘-−－﹣–—")
_NONE = re.compile(r"[-−－﹣–—…\.·/\\\s]*|(?:无|暂无|空|持平|未统计|缺|N/?A|n/?a|—+|\*+)")
_YEAR = re.compile(r"(?:19|20)\d\d(?:年[度末底]?)?")
_QUALIFIERS = {"约": "about", "近": "under", "超": "over", "超过": "over", "逾": "over", "突破": "over"}


class CellValue(NamedTuple):
    """A number in a cell: where its characters stand in the cell, its own unit (empty where the headers tell it), and whether it is a fall."""

    start: int
    end: int
    number: str
    unit: str
    falls: bool
    qualifier: str = "exact"


def read_value(text: str) -> CellValue | None:
    """The one number of a cell; None where it holds none, or more than a number."""
    found = _VALUE.fullmatch(text)
    if found is None or not found["number"]:
        return None
    unit = (found["unit"] or "").strip()
    if unit and unit[0] in "年月日季时号":
        # 1月, 2021年, 3季度 name a time.
        return None
    start, end = found.start("number"), found.end("number")
    if unit:
        end = found.start("unit") + len(unit)
    falls = found["sign"] in _FALLS if found["sign"] else False
    falls = falls or (found["arrow"] or found["behind"] or " ") in _FALLS or _DOWN.search(found["before"]) is not None
    word = re.search(r"约|近|超过?|逾|突破", found["before"])
    number = found["number"]
    if number.startswith("."):
        number = "0" + number
    return CellValue(start, end, number.replace("，", ",").replace(",", ""), unit, falls, _QUALIFIERS[word[0]] if word else "exact")


def is_blank(text: str) -> bool:
    """Whether a cell says nothing: empty, a dash, 无."""
    return _NONE.fullmatch(text) is not None


def is_year(text: str) -> bool:
    """Whether a cell holds a year rather than an amount."""
    return _YEAR.fullmatch(text) is not None
