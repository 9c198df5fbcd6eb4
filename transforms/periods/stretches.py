"""How two times that stand together make one stretch: 今年以来，截至7月20日; 一季度、二季度; 前三季度…截至9月底."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from transforms.times.calendar import Span, add_years, month_end, whole_year
from transforms.times.times import Timex

_JOINT = re.compile(r"[、和及与]|以及")
_NEAR = 8
"""Characters between 截至目前 and the year that it is of."""
_MONTH = 32
"""Days: more than a month has."""
_THIS_YEAR = frozenset({"今年", "年内", "当年", "本年", "本年度"})
_WHOLE_MONTH = 27
"""Days between the first and the last of a month, at least."""
_LONG = 80
"""Days of a period that others may be part of: a quarter or more."""


def with_neighbour(text: str, timex: Timex, other: Timex) -> Span:
    """今年以来，截至7月20日 and the other way round: the one begins, the other ends; 一季度、二季度 is the first half."""
    begin, finish = timex.span
    gap = text[other.end : timex.start]
    if other.kind == "anchor" and other.text.startswith("截") and begin and other.span.finish and begin <= other.span.finish and len(gap) <= _NEAR:
        # 截至目前，某区本年度累计到位资金14亿元
        return Span(begin, other.span.finish) if timex.span == whole_year(other.span.finish.year) else timex.span
    if other.kind != "period" or len(gap) > 12 or any(c.isdigit() or c in "。；;" for c in gap):
        return timex.span
    if timex.closes and finish and other.span.begin and not other.closes and other.span.begin <= finish:
        whole = other.opens or (other.has_year and other.span == whole_year(finish.year))
        return Span(other.span.begin, finish) if whole else timex.span
    up_to = other.text[:1] in "截至到" or not gap.strip("，, ")
    if up_to and other.closes and other.span.finish and begin and begin <= other.span.finish and (timex.opens or timex.span == whole_year(begin.year)):
        return Span(begin, other.span.finish)
    if _JOINT.fullmatch(gap) and begin and finish and other.span.begin and other.span.finish and other.span.finish + dt.timedelta(days=1) == begin:
        return Span(other.span.begin, finish)
    return timex.span


def of_the_year(timex: Timex, span: Span, earlier: Sequence[Timex], year: Span) -> Span:
    """前三季度… 截至9月底完成投资36亿元: what was done up to a day, in the part of the year that the paragraph or the sentence speaks of."""
    years = [t.span for t in earlier if t.kind == "period" and t.span.begin and t.span.finish and t.span == whole_year(t.span.finish.year)]
    begin, finish = years[-1] if years else year
    if span.begin is not None or span.finish is None or not timex.closes or timex.has_year or begin is None or finish is None:
        return span
    return Span(begin, span.finish) if begin.year == finish.year == span.finish.year and begin <= span.finish else span


def up_to_told(timex: Timex, span: Span, told: Timex | None) -> Span:
    """截至9月底，企业146家，其中今年新增9家: what came this year came by the day that the sentence tells of (`told`)."""
    if told is None or not told.closes or timex.text.removesuffix("以来") not in _THIS_YEAR or span.begin is None or told.span.finish is None:
        return span
    begin, finish = span.begin, told.span.finish
    return Span(begin, finish) if begin.year == finish.year and begin <= finish else span


def in_its_year(span: Span) -> Span:
    """Up to a day, from the first day of its year on."""
    return Span(dt.date(span.finish.year, 1, 1), span.finish) if span.begin is None and span.finish is not None else span


def joined(base: Span, span: Span) -> Span:
    """From the first day of the one to the last of the other, where that is a stretch; else the other alone."""
    if base.begin and span.finish and base.begin <= span.finish:
        return Span(base.begin, span.finish)
    return span


def moved(day: dt.date | None, years: int) -> dt.date | None:
    """The same day some years off; the end of a month stays one."""
    if day is None:
        return None
    moved = add_years(day, years)
    return month_end(moved.year, moved.month) if day == month_end(day.year, day.month) else moved


def is_long(span: Span) -> bool:
    """Whether others may be part of it: a quarter or more."""
    return span.begin is not None and span.finish is not None and (span.finish - span.begin).days > _LONG


def ends_of(span: Span) -> tuple[Span, Span] | None:
    """The first and the last of several whole years that are named by their ends: 2013年到2022年; None for any other stretch."""
    begin, finish = span
    if begin is None or finish is None or begin.year == finish.year or (begin.month, begin.day, finish.month, finish.day) != (1, 1, 12, 31):
        return None
    return whole_year(begin.year), whole_year(finish.year)


def is_short(span: Span) -> bool:
    """No longer than a month."""
    return span.begin is not None and span.finish is not None and (span.finish - span.begin).days < _MONTH


def is_month_or_more(span: Span) -> bool:
    """A month or longer, as figures are told of."""
    return span.begin is not None and span.finish is not None and (span.finish - span.begin).days >= _WHOLE_MONTH


def is_some_days(span: Span) -> bool:
    """2月26日至3月3日: a few days, as of a journey or a fair."""
    return span.begin is not None and span.finish is not None and 0 < (span.finish - span.begin).days < 20
