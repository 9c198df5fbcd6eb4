"""The class words that end a park's name: 高新区, 经济技术开发区, 产业园. A new one is a line in seeds/lexicon/park_classes.csv."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from seeds.read import seed_rows
from transforms.text.alternatives import longest_of

_ROWS = seed_rows("lexicon/park_classes.csv")


def _table(rank: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name in dict.fromkeys(row["class_name"] for row in _ROWS if row["rank"] == rank):
        yield name, tuple(row["word"] for row in _ROWS if row["class_name"] == name and row["rank"] == rank)


CLASSES: dict[str, tuple[str, ...]] = dict(_table("major"))
"""Class by class, the words that name it; the first is the canonical short form."""
MINOR_CLASSES: dict[str, tuple[str, ...]] = dict(_table("minor"))
"""Parks of these classes stand inside others as often as for themselves."""
WORD_CLASS = {row["word"]: row["class_name"] for row in _ROWS}
NEVER_BARE = frozenset(row["class_name"] for row in _ROWS if row["stands_alone"] == "false")
"""These words alone name no park: 人口聚集区, 老城片区."""
SUFFIX = re.compile(longest_of(WORD_CLASS))
_LONGEST = max(map(len, WORD_CLASS))


class NameParts(NamedTuple):
    """A park's name taken apart: 湘潭 + 高新区."""

    stem: str
    class_name: str


def split_name(name: str) -> NameParts | None:
    """Stem and class of a park's name; None where no class word ends it."""
    for size in range(min(_LONGEST, len(name)), 1, -1):
        class_name = WORD_CLASS.get(name[-size:])
        if class_name is not None:
            return NameParts(name[:-size], class_name)
    return None
