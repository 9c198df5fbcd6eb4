"""Observations: every quantity of an article with park, metric, measure, status and period."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from transforms.facts import MAX_SENTENCE_TEXT, FrameFact, LeftoverFact, ObservationFact
from transforms.figures.choice import NONE, Choice
from transforms.figures.confidence import NUMBER_IN_DOUBT
from transforms.figures.evidence import metric_evidence
from transforms.figures.measure import LEVEL, Measure, MeasureReader
from transforms.figures.memory import SentenceMemory
from transforms.figures.metric import MetricChooser
from transforms.figures.metric_names import is_part, metric_words
from transforms.figures.neighbours import weigh_together
from transforms.figures.occasion import ceremony_day, occasion_of
from transforms.figures.opinions import Opinions
from transforms.figures.phrases import bare_name
from transforms.figures.policies import Policies
from transforms.figures.scope import out_of_scope
from transforms.figures.signs import signs
from transforms.figures.status import StatusReader
from transforms.figures.told_again import tell_again
from transforms.figures.unit_fit import unit_fits
from transforms.frames.breakdown import is_breakdown
from transforms.frames.lists import Head, deal, head_of, is_planned
from transforms.frames.slots import ArticleContext, Finds, SentenceContext, Slot, breaks_down, is_threshold, slots_of
from transforms.keys import fact_key
from transforms.knowledge import Knowledge
from transforms.numbers.doubt import in_doubt
from transforms.numbers.quantities import Quantity
from transforms.owners.owner import LeftOut, Owner, Owners
from transforms.periods.occasions import held_on
from transforms.periods.period import PeriodReader
from transforms.periods.topic import begins_at, is_report, narrowed, reported_period, told_from
from transforms.text.said import hint

# 人均收入2.4万元 stays an amount: the income of one person, and no rate that is paid per head (每人2000元).
_PER = re.compile(r"每(亩|平方公里|公顷|平方米|人|户|吨)|(亩)[均产]|(地)均")
_POSTS = re.compile(r"岗|名额|职位|缺口")
_AT_LEAST = re.compile(r"(?:至少|最少|不少于)[^，。；]{0,14}$")
_ANY_PROJECT = re.compile(r"(?:单个|单体|每个|各个?|一般|社会|政府|企业|招商|引进|重点|新建|建设|工业|产业|投资|低风险|备案|核准|审批|类|工程)+项目")
_DEALING = re.compile("审批|办理|办结|时限|平均")
_FUND = re.compile(r"[\u4e00-\u9fa5A-Za-z“”]{2,12}基金")
_FUND_REACH = 20
"""Characters behind how large a fund is in which it is named."""
_SHARE_OF = re.compile(r"占[^，。；,;]{2,24}的(?:约|近|超|逾)?\Z")
_DENIED = re.compile(r"不实|谣言|辟谣|子虚乌有|不属实|误传|虚假消息|纯属虚构|予以否认")
_RUMOUR = re.compile(r"网传|传言|自媒体|有消息称|据传|传闻|有人称|网上|网络上|流传")
# 其今年进出口集装箱数首次: what stands around a name.
_UNNAMED = re.compile(r"^(?:其|今年|去年|共|已|每[年月天日])+|(?:首次|首度|已经?|共计?)+$")
_BEFORE_FIRST = re.compile(r"^(?:其中|[，,：:\s])+")
_PER_HUNDRED = re.compile(r"每[百千万]元")
_PER_HUNDRED_SAID = hint(_PER_HUNDRED)
_TWICE = re.compile(
    r"翻(?:了)?(?:(?P<under>近|将近|不到)|(?P<over>超过?|逾|不止))?(?P<n>一|两|三|四|1|2|3)番(?P<more>还多|有余|多|以上)?|翻(?:了)?番|翻(?:了)?(?P<m>\d+)(?:多)?倍|增(?:长|加)了?(?P<one>一)倍"
)
# 二、规上工业增加值。 at the head of its paragraph
_TITLE_LINE = re.compile(r"\s*[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．][^，。；:：、\d]{2,16}。\s*")
_RATES = frozenset({"percent", "points", "multiple", "rank", "places"})
_WIDER = frozenset({"place", "joint"})
# 产值迈上“百亿级”台阶，达到|104亿元: the step says what is measured.
_LABELS = frozenset({"slogan", "name"})
_OPENING = 12
"""Characters of a sentence in which it says that it breaks down what was told: 这些项目中，…."""
_STEP = re.compile(r"(?:[迈跨跃站登踏][上入过]|突破|跨越)[“「]?(?:双)?\Z")
_SAID_OF_ALL = frozenset({"status_word", "laid_down", "norm_behind", "granted"})
"""How a status was told that holds of all figures of a list."""


class ObservationReader:
    """Reads the observations of one article."""

    def __init__(self, document_key: str, article_key: str, text: str, finds: Finds, context: ArticleContext, owners: Owners, knowledge: Knowledge) -> None:
        self._document_key = document_key
        self._article_key = article_key
        self._original = text
        self._text = finds.text
        self._finds = finds
        self._context = context
        self._owners = owners
        self._knowledge = knowledge
        # What each figure stands under, for explain and for the confidence.
        self.frames: list[FrameFact] = []
        self._has_denial = _DENIED.search(finds.text, context.article.start, context.article.end) is not None
        self._last_paragraph = -1
        self._last_choices: dict[str, Choice] = {}
        self._last_memory: SentenceMemory | None = None
        # The metrics that the heading above names.
        self._section: frozenset[str] = frozenset()
        self._heading: dict[str, Choice] = {}
        # The amounts of the sentence before, for a list that goes on over a semicolon.
        self._amounts: Sequence[Head] = ()
        self._metrics = MetricChooser(finds, knowledge.metrics)
        lead_end = context.sentences[min(3, len(context.sentences) - 1)].end if context.sentences else context.article.start
        occasion = occasion_of(context.article.headline + finds.text[context.article.start : lead_end])
        self._metrics.hold_ceremony(occasion)
        self._measures = MeasureReader(finds, context.article.start, context.article.end)
        self._policies = Policies(finds.text, context.article)
        self._statuses = StatusReader(finds, self._policies.begins if self._policies.itself else None)
        topic = narrowed(finds.text, context.topic, context.sentences, context.today)
        self._periods = PeriodReader(finds, topic, knowledge.metrics)
        self._periods.report = is_report(context.article.headline, topic)
        self._periods.reported = reported_period(finds.text, context.sentences, context.today)
        self._periods.occasion, self._periods.today = bool(occasion), context.today
        self._opinions = Opinions(finds, context, owners.weights, self._periods.reported)
        # Where the last figure that was left out ended, and why it was.
        self._left_out = (0, "")

    def read(self, sentences: list[SentenceContext]) -> list[ObservationFact | LeftoverFact]:
        """Observations, and the quantities left out with their reasons."""
        found = list(self._read(sentences))
        facts = [fact for fact in found if isinstance(fact, ObservationFact)]
        tell_again(facts, self._context.article)
        weigh_together(facts)
        return found

    def _read(self, sentences: list[SentenceContext]) -> Iterator[ObservationFact | LeftoverFact]:
        # Behind the last figure nothing need be remembered.
        self._periods.ceremony = ceremony_day(self._text, sentences, self._context.today)
        self._periods.topic_from = begins_at(sentences, self._context.topic)
        self._periods.reported_from = told_from(sentences, self._periods.reported)
        self._periods.held = held_on(self._text, sentences, self._context.today)
        last = max((index for index, sentence in enumerate(sentences) if sentence.quantities), default=-1)
        for index, sentence in enumerate(sentences[: last + 1]):
            span = sentence.sentence
            self._periods.standing.begin(
                span.paragraph, sentence.timexes if span.heading else None, self._text[span.start : span.end] if span.heading else "", span.start
            )
            self._statuses.begin(span)
            self._note_heading(sentence)
            if sentence.quantities:
                self._denied = self._denial(sentences, index) if self._has_denial else 0
                yield from self._sentence(sentence)
            if sentence.timexes:
                self._periods.standing.note(sentence.timexes, span.end)
            self._statuses.note(span)

    def _denial(self, sentences: list[SentenceContext], index: int) -> int:
        """Up to which offset of a sentence its figures are a denied rumour's; 0 where none are."""
        span = sentences[index].sentence
        ends = [match.end() for match in _DENIED.finditer(self._text, span.start, span.end)]
        if ends:
            return ends[-1]
        following = sentences[index + 1].sentence if index + 1 < len(sentences) else None
        if following and _RUMOUR.search(self._text, span.start, span.end) and _DENIED.search(self._text, following.start, following.end):
            return span.end
        return 0

    def _sentence(self, context: SentenceContext) -> Iterator[ObservationFact | LeftoverFact]:
        read = SentenceMemory()
        start = context.sentence.start
        if (
            self._last_paragraph == context.sentence.paragraph
            or breaks_down(self._text, start)
            # These projects of the paragraph before: what they are, and not when.
            or is_breakdown(self._text, start, min(start + _OPENING, context.sentence.end))
        ):
            # 新签约项目11个…。 / 从构成看，30亿元项目1个: a new paragraph that breaks down what was told.
            read.sentence_before = self._last_choices
            read.units_before = self._last_memory.by_unit if self._last_memory else {}
            read.before = self._last_memory.choice if self._last_memory else None
            read.opened_before = self._last_memory.opened if self._last_memory else {}
            if self._text.startswith("其中", context.sentence.start):
                # 引进项目64个；其中投产28个。从行业看，…: what is told of a part opens nothing of its own.
                read.opened = dict(read.opened_before)
            if self._last_memory is not None and self._text[context.sentence.start - 1] in "；;":
                read.part_of, read.part_kind = self._last_memory.part_of, self._last_memory.part_kind
        self._last_paragraph, self._last_choices, self._last_memory = context.sentence.paragraph, read.by_kind, read
        sentence = context.sentence
        read.heading = self._heading
        slots = slots_of(self._text, context)
        before = self._amounts if self._text[sentence.start - 1 : sentence.start] in "；;" else ()
        read.dealt = deal(self._finds, slots, context.timexes, before)
        for slot in slots:
            q = slot.q
            reason = out_of_scope(self._text, q, sentence.start, sentence.end, sentence.said)
            if not reason and q.start < self._denied:
                reason = "denied"
            owner = read.owner_of(slot, self._owners.owner_of(slot), self._owners.is_dealt(q.start))
            self.frames.append(self._owners.frame_of(slot, owner))
            if isinstance(owner, LeftOut):
                reason = reason or owner.reason
            elif not reason and self._goes_on(slot, read):
                reason = read.left_out
            if reason or isinstance(owner, LeftOut):
                if (
                    reason in _WIDER
                    or (reason == "slogan" and q.qualifier == "over")
                    or (reason in _LABELS and _STEP.search(self._text, sentence.start, q.start))
                ):
                    # 税收过百亿元的园区只有某区一家，为|138亿元: a class of parks, whose measure is needed all the same.
                    # 全市进出口96.7亿美元，其中某区7.3亿美元: what the wider figure measured is needed for the next.
                    self._read_through(slot, read)
                    self._periods.dates(slot, context.timexes)
                    # 今年，全县计划实施项目22个。其中，放在某开发区的15个: what all plan, one of them plans too.
                    self._statuses.of(slot, self._is_future(context, q.start), False)
                read.left_out, read.end = "" if self._owners.counts_parks(q.start) else reason, q.end
                yield self._leftover(q, slot, reason, owner.park or None)
                continue
            yield self._observation(slot, context, owner, read)
            read.left_out = ""
        self._amounts = [*before, *self._amounts_of(slots, read)]

    def _amounts_of(self, slots: Sequence[Slot], read: SentenceMemory) -> list[Head]:
        """The amounts of a sentence with what they measure; none where one is left out."""
        found = [
            (read.choices.get(slot.index), slot)
            for slot in slots
            if slot.q.kind not in _RATES and not is_threshold(self._text, slot) and not is_planned(self._text, slot)
        ]
        known = [Head("metric", choice.start, choice.end, choice.metric) for choice, _ in found if choice is not None]
        return known if len(known) == len(found) else []

    def _note_heading(self, context: SentenceContext) -> None:
        """What a heading or a line that ends in a colon names for the items below it, by kind; an item names nothing itself."""
        span = context.sentence
        # 主要指标如下： / (一)工业总产值。: the last line of what a colon joined.
        line = self._text.rfind("\n", span.start, span.end - 1) + 1
        title = _TITLE_LINE.fullmatch(self._text, max(line, span.start), span.end)
        cues = [c for c in self._finds.cues_in(max(line, span.start) if title else span.start, span.end) if not c.metric.startswith("@")]
        opens = span.heading or title or self._text[span.start : span.end].rstrip(" \r\n”").endswith(("：", ":"))
        if span.heading:
            self._section = frozenset(c.metric for c in cues)
        if opens and (cues or not context.quantities):
            self._heading = {c.kind: Choice(c.metric, c.start, c.end, "metric_heading") for c in cues}
        elif cues and not span.entry:
            self._heading = {}

    def _goes_on(self, slot: Slot, read: SentenceMemory) -> bool:
        """Whether a growth figure belongs to the wider figure just left out: 全市完成980亿元，增长8.2%."""
        if read.left_out not in _WIDER or slot.q.kind not in ("percent", "points", "multiple"):
            return False
        if _SHARE_OF.search(self._text, slot.clause, slot.q.start):
            # 占黑龙江三个片区总量的|24%: what was left out is only the whole.
            return False
        return not self._finds.mentions_in(read.end, slot.q.start) and slot.q.start - read.end < 16

    def _read_through(self, slot: Slot, read: SentenceMemory) -> None:
        measure = self._measures.is_growth(slot, read.measure)
        choice = self._metrics.choose(slot, measure is not None, read)
        if choice.metric != NONE.metric or choice.end:
            # 增长66%，增幅列33个国家级开发区第一: how many there are says nothing of what is ranked.
            self._remember(read, slot, choice, measure or LEVEL)

    def _leftover(self, q: Quantity, slot: Slot, reason: str, park: str | None) -> LeftoverFact:
        self._left_out = (q.end, reason)
        return LeftoverFact(
            fact_key("leftover", self._document_key, q.start, q.end),
            self._document_key, self._article_key, park,
            self._original[q.start : q.end], q.start, q.end, self._sentence_text(slot), reason,
            q.value, q.low, q.high, q.unit, q.qualifier,
        )  # fmt: skip

    def _sentence_text(self, slot: Slot) -> str:
        return self._original[slot.sentence.start : min(slot.sentence.end, slot.sentence.start + MAX_SENTENCE_TEXT)]

    def _observation(self, slot: Slot, context: SentenceContext, owner: Owner, read: SentenceMemory) -> ObservationFact:
        q = slot.q
        dealt = read.dealt.get(slot.index)
        before = read.measures.get(dealt.first) if dealt is not None and slot.index > dealt.first else read.measure
        measure = self._measures.is_growth(slot, before, dealt)
        choice = self._metrics.choose(slot, measure is not None and q.kind != "multiple", read)
        if slot.sentence.said & _PER_HUNDRED_SAID and _PER_HUNDRED.search(self._text, slot.clause, q.start):
            choice = NONE
        if choice.metric == "investment_completed" and "fixed_asset_investment" in self._section and owner.subject_type in ("park", "zone"):
            # 2.固定资产投资 / 某科技城完成投资61.3亿元
            choice = choice._replace(metric="fixed_asset_investment")
        metric = self._knowledge.metrics.get(choice.metric)
        if metric is None:
            # A word that names no metric by itself (@project) has found none beside it either.
            choice = NONE
        if measure is None:
            measure = self._measures.of_count(slot, metric, read.measure) if q.kind not in ("percent",) else LEVEL
        if measure.rule == "level" and dealt is not None and slot.index > dealt.first and before is not None and before.measure == "change":
            # 分别增加18家、26家
            measure = before
        if (
            measure.measure == "change"
            and choice.metric == NONE.metric
            and not choice.end
            and q.start - read.end < 24
            and (of_unit := read.by_unit.get(q.unit)) is not None
        ):
            # 新开工项目23个、总投资65亿元，比去年同期少4个、2.3亿元
            choice = of_unit
        q = self._adjusted(q, slot, choice)
        if metric is not None and not unit_fits(metric.unit, q.unit, measure.measure):
            choice = NONE
        future = self._is_future(context, q.start)
        announced = self._context.announced and metric is not None and metric.of_project
        status = self._statuses.of(slot, future, announced, self._over_since(context, slot))
        # A year's task stands under the time of its result, and is then the whole year's.
        kind = "actual" if status.rule == "task_of_year" else status.status
        # 新开工亿元以上项目19个: the size that projects had to reach is of the time of their number.
        timed = "projects_signed" if choice.rule == "project_size" and owner.subject_type == "project" else choice.metric
        period = self._periods.choose(slot, context.timexes, timed, status.after_completion, owner.subject_type, kind)
        time = head_of(read.dealt, slot.index, "period")
        if time is not None:
            item = self._periods.of_item(context.timexes, time.start, time.number, time.parts)
            period = item if item.rule != "period_none" else period
        elif dealt is not None and dealt.mark == "分别" and (dealt.head is None or dealt.doubt):
            period = self._periods.of_years(period, dealt.item, dealt.items)
        status = self._statuses.in_time(status, slot, period.span, period.reach not in ("section", "topic"), self._context.today)
        if status.status == "actual" and dealt is not None and (first := read.statuses.get(dealt.first)) is not None and first.rule in _SAID_OF_ALL:
            # 计划投资分别为1200万元、680万元: the word before the first is said of all of them.
            status = first
        read.statuses[slot.index] = status
        if status.rule == "task_of_year":
            period = self._periods.of_task(period)
        elif status.rule == "section" and status.status == "target":
            period = self._periods.of_plan(period, self._context.today)
        administrative = q.kind == "duration" and metric is not None and metric.category == "services"
        if status.status == "norm" and not administrative and (policy := self._policies.whose_term(q.start)):
            # 《…若干措施》：首次升规的奖励20万元. How long an approval takes by it (5个工作日办结) is the administration's work.
            owner = replace(owner, subject_type="other", subject=policy)
        if administrative and owner.subject_type == "project" and self._is_any_project(owner.subject, choice):
            # How long the administration takes for any of them is no project's own figure.
            owner = replace(owner, subject_type="park", subject=owner.park)
        if (
            choice.metric == "fund_size"
            and owner.subject_type == "park"
            and (fund := _FUND.search(self._text, slot.segment, min(q.end + _FUND_REACH, slot.sentence.end)))
        ):
            # 设立规模10亿元的产业引导基金: how large the fund is.
            owner = replace(owner, subject_type="other", subject=fund[0].rpartition("的")[2])
        if measure.rule == "multiple_growth":
            # 增长1.2倍 is 2.2 times the earlier value.
            q = replace(q, value=q.value + 1, low=None if q.low is None else q.low + 1, high=None if q.high is None else q.high + 1)
        value, low, high = _signed(q, measure.sign)
        self._remember(read, slot, choice, measure)
        read_by = signs(
            owner,
            metric_evidence(slot, choice, dealt),
            measure,
            status,
            period,
            q,
            slot,
            self._knowledge.metrics.get(choice.metric),
            owner.park == self._owners.main,
            self._opinions.when(period),
            self._context.dated,
        )
        read_by += self._opinions.of_figure(slot, owner.park, choice, q, self._left_out)
        rule = f"{choice.rule}+{measure.rule}+{status.rule}+{period.rule}"
        if dealt is not None and dealt.doubt:
            # As many things as figures are not named: nothing is shifted, and the row says so.
            rule = f"{rule}+list_doubtful"
        metric_text, named_from = metric_words(self._finds, self._original, choice, slot.sentence.start)
        if not choice.end and (name := bare_name(self._finds, slot.left, q.start)) is not None:
            # 进口集装箱159.4万标箱: no metric, but words that name it.
            metric_text = _UNNAMED.sub("", self._original[name[0] : name[1]].strip())
        # Output of one branch (钛及新材料产值) is no more the park's output than a part after 其中 is.
        branch = metric is not None and metric.category in ("output", "trade") and named_from < choice.start
        part = branch or is_part(self._finds, slot.previous_end, slot.q.start) or choice.rule in ("part_of", "part_named")
        part = part or (measure.measure == "level" and dealt is not None and dealt.head is not None and dealt.head.kind == "word")
        subject = owner.subject
        if owner.subject_type == "enterprise" and dealt is not None and dealt.head is not None and dealt.head.kind == "word":
            subject = self._of_these(subject, dealt.head, dealt.names)
        original = self._original[q.start : q.end]
        if in_doubt(self._original, q.start, q.end):
            read_by.append(NUMBER_IN_DOUBT)
        key = fact_key("observation", self._document_key, q.start, q.end)
        return ObservationFact(
            key,
            self._document_key, self._article_key, owner.park, choice.metric,
            period.span.begin, period.span.finish, measure.measure, status.status,
            subject, owner.subject_type, metric_text, part,
            value, low, high, q.unit, q.qualifier, period.text,
            original, q.start, q.end, self._sentence_text(slot), 0.0, rule, read_by,
        )  # fmt: skip

    def _is_any_project(self, subject: str, choice: Choice) -> bool:
        """Whether a subject is no project of its own but any of them: 单个项目平均办理时间, 项目审批时间."""
        return _ANY_PROJECT.fullmatch(subject) is not None or (subject == "项目" and _DEALING.search(self._text, choice.start, choice.end) is not None)

    def _of_these(self, subject: str, head: Head, names: tuple[int, int]) -> str:
        """甲科技、乙集成、丙股份分别比增9%、7%和5%: the company that an item of a list is of."""
        if subject not in self._text[names[0] : names[1]]:
            return subject
        return _BEFORE_FIRST.sub("", self._text[head.start : head.end])

    def _is_future(self, context: SentenceContext, position: int) -> bool:
        """Whether a period named before a figure has not begun when the article appears."""
        today = self._context.today
        if today is None:
            return False
        before = [t for t in context.timexes if t.end <= position and t.kind == "period"]
        if not before:
            return False
        begin, finish = before[-1].span
        return begin is not None and begin >= today and finish is not None and finish > today

    def _over_since(self, context: SentenceContext, slot: Slot) -> int:
        """Where a time ends that opens a clause before a figure and is over when the article appears; -1 where the last time told is none such.

        计划引进项目30个，上半年|引进18个，到位资金20亿元: what a plan holds of ends there.
        """
        today = self._context.today
        before = [t for t in context.timexes if slot.segment < t.start and t.end <= slot.q.start and t.kind in ("period", "anchor")]
        if today is None or not before or self._text[before[-1].start - 1] not in "，,":
            return -1
        finish = before[-1].span.finish
        return before[-1].end if finish is not None and finish <= today else -1

    def _remember(self, read: SentenceMemory, slot: Slot, choice: Choice, measure: Measure) -> None:
        metric = self._knowledge.metrics.get(choice.metric)
        read.remember(slot, choice, measure, self._text[slot.previous_end : slot.q.start], metric is not None and metric.unit == "元")

    def _adjusted(self, q: Quantity, slot: Slot, choice: Choice) -> Quantity:
        """Rates per area (每平方公里产值9亿元), 至少 some words before, and a minus sign."""
        left = self._text[slot.left : q.start]
        if choice.metric == "employment" and q.unit == "个" and _POSTS.search(self._text, slot.left, min(q.end + 8, slot.sentence.end)) is None:
            # 用工160多个: hands, and no posts.
            q = replace(q, unit="人")
        if q.kind in ("money", "implied") and q.unit == "元":
            per = _PER.search(left)
            if choice.metric == "tax_per_mu" and per is None:
                q = replace(q, unit=f"{q.unit}/亩", kind="money_rate")
            if per:
                base = next(g for g in per.groups() if g)
                base = "亩" if base == "地" else base
                q = replace(q, unit=f"{q.unit}/{base}", kind="money_rate")
        if q.qualifier == "exact" and _AT_LEAST.search(left):
            q = replace(q, qualifier="over", high=None)
        minus = self._text[q.start - 1 : q.start]
        before = self._text[q.start - 2 : q.start - 1]
        if minus and minus in "-−－" and ("\u4e00" <= before <= "\u9fa5" or (before and before in "、，,（(")) and q.kind in ("percent", "money", "points"):
            # 增长-0.08%, 利润-3亿元: behind a word the dash is a minus sign, between numbers it makes a range.
            low, high = q.low, q.high
            q = replace(q, start=q.start - 1, value=-q.value, low=None if high is None else -high, high=None if low is None else -low)
        return q


def _signed(q: Quantity, sign: int) -> tuple[float, float | None, float | None]:
    """Value and bounds of a change; a fall is negative, and `over` and `exact` keep their bound on the same side."""
    # 负增长的为某县-12.7%: fallen once.
    if sign > 0 or q.value < 0:
        return q.value, q.low, q.high
    low, high = q.low, q.high
    if low is not None and high is not None:
        return -q.value, -high, -low
    # 减少4—6个多: the value of a range lies beyond the one bound that is left.
    return -q.value, None if low is None else min(-q.value, -low), None if high is None else max(-q.value, -high)


def find_multiples(text: str, start: int, end: int) -> Iterator[Quantity]:
    """翻一番 is a multiple of 2, 翻两番 of 4; 增加了一倍 of 2."""
    if text.find("番", start, end) < 0 and text.find("倍", start, end) < 0:
        return
    for match in _TWICE.finditer(text, start, end):
        if match["m"]:
            continue
        times = {"一": 1, "1": 1, "两": 2, "2": 2, "三": 3, "3": 3, "四": 4}.get(match["n"] or "一", 1)
        value = float(2**times)
        # 翻一番多, 翻了近两番
        qualifier = "under" if match["under"] else "over" if match["over"] or match["more"] else "exact"
        low, high = (None if qualifier == "under" else value), (None if qualifier == "over" else value)
        yield Quantity(match.start(), match.end(), match[0], match.start(), match[0], value, low, high, "倍", "multiple", qualifier)
