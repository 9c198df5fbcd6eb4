"""What the figures of a sentence stand under: the time that governs its paragraph, its section, the list it is part of."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from transforms.frames.slots import adds_to, breaks_down
from transforms.periods.roles import Roles, heads_report
from transforms.periods.stretches import is_long, is_short, with_neighbour
from transforms.periods.topic import is_lower_heading
from transforms.times.calendar import UNKNOWN, Span, grain_of
from transforms.times.times import Timex

_EVALUATION = re.compile(r"[^。；;]{0,40}?(?:评价|考核|考评|评估|排名|排行|榜|测评)")
ABIDING = frozenset({"目前", "当前", "现在", "如今", "现已", "现有", "现共有", "眼下", "时下"})
# 年底前, 9月底前: by when something is to be so.
_LIMITS = ("年底前", "年末前", "月底前", "月末前", "年底之前")
# 眼下满负荷生产。…: what there is now is so of its own sentence.
_OF_THIS_ALONE = frozenset({"如今", "现在", "眼下", "时下", "当下", "而今", "现有", "现共有", "现已"})
# 二、主要成效, and the parts below it: 1、多元筹资建平台; （二）招商; 2.抓招商选资
_UPPER = re.compile(r"\s*(?:[一二三四五六七八九十]{1,2}、|\d{1,2}\.\d)")
_ITEM = re.compile(r"\s*(?:[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.、．](?!\d)|[一二三四五六七八九十]{1,2}是)")
# 1至5月|各项指标完成情况如下：⏎（一）…
_HEADS_LIST = re.compile(r"[^。；;，,\d]{0,30}[：:]\s*\n")

_CAME_NEW = re.compile(r"(?:又|再|共|已)?新(?:获|增|认|引|签|入|添|培|建)")
# 农产品加工项目|17个，…; 那吉片区|22个，…
_PART_LINE = re.compile(r"\s*[^，。；\d\n]{2,16}\d+[个家项宗户]")
_LEAD_LINE = 24
_ENTRY_LINE = 30
"""Characters of a line that leads over to a list of short entries, and of such an entry."""
_REPORTED = re.compile(r"[^。；;]{0,24}?(?:报告|汇报|通报|总结|公布)如下")


# 基础设施方面，…, 在招商方面，…
_ASPECT = re.compile(r"\s*(?:在)?[\u4e00-\u9fa5]{2,8}方面[，,]")


class Standing:
    """Carries what governs through one article; feed it sentence by sentence."""

    def __init__(self, text: str, roles: Roles) -> None:
        self._text = text
        self._roles = roles
        self.paragraph = -1
        self.governing: Timex | None = None
        # What the paragraph stood under before a 目前, which holds of stocks alone.
        self.before_now: Timex | None = None
        # What the paragraph stood under before a limit yet to come (年底前还有9个可以竣工).
        self.before_due: Timex | None = None
        # The stretch that the paragraph stood under before a day in it.
        self.before_day: Timex | None = None
        # 预计今年: what the paragraph expects is of that time, and nothing else is.
        self.expected: Timex | None = None
        self.year: Span = UNKNOWN
        self.section: Span = UNKNOWN
        # What governed the paragraph above a list under dashes.
        self.before_dashes: Timex | None = None
        # The day or the month's end up to which the article's statistics run: 截至7月28日.
        self.up_to: dt.date | None = None
        # 截至10月20日的有关情况报告如下: where the year ends that a report tells of.
        self.report_end: dt.date | None = None
        self.ranking: Timex | None = None
        # The headline of the article itself heads no section.
        self.headed = False
        self.figures_from = -1
        # 六年来，某区…。1、…。2、…: what numbered parts of a report are told of, and whether one of them is read.
        self.lead: Timex | None = None
        self.in_item = False
        # A line that ends in a colon stands above: its list has the time of what stood before it.
        self.list_open = False
        # 按行业分： stands above: each line below it is one of the parts of what was told.
        self.parts_open = False
        # Where the times stand that date a figure of their own sentence.
        self.dating: set[int] = set()

    def begin(self, paragraph: int, heading: Sequence[Timex] | None = None, words: str = "", start: int = 0) -> None:
        """Starts a sentence; a new paragraph forgets the period of the one before, a heading (of these words) may name one of its own."""
        if heading is not None and self.headed:
            named = [t for t in heading if t.kind == "period" and t.has_year and t.span.begin and t.span.begin != t.span.finish]
            if named or not is_lower_heading(words):
                self.section = named[0].span if named else UNKNOWN
        self.headed = True
        if paragraph != self.paragraph:
            dashed = self._text.startswith(("——", "【"), start)
            if not dashed:
                self.before_dashes = None
            elif self.before_dashes is None and self.governing is not None and self.governing.kind == "period" and is_long(self.governing.span):
                # 回望2019年，…。⏎——产业。…⏎——服务。…: a list under dashes, or the parts of a yearbook (【招商】), go on in its time.
                self.before_dashes = self.governing
            self.paragraph = paragraph
            goes_on = breaks_down(self._text, start) or adds_to(self._text, start)
            parts = self.parts_open and _PART_LINE.match(self._text, start) is not None
            self.parts_open = parts or (goes_on and self._line(start).endswith(("：", ":")))
            if (heading is None or self.parts_open) and (goes_on or parts) and self.governing is not None:
                # 一季度新签约项目11个。 / 从构成看，30亿元项目1个; 按行业分： / 农产品加工项目17个，…
                self.figures_from = -1
                return
            if not self._text[start : start + 6].lstrip().startswith("其中"):
                # 本次开工的16个项目… / 其中落在高新区的7个: still those of the ceremony.
                self.figures_from = -1
            if self._listed_below(start, heading is not None, words):
                return
            if _UPPER.match(self._text, start):
                self.lead = None
            listed = self.lead is not None and self.section == UNKNOWN and (_ITEM.match(self._text, start) is not None or self.in_item)
            self.in_item = listed
            self.governing, self.before_now, self.expected = (self.lead if listed else self.before_dashes if dashed else None), None, None
            self.before_due = self.before_day = None
            self.year = UNKNOWN
        elif self.before_day is not None and _ASPECT.match(self._text, start):
            # 1至10月引进资金28.7亿元。9月26日，某项目开工。基础设施方面，完成投资4.85亿元: of the ten months again.
            self.governing, self.before_day = self.before_day, None

    def _line(self, start: int) -> str:
        stop = self._text.find("\n", start)
        return self._text[start : stop if stop >= 0 else len(self._text)].strip()

    def _listed_below(self, start: int, heading: bool, words: str) -> bool:
        """上半年，新增企业2.1万家。 / 新增企业数前三位： / 某区5218家: whether a line leads over to a list, or is one of its entries."""
        line = self._line(start)
        leads = len(line) <= _LEAD_LINE and line.endswith(("：", ":")) and _ITEM.match(line) is None and _UPPER.match(line) is None
        entry = self.list_open and len(line) <= _ENTRY_LINE and not line.endswith("。")
        self.list_open = leads or entry
        return self.list_open and self.governing is not None

    def note(self, timexes: Sequence[Timex], sentence_end: int) -> None:
        """Ends a sentence: its last governing expression goes on to the rest of the paragraph."""
        roles = self._roles
        for timex in timexes:
            if timex.kind == "period" and timex.closes and timex.text.startswith("截"):
                self.up_to = timex.span.finish
                if _REPORTED.match(self._text, timex.end, sentence_end):
                    self.report_end = timex.span.finish
            if self.judged((timex,), sentence_end) is not None:
                self.ranking = timex
            elif self.ranking is not None and timex.kind == "period" and self._is_of_data(timex):
                # 2022年综合评价（采用2021年度数据）: the year that was judged.
                self.ranking = timex
            if timex.kind == "period" and roles.is_expected(timex) and roles.sets(timex):
                self.expected = timex
            if roles.is_value_before(timex, timexes):
                continue
            if timex.kind in ("period", "base") and timex.span != UNKNOWN and heads_report(self._text, timex):
                self.governing, self.before_now = replace(timex, kind="period"), None
                continue
            if timex.kind in ("mask", "base") or roles.is_month_of(timex) or roles.dates_clause(timex, sentence_end) or roles.is_expected(timex):
                continue
            if timex.kind in ("period", "same") and roles.is_attribute(timex):
                continue
            if timex.kind == "period" and roles.names(timex, timexes):
                continue
            if roles.closes_sentence(timex, timexes, sentence_end):
                continue
            if self._is_quoted(timex, sentence_end) or roles.ranks_since(timex) or roles.dates_aside(timex, self._spoken_of(), sentence_end):
                continue
            if timex.kind == "period" and _CAME_NEW.match(self._text, timex.end) and any(t.kind == "anchor" for t in timexes if t.start < timex.start):
                # 目前拥有企业318家，去年新获评27家；建有研发平台52个: what came last year is told up to the semicolon.
                continue
            if (
                self.governing is not None
                and roles.is_plans(timex)
                and (self.governing.closes or self.governing.kind == "anchor" or is_short(self.governing.span))
            ):
                # 10月20日，19个项目集中开工，年内计划完成投资6.5亿元。按投资体量分，…
                continue
            if timex.text in _OF_THIS_ALONE or (self.governing is not None and self.governing.kind == "period" and roles.is_of_counted(timex)):
                continue
            if self._is_point_of_stretch(timex, timexes):
                continue
            # 2021年，营收突破千亿元，跻身百强；税收45亿元: a figure in words is one, too.
            # 2009年5月，市政府决定由某区托管两个镇: what was decided is none.
            dates_none = timex.start not in self.dating or self._text.find("决定", timex.end, sentence_end) >= 0
            decided = dates_none and roles.dates_decision(timex, sentence_end)
            if roles.is_telling(timex, sentence_end) or decided or roles.is_starting_value(timex, sentence_end):
                continue
            if timex.kind == "anchor" and timex.text in ABIDING:
                if self.governing is not None and self.governing.kind != "anchor":
                    self.before_now = self.governing
            else:
                self.before_now = None
            if timex.kind == "period" and timex.text.endswith(_LIMITS):
                self.before_due = self.before_due or self.governing
            else:
                self.before_due = None
            if timex.kind == "period" and self.governing is not None and timexes[0].start <= self.governing.start:
                # 截至3月底，挂牌后新设…: what follows is of the same stretch.
                timex = replace(timex, span=with_neighbour(self._text, timex, self.governing))
            if timex.kind == "period" and grain_of(timex.span) == "day":
                self.before_day = self.governing if self.governing is not None and is_long(self.governing.span) else self.before_day
            else:
                self.before_day = None
            self.governing = timex
            leads = timex.start not in self.dating or _HEADS_LIST.match(self._text, timex.end)
            if timex.kind == "period" and leads and not self.in_item and is_long(timex.span):
                self.lead = timex
            if timex.kind == "period" and is_long(timex.span):
                self.year = timex.span

    def _is_point_of_stretch(self, timex: Timex, timexes: Sequence[Timex]) -> bool:
        """今年以来，…，2月底复工率即达100%。组建专班12支: what follows is of the stretch that the sentence opened with, and not of a point in it."""
        stretch = self.governing
        if stretch is None or not stretch.opens or stretch.kind != "period" or stretch.start < timexes[0].start:
            return False
        return timex.kind == "period" and timex.closes and timex.text[:1].isdigit()

    def judged(self, timexes: Sequence[Timex], end: int) -> Timex | None:
        """The last of some times that is the year of an evaluation told of before `end`: 2021年|绩效评估结果."""
        return next((t for t in reversed(timexes) if t.kind == "period" and t.has_year and _EVALUATION.match(self._text, t.end, end)), None)

    def _spoken_of(self) -> Span:
        """The stretch of time that the paragraph, or the heading above it, speaks of."""
        if self.governing is None:
            return self.section
        return self.governing.span if self.governing.kind == "period" else UNKNOWN

    def _is_of_data(self, timex: Timex) -> bool:
        """采用2021年度数据: the year that the figures of an evaluation are of."""
        return self._text[max(0, timex.start - 2) : timex.start] in ("采用", "依据", "基于", "使用") and self._text.startswith(("数据", "的数据"), timex.end)

    def _is_quoted(self, timex: Timex, sentence_end: int) -> bool:
        """“目前满负荷运转。”他说。: a 目前 that somebody says goes no further than his words."""
        if timex.kind != "anchor":
            return False
        opening = self._text.rfind("“", max(0, timex.start - 120), timex.start)
        if opening < 0 or self._text.find("”", opening, timex.start) >= 0:
            return False
        return self._text.find("”", timex.end, sentence_end + 1) >= 0
