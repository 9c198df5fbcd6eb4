"""A frame: whom a stretch of an article speaks of, as plain data."""

from __future__ import annotations

from dataclasses import dataclass

from transforms.frames.anchors import COMPANY, GROUP, OTHER, PROJECT, ZONE
from transforms.frames.wider import PARKS, PLACE

NOBODY, SEVERAL = "nobody", "several"
CLAUSE, SENTENCE, PARAGRAPH, ARTICLE = "clause", "sentence", "paragraph", "article"
OCCASION = "occasion"
"""Found so: a place whose occasion is told, at which companies sign for other parks too."""
WIDER = frozenset({PLACE, PARKS, SEVERAL})
INSIDE = frozenset({COMPANY, GROUP, PROJECT, ZONE, OTHER})
"""Kinds of subjects that stand inside a park."""


@dataclass(slots=True)
class Frame:
    """What the text speaks of from `start` on, up to the next frame."""

    start: int
    kind: str
    # The park that holds the subject; empty where there is none.
    park: str
    name: str
    # Where the subject was named: at or behind this place; -1 where it is inherited from before the sentence.
    named_at: int
    # How far it is inherited: CLAUSE (decided at the figure), PARAGRAPH or ARTICLE.
    found: str
    # The parks of a list, in order.
    parts: tuple[str, ...] = ()
