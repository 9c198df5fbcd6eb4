"""What each sentence speaks of, in order: parks with their roles, places, many parks, companies, projects, parts of a park, other bodies."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from transforms.frames.items import items_in
from transforms.frames.parts import BARE_PART, BARE_SAID, HAS, PART_SAID, THAT_PART, Parts
from transforms.frames.projects import PROJECT_SAID, projects_in
from transforms.frames.roles import ACTS, BESIDE, HOLDS
from transforms.frames.slots import Finds
from transforms.frames.wider import AND_MANY, PARKS, PLACE, WHERE_IT_LIES, lead_end, wider_at
from transforms.names.bodies import Bodies, Body, head_is_proper, opens_with_verb
from transforms.names.name_words import BRANCHES, BREAK
from transforms.names.parks import ParkMention
from transforms.text.said import ANYTHING, hint
from transforms.text.segmenter import word_class, words

PARK, ZONE, COMPANY, GROUP, PROJECT, OTHER = "park", "zone", "company", "group", "project", "other"
ANAPHOR = "that company"

# 【机构改革】|水土片区…: also the title of a yearbook's entry ends before its text begins.
_STOP = re.compile(r"[，,；;。:：！？!?\n】]\s*")
# A company that something is done to or with is no subject: 走访某公司, 为某公司办理.
_OBJECT = re.compile(
    r"(?:为|向|给|对|替|帮|与|同|和|跟|把|将|被|由|如|像|以|走访(?:了)?|协助|帮助|帮扶|支持|服务|扶持|协调|联系|对接|会见|考察|调研|来到|走进|包括|组织|邀请|陪同|拜访|奖励|表彰|授予|推荐|推动|指导|督促|发放给|落户的|(?:分别[为是]|主要有|涉及|涵盖|包括)[:：]?|(?:随着|得益于|受益于|受惠于)[^，,。；;]{0,24}|[为向给对](?:园区|区内|辖区|园内)?(?:重点|龙头)?(?:企业)?(?:——|—|“)*)\Z"
)
# 协助甲能源、乙物流、某集团: the companies of a list share what stands before its first.
_LISTED_BEFORE = re.compile(
    r"(?<=[走访助帮扶持务导看望系接察研为向与和括盖及有是:：])[\u4e00-\u9fa5A-Za-z“”]{2,8}(?:、[\u4e00-\u9fa5A-Za-z“”]{2,8}){0,6}[、和及]\Z"
)
# …为某公司贷款500万元, 授信: the money is the company's all the same.
_BENEFITS = re.compile(r"[^，。；]{0,8}?(?:贷款|放款|融资|授信|发放贷|申请贷|(?:解决|落实)(?:用工|招工|资金|用地)|减免|退税|兑现|节省|节约|争取)")
_AREA_BEHIND = re.compile(r"片区|区块|板块(?=，?(?:规划|总|占地|面积|投资|招))")
# 走进某公司的生产车间，…: the scene of what follows.
_SCENE = re.compile(r"的?(?:生产|加工|数字化?|智能|总装)?(?:车间|生产线|厂区|厂房|工地|展厅|流水线)")
_HELD_AT = re.compile(r"(?:[\u4e00-\u9fa5]{0,4}(?:厂区|院区|车间|总部|现场|基地|门前|广场))?内?(?:举行|举办|召开|开展|组织)")
_GAP_OF_LIST = re.compile(r"[^，。；：:、\d]{0,8}(?:、|和|与|及|以及)[^，。；：:、\d]{0,10}")
# 由|某区政府、某集团旗下的|甲集团、乙集团共建
_AND_MORE = re.compile(r"[^，。；\d]{2,40}(?:、|和|与|及|旗下的?)")
_DONE_BY = re.compile(
    r"(?:(?:[、和与及]|旗下的?)[^，。；\d]{2,20}){0,4}(?:共同|联合|合作|携手|合资|分别)?(?:共建|投资|建设|开发|运营|承建|打造|出资|筹建|负责|实施|承办|组建|管理)"
)
# 先后来到甲铜业、乙新材、|丙物流等项目现场: one of those who were called on.
_VISITED = re.compile(r"(?:来到|走进|走访|深入|察看|查看|参观|考察|调研|抵达|前往)了?[^，。；,;]{2,40}、\Z")
_WITHOUT = ("不含", "不包括", "不计", "扣除", "剔除")
_BY_REACH = 48
"""Characters before a company in which it says by whom something is done."""
# 在某开发区，一家|生产风电叶片的企业将于9月投产: a company without a name.
_SOME_COMPANY = re.compile(
    r"(?:^|(?<=[，,；;。：:\n“]))(?:(?:在)?(?:园区|区内|园内)的?)?(?:有)?一家(?P<name>[\u4e00-\u9fa5A-Za-z]{2,20}?(?:企业|公司))(?![们集之家])"
)
# 龙头企业|苏海风塔|应税销售36.1亿元: called what it is right before its name.
_FOREMOST_FIRM = re.compile(
    r"(?<![家户个大\d])(?:龙头|骨干|链主|头部|主导)企业(?P<name>(?![的等数有是占达完实全累年去今上及产户家个中带销生投引通拉受为由和支作贡、])[\u4e00-\u9fa5A-Za-z]{3,8}?)"
    r"(?=(?:去年|今年|全年|上半年|前三季度|一季度|前\d{1,2}个月|\d{1,2}[-—]\d{1,2}月)?(?:实现|完成)?(?:(?:应税|开票)?销售(?:收入|额)?|(?:工业)?总?产值|营收|营业收入|主营业务收入|税收|纳税|上缴|出口|用电量)[^，。；\d]{0,6}\d)"
)
_NO_FIRM = re.compile(r"实现|完成|季度|合计|平均|总体|整体")
_SAID_OF_THEM = frozenset("vdatmqc")
"""Classes of words that say what firms do or how many there are, and none of which a name is made alone."""
THAT_COMPANY = re.compile(
    r"(?:(?<=[，,；;。:：\n“”\s是，])|^)(?:目前|今年|如今|现在|眼下|去年|当年|当前|预计|据介绍|20\d\d年|上半年|前\d{1,2}个月|前三季度|[一二三四]季度){0,2}，?(?:公司|企业(?=坐落|位于|地处|选址|落户|现有|拥有|已|年|总|员工|主|产|预计|去年|今年|上半年|前\d|一季度|前三季度|每年|的(?:产|销|年|订))|集团|我们(?:公司|企业|厂)?(?=每|今|去|年|已|现|又|承|接|的(?:产|销|订)))(?!家|们|诉|问|服|开办|园|入驻|[、和](?!其|员))"
    r"|该(?:公司|企业|集团|厂|企)|这家(?:公司|企业|[^，。；,;]{2,18}?的(?:企业|公司|工厂)(?=[，,]|总|年|已|去|今|现|目|产|占))|(?<![\u4e00-\u9fa5])企业年"
)
_OTHERS = "机场|妇联|工会|商会|协会|联合会|促进会|党支部|党总支|团工委|志愿队|服务队|辅导班|训练营|夏令营|路演|医院|小学|中学|学校|博物馆|图书馆|基金会"
# “育苗”计划, but not “十二五”计划
_SCHEME = r"“(?!十[一二三四]?五)[\u4e00-\u9fa5]{1,11}[”](?:行动)?计划"
# 城陵矶港去年完成集装箱吞吐量50万标箱, 港口国际航线增至6条: what only a harbour has.
_PORT = r"(?:[\u4e00-\u9fa5]{2,6}?港(?![区城口湾务产]|保税|经济|高新)|港口(?!(?:货物|集装箱)?吞吐量))(?=[^，。；]{0,14}?(?:吞吐量|集装箱|标箱|航线|泊位|货运量|船舶))"
_OTHER_NAME = re.compile(
    rf"(?:(?:区内|园内|辖区内?|境内|全区|园区)?的)?(?P<other>[\u4e00-\u9fa5“”]{{2,14}}?(?:{_OTHERS})|{_SCHEME}|{_PORT})(?!\d|[的]?(?:附近|旁|周边|负责|秘书|会长|主席|校长|院长|书记|建设|路|站|高速))"
)


# 甲科技产业园、乙机器人产业园等5个项目
_NAMES_PROJECT = re.compile(r"(?:[一二三四]期|[A-D]区)?(?:[、和及][^。；]{1,60}?|[^，。；、]{1,16}?(?=等))?等?\d+个[^，。；]{0,10}项目")
# 走进|某公司, 来到园区里的|某公司|筒纱车间，160台细纱机…
_COME_TO = re.compile(r"(?:来到|走进|走入|步入)(?:[^，。；,;\d]{0,8}(?:里|内)的?|位于[^，。；,;\d]{2,12}的)?\Z")
_ITS_SHOP = re.compile(r"(?:的|新建的|新)?[\u4e00-\u9fa5]{0,8}?(?:车间|厂区|厂房|生产线|展厅|仓库|厂)?[里内]?[。，,]")
# 在某市15个区县中|排名第一, 在全省营商环境评价中: among whom somebody is ranked.
_RANKED_AMONG = re.compile(
    r"在(?:(?:19|20)\d\d年度?)?[^，。；;]{0,30}?(?:(?:评价|考核|考评|评比|测评|评估|评选|排名|排行|表彰)[^，。；;]{0,4}[中里上](?=[，,]|[^，。；;]{0,10}[排居列获])"
    r"|\d+个[^，。；;\d]{1,14}[中里内][^，。；;\d]{0,8}[排居列第]"
    r"|[^，。；;\d]{0,14}(?:开发区|园区|高新区|经开区|综保区|县区|县市区|区县)[中里](?=[，,]|[^，。；;]{0,4}[排居列位]))"
)
# 距某市机场|仅20千米
_HOW_FAR = re.compile(r"(?:[东南西北]{0,2}(?:距离?|离)|毗邻|紧邻|邻近|紧靠)(?:离|着)?[^，。；]{0,20}")
# 新区核心区, 某经开区起步区: a part named by its place in the park.
_PARKS_PART = re.compile(r"(?:主片区?(?=[，,]|面积|规划|位于)|核心区|起步区|启动区|先行区|先导区|拓展区|商务区|[东南西北]区|港区片?)(?!域|位(?![于居列处])|间)")
# 某新区|实验中学(北区)坐落在…: a school or a hospital there, told of for itself.
_SCHOOL = re.compile(
    r"[\u4e00-\u9fa5]{0,8}?(?<![、的和与])(?:学校|小学|中学|高中|幼儿园|医院)(?:\([^)]{1,6}\))?(?=坐落|位于|地处|投资|总投资|占地|用地|建筑面积|总建筑|规划|设|今年|项目|办学|现有|可容纳|有|开学|揭牌)"
)
# 航空港区内的某机场
_OTHER_INSIDE = re.compile(r"(?:区?内|里|境内|范围内)?的(?P<other>[\u4e00-\u9fa5]{2,10}?(?:机场|医院|学校|博物馆))(?!的?(?:附近|旁|周边|负责|路|站|建设))")
# 东起某镇，西抵某村: how far a park reaches.
_SIDES = frozenset("东南西北四")
_BOUNDARY = re.compile(r"[东南西北四]{1,2}(?:起|至|到|抵|临|接|邻|靠|连|毗|与|以|濒|隔|界)")
_PLACE_OF_LIST = re.compile(
    r"(?<=[个家户%元宗项][、，；])(?P<name>(?![在于对])[\u4e00-\u9fa5]{1,3})(?P<level>县|市|镇|乡|旗|街道)\s?(?=\d[\d.]*(?:个|家|户|%(?!的)|亿|万|宗|项))"
)
_TOGETHER = re.compile(
    r"等?这?\s?[\d一二三四五六七八九十两]+\s?(?:个|家|大)(?:区域|园区|开发区|经开区|高新区|综保区|片区|功能区|产业园|工业园|集聚区|单位(?=，|共|合计|获))(?![内里的])"
)
_ITS_AREAS = re.compile(r"[两二三四五六\d]个?(?:大)?片区(?=[^，。；]{0,12}?(?:共|合计|累计|总计))")
# 沧州|分厂占地210亩, 浙江|客商拟投资8000万元: somebody of the place.
_OF_THE_PLACE = re.compile(r"分厂|分公司|分行|园区|片区|厂|客商|商人|籍|老板|投资企业|投资商|企业|公司|集团|项目|产(?![值业])")
# 广西|外贸|进出口总值, but not 湖南长城工业产值.
_BEFORE_METRIC = frozenset({"", "外贸", "货物", "累计", "实现", "完成", "规上", "地方", "一般", "全部", "外", "的", "对外"})
_WHOLE = len("全区")
_AS_TITLE = re.compile(r"[”》]?(?:、[^，。；]{2,20}){0,4}等?[\d一二三四五六七八九十多]*[个项张块]?(?:牌子|称号|荣誉|名片|殊荣|招牌|桂冠|头衔)")
# 某高新区妇联, 某经开区商会: an association at the park, not its administration.
_PARKS_BODY = re.compile(r"(?:妇联|工会|总工会|商会|企业家协会|行业协会|协会|慈善会|团工委|志愿者协会|联合会)(?=[为向联开举组走在募发送]|，)")

_SOME_COMPANY_SAID, _ANAPHOR_SAID, _OTHER_SAID, _PLACE_OF_LIST_SAID = map(hint, (_SOME_COMPANY, THAT_COMPANY, _OTHER_NAME, _PLACE_OF_LIST))

_FOREMOST_SAID = hint(_FOREMOST_FIRM)
_TOGETHER_SAID, _MANY_SAID, _LIES_SAID, _TITLE_SAID = map(hint, (_TOGETHER, AND_MANY, WHERE_IT_LIES, _AS_TITLE))
_BODY_SAID, _SCHOOL_SAID, _INSIDE_SAID, _PARKS_PART_SAID = map(hint, (_PARKS_BODY, _SCHOOL, _OTHER_INSIDE, _PARKS_PART))


@dataclass(slots=True)
class Anchor:
    """Something that a figure behind it may belong to."""

    start: int
    end: int
    kind: str
    name: str
    role: str = ACTS
    mention: ParkMention | None = None
    # The other parks of a list that ends here (甲、乙和丙): all of it in order.
    listed: tuple[ParkMention, ...] = ()
    # Words that tell of a project only where a company is spoken of: 总投资, 达产后, 拟投资5亿元建设….
    companys: bool = False


class Clause(NamedTuple):
    """A clause of a sentence: where it begins, where its subject may stand behind its lead (同时，2020年), and where the clause of that place ends."""

    start: int
    at: int
    end: int


def clauses_of(text: str, start: int, end: int) -> list[Clause]:
    """The clauses of a sentence."""
    starts = [start, *[stop for match in _STOP.finditer(text, start, end) if (stop := match.end()) < end], end]
    last = len(starts) - 1
    clauses = []
    for number, first in enumerate(starts[:-1], 1):
        at = lead_end(text, first, end)
        while number < last and starts[number] <= at:
            # A lead may go beyond its comma: 同时，2020年，全市….
            number += 1
        clauses.append(Clause(first, at, starts[number]))
    return clauses


@functools.lru_cache(maxsize=4)
def _first_characters(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word[0] for word in words if word)


_SHARE_OF = ("占", "占到", "占了", "占据")
_BY_CLASS = frozenset({"高新区", "经开区", "综保区", "保税区", "保税港区"})
"""Classes by which one park of a list is called beside parks named in full."""


class AnchorFinder:
    """Finds the anchors of an article's sentences."""

    def __init__(self, finds: Finds, bodies: Bodies, places: frozenset[str], parts: Parts) -> None:
        self._finds = finds
        self._parts = parts
        self._text = finds.text
        self._bodies = bodies
        self._places = places
        self._place_heads = _first_characters(places)

    def of(self, start: int, end: int, said: int = ANYTHING) -> list[Anchor]:
        """The anchors of one sentence, in which `said` may match, in order; of two that overlap the one found by the surer rule stays."""
        text = self._text
        mentions = self._finds.mentions_in(start, end)
        clauses = clauses_of(text, start, end)
        found = self._parks(mentions) if mentions else []
        taken = [(m.start, m.end) for m in mentions]
        for clause in clauses:
            if text[clause.at : clause.at + 1] in _SIDES and _BOUNDARY.match(text, clause.at, clause.end):
                continue
            if _HOW_FAR.match(text, clause.start, clause.end):
                # 境内公路四通八达，距某市机场仅20千米: what lies far off is not spoken of.
                continue
            wider = wider_at(text, clause.at, clause.end, end, self._places, said)
            if wider is not None and text.endswith(_SHARE_OF, clause.start, wider[0]):
                # 占长寿全区用电量的72.6%: the whole is only what a part is compared with.
                continue
            if (field := _RANKED_AMONG.match(text, clause.start, end)) is not None and (wider is None or wider[0] < field.end()):
                # 同比增长11.6%，在某市15个区县中排名第一; 在全省营商环境评价中: among whom somebody is ranked, and not who.
                continue
            if wider is not None and self._leads_to_park(wider[1], mentions):
                # 进贤县(进贤经开区)引进项目78个: one administration.
                continue
            if wider is not None and wider[2] == PLACE and wider[1] - wider[0] > _WHOLE and text.endswith("全区", wider[0], wider[1]):
                # 潼南|全区: a district by its name, and not the park's.
                found = [a for a in found if a.start >= wider[1] or a.end <= wider[0]]
                found.append(Anchor(wider[0], wider[1], PLACE, text[wider[0] : wider[1]]))
            elif wider is not None and not _overlaps(taken, wider[0], wider[1], sure=wider[2] == PARKS):
                found.append(Anchor(wider[0], wider[1], wider[2], text[wider[0] : wider[1]]))
            elif wider is None and clause.at == clause.start and (bare := self._bare_place(clause.start, end)):
                found.append(Anchor(clause.start, bare, PLACE, text[clause.start : bare]))
        for mention in mentions:
            if not mention.key and mention.minor and (name := self._unknown_name(mention, clauses)):
                # 秦锐机床产业园: a name that the grammar of parks does not know is that of a part.
                found = [a for a in found if a.start != mention.start]
                found.append(Anchor(name, mention.end, ZONE, text[name : mention.end], self._finds.role(mention)))
            elif (
                said & _TOGETHER_SAID
                and mention.key
                and (together := _TOGETHER.match(text, mention.end, end))
                and text[mention.start - 1 : mention.start] in ("、", "和", "及", "与")
            ):
                # 甲开发区、乙投资区等5个区域合计: all of them together.
                found = [a for a in found if a.start != mention.start]
                found.append(Anchor(mention.start, together.end(), PARKS, text[mention.start : together.end()]))
            elif said & _MANY_SAID and mention.key and self._finds.role(mention) != BESIDE and (many := AND_MANY.match(text, mention.end, end)):
                found = [a for a in found if a.start != mention.start]
                found.append(Anchor(mention.start, many.end(), PARKS, text[mention.start : many.end()]))
            elif mention.class_name == "自贸区" and mention.key and (areas := _ITS_AREAS.match(text, mention.end, end)):
                # 某自贸区三个片区累计…: all of them together.
                found = [a for a in found if a.start != mention.start]
                found.append(Anchor(mention.start, areas.end(), PARKS, text[mention.start : areas.end()]))
            elif said & _LIES_SAID and (lies := WHERE_IT_LIES.match(text, mention.end, end)) is not None:
                # 某高新区所在的柳泉镇总面积118平方公里
                found = [a for a in found if a.start != mention.start]
                found.append(Anchor(mention.start, lies.end(), PLACE, text[lies.start() : lies.end()]))
            elif said & _TITLE_SAID and _AS_TITLE.match(text, mention.end, end):
                # 浙江省绿色园区等牌子: a title that a park bears.
                found = [a for a in found if a.start != mention.start]
            elif said & _BODY_SAID and (body := _PARKS_BODY.match(text, mention.end, end)):
                found = [a for a in found if a.start != mention.start]
                found.append(Anchor(mention.start, body.end(), OTHER, text[mention.start : body.end()]))
            elif said & _SCHOOL_SAID and mention.key and (school := _SCHOOL.match(text, mention.end, end)):
                found = [a for a in found if a.start != mention.start]
                found.append(Anchor(mention.start, school.end(), OTHER, text[mention.start : school.end()]))
            elif said & _INSIDE_SAID and (inside := _OTHER_INSIDE.match(text, mention.end, end)):
                found.append(Anchor(inside.start("other"), inside.end(), OTHER, inside["other"]))
            elif said & _PARKS_PART_SAID and (part := _PARKS_PART.match(text, mention.end, end)):
                role = next(a.role for a in found if a.start == mention.start)
                found = [a for a in found if a.start != mention.start]
                found.append(Anchor(mention.start, part.end(), ZONE, text[mention.start : part.end()], role))
            elif mention.key and self._finds.role(mention) == ACTS and (behind := self._parts.behind(mention.end, end)):
                # 某经济开发区|斌郎组团, also where it ends in a word for any park.
                found = [a for a in found if not behind[0] <= a.start < behind[1] or (a.mention is not None and a.mention.key)]
                found.append(Anchor(behind[0], behind[1], ZONE, behind[2]))
        if said & _PLACE_OF_LIST_SAID:
            found += self._places_of_list(start, end, taken)
        found += self._companies(start, end, said)
        if said & PROJECT_SAID:
            found += [Anchor(at, to, PROJECT, name, companys=companys) for at, to, name, companys in projects_in(text, start, end, taken, self._bodies, said)]
        for item in items_in(text, start, end):
            if any(m.key and m.start < item.end and m.end > item.start for m in mentions):
                continue
            # 1、白岩区块：开发面积2860亩; 4、围垦工程：总面积5600亩
            found = [a for a in found if not (a.start < item.end and a.end > item.start)]
            found.append(Anchor(item.start, item.end, PROJECT if item.built else ZONE, text[item.start : item.end]))
        others = said & _OTHER_SAID != 0
        if others or said & (PART_SAID | BARE_SAID):
            for clause in clauses:
                found += self._part(clause.at, end, taken, others, said)
        named = list(self._parts.named(start, end)) if self._parts.names else ()
        if self._parts.names:
            # 辖…、某科创园等4个园区: what is listed as a part is told of the whole.
            found = [a for a in found if not (a.kind == PARK and text[a.start : a.end] in self._parts.names and self._parts.lists(a.start))]
        if named:
            # What the text says the park is made of is a part of it, also where it is named like a park.
            found = [a for a in found if not any(at < a.end and to > a.start for at, to, _ in named)]
            found += [Anchor(at, to, ZONE, name) for at, to, name in named]
        return _apart(found)

    def is_told_part(self, mention: ParkMention) -> bool:
        """Whether a text tells that what is named like a park is a part of one: 礼乐新材料园 behind 辖…、礼乐新材料园等4个园区."""
        return self._text[mention.start : mention.end] in self._parts.names

    def _leads_to_park(self, end: int, mentions: Sequence[ParkMention]) -> bool:
        """Whether a bracket right behind a place holds a park and nothing else, or the place only says where the park lies: 玉门市的某产业园."""
        if self._text[end : end + 1] == "的" and any(m.start == end + 1 and m.key for m in mentions):
            return True
        inside = in_bracket(self._text, end, mentions)
        return inside is not None and bool(inside.key)

    def _places_of_list(self, start: int, end: int, taken: Sequence[tuple[int, int]]) -> list[Anchor]:
        """The counties and cities of a list that has each right before its figure: 某经开区49个、射洪县38个、大英县27个."""
        if not taken:
            return []
        found = []
        for match in _PLACE_OF_LIST.finditer(self._text, start, end):
            name = match["name"]
            if (
                name[-1] not in "全我本该各"
                and name[0] not in "占比较居为"
                and (len(name) > 1 or match["level"] == "县")
                and not _overlaps(taken, match.start("name"), match.end(), sure=False)
            ):
                found.append(Anchor(match.start("name"), match.end("level"), PLACE, match["name"] + match["level"]))
        return found

    def tells_as_part(self, name: str) -> bool:
        """Whether the text says of a name that it is a part of its park."""
        return name in self._parts.names

    def _parks(self, mentions: Sequence[ParkMention]) -> list[Anchor]:
        if not mentions:
            return []
        text = self._text
        roles = [self._finds.role(mention) for mention in mentions]
        found: list[Anchor] = []
        run: list[ParkMention] = []
        for number, (mention, role) in enumerate(zip(mentions, roles, strict=True)):
            gap = text[mentions[number - 1].end : mention.start] if number else ""
            if number and not gap and not mention.key and mentions[number - 1].key:
                # 某医疗器械产业园|产业集中区: a class word right behind a name goes on with it.
                continue
            # 高新区和某经开区: one of the parks of a list may be called by its class alone.
            one = bool(mention.key) or mention.class_name in _BY_CLASS
            joins = bool(run) and role == roles[number - 1] and role in (ACTS, HOLDS) and gap in ("、", "和", "与", "及", "以及", "，和") and one
            run = [*run, mention] if joins else [mention] if role in (ACTS, HOLDS) and one else []
            found.append(Anchor(mention.start, mention.end, PARK, mention.key, role, mention, tuple(run) if len(run) > 1 else ()))
        return found

    def _unknown_name(self, mention: ParkMention, clauses: Sequence[Clause]) -> int:
        """Where the name begins that ends in a bare class word (its clause's first words, opening with a proper name); 0 where none does."""
        if _NAMES_PROJECT.match(self._text, mention.end):
            return 0
        clause = max(clause.start for clause in clauses if clause.start <= mention.start)
        at = lead_end(self._text, clause, mention.start)
        at += self._text.startswith("含", at)
        run = self._text[at : mention.start]
        if not 2 <= len(run) <= 8 or not run.isalnum() or opens_with_verb(run) or run in BREAK:
            # 力争|园区产值…
            return 0
        # 弥勒市优化|园区: what is done to the park is no name.
        does = any(word_class(word) in ("v", "vn") and word not in BRANCHES for word in words(run)[1:])
        return at if not does and (head_is_proper(run + "园", self._places) or self._is_branch_of_park(run, mention)) else 0

    def _is_branch_of_park(self, run: str, mention: ParkMention) -> bool:
        """Whether a trade before a class word names a part of the park told of before: 其中健康护理|产业园占地1200亩, 稀土|工业园产值61.5亿元."""
        if not mention.class_name.endswith("园") or not self._finds.named_in(0, mention.start) or not HAS.match(self._text, mention.end):
            return False
        return all(word_class(word)[:1] in ("n", "a", "b", "j") or word_class(word) == "vn" or word in BRANCHES for word in words(run))

    def _bare_place(self, clause: int, end: int) -> int:
        """The end of a bare name of a place that opens a clause and that a metric follows at once (广西外贸进出口总值); 0 where none does."""
        if self._text[clause : clause + 1] not in self._place_heads:
            return 0
        head = self._text[clause : min(clause + 3, end)]
        bare = head[:3] if head[:3] in self._places else head[:2] if head[:2] in self._places else ""
        if (
            not bare
            or self._text[clause + len(bare) : clause + len(bare) + 1] in ("市", "县", "区")
            or _OF_THE_PLACE.match(self._text, clause + len(bare), end)
        ):
            return 0
        # 新疆前三季度外贸进出口总值: a time may stand between.
        behind = lead_end(self._text, clause + len(bare), end)
        cues = self._finds.cues_in(behind, min(behind + 12, end))
        return clause + len(bare) if cues and self._text[behind : cues[0].start] in _BEFORE_METRIC else 0

    def _companies(self, start: int, end: int, said: int) -> list[Anchor]:
        text = self._text
        found = []
        last_object = -1
        for body in self._bodies.within(start, end):
            before = _LISTED_BEFORE.sub("", text[max(start, body.start - 40) : body.start])
            if _ITEM_OF_WORKS.match(text, body.end, end) is not None:
                # 甲标准厂房、某钛材熔铸中心等9个如期动工: one of several works.
                continue
            if (area := _AREA_BEHIND.match(text, body.end, end)) is not None and not body.group:
                # 恒源石化|片区，面积2.56平方公里: a part of the park called after its company.
                found.append(Anchor(body.start, area.end(), ZONE, text[body.start : area.end()]))
                continue
            # 记者来到某公司。“我们有3条生产线…”: the scene of what follows.
            visited = _COME_TO.search(before) is not None and _ITS_SHOP.match(text, body.end, end) is not None
            is_object = (_OBJECT.search(before) is not None or self._is_agent(body, start, end)) and not (
                visited or _BENEFITS.match(text, body.end, end) or _SCENE.match(text, body.end, end)
            )
            # 园区在某氯碱厂区举行演练: where it is held.
            is_object = is_object or (before.endswith("在") and _HELD_AT.match(text, body.end, end) is not None)
            # 占全市(不含某集团)税收的57%: who is left out.
            is_object = is_object or before.endswith(_WITHOUT)
            # 与某股份公司、某集团四川分公司、某科技公司签约: who is listed behind one that something is done with.
            is_object = (
                is_object
                or _VISITED.search(text, max(start, body.start - _BY_REACH), body.start) is not None
                or (last_object >= 0 and _GAP_OF_LIST.fullmatch(text, last_object, body.start) is not None)
            )
            last_object = body.end if is_object else -1
            found.append(Anchor(body.start, body.end, GROUP if body.group else COMPANY, body.name, BESIDE if is_object else ACTS))
        if said & _SOME_COMPANY_SAID:
            for match in _SOME_COMPANY.finditer(text, start, end):
                found.append(Anchor(match.start("name"), match.end("name"), COMPANY, match["name"]))
        if said & _FOREMOST_SAID:
            for match in _FOREMOST_FIRM.finditer(text, start, end):
                if _NO_FIRM.search(match["name"]) or all(word_class(word)[:1] in _SAID_OF_THEM for word in words(match["name"])):
                    # 骨干企业|快速成长税收3亿元, 龙头企业|合计实现税收3亿元: all of them.
                    continue
                found.append(Anchor(match.start("name"), match.end("name"), COMPANY, match["name"]))
        if said & _ANAPHOR_SAID:
            for match in THAT_COMPANY.finditer(text, start, end):
                found.append(Anchor(match.start(), match.end(), COMPANY, ANAPHOR))
        return found

    def _is_agent(self, body: Body, start: int, end: int) -> bool:
        """Whether a company is one of those by whom something is done: 某产业园由某区政府、甲集团、乙集团共建."""
        by = self._text.rfind("由", max(start, body.start - _BY_REACH), body.start)
        return by >= 0 and _AND_MORE.fullmatch(self._text, by + 1, body.start) is not None and _DONE_BY.match(self._text, body.end, end) is not None

    def _part(self, at: int, end: int, taken: Sequence[tuple[int, int]], others: bool, said: int) -> list[Anchor]:
        """The part of a park, or the body beside it, that a clause opens with behind its lead; `others`: whether the sentence has words for such bodies."""
        text = self._text
        part = self._parts.opening(at, end, said)
        if part is not None:
            start, stop, name, role = part
            # 甲科技产业园、乙机器人产业园等5个项目: names of projects.
            # 循环经济产业园 of 某循环经济产业园 is the park itself.
            whole = any(m.key.endswith(name) for m in self._finds.named_in(0, start))
            if not whole and not _NAMES_PROJECT.match(text, stop) and not _overlaps(taken, start, stop, sure=False):
                return [Anchor(start, stop, ZONE, name, role)]
        bare = BARE_PART.match(text, at, end) if part is None and said & BARE_SAID else None
        if bare is not None and not _overlaps(taken, *bare.span(), sure=False):
            return [Anchor(bare.start(), bare.end(), ZONE, THAT_PART)]
        if not others or text.startswith("在", at) or _HOW_FAR.match(text, at, end):
            return []
        other = _OTHER_NAME.match(text, at, min(at + 28, end))
        if other is not None and not opens_with_verb(other["other"]) and not _overlaps(taken, other.start("other"), other.end(), sure=False):
            return [Anchor(other.start("other"), other.end(), OTHER, other["other"])]
        return []


def in_bracket(text: str, opening: int, mentions: Sequence[ParkMention]) -> ParkMention | None:
    """The park that fills a bracket which opens at a place, as the second name of one administration does: 进贤县(进贤经开区)."""
    if text[opening : opening + 1] != "(":
        return None
    return next((m for m in mentions if m.start == opening + 1 and text[m.end : m.end + 1] == ")"), None)


def _overlaps(spans: Sequence[tuple[int, int]], start: int, end: int, *, sure: bool) -> bool:
    """Whether a stretch shares characters with a name; a sure one only gives way to a name that goes beyond it."""
    return any(s < end and e > start and (not sure or e > end) for s, e in spans)


# 某钛材|熔铸中心、某处置中心等9个, 甲光学、乙机器人、丙碳纤维|等新开工项目
_ITEM_OF_WORKS = re.compile(
    r"(?:(?!公司|集团|企业|[的和与由在投])[^，。；、,;\d()“”]){0,16}(?:、[^，。；、,;]{2,18}){0,6}?等(?:[一二三四五六七八九十\d]+[个项](?!企业|公司|品牌|国家|产业|品种|领域|行业|板块|类|大)|[^，。；、,;\d]{0,6}项目)"
)
_RANK = {PARKS: 0, PARK: 1, PROJECT: 2, COMPANY: 3, GROUP: 3, PLACE: 4, ZONE: 5, OTHER: 6}


def _apart(anchors: list[Anchor]) -> list[Anchor]:
    """In order of place; where two overlap the surer kind stays (a project's name holds its company's)."""
    if len(anchors) < 2:
        return anchors
    kept: list[Anchor] = []
    for anchor in sorted(anchors, key=lambda a: (_RANK[a.kind], a.start)):
        if not any(anchor.start < other.end and anchor.end > other.start for other in kept):
            kept.append(anchor)
    return sorted(kept, key=lambda a: a.start)
