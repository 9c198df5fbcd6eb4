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
from collections.abc import Sequence
from dataclasses import replace

from transforms.frames.slots import Slot
from transforms.periods.choice import NO_PERIOD, PeriodChoice
from transforms.periods.inherited import InheritedTimes
from transforms.periods.rises import FROM, FROM_ENDS
from transforms.periods.standing import ABIDING
from transforms.periods.stretches import ends_of, in_its_year, is_long, is_short, of_the_year, up_to_told
from transforms.times.calendar import UNKNOWN, Span, parts_of, whole_year
from transforms.times.times import Timex

# What a building or a project measures does not change with 目前 in an earlier clause (seeds/metrics.csv, timeless).
_ASSETS = ("size", "asset")
# 现有企业130家: says that they are there, and gives no day; 截至9月底，现有企业130家 does.
_UNDATED = frozenset({"现有", "现共有", "现已"})
# 比年初净增11家, 较去年底增加38家: what came since the year began.
_SINCE_NEW_YEAR = re.compile(r"[比较](?:年初|去年[底末]|上年[底末]|去年年[底末])(?:净增加?|增加|新增|增长|多|上升|减少|下降|净减)了?(?:约|近)?\Z")
# 年度计划投资41.5亿元，截至3月底，累计完成11.2亿元: what is told against a year's plan began with the year.
_YEARS_PLAN = re.compile(r"(?:年度|全年|今年|当年|年内)[^，。；,;\d]{0,4}计划")
# 当天奠基的某总部项目，占地98亩: how large it is was not so on that day.
_FOUNDED_THEN = re.compile(r"(?:奠基|开工|动工|签约|落户|启动)的(?!\d+个项目)")
# 税收从3亿元增长到|18亿元
_RISEN_TO = re.compile(r"[从由][^，。；;]{0,12}\d[^，。；;]{0,12}[到至为](?:约|近)?\Z")
# 截至6月末，…投入资金13.4亿元，占全年计划的52.6%: what is a share of the year's plan began with the year.
_SHARE_OF_PLAN = re.compile(
    r"(?:[占为]|完成|达到?|实现|相当于)了?(?:全年|年度|当年|今年|年)[^，。；,;\d]{0,8}(?:目标|任务|计划|盘子|预算)[^，。；,;%]{0,10}[%成]"
)
# 工业用电价格|0.36元/千瓦时, 出让底价|5.6万元/亩: what is asked for a thing holds until it is changed.
_TARIFF = re.compile(r"(?:[电水气热地房]价|底价|价格|单价|租金|房租|收费|用[电水气])(?:标准)?(?:为|仅|仅为|低至|约|不超过|不高于|按|执行)*\Z")
# 组织干部赴外地学习，参训干部|24人: who took part is of what happened.
_TAKES_PART = re.compile(r"参[训加会与赛观展]|到会|出席|与会|选派|抽调|学员")
# 2009年8月|，接手开发某物流园，|区内人口15万人: a clause that tells what happened, without a figure.
_HAPPENING = re.compile(r"[，,]?[^，。；,;\d]{4,40}[，,](?:[^，。；,;\d]{4,40}[，,])*")
_PROJECTS = frozenset({"projects_started", "projects_signed", "projects_completed", "projects_under_construction"})
_THIS_TIME = re.compile(r"本次|此次|这次|此批|本批|[这该]批(?:重点|重大)?项目")
# 此次签约|270万吨煤炭
_ARE_THERE = re.compile(r"(?<!新)(?:入驻|入园|现有|拥有|共有|集聚|聚集|落户|在册)(?:各类|规上)?(?:企业|公司)?(?:达|已达|超|约|近)?\Z")
_YEARS_GOAL = re.compile(r"全年(?:的)?(?:目标|任务|各项目标)")
_BY_THEN = re.compile(r"(?<![\u4e00-\u9fa5])届时")
_AGREED_HERE = re.compile(r"(?:本次|此次|这次)(?:共|集中|现场)?(?:签约|签订|签下|签购|采购|认购|捐赠)了?\Z")
_SUMS = frozenset({"total_investment", "contracted_investment"})
# 目前在建的中心投运后，服务器将达到36万台
_ONCE_DONE = re.compile(r"(?:投[运产用]|建成|达产|完工|竣工|入驻|运营)后")
_EACH_YEAR = re.compile(r"(?:预计|可|达产后|投产后|将)(?:可|能|将)?(?:形成|实现)?年(?:产|新增|销售|营业|税收|纳税|利税|上缴)")
_SEEN_NOW = frozenset({"眼下", "如今", "现在", "时下", "当下"})
_MORE_TO_COME = re.compile(r"[，,；;][^，,；;。]*?(?:还|并|也)?(?:计划|准备|打算|拟|将)(?:再|新)")
_TASK_OF_LAST = 3
"""The last month in which a year's task may be that of the year before."""
_SENTENCE = 300
"""Characters of the sentence before 其中."""
# 三年间，…，至今已集聚企业312家
_UP_TO_NOW = ("至今", "迄今", "迄今为止")
_NOW_OF_OLD = frozenset({"如今", "现在"})
_UNDATED_RESULT = re.compile(r"(?:评价|考核|考评|评估)的?(?:结果|榜单)")


class PeriodReader(InheritedTimes):
    """Chooses the periods of the figures of one article; `standing` is fed its sentences one by one."""

    # The sentence of the last count of projects, and its period.
    _counted: tuple[int, PeriodChoice] | None = None
    # The sentence of the last count of no time.
    _undated = -1
    # The sentence that goes on about the occasion (本次签约19个), and how many times stand before.
    _this_time: tuple[int, int] = (-1, 0)

    def choose(self, slot: Slot, timexes: Sequence[Timex], metric: str, after_completion: bool, subject: str, status: str = "actual") -> PeriodChoice:
        """The period of one quantity of a metric, in its mode (`status`), told of a `subject`: park, zone, enterprise, project or other."""
        if status == "norm":
            # 11月29日发布的措施明确，对…奖励100万元; 2023年出站10人。为在站人员按年发放10万元; 9月，园区出台新政，
            # 明确企业开办半个工作日办结: a rule holds until another is set.
            return NO_PERIOD
        made = self._choose(slot, timexes, metric, after_completion, subject, status)
        if status == "target" and made.rule == "period_sentence" and self.today is not None and made.span == whole_year(self.today.year):
            self.plans_year = made.span
        if status == "target" and made.span.begin is None and made.span.finish is not None and (made.span.finish.month, made.span.finish.day) == (12, 31):
            # 到“十四五”末，税收力争达到70亿元: a goal is for the year at whose end it is due.
            made = replace(made, span=whole_year(made.span.finish.year))
        if status == "target" and self._is_second_half(made.span) and _YEARS_GOAL.search(self._text, slot.segment, slot.q.start):
            # 下半年，将紧盯全年目标不放松，确保增加值增长8%: the goal is the year's.
            made = replace(made, span=whole_year(made.span.finish.year if made.span.finish else 0))
        if slot.q.kind == "count" and status == "actual" and made is NO_PERIOD:
            self._undated = slot.sentence.start
        elif made.rule == "period_topic" and self._undated == slot.sentence.start and self._text.find("其中", slot.sentence.start, slot.q.start) >= 0:
            # 园区有企业400家，其中销售收入超过50亿元的1家: a part is of no time where the whole is of none.
            made = NO_PERIOD
        if metric in _PROJECTS or made.rule == "period_ceremony":
            self._counted = (slot.sentence.start, made)
        elif metric in _SUMS and self._counted is not None and self._counted[0] == slot.sentence.start:
            counted = self._counted[1]
            if made is NO_PERIOD and counted.rule == "period_ceremony" and status == "actual" and subject != "project":
                # 本次签约项目76个；亿元以上的45个、签约额415亿元，占总签约额的97%: what they amount to is of the same day.
                return PeriodChoice(counted.span, counted.text, counted.rule, counted.reach, counted.rivals)
            # 截止到9月末，新建项目80个，总投资117亿元: of the same time as what they are the sum of.
            if made.span.begin is None and made.span.finish is not None and made.span.finish == counted.span.finish and made.text == counted.text:
                made.span = counted.span
        return made

    @staticmethod
    def _is_second_half(span: Span) -> bool:
        return span.begin is not None and span.finish is not None and (span.begin.month, span.finish.month, span.finish.day) == (7, 12, 31)

    def _choose(self, slot: Slot, timexes: Sequence[Timex], metric: str, after_completion: bool, subject: str, status: str) -> PeriodChoice:
        q = slot.q
        is_project = subject == "project"
        before = [t for t in timexes if t.end <= q.start and t.kind != "mask"]
        if self._traits.is_length(slot) or (status == "actual" and self._traits.describes(slot)):
            return NO_PERIOD
        if status == "actual" and metric == "other" and not any(t.start >= slot.clause for t in before) and self._traits.is_name(slot):
            return NO_PERIOD
        compared = self.rises.compares(self.standing.paragraph, [t for t in before if t.kind in ("period", "base", "same")]) if len(before) > 1 else UNKNOWN
        if compared != UNKNOWN and _RISEN_TO.search(self._text, slot.clause, q.start):
            # 2012年与上年相比，产值由58亿元增加到|71亿元
            return PeriodChoice(compared, "", "period_of_figure", "sentence")
        if compared != UNKNOWN and (yearly := self.rises.yearly(self.standing.paragraph, q.start, slot.left, compared)) is not None:
            return PeriodChoice(yearly, "", "period_of_figure", "sentence")
        bound = self._bindings.bound(slot, before, self.standing.ranking, self.standing.governing, self._topic) if before else None
        if bound is not None:
            if self._text[before[-1].start - 1 : before[-1].start] in ("由", "从") or before[-1].text[:1] in ("由", "从"):
                own = [t for t in before if t.kind != "base" and t.span != bound.span]
                self.rises.begins(self.standing.paragraph, bound.span, bound.text, self._spoken_of(own))
            else:
                self.rises.ends(self.standing.paragraph, bound.span)
            return bound
        if self.standing.figures_from < 0:
            self.standing.figures_from = self._list_from(slot.sentence.start)
        own = [t for t in before if t.kind != "base" and not self._roles.is_attribute(t) and not self._roles.names(t, before)]
        if self.ceremony != UNKNOWN and own and is_long(own[-1].span) and self._roles.names_gathering(own[-1]):
            # 某区2023年一季度集中开工项目6个: of the day on which they were begun together.
            own.pop()
        if not any(t.start >= slot.left for t in own) and (then := self._bindings.in_bracket(slot, timexes)) is not None:
            # 收入由|38.5亿元|(2005年)增加到去年的317亿元
            return self._made(slot, then, "period_of_figure", [])
        if self._text[q.start - 1 : q.start] in FROM_ENDS and FROM.search(self._text[max(slot.segment, q.start - 10) : q.start]):
            # 规上企业同期由|46户增加到63户: of the same two times.
            inner = [t for t in before if t.start >= slot.left and t.text != "同期" and not self._is_ahead(t)]
            spoken = self._spoken_of(own)
            if not inner and (risen := self.rises.start(self.standing.paragraph, spoken)) is not None:
                # 产值由2012年的9亿元增加到2017年的20亿元；税收由|1亿元增加到3亿元
                return PeriodChoice(risen[0], risen[1], "period_from", "sentence")
            if not inner and own and (first := ends_of(own[-1].span)) is not None and own[-1].kind == "period":
                # 从2013年到2022年，税收从3亿元增长到18亿元
                return PeriodChoice(first[0], own[-1].text, "period_from", "sentence")
            return self._made(slot, inner[-1], "period_from", []) if inner else NO_PERIOD
        governing = [t for t in own if self._governs(t, slot, metric, status)]
        if own and governing and self._roles.is_chronicle(governing[-1], own[-1], slot.clause, slot.sentence.end):
            governing = [t for t in governing if not is_short(t.span)]
        times = len(governing)
        governing = self._without_parentheses(governing, slot, status)
        if status == "actual" and metric == "other" and not any(t.start >= slot.clause for t in before) and self._traits.is_capacity(slot):
            return NO_PERIOD
        if governing and governing[-1].start >= slot.clause and self._traits.is_brought_yearly(governing[-1].end, slot):
            return NO_PERIOD
        if self._traits.is_once(slot, governing):
            return PeriodChoice(UNKNOWN, "", "period_once", "sentence", len(governing))
        this_time = self.ceremony if self.ceremony != UNKNOWN else self.held
        if status == "actual" and this_time != UNKNOWN and not is_project and _THIS_TIME.search(self._text, slot.clause, q.start):
            if not governing or governing[-1].start < slot.clause:
                # 今年以来，…，本次共签约项目19个: of the occasion.
                self._this_time = (slot.sentence.start, len(governing))
        here = metric in _PROJECTS | _SUMS or (metric == "other" and _AGREED_HERE.search(self._text, slot.clause, q.start) is not None)
        if self._this_time == (slot.sentence.start, len(governing)) and status == "actual" and here and not is_project:
            return PeriodChoice(this_time, "", "period_ceremony", "topic")
        if after_completion:
            inner = [t for t in governing if t.start >= slot.clause]
            return self._made(slot, inner[-1], "period_clause", []) if inner else NO_PERIOD
        if not governing and "/" in q.unit and _TARIFF.search(self._text, slot.clause, q.start):
            return NO_PERIOD
        if governing and governing[-1].kind == "anchor" and self._traits.timeless(metric) in _ASSETS and self._is_past_anchor(governing[-1], slot):
            return NO_PERIOD
        if q.kind in ("rank", "places") and self.standing.ranking is not None and governing and governing[-1].kind == "recent":
            # 2022年度综合考评…。近日公布的结果里，…位列第一: of the year that was judged.
            return self._made(slot, self.standing.ranking, "period_ranking", [])
        if q.kind in ("rank", "places") and governing and governing[-1].kind == "recent" and (judged := self.standing.judged(before, q.start)) is not None:
            # 2021年全国综保区绩效评估结果近期揭晓，某区居|第27名
            return self._made(slot, judged, "period_ranking", [])
        if governing and self._traits.timeless(metric) == "size" and status == "actual" and self._traits.is_told_beside(governing[-1], slot):
            return NO_PERIOD
        if governing and governing[-1].text in _SEEN_NOW and metric == "other" and self._traits.is_scene(slot):
            return NO_PERIOD
        if governing and governing[-1].text in _NOW_OF_OLD and self._traits.is_stock(metric) and subject in ("enterprise", "other"):
            # 刚起步时只有12名工人，如今增至46名: how far a firm or a man has come by now is told of no day.
            return NO_PERIOD
        if governing and self._traits.is_of_a_thing_then(governing[-1], slot, metric):
            return NO_PERIOD
        if governing and status == "actual" and governing[-1].start < slot.clause and self._traits.is_yearly(slot, governing[-1].span):
            return NO_PERIOD
        if status in ("forecast", "target") and governing and self._traits.is_after_completion(governing[-1], slot):
            return NO_PERIOD
        if governing and governing[-1].text in _UNDATED:
            dated = [t for t in governing if t.closes or (t.text not in _UNDATED and t.kind == "anchor")]
            if dated:
                return self._made(slot, dated[-1], "period_sentence", [])
            return (
                self._made(slot, self.standing.governing, "period_paragraph", []) if self.standing.governing and self.standing.governing.closes else NO_PERIOD
            )
        by_then = governing and (governing[-1].text == "届时" or (governing[-1].start < slot.clause and _BY_THEN.search(self._text, slot.clause, q.start)))
        if status == "forecast" and by_then:
            # 一期11月投运，届时日处理污水1.5万吨: so much from then on.
            return NO_PERIOD
        to_come = status == "forecast" or (status == "target" and bool(governing) and _ONCE_DONE.search(self._text, governing[-1].end, q.start) is not None)
        if to_come and governing and governing[-1].text in ABIDING and governing[-1].start < slot.clause:
            # 目前签约9家，全部入驻后预计年产值20亿元: what is to come is not of now.
            return NO_PERIOD
        if governing and status == "target" and governing[-1].start < slot.previous_end and self._is_over(governing[-1]):
            if _MORE_TO_COME.search(self._text, max(slot.previous_end, slot.segment), q.start):
                # 上半年出货16.7万吨，公司还计划再招工120人: what is to come lies in no time that is over.
                return NO_PERIOD
        if governing and status == "target" and governing[-1].start < slot.clause:
            if (task := self._task_of([t for t in before if t.start >= slot.clause])) is not None:
                # 二季度降幅收窄到3%，全年产值目标230亿元
                return self._made(slot, task, "period_task", [])
            if (due := self._bindings.behind(slot, timexes)) is not None:
                # 今年计划新建厂房30万平方米，其中10万平方米将于8月底前竣工
                return self._made(slot, due, "period_sentence", [])
        if governing:
            if (earlier := self._before_aside(governing, slot, metric)) is not None:
                governing = governing[: earlier + 1]
            made = self._made(slot, governing[-1], "period_sentence", governing[:-1])
            of_now, stands = governing[-1].kind == "anchor", self._traits.stands(metric) and metric != "other"
            if of_now and self._traits.is_installed(slot):
                return replace(made, span=governing[-1].span)
            # 今年，…。截至目前，区内入驻企业96家: however long they have been there.
            there = stands and _ARE_THERE.search(self._text, slot.clause, q.start) is not None
            # 2014年…。截至目前，累计落地项目76个，入区企业245户: all that there are, from whenever.
            in_all = (stands or self._traits.is_summed(slot)) and len(governing) == 1 and self.standing.year == UNKNOWN
            if of_now and (there or in_all):
                made.span = governing[-1].span
            if status == "actual":
                told = next((t for t in reversed(governing[:-1]) if t.closes), None)
                if told is None and self._text[slot.sentence.start - 1 : slot.sentence.start] in ("；", ";"):
                    told = self.standing.governing
                made.span = up_to_told(governing[-1], made.span, told)
            self.standing.dating.add(governing[-1].start)
            if (yearly := self.rises.yearly(self.standing.paragraph, q.start, slot.left, made.span)) is not None:
                made.span = yearly
            if _RISEN_TO.search(self._text, slot.clause, q.start) and (ends := ends_of(made.span)) is not None:
                made.span = ends[1]
            if q.kind not in ("percent", "rank") and _SINCE_NEW_YEAR.search(self._text, slot.clause, q.start):
                made.span = in_its_year(made.span)
            elif self._traits.runs(metric) and not self._traits.is_total(slot):
                made.span = of_the_year(governing[-1], made.span, governing[:-1], UNKNOWN if metric == "other" else self._spoken_year())
                if governing[-1].closes and (
                    times > len(governing)
                    or _YEARS_PLAN.search(self._text, slot.sentence.start, governing[-1].start)
                    or _SHARE_OF_PLAN.search(self._text, governing[-1].end, slot.sentence.end)
                ):
                    made.span = in_its_year(made.span)
                made.span = self._since_new_year(governing[-1], made.span, slot, metric)
            elif self._traits.stands(metric) and (governing[-1].text in ABIDING or governing[-1].text in _UP_TO_NOW):
                # 自2006年获批以来，…，目前已有企业276家: so many stand there now.
                begin, finish = made.span
                if governing[-1].kind != "anchor" or (begin and finish and begin.year < finish.year):
                    made.span = Span(None, finish)
            made.span = self._summed_up(self._from_where_told(made.span, governing[-1], slot, metric), governing[-1], slot, metric)
            return made
        if not own and self._traits.timeless(metric) not in _ASSETS and (behind := self._bindings.behind(slot, timexes)) is not None:
            return self._made(slot, behind, "period_sentence", [])
        if q.kind in ("rank", "places") and self.standing.ranking is not None:
            return self._made(slot, self.standing.ranking, "period_ranking", [])
        if q.kind in ("rank", "places") and not own and _UNDATED_RESULT.search(self._text, slot.sentence.start, q.start):
            # 评价结果显示，某区综合排名升至第12位: of a year that nobody tells.
            return NO_PERIOD
        if self._is_of_ceremony(slot, metric, is_project, status):
            return PeriodChoice(self.ceremony, "", "period_ceremony", "topic")
        goes_on = status == "target" and self._text[slot.sentence.start - 1] in "；;"
        if status == "forecast" and _EACH_YEAR.search(self._text, slot.sentence.start, q.start):
            # 预计今年新增产值5亿元；…，预计年产车架2万台，产值3亿元: what a year brings, whichever.
            return NO_PERIOD
        if (status == "forecast" or goes_on) and self.standing.expected is not None:
            # 力争到2015年，税收突破9亿元；建成区|30平方公里
            return self._made(slot, self.standing.expected, "period_paragraph", [])
        if status == "actual" and self._is_of_meeting(slot, metric, is_project):
            return PeriodChoice(self.held, "", "period_ceremony", "topic")
        if self.standing.governing is not None and not self._is_aside(slot, metric):
            return self._of_paragraph(slot, before, metric, is_project, status)
        return self._of_article(slot, before, metric, is_project, status)

    def dates(self, slot: Slot, timexes: Sequence[Timex]) -> None:
        """Notes that a time is told of a figure, though of one that is nobody's: 今年，三家园区…。甲高新区谋划项目21个."""
        last = next((t for t in reversed(timexes) if t.kind == "period" and t.end <= slot.q.start), None)
        if last is not None:
            self.standing.dating.add(last.start)

    def _spoken_of(self, own: Sequence[Timex]) -> Span:
        """The time told last in a sentence, or the one that its paragraph stands under."""
        return own[-1].span if own else self.standing.governing.span if self.standing.governing else UNKNOWN

    def _list_from(self, start: int) -> int:
        """Where what is counted begins: of 其中落户高新区的2个 with the sentence before it, whose figures were nobody's."""
        if not self._text[start : start + 3].lstrip().startswith("其中"):
            return start
        stop = max(start - 2, 0)
        floor = max(stop - _SENTENCE, 0)
        return max(self._text.rfind("。", floor, stop), self._text.rfind("\n", floor, stop), floor - 1) + 1

    def of_task(self, choice: PeriodChoice) -> PeriodChoice:
        """The period of a year's task that stands beside a result of part of the year: the whole year."""
        begin, last = choice.span.begin, choice.span.finish or choice.span.begin
        if begin is not None and last is not None and begin.year < last.year and choice.span == Span(dt.date(begin.year, 1, 1), dt.date(last.year, 12, 31)):
            # “十二五”时期，…完成“十二五”计划120亿元的目标: a task of all its years.
            return choice
        section = self.standing.section.finish
        if section is not None and choice.reach in ("topic", "none"):
            # 三、2023年工作安排 / 安排重点工程36项，年度计划投资33亿元: of the year of its section.
            return PeriodChoice(whole_year(section.year), choice.text, "period_task", "section", choice.rivals)
        if last is None and choice == NO_PERIOD and self.today is not None and self.today.month > _TASK_OF_LAST:
            # 市外内资年度目标26亿元: of this year, where nothing else is told.
            return PeriodChoice(whole_year(self.today.year), "", "period_task", "topic")
        return PeriodChoice(whole_year(last.year), choice.text, "period_task", choice.reach, choice.rivals) if last else choice

    def of_plan(self, choice: PeriodChoice, today: dt.date | None) -> PeriodChoice:
        """The period of what tasks name: 全年 is of this year there, though the text told of the last one before (要抓三件事：…，全年竣工17个)."""
        past = today is not None and choice.span == whole_year(today.year - 1) and not any(c.isdigit() for c in choice.text)
        return PeriodChoice(whole_year(today.year), choice.text, "period_task", choice.reach, choice.rivals) if past and today is not None else choice

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
        if timex.kind == "period" and status in ("forecast", "target") and self._roles.is_expected(timex) and (status == "forecast" or self._roles.sets(timex)):
            # 预计今年实现产值20亿元；预计实现税收1亿元; 力争5年内产值达到13亿元，解决就业5万人: what is expected further on is expected of the same time.
            return True
        if self._roles.dates_clause(timex, slot.sentence.end) and timex.start < slot.clause:
            return False
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
        if status == "actual" and self._is_behind_happening(timex, slot, metric):
            return False
        built = status != "actual" and not self._traits.is_large(slot)
        if self._traits.timeless(metric) == "size" and not built and timex.kind == "period" and self._roles.dates_a_start(timex, slot.q.start):
            # 项目2019年5月动工，占地320亩: how large a thing is was not so on the day it was begun.
            return False
        return not self._roles.is_telling(timex, slot.q.start)

    def _is_behind_happening(self, timex: Timex, slot: Slot, metric: str) -> bool:
        """2009年8月，某区托管两镇，区内人口15万人: how things stand, behind what happened in a month, is so at no time that is told."""
        if timex.kind != "period" or timex.closes or timex.start >= slot.clause or not is_short(timex.span) or timex.start in self.standing.dating:
            return False
        if metric == "other" or timex.span.begin == timex.span.finish or not self._traits.stands(metric) or not self._traits.is_state(slot):
            return False
        if _TAKES_PART.search(self._text, slot.clause, slot.q.start):
            return False
        return _HAPPENING.fullmatch(self._text, timex.end, slot.clause) is not None

    def _without_parentheses(self, governing: Sequence[Timex], slot: Slot, status: str) -> list[Timex]:
        """The times of a sentence without those of clauses before the figure's that only hold for themselves.

        截至8月底，…今年计划投资21.5亿元，已完成15.2亿元: a plan's year is the plan's.
        """
        kept = list(governing)
        while status == "actual" and kept and kept[-1].kind == "period" and kept[-1].start < slot.clause:
            before = kept[-2] if len(kept) > 1 else self.standing.governing
            if before is None or not (before.closes or before.kind == "anchor") or not self._roles.is_plans(kept[-1]):
                break
            kept.pop()
        return kept

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

    def _is_past_anchor(self, timex: Timex, slot: Slot) -> bool:
        """目前 in an earlier clause says nothing of the size of a thing; 截至目前 speaks for its whole sentence.

        目前入驻企业58家，总投资1.3亿美元: unless the sentence goes on to count; 目前，一期已建成厂房18万平方米.
        """
        if timex.start >= slot.clause or timex.text not in ABIDING or self._traits.is_work(slot):
            return False
        if self._text[timex.end : slot.clause] in ("，", ",") and slot.q.kind == "area" and not self._text.startswith("的", slot.q.end):
            # 目前，园区面积138平方公里，拥有企业600家
            return False
        return timex.start not in self.standing.dating or self._text.startswith("的", slot.q.end) or self._traits.is_large(slot)
