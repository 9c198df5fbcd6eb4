"""A sentence in three parts, the middle one exactly the characters that were read."""

from __future__ import annotations

from typing import NamedTuple

SURROUNDINGS = (
    "greatest({f}.end_offset - length({f}.sentence), 0) AS around_offset, "
    "substr({d}.text, greatest({f}.end_offset - length({f}.sentence), 0) + 1, "
    "{f}.start_offset + length({f}.sentence) - greatest({f}.end_offset - length({f}.sentence), 0)) AS around"
)
"""SQL for the piece of a document in which a fact's sentence must stand: {f} is the fact, {d} the document."""


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
