"""What the reader of a format makes of a document's bytes."""

from __future__ import annotations

from dataclasses import dataclass, field


class Unreadable(ValueError):
    """Bytes of which nothing can be read; the message says why, for people."""


@dataclass(frozen=True, slots=True)
class PageSpan:
    """A stretch of the text and the box on the page that it came from.

    Offsets count the characters of the text; pages count from 1; the box is given in shares of the page's width and height (0 to 1, from the top left).
    """

    page: int
    start: int
    end: int
    left: float = 0.0
    top: float = 0.0
    right: float = 1.0
    bottom: float = 1.0


@dataclass(slots=True)
class Reading:
    """A document's text and what its format tells beside it."""

    text: str
    title: str = ""
    date: str = ""
    """Day of publication as the document states it, as an ISO date; empty where it does not."""
    encoding: str = ""
    pages: list[PageSpan] = field(default_factory=list)
    certainty: float = 1.0
    """How sure the characters are: below 1 where they were recognised in a picture."""
