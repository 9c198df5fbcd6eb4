"""What the other figures of an article say of one: whether they too are of its time and its park. The last signs of a reading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from transforms.facts import ObservationFact
from transforms.figures.confidence import confidence
from transforms.figures.opinions import held_against, up_to
from transforms.times.calendar import Span


def weigh_together(facts: Sequence[ObservationFact]) -> None:
    """Gives the figures of an article their last signs, and with these their confidence."""
    times = Counter(Span(fact.start_date, fact.end_date) for fact in facts)
    parks = Counter(fact.park_key for fact in facts)
    most = times.most_common(1)[0][0] if times else None
    before: ObservationFact | None = None
    for fact in facts:
        span = Span(fact.start_date, fact.end_date)
        nature = next((sign.removeprefix("nature=") for sign in fact.signs if sign.startswith("nature=")), "")
        fact.signs += [
            f"time_rows={up_to(times[span] / len(facts), 0.1, 0.3, 0.6, 0.9)}",
            f"park_rows={up_to(parks[fact.park_key] / len(facts), 0.1, 0.3, 0.6, 0.99)}",
            f"nature&most={nature}|{held_against(span, most)}",
        ]
        if before is not None and before.sentence == fact.sentence:
            alike = "same" if before.metric_key == fact.metric_key else "none" if before.metric_key == "other" else "other"
            fact.signs.append(f"metric_before={alike}" + ("_unit" if before.unit == fact.unit else ""))
        fact.confidence = confidence(tuple(fact.signs))
        before = fact
