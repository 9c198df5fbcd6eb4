"""First and last days of years, halves, quarters and months."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import NamedTuple

FIRST_YEAR, LAST_YEAR = 1900, 2200
"""The years that a period may lie in, as the schema of `period` has them."""


class Span(NamedTuple):
    """A stretch of days; None is an end that the text leaves open."""

    begin: dt.date | None
    finish: dt.date | None


UNKNOWN = Span(None, None)


def day(year: int, month: int, number: int) -> Span | None:
    """One day; None where the calendar has no such day."""
    try:
        date = dt.date(year, month, number)
    except ValueError:
        return None
    return Span(date, date)


def month_end(year: int, month: int) -> dt.date:
    """Last day of a month."""
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def months(year: int, first: int, last: int) -> Span | None:
    """From the first day of one month to the last day of another of the same year."""
    if not (1 <= first <= 12 and 1 <= last <= 12 and first <= last):
        return None
    return Span(dt.date(year, first, 1), month_end(year, last))


def whole_year(year: int) -> Span:
    """The calendar year."""
    return Span(dt.date(year, 1, 1), dt.date(year, 12, 31))


def add_years(date: dt.date, years: int) -> dt.date:
    """The same day some years on; 29 February becomes the 28th where there is none."""
    year = min(max(date.year + years, 1), 9999)
    try:
        return date.replace(year=year)
    except ValueError:
        return date.replace(year=year, day=28)


def add_months(date: dt.date, count: int) -> dt.date:
    """The same day some months on, or the last day of that month."""
    index = date.year * 12 + date.month - 1 + count
    year, month = divmod(index, 12)
    return dt.date(year, month + 1, min(date.day, calendar.monthrange(year, month + 1)[1]))


def parts_of(span: Span, count: int) -> list[Span]:
    """The years, quarters or months of a stretch where it has as many of them as wanted; else nothing.

    2019年至2021年分别… has three years, 一至三季度分别… three quarters, 1、2月分别… two months.
    """
    begin, finish = span
    if begin is None or finish is None or count < 2:
        return []
    if begin.year != finish.year:
        whole = (begin.month, begin.day, finish.month, finish.day) == (1, 1, 12, 31) and finish.year - begin.year + 1 == count
        return [whole_year(year) for year in range(begin.year, finish.year + 1)] if whole else []
    length = finish.month - begin.month + 1
    if begin.day != 1 or finish != month_end(finish.year, finish.month):
        return []
    if length == count * 3 and begin.month % 3 == 1:
        found = [months(begin.year, month, month + 2) for month in range(begin.month, finish.month + 1, 3)]
    elif length == count:
        found = [months(begin.year, month, month) for month in range(begin.month, finish.month + 1)]
    else:
        found = []
    return [part for part in found if part is not None]


def grain_of(span: Span) -> str:
    """The kind of period: day, month, quarter, half, year, year_to_date, range, open or unknown."""
    begin, finish = span
    if begin is None and finish is None:
        return "unknown"
    if begin is None or finish is None:
        return "open"
    if begin == finish:
        return "day"
    whole_months = begin.day == 1 and finish == month_end(finish.year, finish.month)
    if whole_months and begin.year == finish.year:
        count = finish.month - begin.month + 1
        if count == 1:
            return "month"
        if count == 12:
            return "year"
        if count == 6 and begin.month in (1, 7):
            return "half"
        if count == 3 and begin.month % 3 == 1:
            return "quarter"
    if begin.year == finish.year and (begin.month, begin.day) == (1, 1):
        return "year_to_date"
    return "range"


def kind_of(span: Span) -> str:
    """What a period is to a statistician.

    annual (a calendar year), year_to_date (from 1 January, the first half too), quarter, month, range (other days of one year),
    several_years, plan (the five years of a five-year plan), cumulative (since a day, over the turn of a year or without an end),
    point_in_time (one day, or up to a day), unknown.
    """
    begin, finish = span
    grain = grain_of(span)
    if grain in ("unknown", "month", "quarter", "year_to_date", "range") and (begin is None or finish is None or begin.year == finish.year):
        return grain
    if begin is None or grain == "day":
        return "point_in_time"
    if finish is None:
        return "cumulative"
    if begin.year == finish.year:
        return {"year": "annual", "half": "year_to_date" if begin.month == 1 else "range"}[grain]
    if (begin.month, begin.day, finish.month, finish.day) != (1, 1, 12, 31):
        return "cumulative"
    # Five-year plans run from a year that ends in 1 or 6 to one that ends in 5 or 0.
    return "plan" if finish.year - begin.year == 4 and begin.year % 5 == 1 else "several_years"


def period_row(span: Span) -> dict[str, object]:
    """A row of the table `period`."""
    last = span.finish or span.begin
    return {
        "period_key": interval_key(span), "start_date": span.begin, "end_date": span.finish, "grain": grain_of(span), "period_kind": kind_of(span),
        "year": last.year if last else None, "label": interval_label(span),
    }  # fmt: skip


def interval_key(span: Span) -> str:
    """The period's key, an ISO 8601 interval; `unknown` for none, `..` for an open end."""
    if span == UNKNOWN:
        return "unknown"
    ends = (end.isoformat() if end else ".." for end in span)
    return "/".join(ends)


def interval_label(span: Span) -> str:
    """The period as a Chinese reader writes it: 2017年1—11月."""
    begin, finish = span
    grain = grain_of(span)
    if grain == "unknown":
        return "未说明"
    if begin is None or finish is None:
        return f"截至{_chinese_day(finish)}" if finish else f"自{_chinese_day(begin)}起"
    if grain == "day":
        return _chinese_day(begin)
    if grain == "month":
        return f"{begin.year}年{begin.month}月"
    if grain == "year":
        return f"{begin.year}年"
    if grain == "half":
        return f"{begin.year}年{'上' if begin.month == 1 else '下'}半年"
    if grain == "quarter":
        return f"{begin.year}年第{'一二三四'[begin.month // 3]}季度"
    if begin.day == 1 and begin.year == finish.year and finish == month_end(finish.year, finish.month):
        return f"{begin.year}年{begin.month}—{finish.month}月"
    return f"{_chinese_day(begin)}至{_chinese_day(finish)}"


def _chinese_day(date: dt.date | None) -> str:
    return f"{date.year}年{date.month}月{date.day}日" if date else ""
