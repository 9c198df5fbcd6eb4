"""Companies in a text: by a class word (…有限公司, …厂), by name and trade (恒远车桥产值…), or by a short form of a name given in full.

This is the one place that says what is a company; who a figure belongs to is said in owners/.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from seeds.read import seed_rows
from transforms.names.name_words import ANY, BRANCHES, BREAK, only_describes
from transforms.names.trade_names import MADE_OF, TRADE_END, TRADES, is_proper, lexicon_words, trade_names
from transforms.text.alternatives import longest_of
from transforms.text.numbering import CIRCLED, NUMBER
from transforms.text.said import ANYTHING, hint, hint_of
from transforms.text.segmenter import word_class, words

MANY_NAMES = 200
"""Short forms that are looked for in one article: a text with more full names of companies is a list of them."""


@dataclass(slots=True)
class Body:
    """A company named at a place in the text; `group` marks a list of them (甲科技、乙电子等8家企业)."""

    start: int
    end: int
    name: str
    group: bool = False


_COUNTIES = frozenset(row["short_name"] for row in seed_rows("lexicon/divisions.csv") if len(row["short_name"]) > 1)
COMPANY_WORDS = lexicon_words("company")
# 特斯拉, 京东方: known all over the country by a name without a company word; 特斯拉供应商, 中车产业园 are somebody else.
_KNOWN_NAMES = [row["name"] for row in seed_rows("lexicon/companies.csv")]
_KNOWN = re.compile(
    longest_of(_KNOWN_NAMES)
    + r"(?!\d|准字|产业|工业|科技园|[的系]?(?:供应|配套|产业链|生态|上下游)|概念|系|路|大道|[^，。；]{0,8}(?:公司|集团|股份|大学|学院|医院|中心|项目))"
)
# 利川|宏远木业|有限公司
_OWN_TRADE = re.compile(r"^[\u4e00-\u9fa5]{2,5}?(?:省|市|县|区)?(?P<own>[\u4e00-\u9fa5]{4})(?:股份|集团|有限责任|有限)*公司\Z")
# 公司总部, 集团大厦: the word goes on to something else.
_GOES_ON = r"(?!(?:总部(?!入驻|落户|落地|迁[入至到]|搬)|大厦|园区)|[^与和及、在的，。；,;:：！？”“\s]?(?:公司|集团|股份|有限))"
_TAIL = re.compile("|".join(word + _GOES_ON for word in COMPANY_WORDS) + r"|厂(?<![工电分老新建该本全办开设进入出回水驻后]厂)(?!\s?[房区长家商内里门址矿站])")
_NAME_BEFORE = re.compile(r"[\u4e00-\u9fa5A-Za-z0-9()·]{2,24}\Z")
# 美的|空调集团 is a name.
_CUT = re.compile(r"(?<!美)的|[在对向由从到了是与和及为让把被已]|携手|联手|会同|牵手|联合(?!会)|随[着著]|组建|开建|(?<=[园区])以|完成|成立|\d")
_LEADING = re.compile(
    r"^(?:不含|不包括|不计|扣除|剔除|据|仅|单是|光是|只是|在|由|为|与|和|及|对|向|从|到|将|把|被|让|使|以|其中|包括|近日|日前|目前|今年|去年|[上下]半年|[一二三四]季度|年底|全年|同时|此外|位于|来自|还有|另有|以及|记者|走进|通过|走访|引进|引来|引入|龙头|企业|个月|月份|季度|[的了是有])+"
)
# 多家世界级家电公司: how many, and none by name.
_COUNTER = re.compile(r"[多余]?(?:[家户]|[名位个](?=员工|工人|职工))")
_SOME_OF_THEM = re.compile(r"(?:多|数|几|两|三|四|五|六|七|八|九|十|百)余?家|一批|众多|不少|许多|部分|各类")
# 东疆|新设租赁公司126家, 存量公司: so many of them, and no name.
_NEW_ONES = re.compile(r"新(?:设|增|注册|引进|落户|签约|成立|开业)|存量")
_DONE_AWAY = re.compile(r"(?:拆除|关停|关闭|取缔|淘汰|整治|清退|腾退|关停并转|改造|新建|兴建|建起|建成|盘活|搬迁)")
# 污水处理厂: a work of the park.
_PLANT = re.compile(r"(?:污水|废水|垃圾|净水|处理|焚烧|再生水|中水|供热)[\u4e00-\u9fa5]{0,4}厂\Z")
# 上市公司, 分公司, 三家公司: a kind of company and no name of one.
_KIND_ONLY = re.compile(
    r"(?:大|.*(?:上市|控股|参股|(?<![电量离原粒种分光质])子|分|总|母|跨国|外资|国有|民营|物业|担保|保险|证券|上下游|这些|大型|合资|独资|知名|世界)|(?:.*的)?[本该我贵多各两几某一]家?|(?:.*[多余两几数])?家|科技|电商|投资|开发|平台|集体|国企|央企)?(?:平台|融资|投资|建设|运营|子)?"
    r"(?:公司|集团|股份|控股|实业|有限公司|厂)|(?:农民|专业|农业)*合作社|全[国省市县区州旗盟][\u4e00-\u9fa5]*厂"
)
_ABBREVIATED = re.compile(r"\((?:以下|下)?(?:简称|称)[:：]?[“\"]?([^”\")）]{2,12})[”\"]?\)")
# (以下简称管委会); (简称监测企业): many of them.
_NO_SHORT_NAME = ("区", "园", "委", "局", "办", "企业", "单位")
_PLACE_BEFORE = re.compile(r"^[\u4e00-\u9fa5]{1,3}(?:省|市|县)")
_FULL = re.compile(r"\(?[\u4e00-\u9fa5]{0,4}\)?(?:股份有限|有限责任|有限|集团|控股)*(?:公司|集团|股份|实业|重工|药业)\Z")
# What a company does or has; right behind a name without a company word it tells that the name is one.
_DOES = (
    r"(?:[今去]年|(?:19|20)\d\d年|[上下]半年|前[一二三四\d]{1,2}(?:季度|个月)|[一二三四]季度|\d{1,2}(?:[—\-至]\d{1,2})?月份?|预计|累计|已|共|全年|年){0,3}(?:完成|实现|贡献|达成|实现了|完成了|上缴|缴纳|拥有|签下|获得)?"
    r"(?:年|工业|总|年度|的)?(?:(?:售出|卖出|出货|交付)(?=[\u4e00-\u9fa5]{0,8}\d)|产值|产销|销售额|销售收入|(?<!经)营收|营业收入|产量|销量|(?:海外|国内|出口|在手|手持)?订单|纳税|税收|利润|员工|职工|专利|年产|产能|研发投入|(?:进)?出口(?:额|总值)?(?=达|约|近|超|突破|完成|实现|为|\d))"
)
# What a company does among others: it tells so only of a name that ends in a trade.
_ALSO_DOES = r"(?:[今去当]年|(?:19|20)\d\d年)?(?:前?\d{1,2}个?月|上半年|前三季度|全年)?(?:又|还|已|也|先后|正式|成功)?(?:获评|入选|荣获|获得|投资|预计|主营|专注|成立于|创办于|承接|处理|接单|用地(?=\d)|占地(?=\d)|研发|接到|新增|自主|是一家|是[^，。；,;\d]{1,10}(?:的一家|企业之一)(?=[，。；])|年产|投产|扩产|签订|中标|改造(?=[一二两三四五六七八九十\d]+[座条台])|依托[“\"]|依托[^，。；\d]{2,16}(?:中心|平台|实验室)[，,”\"]|(?:[今去]年)?投入(?:约|近)?\d[\d.]*[万亿]+元|(?:则|就|便)?是[^，。；,;]{0,14}的(?:一家)?(?:新|龙头|骨干|重点|老牌|外资|本土|高新技术)?(?:企业|公司)(?=[，。；]))"
# Where a name may begin: at a clause, behind 的, or in a list.
_BEFORE_NAME = re.compile(r"[，,；;。:：、\n—的]|巨头|龙头(?!企业)")
_BEGINS = re.compile(r"(?:其中)?(?P<name>[\u4e00-\u9fa5A-Za-z]{3,8}?)(?=" + _DOES + "|(?P<weak>" + _ALSO_DOES + "))")
# 作为开发区的老牌企业，|华岭钒钛去年产值9.4亿元: told to be a company, whatever it is called.
_INTRODUCED = re.compile(r"作为[^，。；,;]{0,18}(?:企业|公司|工厂)[，,]\Z")
# 生产消防车的|浩淼科技前三季度营收3.7亿元: what it makes tells that a trade's name is a company's.
_MAKES = re.compile(r"(?:生产|制造|研发|加工|主营|从事)[^，。；,;\d]{1,12}的\Z")
_MAKES_REACH = 16
_BUILT_THING = re.compile(r"(?:厂房|大厦|广场|基地|中心|大道|公寓|小区|学校|医院|仓库|码头|园|区|谷|城|港)\Z")
_INTRODUCED_REACH = 28
# 2018年落户园区的|沪益高分子，…
_SETTLED = re.compile(
    r"(?:落户|入驻|进驻|扎根|安家|落地|入园)(?:于|在|到)?(?:在)?(?:园区|园内|区内|该园|该区|本区|开发区|高新区|经开区|新区|综保区)(?:的|多年的)(?P<name>[\u4e00-\u9fa5A-Za-z]{3,8})(?=[，,])"
)
# 位于高新区东部新城的|抚州卓河数据，建有机柜8000个: who lies there and has or does what companies do.
_LIES_THERE = re.compile(
    r"(?:位于|坐落于|坐落在)[^，。；,;\d]{2,16}的(?P<name>[\u4e00-\u9fa5A-Za-z]{4,10})[，,](?=建有|拥有|主营|主要从事|专注|现有员工|有员工|年产|年营收|去年营收|去年产值|今年营收|是一家)"
)
# 江西赣重2009年入园，去年销售塔机860台: who came in a year.
_CAME_IN = re.compile(
    r"(?:^|(?<=[。\n”]))(?P<name>[\u4e00-\u9fa5]{4,8})(?:于|是)?(?:19|20)\d\d年(?:\d{1,2}月)?(?:入园|入驻|落户|进园|进驻|投产)(?=[，,]|园区|高新区|经开区|开发区)",
    re.MULTILINE,
)
# 广东匠作刀剪是园里的刀剪大户，去年产值3.6亿元: what it is there.
_IS_THERE = re.compile(
    r"(?:^|(?<=[。；\n”])|(?<=[ \u3000]))(?P<name>[\u4e00-\u9fa5]{4,8})是(?:园区|园|区|全园|开发区|高新区|经开区|这里|当地)(?:里|内|中)?的?[^，。；、\d]{0,8}(?:大户|龙头企业|骨干企业|明星企业|标杆企业|领军企业|老牌企业|重点企业|龙头)(?=[，,。；])",
    re.MULTILINE,
)
_DEEDS = re.compile(
    "处理|接单|用地|占地|产值|销售|营收|营业|产量|销量|售出|卖出|出货|交付|订单|纳税|税收|利润|员工|职工|专利|年产|产能|出口|研发|获评|入选|荣获|获得|投资|预计|主营|专注|成立|创办|承接|接到|新增|自主|是一家|的一家|之一|投产|扩产|签订|中标"
)
_DEED_REACH = 24
"""Characters from where a name begins to the word for what the company does."""
_SHORTEST = 3
"""Characters of a name at least."""
_NO_NAME = re.compile(
    rf"(?<![转定双导方流])向|分别|依次|各自|[在和与及为了将被把从到对是有以其每各该本全这那又再也还已均都就共则仅沿]|党员|占(?!领)|技工贸|万人|规上|单[个位件箱台吨亩次票柜车]|授权|新获|改造|利用|依托|围绕|随着|力争|争取|确保|季度|完成|实现|预计|计划|目标|[今去上全]年|累计|^{MADE_OF}|^[铝铜镁钛硅碳锂镍锌锡钨钒氟钢磷硼](?:新?材料|化工|深?加工|合金)|(?:业|企业|产业|园|园区|区|市|县|省|类|项目|以上|经济|贸易|外贸|地区|方面|板块|领域|公司|集团|平台|总|产品|完成|实现|龙头|重点|新增|平均|预计|累计|主营|人均|亩均|单位|规模|规上|税收|出口|进口|销售|工业|农产品|地方|进)\Z"
)
_LIST_TAIL = re.compile(
    r"等?(?:(?P<n>\d+|[一二三四五六七八九十两几数多]+)(?:多|余)?(?:家|户)|一批|多家|众多)?(?!行业|产业|领域|门类)(?:世界500强|[\u4e00-\u9fa5]){0,6}?(?:企业|公司|单位|机构|[药船车房]企)"
)


def head_is_proper(name: str, places: frozenset[str] = frozenset()) -> bool:
    """Whether a name opens with at least two characters that are no common word: 恒远车桥, 清溪饮料, but not 装备制造 or 江阴纺织.

    `places` are cities and provinces, which open the names of their industries too.
    """
    if any(name[:size] in BRANCHES for size in (2, 3, 4)):
        # 光伏材料, 锂电新能源: a branch of industry is nobody's name.
        return False
    length = 0
    for word in words(name):
        if not is_proper(word) and not (length == 0 and word_class(word) == "ns" and word not in places):
            break
        length += len(word)
    return length >= 2 and (length < len(name) or len(name) < 4)


def without_verbs(name: str) -> str:
    """A name without the verbs and adverbs before it: 实施|国有平台公司."""
    for word in words(name):
        if len(word) < 2 or word_class(word) not in ("v", "d", "p", "c", "m") or len(word) == len(name):
            break
        name = name[len(word) :]
    return name


_HAS_TRADE = re.compile(longest_of([*COMPANY_WORDS, *TRADES, "厂", "酒店"]))
_OFFICIAL = re.compile(r"管委会|党工委|园区|开发区|高新区|经开区|局|委|政府|街道|中心|大学|学院|协会|商会|海关")


def is_company(name: str) -> bool:
    """Whether a name that stands before an office (…负责人, …总经理) is a company's."""
    return _HAS_TRADE.search(name) is not None and _OFFICIAL.search(name) is None


_CUES = re.compile(
    r"(?:精制|生产|加工|灌装|总装|组装|装配|智能化?|数字化|无尘|自动化|制鞋|缝制|包装)?车间(?!主任)|(?:窑炉|展厅|展示厅|实验室|生产线|流水线)(?=[里内前上旁，])|(?:副?总经理|董事长|总裁|厂长)(?=[\u4e00-\u9fa5]{2,3}(?:说|介绍|告诉|表示|坦[言承]|指着|笑|估计|感慨|算|当场|直言|透露|回忆|解释|报出|给记者|掰着|谈|称))|一家(?=就|便|即|独[占家])|在(?:北交所|上交所|深交所|港交所|科创板|创业板|主板|新三板|纳斯达克)(?=[^，。；]{0,6}(?:上市|挂牌))"
)
_DIRECTORS = ("经理", "董事长", "总裁", "厂长")
_CUE_NAME = re.compile(r"(?P<name>[\u4e00-\u9fa5]{3,12}?)的?\Z")
_CUE_REACH = 14
"""Characters before such a cue in which the name stands."""

_TAIL_SAID, _CUES_SAID, _ABBREVIATED_SAID = map(hint, (_TAIL, _CUES, _ABBREVIATED))
_KNOWN_SAID = hint_of(_KNOWN_NAMES)


def _has_own_word(name: str) -> bool:
    """Whether a word that is no branch and said of no kind stands before a trade: 宏远|科技, but not 现代|农业."""
    trade = TRADE_END.search(name)
    own = name[: trade.start()] if trade is not None else ""
    return len(own) >= 2 and own not in BREAK and own not in ANY and not only_describes(own) and not opens_with_verb(own)


def opens_with_verb(name: str) -> bool:
    """Whether what looks like a name begins with a verb, a number or another word that no name begins with."""
    first = words(name)[0] if name else ""
    return not first or first[0].isdigit() or word_class(first) in ("v", "d", "p", "c", "m", "r", "u")


def _may_name(name: str) -> bool:
    """Whether words may be the name of a company where the text tells them to be one: no kind of things, no verb and no word for many."""
    return not _NO_NAME.search(name) and not only_describes(name) and not opens_with_verb(name)


class Bodies:
    """The companies of one article; the short forms of their names are found once."""

    def __init__(
        self, text: str, start: int, end: int, places: frozenset[str], spans: Iterable[tuple[int, int]] = (), bare: Iterable[int] = (), said: int = ANYTHING
    ) -> None:
        """`spans` are names of parks, which are no part of a company's name; `bare` are the ends of words like 园区, behind which one may begin.

        `said` is what may match in the article.
        """
        self._text = text
        self._places = places
        self._parks = sorted(spans)
        self._park_ends = sorted({*(stop for _, stop in self._parks), *bare})
        self._park_starts = [span[0] for span in self._parks]
        found = self._by_word(start, end) if said & _TAIL_SAID else []
        if said & _CUES_SAID:
            found += self._by_cue(start, end)
        park_ends = {stop for _, stop in self._parks}
        # 5个综合保税区(以下简称综保区), 调整预算(以下简称“完成预算”) name no company.
        shorts = (
            {
                m[1]: m[1]
                for m in _ABBREVIATED.finditer(text, start, end)
                # 本溪高新区(以下简称“药都”): a park's.
                if m.start() not in park_ends and not m[1].endswith(_NO_SHORT_NAME) and not opens_with_verb(m[1])
            }
            if said & _ABBREVIATED_SAID
            else {}
        )
        for body in found:
            own = _OWN_TRADE.search(body.name)
            if own is not None and len(own["own"]) < len(body.name) and TRADE_END.search(own["own"]):
                # 利川宏远木业有限公司 goes by 宏远木业 too.
                shorts.setdefault(own["own"], body.name)
            base = self._core(body.name)
            if base and base not in shorts:
                shorts[base] = body.name
        doers = self._by_deed(start, end)
        found += doers
        for body in doers:
            if not body.group and TRADE_END.search(body.name):
                # 捷联显示产值9亿元。…在捷联显示，…: also where it does nothing.
                shorts.setdefault(body.name, body.name)
        if said & _KNOWN_SAID:
            found += [
                Body(*match.span(), match[0])
                for match in _KNOWN.finditer(text, start, end)
                if text[match.start() - 1 : match.start() + 1] != "其中" and not self._in_park(*match.span()) and _stands(text, match)
            ]
        for body in found:
            if body.group:
                # 雪域圣泉、那曲乳业等一批企业…。其中雪域圣泉: each of a list is one by itself.
                for name in _JOINT.split(text[body.start : body.end]):
                    if _SHORTEST <= len(name) <= _LISTED_LENGTH and _may_name(name):
                        shorts.setdefault(name, name)
        for short, name in list(shorts.items())[:MANY_NAMES]:
            found += self._named(short, name, start, end)
        self.found = self._grouped(_apart(found))
        self._starts = [body.start for body in self.found]

    def within(self, start: int, end: int) -> list[Body]:
        """The companies named in a stretch of text, in order."""
        first = bisect_left(self._starts, start)
        return self.found[first : bisect_left(self._starts, end, first)]

    def _by_word(self, start: int, end: int) -> list[Body]:
        found = []
        for match in _TAIL.finditer(self._text, start, end):
            floor = max(start, match.start() - 24)
            before = bisect_left(self._park_starts, match.start()) - 1
            if before >= 0:
                floor = max(floor, min(self._parks[before][1], match.start()))
            head = _NAME_BEFORE.search(self._text, floor, match.start())
            if head is None:
                continue
            name = _LEADING.sub("", _CUT.split(head[0])[-1] + match[0])
            name = name.rpartition("企业")[2]
            if "(" in name and ")" not in name:
                # 占全市(不含|某集团)
                name = _LEADING.sub("", name.rpartition("(")[2])
            if (
                len(name) < 4 - (match[0] not in ("公司", "厂"))
                or _KIND_ONLY.fullmatch(name)
                or _SOME_OF_THEM.match(name)
                or _NEW_ONES.search(name)
                or _PLANT.search(name)
            ):
                continue
            if name.endswith("业") and only_describes(name[:-1].lstrip("年月日")):
                # 生物医药业: a branch of industry.
                continue
            if name == (first_word := words(name)[0]) + match[0] and word_class(first_word)[:1] == "v":
                # 吸纳|合作社127家
                continue
            if match[0] == "厂" and _DONE_AWAY.match(name):
                # 拆除旧砖厂, 关停环保不达标小厂: what is done to plants without a name.
                continue
            if _COUNTER.match(name) and self._text[floor : match.end() - len(name)].rstrip()[-1:].isdigit():
                # 成立了4家风险投资公司: how many, and none by name.
                continue
            found.append(Body(match.end() - len(name), match.end(), name))
        return found

    def _by_cue(self, start: int, end: int) -> list[Body]:
        """Names before what only a company has: 云岭陈茶业的精制车间, 瓶安药玻总经理沈某."""
        found = []
        for cue in _CUES.finditer(self._text, start, end):
            floor = max(start, cue.start() - _CUE_REACH)
            if (before := bisect_right(self._park_ends, cue.start()) - 1) >= 0:
                floor = max(floor, self._park_ends[before])
            head = _CUE_NAME.search(self._text, floor, cue.start())
            name = _LEADING.sub("", _CUT.split(head["name"])[-1]) if head is not None else ""
            first = cue.start() - len(name) - (len(head[0]) - len(head["name"]) if head is not None else 0)
            if (
                # 北谷香|董事长尤某说: who has a director is a company, however short its name.
                _SHORTEST + (not cue[0].endswith(_DIRECTORS)) <= len(name) <= _LISTED_LENGTH
                and not _NO_NAME.search(name)
                and not _OFFICIAL.search(name)
                and not only_describes(name)
                and (head_is_proper(name) or _has_own_word(name))
                and not self._in_park(first, first + len(name))
            ):
                found.append(Body(first, first + len(name), name))
        return found

    def _by_deed(self, start: int, end: int) -> list[Body]:
        """Names without a company word that do what companies do: 恒远车桥完成产值58亿元."""
        found = []
        text = self._text
        deeds = [deed.start() for deed in _DEEDS.finditer(text, start, end)]
        for begin in self._before_deeds(deeds, start, end):
            match = _BEGINS.match(self._text, begin, end)
            if match is None:
                continue
            # 龙头企业|宁川新能源产值38.4亿元
            name = match["name"].rpartition("企业")[2]
            if len(name) < _SHORTEST or (match["weak"] is not None and not TRADE_END.search(name)):
                continue
            first = match.end("name") - len(name)
            introduced = _INTRODUCED.search(text, max(start, first - _INTRODUCED_REACH), first) is not None or (
                TRADE_END.search(name) is not None and _MAKES.search(text, max(start, first - _MAKES_REACH), first) is not None
            )
            told = introduced and not _NO_NAME.search(name) and not opens_with_verb(name) and not only_describes(name)
            if (told or self._acts_like_one(name)) and not self._in_park(first, match.end("name")):
                found.append(Body(first, match.end("name"), name))
        # Who settled in the park, lies there or came in a year.
        for match in (
            *_SETTLED.finditer(text, start, end),
            *_LIES_THERE.finditer(text, start, end),
            *_CAME_IN.finditer(text, start, end),
            *_IS_THERE.finditer(text, start, end),
        ):
            name = match["name"]
            if _may_name(name) and not _OFFICIAL.search(name) and not _BUILT_THING.search(name):
                found.append(Body(match.start("name"), match.end("name"), name))
        # 江河纸业、亚洲制革分别…; 禾源生物渐入佳境: a name of its own and a trade, as a subject or in a list of them.
        found += [Body(*span, text[span[0] : span[1]]) for span in trade_names(text, start, end, self._places) if not self._in_park(*span)]
        # 恒远车桥：产线提速, as a heading or the beginning of a paragraph.
        for match in _headed(text, start, end):
            if TRADE_END.search(match["name"]) and head_is_proper(match["name"], self._places) and not self._in_park(*match.span("name")):
                found.append(Body(match.start("name"), match.end("name"), match["name"]))
        # Behind a park's name or the word 企业 a name has no mark before it.
        for stop in self._park_ends:
            deed_at = bisect_left(deeds, stop)
            if deed_at == len(deeds) or deeds[deed_at] > stop + _DEED_REACH:
                continue
            if start <= stop < end and (deed := _DOING_SOON.match(self._text, stop, min(stop + 24, end))):
                name = deed["name"]
                if self._acts_like_one(name) and TRADE_END.search(name):
                    found.append(Body(deed.start("name"), deed.end("name"), name))
        # 秦洋阀门、汉源制药等11户企业: what is listed before 等…企业 are companies.
        at = self._text.find("等", start, end)
        while at >= 0:
            tail = _LIST_TAIL.match(self._text, at, at + 24)
            floor = max(start, at - _LIST_REACH)
            begins = _LIST_BEGINS.match(self._text, floor, at) if tail is not None else None
            listed = _LIST.fullmatch(self._text, begins.end() if begins else floor, at) if tail is not None else None
            if tail is not None and listed is not None:
                first = listed.start("names")
                names = listed["names"].replace("和", "、").split("、")
                if any(name.endswith(_OFFICES) for name in names):
                    # 由县工业经济局、某街道办事处等单位抽调10人
                    at = self._text.find("等", at + 1, end)
                    continue
                known = sum(bool(TRADE_END.search(name)) or head_is_proper(name, self._places) for name in names)
                own = (name for name in names if (trade := TRADE_END.search(name)) is not None and trade.start() > 1)
                # 雪域圣泉、那曲乳业、江孜氆氇等一批企业: one is enough where none is but a branch.
                if known * 2 > len(names) or (
                    any(own) and all(len(name) > _SHORTEST and not only_describes(name) and not opens_with_verb(name) for name in names)
                ):
                    found.append(Body(first, at, self._text[first : tail.end()], True))
            at = self._text.find("等", at + 1, end)
        return found

    def _before_deeds(self, deeds: Sequence[int], start: int, end: int) -> Iterator[int]:
        """Where names may begin behind which something is done soon: at the beginning, and behind marks and 的."""
        if not deeds:
            return
        begins = [start, *[mark.end() for mark in _BEFORE_NAME.finditer(self._text, start, end)]]
        done = 0
        for deed in deeds:
            first = max(done, bisect_left(begins, deed - _DEED_REACH))
            done = max(first, bisect_right(begins, deed - _SHORTEST))
            yield from begins[first:done]

    def _acts_like_one(self, name: str) -> bool:
        if _NO_NAME.search(name) or (len(words(name)) == 1 and word_class(name) == "nz"):
            # 锂电池: a thing made.
            return False
        rest = next((name[size:] for size in (2, 3) if name[:size] in self._places), name)
        if rest != name and len(rest) > _SHORTEST and TRADE_END.search(rest) is not None and head_is_proper(rest, self._places):
            # 山东|鲁禾农业装备
            return True
        return head_is_proper(name, self._places) and (len(name) > 3 or TRADE_END.search(name) is not None or word_class(name) in ("nt", "nr", "nrt"))

    def _in_park(self, start: int, end: int) -> bool:
        after = bisect_left(self._park_starts, end)
        return after > 0 and self._parks[after - 1][1] > start

    def _core(self, name: str) -> str:
        """The word of a company's full name that it goes by: 康护 of 山东康护医用敷料有限公司; empty where none stands out."""
        rest = name
        for length in (4, 3, 2):
            if rest[:length] in self._places or rest[:length] in _COUNTIES:
                # 弥勒|森鑫电子科技公司
                rest = rest[length:].removeprefix("省").removeprefix("市")
                break
        else:
            rest = _PLACE_BEFORE.sub("", rest)
        rest = _FULL.sub("", rest) or rest
        for length in (2, 3, 4):
            core = rest[:length]
            if len(core) == length and core not in self._places and head_is_proper(core + "某") and not _CUT.search(core):
                cut = words(core)
                if len(cut) > 1 or word_class(core) in ("", "nz", "nt"):
                    return core
        return ""

    def _named(self, short: str, name: str, start: int, end: int) -> Iterable[Body]:
        at = self._text.find(short, start, end)
        while at >= 0:
            stop = at + len(short)
            inside = name.find(short)
            # 金荣电气 of 湖南金荣电气股份有限公司: as far as the text goes on like the full name.
            tail = name[inside + len(short) :] if inside >= 0 else ""
            while tail and stop < end and self._text[stop] == tail[0]:
                stop, tail = stop + 1, tail[1:]
            if not self._in_park(at, stop):
                yield Body(at, stop, self._text[at:stop])
            at = self._text.find(short, stop, end)

    def _grouped(self, bodies: list[Body]) -> list[Body]:
        """Companies in a list that ends in 等…家企业 become one group."""
        groups: list[Body] = []
        for body in bodies:
            before = groups[-1] if groups else None
            if before is not None and self._text[before.end : body.start] in ("、", "和", "及", "与", "以及"):
                groups[-1] = Body(before.start, body.end, self._text[before.start : body.end], True)
            else:
                groups.append(body)
        groups = [
            body for body in groups
            if not _OF_PROJECTS.match(self._text, body.end, body.end + 80)
            and not _OF_BRANCHES.match(self._text, body.end, body.end + 80)
            and not self._is_product(body)
        ]  # fmt: skip
        for body in groups:
            tail = _LIST_TAIL.match(self._text, body.end, body.end + 24) if self._text[body.end : body.end + 1] == "等" else None
            counted = _LISTED_ON.match(self._text, body.end, body.end + _LIST_REACH) if tail is None else None
            if tail:
                body.group = True
                body.name = self._text[body.start : tail.end()]
            elif counted is not None:
                # 京万药业、燕和药厂、泰安制药等12家企业: also where not all of them are known for companies.
                body.group = True
                body.end = counted.end("names")
                body.name = self._text[body.start : counted.end()]
        return groups

    def _is_product(self, body: Body) -> bool:
        """智能电视、|锂离子电池、平板电脑产量分别增长12%、26%和3%: one of the things that are made."""
        listed = self._text[body.start - 1 : body.start] == "、" or self._text[body.end : body.end + 1] == "、"
        return listed and _MADE.match(self._text, body.end, body.end + 40) is not None


def _stands(text: str, match: re.Match[str]) -> bool:
    """Whether a name of two characters is no part of other words: 平高, but not 水平|高于."""
    start, end = match.span()
    if end - start > 2:
        return True
    at = max(0, start - 4)
    for word in words(text[at : end + 4]):
        if at < start < at + len(word) or (at == start and at + len(word) > end):
            return False
        at += len(word)
    return True


def _headed(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The names that begin a line and end with a colon."""
    if start == 0 and (match := _HEADED_FIRST.match(text, 0, end)):
        yield match
    # The line end may stand right before the stretch.
    yield from _HEADED.finditer(text, max(0, start - 1), end)


# 汇智医疗、骏驰零部件产业园等9个重点项目: companies that only name projects.
_OF_PROJECTS = re.compile(
    r"(?:[\u4e00-\u9fa5A-Za-z]{0,10})(?:[、和及][\u4e00-\u9fa5A-Za-z0-9]{2,16}){0,6}\s?等?(?:\s?[\d一二三四五六七八九十两]+(?:多|余)?\s?(?:个|项|只)[^，。；\d]{0,12}?项目|项目\s?\d+\s?[个项])"
)
# 盐湖化工、新能源、特色生物三大产业: branches that are counted.
_OF_BRANCHES = re.compile(
    r"(?:[、和及与][\u4e00-\u9fa5A-Za-z]{2,10}?){0,6}等?(?:[\d一二三四五六七八九十两几]+(?:多|余)?[个大]|一批)?(?:主导|支柱|特色|优势|重点|新兴|核心)*(?:产业(?!园)|行业|产业集群|产业板块|产业链|[老新]?链(?!条?企业)|领域|(?<=[个大])(?:功能区|片区|组团|板块|区块))"
)
_MADE = re.compile(r"(?:[、和及][\u4e00-\u9fa5A-Za-z]{2,8}?){0,5}(?:等产品)?(?:的)?(?:产量|销量|产销量|出货量|均价)")
_JOINT = re.compile("[、和]")
_LISTED_LENGTH = 8
"""Characters that a company's name in a list has at the most to be looked for elsewhere."""
_OFFICES = ("局", "委", "办", "厅", "政府", "办事处", "部门")
_LIST = re.compile(r"(?:其中|引进|包括)?(?P<names>[\u4e00-\u9fa5A-Za-z]{2,10}(?:[、和][\u4e00-\u9fa5A-Za-z]{2,10}){1,8})")
_LIST_BEGINS = re.compile(r".*[，,；;。:：\n的—区]", re.DOTALL)
_LIST_REACH = 100
"""Characters before 等 in which the names of a list are looked for."""
_LISTED_ON = re.compile(
    r"(?P<names>(?:、[\u4e00-\u9fa5A-Za-z0-9()·“”]{2,14}?){0,10})等(?:\s?(?:\d+|[一二三四五六七八九十几数多]+)(?:多|余)?(?:家|户|个|位|名)|(?:各类|一批|众多|知名|骨干|龙头|重点|大型)[\u4e00-\u9fa5]{0,6}?(?:企业|公司))(?![^，。；]{0,12}项目)"
)
# 恒泰钛业：…, 2、恒泰钛业：…, ①恒泰钛业：…
_LABEL = r"(?P<name>[\u4e00-\u9fa5A-Za-z]{3,10})(?=[:：])"
_HEADED = re.compile(rf"(?:\n[ #]{{0,4}}(?:{NUMBER} ?)?|{CIRCLED} ?){_LABEL}")
_HEADED_FIRST = re.compile(rf"[ #]{{0,4}}{_LABEL}")
_DOING_SOON = re.compile(r"(?:区?内|里)?(?:的|新落地的)?(?:重点|龙头|骨干|外资|规上)?(?:企业)?(?P<name>[\u4e00-\u9fa5A-Za-z]{3,8}?)" + _DOES)


def _apart(bodies: list[Body]) -> list[Body]:
    """In order and none overlapping; the longer of two that begin alike."""
    kept: list[Body] = []
    for body in sorted(bodies, key=lambda b: (b.start, -b.end)):
        if not kept or body.start >= kept[-1].end:
            kept.append(body)
    return kept
