"""The report's small parts: readable numbers, marks by offset, text that hides nothing, colours that can be read."""

from __future__ import annotations

import datetime as dt
import json
import re
from importlib import resources

import pytest

from warehouse.report.evidence import neighbours, place, quote
from warehouse.report.labels import axis_label, period_label
from warehouse.report.numbers import readable, scale
from warehouse.report.page import both
from warehouse.report.safe import script_json, visible


@pytest.mark.parametrize(
    ("value", "unit", "measure", "qualifier", "zh", "en", "exact"),
    [
        (26_350_000_000, "元", "level", "exact", "263.5亿元", "CNY 26.35 bn", "26,350,000,000 元"),
        (125_000, "元", "level", "over", "超12.5万元", "> CNY 125,000", "125,000 元"),
        (980_000_000, "美元", "level", "about", "约9.8亿美元", "≈ USD 980 m", "980,000,000 美元"),
        (1_234_567_000_000, "元", "level", "exact", "1.235万亿元", "CNY 1.235 tn", "1,234,567,000,000 元"),
        (9_999, "元", "level", "exact", "9,999元", "CNY 9,999", "9,999 元"),
        (12_345, "家", "level", "exact", "12,345家", "12,345 firms", "12,345 家"),
        (1_234_567, "人", "level", "under", "不到123.5万人", "< 1.235 m people", "1,234,567 人"),
        (12.5, "%", "yoy", "exact", "+12.5%", "+12.5%", "12.5 %"),
        (-7.1, "%", "yoy", "exact", "-7.1%", "-7.1%", "-7.1 %"),
        (98.6, "%", "level", "exact", "98.6%", "98.6%", "98.6 %"),
        (3, "名次", "rank", "exact", "第3名", "No. 3", "3 名次"),
        (0, "件", "level", "exact", "0件", "0 pieces", "0 件"),
        (0.1 + 0.2, "公顷", "level", "exact", "0.3公顷", "0.3 ha", "0.3 公顷"),
        (150_000, "元/亩", "level", "exact", "15万元/亩", "150,000 CNY per mu", "150,000 元/亩"),
    ],
)  # fmt: skip
def test_numbers_are_readable_in_both_languages_and_exact_beside(value: float, unit: str, measure: str, qualifier: str, zh: str, en: str, exact: str) -> None:
    assert readable(value, unit, measure, qualifier) == (zh, en, exact)


def test_a_range_shows_both_ends() -> None:
    assert readable(4.5, "工作日", "level", "range", 4, 5) == ("4–5工作日", "4–5 working days", "4–5 工作日")


def test_a_chart_has_one_scale() -> None:
    assert scale(3.2e10, "元") == ((1e8, "亿元"), (1e9, "CNY bn"))
    assert scale(300, "家") == ((1.0, "家"), (1.0, "firms"))


DOCUMENT = "本报讯\n全年签约30个，其中30个已开工。\n全年签约30个，其中30个已开工。\n"
SENTENCE = "全年签约30个，其中30个已开工。"


@pytest.mark.parametrize("line", [0, 1])
@pytest.mark.parametrize("which", [0, 1])
def test_the_mark_follows_the_offset_not_the_words(line: int, which: int) -> None:
    start = DOCUMENT.index(SENTENCE) + line * (len(SENTENCE) + 1) + [4, 10][which]
    assert DOCUMENT[start : start + 3] == "30个"
    first = max(0, start + 3 - len(SENTENCE))
    at = place(SENTENCE, "30个", start, DOCUMENT[first : start + len(SENTENCE)], first)
    assert at == [4, 10][which]
    before, mark, after = quote(SENTENCE, "30个", at)
    assert (before.count("30个"), mark, after.count("30个")) == (which, "30个", 1 - which)


def test_without_a_place_the_first_occurrence_is_marked() -> None:
    assert place(SENTENCE, "30个", 500, "别的文字", 490) is None
    assert quote(SENTENCE, "30个", None) == ("全年签约", "30个", "，其中30个已开工。")
    assert quote(SENTENCE, "31个", None) == (SENTENCE, "", "")
    assert quote(SENTENCE, "30个", 5) == ("全年签约", "30个", "，其中30个已开工。"), "a place that does not hold is not trusted"


@pytest.mark.parametrize("at", [0, 500, 997])
def test_a_long_sentence_is_cut_around_its_number(at: int) -> None:
    sentence = "前" * at + "30个" + "后" * (997 - at)
    before, mark, after = quote(sentence, "30个", at, 100)
    assert mark == "30个"
    assert 90 <= len(before + mark + after) <= 110
    assert (before.startswith("…"), after.endswith("…")) == (at > 60, at < 940)


ARTICLE = "第一句很长。第二句说了背景。\n\n　　全年签约30个。后一句是评论。最后一句" + "很长" * 100 + "。"


@pytest.mark.parametrize(
    ("most", "before", "after"),
    [
        (160, "第一句很长。第二句说了背景。\n", "后一句是评论。"),
        (14, "第二句说了背景。\n", "后一句是评论。"),
        (6, "…景。\n", "后一句是评论…"),
        (0, "", ""),
    ],
)
def test_the_sentences_around_are_whole_where_they_fit(most: int, before: str, after: str) -> None:
    start = ARTICLE.index("30个")
    row: dict[str, object] = {"sentence": "全年签约30个。", "text": "30个", "start_offset": start, "around": ARTICLE, "around_offset": 0}
    assert neighbours(row, most) == (before, after)


def test_characters_that_act_unseen_are_written_out() -> None:
    assert visible("报\u202e告\u200b\ufeff\x00\ud800。") == "报⟨U+202E⟩告⟨U+200B⟩⟨U+FEFF⟩⟨U+0000⟩⟨U+D800⟩。"
    assert visible("第一行\n第二行\t完\r") == "第一行\n第二行\t完\r"
    assert str(both(("<b>\u202e", "&"))) == '<span class="zh" lang="zh-CN">&lt;b&gt;⟨U+202E⟩</span><span class="en" lang="en">&amp;</span>'


def test_json_cannot_leave_its_element() -> None:
    hostile = {"</script><!--": ["<script>&\u2028\u202e\x08\x1b", "C:\\u0001\\b\n\"'"]}
    text = script_json(hostile)
    assert not set("<>&\u2028\u202e") & set(text)
    assert json.loads(text) == {"</script><!--": ["<script>&⟨U+2028⟩⟨U+202E⟩⟨U+0008⟩⟨U+001B⟩", "C:\\u0001\\b\n\"'"]}


@pytest.mark.parametrize(
    ("grain", "start", "end", "label", "axis"),
    [
        ("year", "2017-01-01", "2017-12-31", "2017", ("2017", "2017")),
        ("year_to_date", "2017-01-01", "2017-11-30", "2017-01 – 2017-11", ("2017|1—11月", "2017|to Nov")),
        ("quarter", "2020-01-01", "2020-03-31", "2020-01 – 2020-03", ("2020|一季度", "2020|Q1")),
        ("half", "2020-07-01", "2020-12-31", "2020-07 – 2020-12", ("2020|下半年", "2020|H2")),
        ("month", "2020-02-01", "2020-02-29", "2020-02", ("2020|2月", "2020|Feb")),
        ("open", None, "2023-09-30", "to 2023-09-30", ("2023|至9月30日", "2023|to 09-30")),
        ("range", "2021-01-01", "2022-01-20", "2021-01-01 – 2022-01-20", ("2022|至1月20日", "2022|to 01-20")),
        ("day", "2022-05-01", "2022-05-01", "2022-05-01", ("2022|5月1日", "2022|05-01")),
        ("unknown", None, None, "unknown period", ("", "")),
    ],
)
def test_periods_have_english_names_and_short_ones_below_a_chart(grain: str, start: str | None, end: str | None, label: str, axis: tuple[str, str]) -> None:
    days = [dt.date.fromisoformat(day) if day else None for day in (start, end)]
    assert period_label("时期", grain, *days).en == label
    assert axis_label(grain, *days) == axis


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_every_text_can_be_read_on_its_ground() -> None:
    """WCAG AA: a contrast of 4.5 for text, in light, in dark, and on paper."""
    page = resources.files("warehouse.report").joinpath("page")
    tokens = page.joinpath("tokens.css").read_text(encoding="utf-8") + page.joinpath("print.css").read_text(encoding="utf-8")
    themes = [dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{3,6})\b", block)) for block in re.findall(r"\{([^{}]*--ink:[^{}]*)\}", tokens)]
    assert len(themes) == 4
    assert themes[1] == themes[2], "dark by the system and dark by the switch are one"
    for theme in themes:
        full = {name: colour if len(colour) == 7 else "#" + "".join(c * 2 for c in colour[1:]) for name, colour in {**themes[0], **theme}.items()}
        pairs = [(ink, ground) for ink in ("ink", "muted", "accent", "good", "warn", "bad", "forecast", "target", "actual") for ground in ("surface", "raised")]
        pairs += [
            ("ink", "paper"),
            ("muted", "paper"),
            ("muted", "grid"),
            ("good", "good-soft"),
            ("warn", "warn-soft"),
            ("bad", "bad-soft"),
            ("accent", "accent-soft"),
            ("mark-ink", "mark"),
        ]
        pairs += [("h-ink", f"h{level}") for level in (1, 2, 3)] + [("h-ink-deep", f"h{level}") for level in (4, 5)]
        for ink, ground in pairs:
            high, low = sorted((_luminance(full[ink]), _luminance(full[ground])), reverse=True)
            assert (high + 0.05) / (low + 0.05) >= 4.5, (ink, ground, full[ink], full[ground])
