"""What a second reader is shown: an article's text with numbered marks on its quantities, in pieces where it is long.

⟦3|12.5亿元⟧    the third quantity of the article, its characters as they stand
"""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import dataclass

from transforms.facts import ArticleFact, DocumentFacts, EventFact, LeftoverFact, ObservationFact

OPEN, BAR, CLOSE = "⟦", "|", "⟧"
PIECE_CHARACTERS = 6_000
"""Characters of an article that one request shows: with the instructions they fit the 8,000 tokens that small servers take."""
PIECE_MARKS = 80
"""Marks of one request: a reply of 80 rows is about 5,000 tokens long."""
CONTEXT = 300
"""Characters of an article's beginning that stand before each later piece: they name the park and the time that govern it."""
# Brackets of the text's own that look like marks.
_DISARMED = {ord(OPEN): "[", ord(CLOSE): "]"}

Figure = ObservationFact | LeftoverFact


@dataclass(slots=True)
class Mark:
    """A numbered quantity of an article."""

    number: int
    fact: Figure


@dataclass(slots=True)
class Piece:
    """A stretch of an article that one request shows."""

    start: int
    end: int
    marks: list[Mark]
    # What governs a piece that is not the first, without marks.
    context: str
    text: str
    """With the marks in it."""


@dataclass(slots=True)
class MarkedArticle:
    """An article with what the rules read in it."""

    article: ArticleFact
    marks: list[Mark]
    events: list[EventFact]
    pieces: list[Piece]


def marked_articles(text: str, facts: DocumentFacts) -> list[MarkedArticle]:
    """The articles of a document that hold a quantity: what they say of happenings is read with it."""
    figures: dict[str, list[Figure]] = {}
    for observation in facts.observations:
        figures.setdefault(observation.article_key, []).append(observation)
    for leftover in facts.leftovers:
        if leftover.reason != "furniture":
            figures.setdefault(leftover.article_key, []).append(leftover)
    events: dict[str, list[EventFact]] = {}
    for event in facts.events:
        events.setdefault(event.article_key, []).append(event)
    sentences: dict[str, list[int]] = {}
    for sentence in facts.sentences:
        sentences.setdefault(sentence.article_key, []).append(sentence.start_offset)
    found = []
    for article in facts.articles:
        key = article.article_key
        marks = _numbered(figures.get(key, []))
        if marks:
            cuts = sorted(set(sentences.get(key, [])))
            found.append(MarkedArticle(article, marks, events.get(key, []), _pieces(text, article, marks, cuts)))
    return found


def _numbered(figures: list[Figure]) -> list[Mark]:
    marks: list[Mark] = []
    last = -1
    for fact in sorted(figures, key=lambda f: (f.start_offset, -f.end_offset)):
        if fact.start_offset >= last:
            marks.append(Mark(len(marks) + 1, fact))
            last = fact.end_offset
    return marks


def _pieces(text: str, article: ArticleFact, marks: list[Mark], cuts: Sequence[int]) -> list[Piece]:
    pieces: list[Piece] = []
    start, first = article.start_offset, 0
    while start < article.end_offset:
        end = _piece_end(article, start, first, marks, cuts)
        last = first
        while last < len(marks) and marks[last].fact.start_offset < end:
            last += 1
        inside = marks[first:last]
        context = _disarmed(text[article.start_offset : min(article.start_offset + CONTEXT, start)]) if pieces else ""
        pieces.append(Piece(start, end, inside, context, marked(text, start, end, inside)))
        start, first = end, last
    # A long stretch without a figure is not worth a request.
    return [piece for piece in pieces if piece.marks]


def _piece_end(article: ArticleFact, start: int, first: int, marks: list[Mark], cuts: Sequence[int]) -> int:
    """Where a piece ends: before the sentence that would make it too long, never inside a mark."""
    limit = start + PIECE_CHARACTERS
    if first + PIECE_MARKS < len(marks):
        limit = min(limit, max(start + 1, marks[first + PIECE_MARKS].fact.start_offset))
    if limit >= article.end_offset:
        return article.end_offset
    cut = bisect.bisect_right(cuts, limit) - 1
    end = cuts[cut] if cut >= 0 and cuts[cut] > start else limit
    for mark in marks[first:]:
        if mark.fact.start_offset < end < mark.fact.end_offset:
            return mark.fact.start_offset if mark.fact.start_offset > start else mark.fact.end_offset
        if mark.fact.start_offset >= end:
            break
    return end


def marked(text: str, start: int, end: int, marks: Sequence[Mark]) -> str:
    """A stretch of text with its marks."""
    parts: list[str] = []
    at = start
    for mark in marks:
        fact = mark.fact
        parts.append(_disarmed(text[at : fact.start_offset]))
        parts.append(f"{OPEN}{mark.number}{BAR}{_disarmed(text[fact.start_offset : fact.end_offset])}{CLOSE}")
        at = fact.end_offset
    parts.append(_disarmed(text[at:end]))
    return "".join(parts)


def _disarmed(text: str) -> str:
    return text.translate(_DISARMED) if OPEN in text or CLOSE in text else text
