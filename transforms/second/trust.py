"""How sure a row is that two readers have read: the share that was right of such rows, counted in seeds/second_reader/shares.csv.

The counts are few and of one model, so that each share is drawn towards a half; pages that the rules were written beside count half.
`python -m tests.tools.count_agreement` counts anew where either reader changes.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable

from seeds.read import seed_rows
from transforms.figures.confidence import DOUBT, NUMBER_IN_DOUBT
from transforms.figures.fitting import SEEN
from transforms.weights.logistic import HIGHEST

SIGN = "second="
"""Before the kind among the signs of a figure."""
AGREED = "agreed"
"""Both readers give every label alike."""
SUBJECT = "subject"
"""They differ in whose the figure is alone, which is no part of a strictly right row: a park, a company, a project."""
MODEL = "model"
"""They differ in another label, and the second reader's stand."""
RULES = "rules"
"""They differ in another label, and the rules' stand."""
KEPT = "kept"
"""The second reader takes it for none, and the rules' reading stands."""
ADDED = "added"
"""Only the second reader takes it for a fact."""
PRIOR_ROWS = 4.0
"""So many rows of which half are right are added to each count: another model may be worth less than the one that was counted."""


@functools.cache
def share(kind: str) -> float:
    """What share of the rows of a kind is right, 0 to 1."""
    rows, right = PRIOR_ROWS, PRIOR_ROWS / 2
    for row in seed_rows("second_reader/shares.csv"):
        if row["kind"] == kind:
            weight = SEEN if row["seen"] == "true" else 1.0
            rows += weight * int(row["rows"])
            right += weight * int(row["right"])
    return min(HIGHEST, round(right / rows, 3))


def with_second(kind: str, rules: float, number_in_doubt: bool = False) -> float:
    """Confidence of a row of a kind whose rules' reading has the confidence `rules`.

    Who agrees makes no reading less sure, and who differs none surer; where the second reader's labels stand the rules' own say nothing.
    A number in doubt stays so whatever its labels are.
    """
    of_kind = kind.removeprefix("event_")
    value = share(kind)
    if of_kind in (AGREED, SUBJECT):
        # The rules' own holds the doubt in the number already; the share does not.
        return max(round(value * DOUBT, 3) if number_in_doubt else value, rules)
    if of_kind in (RULES, KEPT):
        return min(value, rules)
    return round(value * DOUBT, 3) if number_in_doubt else value


def confidence_of(kind: str, rules: float, signs: Iterable[str]) -> float:
    """Confidence of a figure of a kind by the signs of its reading."""
    return with_second(kind, rules, NUMBER_IN_DOUBT in signs)


def kind_among(signs: Iterable[str]) -> str:
    """Of which kind a figure with these signs is; empty where no second reader has read it in full."""
    return next((sign.removeprefix(SIGN) for sign in signs if sign.startswith(SIGN)), "")
