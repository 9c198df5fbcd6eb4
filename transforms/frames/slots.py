"""What has been found in one document: the material from which facts are put together."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from operator import itemgetter

from transforms.frames.roles import BESIDE, all_roles
from transforms.frames.wider import all_parks_spans
from transforms.knowledge import Knowledge
from transforms.names.classes import CLASSES
from transforms.names.parks import ParkMention
from transforms.names.words import Cue, Word, WordFinder
from transforms.numbers.quantities import Quantity
from transforms.text.articles import Article
from transforms.text.said import Said
from transforms.text.sentences import Sentence
from transforms.times.calendar import UNKNOWN, Span
from transforms.times.times import Timex

# A line end before a Chinese character; whether one stands before it too is looked at where it is found.
_WRAP = re.compile(r"\n[ \t]*(?=[\u4e00-\u9fa5])")


@dataclass(slots=True)
class Unwrapped:
    """A text without the line ends that stand between two Chinese characters: a hard-wrapped line may cut any word (固定资产|投资)."""

    text: str
    # Where something was cut out, as places in the text without it, and how many characters are gone up to there.
    cuts: list[int]
    gone: list[int]

    @classmethod
    def of(cls, text: str) -> Unwrapped:
        """The text unwrapped, and the way back."""
        pieces: list[str] = []
        cuts: list[int] = []
        gone: list[int] = []
        at = total = 0
        for match in _WRAP.finditer(text):
            start = match.start()
            if text[start - 1 : start] == "\r":
                start -= 1
            while text[start - 1 : start] in (" ", "\t"):
                start -= 1
            if not "\u4e00" <= text[start - 1 : start] <= "\u9fa5":
                continue
            pieces.append(text[at:start])
            cuts.append(start - total)
            total += match.end() - start
            gone.append(total)
            at = match.end()
        if not cuts:
            return cls(text, cuts, gone)
        pieces.append(text[at:])
        return cls("".join(pieces), cuts, gone)

    def place(self, position: int) -> int:
        """Where a character stands in the text as it was."""
        number = bisect_right(self.cuts, position)
        return position + self.gone[number - 1] if number else position


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
    # Where the mentions stand that are no companions, and those of them that name a park in full.
    own_starts: list[int]
    named: list[ParkMention]
    named_starts: list[int]
    # The words that name metrics, to look one up by itself.
    cue_words: WordFinder
    # What each park named is there for, by where its name begins.
    roles: dict[int, str]
    # Which patterns may match where.
    said: Said

    @classmethod
    def of(cls, text: str, knowledge: Knowledge) -> Finds:
        """Searches the normalised text once for each kind of word."""
        mentions = _without_projects(_without_plurals(knowledge.parks.find(text), text), text)
        roles = all_roles(text, mentions, knowledge.places)
        wrapped = Unwrapped.of(text)
        cues = knowledge.cues.cues(wrapped.text)
        words = knowledge.words.find(wrapped.text)
        if wrapped.cuts:
            cues = [Cue(wrapped.place(c.start), wrapped.place(c.end - 1) + 1, c.metric, c.kind) for c in cues]
            words = [Word(wrapped.place(w.start), wrapped.place(w.end - 1) + 1, w.roles) for w in words]
        places = knowledge.place_words.spans(text)
        own = [m for m in mentions if roles[m.start] != BESIDE]
        named = [m for m in own if m.key and not m.minor]
        return cls(
            text, mentions, cues, words,
            [c.start for c in cues], [w.start for w in words], [m.start for m in mentions],
            places, [start for start, _ in places],
            [m.start for m in own], named, [m.start for m in named], knowledge.cues, roles, Said(text),
        )  # fmt: skip

    def without_parks_in(self, spans: Sequence[tuple[int, int]], bare: Sequence[tuple[int, int]]) -> Finds:
        """The same without what speaks of parks in some stretches of text, and without class words alone in others: the same object where none stands there."""
        kept = [m for m in self.mentions if not within(spans, m.start) and (m.key or not within(bare, m.start))]
        if len(kept) == len(self.mentions):
            return self
        own = [m for m in kept if self.roles[m.start] != BESIDE]
        named = [m for m in own if m.key and not m.minor]
        return replace(
            self, mentions=kept, mention_starts=[m.start for m in kept], own_starts=[m.start for m in own], named=named, named_starts=[m.start for m in named]
        )

    def role(self, mention: ParkMention) -> str:
        """What a park is there for where it is named."""
        return self.roles[mention.start]

    def cues_in(self, start: int, end: int) -> list[Cue]:
        """Cues that lie within a stretch of text."""
        starts = self.cue_starts
        first = bisect_left(starts, start)
        if first == len(starts) or starts[first] >= end:
            return []
        found = self.cues[first : bisect_left(starts, end, first)]
        # Words found never overlap, so only the last can reach beyond the end.
        while found and found[-1].end > end:
            found.pop()
        return found

    def words_in(self, start: int, end: int) -> list[Word]:
        """Role words that lie within a stretch of text."""
        starts = self.word_starts
        first = bisect_left(starts, start)
        if first == len(starts) or starts[first] >= end:
            return []
        found = self.words[first : bisect_left(starts, end, first)]
        if found[-1].end > end:
            found.pop()
        return found

    def places_in(self, start: int, end: int) -> list[tuple[int, int]]:
        """Provinces and cities named in a stretch of text."""
        first = bisect_left(self.place_starts, start)
        return self.places[first : bisect_left(self.place_starts, end, first)]

    def mentions_in(self, start: int, end: int) -> list[ParkMention]:
        """Park mentions that begin within a stretch of text."""
        starts = self.mention_starts
        first = bisect_left(starts, start)
        if first == len(starts) or starts[first] >= end:
            return []
        return self.mentions[first : bisect_left(starts, end, first)]

    def has_own_mention(self, start: int, end: int) -> bool:
        """Whether a park is mentioned in a stretch of text as more than a companion."""
        first = bisect_left(self.own_starts, start)
        return first < len(self.own_starts) and self.own_starts[first] < end

    def named_in(self, start: int, end: int) -> list[ParkMention]:
        """The parks in a stretch of text that are named in full, inside no other and beside no other."""
        return self.named[bisect_left(self.named_starts, start) : bisect_left(self.named_starts, end)]

    def last_named(self, start: int, end: int) -> ParkMention | None:
        """The last park in a stretch of text that is named in full, inside no other and beside no other."""
        last = bisect_left(self.named_starts, end) - 1
        return self.named[last] if last >= 0 and self.named_starts[last] >= start else None


# 2019年度国家级经开区: what is left of the year before it.
_OF_THE_YEAR = frozenset({"", "年", "年度", "度"})


# 向县区、园区放权: parks in general, as the counties beside them are.
_BESIDE_PLACES = re.compile(r"(?:县区|区县|市县|县市区|县市|镇街|乡镇|街道|部门)[、和及与]\Z")


def _without_plurals(mentions: list[ParkMention], text: str) -> list[ParkMention]:
    """Parks without those that are many at once by their class: 全市县域工业集中区, 169家国家高新区."""
    mentions = [m for m in mentions if m.key or not _BESIDE_PLACES.search(text, max(0, m.start - 6), m.start)]
    spans = all_parks_spans(text)
    if not spans:
        return mentions
    starts = {end: start for start, end in spans}
    return [m for m in mentions if m.registered or m.end not in starts or text[m.start : starts[m.end]] not in _OF_THE_YEAR]


# Words without a name that speak of the park that the projects are in.
_THAT_ONE = frozenset({"该区", "我区", "该园区", "园区"})
# 承担某光电、某食品产业园等14个重点项目
_LISTED_PROJECT = re.compile(r"(?:、[^，。；、\n]{2,20}){0,6}?等(?:一批|\d+|[一二两三四五六七八九十]+)?(?:个|项|大)?[^，。；\n]{0,14}?(?:项目|工程)")
# 5个项目分别是:某食品产业园、某物流园、|某科技园
_AMONG_PROJECTS = re.compile(r"(?:项目|工程)(?:分别|主要)?(?:[是为有即]|包括)[:，]?(?:[^，。；、\n]{2,24}、){0,8}(?:[^，。；、\n]{2,24}[和与及])?\Z")
_PROJECTS_REACH = 120
"""Characters before a name in which the list of projects begins that it stands in."""


def within(spans: Sequence[tuple[int, int]], position: int) -> bool:
    """Whether a place lies in one of some stretches of text, which are in order."""
    index = bisect_right(spans, position, key=itemgetter(0)) - 1
    return index >= 0 and position < spans[index][1]


def _without_projects(mentions: list[ParkMention], text: str) -> list[ParkMention]:
    """Parks without those that the text itself counts among the projects of another: their names are projects' names."""
    listed = {
        m.key
        for m in mentions
        if m.minor
        and m.key
        and not m.registered
        and (_LISTED_PROJECT.match(text, m.end, m.end + 160) or _AMONG_PROJECTS.search(text, max(0, m.start - _PROJECTS_REACH), m.start))
    }
    if not listed or not any(m.key not in listed and (m.key or m.class_name in CLASSES or m.class_name in _THAT_ONE) for m in mentions):
        return mentions
    return [m for m in mentions if m.key not in listed]


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
    # How the day of publication is known: stated, given, inferred, unknown.
    dated: str = "stated"


@dataclass(slots=True)
class SentenceContext:
    """One sentence with its quantities and time expressions."""

    sentence: Sentence
    quantities: Sequence[Quantity]
    timexes: Sequence[Timex]
    # The surroundings of its quantities, once somebody has asked for them.
    slots: list[Slot] | None = None


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


_TO_LAST_STOP = re.compile(r".*[，,；;：:。！？]", re.DOTALL)
_RIGHT_STOP = re.compile(r"[，,；;。！？、：:]")


def slots_of(text: str, context: SentenceContext) -> list[Slot]:
    """The quantities of a sentence with the stretches of text around each; found once."""
    if context.slots is not None:
        return context.slots
    slots: list[Slot] = []
    start, end = context.sentence.start, context.sentence.end
    quantities = context.quantities
    previous_end = start
    for i, q in enumerate(quantities):
        next_start = quantities[i + 1].start if i + 1 < len(quantities) else end
        before = _TO_LAST_STOP.match(text, start, q.start)
        clause = before.end() if before else start
        stop = _RIGHT_STOP.search(text, q.end, next_start)
        right = stop.start() if stop else max(q.end, next_start)
        slots.append(Slot(q, start, clause, max(clause, previous_end), right, previous_end, context.sentence, i))
        previous_end = q.end
    context.slots = slots
    return slots


_BREAKS_DOWN = re.compile(r"[\s“—]*(?:从[^，。；\d]{1,8}?看|[按分][^，。；\d]{1,8}?(?:看|分|划分)|其中)[，,：:]|[\s“]*其中[^，。；,;\d]{2,14}\d{1,3}个")


def breaks_down(text: str, start: int) -> bool:
    """Whether a paragraph breaks down what the one before told: 从构成看，30亿元项目1个."""
    return _BREAKS_DOWN.match(text, start) is not None


# “十二五”时期，…。 / 累计完成地区生产总值148亿元: a paragraph that adds to what the one before told.
_ADDS = re.compile(r"\s*(?:累计|其中(?=[\u4e00-\u9fa5])|与此同时[，,]|同时[，,]|此外[，,]|另外[，,])")


def adds_to(text: str, start: int) -> bool:
    """Whether a paragraph begins with a word that goes on with the one before, and so with its time: 累计完成…, 同时，…."""
    return _ADDS.match(text, start) is not None


_THRESHOLD = re.compile(r"(?:及?以[上下内]|级)?(?:的)?[^，,。；;、\d]{0,8}?(?:企业|公司|项目|工程|单位|园区|大户)")


def is_threshold(text: str, slot: Slot) -> bool:
    """Whether a figure only says which things are counted: 总投资5亿元以上项目12个, 产值过亿元的企业."""
    if slot.q.kind not in ("money", "implied", "percent", "area"):
        return False
    return (slot.q.qualifier != "exact" or text.startswith(("级", "的", "企业"), slot.q.end)) and _THRESHOLD.match(
        text, slot.q.end, slot.sentence.end
    ) is not None


_BEHIND_THRESHOLD = re.compile(r"(?:及?以[上下内]|级)?(?:的)?[^，,。；;、\d]{0,8}?(?:企业|公司|项目|工程|单位|园区|大户)[^，,。；;、\d]{0,2}")


def behind_threshold(text: str, slot: Slot) -> bool:
    """Whether a count follows the size that what it counts had to reach: 新增产值50亿元以上企业|6家."""
    return slot.left == slot.previous_end > slot.segment and _BEHIND_THRESHOLD.fullmatch(text, slot.previous_end, slot.q.start) is not None
