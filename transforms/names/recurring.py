"""Names that the grammar does not know and that a text uses again: 鹭和兴东西协作产业园…。鹭和兴东西协作产业园…."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence

from transforms.names.classes import split_name
from transforms.names.mention import ParkMention
from transforms.names.name_words import ANY, BREAK, LOOSE, only_describes
from transforms.text.segmenter import word_class, words

LONGEST, SHORTEST = 9, 2
"""Characters before a class word that make a name of it."""
TIMES = 2
"""How often a text has a name that nothing but its use tells."""
SIDE_BY_SIDE = 2
"""How many parks tell a figure of their own, one after the other, for descriptions among them to be names."""
# 海峡产业园|方面，实际完成产值48.5亿元
_FIGURE_OF_IT = re.compile(r"(?:方面，)?[^，。；\d]{0,8}(?:完成|实现|引进|签约|入驻|达到?|增长|占地|规划)[^，。；\d]{0,14}\d")
_NOT_IN_NAMES = frozenset("该本各全每这那其此们的了在于是为将把被向从到由等个家座处批共有已正新建设打造入驻走进位于以及内里含")


def recurring(text: str, mentions: Sequence[ParkMention]) -> Iterator[tuple[ParkMention, int]]:
    """The mentions of parts and parks whose words before the class word recur, each with where its name begins.

    Only mentions without a name, or with one cut short by its common words (钢厂设计创意产业园 of 老钢厂设计创意产业园), are looked at. One of
    them has to begin a clause with its name.
    """
    ends = [0, *(m.end for m in mentions)]
    candidates = [
        (m, _before(text, m, floor))
        for floor, m in zip(ends, mentions, strict=False)
        if m.minor and m.class_name != "园区" and not m.registered and m.known in ("bare", "own")
    ]
    candidates = [(m, before) for m, before in candidates if len(before) >= SHORTEST]
    if len(candidates) < TIMES:
        return
    times: Counter[tuple[str, str]] = Counter()
    begun: set[tuple[str, str]] = set()
    for mention, before in candidates:
        for size in range(SHORTEST, min(LONGEST, len(before)) + 1):
            times[(before[-size:], mention.class_name)] += 1
        if len(before) <= LONGEST:
            begun.add((before, mention.class_name))
    names = {name for name in begun if times[name] >= TIMES and _is_name(name[0])}
    for mention, before in candidates:
        for size in range(min(LONGEST, len(before)), SHORTEST - 1, -1):
            if (before[-size:], mention.class_name) in names:
                yield mention, mention.end - _length_of_class(text, mention) - size
                break


def described(text: str, refused: Sequence[ParkMention], mentions: Sequence[ParkMention]) -> Iterator[ParkMention]:
    """Parks by nothing but what they are for that a text names beside others, and again: 在新材料产业园、五龙工业园开工…。新材料产业园的4个项目….

    `refused` are the class words with only such words before them. In a list right before or behind another park's name they are
    names too; each other place counts where it opens a clause or stands behind 在. So are they where several of them, one part of a
    sentence each, tell what they have done: 海峡产业园实现产值48亿元；临空产业园实现28亿元.
    """
    named: Counter[str] = Counter()
    found: list[ParkMention] = []
    listed: set[str] = set()
    starts, ends = {m.start for m in mentions if m.key}, {m.end for m in mentions if m.key}
    for mention in refused:
        size = next((n for n in range(min(LONGEST, mention.start), 1, -1) if only_describes(text[mention.start - n : mention.start])), 0)
        start = mention.start - size
        if not size or not (text[start - 1 : start] in "，。；、：“\n 在" or start == 0):
            continue
        name = text[start : mention.end]
        named[name] += 1
        found.append(ParkMention(start, mention.end, name, mention.class_name, False, True, known="own"))
        if in_list(text, start, mention.end, starts, ends):
            listed.add(name)
    opening = [m for m in found if _tells_its_own(text, m.start, m.end)]
    beside = sum(1 for m in mentions if m.key and m.minor and _tells_its_own(text, m.start, m.end))
    told = {m.key for m in opening} if len(opening) + beside >= SIDE_BY_SIDE else set()
    for mention in found:
        if (mention.key in listed and named[mention.key] >= TIMES) or mention.key in told:
            yield mention


def _tells_its_own(text: str, start: int, end: int) -> bool:
    """Whether a name opens a part of a sentence that tells a figure of it."""
    return (start == 0 or text[start - 1] in "；;。\n") and _FIGURE_OF_IT.match(text, end) is not None


def in_list(text: str, start: int, end: int, starts: Container[int], ends: Container[int]) -> bool:
    """Whether 、 joins a name to another one: `starts` and `ends` are where the others begin and end."""
    return (text[end : end + 1] == "、" and end + 1 in starts) or (text[start - 1 : start] == "、" and start - 1 in ends)


def _before(text: str, mention: ParkMention, floor: int) -> str:
    """The Chinese characters that run up to a class word, its name so far included, from the park named before on."""
    start = mention.end - _length_of_class(text, mention)
    at = start
    while at > floor and start - at <= LONGEST and "\u4e00" <= text[at - 1] <= "\u9fa5":
        at -= 1
    return text[at:start]


def _length_of_class(text: str, mention: ParkMention) -> int:
    """How many characters of a mention are its class word."""
    whole = text[mention.start : mention.end]
    parts = split_name(whole) if mention.key else None
    return len(whole) - len(parts.stem) if parts is not None else len(whole)


def _is_name(word: str) -> bool:
    """Whether words that recur can be a name: no verb, number or pronoun opens them, and they are more than a description."""
    if word in ANY or word in BREAK or only_describes(word) or not _NOT_IN_NAMES.isdisjoint(word[:1]) or not _NOT_IN_NAMES.isdisjoint(word[-1:]):
        return False
    parts = words(word)
    first, last = parts[0], parts[-1]
    if any(part in BREAK and len(part) > 1 for part in parts[1:]):
        # 汶上县郭楼镇|依托|产业园区
        return False
    if word_class(last)[:1] == "v" and len(last) == 1:
        # 黄沙深处起|新城
        return False
    return not (word_class(first)[:1] in LOOSE and len(first) > 1) and first not in BREAK and first not in ANY
