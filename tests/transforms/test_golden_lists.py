"""Sentences with lists, as data: what each figure is dealt from, and where nothing may be dealt out."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from tests.transforms.golden_parameters import golden_cases
from transforms.frames.lists import Dealt, deal
from transforms.frames.slots import Finds, slots_of
from transforms.knowledge import knowledge
from transforms.reader import sentence_contexts
from transforms.text.sentences import Sentence

CASES = golden_cases("lists")


def _told(text: str, item: Dealt | None) -> tuple[str, str]:
    """The kind of head of a figure and the head's words; of a part of a range its number."""
    if item is None:
        return "", ""
    if item.doubt or item.head is None:
        return "doubt", ""
    head = item.head
    return head.kind, str(head.number) if head.parts > 1 else text[head.start : head.end]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_deals_out_lists_as_a_careful_person_does(case: dict[str, Any]) -> None:
    text = case["text"]
    known = knowledge()
    context = sentence_contexts(text, [Sentence(0, len(text), 0)], dt.date(2022, 6, 1), known)[0]
    slots = slots_of(text, context)
    dealt = deal(Finds.of(text, known), slots, context.timexes)
    position = 0
    for wanted in case["expected"]:
        start = text.index(wanted["text"], position)
        position = start + len(wanted["text"])
        slot = next(s for s in slots if s.q.start < position and s.q.end > start)
        assert _told(text, dealt.get(slot.index)) == (wanted["head"], wanted["of"]), wanted["text"]
