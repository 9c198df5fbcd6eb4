"""What a park that a sentence names turns it to: the park, a part of it, a project called like one, all parks of a list, or nothing."""

from __future__ import annotations

import re
from dataclasses import replace

from transforms.frames.anchors import COMPANY, GROUP, OTHER, PARK, PROJECT, ZONE, Anchor
from transforms.frames.roles import ACTS, BESIDE, HOLDS, PLACED, VISITED
from transforms.frames.slots import Finds
from transforms.frames.wider import PARKS, PLACE, REGIONS_OF_PEOPLES, lead_end
from transforms.names.parks import ParkFinder, ParkMention
from transforms.owners.article import THAT_PARK, ArticleParks
from transforms.owners.asides import built_park, is_example, is_predicate, is_whole_of_share, opens_clause
from transforms.owners.frame import ARTICLE, CLAUSE, INSIDE, NOBODY, OCCASION, PARAGRAPH, SEVERAL, WIDER, Frame
from transforms.owners.goes_on import COMPARED_WITH, GOES_ON_ABOUT_MANY, SITS_IN, THE_PARKS_TOO, WHOLE_DISTRICT
from transforms.owners.home_park import UNNAMED
from transforms.owners.meanings import ANY_PARK, OF_A_CLASS, REACH, Meanings
from transforms.owners.memory import Memory
from transforms.owners.named_inside import is_built_by, is_built_by_whom, lies_in
from transforms.owners.peers import Peers
from transforms.owners.spread import Spread
from transforms.owners.subjects import Subjects
from transforms.text.sentences import Sentence

_ZONES_WORD = frozenset({"园区", "产业园", "工业园", "科技园", "物流园"})
_THAT_PART = frozenset({"该园", "该园区"})
_PARTS_WORD = frozenset({"产业园", "工业园", "科技园", "物流园", "软件园", "创业园", "创新园"})
_NO_DISTRICT = ("科技园", "产业园", "工业园", "创业园", "物流园", "软件园", "基地", "产业城", "科技城")
_TAKES_OF = re.compile(r"[^，。；,;\d]{0,16}占(?:比|到|了|据)?")
_DISTRICTS_OWN = ("工业园区", "产业园区", "工业集中区")
_OWN_WORDS = ("该", "本", "我", "全区")
# 某县投资推介会在某产业园|召开
_VENUE = re.compile(r"(?:内|里)?(?:隆重|正式|成功|顺利)?(?:召开|举行|举办|开幕|启动)|[^，。；、]{2,18}?(?:召开|举行|举办)")
_INVESTED_IN = re.compile(r"投资(?:额)?(?:约|近|超)?[\d.]+[万亿]元的\Z")
_PROJECT_OF = re.compile(r"[^，。；、\d]{0,12}项目")
# 在某示范区|某产业园主会场召开
_AT = re.compile(r"在[^，。；、]{2,20}\Z")
_ITEM_OF_WORKS = re.compile(r"[^，。；、]{2,30}(?:、[^，。；、]{2,40}){1,12}等\s?\d+(?:多|余)?个[^，。；]{0,10}项目")
_QUOTED_WORK = re.compile(r"[^”，。]{2,24}?(?:工程|项目|建设)”")
_DISTRICT = re.compile(r"(?:[我本]区|[\u4e00-\u9fa5]{2,3}(?<![全该园新港片厂校社])区(?![域位间块内里]))")
# 项目最多的是甲经开区(29个)、乙开发区(22个)和丙开发区(18个)
_ITS_FIGURE = re.compile(r"\((?:约|近|超|增长|下降)?\d[\d.]*(?:%|[\u4e00-\u9fa5]{1,4})(?:以上|左右)?\)")
_NAME = 30
"""Characters of a park's name at most."""
_STAND_ALONE = frozenset({"工业园区", "工业集中区", "工业集聚区", "产业园区", "产业集聚区", "工业园", "工业区"})
"""Classes of which a county or a town has one of its own: 全市工业园区产值500亿元，其中甲经开区…，乙工业园区…."""
_PARTS_CLASSES = frozenset({"新区", "新片区", "片区", "新城"})
_VERB = 6
"""Characters of the verb before the park with which a sentence begins: 落户于, 布局在."""
_FOR_US = re.compile(r"(?:管委会)?(?:还|也|又|主动|及时|专门)?(?:为|给|帮|替|向|帮助|协助)(?:我们|公司|企业|他们|厂里|其)")
_SOME_OF_THEM_THERE = re.compile(rf"其中[，,]?就?有?\d+[个家项宗户](?:项目|企业)?{SITS_IN}[\u4e00-\u9fa5]{{0,4}}\Z")
_SOME_REACH = 24
_OF_A_REGION = re.compile(rf"\((?:{'|'.join(sorted(REGIONS_OF_PEOPLES))})(?:[\u4e00-\u9fa5]{{0,3}}自治区)?\)")
# 全区(含乡镇)共引进项目41个: the district with its towns.
_WITH_TOWNS = re.compile(r"\((?:含|包括|包含)[^()]{0,8}(?:乡镇|镇街|街道|乡镇街道)[^()]{0,4}\)")
_WHOLES = frozenset({"我省", "全省", "我市", "全市", "我县", "全县", "我州", "全州"})
_DONE_TO = re.compile(r"(?:盯住|盯紧|紧盯|推进|推动|聚焦|抓好|抓住|抓实|深化|加快|建好|围绕|支持|做强|做优|做大)(?:了|各类)?\Z")
_OFFICE_SPEAKS = re.compile(r"(?:管委会|管理委员会|党工委|工委)(?:副?主任|副?书记|常务副主任)[\u4e00-\u9fa5·]{2,4}(?:介绍|说|表示|称)")
_COUNTED_BEHIND = re.compile(r"(?:，?(?:共|共计|达|已达)?)?\d+(?:多|余)?[个项只]")
_SPEAKS = re.compile(r"[^，。；,]{0,16}?(?:负责人|主任|书记|局长|科长|工作人员|干部|专员)[^，。；,]{0,8}?(?:介绍|说|表示|告诉|称|坦言)")


_OF_LIST = "、和与及"
_SO_MANY_PROJECTS = re.compile(r"等?\d+(?:多|余)?个[^，。；、\d]{0,8}(?:项目|工程)")
# 由某集团与某市合作开发、占地36平方公里的|某产业园
_SIZE_OF_IT = re.compile(r"(?:占地|面积|规划)[^，。；、]{0,6}?[\d.]+(?:多|余)?万?(?:平方公里|平方千米|公顷|亩|平方米)的\Z")
_NEAR = ("紧邻", "毗邻", "邻近", "临近", "紧靠", "靠近", "相邻", "依托", "对接")
_HOLDER_REACH = 12
"""Characters before a park's name in which the class word of the one that holds it stands."""
# 项目建成后，整个|园区产值可达80亿元
_WHOLE = "整个"
_SIZE_REACH = 24
"""Characters before a park's name in which its size stands."""


class ParkTurns:
    """Answers for one article."""

    def __init__(self, finds: Finds, parks: ArticleParks, finder: ParkFinder, peers: Peers, spread: Spread, subjects: Subjects, memory: Memory) -> None:
        self._finds = finds
        self._parks = parks
        self._finder = finder
        self._peers = peers
        self._spread = spread
        self._subjects = subjects
        self._memory = memory
        self._meanings = Meanings(finds, parks, finder, peers, memory.paragraphs)
        # Where the text first names a district; None before anybody has asked.
        self._first_district: int | None = None

    def turned(self, frame: Frame, anchor: Anchor, mention: ParkMention, sentence: Sentence) -> Frame | None:
        """The frame from a park's mention on; None where it leaves the frame as it is."""
        if mention.key and _ITS_FIGURE.match(self._finds.text, mention.end, sentence.end):
            key = self.resolve(mention)
            return Frame(anchor.start, PARK, key, key, anchor.start, CLAUSE)
        if frame.kind in WIDER and _SOME_OF_THEM_THERE.search(self._finds.text, max(sentence.start, anchor.start - _SOME_REACH), anchor.start):
            # 全市开工的12个项目总投资28.6亿元，其中7个落在|某产业园，总投资24.3亿元
            there = self.resolve(mention)
            return Frame(anchor.start, PARK, there, there, anchor.start, CLAUSE) if there else None
        if anchor.role in (BESIDE, VISITED):
            return None
        if (
            is_predicate(self._finds, frame, mention, sentence)
            or is_example(self._finds, mention, sentence)
            or is_whole_of_share(self._finds, mention, sentence)
        ):
            return None
        if frame.kind in (COMPANY, PROJECT) and not mention.key and _FOR_US.match(self._finds.text, mention.end, sentence.end):
            # “…园区为我们提供了厂房，投产后能生产100套。”
            return None
        if not mention.key and self._finds.text.startswith("(", mention.start - 1) and self._finds.text.startswith(")", mention.end):
            # 全市现有各类工业开发区(园区)12个: another word for the one before.
            return None
        key = self._meant(frame, mention, sentence)
        if mention.key and (holder := self._held_by(frame, mention, sentence)) not in ("", key):
            # 坐落于经济开发区|城南工业园: a part of the one that is called by its class right before.
            return Frame(anchor.start, ZONE, holder, mention.key, anchor.start, CLAUSE)
        if not key:
            # 经开区增长9%，综保区增长8%: a park of another class than any that the text names is none of them.
            alone = anchor.role == ACTS and self._parks.main and opens_clause(self._finds.text, anchor.start)
            return Frame(anchor.start, NOBODY, "", "", anchor.start, CLAUSE) if alone else None
        start, main = anchor.start, self._parks.main
        if mention.class_name in WHOLE_DISTRICT and self._finds.text.endswith((*COMPARED_WITH, "是", "作为"), sentence.start, start):
            # 占全区的三成; 某产业园是我区承接化工企业的唯一载体: said of the subject before.
            return None
        if (
            mention.class_name in WHOLE_DISTRICT
            and self._finds.text[start - 1 : start] == "在"
            and _TAKES_OF.match(self._finds.text, mention.end, sentence.end)
        ):
            # 在全区规模工业产值中占到81.7%
            return None
        if mention.class_name in WHOLE_DISTRICT and (start > self._spread.district >= 0 or self._spread.part_of_district):
            # 某区举行…。全区共有36个项目: the district that the text began with, not the park named later.
            return Frame(start, PLACE, "", mention.class_name, start, CLAUSE)
        if mention.class_name == "全区" and self._finds.text.rfind("自治区", max(0, start - 300), start) >= 0 and not self._finds.named_in(0, start):
            # 内蒙古自治区…，全区投入52.8亿元: before any park is named.
            return Frame(start, PLACE, "", mention.class_name, start, CLAUSE)
        if mention.class_name == "全区" and (_OF_A_REGION.match(self._finds.text, mention.end) or _WITH_TOWNS.match(self._finds.text, mention.end)):
            # 全区(宁夏)纺织工业
            return Frame(start, PLACE, "", mention.class_name, start, CLAUSE)
        districts = mention.class_name in WHOLE_DISTRICT and (mention.class_name != "全区" or self._names_district(start))
        kept_by_district = mention.class_name in WHOLE_DISTRICT and self._spread.districts_paper
        if ((districts and (main.endswith(_NO_DISTRICT) or self._is_of_its_district(main))) or kept_by_district) and not main.startswith(UNNAMED):
            # 我区的某科技园, 全区…: the district in which a park of that kind stands.
            return Frame(start, PLACE, "", mention.class_name, start, CLAUSE)
        if self._finds.text.startswith("“", start - 1) and _QUOTED_WORK.match(self._finds.text, mention.end, sentence.end):
            # “某综合保税区配套工程”“某大厦建设”: a work by its name.
            return None
        if frame.kind == PLACE and _ITEM_OF_WORKS.match(self._finds.text, mention.end, sentence.end):
            # 某县…，某园区标准化厂房、某基地等12个项目开工: one of the place's works.
            return None
        held_here = frame.named_at >= sentence.start or self._memory.wider_occasion
        if frame.kind == PLACE and mention.minor and _INVESTED_IN.search(self._finds.text, max(sentence.start, start - 16), start):
            if _PROJECT_OF.match(self._finds.text, mention.end, sentence.end):
                # 某市…。总投资5亿元的甲项目，总投资15亿元的|某产业园|乙项目签约: one of the place's projects.
                return None
        placed = anchor.role == PLACED or _AT.search(self._finds.text, max(sentence.start, start - _SIZE_REACH), start) is not None
        if (
            frame.kind == PLACE
            and not mention.key
            and frame.name in _WHOLES
            and frame.named_at >= sentence.start
            and _DONE_TO.search(self._finds.text, frame.named_at, start)
        ):
            # 我省盯住|开发区，共推进|开发区转型项目96项: what the province works on is no subject of its own.
            return None
        if frame.kind == PLACE and placed and held_here and _VENUE.match(self._finds.text, mention.end, sentence.end):
            # 某县投资推介会在某产业园召开，17家企业签约: the county's occasion.
            return replace(frame, start=start, found=OCCASION)
        if not mention.key and self._spread.many and mention.class_name not in THAT_PARK and not self._finds.text.startswith(_OWN_WORDS, mention.start):
            if frame.kind == PARKS and frame.named_at < 0 and not self._is_one_of_class(mention, key):
                # 全市县域工业集中区…。目前，集中区规划面积25平方公里: all of them still.
                return None
            if self._memory.of_all and mention.class_name in ANY_PARK and opens_clause(self._finds.text, start):
                # 全省有16个开发区，包括…。开发区总面积800平方公里: all of them again.
                return Frame(start, PARKS, "", mention.class_name, start, CLAUSE)
            if mention.class_name == "园区" and len({m.key for m in self._finds.mentions_in(max(self._memory.paragraph, start - REACH), start) if m.key}) > 1:
                # 甲园区、乙园区等四个园区产值突破50亿元。园区…: all of them again.
                return Frame(start, PARKS, "", "园区", start, CLAUSE)
        among = self._finds.text.endswith(("其中", "其中，"), sentence.start, start)
        if (
            frame.kind == PARKS
            and not mention.key
            and not among
            and (
                start > frame.named_at >= sentence.start
                or self._finds.text.startswith(GOES_ON_ABOUT_MANY, sentence.start)
                # 全省127家产业园区总收入3.6万亿元；园区高新技术产业…
                or (start == sentence.start and self._finds.text.startswith(THE_PARKS_TOO, start - 1))
            )
            and not self._finds.text.startswith(_OWN_WORDS, mention.start)
        ):
            # 广东省综保区发展良好，前10月综保区进出口…: those of the province, further on in the sentence.
            return None
        if not mention.key and mention.class_name in _PARTS_WORD and main and self._finder.class_of(main) != mention.class_name:
            word = self._finds.text[mention.start : mention.end]
            if self._memory.carried != main and self._memory.carried.endswith(word):
                return Frame(start, PARK, self._memory.carried, self._memory.carried, start, CLAUSE)
            if self._memory.zone.endswith(word) and not self._finds.text.startswith(_OWN_WORDS, mention.start):
                # 某产业集聚区…皮革产业园。 / 目前，产业园已落户企业136家: the part that was named.
                return Frame(start, ZONE, main, self._memory.zone, start, CLAUSE)
        if frame.kind == ZONE and frame.name.startswith("各") and mention.minor and key != frame.park and frame.named_at >= sentence.start:
            # 各片区齐头并进，某工业园、某片区分别增长…: they are named one by one.
            return Frame(start, ZONE, frame.park, key, start, CLAUSE)
        company_here = frame.kind in (COMPANY, GROUP, PROJECT, OTHER) and frame.named_at >= sentence.start
        town = mention.key if mention.key in self._parks.towns else ""
        if (holder := self._holder(mention, sentence)) and (town or holder != key):
            if company_here and self._is_told_where(mention, sentence):
                # 该公司位于某经开区|隽西工业园，注册资本…: only where the company is.
                return replace(frame, start=start, park=holder)
            # 某经开区滨海新城内的某公司: the part stands in the park named right before it.
            return Frame(start, ZONE, holder, town or key, start, CLAUSE)
        if (
            mention.key
            and mention.minor
            and main
            and key != main
            and self._finds.text.startswith("项目", mention.end)
            and not _COUNTED_BEHIND.match(self._finds.text, mention.end + 2)
        ):
            # 河湟文化产业园项目: a park that is yet to be built is a project in the one spoken of.
            return self._subjects.inside(frame, PROJECT, f"{key}项目", start)
        if mention.minor and main and key != main and self._finds.text[start - 1] in _OF_LIST and _SO_MANY_PROJECTS.match(self._finds.text, mention.end):
            # 甲基地、乙生产线、某包装产业园3个项目破土: the last of the projects that are listed.
            return None
        if main and key != main and is_built_by_whom(self._finds, mention):
            # 由台商投资的某电子产业园上月动工: what somebody else builds like a park is a project in the one spoken of.
            return self._subjects.inside(frame, PROJECT, key, start)
        if mention.class_name in _THAT_PART and key == main and self._memory.zone and not self._peers.is_minor(main) and self._named_last(start):
            # 某智造园开工…。 / 该园区选址于某经开区: the part that was named last.
            return Frame(start, ZONE, main, self._memory.zone, start, CLAUSE)
        if frame.kind == ZONE and frame.park == key == main and not mention.key and mention.class_name in _ZONES_WORD and not self._peers.is_minor(main):
            # 新材料产业园是某经开区的特色园区。目前，园区聚集…: the part that is spoken of.
            return replace(frame, start=start, named_at=start, found=CLAUSE)
        if (
            frame.kind == COMPANY
            and frame.found == PARAGRAPH
            and not mention.key
            and start == sentence.start
            and _OFFICE_SPEAKS.match(self._finds.text, mention.end)
        ):
            # …某公司拿到订单4.2亿元。园区管委会主任说，明年的目标是…: the park's own head speaks of the park.
            return Frame(start, PARK, key, key, start, CLAUSE)
        if frame.kind in INSIDE and frame.park == key and _SPEAKS.match(self._finds.text, mention.end, sentence.end):
            # …。”某高新区服务中心负责人介绍，…: who tells it is not whom it is about.
            return None
        if frame.kind == COMPANY and frame.named_at >= sentence.start and frame.park and is_built_by(self._finds, mention):
            return Frame(start, PROJECT, frame.park, key, start, CLAUSE)
        if (
            mention.minor
            and main
            and key != main
            and self._peers.is_minor(key)
            and not self._peers.is_minor(main)
            and not self._peers.stands_by_itself(key)
            and not (self._peers.is_entry(mention) or (sentence.entry and start == sentence.start))
            and not (self._memory.of_all and mention.class_name in _STAND_ALONE)
        ):
            # A park inside the park: the figure stays with the park that holds it.
            if anchor.role == HOLDS or (anchor.role == PLACED and frame.kind == PARK and frame.named_at >= sentence.start) or company_here:
                return None
            holder = frame.park if frame.kind not in WIDER and frame.park else main
            self._memory.zone = key
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
        elif (
            company_here
            and (not mention.key or anchor.role == PLACED or self._same_clause(frame.named_at, start))
            and not opens_clause(self._finds.text, start - len(_WHOLE) if self._finds.text.endswith(_WHOLE, 0, start) else start)
            and not _SIZE_OF_IT.search(self._finds.text, max(sentence.start, start - _SIZE_REACH), start)
        ):
            if self._finds.text.endswith(("所在的", "所在", "所处的"), start - 3, start):
                return Frame(start, PARK, key, key, start, CLAUSE)
            if self._finds.text.startswith("、", start - 1) and frame.kind == PROJECT:
                # 某热电二期、滨海新城先后上马: one of the works.
                return None
            # 公司与园区内的企业…: inside a company's clause 园区 is no new subject.
            return replace(frame, start=start, park=key) if mention.key else None
        if len(anchor.listed) > 1:
            parts = tuple(self.resolve(m) for m in anchor.listed)
            if len(set(parts)) > 1 and all(parts):
                return Frame(start, SEVERAL, "", "", start, CLAUSE, parts)
        return Frame(start, PARK, key, key, start, CLAUSE)

    def resolve(self, mention: ParkMention) -> str:
        """The key of a mention; bare words are resolved to the article's park of that class."""
        return self._meanings.resolve(mention)

    def _held_by(self, frame: Frame, mention: ParkMention, sentence: Sentence) -> str:
        """The park called by its class right before another (开发区|某工业园, 开发区内的|某工业园); empty where none is."""
        before = next((m for m in self._finds.mentions_in(max(sentence.start, mention.start - _HOLDER_REACH), mention.start) if m.end <= mention.start), None)
        if before is None or not lies_in(self._finds, mention, before) or self._finds.text.endswith(_NEAR, sentence.start, before.start):
            # 紧邻开发区的|某化工园区
            return ""
        return self._meant(frame, before, sentence)

    def _meant(self, frame: Frame, mention: ParkMention, sentence: Sentence) -> str:
        """The key of a mention; 园区 without a name is the park spoken of, in a round-up 全区 too."""
        generic = not mention.key and mention.class_name not in THAT_PARK and mention.class_name not in OF_A_CLASS
        generic = generic and (mention.class_name in ANY_PARK or (self.resolve(mention) == self._parks.main and not self._is_another_class(frame, mention)))
        if (
            generic
            and frame.park
            and (
                mention.minor
                or self._opens_with_other(frame, sentence)
                or (self._spread.round_up and frame.found != ARTICLE)
                or (frame.kind == PARK and frame.park == self._memory.carried)
            )
        ):
            # 某边合区…。区内16家企业…: the park that the paragraph has turned to.
            return frame.park
        return self.resolve(mention)

    def _is_one_of_class(self, mention: ParkMention, key: str) -> bool:
        """Whether a class word is that of one park that the text names, and not of those that its headline speaks of: 经济技术开发区实施83个 under “一区五园”发展情况."""
        if mention.class_name in ANY_PARK or mention.class_name in self._spread.classes_above or self._finder.class_of(key) != mention.class_name:
            return False
        named = {self._parks.aliases.get(k, k) for k in self._parks.weights if self._finder.class_of(k) == mention.class_name}
        return named == {key}

    def _opens_with_other(self, frame: Frame, sentence: Sentence) -> bool:
        """Whether the sentence opens with a park other than the article's own: 乙高新区以化工为主，区内26家企业…."""
        if frame.kind != PARK or frame.named_at < sentence.start or frame.park in ("", self._parks.main):
            return False
        return frame.named_at <= lead_end(self._finds.text, sentence.start, sentence.end)

    def _is_another_class(self, frame: Frame, mention: ParkMention) -> bool:
        """Whether a class word is that of the article's own park and not that of the park spoken of: 产业集聚区 behind 特色商业区."""
        return self._finder.class_of(self._parks.main) == mention.class_name != self._finder.class_of(frame.park)

    def _holder(self, mention: ParkMention, sentence: Sentence) -> str:
        """The park named right before a part of it: 某经开区|电子产业园, 某经开区|滨海新区; empty where none is.

        A town of a national new area lies in it wherever it is named.
        """
        if mention.key in self._parks.towns:
            return self._parks.towns[mention.key]
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

    def _names_district(self, position: int) -> bool:
        """Whether a text has named a district before a place, which 全区 may then mean; else it is the park's own word for itself."""
        if self._first_district is None:
            self._first_district = next((found.start() for found in _DISTRICT.finditer(self._finds.text) if not self._is_of_park(found)), len(self._finds.text))
        return self._first_district < position

    def _is_of_its_district(self, main: str) -> bool:
        """Whether a park is an industrial one called after a district that the text names: 綦江工业园区 beside 綦江区, whose 全区 it is."""
        county = self._finder.stems.divisions.county_of(main) if main.endswith(_DISTRICTS_OWN) else ""
        return county != "" and f"{county.removesuffix('区')}区" in self._finds.text

    def _is_of_park(self, found: re.Match[str]) -> bool:
        """Whether some characters belong to a park's name."""
        return any(m.start < found.end() and found.start() < m.end for m in self._finds.mentions_in(max(0, found.start() - _NAME), found.end()))

    def _is_told_where(self, part: ParkMention, sentence: Sentence) -> bool:
        """Whether the park named right before a part of it only says where something is."""
        before = self._finds.mentions_in(sentence.start, part.start)
        return bool(before) and self._finds.role(before[-1]) in (HOLDS, PLACED)

    def _named_last(self, start: int) -> bool:
        """Whether the part of the park was named behind the last name of a park."""
        recent = self._finds.last_named(max(0, start - REACH), start)
        return self._finds.text.find(self._memory.zone, recent.start if recent is not None else max(0, start - REACH), start) >= 0

    def _same_clause(self, first: int, second: int) -> bool:
        return not any(mark in self._finds.text[first:second] for mark in "，,；;。:：\n")
