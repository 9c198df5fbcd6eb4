"""What has been found in one document: the material from which facts are put together."""

from __future__ import annotations

import bisect
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from transforms.calendar_spans import UNKNOWN, Span
from transforms.knowledge import Cue, Knowledge, Word
from transforms.layout import Article
from transforms.parks import ParkMention
from transforms.quantities import Quantity
from transforms.sentences import Sentence
from transforms.timex import Timex


@dataclass(slots=True)
class Finds:
    """Words and names found in a document, each list in order of place."""

    text: str
    mentions: list[ParkMention]
    cues: list[Cue]
    words: list[Word]
    cue_starts: list[int]
    word_starts: list[int]
    mention_starts: list[int]
    places: list[tuple[int, int]]
    place_starts: list[int]

    @classmethod
    def of(cls, text: str, knowledge: Knowledge) -> Finds:
        """Searches the normalised text once for each kind of word."""
        mentions = knowledge.parks.find(text)
        cues = []
        for start, end, roles in knowledge.cues.find(text):
            for role in sorted(roles):
                metric, _, kind = role.partition("/")
                cues.append(Cue(start, end, metric, kind))
        words = [Word(start, end, roles) for start, end, roles in knowledge.words.find(text)]
        places = [(start, end) for start, end, _ in knowledge.place_words.find(text)]
        return cls(
            text, mentions, cues, words,
            [c.start for c in cues], [w.start for w in words], [m.start for m in mentions],
            places, [start for start, _ in places],
        )  # fmt: skip

    def cues_in(self, start: int, end: int) -> list[Cue]:
        """Cues that lie within a stretch of text."""
        first = bisect.bisect_left(self.cue_starts, start)
        last = bisect.bisect_left(self.cue_starts, end)
        return [cue for cue in self.cues[first:last] if cue.end <= end]

    def words_in(self, start: int, end: int) -> list[Word]:
        """Role words that lie within a stretch of text."""
        first = bisect.bisect_left(self.word_starts, start)
        last = bisect.bisect_left(self.word_starts, end)
        return [word for word in self.words[first:last] if word.end <= end]

    def places_in(self, start: int, end: int) -> list[tuple[int, int]]:
        """Provinces and cities named in a stretch of text."""
        first = bisect.bisect_left(self.place_starts, start)
        return self.places[first : bisect.bisect_left(self.place_starts, end)]

    def mentions_in(self, start: int, end: int) -> list[ParkMention]:
        """Park mentions that begin within a stretch of text."""
        first = bisect.bisect_left(self.mention_starts, start)
        last = bisect.bisect_left(self.mention_starts, end)
        return self.mentions[first:last]


@dataclass(slots=True)
class ArticleContext:
    """What holds for a whole article."""

    article: Article
    park: str
    today: dt.date | None
    topic: Span = UNKNOWN
    # The headline announces what is still to come: 2011年将开建.
    announced: bool = False
    sentences: list[Sentence] = field(default_factory=list)
    # A headline names a park: everything below is about it.
    named_above: bool = False


@dataclass(slots=True)
class SentenceContext:
    """One sentence with its quantities and time expressions."""

    sentence: Sentence
    quantities: Sequence[Quantity]
    timexes: Sequence[Timex]


@dataclass(slots=True)
class Slot:
    """The surroundings of one quantity within its sentence."""

    q: Quantity
    # Where the part of the sentence begins in which its words are looked for: after the last ；。
    segment: int
    # Its clause to the left, after the last comma or quantity; and to the right, up to the next.
    clause: int
    left: int
    right: int
    previous_end: int
    sentence: Sentence
    index: int


_STOPS = "，,；;：:。！？\n"
_RIGHT_STOPS = "，,；;。！？、：:\n"


def slots_of(text: str, context: SentenceContext) -> list[Slot]:
    """The quantities of a sentence with the stretches of text around each."""
    slots = []
    start, end = context.sentence.start, context.sentence.end
    quantities = context.quantities
    for i, q in enumerate(quantities):
        previous_end = quantities[i - 1].end if i else start
        next_start = quantities[i + 1].start if i + 1 < len(quantities) else end
        clause = q.start
        while clause > start and text[clause - 1] not in _STOPS:
            clause -= 1
        left = max(clause, previous_end)
        right = q.end
        while right < next_start and text[right] not in _RIGHT_STOPS:
            right += 1
        slots.append(Slot(q, start, clause, left, right, previous_end, context.sentence, i))
    return slots
