"""Sentences and clauses, over lines that a newspaper column may have cut in two."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from transforms.text.articles import Line
from transforms.text.said import ANYTHING

# One class of characters in front lets the search run over a text fast; a single … ends nothing.
_END = re.compile(r"[。！？!?；;…](?:(?<=…)…+|(?<!…)[。！？!?；;]*[”’」』)\"]*)")
_STOPS = frozenset("。！？!?")
_OPENS_PARAGRAPH = re.compile(r"\n[ \t\u3000\xa0]*\r?\n(?:\u3000{1,2}|[ \xa0]{2,8})[\u4e00-\u9fa5“《0-9]")
# - 某企业投资9亿元 [3] / - 2023年园区产值…: the mark of an item; -7.8% is none.
_BULLET = re.compile(r"\s*(?:[-–—*][ \u3000]+|[•●■◆▪◇○★☆►▶])(?=\S)")
_BLANKS = " \r\n\u3000"
_CLOSERS = '”’」』)"'
MAX_SENTENCE = 600
"""Longer runs without a full stop (tables, lists) are cut at commas near this length, so that work stays linear."""


@dataclass(slots=True)
class Sentence:
    """One sentence; `paragraph` numbers the paragraph it stands in, `heading` marks headlines and subheads."""

    start: int
    end: int
    paragraph: int
    heading: bool = False
    # One line of a list below a line that ends in a colon: it stands in that line's paragraph.
    entry: bool = False
    # Which patterns may match in it.
    said: int = ANYTHING


def _paragraphs(text_of_page: str, lines: Sequence[Line]) -> Iterator[tuple[int, int, str]]:
    """Runs of text with their role; a body line that breaks off is joined to the next body line."""
    pending: tuple[int, int] | None = None
    items = False
    for line in lines:
        if pending and line.role == "body" and _BULLET.match(line.text):
            # An item ends above the next one; all of them are of one paragraph.
            yield pending[0], pending[1], "item" if items else "body"
            items = _BULLET.match(text_of_page, pending[0]) is not None
            pending = None
        elif pending and line.role == "body" and _OPENS_PARAGRAPH.search(text_of_page, pending[1], line.end):
            # A headline of two clauses above an indented paragraph ends by itself.
            yield pending[0], pending[1], "body"
            pending = None
        items = items and line.role == "body"
        if line.role in ("body", "lead"):
            start = pending[0] if pending and line.role == "body" else line.start
            if pending and line.role == "lead":
                yield pending[0], pending[1], "body"
            text = line.text.rstrip()
            if line.is_entry or text.endswith((")", "）")) or text.rstrip(_CLOSERS)[-1:] in _STOPS:
                yield start, line.end, "entry" if line.is_listed else "body"
                pending = None
            else:
                pending = (start, line.end)
        elif line.role in ("head", "subtitle"):
            if pending and len(line.text.strip()) <= 8 and line.text.strip()[:1] in "亿万元%":
                pending = (pending[0], line.end)
                continue
            if pending:
                yield pending[0], pending[1], "body"
                pending = None
            yield line.start, line.end, "head"
        elif line.role == "table":
            # What leads over to a table ends before it.
            if pending:
                yield pending[0], pending[1], "body"
                pending = None
        elif line.role in ("caption", "names", "ad"):
            if line.role == "ad" and pending:
                yield pending[0], pending[1], "body"
                pending = None
            # Captions stand in the middle of cut columns; what they interrupt goes on after them.
            yield line.start, line.end, line.role
    if pending:
        yield pending[0], pending[1], "body"


def last_stop(text: str, start: int, end: int, marks: str) -> int:
    """Where begins what stands behind the last of some marks in text[start:end]; `start` where none stands there."""
    return max([start, *[text.rfind(mark, start, end) + 1 for mark in marks]])


def split_sentences(text: str, lines: Sequence[Line]) -> list[Sentence]:
    """The sentences of an article, in order of place; advertisements left out."""
    sentences: list[Sentence] = []
    paragraphs = sorted(_paragraphs(text, lines))
    number = 0
    for start, end, role in paragraphs:
        if role == "ad":
            continue
        number += role not in ("entry", "item")
        if role == "entry":
            sentences.append(Sentence(start, end, number, entry=True))
            continue
        if role in ("head", "names"):
            sentences.append(Sentence(start, end, number, heading=True))
            continue
        position = start
        for match in _END.finditer(text, start, end):
            stop = match.end()
            if stop - position < 4 and text[match.start()] in "；;":
                continue
            if stop - position <= MAX_SENTENCE and text[position] not in _BLANKS:
                sentences.append(Sentence(position, stop, number))
            else:
                sentences.extend(_bounded(text, position, stop, number))
            position = stop
        if position < end and text[position:end].strip():
            sentences.extend(_bounded(text, position, end, number))
    return sentences


def _bounded(text: str, start: int, end: int, number: int) -> Iterator[Sentence]:
    while end - start > MAX_SENTENCE:
        cut = max(text.rfind(c, start + MAX_SENTENCE // 2, start + MAX_SENTENCE) for c in "，,、\n ")
        cut = cut + 1 if cut > start else start + MAX_SENTENCE
        yield Sentence(start, cut, number)
        start = cut
    while start < end and text[start] in _BLANKS:
        start += 1
    if start < end:
        yield Sentence(start, end, number)
