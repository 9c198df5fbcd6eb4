"""Words known from seed files, found in a text in one pass."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from transforms.text.width import normalise


@dataclass(slots=True)
class Cue:
    """Words in the text that name a metric, for quantities of one kind."""

    start: int
    end: int
    metric: str
    kind: str


@dataclass(slots=True)
class Word:
    """A word found in the text; its roles are forecast, target, up, down, yoy ..., or for a trigger the types of events."""

    start: int
    end: int
    roles: frozenset[str]


_HIDDEN = 8
"""Characters behind a word that is dropped in which one that it hid may end."""


class WordFinder:
    """Longest-match search for many words at once."""

    def __init__(self, rows: Iterable[tuple[str, str]], guards: Mapping[str, tuple[str, str]] | None = None) -> None:
        """`guards`: for a word the characters that may not stand before it, and those that may not stand behind it."""
        roles: dict[str, set[str]] = {}
        for word, role in rows:
            roles.setdefault(normalise(word), set()).add(role)
        self._roles = [frozenset(found) for found in roles.values()]
        self._meanings = [[(metric, kind) for metric, _, kind in (role.partition("/") for role in sorted(found))] for found in roles.values()]
        self._guards = [(guards or {}).get(word) for word in roles]
        self._guarded = any(self._guards)
        # Of this kind it stays small enough for the processor's cache, which makes it the fastest between other work.
        self._automaton = AhoCorasick(list(roles), matchkind=MatchKind.LeftmostLongest, implementation=Implementation.ContiguousNFA)

    def find(self, text: str) -> list[Word]:
        """Every word found, in order; no two overlap."""
        roles = self._roles
        return [Word(start, end, roles[i]) for i, start, end in self._automaton.find_matches_as_indexes(text)]

    def cues(self, text: str) -> list[Cue]:
        """Every word found, in order, as a cue for each of its roles (`tax/money`: metric and kind)."""
        meanings = self._meanings
        found = self._automaton.find_matches_as_indexes(text)
        if self._guarded:
            found = self._outside_other_words(text, found)
        return [Cue(start, end, metric, kind) for i, start, end in found for metric, kind in meanings[i]]

    def _outside_other_words(self, text: str, found: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
        """Drops what is part of another word; what it hid may stand all the same (产值 in 上半年产值, 企业 and 奖励 in 企业奖励)."""
        kept = []
        for number, match in enumerate(found):
            i, start, end = match
            guard = self._guards[i]
            if guard is None or not _inside(guard, text, start, end):
                kept.append(match)
                continue
            limit = min(found[number + 1][1] if number + 1 < len(found) else len(text), end + _HIDDEN)
            behind = self._unguarded(text, start + 1, limit)
            first = min([end, *(at for _, at, _ in behind)])
            kept += [hidden for hidden in self._unguarded(text, start, end - 1) if hidden[2] <= first]
            kept += behind
        return kept

    def _unguarded(self, text: str, start: int, end: int) -> list[tuple[int, int, int]]:
        """The words in a stretch of text that are no part of another word."""
        words = [(i, start + a, start + b) for i, a, b in self._automaton.find_matches_as_indexes(text[start:end])]
        return [word for word in words if (guard := self._guards[word[0]]) is None or not _inside(guard, text, word[1], word[2])]

    def lookup(self, word: str) -> list[tuple[str, str]]:
        """The meanings (metric and kind) of a word taken by itself; empty where it is not known."""
        for i, start, end in self._automaton.find_matches_as_indexes(word):
            if start == 0 and end == len(word):
                return self._meanings[i]
        return []

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Start and end of every word found, in order."""
        return [(start, end) for _, start, end in self._automaton.find_matches_as_indexes(text)]


def _inside(guard: tuple[str, str], text: str, start: int, end: int) -> bool:
    """Whether the characters around a word make it part of another."""
    before, after = guard
    return (start > 0 and text[start - 1] in before) or (end < len(text) and text[end] in after)
