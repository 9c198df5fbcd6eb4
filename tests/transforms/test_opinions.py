"""Second opinions: where a simpler answer agrees, a reading is surer."""

from __future__ import annotations

import datetime as dt

import pytest

from transforms.facts import ObservationFact
from transforms.figures.fitting import HEEDED
from transforms.figures.opinions import Scale, held_against, said
from transforms.reader import read_document
from transforms.times.calendar import UNKNOWN, Span, whole_year
from transforms.weights.seed import seed_weights

PUBLISHED = dt.date(2021, 7, 20)
FIRST_HALF = Span(dt.date(2021, 1, 1), dt.date(2021, 6, 30))


def _figures(text: str) -> list[ObservationFact]:
    return read_document("0" * 64, text, PUBLISHED).observations


def _sign(fact: ObservationFact, name: str) -> str:
    return next((sign.removeprefix(name + "=") for sign in fact.signs if sign.startswith(name + "=")), "")


@pytest.mark.parametrize(
    ("other", "stands"),
    [
        (None, "no"), (FIRST_HALF, "same"), (Span(None, dt.date(2021, 6, 30)), "end"), (whole_year(2021), "year"), (whole_year(2019), "other"),
        (UNKNOWN, "other_undated"),
    ],
)  # fmt: skip
def test_another_opinion_of_the_time(other: Span | None, stands: str) -> None:
    assert held_against(FIRST_HALF, other) == stands


def test_an_undated_figure_beside_a_dated_article() -> None:
    assert held_against(UNKNOWN, FIRST_HALF) == "undated"


def test_times_put_alike_are_one_sign() -> None:
    assert said("2019年1—11月") == said("2021年 1—6月") != said("截至6月底")


def test_bounds() -> None:
    scale = Scale("of", 0, 1, 4)
    assert [scale.of(value) for value in (-1, 0, 1, 3, 5)] == ["of=0", "of=0", "of=1", "of=4", "of=more"]


def test_a_park_named_between_is_another_opinion() -> None:
    near = _figures("苏州工业园区上半年税收增势良好\n今年上半年，苏州工业园区实现税收收入98亿元，增长6%。")
    far = _figures("苏州工业园区上半年税收增势良好\n今年上半年，苏州工业园区牵手昆山高新区办展，并实现税收收入98亿元，增长6%。")
    assert _sign(near[0], "park_near") == "same"
    assert {_sign(fact, "park_near") for fact in far} == {"other"}


def test_a_place_between_lowers_the_confidence() -> None:
    alone = _figures("苏州工业园区上半年税收增势良好\n今年上半年，苏州工业园区实现税收收入98亿元。")
    wider = _figures("苏州工业园区上半年税收增势良好\n今年上半年，苏州工业园区在全省常州、无锡、南通等市之前实现税收收入98亿元。")
    assert alone[0].confidence > wider[0].confidence


def test_what_the_neighbours_say() -> None:
    facts = _figures("苏州工业园区上半年主要指标\n今年上半年，苏州工业园区实现税收收入98亿元，进出口总额3200亿元，实际使用外资9亿美元。2015年入驻企业860家。")
    shares = [_sign(fact, "time_rows") for fact in facts]
    assert shares[:3] == ["0.9"] * 3
    assert shares[3] == "0.3"


def test_every_question_has_learnt_from_what_it_heeds() -> None:
    """A kind of signs that no reading has teaches nothing, and a weight that no question heeds is never learnt."""
    for question, kinds in HEEDED.items():
        learnt = {sign.partition("=")[0] for sign in seed_weights()[question] if sign}
        assert learnt <= kinds
        assert kinds - learnt <= {"table"}, question
