"""A title set once more above its story, which may stand as an article of its own: the story tells the happening."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.facts import EventFact

LONGEST_LINE = 120
"""Characters of a title on either side of its trigger, at the most."""
BELOW = 500
"""Characters below a title within which its story tells the happening."""


def told_below(events: Sequence[EventFact], text: str) -> dict[str, str]:
    """By key the undated happenings that a title tells, each with the key of the same one in the story below it.

    `text` is the text that the events' offsets count in, the events stand in the order of the text.
    """
    told: dict[str, str] = {}
    latest: dict[tuple[str, str], EventFact] = {}
    for event in reversed(events):
        kind = (event.park_key, event.event_type)
        if not _is_title(text, event.start_offset, event.end_offset):
            latest[kind] = event
            continue
        below = latest.get(kind)
        undated = event.start_date is None and event.end_date is None
        if undated and below is not None and below.start_offset - event.start_offset <= BELOW:
            told[event.event_key] = below.event_key
    return told


def _is_title(text: str, start: int, end: int) -> bool:
    """Whether a place stands in a short line without a full stop, and with one comma at most."""
    opens = text.rfind("\n", max(0, start - LONGEST_LINE), start) + 1
    closes = text.find("\n", end, end + LONGEST_LINE)
    if closes < 0 or (not opens and start > LONGEST_LINE):
        return False
    # A line with more commas is a piece of a story whose lines are broken.
    return text.find("。", opens, closes) < 0 and text.count(",", opens, closes) + text.count("，", opens, closes) <= 1
