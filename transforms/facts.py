"""The records that the reader makes of a document; the columns are described in schemas/."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

MAX_FIGURES = 100_000
"""Figures of one document that are read: a yearbook in one file has fewer, and the memory for more has no end."""
MAX_SENTENCE_TEXT = 1000
"""Characters of a sentence that are kept with a fact."""


class TooMuch(ValueError):
    """A document that holds more than can be read; the message says what of."""


@dataclass(slots=True)
class ArticleFact:
    """One article of a page."""

    article_key: str
    document_key: str
    headline: str
    byline: str
    park_key: str | None
    start_offset: int
    end_offset: int
    sketch: list[str]
    """By which a reprint is found again (transforms.text.likeness)."""


@dataclass(slots=True)
class ObservationFact:
    """One stated quantity about a park."""

    observation_key: str
    document_key: str
    article_key: str
    park_key: str
    metric_key: str
    start_date: dt.date | None
    end_date: dt.date | None
    measure: str
    status: str
    subject: str
    subject_type: str
    metric_text: str
    is_part: bool
    value: float
    value_low: float | None
    value_high: float | None
    unit: str
    qualifier: str
    period_text: str
    text: str
    start_offset: int
    end_offset: int
    sentence: str
    confidence: float
    rule: str
    signs: list[str] = field(default_factory=list)
    """How it was read, in the words that the confidence is reckoned from (transforms.figures.signs)."""
    # The event whose headline money this is.
    event_key: str | None = None
    # Who has read it, and whether they agree on every label; None where only one has.
    readers: list[str] = field(default_factory=lambda: ["rules"])
    agreed: bool | None = None


@dataclass(slots=True)
class EventFact:
    """One happening at a park."""

    event_key: str
    document_key: str
    article_key: str
    park_key: str
    event_type: str
    start_date: dt.date | None
    end_date: dt.date | None
    title: str
    status: str
    participants: list[str]
    amount: float | None
    text: str
    start_offset: int
    end_offset: int
    sentence: str
    confidence: float
    rule: str
    # Who has read it, and whether they agree on every label; None where only one has.
    readers: list[str] = field(default_factory=lambda: ["rules"])
    agreed: bool | None = None
    # How it was read (transforms.events.signs); no column of the table.
    signs: tuple[str, ...] = ()


@dataclass(slots=True)
class LeftoverFact:
    """A number with a unit that is no observation, and why."""

    leftover_key: str
    document_key: str
    article_key: str
    park_key: str | None
    text: str
    start_offset: int
    end_offset: int
    sentence: str
    reason: str
    # The number itself, should another reader find that it belongs to a park; no column of the table.
    value: float | None = None
    value_low: float | None = None
    value_high: float | None = None
    unit: str = ""
    qualifier: str = "exact"


@dataclass(slots=True)
class ReadingFact:
    """The labels that one reader gave to a figure or an event; `agrees` compares them with the other reader's."""

    reading_key: str
    document_key: str
    article_key: str
    table_name: str
    start_offset: int
    end_offset: int
    text: str
    reader: str
    reader_version: str
    scope: str
    park_key: str | None
    subject_type: str | None
    subject: str | None
    metric_key: str | None
    measure: str | None
    status: str | None
    start_date: dt.date | None
    end_date: dt.date | None
    event_type: str | None
    title: str | None
    amount: float | None
    agrees: bool | None


@dataclass(slots=True)
class SentenceFact:
    """Where a sentence of an article stands; a sentence that two articles of a page share is told with each."""

    document_key: str
    article_key: str
    start_offset: int
    end_offset: int


@dataclass(slots=True)
class FrameFact:
    """What a figure stands under, and how that was found; for explaining a reading and for judging how sure it is. It is not kept."""

    start_offset: int
    # park, zone, company, group, project, other, place, parks (all of a place or kind), several (named ones together) or nobody.
    kind: str
    park: str
    subject: str
    # Where the park was named: clause, sentence, paragraph, headline, document, dateline or unnamed; empty for a figure that is nobody's.
    named_in: str = ""
    # The park is of the register.
    registered: bool = False
    # The subject was named in another sentence.
    inherited: bool = False


Fact = ObservationFact | EventFact | LeftoverFact
"""Anything that points at characters of a document."""


@dataclass(slots=True)
class DocumentFacts:
    """Everything read from one document."""

    articles: list[ArticleFact] = field(default_factory=list)
    observations: list[ObservationFact] = field(default_factory=list)
    events: list[EventFact] = field(default_factory=list)
    leftovers: list[LeftoverFact] = field(default_factory=list)
    sentences: list[SentenceFact] = field(default_factory=list)
    frames: list[FrameFact] = field(default_factory=list)
    # Only where a second reader has read.
    readings: list[ReadingFact] = field(default_factory=list)

    def all(self) -> list[Fact]:
        """Every fact that points at characters, in no order."""
        return [*self.observations, *self.events, *self.leftovers]
