"""What the tables of one article are read with."""

from __future__ import annotations

from dataclasses import dataclass

from transforms.frames.slots import ArticleContext, Finds
from transforms.knowledge import Knowledge
from transforms.owners.article import ArticleParks
from transforms.tabular.metrics import MetricNames
from transforms.tabular.periods import PeriodLabels
from transforms.tabular.units import UnitReader


@dataclass(frozen=True, slots=True)
class TableContext:
    """The article around its tables, and what labels are looked up in."""

    document_key: str
    article_key: str
    # The text as received; `finds.text` is the same in half-width, Simplified.
    original: str
    finds: Finds
    article: ArticleContext
    parks: ArticleParks
    known: Knowledge
    title: str
    metrics: MetricNames
    units: UnitReader
    periods: PeriodLabels
