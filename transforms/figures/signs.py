"""The signs of how a figure was read, from which its confidence is reckoned: plain words, kept with the fact."""

from __future__ import annotations

import re

from transforms.figures.evidence import MetricEvidence
from transforms.figures.measure import Measure
from transforms.figures.status import Status
from transforms.frames.slots import Slot
from transforms.knowledge import Metric
from transforms.numbers.quantities import Quantity
from transforms.owners.owner import Owner
from transforms.periods.choice import PeriodChoice
from transforms.times.calendar import UNKNOWN, grain_of

_NEAR, _FAR = 4, 12
_YEAR = re.compile(r"(?:19|20)\d\d")
_NOW = frozenset("目前 现有 现已 现 如今 当前 眼下 现在 现共有 至今 迄今 截至目前 截至今".split())
_LONG = 160
"""Characters of a sentence in which much can come between."""


def _some(count: int) -> str:
    return "0" if count <= 0 else "1" if count == 1 else "more"


def _nature(owner: Owner, metric: Metric | None, q: Quantity) -> str:
    """What a figure is to time: what is there, what a thing measures, what was done, or a thing without a name."""
    if metric is None:
        return "unnamed"
    if metric.timeless or q.kind in ("area", "length"):
        return "size"
    if metric.stock:
        return "stock"
    return "of_project" if metric.of_project or owner.subject_type == "project" else "flow"


def signs(
    owner: Owner,
    metric: MetricEvidence,
    measure: Measure,
    status: Status,
    period: PeriodChoice,
    q: Quantity,
    slot: Slot,
    known: Metric | None,
    is_main: bool,
    when: tuple[str, str, str, str],
    dated: str,
) -> list[str]:
    """The signs of one reading, in a fixed order, its nature first; `when`: those of its time (Opinions.when), `dated`: how the document's day is known."""
    whose = owner.evidence
    nature = _nature(owner, known, q)
    metric_key = known.key if known is not None else "other"
    put, ended = when[0].removeprefix("said="), when[1].removeprefix("ended=")
    found = [
        f"nature={nature}",
        f"named={whose.named_in}", f"frame={whose.kind}", f"subject={owner.subject_type}",
        f"metric={metric.rule}", f"how={metric.how}",
        f"measure={measure.measure}", f"growth={measure.rule}", f"status={status.status}", f"mode={status.rule}",
        f"period={period.rule}", f"reach={period.reach}", f"times={_some(period.rivals)}",
        f"number={q.kind}", f"qualifier={q.qualifier}", f"place={_some(slot.index)}",
    ]  # fmt: skip
    if metric.distance >= 0:
        found.append("distance=" + ("near" if metric.distance <= _NEAR else "middle" if metric.distance <= _FAR else "far"))
    found += [
        *when,
        f"span={grain_of(period.span)}",
        f"reach&nature={period.reach}|{nature}",
        f"reach&status={period.reach}|{status.status}",
        f"reach&measure={period.reach}|{measure.measure}",
        f"ended&status={ended}|{status.status}",
        f"ended&reach={ended}|{period.reach}",
        f"ended&nature={ended}|{nature}",
        f"said&status={put}|{status.status}",
        f"key&unit={metric_key}|{q.unit}",
        f"how&unit={metric.how}|{q.unit}",
        f"metric&unit={metric.rule}|{q.unit}",
    ]
    if period.text in _NOW:
        found.append("time=now")
    year = "none" if period.span == UNKNOWN else "said" if _YEAR.search(period.text) else "meant"
    if year != "none":
        found.append(f"year={year}")
    found += [f"dated={dated}", f"dated&year={dated}|{year}", f"dated&reach={dated}|{period.reach}"]
    if metric.listed:
        found.append(f"list={metric.listed}")
    for stands, sign in (
        (not whose.registered, "unregistered"), (whose.inherited, "inherited"),
        (slot.sentence.end - slot.sentence.start > _LONG, "long_sentence"),
        (not is_main, "other_park"), (metric.how == "none" and q.kind in ("money", "percent"), "money_unnamed"), (owner.subject_type != "park", "not_the_park"),
    ):  # fmt: skip
        if stands:
            found.append(sign)
    return found
