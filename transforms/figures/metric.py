"""Which metric a quantity measures.

What a list deals out comes first (frames/lists). Else a figure takes the words that name it in its clause: an amount the last of
those before it or those right behind (figures/measured), a count the noun that it counts (figures/counted), a rate or a rank its
own words or what the figure before it measured (figures/changed). Where nothing fits the metric is `other`, never the nearest guess.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from transforms.figures.changed import ChangedReader
from transforms.figures.choice import NONE, OTHER, Choice
from transforms.figures.counted import COUNT_KINDS, CountedReader
from transforms.figures.measured import MeasuredReader
from transforms.figures.memory import SentenceMemory
from transforms.figures.phrases import goes_on
from transforms.figures.procedures import is_procedure
from transforms.figures.pulled import pulled
from transforms.frames.lists import Dealt, Head
from transforms.frames.slots import Finds, Slot
from transforms.knowledge import Metric
from transforms.names.words import Cue

# 绿化8万平方米, 供热能力1200万平方米: an area of something else than floors or land for building.
_NO_FLOOR = re.compile(r"绿化|绿地|草坪|景观|植树|造林|供热|供暖|采暖|道路|路面|沥青|能力|围网|水面|湿地|种植|秸秆|年产|日产|月产|展馆|地砖|玻璃|面料|板材")
_AREA_DEFAULTS = {"亩": "land_area", "公顷": "land_area", "平方公里": "land_area", "平方米": "floor_area"}


# 工业投资增长38%，两项|增速都排在第一: more than the figure before is ranked.
_OF_MORE = re.compile(r"(?:主要|经济|核心)*(?:指标|增速|增幅|数据)")
_MADE_BEFORE = re.compile(
    r"(?:生产|年产|日产|月产|产能|产量|产出|可出|加工|制造|销售|出货)[^，。；、,;\d面]{0,10}\Z(?<!厂房)(?<!车间)(?<!用房)(?<!用地)(?<!基地)(?<!园)"
)
_NEXT_RANK = 16
"""Characters between two ranks of one thing."""
_PULLED_DOWN = frozenset({"拆迁", "征拆"})
_RATES = frozenset({"%", "倍"})
_LAND_UNITS = frozenset({"亩", "公顷", "平方公里"})


class MetricChooser:
    """Chooses metrics within one document."""

    def __init__(self, finds: Finds, metrics: Mapping[str, Metric]) -> None:
        self._finds = finds
        self._text = finds.text
        self._measured = MeasuredReader(finds)
        self._counted = CountedReader(finds, metrics, self._measured)
        self._changed = ChangedReader(finds, self._measured, self._counted.growing_noun)

    def hold_ceremony(self, metric: str) -> None:
        """Makes the projects of an article what its ceremony makes of them (集中开工); empty: there is none."""
        self._counted.occasion = metric

    def choose(self, slot: Slot, growth: bool, memory: SentenceMemory) -> Choice:
        """The metric of a quantity; `growth`: it is a change in %."""
        dealt = memory.dealt.get(slot.index)
        if dealt is not None:
            listed = self._listed(slot, dealt, memory)
            if listed is not None:
                return listed
        return self._alone(slot, growth, memory)

    def _listed(self, slot: Slot, dealt: Dealt, memory: SentenceMemory) -> Choice | None:
        """What an item of a list measures; None where its own words must tell."""
        first = memory.choices.get(dealt.first)
        if dealt.head is not None and dealt.head.kind == "figure":
            return memory.choices.get(dealt.head.number, NONE).again("growth_of_list")
        if dealt.head is not None and dealt.head.kind in ("metric", "growth") and not self._is_share(slot, dealt.head):
            return self._of_head(slot, dealt.head)
        if slot.q.kind == "points" and first is not None and not first.end:
            return None
        if slot.index == dealt.first or first is None:
            if (
                dealt.head is not None
                and dealt.head.kind == "park"
                and memory.choice is not None
                and memory.unit == slot.q.unit
                and not self._named(slot, dealt)
            ):
                # 企业共97家，集中在甲园区、乙园区和丙园区，分别为|41家: what all of them together were.
                return memory.choice.again("part_of")
            return self._of_all(slot, dealt, memory) if dealt.head is not None and dealt.head.kind == "word" else None
        if dealt.head is None and dealt.doubt and dealt.ratio:
            return first.again("list_doubtful")
        # Dealt out over parks or years: one metric for all.
        return first.again("list_item")

    def _is_share(self, slot: Slot, head: Head) -> bool:
        """Whether the projects of a list have shares of a whole: 产业项目、科创项目分别占合同投资额的|96%、42.9%."""
        return slot.q.kind == "percent" and head.metric.startswith("@") and self._text.find("占", head.end, slot.q.start) >= 0

    def _named(self, slot: Slot, dealt: Dealt) -> bool:
        """Whether words of its own stand between the figure before and a list."""
        return any(cue.metric != "@none" for cue in self._finds.cues_in(max(slot.previous_end, slot.segment), slot.q.start))

    def _of_all(self, slot: Slot, dealt: Dealt, memory: SentenceMemory) -> Choice | None:
        """What a list measures that is dealt out over things: 规上企业主要分布在装备、材料和医药，分别为|12家."""
        start, end = dealt.names
        if any(cue.end >= end for cue in self._finds.cues_in(slot.left, slot.q.start)) or slot.q.kind == "points":
            return None
        if memory.choice is not None and memory.unit == slot.q.unit:
            return memory.choice.again("part_of")
        if slot.q.kind in ("count", "people"):
            return self._counted.phrase(slot, slot.segment, start, behind=False)
        named = self._measured.before(slot, start)
        if named is None and memory.before is not None and memory.choice is None and goes_on(self._text, slot.sentence.start):
            # 企业产值大幅增长。其中，甲、乙、丙分别比增13%、74%和2.6倍
            return memory.before.again("part_of")
        return named

    def _of_head(self, slot: Slot, head: Head) -> Choice | None:
        kind = next((cue.kind for cue in self._finds.cues_in(head.start, head.end) if cue.start == head.start), "count")
        cue = Cue(head.start, head.end, head.metric, kind)
        if cue.metric == "@project" or cue.kind in COUNT_KINDS:
            # 开工、在建、竣工项目分别为20个、35个、12个: the next name of the list says nothing of this one.
            metric = cue.metric if cue.metric == "projects_under_construction" else self._counted.specific(slot, cue)
            return Choice(metric, cue.start, cue.end, "enumerated" if metric != OTHER else "metric_none")
        made = self._measured.made(slot, cue, "enumerated")
        return made

    def _alone(self, slot: Slot, growth: bool, memory: SentenceMemory) -> Choice:
        q = slot.q
        last = memory.choice
        if q.kind in ("rank", "places"):
            before = memory.measures.get(slot.index - 1)
            if before is not None and before.measure == "rank" and q.start - slot.previous_end <= _NEXT_RANK and not self._finds.cues_in(slot.left, q.start):
                # 居第14位，较上年前进3位，进入前30强: of what was ranked right before.
                return memory.choices[slot.index - 1].again("rank_of_last")
            # 工业投资增长38%，两项增速都排在第一: what is ranked is more than the figure before measured.
            apart = memory.left_out == "discourse" and _OF_MORE.match(self._text, slot.previous_end, q.start) is not None
            return self._changed.rank(slot, None if apart else last)
        if (whole := pulled(self._text, slot)) is not None:
            return whole
        if growth or q.kind in ("points", "multiple"):
            return self._changed.growth(slot, last, memory)
        if q.kind == "percent":
            return self._changed.percent(slot, last, memory)
        if q.kind in ("money", "implied", "money_rate"):
            return self._measured.choose(slot, "money", memory)
        if q.kind == "area":
            if _MADE_BEFORE.search(self._text, slot.left, q.start):
                # 每年生产300万平方米门窗, 年产薄膜2亿平方米: what is made is of no land and no floors.
                return Choice(OTHER, slot.left, q.start, "other_named")
            choice = self._measured.choose(slot, "area", memory)
            if choice.metric == "floor_area" and q.unit in _LAND_UNITS:
                # 拆除低效厂房1860亩: floors are measured in 平方米, land in 亩.
                return Choice("land_area", choice.start, choice.end, choice.rule)
            if choice.metric == "land_area" and q.unit == "平方米" and self._text[choice.start : choice.end] in _PULLED_DOWN:
                # 拆迁18万平方米: what is pulled down are houses.
                return Choice("floor_area", choice.start, choice.end, choice.rule)
            if choice.rule == "metric_none" and q.unit in _AREA_DEFAULTS and not _NO_FLOOR.search(self._text, slot.left, q.start):
                return Choice(_AREA_DEFAULTS[q.unit], slot.left, q.start, "unit_default")
            return choice
        if q.kind == "duration":
            choice = self._measured.choose(slot, "duration", memory)
            if choice.rule == "metric_none" and (q.unit == "工作日" or is_procedure(self._text, slot.segment, q.start, q.end, slot.right, q.unit)):
                return Choice("approval_days", slot.left, q.start, "unit_default")
            return choice
        if q.kind in ("count", "people"):
            return self._counted.choose(slot, memory, memory.choice if memory.unit in _RATES else None)
        # Length, power, weight ...: named only by a metric that seeds/metrics.csv gives such a unit.
        return self._measured.choose(slot, q.kind, memory)
