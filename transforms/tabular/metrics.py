"""What the labels of a table measure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from transforms.knowledge import Knowledge, Metric
from transforms.names.words import Cue
from transforms.tables.find import Cell
from transforms.tabular.labels import Label, read_label

OTHER = "other"
_KINDS = {
    "money": frozenset({"money"}),
    "money_rate": frozenset({"money"}),
    "area": frozenset({"area"}),
    "duration": frozenset({"duration"}),
    "percent": frozenset({"percent"}),
    "people": frozenset({"people", "count", "head"}),
    "count": frozenset({"count", "people", "session", "case", "head", "elliptic"}),
}
_ANY = frozenset({"money", "area", "count", "people", "percent", "duration", "session", "case", "head"})
_OF_PROJECTS = (
    ("projects_signed", re.compile(r"签约|引进|招商|落户|新签")),
    ("projects_completed", re.compile(r"竣工|投产|完工|建成")),
    ("projects_started", re.compile(r"开工|动工")),
    ("projects_under_construction", re.compile(r"在建|续建")),
)
# Words of a column that say how much and not what of: 总量, 完成数, 本月止累计.
_NEUTRAL = re.compile(
    r"(?:本|当)?(?:年|月|季|期)?(?:完成|实际|实现|累计|合计|绝对|统计)?(?:总量|数值|绝对[量数值额]|完成(?:数|额|值|情况|量)?|实绩|实际(?:数|值|完成|完成数)?|总额|总值|指标值|数量|数额|金额|数据|累计(?:数|值|额|完成)?|规模|值|数|额|量|情况|本月|当月|本期|当期|本季|年初至今)"
)
_LONGEST = 40
"""Characters of a label that can name what is measured; longer text describes something."""
# The words of times in a label: 2021年1-6月工业总产值.
_TIMES = re.compile(r"(?:(?:19|20)\d\d年?度?|[今去上本]年|[一二三四1-4]季度|[上下]半年|全年|前三季度|\d{1,2}(?:[-—–~至]\d{1,2})?月份?|[-—–~至、,，])+")


class Named(NamedTuple):
    """A metric and the label that names it."""

    metric: str
    cell: Cell | None
    part: bool = False


class MetricNames:
    """Reads metrics out of labels, each once."""

    def __init__(self, known: Knowledge) -> None:
        self._finder = known.cues
        self.metrics: Mapping[str, Metric] = known.metrics
        self._cues: dict[str, list[Cue]] = {}

    def cues(self, words: str) -> list[Cue]:
        """The words in a label that name metrics."""
        found = self._cues.get(words)
        if found is None:
            found = self._cues[words] = self._finder.cues(words) if len(words) <= _LONGEST else []
        return found

    def named(self, words: str, kind: str) -> str:
        """The metric that a label names for quantities of a kind (empty: any); empty where it names none."""
        kinds = _KINDS.get(kind, frozenset({kind})) if kind else _ANY
        fitting = [cue for cue in self.cues(words) if cue.kind in kinds and cue.metric != "@amount"]
        if not fitting:
            return ""
        # The head of a Chinese noun phrase stands last, and the longest words that end there say most.
        best = max(fitting, key=lambda cue: (cue.end, -cue.start, cue.kind == kind))
        if best.metric == "@project":
            return next((metric for metric, form in _OF_PROJECTS if form.search(words)), OTHER)
        return OTHER if best.metric.startswith("@") else best.metric

    def choose(self, rows: Sequence[Cell], columns: Sequence[Cell], wider: Sequence[Cell], kind: str, columns_first: bool) -> Named | None:
        """The metric of a figure by its row's and column's labels, each from the figure outwards, then by what stands above the table.

        None where nothing names anything. Labels that only say how much, when or how it grew leave the word to the others.
        """
        near = [*columns, *rows] if columns_first else [*rows, *columns]
        unknown: Cell | None = None
        for cell in near:
            label = read_label(cell.text)
            # 高新技术产业产值占规上工业总产值比重 is a share of the first.
            part, _, _ = label.words.partition("占")
            found = self.named(part if label.role == "share" and part else label.words, kind)
            if found:
                return Named(found, cell, label.part)
            if unknown is None and not self.is_neutral(label):
                unknown = cell
        if unknown is not None:
            return Named(OTHER, unknown, read_label(unknown.text).part)
        for cell in wider:
            found = self.named(read_label(cell.text).words, kind)
            if found:
                return Named(found, cell)
        return None

    def is_neutral(self, label: Label) -> bool:
        """Whether a label says nothing of what is measured."""
        words = _TIMES.sub("", label.words)
        return (
            not words
            or bool(label.role and label.role not in ("forecast",))
            or label.total
            or label.wider
            or _NEUTRAL.fullmatch(words) is not None
            or bool(label.stretch and not self.cues(words))
        )
