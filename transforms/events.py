"""Events: a trigger word at a park, with its date, status, participants and money."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from transforms.article_park import ParkChooser, place_subject
from transforms.calendar_spans import UNKNOWN, Span
from transforms.event_titles import make_title
from transforms.facts import EventFact
from transforms.keys import fact_key
from transforms.knowledge import Knowledge
from transforms.participants import find_participants
from transforms.period_choice import PeriodReader
from transforms.quantities import Quantity
from transforms.reading import ArticleContext, Finds, SentenceContext, Slot
from transforms.scope import in_short_quote
from transforms.sentences import Sentence

_HABIT = re.compile(
    r"定期|常态化|不断|持续(?!.*\d)|进一步|要求|强调|指出|表示|希望|牢固树立|深刻吸取|下一步|必须|应当|需要|以便|一直|始终|多年来|每(?:周|月|年|季|天)|如何|尽快|抢抓|坚持|推动|促进|加强|提高|提升|为了|只有|才能|力促|将以"
)
_PLANNED = re.compile(r"将(?!军)|拟|计划|预计|力争|争取|确保|有望|即将|筹备|准备")
_HAPPENED = re.compile(r"了|已|成功|正式|顺利|近日|日前|当天|当日|昨日|今日|举行|举办|仪式|首次|完成|实现|获|在.{2,30}$|\d月|\d日|一行|现场|开展|组织|新")
_MONEY = ("money", "implied")
MAX_SENTENCE_TEXT = 1000


@dataclass(slots=True)
class _Candidate:
    start: int
    end: int
    event_type: str
    park: str
    span: Span
    status: str
    sentence: SentenceContext
    clause: tuple[int, int]
    strength: float
    heading: bool


class EventReader:
    """Reads the events of one article."""

    def __init__(
        self, document_key: str, article_key: str, text: str, finds: Finds, context: ArticleContext, chooser: ParkChooser, knowledge: Knowledge
    ) -> None:
        self._document_key = document_key
        self._article_key = article_key
        self._original = text
        self._text = finds.text
        self._finds = finds
        self._context = context
        self._parks = chooser
        self._knowledge = knowledge
        self._periods = PeriodReader(finds, context.topic)

    def read(self, sentences: Sequence[SentenceContext], triggers: Sequence[tuple[int, int, frozenset[str]]]) -> Iterator[EventFact]:
        """The article's events, one a happening."""
        found: list[_Candidate] = []
        index, paragraph = 0, -1
        for context in sentences:
            span = context.sentence
            self._periods.begin(span.paragraph, context.timexes if span.heading else None)
            if span.paragraph != paragraph:
                paragraph = span.paragraph
                self._parks.begin(span.start)
            self._parks.begin_sentence(span.start, span.end)
            while index < len(triggers) and triggers[index][0] < span.start:
                index += 1
            while index < len(triggers) and triggers[index][0] < span.end:
                candidate = self._candidate(context, triggers[index])
                if candidate:
                    found.append(candidate)
                index += 1
            self._periods.note(context.timexes, span.end)
        for candidate in _merged(found):
            yield self._event(candidate)

    def _candidate(self, context: SentenceContext, trigger: tuple[int, int, frozenset[str]]) -> _Candidate | None:
        start, end, _ = trigger
        sentence = context.sentence
        text = self._text
        if in_short_quote(text, start, end, sentence.start, sentence.end) and text[end : end + 1] != "”":
            return None
        event_type = self._type(start, end)
        if event_type is None:
            return None
        clause_start, clause_end = _clause(text, start, end, sentence)
        clause = text[clause_start:clause_end]
        before = text[clause_start:start]
        if _HABIT.search(before):
            return None
        park = self._parks.at(sentence.start, start, sentence.end)
        slot = Slot(_no_quantity(start, end), sentence.start, clause_start, clause_start, clause_end, sentence.start, sentence, 0)
        if not park or place_subject(text, slot, self._finds.mentions_in(sentence.start, sentence.end), self._knowledge.places):
            return None
        period = self._periods.choose(slot, context.timexes, "event", False, False)
        planned = bool(_PLANNED.search(text[sentence.start : start][-30:]))
        dated = period.span != UNKNOWN or bool(period.text)
        if not (dated or _HAPPENED.search(clause)):
            return None
        strength = 0.5 + 0.2 * dated + 0.1 * bool(_HAPPENED.search(clause)) + 0.1 * (end - start > 2)
        return _Candidate(
            start, end, event_type, park, period.span, "planned" if planned else "actual",
            context, (clause_start, clause_end), min(strength, 0.95), sentence.heading,
        )  # fmt: skip

    def _type(self, start: int, end: int) -> str | None:
        """The event type of a trigger, unless the words beside it make it part of a name or of a habit."""
        text = self._text
        before, after = text[max(0, start - 6) : start], text[end : end + 8]
        for rule in self._knowledge.event_rules[text[start:end]]:
            if rule["not_after_words"] and re.search(f"(?:{rule['not_after_words']})$", before):
                continue
            if rule["not_before_words"] and re.match(f"(?:{rule['not_before_words']})", after):
                continue
            return rule["event_type"]
        return None

    def _event(self, c: _Candidate) -> EventFact:
        sentence = c.sentence.sentence
        amount = self._amount(c)
        text = self._original[c.start : c.end]
        return EventFact(
            fact_key("event", self._document_key, c.start, c.end, c.event_type),
            self._document_key, self._article_key, c.park, c.event_type, c.span.begin, c.span.finish,
            make_title(self._original, c.clause[0], c.clause[1], c.park), c.status,
            find_participants(self._original, sentence.start, sentence.end), amount,
            text, c.start, c.end, self._original[sentence.start : sentence.end][:MAX_SENTENCE_TEXT],
            round(c.strength, 3), f"trigger_{c.event_type}",
        )  # fmt: skip

    def _amount(self, c: _Candidate) -> float | None:
        if c.event_type not in ("signing", "financing", "construction_start", "completion", "production_start", "settlement", "public_welfare"):
            return None
        sentence = c.sentence.sentence
        behind = [q for q in c.sentence.quantities if q.kind in _MONEY and q.unit == "元" and q.start >= c.start - 30 and q.end <= sentence.end]
        return behind[0].value if behind else None


def _no_quantity(start: int, end: int) -> Quantity:
    return Quantity(start, end, "", start, "", 0.0, None, None, "", "", "")


def _clause(text: str, start: int, end: int, sentence: Sentence) -> tuple[int, int]:
    first = start
    while first > sentence.start and text[first - 1] not in "，,；;。：\n":
        first -= 1
    last = end
    while last < sentence.end and text[last] not in "，,；;。！？\n":
        last += 1
    return first, last


def _merged(found: Sequence[_Candidate]) -> list[_Candidate]:
    """One candidate a happening: of those of one type in one sentence or with one date, the one that says most."""
    kept: list[_Candidate] = []
    for candidate in found:
        twin = next(
            (
                i
                for i, other in enumerate(kept)
                if other.event_type == candidate.event_type
                and other.park == candidate.park
                and (
                    (other.sentence is candidate.sentence and candidate.start - other.end < 30)
                    or other.heading
                    or (
                        other.span == candidate.span != UNKNOWN
                        and candidate.event_type in ("meeting", "visit", "training")
                        and other.span.begin == other.span.finish
                    )
                )
            ),
            None,
        )
        if twin is None:
            kept.append(candidate)
        elif candidate.strength > kept[twin].strength or kept[twin].heading:
            kept[twin] = candidate
    return kept
