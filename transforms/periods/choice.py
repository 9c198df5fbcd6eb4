"""A period, and how it was found."""

from __future__ import annotations

from dataclasses import dataclass

from transforms.times.calendar import UNKNOWN, Span


@dataclass(slots=True)
class PeriodChoice:
    """A period, the words that give it, and how it was found.

    `reach` says how far off the words stand: figure, clause, sentence, paragraph, section, topic or none; `rivals` counts the other expressions of
    the sentence that might have governed the figure.
    """

    span: Span
    text: str
    rule: str
    reach: str = "none"
    rivals: int = 0


NO_PERIOD = PeriodChoice(UNKNOWN, "", "period_none")
