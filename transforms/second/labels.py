"""The labels that a second reader gives: to a figure that the grammar has found, and to happenings that it names by their trigger."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field


@dataclass(slots=True)
class FigureLabels:
    """What a reader says of one marked quantity; None is a label that it did not give."""

    in_scope: bool
    park: str | None = None
    subject_type: str | None = None
    subject: str | None = None
    metric: str | None = None
    measure: str | None = None
    status: str | None = None
    start: dt.date | None = None
    end: dt.date | None = None
    # Whether it says anything of the time; with no day it then says that the text gives none.
    has_period: bool = False

    def is_whole(self) -> bool:
        """Whether no label is left out."""
        if not self.in_scope:
            return True
        return self.has_period and None not in (self.park, self.subject_type, self.metric, self.measure, self.status)


@dataclass(slots=True)
class EventLabels:
    """A happening that a reader names, at the offsets in the document of the trigger that it quotes."""

    start_offset: int
    end_offset: int
    event_type: str
    park: str | None = None
    start: dt.date | None = None
    end: dt.date | None = None
    has_period: bool = False
    status: str | None = None
    title: str | None = None
    amount: float | None = None


@dataclass(slots=True)
class ArticleLabels:
    """A whole second reading of an article, and how many of its rows were refused, by reason."""

    figures: dict[int, FigureLabels] = field(default_factory=dict)
    """By the number of the mark."""
    events: list[EventLabels] = field(default_factory=list)
    tells_events: bool = False
    """Whether it speaks of events at all: an empty list says that there are none, a missing one says nothing."""
    refused: Counter[str] = field(default_factory=Counter)
