"""What the other figures of an article say of one: whether they too are of its time and its park. The last signs of a reading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from transforms.facts import ObservationFact
from transforms.figures.confidence import confidence
from transforms.figures.opinions import Scale, held_against
from transforms.times.calendar import Span

_TIME_ROWS = Scale("time_rows", 0.1, 0.3, 0.6, 0.9)
_PARK_ROWS = Scale("park_rows", 0.1, 0.3, 0.6, 0.99)
"""What share of the article's figures is of the same time, of the same park."""


def weigh_together(facts: Sequence[ObservationFact]) -> None:
    """Gives the figures of an article their last signs, and with these their confidence."""
    if not facts:
        return
    spans = Counter(Span(fact.start_date, fact.end_date) for fact in facts)
    parks = Counter(fact.park_key for fact in facts)
    most = spans.most_common(1)[0][0]
    of_park = {park: _PARK_ROWS.of(count / len(facts)) for park, count in parks.items()}
    of_time = {span: (_TIME_ROWS.of(count / len(facts)), f"|{held_against(span, most)}") for span, count in spans.items()}
    before: ObservationFact | None = None
    for fact in facts:
        share, beside = of_time[Span(fact.start_date, fact.end_date)]
        # The nature of a figure is its first sign.
        fact.signs += (share, of_park[fact.park_key], fact.signs[0].replace("nature=", "nature&most=") + beside)
        if before is not None and before.sentence == fact.sentence:
            alike = "same" if before.metric_key == fact.metric_key else "none" if before.metric_key == "other" else "other"
            fact.signs.append(f"metric_before={alike}_unit" if before.unit == fact.unit else f"metric_before={alike}")
        fact.confidence = confidence(fact.signs)
        before = fact
