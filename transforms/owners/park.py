"""The park that an article is about, and the park that a figure in it belongs to."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Mapping, Sequence

from transforms.frames.slots import Finds, Slot
from transforms.names.park_names import MINOR_CLASSES
from transforms.names.parks import ParkFinder, ParkMention
from transforms.names.words import Cue
from transforms.owners.home_park import UNNAMED
from transforms.text.articles import Article
from transforms.text.segmenter import word_class, words
from transforms.text.sentences import Sentence

_JOINT = re.compile(r"[、和与及]")
_SEVERAL = re.compile(
    r"[两三四五六七八九十\d](?:个|家|大|座)(?:国家级|省级|市级)?(?:经开区|高新区|园区|开发区|片区|综保区|自贸试验区|自贸区|综合保税区|自由贸易试验区|产业园区|工业园区)(?:的?[^，。；]{0,12}?(?:合计|总计|总共|一共|共)|累计|包揽|完成|实现|拥有)"
)
_THAT_PARK = frozenset({"该区", "该园", "该园区", "该新区"})
ROUND_UP_SHARE = 0.6
SPEAKING_SHARE = 0.5
_BODY_NAME = re.compile(r"[\u4e00-\u9fa5()]{0,16}?(?:公司|集团|大学|学院|银行|研究院|股份|科技|路|街|大道|商人|籍|人|客商)")
_LEADING_WORDS = re.compile(r".*(?:的|是|由|在|与|和|及|了|为|向|对|个|家|名)")
_NO_NAMES = frozenset("企业 中国 集团 有限 上市 分公司 该 本 新能源 民营 国有 子公司 跨国 外资".split())
_IN_BRIEF = re.compile(r"联播|快讯|简讯|短讯|一句话新闻|要闻|速览|速递|早报|晚报|新闻早|导读")
_INSTITUTE = re.compile(r"[\u4e00-\u9fa5]{0,6}?(?:科学院|工程院|公司|集团|大学|学院|银行|研究院|协会|学会)")
_GOES_THERE = re.compile(r"赴|到|前往|来自|出口|销往|发往|运往|走进|与|和|向|从|由")
_COMPANY_NAME = re.compile(r"(?P<name>[\u4e00-\u9fa5]{2,12}?)(?:股份有限|有限责任|有限)?(?:重工|集团|公司|股份|科技|汽车|电气|药业|机械)")
HEADLINE_WEIGHT, LEAD_WEIGHT, BODY_WEIGHT, COMPANION_WEIGHT = 6.0, 3.0, 1.0, 0.3
LEAD_REACH = 600
"""Characters that a lead has at most, where a page is one long line."""
MINOR_SHARE = 0.5
_ENDING = 4
STRANGER = 3.0
"""How many times as weightily a text names a park without some first words for these to be no part of its name."""
MAIN_THRESHOLD = 2.5
"""One mention as the lead's subject (3.0) makes a park the article's; stray mentions in passing do not."""


def article_parks(finds: Finds, article: Article, title_text: str, finder: ParkFinder) -> dict[str, float]:
    """Weight of each park named in an article; headlines count most, then the first paragraphs."""
    weights: dict[str, float] = {}
    major: set[str] = set()
    body_lines = [line for line in article.lines if line.role in ("body", "lead")]
    lead_end = min(body_lines[min(1, len(body_lines) - 1)].end, body_lines[0].start + LEAD_REACH) if body_lines else article.start
    heads = [(line.start, line.end) for line in article.lines if line.role in ("head", "subtitle")]
    first_head_end = max((end for _, end in heads if not body_lines or end <= body_lines[0].start), default=-1)

    def add(key: str, weight: float, minor: bool) -> None:
        weights[key] = weights.get(key, 0.0) + weight * (MINOR_SHARE if minor else 1.0)
        if not minor:
            major.add(key)

    for mention in finder.find(title_text) if title_text else ():
        if mention.key:
            add(mention.key, HEADLINE_WEIGHT, mention.minor)
    roles = {line.start: line.role for line in article.lines}
    starts = [line.start for line in article.lines]
    for mention in finds.mentions_in(article.start, article.end):
        if not mention.key:
            continue
        line = starts[max(0, bisect.bisect_right(starts, mention.start) - 1)]
        if roles.get(line) == "ad":
            continue
        if mention.companion:
            weight = COMPANION_WEIGHT
        elif mention.end <= first_head_end:
            weight = HEADLINE_WEIGHT
        elif mention.start < lead_end:
            weight = LEAD_WEIGHT
        else:
            weight = BODY_WEIGHT
        add(mention.key, weight, mention.minor)
    if not major:
        return {key: weight / MINOR_SHARE for key, weight in weights.items()}
    return weights


def main_park(weights: dict[str, float], has_body: bool) -> str:
    """The park that an article is about; empty where none stands out."""
    if not weights or not has_body:
        return ""
    # Of two of the same weight the one named first.
    key, weight = max(weights.items(), key=lambda item: item[1])
    return key if weight >= MAIN_THRESHOLD else ""


def name_endings(parks: Iterable[str]) -> dict[str, str]:
    """Every ending of some park names, with the first name that ends so."""
    endings: dict[str, str] = {}
    for park in parks:
        for start in range(len(park)):
            endings.setdefault(park[start:], park)
    return endings


def merge_unregistered(weights: dict[str, float], finder: ParkFinder, registered: Mapping[str, str]) -> dict[str, str]:
    """Short forms of unregistered parks mapped to the longest form that the document uses: 临港新片区.

    `registered` holds the endings of the registered parks that the document names.
    """
    longest = _without_strangers(weights, finder)
    # The longest forms, by their last characters and by each character in them: a document may name thousands.
    homes: dict[tuple[str, str], dict[str, None]] = {}
    for key in sorted((k for k in weights if k not in finder.register and k not in longest), key=len, reverse=True):
        # 稀土高新区 on a page about 包头稀土高新区.
        home = registered.get(key)
        if home is None:
            alike = min((homes.get((key[-_ENDING:], character), {}) for character in key), key=len)
            home = next((other for other in alike if other != key and _within(key, other)), key)
        longest[key] = home
        for size in range(1, _ENDING + 1):
            for character in home:
                homes.setdefault((home[-size:], character), {})[home] = None
    return longest


def _without_strangers(weights: Mapping[str, float], finder: ParkFinder) -> dict[str, str]:
    """Long forms whose first words are no part of the name, mapped to the name: 志晟北戴河新区 is a company's project in 北戴河新区.

    The text itself says so: it names the short form at least STRANGER times as weightily, and what stands before is no
    place, or the name has its place already (巴南区重庆生物医药产业园).
    A province before a name that the text also gives without it is no part of it either (浙江省嵊州高铁新城).
    """
    names: dict[str, str] = {}
    for key, weight in weights.items():
        if key in finder.register:
            continue
        for start in range(2, len(key) - 3):
            if key[start:] in weights and (
                finder.stems.is_province(key[:start])
                or (weights[key[start:]] >= STRANGER * weight and (finder.stems.is_placed(key[start:]) or not finder.stems.is_place(key[:start])))
            ):
                names[key] = key[start:]
                break
    return names


def _within(short: str, long: str) -> bool:
    """Whether the characters of a short name stand in a long one in the same order."""
    position = 0
    for character in short:
        position = long.find(character, position) + 1
        if position == 0:
            return False
    return True


class ParkChooser:
    """Chooses the park of a figure or an event within one article."""

    def __init__(self, finds: Finds, main: str, weights: dict[str, float], aliases: dict[str, str], finder: ParkFinder, places: frozenset[str]) -> None:
        self._finds = finds
        self.main = main
        self._weights = weights
        self._aliases = aliases
        self._finder = finder
        self._paragraph = self._previous = 0
        self._places = places
        # 江阴 of 江阴高新区.
        self._town = main.removesuffix(finder.class_of(main)) if main else ""
        self._away = False
        self._scattered = False
        self._brief = False
        self._last_sentence = 0
        # A sentence's start and the park that an earlier sentence turned to.
        self._turned = (-1, "")
        self._plan: dict[int, tuple[int, int, int, bool]] = {}
        self._companies: set[str] = set()
        # The line looked at last, the stretch last searched for a company, and whether one was there.
        self._line = self._searched = (0, -1)
        self._has_company = False
        self.named_above = False
        ordered = sorted((weight for key, weight in weights.items() if finder.class_of(key) not in MINOR_CLASSES), reverse=True)
        # A round-up of several parks: a sentence that names none goes on about the one named last.
        self._round_up = len(ordered) > 1 and ordered[1] >= ROUND_UP_SHARE * ordered[0]

    def resolve(self, mention: ParkMention) -> str:
        """The key of a mention; bare words are resolved to the article's park of that class."""
        if mention.key:
            return self._aliases.get(mention.key, mention.key)
        if mention.class_name in _THAT_PARK:
            return self._recent(mention.start) or self.main
        if mention.class_name in ("经开区", "高新区", "综保区", "自贸区", "新区", "自创区"):
            if self.main and self._finder.class_of(self.main) == mention.class_name:
                return self.main
            same = [key for key in self._weights if self._finder.class_of(key) == mention.class_name]
            if len(same) == 1:
                return self._aliases.get(same[0], same[0])
            if mention.class_name in ("新区",):
                return self.main
            return ""
        return self.main

    def plan(self, sentences: Sequence[Sentence]) -> None:
        """Walks the article once: where each sentence's paragraph begins, and whether it has led away from the park.

        A sentence that opens with another place and names no park leads away from the article's park, until a park is
        named again or, under a headline that names one, a new paragraph begins.
        """
        paragraph = previous = last = 0
        number = -1
        away = False
        for sentence in sentences:
            if sentence.paragraph != number:
                number = sentence.paragraph
                previous, paragraph = paragraph, sentence.start
                if self.named_above and not self._brief:
                    away = False
            if self._finds.has_own_mention(sentence.start, sentence.end):
                away = False
            elif self._opens_with_other_place(sentence.start, sentence.end):
                away = True
            self._plan[sentence.start] = (paragraph, previous, last, away)
            last = sentence.start

    def enter(self, sentence_start: int) -> None:
        """Goes to a sentence of the plan."""
        self._paragraph, self._previous, self._last_sentence, self._away = self._plan[sentence_start]

    def _opens_with_other_place(self, start: int, end: int) -> bool:
        if self.main.startswith(UNNAMED):
            # Nobody knows which place would be another.
            return False
        text = self._finds.text
        home = self._finder.register.get(self.main)
        own = {home["city"], home["province"]} if home else set()
        found = [(at, to) for at, to in self._finds.places_in(start, min(start + 10, end)) if to <= end]
        if self._town and (at := text.find(self._town, start, min(start + 10, end))) >= 0:
            found.append((at, at + len(self._town)))
        for at, to in sorted(found, key=lambda span: (span[0], -span[1])):
            if _BODY_NAME.match(text, to, end):
                return False
            place = text[at:to]
            if place in own or place in self.main:
                return self._is_actor(to)
            return not _GOES_THERE.search(text[start:at])
        return False

    def _is_actor(self, position: int) -> bool:
        """Whether the home town itself is what a sentence speaks of: 江阴围绕…, 湘潭市实施…."""
        text = self._finds.text
        after = position + 1 if text[position : position + 1] in "市县区" else position
        following = words(text[after : after + 6])
        return (bool(following) and len(following[0]) > 1 and word_class(following[0]) in ("v", "vd")) or text.startswith("对", after)

    def _in_paragraph(self, position: int) -> bool:
        """Whether this paragraph has spoken of a park, or of a company that stands in one, before a place in it."""
        # In news in brief even one paragraph may hold several items: only the sentence before still counts.
        since = max(self._last_sentence, self._paragraph) if self._brief else self._paragraph
        if self._finds.has_own_mention(since, position):
            return True
        if not self._companies:
            return False
        text = self._finds.text
        if self._brief:
            return any(text.find(name, since, position) >= 0 for name in self._companies)
        if not self._line[0] <= position <= self._line[1]:
            end = text.find("\n", position)
            self._line = position, end if end >= 0 else len(text)
        stretch = since, self._line[1]
        if stretch != self._searched:
            self._searched, self._has_company = stretch, any(text.find(name, *stretch) >= 0 for name in self._companies)
        return self._has_company

    def survey(self, paragraphs: Sequence[tuple[int, int]], named_above: bool, headline: str) -> None:
        """Learns how the article's paragraphs speak of parks.

        Where the headline names none and most paragraphs do not either (news in brief), each stands for itself.
        """
        self.named_above = named_above
        self._brief = _IN_BRIEF.search(headline) is not None and not self._finder.find(headline)
        if not self._brief and (named_above or len(paragraphs) < 3):
            return
        speaking = [span for span in paragraphs if self._finds.mentions_in(*span)]
        opens = any(self._finds.mentions_in(*span) for span in paragraphs[:2])
        self._scattered = self._brief or (not opens and len(speaking) < SPEAKING_SHARE * len(paragraphs))
        for start, end in speaking:
            for match in _COMPANY_NAME.finditer(self._finds.text, start, end):
                name = _LEADING_WORDS.sub("", match["name"])[-4:]
                if len(name) >= 2 and name not in _NO_NAMES:
                    self._companies.add(name)

    def _recent(self, position: int) -> str:
        """The park named last before a place, in this paragraph or the one before."""
        mention = self._finds.last_named(self._previous, position)
        return self._aliases.get(mention.key, mention.key) if mention else ""

    def at(self, start: int, position: int, mentions: Sequence[ParkMention]) -> str:
        """The park that governs a place in a sentence, with the sentence's mentions: the last one named before it, else the article's."""
        for mention in reversed(mentions):
            if mention.end > position or (mention.companion and self.main):
                continue
            key = self.resolve(mention)
            if not key:
                continue
            if mention.minor and self.main and not self._is_minor(self.main):
                # A park inside the park: the figure stays with the park that holds it.
                continue
            return key
        if self.main:
            carried = self._carried(start)
            if carried:
                return carried
            if self._away or (self._scattered and not self._in_paragraph(position)):
                return ""
            return self.main
        for mention in mentions:
            key = self.resolve(mention)
            if key and not mention.minor and not mention.companion:
                return key
        return ""

    def _carried(self, start: int) -> str:
        """The park that an earlier sentence of the paragraph turned to: 在韶山高新区某公司，…。该公司…."""
        if self._turned[0] != start:
            self._turned = start, self._turned_to(start)
        return self._turned[1]

    def _turned_to(self, start: int) -> str:
        end = start
        while mention := self._finds.last_named(self._paragraph, end):
            before = self._finds.text[max(self._paragraph, mention.start - 1) : mention.start]
            if self._round_up or (before in ("在", "") and mention.key != self.main):
                return self._aliases.get(mention.key, mention.key)
            end = mention.start
        return ""

    def joint(self, slot: Slot, beside: Sequence[ParkMention]) -> bool:
        """Whether several named parks share the figure: 甲经开区、乙高新区共完成…; `beside` are the sentence's mentions."""
        text = self._finds.text
        if _SEVERAL.search(text, slot.sentence.start, slot.q.start):
            return True
        mentions = [m for m in beside if m.start < slot.q.start and m.key and not m.minor]
        if len(mentions) < 2 or len({self.resolve(m) for m in mentions}) < 2:
            return False
        first, second = mentions[-2], mentions[-1]
        gap = text[first.end : second.start]
        after = text[second.end : slot.q.start]
        return (
            len(gap) <= 2
            and bool(_JOINT.search(gap))
            and bool(re.match(r"等?(?:[三四五六七八九十\d]*(?:家|个)?(?:园区|开发区)?)?(?:共|合计|共同|一共|总共|联合|累计共)", after))
        )

    def _is_minor(self, key: str) -> bool:
        return self._finder.class_of(key) in MINOR_CLASSES


def opening_lines(finds: Finds, article: Article) -> list[tuple[int, int]]:
    """The paragraphs before the first that names a park, up to the first mention of any: they may be about elsewhere."""
    mentions = finds.mentions_in(article.start, article.end)
    named = next((m for m in mentions if m.key), None)
    if named is None:
        return []
    before = [line for line in article.lines if line.role in ("body", "lead") and line.end <= named.start]
    return [(line.start, min(line.end, mentions[0].start)) for line in before if line.start < mentions[0].start]


# What every wider subject has one of: 全市, 全省, 全县, 全州, 全国, 全球, 行业.
_WIDER = re.compile(r"[市省县州国球业]")
_WIDER_SUBJECT = re.compile(
    r"(?:据[^，]{0,8}，|“)?(?:今年|去年|目前|截至目前|20\d\d年)?(?:\d{1,2}(?:[-—–至到]\d{1,2})?月份?|[上下]半年|前[\d一二三四两]{1,2}个?(?:月|季度)|[一二三四]季度|全年)?，?(?:(?P<pre>[\u4e00-\u9fa5]{2,4})(?=全市|全省))?"
    r"(?P<p>全市|全省|全国|我市|我省|我县|全县|该市|该省|该县|全州|全球|国内|行业|中国|我国|(?P<n>[\u4e00-\u9fa5]{2,4}?)(?:市|省|县|州))(?P<after>.{0,6})"
)


_FIELDS = frozenset({"全市", "全省", "全国", "全县", "全州", "全球", "国内", "行业"})


def place_subject(text: str, slot: Slot, mentions: Sequence[ParkMention], places: frozenset[str], cues: Sequence[Cue] = ()) -> bool:
    """Whether the figure is a city's, a province's or the country's: 全市共签约80个项目."""
    position = slot.q.start
    last_park = slot.sentence.start
    for mention in mentions:
        if mention.end <= position:
            last_park = mention.end
    for start in dict.fromkeys((slot.clause, slot.sentence.start)):
        if start < last_park:
            continue
        head = text[start : min(start + 18, position)]
        match = _WIDER_SUBJECT.match(head) if _WIDER.search(head) else None
        if match is None and not cues:
            continue
        if text.find("公司", start, start + 24) >= 0 and _BODY_NAME.match(text, start, min(start + 18, position)):
            continue
        if match and slot.q.kind == "rank" and match["p"] in _FIELDS:
            # 完成投资20亿元，全市第一; 全省开发区考评排名第一: where the park ranks, not whose the rank is.
            continue
        if match and match["pre"] and match["pre"] not in places:
            continue
        if match and _INSTITUTE.match(head, match.end("p")):
            continue
        if match is None and cues:
            # 广西外贸进出口总值: a province named bare is the subject where a metric follows at once.
            bare = head[:3] if head[:3] in places else head[:2] if head[:2] in places else ""
            if bare and cues[0].start <= start + len(bare) + 2 and not re.match(r"[市县区]", head[len(bare) :]):
                return True
        if match and not re.match(r"(?:第|率先|首|领先|前列|最|各|政府|委|市场|同类|平均|[\u4e00-\u9fa5]{0,4}第)", match["after"]):
            if match["n"] is None or match["n"] in places:
                if match["n"] is None or not match["after"].startswith(("经", "高新", "综", "开发", "园")):
                    return True
    return False
