"""Which period a figure belongs to: the one owner of that question.

Rules, nearest first; each has a name, which a choice carries:
  period_of_figure   an expression bound to the figure itself             2010年的84亿元, 去年同期为8亿元
  period_from        the starting value of a growth                       由最初的20家
  period_task        a year's task beside its result                      完成全年任务75亿元的24%
  period_sentence    the last expression before it in its sentence        一季度完成税收3亿元
  period_ranking     the year of the evaluation that ranks are told of    2021年国家高新区评价…第41名
  period_ceremony    the day of the ceremony or meeting of the lead       此次开工项目9个，总投资21.4亿元; 会上授予8个“先进党支部”
  period_paragraph   the one that an earlier sentence of the paragraph stated
  period_section     the one in the heading above
  period_topic       the year that the article is about
  period_reported    the period of the article's first results              前三季度，全区进出口…。分区域看，…
  period_of_item     one of several times that a list is dealt out over   2014年和2018年分别为8亿元、15亿元
  period_once        none: the text says only that it is past              以前要跑五趟
A founding date, and an award, governs only its own clause; the day on which figures are told governs none. A stock or a promise without a date has
no period, nor has what is there (现有), what a thing measures, can do or is made up of, and a state told behind a time that no figure was told of.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence

from transforms.frames.slots import Finds, Slot
from transforms.knowledge import Metric
from transforms.periods.bindings import Bindings
from transforms.periods.choice import NO_PERIOD, PeriodChoice
from transforms.periods.occasions import came, is_done_there, is_what_it_was_for
from transforms.periods.roles import Roles
from transforms.periods.standing import ABIDING, Standing
from transforms.periods.stretches import ends_of, in_its_year, is_long, is_short, is_some_days, joined, of_the_year, with_neighbour
from transforms.periods.traits import Traits
from transforms.times.calendar import UNKNOWN, Span, parts_of, whole_year
from transforms.times.times import Timex

# What a building or a project measures does not change with 目前 in an earlier clause (seeds/metrics.csv, timeless).
_ASSETS = ("size", "asset")
_FROM = re.compile(r"(?:从|由|原|原来的?|原先的?|由原来的?|从原来的?|由最初的?|从最初的?|设立之初的?|成立之初的?|当初的?)(?:约|近)?$")
# Its last characters; a line end may stand behind them.
_FROM_ENDS = frozenset("从由于原来先初的约近\n")
_ON_THAT_DAY = re.compile(r"签约|开工|竣工|投产|本次|此次|当天|同日|现场|设立|出资")
# 现有企业130家: says that they are there, and gives no day; 截至9月底，现有企业130家 does.
_UNDATED = frozenset({"现有", "现共有", "现已"})
# 近两年, 三年来 of another sentence
_STRETCHES = re.compile(r"(?:近|最近|过去)[\d一二两三四五六七八九十几]|.*[年月](?:多?来|间)\Z")
# 改革后，审批环节由38个压减到4个: what has been so since then is so at no time.
_SINCE_REFORM = re.compile(r"改革后|改革以来|新政实施后|实施后")
# 9月，园区出台新政，明确企业开办半个工作日办结: what is laid down holds from then on.
_LAID_DOWN = re.compile(r"明确|规定|承诺|约定|出台|印发")
# 完成年计划21.5亿元的22.9%
_PLAN_OF_YEAR = re.compile(r"(?:全年|年度?)(?:预期|奋斗|总|投资|工作)?(?:计划|目标|任务)(?:数|的)?\Z")
# 比年初净增11家, 较去年底增加38家: what came since the year began.
_SINCE_NEW_YEAR = re.compile(r"[比较](?:年初|去年[底末]|上年[底末]|去年年[底末])(?:净增加?|增加|新增|增长|多|上升|减少|下降|净减)了?(?:约|近)?\Z")
# 年度计划投资41.5亿元，截至3月底，累计完成11.2亿元: what is told against a year's plan began with the year.
_YEARS_PLAN = re.compile(r"(?:年度|全年|今年|当年|年内)[^，。；,;\d]{0,4}计划")
# 超过“十二五”规划115亿元的目标: what a plan had set for the same time.
_PLAN_PASSED = re.compile(r"(?:超过|超出|高于|突破|完成|达到|为|占)[^，。；,;\d]{0,12}(?:规划|计划|目标)(?:的)?\Z")
_CEREMONIAL = frozenset({"projects_started", "projects_signed", "projects_completed", "contracted_investment", "total_investment"})
# 当天奠基的某总部项目，占地98亩: how large it is was not so on that day.
_FOUNDED_THEN = re.compile(r"(?:奠基|开工|动工|签约|落户|启动)的(?!\d+个项目)")
# 截至今年9月末，企业326家: so many stood there on that day.
# 税收从3亿元增长到|18亿元
_RISEN_TO = re.compile(r"[从由][^，。；;]{0,12}\d[^，。；;]{0,12}[到至为](?:约|近)?\Z")
_UP_TO_THEN = re.compile(r"(?:截至|截止)[到至]?(?:今年|本年)")
_SEEN_NOW = frozenset({"眼下", "如今", "现在", "时下", "当下"})
_UNDATED_RESULT = re.compile(r"(?:评价|考核|考评|评估)的?(?:结果|榜单)")
_PLAN_YEARS = 370
"""Days: a longer time in a headline that is not over is a plan's."""


class PeriodReader:
    """Chooses the periods of the figures of one article; `standing` is fed its sentences one by one."""

    def __init__(self, finds: Finds, topic: Span, metrics: Mapping[str, Metric]) -> None:
        self._text = finds.text
        self._topic = topic
        # What the article's first results are of; later paragraphs without a time of their own go on with it.
        self.reported: Span = UNKNOWN
        self._roles = Roles(finds.text)
        self._traits = Traits(finds.text, metrics)
        self._bindings = Bindings(finds.text, self._roles)
        self.standing = Standing(finds.text, self._roles)
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
        if metric != "event" and self._traits.is_length(slot):
            return NO_PERIOD
        bound = self._bindings.bound(slot, before, self.standing.ranking, self.standing.governing, self._topic) if before and metric != "event" else None
        if bound is not None:
            return bound
        if self.standing.figures_from < 0:
            self.standing.figures_from = slot.sentence.start
        own = [t for t in before if t.kind != "base" and not self.is_attribute(t) and not self.names(t, before)]
        if self._text[q.start - 1 : q.start] in _FROM_ENDS and _FROM.search(self._text[max(slot.segment, q.start - 10) : q.start]):
            inner = [t for t in before if t.start >= slot.left and not self._is_ahead(t)]
            if not inner and own and (first := ends_of(own[-1].span)) is not None and own[-1].kind == "period":
                # 从2013年到2022年，税收从3亿元增长到18亿元
                return PeriodChoice(first[0], own[-1].text, "period_from", "sentence")
            return self._made(slot, inner[-1], "period_from", []) if inner else NO_PERIOD
        governing = [t for t in own if self._governs(t, slot, metric, status)]
        if metric != "event" and own and governing and self._roles.is_chronicle(governing[-1], own[-1], slot.clause, slot.sentence.end):
            governing = [t for t in governing if not is_short(t.span)]
        if metric != "event" and self._traits.is_once(slot, governing):
            return PeriodChoice(UNKNOWN, "", "period_once", "sentence", len(governing))
        if after_completion:
            inner = [t for t in governing if t.start >= slot.clause]
            return self._made(slot, inner[-1], "period_clause", []) if inner else NO_PERIOD
        if governing and governing[-1].kind == "anchor" and self._traits.timeless(metric) in _ASSETS and self._is_past_anchor(governing[-1], slot):
            return NO_PERIOD
        if q.kind in ("rank", "places") and self.standing.ranking is not None and governing and governing[-1].kind == "recent" and metric != "event":
            # 2022年度综合考评…。近日公布的结果里，…位列第一: of the year that was judged.
            return self._made(slot, self.standing.ranking, "period_ranking", [])
        if governing and self._traits.timeless(metric) == "size" and status == "actual" and self._traits.is_told_beside(governing[-1], slot):
            return NO_PERIOD
        if governing and metric == "other" and governing[-1].text in _SEEN_NOW and self._traits.is_scene(slot):
            return NO_PERIOD
        if governing and self._traits.is_of_a_thing_then(governing[-1], slot, metric):
            return NO_PERIOD
        if status == "forecast" and governing and metric != "event" and self._traits.is_after_completion(governing[-1], slot):
            return NO_PERIOD
        if governing and governing[-1].text in _UNDATED and metric != "event":
            dated = [t for t in governing if t.closes or (t.text not in _UNDATED and t.kind == "anchor")]
            if dated:
                return self._made(slot, dated[-1], "period_sentence", [])
            return (
                self._made(slot, self.standing.governing, "period_paragraph", []) if self.standing.governing and self.standing.governing.closes else NO_PERIOD
            )
        if status == "norm" and governing and _LAID_DOWN.search(self._text, governing[-1].end, q.start):
            return NO_PERIOD
        if (
            governing
            and metric != "event"
            and status == "target"
            and governing[-1].start < slot.clause
            and (due := self._bindings.behind(slot, timexes)) is not None
        ):
            # 今年计划新建厂房30万平方米，其中10万平方米将于8月底前竣工
            return self._made(slot, due, "period_sentence", [])
        if governing:
            if metric != "event" and (earlier := self._before_aside(governing, slot, metric)) is not None:
                governing = governing[: earlier + 1]
            made = self._made(slot, governing[-1], "period_sentence", governing[:-1])
            self.standing.dating.add(governing[-1].start)
            if metric != "event" and _RISEN_TO.search(self._text, slot.clause, q.start) and (ends := ends_of(made.span)) is not None:
                made.span = ends[1]
            if metric != "event" and q.kind not in ("percent", "rank") and _SINCE_NEW_YEAR.search(self._text, slot.clause, q.start):
                made.span = in_its_year(made.span)
            elif self._traits.runs(metric) and not self._traits.is_total(slot):
                made.span = of_the_year(governing[-1], made.span, governing[:-1], UNKNOWN if metric == "other" else self._spoken_year())
                if governing[-1].closes and _YEARS_PLAN.search(self._text, slot.sentence.start, governing[-1].start):
                    made.span = in_its_year(made.span)
                made.span = self._since_new_year(governing[-1], made.span, slot, metric)
            elif self._traits.stands(metric) and (_UP_TO_THEN.match(governing[-1].text) or governing[-1].text in ABIDING):
                # 自2006年获批以来，…，目前已有企业276家: so many stand there now.
                begin, finish = made.span
                if governing[-1].kind != "anchor" or (begin and finish and begin.year < finish.year):
                    made.span = Span(None, finish)
            return made
        if metric != "event" and not own and self._traits.timeless(metric) not in _ASSETS and (behind := self._bindings.behind(slot, timexes)) is not None:
            return self._made(slot, behind, "period_sentence", [])
        if q.kind in ("rank", "places") and self.standing.ranking is not None and metric != "event":
            return self._made(slot, self.standing.ranking, "period_ranking", [])
        if q.kind in ("rank", "places") and metric != "event" and not own and _UNDATED_RESULT.search(self._text, slot.sentence.start, q.start):
            # 评价结果显示，某区综合排名升至第12位: of a year that nobody tells.
            return NO_PERIOD
        if self._is_of_ceremony(slot, metric, is_project, status):
            return PeriodChoice(self.ceremony, "", "period_ceremony", "topic")
        if status == "forecast" and self.standing.expected is not None and metric != "event":
            return self._made(slot, self.standing.expected, "period_paragraph", [])
        if status == "actual" and metric != "event" and self._is_of_meeting(slot, metric):
            return PeriodChoice(self.held, "", "period_ceremony", "topic")
        if self.standing.governing is not None and not self._is_aside(slot, metric):
            return self._of_paragraph(slot, before, metric, is_project, status)
        return self._of_article(slot, before, metric, is_project, status)

    def _of_paragraph(self, slot: Slot, before: Sequence[Timex], metric: str, is_project: bool, status: str) -> PeriodChoice:
        """What the paragraph stands under, where it is the figure's time too."""
        q = slot.q
        inherited = self._inherited(metric, slot)
        if self._traits.timeless(metric) in _ASSETS and self._fleeting(inherited, slot):
            return NO_PERIOD
        if (
            self.standing.in_item
            and inherited is self.standing.lead
            and status == "actual"
            and metric != "event"
            and (is_project or not self._is_over(inherited))
        ):
            # 总投资30亿元的玻璃产业园 in a part of the report: one project's.
            return NO_PERIOD
        if (status == "norm" and inherited is not self.standing.lead) or (status == "actual" and not inherited.closes and self._traits.is_lasting(slot, metric)):
            # 2023年出站10人。为在站人员按年发放10万元: a rule holds until another is set.
            return NO_PERIOD
        if metric == "other" and self._traits.is_time_allowed(slot):
            return NO_PERIOD
        if self._traits.timeless(metric) == "size" and status == "actual" and not self._traits.is_work(slot) and not self._traits.goes_on(slot, inherited):
            return NO_PERIOD
        if (
            (metric == "other" or self._traits.timeless(metric) == "place")
            and status == "actual"
            and inherited.start not in self.standing.dating
            and not is_some_days(inherited.span)
            and self._traits.is_state(slot)
        ):
            # 2017年，园区跻身示范基地。…。产品远销13个国家: no figure was told of that time; but 2月26日至3月3日 is a journey's.
            return NO_PERIOD
        if is_project and metric != "event" and self._is_over(inherited) and "在建" in self._text[slot.clause : q.start]:
            # 2019年纳税2300万元。它在建的项目投资1.8亿元: not in a year that is over.
            return NO_PERIOD
        if metric != "event" and _SINCE_REFORM.search(self._text, slot.sentence.start, q.start):
            return NO_PERIOD
        if metric != "event" and status in ("target", "forecast") and self._is_over(inherited) and not self._traits.lists_on(slot, inherited):
            if inherited.span.finish is not None and _PLAN_OF_YEAR.search(self._text, slot.clause, q.start):
                return PeriodChoice(whole_year(inherited.span.finish.year), inherited.text, "period_task", "paragraph")
            if status == "target" and _PLAN_PASSED.search(self._text, slot.clause, slot.q.start):
                return PeriodChoice(inherited.span, inherited.text, "period_task", "paragraph")
            if status == "target" and (task := self._task_of(before)) is not None:
                # 1—5月，…。全年目标是开工项目20个、竣工15个
                return self._made(slot, task, "period_task", [])
            if not (status == "forecast" and self._traits.estimates(slot)):
                # 今年以来办结2860件。下一步，将推动80项…: what is to come lies in no time that is over.
                return NO_PERIOD
        made = self._made(slot, inherited, "period_paragraph", [])
        if self._traits.is_flow(metric):
            made.span = of_the_year(inherited, made.span, (), self._spoken_year())
            made.span = self._since_new_year(inherited, made.span, slot, metric)
        return made

    def _of_article(self, slot: Slot, before: Sequence[Timex], metric: str, is_project: bool, status: str) -> PeriodChoice:
        """The time of the section or the article, where nothing nearer gives one."""
        q = slot.q
        if status == "norm":
            return NO_PERIOD
        if status == "target" and (task := self._task_of(before)) is not None:
            # 要完成全年目标任务，确保增加值增长8.5%
            return self._made(slot, task, "period_task", [])
        if self.standing.section != UNKNOWN and (
            not self._traits.timeless(metric) or status == "target" or self._traits.is_work(slot) or self._traits.is_new(slot, metric)
        ):
            return PeriodChoice(self.standing.section, "", "period_section", "section")
        planned = status == "actual" and (self._traits.is_time_allowed(slot) or self._is_of_plan(self._topic) or self._traits.is_lasting(slot, metric))
        if (
            self._topic != UNKNOWN
            and not planned
            and not (q.start < self.topic_from and status == "actual" and self._traits.is_state(slot) and not self._traits.is_flow(metric))
            and (
                not self._traits.timeless(metric)
                or self._traits.is_by_result(slot, metric)
                or self._traits.is_new(slot, metric)
                or (self.report and self._traits.timeless(metric) == "asset" and not self._text.startswith("的", q.end))
            )
            and not (is_project and metric == "other")
        ):
            return PeriodChoice(self._topic, "", "period_topic", "topic")
        if self.reported != UNKNOWN and (self._traits.goes_with_results(metric) or self._traits.is_growth(slot)) and not is_project and status == "actual":
            return PeriodChoice(self.reported, "", "period_reported", "topic")
        return NO_PERIOD

    def _task_of(self, before: Sequence[Timex]) -> Timex | None:
        """The time of a goal that the sentence names before what it sets: 全年目标."""
        return next((t for t in reversed(before) if t.kind == "period" and t.span.begin and self.is_attribute(t)), None)

    def _is_of_plan(self, span: Span) -> bool:
        """2016—2020年发展规划: the years of a plan, in which nothing that is told as done was done."""
        begin, finish = span
        return begin is not None and finish is not None and self.today is not None and finish > self.today and (finish - begin).days > _PLAN_YEARS

    def _is_of_ceremony(self, slot: Slot, metric: str, is_project: bool, status: str) -> bool:
        """此次开工项目9个，总投资21.4亿元: the projects that a ceremony was for, all together."""
        if self.ceremony == UNKNOWN or is_project or metric not in _CEREMONIAL or status != "actual":
            return False
        governing = self.standing.governing
        if governing is not None and governing.span == self.ceremony:
            # 当天开工的9个，总投资21.3亿元；竣工的7个，总投资14.9亿元: the day itself parts nothing.
            governing = None
        if governing is not None and governing.kind == "period" and is_long(governing.span) and governing.start >= self.standing.figures_from >= 0:
            # 1—10月，…。某区签约项目183个: the months that the figures of the paragraph are of.
            return False
        return is_what_it_was_for(self._text, slot, self.standing.figures_from, governing.end if governing is not None else None)

    def _is_of_meeting(self, slot: Slot, metric: str) -> bool:
        """会上授予8个“先进党支部”; 18家企业负责人参加: what was done at the meeting that the article tells of, or who came.

        2017年，…。为弘扬先进，决定授予6个…: what a paragraph tells of a year goes on, but for those who came.
        """
        if self.held == UNKNOWN or self._traits.timeless(metric) not in ("", "place"):
            return False
        sentence, governing = slot.sentence, self.standing.governing
        if governing is not None and is_long(governing.span) and not came(self._text, slot.q.end, sentence.end):
            return False
        return is_done_there(self._text, sentence.start, slot.clause, slot.q.start, slot.q.end, sentence.end)

    def _is_ahead(self, timex: Timex) -> bool:
        """打算未来三年由7.8万元提高到12万元: the start of a rise lies in no coming time."""
        return self.today is not None and timex.span.begin is not None and timex.span.begin >= self.today

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
        if timex.start < slot.clause and self.standing.governing is not None and self.standing.governing.kind == "period" and self._roles.is_of_counted(timex):
            return False
        if self._roles.is_starting_value(timex, slot.q.start):
            return False
        if self._traits.timeless(metric) in _ASSETS and timex.kind == "same" and _FOUNDED_THEN.match(self._text, timex.end):
            return False
        if (
            self._traits.timeless(metric) == "size"
            and timex.span.begin == timex.span.finish
            and timex.kind in ("period", "same")
            and self._traits.is_large(slot)
        ):
            # 当天，这座建筑面积4600平方米的服务中心启用: nothing is so large on one day.
            return False
        if self._traits.timeless(metric) == "size" and timex.kind == "period" and self._roles.dates_a_start(timex, slot.q.start):
            # 项目2019年5月动工，占地320亩: how large a thing is was not so on the day it was begun.
            return False
        return not self._roles.is_telling(timex, slot.q.start)

    def _inherited(self, metric: str, slot: Slot) -> Timex:
        """What the paragraph stands under: 目前 goes on to stocks, and gives way to what was said before for all else."""
        governing = self.standing.governing
        assert governing is not None
        if self.standing.before_now is not None and (not self._traits.is_stock(metric) or (metric == "other" and self._text[slot.sentence.start - 1] in "；;")):
            # 征地900亩，目前在征280亩；硬化道路4条: behind the semicolon the list goes on.
            return self.standing.before_now
        return governing

    def _before_aside(self, governing: Sequence[Timex], slot: Slot, metric: str) -> int | None:
        """2010年，…，目前已形成五大产业，…利用外资5.1亿美元: a 目前 of another clause says nothing of what was done in the year; the place of the year."""
        now = governing[-1]
        if now.kind != "anchor" or now.text not in ABIDING or now.start >= slot.clause or not self._traits.is_flow(metric):
            return None
        for place in range(len(governing) - 2, -1, -1):
            timex = governing[place]
            if timex.kind == "period" and is_long(timex.span):
                return place
        return None

    def _is_aside(self, slot: Slot, metric: str) -> bool:
        """目前已建成6条道路。36个项目开工: an earlier sentence's 目前 gives way to the year of the heading for what was done in it."""
        governing = self.standing.governing
        if (
            governing is None
            or governing.kind != "anchor"
            or governing.text not in ABIDING
            or self.standing.before_now is not None
            or not self._traits.is_flow(metric)
        ):
            return False
        return self.standing.section != UNKNOWN or self._topic != UNKNOWN

    def _spoken_year(self) -> Span:
        """The year or the part of one that the paragraph, the heading above or the article speaks of."""
        return next((span for span in (self.standing.year, self.standing.section, self._topic, self.reported) if span != UNKNOWN), UNKNOWN)

    def _since_new_year(self, timex: Timex, span: Span, slot: Slot, metric: str) -> Span:
        """截至9月底完成36亿元，同比增长33.8%: what is compared with the year before began with the year."""
        if span.begin is not None or span.finish is None or not timex.closes or not self._traits.is_flow(metric):
            return span
        return in_its_year(span) if self._traits.grew_on_the_year(slot) or self._traits.is_of_year(timex, slot, metric) else span

    def _is_past_anchor(self, timex: Timex, slot: Slot) -> bool:
        """目前 in an earlier clause says nothing of the size of a thing; 截至目前 speaks for its whole sentence.

        目前入驻企业58家，总投资1.3亿美元: unless the sentence goes on to count; 目前，一期已建成厂房18万平方米.
        """
        if timex.start >= slot.clause or timex.text not in ABIDING or self._traits.is_work(slot):
            return False
        return timex.start not in self.standing.dating or self._text.startswith("的", slot.q.end) or self._traits.is_large(slot)

    def _is_over(self, timex: Timex) -> bool:
        return self.today is not None and timex.kind in ("period", "anchor") and timex.span.finish is not None and timex.span.finish <= self.today

    def _fleeting(self, timex: Timex, slot: Slot) -> bool:
        """A day or 目前 of another sentence: what a building measures is not measured on that day, what is signed is."""
        if (
            timex.kind == "period"
            and not self._traits.is_large(slot)
            and (self.occasion or _ON_THAT_DAY.search(self._text, slot.sentence.start, slot.sentence.end))
        ):
            return False
        return (
            timex.kind in ("anchor", "same")
            or _STRETCHES.match(timex.text) is not None
            or (timex.span.begin is not None and timex.span.begin == timex.span.finish)
        )

    def _made(self, slot: Slot, timex: Timex, rule: str, earlier: Sequence[Timex]) -> PeriodChoice:
        reach = "paragraph" if rule in ("period_paragraph", "period_ranking") else "clause" if timex.start >= slot.clause else "sentence"
        span = timex.span
        if timex.kind == "recent":
            span = UNKNOWN
        elif timex.kind == "anchor":
            span = self._since(timex, earlier)
        elif timex.kind == "period" and earlier:
            span = with_neighbour(self._text, timex, earlier[-1])
        return PeriodChoice(span, timex.text, rule, reach, len(earlier))

    def _since(self, anchor: Timex, earlier: Sequence[Timex]) -> Span:
        """截至目前 runs from the start of the year that the sentences around speak of, 目前 at most from what its own sentence says."""
        span = anchor.span
        for timex in reversed(earlier):
            if timex.kind != "period" or not timex.span.begin or not timex.span.finish:
                continue
            if timex.opens or (anchor.text not in ABIDING and is_long(timex.span)):
                return joined(timex.span, span)
        for base in () if anchor.text in ABIDING else (self.standing.year, self._topic):
            if base.begin is not None and not self._runs_on(base):
                return joined(base, span)
        return span

    def _runs_on(self, span: Span) -> bool:
        """近三年, 自2021年起 of another sentence: several years up to the present, which 截至目前 does not mean."""
        begin, finish = span
        return begin is not None and finish is not None and finish == self.today and begin.year != finish.year
