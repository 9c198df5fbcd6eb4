"""What a reader of times remembers from one expression to the next: the year and the day spoken of, and the paper's own."""

from __future__ import annotations

import datetime as dt

from transforms.times.calendar import UNKNOWN, Span, day

_RELATIVE = {"今年": 0, "本年度": 0, "本年": 0, "今": 0, "去年": -1, "上年度": -1, "上年": -1, "上一年度": -1, "上一年": -1,
             "前年": -2, "明年": 1, "来年": 1, "下一年": 1, "后年": 2}  # fmt: skip

JUST_OVER = 100
"""Days: 去年完成177亿元。一季度增长8% in a paper of April is of the quarter that has just ended."""


class Remembered:
    """The context of one article, read in order, for one document's date."""

    def __init__(self, document_date: dt.date | None) -> None:
        self.today = document_date
        self.context_year: int | None = None
        # The year that 目前 has put aside up to its sentence's end.
        self.year_before_now: int | None = None
        # 去年 set that year, in an earlier sentence: what has just ended lies in the document's own year all the same.
        self.context_relative = False
        self.context_here = False
        # The day of the paper's dateline (6月9日电), from which 昨日 counts.
        self.dateline: dt.date | None = None
        # The day told last in the paragraph: after 8月23日 a bare 25日 is one of August.
        self.context_day: dt.date | None = None
        # The year that the whole article is about, where it has one.
        self.topic_year: int | None = None
        self.last: Span = UNKNOWN
        # What a rise told last began with: 由2014年的9.6亿元增长到24.1亿元.
        self.last_base: Span = UNKNOWN
        self.last_day: Span = UNKNOWN
        # 昨日, 两天前: that day is counted from the paper's, and so is 今天 behind it.
        self.last_day_counted = False
        self.named: Span = UNKNOWN
        # The whole years told last as one stretch: 2016年至2018年, “十三五”时期.
        self.years: Span = UNKNOWN
        # The first year of the five-year plan named last.
        self.plan: int | None = None
        # The first of the days told last, in whatever paragraph.
        self.dated: dt.date | None = None
        # When the park was founded, as far as it was told by now.
        self.founded: dt.date | None = None
        # The context is the year of its founding, told in this sentence or an earlier one: the year's figures are not of that.
        self.of_founding = self.of_founding_here = False
        # When it was raised to a higher rank: 2011年4月升格为国家级…。升级以来
        self.raised: dt.date | None = None

    def _relative_year(self, word: str) -> int | None:
        return self.today.year + _RELATIVE[word] if self.today else None

    def note_founding(self, told: dt.date) -> None:
        """挂牌 on a day of a year that is over: 上半年 of a later sentence is the document's own."""
        self.of_founding = self.of_founding_here = self.today is not None and told.year < self.today.year

    def _year_of_figures(self) -> int | None:
        """The year named last, as far as a part of a year may be of it."""
        return None if self.of_founding and not self.of_founding_here else self.context_year

    def _past_year(self, month: int, number: int = 1, of_figures: bool = False) -> int | None:
        """The year of a month or day with none named: the context's, else the last one that has begun by now."""
        spoken = self._year_of_figures() if of_figures else self.context_year
        if self.today is not None and number != 1 and self._is_fresh(month, number) and not self._goes_on(month, number):
            # A day of the last weeks is news, whatever year the paragraph has spoken of.
            return self.today.year
        if spoken is not None and (self.context_here or self.today is None or spoken <= self.today.year):
            # A coming year that an earlier sentence named holds there: 计划2013年初投产。…计划8月底完成。
            return spoken
        if self.today is None:
            return self.topic_year
        if spoken is None and self.topic_year is not None and self.topic_year < self.today.year - 1:
            # 12月，园区被授予… in a yearbook that came out years after: of the year that it tells of.
            return self.topic_year
        # A paper of January speaks of last December, not of the coming one; a coming date is at most months ahead.
        ahead = (month - self.today.month) * 31 + number - self.today.day
        return self.today.year - 1 if ahead > 150 else self.today.year

    def note_years(self, span: Span) -> None:
        """Keeps a stretch of whole years, which 三年累计 behind it means."""
        begin, finish = span
        if begin and finish and begin.year < finish.year and (begin.month, begin.day, finish.month, finish.day) == (1, 1, 12, 31):
            # An earlier stretch told later is one that is compared with.
            self.years = span if self.years.finish is None or finish >= self.years.finish else self.years

    def begin_sentence(self) -> None:
        """Starts a sentence: a year that was set by 去年 is no longer of the same statement."""
        self.context_here = self.of_founding_here = False
        if self.context_year is None:
            self.context_year = self.year_before_now
        self.year_before_now = None

    def _is_new(self, span: Span | None) -> bool:
        """Whether a part of the document's year that has just ended is meant, though 去年 stood in an earlier sentence."""
        if not self.context_relative or self.context_here or span is None or span.finish is None or self.today is None:
            return False
        return self.context_year == self.today.year - 1 and 0 <= (self.today - span.finish).days <= JUST_OVER

    def _is_of_this_year(self, span: Span | None, long_ago: bool = False) -> bool:
        """2019年，全区产值286亿元。4月份，产量回升 in a paper of May 2020: the statistics of a month that has just ended, behind those of last year."""
        if self.today is None or span is None or span.finish is None or self.context_here:
            return False
        # 2009年建成，…。截至5月底，入驻企业118家: up to a month that has just ended, however long ago the year before it is.
        before = self.context_year is not None and (self.context_year == self.today.year - 1 or (long_ago and self.context_year < self.today.year))
        return before and 0 <= (self.today - span.finish).days <= JUST_OVER

    def _goes_on(self, month: int, number: int) -> bool:
        """2018年4月12日，印发意见，5月8日，签订协议 in a yearbook of May 2020: the next day of what is told there, and no news."""
        told = self.named.begin
        return (
            self.context_here and told is not None and told == self.named.finish and told.year == self.context_year and (told.month, told.day) < (month, number)
        )

    def _is_fresh(self, month: int, number: int) -> bool:
        one = day(self.today.year, month, number) if self.today else None
        return bool(one and one.begin and self.today and 0 <= (self.today - one.begin).days <= 31)
