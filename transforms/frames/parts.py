"""Parts of a park: those that a sentence says it is made of (由甲片区、乙片区组成), and those that a clause opens with by their kind (玻璃产业园, A区, 老城区片)."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from transforms.frames.roles import ACTS, PLACED
from transforms.names.bodies import opens_with_verb
from transforms.names.classes import WORD_CLASS
from transforms.names.divisions import Divisions
from transforms.names.name_words import ANY, BREAK, SITES, only_describes
from transforms.names.trade_names import is_proper
from transforms.text.said import ANYTHING, hint
from transforms.text.segmenter import words

# 由陆家园区、白沙园区和华新片区三块组成; 分为A、B、C三个区
# The words that join items stand in none: so a text splits in one way only.
_ITEM = r"(?:(?![和与及])[\u4e00-\u9fa5A-Za-z]){1,12}?"
_MADE = r"组成|构成"
_MADE_OF = re.compile(
    # 辖外海、江南3个街道及新材料园、科创园等4个园区; “一区三园”，即甲、乙、丙三个产业园
    rf"(?:(?:由|分为|分成|划分为|包括|下辖|辖有?|设有?|涵盖|形成)(?:[\u4e00-\u9fa5、]{{1,24}}\d{{0,2}}个?(?:街道|镇|乡)(?:[、和与及]|以及))?|园”?[，,]?即|区”?[，,]即)(?P<items>{_ITEM}(?:[、和与及]{_ITEM}){{1,7}}?)等?"
    rf"(?:(?:[两二三四五六七八九\d]+|多)(?:大|个)?(?P<noun>区|片区|园区|产业园|工业园|科技园|园|片|块|区域|组团|功能区|分区|部分)(?:{_MADE})?|(?:{_MADE})|(?<=区)(?=。)|“?一区(?P<many>[多两三四五六七八九十])园"
    # 下辖甲园、乙园等片区; 设甲化工区、乙冶金区和丙加工区，面积依次为
    r"|(?<=[区园]等)(?:几|多)?(?:大|个)?(?:片区|园区|组团|功能区|分区|分园|专业园区?)|(?<=[^市县]区)(?=，[^，。；\d]{0,8}(?:依次|分别)))"
)
# 某经济开发区(含甲化工园、乙片区)
_HOLDS = re.compile(rf"(?<=[区园])\((?:含|包括|下辖)(?P<items>{_ITEM}(?:[、和与及]{_ITEM}){{1,5}}?)\)")
# 下设三园：|城关工业园0.92平方公里，牙城工业园3.34平方公里|: each with how large it is.
_SIZED_PARTS = re.compile(
    r"(?:下设|下辖|现辖|辖有?|设有?|包括|包含|分为|分成)[两二三四五六七八2-8](?:大|个)?(?:片区|园区|园|区|组团|功能区|分区|分园)[：:](?P<items>[^。；\n]{6,160})"
)
_SIZED_PART = re.compile(r"(?:\A|[，,、和])(?P<name>[\u4e00-\u9fa5]{2,12}?(?:园区?|片?区|组团|新城|港|谷|湾|基地))(?=(?:规划)?(?:总?面积|占地)?(?:约|为)?\d)")
# 凤仪、满江、上登三个片区规上产值分别为…; 五彩湾、西黑山两个产业园分别落户企业…
_DEALT_AMONG = re.compile(
    rf"(?:(?<=[。；;，,\n\s])|\A)(?P<items>{_ITEM}(?:[、和与及]{_ITEM}){{1,5}})(?P<number>[两二三四五六2-6])(?:个|大)(?P<noun>片区|组团|功能区|分园|产业园|工业园|科技园|园区)(?=[^，。；\d]{{0,14}}?(?:分别|依次))"
)
# 分区域看，铝工业区|完成投资74.5亿元，煤化工区|完成…; 分片区看，锦界片区、高新片区|分别…
_BY_AREA = re.compile(r"(?:分|按|从)(?:区域|片区|园区|功能区|板块|组团|区块)(?:来)?(?:看|分|划分)[，,：:]")
# No name holds a word that joins, so that a text splits in one way only.
_AREA = r"(?:(?![和与及])[\u4e00-\u9fa5]){2,8}?"
_AREAS_ABREAST = re.compile(rf"(?P<items>{_AREA}(?:[、和与及]{_AREA}){{1,6}}?)(?=分别|各自?(?:完成|实现))")
_AREA_OF_LINE = re.compile(
    r"(?<=[，,；;：:、和])(?P<name>[\u4e00-\u9fa5]{1,7}?(?:区|园|城|港|谷|湾|基地)(?=完成|实现|增长|下降|同比|投资|产值|达|进出口|税收|签约|开工|引进|落户|\d)|(?P<counted>(?![和与及])[\u4e00-\u9fa5]{2,6}(?=\d+[个家宗户][、，,；;。和])))"
)
_AREA_WORDS = ("工业区", "片区", "功能区", "新城", "组团", "化工区")
_LAND_OF = ("面积", "总面积", "规划", "占地", "用地")
# 城东|板块, 滨湖|板块
_SIDE_OF = re.compile(r"(?:城|[沿滨环临][江河湖海山城]|[东南西北中老新主])[东南西北中部区城]?")
_OWN_NOUNS = frozenset({"片区", "组团", "功能区", "分园"})
_NUMERAL = {**{str(n): n for n in range(2, 7)}, **dict(zip("两二三四五六", (2, 2, 3, 4, 5, 6), strict=True))}
_MADE_SAID = re.compile(
    "等(?:几|多)?(?:大|个)?(?:片区|园区|组团|功能区|分区|分园|专业园)|区，[^，。；\\d]{0,8}(?:依次|分别)|区”?[，,]即|组成|构成|一区[多两三四五六七八九十]园|[两二三四五六七八九\\d](?:大|个)?(?:片区|园区|组团|功能区|分区|区|园|片|产业园|工业园|科技园)"
)
_JOINS = re.compile("[、和与及]")
_ENDS_PART = ("区", "园", "片", "团", "城", "港", "谷", "湾", "基地")
_NOUNS = frozenset({"区", "片区", "园区", "园", "产业园", "工业园", "科技园", "片", "组团", "功能区", "分区"})
_TAIL = 3
"""Characters of a part's name that stand for it: 化工区."""
_HAS_FIGURE = re.compile(r"(?:共|已|现)?(?:有|入驻|占)?[\d约近超]")
_DEALT = re.compile(r"，(?:[\u4e00-\u9fa5]{0,8}?)(?:依次|分别)")
_MOST_PARTS = 40
"""Names of parts that are looked for in one article."""
_PART_BEGINS = frozenset("”，,；;。:：、\n (（“是为在中")

_KINDS = (
    "(?:国际)?陆港|(?<!保税)(?<!临)港区|直管区|(?<!功能)分区(?![域块别管看])|内陆港|无水港|口岸|互市点|互市贸易区|区域|地块|核心区|起步区|启动区|先导区|板块|商务区|作业区|化工区|产业基地|产业区|工业区|组团|片区|产业园|工业小区|孵化器|众创空间|加速器|孵化园|科学城|小镇|专区|功能区|拓展区|生态岛|金融岛|产业带"
    "|梦工场|(?:物流|孵化|创业|众创|双创)中心|(?:研发|研创|科创|智造|智创|电商|加工|观光|示范|创意|服饰|食品|软件|文创|医药|农业|种植|养殖|配套|共建|联合|创业)园|(?:科技|智慧|科创|文创|物流|软件|箱包|动漫|创意|产业|创新|创业)(?:城|谷|港|湾)|药谷|智谷|(?:智慧|科技|创新|数字)岛|核心加工区"
)
_ALONE = "创业服务中心|核心园区|缓冲园区|辐射园区|核心启动区|核心加工区|拓展区|缓冲区|辐射带动区|直管区|核心区|起步区|启动区|先行区|辐射区|区块一|区块二|区块三|区块四|区块五"
UNNAMED_PARTS = frozenset(_ALONE.split("|"))
"""Parts of a park that have no name of their own."""
_KIND_WORD = re.compile(f"{_KINDS}|{_ALONE}")
_NAME = re.compile(
    rf"(?P<part>[\u4e00-\u9fa5A-Za-z0-9·“”—]{{2,9}}?(?:{_KINDS})(?!性|(?<!片区)\d+[家个])|{_ALONE})(?:[\u4e00-\u9fa5]{{0,4}}(?:片|启动区|核心区))?(?:内|里)?(?=，|[^，。；]{{0,20}}\d|[\u4e00-\u9fa5])"
)
_NO_PART = re.compile(
    r"^(?:先后|[明去今全后前]年|力争|数量|新修|整个|一[园区][一二三四五六七八九十多\d]|[省市区县]级(?:及)?以上|国家级(?:及)?以上|距离?|中国|全国|经|实际|管辖|规划|全|各|该|这|重点|主要|其他|周边|相关|每|两|[三四五](?=[个大家条座处类片园区])|多|新(?=建|设|开|的|增|引|签|入|投|上|落|一|片|园|区)|(?:国家|省|市)级[\u4e00-\u9fa5]{0,6}(?:孵化器|众创空间|加速器))|(?:利用(?!园)|入驻|落户|坐落|选址|位于|引进|建设|打造|建成|推进|加快|规划|形成|拥有|依托|围绕|聚焦|成为|深入|实施|新增|通过|认定|印发|赋予|给予|明确|支持|复制|推广|\d|在|与|和|从|到|为|是|有|对|获)"
)
_HAS = r"(?=(?:规划|批准|核准|核定|总|控制|用地|占地|面积|建筑|投资|已|现|累计|截至|目前|去年|今年|20\d\d年|入驻|入园|引进|落户|建成|新建|新增|实现|完成|以|依托|还在|地处|位于|重点|主攻|主打|布局|征迁|签约|开工|在谈|投产|[\d约近])|\()"
HAS = re.compile(rf"[^，。；;\d]{{0,2}}?{_HAS}|(?:工业)?(?:总?产值|税收|营收|营业收入|企业)")
"""What a part has, right behind its name: 健康护理产业园|占地1200亩, 稀土工业园|产值61.5亿元."""
# A区, 北区, 主片区, 老城区片, 白涛园: named by the side or the place alone, where what a place has follows.
_SIDE = re.compile(rf"(?P<part>(?:(?:[东南西北]|[A-D]|主)(?:片区|园区|区|园|片)?、)*(?:[东南西北]|[A-D]|主)(?:片区|园区|区|园|片)){_HAS}")
_LAND = re.compile(
    rf"(?P<part>[\u4e00-\u9fa5]{{1,4}}(?<![稻五])谷(?!物|底|类)|[\u4e00-\u9fa5]{{2,5}}(?:(?<![切芯唱药瓷叶镜刀照图卡影名薄硅玻光基膜刹鳞])片|(?<![公校儿花家果茶田庄物桃梨菜乐学本全入该小])园)){_HAS}(?![^，。；]{{0,3}}(?:种植|名师))"
)
# 稀土工业园|产值61.5亿元, 生态工业园区|建成厂房4.6万平方米: by what it is for, which is no park's name, with what a part has.
_BY_TRADE = re.compile(rf"(?P<part>(?P<trade>[\u4e00-\u9fa5]{{2,8}}?)(?:工业|科技|物流|创业|软件)园区?)(?={HAS.pattern})")
# 核心基础零部件基地|实现产值168亿元: a base of many makers, told by what only these have together.
_BASE = re.compile(
    r"(?P<part>[\u4e00-\u9fa5]{3,12}(?<!生产)(?<!总部)(?<!种植)基地)(?=(?:已|现|共|累计|全年|年|去年|今年|截至目前，?)*(?:实现|完成|有|拥有)?(?:产值|总产值|工业总产值|集聚|聚集|入驻|进驻|引进企业|规上|主营业务|企业))"
)
# 某智造园|是集聚区的首期工程: a work, and no part.
_IS_WORK = re.compile(r"[是为](?!省|市|国家)[^，。；、]{0,14}?(?:项目|工程)(?=[，。；])")
# 两个片区|分别入驻企业37家和21家: what is dealt out is of the parts, one by one.
_COUNTED_PARTS = re.compile(r"(?P<part>[两二三四五六七八九]个?大?(?P<noun>片区|组团|板块|功能区|分园|园区|园))(?=[^，。；\d]{0,12}?(?:分别|依次))")
_LONGER = re.compile("(?:产业|工业|科技|物流|创业|孵化)园(?!区|林)")
_STANDS_STARTS = frozenset("位坐地设建落与同区园全该本开高经新")
# 位于谏壁街道的|新材料产业园, 与河江省共建的|跨境加工产业园, 区内|黄砂新材料产业园
_STANDS = re.compile(
    r"(?:位于|坐落在|坐落于|地处|设在|建在|落在)[^，,。；;\d]{2,14}的|[与同][^，,。；;\d]{2,14}(?:共建|合建|合作建设)的|(?:全|该|本)?(?:园区|区|园)内的?|(?:开发区|高新区|经开区|新区)内的"
)
# 某经济开发区|斌郎组团, 某开发区|的共建园区: a part named right behind its park.
_FACILITIES = "中试基地|检测中心|研发中心|数据中心|交易中心|展示中心|实训基地|孵化基地|孵化中心|示范基地"
_BEHIND = re.compile(
    rf"(?:内的?|里的|的)?(?P<part>(?:(?![占比由把将内产居全在是有等各])[\u4e00-\u9fa5]){{1,9}}?(?:{_KINDS}|{_FACILITIES}|园区|(?<![公家花果校田菜庄地])园(?![区林艺丁])))(?!性|域|、|等|和|项目|工程)"
)

_HEADING_LENGTH = 24
"""Characters of a heading that is the name of a part at most."""
_HEADED = re.compile(
    r"\s*(?:[(（]?[一二三四五六七八九十\d]{1,2}[)）、.．]\s*)?(?P<part>[\u4e00-\u9fa5A-Za-z·]{2,10}(?:片区|组团|功能区|产业园|工业园|科技园|物流园|加工区|示范区|种植区|养殖区|物流区|商贸区|核心区|拓展区|基地))[：:]?\s*(?:\n|\Z)"
)
# 该片区|总投资4.2亿元
_THAT = re.compile(r"(?P<part>[该这][一个]{0,2}(?P<noun>片区|组团|功能区))(?![的、和与及内里])")
_SIDE_SAID, _LAND_SAID, _BASE_SAID, _KIND_SAID, _TRADE_SAID, _HEADED_SAID = map(hint, (_SIDE, _LAND, _BASE, _KIND_WORD, _BY_TRADE, _HEADED))
PART_SAID = hint(_THAT) | _SIDE_SAID | _LAND_SAID | _BASE_SAID | _KIND_SAID | _TRADE_SAID | _HEADED_SAID
"""Without these no clause opens with a part."""


THAT_PART = "that part"
"""The name of an anchor that stands for the part named before."""
# 基地占地320亩, 互市点配有申报机24台: the part that was named before by a word of its kind.
BARE_PART = re.compile(
    r"(?:基地|陆港|互市点|孵化器|加速器|众创空间|实验室|小镇|产业城|科技城|物流港)"
    r"(?![的、和与及等内里是]|建设|项目|公司|管理|负责|化|型|级|上|中)"
)

BARE_SAID = hint(BARE_PART)


class Parts:
    """The parts of the parks of one article."""

    def __init__(self, text: str, start: int, end: int, places: Divisions) -> None:
        """`places`: cities and counties, which are no parts of a park."""
        self._text = text
        self._places = places
        # Where the text says what a park is made of, and the names found there.
        self._told: list[tuple[int, int]] = []
        self._shares: list[tuple[int, int]] = []
        # Those that a line deals out over, in order.
        self._abreast: list[tuple[int, int, list[str]]] = []
        self.names: list[str] = []
        # 化工区 for 黑柳子化工区.
        self._tails: dict[str, str] = {}
        for match in _HOLDS.finditer(text, start, end):
            self._told.append(match.span("items"))
            self.names += [name for name in _names_of(match["items"], "") if name not in self.names]
        for sized in itertools.islice(_SIZED_PARTS.finditer(text, start, end), _MOST_PARTS):
            self.names += [name for name in _SIZED_PART.findall(sized["items"]) if name not in self.names and name not in places]
        for lead in itertools.islice(_BY_AREA.finditer(text, start, end), _MOST_PARTS):
            self._by_area(lead.end(), end)
        if _MADE_SAID.search(text, start, end) is None:
            return
        for match in _MADE_OF.finditer(text, start, end):
            # 某保税区由某保税区、甲出口加工区等组成: the whole is called as one of its parts, and stays the whole.
            listed = list(_names_of(match["items"], match["noun"] or ("园区" if match["many"] else "")))
            names = [name for name in listed if not text.endswith(name, start, match.start())]
            if len(listed) > 1:
                self._told.append(match.span())
                self.names += [name for name in names if name not in self.names][: _MOST_PARTS - len(self.names)]
        self._told.sort()
        for match in itertools.islice(_DEALT_AMONG.finditer(text, start, end), _MOST_PARTS):
            listed = list(_names_of(match["items"], match["noun"]))
            # Of two cities' 产业园 each would be a park of its own; what the text calls by that name elsewhere is a part of this one.
            if len(listed) == _NUMERAL[match["number"]] and (match["noun"] in _OWN_NOUNS or any(name in text for name in listed)):
                self._shares.append(match.span())
                self.names += [name for name in listed if name not in self.names][: _MOST_PARTS - len(self.names)]
        tails = Counter(name[-_TAIL:] for name in self.names)
        self._tails = {name[-_TAIL:]: name for name in self.names if len(name) > _TAIL and tails[name[-_TAIL:]] == 1 and name[-_TAIL:] not in WORD_CLASS}

    def _by_area(self, start: int, end: int) -> None:
        """Takes the parts that a line deals figures out over: 分区域看，铝工业区完成…，煤化工区完成…; 按片区分，三江口8个、滨海新城17个."""
        text = self._text
        stop = text.find("。", start, end)
        stop = min(at for at in (stop, text.find("\n", start, end), end) if at >= 0)
        for match in _AREAS_ABREAST.finditer(text, start, stop):
            listed = [name for name in _JOINS.split(match["items"]) if self._is_area(name)]
            if len(listed) > 1:
                self._shares.append(match.span("items"))
                self._abreast.append((*match.span("items"), listed))
                self.names += [name for name in listed if name not in self.names]
        for match in _AREA_OF_LINE.finditer(text, start, stop):
            name = match["name"]
            counted = match["counted"] is not None and name not in self._places and may_name(name) and not only_describes(name)
            if (counted or self._is_area(name)) and name not in self.names:
                self.names.append(name)
        del self.names[_MOST_PARTS:]

    def _is_branch(self, name: str, end: int) -> bool:
        """石化板块, 黄金珠宝板块: a trade by that word, and no part of the park as 空港板块 or a town's is."""
        head = name.removesuffix("板块")
        if self._text.startswith(_LAND_OF, end):
            # 七迳板块|面积23.7平方公里
            return False
        return head != name and head not in SITES and head not in self._places and _SIDE_OF.fullmatch(head) is None

    def _is_area(self, name: str) -> bool:
        """Whether an item of a line that is told area by area is a part of the park, and no park of its own, no place, no kind of things."""
        if name in self._places or not name.endswith(_ENDS_PART) or not may_name(name):
            return False
        return name.endswith(_AREA_WORDS) or not (name.endswith(tuple(WORD_CLASS)) or only_describes(name))

    def abreast(self, start: int, end: int) -> Iterator[tuple[int, Sequence[str]]]:
        """The lists of parts in a stretch of text, over which the figures behind them are dealt out: where each ends, and its names in order."""
        return ((last, names) for first, last, names in self._abreast if start <= first < end)

    def named(self, start: int, end: int) -> Iterator[tuple[int, int, str]]:
        """Where a stretch of text names parts that the article has told of, each where a subject may begin."""
        for name in self.names:
            yield from self._each(name, name, start, end)
        for tail, name in self._tails.items():
            yield from (part for part in self._each(tail, name, start, end) if _HAS_FIGURE.match(self._text, part[1], end))
        for first, last in self._shares:
            if start <= first < end:
                yield first, last, self._text[first:last]
        for told in self._told[bisect_left(self._told, (start,)) : bisect_left(self._told, (end,))]:
            # 设甲化工区、乙冶金区，|面积依次为21平方公里、17平方公里: what is dealt out is of the parts.
            if (dealt := _DEALT.match(self._text, told[1], end)) is not None:
                yield dealt.start(), dealt.start() + 1, self._text[told[0] : told[1]]

    def tells_how_many(self, position: int) -> bool:
        """Whether a place stands in the words that name the parts and their number: 五彩湾、西黑山|两个产业园分别…."""
        return any(first <= position < last for first, last in self._shares)

    def _each(self, word: str, name: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
        """The places at which a stretch of text has a word for a part where a subject may begin."""
        text = self._text
        at = text.find(word, start, end)
        while at >= 0:
            stop = at + len(word)
            begins = at == start or text[at - 1] in _PART_BEGINS or (text[at - 1] == "、" and text[stop : stop + 1].isdigit())
            if begins and not self.lists(at):
                yield at, stop, name
            at = text.find(word, stop, end)

    def lists(self, position: int) -> bool:
        """Whether a place stands where the text says what a park is made of."""
        before = bisect_right(self._told, (position, len(self._text)))
        return before > 0 and position < self._told[before - 1][1]

    def opening(self, at: int, end: int, said: int = ANYTHING) -> tuple[int, int, str, str] | None:
        """The part that a clause opens with at a place: its offsets, its name and its role; None where it opens with none.

        `said` is what may match in its sentence.
        """
        text = self._text
        if said & _HEADED_SAID and (headed := self._headed(at, end)) is not None:
            return headed
        if (that := _THAT.match(text, at, end)) is not None:
            return that.start("part"), that.end("part"), that["part"], ACTS
        in_it = text[at : at + 1] == "在"
        at += in_it
        stands = _STANDS.match(text, at, end) if text[at : at + 1] in _STANDS_STARTS else None
        if stands is not None:
            at = stands.end()
        near = min(at + 24, end)
        counted = _COUNTED_PARTS.match(text, at, min(at + 24, end))
        if counted is not None and (self.names or counted["noun"] not in ("园区", "园")):
            return counted.start("part"), counted.end("part"), counted["part"], ACTS
        side = (
            (_SIDE.match(text, at, near) if said & _SIDE_SAID else None)
            or (_LAND.match(text, at, near) if said & _LAND_SAID else None)
            or (_BASE.match(text, at, near) if said & _BASE_SAID else None)
        )
        trade = _BY_TRADE.match(text, at, near) if side is None and said & _TRADE_SAID else None
        if trade is not None and only_describes(trade["trade"]) and trade["trade"] not in ANY:
            return trade.start("part"), trade.end("part"), trade["part"], PLACED if in_it else ACTS
        if side is None and (not said & _KIND_SAID or _KIND_WORD.search(text, at, near) is None):
            return None
        for part in (side, _NAME.match(text, at, near)):
            if part is not None and not _NO_PART.search(part["part"]) and (part["part"] in UNNAMED_PARTS or may_name(part["part"])):
                if _IS_WORK.match(text, part.end("part"), end) or self._is_branch(part["part"], part.end("part")):
                    return None
                # 盈科智谷|产业园
                longer = _LONGER.match(text, part.end("part"), end)
                stop = longer.end() if longer is not None else part.end("part")
                return part.start("part"), stop, text[part.start("part") : stop], PLACED if in_it else ACTS
        return None

    def _headed(self, at: int, end: int) -> tuple[int, int, str, str] | None:
        """The part that a heading is nothing but the name of: (一)大沁他拉片区."""
        if end - at > _HEADING_LENGTH:
            return None
        line = self._text.rfind("\n", max(0, at - _HEADING_LENGTH), at) + 1
        part = _HEADED.match(self._text, line, end)
        if part is None or part["part"] in WORD_CLASS or _NO_PART.search(part["part"]) or not may_name(part["part"]):
            return None
        return part.start("part"), part.end("part"), part["part"], ACTS

    def behind(self, end: int, stop: int) -> tuple[int, int, str] | None:
        """The part named right behind a park's name that ends at a place."""
        part = _BEHIND.match(self._text, end, min(end + 14, stop))
        if (
            part is None
            or _NO_PART.search(part["part"])
            or opens_with_verb(part["part"])
            or not (may_name(part["part"]) or part["part"] in ("共建园区", "合作园区"))
            or part["part"] in WORD_CLASS
        ):
            return None
        return part.start("part"), part.end("part"), part["part"]


def lists_of_parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where a text lists what something is made of: 由|临江产业园、大成机电园和武林港物流园|组成."""
    if _MADE_SAID.search(text, start, end) is not None:
        for match in _MADE_OF.finditer(text, start, end):
            yield match.span("items")
    for match in _SIZED_PARTS.finditer(text, start, end):
        yield match.span("items")


# 三十铺|片区, 万里|片区
_COUNTED_PLACE = re.compile(r"[一二三四五六七八九十百]{1,3}里?[铺墩店桥堡渡庙坝塘河屯]|[百千万]里")


def may_name(name: str) -> bool:
    """Whether what looks like a name does not begin with a verb: 磨憨 of 磨憨口岸, cut into 磨 and 憨, does not."""
    if words(name)[1:] == ("园区",) and words(name)[0] in BREAK:
        # 力争园区产值…, 某经开区今年园区…
        return False
    if not opens_with_verb(name) or _COUNTED_PLACE.match(name):
        return True
    if (kind := _KIND_WORD.search(name)) is not None and only_describes(name[: kind.start()]):
        # 泛半导体产业园: by its trade.
        return True
    parts = words(name)
    return len(parts) > 2 and len(parts[0]) == len(parts[1]) == 1 and is_proper(parts[1])


def _names_of(items: str, noun: str) -> Iterator[str]:
    """The names of the parts that a sentence lists: 石角 and 源潭 of 石角、源潭两个片区 are 石角片区 and 源潭片区."""
    for item in _JOINS.split(items):
        if item in WORD_CLASS:
            continue
        if item.endswith(_ENDS_PART) and len(item) > 1:
            yield item
        elif noun in _NOUNS and item:
            yield item + noun
