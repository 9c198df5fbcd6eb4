"""The days of one match, for a year or the document's date: 8月23日至25日, 3月上旬, 上周五, 本月底, and what 截至, 以来 and 前 make of them."""

from __future__ import annotations

import datetime as dt
import re

from transforms.times.calendar import UNKNOWN, Span, add_months, add_years, day, month_end, months
from transforms.times.parts import month_list, month_range, number_of, part_of_year, quarter_range

# 建区20年, 历经20年: how long, and no short form of 2020.
_DURATION_BEFORE = re.compile(
    r"(?:用了?|历经|历时|经过|时隔|整整|满|近|超过?|逾|约|过去|已有?|建[区园市]|成立|开园|挂牌|的|这|后|连续|发展|走过|长达|[第过])\Z"
)
_PLANNED = re.compile(r"(?:计划|力争|争取|确保|将|拟|打算|用)(?:在|于)?[^，。；,;]{0,2}\Z")


def within(year: int, g: re.Match[str]) -> Span | None:
    """The part of a year that stands behind its number: 2017年|1—11月; the whole year where none does."""
    if g["m1"]:
        return days(year, number_of(g["m1"]), number_of(g["d1"]), g["m2"], g["d2"])
    if g["ma"]:
        return month_range(year, number_of(g["ma"]), number_of(g["mb"]))
    if g["ml"]:
        return month_list(year, g["ml"])
    if g["quarters"]:
        return quarter_range(year, g["quarters"])
    if g["mo"]:
        return month_part(year, number_of(g["mo"]), g["motail"])
    return part_of_year(year, g["part"] or "")


def month_part(year: int, month: int, tail: str | None) -> Span | None:
    """A month, or its 上旬, 中旬, 下旬."""
    span = months(year, month, month)
    if span is None or span.begin is None or tail in (None, "底", "末", "初"):
        return span
    first = {"上旬": 1, "中旬": 11, "下旬": 21}[tail or ""]
    last = {"上旬": 10, "中旬": 20, "下旬": 0}[tail or ""]
    finish = span.begin.replace(day=last) if last else span.finish
    return Span(span.begin.replace(day=first), finish)


def days(year: int, month: int, number: int, month2: str | None, day2: str | None) -> Span | None:
    """A day, or from it to a second one, of the same month where none is named; None where the calendar has no such day."""
    first = day(year, month, number)
    if first is None or not day2:
        return first
    last = day(year, number_of(month2) if month2 else month, number_of(day2))
    if last and not month2 and first.begin and last.finish and last.finish < first.begin:
        # 28日至3日 runs into the next month.
        following = add_months(first.begin.replace(day=1), 1)
        last = day(following.year, following.month, number_of(day2))
    return Span(first.begin, last.finish) if last else first


def bounded(g: re.Match[str], span: Span, today: dt.date | None) -> Span:
    """Applies 截至, 自 and 以来."""
    tail = g["tail"] or ""
    if tail in ("以来", "来", "至今", "起", "开始") and (g["since"] or tail in ("以来", "来", "至今")):
        return Span(span.begin, today or span.finish)
    if g["until"]:
        # 到今年，累计建成厂房37万平方米: up to now.
        so_far = g["until"] == "到" and today is not None and span.finish is not None and span.finish > today
        return Span(None, today if so_far else span.finish)
    if g["mid"] == "截至" or ((g["mtail"] or g["motail"]) and g["mid"] == "截至"):
        return Span(dt.date(span.finish.year, 1, 1), span.finish) if span.finish else span
    if tail in ("以前", "之前", "前") and span.finish and not g["year"] and (g["opart"] in ("年底", "年末") or g["omtail"] == "底"):
        # 年底前, 9月底前建成: in the course of the year.
        return Span(dt.date(span.finish.year, 1, 1), span.finish)
    if (g["part"] or g["opart"] or "").endswith(("年底", "年末", "底", "末")):
        return Span(None, span.finish)
    if (g["motail"] or g["omtail"] or "") in ("底", "末"):
        return Span(None, span.finish)
    if tail in ("以前", "之前", "前") and span.finish:
        return Span(None, span.finish)
    return span


def relative_month(today: dt.date | None, g: re.Match[str]) -> tuple[str, Span, bool]:
    """本月, 上月底, 下月22日, as kind, days and whether a year is named."""
    if today is None:
        return "recent", UNKNOWN, False
    shift = {"本": 0, "这": 0, "上": -1, "下": 1}[(g["relmonth"] or "本")[0]]
    first = add_months(today.replace(day=1), shift)
    if g["rmday"] in ("初", "上旬", "中旬", "下旬"):
        # 本月初 is within its first ten days.
        part = "上旬" if g["rmday"] == "初" else g["rmday"]
        return "period", month_part(first.year, first.month, part) or UNKNOWN, False
    if g["rmday"] in ("底", "末"):
        return "period", Span(None, month_end(first.year, first.month)), False
    if g["rmday"]:
        one = day(first.year, first.month, number_of(g["rmday"].rstrip("日号")))
        return ("period", one, False) if one else ("mask", UNKNOWN, False)
    return "period", Span(first, month_end(first.year, first.month)), False


def weekday(today: dt.date | None, week: str, number: str) -> tuple[str, Span, bool]:
    """上周五, 本周三."""
    if today is None:
        return "recent", UNKNOWN, False
    one = _monday(today, week) + dt.timedelta(days="一二三四五六日天".index(number) if number != "天" else 6)
    return "period", Span(one, one), False


def _monday(today: dt.date, which: str) -> dt.date:
    """The Monday of this week (本) or of the last one (上)."""
    return today - dt.timedelta(days=today.weekday() + (7 if which == "上" else 0))


def week(today: dt.date | None, which: str, end: bool) -> tuple[str, Span, bool]:
    """上周 from Monday to Sunday, 上周末 its last two days, 本周 up to the day of the paper."""
    if today is None:
        return "recent", UNKNOWN, False
    monday = _monday(today, which)
    sunday = monday + dt.timedelta(days=6)
    if end:
        return "period", Span(sunday - dt.timedelta(days=1), sunday), False
    return "period", Span(monday, sunday if which == "上" else today), False


def relative_quarter(base: dt.date | None, word: str, tail: str | None) -> tuple[str, Span, bool]:
    """上季度, 本季度, 当季 from a day, as kind, days and whether a year is named."""
    if base is None:
        return "recent", UNKNOWN, False
    first = base.replace(month=(base.month - 1) // 3 * 3 + 1, day=1)
    first = add_months(first, {"上": -3, "下": 3}.get(word, 0))
    last = add_months(first, 2)
    return "period", Span(None if tail else first, month_end(last.year, last.month)), False


def short_year(g: re.Match[str], today: dt.date | None) -> int | None:
    """21年, 19年底: years near the document's; None where the words before make it a length of time."""
    year = 2000 + int(g["sy"])
    strong = g["sub"] is not None or g["mid"] is not None or g[0].endswith("年度")
    if today is None or not today.year - (20 if strong else 4) <= year <= today.year + 1:
        return None
    return None if _DURATION_BEFORE.search(g.string, max(0, g.start() - 4), g.start("sy")) else year


def years_ahead(g: re.Match[str], today: dt.date | None) -> tuple[str, Span, bool]:
    """计划三年内投入50亿元; 三年内已…, 一年内受理 say how long, and are no time."""
    count = number_of(g["withinn"])
    if today is None or not count or _PLANNED.search(g.string, max(0, g.start() - 8), g.start()) is None:
        return "mask", UNKNOWN, False
    return "period", Span(today, add_years(today, count)), False
