"""Reference data is checked before a run begins: broken seeds must stop it, not turn every document into a refusal."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable, Collection

from flows.steps.extract.patterns import kept_patterns
from flows.steps.load.version import code_version
from schemas.vocabularies import base_units, event_type_keys, metric_keys
from seeds.read import seed_rows, seed_text
from transforms.version import rule_set_version
from warehouse.build import SeedError, seed_frame
from warehouse.files import write_bytes
from warehouse.layout import Home

NAME_WORD_ROLES = ("any", "branch", "break", "region", "site")
"""What a word of lexicon/park_name_words.csv is to a park's name: said of any park, its branch of industry, none of it, a place, a site within one."""
MARKS = ("@amount", "@project", "@share", "@none", "@size")
"""What metric_cues.csv may say instead of a metric: words that name money, a project, a share or a size, whatever the metric, or none at all."""


def seeds_hold(home: Home) -> None:
    """Raises SeedError as `check_seeds` does; the very seeds, rules and program that a run of this home has found good are not looked through again."""
    mark = f"{rule_set_version()} {code_version()} {hashlib.sha256(seed_text('expected_rows.csv').encode()).hexdigest()}"
    path = home.state / "seeds_checked"
    if path.is_file() and path.read_text(encoding="utf-8", errors="replace") == mark:
        return
    # What is compiled here is not compiled again by those who read: the next run takes it from the file too.
    with kept_patterns(home.state):
        check_seeds()
    write_bytes(path, mark.encode())


@functools.cache
def check_seeds() -> None:
    """Raises SeedError naming file, row and mend where a seed is malformed, doubled, or points at something that is not there."""
    try:
        units, metrics, events = base_units(), metric_keys(), event_type_keys()
        for table in ("park", "metric", "metric_bound", "expected_rows"):
            seed_frame(table)
        _unique("parks.csv", "park_key")
        _unique("metrics.csv", "metric_key")
        _unique("event_types.csv", "event_type")
        _unique("units.csv", "surface")
        _each("metric_cues.csv", "metric_key", (*metrics, *MARKS), "a key of metrics.csv")
        _each("magnitude.csv", "metric_key", metrics, "a key of metrics.csv")
        _each("metrics.csv", "unit", ("", *units), "a base unit of units.csv")
        _each("magnitude.csv", "unit", units, "a base unit of units.csv")
        _each("metrics.csv", "additive", ("true", "false"), "true or false")
        _optional("metrics.csv", "timeless", ("size", "asset", "place"), "size, asset or place")
        for column in ("counts_new", "of_project", "stock"):
            _optional("metrics.csv", column, ("true", "false"), "true, false or empty")
        _each("event_triggers.csv", "event_type", events, "a key of event_types.csv")
        _each("lexicon/park_classes.csv", "rank", ("major", "minor"), "major or minor")
        _each("lexicon/park_classes.csv", "stands_alone", ("true", "false"), "true or false")
        _each("lexicon/park_name_words.csv", "role", NAME_WORD_ROLES, "one of " + ", ".join(NAME_WORD_ROLES))
        _all("units.csv", "factor", _is_positive, "no number above 0")
        from transforms.knowledge import knowledge

        knowledge()
    except SeedError:
        raise
    except (ValueError, KeyError) as error:
        raise SeedError(f"seeds: {error}") from error


def _all(name: str, column: str, fits: Callable[[str], bool], wrong: str) -> None:
    for number, row in enumerate(seed_rows(name), 2):
        if not fits(row[column]):
            raise SeedError(f"seeds/{name}, row {number}: {column} {row[column]!r} is {wrong}")


def _each(name: str, column: str, allowed: Collection[str], wanted: str) -> None:
    _all(name, column, lambda value: value in allowed, f"not {wanted}")


def _optional(name: str, column: str, allowed: Collection[str], wanted: str) -> None:
    """A column that may be empty, or not be there at all."""
    if column in seed_rows(name)[0]:
        _each(name, column, ("", *allowed), wanted)


def _unique(name: str, column: str) -> None:
    first: dict[str, int] = {}
    for number, row in enumerate(seed_rows(name), 2):
        if row[column] in first:
            raise SeedError(f"seeds/{name}, row {number}: {column} {row[column]!r} stands in row {first[row[column]]} already")
        first[row[column]] = number


def _is_positive(text: str) -> bool:
    try:
        return float(text) > 0
    except ValueError:
        return False
