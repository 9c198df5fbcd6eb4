"""Text to quantities and ranks, as data; and numerals written in many ways, read back."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.transforms.golden_parameters import golden_cases, golden_parameters
from transforms.knowledge import knowledge
from transforms.numbers.numerals import parse_numeral
from transforms.numbers.quantities import Quantity
from transforms.numbers.ranks import find_ranks
from transforms.text.visible import visible
from transforms.text.width import normalise


def _bounds(wanted: dict[str, Any]) -> tuple[float | None, float | None]:
    if "low" in wanted:
        return wanted["low"], wanted["high"]
    low = None if wanted["qualifier"] == "under" else wanted["value"]
    return low, None if wanted["qualifier"] == "over" else wanted["value"]


def _quantities(text: str) -> list[Quantity]:
    return list(knowledge().quantities.find(normalise(text), 0, len(text)))


@pytest.mark.parametrize("case", golden_parameters(golden_cases("numbers", "quantities")))
def test_the_quantities_of_a_text(case: dict[str, Any]) -> None:
    text = case["text"]
    found = [(text[q.start : q.end], q.unit, q.qualifier) for q in _quantities(text)]
    assert found == [(w["text"], w["unit"], w["qualifier"]) for w in case["expected"]]
    for q, wanted in zip(_quantities(text), case["expected"], strict=True):
        low, high = _bounds(wanted)
        assert [q.value, q.low, q.high] == pytest.approx([wanted["value"], low, high])


@pytest.mark.parametrize("case", golden_parameters(golden_cases("numbers", "ranks")))
def test_the_ranks_of_a_text(case: dict[str, Any]) -> None:
    found = sorted(find_ranks(case["text"], 0, len(case["text"])), key=lambda q: q.start)
    assert [(q.text, q.value, q.kind) for q in found] == [(w["text"], w["value"], w["kind"]) for w in case["expected"]]


def _mixed(number: int, zero: str) -> str:
    """As the press writes it: 12万8600, 3亿零45万."""
    high, middle, low = number // 10**8, number // 10**4 % 10**4, number % 10**4
    written = f"{high}亿" if high else ""
    if middle:
        written += ("" if middle >= 1000 or not high else zero) + f"{middle}万"
    if low:
        written += ("" if low >= 1000 else zero) + str(low)
    return written


@settings(deadline=None)
@given(st.integers(10**4, 10**11))
def test_a_number_with_its_scales_between_the_digits_is_read_back(number: int) -> None:
    numeral = parse_numeral(_mixed(number, "零"))
    assert numeral is not None
    assert numeral.value == number


_PLAIN = "零一二三四五六七八九"
_FORMAL = str.maketrans(_PLAIN[1:] + "十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")


def _chinese(number: int) -> str:
    """A number below ten thousand in Chinese characters."""
    written = ""
    for factor, scale in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // factor % 10
        if digit:
            written += _PLAIN[digit] + scale
        elif written and number % factor and not written.endswith("零"):
            written += "零"
    return written


@settings(deadline=None)
@given(st.integers(1, 9999), st.sampled_from("万亿"), st.booleans())
def test_an_amount_in_characters_is_read_back(number: int, scale: str, formal: bool) -> None:
    written = _chinese(number)
    text = f"拨付{written.translate(_FORMAL) if formal else written}{scale}元"
    assert [q.value for q in _quantities(text)] == [number * (10**4 if scale == "万" else 10**8)]


_UNSEEN = st.sampled_from(["\u200b", "\u200e", "\u00ad", "\u2060", "\ufeff", ""])


@settings(deadline=None)
@given(st.integers(1, 10**7), st.integers(1, 99), st.lists(_UNSEEN, min_size=12, max_size=12))
def test_what_shows_nothing_is_no_part_of_a_number(whole: int, part: int, unseen: list[str]) -> None:
    number = f"{whole}.{part}"
    written = "".join(character + unseen[n] for n, character in enumerate(number))
    text = f"完成产值{written}亿元"
    seen = visible(text)
    (q,) = list(knowledge().quantities.find(normalise(seen.text), 0, len(seen.text)))
    assert q.value == pytest.approx(float(number) * 1e8)
    start, end = seen.span(q.start, q.end)
    assert text[start:end] == f"{written}亿元"
