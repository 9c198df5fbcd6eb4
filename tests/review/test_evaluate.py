"""What people have decided tells how often each reader is right, and teaches the confidence."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from flows.commands import calibrate
from flows.commands.calibrate import seed_readings
from flows.review.decide import Decisions
from flows.review.doubts import Doubts
from tests.flows.conftest import Command
from tests.review.conftest import sources_of
from tests.support import run, scalar, select, warehouse_of
from transforms.figures.confidence import QUESTIONS
from warehouse.evaluate import evaluate, wilson
from warehouse.layout import Home


@pytest.mark.parametrize(
    ("right", "of", "low", "high"),
    # Newcombe's examples of the score interval without continuity correction.
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718), (29, 29, 0.8830, 1.0)],
)
def test_wilsons_interval(right: int, of: int, low: float, high: float) -> None:
    assert wilson(right, of) == pytest.approx((low, high), abs=2e-4)


@pytest.fixture(scope="module")
def reviewed(doubtful: Home, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home of which forty-four figures have been looked at: every fourth has another period, every tenth is none."""
    root = tmp_path_factory.mktemp("reviewed")
    shutil.copytree(doubtful.root, root / "home")
    home = Home(root / "home")
    doubts = Doubts(home, sample=400)
    decisions = Decisions(doubts)
    keys = [row["key"] for row in doubts.queue() if row["kind"] == "figure"][:44]
    for number, key in enumerate(keys):
        if number % 10 == 0:
            decisions.decide(key, "drop", {}, "甲")
        elif number % 4 == 0:
            decisions.decide(key, "change", {"period_key": "1999-01-01/1999-12-31"}, "甲")
        else:
            decisions.decide(key, "right", {}, "乙")
    run(home, sources_of(doubtful))
    return home


def test_shares_by_reader_field_and_confidence(reviewed: Home, cli: Command) -> None:
    with warehouse_of(reviewed) as connection:
        shares = {(share.by, share.of): share for share in evaluate(connection) if share.reader == "rules"}
    assert (shares["all", ""].right, shares["all", ""].facts) == (31, 44)
    assert shares["sample", ""].facts == 44, "all of them were drawn at random"
    assert (shares["field", "scope"].right, shares["field", "scope"].facts) == (39, 44)
    assert (shares["field", "period_key"].right, shares["field", "period_key"].facts) == (31, 39)
    assert shares["field", "metric_key"].right == shares["field", "metric_key"].facts == 39
    assert sum(share.facts for (by, _), share in shares.items() if by == "confidence") == 44
    found = cli("evaluate", "--home", reviewed.root)
    assert found.status == 0
    assert "31 of 44" in found.out
    rows = json.loads(cli("evaluate", "--home", reviewed.root, "--json").out)
    assert rows[0]["low"] < rows[0]["share"] < rows[0]["high"]


def test_nothing_reviewed_is_said(doubtful: Home, cli: Command) -> None:
    assert "nothing is reviewed yet" in cli("evaluate", "--home", doubtful.root).out
    found = cli("calibrate", "--home", doubtful.root)
    assert found.status == 1
    assert "0 figures have been looked at" in found.err


def test_calibrating_changes_the_next_build_and_can_be_taken_back(
    reviewed: Home, doubtful: Home, cli: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(reviewed.root, tmp_path / "home")
    home = Home(tmp_path / "home")
    some = seed_readings()[::60]
    monkeypatch.setattr(calibrate, "seed_readings", lambda: some)
    monkeypatch.setattr(calibrate, "LEAST", 40)
    confidences = "SELECT observation_key, confidence FROM observation ORDER BY 1"
    before = select(home, confidences)
    # Weights that are sure of everything, where three in ten were wrong.
    sure = "".join(f"{question},,6\n" for question in QUESTIONS) + "all,together,1\n"
    (home.root / "confidence.csv").write_text("question,sign,weight\n" + sure, encoding="utf-8")
    told = json.loads(cli("calibrate", "--home", home.root, "--json").out)
    assert told["kept"]
    assert (told["figures"], told["right"]) == (44, 31)
    assert abs(told["mean_after"] - 0.7) < abs(told["mean_before"] - 0.7), "nearer to the share that was right"
    assert run(home, sources_of(doubtful)).status == "published"
    mean = scalar(home, "SELECT avg(confidence) FROM observation WHERE len(signs) > 0")
    assert 0.5 < mean < told["mean_before"] - 0.05, "clearly less sure than by the weights before"
    fresh = select(home, confidences)
    run(home, sources_of(doubtful), rebuild=True)
    assert select(home, confidences) == fresh
    assert "counts again" in cli("calibrate", "--home", home.root, "--reset").out
    run(home, sources_of(doubtful))
    assert select(home, confidences) == before


def test_broken_weights_stop_a_run_with_their_line(doubtful: Home, tmp_path: Path, cli: Command) -> None:
    shutil.copytree(doubtful.root, tmp_path / "home")
    (tmp_path / "home" / "confidence.csv").write_text("question,sign,weight\nwhose,x,nan\n", encoding="utf-8")
    assert "the next run will fail: confidence.csv, line 2" in cli("status", "--home", tmp_path / "home").out
    found = cli("run", "--direct", "--home", tmp_path / "home", sources_of(doubtful))
    assert found.status == 1
    assert "confidence.csv, line 2" in found.err
    assert "--reset" in found.err
