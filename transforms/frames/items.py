"""The items of a list that are called by what they tell of: 1、白岩区块：…, 2、围垦工程：总面积…, ①恒泰钛业：…."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from transforms.frames.parts import may_name
from transforms.frames.projects import own_name
from transforms.names.classes import WORD_CLASS
from transforms.names.name_words import only_describes
from transforms.text.numbering import CIRCLED, NUMBER

_LABEL = re.compile(rf"\s*(?:{NUMBER}|{CIRCLED})[ \u3000]?(?P<label>[\u4e00-\u9fa5A-Za-z0-9]{{2,12}}(?:\((?P<inside>[\u4e00-\u9fa5A-Za-z]{{2,8}})\))?)[:：]")
_PART_WORD = re.compile(
    r"(?P<head>[\u4e00-\u9fa5A-Za-z0-9]{1,8}?)(?:区块|片区|组团|功能区|分园|小区|(?:产业|工业|科技|物流|创业|商贸|化工)园区?|(?<=[\u4e00-\u9fa5]{2})园区)"
)
_WORK_WORD = re.compile(
    r"[\u4e00-\u9fa5A-Za-z0-9]{2,}?(?P<kind>工程|项目|厂房|大厦|大楼|中心|广场|公寓|大道|大桥|处理厂|水厂|电厂|变电站|码头|管廊)(?:[一二三]期)?"
)
_ANY_WORK = frozenset({"工程", "项目"})
# …总面积5600亩, 概算投资, 主楼结顶: what only something that is built has.
_OF_A_WORK = re.compile(r"[^。；;\n]{0,24}?(?:总投资|概算|造价|建筑面积|占地|用地|总面积|全长|(?:计划|完成)?投资(?=[约\d])|开工|动工|竣工|封顶|结顶|完工|交付)")
_CIRCLED = re.compile(CIRCLED)
_MARK_STARTS = frozenset("(（0123456789一二三四五六七八九十①②③④⑤⑥⑦⑧⑨⑩ \u3000")


class Item(NamedTuple):
    """What an item of a list is called by: its offsets, and whether it is something built (or else a part of the park)."""

    start: int
    end: int
    built: bool


def items_in(text: str, start: int, end: int) -> Iterator[Item]:
    """The parts of a park and the works by whose name a numbered item begins in a sentence: at its beginning, and behind ①, ②."""
    if text[start : start + 1] in _MARK_STARTS and (item := _item_at(text, start, end)) is not None:
        yield item
    for mark in _CIRCLED.finditer(text, start + 1, end):
        if (item := _item_at(text, mark.start(), end)) is not None:
            yield item


def _item_at(text: str, start: int, end: int) -> Item | None:
    match = _LABEL.match(text, start, end)
    if match is None:
        return None
    name = match["inside"] or match["label"]
    span = match.span("label")
    if (part := _PART_WORD.fullmatch(name)) is not None:
        named = name not in WORD_CLASS and may_name(name) and not only_describes(part["head"])
        return Item(*span, False) if named else None
    work = _WORK_WORD.fullmatch(name)
    if work is None or _OF_A_WORK.match(text, match.end(), end) is None:
        return None
    if work["kind"] in _ANY_WORK and len(own_name(name.removesuffix(work["kind"]))) < 2:
        # 1、重点工程：总投资…: many of them.
        return None
    return Item(*span, True)
