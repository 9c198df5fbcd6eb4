"""Time expressions: where they stand and which days they mean.

A document's date resolves 今年, 上半年 and 8月31日; a year named earlier in the same paragraph comes first.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from transforms.numbers.numerals import parse_numeral
from transforms.times.calendar import FIRST_YEAR, LAST_YEAR, UNKNOWN, Span, add_months, add_years, day, month_end, months, whole_year


@dataclass(slots=True)
class Timex:
    """One time expression.

    `kind`: period (has days of its own), base (what a figure is compared with: 比上年), anchor (目前: up to now, from where the context says), recent (近日: past,
    no day known), same (当天, 当年: what the context spoke of last), mask (a time that dates nothing: 11点, 三周年).
    """

    start: int
    end: int
    text: str
    kind: str
    span: Span = UNKNOWN
    # A year that was written or meant by 今年 governs more than a bare month does.
    has_year: bool = False
    # The days that the words name before 以来 or 至今 stretches them to the present.
    own: Span = UNKNOWN
    # What transforms/periods/period.py has found out about it; None as long as it has not looked.
    clause_only: bool | None = None
    attribute: bool | None = None


_CN = "零一二两三四五六七八九十"
_N = rf"(?:\d{{1,2}}|[{_CN}]{{1,3}})"
_DASH = r"\s*(?:-{1,2}|[—–―─－~]{1,2}|至|到)\s*"
# 8月23-27日: the first day goes without its word where a second follows.
_DAY = rf"(?:[日号]|(?={_DASH}(?:{_N}[ ]?月)?{_N}[ ]?[日号]))"
_YEAR = r"(?:(?:19|20)\d\d[ ]?|[一二][零九][零一二三四五六七八九]{2})"
_RELATIVE = {"今年": 0, "本年度": 0, "本年": 0, "今": 0, "去年": -1, "上年度": -1, "上年": -1, "上一年度": -1, "上一年": -1,
             "前年": -2, "明年": 1, "来年": 1, "下一年": 1, "后年": 2}  # fmt: skip
_PLAN_FIRST_YEAR = {"六": 1981, "七": 1986, "八": 1991, "九": 1996, "十": 2001, "十一": 2006, "十二": 2011, "十三": 2016, "十四": 2021, "十五": 2026}
_QUARTER = {"一": 1, "二": 2, "三": 3, "四": 4, "首": 1, "1": 1, "2": 2, "3": 3, "4": 4}

_PATTERN = re.compile(
    rf"""
    (?=[0-9一二三四五六七八九十零两半数多几今本去上前明来下后截自从由于至首全年岁月当目现如迄眼时近日最不早些连昨同次未过此每周星凌晚“"‘第])
    (?P<until>截至|截止到|截止至|截止|截至到|(?<![0-9月日年])至(?=[0-9一二三四五六七八九十年]{1, 5}月?[底末]))?(?P<since>自从|自|从|由|于)?
    (?:
      (?P<years>(?P<y1>{_YEAR})年?{_DASH}(?P<y2>{_YEAR})年)
    | (?:(?P<year>{_YEAR})年(?:度)?|(?P<rel>今年|本年度|本年|去年|上年度|上一年度|上一年|上年|前年|明年|来年|下一年|(?<![成产用工营投竣])后年)(?:度)?)
      (?P<mid>全年|截至|以来的)?
      (?P<sub>
          (?P<m1>{_N})[ ]?月[ ]?(?P<d1>{_N})[ ]?{_DAY}(?:{_DASH}(?:(?P<m2>{_N})[ ]?月)?(?P<d2>{_N})[ ]?[日号])?
        | (?P<ma>{_N})[ ]?月?{_DASH}(?P<mb>{_N})[ ]?月份?(?P<mtail>底|末)?
        | (?P<mo>{_N})[ ]?月份?(?P<motail>底|末|初|上旬|中旬|下旬)?
        | (?P<part>上半年|下半年|前[两三]个?季度|(?:第)?[一二三四1-4]季度|首季度?|前\s?{_N}个?月|年底|年末|年初|底|末|初)
      )?
    | (?P<day>(?P<dm1>{_N})[ ]?月[ ]?(?P<dd1>{_N})[ ]?{_DAY}(?:{_DASH}(?:(?P<dm2>{_N})[ ]?月)?(?P<dd2>{_N})[ ]?[日号])?)
    | (?P<mrange>(?P<ra>{_N})[ ]?月?{_DASH}(?P<rb>{_N})[ ]?月份?(?P<rtail>底|末)?)(?!\d)
    | (?P<month>(?P<om>{_N})[ ]?月份?(?P<omtail>底|末|初|上旬|中旬|下旬)?)(?!大)
    | (?P<opart>上半年|下半年|前[两三]个?季度|第?[一二三四1-4]季度|首季度?|前\s?{_N}个?月|全年|本季度|年底|年末|(?<![末岁])年初|月底|月末)
    | (?P<now>截至目前|截至当前|截至今日|截至发稿|目前为止|到目前为止|目前|当前|现在|如今|现已|现有|现共有|迄今为止|迄今|至今|眼下|时下)
    | (?P<recent>近日|日前|近期|最近|不久前|几天前|近年来?|前不久|近几年来?|早些时候|前些年|连日来)
    | (?P<today>今日|今天|昨日|昨天|前天|明天|明日|后天|当晚|当天|当日|同日|同一天)
    | (?P<samespan>当年|同年|同期|当月|次年)
    | (?P<relmonth>本月|上个?月|下个?月)(?P<rmday>{_N}[日号]|[底末]|上旬|中旬|下旬)?
    | (?P<ago>(?P<agon>{_N}|半)(?P<agounit>年|个月)(?:多)?来)
    | (?P<near>(?P<nearword>近|最近|过去|未来|今后|此后|连续)(?P<nearn>{_N})(?P<nearunit>年|个月)(?:间|内|来|里)?)
    | (?P<plan>["“‘]?(?P<plann>十[一二三四五]?|(?<=["“‘])[六七八九])五["”’]?(?:规划)?(?P<planpart>期间|时期|以来|末|开局之年|收官之年|起步之年)?)
    | (?P<yearmask>(?:\d+|[{_CN}百]+)(?:[多余几来])?(?:周年|年[间后前内多中]?|载)|半年(?:多|来|时间)?|数年|多年|几年|(?:\d+|[{_CN}两]+)个多?月(?:来|以来|后|前|间|运行|之久)|岁末年初)
    | (?:(?<![^\r\n。，,；;)])|(?<=[\r\n。 ][ ])|(?<=[将拟定划计]于))(?P<lone>(?P<lday>\d{{1,2}})(?:日?{_DASH}(?P<lday2>\d{{1,2}}))?日)(?=[，,在上下早晚凌中举召开正揭签启竣投通动封获])
    | (?P<clock>(?:上午|下午|晚上|凌晨)?(?:\d{{1,2}}[:：]\d{{2}}(?:[:：]\d{{2}})?|{_N}[点时](?!的)(?:{_N}分|半|许|左右|整)?(?![{_CN}\d亿万]))|{_N}日(?:上午|下午|晚)?|每周|[上这本下]?周[一二三四五六日](?![至到次])|星期[一二三四五六日天])
    | (?P<age>(?:\d+|[{_CN}]+)(?:周)?岁)
    )
    (?P<tail>以来|来|至今|起|开始|期间|以前|之前|前|止)?
    """,
    re.VERBOSE,
)
_NUMERALS = "一二三四五六七八九十零两"
# What may follow each first character of the pattern above: where it does not, the pattern need not be tried. Every
# alternative begins with one literal character, so that the search itself runs over a text fast. A longer number is no
# time, and looking for its end from each of its digits would take for ever.
_FOLLOWS = {
    "0123456789" + _NUMERALS: rf"[\d{_NUMERALS}百]{{0,24}}[多余几来]?\s*(?:[年月日季点时岁载:：至到—–―─－~-]|周[年岁]|个多?月)",
    "十": "[一二三四五]?五", "半": "[年个]", "数多": "年", "几": "[年天]",
    "今": "[年日天后]", "本": "[年季月周]", "去来": "年", "上": "[年一半月个午周]", "明": "[年天日]", "下": "[年一半月个午周]", "后": "[年天]",
    "前": rf"[年不些天\s\d{_NUMERALS}]", "截": "[至止]", "自从由于至": rf"[\d{_NUMERALS}百半数多几今本去上前明来下后截到从首全年岁月当目现如迄至眼时近日最不早连昨同次未过此每这周星凌晚“\"‘第]",
    "首": "季", "全": "年", "年": "[底末初]", "岁": "末", "月": "[底末]", "当": "[前晚天日年月]", "目日": "前", "现": "[在已有共]", "如": "今", "迄": "[今]",
    "眼时": "下", "近": rf"[日期年几\d{_NUMERALS}]", "最": "近", "不": "久", "早": "些", "连": "[日续]", "昨": "[日天]", "同": "[日一年期]", "次": "年",
    "未": "来", "过": "去", "此": "后", "每": "周", "周": "[一二三四五六日]", "星": "期", "凌": "晨", "晚": "上", "“\"‘": "[十六七八九]", "第": "[一二三四1-4]",
}  # fmt: skip
_OPENING = re.compile("|".join(f"{first}(?={follow})" for firsts, follow in _FOLLOWS.items() for first in firsts))
# A sentence without any of these says nothing of time, whatever else the pattern above would take in it (十五家).
_HINT = re.compile(r"[年月日季岁天点周目迄旬:：]|当[前晚]|[0-9一二三四五六七八九十]时|现[在有已共]|如今|近期|最近|不久前|眼下|时下|连日|五[”期时规]|[\d十]号")


def _number(text: str | None) -> int:
    """A small number in digits or Chinese characters; 0 where it is none."""
    if not text:
        return 0
    if text.isdigit():
        return int(text)
    numeral = parse_numeral(text)
    return int(numeral.value) if numeral else 0


def _year_number(text: str) -> int:
    text = text.strip()
    return int(text) if text.isdigit() else int("".join(str("零一二三四五六七八九".index(c)) for c in text))


def _part(year: int, part: str) -> Span | None:
    """A named part of a year: 上半年, 前三季度, 年底."""
    if part == "上半年":
        return months(year, 1, 6)
    if part == "下半年":
        return months(year, 7, 12)
    if part.startswith("前") and "季" in part:
        return months(year, 1, 9 if "三" in part else 6)
    if "季" in part:
        quarter = next((_QUARTER[c] for c in part if c in _QUARTER), 0)
        return months(year, quarter * 3 - 2, quarter * 3) if quarter else None
    if part.startswith("前"):
        return months(year, 1, _number(part.strip("前个月 ")))
    if part in ("年底", "年末", "底", "末"):
        return months(year, 10, 12)
    if part in ("年初", "初"):
        return months(year, 1, 3)
    return whole_year(year)


# 承诺时限，5日，: how long something takes and no day of the month.
_LENGTH_BEFORE = re.compile(r"时限|期限|缩短|压缩|减至|降至|承诺|为期|公示|公告|工期|法定")
_TO_COME = re.compile(r"(?:将|拟|定|计划|预计|预定|准备)于?$")


class Resolver:
    """Turns matches into days, for one document's date, with the year named last in the paragraph as context."""

    def __init__(self, document_date: dt.date | None) -> None:
        self.today = document_date
        self.context_year: int | None = None
        # The day told last in the paragraph: after 8月23日 a bare 25日 is one of August.
        self.context_day: dt.date | None = None
        # The year that the whole article is about, where it has one.
        self.topic_year: int | None = None
        self.last: Span = UNKNOWN
        self.last_day: Span = UNKNOWN
        self.named: Span = UNKNOWN

    def _relative_year(self, word: str) -> int | None:
        return self.today.year + _RELATIVE[word] if self.today else None

    def _past_year(self, month: int, number: int = 1) -> int | None:
        """The year of a month or day with none named: the context's, else the last one that has begun by now."""
        if self.today is not None and number != 1 and self._is_fresh(month, number):
            # A day of the last weeks is news, whatever year the paragraph has spoken of.
            return self.today.year
        if self.context_year is not None:
            return self.context_year
        if self.today is None:
            return self.topic_year
        # A paper of January speaks of last December, not of the coming one; a coming date is at most months ahead.
        ahead = (month - self.today.month) * 31 + number - self.today.day
        return self.today.year - 1 if ahead > 150 else self.today.year

    def _is_fresh(self, month: int, number: int) -> bool:
        one = day(self.today.year, month, number) if self.today else None
        return bool(one and one.begin and self.today and 0 <= (self.today - one.begin).days <= 31)

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
        if match["recent"]:
            return "recent", UNKNOWN, False
        if match["now"]:
            return "anchor", Span(None, self.today), False
        if match["today"]:
            return self._today(match["today"])
        if match["samespan"]:
            return self._same(match["samespan"])
        if match["plan"]:
            first = _PLAN_FIRST_YEAR.get(match["plann"])
            if first is None or not (match["planpart"] in ("期间", "时期", "以来", "末") or match["tail"]):
                return "mask", UNKNOWN, False
            if match["planpart"] == "末":
                return "period", Span(None, dt.date(first + 4, 12, 31)), True
            return "period", Span(dt.date(first, 1, 1), dt.date(first + 4, 12, 31)), True
        if match["ago"] or match["near"]:
            return self._stretch(match)
        if match["relmonth"]:
            return self._relative_month(match)
        if match["lone"]:
            before = match.string[max(0, match.start() - 12) : match.start()]
            span = None if _LENGTH_BEFORE.search(before) else self._lone_day(int(match["lday"]), match["lday2"], _TO_COME.search(before) is not None)
            return ("period", span, False) if span else ("mask", UNKNOWN, False)
        span, has_year = self._dated(match)
        if span is None:
            return "mask", UNKNOWN, False
        self.named = span
        return "period", self._bounded(match, span), has_year

    def _today(self, word: str) -> tuple[str, Span, bool]:
        if word in ("当晚", "当天", "当日", "同日", "同一天"):
            return "same", self.last_day, False
        if self.today is None:
            return "recent", UNKNOWN, False
        back = {"昨": 1, "前": 2, "明": -1, "后": -2}.get(word[0], 0)
        date = self.today - dt.timedelta(days=back)
        return "period", Span(date, date), False

    def _same(self, word: str) -> tuple[str, Span, bool]:
        """当年, 同期, 当月: of the period named last."""
        last = self.last.finish or self.last.begin
        if word == "当年" and last:
            return "same", whole_year(last.year), True
        if word == "当月" and last:
            return "same", Span(last.replace(day=1), month_end(last.year, last.month)), False
        if word == "次年" and last:
            return "period", whole_year(last.year + 1), True
        return "same", self.last, False

    def _stretch(self, g: re.Match[str]) -> tuple[str, Span, bool]:
        """一年来, 近三年, 未来5年."""
        if self.today is None:
            return "recent", UNKNOWN, False
        number, unit = (g["agon"], g["agounit"]) if g["ago"] else (g["nearn"], g["nearunit"])
        count = _number(number)
        if number == "半":
            count, unit = 6, "个月"
        if g["nearword"] == "连续":
            return "mask", UNKNOWN, False
        ahead = g["nearword"] in ("未来", "今后", "此后")
        sign = 1 if ahead else -1
        edge = add_years(self.today, sign * count) if unit == "年" else add_months(self.today, sign * count)
        return "period", Span(self.today, edge) if ahead else Span(edge, self.today), False

    def _relative_month(self, g: re.Match[str]) -> tuple[str, Span, bool]:
        if self.today is None:
            return "recent", UNKNOWN, False
        shift = {"本": 0, "上": -1, "下": 1}[(g["relmonth"] or "本")[0]]
        first = add_months(self.today.replace(day=1), shift)
        if g["rmday"] in ("上旬", "中旬", "下旬"):
            return "period", self._month(first.year, first.month, g["rmday"]) or UNKNOWN, False
        if g["rmday"] in ("底", "末"):
            return "period", Span(None, month_end(first.year, first.month)), False
        if g["rmday"]:
            one = day(first.year, first.month, _number(g["rmday"].rstrip("日号")))
            return ("period", one, False) if one else ("mask", UNKNOWN, False)
        return "period", Span(first, month_end(first.year, first.month)), False

    def _lone_day(self, number: int, last: str | None, ahead: bool) -> Span | None:
        """15日, 23日至25日: of the month of the day told before in the paragraph, else the last such day before the article appears.

        With `ahead` (将于15日) the next such day.
        """
        told = self.context_day
        if told is not None and number >= told.day:
            return self._days(told.year, told.month, number, None, last)
        if self.today is None:
            return None
        if ahead:
            month = self.today if number >= self.today.day else add_months(self.today.replace(day=1), 1)
        else:
            month = self.today if number <= self.today.day else add_months(self.today.replace(day=1), -1)
        span = self._days(month.year, month.month, number, None, last)
        if told is not None and not ahead and (span is None or span.begin is None or not 0 <= (span.begin - told).days <= 31):
            # 3月15日 ... 12日: an earlier day of the month that is spoken of.
            return self._days(told.year, told.month, number, None, last)
        return span

    def _dated(self, g: re.Match[str]) -> tuple[Span | None, bool]:
        if g["years"]:
            first, last = _year_number(g["y1"] or ""), _year_number(g["y2"] or "")
            return (Span(dt.date(first, 1, 1), dt.date(last, 12, 31)) if first <= last else None), True
        if g["year"] or g["rel"]:
            year = _year_number(g["year"]) if g["year"] else self._relative_year(g["rel"] or "")
            if year is None or not 1900 <= year <= 2100:
                return None, True
            if not (g["year"] and g[0].endswith("年度")):
                self.context_year = year
            return self._within(year, g), True
        if g["day"]:
            month, number = _number(g["dm1"]), _number(g["dd1"])
            year = self._past_year(month, number)
            return (self._days(year, month, number, g["dm2"], g["dd2"]) if year else None), False
        if g["mrange"]:
            first, last = _number(g["ra"]), _number(g["rb"])
            year = self._past_year(last)
            return (months(year, first, last) if year else None), False
        if g["month"]:
            month = _number(g["om"])
            year = self._past_year(month)
            return (self._month(year, month, g["omtail"]) if year else None), False
        return self._other_part(g["opart"] or ""), False

    def _other_part(self, part: str) -> Span | None:
        if part in ("月底", "月末"):
            base = self.last.finish or self.today
            return Span(None, month_end(base.year, base.month)) if base else None
        if self.context_year is not None:
            return _part(self.context_year, part)
        present = _part(self.today.year, part) if self.today else None
        is_over = present is not None and present.finish is not None and self.today is not None and present.finish <= self.today
        if self.topic_year is not None and not is_over:
            return _part(self.topic_year, part)
        if self.today is None:
            return None
        span = _part(self.today.year, part)
        # In February 全年, 上半年 and 四季度 still mean last year's.
        if span and span.finish and self.today.month <= 3 and part not in ("年底", "年末", "年初") and "一" not in part:
            return _part(self.today.year - 1, part)
        return span

    def _within(self, year: int, g: re.Match[str]) -> Span | None:
        if g["m1"]:
            return self._days(year, _number(g["m1"]), _number(g["d1"]), g["m2"], g["d2"])
        if g["ma"]:
            return months(year, _number(g["ma"]), _number(g["mb"]))
        if g["mo"]:
            return self._month(year, _number(g["mo"]), g["motail"])
        return _part(year, g["part"] or "")

    @staticmethod
    def _month(year: int, month: int, tail: str | None) -> Span | None:
        span = months(year, month, month)
        if span is None or span.begin is None or tail in (None, "底", "末", "初"):
            return span
        first = {"上旬": 1, "中旬": 11, "下旬": 21}[tail or ""]
        last = {"上旬": 10, "中旬": 20, "下旬": 0}[tail or ""]
        finish = span.begin.replace(day=last) if last else span.finish
        return Span(span.begin.replace(day=first), finish)

    @staticmethod
    def _days(year: int, month: int, number: int, month2: str | None, day2: str | None) -> Span | None:
        first = day(year, month, number)
        if first is None or not day2:
            return first
        last = day(year, _number(month2) if month2 else month, _number(day2))
        if last and not month2 and first.begin and last.finish and last.finish < first.begin:
            # 28日至3日 runs into the next month.
            following = add_months(first.begin.replace(day=1), 1)
            last = day(following.year, following.month, _number(day2))
        return Span(first.begin, last.finish) if last else first

    def _bounded(self, g: re.Match[str], span: Span) -> Span:
        """Applies 截至, 自 and 以来."""
        tail = g["tail"] or ""
        if tail in ("以来", "来", "至今", "起", "开始") and (g["since"] or tail in ("以来", "来", "至今")):
            return Span(span.begin, self.today or span.finish)
        if g["until"]:
            return Span(None, span.finish)
        if g["mid"] == "截至" or ((g["mtail"] or g["motail"]) and g["mid"] == "截至"):
            return Span(dt.date(span.finish.year, 1, 1), span.finish) if span.finish else span
        if g["part"] in ("年底", "年末", "底", "末") or g["opart"] in ("年底", "年末"):
            return Span(None, span.finish)
        if (g["motail"] or g["omtail"] or "") in ("底", "末"):
            return Span(None, span.finish)
        if tail in ("以前", "之前", "前") and span.finish:
            return Span(None, span.finish)
        return span


# A time that only gives the base of a comparison: 比上年, 较2019年, 为上年的, 去年同期.
_BASE_BEFORE = re.compile(r"(?:比|较|与|同|跟|相比|于|为|是|按)$")
# Its last characters; a line end may stand behind them.
_BASE_ENDS = frozenset("比较与同跟于为是按\n")
# 是1993年批准成立的: only where a ratio follows (是2019年总额的1.8倍) is such a time a base.
_BASE_OF = re.compile(r"[^，。；,;\d]{0,8}的[^，。；,;\d]{0,4}[\d.两三四五六七八九十几]+(?:倍|%|成|番)")
_BASE_AFTER = re.compile(r"(?:的)?同期|相比|相较")
_SINCE_AFTER = re.compile(r"[^，。；,;]{0,14}?(?:以来|至今|起至)")
_FOUNDED_SINCE = re.compile(r"(?:正式)?(?:挂牌|揭牌|成立|封关|开园|运行|设立|启用|运营|获批|开业|投用|建园|实施)[^，。；,;]{0,8}?(?:以来|至今|来)")
_FOUNDED_STARTS = frozenset("正挂揭成封开运设启获投建实")
_TO_NEXT = re.compile(r"[^，。；,;]{0,6}?[到至]$")


def find_timexes(text: str, start: int, end: int, resolver: Resolver) -> list[Timex]:
    """Time expressions in text[start:end], in order; the resolver carries the year from one to the next."""
    opening = _OPENING.search(text, start, end)
    if opening is None or not _HINT.search(text, start, end):
        return []
    found: list[Timex] = []
    # 从4月21日挂牌到6月30日: the first day waits for the last.
    opened = False
    for match in _matches(text, opening.start(), end):
        timex = _timex(text, match, start, end, resolver)
        if opened and timex.span.finish and found[-1].span.begin and _TO_NEXT.match(text, found[-1].end, timex.start):
            first = found.pop()
            span = Span(first.span.begin, timex.span.finish)
            timex = Timex(first.start, timex.end, text[first.start : timex.end], "period", span, first.has_year)
        opened = match["since"] in ("从", "自") and timex.kind == "period" and timex.span.begin == timex.span.finish
        found.append(timex)
    return found


def _matches(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """What `_PATTERN` finds, tried only where it can begin."""
    position = start
    for opening in _OPENING.finditer(text, start, end):
        at = opening.start()
        if at >= position and (match := _PATTERN.match(text, at, end)):
            position = match.end()
            yield match


def _timex(text: str, match: re.Match[str], start: int, end: int, resolver: Resolver) -> Timex:
    before = text[max(start, match.start() - 2) : match.start()]
    is_base = match["until"] is None and (
        _BASE_AFTER.match(text, match.end(), end)
        or (
            before[-1:] in _BASE_ENDS
            and match["since"] is None
            and _BASE_BEFORE.search(before)
            and (before[-1:] != "是" or _BASE_OF.match(text, match.end(), end))
        )
    )
    if is_base and not (match["ago"] or match["near"] or match["plan"]):
        saved = resolver.context_year, resolver.last, resolver.last_day
        kind, span, has_year = resolver.resolve(match)
        resolver.context_year, resolver.last, resolver.last_day = saved
        return Timex(match.start(), match.end(), match[0], "base" if kind == "period" else "mask", span, has_year)
    kind, span, has_year = resolver.resolve(match)
    own = resolver.named if kind == "period" else UNKNOWN
    if kind == "period":
        if span.begin and resolver.today and span.begin <= resolver.today:
            since = match["since"] in ("自", "自从", "从") and _SINCE_AFTER.match(text, match.end(), end)
            if since or (text[match.end() : match.end() + 1] in _FOUNDED_STARTS and _FOUNDED_SINCE.match(text, match.end(), end)):
                span = Span(span.begin, resolver.today)
        resolver.last = span
        if match["d1"] or match["dd1"] or match["lone"]:
            resolver.context_day = span.finish or span.begin
        if span.begin is not None and (span.begin == span.finish or text.startswith("的一天", match.end())):
            # 今年5月的一天 … 当天: no closer than the month.
            resolver.last_day = span
        if match["since"] in ("由", "从") and text.startswith("的", match.end()):
            kind = "base"
    return Timex(match.start(), match.end(), match[0], kind, span, has_year, own)
