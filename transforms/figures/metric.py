"""Which metric a quantity measures, from the words around it.

A money or area figure takes the nearest naming words to its left (完成税收2.87亿元), else those right behind it
(2亿元规模的基金). A count takes the noun that it counts (39个项目, 引进项目39个), and a general noun (项目, 企业) is made
precise by the verb of its clause (签约, 开工, 走访). Where nothing fits the metric is `other`, never the nearest guess.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from transforms.figures.measure import Measure
from transforms.frames.slots import Finds, Slot
from transforms.names.words import Cue
from transforms.text.segmenter import word_class, words

OTHER = "other"
_COUNT_KINDS = ("count", "people", "head", "session")
# Which counters can count what a metric counts; without an entry any counter can.
_UNITS: dict[str, frozenset[str]] = {
    key: frozenset(units.split())
    for units, keys in {
        "家 个 户 企次 户次": "enterprises enterprises_above_scale high_tech_enterprises specialised_smes market_entities",
        "家 个 户 家次 次 企次": "enterprise_visits",
        "人 个 人次": "employment staff party_members",
        "人 个 人次 家 户 家次": "participants",
        "个 项 宗 家 条 支": "projects_signed projects_completed projects_started projects_under_construction @project",
        "项 件 个 款 篇": "patents",
        "项 份 件 个 种 张 类": "approval_documents",
        "项 件 个 笔 类 单 宗": "approval_items",
        "个 项 条 件 处 起 次 宗": "problems_solved",
        "项 条 个 件 款 部": "reform_items",
        "场 次 期 个 批 堂 项 场次": "activities",
        "个 家 所 座 间": "innovation_platforms",
        "个 家 名": "party_branches",
        "台 辆 件 吨 套": "export_volume",
    }.items()
    for key in keys.split()
}
_NOT_NOUN = re.compile(r"[的了，。、]|以上|左右|内|完成|就|办")
_STOCK_COMPANY = re.compile(r"(?:与|和|同|实现|获得?|参加|参展|签约|通过|进行|达成|在[^区园]{2,14}(?:挂牌|上市|展|现场)|代表|参会|负责人|产值|签订|到场)")
_BENEFIT = re.compile(r"(?:享受|受益|惠及|获益|受惠)")
_FINANCE = re.compile(r"放款|支行|农信|银行|银企|贷款|融资|授信|信贷|金融")
_PROJECT_BEHIND = re.compile(r"(?:以上|及以上)?的?(?:[\u4e00-\u9fa5]{0,6})项目")
_SHARE_OF_LAST = re.compile(r"[，,、]?(?:约|分别)?(?:占比?(?!地)|完成(?:年度|全年|年初|预期|计划|市定|市下达|省定)?[\u4e00-\u9fa5]{0,4}(?:任务|目标|计划))")
_OWN_RATE = re.compile(r"率|面(?!积)|指数")
_SIZE_WORDS = frozenset(
    "实际 到位 总额 总值 规模 总量 数量 总数 总产值 额 总体 水平 增速 增幅 单位 指标 平均 税收 收入 部分 业务 方面 资金 金额 人数 面积 总额度".split()
)
_FILLERS = re.compile(r"其中|完成|实现|达到?|突破|超过?|预计|力争|今年|去年|分别|[，,、为约近共]")
# 增长到2019年的230亿元: the year is the figure's, not a thing that it measures.
_OWN_YEAR = re.compile(r"(?:增长|增加|提高|上升|下降|减少|扩大)?到?(?:19|20)\d\d年(?:[底末初])?的?")
# 新引进德企32家，累计超过350家
_IN_ALL = re.compile(r"[，,](?:历年)?(?:累计|总数|总共|共计)(?:已|引进|完成|实现)?(?:达到?|超过?|突破|有)?")
_REACHES = re.compile(r"[，,、；]?(?:总量|总数)?(?:达到?|增至|增加到|增长到|升至|上升到|为|突破|超过?)了?")
_GOES_ON = re.compile(r"(?:[”“]?(?:预计|有望|力争|到|今年|明年|全年|年底|年末|将|可|能|实现|完成|达到?|突破|超过?|为|约|近|，|,)){2,}")
_FIELD = re.compile(r"在[^，。；]{1,24}?(?:中|里|内)")
_PARTS = re.compile(r"其中|中有|分布|包括|包含|分别是|[:：]")
_PROJECTS = frozenset({"projects_signed", "projects_completed", "projects_started", "projects_under_construction"})
_AGREEMENT = re.compile(r"签约|协议|引资|签署|签订")


class Choice(NamedTuple):
    """A metric and the words of the text that name it; `rule` names how they were found."""

    metric: str
    start: int
    end: int
    rule: str


NONE = Choice(OTHER, 0, 0, "metric_none")
LIST_GAP = re.compile(r"[、和及与,，]?(?:和)?")
"""What stands between the items of a bare list: 12个、9个和7个."""


# 绿化8万平方米, 供热能力1200万平方米: an area of something else than floors or land for building.
_NO_FLOOR = re.compile(r"绿化|绿地|草坪|景观|植树|造林|供热|供暖|采暖|道路|路面|沥青|能力|围网|水面|湿地|种植|秸秆")


@dataclass(slots=True)
class SentenceMemory:
    """What has been read in the present sentence, for the figures that leave it out."""

    choice: Choice | None = None
    kind: str = ""
    unit: str = ""
    end: int = 0
    measure: Measure | None = None
    # The last choice of each kind of quantity, and the choices of the running list (for 分别).
    by_kind: dict[str, Choice] = field(default_factory=dict)
    listed: tuple[Choice, ...] = ()
    pending: list[Choice] = field(default_factory=list)
    # After 其中 the parts are of what the whole was of.
    part_of: bool = False
    # The unit of a running list after 分别.
    listing: str = ""
    # The choices that the sentence before ended with, for one that goes on with 预计全年可达….
    sentence_before: dict[str, Choice] = field(default_factory=dict)
    # Why the figure just before was left out; empty where it was not.
    left_out: str = ""


class MetricChooser:
    """Chooses metrics within one document."""

    def __init__(self, finds: Finds) -> None:
        self._finds = finds
        self._text = finds.text
        # What the article's projects are there for, where its headline or lead tells of a ceremony (集中开工).
        self.occasion = ""

    def choose(self, slot: Slot, growth: bool, last: Choice | None, memory: SentenceMemory) -> Choice:
        """The metric of a quantity; `last` is the choice made for the figure that it belongs to, or the one before it."""
        q = slot.q
        last_kind = memory.kind
        if q.kind == "rank":
            return self._rank(slot, last)
        if growth or q.kind in ("points", "multiple"):
            return self._of_change(slot, last)
        if q.kind == "percent":
            return self._percent(slot, last, last_kind)
        if q.kind in ("money", "implied", "money_rate"):
            return self._measured(slot, "money", memory)
        if q.kind == "area":
            choice = self._measured(slot, "area", memory)
            if choice.metric == OTHER and q.unit in ("亩", "平方米") and not _NO_FLOOR.search(self._text, slot.left, q.start):
                metric = "land_area" if q.unit == "亩" else "floor_area"
                return Choice(metric, slot.left, q.start, "unit_default")
            return choice
        if q.kind == "duration":
            choice = self._measured(slot, "duration", memory)
            if choice.metric == OTHER and q.unit == "工作日":
                return Choice("approval_days", slot.left, q.start, "unit_default")
            return choice
        if q.kind in ("count", "people"):
            return self._counted(slot, memory, memory.choice if memory.unit == "%" else None)
        # Length, power, weight ...: named only by a metric that seeds/metrics.csv gives such a unit.
        return self._measured(slot, q.kind, memory)

    def _nearest_left(self, start: int, end: int, kinds: tuple[str, ...]) -> Cue | None:
        found = [cue for cue in self._finds.cues_in(start, end) if cue.kind in kinds]
        return found[-1] if found else None

    def _measured(self, slot: Slot, kind: str, memory: SentenceMemory) -> Choice:
        q = slot.q
        last = memory.by_kind.get(kind)
        left = self._nearest_left(slot.left, q.start, (kind,))
        right_cues = [c for c in self._finds.cues_in(q.end, slot.right) if c.kind == kind]
        right = right_cues[-1] if right_cues and right_cues[0].start - q.end <= 8 else None
        if right is not None and self._text[q.end : q.end + 1] in "的、" and left is not None:
            right = None
        if left is not None and (right is None or q.start - left.end <= 6):
            if left.metric == "contracted_investment" and _PROJECT_BEHIND.match(self._text, q.end, slot.right):
                return Choice("total_investment", left.start, left.end, "project_size")
            return self._made(slot, left, "metric_left")
        if right is not None:
            return self._made(slot, right, "metric_right")
        if kind == "money" and _PROJECT_BEHIND.match(self._text, q.end, slot.right) and (last is None or not self._is_elided(slot)):
            # 亿元以上项目: a project is measured by what is invested in it.
            return Choice("total_investment", q.start, q.end, "project_size")
        if last is not None and self._is_elided(slot):
            return Choice(last.metric, last.start, last.end, "metric_elided")
        wider = self._nearest_left(max(slot.previous_end, slot.segment), slot.left, (kind,))
        if wider is not None:
            return self._made(slot, wider, "metric_before")
        before = memory.sentence_before.get(kind)
        if before is not None and last is None and _GOES_ON.fullmatch(self._text, slot.sentence.start, slot.q.start):
            # …收入20亿元，增长9%。预计全年可达30亿元
            return Choice(before.metric, before.start, before.end, "metric_elided")
        return NONE

    def _is_elided(self, slot: Slot) -> bool:
        """Whether a clause leaves out what it measures: 今年预计突破2亿元."""
        between = self._text[slot.left : slot.q.start]
        for mention in self._finds.mentions_in(slot.left, slot.q.start):
            between = between.replace(self._text[mention.start : mention.end], "")
        return len(_FILLERS.sub("", _OWN_YEAR.sub("", between))) <= 6 and not self._finds.cues_in(slot.left, slot.q.start)

    def _made(self, slot: Slot, cue: Cue, rule: str) -> Choice:
        metric = cue.metric
        if metric == "@amount":
            metric = self._amount(slot)
        if metric == "tax" and (slot.q.unit == "元/亩" or "亩均" in self._text[slot.left : slot.q.start] or "每亩" in self._text[slot.left : slot.q.start]):
            metric = "tax_per_mu"
        return Choice(metric, cue.start, cue.end, rule if metric != OTHER else "metric_none")

    def _amount(self, slot: Slot) -> str:
        """总金额 and the like are named by what the sentence is about."""
        words = self._text[max(slot.segment, slot.q.start - 40) : slot.right + 10]
        if _FINANCE.search(words):
            return "financing"
        if "订单" in words or ("采购" in words and "合同" in words):
            return "orders"
        if _AGREEMENT.search(words):
            return "contracted_investment"
        if re.search(r"补助|奖励|补贴|救助|扶持|惠企|奖补|兑现", words):
            return "subsidies"
        return OTHER

    def _of_change(self, slot: Slot, last: Choice | None) -> Choice:
        """What grew: the words left of the figure, else what the figure before it measured."""
        found = [c for c in self._finds.cues_in(slot.left, slot.q.start) if not c.metric.startswith("@share")]
        if found and self._other_noun(found[-1].end, slot.q.start):
            # 万元工业增加值能耗下降3.5%: what fell is another thing.
            return NONE
        if found:
            cue = found[-1]
            chain = self._noun(slot, slot.left, slot.q.start, last_of_run=True) if cue.kind in _COUNT_KINDS else None
            return chain or self._made(slot, cue, "growth_left")
        if last is not None:
            return Choice(last.metric, last.start, last.end, "growth_of_last")
        wider = [
            c for c in self._finds.cues_in(max(slot.previous_end, slot.segment), slot.left)
            if c.kind in ("money", "percent", "duration", "area") and c.metric != "@share"
        ]  # fmt: skip
        if wider:
            return self._made(slot, wider[-1], "growth_before")
        right = [c for c in self._finds.cues_in(slot.q.end, slot.right) if c.kind == "money"]
        if right:
            return self._made(slot, right[0], "growth_right")
        return NONE

    def _other_noun(self, start: int, end: int) -> bool:
        """Whether a noun of its own follows the words that name a metric."""
        following = words(self._text[start : min(end, start + 8)])
        if not following or len(following[0]) < 2 or following[0] in _SIZE_WORDS:
            return False
        is_role = any(word.start < start + len(following[0]) for word in self._finds.words_in(start, min(end, start + 8)))
        return word_class(following[0]) == "n" and not is_role

    def _percent(self, slot: Slot, last: Choice | None, last_kind: str) -> Choice:
        q = slot.q
        cues = self._finds.cues_in(slot.left, q.start)
        left = self._text[slot.left : q.start]
        if last is not None and not [c for c in cues if not c.metric.startswith("@")] and _SHARE_OF_LAST.match(left):
            return Choice(last.metric, last.start, last.end, "share_of_last")
        rates = [c for c in cues if c.kind == "percent"]
        if rates and rates[-1].metric != "@share":
            return self._made(slot, rates[-1], "rate_left")
        after = self._text[q.end : slot.right]
        if re.match(r"(?:的标准|的比例)?(?:给予|予以|进行|贴息|补贴|补助|奖励|奖补)", after):
            right = [c for c in self._finds.cues_in(q.end, slot.right) if c.kind == "money"]
            if right:
                return self._made(slot, right[-1], "rate_right")
        named = [c for c in cues if not c.metric.startswith("@")]
        share = left.rfind("占")
        if named and share >= 0 and not left.startswith("占地", share):
            # 民间投资占全部投资的61.9% is about what stands before 占; without a metric there, about the whole behind it.
            before = [c for c in named if c.end <= slot.left + share]
            chosen = before[-1] if before else named[-1]
            return Choice(chosen.metric, named[0].start, max(c.end for c in cues), "share_of")
        named = [
            c for c in named
            if (c.kind in ("money", "area", "people", "duration") and not _OWN_RATE.search(self._text, c.end, q.start)) or q.start - c.end <= 1
        ]  # fmt: skip
        if named:
            return self._made(slot, named[-1], "percent_left")
        if last is not None and last_kind == "percent":
            return Choice(last.metric, last.start, last.end, "metric_elided")
        return NONE

    def _rank(self, slot: Slot, last: Choice | None) -> Choice:
        found = self._finds.cues_in(slot.left, slot.q.start)
        # 在全区纳税企业中排名第三: what stands in 在…中 is the field, not the metric.
        field_end = max((m.end() for m in _FIELD.finditer(self._text, slot.left, slot.q.start)), default=slot.left)
        named = [c for c in found if not c.metric.startswith("@") and c.start >= field_end]
        if last is not None:
            # 规模位居第一: the size of what the figure before measured.
            named = [c for c in named if self._text[c.start : c.end] != "规模"]
        if named:
            return self._made(slot, named[-1], "rank_left")
        between = self._text[slot.left : slot.q.start]
        if last is not None and (len(between) <= 14 or not re.search(r"[评价考核竞争力排名榜]", between[:-4])):
            return Choice(last.metric, last.start, last.end, "rank_of_last")
        return NONE

    def _counted(self, slot: Slot, memory: SentenceMemory, last: Choice | None) -> Choice:
        """The metric of a count; `last` is what the percentage right before it spoke of."""
        q = slot.q
        found = self._counted_noun(slot)
        if found is not None and found.metric != OTHER:
            return found
        between = self._text[slot.previous_end : q.start]
        if (
            between.startswith(("，其中", ",其中", "、", "，"))
            and memory.choice is not None
            and (memory.choice.metric in _PROJECTS or (memory.choice.metric == OTHER and q.unit in ("个", "项")))
        ):
            roles = frozenset(role for word in self._finds.words_in(slot.left, q.start) for role in word.roles)
            metric = _project_metric(roles)
            if metric:
                return Choice(metric, slot.left, q.start, "part_verb")
        if memory.choice is not None and memory.choice.metric in _PROJECTS and "\u4e00" <= self._text[q.end : q.end + 1] <= "\u9fa5":
            for word in self._finds.words_in(q.end, slot.right):
                metric = _project_metric(word.roles)
                if metric:
                    return Choice(metric, memory.choice.start, memory.choice.end, "part_verb")
        if memory.choice is not None and q.unit == memory.unit and memory.end <= q.start:
            words_left = self._finds.words_in(slot.left, q.start)
            is_part = _PARTS.search(between) is not None or (memory.part_of and q.start - memory.end < 20)
            bare = LIST_GAP.fullmatch(between.strip()) is not None or _IN_ALL.fullmatch(between) is not None or any("to" in w.roles for w in words_left)
            follower = self._text[q.end : q.end + 1]
            if (is_part or bare) and not (found is None and "\u4e00" <= follower <= "\u9fa5" and not self._verb_follows(q.end)):
                return Choice(memory.choice.metric, memory.choice.start, memory.choice.end, "part_of" if is_part else "list_item")
        if found is None and last is not None and _REACHES.fullmatch(between) and not self._text[q.end : q.end + 1].isalpha():
            # 市场主体同比增长32.5%，达到4210户: what grew has reached the count.
            return Choice(last.metric, last.start, last.end, "metric_elided")
        return found or NONE

    def _verb_follows(self, position: int) -> bool:
        """Whether a count is followed by a verb (428份精简到…), so that what it counts stands before it."""
        if any(w.start <= position + 1 and w.roles & {"to", "up", "down"} for w in self._finds.words_in(position, position + 6)):
            return True
        first = words(self._text[position : position + 6])
        return bool(first) and word_class(first[0])[:1] in ("v", "d", "p", "c") and word_class(first[0]) != "vn"

    def _counted_noun(self, slot: Slot) -> Choice | None:
        q = slot.q
        if q.unit in ("件", "宗", "笔"):
            cases = [c for c in self._finds.cues_in(slot.left, q.start) if c.kind == "case"]
            if cases and self._text[q.end : q.end + 1] in "，,。；;、":
                return self._made(slot, cases[-1], "case_left")
        if q.unit in ("家次", "人次"):
            found = self._noun(slot, q.end, slot.right) or self._noun(slot, slot.left, q.start, last_of_run=True)
            return found if found and found.metric in ("participants", "activities") else Choice("participants", slot.left, q.start, "unit_default")
        follower = self._text[q.end : q.end + 1]
        if (follower and "\u4e00" <= follower <= "\u9fa5") or follower in "“《A5":
            choice = self._noun(slot, q.end, slot.right)
            if choice is not None:
                return choice
            if q.unit == "人" or _NOT_NOUN.match(follower) or self._verb_follows(q.end):
                return self._noun(slot, slot.left, q.start, last_of_run=True)
            return None
        return self._noun(slot, slot.left, q.start, last_of_run=True) or self._before(slot)

    def _before(self, slot: Slot) -> Choice | None:
        """A count behind its noun, the noun in the clause before: 帮助企业解决问题，共计70余个."""
        if len(self._text[slot.left : slot.q.start]) <= 6 and slot.previous_end <= slot.left:
            return self._noun(slot, max(slot.previous_end, slot.segment), slot.left, last_of_run=True)
        return None

    def _noun(self, slot: Slot, start: int, end: int, last_of_run: bool = False) -> Choice | None:
        """The metric of the noun phrase in a stretch of text."""
        q = slot.q
        cues = [c for c in self._finds.cues_in(start, end) if c.kind in _COUNT_KINDS]
        if not cues:
            return None
        if last_of_run:
            index = len(cues) - 1
        else:
            lead = self._text[start : cues[0].start]
            if len(lead) > 14 or ("的" in lead and (len(lead) > 10 or word_class(lead.split("的")[0])[:1] == "n")):
                # 12个村的党员: what is counted stands before 的.
                return None
            index = 0
            # 企业党支部, 企业诉求: the last of the nouns that touch names the thing.
            while (
                index + 1 < len(cues)
                and cues[index + 1].start - cues[index].end <= 1
                and self._text[cues[index].end : cues[index + 1].start] not in ("、", "的", "和")
            ):
                index += 1
        while index >= 0:
            cue = cues[index]
            metric = self._specific(slot, cue)
            allowed = _UNITS.get(metric)
            if allowed is None or q.unit in allowed or q.unit in ("%", "个百分点", "倍", "名次"):
                rule = "count_left" if last_of_run else "count_right"
                return Choice(metric, cue.start, cue.end, rule if metric != OTHER else "metric_none")
            index -= 1
            if not last_of_run:
                continue
            if index >= 0 and cues[index + 1].start - cues[index].end > 6:
                return None
        return None

    def _specific(self, slot: Slot, cue: Cue) -> str:
        """Makes 项目 and 企业 precise by the verbs of the clause."""
        metric = cue.metric
        left = self._finds.words_in(slot.left, slot.q.start)
        roles_left = frozenset(role for word in left for role in word.roles)
        right_words = self._finds.words_in(slot.q.end, slot.right)
        company = metric in ("enterprises", "market_entities", "enterprises_above_scale", "high_tech_enterprises")
        if company or metric in ("@project", "projects_under_construction", "enterprise_visits"):
            near = [w for w in right_words if "visit" in w.roles and w.start - cue.end <= 3 and w.start >= cue.end]
            if ("visit" in roles_left or near) and not (company and "sign" in roles_left):
                return "enterprise_visits"
        if metric == "enterprises" and re.search(
            r"规模以上|规上", self._text[slot.left : cue.end] if cue.end <= slot.q.start else self._text[slot.q.end : cue.end]
        ):
            return "enterprises_above_scale"
        if metric == "enterprises":
            after = self._text[cue.end : slot.right] if cue.start >= slot.q.end else ""
            if _BENEFIT.search(after):
                return "participants"
            if _STOCK_COMPANY.match(after):
                return OTHER
        if metric != "@project":
            return metric
        verbs = [(w.start, w.roles) for w in right_words] if cue.start >= slot.q.end else []
        for _, roles in verbs:
            found = _project_metric(roles)
            if found:
                return found
        for word in reversed(self._finds.words_in(slot.segment, slot.q.start)):
            found = _project_metric(word.roles)
            if found and slot.q.start - word.end < 60:
                return found
        return self.occasion or OTHER


def enumerated(finds: Finds, start: int, end: int) -> list[Cue]:
    """The metrics of a list before 分别: 规上工业总产值、固定资产投资、税收分别完成…; empty where there is no such list."""
    text = finds.text
    cues: list[Cue] = []
    for cue in finds.cues_in(start, end):
        if cue.metric.startswith("@") or (cues and cue.start < cues[-1].end):
            continue
        if cues and not _LIST_MARK.search(text[cues[-1].end : cue.start]):
            cues = []
        cues.append(cue)
    return cues if len(cues) > 1 else []


_LIST_MARK = re.compile(r"^[^，。；]{0,3}[、和及与][^，。；]{0,6}$")
_CEREMONIES = (
    ("projects_started", re.compile(r"集中开工|开工(?:奠基)?仪式|奠基仪式|开工动员")),
    ("projects_signed", re.compile(r"集中签约|签约仪式|签约大会|签约活动")),
    ("projects_completed", re.compile(r"竣工(?:投产)?仪式|集中竣工|集中投产|投产仪式")),
)


def occasion_of(text: str) -> str:
    """The metric that an occasion makes of its projects: at a 开工仪式 they are projects started; empty where unclear."""
    found = [metric for metric, pattern in _CEREMONIES if pattern.search(text)]
    return found[0] if len(found) == 1 else ""


def _project_metric(roles: frozenset[str]) -> str | None:
    for role, metric in (
        ("sign", "projects_signed"),
        ("complete", "projects_completed"),
        ("start", "projects_started"),
        ("underway", "projects_under_construction"),
    ):
        if role in roles:
            return metric
    return None
