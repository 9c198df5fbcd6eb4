"""What the reader knows, compiled once from seeds/: parks, units, metrics, words."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass

from seeds.own import OwnPark, forms_of_none, own_forms, own_parks, park_rows
from seeds.read import seed_rows
from transforms.names.parks import ParkFinder
from transforms.names.triggers import Rule, compile_rules
from transforms.names.words import WordFinder
from transforms.numbers.quantities import QuantityFinder
from transforms.numbers.units import UnitTable

_NAMED_BY = {"money_rate": "money", "points": "percent"}
"""Kinds of quantities that are named by the words of another kind."""
_NO_METRIC = ("other/", "@none/")
"""What metric_cues.csv says of words that name something else than the metrics that are kept."""


@dataclass(slots=True)
class Metric:
    """A row of seeds/metrics.csv."""

    key: str
    unit: str
    category: str
    additive: bool
    # Which counters can count what it counts; empty: any.
    counters: frozenset[str] = frozenset()
    # 新增市场主体700家 is a level: what is counted is new by itself.
    counts_new: bool = False
    # What has no time of its own unless one is told: `size` (floors, land), `asset` (a project's investment), `place` (what stands there).
    timeless: str = ""
    # Its own figures are of the projects that a text tells of.
    of_project: bool = False
    # What is there, not what was done: 目前 still holds of it some sentences later.
    stock: bool = False


def _metric(row: Mapping[str, str]) -> Metric:
    yes = {column: row.get(column, "") == "true" for column in ("counts_new", "of_project", "stock")}
    return Metric(
        row["metric_key"], row["unit"], row["category"], row["additive"] == "true", frozenset(row.get("counters", "").split()),
        yes["counts_new"], row.get("timeless", ""), yes["of_project"], yes["stock"],
    )  # fmt: skip


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


def knowledge() -> Knowledge:
    """The compiled seeds and the user's own register, once a process.

    Raises ValueError with file and line where a seed table is malformed.
    """
    return _compiled(own_parks())


@functools.lru_cache(maxsize=2)
def _compiled(own: tuple[OwnPark, ...]) -> Knowledge:
    places = frozenset(row["place"] for row in seed_rows("lexicon/places.csv"))
    metrics = {row["metric_key"]: _metric(row) for row in seed_rows("metrics.csv")}
    guards = {
        row["cue"]: (row.get("not_after", ""), row.get("not_before", ""))
        for row in seed_rows("metric_cues.csv") if row.get("not_after") or row.get("not_before")
    }  # fmt: skip
    cues = [(row["cue"], f"{row['metric_key']}/{row['kind']}") for row in seed_rows("metric_cues.csv")]
    # A metric's own alias goes before a line that says the words name none of the usual ones (用电量, 常住人口).
    aliases = {alias for row in seed_rows("metrics.csv") for alias in row["aliases"].split("|")}
    cues = [(cue, role) for cue, role in cues if cue not in aliases or not role.startswith(_NO_METRIC)]
    known = {cue for cue, _ in cues}
    # A user's alias in metrics.csv names its metric beside quantities of the kind that the metric's unit is of.
    kinds = {row["unit"]: _NAMED_BY.get(row["kind"], row["kind"]) for row in seed_rows("units.csv")}
    for row in seed_rows("metrics.csv"):
        kind = kinds.get(row["unit"], "count")
        cues += [(alias, f"{row['metric_key']}/{kind}") for alias in row["aliases"].split("|") if alias and alias not in known]
    rules = compile_rules(seed_rows("event_triggers.csv"), seed_rows("event_word_classes.csv"))
    return Knowledge(
        ParkFinder(park_rows(own), seed_rows("parks_provincial.csv"), own_forms(own), forms_of_none(own)),
        QuantityFinder(UnitTable(seed_rows("units.csv"))),
        metrics,
        WordFinder(cues, guards),
        WordFinder((row["word"], row["role"]) for row in seed_rows("lexicon/words.csv")),
        WordFinder((row["trigger"], row["event_type"]) for row in seed_rows("event_triggers.csv")),
        rules,
        places,
        WordFinder((row["place"], row["level"]) for row in seed_rows("lexicon/places.csv")),
    )
