"""Words known from seed files, found in a text in one pass."""

from __future__ import annotations

from collections.abc import Iterable
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


class WordFinder:
    """Longest-match search for many words at once."""

    def __init__(self, rows: Iterable[tuple[str, str]]) -> None:
        roles: dict[str, set[str]] = {}
        for word, role in rows:
            roles.setdefault(normalise(word), set()).add(role)
        self._roles = [frozenset(found) for found in roles.values()]
        self._meanings = [[(metric, kind) for metric, _, kind in (role.partition("/") for role in sorted(found))] for found in roles.values()]
        # For some hundred words the fastest kind of automaton is built at once and stays small.
        self._automaton = AhoCorasick(list(roles), matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA)

    def find(self, text: str) -> list[Word]:
        """Every word found, in order; no two overlap."""
        roles = self._roles
        return [Word(start, end, roles[i]) for i, start, end in self._automaton.find_matches_as_indexes(text)]

    def cues(self, text: str) -> list[Cue]:
        """Every word found, in order, as a cue for each of its roles (`tax/money`: metric and kind)."""
        meanings = self._meanings
        return [Cue(start, end, metric, kind) for i, start, end in self._automaton.find_matches_as_indexes(text) for metric, kind in meanings[i]]

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Start and end of every word found, in order."""
        return [(start, end) for _, start, end in self._automaton.find_matches_as_indexes(text)]
