"""A sentence in three parts, the middle one exactly the characters that were read."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

CONTEXT = 160
"""Characters of the document that are looked at on either side of a sentence."""
SURROUNDINGS = (
    "greatest({f}.end_offset - length({f}.sentence) - " + str(CONTEXT) + ", 0) AS around_offset, "
    "substr({d}.text, greatest({f}.end_offset - length({f}.sentence) - " + str(CONTEXT) + ", 0) + 1, "
    "{f}.start_offset + length({f}.sentence) + " + str(CONTEXT) + " - greatest({f}.end_offset - length({f}.sentence) - " + str(CONTEXT) + ", 0)) AS around"
)
"""SQL for the piece of a document in which a fact's sentence must stand, with its neighbours: {f} is the fact, {d} the document."""


def surroundings(row: dict[str, Any], text: str) -> dict[str, Any]:
    """What SURROUNDINGS gives of a fact, cut from its document's text here."""
    first = max(0, row["end_offset"] - len(row["sentence"]) - CONTEXT)
    return {"around_offset": first, "around": text[first : row["start_offset"] + len(row["sentence"]) + CONTEXT]}


_ENDS = "。！？!?\n"
_LINES = re.compile(r"[^\S\n]*\n\s*")


class Quote(NamedTuple):
    """What stands before the number, the number, and what stands after it."""

    before: str
    mark: str
    after: str


def place(sentence: str, text: str, start: int, around: str, around_offset: int) -> int | None:
    """Where in the sentence the read characters begin.

    `around` is document.text from `around_offset` on, long enough to hold any occurrence of the sentence that covers the
    offsets. None where the sentence does not stand there as it is kept.
    """
    found = around.find(sentence)
    while found >= 0:
        at = start - (around_offset + found)
        if at >= 0 and sentence[at : at + len(text)] == text:
            return at
        found = around.find(sentence, found + 1)
    return None


def quote(sentence: str, text: str, at: int | None, limit: int = 400) -> Quote:
    """The sentence around the read characters, cut to about `limit` characters, with … where it was cut.

    `at` is their place in the sentence (see `place`); without one their first occurrence is taken.
    """
    if at is None or sentence[at : at + len(text)] != text:
        at = sentence.find(text)
    if at < 0 or not text:
        return Quote(sentence[:limit] + ("…" if len(sentence) > limit else ""), "", "")
    before, mark, after = sentence[:at], sentence[at : at + len(text)], sentence[at + len(text) :]
    room = max(40, limit - len(mark))
    if len(before) + len(after) > room:
        first = min(len(before), max(room // 2, room - len(after)))
        last = min(len(after), room - first)
        before = "…" + before[len(before) - first :] if first < len(before) else before
        after = after[:last] + "…" if last < len(after) else after
    return Quote(before, mark[:limit], after)


def quote_of(row: dict[str, object], limit: int = 400) -> Quote:
    """The quote of a row with sentence, text, start_offset, around and around_offset (see SURROUNDINGS)."""
    sentence, text = str(row["sentence"]), str(row["text"])
    around, start, offset = row.get("around"), row.get("start_offset"), row.get("around_offset")
    at = None
    if isinstance(around, str) and isinstance(start, int) and isinstance(offset, int):
        at = place(sentence, text, start, around, offset)
    return quote(sentence, text, at, limit)


def neighbours(row: dict[str, object], most: int = CONTEXT) -> tuple[str, str]:
    """What the document says right before and right after a row's sentence, whole sentences where one fits into `most` characters.

    The row is that of `quote_of`. Empty on both sides where the sentence does not stand in its document as it is kept.
    """
    sentence, text = str(row["sentence"]), str(row["text"])
    around, start, offset = row.get("around"), row.get("start_offset"), row.get("around_offset")
    if not isinstance(around, str) or not isinstance(start, int) or not isinstance(offset, int) or most <= 0:
        return "", ""
    at = place(sentence, text, start, around, offset)
    if at is None:
        return "", ""
    first = start - at - offset
    before = _before(around[max(0, first - most) : first], first <= most and offset == 0)
    after = _after(around[first + len(sentence) :], most)
    # Lines stay lines, the empty ones between them go.
    return _LINES.sub("\n", before).lstrip(), _LINES.sub("\n", after).rstrip()


def _before(text: str, from_the_top: bool) -> str:
    """The last sentences of a piece that may begin in the middle of one."""
    if from_the_top:
        return text
    ends = [text.find(end) for end in _ENDS if end in text]
    rest = text[min(ends) + 1 :] if ends else ""
    # A piece without an end inside is the tail of one long sentence.
    return rest if rest.strip() else "…" + text if text.strip() else ""


def _after(text: str, most: int) -> str:
    """The first sentences of a piece that may end in the middle of one."""
    if len(text) <= most and len(text) < CONTEXT:
        return text
    text = text[:most]
    last = max(text.rfind(end) for end in _ENDS)
    return text[: last + 1] if last >= 0 else text + "…" if text.strip() else ""
