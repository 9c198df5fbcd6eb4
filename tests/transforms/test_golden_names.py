"""Names of parks as a careful person reads them: a sentence, the names in it with the park that each means and how it is known, and bare words.

A new class word is a line in seeds/lexicon/park_classes.csv and a line in tests/goldens/names.
"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seeds.read import seed_rows
from tests.transforms.golden_parameters import golden_cases
from transforms.knowledge import knowledge
from transforms.names.classes import SUFFIX, WORD_CLASS
from transforms.names.name_words import FUNCTION
from transforms.text.visible import visible
from transforms.text.width import normalise

CASES = golden_cases("names")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_reads_the_names_that_a_careful_person_reads(case: dict[str, Any]) -> None:
    text = case["text"]
    mentions = knowledge().parks.find(normalise(text))
    assert [[text[m.start : m.end], m.key, m.known] for m in mentions if m.key] == case["names"]
    if "bare" in case:
        assert [text[m.start : m.end] for m in mentions if not m.key] == case["bare"]


# Places whose word holds no class word itself (沈北新区, 梁园区) and begins with no particle (和县).
_PLACES = st.sampled_from(
    [
        row["name"]
        for row in seed_rows("lexicon/divisions.csv")
        if row["ambiguous"] == "false" and 3 <= len(row["name"]) <= 8 and not SUFFIX.search(row["name"]) and row["name"][0] not in FUNCTION
    ]
)
_CLASS_WORDS = st.sampled_from(sorted(word for word, name in WORD_CLASS.items() if name not in ("片区", "板块", "园区", "自贸片区")))
_BEFORE = st.sampled_from(["", "记者从", "副市长何平代表", "着力打造", "2021年，", "不断壮大", "公司与", "是"])


@settings(derandomize=True, deadline=None, max_examples=60)
@given(_BEFORE, _PLACES, _CLASS_WORDS)
def test_a_place_and_a_class_word_are_a_name_whatever_stands_before(before: str, place: str, word: str) -> None:
    name = place + word
    found = knowledge().parks.find(f"{before}{name}完成投资。")
    named = [m for m in found if m.key]
    if knowledge().parks.stems.is_province(place):
        return
    assert [m.end for m in named[:1]] == [len(before) + len(name)]
    assert named[0].start == len(before) or (named[0].registered and named[0].start > len(before))


@given(_BEFORE, st.text(alphabet="的是在把和", min_size=1, max_size=4), _CLASS_WORDS)
def test_particles_are_no_name(before: str, particles: str, word: str) -> None:
    assert not any(m.key and not m.registered for m in knowledge().parks.find(f"{before}{particles}{word}完成投资。"))


_SYLLABLES = st.sampled_from(["(fā)", "(qū)", "（chǎn）", "(yè)", "(jīng)", "(jì)", ""])


@given(st.lists(st.tuples(st.sampled_from("襄陽高新區實現營業收入億元增長產"), _SYLLABLES), min_size=1, max_size=40))
def test_glosses_are_no_part_of_the_text_and_offsets_lead_back(pieces: list[tuple[str, str]]) -> None:
    text = "".join(character + gloss for character, gloss in pieces)
    seen = visible(text)
    assert seen.text == "".join(character for character, _ in pieces)
    assert all(text[seen.original(at)] == character for at, character in enumerate(seen.text))
