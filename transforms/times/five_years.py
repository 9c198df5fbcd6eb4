"""The years of a five-year plan: “十三五”期间, “十二五”末, “十四五”的开局之年."""

from __future__ import annotations

import datetime as dt
import re

from transforms.times.calendar import UNKNOWN, Span, whole_year

_PLAN_FIRST_YEAR = {"六": 1981, "七": 1986, "八": 1991, "九": 1996, "十": 2001, "十一": 2006, "十二": 2011, "十三": 2016, "十四": 2021, "十五": 2026}
# 一、“十二五”发展总结
_LOOKS_BACK = re.compile(r"(?:发展|工作|经济社会发展)?(?:总结|回顾|成就|成绩|主要成绩)")


def plan_begins(match: re.Match[str]) -> int | None:
    """The first year of the plan that is named; None for one that is not known."""
    return _PLAN_FIRST_YEAR.get(match["plann"])


def plan_years(match: re.Match[str], today: dt.date | None) -> tuple[str, Span, bool]:
    """The kind, the days, and whether a year is named; a plan that only names a goal or a paper (“十三五”规划) is no time."""
    first = plan_begins(match)
    if first is not None and not match["planpart"] and _LOOKS_BACK.match(match.string, match.end()):
        return "period", Span(dt.date(first, 1, 1), dt.date(first + 4, 12, 31)), True
    if first is not None and match["planpart"] in ("开局之年", "起步之年"):
        return "period", whole_year(first), True
    if first is not None and match["planpart"] == "收官之年":
        return "period", whole_year(first + 4), True
    if first is None or not (match["planpart"] in ("期间", "时期", "以来", "末", "期末") or match["tail"]):
        return "mask", UNKNOWN, False
    if today and "以来" in (match["planpart"], match["tail"]) and today > dt.date(first, 1, 1):
        return "period", Span(dt.date(first, 1, 1), today), True
    if match["planpart"] in ("末", "期末"):
        return "period", Span(None, dt.date(first + 4, 12, 31)), True
    return "period", Span(dt.date(first, 1, 1), dt.date(first + 4, 12, 31)), True
