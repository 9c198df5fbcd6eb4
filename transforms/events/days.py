"""On which days something happened.

Nearest first: a time in the trigger's own clause; one that opens an earlier clause and governs the sentence; the occasion that
the sentence goes on about; what governs the paragraph; the section's heading; the article's time. What names a thing (2021年度先进,
二季度集中开工活动), stands in another's speech, or is planned in another clause dates nothing.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from transforms.events.candidate import Place
from transforms.events.reach import Reach, is_day
from transforms.frames.slots import SentenceContext
from transforms.numbers.numerals import parse_numeral
from transforms.times.calendar import UNKNOWN, Span, add_years, whole_year
from transforms.times.times import Timex

LONG = 27
"""A time of more days than these is a month or longer: what an article reports on, and no day of an occasion."""

QUARTER = 80
"""A time of more days than these is a quarter or longer: what statistics sum up."""

OCCASION = 6
"""Days that a visit or a fair lasts at the most."""
_DAY_SINCE = re.compile(r"^(?:从|自|由)|(?:起|开始)$")
THIS_TIME = re.compile(r"本次|此次|这次|此批|这批")
_SINCE_STARTED = re.compile(r"(?:活动|行动|工作|专项|整治)[^，,。]{0,6}以来[，,]\Z")
_SINCE_OPENING = re.compile(r"(?:开年|开局|开春|新年|年初)以来")
_NEXT_DAY = re.compile(r"次日|翌日|第二天")
_AS_IT_IS = re.compile(r"现有|现已|目前|如今|眼下|现辖|当前")
NEWS = 31
"""Days back to which a paper tells a day as news."""
_NOT_THAT_DAY = re.compile(r"已|目前|累计|现有|正在|将|计划|预计|拟|力争|此前|之前|曾|去年|前年|年")
_THESE_DAYS = frozenset({"今日", "今天", "昨日", "昨天"})
_SPEAKS = re.compile(r"(?:表示|说|指出|强调|致辞[^，。；]{0,4})[，,：:“]")
# 签约会上，某主任通报了前三季度情况。…某人为中心揭牌: what is done at an occasion, and not reported there.
_AT_OCCASION = re.compile(r"(?:仪式|会议?|大会|活动)[^，。；]{0,2}[上中][，,]")
_AT_CEREMONIES = frozenset({"signing", "inauguration", "award"})
# 目前厂房已封顶: how things stand, whenever it came about.
NOWADAYS = re.compile(r"^(?:目前|眼下|现在|如今|现已|现|当前)")
_SIGNED = re.compile(r"\n[ \t]*((?:19|20)\d\d)年(\d{1,2})月(\d{1,2})日[ \t]*(?=\n|\Z)")
STAMP = 30
"""Characters of a line behind the day that it only stamps."""
_STAMP_LINE = re.compile(r"[\d\s:：/.\-年月日]{6,30}(?:(?:来源|作者|编辑)[^，。]{0,20})?")
_LABEL = re.compile(r"(?:发布|发稿|更新|刊发)(?:时间|日期)[:：]\s?\Z")
_TOLD = re.compile(r"[，。；、]|[举召开签揭奠投竣考调]")
NOTICE = 400
"""Characters below a notice within which it is signed."""
_TODAY = ("今天", "今日")
_YEARS_AGO = re.compile(r"(?P<n>[一二两三四五六七八九十]{1,3}|\d{1,2})年前的今[天日]")
_LASTS = re.compile(r"为期(?P<n>[一二两三四五六七八九十]{1,2}|\d{1,2})个?(?P<unit>[天日周星])")
_UP_TO = re.compile(r"(?:到|截至|截止)\Z")


@dataclass(slots=True)
class Dated:
    """The days that the text allows, the words that give them, and how they were found.

    `by`: clause, behind, sentence (in the event's own sentence); occasion, paragraph, section, article (inherited); none.
    """

    span: Span
    words: str
    by: str
    # No year is named: a planned month that seems past is the coming one.
    yearless: bool = False


UNDATED = Dated(UNKNOWN, "", "none")


class DayReader:
    """Carries what dates happenings through one article; feed it sentence by sentence."""

    def __init__(self, text: str, topic: Span, today: dt.date | None) -> None:
        self._text = text
        self._topic = topic
        self._today = today
        self._paragraph = -1
        # Whether the sentence is the first of its paragraph.
        self._opens_paragraph = False
        self._first_paragraph: int | None = None
        self._bodies = 0
        # What governs the rest of the paragraph; the heading's time; the last day named.
        self._governing: Dated | None = None
        # Where the time that governs and the last day stand: 会上了解到，1至7月，… is of the months.
        self._governing_at = self._last_day_at = -1
        self._section: Span = UNKNOWN
        self._last_day: Span = UNKNOWN
        # The day of the article's occasion, and the longer time that it reports on.
        self._lead_day: Span = UNKNOWN
        # The last stretch of days that something lasted: 5月20日至6月2日.
        self._last_stretch: Span = UNKNOWN
        # The last stretch of a month or more that ended by the day of the paper.
        self._last_long: Span = UNKNOWN
        # What happened on that day, as far as the article opens with it.
        self._lead_kinds: set[str] = set()
        self._frame: Span = topic
        # The paragraph in which the article goes on about its occasion: 签约会上，….
        self._at_occasion = -1
        self._sentence: SentenceContext | None = None
        self._usable: list[Timex] = []
        self._reach = Reach(text, 0, 0, ())

    def enter(self, context: SentenceContext, triggers: Sequence[tuple[int, int]]) -> None:
        """Goes on to a sentence with its trigger words."""
        sentence = context.sentence
        self._sentence, self._reach = context, Reach(self._text, sentence.start, sentence.end, triggers)
        self._opens_paragraph = sentence.paragraph != self._paragraph
        if self._opens_paragraph:
            self._paragraph = sentence.paragraph
            if not (self._governing is not None and is_long(self._governing.span) and self._text.startswith(("——", "【"), sentence.start)):
                # 【招商】2008年，…。⏎【食品产业】…: the parts of a yearbook go on in its year.
                self._governing = None
        if _AT_OCCASION.search(self._text, sentence.start, min(sentence.start + 16, sentence.end)):
            self._at_occasion = sentence.paragraph
        if self._governing is not None and self._is_long_over(self._governing.span) and _AS_IT_IS.search(self._text, sentence.start, sentence.end):
            # 2007年…托管…。现有企业259家。: the chronicle is over.
            self._governing = None
        self._usable = [
            t
            for t in context.timexes
            if t.kind not in ("mask", "base")
            and not self._reach.names_thing(t, context.timexes)
            and not self._reach.is_of_hearing(t)
            and not self._is_speakers(t)
            and not self._is_label(t)
        ]
        if sentence.heading:
            if self._bodies:
                named = [t for t in self._usable if t.kind == "period" and t.has_year and t.span.begin]
                self._section = named[0].span if named else UNKNOWN
        elif _STAMP_LINE.fullmatch(self._text, sentence.start, sentence.end) is None:
            self._bodies += 1
            if self._first_paragraph is None:
                self._first_paragraph = sentence.paragraph
            if self._bodies <= 2 and any(t.span == self._topic and self._reach.in_speech(t, -1) for t in self._usable):
                # “2021年，…。”: what a speaker reports on is not what the article is about.
                self._topic = self._frame = UNKNOWN
        self._note_days()

    def _is_speakers(self, timex: Timex) -> bool:
        """Whether 今天 is the day of somebody's speech, which was told before: 6月28日举行仪式。…区长表示，今天…."""
        if timex.text not in ("今天", "今日") or self._last_day == UNKNOWN or self._sentence is None:
            return False
        return _SPEAKS.search(self._text, self._sentence.sentence.start, timex.start) is not None

    def _note_days(self) -> None:
        for timex in self._usable:
            if timex.kind == "period" and timex.span.begin and timex.span.finish and not _is_quarter(timex.span):
                self._last_stretch = timex.span
            if timex.kind == "period" and is_long(timex.span) and timex.span.finish and self._today and timex.span.finish <= self._today:
                self._last_long = timex.span
            if self._is_stamp(timex):
                continue
            if timex.kind == "period" and is_few_days(timex.span) and (timex.text in _THESE_DAYS or any(c.isdigit() for c in timex.text)):
                self._last_day, self._last_day_at = timex.span, timex.start
                # 战鼓催征，实干正酣。今天，…: a lead may open with a flourish.
                opens = self._bodies <= 2 or (self._bodies == 3 and self._paragraph == self._first_paragraph)
                if self._bodies and opens and self._lead_day == UNKNOWN:
                    self._lead_day = timex.span

    def _is_label(self, timex: Timex) -> bool:
        """发布时间:2023-09-12 on a line of its own is the page's."""
        opens = self._text.rfind("\n", 0, timex.start) + 1
        return self._text.find("\n", timex.end, timex.end + 2) >= 0 and _LABEL.search(self._text, opens, timex.start) is not None

    def _is_stamp(self, timex: Timex) -> bool:
        """Whether a day stands on a line of its own, as the paper's (2022-10-11 09:30 来源：某报), and is of nothing told."""
        text = self._text
        opens = text.rfind("\n", 0, timex.start) + 1
        closes = text.find("\n", timex.end, timex.end + STAMP)
        return closes >= 0 and timex.start - opens <= STAMP // 2 and not _TOLD.search(text, opens, closes)

    def leave(self) -> None:
        """Ends the sentence: the last time that governed it goes on to the rest of the paragraph."""
        context = self._sentence
        if context is None:
            return
        for timex in self._usable:
            if timex.kind == "anchor" or self._reach.in_speech(timex, -1):
                continue
            if not self._reach.governs_sentence(timex) and not (timex.kind == "same" and timex.start <= context.sentence.start + 1):
                # 当天集中签约15个项目。某行授信3亿元: what follows is of that day, too.
                continue
            self._governing, self._governing_at = Dated(self._span(timex), timex.text, "paragraph"), timex.start
            first = self._first_paragraph
            if (
                self._frame == UNKNOWN
                and first is not None
                and context.sentence.paragraph <= first + 1
                and self._opens_paragraph
                and is_long(timex.span)
                and self._is_reported(timex.span)
            ):
                self._frame = timex.span

    def note_occasion(self, kind: str, span: Span) -> None:
        """Remembers what an article that opens with a day tells of it."""
        if span == self._lead_day and span != UNKNOWN and self._bodies <= 2:
            self._lead_kinds.add(kind)

    def ahead(self, dated: Dated) -> Dated:
        """A planned time without a year, as it comes next: 10月将完成, behind a year of the past."""
        begin, finish = dated.span
        if not dated.yearless or begin is None or finish is None or self._today is None or finish >= self._today:
            return dated
        years = self._today.year - finish.year + (finish.replace(year=self._today.year, day=1) < self._today.replace(day=1))
        return Dated(Span(add_years(begin, years), add_years(finish, years)), dated.words, dated.by)

    @property
    def lead_day(self) -> Span:
        """The day of the occasion that the article tells of first; unknown where it names none."""
        return self._lead_day

    def signed(self, at: Place) -> Dated | None:
        """The day below a notice (现予印发。某管委会 / 2023年5月16日), else that of the paper; None where neither is known."""
        found = _SIGNED.search(self._text, at.end, at.end + NOTICE)
        if found is not None:
            year, month, day = (int(part) for part in found.groups())
            try:
                signed = dt.date(year, month, day)
            except ValueError:
                return None
            return Dated(Span(signed, signed), found[0].strip(), "sentence")
        return None if self._today is None else Dated(Span(self._today, self._today), "", "article")

    def is_own(self, at: Place) -> bool:
        """Whether the trigger's own clause has a time before it."""
        return any(t.kind == "period" and at.clause_start <= t.start < at.start and t.end <= at.end for t in self._usable)

    def dates(self, at: Place, kind: str, tied: bool) -> Dated:
        """The days of a happening; `tied`: the sentence takes up the occasion that the article is about."""
        dated = self._dates(at, kind, tied)
        begin = dated.span.begin
        if begin is None or begin != dated.span.finish:
            return dated
        if dated.words in _TODAY and (ago := _YEARS_AGO.search(self._text, at.sentence_start, at.start)) and (years := parse_numeral(ago["n"])):
            # 四年前的今天，片区正式揭牌
            begin = add_years(begin, -int(years.value))
            return Dated(Span(begin, begin), dated.words, dated.by)
        if (lasts := _LASTS.search(self._text, at.clause_start, at.clause_end)) and (number := parse_numeral(lasts["n"])):
            # 从5月7日起，开展为期一周的安全检查
            days = int(number.value) * (7 if lasts["unit"] in "周星" else 1)
            return Dated(Span(begin, begin + dt.timedelta(days=days - 1)), dated.words, dated.by)
        return dated

    def _dates(self, at: Place, kind: str, tied: bool) -> Dated:
        context = self._sentence
        if context is None:
            return UNDATED
        here = self._in_clause(at)
        if (here is None or here.by != "clause") and _NEXT_DAY.search(self._text, at.clause_start, at.start) and is_day(self._last_day):
            # 5月11日拿到许可证，次日开工
            after = self._last_day.begin + dt.timedelta(days=1) if self._last_day.begin else None
            return Dated(Span(after, after), "", "clause")
        if here is None and tied and self._last_day != UNKNOWN and THIS_TIME.search(self._text, at.clause_start, at.start):
            # 今年以来，…，本次共签约19个项目: of the occasion, not of the year.
            return Dated(self._last_day, "", "occasion")
        here = here or self._in_sentence(at)
        if here is not None:
            return here
        reported = self._governing is not None and is_long(self._governing.span) and self._governing_at > self._last_day_at
        unveiled = kind in _AT_CEREMONIES and context.sentence.paragraph == self._at_occasion
        if self._last_day != UNKNOWN and (unveiled or (tied and not reported)):
            return Dated(self._occasion_day(), "", "occasion")
        if self._governing is not None:
            return self._governing
        if self._section != UNKNOWN:
            return Dated(self._section, "", "section")
        if (
            self._topic == UNKNOWN
            and self._lead_day != UNKNOWN
            and (
                kind not in _BACKGROUND
                or self._text.startswith("仪式", at.end - 2)
                or self._text.startswith("集中", at.start)
                or self._is_of_occasion(at, kind)
            )
        ):
            return Dated(self._lead_day, "", "article")
        if self._frame != UNKNOWN:
            return Dated(self._frame, "", "article")
        return UNDATED

    def _occasion_day(self) -> Span:
        """The day told last; that of the lead, where the last is of a time long before: 1992年10月8日，某区获批。…会上发布…."""
        lead, last = self._lead_day.begin, self._last_day.finish
        return self._lead_day if lead is not None and last is not None and (lead - last).days > NEWS else self._last_day

    def _in_clause(self, at: Place) -> Dated | None:
        text = self._text
        around = next((t for t in self._usable if at.clause_start <= t.start < at.start and at.end <= t.end and t.own != UNKNOWN), None)
        if around is not None:
            # 自2017年4月1日|挂牌|以来: the time holds the word for what happened.
            return Dated(around.own, around.text, "clause")
        if text.startswith("于", at.end):
            # 成立于2002年, 开工于3月: the date stands right behind.
            # 设立于2006年11月的某工业园: for once the time is not the name's.
            timexes = self._sentence.timexes if self._sentence is not None else ()
            behind = [t for t in timexes if t.kind == "period" and at.end <= t.start <= at.end + 1]
            if behind:
                return Dated(_happening_within(behind[-1]), behind[-1].text, "behind")
        # 于1992年6月开始|兴建: the time's own last word may be the trigger's first.
        before = [t for t in self._usable if at.clause_start <= t.start < at.start and t.end < at.end]
        if before and before[-1].own != UNKNOWN and text.startswith(("至今", "以来"), at.end):
            # 2015年12月|签约|至今: stretched to the present for figures, and its own days for what happened.
            return Dated(before[-1].own, before[-1].text, "clause")
        if before:
            return self._made(before[-1], "clause")
        if not any(t.end <= at.start for t in self._usable):
            # 培训将于11月3日至5日举行, 签约仪式5月18日举行: the date stands behind.
            behind = [t for t in self._usable if t.kind == "period" and at.end <= t.start and t.end <= at.clause_end and self._is_held_then(at, t)]
            if behind:
                return Dated(_happening_within(behind[0]), behind[0].text, "behind")
        return None

    def _is_held_then(self, at: Place, timex: Timex) -> bool:
        gap = self._text[at.end : timex.start]
        return gap.endswith(("于", "在", "定于", "将")) or (
            len(gap) <= 2
            and bool(
                re.match(
                    r"(?:\([^()]{1,8}\))?(?:上午|下午|晚)?(?:在[^，]{1,20})?(?:举行|召开|举办|开幕|进行|开讲|揭幕)", self._text[timex.end : timex.end + 30]
                )
            )
        )

    def _in_sentence(self, at: Place) -> Dated | None:
        for timex in reversed(self._usable):
            if timex.end > at.start or timex.start >= at.clause_start:
                continue
            if self._reach.in_speech(timex, at.start) or not (self._reach.governs_sentence(timex) or self._is_news(timex, at)):
                continue
            return self._made(timex, "sentence")
        return None

    def _is_news(self, timex: Timex, at: Place) -> bool:
        """Whether a day of the last weeks is that of all that its sentence tells as news: 某区昨日举行签约仪式，12家企业入驻."""
        first = timex.span.begin
        if timex.kind != "period" or first is None or not is_day(timex.span) or self._today is None or timex.text.startswith("于"):
            return False
        if not 0 <= (self._today - first).days <= NEWS or _NOT_THAT_DAY.search(self._text, at.clause_start, at.start):
            return False
        return self._text[timex.start - 1 : timex.start] != "于" and not self._reach.is_expected(timex)

    def _made(self, timex: Timex, by: str) -> Dated:
        if _DAY_SINCE.search(timex.text) and timex.own != UNKNOWN and not timex.text.endswith("以来"):
            return Dated(timex.own, timex.text, by)
        span = self._span(timex)
        limit = next((t.own.finish or t.span.finish for t in self._usable if t.end <= timex.start and t.text.startswith("截") and t.kind == "period"), None)
        if limit is not None and span.begin is not None and span.finish is not None and span.begin <= limit < span.finish:
            # 截至5月底，…今年…: of the year no more than that.
            span = Span(span.begin, limit)
        return Dated(span, timex.text, by, timex.kind == "period" and not timex.has_year)

    def _span(self, timex: Timex) -> Span:
        if timex.kind == "recent":
            return UNKNOWN
        if timex.kind == "same" and timex.span == UNKNOWN:
            return self._last_day
        if timex.kind == "anchor":
            floor = self._sentence.sentence.start if self._sentence else 0
            earlier = [t for t in self._usable if t.end <= timex.start and t.kind == "period" and _is_quarter(t.span)]
            if earlier and not self._is_ahead(earlier[-1].span):
                return Span(earlier[-1].span.begin, timex.span.finish)
            if self._last_stretch.begin and _SINCE_STARTED.search(self._text[max(floor, timex.start - 16) : timex.start]):
                # 活动开展以来，截至目前，…
                return Span(self._last_stretch.begin, timex.span.finish)
            around = self._governing.span if self._governing is not None else self._frame
            if is_long(around) and not self._was_before(around) and not NOWADAYS.search(timex.text):
                return Span(around.begin, timex.span.finish)
            return timex.span
        if timex.span.begin and self._today and timex.span.begin <= self._today and _SINCE_OPENING.match(self._text, timex.end):
            # 2022年开年以来
            return Span(timex.span.begin, self._today)
        if (
            timex.kind == "period"
            and timex.own.finish is not None
            and (timex.text.startswith("截") or _UP_TO.search(self._text[max(0, timex.start - 2) : timex.start]))
        ):
            # 到9月底，…均已完工: from where the time spoken of begins.
            if timex.own == whole_year(timex.own.finish.year) and self._today is not None and timex.own.finish > self._today:
                # 本年计划投资4亿元，到2025年分批竣工
                return timex.own
            inside = [t.span for t in self._usable if t is not timex and t.has_year and is_long(t.span)]
            around = inside[0] if inside else self._governing.span if self._governing is not None else self._frame
            if not is_long(around) and self._last_long.finish == timex.own.finish:
                # 上半年运行平稳。…截至6月末，…
                around = self._last_long
            if is_long(around) and around.begin is not None and around.begin <= timex.own.finish:
                return Span(around.begin, timex.own.finish)
            return Span(None, timex.own.finish)
        return _happening_within(timex)

    def _is_ahead(self, span: Span) -> bool:
        return self._today is not None and span.begin is not None and span.begin > self._today

    def _is_of_occasion(self, at: Place, kind: str) -> bool:
        """Whether an article that opens with a ceremony goes on about it: 2月16日举行集中动工仪式，…。甲项目正式奠基."""
        first, context = self._first_paragraph, self._sentence
        near = context is not None and first is not None and 0 <= context.sentence.paragraph - first <= 2
        return near and kind in self._lead_kinds and not _NOT_THAT_DAY.search(self._text, at.clause_start, at.start)

    def _was_before(self, span: Span) -> bool:
        """Whether a time had been over for months when the article appeared: 2023年…。目前，… is not of that year."""
        return self._today is not None and span.finish is not None and (self._today - span.finish).days > NEWS

    def _is_long_over(self, span: Span) -> bool:
        return self._today is not None and span.finish is not None and span.finish.year < self._today.year - 1

    def _is_reported(self, span: Span) -> bool:
        """Whether an article may be a report on a time: it has begun, and is not over for years (2018年达到60亿元 of a paper of 2021)."""
        if self._today is None or span.begin is None:
            return True
        return span.begin <= self._today and (span.finish is None or span.finish.year >= self._today.year - 1)


# What an article about some other occasion tells of in passing.
_BACKGROUND = frozenset({"settlement", "completion", "production_start", "financing", "policy", "construction_start", "export", "inauguration"})


def is_long(span: Span) -> bool:
    """Whether a span runs over a month or more."""
    return span.begin is not None and span.finish is not None and (span.finish - span.begin).days >= LONG


def is_of_months(span: Span) -> bool:
    """Whether a span runs over a quarter or more, or up to a cut-off."""
    return span.finish is not None and (span.begin is None or _is_quarter(span))


def is_few_days(span: Span) -> bool:
    """Whether a span is a day, or the days of one occasion (3月13日至15日)."""
    return span.begin is not None and span.finish is not None and (span.finish - span.begin).days < OCCASION


def _is_quarter(span: Span) -> bool:
    return span.begin is not None and span.finish is not None and (span.finish - span.begin).days > QUARTER


def _happening_within(timex: Timex) -> Span:
    """2019年底 bounds a stock from above, but a happening lies within the year's last month."""
    span = timex.own if timex.span.begin is None and timex.own != UNKNOWN else timex.span
    finish = span.finish
    if finish is not None and finish.month == 12 and finish.day == 31 and timex.text.rstrip("，,").endswith(("年底", "年末")):
        return Span(finish.replace(day=1), finish)
    return span
