"""What the reader knows, compiled once from seeds/: parks, units, metrics, words."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import resources

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from seeds.read import seed_rows, seed_text
from transforms.event_rules import Rule, compile_rules
from transforms.parks import ParkFinder
from transforms.quantities import QuantityFinder
from transforms.units import UnitTable
from transforms.width import normalise

_SEEDS = ("parks.csv", "metrics.csv", "metric_cues.csv", "units.csv", "event_types.csv", "event_triggers.csv",
          "lexicon/words.csv", "lexicon/places.csv", "lexicon/park_name_words.csv", "magnitude.csv")  # fmt: skip

_NAMED_BY = {"money_rate": "money", "points": "percent"}
"""Kinds of quantities that are named by the words of another kind."""


@dataclass(slots=True)
class Metric:
    """A row of seeds/metrics.csv."""

    key: str
    unit: str
    category: str
    additive: bool


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


@dataclass(slots=True)
class Knowledge:
    """Everything the pure transforms need; made by `knowledge()`."""

    parks: ParkFinder
    quantities: QuantityFinder
    metrics: Mapping[str, Metric]
    cues: WordFinder
    words: WordFinder
    triggers: WordFinder
    event_rules: Mapping[str, list[Rule]]
    places: frozenset[str]
    place_words: WordFinder


@functools.cache
def rule_set_version() -> str:
    """Version of rules and seeds, a hash of both: facts read with another version are read again."""
    digest = hashlib.sha256()
    for package in ("transforms", "schemas"):
        for entry in sorted(resources.files(package).iterdir(), key=lambda e: e.name):
            if entry.name.endswith(".py"):
                digest.update(entry.read_bytes())
    for name in _SEEDS:
        digest.update(seed_text(name).encode())
    return digest.hexdigest()[:16]


@functools.cache
def knowledge() -> Knowledge:
    """The compiled seeds, once a process.

    Raises ValueError with file and line where a seed table is malformed.
    """
    places = frozenset(row["place"] for row in seed_rows("lexicon/places.csv"))
    metrics = {row["metric_key"]: Metric(row["metric_key"], row["unit"], row["category"], row["additive"] == "true") for row in seed_rows("metrics.csv")}
    cues = [(row["cue"], f"{row['metric_key']}/{row['kind']}") for row in seed_rows("metric_cues.csv")]
    known = {cue for cue, _ in cues}
    # A user's alias in metrics.csv names its metric beside quantities of the kind that the metric's unit is of.
    kinds = {row["unit"]: _NAMED_BY.get(row["kind"], row["kind"]) for row in seed_rows("units.csv")}
    for row in seed_rows("metrics.csv"):
        kind = kinds.get(row["unit"], "count")
        cues += [(alias, f"{row['metric_key']}/{kind}") for alias in row["aliases"].split("|") if alias and alias not in known]
    rules = compile_rules(seed_rows("event_triggers.csv"))
    return Knowledge(
        ParkFinder(seed_rows("parks.csv"), places),
        QuantityFinder(UnitTable(seed_rows("units.csv"))),
        metrics,
        WordFinder(cues),
        WordFinder((row["word"], row["role"]) for row in seed_rows("lexicon/words.csv")),
        WordFinder((row["trigger"], row["event_type"]) for row in seed_rows("event_triggers.csv")),
        rules,
        places,
        WordFinder((row["place"], row["level"]) for row in seed_rows("lexicon/places.csv")),
    )
