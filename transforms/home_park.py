"""The park that a local paper calls by its class alone: its readers know which city's 高新区 is meant."""

from __future__ import annotations

from collections import Counter

from transforms.layout import Article
from transforms.parks import ParkFinder
from transforms.reading import Finds

HOME_CLASSES = frozenset({"经开区", "高新区", "综保区"})
OPENING = 60
"""Characters of a text's beginning in which a local paper says which park it speaks of."""
PAGE_TOP = 300
"""Characters at the top of a page, where a local paper's masthead and breadcrumb name its city."""


def home_park(finds: Finds, article: Article, title: str, finder: ParkFinder) -> str:
    """The park meant where headline and beginning say only 高新区 or 经开区; empty where nothing tells its city.

    The city is the one that the page's top and the article's beginning name more often than all others together.
    """
    body = next((line for line in article.lines if line.role in ("body", "lead")), None)
    if body is None:
        return ""
    opening = finds.mentions_in(article.start, body.start + OPENING)
    bare = {m.class_name for m in (*opening, *(finder.find(title) if title else ())) if not m.key and m.class_name in HOME_CLASSES}
    if len(bare) != 1:
        return ""
    class_name = bare.pop()
    provinces = {row["province"] for row in finder.register.values()}
    spans = {*finds.places_in(0, PAGE_TOP), *finds.places_in(article.start, min(body.start + OPENING, article.end))}
    cities = Counter(name for start, end in spans if (name := finds.text[start:end]) not in provinces)
    city = max(cities, key=lambda name: (cities[name], name), default="")
    if not city or 2 * cities[city] <= sum(cities.values()):
        return ""
    here = [key for key, row in finder.register.items() if row["city"].removesuffix("市") == city and finder.class_of(key) == class_name]
    if here:
        return str(here[0]) if len(here) == 1 else ""
    return f"{city}{class_name}"
