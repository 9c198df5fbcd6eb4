"""Events: a trigger word at a park, with its date, status, participants and money."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from transforms.events import rules as event_rules
from transforms.events.merge import merged
from transforms.events.participants import find_participants
from transforms.events.rules import Place
from transforms.events.titles import make_title
from transforms.facts import MAX_SENTENCE_TEXT, EventFact
from transforms.frames.slots import ArticleContext, Finds, SentenceContext, Slot
from transforms.keys import fact_key
from transforms.knowledge import Knowledge
from transforms.names.parks import ParkMention
from transforms.numbers.quantities import Quantity
from transforms.owners.park import ParkChooser, place_subject
from transforms.periods.period import PeriodReader
from transforms.text.quotes import in_short_quote
from transforms.text.sentences import Sentence
from transforms.times.calendar import UNKNOWN, Span
from transforms.times.times import Timex

_MONEY = ("money", "implied")
_WITH_MONEY = frozenset({"signing", "financing", "construction_start", "completion", "production_start", "settlement", "public_welfare", "service"})
_HOST = re.compile(r"(?:赴|到|来|莅临|走进|前往|抵达|深入)$")
_DAY_SINCE = re.compile(r"^(?:从|自|由)|(?:起|开始)$")
_THRESHOLD = re.compile(r"(?:及以上|以上)?的?[\u4e00-\u9fa5]{0,4}(?:项目|企业)")
_SAME_OCCASION = re.compile(r"(?:本次|此次|这次|此批|这批)(?:集中)?(?:签约|开工|竣工|投产)")
_TO_LAST_STOP = re.compile(r".*[，,；;。：\n]", re.DOTALL)
_CLAUSE_END = re.compile(r"[，,；;。！？\n]")
_CAMPAIGN = re.compile(r"(?:行动|活动|回头看|专项整治)\Z")


@dataclass(slots=True)
class Candidate:
    """A trigger that tells of a happening."""

    at: Place
    event_type: str
    park: str
    span: Span
    status: str
    context: SentenceContext
    strength: float
    heading: bool
    # The sentence itself gives the date.
    dated_here: bool
    again: bool
    # 达成订单2.3亿元: what came of an event told in the same sentence, and no event beside it.
    outcome: bool
    # 在奠基仪式上: a ceremony, which is mentioned again and again.
    ceremony: bool
    # Later mentions of the same happening; what the first leaves out, they may tell.
    mentions: list[Candidate] = field(default_factory=list)


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
        # The last day that the article has named, for what happened on the same occasion.
        self._last_day = UNKNOWN
        # Where the amount of an event stands, and the event's key: the observation there is linked to it.
        self.money: dict[int, str] = {}
        self._following: dict[int, SentenceContext] = {}
        self._lead_day = UNKNOWN

    def read(self, sentences: Sequence[SentenceContext], triggers: Sequence[tuple[int, int]]) -> Iterator[EventFact]:
        """The article's events, one a happening."""
        if not triggers:
            return
        self._following = {a.sentence.start: b for a, b in itertools.pairwise(sentences) if a.sentence.paragraph == b.sentence.paragraph}
        found: list[Candidate] = []
        index, bodies = 0, 0
        for context in sentences:
            span = context.sentence
            self._periods.begin(span.paragraph, context.timexes if span.heading else None)
            bodies += not span.heading
            if context.timexes:
                self._note_days(context, bodies)
            while index < len(triggers) and triggers[index][0] < span.start:
                index += 1
            if index < len(triggers) and triggers[index][0] < span.end:
                self._parks.enter(span.start)
            while index < len(triggers) and triggers[index][0] < span.end:
                candidate = self._candidate(context, *triggers[index])
                if candidate:
                    found.append(candidate)
                index += 1
            if context.timexes:
                self._periods.note(context.timexes, span.end)
        for candidate in merged(found):
            yield self._event(candidate)

    def _note_days(self, context: SentenceContext, bodies: int) -> None:
        for timex in context.timexes:
            is_day = timex.kind == "period" and timex.span.begin is not None and timex.span.begin == timex.span.finish
            if is_day and any(c.isdigit() for c in timex.text):
                self._last_day = timex.span
                if 1 <= bodies <= 2 and self._lead_day == UNKNOWN:
                    self._lead_day = timex.span

    def _candidate(self, context: SentenceContext, start: int, end: int) -> Candidate | None:
        sentence = context.sentence
        text = self._text
        if not self._may_stand(start, end, sentence):
            return None
        clause_start, clause_end = _clause(text, start, end, sentence)
        at = Place(start, end, clause_start, clause_end, sentence.start, sentence.end)
        kind = event_rules.event_type(text, at, self._knowledge.event_rules[text[start:end]])
        if kind is None or event_rules.is_habit(text, at):
            return None
        slot = Slot(_no_quantity(start, end), sentence.start, clause_start, clause_start, clause_end, sentence.start, sentence, 0)
        mentions = self._finds.mentions_in(sentence.start, sentence.end)
        park = self._park(kind, at, mentions)
        if not park or (kind != "policy" and place_subject(text, slot, mentions, self._knowledge.places)):
            return None
        span, words, here = self._date(at, context, slot)
        if event_rules.is_described(text, at) and not self._own_date(at, context):
            return None
        dated = span != UNKNOWN or bool(words)
        if event_rules.is_dateless_custom(text, at, here or bool(words)):
            return None
        happened = event_rules.has_happened(text, at)
        if not (
            dated or happened or kind in ("signing", "policy") or any(q.kind in _MONEY and clause_start <= q.start < clause_end for q in context.quantities)
        ):
            return None
        if event_rules.is_only_meant(text, at) and not self._own_date(at, context) and not (here and self._is_ahead(span)):
            return None
        strength = 0.5 + 0.2 * dated + 0.1 * happened + 0.1 * (end - start > 2) + 0.05 * here
        status = "planned" if event_rules.is_planned(text, at) or self._is_ahead(span) or (sentence.heading and self._context.announced) else "actual"
        return Candidate(
            at,
            kind,
            park,
            span,
            status,
            context,
            min(strength, 0.95),
            sentence.heading,
            here,
            event_rules.speaks_again(text, at),
            text[start:end] == "达成",
            text.endswith("仪式", start, end) or text.startswith("仪式", end),
        )

    def _may_stand(self, start: int, end: int, sentence: Sentence) -> bool:
        """Not inside a quoted name or title, unless the quoted words are the campaign's own name (“回头看”)."""
        if not in_short_quote(self._text, start, end, sentence.start, sentence.end):
            return True
        if self._text[start - 1 : start] == "“" and self._text[end : end + 1] == "”":
            return True
        return self._text[end : end + 1] == "”" and _CAMPAIGN.search(self._text, start, end) is not None

    def _park(self, kind: str, at: Place, mentions: Sequence[ParkMention]) -> str:
        """The park where it happens; a visit by people of another park happens at the host's."""
        if kind == "visit":
            for mention in mentions:
                if mention.key and not mention.minor and _HOST.search(self._text[max(0, mention.start - 3) : mention.start]):
                    return self._parks.resolve(mention)
            if self._parks.main:
                return self._parks.main
        return self._parks.at(at.sentence_start, at.start, mentions)

    def _own_date(self, at: Place, context: SentenceContext) -> bool:
        return any(t.kind == "period" and at.clause_start <= t.start and t.end <= at.start for t in context.timexes)

    def _date(self, at: Place, context: SentenceContext, slot: Slot) -> tuple[Span, str, bool]:
        """The days that the text allows, the words that give them, and whether they stand in the sentence."""
        before = [t for t in context.timexes if t.end <= at.start and t.kind == "period"]
        if before and _DAY_SINCE.search(before[-1].text) and before[-1].own != UNKNOWN:
            return before[-1].own, before[-1].text, True
        inside = self._own_date_inside(at, context)
        if inside is not None:
            return inside, "", True
        period = self._periods.choose(slot, context.timexes, "event", False, False)
        here = period.rule == "period_sentence"
        if not here and event_rules.at_occasion(self._text, at) and self._last_day != UNKNOWN:
            return self._last_day, "", False
        if (
            period.rule in ("period_topic", "period_none", "period_section")
            and not period.text
            and self._lead_day != UNKNOWN
            and self._context.topic == UNKNOWN
        ):
            return self._lead_day, "", False
        if before and before[-1].span == period.span:
            return _happening_within(before[-1]), period.text, here
        return period.span, period.text, here

    def _own_date_inside(self, at: Place, context: SentenceContext) -> Span | None:
        """A date of founding or entry dates that very event, though it governs no figure: 2018年落户园区."""
        before = [t for t in context.timexes if t.kind == "period" and t.end <= at.start]
        inside = [t for t in before if at.clause_start <= t.start and not self._periods.names(t, before) and not self._periods.is_attribute(t)]
        if self._text.startswith("于", at.end):
            # 成立于2002年, 开工于3月: the date stands right behind.
            inside = [t for t in context.timexes if t.kind == "period" and at.end <= t.start <= at.end + 1] or inside
        if not inside and not before:
            # 培训将于11月3日至5日举行: the date stands behind.
            inside = [t for t in context.timexes if t.kind == "period" and at.end <= t.start < at.clause_end and event_rules.is_planned(self._text, at)]
        return _happening_within(inside[-1]) if inside else None

    def _is_ahead(self, span: Span) -> bool:
        today = self._context.today
        return today is not None and span.begin is not None and span.begin > today

    def _event(self, c: Candidate) -> EventFact:
        sentence = c.context.sentence
        text = self._original[c.at.start : c.at.end]
        key = fact_key("event", self._document_key, c.at.start, c.at.end, c.event_type)
        money = self._amount(c)
        if money is not None:
            self.money[money.start] = key
        return EventFact(
            key,
            self._document_key, self._article_key, c.park, c.event_type, c.span.begin, c.span.finish,
            make_title(self._original, c.at.clause_start, c.at.clause_end, c.park), c.status,
            find_participants(self._original, sentence.start, sentence.end), None if money is None else money.value,
            text, c.at.start, c.at.end, self._original[sentence.start : sentence.end][:MAX_SENTENCE_TEXT],
            round(c.strength, 3), f"trigger_{c.event_type}",
        )  # fmt: skip

    def _amount(self, c: Candidate) -> Quantity | None:
        """The event's own money: the first amount behind the trigger, else the last before it in its clause."""
        if c.event_type not in _WITH_MONEY:
            return None
        found = self._amount_beside(c)
        for mention in c.mentions:
            found = found or self._amount_beside(mention)
        following = self._following.get(c.context.sentence.start)
        if found is None and following is not None and _SAME_OCCASION.match(self._text, following.sentence.start):
            # 举行集中签约仪式。本次签约项目28个，总投资316.4亿元。
            found = next((q for q in following.quantities if q.kind in _MONEY and q.unit == "元" and not _THRESHOLD.match(self._text, q.end)), None)
        return found

    def _amount_beside(self, c: Candidate) -> Quantity | None:
        money = [q for q in c.context.quantities if q.kind in _MONEY and q.unit == "元" and not _THRESHOLD.match(self._text, q.end)]
        behind = [q for q in money if q.start >= c.at.end and q.start - c.at.end < 40]
        before = [q for q in money if c.at.clause_start <= q.start < c.at.start]
        chosen = behind[0] if behind else before[-1] if before else None
        return chosen


def _happening_within(timex: Timex) -> Span:
    """2019年底 bounds a stock from above, but a happening lies within the year's last months."""
    return timex.own if timex.span.begin is None and timex.own != UNKNOWN else timex.span


def _no_quantity(start: int, end: int) -> Quantity:
    return Quantity(start, end, "", start, "", 0.0, None, None, "", "", "")


def _clause(text: str, start: int, end: int, sentence: Sentence) -> tuple[int, int]:
    before = _TO_LAST_STOP.match(text, sentence.start, start)
    stop = _CLAUSE_END.search(text, end, sentence.end)
    return before.end() if before else sentence.start, stop.start() if stop else max(end, sentence.end)
