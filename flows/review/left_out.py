"""A quantity that was left out though one of the readers takes it for a fact: the row that it would be.

The store keeps only where such a quantity stands. Its number and labels are read again from the document's text, by the rules and by what is kept of the
second reader's labels.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from flows.steps.own_parks import read_own_parks
from seeds.own import use_own_parks
from transforms.facts import LeftoverFact, ObservationFact
from transforms.knowledge import knowledge
from transforms.reader import read_document
from transforms.second.figures import FigureMerger, by_the_rules_alone
from transforms.second.labels import FigureLabels
from transforms.times.calendar import Span, interval_key
from transforms.times.document_date import Published
from warehouse.layout import Home


def would_be(home: Home, text: str, published: Published, left: dict[str, Any], readings: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
    """The row of `observation` that a quantity would be; None where neither reader gives one any more.

    `published` is the day of its document and how it is known, `left` is its row of `leftover`, `readings` what is kept of both readers.
    """
    use_own_parks(read_own_parks(home))
    facts = read_document(left["document_key"], text, published.date, basis=published.basis)
    place = left["start_offset"], left["end_offset"]
    read: list[ObservationFact | LeftoverFact] = [*facts.observations, *facts.leftovers]
    quantity = next((f for f in read if (f.start_offset, f.end_offset) == place), None)
    if isinstance(quantity, ObservationFact):
        return _row(by_the_rules_alone(quantity), left)
    model = next((r for r in readings if r["reader"] == "model" and r["scope"] == "in"), None)
    if not isinstance(quantity, LeftoverFact) or model is None:
        return None
    article = next((a for a in facts.articles if a.article_key == quantity.article_key), None)
    merger = FigureMerger(text, knowledge(), True, {o.observation_key for o in facts.observations})
    found = merger.merge(quantity, _labels(model), (article.park_key if article else None) or "").fact
    return _row(found, left) if isinstance(found, ObservationFact) else None


def _labels(reading: dict[str, Any]) -> FigureLabels:
    return FigureLabels(
        True, reading["park_key"], reading["subject_type"], reading["subject"], reading["metric_key"], reading["measure"], reading["status"],
        reading["start_date"], reading["end_date"], has_period=True,
    )  # fmt: skip


def _row(fact: ObservationFact, left: dict[str, Any]) -> dict[str, Any]:
    row = asdict(fact)
    row["period_key"] = interval_key(Span(row.pop("start_date"), row.pop("end_date")))
    # Where the article was put under another key since, the quantity's own stands.
    return row | {"article_key": str(left["article_key"]), "sentence": left["sentence"], "event_key": None}
