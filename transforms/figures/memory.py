"""What has been read in the present sentence, for the figures that leave out what they measure."""

from __future__ import annotations

from dataclasses import dataclass, field

from transforms.figures.choice import OTHER, Choice
from transforms.figures.measure import Measure
from transforms.figures.status import Status
from transforms.frames.lists import Dealt
from transforms.frames.slots import Slot
from transforms.owners.owner import LeftOut, Owner

GROWTH = frozenset({"yoy", "change_rate", "rank", "multiple"})


@dataclass(slots=True)
class SentenceMemory:
    """The choices made so far in a sentence."""

    # The last amount's choice, its kind, and the unit, end and measure of the last figure.
    choice: Choice | None = None
    kind: str = ""
    unit: str = ""
    end: int = 0
    measure: Measure | None = None
    # The last choice of each kind of quantity, and of every figure by its place in the sentence.
    by_kind: dict[str, Choice] = field(default_factory=dict)
    choices: dict[int, Choice] = field(default_factory=dict)
    # The last choice of each unit, here and in the sentence before it of the same paragraph.
    by_unit: dict[str, Choice] = field(default_factory=dict)
    units_before: dict[str, Choice] = field(default_factory=dict)
    measures: dict[int, Measure] = field(default_factory=dict)
    statuses: dict[int, Status] = field(default_factory=dict)
    # How the sentence's lists are dealt out.
    dealt: dict[int, Dealt] = field(default_factory=dict)
    # Whose each figure is.
    owners: dict[int, Owner | LeftOut] = field(default_factory=dict)
    # After 其中 the parts are of what the whole was of.
    part_of: bool = False
    part_kind: str = ""
    # The choices that the sentence before ended with, for one that goes on with 预计全年可达… or 其中…; and what a heading names.
    sentence_before: dict[str, Choice] = field(default_factory=dict)
    before: Choice | None = None
    # The first choice of each kind, here and in the sentence before: what an elliptic sentence about the next park goes back to.
    opened: dict[str, Choice] = field(default_factory=dict)
    opened_before: dict[str, Choice] = field(default_factory=dict)
    heading: dict[str, Choice] = field(default_factory=dict)
    # Why the figure just before was left out; empty where it was not.
    left_out: str = ""

    def owner_of(self, slot: Slot, owner: Owner | LeftOut, given: bool) -> Owner | LeftOut:
        """Whose a figure is: growth dealt out over amounts is of whoever each amount is of (甲新区31.6亿元，乙保税区17.9亿元，分别增长24.1%、38.5%).

        `given`: parks are dealt out over the figure's own list.
        """
        dealt = self.dealt.get(slot.index)
        if not given and dealt is not None and dealt.head is not None and dealt.head.kind == "figure" and not dealt.doubt:
            owner = self.owners.get(dealt.head.number, owner)
        self.owners[slot.index] = owner
        return owner

    def remember(self, slot: Slot, choice: Choice, measure: Measure, window: str, is_money: bool) -> None:
        """Keeps what a figure measured; `window` is the text between it and the figure before."""
        kind = "money" if slot.q.kind == "implied" else slot.q.kind
        self.choices[slot.index] = choice
        self.measures[slot.index] = measure
        grows = measure.measure in GROWTH
        named = choice.metric != OTHER or choice.end > 0
        if grows:
            if named:
                self.choice = choice
            if is_money:
                self.by_kind["money"] = choice
        else:
            if named or kind != "percent" or self.choice is None:
                # A share that nothing names is of the amount before it; what grew then is that amount still.
                self.choice = choice
            self.kind = kind
            if named:
                self.by_kind[kind] = choice
                self.opened.setdefault(kind, choice)
            if kind == "money_rate":
                self.by_kind.pop("money", None)
            if choice.metric != OTHER:
                self.by_unit[slot.q.unit] = choice
            else:
                self.by_unit.pop(slot.q.unit, None)
        if "其中" in window:
            self.part_of, self.part_kind = True, kind
        elif kind == self.part_kind and choice.rule.startswith(("count_", "metric_left", "metric_right")):
            self.part_of = False
        self.measure, self.unit, self.end = measure, slot.q.unit, slot.q.end
