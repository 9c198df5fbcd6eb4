"""A row that says it is sure is right: of those at 0.9 or more at least nine in ten."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import REPOSITORY
from tests.transforms.gold_score import STRICT, agrees, gold_rows, observation_rows, page_of, pairs, read_file
from transforms.figures.confidence import NUMBER_IN_DOUBT, confidence
from transforms.weights.logistic import Case, fit, score, sigmoid
from transforms.weights.seed import seed_weights

SURE = 0.9


def _share_right(folder: Path, gold: Path) -> tuple[float, int]:
    right = sure = 0
    for path in sorted(gold.glob("*.observations.jsonl")):
        stem = path.name.removesuffix(".observations.jsonl")
        found = observation_rows(read_file(page_of(folder, stem))[1])
        matched = pairs(found, gold_rows(gold, stem, "observations"), STRICT)
        optional = {id(f) for f, w in matched if not w["required"]}
        good = {id(f) for f, w in matched if all(agrees(s, f, w) for s in STRICT)}
        for row in found:
            if row["confidence"] >= SURE and id(row) not in optional:
                sure += 1
                right += id(row) in good
    return right / sure, sure


def test_sure_rows_of_the_sample_are_right() -> None:
    share, rows = _share_right(REPOSITORY / "seeds" / "sample", REPOSITORY / "tests" / "goldens" / "sample")
    assert share >= 0.9
    assert rows >= 25, "a reader that is never sure helps nobody"


@pytest.mark.shared
def test_sure_rows_of_the_shared_pages_are_right(shared_articles: Path) -> None:
    share, rows = _share_right(shared_articles, shared_articles.parent / "gold")
    assert share >= 0.9
    assert rows >= 5


def test_every_confidence_is_a_probability() -> None:
    signs = [sign for weights in seed_weights().values() for sign in weights]
    for some in ((), tuple(signs), tuple(signs[::2]), ("unheard=of",)):
        assert 0 < confidence(some) < 1


def test_a_number_in_doubt_is_less_sure() -> None:
    assert confidence(("how=figure", NUMBER_IN_DOUBT)) < confidence(("how=figure",))


def test_a_fit_learns_what_a_sign_says() -> None:
    cases = [Case({"good": 1.0}, True)] * 18 + [Case({"good": 1.0}, False)] * 2 + [Case({"bad": 1.0}, True)] * 4 + [Case({"bad": 1.0}, False)] * 16
    weights = fit(cases, ridge=0.1)
    assert sigmoid(score(weights, ["good"])) == pytest.approx(0.9, abs=0.03)
    assert sigmoid(score(weights, ["bad"])) == pytest.approx(0.2, abs=0.04)
    assert fit(list(reversed(cases)), ridge=0.1) == pytest.approx(weights, abs=0.05)
