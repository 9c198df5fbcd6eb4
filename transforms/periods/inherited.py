"""The time of a figure that names none: that of its paragraph, of the meeting or ceremony, of its section or of the whole article."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.frames.breakdown import is_breakdown
from transforms.frames.slots import Slot
from transforms.periods.article_times import ArticleTimes
from transforms.periods.choice import NO_PERIOD, PeriodChoice
from transforms.periods.occasions import came, is_done_there, is_part_of_it, is_what_it_was_for
from transforms.periods.standing import ABIDING
from transforms.periods.stretches import ends_of, is_long, is_month_or_more, is_some_days, of_the_year
from transforms.times.calendar import UNKNOWN, Span, whole_year
from transforms.times.times import Timex

# What a building or a project measures does not change with 目前 in an earlier clause (seeds/metrics.csv, timeless).
_ASSETS = ("size", "asset")
_ON_THAT_DAY = re.compile(r"签约|开工|竣工|投产|本次|此次|当天|同日|现场|设立|出资")
# 近两年, 三年来 of another sentence
_STRETCHES = re.compile(r"(?:近|最近|过去)[\d一二两三四五六七八九十几]|.*[年月](?:多?来|间)\Z")
# 改革后，审批环节由38个压减到4个; 2012年，…。经过多年建设，建成面积2平方公里: what has been so since then is so at no time.
_SINCE_REFORM = re.compile(
    r"改革后|改革以来|新政实施后|实施后|经过(?:多|几|数|[一二两三四五六七八九十\d]{1,3})(?:个?多?年头?|余年)(?:来|以来)?的?(?:不断|不懈|持续|艰苦)?(?:建设|发展|努力|培育|打造|开发|奋斗)"
)
# 提高到|22万元, 达到|150家
_IS_TO_REACH = re.compile(
    r"(?:[比较](?:20\d\d年|“?十[一二三四]五”?)[^，。；,;\d]{0,4})(?:累计)?(?:提高|下降|增长|增加|降低|翻)|(?:提高|提升|上升|增加|增长|扩大|下降|降低|压减|压缩)[到至]|(?<!累计)达到?(?:约|近)?\Z"
)
# 完成年计划21.5亿元的22.9%
_PLAN_OF_YEAR = re.compile(r"(?:全年|年度?)(?:预期|奋斗|总|投资|工作)?(?:计划|目标|任务)(?:数|的)?\Z")
# 超过“十二五”规划115亿元的目标: what a plan had set for the same time.
_PLAN_PASSED = re.compile(r"(?:超过|超出|高于|突破|完成|达到|为|占)[^，。；,;\d]{0,12}(?:规划|计划|目标)(?:的)?\Z")
# 9个项目现场签约，总投资63亿元
_AGREED_IN_ALL = re.compile(r"项目(?:现场|集中|当场)?(?:签约|开工|落地|签订)|签约[^，。；]{0,6}项目")
_CEREMONIAL = frozenset({"projects_started", "projects_signed", "projects_completed", "contracted_investment", "total_investment"})
# 园区新开工项目17个，签约项目35个: projects are results of the time too, unlike visits and staff.
_RESULTS = frozenset({"projects_started", "projects_signed", "projects_completed"})
_SENTENCE_BEFORE = 60
"""Characters of the sentence before 其中 in which the whole stands."""
_PLAN_YEARS = 370
"""Days: a longer time in a headline that is not over is a plan's."""


class InheritedTimes(ArticleTimes):
    """Chooses among what stands above a sentence."""

    def _of_paragraph(self, slot: Slot, before: Sequence[Timex], metric: str, is_project: bool, status: str) -> PeriodChoice:
        """What the paragraph stands under, where it is the figure's time too."""
        q = slot.q
        inherited = self._inherited(metric, slot)
        if self.standing.before_due is not None and inherited is self.standing.governing and status == "actual" and not self._is_over(inherited):
            # 1—10月，…，年底前还有9个可以竣工。财政收入38.7亿元: what was done is of no day that is yet to come.
            inherited = self.standing.before_due
        grew = self._traits.grew(slot)
        if not grew and self._traits.timeless(metric) in _ASSETS and self._fleeting(inherited, slot, is_project):
            return NO_PERIOD
        if self.standing.in_item and inherited is self.standing.lead and status == "actual" and (is_project or not self._is_over(inherited)):
            # 总投资30亿元的玻璃产业园 in a part of the report: one project's.
            return NO_PERIOD
        if status == "actual" and not inherited.closes and self._traits.is_lasting(slot, metric):
            return NO_PERIOD
        if metric == "other" and self._traits.is_time_allowed(slot):
            return NO_PERIOD
        if status == "actual" and self._traits.is_yearly(slot, inherited.span):
            return NO_PERIOD
        if status == "actual" and metric == "other" and self._traits.is_said(slot, inherited.end):
            # 去年产值1.9亿元。“老厂的120台磨床全搬过来了。”
            return NO_PERIOD
        fixed = is_project and status == "actual" and self._traits.timeless(metric) == "asset"
        if fixed and (not self.occasion or is_long(inherited.span)) and not inherited.closes and q.qualifier != "over":
            # 今年前11个月产值28亿元；二期总投资22亿元: what a project costs is so at no time that another sentence tells.
            return NO_PERIOD
        sized = self._traits.timeless(metric) == "size" and status == "actual" and not grew
        if sized and not self._traits.is_work(slot) and not self._traits.goes_on(slot, inherited) and not self._is_part_of_last(slot):
            return NO_PERIOD
        if (
            (metric == "other" or self._traits.timeless(metric) == "place")
            and status == "actual"
            and inherited.start not in self.standing.dating
            and not is_some_days(inherited.span)
            and not (inherited.kind == "same" and self.ceremony != UNKNOWN)
            and not inherited.text.endswith("一年")
            and not (inherited.kind == "period" and inherited.text.startswith("截"))
            and self._traits.is_state(slot)
        ):
            # 2017年，园区跻身示范基地。…。产品远销13个国家: no figure was told of that time; but 2月26日至3月3日 is a journey's.
            return NO_PERIOD
        if is_project and self._is_over(inherited) and "在建" in self._text[slot.clause : q.start]:
            # 2019年纳税2300万元。它在建的项目投资1.8亿元: not in a year that is over.
            return NO_PERIOD
        if _SINCE_REFORM.search(self._text, slot.sentence.start, q.start):
            return NO_PERIOD
        if status in ("target", "forecast") and self._is_over(inherited) and not self._traits.lists_on(slot, inherited):
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
        if inherited is self.standing.before_now and status == "actual" and self.today is not None and made.span == whole_year(self.today.year):
            # 2021年安排项目48个。目前，17个进度达标；31个中已开工29个: what was done of the year up to now.
            made.span = Span(made.span.begin, self.today)
        if (yearly := self.rises.yearly(self.standing.paragraph, slot.q.start, slot.left, made.span)) is not None:
            made.span = yearly
            return made
        if status != "actual" and _IS_TO_REACH.search(self._text, slot.clause, q.start) and (ends := ends_of(made.span)) is not None:
            # 五年累计投资1700亿元；亩均税收提高到22万元: at the end of those years.
            made.span = ends[1]
        made.span = self._from_where_told(made.span, inherited, slot, metric)
        made.span = self._of_year_over(made.span, inherited, slot, metric)
        if self._traits.is_flow(metric) or (metric == "other" and (self._traits.is_made(slot) or self._traits.grew_on_the_year(slot))):
            made.span = of_the_year(inherited, made.span, (), self._spoken_year())
            made.span = self._since_new_year(inherited, made.span, slot, metric)
        return made

    def _is_part_of_last(self, slot: Slot) -> bool:
        """去年落实制种面积2.84万亩。其中：杂交水稻1.62万亩: a part of what the sentence before measured has its time."""
        start, unit = slot.sentence.start, slot.q.text.lstrip("0123456789.多余约近超过万 ")
        return self._text.startswith("其中", start) and self._text.find(unit, max(0, start - _SENTENCE_BEFORE), start) > 0

    def _of_article(self, slot: Slot, before: Sequence[Timex], metric: str, is_project: bool, status: str) -> PeriodChoice:
        """The time of the section or the article, where nothing nearer gives one."""
        q = slot.q
        if status == "target" and (task := self._task_of(before)) is not None:
            # 要完成全年目标任务，确保增加值增长8.5%
            return self._made(slot, task, "period_task", [])
        if self.standing.section != UNKNOWN and (
            not self._traits.timeless(metric) or status == "target" or self._traits.is_work(slot) or self._traits.is_new(slot, metric)
        ):
            return PeriodChoice(self._as_far_as_told(self.standing.section, status), "", "period_section", "section")
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
            and not (metric == "other" and (is_project or self._traits.is_said(slot, 0) or (status == "actual" and self._traits.has_got(slot))))
        ):
            if status == "target" and self.today is not None and self._topic.finish is not None and self._topic.finish < self.today:
                # 2023年，…。2024年，将实施项目86个。 / 园区还将培育企业15家: what is to come is not of the year that is reported.
                return PeriodChoice(self.plans_year, "", "period_topic", "topic") if self.plans_year != UNKNOWN else NO_PERIOD
            return PeriodChoice(self._as_far_as_told(self._topic, status), "", "period_topic", "topic")
        # 走访企业153家 is no result of statistics, which go on through an article.
        if (
            self.reported != UNKNOWN
            and q.start >= self.reported_from
            and (q.kind not in ("count", "people") or metric in _RESULTS)
            and not self._traits.is_summed(slot)
            and not (metric in _RESULTS and "累计" in self._text[slot.segment : q.start])
            and (self._traits.goes_with_results(metric) or self._traits.is_growth(slot))
            and not is_project
            and status == "actual"
        ):
            return PeriodChoice(self.reported, "", "period_reported", "topic")
        return NO_PERIOD

    def _as_far_as_told(self, span: Span, status: str) -> Span:
        """现将截至10月20日的情况报告如下。一、2022年工作情况…: the results of the year up to the day of which the report tells."""
        end = self.standing.report_end
        if status != "actual" or end is None or span != whole_year(end.year):
            return span
        return Span(span.begin, end)

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

    def _inherited(self, metric: str, slot: Slot) -> Timex:
        """What the paragraph stands under: 目前 goes on to stocks, and gives way to what was said before for all else."""
        governing = self.standing.governing
        assert governing is not None
        if self.standing.before_now is not None and (
            not self._traits.is_stock(metric) or self._traits.came_newly(slot) or (metric == "other" and self._text[slot.sentence.start - 1] in "；;")
        ):
            # 征地900亩，目前在征280亩；硬化道路4条: behind the semicolon the list goes on.
            return self.standing.before_now
        return governing

    def _fleeting(self, timex: Timex, slot: Slot, is_project: bool) -> bool:
        """A day or 目前 of another sentence: what a building measures is not measured on that day, what is signed is."""
        if (
            timex.kind == "period"
            and not self._traits.is_large(slot)
            and (self.occasion or _ON_THAT_DAY.search(self._text, slot.sentence.start, slot.sentence.end))
        ):
            return False
        if timex.kind == "same" and not is_project and not self._traits.is_large(slot):
            # 当天全县开工36个项目。其中落在高新区的13个，总投资52亿元
            return False
        return (
            timex.kind in ("anchor", "same")
            or _STRETCHES.match(timex.text) is not None
            or (timex.span.begin is not None and timex.span.begin == timex.span.finish)
        )

    def _task_of(self, before: Sequence[Timex]) -> Timex | None:
        """The time of a goal that the sentence names before what it sets: 全年目标."""
        return next((t for t in reversed(before) if t.kind == "period" and t.span.begin and self._roles.is_attribute(t)), None)

    def _is_of_plan(self, span: Span) -> bool:
        """2016—2020年发展规划: the years of a plan, in which nothing that is told as done was done."""
        begin, finish = span
        return begin is not None and finish is not None and self.today is not None and finish > self.today and (finish - begin).days > _PLAN_YEARS

    def _is_of_ceremony(self, slot: Slot, metric: str, is_project: bool, status: str) -> bool:
        """此次开工项目9个，总投资21.4亿元: the projects that a ceremony was for, all together."""
        if (
            self.ceremony == UNKNOWN
            or is_project
            or status != "actual"
            or (metric not in _CEREMONIAL and not (metric == "other" and is_part_of_it(self._text, slot)))
        ):
            return False
        governing = self.standing.governing
        if governing is not None and governing.span == self.ceremony:
            # 当天开工的9个，总投资21.3亿元；竣工的7个，总投资14.9亿元: the day itself parts nothing.
            governing = None
        if governing is not None and self._roles.names_gathering(governing):
            # 一季度集中开工的项目12个。其中产业项目9个: of the day on which they were begun together.
            governing = None
        if governing is not None and governing.end <= slot.sentence.start and is_breakdown(self._text, slot.sentence.start, slot.q.start):
            # …，今年计划投资31亿元。从体量看，10亿元以上的项目4个: of all that was told, and not of what was told last.
            governing = None
        if governing is not None and governing.kind == "period" and is_month_or_more(governing.span) and governing.start >= self.standing.figures_from >= 0:
            # 1—10月，…。某区签约项目183个: the months that the figures of the paragraph are of.
            return False
        return is_what_it_was_for(self._text, slot, self.standing.figures_from, governing.end if governing is not None else None)

    def _is_of_meeting(self, slot: Slot, metric: str, is_project: bool) -> bool:
        """会上授予8个“先进党支部”; 18家企业负责人参加: what was done at the meeting that the article tells of, or who came.

        2017年，…。为弘扬先进，决定授予6个…: what a paragraph tells of a year goes on, but for those who came.
        """
        timeless = self._traits.timeless(metric)
        if (
            self.held == UNKNOWN
            or timeless == "size"
            or (timeless == "asset" and (is_project or _AGREED_IN_ALL.search(self._text, slot.segment, slot.q.start) is None))
        ):
            return False
        sentence, governing = slot.sentence, self.standing.governing
        if governing is not None and is_long(governing.span) and not came(self._text, slot.q.end, sentence.end):
            return False
        return is_done_there(self._text, sentence.start, slot.clause, slot.q.start, slot.q.end, sentence.end)
