"""Names that the grammar does not know and that a text uses again: 鹭和兴东西协作产业园…。鹭和兴东西协作产业园…."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from transforms.names.classes import split_name
from transforms.names.mention import ParkMention
from transforms.names.name_words import ANY, BREAK, LOOSE, only_describes
from transforms.text.segmenter import word_class, words

LONGEST, SHORTEST = 9, 2
"""Characters before a class word that make a name of it."""
TIMES = 2
"""How often a text has a name that nothing but its use tells."""
_NOT_IN_NAMES = frozenset("该本各全每这那其此们的了在于是为将把被向从到由等个家座处批共有已正新建设打造入驻走进位于以及内里含")


def recurring(text: str, mentions: Sequence[ParkMention]) -> Iterator[tuple[ParkMention, int]]:
    """The mentions of parts and parks whose words before the class word recur, each with where its name begins.

    Only mentions without a name, or with one cut short by its common words (钢厂设计创意产业园 of 老钢厂设计创意产业园), are looked at. One of
    them has to begin a clause with its name.
    """
    candidates = [(m, _before(text, m)) for m in mentions if m.minor and m.class_name != "园区" and not m.registered and m.known in ("bare", "own")]
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


def _before(text: str, mention: ParkMention) -> str:
    """The Chinese characters that run up to a class word, its name so far included."""
    start = mention.end - _length_of_class(text, mention)
    at = start
    while at > 0 and start - at <= LONGEST and "\u4e00" <= text[at - 1] <= "\u9fa5":
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
    first, last = words(word)[0], words(word)[-1]
    if word_class(last)[:1] == "v" and len(last) == 1:
        # 黄沙深处起|新城
        return False
    return not (word_class(first)[:1] in LOOSE and len(first) > 1) and first not in BREAK and first not in ANY
