"""Times that nothing parts from their figure: 2010年的84亿元, 去年同期为8亿元, 16个项目年内竣工."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.frames.slots import Slot
from transforms.periods.choice import PeriodChoice
from transforms.periods.roles import Roles
from transforms.periods.stretches import moved
from transforms.times.calendar import UNKNOWN, Span
from transforms.times.times import Timex

# 去年同期为8亿元, 2019年末的1255家, (上年1.2亿元), 于去年179.6万标箱
_BOUND = re.compile(r"(?:的)?(?:同期|同月|同季)?(?:的)?(?:全区|园区|全年)?(?:仅|只)?(?:有|为|是|达到?)?(?:约|近)?")
_BASE_AND_MORE = re.compile(r"(?:的)?(?:基础上|相比|相较)")
_COMPARED = re.compile(r"(?:[比较与同跟于超按过]|相当|约为|[为是达占]|高出|多于)\Z")
_COMPARING = re.compile(r"[增减多少降升高低快慢翻)）]|净|倍|提|回落|扩大|缩|。|；|;")
# 在去年销售|1200台|无人机的基础上
_TO_GROUND = re.compile(r"[^，。；,;\d]{0,16}")
_GROUND = re.compile(r"[^，。；,;\d]{0,12}基础(?:上|之上)")
# 升至2022年的|首次|突破100亿元
_OF_THAT_TIME = re.compile(r"的(?:首次|历史性|高峰|峰值)?")
# 增速由一季度的|-7.8%|回升到5.2%, 由上年的下降|3%|转为增长5%: one of the two times that a value moves between.
_MOVES_FROM = re.compile(r"份?的(?:同比)?(?:负增长|增长|下降|增速|降幅)?(?:为|约|近)?-?")
_LISTED_SINCE = re.compile(r"的(?:\d[\d.]*[\u4e00-\u9fa5]{1,12}、)+")
# 由上年第39位
_YEAR_BEFORE = re.compile(r"[由从]?(?:上年度?|上一年度?|前一年度?)的?")
# 2.86万(2021年末常住)
_IN_BRACKET = re.compile(r"\s*[(（]")
_CLOSED = re.compile(r"[^()（），。；\d]{0,4}[)）]")
# 16个|项目|年内|竣工投产
_OF_THINGS = re.compile(r"[^，。；,;()（）\d]{1,8}")
_DONE_THEN = re.compile(
    r"(?:将|可|均|全部|有望|底|以?前|份|集中|陆续|相继|同步|正式|全面|完成|实现|投入){0,3}"
    r"(?:竣工|投产|开工|动工|建成|完工|签约|落地|达产|启用|投运|投用|贯通|通车|交付|试产|封顶|使用|运营|封关|开园)"
)


_SUMMED_UP = "——这是"
_SUMMED_UP_REACH = 40
"""Characters behind a dash in which what stood before it is said to be of a time."""


class Bindings:
    """Finds the times bound to the figures of one text."""

    def __init__(self, text: str, roles: Roles) -> None:
        self._text = text
        self._roles = roles

    def bound(self, slot: Slot, before: Sequence[Timex], ranking: Timex | None, governing: Timex | None, topic: Span) -> PeriodChoice | None:
        """An expression that nothing parts from the figure: 2010年的84亿元, 去年同期为8.1亿元, 比2019年末的1255家."""
        timex, q = before[-1], slot.q
        if q.kind == "rank" and ranking is not None and _YEAR_BEFORE.fullmatch(timex.text) and timex.end == q.start:
            # 2020年…评价中，…。某区由上年第39位升至第28位: the year before the one that is ranked.
            return PeriodChoice(Span(moved(ranking.span.begin, -1), moved(ranking.span.finish, -1)), timex.text, "period_of_figure", "figure")
        if timex.span == UNKNOWN or q.kind in ("multiple", "points") or (q.kind == "percent" and timex.text.endswith("全年")):
            # 已赶上去年全年的七成五: a share of that year, not of it.
            return None
        if timex.kind == "base" and not timex.same_days and _GROUND.match(self._text, q.end) and _TO_GROUND.fullmatch(self._text, timex.end, q.start):
            # 在去年完成2.3亿元的基础上
            return PeriodChoice(timex.span, timex.text, "period_of_figure", "clause")
        risen = self._text[timex.start - 1] in "由从" or timex.text[0] in "由从"
        if q.kind == "percent" and timex.same_days and not risen and self._text[timex.end : q.start] == "的":
            # 恢复到去年同期的97%: so much of what was, now; but 占比由上年同期的2%提高到4%.
            return None
        if timex.kind == "base" and timex.same_days and q.kind != "rank" and self._stands_alone(timex, slot):
            return PeriodChoice(self._year_before(timex, before, governing, topic), timex.text, "period_of_figure", "clause")
        if risen and timex.has_year and _LISTED_SINCE.fullmatch(self._text, timex.end, q.start):
            # 由2012年的20个续建项目、|5个|新建项目发展到
            return PeriodChoice(timex.span, timex.text, "period_of_figure", "figure")
        if timex.start < slot.left - 1:
            return None
        if timex.kind != "base":
            near = _OF_THAT_TIME.fullmatch(self._text, timex.end, q.start) is not None and timex.has_year and timex.span.begin is not None
            if not near or q.kind in ("percent", "rank"):
                return None
            # 由2010年的84亿元增加到2019年的230亿元
            return PeriodChoice(timex.span, timex.text, "period_of_figure", "figure")
        moves = risen and _MOVES_FROM.fullmatch(self._text, timex.end, q.start) is not None
        if (not moves and not _BOUND.fullmatch(self._text, timex.end, q.start)) or _BASE_AND_MORE.match(self._text, q.end):
            return None
        if q.kind == "percent" and not moves and not self._text[timex.end : q.start].endswith(("为", "是")):
            return None
        span = self._year_before(timex, before, governing, topic) if timex.same_days else timex.span
        return PeriodChoice(span, timex.text, "period_of_figure", "figure")

    def _stands_alone(self, base: Timex, slot: Slot) -> bool:
        """而去年同期，进出口73亿元: a clause about the year before, where nothing is compared in it."""
        before = self._text[max(slot.sentence.start, base.start - 4) : base.start]
        if _COMPARED.search(before) or slot.q.start - base.end > 30:
            return False
        gap = self._text[base.end : slot.q.start]
        return not _COMPARING.search(gap) and gap.count("，") + gap.count(",") <= 1

    def _year_before(self, base: Timex, before: Sequence[Timex], governing: Timex | None, topic: Span) -> Span:
        """去年同期: the days that are spoken of, a year (or as many as the words say) earlier."""
        spoken = [t.span for t in before if t.kind == "period" and t.span.finish and not self._roles.is_attribute(t)]
        span = spoken[-1] if spoken else governing.span if governing is not None and governing.kind in ("period", "same") else topic
        last = span.finish or span.begin
        named = base.span.finish or base.span.begin
        if last is None or named is None:
            return base.span
        years = -2 if "前年" in base.text else -1 if "上" in base.text or "去" in base.text else named.year - last.year
        return Span(moved(span.begin, years), moved(span.finish, years))

    def in_bracket(self, slot: Slot, timexes: Sequence[Timex]) -> Timex | None:
        """The time in a bracket right behind a figure, and nothing else in it: 38.5亿元|(2005年)."""
        end = slot.q.end
        if self._text[end : end + 1] != "(":
            return None
        return next((t for t in timexes if t.start == end + 1 and t.kind == "period" and self._text[t.end : t.end + 1] == ")"), None)

    def behind(self, slot: Slot, timexes: Sequence[Timex]) -> Timex | None:
        """16个项目年内竣工, 人口2.86万(2021年末常住): a time that says when, of the things just counted."""
        end = slot.q.end
        told = self._text.find(_SUMMED_UP, end, slot.sentence.end)
        if told >= 0:
            # 进出口102.7亿元——这是某片区今年前7个月交出的数据
            return next((t for t in timexes if t.kind == "period" and told < t.start <= told + _SUMMED_UP_REACH), None)
        for timex in timexes:
            if timex.start < end or timex.kind != "period":
                continue
            between = self._text[end : timex.start]
            if _IN_BRACKET.fullmatch(between) and timex.has_year and _CLOSED.match(self._text, timex.end):
                return timex
            return timex if _OF_THINGS.fullmatch(between) and _DONE_THEN.match(self._text, timex.end) else None
        return None
