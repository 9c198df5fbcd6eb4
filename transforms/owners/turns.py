"""Whom each stretch of an article speaks of, found once as plain data.

A clause speaks of what it names; else of what the clause before it in its sentence speaks of; else, by the rules below, of
what the paragraph has turned to; else of the article's own park.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from transforms.frames.anchors import COMPANY, PARK, PROJECT, ZONE, Anchor, AnchorFinder
from transforms.frames.roles import ACTS
from transforms.frames.slots import Finds
from transforms.frames.wider import PARKS, PLACE
from transforms.names.bodies import opens_with_verb
from transforms.names.classes import split_name
from transforms.names.name_words import only_describes
from transforms.names.parks import ParkFinder, ParkMention
from transforms.owners.article import ArticleParks
from transforms.owners.asides import ABOVE_ALL, clause_only, closing_bracket
from transforms.owners.beginnings import Beginnings
from transforms.owners.frame import SEVERAL, Frame
from transforms.owners.meanings import IN_IT, OF_A_CLASS, WITHIN
from transforms.owners.memory import Memory
from transforms.owners.named_inside import is_built
from transforms.owners.park_turns import ParkTurns
from transforms.owners.peers import NUMBERED, Peers
from transforms.owners.spread import Spread
from transforms.owners.subjects import Subjects
from transforms.text.articles import Article
from transforms.text.said import hint
from transforms.text.sentences import Sentence, last_stop

_BY_TRADE = re.compile(r"(?<=[了进入成在于的“、])(?P<trade>[\u4e00-\u9fa5]{2,8}?)(?P<word>产业园|工业园|科技园|物流园|软件园)(?!区|等|、)")
# 某工业园|位于某区: told of as of another than the article's own.
_LIES = re.compile(r"(?:位于|地处|坐落)")
TOLD_SHARE = 0.3
"""How weightily a park is named, against the article's own, for a sentence that opens with it to turn the paragraph to it."""
_CLAUSE = 60
"""Characters before a park's name in which its clause begins."""
# 举行2020年第一季度招商引资集中签约活动
_OCCASIONS = "活动|仪式|签约会|推介会|对接会|恳谈会|现场会|推进会|启动会|洽谈会"
_NUMBER_LEAD = re.compile(
    r"[\s(\d一二三四五六七八九十).、．:：“#*■●◆—]*|(?:走进|来到|探访|见闻|样本|案例)[\d一二三四五]?[:：|｜ ]?|[【\[](?:同期声?|采访|出镜|字幕)[】\]]\s*"
)
# 在邢台的|沙河经济开发区, 6月，承德的|宽城经济开发区: a paragraph that opens with where its park lies.
_OPENS_AT = re.compile(r"\s*(?:\d{1,2}月[，,])?在?(?P<place>[\u4e00-\u9fa5]{2,4}?)[市州县]?的")
# 家底：, 亮点：: what kind of thing follows, and no heading of its own.
_LABEL = re.compile(r"\s*[【\[]?[\u4e00-\u9fa5]{2,4}[】\]]?[:：]\s*")
_SHOWN = re.compile(r"(?:车间|生产线|厂区|厂房|工地|展厅|流水线|现场|一角|外景|全景|大楼|内景)[里内]?\s*\Z")
_HELD = re.compile(
    rf"(?:举行|举办|召开|启动|办起)了?[^，。；]{{0,30}}?(?:{_OCCASIONS})|(?:{_OCCASIONS})(?:[近昨今][日天]|日前|\d+日)?[在于][^，。；]{{2,40}}?(?:举行|举办|召开)"
)

_PUT_INTO = re.compile(
    r"(?:[一二三四]期)?(?:项目)?(?:开工|动工|奠基)?[，,]?(?:计划|项目|预计)?总?投资额?(?:约|近|超)?\d(?![^。；\n]{0,60}(?:标准化?厂房|入驻|(?:落户|引进|集聚|聚集|现有|入园|拥有|吸引)[^，。；\d]{0,4}企业|从业人员))"
)
# 总投资7.5亿元的|某智慧物流港奠基
_FOR_SO_MUCH = re.compile(r"(?:总|计划)投资额?(?:约|近|超|达)?[\d.]+[万亿]*(?:元|美元|欧元)的\Z")
_IN_PARTS = ("片区", "组团", "板块", "功能区", *(f"{side}区" for side in "东南西北中ABCDabcd一二三四"))
"""How what a park is divided into is called: never one project, however much is put into it."""
# 相比之下，|某县工业园区底子薄些
_SETS_OFF = re.compile(r"\s*(?:相比之下|相较之下|反观|另外|此外|再看|再来看看?|与此同时|同样|而|至于|除此之外)[，,]?")
# 全市集中开工现场会在某示范区主会场召开: others begin elsewhere.
_OTHER_VENUES = re.compile(r"[主分]会场|现场会|全[省市州](?!区)")
_HEADED_BY = re.compile(r"(?:招商|集中)(?:签约|开工|推介)")
_HELD_SAID, _TRADE_SAID = hint(_HELD), hint(_BY_TRADE)


class Turns:
    """The frames of one article."""

    def __init__(self, finds: Finds, article: Article, parks: ArticleParks, anchors: AnchorFinder, finder: ParkFinder, places: frozenset[str]) -> None:
        self._finds = finds
        self._parks = parks
        self._anchors = anchors
        self._finder = finder
        self._places = places
        self._peers = Peers(finds, article, finder, parks)
        self._spread = Spread(finds, article, parks, self._peers, finder, places)
        # Where the text proper begins: headings above that are the article's own.
        self._first_text = article.opening.start if article.opening else article.end
        self._end = article.end
        # Where the headings within the text stand.
        self._heads: list[int] = []
        # The only park that is named below each of them.
        self._sections: dict[int, str] = {}
        self.frames: list[Frame] = []
        self._starts: list[int] = []
        self._memory = Memory()
        self._beginnings = Beginnings(finds, parks, self._spread, finder, self._memory)
        self._subjects = Subjects(finds, parks, self._spread, finder, self._memory)
        self._to_park = ParkTurns(finds, parks, finder, self._peers, self._spread, self._subjects, self._memory)

    def at(self, position: int) -> Frame:
        """The frame that governs a place."""
        return self.frames[max(0, bisect_right(self._starts, position) - 1)]

    def within(self, start: int, end: int) -> list[Frame]:
        """The frames that begin in a stretch of text."""
        return self.frames[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def next_in(self, start: int, end: int) -> Frame | None:
        """The first frame that begins in a stretch of text."""
        index = bisect_left(self._starts, start)
        return self.frames[index] if index < len(self.frames) and self._starts[index] < end else None

    def walk(self, sentences: Sequence[Sentence]) -> None:
        """Goes through the article once."""
        number = -1
        frame: Frame | None = None
        self._heads = [s.start for s in sentences if s.heading and s.start >= self._first_text]
        for sentence in sentences:
            fresh = sentence.paragraph != number
            if fresh:
                number = sentence.paragraph
                self._memory.new_paragraph(sentence.start)
            self._memory.sentences.append(sentence.start)
            anchors = self._anchors.of(sentence.start, sentence.end, sentence.said)
            frame = self._beginnings.speaker(frame, sentence, anchors) or self._beginnings.inherited(frame, sentence, anchors, fresh)
            self._put(frame)
            aside: tuple[int, Frame] | None = None
            for anchor in anchors:
                if aside is not None and anchor.start >= aside[0]:
                    frame, aside = self._resume(*aside), None
                turned = self._turned(frame, anchor, sentence)
                if turned is not None:
                    if aside is None and (close := closing_bracket(self._finds, anchor.start, sentence) or clause_only(self._finds, frame, anchor, sentence)):
                        aside = close, frame
                    frame = turned
                    self._put(frame)
            if aside is not None:
                frame = self._resume(*aside)
            self._note_park(sentence)
            self._note_section()
            self._note_part(sentence)
            self._note_occasion(sentence)
            if sentence.heading:
                self._note_heading(sentence)
                part = frame.kind == ZONE and frame.named_at >= sentence.start
                alone = part or (frame.kind in (COMPANY, PROJECT) and not self._finds.mentions_in(sentence.start, sentence.end))
                self._memory.under = frame if alone else None
                self._memory.caption = alone and self._is_caption(frame, sentence)

    def _note_heading(self, sentence: Sentence) -> None:
        """Remembers the one park that a heading within the text names: 西峰工业园区：“老大”稳得住. What stands below it is about that park."""
        if sentence.start < self._first_text or _LABEL.fullmatch(self._finds.text, sentence.start, sentence.end):
            return
        # 某产业园项目 heads what is told of a project.
        keyed = [
            m
            for m in self._finds.mentions_in(sentence.start, sentence.end)
            if m.key and not (m.minor and is_built(self._finds, m)) and not self._anchors.is_told_part(m) and not self.is_part(m.key)
        ]
        named = {self._parks.aliases.get(m.key, m.key) for m in keyed}
        first = next(iter(self._finds.mentions_in(sentence.start, sentence.end)), None)
        if (
            not named
            and first is not None
            and not first.key
            and first.class_name in OF_A_CLASS
            and self._finds.text[sentence.start : first.start].strip() == ""
        ):
            # 高新区 “无中生有”造芯片: the one of that class that the text tells of.
            named = {key for key in [self.resolve(first)] if key != self._parks.main}
        self._memory.headed = self._memory.carried = named.pop() if len(named) == 1 else ""

    def _is_caption(self, frame: Frame, sentence: Sentence) -> bool:
        """Whether a line is what a picture shows and no heading: 正在吊装钢梁的某冷链仓, 某生物的灌装车间."""
        text = self._finds.text
        return (
            _NUMBER_LEAD.fullmatch(text, sentence.start, max(frame.named_at, sentence.start)) is None
            or _SHOWN.search(text, frame.named_at, sentence.end) is not None
        )

    def _resume(self, start: int, frame: Frame) -> Frame:
        """The frame from before a bracket, from its end on."""
        frame = replace(frame, start=start)
        self._put(frame)
        return frame

    def _put(self, frame: Frame) -> None:
        # A line between two halves of a sentence is read behind them, and stands before their end.
        index = bisect_right(self._starts, frame.start)
        self.frames.insert(index, frame)
        self._starts.insert(index, frame.start)
        self._memory.of_all = self._memory.of_all or (frame.kind == PARKS and frame.name != "")

    def _note_park(self, sentence: Sentence) -> None:
        """Remembers the park that a sentence turns its paragraph to: 在韶山高新区某公司，…. The next goes on there."""
        text, main = self._finds.text, self._parks.main
        for mention in self._finds.named_in(sentence.start, sentence.end):
            before = text[max(self._memory.paragraph, mention.start - 1) : mention.start]
            if _SETS_OFF.fullmatch(text, self._memory.paragraph, mention.start):
                before = ""
            key = self._parks.aliases.get(mention.key, mention.key)
            floor = max(self._memory.paragraph, mention.start - _CLAUSE)
            clause = last_stop(text, floor, mention.start, "，。；")
            aside = (
                text.startswith(IN_IT, clause)
                # 全部落在某高新区|范围内: where the park spoken of lies.
                or text.startswith("范围内", mention.end)
                or text.endswith(WITHIN, self._memory.paragraph, mention.start)
                or (
                    mention.start > sentence.start
                    and (closing_bracket(self._finds, mention.start, sentence) > 0 or text.endswith(ABOVE_ALL, sentence.start, mention.start))
                )
            )
            where = _OPENS_AT.fullmatch(text, self._memory.paragraph, mention.start)
            opens = where is not None and where["place"] in self._places
            turns = self._spread.round_up or not main or ((before in ("在", "") or opens) and key != main)
            if not aside and (turns or (mention.start == clause and not self._spread.many and self._is_told(key) and self._opens_sentence(mention, sentence))):
                self._memory.carried = key
        spoken = next(iter(self._finds.mentions_in(sentence.start, sentence.end)), None)
        if spoken is not None and not spoken.key and self._memory.carried and spoken.class_name in OF_A_CLASS and self._opens_sentence(spoken, sentence):
            # 某生态城也已启动。|新区吸引外资再上台阶: the article's own again.
            self._memory.carried = self.resolve(spoken) or self._memory.carried
        first = spoken if sentence.start == self._memory.paragraph else None
        number = NUMBERED.fullmatch(text, self._memory.paragraph, first.start) if first is not None and first.key in self._peers.headed else None
        if first is not None and number is not None:
            # 二、某化工产业园。扩区后总面积…
            self._memory.carried = self._parks.aliases.get(first.key, first.key)
            # ——某经济开发区。该区…: of its own paragraph alone.
            alone = not text[first.end : sentence.end].strip(" 。:：\r\n") and (not number["mark"] or text[sentence.end : sentence.end + 1] in ("", "\n"))
            self._memory.headed = self._memory.carried if alone else ""
        elif first is not None and first.key and first.minor and (self._opens_paragraph(first) or text[first.start - 1] == "的"):
            # Parks of one kind, each with its paragraph: 许昌某农业科技园区…。 / 玉门市的某化工产业园…。园区….
            key = self._parks.aliases.get(first.key, first.key)
            speaks = text.startswith(("管委会", "党工委"), first.end)
            listed = self._peers.stands_by_itself(key) or (_LIES.match(text, first.end) is not None and not self._lies_in_main(first, sentence))
            peers = listed or not main or self._finder.class_of(key) == self._finder.class_of(main)
            if key != main and peers and not self._peers.is_told_part(key) and (speaks or self._finds.role(first) == ACTS):
                self._memory.carried = key

    def _opens_paragraph(self, mention: ParkMention) -> bool:
        """Whether a paragraph opens with a park, words that set it off against those before left aside: 相比之下，|某县工业园区."""
        return mention.start == self._memory.paragraph or _SETS_OFF.fullmatch(self._finds.text, self._memory.paragraph, mention.start) is not None

    def _note_section(self) -> None:
        """Remembers the park that the first paragraph below a heading turns to, where the section names no other: 跟得紧 / 在某经开区，…。 / 企业反映的事，区里挂号…."""
        memory = self._memory
        above = bisect_right(self._heads, memory.paragraph) - 1
        if not memory.carried or memory.headed or above < 0 or len(memory.paragraphs) < 2 or memory.paragraphs[-2] != self._heads[above]:
            return
        if self._names_alone(above) == memory.carried:
            memory.headed = memory.carried

    def _names_alone(self, above: int) -> str:
        """The only park that the section below a heading names, other than the article's own; empty where it names none or more."""
        if above not in self._sections:
            start, stop = self._heads[above], self._heads[above + 1] if above + 1 < len(self._heads) else self._end
            named = {self._parks.aliases.get(m.key, m.key) for m in self._finds.named_in(start, stop)}
            own = split_name(self._parks.main)
            # 下半年，洋浦计划…: the article's own park by its stem alone.
            alone = len(named) == 1 and (own is None or self._finds.text.find(own.stem, start, stop) < 0)
            self._sections[above] = named.pop() if alone else ""
        return self._sections[above]

    def _is_told(self, key: str) -> bool:
        """Whether an article tells of a park beside its own, more than in an aside."""
        weights = self._parks.weights
        return weights.get(key, 0.0) >= TOLD_SHARE * weights.get(self._parks.main, 0.0)

    def _opens_sentence(self, mention: ParkMention, sentence: Sentence) -> bool:
        """Whether a sentence tells of a park from its first clause on: 过了大桥，某高新区…."""
        first = next(iter(self._finds.mentions_in(sentence.start, mention.end)), None)
        told = self._finds.text[sentence.start : mention.start]
        return first is mention and not mention.minor and self._finds.role(mention) == ACTS and not any(c.isdigit() for c in told)

    def _lies_in_main(self, mention: ParkMention, sentence: Sentence) -> bool:
        """Whether a park is told to lie in the article's own, or in its town."""
        main, behind = self._parks.main, self._finds.mentions_in(mention.end, min(mention.end + 16, sentence.end))
        town = self._finder.stems.divisions.county_of(main)
        return any(self.resolve(m) == main for m in behind) or (town != "" and self._finds.text.find(town, mention.end, mention.end + 12) >= 0)

    def _note_occasion(self, sentence: Sentence) -> None:
        """Remembers whether the occasion that was told last is a place's or a park's own."""
        held = _HELD.search(self._finds.text, sentence.start, sentence.end) if sentence.said & _HELD_SAID else None
        if held is None and sentence.heading:
            # 某市在深圳招商签约117亿元, as a headline
            held = _HEADED_BY.search(self._finds.text, sentence.start, sentence.end)
        if held is not None:
            wider = self.at(held.start()).kind
            self._memory.held_in = self._held_in(held, sentence) if wider == PLACE else ""
            self._memory.wider_occasion = wider in (PLACE, SEVERAL) and not self._memory.held_in

    def _held_in(self, held: re.Match[str], sentence: Sentence) -> str:
        """The one park of the article, where a county's occasion is held in it: 某县重点项目集中开工仪式在某经济开发区举行; empty where it is not."""
        main = self._parks.main
        if self._parks.told != 1 or not main or _OTHER_VENUES.search(self._finds.text, sentence.start, sentence.end):
            return ""
        there = [m for m in self._finds.mentions_in(held.start(), sentence.end) if m.start < held.end() and self._finds.text.startswith("在", m.start - 1)]
        return main if any(self._parks.aliases.get(m.key, m.key) == main for m in there) else ""

    def _note_part(self, sentence: Sentence) -> None:
        """Remembers a part of the park that is named by its trade alone: 工厂搬进了皮革皮毛产业园."""
        if not sentence.said & _TRADE_SAID:
            return
        for match in _BY_TRADE.finditer(self._finds.text, sentence.start, sentence.end):
            if only_describes(match["trade"]) or not opens_with_verb(match["trade"]):
                self._memory.zone = match["trade"] + match["word"]

    def _turned(self, frame: Frame, anchor: Anchor, sentence: Sentence) -> Frame | None:
        """The frame from an anchor on; None where it leaves the frame as it is."""
        if anchor.kind == PARK and anchor.mention is not None:
            turned = self._to_park.turned(frame, anchor, anchor.mention, sentence)
        else:
            turned = self._subjects.turned(frame, anchor, sentence)
        if turned is None or turned.kind != ZONE or self._anchors.tells_as_part(turned.name):
            return turned
        if turned.name.startswith(("该", "这", "此")) or turned.name.endswith(_IN_PARTS):
            return turned
        text = self._finds.text
        if _PUT_INTO.match(text, anchor.end, sentence.end) is None and _FOR_SO_MUCH.search(text, sentence.start, anchor.start) is None:
            return turned
        # 去年3月签约的某照明产业园，总投资28亿元: a part that is built for so much is a project.
        self._memory.project = self._memory.any_project = turned.name
        self._memory.project_park = turned.park
        self._memory.projects.add(turned.name)
        return replace(turned, kind=PROJECT)

    def resolve(self, mention: ParkMention) -> str:
        """The key of a mention; bare words are resolved to the article's park of that class."""
        return self._to_park.resolve(mention)

    def is_part(self, key: str) -> bool:
        """Whether a park is told to be a part of the article's own."""
        return self._peers.is_told_part(key)

    def stands_alone(self, position: int) -> bool:
        """Whether a place stands in a paragraph of its own: in news in brief and the like each speaks for itself."""
        if not self._spread.scattered:
            return False
        paragraph = self._paragraph_of(position)
        # In news in brief even one paragraph may hold several items: only the sentence before still counts.
        since = max(paragraph, self._sentence_before(position)) if self._spread.brief else paragraph
        if self._finds.has_own_mention(since, position):
            return False
        if not self._spread.companies:
            return True
        text = self._finds.text
        stop = position if self._spread.brief else text.find("\n", position)
        return not any(text.find(name, since, stop if stop >= 0 else len(text)) >= 0 for name in self._spread.companies)

    def _paragraph_of(self, position: int) -> int:
        index = bisect_right(self._memory.paragraphs, position) - 1
        return self._memory.paragraphs[index] if index >= 0 else 0

    def _sentence_before(self, position: int) -> int:
        index = bisect_right(self._memory.sentences, position) - 2
        return self._memory.sentences[index] if index >= 0 else 0
