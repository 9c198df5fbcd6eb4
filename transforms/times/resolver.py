"""Which days a time expression means, for a document's date and what was said before it."""

from __future__ import annotations

import datetime as dt
import re

from transforms.times.calendar import FIRST_YEAR, LAST_YEAR, UNKNOWN, Span, add_months, add_years, day, month_end, months, whole_year
from transforms.times.dated import bounded, days, month_part, relative_month, relative_quarter, short_year, week, weekday, within, years_ahead
from transforms.times.five_years import plan_begins, plan_years
from transforms.times.parts import month_list, month_range, months_in, number_of, part_of_year, quarter_range, year_number
from transforms.times.remembered import JUST_OVER, Remembered

# 去年|新投产的16家企业，1至5月产值3亿元: since when there is what the sentence goes on about, and not when it did so.
_OF_NOUN = re.compile(
    r"(?:[新已]|刚刚?)?[\u4e00-\u9fa5]{2,4}的[\d一二三四五六七八九十两]*[余多]?[家个户项]?[^，。；,;\d]{0,8}?(?:企业|项目|公司|工厂)(?=[，,]?[^，。；,;\d]{0,6}(?:今年|\d|[上下]半年|[一二三四前]))"
)
# 2021年1月|封关运行的综保区，到7月底注册企业76家: since when there is what is spoken of.
_OF_NOUN_THEN = re.compile(
    r"\d{0,2}日?(?:正式|顺利|全面)?[\u4e00-\u9fa5]{2,6}的[\u4e00-\u9fa5]{2,12}(?:区|园|园区|片区|中心|港|口岸|公司|企业|项目)[，,](?=(?:截至|截止|到|至|今年|前)\S|[上下]半年|[一二三四]季度|\d{1,2}[月—－-])"
)
# 承诺时限，5日，: how long something takes and no day of the month.
_LENGTH_BEFORE = re.compile(r"时限|期限|缩短|压缩|减至|降至|承诺|为期|公示|公告|工期|法定")
# 力争全年税收突破20亿元: in February this year's, where a report's 全年 is last year's.
_PROMISED = re.compile(
    r"按照?(?:安排|计划|部署|规划)|力争|确保|争取|预计|(?<!完成)(?<!度)计划|(?<!完成)(?<!度)目标|有望|预期|将|要(?=突破|达|完成|实现|[增提升超冲过])"
)
_GREW = re.compile(r"[^。；;\n]{0,50}?\d[^，。；;,]{0,8}[，,](?:同比|[比较](?:上年|去年))")
_TOLD_BEHIND = 80
"""Characters behind a time in which its figure is compared."""
_PROMISED_BEHIND = re.compile(r"前?[，,]?(?:园区|全区|该区|[开经高][发开新]区|公司|我们)?(?:力争|确保|争取|计划|预计|有望|将|拟)")
_PROMISED_REACH = re.compile(r"[^，。；,;]{0,12}")
_JUST_NOW = 3
"""Days before a page: what is told of so near a day is the news itself."""
# 今年新入园62个 under 2011年 in a paper of January: the year that it looks back on.
_DONE_THIS_YEAR = re.compile(r"(?:度|以来)?[，,]?[^，。；,;\d]{0,10}?(?:新[增入引签建开投批]|完成|实现|累计|已|引进|签约|增长|建成|投产|获评|达到?)")
_TO_COME = re.compile(r"(?:将|拟|定|计划|预计|预定|准备)于?$")


# 开工至今: of a building, not of the park.
_OF_A_WORK = ("开工", "动工")
_SET_THEN = re.compile(r"(?:所)?(?:确定|定下|下达|制定|计划|安排|预定|设定|提出|既定|定的|立下)")
_NEXT_YEAR = frozenset({"次年", "翌年", "转年", "第二年"})

# 建区以来，已累计完成…
_BY_NOW = re.compile(r"[，,]?[^，。；,;\d]{0,10}(?:累计|共计|已)")
_SUMMED = re.compile(r"[，,]?[^，。；,;\d]{0,10}(?:累计|共计)")
_LOOKS_BACK = 3
"""The last month in which reports are still of the year before."""
_HALF_IS_OVER = 7
"""The month in which papers look back on a half year."""
# 投产|当年产值达到1.5亿元: the year in which that was.
_BEGINNINGS = ("投产", "建成", "落户", "落地", "签约", "开工", "投用", "达产", "量产")
_LOOKS_AHEAD = re.compile(r"(?:将|拟|计划|预计|有望|可望|定)[于在]?\Z")
_PLAN = 5
"""The years of a plan."""
_ANNIVERSARY = 120
"""Days: an article on so many years of a park appears within a few months of the anniversary."""


_YEAR_LOOKED_BACK = 60
"""Days: a paper of November to February that looks back on a year means the one that such a time ago was going on."""
_ONCE_DONE = re.compile(r"(?:建成|投产|投运|达产|投用|完工)后[^。；;\d\n]*\Z")
# 6月9日电, 7月19日讯
_DATELINE = re.compile(r"(?:电|讯|消息)(?=[\s(:：（]|记者|$)")
_PRINTED_AFTER = 10
"""Days between a dateline and the paper."""
_EVE = 3
"""Days between what a reporter writes as 今天 and his paper."""


def is_past(span: Span | None, today: dt.date) -> bool:
    """Whether a stretch of time is over."""
    return span is not None and span.finish is not None and span.finish <= today


class Resolver(Remembered):
    """Turns matches into days, for one document's date, with the year named last in the paragraph as context."""

    def resolve(self, match: re.Match[str]) -> tuple[str, Span, bool]:
        """The kind, the days, and whether a year is named; what lies beyond FIRST_YEAR and LAST_YEAR is no time."""
        try:
            kind, span, has_year = self._resolve(match)
        except (ValueError, OverflowError):
            # 未来九零九零年: no calendar reaches that far.
            return "mask", UNKNOWN, False
        begin, finish = span
        if begin and finish and finish < begin:
            # 12月20日至1月10日 runs into the next year.
            finish = add_years(finish, 1)
            span = Span(begin, finish)
        if begin and finish and finish < begin:
            return "mask", UNKNOWN, False
        if (begin and not FIRST_YEAR <= begin.year <= LAST_YEAR) or (finish and not FIRST_YEAR <= finish.year <= LAST_YEAR):
            return "mask", UNKNOWN, False
        return kind, span, has_year

    def _resolve(self, match: re.Match[str]) -> tuple[str, Span, bool]:
        if match["yearmask"] or match["clock"] or match["age"]:
            return "mask", UNKNOWN, False
        if match["daysago"]:
            return self._days_ago(number_of(match["dago"]))
        if match["newyear"]:
            # In a paper of winter the year that begins.
            year = None if self.today is None or 4 <= self.today.month <= 10 else self.today.year + (self.today.month > 10)
            return ("period", whole_year(year), False) if year else ("mask", UNKNOWN, False)
        if match["holiday"]:
            return self._holiday(match["htail"])
        if match["aweek"]:
            return week(self.today, match["aweek"], match["wend"] is not None)
        if match["recent"]:
            if match["recent"] in ("日前", "近日", "前不久", "不久前", "几天前"):
                # 日前，…。同一天，…: a day that nobody names.
                self.last_day = UNKNOWN
            return "recent", UNKNOWN, False
        if match["founded"]:
            # 挂牌以来: from the day of founding, where the article has told it; else nobody says from when.
            word = match["founded"]
            since = None if word.startswith(_OF_A_WORK) else self.raised if word.startswith("升") else self.founded
            if since is None and match["tail"] in ("以来", "至今"):
                if self.today is not None and (_SUMMED if match["tail"] == "以来" or word.startswith(_OF_A_WORK) else _BY_NOW).match(match.string, match.end()):
                    # 建区以来，已累计完成…: up to the present, though nobody says from when.
                    return "period", Span(None, self.today), False
                return "recent", UNKNOWN, False
            return "period", Span(since, self.today), False
        if match["activity"]:
            # 活动开展以来: from the first of the days told last, if it is not the day on which somebody tells of it.
            told_now = self.today is not None and self.dated is not None and (self.today - self.dated).days <= _JUST_NOW
            return "period", Span(None if told_now else self.dated, self.today), False
        if match["yearopen"]:
            return ("period", Span(dt.date(self.today.year, 1, 1), self.today), True) if self.today else ("recent", UNKNOWN, False)
        if match["ymd"] or match["packed"]:
            return self._compact(match)
        if match["fiscal"]:
            # 2021/22财政年度: Hong Kong's, from April to March.
            self.context_year = int(match["fy"])
            return "period", Span(dt.date(self.context_year, 4, 1), dt.date(self.context_year + 1, 3, 31)), True
        if match["qn"]:
            return self._coded(match)
        if match["relquarter"]:
            return relative_quarter(self._of_quarter(match["rq"]), match["rq"] or "本", match["rqtail"])
        if match["weekday"]:
            return weekday(self.today, match["week"] or "本", match["wd"] or "一")
        if match["told"] and not match["sub"] and match["mid"] is None:
            # 建成后，使当年在校生达到3000人: the year in which it will be finished.
            begun = match["told"] == "当年" and _ONCE_DONE.search(match.string, max(0, match.start() - 60), match.start()) is not None
            if match["told"] == "当年" and self._is_year_so_far(match):
                # 1至10月，在建项目41个，当年完成投资25.6亿元: of that year, as far as it is told of.
                return "same", self.last, True
            return ("mask", UNKNOWN, False) if begun else self._same(match["told"])
        if match["now"]:
            # 2015年只有260名员工，目前已增加到880名，前三季度产值8300万元: of the present year again.
            if self.today is not None and self.context_year is not None and self.context_year < self.today.year:
                # Up to the sentence's end.
                self.year_before_now, self.context_year = self.context_year, None
            return "anchor", Span(None, self.today), False
        if match["today"] and match["until"]:
            # 截至今日
            return "anchor", Span(None, self.today), False
        if match["today"]:
            return self._today(match["today"])
        if match["samespan"] == "同期" and match["since"] in ("由", "从") and self.last_base != UNKNOWN:
            # 生产总值由2014年的9.6亿元增长到24.1亿元；进出口总额从同期的8.3亿元增长到98.7亿元
            return "same", self.last_base, False
        if match["samespan"]:
            return self._same(match["samespan"])
        if match["plan"]:
            self.plan = plan_begins(match) or self.plan
            return plan_years(match, self.today)
        if match["ago"] or match["near"]:
            return self._stretch(match)
        if match["within"]:
            return years_ahead(match, self.today)
        if match["relmonth"]:
            return relative_month(self.today, match)
        if match["lone_in"]:
            span = self._lone_day(int(match["inday"]), None, _TO_COME.search(match.string[max(0, match.start() - 3) : match.start()]) is not None)
            return ("period", span, False) if span else ("mask", UNKNOWN, False)
        if match["lone"]:
            before = match.string[max(0, match.start() - 12) : match.start()]
            span = None if _LENGTH_BEFORE.search(before) else self._lone_day(int(match["lday"]), match["lday2"], _TO_COME.search(before) is not None)
            return ("period", Span(None, span.finish) if match["until"] else span, False) if span else ("mask", UNKNOWN, False)
        span, has_year = self._dated(match)
        if span is None:
            return "mask", UNKNOWN, False
        if (match["dm1"] or match["d1"]) and _DATELINE.match(match.string, match.end()) and self.today is not None and span.begin is not None:
            self.dateline = span.begin if 0 <= (self.today - span.begin).days <= _PRINTED_AFTER else None
        self.named = span
        return "period", bounded(match, span, self.today), has_year

    def _compact(self, g: re.Match[str]) -> tuple[str, Span, bool]:
        """2021.3.5, 2021-03-05, 20210305."""
        year, month, number = (int(g[name]) for name in (("cy", "cm", "cd") if g["ymd"] else ("py", "pm", "pd")))
        one = day(year, month, number)
        if one is None:
            return "mask", UNKNOWN, False
        self.context_year = year
        return "period", one, True

    def _coded(self, g: re.Match[str]) -> tuple[str, Span, bool]:
        """2021Q3, 21Q1, 2021H1, Q1-Q3."""
        year = int(g["qy"]) if g["qy"] else self._past_year(int(g["qn"]) * 3)
        if year is None:
            return "mask", UNKNOWN, False
        year += 2000 if year < 100 else 0
        first, last = int(g["qn"]), int(g["qn2"] or g["qn"])
        size = 6 if g["letter"] == "H" else 3
        span = months(year, first * size - size + 1, last * size)
        if span is None:
            return "mask", UNKNOWN, False
        if g["qy"]:
            self.context_year = year
        return "period", span, g["qy"] is not None

    def _of_quarter(self, word: str | None) -> dt.date | None:
        """The day from which 上季度 and 当季 count: 当季 is of the period told last."""
        return self.last.finish if word == "当" and self.last.finish else self.today

    def _today(self, word: str) -> tuple[str, Span, bool]:
        if word in ("当晚", "当天", "当日", "同日", "同一天"):
            return "same", self.last_day, False
        if self.today is None:
            return "recent", UNKNOWN, False
        today = self.dateline or self.today
        if "(" in word:
            # 昨(29)日
            number = int(word[2:].partition(")")[0])
            one = self._lone_day(number, None, False)
            return ("period", one, False) if one else ("recent", UNKNOWN, False)
        if word in ("今日", "今天", "今晨") and not self.last_day_counted and self._is_eve(self.last_day):
            # 3月26日，…集中签约。今天签约的6个项目 in the paper of the 27th: the day that is told of.
            return "period", self.last_day, False
        back = {"昨": 1, "前": 2, "明": -1, "后": -2}.get(word[0], 0)
        date = today - dt.timedelta(days=back)
        return "period", Span(date, date), False

    def _days_ago(self, number: int) -> tuple[str, Span, bool]:
        """两天前: counted from the day of the dateline, or of the paper."""
        if self.today is None or not number:
            return "recent", UNKNOWN, False
        date = (self.dateline or self.today) - dt.timedelta(days=number)
        return "period", Span(date, date), False

    def _holiday(self, tail: str) -> tuple[str, Span, bool]:
        """国庆假期: the first week of October; 国庆前 is before it, in the course of its year."""
        year = self._past_year(10)
        if year is None:
            return "recent", UNKNOWN, False
        if tail.endswith("前"):
            return "period", Span(dt.date(year, 1, 1), dt.date(year, 9, 30)), False
        return "period", Span(dt.date(year, 10, 1), dt.date(year, 10, 7)), False

    def _is_eve(self, span: Span) -> bool:
        """Whether the day told last is one of the few before the paper came out."""
        return self.today is not None and span.begin is not None and span.begin == span.finish and 1 <= (self.today - span.begin).days <= _EVE

    def _is_year_so_far(self, match: re.Match[str]) -> bool:
        """Whether 当年 is the year told last as far as it was told of: from its first day on, up to a day that is over."""
        begin, finish = self.last.begin, self.last.finish
        if begin is None or finish is None or begin.year != finish.year or self.today is None or not is_past(self.last, self.today):
            return False
        if _PROMISED_BEHIND.match(match.string, match.end()) or match.string.endswith(_BEGINNINGS, 0, match.start()):
            return False
        return (begin.month, begin.day) == (1, 1) and (finish.month, finish.day) != (12, 31)

    def _same(self, word: str) -> tuple[str, Span, bool]:
        """当年, 同期, 当月: of the period named last."""
        if word.startswith("过去") and self.today is not None and self.today.month <= 3:
            # 过去一年，… in a paper of February: the year just ended, whatever year was named before.
            return "period", whole_year(self.today.year - 1), True
        last = self.last.finish or self.last.begin
        if word == "届时":
            # 明年一季度投产，届时年产能提到30万台: the coming time told last.
            ahead = last is not None and self.today is not None and last > self.today
            return ("same", self.last, False) if ahead else ("mask", UNKNOWN, False)
        if word.endswith("年里"):
            # 2009年…。一年里敲定项目14个: of the year told last, as far as that is over.
            whole = last is not None and self.last == whole_year(last.year) and (self.today is None or last <= self.today)
            return ("same", self.last, True) if whole else ("mask", UNKNOWN, False)
        if word.endswith("一年"):
            # 这一年，企业更多了: the year told last, or that a paper of its last weeks looks back on.
            if last is not None and self.last == whole_year(last.year) and (self.today is None or last.year <= self.today.year):
                return "period", self.last, True
            looked = self.today - dt.timedelta(days=_YEAR_LOOKED_BACK) if self.today is not None and not 3 <= self.today.month <= 10 else None
            return ("period", whole_year(looked.year), True) if looked is not None else ("mask", UNKNOWN, False)
        if word == "同期" and self.last_day == UNKNOWN and last is not None and self.last.begin == self.last.finish:
            # 记者12日获悉，某市日前举办…。…同期开工: of a day that nobody names.
            return "same", UNKNOWN, False
        if word == "同期" and self.last.begin is None and self.last.finish is not None:
            # 截至10月底，甲…。乙同期完成|64亿元: what is done in that year up to then.
            return "same", Span(dt.date(self.last.finish.year, 1, 1), self.last.finish), True
        if word in ("当年", "同年", "首年") and last:
            return "same", whole_year(last.year), True
        if word in ("当月", "同月") and last:
            return "same", Span(last.replace(day=1), month_end(last.year, last.month)), False
        if word == "当季" and last:
            return "same", relative_quarter(self._of_quarter("当"), "当", None)[1], False
        if word in _NEXT_YEAR and last:
            self.context_year = last.year + 1
            return "period", whole_year(last.year + 1), True
        return "same", self.last, False

    def _stretch(self, g: re.Match[str]) -> tuple[str, Span, bool]:
        """一年来, 近三年, 未来5年."""
        if self.today is None:
            return "recent", UNKNOWN, False
        number, unit = (g["agon"], g["agounit"]) if g["ago"] else (g["nearn"], g["nearunit"])
        if unit == "个多月":
            # 启用两个多月来: up to the present, from a day that nobody names.
            return "period", Span(None, self.today), False
        count = number_of(number)
        if number == "半":
            count, unit = 6, "个月"
        if g["ago"] and number == "半" and self.today.month == _HALF_IS_OVER:
            # 半年来 of a report of July: the half year just ended.
            return "period", Span(dt.date(self.today.year, 1, 1), dt.date(self.today.year, 6, 30)), True
        if g["nearword"] == "连续":
            return "mask", UNKNOWN, False
        if g["nearword"] == "过去" and unit == "年" and count == 1 and self.today.month <= 3:
            # A report of January says of the year just ended: 过去一年.
            return "period", whole_year(self.today.year - 1), True
        ahead = g["nearword"] in ("未来", "今后", "此后")
        sign = 1 if ahead else -1
        edge = add_years(self.today, sign * count) if unit == "年" else add_months(self.today, sign * count)
        if not ahead and (self.today.month, self.today.day) == (12, 31):
            # 五年间 of a report that closes with its year: five whole years.
            edge += dt.timedelta(days=1)
        if g["ago"] and unit == "年" and count > 1 and self.context_year is not None and self.context_year > self.today.year and "来" not in g[0]:
            # 到2025年，产值达到300亿元，五年累计引资1.2亿美元: the years of the plan.
            return "period", Span(dt.date(self.context_year - count + 1, 1, 1), whole_year(self.context_year).finish), False
        if not ahead and unit == "年" and (spoken := self._years_spoken_of(count)) is not None:
            # 2016年至2018年…。三年累计腾退2860亩: those years.
            return "period", spoken, False
        if not ahead and self.founded is not None and unit == "年" and abs((edge - self.founded).days) <= _ANNIVERSARY:
            # 2015年4月21日挂牌 … 三年来: since that day.
            edge = self.founded
        elif g["ago"] and unit == "年" and count == 1 and self.today.month <= 2:
            # 一年来 of a report of January or February: the year just ended.
            return "period", whole_year(self.today.year - 1), True
        elif g["ago"] and unit == "年" and count > 1 and (closed := self._year_closed()) is not None:
            # 五年来, 三年累计 of a report of January, or of the last days of December: whole years, the last of them the one that closes.
            return "period", Span(dt.date(closed - count + 1, 1, 1), whole_year(closed).finish), False
        elif not ahead and unit == "年" and count == _PLAN and self.plan is not None and self.plan + _PLAN - 1 <= self.today.year <= self.plan + _PLAN:
            # “十三五”是从小到大的五年。五年来 in its last year, or the year behind it: the years of the plan.
            return "period", Span(dt.date(self.plan, 1, 1), min(self.today, dt.date(self.plan + _PLAN - 1, 12, 31))), False
        return "period", Span(self.today, edge) if ahead else Span(edge, self.today), False

    def _year_closed(self) -> int | None:
        """The year on which a report looks back, where it is put out when that year closes: up to March, or after mid-December."""
        if self.today is None:
            return None
        if self.today.month <= 3:
            return self.today.year - 1
        return self.today.year if (self.today.month, self.today.day) >= (12, 15) else None

    def _years_spoken_of(self, count: int) -> Span | None:
        """The stretch of so many whole years that was told last, where it is over."""
        begin, finish = self.years
        if begin is None or finish is None or self.today is None or finish.year - begin.year + 1 != count:
            return None
        return self.years if finish <= self.today else None

    def _lone_day(self, number: int, last: str | None, ahead: bool) -> Span | None:
        """15日, 23日至25日: of the month of the day told before in the paragraph, else the last such day before the article appears.

        With `ahead` (将于15日) the next such day.
        """
        told = self.context_day
        if told is not None and number >= told.day:
            return days(told.year, told.month, number, None, last)
        if self.today is None:
            return None
        if ahead:
            month = self.today if number >= self.today.day else add_months(self.today.replace(day=1), 1)
        else:
            month = self.today if number <= self.today.day else add_months(self.today.replace(day=1), -1)
        span = days(month.year, month.month, number, None, last)
        if told is not None and not ahead and (span is None or span.begin is None or not 0 <= (span.begin - told).days <= 31):
            # 3月15日 ... 12日: an earlier day of the month that is spoken of.
            return days(told.year, told.month, number, None, last)
        return span

    def _dated(self, g: re.Match[str]) -> tuple[Span | None, bool]:
        if g["years"]:
            first, last = year_number(g["y1"] or ""), year_number(g["y2"] or "")
            return (Span(dt.date(first, 1, 1), dt.date(last, 12, 31)) if first <= last else None), True
        if g["year"] or g["rel"] or g["my"] or g["sy"] or g["told"]:
            year = self._year_of(g)
            if year is None or not 1900 <= year <= 2100:
                return None, True
            follows = (g["rel"] or "").startswith("上") and self.context_year is not None
            of_noun = (_OF_NOUN if g["rel"] is not None else _OF_NOUN_THEN).match(g.string, g.end()) is not None
            # 2017年工作回顾 … 二期将于|今年5月|开工。全年招商16次: only looked ahead to.
            ahead = g["rel"] == "今年" and self.context_year == year - 1 and _LOOKS_AHEAD.search(g.string, max(0, g.start() - 4), g.start()) is not None
            if not (g["year"] and g[0].endswith("年度")) and not follows and not of_noun and not ahead:
                # 去年完成177亿元…，一季度增长8%: behind the whole of last year a quarter that has just ended is this year's.
                self.context_year, self.context_relative, self.context_here = year, g["rel"] is not None, bool(g["sub"])
                self.of_founding = False
            return within(year, g), True
        if g["oml"]:
            year = self._past_year(months_in(g["oml"])[-1])
            return (month_list(year, g["oml"]) if year else None), False
        if g["oquarters"]:
            year = self._quarter_year()
            return (quarter_range(year, g["oquarters"]) if year else None), False
        if g["day"]:
            month, number = number_of(g["dm1"]), number_of(g["dd1"])
            year = self._past_year(month, number)
            return (days(year, month, number, g["dm2"], g["dd2"]) if year else None), False
        if g["mrange"]:
            first, last = number_of(g["ra"]), number_of(g["rb"])
            if first <= last and self.today is not None and self._is_of_this_year(recent := month_range(self.today.year, first, last)):
                # 去年，该园产值31亿元。…公司1至8月产值2亿元 in a paper of September: months that have just ended.
                return recent, False
            year = self._past_year(last, of_figures=True)
            if year and first > last:
                # 12月至2月 began in the year before.
                year -= 1
            return (month_range(year, first, last) if year else None), False
        if g["month"]:
            month = number_of(g["om"])
            # 9月底前建成 in a paper of March: a day to come.
            due = g["omtail"] == "底" and g["tail"] == "前" and self.context_year is None and self.today is not None and month >= self.today.month
            lately = "份" in g[0] or g["tail"] in ("以来", "来", "至今") or g["until"] == "截至"
            if lately and self.today is not None and self._is_of_this_year(month_part(self.today.year, month, g["omtail"]), long_ago=g["until"] == "截至"):
                return month_part(self.today.year, month, g["omtail"]), False
            past = self.context_year is not None and self.today is not None and self.context_year < self.today.year and not self.context_here
            if past and self.today is not None and month >= self.today.month and _PROMISED_BEHIND.match(g.string, g.end()):
                # 2018年签约58个。1月份力争再签2个 in a paper of January 2019
                return month_part(self.today.year, month, g["omtail"]), False
            year = self.today.year if due and self.today else self._past_year(month, of_figures=lately or g["omtail"] in ("底", "末"))
            return (month_part(year, month, g["omtail"]) if year else None), False
        reach = _PROMISED_REACH.match(g.string, g.end())
        # 年内，|计划引进30个
        promised = bool(_PROMISED.search(g.string, max(0, g.start() - 6), reach.end() if reach else g.end()) or _PROMISED_BEHIND.match(g.string, g.end()))
        # 今年有望…；三季度完成535亿元，同比增长60% in a paper of January: no quarter to come.
        grown = not promised and _GREW.match(g.string, g.end(), g.end() + _TOLD_BEHIND) is not None
        span = self._other_part(g["opart"] or "", promised, grown)
        if g["opart"] == "年初" and span is not None and span.finish is not None and _SET_THEN.match(g.string, g.end()):
            # 年初确定的税收13亿元: what was set then for the year.
            return whole_year(span.finish.year), False
        return span, False

    def _year_of(self, g: re.Match[str]) -> int | None:
        if g["year"]:
            return year_number(g["year"])
        if g["my"]:
            # Taiwan counts from 1912.
            return int(g["my"]) + 1911
        if g["sy"]:
            return short_year(g, self.today)
        if g["told"]:
            last = self.last.finish or self.last.begin
            return last.year + (1 if g["told"] in _NEXT_YEAR else 0) if last else None
        if (g["rel"] or "").startswith("上") and self.context_year is not None:
            # 2021年…由上年的112位升至87位: the year before the one that is spoken of.
            return self.context_year - 1
        if g["rel"] in ("本年", "本年度") and self.topic_year is not None and self.context_year in (None, self.topic_year):
            # 本年新开工71个 in a bulletin of 2022: the year that it is of.
            return self.topic_year
        year = self._relative_year(g["rel"] or "")
        if year is not None and g["rel"] in ("今年", "本年") and not g["sub"] and self._looks_back(g, year):
            return year - 1
        return year

    def _looks_back(self, g: re.Match[str], year: int) -> bool:
        """今年新入园项目62个 under 2011年, in a paper of January: no month of the new year is over, so the old one is meant."""
        if self.today is None or self.today.month != 1 or self.context_year != year - 1 or self.context_relative:
            return False
        done = _DONE_THIS_YEAR.match(g.string, g.end(), g.end() + 24)
        return done is not None and not _PROMISED.search(g.string, max(0, g.start() - 6), done.end() + 6)

    def _quarter_year(self) -> int | None:
        """The year of quarters with none named, as of a part of a year that is over."""
        span = self._other_part("前三季度")
        return span.begin.year if span and span.begin else None

    def _other_part(self, part: str, promised: bool = False, grown: bool = False) -> Span | None:
        """上半年, 年底, of the year that is spoken of; `grown`: what is told of it is held against the year before."""
        if part.startswith("后") and not self._is_rest_of_year(part):
            return None
        if part in ("月底", "月末"):
            base = self.last.finish or self.today
            return Span(None, month_end(base.year, base.month)) if base else None
        present = part_of_year(self.today.year, part) if self.today else None
        if self._is_new(present):
            return present
        if part == "年内" and not promised and self.today is not None and self.today.month <= 3 and self._has_told_last_year():
            # 2021年，…；年内成立招商专班5支 in a paper of February: within the year that is over.
            return part_of_year(self.today.year - 1, part)
        if part == "年内" and self.today is not None and self.context_year is not None and self.context_year < self.today.year - 1:
            # 某公司成立于2008年。…一期年内开工: within the paper's own year.
            return present
        # 2019年签约46个。…全年计划实施178个 in a paper of May; up to March 全年 may still be last year's.
        this_years = part == "年内" or (part == "全年" and self.today is not None and self.today.month > _LOOKS_BACK)
        if (self.context_relative and part == "年内") or (promised and (self.context_relative or this_years) and self._is_to_come(present)):
            # 促进去年签约项目开工，年内突破100亿元; 去年产值9亿元。…年底前将投产3家: within the year that is not over.
            return present
        if (
            not promised
            and not self.context_here
            and self.today is not None
            and self.context_year is not None
            and self.context_year > self.today.year + 1
            and is_past(present, self.today)
        ):
            # 目标是2010年突破1万人。上半年有9家企业通过认定: a coming year that an earlier sentence named is not that of what was done.
            return present
        if part == "全年" and not self.context_here and self.today is not None and self.context_year is not None and self.context_year > self.today.year + 1:
            # 到2019年达到3000亿元。对照任务，全年要完成390亿元 in a paper of 2017: the year on the way to a goal further off.
            return present
        if (spoken := self._year_of_figures()) is not None:
            named = part_of_year(spoken, part)
            coming = named is not None and named.begin is not None and self.today is not None and named.begin > self.today
            return part_of_year(spoken - 1, part) if coming and grown else named
        if promised and (self.topic_year is None or (self.today is not None and self.topic_year < self.today.year)):
            return present
        if part == "全年" and not promised and present is not None and present.finish is not None and self.today is not None:
            told = self.last.begin.year if self.last.begin is not None else self.today.year
            is_before = told == self.today.year - 1 or (told < self.today.year and self.topic_year is None)
            if is_before and self.last == whole_year(told) and (present.finish - self.today).days > JUST_OVER:
                # 2008年，…。全年开发新品126个 in a paper of May, or of years after: of the year that is over, and so is a month behind it.
                if self.context_year is None:
                    self.context_year = told
                return part_of_year(told, part)
        is_over = self.today is not None and is_past(present, self.today)
        if self.topic_year is not None and not is_over:
            return part_of_year(self.topic_year, part)
        if self.today is None:
            return None
        if part == "年末" and not promised and self.today.month <= _LOOKS_BACK and self.topic_year is None:
            # 年末入区企业1386家 in a paper of January: at the end of the year that is over.
            return part_of_year(self.today.year - 1, part)
        # In February 全年, 上半年 and 四季度 still mean last year's; in March 前两个月 is over, and this year's.
        if (
            present
            and present.finish
            and not is_over
            and self.today.month <= 3
            and part not in ("年底", "年末", "年初", "年内")
            and "一" not in part
            and "首" not in part
            and not promised
        ):
            return part_of_year(self.today.year - 1, part)
        return present

    def _is_rest_of_year(self, part: str) -> bool:
        """前7个月…，后5个月…; in 2022年6月投产，后3个月产值达2亿元 it is what came next, which no calendar has."""
        begin, finish = self.last
        if begin is None or finish is None or begin.month != finish.month:
            return True
        rest = part_of_year(finish.year, part)
        return rest is not None and rest.begin is not None and rest.begin.month == finish.month + 1

    def _is_to_come(self, present: Span | None) -> bool:
        """Whether a part of the document's year is not over, where what was spoken of is the year before."""
        if present is None or present.finish is None or self.today is None or self.context_here:
            return False
        return self.context_year == self.today.year - 1 and present.finish > self.today

    def _has_told_last_year(self) -> bool:
        """Whether the time told last is the year before the document's, or lies in it: 去年产值196亿元。一期于9月投产；|年内…"""
        begin, finish = self.last
        return self.today is not None and begin is not None and finish is not None and begin.year == finish.year == self.today.year - 1
