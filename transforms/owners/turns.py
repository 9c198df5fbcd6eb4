"""Whom each stretch of an article speaks of, found once as plain data.

A clause speaks of what it names; else of what the clause before it in its sentence speaks of; else, by the rules below, of
what the paragraph has turned to; else of the article's own park.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from seeds.read import seed_rows
from transforms.frames.anchors import ANAPHOR, COMPANY, GROUP, OTHER, PARK, PROJECT, ZONE, Anchor, AnchorFinder
from transforms.frames.parts import UNNAMED_PARTS
from transforms.frames.projects import PROJECT_ANAPHOR, is_own_name
from transforms.frames.roles import ACTS, BESIDE, HOLDS, PLACED, VISITED
from transforms.frames.slots import Finds
from transforms.frames.wider import PARKS, PLACE, lead_end
from transforms.names.bodies import opens_with_verb
from transforms.names.name_words import only_describes
from transforms.names.parks import ParkFinder, ParkMention
from transforms.owners.article import THAT_PARK, ArticleParks
from transforms.owners.asides import ABOVE_ALL, built_park, clause_only, closing_bracket, is_example, is_predicate
from transforms.owners.frame import ARTICLE, CLAUSE, INSIDE, NOBODY, OCCASION, PARAGRAPH, SENTENCE, SEVERAL, WIDER, Frame
from transforms.owners.goes_on import LEAVES, MANY_PROJECTS, PROJECT_GOES_ON
from transforms.owners.home_park import UNNAMED
from transforms.owners.meanings import ANY_PARK, IN_IT, OF_A_CLASS, REACH, WITHIN, Meanings
from transforms.owners.openings import place_opening
from transforms.owners.peers import NUMBERED, Peers
from transforms.owners.speakers import speaker_at
from transforms.owners.spread import Spread
from transforms.text.articles import Article
from transforms.text.sentences import Sentence

_ZONES_WORD = frozenset({"园区", "产业园", "工业园", "科技园", "物流园"})
_THAT_PART = frozenset({"该园", "该园区"})
_PARTS_WORD = frozenset({"产业园", "工业园", "科技园", "物流园", "软件园", "创业园", "创新园"})
_BY_TRADE = re.compile(r"(?<=[了进入成在于的“、])(?P<trade>[\u4e00-\u9fa5]{2,8}?)(?P<word>产业园|工业园|科技园|物流园|软件园)(?!区|等|、)")
_WHOLE_DISTRICT = frozenset({"全区", "我区"})
_NO_DISTRICT = ("科技园", "产业园", "工业园", "创业园", "物流园", "软件园", "基地", "产业城", "科技城")
_OWN_WORDS = ("该", "本", "我", "全区")
# 首期出资20亿元; 一期规划面积2600亩: what is said of a fund, or of the park and how far it has come.
_WHOLE_PHASE = re.compile(r"(?:计划|拟|已|规划|验收|批准|批复|起步)*(?:面积|开发|出资|投入|工期|达产|投产|资金|起步区)")
_PHASES = frozenset({"一期", "首期", "二期", "三期", "四期", "五期"})
# 某县投资推介会在某产业园|召开
_VENUE = re.compile(r"(?:内|里)?(?:隆重|正式|成功|顺利)?(?:召开|举行|举办|开幕|启动)|[^，。；、]{2,18}?(?:召开|举行|举办)")
_PARTS_CLASSES = frozenset({"新区", "新片区", "片区", "新城"})
_WORKS_OF_PARK = re.compile(
    "|".join(sorted((re.escape(r["word"]) for r in seed_rows("lexicon/bodies.csv") if r["role"] == "park_work"), key=len, reverse=True))
)


# 某工业园|位于某区: told of as of another than the article's own.
_LIES = re.compile(r"(?:位于|地处|坐落)")
_CLAUSE = 60
"""Characters before a park's name in which its clause begins."""
_VERB = 6
"""Characters of the verb before the park with which a sentence begins: 落户于, 布局在."""
# 举行2020年第一季度招商引资集中签约活动
_OCCASIONS = "活动|仪式|签约会|推介会|对接会|恳谈会"
# 占全区的比重, 增幅高出全区平均水平: the whole is only what a part is compared with.
_COMPARED_WITH = ("占", "占到", "占了", "居", "居于", "位居", "高于", "低于", "快于", "高出", "高过", "比", "较", "超过", "超出", "优于", "领先")
_NUMBER_LEAD = re.compile(r"[\s(\d一二三四五六七八九十).、．:：“#*■●◆—]*|(?:走进|来到|探访|见闻|样本|案例)[\d一二三四五]?[:：|｜ ]?")
_SHOWN = re.compile(r"(?:车间|生产线|厂区|厂房|工地|展厅|流水线|现场|一角|外景|全景|大楼|内景)[里内]?\s*\Z")
_HELD = re.compile(rf"(?:举行|举办|召开|启动)了?[^，。；]{{0,30}}?(?:{_OCCASIONS})|(?:{_OCCASIONS})[在于][^，。；]{{2,40}}?(?:举行|举办|召开)")
_THIS_OCCASION = re.compile(
    r"(?:据悉|据了解|据介绍|记者(?:了解到|获悉)|当天)?[，,：:]?(?:本|此|这)(?:次|番|批)(?:活动|签约|集中|开工|推介|招商|参加|重大|项目|的)"
)
_FOR_US = re.compile(r"(?:管委会)?(?:还|也|又|主动|及时|专门)?(?:为|给|帮|替|向|帮助|协助)(?:我们|公司|企业|他们|厂里|其)")
_COUNTED_BEHIND = re.compile(r"(?:，?(?:共|共计|达|已达)?)?\d+(?:多|余)?[个项]")
_SPEAKS = re.compile(r"[^，。；,]{0,16}?(?:负责人|主任|书记|局长|科长|工作人员|干部|专员)[^，。；,]{0,8}?(?:介绍|说|表示|告诉|称|坦言)")


class Turns:
    """The frames of one article."""

    def __init__(self, finds: Finds, article: Article, parks: ArticleParks, anchors: AnchorFinder, finder: ParkFinder, places: frozenset[str]) -> None:
        self._finds = finds
        self._parks = parks
        self._anchors = anchors
        self._finder = finder
        self._places = places
        main = parks.main
        self._peers = Peers(finds, article, finder, main)
        self._spread = Spread(finds, article, parks, self._peers, finder, places)
        self.frames: list[Frame] = []
        self._starts: list[int] = []
        # Where paragraphs and sentences begin.
        self._paragraphs: list[int] = []
        self._meanings = Meanings(finds, parks, finder, self._peers, self._paragraphs)
        self._sentences: list[int] = []
        self._paragraph = 0
        # The company and the project named last, for 该公司 and 该项目.
        self._company = self._project = ""
        # The project named last in the whole article.
        self._any_project = self._project_park = ""
        # The part of the park that was named last.
        self._zone = ""
        # The park whose 一期 the paragraph told of, so that its 二期 is the park's too.
        self._phased: Frame | None = None
        # The company or project that the heading above names.
        self._under: Frame | None = None
        # Whether that is what a picture shows: then only who speaks next is meant.
        self._caption = False
        # The park that the paragraph has turned to.
        self._carried = ""
        self._citys_occasion = False
        self._projects: set[str] = set()
        # The park that the numbered heading above names.
        self._headed = ""

    def _holder(self, mention: ParkMention, sentence: Sentence) -> str:
        """The park named right before a part of it: 某经开区|电子产业园, 某经开区|滨海新区; empty where none is."""
        if not mention.key or not (mention.minor or mention.class_name in _PARTS_CLASSES):
            return ""
        before = self._finds.mentions_in(sentence.start, mention.start)
        if not before or before[-1].end != mention.start or not before[-1].key or before[-1].class_name == "自贸区":
            return ""
        holder = self.resolve(before[-1])
        home, held = self._finder.register.get(mention.key), self._finder.where(holder)
        if home and mention.minor is False and home["province"] in (held[0], ""):
            # 郑州航空港区|新郑综保区: registered for itself.
            return ""
        return holder

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
        paragraph = 0
        number = -1
        frame: Frame | None = None
        for sentence in sentences:
            fresh = sentence.paragraph != number
            if fresh:
                number, paragraph = sentence.paragraph, sentence.start
                self._paragraphs.append(paragraph)
                self._project = ""
                self._carried = self._headed
                self._phased = None
            self._sentences.append(sentence.start)
            self._paragraph = paragraph
            anchors = self._anchors.of(sentence.start, sentence.end)
            frame = self._speaker(frame, sentence, anchors) or self._inherited(frame, sentence, anchors, fresh)
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
            self._note_part(sentence)
            self._note_occasion(sentence)
            if sentence.heading:
                alone = frame.kind in (COMPANY, PROJECT) and not self._finds.mentions_in(sentence.start, sentence.end)
                self._under = frame if alone else None
                self._caption = alone and self._is_caption(frame, sentence)

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
        self.frames.append(frame)
        self._starts.append(frame.start)

    # -- what a sentence begins with ------------------------------------------------

    def _inherited(self, before: Frame | None, sentence: Sentence, anchors: Sequence[Anchor], fresh: bool) -> Frame:
        """What a sentence speaks of until it names something itself."""
        start = sentence.start
        if self._citys_occasion and _THIS_OCCASION.match(self._finds.text, start, sentence.end):
            # 某市举行集中签约活动。…本次活动共29个项目签约: all of the city's.
            return Frame(start, PLACE, "", "", -1, SENTENCE)
        own = any(a.kind == PARK and a.role not in (BESIDE, VISITED) for a in anchors)
        named = min((a.start for a in anchors if a.kind in (COMPANY, PROJECT, ZONE, OTHER)), default=sentence.end)
        if not own:
            place = place_opening(self._finds, self._parks.main, self._spread.town, self._finder, start, min(named, sentence.end), sentence.end)
            if start < self._spread.first_park or place is not None:
                return Frame(start, PLACE, "", place or "", -1, SENTENCE)
        if (
            before is not None
            and before.kind in (PLACE, PARKS)
            and not own
            and not (fresh and (self._parks.named_above or self._spread.opens_with_main or not before.name) and not self._spread.brief)
        ):
            # 全市…. 其中…: a place goes on until a park is named, or under its headline a new paragraph begins; another place only within its paragraph.
            return replace(before, start=start, named_at=-1, found=PARAGRAPH)
        if before is not None and not fresh and before.kind == PARK and self._finds.text.startswith("其中", start):
            # 某物流园占地2000亩。其中一期占地1090亩
            return replace(before, start=start, named_at=-1, found=PARAGRAPH)
        if fresh and not sentence.heading and self._under is not None and (not self._caption or self._finds.text.startswith(("“我", "“这", "“每"), start)):
            # 恒远车桥：产线提速 as a heading: the paragraphs below it are the company's.
            carried = self._carried_subject(self._under, sentence, anchors)
            if carried is not None:
                return carried
        if before is not None and not fresh:
            carried = self._carried_subject(before, sentence, anchors)
            if carried is not None:
                return carried
        if fresh and not own and len(self._projects) == 1 and self._project_park and PROJECT_GOES_ON.match(self._finds.text, start, sentence.end):
            # 某再生水厂项目…。 / 建成后，年处理污水600万吨: a new paragraph about the one project of the text.
            return Frame(start, PROJECT, self._project_park, self._any_project, -1, PARAGRAPH)
        park, found = self._carried, PARAGRAPH
        if not park and self._spread.many:
            return Frame(start, PARKS, "", "", -1, ARTICLE)
        if not park:
            park, found = self._parks.main, ARTICLE
        return Frame(start, PARK if park else NOBODY, park, park, -1, found)

    def _speaker(self, before: Frame | None, sentence: Sentence, anchors: Sequence[Anchor]) -> Frame | None:
        """The company whose man speaks, where a sentence is what he says: “我们每天要运30个集装箱。”某汽车基地负责人说."""
        text = self._finds.text
        if text[sentence.start : sentence.start + 1] != "“" or any(a.role != BESIDE and a.name != ANAPHOR for a in anchors):
            return None
        name = speaker_at(text, sentence.start, self._company)
        if not name:
            return None
        self._company = name
        park = before.park if before is not None and before.kind in (COMPANY, PROJECT) and before.park else self._parks.main
        return Frame(sentence.start, COMPANY, park, name, sentence.start, CLAUSE) if park else None

    def _carried_subject(self, before: Frame, sentence: Sentence, anchors: Sequence[Anchor]) -> Frame | None:
        """A company or a part of the park that the paragraph speaks of goes on where the sentence names nothing else and tells no work of the park."""
        text = self._finds.text
        if before.kind == PROJECT and not PROJECT_GOES_ON.match(text, sentence.start, sentence.end):
            # A project by a name of its own goes on like a company; a kind of projects does not, nor where many are counted.
            if not is_own_name(before.name) or MANY_PROJECTS.search(text, sentence.start, sentence.end):
                return None
            if before.named_at >= 0 and text.startswith(f"{before.name}、", before.named_at):
                # 某热电二期、滨海新城先后上马: one of several that are listed.
                return None
        if before.kind not in (COMPANY, PROJECT, ZONE, OTHER) or before.name in UNNAMED_PARTS:
            return None
        if LEAVES.match(text, sentence.start, sentence.end):
            return None
        if before.kind == ZONE and self._is_item(before, sentence):
            return None
        first = next((a.start for a in anchors if a.role != BESIDE), sentence.end)
        if _WORKS_OF_PARK.search(text, sentence.start, max(first, sentence.start)) or self._finds.mentions_in(sentence.start, first):
            return None
        return replace(before, start=sentence.start, named_at=-1, found=PARAGRAPH)

    def _is_item(self, before: Frame, sentence: Sentence) -> bool:
        """Whether a part of the park was only an item of what is told of the park: …；某科创园出租率只有61%；工业投资增长7.4%."""
        text = self._finds.text
        if text[sentence.start : sentence.start + 2] in _PHASES:
            # 某智谷分三期建设，一期6栋；二期20栋
            return False
        if text[sentence.start - 1 : sentence.start] in (";", "；"):
            # 某片区签约12个；促成9个投产 goes on.
            return not opens_with_verb(text[sentence.start : sentence.start + 6]) or text.startswith("围绕", sentence.start)
        opened = lead_end(text, self._sentences[-2] if len(self._sentences) > 1 else 0, sentence.start)
        # 某工业园|青山小区规划面积…。 is all about it too.
        held = next((m.end for m in self._finds.mentions_in(opened, before.named_at + 1) if m.start == opened), opened)
        return before.named_at > held

    def _note_park(self, sentence: Sentence) -> None:
        """Remembers the park that a sentence turns its paragraph to: 在韶山高新区某公司，…. The next goes on there."""
        text, main = self._finds.text, self._parks.main
        for mention in self._finds.named_in(sentence.start, sentence.end):
            before = text[max(self._paragraph, mention.start - 1) : mention.start]
            key = self._parks.aliases.get(mention.key, mention.key)
            floor = max(self._paragraph, mention.start - _CLAUSE)
            clause = max(floor, *(text.rfind(mark, floor, mention.start) + 1 for mark in "，。；"))
            aside = (
                text.startswith(IN_IT, clause)
                or text.endswith(WITHIN, self._paragraph, mention.start)
                or (
                    mention.start > sentence.start
                    and (closing_bracket(self._finds, mention.start, sentence) > 0 or text.endswith(ABOVE_ALL, sentence.start, mention.start))
                )
            )
            if not aside and (self._spread.round_up or not main or (before in ("在", "") and key != main)):
                self._carried = key
        first = next(iter(self._finds.mentions_in(sentence.start, sentence.end)), None) if sentence.start == self._paragraph else None
        if first is not None and first.key in self._peers.headed and NUMBERED.fullmatch(text, self._paragraph, first.start):
            # 二、某化工产业园。扩区后总面积…
            self._carried = self._parks.aliases.get(first.key, first.key)
            alone = not text[first.end : sentence.end].strip(" 。:：\r\n")
            self._headed = self._carried if alone else ""
        elif first is not None and first.key and first.minor and main and (first.start == self._paragraph or text[first.start - 1] == "的"):
            # Parks of one kind, each with its paragraph: 许昌某农业科技园区…。 / 玉门市的某化工产业园…。园区….
            key = self._parks.aliases.get(first.key, first.key)
            speaks = text.startswith(("管委会", "党工委"), first.end)
            listed = self._peers.stands_by_itself(key) or (_LIES.match(text, first.end) is not None and not self._lies_in_main(first, sentence))
            peers = listed or self._finder.class_of(key) == self._finder.class_of(main)
            if key != main and peers and (speaks or self._finds.role(first) == ACTS):
                self._carried = key

    def _lies_in_main(self, mention: ParkMention, sentence: Sentence) -> bool:
        """Whether a park is told to lie in the article's own, or in its town."""
        main, behind = self._parks.main, self._finds.mentions_in(mention.end, min(mention.end + 16, sentence.end))
        town = self._finder.stems.divisions.county_of(main)
        return any(self.resolve(m) == main for m in behind) or (town != "" and self._finds.text.find(town, mention.end, mention.end + 12) >= 0)

    def _note_occasion(self, sentence: Sentence) -> None:
        """Remembers whether the occasion that was told last is a place's or a park's own."""
        held = _HELD.search(self._finds.text, sentence.start, sentence.end)
        if held is not None:
            self._citys_occasion = self.at(held.start()).kind == PLACE

    def _note_part(self, sentence: Sentence) -> None:
        """Remembers a part of the park that is named by its trade alone: 工厂搬进了皮革皮毛产业园."""
        if self._finds.text.find("园", sentence.start, sentence.end) < 0:
            return
        for match in _BY_TRADE.finditer(self._finds.text, sentence.start, sentence.end):
            if only_describes(match["trade"]) or not opens_with_verb(match["trade"]):
                self._zone = match["trade"] + match["word"]

    # -- what an anchor turns it to ---------------------------------------------------

    def _turned(self, frame: Frame, anchor: Anchor, sentence: Sentence) -> Frame | None:
        """The frame from an anchor on; None where it leaves the frame as it is."""
        start = anchor.start
        if anchor.kind == PARK and anchor.mention is not None:
            return self._to_park(frame, anchor, anchor.mention, sentence)
        if anchor.role == BESIDE:
            return None
        if anchor.kind == PLACE and anchor.name.endswith("全区") and self._finder.class_of(self._parks.main) == "新区":
            # 浦东全区 is 浦东新区.
            return None
        if anchor.kind in (PLACE, PARKS):
            return Frame(start, anchor.kind, "", anchor.name, start, CLAUSE)
        if anchor.companys:
            # 某公司…，总投资8亿元: the project that the company builds.
            if frame.kind != COMPANY:
                return None
            part = max(sentence.start, self._finds.text.rfind("；", sentence.start, start), self._finds.text.rfind(";", sentence.start, start))
            if MANY_PROJECTS.search(self._finds.text, part, start):
                # …某电驱等；平台类项目7个，总投资18亿元: projects that are counted are the park's, of a company named with them the company's.
                return None if frame.named_at >= part or not frame.park else Frame(start, PARK, frame.park, frame.park, -1, SENTENCE)
            if self._finds.text.startswith(("总投资", "投资总额"), start):
                # 该企业2018年投产，总投资2亿元: what the company has put in.
                return None
            self._project = self._any_project = self._project or f"{frame.name}项目" if anchor.name == PROJECT_ANAPHOR else anchor.name
            return self._inside(frame, PROJECT, self._project, start)
        phase = self._finds.text[start : start + 2]
        if anchor.kind == PROJECT and phase in _PHASES and anchor.end - start <= 4 and self._opens_clause(start):
            if frame.kind == ZONE and self._phased is None:
                # 某工业小区总面积1800亩，首期1100亩: all of that part.
                return None
            if frame.kind == PARK and not self._project and (frame.found != ARTICLE or not self._any_project) and phase in ("一期", "首期"):
                if _WHOLE_PHASE.match(self._finds.text, anchor.end, sentence.end):
                    return None
                self._phased = frame
            if self._phased is not None:
                # 某化工园…。一期占地2000亩，建设某项目；二期占地3000亩: the phases are parts of the park.
                self._zone = self._finds.text[start : anchor.end]
                return Frame(start, ZONE, self._phased.park, self._zone, start, CLAUSE)
        if (
            anchor.kind == PROJECT
            and anchor.name == PROJECT_ANAPHOR
            and phase == "项目"
            and not self._project
            and frame.kind == PARK
            and MANY_PROJECTS.search(
                self._finds.text, self._sentences[-2] if len(self._sentences) > 1 and self._sentences[-2] >= self._paragraph else start, start
            )
        ):
            # 某高新区9个项目动工。项目投资14.2亿元: all of them.
            return None
        if anchor.kind == PROJECT and anchor.name == PROJECT_ANAPHOR:
            if (
                not self._project
                and frame.kind == PARK
                and frame.named_at >= sentence.start
                and anchor.end - start == 2
                and phase in ("项目", "工程")
                and not self._finds.text.startswith(("为", "对"), start - 1)
            ):
                # 某集中区已入驻企业31户，项目总投资58亿元: the park's projects.
                return None
            name = self._project or self._any_project or self._that_project(anchor, sentence)
            if name and name == self._any_project and frame.kind == PLACE and self._project_park and frame.found != OCCASION:
                # 某市煤炭储量68亿吨…。项目分两期: the project spoken of before.
                return Frame(start, PROJECT, self._project_park, name, start, CLAUSE)
            told = self._inside(frame, PROJECT, name, start) if name else None
            if told is not None and not self._projects:
                # 该项目 of a text that names none otherwise.
                self._any_project, self._project_park = name, told.park
                self._projects.add(name)
            return told
        if anchor.kind == COMPANY and anchor.name == ANAPHOR:
            name = self._company or self._that(anchor)
            return self._inside(frame, COMPANY, name, start) if name else None
        if anchor.kind in (ZONE, OTHER) and anchor.role == PLACED and frame.kind == PARK and frame.named_at >= sentence.start:
            # 某高新区在某片区引进项目: the park acts.
            return None
        turned = self._inside(frame, anchor.kind, anchor.name, start)
        if turned is not None and anchor.kind == COMPANY:
            self._company = anchor.name
        if turned is not None and turned.kind == ZONE:
            self._zone = turned.name
        if turned is not None and anchor.kind == PROJECT:
            self._project = self._any_project = anchor.name
            self._project_park = turned.park
            self._projects.add(anchor.name)
        return turned

    def _that_project(self, anchor: Anchor, sentence: Sentence) -> str:
        """该项目 of a project that the text never names, and 项目总投资… that opens its sentence; empty for a bare word like 一期."""
        words_of = self._finds.text[anchor.start : anchor.end]
        opens = words_of in ("项目", "工程", "整个项目") and lead_end(self._finds.text, sentence.start, sentence.end) == anchor.start
        return words_of if opens or words_of.startswith(("该", "此", "这")) else ""

    def _that(self, anchor: Anchor) -> str:
        """该企业 of a company that the text never names."""
        words_of = self._finds.text[anchor.start : anchor.end]
        return words_of if words_of.startswith(("该", "这家")) else ""

    def _inside(self, frame: Frame, kind: str, name: str, start: int) -> Frame | None:
        """Something that stands in the park of the frame, or in the article's own where the frame is wider than one."""
        park = frame.park
        if frame.found == OCCASION:
            return None
        if frame.kind in WIDER or frame.kind == NOBODY:
            # 核心加工区 after a word about the county is the park's all the same.
            park = self._parks.main if (self._parks.named_above or frame.kind != PLACE or name in UNNAMED_PARTS) else ""
            if not park:
                return None
        return Frame(start, kind, park, name, start, CLAUSE)

    def _to_park(self, frame: Frame, anchor: Anchor, mention: ParkMention, sentence: Sentence) -> Frame | None:
        if anchor.role in (BESIDE, VISITED):
            return None
        if is_predicate(self._finds, frame, mention, sentence) or is_example(self._finds, mention, sentence):
            return None
        if frame.kind in (COMPANY, PROJECT) and not mention.key and _FOR_US.match(self._finds.text, mention.end, sentence.end):
            # “…园区为我们提供了厂房，投产后能生产100套。”
            return None
        key = self._meant(frame, mention)
        if not key:
            # 经开区增长9%，综保区增长8%: a park of another class than any that the text names is none of them.
            alone = anchor.role == ACTS and self._parks.main and self._opens_clause(anchor.start)
            return Frame(anchor.start, NOBODY, "", "", anchor.start, CLAUSE) if alone else None
        start, main = anchor.start, self._parks.main
        if mention.class_name in _WHOLE_DISTRICT and self._finds.text.endswith(_COMPARED_WITH, sentence.start, start):
            return None
        if mention.class_name in _WHOLE_DISTRICT and (start > self._spread.district >= 0 or self._spread.part_of_district):
            # 某区举行…。全区共有36个项目: the district that the text began with, not the park named later.
            return Frame(start, PLACE, "", mention.class_name, start, CLAUSE)
        if mention.class_name == "全区" and self._finds.text.rfind("自治区", max(0, start - 300), start) >= 0 and not self._finds.named_in(0, start):
            # 内蒙古自治区…，全区投入52.8亿元: before any park is named.
            return Frame(start, PLACE, "", mention.class_name, start, CLAUSE)
        if mention.class_name == "我区" and main.endswith(_NO_DISTRICT) and not main.startswith(UNNAMED):
            # 我区的某科技园: 我区 is the district in which a park of that kind stands.
            return Frame(start, PLACE, "", mention.class_name, start, CLAUSE)
        if frame.kind == PLACE and anchor.role == PLACED and frame.named_at >= sentence.start and _VENUE.match(self._finds.text, mention.end, sentence.end):
            # 某县投资推介会在某产业园召开，17家企业签约: the county's occasion.
            return replace(frame, start=start, found=OCCASION)
        if not mention.key and self._spread.many and mention.class_name not in THAT_PARK and not self._finds.text.startswith(_OWN_WORDS, mention.start):
            if frame.kind == PARKS and frame.named_at < 0:
                # 全市县域工业集中区…。目前，集中区规划面积25平方公里: all of them still.
                return None
            if mention.class_name == "园区" and len({m.key for m in self._finds.mentions_in(max(self._paragraph, start - REACH), start) if m.key}) > 1:
                # 甲园区、乙园区等四个园区产值突破50亿元。园区…: all of them again.
                return Frame(start, PARKS, "", "园区", start, CLAUSE)
        among = self._finds.text.endswith(("其中", "其中，"), sentence.start, start)
        if (
            frame.kind == PARKS
            and not mention.key
            and not among
            and start > frame.named_at >= sentence.start
            and not self._finds.text.startswith(_OWN_WORDS, mention.start)
        ):
            # 广东省综保区发展良好，前10月综保区进出口…: those of the province, further on in the sentence.
            return None
        if not mention.key and mention.class_name in _PARTS_WORD and main and self._finder.class_of(main) != mention.class_name:
            word = self._finds.text[mention.start : mention.end]
            if self._carried != main and self._carried.endswith(word):
                return Frame(start, PARK, self._carried, self._carried, start, CLAUSE)
            if self._zone.endswith(word) and not self._finds.text.startswith(_OWN_WORDS, mention.start):
                # 某产业集聚区…皮革产业园。 / 目前，产业园已落户企业136家: the part that was named.
                return Frame(start, ZONE, main, self._zone, start, CLAUSE)
        if (holder := self._holder(mention, sentence)) and holder != key:
            # 某经开区滨海新城内的某公司: the part stands in the park named right before it.
            return Frame(start, ZONE, holder, key, start, CLAUSE)
        if (
            mention.key
            and mention.minor
            and main
            and key != main
            and self._finds.text.startswith("项目", mention.end)
            and not _COUNTED_BEHIND.match(self._finds.text, mention.end + 2)
        ):
            # 河湟文化产业园项目: a park that is yet to be built is a project in the one spoken of.
            return self._inside(frame, PROJECT, f"{key}项目", start)
        if mention.class_name in _THAT_PART and key == main and self._zone and not self._peers.is_minor(main) and self._named_last(start):
            # 某智造园开工…。 / 该园区选址于某经开区: the part that was named last.
            return Frame(start, ZONE, main, self._zone, start, CLAUSE)
        if frame.kind == ZONE and frame.park == key == main and not mention.key and mention.class_name in _ZONES_WORD and not self._peers.is_minor(main):
            # 新材料产业园是某经开区的特色园区。目前，园区聚集…: the part that is spoken of.
            return replace(frame, start=start, named_at=start, found=CLAUSE)
        if frame.kind in INSIDE and frame.park == key and _SPEAKS.match(self._finds.text, mention.end, sentence.end):
            # …。”某高新区服务中心负责人介绍，…: who tells it is not whom it is about.
            return None
        company_here = frame.kind in (COMPANY, GROUP, PROJECT, OTHER) and frame.named_at >= sentence.start
        if (
            mention.minor
            and main
            and key != main
            and self._peers.is_minor(key)
            and not self._peers.is_minor(main)
            and not self._peers.stands_by_itself(key)
            and not self._peers.is_entry(mention)
        ):
            # A park inside the park: the figure stays with the park that holds it.
            if anchor.role == HOLDS or (anchor.role == PLACED and frame.kind == PARK and frame.named_at >= sentence.start) or company_here:
                return None
            holder = frame.park if frame.kind not in WIDER and frame.park else main
            self._zone = key
            return Frame(start, ZONE, holder, key, start, CLAUSE)
        if anchor.role == HOLDS:
            if company_here or (frame.kind == COMPANY and frame.found == PARAGRAPH):
                return replace(frame, start=start, park=key)
            if frame.kind == PARK and frame.named_at >= sentence.start and (name := built_park(self._finds, frame)):
                # 某科技城项目，落户某示范区: what is named like a park is a project there.
                return Frame(start, PROJECT, key, name, start, CLAUSE)
            opens = mention.key and start - sentence.start <= _VERB and self._finds.text.startswith(("的", "内的", "里的"), mention.end)
            # 布局在某经开区的某项目，总投资…: begun with where it stands.
            if frame.kind in (PARK, ZONE) and not anchor.listed and not opens:
                # What goes there is told of the park that acts.
                return None
        elif company_here and (not mention.key or anchor.role == PLACED or self._same_clause(frame.named_at, start)) and not self._opens_clause(start):
            if self._finds.text.endswith(("所在的", "所在", "所处的"), start - 3, start):
                return Frame(start, PARK, key, key, start, CLAUSE)
            if self._finds.text.startswith("、", start - 1) and frame.kind == PROJECT:
                # 某热电二期、滨海新城先后上马: one of the works.
                return None
            # 公司与园区内的企业…: inside a company's clause 园区 is no new subject.
            return replace(frame, start=start, park=key) if mention.key else None
        if len(anchor.listed) > 1:
            parts = tuple(self.resolve(m) for m in anchor.listed)
            if len(set(parts)) > 1:
                return Frame(start, SEVERAL, "", "", start, CLAUSE, parts)
        return Frame(start, PARK, key, key, start, CLAUSE)

    def _named_last(self, start: int) -> bool:
        """Whether the part of the park was named behind the last name of a park."""
        recent = self._finds.last_named(max(0, start - REACH), start)
        return self._finds.text.find(self._zone, recent.start if recent is not None else max(0, start - REACH), start) >= 0

    def _meant(self, frame: Frame, mention: ParkMention) -> str:
        """The key of a mention; 园区 without a name is the park spoken of, in a round-up 全区 too."""
        generic = not mention.key and mention.class_name not in THAT_PARK and mention.class_name not in OF_A_CLASS
        generic = generic and (mention.class_name in ANY_PARK or self.resolve(mention) == self._parks.main)
        if (
            generic
            and frame.park
            and (mention.minor or (self._spread.round_up and frame.found != ARTICLE) or (frame.kind == PARK and frame.park == self._carried))
        ):
            # 某边合区…。区内16家企业…: the park that the paragraph has turned to.
            return frame.park
        return self.resolve(mention)

    def _same_clause(self, first: int, second: int) -> bool:
        return not any(mark in self._finds.text[first:second] for mark in "，,；;。:：\n")

    def _opens_clause(self, start: int) -> bool:
        return start == 0 or self._finds.text[start - 1] in "，,；;。:：\n“ "

    def resolve(self, mention: ParkMention) -> str:
        """The key of a mention; bare words are resolved to the article's park of that class."""
        return self._meanings.resolve(mention)

    # -- scattered paragraphs -----------------------------------------------------------

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
        index = bisect_right(self._paragraphs, position) - 1
        return self._paragraphs[index] if index >= 0 else 0

    def _sentence_before(self, position: int) -> int:
        index = bisect_right(self._sentences, position) - 2
        return self._sentences[index] if index >= 0 else 0
