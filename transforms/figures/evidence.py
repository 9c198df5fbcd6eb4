"""How the metric of a figure was found: what a confidence can be reckoned from."""

from __future__ import annotations

from dataclasses import dataclass

from transforms.figures.choice import Choice
from transforms.frames.lists import Dealt
from transforms.frames.slots import Slot

_HOW = {
    "figure": "metric_left metric_right count_left count_right case_left growth_left growth_right rate_left rate_right rank_left percent_left share_of project_size other_named",
    "clause": "metric_before growth_before",
    "list": "enumerated growth_of_list list_item",
    "doubt": "list_doubtful",
    "last": "growth_of_last rank_of_last share_of_last metric_elided",
    "part": "part_of part_named part_verb",
    "heading": "metric_heading",
    "default": "unit_default",
    "none": "metric_none",
}
HOW = {rule: how for how, rules in _HOW.items() for rule in rules.split()}
"""Where the words that name a metric stand, by the rule that found them: at the figure, earlier in its clause or sentence, in the list
that it is dealt from (`doubt`: of another length), at the figure before it (`last`), at the whole that it is a part of, in the heading;
`default`: only the unit speaks for it."""


@dataclass(slots=True)
class MetricEvidence:
    """What speaks for and against the metric of one figure."""

    rule: str
    # A value of HOW.
    how: str
    # Characters between the words that name the metric and the figure; -1 where none name it.
    distance: int
    # Of a list: `matched` or `doubt`; else empty.
    listed: str


def metric_evidence(slot: Slot, choice: Choice, dealt: Dealt | None) -> MetricEvidence:
    """The evidence for a choice."""
    q = slot.q
    listed = "" if dealt is None else "doubt" if dealt.doubt else "matched"
    if not choice.end:
        return MetricEvidence(choice.rule, HOW.get(choice.rule, "none"), -1, listed)
    first, last = (choice.end, q.start) if choice.end <= q.start else (q.end, choice.start)
    return MetricEvidence(choice.rule, HOW.get(choice.rule, "none"), max(0, last - first), listed)
