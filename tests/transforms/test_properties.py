"""What must hold for any text."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from transforms.knowledge import knowledge
from transforms.numbers.numerals import parse_numeral
from transforms.reader import read_document
from transforms.text.width import normalise
from transforms.times.calendar import Span, grain_of, interval_key, interval_label

DAY = dt.date(2021, 1, 30)
WORDS = st.sampled_from(
    "湘潭高新区 完成 固定资产投资 亿元 万元 同比增长 下降 % 12.4 643.20 三四 十余 百分之 三点五 家企业 签约 项目 个 2020年 1—11月 上半年 目前 截至 ， 。 ； “ ” （ ） \n 近 超 以上 第一 排名 工作日 其中 分别 、 预计 力争 １２ 园区 经开区 开工 揭牌".split(
        " "
    )
)
TEXTS = st.lists(WORDS, max_size=60).map("".join)
relaxed = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@relaxed
@given(TEXTS)
def test_offsets_give_back_the_text_and_values_lie_within_their_bounds(text: str) -> None:
    document = f"湘潭高新区上半年工作\n\n{text}"
    facts = read_document("0" * 64, document, DAY)
    for o in facts.observations:
        assert document[o.start_offset : o.end_offset] == o.text
        assert o.value_low is None or o.value_low <= o.value
        assert o.value_high is None or o.value <= o.value_high
        assert 0 <= o.confidence <= 1
    for fact in facts.all():
        assert document[fact.start_offset : fact.end_offset] == fact.text
    keys = [o.observation_key for o in facts.observations] + [e.event_key for e in facts.events] + [x.leftover_key for x in facts.leftovers]
    assert len(keys) == len(set(keys))


@relaxed
@given(st.text(max_size=300))
def test_no_text_makes_the_reader_fail(text: str) -> None:
    read_document("0" * 64, text, DAY)


@pytest.mark.parametrize("text", ["未来九零九零年", "近九零九年", "过去9999个月", "次年", "9999年", "12月20日至1月10日", "5月1日至4月1日", "精简四成"])
@pytest.mark.parametrize("today", [dt.date(1900, 1, 1), dt.date(2020, 2, 29), dt.date(2199, 12, 31)])
def test_times_at_the_edge_of_the_calendar(text: str, today: dt.date) -> None:
    facts = read_document("0" * 64, f"湘潭高新区税收3亿元，{text}湘潭高新区完成税收3亿元，审批材料精简四成", today)
    for fact in facts.observations:
        begin, finish = fact.start_date, fact.end_date
        assert not (begin and finish) or begin <= finish
        assert all(1900 <= day.year <= 2200 for day in (begin, finish) if day)


@relaxed
@given(TEXTS)
def test_the_same_text_gives_the_same_facts(text: str) -> None:
    assert read_document("0" * 64, text, DAY) == read_document("0" * 64, text, DAY)


@given(st.text(max_size=200))
def test_normalising_keeps_every_offset(text: str) -> None:
    assert len(normalise(text)) == len(text)


@given(st.integers(1, 10**12))
def test_a_number_written_in_digits_is_read_back(number: int) -> None:
    for written in (str(number), f"{number:,}"):
        numeral = parse_numeral(written)
        assert numeral is not None
        assert numeral.value == number


@given(st.integers(1, 9999), st.sampled_from("万亿"))
def test_a_scale_is_multiplied_out(number: int, scale: str) -> None:
    numeral = parse_numeral(f"{number}{scale}")
    assert numeral is not None
    assert numeral.value == number * {"万": 10**4, "亿": 10**8}[scale]


@given(st.integers(1, 99_999_999))
def test_a_chinese_numeral_is_read_back(number: int) -> None:
    import cn2an

    numeral = parse_numeral(cn2an.an2cn(number))
    assert numeral is not None
    assert numeral.value == number


@given(st.decimals(Decimal("0.01"), Decimal(99999), places=2), st.sampled_from(["元", "万元", "亿元", "%", "家", "平方米", "亿美元"]))
def test_a_quantity_that_is_written_is_read(value: Decimal, unit: str) -> None:
    text = f"完成{value}{unit}。"
    found = list(knowledge().quantities.find(text, 0, len(text)))
    assert len(found) == 1
    factor = {"万": 10**4, "亿": 10**8}.get(unit[0], 1)
    assert found[0].value == pytest.approx(float(value * factor))
    assert text[found[0].start : found[0].end] == f"{value}{unit}"


dates = st.dates(dt.date(1950, 1, 1), dt.date(2090, 12, 31))


@given(st.none() | dates, st.none() | dates)
def test_every_period_has_a_key_a_grain_and_a_label(first: dt.date | None, last: dt.date | None) -> None:
    if first and last and first > last:
        first, last = last, first
    span = Span(first, last)
    assert (interval_key(span) == "unknown") == (first is None and last is None)
    assert grain_of(span)
    assert interval_label(span)
