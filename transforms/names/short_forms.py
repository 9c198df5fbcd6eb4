"""What a text itself shortens a park's name to: 某循环经济产业示范区(以下简称“循环园”), and every 循环园 behind it; or 工业新城 for 台山工业新城."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from transforms.names.classes import CLASSES, WORD_CLASS, split_name
from transforms.names.divisions import Divisions
from transforms.names.mention import ParkMention
from transforms.names.name_words import LONGEST_BRANCH, only_describes

_SHORT_FOR = re.compile(r"\((?:(?:以下)?(?:简称|统称)|(?:以)?下称)[为作:]?[“\"]?(?P<short>[\u4e00-\u9fa5]{2,8})[”\"]?\)")
_ENDS = ("区", "园", "城", "港", "谷", "都", "岛", "湾", "镇", "基地")
_BARE_BASE = re.compile(
    r"(?<=[，,。；;：:“\n间月年底])(?:该|全)?基地(?=规模以上|规上|企业|园区|已|共|累计|先后|目前|现有|完成|实现|建成|引进|投入|入驻|实际|工业|主营|税)"
)
_DOES = re.compile(
    r"(?:上半年|下半年|全年|今年|去年|前[一二三四五六七八九十\d]{1,2}(?:个月|季度)|[一二三四]季度|\d{1,2}[-—至]\d{1,2}月|累计|共)*(?:完成|实现|新增|引进|新签约|货物进出口|进出口|规上|规模以上|固定资产投资|入驻|税收|产值|营业收入)"
)
MOST = 20
"""Short forms of one text that are looked for."""


def short_forms(text: str, mentions: Sequence[ParkMention]) -> dict[str, ParkMention]:
    """The short forms that brackets behind names of parks give, each with the mention that it is short for."""
    found: dict[str, ParkMention] = {}
    for mention in mentions:
        short = _SHORT_FOR.match(text, mention.end) if mention.key else None
        if short is not None and short["short"].endswith(_ENDS) and len(found) < MOST:
            found.setdefault(short["short"], mention)
    return found


def without_place(text: str, refused: Sequence[ParkMention], mentions: Sequence[ParkMention]) -> Iterator[ParkMention]:
    """The places at which a text calls a park by its name without the place: 台山工业新城 … 而|工业新城|跑得更快.

    `refused` are the class words with nothing but descriptions before them; each stands for the one park named before it whose name
    ends so. Where several do, it is left alone.
    """
    named: dict[str, ParkMention] = {}
    for mention in mentions:
        if mention.key and len(named) < MOST:
            named.setdefault(mention.key, mention)
    for mention in refused:
        sizes = range(min(2 * LONGEST_BRANCH, mention.start), 1, -1)
        size = next((n for n in sizes if only_describes(text[mention.start - n : mention.start])), 0)
        short = text[mention.start - size : mention.end]
        full = [m for key, m in named.items() if m.end <= mention.start - size and key.endswith(short) and len(key) > len(short)]
        if size and len(full) == 1:
            yield replace(full[0], start=mention.start - size, end=mention.end, known="alias")


def called_base(text: str, mentions: Sequence[ParkMention]) -> Iterator[ParkMention]:
    """The places at which a text calls the one park that is a base so: 崇仁变电设备产业基地 … 今年1至8月，|基地|规模以上企业."""
    bases = {m.key: m for m in reversed(mentions) if m.key.endswith("产业基地")}
    if len(bases) != 1:
        return
    first = next(iter(bases.values()))
    for match in _BARE_BASE.finditer(text, first.end):
        yield replace(first, start=match.start(), end=match.end(), known="alias")


def _places_of(word: str, text: str, start: int) -> Iterator[tuple[int, int]]:
    """Where a word stands in a text from `start` on."""
    at = text.find(word, start)
    while at >= 0:
        end = at + len(word)
        yield at, end
        at = text.find(word, end)


def called_by_stem(text: str, mentions: Sequence[ParkMention], divisions: Divisions) -> Iterator[ParkMention]:
    """The places at which a text calls a registered park by its stem alone, which is no place's name: 洋浦经济开发区 … 外贸方面，|洋浦|上半年进出口…."""
    stems: dict[str, ParkMention] = {}
    for mention in mentions:
        name = split_name(mention.key) if mention.registered and mention.key and len(stems) < MOST else None
        if name is not None and 2 <= len(name.stem) <= 4 and name.stem not in divisions and not only_describes(name.stem):
            stems.setdefault(name.stem, mention)
    for stem, full in stems.items():
        for at, end in _places_of(stem, text, full.end):
            if text[at - 1] in "，,。；;\n" and _DOES.match(text, end) is not None:
                yield replace(full, start=at, end=end, known="alias")


def called_short(text: str, mentions: Sequence[ParkMention], forms: Mapping[str, ParkMention]) -> Iterator[ParkMention]:
    """The places at which a text calls a park by its short form; a bare word for any park (开发区) is left to what it goes back to."""
    named = [m for m in mentions if m.key]
    ends = [m.end for m in named]
    for short, full in forms.items():
        if WORD_CLASS.get(short) in CLASSES or short == "园区":
            continue
        for at, end in _places_of(short, text, full.end):
            behind = bisect_right(ends, at)
            if behind == len(named) or named[behind].start >= end:
                yield replace(full, start=at, end=end, known="alias")
