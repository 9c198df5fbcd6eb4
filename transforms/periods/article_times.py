"""What an article tells of its own time, and what its time expressions mean among each other."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence

from transforms.frames.slots import Finds, Slot
from transforms.knowledge import Metric
from transforms.periods.bindings import Bindings
from transforms.periods.choice import PeriodChoice
from transforms.periods.rises import Rises
from transforms.periods.roles import Roles
from transforms.periods.standing import ABIDING, Standing
from transforms.periods.stretches import in_its_year, is_long, joined, with_neighbour
from transforms.periods.traits import Traits
from transforms.times.calendar import UNKNOWN, Span, grain_of, whole_year
from transforms.times.times import Timex

# 10月份完成产值5.9亿元，|累计完成48亿元
_SUMMED_BEHIND = re.compile(r"\d[^。；;]{0,40}?[，,](?:今年|全年|本年|年内)?累计(?!同比|增[长速幅])")
_BY_STATISTICS = re.compile(r"(?:统计|数据|公报)[^。\n]*\Z")
_STATED = 90
"""Characters of a sentence before its time in which it says that it tells statistics."""
_EARLY = 2
"""Months of a new year in whose papers 截至目前 goes with the year that is over."""
_STATISTICS = 45
"""Days between what statistics run up to and the paper that tells them."""

BYGONE = dt.timedelta(days=183)
"""Longer ago than this ended a time from which nothing is counted up to the present unless it is said."""


class ArticleTimes:
    """What the times of one article are read with; `standing` is fed its sentences one by one."""

    def __init__(self, finds: Finds, topic: Span, metrics: Mapping[str, Metric]) -> None:
        self._text = finds.text
        self._topic = topic
        # What the article's first results are of; later paragraphs without a time of their own go on with it.
        self.reported: Span = UNKNOWN
        # Where the text first names it; nothing that stands above is of it.
        self.reported_from = 0
        # The year that is not over, once goals were told of it.
        self.plans_year = UNKNOWN
        self._roles = Roles(finds.text)
        self._traits = Traits(finds.text, metrics)
        self._bindings = Bindings(finds.text, self._roles)
        self.standing = Standing(finds.text, self._roles)
        self.rises = Rises(finds.text)
        # The article tells of a ceremony: its amounts are those of that day.
        self.occasion = False
        self.ceremony: Span = UNKNOWN
        # The article is a report of its year's work: 2016年工作总结.
        self.report = False
        # Where the text comes to that time; how things stand is told before it of no time.
        self.topic_from = 0
        # The day of the meeting that its lead tells of.
        self.held: Span = UNKNOWN
        # When the article appears.
        self.today: dt.date | None = None

    def _made(self, slot: Slot, timex: Timex, rule: str, earlier: Sequence[Timex]) -> PeriodChoice:
        reach = "paragraph" if rule in ("period_paragraph", "period_ranking") else "clause" if timex.start >= slot.clause else "sentence"
        span = timex.span
        if timex.kind == "recent":
            span = UNKNOWN
        elif timex.kind == "anchor":
            span = self._since(timex, earlier)
        elif timex.kind == "period" and earlier:
            span = with_neighbour(self._text, timex, earlier[-1])
        up_to = self.standing.up_to
        if timex.kind == "period" and timex.opens and up_to is not None and span.begin and span.finish == self.today and self.today is not None:
            if (
                span.begin.year == up_to.year
                and 0 < (self.today - up_to).days <= _STATISTICS
                and _BY_STATISTICS.search(self._text[max(0, timex.start - _STATED) : timex.start])
            ):
                # 截至7月28日，企业3217户。统计显示，今年以来新增1086户: up to the day of the statistics.
                span = Span(span.begin, up_to)
        return PeriodChoice(span, timex.text, rule, reach, len(earlier))

    def _since(self, anchor: Timex, earlier: Sequence[Timex]) -> Span:
        """截至目前 runs from the start of the year that the sentences around speak of, 目前 at most from what its own sentence says."""
        span = anchor.span
        for timex in reversed(earlier):
            if timex.kind != "period" or not timex.span.begin or not timex.span.finish:
                continue
            if timex.opens or (anchor.text not in ABIDING and is_long(timex.span) and not self._is_bygone(timex.span)):
                return joined(timex.span, span)
        for base in () if anchor.text in ABIDING else (self.standing.year, self._topic):
            if base.begin is not None and not self._runs_on(base) and not self._is_bygone(base):
                return joined(base, span)
        return span

    def _is_bygone(self, span: Span) -> bool:
        """2019年…。迄今累计引进126个项目, told in the autumn of 2020: what has come together since nobody knows when did not begin with that year."""
        return self.today is not None and span.finish is not None and self.today - span.finish > BYGONE

    def _runs_on(self, span: Span) -> bool:
        """近三年, 自2021年起 of another sentence: several years up to the present, which 截至目前 does not mean."""
        begin, finish = span
        return begin is not None and finish is not None and finish == self.today and begin.year != finish.year

    def _is_over(self, timex: Timex) -> bool:
        return self.today is not None and timex.kind in ("period", "anchor") and timex.span.finish is not None and timex.span.finish <= self.today

    def _is_ahead(self, timex: Timex) -> bool:
        """打算未来三年由7.8万元提高到12万元: the start of a rise lies in no coming time."""
        return self.today is not None and timex.span.begin is not None and timex.span.begin >= self.today

    def _spoken_year(self) -> Span:
        """The year or the part of one that the paragraph, the heading above or the article speaks of."""
        return next((span for span in (self.standing.year, self.standing.section, self._topic, self.reported) if span != UNKNOWN), UNKNOWN)

    def _from_where_told(self, span: Span, timex: Timex, slot: Slot, metric: str) -> Span:
        """上半年，…。截至6月末，31个项目投入资金13亿元: what was done up to the last day of the time that is spoken of was done in it."""
        spoken = self._spoken_year()
        if span.begin is not None or span.finish is None or not timex.closes or spoken.begin is None or spoken.finish != span.finish:
            return span
        standing = self._traits.stands(metric) or self._traits.timeless(metric) or self._traits.is_summed(slot) or self._traits.is_total(slot)
        # 2017年，…。截至2017年底，引进项目74个: of all years.
        return span if standing or spoken.begin.year != spoken.finish.year or timex.has_year else spoken

    def _summed_up(self, span: Span, timex: Timex, slot: Slot, metric: str) -> Span:
        """10月份完成产值5.9亿元，累计完成48亿元: behind a month's figure the sum is of its year up to then."""
        begin, finish = span
        if (
            begin is None
            or finish is None
            or not timex.end <= slot.q.start
            or grain_of(span) != "month"
            or not (self._traits.is_flow(metric) or "累计新" in self._text[timex.end : slot.q.start])
        ):
            return span
        return Span(dt.date(begin.year, 1, 1), finish) if _SUMMED_BEHIND.search(self._text, timex.end, slot.q.start) else span

    def _of_year_over(self, span: Span, timex: Timex, slot: Slot, metric: str) -> Span:
        """2012年，…。截至目前，…。某园完成产值68亿元，同比增长52% in a paper of January: what is compared with the year before is of the year that is over."""
        begin, finish = span
        if (
            timex.kind != "anchor"
            or begin is None
            or finish is None
            or finish != self.today
            or finish.month > _EARLY
            or begin != dt.date(finish.year - 1, 1, 1)
        ):
            return span
        return whole_year(begin.year) if self._traits.is_flow(metric) and (self._traits.grew_on_the_year(slot) or slot.q.kind == "percent") else span

    def _since_new_year(self, timex: Timex, span: Span, slot: Slot, metric: str) -> Span:
        """截至9月底完成36亿元，同比增长33.8%: what is compared with the year before began with the year."""
        if span.begin is not None or span.finish is None or not timex.closes or not self._traits.runs(metric):
            return span
        this_year = timex.text.startswith("截") and "今年" in timex.text and slot.q.kind == "money"
        return in_its_year(span) if this_year or self._traits.grew_on_the_year(slot) or self._traits.is_of_year(timex, slot, metric) else span
