"""Which period a figure belongs to: the one owner of that question.

Rules, nearest first; each has a name, which a choice carries:
  period_of_figure   an expression bound to the figure itself             2010年的84亿元, 去年同期为8亿元
  period_from        the starting value of a growth                       由最初的20家
  period_task        a year's task beside its result                      完成全年任务75亿元的24%
  period_sentence    the last expression before it in its sentence        一季度完成税收3亿元
  period_ranking     the year of the evaluation that ranks are told of    2021年国家高新区评价…第41名
  period_ceremony    the day of the ceremony, for its projects         此次开工项目9个，总投资21.4亿元
  period_paragraph   the one that an earlier sentence of the paragraph stated
  period_section     the one in the heading above
  period_topic       the year that the article is about
  period_reported    the period of the article's first results              前三季度，全区进出口…。分区域看，…
  period_of_item     one of several times that a list is dealt out over   2014年和2018年分别为8亿元、15亿元
  period_once        none: the text says only that it is past              以前要跑五趟
A founding date governs only its own clause, the day on which figures are told governs none, and a stock or a promise
without a date has no period.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from transforms.frames.slots import Finds, Slot, adds_to, breaks_down
from transforms.knowledge import Metric
from transforms.periods.lasting import is_lasting
from transforms.periods.occasions import is_done_there
from transforms.periods.roles import Roles
from transforms.periods.topic import is_lower_heading
from transforms.times.calendar import UNKNOWN, Span, add_years, month_end, parts_of, whole_year
from transforms.times.times import Timex

# What a building or a project measures does not change with 目前 in an earlier clause (seeds/metrics.csv, timeless).
_ASSETS = ("size", "asset")
_FROM = re.compile(r"(?:从|由|原|原来的?|原先的?|由原来的?|从原来的?|由最初的?|从最初的?|设立之初的?|成立之初的?|当初的?)(?:约|近)?$")
# Its last characters; a line end may stand behind them.
_FROM_ENDS = frozenset("从由于原来先初的约近\n")
_ON_THAT_DAY = re.compile(r"签约|开工|竣工|投产|本次|此次|当天|同日|现场|设立|出资")
# 去年同期为8亿元, 2019年末的1255家, (上年1.2亿元), 于去年179.6万标箱
_BOUND = re.compile(r"(?:的)?(?:同期|同月|同季)?(?:的)?(?:全区|园区|全年)?(?:仅|只)?(?:有|为|是|达到?)?(?:约|近)?")
_BASE_AND_MORE = re.compile(r"(?:的)?(?:基础上|相比|相较)")
_COMPARED = re.compile(r"(?:[比较与同跟于超按过]|相当|约为|[为是达占]|高出|多于)\Z")
_COMPARING = re.compile(r"[增减多少降升高低快慢翻)）]|净|倍|提|回落|扩大|缩|。|；|;")
_EVALUATION = re.compile(r"[^。；;]{0,40}?(?:评价|考核|考评|评估|排名|排行|榜|测评)")
# 以前办照要跑五趟, 照老办法要6个月: before some change, nobody says when. Each begins with a literal character, so that the search is fast.
_ONCE = re.compile(
    r"以前|从前|以往|往常|过去(?<!经过去)(?!的?[一二两三四五六七八九十\d几]+[个年])|原先(?<![\u4e00-\u9fa5]是原先)|原本|改革之?前|老办法|传统模式|此前(?<!日此前)|原来(?<![由从比较]原来)(?!的\d)"
)
_JOINT = re.compile(r"[、和及与]|以及")
_NOW_AGAIN = re.compile(r"如今|现在|目前|改革后|缩短|压缩|精简|减少|降至|减至|变成|变为|提升|提高|升至|增至|增长|增加|当年|今")
_ABIDING = frozenset({"目前", "当前", "现在", "如今", "现已", "现有", "现共有", "眼下", "时下"})
# 眼下满负荷生产。…: what there is now is so of its own sentence.
_OF_THIS_ALONE = frozenset({"如今", "现在", "眼下", "时下", "现有", "现共有", "现已"})
# 现有企业130家: says that they are there, and gives no day; 截至9月底，现有企业130家 does.
_UNDATED = frozenset({"现有", "现共有", "现已"})
_LARGE = re.compile(r"(?:建筑面积|总面积|占地面积?|用地面积)(?:约|近|达|为|超过?)?\Z")
# 近两年, 三年来 of another sentence
_STRETCHES = re.compile(r"(?:近|最近|过去)[\d一二两三四五六七八九十几]|.*[年月](?:多?来|间)\Z")
# 改革后，审批环节由38个压减到4个: what has been so since then is so at no time.
_SINCE_REFORM = re.compile(r"改革后|改革以来|新政实施后|实施后")
# 纳税1000万元以上的企业8家: the class itself is of the year's result.
_BY_RESULT = re.compile(r"(?:税收|纳税|产值|营收|销售|收入|税金|亩均)[^，。；,;]{0,14}(?:以上|[超过])的?[^，。；,;]{0,8}(?:企业|公司)")
# 总工期14个月, 建设周期两年
_LASTS = re.compile(r"(?:工期|周期|期限)(?:为|约|仅|只有|共)?\Z")
_LASTED = re.compile(r"短短\Z")
_LASTED_BEHIND = re.compile(r"(?:时间)?[，,]?(?:就|便)")
_LENGTHS = frozenset({"年", "个月", "月", "天", "日", "周", "工作日", "个工作日"})
# 9月，园区出台新政，明确企业开办半个工作日办结: what is laid down holds from then on.
_LAID_DOWN = re.compile(r"明确|规定|承诺|约定|出台|印发")
# 完成年计划21.5亿元的22.9%
_PLAN_OF_YEAR = re.compile(r"(?:全年|年度?)(?:预期|奋斗|总|投资|工作)?(?:计划|目标|任务)(?:数|的)?\Z")
# 由上年第39位
_YEAR_BEFORE = re.compile(r"[由从]?(?:上年度?|上一年度?|前一年度?)的?")
# 比年初净增11家, 较去年底增加38家: what came since the year began.
_SINCE_NEW_YEAR = re.compile(r"[比较](?:年初|去年[底末]|上年[底末]|去年年[底末])(?:净增加?|增加|新增|增长|多|上升|减少|下降|净减)了?(?:约|近)?\Z")
# 年度计划投资41.5亿元，截至3月底，累计完成11.2亿元: what is told against a year's plan began with the year.
_YEARS_PLAN = re.compile(r"(?:年度|全年|今年|当年|年内)[^，。；,;\d]{0,4}计划")
_GREW = re.compile(r"(?:增长|下降|增加|减少)了?(?:约|近)?\Z")
# 截至9月底…完成36亿元，同比增长33.8%: what grew against the year before began with the year.
_GROWN_SINCE = re.compile(r"[，,(](?:同比|[比较](?:上年|去年)(?:同期)?)")
_GROWS_SINCE = re.compile(r"同比|[比较](?:上年|去年)(?:同期)?")
# 建成标准厂房32万平方米 under 2017年工作回顾: work done, not the size of a thing.
_WORKED = re.compile(r"(?:^|[，。；,;：:\n、])(?:[\u4e00-\u9fa5]{0,4}?)(?:建成|平整|化解|盘活|收储|清理|腾出|拆除|改造|新建)了?[^，。；,;\d的]{0,8}\Z")
# 此次开工项目9个, 上述46个项目里, 签约项目中: what a ceremony was for.
_OF_CEREMONY = re.compile(
    r"此次|本次|这次|上述|当天|当日|现场|集中|(?:开工|签约|竣工|奠基|投产)(?:的)?(?:\d+个)?[\u4e00-\u9fa5]{0,4}?项目|\d个项目(?:全部|里|中)"
)
_OF_ONE = re.compile(r"的(?!\d|[一二三四五六七八九十两几多]|项目|工程|签约|开工)")
_NEWLY = re.compile(r"新(?:设|增|建|签|引|办|添|入|开|认定)")
_COMPLETED = re.compile(r"前?[^，。；;\d]{0,12}(?:投产|达产|投运|投用|建成|竣工|运营|交付|(?:\d+条)?[^，。；;\d]{0,6}上马)后?[，,]")
# 超过“十二五”规划115亿元的目标: what a plan had set for the same time.
_PLAN_PASSED = re.compile(r"(?:超过|超出|高于|突破|完成|达到|为|占)[^，。；,;\d]{0,12}(?:规划|计划|目标)(?:的)?\Z")
# 二、主要成效, and the parts below it: 1、多元筹资建平台; （二）招商; 2.抓招商选资
_UPPER = re.compile(r"\s*(?:[一二三四五六七八九十]{1,2}、|\d{1,2}\.\d)")
_ITEM = re.compile(r"\s*(?:[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.、．](?!\d)|[一二三四五六七八九十]{1,2}是)")
# 2.86万(2021年末常住)
_IN_BRACKET = re.compile(r"\s*[(（]")
_CLOSED = re.compile(r"[^()（），。；\d]{0,4}[)）]")
# 16个|项目|年内|竣工投产
_OF_THINGS = re.compile(r"[^，。；,;()（）\d]{1,8}")
_DONE_THEN = re.compile(r"(?:将|可|全部|有望|底|以?前)?(?:竣工|投产|开工|动工|建成|完工|签约|落地|达产|启用)")
_OF_WHICH = re.compile(r"其中|这当中")
_ESTIMATED = re.compile(r"预计(?:可)?(?:完成|实现|达到?)")
# 彼时，起步区只有1.9平方公里
_AT_THAT_TIME = re.compile(r"彼时|那时|当时|其时")
_STOPPED = re.compile(r"[。！!？?\n]")
_CEREMONIAL = frozenset({"projects_started", "projects_signed", "projects_completed", "contracted_investment", "total_investment"})
# 当天奠基的某总部项目，占地98亩: how large it is was not so on that day.
_FOUNDED_THEN = re.compile(r"(?:奠基|开工|动工|签约|落户|启动)的")
# 截至今年9月末，企业326家: so many stood there on that day.
_UP_TO_THEN = re.compile(r"(?:截至|截止)[到至]?(?:今年|本年)")
# 截至2013年11月, 截至9月底, but not 截至2012年底
_UP_TO_MONTH = re.compile(r"(?<!1)(?:[1-9]|1[01])月(?:份|底|末|\d{1,2}日)?\Z|[上本当]月[底末]?\Z")
_OF_A_YEAR = frozenset({"output", "fiscal", "trade", "investment"})
_NOT_OF_A_YEAR = frozenset({"total_investment", "investment_completed", "fund_size", "tax_per_mu"})
_PLAN_YEARS = 370
"""Days: a longer time in a headline that is not over is a plan's."""
_LONG = 80
"""Days of a period that others may be part of: a quarter or more."""


@dataclass(slots=True)
class PeriodChoice:
    """A period, the words that give it, and how it was found.

    `reach` says how far off the words stand: figure, clause, sentence, paragraph, section, topic or none; `rivals` counts the other expressions of
    the sentence that might have governed the figure, and `passed` those nearer to it that were passed over.
    """

    span: Span
    text: str
    rule: str
    reach: str = "none"
    rivals: int = 0
    passed: int = 0


NO_PERIOD = PeriodChoice(UNKNOWN, "", "period_none")


class PeriodReader:
    """Carries the governing period through one article; feed it sentence by sentence."""

    def __init__(self, finds: Finds, topic: Span, metrics: Mapping[str, Metric]) -> None:
        self._text = finds.text
        self._metrics = metrics
        self._topic = topic
        # What the article's first results are of; later paragraphs without a time of their own go on with it.
        self.reported: Span = UNKNOWN
        self._roles = Roles(finds.text)
        self._paragraph = -1
        self._governing: Timex | None = None
        # What the paragraph stood under before a 目前, which holds of stocks alone.
        self._before_now: Timex | None = None
        # 预计今年: what the paragraph expects is of that time, and nothing else is.
        self._expected: Timex | None = None
        self._year: Span = UNKNOWN
        self._section: Span = UNKNOWN
        self._ranking: Timex | None = None
        # The headline of the article itself heads no section.
        self._headed = False
        # The article tells of a ceremony: its amounts are those of that day.
        self.occasion = False
        self.ceremony: Span = UNKNOWN
        # The article is a report of its year's work: 2016年工作总结.
        self.report = False
        # The day of the meeting that its lead tells of.
        self.held: Span = UNKNOWN
        self._figures_from = -1
        # 六年来，某区…。1、…。2、…: what numbered parts of a report are told of, and whether one of them is read.
        self._lead: Timex | None = None
        self._in_item = False
        # Where the times stand that date a figure of their own sentence.
        self._dating: set[int] = set()
        # When the article appears.
        self.today: dt.date | None = None

    def begin(self, paragraph: int, heading: Sequence[Timex] | None = None, words: str = "", start: int = 0) -> None:
        """Starts a sentence; a new paragraph forgets the period of the one before, a heading (of these words) may name one of its own."""
        if heading is not None and self._headed:
            named = [t for t in heading if t.kind == "period" and t.has_year and t.span.begin and t.span.begin != t.span.finish]
            if named or not is_lower_heading(words):
                self._section = named[0].span if named else UNKNOWN
        self._headed = True
        if paragraph != self._paragraph:
            self._paragraph = paragraph
            self._figures_from = -1
            if heading is None and self._governing is not None and (breaks_down(self._text, start) or adds_to(self._text, start)):
                # 一季度新签约项目11个。 / 从构成看，30亿元项目1个
                return
            if _UPPER.match(self._text, start):
                self._lead = None
            listed = self._lead is not None and self._section == UNKNOWN and (_ITEM.match(self._text, start) is not None or self._in_item)
            self._in_item = listed
            self._governing, self._before_now, self._expected = (self._lead if listed else None), None, None
            self._year = UNKNOWN

    def note(self, timexes: Sequence[Timex], sentence_end: int) -> None:
        """Ends a sentence: its last governing expression goes on to the rest of the paragraph."""
        roles = self._roles
        for timex in timexes:
            if timex.kind == "period" and timex.has_year and _EVALUATION.match(self._text, timex.end, sentence_end):
                self._ranking = timex
            if timex.kind == "period" and roles.is_expected(timex):
                self._expected = timex
            if timex.kind in ("mask", "base") or roles.is_month_of(timex) or roles.dates_clause(timex, sentence_end) or roles.is_expected(timex):
                continue
            if timex.kind == "period" and (roles.is_attribute(timex) or roles.names(timex, timexes)):
                continue
            if self._is_quoted(timex, sentence_end) or roles.ranks_since(timex) or roles.dates_aside(timex, self._governing, sentence_end):
                continue
            if timex.text in _OF_THIS_ALONE or (self._governing is not None and self._governing.kind == "period" and roles.is_of_counted(timex)):
                continue
            if roles.is_telling(timex, sentence_end) or roles.dates_decision(timex, sentence_end) or roles.is_starting_value(timex, sentence_end):
                continue
            if timex.kind == "anchor" and timex.text in _ABIDING:
                if self._governing is not None and self._governing.kind != "anchor":
                    self._before_now = self._governing
            else:
                self._before_now = None
            if timex.kind == "period" and self._governing is not None and timexes[0].start <= self._governing.start:
                # 截至3月底，挂牌后新设…: what follows is of the same stretch.
                timex = replace(timex, span=self._with_neighbour(timex, self._governing))
            self._governing = timex
            if timex.kind == "period" and timex.start not in self._dating and not self._in_item and _is_long(timex.span):
                self._lead = timex
            if timex.kind == "period" and timex.span.begin and timex.span.finish and (timex.span.finish - timex.span.begin).days > _LONG:
                self._year = timex.span

    def _is_quoted(self, timex: Timex, sentence_end: int) -> bool:
        """“目前满负荷运转。”他说。: a 目前 that somebody says goes no further than his words."""
        if timex.kind != "anchor":
            return False
        opening = self._text.rfind("“", max(0, timex.start - 120), timex.start)
        if opening < 0 or self._text.find("”", opening, timex.start) >= 0:
            return False
        return self._text.find("”", timex.end, sentence_end + 1) >= 0

    def _timeless(self, metric: str) -> str:
        known = self._metrics.get(metric)
        return known.timeless if known is not None else ""

    def _is_stock(self, metric: str) -> bool:
        known = self._metrics.get(metric)
        return known is not None and known.stock

    def names(self, timex: Timex, timexes: Sequence[Timex]) -> bool:
        """Whether a longer period behind a day names the thing of that day."""
        return self._roles.names(timex, timexes)

    def is_attribute(self, timex: Timex) -> bool:
        """Whether a time belongs to a noun, not to the statement."""
        return self._roles.is_attribute(timex)

    def choose(self, slot: Slot, timexes: Sequence[Timex], metric: str, after_completion: bool, is_project: bool, status: str = "actual") -> PeriodChoice:
        """The period of one quantity; `metric` is "event" for a happening, which the day of its telling dates too."""
        q = slot.q
        before = [t for t in timexes if t.end <= q.start and t.kind != "mask"]
        if metric != "event" and self._is_length(slot):
            return NO_PERIOD
        bound = self._bound(slot, before) if before and metric != "event" else None
        if bound is not None:
            return bound
        if self._figures_from < 0:
            self._figures_from = slot.sentence.start
        own = [t for t in before if t.kind != "base" and not self.is_attribute(t) and not self.names(t, before)]
        if self._text[q.start - 1 : q.start] in _FROM_ENDS and _FROM.search(self._text[max(slot.segment, q.start - 10) : q.start]):
            inner = [t for t in before if t.start >= slot.left and not self._is_ahead(t)]
            return self._made(slot, inner[-1], "period_from", []) if inner else NO_PERIOD
        governing = [t for t in own if self._governs(t, slot, metric, status)]
        passed = sum(1 for t in own if governing and t.start > governing[-1].start) if governing else len(own)
        if metric != "event" and self._is_once(slot, governing):
            return PeriodChoice(UNKNOWN, "", "period_once", "sentence", len(governing), passed)
        if after_completion:
            inner = [t for t in governing if t.start >= slot.clause]
            return self._made(slot, inner[-1], "period_clause", [], passed) if inner else NO_PERIOD
        if governing and governing[-1].kind == "anchor" and self._timeless(metric) in _ASSETS and self._is_past_anchor(governing[-1], slot):
            return NO_PERIOD
        if status == "forecast" and governing and metric != "event" and self._is_after_completion(governing[-1], slot):
            return NO_PERIOD
        if governing and governing[-1].text in _UNDATED and metric != "event":
            dated = [t for t in governing if t.closes or (t.text not in _UNDATED and t.kind == "anchor")]
            if dated:
                return self._made(slot, dated[-1], "period_sentence", [], passed)
            return self._made(slot, self._governing, "period_paragraph", [], passed) if self._governing and self._governing.closes else NO_PERIOD
        if status == "norm" and governing and _LAID_DOWN.search(self._text, governing[-1].end, q.start):
            return NO_PERIOD
        if governing:
            if metric != "event" and (earlier := self._before_aside(governing, slot, metric)) is not None:
                governing = governing[: earlier + 1]
            made = self._made(slot, governing[-1], "period_sentence", governing[:-1], passed)
            self._dating.add(governing[-1].start)
            if metric != "event" and q.kind not in ("percent", "rank") and _SINCE_NEW_YEAR.search(self._text, slot.clause, q.start):
                made.span = _in_its_year(made.span)
            elif (not self._is_stock(metric) or metric == "other") and not self._timeless(metric) and metric != "event":
                made.span = self._of_the_year(governing[-1], made.span, governing[:-1], UNKNOWN if metric == "other" else self._spoken_year())
                if governing[-1].closes and _YEARS_PLAN.search(self._text, slot.sentence.start, governing[-1].start):
                    made.span = _in_its_year(made.span)
                made.span = self._since_new_year(governing[-1], made.span, slot, metric)
            elif _UP_TO_THEN.match(governing[-1].text) and self._stands(metric):
                made.span = Span(None, made.span.finish)
            return made
        if metric != "event" and not own and self._timeless(metric) not in _ASSETS and (behind := self._behind(slot, timexes)) is not None:
            return self._made(slot, behind, "period_sentence", [], passed)
        if q.kind in ("rank", "places") and self._ranking is not None and metric != "event":
            return self._made(slot, self._ranking, "period_ranking", [], passed)
        if self._is_of_ceremony(slot, metric, is_project, status):
            return PeriodChoice(self.ceremony, "", "period_ceremony", "topic", 0, passed)
        if status == "forecast" and self._expected is not None and metric != "event":
            return self._made(slot, self._expected, "period_paragraph", [], passed)
        if self._governing is not None and not self._is_aside(slot, metric):
            inherited = self._inherited(metric, slot)
            if self._timeless(metric) in _ASSETS and self._fleeting(inherited, slot):
                return NO_PERIOD
            if self._in_item and inherited is self._lead and status == "actual" and metric != "event" and (is_project or not self._is_over(inherited)):
                # 总投资30亿元的玻璃产业园 in a part of the report: one project's.
                return NO_PERIOD
            if status == "actual" and not inherited.closes and self._is_lasting(slot, metric):
                return NO_PERIOD
            if self._timeless(metric) == "size" and status == "actual" and not self._is_work(slot) and not self._goes_on(slot, inherited):
                return NO_PERIOD
            if (
                (metric == "other" or self._timeless(metric) == "place")
                and status == "actual"
                and inherited.start not in self._dating
                and not _is_some_days(inherited.span)
                and self._is_state(slot)
            ):
                # 2017年，园区跻身示范基地。…。产品远销13个国家: no figure was told of that time; but 2月26日至3月3日 is a journey's.
                return NO_PERIOD
            if is_project and metric != "event" and self._is_over(inherited) and "在建" in self._text[slot.clause : q.start]:
                # 2019年纳税2300万元。它在建的项目投资1.8亿元: not in a year that is over.
                return NO_PERIOD
            if metric != "event" and _SINCE_REFORM.search(self._text, slot.sentence.start, q.start):
                return NO_PERIOD
            if metric != "event" and status in ("target", "forecast") and self._is_over(inherited) and not self._lists_on(slot, inherited):
                if inherited.span.finish is not None and _PLAN_OF_YEAR.search(self._text, slot.clause, q.start):
                    return PeriodChoice(whole_year(inherited.span.finish.year), inherited.text, "period_task", "paragraph", 0, passed)
                if status == "target" and _PLAN_PASSED.search(self._text, slot.clause, slot.q.start):
                    return PeriodChoice(inherited.span, inherited.text, "period_task", "paragraph", 0, passed)
                if not (status == "forecast" and self._estimates(slot)):
                    # 今年以来办结2860件。下一步，将推动80项…: what is to come lies in no time that is over.
                    return NO_PERIOD
            made = self._made(slot, inherited, "period_paragraph", [], passed)
            if self._is_flow(metric):
                made.span = self._of_the_year(inherited, made.span, (), self._spoken_year())
                made.span = self._since_new_year(inherited, made.span, slot, metric)
            return made
        if status == "norm":
            return NO_PERIOD
        if self.held != UNKNOWN and metric != "event" and not self._timeless(metric) and self._is_done_there(slot):
            return PeriodChoice(self.held, "", "period_ceremony", "topic", 0, passed)
        if status == "target" and (tasks := [t for t in before if t.kind == "period" and t.span.begin and self.is_attribute(t)]):
            # 要完成全年目标任务，确保增加值增长8.5%
            return self._made(slot, tasks[-1], "period_task", [], passed)
        if self._section != UNKNOWN and (not self._timeless(metric) or status == "target" or self._is_work(slot)):
            return PeriodChoice(self._section, "", "period_section", "section", 0, passed)
        planned = status == "actual" and (self._is_of_plan(self._topic) or self._is_lasting(slot, metric))
        if (
            self._topic != UNKNOWN
            and not planned
            and (
                not self._timeless(metric)
                or self._is_by_result(slot, metric)
                or (self.report and self._timeless(metric) == "asset" and not self._text.startswith("的", q.end))
            )
            and not (is_project and metric == "other")
        ):
            return PeriodChoice(self._topic, "", "period_topic", "topic", 0, passed)
        if self.reported != UNKNOWN and (self._goes_with_results(metric) or self._is_growth(slot)) and not is_project and status == "actual":
            return PeriodChoice(self.reported, "", "period_reported", "topic", 0, passed)
        return NO_PERIOD

    def _behind(self, slot: Slot, timexes: Sequence[Timex]) -> Timex | None:
        """16个项目年内竣工, 人口2.86万(2021年末常住): a time that says when, of the things just counted."""
        end = slot.q.end
        for timex in timexes:
            if timex.start < end or timex.kind != "period":
                continue
            between = self._text[end : timex.start]
            if _IN_BRACKET.fullmatch(between) and timex.has_year and _CLOSED.match(self._text, timex.end):
                return timex
            return timex if _OF_THINGS.fullmatch(between) and _DONE_THEN.match(self._text, timex.end) else None
        return None

    def _is_of_plan(self, span: Span) -> bool:
        """2016—2020年发展规划: the years of a plan, in which nothing that is told as done was done."""
        begin, finish = span
        return begin is not None and finish is not None and self.today is not None and finish > self.today and (finish - begin).days > _PLAN_YEARS

    def _is_of_ceremony(self, slot: Slot, metric: str, is_project: bool, status: str) -> bool:
        """此次开工项目9个，总投资21.4亿元: the projects that a ceremony was for, all together."""
        if self.ceremony == UNKNOWN or is_project or metric not in _CEREMONIAL or status != "actual":
            return False
        if _OF_ONE.match(self._text, slot.q.end):
            # 此次奠基的项目包括：总投资7.6亿元的某车桥基地、…: what one of them costs.
            return False
        if self._governing is not None and not _STOPPED.search(self._text, self._governing.end, slot.q.start):
            # 过去一年，签约项目52个；开工项目46个: still the same sentence.
            return False
        return _OF_CEREMONY.search(self._text, self._figures_from, min(slot.q.end + 4, slot.sentence.end)) is not None

    def _is_done_there(self, slot: Slot) -> bool:
        """会上授予8个“先进党支部”: what was done at the meeting that the article tells of."""
        sentence = slot.sentence
        return is_done_there(self._text, sentence.start, slot.clause, slot.q.start, slot.q.end, sentence.end)

    def _is_ahead(self, timex: Timex) -> bool:
        """打算未来三年由7.8万元提高到12万元: the start of a rise lies in no coming time."""
        return self.today is not None and timex.span.begin is not None and timex.span.begin >= self.today

    def _is_length(self, slot: Slot) -> bool:
        """总工期14个月, 短短3个工作日内, 5个月就见到了产品: how long a thing takes is so at no time."""
        q = slot.q
        if q.unit not in _LENGTHS:
            return False
        start = max(slot.clause, q.start - 8)
        if _LASTS.search(self._text, start, q.start) or _LASTED.search(self._text, start, q.start):
            return True
        return slot.clause == q.start and _LASTED_BEHIND.match(self._text, q.end) is not None

    def _is_work(self, slot: Slot) -> bool:
        """建成标准厂房32万平方米: what was done of a measure, not how large a thing is."""
        return _WORKED.search(self._text[max(slot.sentence.start, slot.q.start - 20) : slot.q.start]) is not None

    def _is_once(self, slot: Slot, governing: Sequence[Timex]) -> bool:
        """Whether 以前 or the like governs the figure: it stands in its sentence behind every other time."""
        start = max(slot.segment, governing[-1].end if governing else slot.segment)
        found = _ONCE.search(self._text, start, slot.q.start)
        return found is not None and _NOW_AGAIN.search(self._text, found.end(), slot.q.start) is None

    def of_task(self, choice: PeriodChoice) -> PeriodChoice:
        """The period of a year's task that stands beside a result of part of the year: the whole year."""
        last = choice.span.finish or choice.span.begin
        return PeriodChoice(whole_year(last.year), choice.text, "period_task", choice.reach, choice.rivals) if last else choice

    def of_item(self, timexes: Sequence[Timex], start: int, number: int, parts: int) -> PeriodChoice:
        """The period of one item of a list that is dealt out over times: the expression at `start`, or its `number`-th part of `parts`.

        2014年和2018年…分别为 has two expressions, 2019年至2021年…分别 one of three parts; NO_PERIOD where there is none such.
        """
        timex = next((t for t in timexes if t.start <= start < t.end), None)
        if timex is None:
            return NO_PERIOD
        pieces = parts_of(timex.span, parts) if parts > 1 else [timex.span]
        return PeriodChoice(pieces[number], timex.text, "period_of_item", "sentence") if 0 <= number < len(pieces) else NO_PERIOD

    def of_years(self, choice: PeriodChoice, number: int, count: int) -> PeriodChoice:
        """2015年至2017年，…分别完成X、Y、Z；分别引资…: the years that the paragraph stands under, where there are as many as figures."""
        begin, finish = choice.span
        if begin is None or finish is None or begin.year == finish.year:
            return choice
        pieces = parts_of(choice.span, count)
        return PeriodChoice(pieces[number], choice.text, "period_of_item", choice.reach) if number < len(pieces) else choice

    def _governs(self, timex: Timex, slot: Slot, metric: str, status: str) -> bool:
        """Whether an expression of the figure's own sentence may date it."""
        if status == "forecast" and timex.kind == "period" and self._roles.is_expected(timex):
            # 预计今年实现产值20亿元；预计实现税收1亿元: what is expected further on is expected of the same year.
            return True
        if self._roles.dates_clause(timex, slot.sentence.end) and timex.start < slot.clause:
            return False
        if metric == "event":
            return True
        if timex.start < slot.clause and self._governing is not None and self._governing.kind == "period" and self._roles.is_of_counted(timex):
            return False
        if self._roles.is_starting_value(timex, slot.q.start):
            return False
        if self._timeless(metric) in _ASSETS and timex.kind == "same" and _FOUNDED_THEN.match(self._text, timex.end):
            return False
        if self._timeless(metric) == "size" and timex.span.begin == timex.span.finish and timex.kind in ("period", "same") and self._is_large(slot):
            # 当天，这座建筑面积4600平方米的服务中心启用: nothing is so large on one day.
            return False
        if self._timeless(metric) == "size" and timex.kind == "period" and self._roles.dates_a_start(timex, slot.q.start):
            # 项目2019年5月动工，占地320亩: how large a thing is was not so on the day it was begun.
            return False
        return not self._roles.is_telling(timex, slot.q.start)

    def _inherited(self, metric: str, slot: Slot) -> Timex:
        """What the paragraph stands under: 目前 goes on to stocks, and gives way to what was said before for all else."""
        governing = self._governing
        assert governing is not None
        if self._before_now is not None and (not self._is_stock(metric) or (metric == "other" and self._text[slot.sentence.start - 1] in "；;")):
            # 征地900亩，目前在征280亩；硬化道路4条: behind the semicolon the list goes on.
            return self._before_now
        return governing

    def _is_lasting(self, slot: Slot, metric: str) -> bool:
        """园区划分为四个产业组团, 年产能80万吨: what a thing is made up of or can do is told of no year."""
        return (metric == "other" or self._timeless(metric) != "") and is_lasting(
            self._text, slot.clause, slot.q.start, slot.q.end, slot.sentence.end, slot.q.unit
        )

    def _stands(self, metric: str) -> bool:
        """Companies, staff, patents: what is counted on a day and not over a year."""
        return self._is_stock(metric) or self._timeless(metric) == "place"

    def _is_state(self, slot: Slot) -> bool:
        """产品远销13个国家: how things are, where nothing says that they were done or grew."""
        q = slot.q
        if q.kind not in ("count", "people", "percent") or self._is_growth(slot) or self._is_work(slot) or self._is_of_class(slot):
            return False
        return _NEWLY.search(self._text, slot.segment, q.start) is None

    def _is_large(self, slot: Slot) -> bool:
        """建筑面积4600平方米的, 占地35亩: how large a thing is, and not land that changes hands."""
        return _LARGE.search(self._text, slot.left, slot.q.start) is not None

    def _lists_on(self, slot: Slot, timex: Timex) -> bool:
        """2024年安排项目76个…；计划开工项目37个: behind a semicolon what was planned for the year goes on."""
        finish = timex.span.finish
        return timex.kind == "period" and finish is not None and timex.span == whole_year(finish.year) and self._text[slot.sentence.start - 1] in "；;"

    def _goes_on(self, slot: Slot, timex: Timex) -> bool:
        """截至2004年底，…。路网骨架延展至33平方公里; 彼时，起步区只有1.9平方公里: a size that another sentence's time is said of."""
        return timex.closes or _AT_THAT_TIME.search(self._text, slot.sentence.start, slot.q.start) is not None

    def _is_by_result(self, slot: Slot, metric: str) -> bool:
        """纳税1000万元以上的企业8家，比上年增加2家: companies told by what they made in the year."""
        return self._timeless(metric) == "place" and self._is_of_class(slot)

    def _is_of_class(self, slot: Slot) -> bool:
        return _BY_RESULT.search(self._text, slot.segment, slot.q.start) is not None

    def _goes_with_results(self, metric: str) -> bool:
        """What is measured over the time that the article's results are of; how long a procedure takes is not."""
        return not self._is_stock(metric) and not self._timeless(metric) and metric != "approval_days"

    def _is_growth(self, slot: Slot) -> bool:
        """金融业增加值增长|8.7%: a growth is one over the time that the results are of, whatever grew."""
        return slot.q.kind == "percent" and _GREW.search(self._text, slot.left, slot.q.start) is not None

    def _is_flow(self, metric: str) -> bool:
        """What is made, earned or begun in the course of a time, and stands at no day."""
        return metric not in ("other", "event") and not self._is_stock(metric) and not self._timeless(metric)

    def _before_aside(self, governing: Sequence[Timex], slot: Slot, metric: str) -> int | None:
        """2010年，…，目前已形成五大产业，…利用外资5.1亿美元: a 目前 of another clause says nothing of what was done in the year; the place of the year."""
        now = governing[-1]
        if now.kind != "anchor" or now.text not in _ABIDING or now.start >= slot.clause or not self._is_flow(metric):
            return None
        for place in range(len(governing) - 2, -1, -1):
            timex = governing[place]
            if timex.kind == "period" and timex.span.begin and timex.span.finish and (timex.span.finish - timex.span.begin).days > _LONG:
                return place
        return None

    def _is_aside(self, slot: Slot, metric: str) -> bool:
        """目前已建成6条道路。36个项目开工: an earlier sentence's 目前 gives way to the year of the heading for what was done in it."""
        governing = self._governing
        if governing is None or governing.kind != "anchor" or governing.text not in _ABIDING or self._before_now is not None or not self._is_flow(metric):
            return False
        return self._section != UNKNOWN or self._topic != UNKNOWN

    def _spoken_year(self) -> Span:
        """The year or the part of one that the paragraph, the heading above or the article speaks of."""
        return next((span for span in (self._year, self._section, self._topic, self.reported) if span != UNKNOWN), UNKNOWN)

    def _since_new_year(self, timex: Timex, span: Span, slot: Slot, metric: str) -> Span:
        """截至9月底完成36亿元，同比增长33.8%: what is compared with the year before began with the year."""
        if span.begin is not None or span.finish is None or not timex.closes or not self._is_flow(metric):
            return span
        q = slot.q
        if q.kind == "percent":
            grown = _GROWS_SINCE.search(self._text, slot.left, q.start) is not None
        else:
            grown = q.kind in ("money", "implied") and _GROWN_SINCE.match(self._text, q.end, slot.sentence.end) is not None
        return _in_its_year(span) if grown or self._is_of_year(timex, slot, metric) else span

    def _is_of_year(self, timex: Timex, slot: Slot, metric: str) -> bool:
        """Whether a figure up to a month is its year's: output, trade and revenue, unless they are told of many years (累计)."""
        known = self._metrics.get(metric)
        if known is None or not known.additive or known.category not in _OF_A_YEAR or metric in _NOT_OF_A_YEAR:
            return False
        return _UP_TO_MONTH.search(timex.text) is not None and "累计" not in self._text[slot.segment : slot.q.start]

    def _bound(self, slot: Slot, before: Sequence[Timex]) -> PeriodChoice | None:
        """An expression that nothing parts from the figure: 2010年的84亿元, 去年同期为8.1亿元, 比2019年末的1255家."""
        timex, q = before[-1], slot.q
        if q.kind == "rank" and self._ranking is not None and _YEAR_BEFORE.fullmatch(timex.text) and timex.end == q.start:
            # 2020年…评价中，…。某区由上年第39位升至第28位: the year before the one that is ranked.
            return PeriodChoice(Span(_moved(self._ranking.span.begin, -1), _moved(self._ranking.span.finish, -1)), timex.text, "period_of_figure", "figure")
        if timex.span == UNKNOWN or q.kind in ("multiple", "points") or (q.kind == "percent" and timex.text.endswith("全年")):
            # 已赶上去年全年的七成五: a share of that year, not of it.
            return None
        if timex.kind == "base" and timex.same_days and q.kind != "rank" and self._stands_alone(timex, slot):
            return PeriodChoice(self._year_before(timex, before), timex.text, "period_of_figure", "clause")
        if timex.start < slot.left - 1:
            return None
        if timex.kind != "base":
            near = self._text[timex.end : q.start] == "的" and timex.has_year and timex.span.begin is not None
            if not near or q.kind in ("percent", "rank"):
                return None
            # 由2010年的84亿元增加到2019年的230亿元
            return PeriodChoice(timex.span, timex.text, "period_of_figure", "figure")
        if not _BOUND.fullmatch(self._text, timex.end, q.start) or _BASE_AND_MORE.match(self._text, q.end):
            return None
        if q.kind == "percent" and not self._text[timex.end : q.start].endswith(("的", "为", "是")):
            return None
        span = self._year_before(timex, before) if timex.same_days else timex.span
        return PeriodChoice(span, timex.text, "period_of_figure", "figure")

    def _stands_alone(self, base: Timex, slot: Slot) -> bool:
        """而去年同期，进出口73亿元: a clause about the year before, where nothing is compared in it."""
        before = self._text[max(slot.sentence.start, base.start - 4) : base.start]
        if _COMPARED.search(before) or slot.q.start - base.end > 30:
            return False
        gap = self._text[base.end : slot.q.start]
        return not _COMPARING.search(gap) and gap.count("，") + gap.count(",") <= 1

    def _year_before(self, base: Timex, before: Sequence[Timex]) -> Span:
        """去年同期: the days that are spoken of, a year (or as many as the words say) earlier."""
        spoken = [t.span for t in before if t.kind == "period" and t.span.finish and not self.is_attribute(t)]
        span = spoken[-1] if spoken else self._governing.span if self._governing is not None and self._governing.kind in ("period", "same") else self._topic
        last = span.finish or span.begin
        named = base.span.finish or base.span.begin
        if last is None or named is None:
            return base.span
        years = -2 if "前年" in base.text else -1 if "上" in base.text or "去" in base.text else named.year - last.year
        return Span(_moved(span.begin, years), _moved(span.finish, years))

    def _estimates(self, slot: Slot) -> bool:
        """1至11月，…；固定资产投资预计完成68亿元，同比增长42%: what is not yet counted of a time that is over."""
        start, end = slot.sentence.start, slot.sentence.end
        follows = self._text[start - 1] in "；;"
        if not follows and not (_OF_WHICH.match(self._text, start, slot.q.start) and _ESTIMATED.search(self._text, start, slot.q.start)):
            return False
        return _GROWS_SINCE.search(self._text, start, end) is not None

    def _is_after_completion(self, timex: Timex, slot: Slot) -> bool:
        """首期明年5月投运，全面达产可形成年销售36亿元: what a thing will bring is not of the month in which it is finished."""
        return timex.kind == "period" and timex.start < slot.clause and _COMPLETED.match(self._text, timex.end, slot.clause) is not None

    def _is_past_anchor(self, timex: Timex, slot: Slot) -> bool:
        """目前 in an earlier clause says nothing of the size of a thing; 截至目前 speaks for its whole sentence.

        目前入驻企业58家，总投资1.3亿美元: unless the sentence goes on to count; 目前，一期已建成厂房18万平方米.
        """
        if timex.start >= slot.clause or timex.text not in _ABIDING or self._is_work(slot):
            return False
        return timex.start not in self._dating or self._text.startswith("的", slot.q.end)

    def _is_over(self, timex: Timex) -> bool:
        return self.today is not None and timex.kind in ("period", "anchor") and timex.span.finish is not None and timex.span.finish <= self.today

    def _fleeting(self, timex: Timex, slot: Slot) -> bool:
        """A day or 目前 of another sentence: what a building measures is not measured on that day, what is signed is."""
        if timex.kind == "period" and not self._is_large(slot) and (self.occasion or _ON_THAT_DAY.search(self._text, slot.sentence.start, slot.sentence.end)):
            return False
        return (
            timex.kind in ("anchor", "same")
            or _STRETCHES.match(timex.text) is not None
            or (timex.span.begin is not None and timex.span.begin == timex.span.finish)
        )

    def _made(self, slot: Slot, timex: Timex, rule: str, earlier: Sequence[Timex], passed: int = 0) -> PeriodChoice:
        reach = "paragraph" if rule in ("period_paragraph", "period_ranking") else "clause" if timex.start >= slot.clause else "sentence"
        span = timex.span
        if timex.kind == "recent":
            span = UNKNOWN
        elif timex.kind == "anchor":
            span = self._since(timex, earlier)
        elif timex.kind == "period" and earlier:
            span = self._with_neighbour(timex, earlier[-1])
        return PeriodChoice(span, timex.text, rule, reach, len(earlier), passed)

    def _with_neighbour(self, timex: Timex, other: Timex) -> Span:
        """今年以来，截至7月20日 and the other way round: the one begins, the other ends; 一季度、二季度 is the first half."""
        begin, finish = timex.span
        gap = self._text[other.end : timex.start]
        if other.kind != "period" or len(gap) > 12 or any(c.isdigit() or c in "。；;" for c in gap):
            return timex.span
        if timex.closes and finish and other.span.begin and not other.closes and other.span.begin <= finish:
            whole = other.opens or (other.has_year and other.span == whole_year(finish.year))
            return Span(other.span.begin, finish) if whole else timex.span
        if other.closes and other.span.finish and begin and begin <= other.span.finish and (timex.opens or timex.span == whole_year(begin.year)):
            return Span(begin, other.span.finish)
        if _JOINT.fullmatch(gap) and begin and finish and other.span.begin and other.span.finish and other.span.finish + dt.timedelta(days=1) == begin:
            return Span(other.span.begin, finish)
        return timex.span

    def _of_the_year(self, timex: Timex, span: Span, earlier: Sequence[Timex], year: Span) -> Span:
        """前三季度… 截至9月底完成投资36亿元: what was done up to a day, in the part of the year that the paragraph or the sentence speaks of."""
        years = [t.span for t in earlier if t.kind == "period" and t.span.begin and t.span.finish and t.span == whole_year(t.span.finish.year)]
        begin, finish = years[-1] if years else year
        if span.begin is not None or span.finish is None or not timex.closes or timex.has_year or begin is None or finish is None:
            return span
        return Span(begin, span.finish) if begin.year == finish.year == span.finish.year and begin <= span.finish else span

    def _since(self, anchor: Timex, earlier: Sequence[Timex]) -> Span:
        """截至目前 runs from the start of the year that the sentences around speak of, 目前 at most from what its own sentence says."""
        span = anchor.span
        for timex in reversed(earlier):
            if timex.kind != "period" or not timex.span.begin or not timex.span.finish:
                continue
            if timex.opens or (anchor.text not in _ABIDING and (timex.span.finish - timex.span.begin).days > _LONG):
                return _joined(timex.span, span)
        for base in () if anchor.text in _ABIDING else (self._year, self._topic):
            if base.begin is not None and not self._runs_on(base):
                return _joined(base, span)
        return span

    def _runs_on(self, span: Span) -> bool:
        """近三年, 自2021年起 of another sentence: several years up to the present, which 截至目前 does not mean."""
        begin, finish = span
        return begin is not None and finish is not None and finish == self.today and begin.year != finish.year


def _is_long(span: Span) -> bool:
    return span.begin is not None and span.finish is not None and (span.finish - span.begin).days > _LONG


def _is_some_days(span: Span) -> bool:
    """2月26日至3月3日: a few days, as of a journey or a fair."""
    return span.begin is not None and span.finish is not None and 0 < (span.finish - span.begin).days < 20


def _in_its_year(span: Span) -> Span:
    """Up to a day, from the first day of its year on."""
    return Span(dt.date(span.finish.year, 1, 1), span.finish) if span.begin is None and span.finish is not None else span


def _joined(base: Span, span: Span) -> Span:
    if base.begin and span.finish and base.begin <= span.finish:
        return Span(base.begin, span.finish)
    return span


def _moved(day: dt.date | None, years: int) -> dt.date | None:
    """The same day some years off; the end of a month stays one."""
    if day is None:
        return None
    moved = add_years(day, years)
    return month_end(moved.year, moved.month) if day == month_end(day.year, day.month) else moved
