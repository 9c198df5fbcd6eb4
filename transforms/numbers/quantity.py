"""What is known of one quantity that a text states."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Quantity:
    """One quantity as the text states it, in its base unit (元, %, 家 ...)."""

    start: int
    end: int
    text: str
    # Where the number itself starts, after 近, 超 and the like.
    number_start: int
    number: str
    value: float
    low: float | None
    high: float | None
    unit: str
    kind: str
    qualifier: str
    vague: bool = False
    # The unit was left out (300万) and taken to be money.
    unit_implied: bool = False
