"""Which period a figure belongs to.

Nearest first: a time expression before it in its sentence; the last one of its paragraph; the year that the article is
about. A founding date governs only its own clause, and a stock or a promise without a date has no period.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from transforms.frames.slots import Finds, Slot
from transforms.times.calendar import UNKNOWN, Span
from transforms.times.times import Timex

_NO_TOPIC = frozenset({"floor_area", "land_area", "total_investment", "fund_size", "innovation_platforms", "enterprises"})
# What a building or a project measures does not change with 目前 in an earlier clause.
_NO_TOPIC_ASSET = frozenset({"floor_area", "land_area", "total_investment", "fund_size"})
_FROM = re.compile(r"(?:从|由|原|原来的?|原先的?|由原来的?|从原来的?|由最初的?|从最初的?|设立之初的?|成立之初的?|当初的?)(?:约|近)?$")
# Its last characters; a line end may stand behind them.
_FROM_ENDS = frozenset("从由原来先初的约近\n")
_FOUNDING = re.compile(r"落户|成立|注册|创办|创建于|始建于|投产|入驻|起步|设立|创立|组建|获批|进驻|批准|封关|升级|开园|建成|建园|启用")


_ANNUAL_NAME = re.compile(r"[\u4e00-\u9fa5]{0,6}?(?:工作|计划|述职|总结|目标|表彰|先进|十大|优秀|领导|履职|报告|大会|评选|奖|榜)")
_EXPECTED_BEFORE = re.compile(r"(?:预计|力争|有望|确保|计划|预期)(?:到|在)?\Z")
_EXPECTED_AFTER = re.compile(r"(?:预计|有望|力争|可望)")
# The last characters of the one, the first of the other.
_EXPECTED_ENDS = frozenset("计争望保划期到在")
_EXPECTED_STARTS = frozenset("预有力可")
_ON_THAT_DAY = re.compile(r"签约|开工|竣工|投产|本次|此次|当天|同日|现场|设立|出资")
_CLAUSE_END = re.compile(r"[，,；;。]")
_SENTENCE_END = re.compile(r"[。；;]")
_DIGIT = re.compile(r"\d")
_WHOLE_TASK = re.compile(r"[\u4e00-\u9fa5]{0,10}?(?:任务|目标|计划)")


@dataclass(slots=True)
class PeriodChoice:
    """A period, the words that give it, and the rule that chose it."""

    span: Span
    text: str
    rule: str


NO_PERIOD = PeriodChoice(UNKNOWN, "", "period_none")


class PeriodReader:
    """Carries the governing period through one article; feed it sentence by sentence."""

    def __init__(self, finds: Finds, topic: Span) -> None:
        self._finds = finds
        self._text = finds.text
        self._topic = topic
        self._paragraph = -1
        self._governing: Timex | None = None
        self._year: Span = UNKNOWN
        self._section: Span = UNKNOWN
        self._body_seen = False
        # The article tells of a ceremony: its amounts are those of that day.
        self.occasion = False

    def begin(self, paragraph: int, heading: Sequence[Timex] | None = None) -> None:
        """Starts a sentence; a new paragraph forgets the period of the one before, a heading may name one of its own."""
        if heading is not None and self._body_seen:
            named = [t for t in heading if t.kind == "period" and t.has_year and t.span.begin and t.span.begin != t.span.finish]
            self._section = named[0].span if named else UNKNOWN
        self._body_seen = self._body_seen or heading is None
        if paragraph != self._paragraph:
            self._paragraph = paragraph
            self._governing = None
            self._year = UNKNOWN

    def _clause_only(self, timex: Timex, sentence_end: int) -> bool:
        """A date of founding or entry: 2018年落户园区."""
        if timex.kind != "period":
            return False
        if timex.clause_only is None:
            timex.clause_only = self._dates_clause(timex, sentence_end)
        return timex.clause_only

    def _dates_clause(self, timex: Timex, sentence_end: int) -> bool:
        reach = min(sentence_end, timex.end + 30)
        stop = _CLAUSE_END.search(self._text, timex.end, reach)
        clause = self._text[timex.end : stop.start() if stop else reach]
        before = self._text[max(0, timex.start - 4) : timex.start]
        if (self._is_expected(timex) and not timex.has_year) or "基础上" in clause:
            # 预计全年可实现… says nothing of the figures after it; nor does 在2013年…的基础上. 预计2015年… goes on to the end of its sentence.
            return True
        return (_FOUNDING.search(clause) is not None and not _DIGIT.search(clause)) or before.endswith(("成立于", "始建于", "创建于", "建于"))

    def _is_expected(self, timex: Timex) -> bool:
        text = self._text
        before = text[max(0, timex.start - 4) : timex.start]
        if before[-1:] in _EXPECTED_ENDS and _EXPECTED_BEFORE.search(before):
            return True
        return text[timex.end : timex.end + 1] in _EXPECTED_STARTS and _EXPECTED_AFTER.match(text, timex.end) is not None

    def note(self, timexes: Sequence[Timex], sentence_end: int) -> None:
        """Ends a sentence: its last governing expression goes on to the rest of the paragraph."""
        for timex in timexes:
            if timex.kind in ("mask", "base") or self._clause_only(timex, sentence_end) or self._is_expected(timex):
                continue
            if timex.kind == "period" and (self.is_attribute(timex) or self.names(timex, timexes)):
                continue
            self._governing = timex
            if timex.kind == "period" and timex.span.begin and timex.span.finish and (timex.span.finish - timex.span.begin).days > 80:
                self._year = timex.span

    def names(self, timex: Timex, timexes: Sequence[Timex]) -> bool:
        """Behind a day in the same clause a longer period names the thing: 11月8日，某新区2017年第四季度签约仪式."""
        if timex.span.begin == timex.span.finish:
            return False
        for other in timexes:
            if other.end <= timex.start and other.kind == "period" and other.span.begin is not None and other.span.begin == other.span.finish:
                gap = self._text[other.end : timex.start]
                if not _SENTENCE_END.search(gap) and gap.count("，") + gap.count(",") <= 1 and not self._text.startswith(("，", ","), timex.end):
                    return True
        return False

    def is_attribute(self, timex: Timex) -> bool:
        """上年度的2.8倍, 2020年度工作: a time that belongs to a noun, not to the statement."""
        if timex.attribute is None:
            timex.attribute = self._belongs_to_noun(timex)
        return timex.attribute

    def _belongs_to_noun(self, timex: Timex) -> bool:
        after = self._text[timex.end : timex.end + 4]
        if timex.text in ("全年", "年度", "本年度") and _WHOLE_TASK.match(self._text, timex.end):
            # 全年引资任务已完成七成: the year is the task's.
            return True
        before = self._text[max(0, timex.start - 2) : timex.start]
        return bool(timex.text.endswith("年度") and _ANNUAL_NAME.match(self._text, timex.end)) or (
            before.endswith(("为", "比", "较", "是")) and after.startswith(("的", "同期"))
        )

    def choose(self, slot: Slot, timexes: Sequence[Timex], metric: str, after_completion: bool, is_project: bool, status: str = "actual") -> PeriodChoice:
        """The period of one quantity."""
        q = slot.q
        before = [t for t in timexes if t.end <= q.start and t.kind != "mask"]
        own = [t for t in before if t.kind != "base" and not self.is_attribute(t) and not self.names(t, before)]
        if before and before[-1].start >= slot.left and q.kind not in ("multiple", "percent", "rank", "points") and before[-1].span.begin is not None:
            if self._text[before[-1].end : q.start] == "的" and before[-1].has_year:
                # 由2010年的84亿元增加到2019年的230亿元
                return PeriodChoice(before[-1].span, before[-1].text, "period_of_figure")
        if self._text[q.start - 1 : q.start] in _FROM_ENDS and _FROM.search(self._text[max(slot.segment, q.start - 10) : q.start]):
            inner = [t for t in before if t.start >= slot.left]
            return self._made(inner[-1], "period_from") if inner else NO_PERIOD
        while own:
            timex = own[-1]
            if self._clause_only(timex, slot.sentence.end) and timex.start < slot.clause:
                own.pop()
                continue
            break
        if after_completion:
            inner = [t for t in own if t.start >= slot.clause]
            return self._made(inner[-1], "period_clause") if inner else NO_PERIOD
        if own and own[-1].kind == "anchor" and metric in _NO_TOPIC_ASSET and own[-1].start < slot.clause:
            return NO_PERIOD
        if own:
            return self._made(own[-1], "period_sentence", [t for t in own[:-1] if not self._clause_only(t, slot.sentence.end)])
        if self._governing is not None and metric in _NO_TOPIC_ASSET and self._fleeting(self._governing, slot):
            return NO_PERIOD
        if self._governing is not None:
            return self._made(self._governing, "period_paragraph")
        if status == "norm":
            return NO_PERIOD
        if self._section != UNKNOWN and (metric not in _NO_TOPIC or status == "target"):
            return PeriodChoice(self._section, "", "period_section")
        if self._topic != UNKNOWN and metric not in _NO_TOPIC and not (is_project and metric == "other"):
            return PeriodChoice(self._topic, "", "period_topic")
        return NO_PERIOD

    def _fleeting(self, timex: Timex, slot: Slot) -> bool:
        """A day or 目前 of another sentence: what a building measures is not measured on that day, what is signed is."""
        if timex.kind == "period" and (self.occasion or _ON_THAT_DAY.search(self._text, slot.sentence.start, slot.sentence.end)):
            return False
        return timex.kind in ("anchor", "same") or (timex.span.begin is not None and timex.span.begin == timex.span.finish)

    def _made(self, timex: Timex, rule: str, earlier: Sequence[Timex] = ()) -> PeriodChoice:
        if timex.kind == "recent":
            return PeriodChoice(UNKNOWN, timex.text, rule)
        if timex.kind == "anchor":
            return PeriodChoice(self._since(timex.span, earlier), timex.text, rule)
        return PeriodChoice(timex.span, timex.text, rule)

    def _since(self, span: Span, earlier: Sequence[Timex]) -> Span:
        """截至目前 runs from the start of the year that the sentences around speak of."""
        for timex in reversed(earlier):
            if timex.kind == "period" and timex.span.begin and timex.span.finish and (timex.span.finish - timex.span.begin).days > 80:
                return _joined(timex.span, span)
        for base in (self._year, self._topic):
            if base.begin is not None:
                return _joined(base, span)
        return span


def _joined(base: Span, span: Span) -> Span:
    if base.begin and span.finish and base.begin <= span.finish:
        return Span(base.begin, span.finish)
    return span
