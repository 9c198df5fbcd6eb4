"""Words without which a pattern matches nothing: they are told rightly, found wherever they stand, and hide no reading."""

from __future__ import annotations

import datetime as dt
import importlib
import json
import pkgutil
import random
import re
from typing import Any

import pytest

import transforms
from tests.support import REPOSITORY, SAMPLE
from transforms.reader import read_document
from transforms.text import said
from transforms.text.decode import decode
from transforms.text.needs import needed_words
from transforms.text.said import ANYTHING, Said, hint, hint_of

_parser: Any = importlib.import_module("re._parser")
_DAY = dt.date(2022, 12, 7)
_ROUNDS = 60


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("力争|确保", {"力争", "确保"}),
        ("(?:力争|确保)实现", {"力争实现", "确保实现"}),
        ("[^，。]{0,8}?(?:镇|乡|街道)", {"镇", "乡", "街道"}),
        ("第[一二三]批?", {"第一", "第二", "第三"}),
        ("(?<=在)(?:市|省)?投资(?!者)额?", {"投资"}),
        ("(?:总?投资)+", {"投资"}),
        ("投产|[^，。]*", set()),
        ("(?:投产)*", set()),
        ("(?i)gdp", set()),
    ],
)
def test_the_words_that_a_pattern_needs(pattern: str, words: set[str]) -> None:
    assert needed_words(re.compile(pattern)) == words


def _some(items: Any, chance: random.Random) -> str:
    """A text that a pattern may match, but for what it looks ahead or behind for."""
    return "".join(_part(str(code), value, chance) for code, value in items)


def _part(code: str, value: Any, chance: random.Random) -> str:
    if code == "LITERAL":
        return chr(value)
    if code == "NOT_LITERAL":
        return "中" if chr(value) != "中" else "国"
    if code == "ANY":
        return chance.choice("中区，5")
    if code == "IN":
        return _member(value, chance)
    if code == "BRANCH":
        return _some(chance.choice(value[1]), chance)
    if code == "SUBPATTERN":
        return _some(value[3], chance)
    if code == "ATOMIC_GROUP":
        return _some(value, chance)
    if code in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        least, most, inner = value
        return "".join(_some(inner, chance) for _ in range(chance.randint(least, min(int(most), least + 2))))
    if code == "GROUPREF_EXISTS":
        return _some(chance.choice([value[1], value[2] or []]), chance)
    return ""


def _member(items: Any, chance: random.Random) -> str:
    if str(items[0][0]) == "NEGATE":
        return chance.choice("甲乙x7，")
    code, value = chance.choice(items)
    if str(code) == "RANGE":
        return chr(chance.randint(*value))
    return chr(value) if str(code) == "LITERAL" else "5" if "DIGIT" in str(value) else " " if "SPACE" in str(value) else "字"


def _patterns() -> list[re.Pattern[str]]:
    """Every pattern of the reader."""
    modules = [importlib.import_module(found.name) for found in pkgutil.walk_packages(transforms.__path__, "transforms.")]
    return list(
        dict.fromkeys(value for module in modules for value in vars(module).values() if isinstance(value, re.Pattern) and isinstance(value.pattern, str))
    )


def test_no_pattern_matches_without_the_words_that_it_needs() -> None:
    chance, told = random.Random(7), 0
    for pattern in _patterns():
        words = needed_words(pattern)
        if not words:
            continue
        told += 1
        items = _parser.parse(pattern.pattern, pattern.flags)
        for _ in range(_ROUNDS):
            text = _some(items, chance)
            for match in pattern.finditer(text):
                assert any(word in match[0] for word in words), (pattern.pattern, match[0])
    assert told > 800


def test_a_hint_is_set_wherever_its_words_stand() -> None:
    chance = random.Random(3)
    groups = [["园区", "区"], ["投资", "总投资额"], ["资"]]
    bits = [hint_of(group) for group in groups]
    for _ in range(500):
        text = "".join(chance.choice("园区总投资额，") for _ in range(chance.randint(0, 12)))
        start = chance.randint(0, len(text))
        end = chance.randint(start, len(text))
        found = Said(text).within(start, end)
        for bit, group in zip(bits, groups, strict=True):
            assert found & bit or not any(word in text[start:end] for word in group), (text, start, end)
    assert not Said("园区总资产").within(0, 5) & bits[1]


def test_a_pattern_that_needs_no_word_has_no_hint() -> None:
    with pytest.raises(ValueError, match="no word is needed"):
        hint(re.compile(r"\d+"))


def _golden_sentences() -> list[str]:
    """What the rules have as their examples: every sentence of the goldens."""
    rows = [json.loads(line) for path in sorted((REPOSITORY / "tests" / "goldens").glob("*/*.jsonl")) for line in path.read_text(encoding="utf-8").splitlines()]
    values = dict.fromkeys(value for row in rows if isinstance(row, dict) for value in row.values() if isinstance(value, str))
    return [value for value in values if len(value) > 12 and "\u4e00" <= value[0] <= "\u9fa5"]


def test_hints_hide_no_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [*_golden_sentences(), *(decode(path.read_bytes()).text for path in sorted(SAMPLE.glob("*.txt")))]
    read = [repr(read_document("0" * 64, text, _DAY)) for text in texts]
    monkeypatch.setattr(said.Said, "within", lambda *_: ANYTHING)
    assert len(texts) > 1_000
    for text, facts in zip(texts, read, strict=True):
        assert repr(read_document("0" * 64, text, _DAY)) == facts, text[:40]
