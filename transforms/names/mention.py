"""A park named at a place in a text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class ParkMention:
    """A park named at a place in the text.

    `key` is the canonical short name; empty for a bare word (高新区, 园区) whose park the context gives.
    `class_name` is 高新区, 经开区 ...; `minor` marks parks of the kind that stand inside others (产业园).
    """

    start: int
    end: int
    key: str
    class_name: str
    registered: bool
    minor: bool = False
    # How the name was known: register, alias (what the text itself says is another name of a park), place (built of
    # places and words of a list), own (by a word of its own alone), bare.
    known: str = "bare"
