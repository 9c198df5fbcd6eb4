"""The unit of a figure in a table: its own, its column's, its row's, or the one written above the table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from transforms.figures.unit_fit import unit_fits
from transforms.knowledge import Metric
from transforms.numbers.quantities import Quantity, QuantityFinder
from transforms.tabular.roles import RATES

_PARTS = re.compile(r"[、,，/;；\s和及与或]+")
_PER_CENT = frozenset({"%", "个百分点"})


class UnitReader:
    """Joins numbers with the units that headers give them."""

    def __init__(self, quantities: QuantityFinder) -> None:
        self._quantities = quantities
        self._known: dict[str, bool] = {}

    def quantity(self, number: str, unit: str) -> Quantity | None:
        """A number with a unit in the base unit; None where the unit is none that is known."""
        # 1.8百分点 is no 1.8百.
        text = f"{number}个{unit}" if unit.startswith("百分点") else f"{number}{unit}"
        found = list(self._quantities.find(text, 0, len(text)))
        return found[0] if len(found) == 1 and found[0].start == 0 and found[0].end == len(text) and not found[0].unit_implied else None

    def is_unit(self, text: str) -> bool:
        """Whether words are a unit."""
        known = self._known.get(text)
        if known is None:
            known = self._known[text] = self.quantity("1", text) is not None
        return known

    def parts(self, written: str) -> list[str]:
        """The units that a header names: 亿元、%; what is none (含税) is left out."""
        words = written.strip("()（） ")
        words = words.removeprefix("单位:").removeprefix("单位：")
        if self.is_unit(words):
            return [words]
        return [part for part in _PARTS.split(words) if part and self.is_unit(part)]

    def read(self, number: str, written: Sequence[str], metric: Metric | None, measure: str) -> Quantity | None:
        """The quantity that a number is under the units written for it, the nearest first; None where none fits what it measures."""
        for text in written:
            for unit in self.parts(text):
                q = self.quantity(number, unit)
                if q is not None and _fits(q, metric, measure):
                    return q
        return None

    def counted(self, number: str, metric: Metric | None) -> Quantity | None:
        """The quantity of a bare number whose metric counts things that have one counter: 企业数 712 is 712家; None for all that is measured."""
        if metric is None or not metric.counters or not number.isdigit():
            return None
        return self.quantity(number, metric.unit)


def _fits(q: Quantity, metric: Metric | None, measure: str) -> bool:
    if measure in RATES:
        return q.unit in _PER_CENT
    return metric is None or metric.key == "other" or unit_fits(metric.unit, q.unit, "level")


def negative(q: Quantity) -> Quantity:
    """The same quantity as a fall or a loss."""
    return replace(q, value=-q.value, low=None if q.high is None else -q.high, high=None if q.low is None else -q.low)
