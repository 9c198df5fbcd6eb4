"""Which patterns can match in a sentence at all: their words are looked for in one pass over the text.

`hint(pattern)` gives a pattern a bit. Where `sentence.said & bit` is 0, none of the words stands there without which the pattern
matches nothing, and it need not be tried.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from collections.abc import Iterable

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from transforms.text.needs import needed_words

ANYTHING = -1
"""What is said where nobody has looked: every pattern is tried."""
_words: dict[str, int] = {}
_hints: dict[frozenset[str], int] = {}


def hint_of(words: Iterable[str]) -> int:
    """The bit of some words: set where one of them may stand."""
    key = frozenset(words)
    bit = _hints.setdefault(key, 1 << len(_hints))
    for word in key:
        _words[word] = _words.get(word, 0) | bit
    return bit


def hint(*patterns: re.Pattern[str]) -> int:
    """The bit of some patterns: set where one of them may match.

    Raises ValueError for a pattern that can match without any certain word.
    """
    needed: set[str] = set()
    for pattern in patterns:
        words = needed_words(pattern)
        if not words:
            raise ValueError(f"no word is needed for {pattern.pattern}")
        needed |= words
    return hint_of(needed)


@functools.lru_cache(maxsize=1)
def _all_words(hints: int) -> tuple[AhoCorasick, list[int]]:
    """What finds the words of all hints, of which there are so many by now, and the bits of each word."""
    return AhoCorasick(list(_words), matchkind=MatchKind.Standard, implementation=Implementation.ContiguousNFA), list(_words.values())


class Said:
    """Where the words of the hints stand in one text."""

    def __init__(self, text: str) -> None:
        # Made anew where a module has come with hints of its own.
        automaton, bits = _all_words(len(_hints))
        found = automaton.find_matches_as_indexes(text, overlapping=True)
        # The automaton tells of words in the order in which they end.
        self._ends = [end for _, _, end in found]
        self._found = [bits[i] for i, _, _ in found]

    def within(self, start: int, end: int) -> int:
        """The bits of the patterns that may match in a stretch of text."""
        said = 0
        for bits in self._found[bisect_right(self._ends, start) : bisect_right(self._ends, end)]:
            said |= bits
        return said
