"""Whose a figure or a happening is: the park and the subject in it, or why it is nobody's.

Everything is decided from plain data (the article's parks and frames), so nothing depends on the order of the questions.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from transforms.facts import FrameFact
from transforms.frames.anchors import COMPANY, GROUP, OTHER, PARK, PROJECT, ZONE, AnchorFinder
from transforms.frames.lists import deal
from transforms.frames.parts import Parts
from transforms.frames.slots import ArticleContext, Finds, SentenceContext, Slot, slots_of, within
from transforms.frames.wider import PARKS, PLACE, count_of_many, lists_many
from transforms.knowledge import Knowledge
from transforms.names.bodies import Bodies, Body, opens_with_verb
from transforms.names.parks import ParkMention
from transforms.names.trade_names import lexicon_words
from transforms.numbers.numerals import parse_numeral
from transforms.numbers.quantities import Quantity
from transforms.owners.article import ArticleParks
from transforms.owners.asides import PARTS_OPENERS
from transforms.owners.elsewhere import is_elsewhere, opening_lines
from transforms.owners.frame import ARTICLE, CLAUSE, INSIDE, NOBODY, SENTENCE, SEVERAL, WIDER, Frame
from transforms.owners.goes_on import SITS_IN
from transforms.owners.mixed import PLACE_ITEM, mixed_lists
from transforms.owners.turns import Turns

_TYPES = {PARK: "park", COMPANY: "enterprise", GROUP: "enterprise", PROJECT: "project", ZONE: "zone", OTHER: "other"}
_REASONS = {PLACE: "place", PARKS: "joint", SEVERAL: "joint", NOBODY: "no_park"}
# …以上、40亿元以上的龙头型项目: the sizes of a list share what they are sizes of.
_MORE_SIZES = r"(?:(?:[、和及或]|以及)(?:超过?|过)?\s?[\d.]+\s?[万亿]*美?元?(?:以上|以下)?){0,4}"
_THRESHOLD = re.compile(rf"(?P<sizes>{_MORE_SIZES})(?:及以上)?的?(?:[\u4e00-\u9fa5]{{0,6}}?)(?:项目|企业|工程|公司)")
# 这个投资3.6亿元的项目
_THIS_ONE = re.compile(r"(?:这[个一座]|该|此)(?:总?投资)?(?:约|近|超|逾)?\Z")
_MAKES = ("年产", "日产", "年加工", "日处理", "年处理", "日加工", "月产", "年出栏")
_MAKES_IN_NAME = re.compile(r"[^，。；、\d]{1,24}?(?:项目|工程|生产线|基地|处理厂)(?![\u4e00-\u9fa5]{0,2}\d)")
_COUNTED = re.compile(r"(?:的)?(?:“[^”]{1,6}”)?有?\s?\d+(?:多|余)?\s?(?P<unit>[个家户])")
# 总投资30亿元的|德力玻璃产业园: one project by name, and no number of them.
_INVESTED = re.compile(r"(?:总投资|计划投资|投资额?|投入)(?:约|近|超|逾|达)?\Z")
_BY_NAME = re.compile(
    r"的(?P<name>(?![\d一二三四五六七八九十两几多各]|项目|工程|签约|产业园区|重点|重大|新建|续建|开工|招商)(?:(?![用占]地[\d约近]|[和与及]\d)[\u4e00-\u9fa5A-Za-z0-9()·“”]){3,24})"
)
# 某开发区12亿元|玉米蛋白肽项目|开工: one project, by what is invested in it.
_OF_SO_MUCH = re.compile(
    r"(?P<name>(?!的?\d+[个项家宗]|重大|重点|产业|工业|招商|新建|续建|签约|投资|内资|外资|省|市|国|的?大)[\u4e00-\u9fa5A-Za-z0-9]{2,14}?项目)(?=$|[\s，。；]|签约|开工|动工|落户|落地|投产|竣工|奠基|启动|加快|顺利|正式)"
)
# 总投资4.8亿元|、总里程15公里的|某公路项目: what several figures say of one thing.
_LEADS_TO = re.compile(r"(?:(?:投资)?(?:兴建|建设|打造|投建|新建|建造))?(?:、[^，。；、的]{2,18}){0,3}的")
_BUILDS = re.compile(r"(?:资金)?，?(?:用于(?:建设|完善|提升)?|(?:建成|建设|建起|兴建|打造|新建|完善)了?)")
# 筹资12亿元，兴建了|占地210公顷的|某产业园
_SIZED = re.compile(r"(?:总?占地|面积|总?规划面积)(?:约|近|超)?[\d.]+[万亩公顷平方米里]+的")
_WORKS_THERE = re.compile(
    r"[\u4e00-\u9fa5A-Za-z0-9]{0,20}?(?:工程|项目|大楼|变电站|变电所|处理厂|水厂|大道|公路|管网|厂房|公寓|中心|基地)(?![\u4e00-\u9fa5]{0,3}[等、])"
)
_STOPS = re.compile("[，,。；;]")
# 其中|18家|来自某高新区: whence some of many come.
_FROM_THERE = re.compile(rf"[^，。；,;\d]{{0,6}}?{SITS_IN}")
# 全县93家规上工业企业中，有|78家在园区
_OF_THEM = re.compile(r"(?:中|里|当中)[，,](?:就|共|已)?有\Z")
_IN_THE_PARK = re.compile(r"(?:企业|项目)?(?:就|都)?(?:在|落户|位于)(?P<park>园区|园内|(?:本|该)?(?:开发区|高新区|经开区|工业园区?|产业园区?))(?=[，。；,;])")
_GAP_TO_NEXT = re.compile(r"(?:、|和|与|及|以及)")
# 某电器实现利润415万元。去年新投产的16家企业，1至5月产值3.2亿元: many companies, none by its name.
_MANY_OPEN = re.compile(
    r"(?!带动|拉动|帮助|服务|[为与向给对])[^，。；,;\d等]{0,10}\d+[余多]?[家户][^，。；,;\d]{0,6}?(?:企业|公司)(?![中里])|(?:年内|全年|今年|目前)?(?:在建|新?开工|签约|落地|竣工|投产)[^，。；,;\d]{0,8}项目\d+个"
    # 某测控订单3.7亿元。商业航天企业由2023年底的168家增至215家，…
    r"|(?!这|该|其|两|上述)[^，。；,;\d等]{2,10}企业(?:数量|总数|数)?(?:已|也)?(?:由|从)[^，。；,;]{0,12}?\d+[余多]?[家户]"
)
_WORKS_TOO = re.compile(
    r"(?:新增|新建|新修|建成|完成|盘活|腾退|铺设|改造)了?(?:供热|供水|供气|燃气|雨污|污水)?(?:管网|标准化?厂房|低效|闲置|“?僵尸|绿化|道路|人才公寓)|[^，。；、\d]{2,8}(?:路|大道)(?:[^，。；\d]{0,10})等\d+条"
)
# 今年为企业引才3000人, 新开工亿元以上项目15个: what a park does, also behind the name of a company.
_PARKS_DEED = re.compile(r"[为向给]企业|服务企业|帮助企业|惠企|招商|推介|(?:开工|签约|落地|招引)[^，。；,;]{0,12}项目|条(?:道路|主干道)")
# …某公司实现产值1.3亿元。处置闲置用地|6宗: what a sentence opens with and only the administration does.
_LAND_DEED = re.compile(r"(?:全年|今年|累计|共|先后)*(?:处置|收回|清理|收储)[^，。；,;\d]{0,8}(?:土地|用地)")
# N家企业, N个项目: counted beside a company they are the park's (…等8家企业携13个项目).
_COUNTS_BODIES = re.compile(r"[\u4e00-\u9fa5“”\"A-Za-z]{0,12}?(?:企业|公司|单位|机构|项目|商户)")
_AND_OTHERS = re.compile(r"(?:拥有|有|培育|引进|聚集|集聚|形成|获得)了?[^，。；]{2,40}等[^，。；、\d]{2,14}\Z")
_COUNTS_PROJECTS = re.compile(r"[\u4e00-\u9fa5“”]{0,12}?(?:项目|工程)")
# 某重工等5家船企手持订单186艘: what is made is the companies'.
_BODIES_UNITS = frozenset("家 户 个 项 宗 条 件 次 场 名 位 亩 平方米".split())
_PARKS_ALONE = re.compile("|".join(map(re.escape, lexicon_words("park_alone"))))
_LIST_GAP = re.compile(r"\(?[^，。；]{0,4}\)?(?:、(?:增长|下降|后退|前移|上升|提升|减少|增加)|[、和与及,，]{1,2}(?:和)?\s*[-−－]?)")
_RESPECTIVELY = re.compile(r"分别|分列|各为|各有|依次|则")
# 甲、乙、丙分列前三；三家开发区分别实现…; 三家规上工业增加值增速分别为…; 前两家|实际利用外资分别达…
_THOSE = re.compile(
    r"(?P<which>[前后])?(?:上述|这)?(?P<n>[两二三四五六七八]|\d)(?:(?:家|个|大)(?:开发区|园区|经开区|高新区|综保区|片区|县区)|(?:家|区|园|地)(?=[^企公单项，。；\d][^，。；\d]{0,24}(?:分别|依次)|由|从))"
)
_SUCH_PARKS = re.compile("[\u4e00-\u9fa5]{0,6}?(?:园区|开发区)(?!内|里|企业|负责|管委)")
_NAME_REACH, _BEHIND_NAME = 40, 6
"""Characters before a count in which a park's name may begin, and behind which it may end."""
MOST_LISTS = 8
"""Lists over parks named before that one sentence deals out."""
_FORMER_OR_LATTER = re.compile("前者|后者")
# 某机械公司的整机制造等一批项目签约，合计|25个
_TOGETHER = re.compile(
    r"等(?:一批|一系列|众多|多个)?(?:项目|企业)[^，。；,;\d]{0,8}[，,](?:合计|共计|总计|共)(?![^。；;]*?(?:该|其中[^，。；,;\d]{2,12}(?:公司|集团)))"
)
# 五家渠, 三门峡: places whose names begin so.
_NUMERALS = frozenset("一二三四五六七八九十百千万")
# …扩建工程已启用。推行帮办以来，企业开办时间由|5个工作日压缩到1.5个工作日
_ADMINISTERS = re.compile("企业开办|施工许可|审批(?:时限|时间|事项|环节)|办理时限|营业执照|政务服务")
_SIZE_OF_PARKS = re.compile(
    r"(?:级|以上|的)*(?:园区|工业园区?|产业园区?|开发区|经开区|高新区|产业集聚区|集聚区|工业集中区|片区|产业基地)(?!管委会|内|企业|[\u4e00-\u9fa5]{0,2}(?:建设|项目|基础))"
)
# 总投资30亿元的产业园, 这个产值82亿元的开发区
_OF_THIS_ONE = re.compile(r"(?:总投资|计划投资|(?<!资产)投资额?|投入)(?:约|近|超|逾|达)?\Z|这[个座家片方]")
_PARTS_COUNTED = re.compile(r"\s?大?(?:片区|组团|区块|板块|功能区|分园|园区)(?![\u4e00-\u9fa5]{0,3}(?:开展|实现|完成|分别))")
_HAS_PARTS = re.compile(r"(?:下设|下辖|设有?|含|分为|划分为|分成|包括|辖|仍?按)[^。；]{0,48}\Z")
_SPREAD = re.compile(r"(?:主要|大多|全部|多)?(?:分布|集中|来自|位于|落户|布局)")


@dataclass(slots=True)
class Owner:
    """Whose a figure is."""

    park: str
    subject_type: str
    subject: str
    # How it was found.
    evidence: FrameFact


@dataclass(slots=True)
class LeftOut:
    """Why a figure is nobody's; `park` is the one that the text around it speaks of."""

    reason: str
    park: str


class Owners:
    """Answers for one article."""

    def __init__(self, finds: Finds, context: ArticleContext, parks: ArticleParks, known: Knowledge, sentences: Sequence[SentenceContext]) -> None:
        self._finds = finds
        self._text = finds.text
        self._parks = parks
        self._known = known
        article = context.article
        mentions = finds.mentions_in(article.start, article.end)
        spans = [(m.start, m.end) for m in mentions if m.key]
        said = finds.said.within(article.start, article.end)
        self._bodies = Bodies(finds.text, article.start, article.end, known.places, spans, [m.end for m in mentions if not m.key], said)
        self._parts = Parts(finds.text, article.start, article.end, known.parks.stems.divisions)
        self._turns = Turns(finds, article, parks, AnchorFinder(finds, self._bodies, known.places, self._parts), known.parks, known.places)
        self._turns.walk([s.sentence for s in sentences])
        self._opening = [] if parks.named_above else opening_lines(finds, article)
        # How many parks a later list is dealt out over.
        self._numbers: set[int] = set()
        self._dealt = self._deal(sentences)
        # Whose the figure asked for last was.
        self._last = ""
        self.main = parks.main
        self._told = parks.told
        # How weightily the article names each park.
        self.weights = parks.weights

    def frame_of(self, slot: Slot, owner: Owner | LeftOut) -> FrameFact:
        """What a figure stands under, told with its facts."""
        if isinstance(owner, Owner):
            return owner.evidence
        frame = self._turns.at(slot.q.start)
        return FrameFact(slot.q.start, frame.kind, owner.park, frame.name)

    def resolve(self, mention: ParkMention) -> str:
        """The key of a park named or meant at a place."""
        return self._turns.resolve(mention)

    def owner_of(self, slot: Slot) -> Owner | LeftOut:
        """Whose the quantity of a slot is, or why it is nobody's."""
        q = slot.q
        frame = self._turns.at(q.start)
        park = frame.park
        if self._in_name(q):
            return LeftOut("name", park)
        if within(self._opening, q.start):
            return LeftOut("no_park", "")
        if q.start in self._numbers or self._parts.tells_how_many(q.start):
            return LeftOut("joint", park)
        if q.kind == "count" and q.value == self._told > 1 and not self._made_by_park(slot) and _SUCH_PARKS.match(self._text, q.end) is not None:
            # 三个|园区实现营业收入…: how many they are that the text tells of.
            return LeftOut("joint", park)
        part = self._dealt.get(q.start)
        if part == PLACE_ITEM:
            return LeftOut("place", park)
        if part is not None and (self._turns.is_part(part) or part in self._parts.names):
            return self._owner(slot, self._parks.main, "zone", part, frame)
        if part is not None:
            return self._owner(slot, part, "park", part, frame)
        if self._is_total_of_list(slot, frame):
            return LeftOut("joint", "")
        if (
            q.kind == "count"
            and not self._made_by_park(slot)
            and (
                count_of_many(self._text, q.start, q.end, slot.right, self._is_of_named(slot))
                or (q.unit in ("家", "个") and lists_many(self._text, q.end, self._finds.mentions_in(q.end, slot.sentence.end)))
            )
        ):
            return LeftOut("joint", park)
        if q.kind in ("money", "implied") and _SIZE_OF_PARKS.match(self._text, q.end) and not _OF_THIS_ONE.search(self._text, slot.clause, q.start):
            # 打造百亿元园区, 产值过百亿元的园区有8个: how large such a park is.
            return LeftOut("slogan", park)
        if frame.kind == PLACE and (built := self._builds(slot)):
            return self._owner(slot, built, "park", built, frame)
        if frame.kind in WIDER and (there := self._comes_from(slot)):
            return self._owner(slot, there, "park", there, frame)
        if frame.kind in WIDER:
            return LeftOut(_REASONS[frame.kind], self._parks.main)
        if not park:
            forward = self._ahead(slot)
            if forward and self._is_total(slot):
                return LeftOut("place", "")
            if not forward:
                return LeftOut("no_park" if self.main else "park_unknown", "")
            return self._owner(slot, forward, "park", forward, frame)
        if frame.found == ARTICLE and frame.named_at < 0 and self._turns.stands_alone(q.start):
            return LeftOut("no_park", "")
        if is_elsewhere(self._finds, slot, park, self._known.parks, self._known.places):
            return LeftOut("elsewhere", park)
        return self._in_park(slot, frame)

    def is_dealt(self, position: int) -> bool:
        """Whether the figure at a position is one of a list dealt out over parks or parts."""
        return position in self._dealt

    def counts_parks(self, position: int) -> bool:
        """Whether a figure says over how many parks the figures behind it are dealt out: 三家增速依次为9%、4%和2%."""
        return position in self._numbers

    def park_at(self, position: int) -> str:
        """The park of a happening told at a place; empty where it is none's."""
        frame = self._turns.at(position)
        if frame.kind == SEVERAL:
            return self._parks.main if self._parks.main in frame.parts else frame.parts[-1]
        if frame.kind in WIDER or not frame.park:
            return ""
        if frame.found == ARTICLE and frame.named_at < 0 and self._turns.stands_alone(position):
            return ""
        return frame.park

    def companies_in(self, start: int, end: int) -> list[Body]:
        """The companies named in a stretch of text."""
        return self._bodies.within(start, end)

    def is_wider(self, position: int) -> bool:
        """Whether the text speaks of a place or of many parks there."""
        return self._turns.at(position).kind in (PLACE, PARKS)

    # -- the subject within the park ---------------------------------------------------

    def _in_park(self, slot: Slot, frame: Frame) -> Owner:
        q, park = slot.q, frame.park
        bounded = q.kind in ("money", "implied") and q.qualifier in ("over", "range")
        threshold = _THRESHOLD.match(self._text, q.end, q.end + 48) if bounded else None
        counted = _COUNTED.match(self._text, q.end) if bounded and threshold is None else None
        if counted:
            # 其中总投资亿元以上16个: which of them are counted.
            return self._owner(slot, park, "enterprise" if counted["unit"] in "家户" else "project", self._text[slot.left : q.end], frame)
        if threshold:
            # 10亿元以上项目: the size of each such project, not of the park.
            kind = "project" if threshold[0].endswith(("项目", "工程")) else "enterprise"
            return self._owner(slot, park, kind, self._text[q.start : q.end] + threshold[0].removeprefix(threshold["sizes"]), frame)
        if self._text.startswith(("的项目", "的工程"), q.end) and _THIS_ONE.search(self._text, slot.clause, q.start):
            return self._owner(slot, park, "project", self._text[q.start : q.end + 3], frame)
        if q.kind not in ("money", "implied") and (work := self._capacity(slot)):
            return self._owner(slot, park, "project", work, frame)
        ahead = self._qualified(slot)
        named = _BY_NAME.match(self._text, q.end, min(q.end + 30, slot.sentence.end)) if q.kind in ("money", "implied") else None
        if named is not None and (ahead is None or ahead.kind == COMPANY) and _INVESTED.search(self._text, slot.clause, q.start):
            return self._owner(slot, park, "project", named["name"], frame)
        direct = _OF_SO_MUCH.match(self._text, q.end, slot.sentence.end) if q.kind == "money" and ahead is None else None
        if direct is not None and frame.kind == PARK and not opens_with_verb(direct["name"]):
            return self._owner(slot, park, "project", direct["name"], frame)
        if ahead is not None:
            return self._owner(slot, ahead.park or park, _TYPES[ahead.kind], ahead.name, frame)
        if frame.kind in INSIDE and not self._counts_for_holder(slot, frame) and not self._only_parks(slot, frame) and not self._done_by_park(slot, frame):
            return self._owner(slot, park, _TYPES[frame.kind], frame.name, frame)
        return self._owner(slot, park, "park", park, frame)

    def _capacity(self, slot: Slot) -> str:
        """The project whose name holds a figure as what it will make: 某公司|年产5万吨滴灌管材项目; empty where none does."""
        q = slot.q
        if not self._text.endswith(_MAKES, slot.clause, q.start):
            return ""
        named = _MAKES_IN_NAME.match(self._text, q.end, slot.sentence.end)
        return self._text[q.start - 2 : named.end()] if named is not None else ""

    def _counts_for_holder(self, slot: Slot, frame: Frame) -> bool:
        """Whether a count of companies or projects beside a company is the park's: 甲科技、乙电子等8家企业携13个项目."""
        q = slot.q
        if frame.named_at >= slot.sentence.start and _TOGETHER.search(self._text, max(frame.named_at, slot.sentence.start), q.start):
            # 某机械公司的整机制造等一批项目签约，合计|25个，总投资41亿元
            return True
        named_here = frame.kind == GROUP or (frame.kind == COMPANY and frame.named_at >= slot.clause)
        named_here = named_here or (frame.kind == COMPANY and q.unit in ("家", "户", "个"))
        if named_here and q.kind in ("count", "people", "implied") and self._text.endswith("等", slot.clause, q.start):
            # 某包装等15个高科技企业, 某集团董事长等30多位客商
            return True
        if named_here and q.kind == "count" and q.unit in _BODIES_UNITS and _AND_OTHERS.search(self._text, slot.clause, q.start):
            # 拥有甲牌、乙牌等省级名牌产品|12个
            return True
        if frame.kind == PROJECT and q.kind == "count" and self._text.endswith("等", slot.clause, q.start) and _COUNTS_PROJECTS.match(self._text, q.end):
            # 某终端智造项目、某显示终端项目等|12个项目签约
            return True
        if frame.kind not in (COMPANY, GROUP) or q.kind not in ("count", "implied"):
            return False
        if q.unit in ("家", "户") and (_COUNTS_BODIES.match(self._text, q.end, slot.right) or self._text.endswith(("企业", "公司"), slot.clause, q.start)):
            return True
        if self._text.endswith(("其他", "其它", "另外", "其余", "另有"), slot.clause, q.start):
            return True
        if frame.named_at < slot.clause and self._text.endswith("项目", slot.clause, q.start):
            # …某电驱等；平台类项目7个
            return True
        return frame.kind == GROUP and q.kind == "count" and q.unit in _BODIES_UNITS

    def _done_by_park(self, slot: Slot, frame: Frame) -> bool:
        """Whether a later clause that names no company tells what the park does: …某医药达产，全年新开工亿元以上项目15个."""
        if frame.kind == PROJECT and frame.named_at < slot.clause and _WORKS_TOO.match(self._text, slot.clause, slot.q.start) and "项目" not in frame.name:
            # 污水处理厂二期投入使用，…，新增供热管网|9.8公里，盘活低效用地|1134亩: further works of the park.
            return True
        if frame.kind not in (COMPANY, GROUP) or frame.named_at >= slot.clause:
            return False
        opens, q = slot.sentence.start, slot.q
        if frame.named_at < opens and (_MANY_OPEN.match(self._text, opens, q.end) or _LAND_DEED.match(self._text, opens, q.end)):
            return True
        return _PARKS_DEED.search(self._text, slot.clause, min(slot.q.end + 10, slot.sentence.end)) is not None

    def _only_parks(self, slot: Slot, frame: Frame) -> bool:
        """Whether a clause that names no company measures what only a whole park has: 地区生产总值, 财政收入."""
        if frame.kind not in (COMPANY, GROUP, PROJECT) or frame.named_at >= slot.clause:
            return False
        if frame.named_at < slot.sentence.start and _ADMINISTERS.search(self._text, slot.clause, slot.q.start):
            return True
        # 某电子完成产值318亿元，占全区规上工业的|42.8%: of the company, as a share of that whole.
        found = _PARKS_ALONE.search(self._text, slot.left, slot.q.start)
        return found is not None and not (self._last == "enterprise" and "占" in self._text[slot.left : found.start()])

    def _qualified(self, slot: Slot) -> Frame | None:
        """What a figure before it describes: 排名第二的东泰车轮, 总投资8亿元的智能工厂项目, 占地500亩的某产业园; None for other things."""
        leads = _LEADS_TO.match(self._text, slot.q.end, slot.sentence.end)
        if leads is None:
            return None
        found = self._turns.next_in(leads.end(), leads.end() + 3)
        lies = next((m for m in self._finds.mentions_in(slot.q.end, leads.end()) if m.key), None)
        if lies is not None:
            # 总投资1.5亿欧元、位于某经开区的某项目
            return replace(found, park=self.resolve(lies)) if found is not None and found.kind in (COMPANY, PROJECT) else None
        if found is not None and found.kind == PARK and _INVESTED.search(self._text, slot.clause, slot.q.start):
            named = next((m for m in self._finds.mentions_in(found.start, found.start + 1)), None)
            works = _WORKS_THERE.match(self._text, named.end, slot.sentence.end) if named is not None else None
            if works is not None:
                # 投资3600万元的某工业园区|变电站
                return replace(found, kind=PROJECT, name=works[0])
        if found is not None and found.kind == PARK:
            # 总投资4亿元的|某产业园|东出口公路项目
            work = self._turns.next_in(found.start + 1, found.start + 16)
            if work is not None and work.kind == PROJECT and work.park and _STOPS.search(self._text, found.start, work.start) is None:
                return work
        if found is not None and leads.end() > slot.q.end + 1 and found.kind != PROJECT:
            return None
        return found if found is not None and found.kind in (COMPANY, PROJECT, PARK, ZONE) and found.park else None

    # -- what is nobody's ------------------------------------------------------------------

    def _in_name(self, q: Quantity) -> bool:
        # 设在|五家渠的工厂: a place that begins like a number.
        place = q.text[:1] in _NUMERALS and any(self._text[q.start : q.start + size] in self._known.places for size in (3, 4))
        return place or any(m.start < q.end and m.end > q.start for m in self._finds.mentions_in(q.start - 40, q.end))

    def _is_of_named(self, slot: Slot) -> bool:
        """海口国家高新技术产业开发区已有|412家企业: what stands right before a count is one park by its name."""
        near = self._finds.mentions_in(max(slot.segment, slot.q.start - _NAME_REACH), slot.q.start)
        return bool(near) and near[-1].key != "" and slot.q.start - near[-1].end <= _BEHIND_NAME

    def _made_by_park(self, slot: Slot) -> bool:
        """Whether parts are counted that the park itself has or makes: 下辖3个国家级园区."""
        before = self._text[slot.left : slot.q.start]
        if _PARTS_COUNTED.match(self._text, slot.q.end) and _HAS_PARTS.search(self._text, slot.clause, slot.q.start):
            # 设有甲工业园、乙工业园、丙物流园四个片区
            return True
        return bool(re.search(r"(?:下辖|建成|拥有|设有|打造|规划|形成|包括|由|获批|创建|建有|辖)[^，。]{0,4}\Z", before))

    def _comes_from(self, slot: Slot) -> str:
        """The park from which some of many come: 全省521家企业通过认定，其中|18家来自某高新区; empty where the text does not say so."""
        text, q = self._text, slot.q
        in_park = _IN_THE_PARK.match(text, q.end, slot.sentence.end) if q.kind == "count" and _OF_THEM.search(text, slot.segment, q.start) else None
        if in_park is not None:
            return self._parks.main
        from_there = _FROM_THERE.match(text, q.end, slot.sentence.end) if q.kind in ("count", "people", "percent") else None
        if from_there is None or text.find("其中", slot.clause, q.start) < 0:
            return ""
        mention = next(iter(self._finds.mentions_in(from_there.end(), from_there.end() + 1)), None)
        return self.resolve(mention) if mention is not None and not _GAP_TO_NEXT.match(text, mention.end) else ""

    def _is_total_of_list(self, slot: Slot, frame: Frame) -> bool:
        """Whether a figure is the total of what is then dealt out over parks: 46家，主要分布在甲、乙和丙."""
        following = self._turns.next_in(slot.q.end, slot.sentence.end)
        if following is None or following.kind != SEVERAL or frame.named_at >= slot.sentence.start:
            return False
        return _SPREAD.search(self._text, slot.q.end, following.start) is not None

    def _ahead(self, slot: Slot) -> str:
        """The park named behind a figure in its sentence, where none is before it and the article has no other."""
        for mention in self._finds.mentions_in(slot.q.end, slot.sentence.end):
            key = self.resolve(mention)
            if key and mention.key and not mention.minor and self._finds.role(mention) != "beside":
                return key
        return ""

    def _builds(self, slot: Slot) -> str:
        """The park that a place builds with the money: 某县投资3800万元建成某产业园."""
        if slot.q.kind not in ("money", "implied"):
            return ""
        built = _BUILDS.match(self._text, slot.q.end, slot.sentence.end)
        sized = _SIZED.match(self._text, built.end()) if built is not None else None
        at = sized.end() if sized is not None else built.end() if built is not None else 0
        mention = next(iter(self._finds.mentions_in(at, at + 8)), None) if built is not None else None
        return self.resolve(mention) if mention is not None and (mention.key or (built is not None and "用于" in built[0])) else ""

    def _is_total(self, slot: Slot) -> bool:
        """Whether the park ahead is only an example of what a figure counts: 签约项目109个，特别是某新区签约59个."""
        named = self._finds.named_in(slot.q.end, slot.sentence.end)
        return bool(named) and self._text.endswith(PARTS_OPENERS, slot.q.end, named[0].start)

    # -- lists over parks ------------------------------------------------------------------

    def _deal(self, sentences: Sequence[SentenceContext]) -> dict[int, str]:
        """The park of each figure of a list dealt out over parks, by where the figure begins: 甲、乙税收分别为3亿元、2亿元."""
        dealt: dict[int, str] = {}
        # The parks of the last list, for 三家开发区分别….
        parts: tuple[str, ...] = ()
        for context in sentences:
            start, end = context.sentence.start, context.sentence.end
            frames = [frame for frame in self._turns.within(start, end) if frame.parts]
            if len(context.quantities) >= 2:
                dealt |= self._by_list(context) | self._mixed(context)
                for those in itertools.islice(_THOSE.finditer(self._text, start, end), MOST_LISTS) if parts else ():
                    if meant := _meant(parts, those):
                        # 两个园区|的产值分别为…: their number is no figure of either.
                        self._numbers |= {q.start for q in context.quantities if those.start() <= q.start < those.end()}
                        self._deal_out(dealt, meant, context, those.end(), end)
                for last, names in self._parts.abreast(start, end):
                    # 锦界片区、高新片区、大柳塔片区分别完成产值…
                    self._deal_out(dealt, names, context, last, end)
                for frame in frames:
                    following = self._turns.next_in(frame.start + 1, end)
                    self._deal_out(dealt, frame.parts, context, frame.start, following.start if following else end)
            parts = frames[-1].parts if frames else parts
            if len(parts) == 2:
                self._former_and_latter(dealt, parts, context)
        return dealt

    def _former_and_latter(self, dealt: dict[int, str], parts: Sequence[str], context: SentenceContext) -> None:
        """Gives each of two parks what is told of it by its place: 甲、乙分列第72位、第76位，前者提升4位，后者下滑2位."""
        told = list(_FORMER_OR_LATTER.finditer(self._text, context.sentence.start, context.sentence.end))
        for q in context.quantities if told else ():
            last = next((match for match in reversed(told) if match.end() <= q.start), None)
            if last is not None and q.start not in dealt and not self._finds.named_in(last.end(), q.start):
                dealt[q.start] = parts[0] if last[0] == "前者" else parts[1]

    def _deal_out(self, dealt: dict[int, str], parts: Sequence[str], context: SentenceContext, start: int, stop: int) -> None:
        """Gives each run of as many figures as there are parks to them, from the first 分别 on."""
        inside = [q for q in context.quantities if start < q.start < stop]
        told = False
        for run in self._runs(inside):
            before = inside[inside.index(run[0]) - 1].end if run[0] is not inside[0] else start
            told = told or _RESPECTIVELY.search(self._text, before, run[0].start) is not None
            if told and len(run) == len(parts) and run[0].start not in dealt:
                dealt |= {q.start: park for q, park in zip(run, parts, strict=True)}

    def _mixed(self, context: SentenceContext) -> dict[int, str]:
        """What is dealt out over parks and places: the parks' own, nothing for the places and for what is told of all of them together."""
        found: dict[int, str] = {}
        sentence = context.sentence
        for end, items in mixed_lists(self._text, sentence.start, sentence.end, self._finds.mentions_in(sentence.start, sentence.end)):
            behind = [q for q in context.quantities if q.start >= end]
            for run in self._runs(behind):
                if len(run) != len(items) or not _RESPECTIVELY.search(self._text, max(end, run[0].start - 12), run[0].start):
                    continue
                found |= {q.start: PLACE_ITEM for q in behind if q.start < run[0].start}
                found |= {q.start: self.resolve(item) if item is not None else PLACE_ITEM for q, item in zip(run, items, strict=True)}
                break
        return found

    def _by_list(self, context: SentenceContext) -> dict[int, str]:
        """What the sentence's own lists deal out over parks, also where the whole is another's: 主要分布在甲、乙，分别为24家、13家."""
        found: dict[int, str] = {}
        if sum(1 for mention in self._finds.mentions_in(context.sentence.start, context.sentence.end) if mention.key) < 2:
            # A list is dealt out over two parks at least.
            return found
        slots = slots_of(self._text, context)
        for index, item in deal(self._finds, slots, context.timexes).items():
            if item.head is None or item.head.kind != "park":
                continue
            mentions = self._finds.mentions_in(item.head.start, item.head.end)
            if mentions and (key := self.resolve(mentions[-1])):
                found[slots[index].q.start] = key
        return found

    def _runs(self, figures: Sequence[Quantity]) -> list[list[Quantity]]:
        """Figures of one unit that follow each other as the items of a list do."""
        runs: list[list[Quantity]] = []
        for q in figures:
            last = runs[-1][-1] if runs else None
            if last is not None and (last.unit == q.unit or last.kind == q.kind) and _LIST_GAP.fullmatch(self._text, last.end, q.start):
                runs[-1].append(q)
            else:
                runs.append([q])
        return runs

    # -- evidence -----------------------------------------------------------------------------

    def _owner(self, slot: Slot, park: str, kind: str, subject: str, frame: Frame) -> Owner:
        if frame.named_at >= slot.clause:
            named = CLAUSE
        elif frame.named_at >= slot.sentence.start:
            named = SENTENCE
        else:
            named = self._parks.known_by or "document" if frame.found == ARTICLE else frame.found
        registered = park in self._known.parks.register
        inherited = frame.named_at < slot.sentence.start
        evidence = FrameFact(slot.q.start, frame.kind, park, subject, named, registered, inherited)
        self._last = kind
        return Owner(park, kind, subject, evidence)


def _meant(parts: tuple[str, ...], those: re.Match[str]) -> tuple[str, ...]:
    """The parks of the last list that 三家, 前两家 or 后两家 mean; none where the numbers do not match."""
    number = parse_numeral(those["n"])
    count = int(number.value) if number is not None else 0
    if not those["which"]:
        return parts if count == len(parts) else ()
    if not 1 < count < len(parts):
        return ()
    return parts[:count] if those["which"] == "前" else parts[-count:]
