"""A pattern for one of many words.

Where words begin alike their beginning stands once, so that a search goes from character to character instead of from word to word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable


def longest_of(words: Iterable[str]) -> str:
    """A pattern that takes the longest of the words that begins at a place (高新技术产业开发区 before 高新区); in a group of its own where there are several."""
    return _branches(list(dict.fromkeys(words)))


def openings_of(words: Iterable[str]) -> str:
    """A pattern that finds every place where one of the words begins, also within another, by its first character."""
    rests: dict[str, list[str]] = {}
    for word in dict.fromkeys(words):
        rests.setdefault(word[0], []).append(word[1:])
    return "|".join(f"{re.escape(first)}(?={_branches(rest)})" for first, rest in rests.items())


def _branches(words: list[str]) -> str:
    rests: dict[str, list[str]] = {}
    for word in words:
        if word:
            rests.setdefault(word[0], []).append(word[1:])
    branches = [re.escape(first) + _branches(rest) for first, rest in rests.items()]
    if "" in words:
        # A word ends here; longer ones go before it.
        branches.append("")
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
