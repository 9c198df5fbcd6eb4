"""The words of the text that name what is measured, with what narrows them down: 钛及新材料产值, not just 产值."""

from __future__ import annotations

import re

from transforms.figures.choice import Choice
from transforms.frames.slots import Finds
from transforms.text.segmenter import word_class, words

_REACH = 16
_KEPT = ("n", "j", "b", "a", "s", "f")
_STANCE = frozenset({"forecast", "target", "norm", "actual", "after", "target_noun"})
_LINKS = frozenset("及和与、")
_NEVER = frozenset("其中 全年 年度 预计 园区 全区 企业家 目前 记者 公司 该区".split())
_PART_BEFORE = re.compile(r"其中|中有|包括")


def metric_words(finds: Finds, original: str, choice: Choice, floor: int) -> tuple[str, int]:
    """The words that name a choice's metric, with what narrows it down, and where they begin.

    Of an inherited metric the words at the figure stand first, so that a part never looks like the whole: 规上工业企业 工业总产值.
    """
    if not choice.end:
        return "", choice.start
    start = name_start(finds, floor, choice.start)
    if choice.part_end:
        return f"{_one_line(original[choice.part_start : choice.part_end])} {_one_line(original[choice.start : choice.end])}", start
    return _one_line(original[start : choice.end]), start


def _one_line(words: str) -> str:
    """Words as they read without the line end that cuts them."""
    return "".join(words.split()) if "\n" in words else words.strip()


def name_start(finds: Finds, floor: int, start: int) -> int:
    """Where the noun phrase begins that ends in the naming words at `start`; never before `floor` or a park's name."""
    floor = max(floor, start - _REACH)
    mentions = [m for m in finds.mentions_in(max(0, floor - 12), start) if m.end <= start]
    if mentions:
        floor = max(floor, mentions[-1].end)
    tokens = words(finds.text[floor:start])
    stances = [w for w in finds.words_in(floor, start) if w.roles & _STANCE]
    at = start
    linked = False
    for token in reversed(tokens):
        kind = word_class(token)
        if stances and any(at - len(token) <= w.start and w.end <= at for w in stances):
            break
        if token in _LINKS and not linked and at < start:
            linked = True
        elif token in _NEVER or not (kind[:1] in _KEPT or kind == "vn" or (not kind and len(token) > 1 and "\u4e00" <= token[0] <= "\u9fa5")):
            break
        else:
            linked = False
        at -= len(token)
    while at < start and finds.text[at] in _LINKS:
        at += 1
    return at


def is_part(finds: Finds, start: int, end: int) -> bool:
    """Whether words between the figure before and this one make it a part of that one: 其中出口17.9亿元."""
    return _PART_BEFORE.search(finds.text, start, end) is not None
