"""What a sentence speaks of until it names something itself: what the one before spoke of, what its paragraph or its heading is about, or who speaks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from seeds.read import seed_rows
from transforms.frames.anchors import ANAPHOR, COMPANY, OTHER, PARK, PROJECT, THAT_COMPANY, ZONE, Anchor
from transforms.frames.parts import UNNAMED_PARTS
from transforms.frames.projects import is_own_name
from transforms.frames.roles import ACTS, BESIDE, VISITED, is_whole
from transforms.frames.slots import Finds
from transforms.frames.wider import PARKS, PLACE, lead_end
from transforms.names.bodies import opens_with_verb
from transforms.names.parks import ParkFinder
from transforms.owners.article import ArticleParks
from transforms.owners.asides import PARTS_OPENERS, opens_clause
from transforms.owners.frame import ARTICLE, CLAUSE, NOBODY, OCCASION, PARAGRAPH, SENTENCE, Frame
from transforms.owners.goes_on import (
    COMPARED_WITH,
    GOES_ON_ABOUT_MANY,
    LEAVES,
    MANY_PROJECTS,
    PHASES,
    PROJECT_GOES_ON,
    THE_PARKS_TOO,
    WHOLE_DISTRICT,
    YEARS_DEED,
)
from transforms.owners.memory import Memory
from transforms.owners.openings import place_opening
from transforms.owners.speakers import speaker_at
from transforms.owners.spread import Spread
from transforms.text.sentences import Sentence, last_stop
from transforms.times.parts import number_of

_WORKS_OF_PARK = re.compile(
    "|".join(sorted((re.escape(r["word"]) for r in seed_rows("lexicon/bodies.csv") if r["role"] == "park_work"), key=len, reverse=True))
)
_ENTRY_TITLE = re.compile(r"\s*【[^【】\n]{2,30}】\s*")
_THAT_COUNTY = frozenset({"该县", "该镇", "该乡", "我镇", "我乡"})
_FIGURE = re.compile(r"\d(?!年|月|日)[\d.]*[\u4e00-\u9fa5%]")
# 全省96个开发区, 上述三个园区: they go on until a park is named.
_COUNTED_PARKS = re.compile(r"[全我上\d]|[两三四五六七八九十]+[个家]")
_THOSE_PARKS = re.compile(r"(?:目前|截至目前|这|上述)?，?(?:这|上述)?(?P<number>\d+|[两三四五六七八九十]+)(?:个|家|大)(?:工业|产业)?园区?(?!企业)")
_THIS_OCCASION = re.compile(
    r"(?:据悉|据了解|据介绍|记者(?:了解到|获悉)|当天)?[，,：:]?(?:本|此|这)(?:次|番|批)(?:活动|签约|集中|开工|推介|招商|参加|重大|项目|的)|这\d+个项目"
    # 22个签约项目中，…; 现场签约的16个项目中，…; 在签约仪式上，…
    r"|(?:现场|集中)?(?:签约|开工)的?(?:\d+个)?项目中|\d+个(?:集中|现场)?(?:签约|开工)?项目(?:中，|现场|集中)|在?(?:集中)?(?:签约|开工|推介|启动)(?:仪式|活动|会)(?:现场)?上?，|现场签约"
)
_WE = re.compile("我们|咱们|俺们")
# 沿江整治工程竣工，…: another subject before 公司 comes.
_SOMEBODY_ELSE = re.compile("项目|工程|街道|镇|县|管委会|书记|主任")

_LEAD = 24
"""Characters before the name with which a paragraph opens."""
_PART = 300
"""Characters that a part of a sentence before a semicolon has at most."""
_BROKEN_DOWN = re.compile(r"\s*(?:按|分|从)(?:三次)?(?:产业|行业|领域|类型|性质|来源|投资规模|规模|企业类型)(?:来)?(?:分|看|划分)[，,：:]")


class Beginnings:
    """Answers for one article."""

    def __init__(self, finds: Finds, parks: ArticleParks, spread: Spread, finder: ParkFinder, memory: Memory) -> None:
        self._finds = finds
        self._parks = parks
        self._spread = spread
        self._finder = finder
        self._memory = memory
        self._told = parks.told

    def inherited(self, before: Frame | None, sentence: Sentence, anchors: Sequence[Anchor], fresh: bool) -> Frame:
        """What a sentence speaks of until it names something itself."""
        start = sentence.start
        if self._memory.wider_occasion and _THIS_OCCASION.match(self._finds.text, start, sentence.end):
            # 某市举行集中签约活动。…本次活动共29个项目签约: all of the city's; of all parks that held it together.
            return Frame(start, PLACE, "", "", -1, OCCASION)
        if self._memory.held_in and _THIS_OCCASION.match(self._finds.text, start, sentence.end):
            # 某县项目集中开工仪式在某经济开发区举行。…这次集中开工的项目共11个: what begins there.
            return Frame(start, PARK, self._memory.held_in, self._memory.held_in, -1, PARAGRAPH)
        opens = lead_end(self._finds.text, start, sentence.end)
        those = _THOSE_PARKS.match(self._finds.text, opens, sentence.end) if self._memory.of_all or self._told > 1 else None
        if those is not None and (self._memory.of_all or number_of(those["number"]) == self._told):
            # 全市共有11个工业园区，即…。11个园区规划面积977平方公里: all of them again.
            return Frame(start, PARKS, "", "园区", start, SENTENCE)
        goes_on = (
            before is not None
            and before.kind == PARKS
            and (self._finds.text.startswith(GOES_ON_ABOUT_MANY, start) or self._finds.text.startswith(THE_PARKS_TOO, max(start - 1, 0)))
        )
        own = any(
            a.kind == PARK
            and (a.role not in (BESIDE, VISITED) or (a.mention is not None and not a.mention.key and is_whole(self._finds.text, start, a.mention)))
            and not (goes_on and a.mention is not None and not a.mention.key)
            and not self._is_compared_with(a, sentence)
            and not self._comes_later(a, sentence)
            for a in anchors
        )
        named = min((a.start for a in anchors if a.kind in (COMPANY, PROJECT, ZONE, OTHER)), default=sentence.end)
        # 县经开区科创园投用: somebody whom the report names itself.
        named_early = named < sentence.end
        if not own:
            place = place_opening(self._finds, self._parks.main, self._spread.town, self._finder, start, min(named, sentence.end), sentence.end)
            if start < self._spread.first_park or place is not None or (fresh and not sentence.heading and self._spread.places_report and not named_early):
                return Frame(start, PLACE, "", place or "", -1, SENTENCE)
        if (
            before is not None
            and before.kind in (PLACE, PARKS)
            and not own
            and not self._parks_county(before, start)
            and not (
                fresh
                and not (before.kind == PARKS and _COUNTED_PARKS.match(before.name))
                and (self._parks.named_above or self._spread.opens_with_main or not before.name)
                and not self._spread.brief
            )
        ):
            # 全市…. 其中…: a place goes on until a park is named, or under its headline a new paragraph begins; another place only within its paragraph.
            return replace(before, start=start, named_at=-1, found=PARAGRAPH)
        if before is not None and fresh and not own and before.kind == PARK and before.park and _BROKEN_DOWN.match(self._finds.text, start, sentence.end):
            # 甲工业园区开工项目21个。 / 按产业分：二产项目17个: still that one's.
            return replace(before, start=start, named_at=-1, found=PARAGRAPH)
        if before is not None and not fresh and before.kind == PARK and self._finds.text.startswith("其中", start):
            # 某物流园占地2000亩。其中一期占地1090亩
            return replace(before, start=start, named_at=-1, found=PARAGRAPH)
        if (
            fresh
            and not sentence.heading
            and self._memory.under is not None
            and (not self._memory.caption or self._finds.text.startswith(("“我", "“这", "“每"), start))
        ):
            # 恒远车桥：产线提速 as a heading: the paragraphs below it are the company's.
            carried = self._carried_subject(self._memory.under, sentence, anchors, headed=True)
            if carried is not None:
                return carried
        if before is not None and not fresh:
            carried = self._carried_subject(before, sentence, anchors)
            if carried is not None:
                return carried
        if before is not None and not fresh and not own and self._goes_on_behind_semicolon(before, start):
            # 象屿某保税区2003年协议外资1.2亿美元；实现生产总值9.8亿元
            return replace(before, start=start, named_at=-1, found=PARAGRAPH)
        if fresh and not own and len(self._memory.projects) == 1 and self._memory.project_park and PROJECT_GOES_ON.match(self._finds.text, start, sentence.end):
            # 某再生水厂项目…。 / 建成后，年处理污水600万吨: a new paragraph about the one project of the text.
            return Frame(start, PROJECT, self._memory.project_park, self._memory.any_project, -1, PARAGRAPH)
        if before is not None and fresh and not own and not sentence.heading and self._is_of_that_company(before, start):
            # 某锂业的项目年产能1万吨。 / 刚起步那会儿并不顺。收率只有46%，…，公司因此拿到专利9项: the story of the company goes on.
            name = before.name if before.kind == COMPANY else self._memory.company
            return replace(before, start=start, kind=COMPANY, name=name, named_at=-1, found=PARAGRAPH)
        park, found = self._memory.carried, PARAGRAPH
        if not park and self._spread.many:
            if not fresh and self._told > 1 and self._paragraph_is_mains(start):
                # 某县工业集中区实现产值52亿元，占全县的76%；营业收入49亿元: in a report on all of a city's, too, the paragraph is its.
                return Frame(start, PARK, self._parks.main, self._parks.main, -1, PARAGRAPH)
            return Frame(start, PARKS, "", "", -1, ARTICLE)
        if not park:
            park, found = self._parks.main, ARTICLE
        if self._parks.town and park == self._parks.main:
            # 某新区某新城…。今年计划实施项目96个: the town goes on, not the whole area.
            return Frame(start, ZONE, park, self._parks.town, -1, found)
        return Frame(start, PARK if park else NOBODY, park, park, -1, found)

    def _paragraph_is_mains(self, start: int) -> bool:
        """Whether the paragraph opens with the article's own park and names no other before a place in it."""
        named = [m for m in self._finds.named_in(self._memory.paragraph, start) if m.key]
        keys = {self._parks.aliases.get(m.key, m.key) for m in named}
        return keys == {self._parks.main} and opens_clause(self._finds.text, named[0].start) and named[0].start - self._memory.paragraph <= _LEAD

    def _is_of_that_company(self, before: Frame, start: int) -> bool:
        """Whether a paragraph that names nobody speaks of 公司, right behind one that ended with a company or its project."""
        if before.kind not in (COMPANY, PROJECT) or not before.park or not self._memory.company:
            return False
        text = self._finds.text
        stop = text.find("\n", start)
        that = THAT_COMPANY.search(text, start, stop if stop >= 0 else len(text))
        if that is None or that.start() == start or self._finds.mentions_in(start, that.start()):
            return False
        return _SOMEBODY_ELSE.search(text, start, that.start()) is None

    def _is_compared_with(self, anchor: Anchor, sentence: Sentence) -> bool:
        """Whether 全区 is only what something is compared with: 居全区首位."""
        whole = anchor.mention is not None and anchor.mention.class_name in WHOLE_DISTRICT
        return whole and self._finds.text.endswith(COMPARED_WITH, sentence.start, anchor.start)

    def _parks_county(self, before: Frame, start: int) -> bool:
        """Whether the place spoken of was only the county or the town of the park that the text is about: 某集中区加快建设。该县推进入园项目。…"""
        ended = self._finds.text[start - 1 : start] not in (";", "；")
        return ended and before.name in _THAT_COUNTY and (self._parks.named_above or self._spread.opens_with_main)

    def _goes_on_behind_semicolon(self, before: Frame, start: int) -> bool:
        """Whether what stands behind a semicolon is about the park that the part before it has turned to, other than as one among many (其中某园区5个；…)."""
        text = self._finds.text
        if before.kind != PARK or not before.park or before.park == self._parks.main or text[start - 1 : start] not in ("；", ";"):
            return False
        since = last_stop(text, max(0, start - _PART), start - 1, "。；;\n")
        # 在某工业园，入园企业128家，其中投产93家；前三季度…: some of its own.
        return not any(text.find(word, since, max(since, before.named_at)) >= 0 for word in PARTS_OPENERS)

    def _comes_later(self, anchor: Anchor, sentence: Sentence) -> bool:
        """Whether a park is a new subject behind a figure of what was spoken of before: 全省…。其间收入过百亿元的有20个，某高新区收入破600亿元; 从业人员14万人，其中某高新区3万人.

        总投资50亿元的甲项目，总投资15亿元的某产业园乙项目签约: so is one in a list of projects.
        """
        text = self._finds.text
        stands = opens_clause(text, anchor.start) or text[anchor.start - 1 : anchor.start] == "的" or text.endswith(PARTS_OPENERS, sentence.start, anchor.start)
        return anchor.role == ACTS and stands and _FIGURE.search(text, sentence.start, anchor.start) is not None

    def speaker(self, before: Frame | None, sentence: Sentence, anchors: Sequence[Anchor]) -> Frame | None:
        """The company whose man speaks, where a sentence is what he says: “我们每天要运30个集装箱。”某汽车基地负责人说."""
        text = self._finds.text
        if text[sentence.start : sentence.start + 1] != "“" or any(a.role != BESIDE and a.name != ANAPHOR for a in anchors):
            return None
        name = speaker_at(text, sentence.start, self._memory.company)
        if not name:
            return None
        self._memory.company = name
        park = before.park if before is not None and before.kind in (COMPANY, PROJECT) and before.park else self._parks.main
        return Frame(sentence.start, COMPANY, park, name, sentence.start, CLAUSE) if park else None

    def _carried_subject(self, before: Frame, sentence: Sentence, anchors: Sequence[Anchor], headed: bool = False) -> Frame | None:
        """A company or a part of the park that the paragraph, or with `headed` the heading above, speaks of goes on where the sentence names nothing else and tells no work of the park."""
        text = self._finds.text
        if before.kind == PROJECT and not PROJECT_GOES_ON.match(text, sentence.start, sentence.end):
            # A project by a name of its own goes on like a company; a kind of projects does not, nor where many are counted.
            if not is_own_name(before.name) or MANY_PROJECTS.search(text, sentence.start, sentence.end) or YEARS_DEED.match(text, sentence.start):
                return None
            if self._memory.company and text.startswith("“", sentence.start) and _WE.search(text, sentence.start, sentence.end):
                # 公司总投资8.6亿元的研发总部已开工。“封控那两个月，园区给我们开了3张通行证: the company's people speak.
                return replace(before, start=sentence.start, kind=COMPANY, name=self._memory.company, named_at=-1, found=PARAGRAPH)
            if before.named_at >= 0 and text.startswith((f"{before.name}、", f"{before.name}等"), before.named_at):
                # 某热电二期、滨海新城先后上马, 某显示模组项目等14个项目签约: one of several that are listed.
                return None
        if before.kind not in (COMPANY, PROJECT, ZONE, OTHER) or before.name in UNNAMED_PARTS or "等" in before.name:
            # 某米、某思科技等科技公司落户: named as examples.
            return None
        if LEAVES.match(text, sentence.start, sentence.end):
            return None
        if before.kind == ZONE and not headed and self._is_item(before, sentence):
            return None
        if before.kind == COMPANY and text.startswith(("另外，", "此外，"), sentence.start) and self._is_item(before, sentence):
            # 新增上市公司3家，某股份发行债券，募资16亿元。另外，…
            return None
        first = next((a.start for a in anchors if a.role != BESIDE), sentence.end)
        if any(not is_whole(text, sentence.start, m) for m in self._finds.mentions_in(sentence.start, first)):
            return None
        if not headed and _WORKS_OF_PARK.search(text, sentence.start, max(first, sentence.start)) and not self._opens_paragraph(before):
            return None
        return replace(before, start=sentence.start, named_at=-1, found=PARAGRAPH)

    def _opens_paragraph(self, before: Frame) -> bool:
        """Whether a paragraph opens with the name of a part of the park, and so is all about it: 某包装产业园位于…。园内规上企业52家."""
        if before.kind == ZONE and self._memory.under is not None and self._memory.under.name == before.name:
            # (一)某片区 as a heading, and the paragraph below it.
            return True
        opened = self._memory.paragraph
        return before.kind == ZONE and self._finds.text.startswith(before.name, lead_end(self._finds.text, opened, opened + len(before.name) + _LEAD))

    def _is_item(self, before: Frame, sentence: Sentence) -> bool:
        """Whether a part of the park was only an item of what is told of the park: …；某科创园出租率只有61%；工业投资增长7.4%."""
        text = self._finds.text
        if text[sentence.start : sentence.start + 2] in PHASES:
            # 某智谷分三期建设，一期6栋；二期20栋
            return False
        if text[sentence.start - 1 : sentence.start] in (";", "；"):
            title = _ENTRY_TITLE.match(text, self._memory.paragraph, sentence.start)
            if text.startswith(before.name, lead_end(text, title.end() if title is not None else self._memory.paragraph, sentence.start)):
                # 【医药产业】某片区引入平台3个；新签项目8个: the paragraph is about it.
                return False
            # 某片区签约12个；促成9个投产 goes on.
            return not opens_with_verb(text[sentence.start : sentence.start + 6]) or text.startswith("围绕", sentence.start)
        opened = lead_end(text, self._memory.sentences[-2] if len(self._memory.sentences) > 1 else 0, sentence.start)
        # 某工业园|青山小区规划面积…。 is all about it too.
        held = next((m.end for m in self._finds.mentions_in(opened, before.named_at + 1) if m.start == opened), opened)
        return before.named_at > held
