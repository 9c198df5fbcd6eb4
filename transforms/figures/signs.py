"""The signs of how a figure was read, from which its confidence is reckoned: plain words, kept with the fact."""

from __future__ import annotations

import re

from transforms.figures.evidence import MetricEvidence
from transforms.figures.measure import Measure
from transforms.figures.status import Status
from transforms.frames.slots import Slot
from transforms.numbers.quantities import Quantity
from transforms.owners.owner import Owner
from transforms.periods.period import PeriodChoice

_NEAR, _FAR = 4, 12
_YEAR = re.compile(r"(?:19|20)\d\d")
_LONG = 160
"""Characters of a sentence in which much can come between."""


def _some(count: int) -> str:
    return "0" if count <= 0 else "1" if count == 1 else "more"


def signs(
    owner: Owner, metric: MetricEvidence, measure: Measure, status: Status, period: PeriodChoice, q: Quantity, slot: Slot, is_main: bool
) -> tuple[str, ...]:
    """The signs of one reading, in a fixed order."""
    whose = owner.evidence
    found = [
        f"named={whose.named_in}", f"parks={_some(whose.parks)}", f"frame={whose.kind}", f"subject={owner.subject_type}",
        f"metric={metric.rule}", f"how={metric.how}", f"rivals={_some(metric.rivals)}",
        f"measure={measure.measure}", f"growth={measure.rule}", f"status={status.status}", f"mode={status.rule}",
        f"period={period.rule}", f"reach={period.reach}", f"times={_some(period.rivals)}", f"passed={_some(period.passed)}",
        f"number={q.kind}", f"qualifier={q.qualifier}", f"place={_some(slot.index)}",
    ]  # fmt: skip
    if metric.distance >= 0:
        found.append("distance=" + ("near" if metric.distance <= _NEAR else "middle" if metric.distance <= _FAR else "far"))
    if period.span.begin or period.span.finish:
        found.append("year=said" if _YEAR.search(period.text) else "year=meant")
    if metric.listed:
        found.append(f"list={metric.listed}")
    for stands, sign in (
        (whose.company_between, "company_between"), (not whose.registered, "unregistered"), (whose.inherited, "inherited"),
        (slot.sentence.end - slot.sentence.start > _LONG, "long_sentence"), (slot.sentence.heading, "heading"),
        (not is_main, "other_park"), (metric.how == "none" and q.kind in ("money", "percent"), "money_unnamed"), (owner.subject_type != "park", "not_the_park"),
    ):  # fmt: skip
        if stands:
            found.append(sign)
    return tuple(found)
