"""The days that the figures of a table are of: the header's, the row's, the caption's."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import NamedTuple

from transforms.tabular.labels import read_label
from transforms.tabular.roles import Roles
from transforms.times.calendar import UNKNOWN, Span, add_years, whole_year
from transforms.times.times import Resolver, Timex, find_timexes

_BARE_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:年|年度|年末|年底)?(?![\d月])")
_DIGIT = re.compile(r"\d")
# 年末市场主体, 期末企业数: at the end of whatever period the table is of.
_UNDATED = re.compile(r"(?:年|期|月)[末底]")
_ONLY_YEAR = re.compile(r"\s*((?:19|20)\d\d)\s*")


class Times(NamedTuple):
    """What a label or heading says of time: its period, and the year where it names one; `near`: a label of the figure's own row or column says it."""

    span: Span
    text: str
    has_year: bool
    year: int | None
    near: bool = False


NO_TIME = Times(UNKNOWN, "", False, None)


class PeriodLabels:
    """Resolves the times of labels against the document's day and the year that the table is of."""

    def __init__(self, today: dt.date | None) -> None:
        self._today = today
        self._read: dict[tuple[str, int | None], Times] = {}

    def of(self, text: str, year: int | None) -> Times:
        """The period that a label names, months without a year taken as of `year`."""
        key = text, year
        found = self._read.get(key)
        if found is None:
            found = self._read[key] = self._times(text, year)
        return found

    def _times(self, text: str, year: int | None) -> Times:
        if alone := _ONLY_YEAR.fullmatch(text):
            number = int(alone[1])
            return Times(whole_year(number), text.strip(), True, number)
        label = read_label(text)
        if _UNDATED.match(label.words):
            return NO_TIME
        if (label.stretch or label.role in ("target", "share", "base")) and not _DIGIT.search(text):
            # 本月, 全年目标 of a table are of its own period, not of the paper's month and year.
            return NO_TIME
        resolver = Resolver(self._today)
        resolver.context_year = year
        best: Timex | None = None
        for timex in find_timexes(text, 0, len(text), resolver):
            if timex.kind != "period" or (timex.span.begin is None and timex.span.finish is None):
                continue
            if best is None or (not best.has_year and timex.has_year) or _closer(timex.span, best.span):
                best = timex
        if best is not None and best.span.finish is not None:
            return Times(best.span, best.text, best.has_year, best.span.finish.year if best.has_year else None)
        bare = _BARE_YEAR.search(text)
        return Times(whole_year(int(bare[1])), bare[0], True, int(bare[1])) if bare else NO_TIME

    def choose(self, labels: Sequence[str], wider: Sequence[str], topic: Span) -> Times:
        """The period of a figure: `labels` are those of its column and row, nearest first; `wider` what stands above the table, nearest first."""
        year = next((found.year for text in (*labels, *wider) if (found := self.of(text, None)).year is not None), None)
        if year is None and topic.finish is not None:
            year = topic.finish.year
        near = [found for text in labels if (found := self.of(text, year)).text]
        if near:
            # 2021年 over 6月: the closer one, in that year.
            without = [found for found in near if not found.has_year]
            return (without[0] if without else min(near, key=lambda found: _days(found.span)))._replace(near=True)
        for text in wider:
            found = self.of(text, year)
            # 2月20日公布: a day above a table is that of the telling.
            if found.text and found.span.begin != found.span.finish:
                return found
        return Times(topic, "", True, year) if topic != UNKNOWN else NO_TIME


def _days(span: Span) -> int:
    return (span.finish - span.begin).days if span.begin and span.finish else 10**6


def _closer(span: Span, other: Span) -> bool:
    """Whether a stretch lies within another and is shorter: 6月 of 2021年."""
    return _days(span) < _days(other)


def stretched(span: Span, roles: Roles) -> Span:
    """The part of a table's period that a column is of: 本月, 本季, 累计; 上年同期; the whole year of a target."""
    begin, finish = span
    if begin is None or finish is None:
        return span
    if roles.stretch == "month" and (finish - begin).days > 31:
        begin = finish.replace(day=1)
    elif roles.stretch == "quarter" and (finish - begin).days > 92:
        begin = finish.replace(month=(finish.month - 1) // 3 * 3 + 1, day=1)
    elif roles.stretch == "total":
        begin = begin.replace(month=1, day=1)
    if roles.status == "target":
        return whole_year(finish.year)
    if roles.is_base:
        return Span(add_years(begin, -1), add_years(finish, -1))
    return Span(begin, finish)
