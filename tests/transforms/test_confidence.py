"""A row that says it is sure is right: of those at 0.9 or more at least nine in ten."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import REPOSITORY
from tests.transforms.gold_score import STRICT, agrees, gold_rows, observation_rows, pairs, read_file
from transforms.figures.confidence import METRIC_RULE, PERIOD_RULE, confidence

SURE = 0.9


def _share_right(folder: Path, gold: Path) -> tuple[float, int]:
    right = sure = 0
    for path in sorted(gold.glob("*.observations.jsonl")):
        stem = path.name.removesuffix(".observations.jsonl")
        file = next(f for f in folder.iterdir() if f.stem == stem and f.suffix != ".json")
        found = observation_rows(read_file(file)[1])
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
    assert rows >= 60, "a reader that is never sure helps nobody"


@pytest.mark.shared
def test_sure_rows_of_the_shared_pages_are_right(shared_articles: Path) -> None:
    share, rows = _share_right(shared_articles, shared_articles.parent / "gold")
    assert share >= 0.9
    assert rows >= 40


def test_every_confidence_is_a_probability() -> None:
    for metric in [*METRIC_RULE, "unknown"]:
        for period in [*PERIOD_RULE, "unknown"]:
            assert 0 < confidence(metric, period, "target") <= confidence(metric, period, "actual") < 1
