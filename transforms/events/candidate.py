"""A trigger word that tells of a happening, with all that was found out about it."""

from __future__ import annotations

from dataclasses import dataclass, field

from transforms.frames.slots import SentenceContext
from transforms.times.calendar import Span


@dataclass(slots=True)
class Place:
    """Where a trigger stands: its own offsets, its clause and its sentence."""

    start: int
    end: int
    clause_start: int
    clause_end: int
    sentence_start: int
    sentence_end: int


@dataclass(slots=True)
class Evidence:
    """How an event's slots were found, as plain names; what its confidence is made of.

    `told_by`: how the clause says that it happened (see modes.py). `dated_by`: how far the date was inherited (see days.py).
    `park_by`: named (in the sentence before the trigger), host (of a visit), carried (from the article).
    """

    told_by: str
    dated_by: str
    park_by: str


@dataclass(slots=True)
class Candidate:
    """A trigger that tells of a happening."""

    at: Place
    event_type: str
    park: str
    span: Span
    status: str
    context: SentenceContext
    evidence: Evidence
    # By which class of words it is told (event_word_classes.csv).
    word_class: str
    heading: bool
    # Who or what does it, as far as its clause says so: 银河购物广场 of 银河购物广场开工建设.
    subject: str
    # The same without the names of parks.
    actor: str
    # 此次, 仪式上: takes up what was told before.
    again: bool
    # 在奠基仪式上: a ceremony, which is mentioned again and again.
    ceremony: bool
    # 在签约仪式上，…: the ceremony is only the scene of what the sentence goes on to tell.
    scene: bool
    # 其中工业项目签约40个: a part of what was counted before it.
    part: bool
    # The trigger itself.
    word: str
    # 集中签约、开工活动: one of several things that an occasion is for.
    joint: bool = False
    # 此次集中签约的52个项目, 其中集中签约项目42个: how many things the occasion brought.
    counted: bool = False
    # The clause names the park itself: 为某新区管委会揭牌.
    names_park: bool = False
    # Told as of these days (近日), or of a day of its own long before the paper.
    lately: bool = False
    long_ago: bool = False
    # Later mentions of the same happening; what the first leaves out, they may tell.
    mentions: list[Candidate] = field(default_factory=list)

    @property
    def dated_here(self) -> bool:
        """Whether the sentence itself gives the date."""
        return self.evidence.dated_by in ("clause", "behind", "sentence")
