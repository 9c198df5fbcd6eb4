"""The parts of a national new area that have names of their own: 西咸新区|沣水新城."""

from __future__ import annotations

import itertools
from collections.abc import Mapping

from transforms.frames.slots import Finds
from transforms.names.parks import ParkFinder
from transforms.text.articles import Article

_AREA = "国家级新区"
_TOWN = "新城"


def new_towns(finds: Finds, article: Article, finder: ParkFinder) -> dict[str, str]:
    """Parks of no register that the article names right behind a national new area at least once, mapped to it.

    A zone that is registered for itself stays one, wherever it lies (两江新区|西永综保区).
    """
    found: dict[str, str] = {}
    for area, town in itertools.pairwise(finds.mentions_in(article.start, article.end)):
        if town.class_name == _TOWN and town.key not in finder.register and area.key and area.end == town.start:
            row = finder.register.get(area.key)
            if row is not None and row["kind"] == _AREA:
                found.setdefault(town.key, area.key)
    return found


def own_town(finds: Finds, article: Article, park: str, towns: Mapping[str, str]) -> str:
    """The town that an article is about whose park is a national new area: the only one, where the area is named nowhere but before it."""
    own = [town for town, area in towns.items() if area == park]
    if len(own) != 1:
        return ""
    mentions = finds.mentions_in(article.start, article.end)
    alone = any(m.key == park and (after is None or after.key != own[0] or after.start != m.end) for m, after in itertools.zip_longest(mentions, mentions[1:]))
    return "" if alone else own[0]
