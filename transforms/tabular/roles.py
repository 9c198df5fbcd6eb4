"""What kind of statement the figures of a cell are: by its column's headers first, then by its row's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from transforms.tabular.labels import read_label

RATES = frozenset({"growth", "share", "step"})
"""Measures that are told in per cent."""
_MEASURES = frozenset({"growth", "share", "step", "rank", "places", "change"})
_STATUSES = frozenset({"target", "forecast"})


class Roles(NamedTuple):
    """`measure`: growth, share, step, rank, places, change or empty for an amount; `status`: target, forecast or empty; `is_base`: of the year before;
    `against_year`: growth is against the same days a year before.
    """

    measure: str = ""
    status: str = ""
    is_base: bool = False
    stretch: str = ""
    against_year: bool = False


def roles_of(columns: Sequence[str], rows: Sequence[str]) -> Roles:
    """The roles that headers give, the lowest of the column's first: 全年目标 of the row 增加值增速 is a target of growth."""
    labels = [read_label(text) for text in (*reversed(columns), *rows)]
    measure = next((label.role for label in labels if label.role in _MEASURES), "")
    status = next((label.role for label in labels if label.role in _STATUSES), "")
    return Roles(
        measure,
        status,
        any(label.role == "base" for label in labels),
        next((label.stretch for label in labels if label.stretch), ""),
        any(label.against_year for label in labels),
    )
