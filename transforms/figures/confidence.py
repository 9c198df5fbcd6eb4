"""How sure a reading is: the share of readings of its kind that were right.

Each number is the share of rows strictly right (all of value, unit, park, metric, measure, status, qualifier and period),
counted over hand-annotated pages (about 680 quantities in 42 documents: newspapers, broadcasts, park profiles and the
sample corpus) for the rule that chose the metric and for the rule that chose the period, smoothed and rounded. A row's
confidence is the product, lowered where it hangs on a word of expectation. Count again after a change of the rules:
tests/transforms/test_confidence.py holds that of the rows at 0.9 or more at least 90 % are strictly right.
"""

from __future__ import annotations

import functools

METRIC_RULE = {
    "growth_of_last": 0.97, "rank_of_last": 0.97, "share_of": 0.96, "list_item": 0.96, "metric_left": 0.95, "count_left": 0.95,
    "growth_left": 0.95, "enumerated": 0.95, "project_size": 0.92, "rank_left": 0.92, "rate_left": 0.9, "metric_before": 0.9,
    "count_right": 0.88, "share_of_last": 0.88, "metric_elided": 0.86, "metric_right": 0.84, "rate_right": 0.84, "unit_default": 0.84,
    "growth_before": 0.8, "growth_right": 0.8, "part_of": 0.78, "part_verb": 0.7, "percent_left": 0.65, "case_left": 0.65, "metric_none": 0.64,
    "growth_of_list": 0.95, "other_named": 0.85, "part_named": 0.84, "metric_heading": 0.78, "list_doubtful": 0.5,
}  # fmt: skip
PERIOD_RULE = {
    "period_sentence": 0.97, "period_clause": 0.95, "period_section": 0.95, "period_none": 0.9, "period_from": 0.9,
    "period_paragraph": 0.88, "period_topic": 0.78, "period_of_figure": 0.95, "period_of_item": 0.93, "period_task": 0.95, "period_ranking": 0.85,
    "period_once": 0.85,
}  # fmt: skip
EXPECTATION = 0.98
"""A forecast, target or norm is a little less sure than what happened: where its word's reach ends is a judgement."""

DOUBT = 0.6
"""What is left of the confidence where the number itself is in doubt: marks of direction inside it, a separator that may be a point."""

IN_DOUBT = 0.6
"""A figure of a list whose items are more or fewer than the things that it is dealt out over."""


@functools.cache
def confidence(metric_rule: str, period_rule: str, status: str) -> float:
    """Confidence, 0 to 1, of a reading made by these rules; an unknown rule counts as an unnamed metric."""
    value = METRIC_RULE.get(metric_rule, METRIC_RULE["metric_none"]) * PERIOD_RULE.get(period_rule, PERIOD_RULE["period_topic"])
    return round(value if status == "actual" else value * EXPECTATION, 3)
