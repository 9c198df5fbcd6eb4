"""Subjects wider than one park: a place (全市, 我县, 浙江省), all parks of a place or of a kind (全省9个国家级高新区, 各园区)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from seeds.read import seed_rows
from transforms.names.classes import CLASSES, SUFFIX, WORD_CLASS
from transforms.names.mention import ParkMention
from transforms.text.alternatives import longest_of
from transforms.text.said import ANYTHING, hint, hint_of
from transforms.text.segmenter import word_class

PLACE, PARKS = "place", "parks"

# What may stand before a subject at the beginning of its clause: connectives, sources and times.
_CONNECTIVE = (
    r"(?:,|其中|同时|此外|下一步|接下来|今后|(?:明确|提出|透露|指出|公布)(?=20\d\d年|全[市县省])|另外|另|而|但|不过|据[^，。；]{0,8}?(?:统计|了解|介绍|显示|悉)|数据显示|统计显示|记者获悉|目前|当前|截[至止]目前|到目前(?:为止)?|近年来?|近几年|多年来|"
    r"第[一二三四五六七八九十\d]{1,2}(?:位|名|个)?[是为](?!我)|本届(?:[“《][^”》]{1,16}[”》])?|(?:[博展洽投交][览洽销资易贸]+会|活动|节日|会议)期间|今年以来|年内|当年|同期|同[日天]|(?:与之)?(?:相邻|毗邻|邻近)的|当[天日]|日前|近日|昨日|上月|当月|本次|此次|“|”|\)|——|—|■|●|·|\s|，|的)"
)
_LEAD = re.compile(
    rf"(?:{_CONNECTIVE}|(?:截至|自|从|到|在)?(?:20\d\d年(?:度)?|[今去前]年|[上下]半年|全年|前?[一二三四五六七八九十\d]+(?:至|到|[-—–~])?[一二三四五六七八九十\d]*(?:个月|季度|月份?|日)"
    r"|“?十[一二三四]五”?(?:期间|时期|末)?|年(?:底|末|初)|月(?:底|末|初)|[底末初]|以来|期间|开年|岁末)){0,8}"
)

# 本报讯(记者 某某); 某日报3月1日讯; 某网某地3月1日电 (某某)
_DATELINE = re.compile(
    r"[\u4e00-\u9fa5A-Za-z·]{0,14}(?:\d{1,2}月)?(?:\d{1,2}日)?(?:讯|电|消息)(?:[ \u3000]{0,3}\([^)\n]{2,30}\)[ \u3000]{0,3}|[ \u3000]{1,4}(?:记者[ \u3000]?[\u4e00-\u9fa5]{2,4}[ \u3000]+(?:报道|摄影报道)?[ \u3000:：]*)?|[:：])"
)
# The first characters that _LEAD can have: most clauses begin with none of them.
_LEAD_STARTS = frozenset(
    "明提透指公接博展洽投交活节会与相毗邻第,其同此另而但不据数统记目当截近多今年日昨上本“”)—■●·，的自从到在去前下全一二三四五六七八九十月底末初以期开岁0123456789"
)


def lead_end(text: str, start: int, end: int) -> int:
    """Where the connectives, sources and times end with which a clause begins (同时，据统计，2020年): there its subject may begin."""
    if (start == 0 or text[start - 1] in "\n \u3000") and (dateline := _DATELINE.match(text, start, end)) is not None:
        start = dateline.end()
    first = text[start : start + 1]
    if first not in _LEAD_STARTS and not first.isspace() and not first.isdecimal():
        return start
    lead = _LEAD.match(text, start, end)
    return lead.end() if lead else start


_SCOPE = r"全国|全地区|全疆|全师|全省|全市|全县|全州|全旗|全盟|我国|我省|我市|我县|我盟|我旗|本省|本市|本县|该省|该市|该县|该城区|[县市省]内(?![区市县省]外)|国内|全球|国际上"
_OWN_PLACE = re.compile(
    r"(?:在(?!全))?(?:放到|放眼|纵观|就|从)?(?P<place>(?:[我本该][省市县州盟旗](?=全))?(?P<pre>[\u4e00-\u9fa5]{2,4}?(?=全[市省县州区旗盟]))?(?:(?(pre)全区(?!域)|全球)|全[国省市县州旗盟镇乡疆]|全师(?!范|生|资)|[我本该][国省市县州盟旗镇乡]|[县市省]内(?![区市县省]?外))|(?:(?:兵团)?第?[一二三四五六七八九十]{1,3}师)?(?P<name>[\u4e00-\u9fa5]{1,4}?)(?:自治区|自治州|自治县|省|市|县(?!城)|州(?![市区县])|旗|盟|区(?!域|位|间|块|内|里))(?!场|值|级|长|委|政|面|民|直|片))"
)
# 宁夏全区, 广西全区: the whole of an autonomous region.
REGIONS_OF_PEOPLES = frozenset({"内蒙古", "广西", "宁夏", "新疆", "西藏"})
# Without any of these no place is named by its level.
_LEVEL_OF_PLACE = re.compile("[国省市县州旗盟球镇乡内治区疆师]")
# 凤翔、岐山两县同期共完成投资22亿元
_SEVERAL_PLACES = re.compile(r"(?P<names>[\u4e00-\u9fa5]{2,3}(?:、[\u4e00-\u9fa5]{2,3}){1,5})[两三四五六](?:县|市|区|地|县区|市县|县市)(?!园区|开发区)")
# 柳林镇|去年财政收入1.2亿元: a town, told of for itself.
_TOWN = re.compile(
    r"(?P<town>(?![该本全各一乡城])[\u4e00-\u9fa5]{1,3}(?:镇|(?<![返下回家城入])乡|街道))(?=(?:[去今]年|20\d\d年|[上下]半年|[一二三四]季度|前[一二三四五六七八九\d]{1,2}个?(?:月|季度))?(?:实现|完成|新签约|新引进|新开工|新落户|开发实施|累计|先后|签约|引进|财政|地区生产|工业总?产值|农业|农民(?!工)|总?人口|辖|面积|总面积|共有))"
)
# 粤东地区, 长三角地区, 西部地区: parts of a province or of the country.
_REGION = re.compile(
    r"(?:[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔滇藏陕甘青宁新][东西南北中]|[东西南北中]部|东北|华[东南北中]|西[南北]|长三角|珠三角|长江三角洲|珠江三角洲|京津冀|粤港澳大湾区|成渝|环渤海)(?:各?地区|区域|[四五六七八九十两三\d]+[省市](?:市|区)?)"
    r"|兵团(?:辖区内?|(?=抢抓|积极|将|共|已|计划|加快|推进|全|各|完成|实现|累计|现有))"
)
_REGION_STARTS = frozenset("兵京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔滇藏陕甘青宁新东西南北中华长珠成环")
# 各市共签约项目387个: all of them together.
_EVERY = re.compile(r"(?P<every>各(?:县市区|县区|区县|市州|市县|地市|县\(市、?区\)|地|市|县))(?:共|合计|累计|另有|均|同步|同时)")
# What shows that the place is only the field of a rank or a comparison, or the head of a body's name.
_FIELD_BEHIND = re.compile(
    r"市场上?的|市场上|[\u4e00-\u9fa5]{0,6}?(?:帮扶|援建|援助|支援|对口帮扶)的|[\u4e00-\u9fa5]{0,6}?(?:清理整顿|清理|整顿)中|[^，。；]{0,14}(?:排名|排行|榜单|考评|评比|评选|百强)[榜中里]|内?的?(?:第(?![一二三四]季度|[一二三四五六七八九十]{1,3}[批届次])|率先|首|领先|前列|最|各(?!县|市|区|镇|地|乡)|平均|排名|排|前\d(?!个?月|季度|[-—至]\d)|前[十百三五](?!季度|个?月)|唯一|同类|范围内?(?:第|首|率先)|[\u4e00-\u9fa5]{0,4}第(?![一二三四]季度|[一二三四五六七八九十]{1,3}[批届次])[一二三四五六七八九十\d]|总[量数额]的|水平|比重|配套|独[一此]|先进|示范|试点|复制推广|推广|通报|知名|著名|重要|重点项目|五一|劳模|优秀|“(?![^”]{1,12}”(?:活动|行动|工程)))"
)
_ITS_COUNTIES = re.compile(r"(?:各|所有)(?:县市?区|区县|市县|[县市区旗]区?)(?:[、和][\u4e00-\u9fa5]{2,6}?(?:园区|开发区|功能区))?(?:共|合计|累计|同步|集中)?")
_BODY_BEHIND = re.compile(
    r"(?:[东西南北中]部|(?:相关|有关)?(?:负责人|部门|领导)|(?:代理|常务)?(?:副?[省市县区州]长|[省市县区州]委(?:副?书记|常委))[\u4e00-\u9fa5]{2,3}(?:到场|出席|参加|宣布|致辞|讲话|发出|下达|陪同|按下|为)|[与和]|同(?![期比])|[\u4e00-\u9fa5]{0,6}?人[才力](?:资源)?市场|[\u4e00-\u9fa5]{0,8}?(?:专家|学者|教授|研究员|分析师)|[\u4e00-\u9fa5]{0,10}?(?:指挥部|委员会|委、|市委|省委|政府|人大|政协|[局厅院办]|公司|集团|大学|学院|银行|研究[院所]|协会|学会|商会|中心|股份|科技|法院|海关|税务|支行|机场|大道|街道|商人|客商))"
)
_SHARE_OF_IT = re.compile(r"[^，。；\d]{0,16}?占(?:比|到|了|据)?(?:约|近|超|逾)?[\d一二三四五六七八九两几]")
# 而全省平均增幅为55.4%: what is told of the province
_AVERAGE = re.compile(r"平均(?:增幅|增速|水平|值|增长|完成率)?(?:仅为|只有|为|是|仅)\d")
# 年制种12万亩，全疆玉米用种的35%
# ..., 沧州市|0.8%的土地
# 全市|三分之二的毛绒玩具产自这里, 全省|每10台冰箱就有3台产自园区
_FROM_HERE = re.compile(
    r"(?:约|近|超过?|有)?(?:[\d.]+[%％]|[一二三四五六七八九]成(?:多|以上)?|[一二三四五六七八九十]{1,2}分之[一二三四五六七八九]|每\d)[^，。；]{0,16}?(?:产自|出自|来自|落在|集中在|在)(?:这里|此地|园区|该区|区内|开发区|高新区|经开区)"
)
_ITS_SHARE = re.compile(r"[^，。；\d]{0,14}的(?:约|近|超|逾)?[\d.]+[%％]|(?:约|近|不到|不足)?[\d.]+[%％]的")
# 从业人员2.9万人，其中本县|农民工占九成: some of those that were counted.
_OF_THEM = re.compile(r"[^，。；,;\d]{1,8}占(?:比|到|了)?(?:约|近|超|逾)?[\d一二三四五六七八九两几半]")
_BUILT_THERE = re.compile(r"[^，。；,;\d]{0,24}?(?:一带|境内|辖区)?(?:规划建设|规划|选址|兴建|设立|建成|建设)的")
_PARK_BEHIND = re.compile(r"(?:经|高新|综|开发|园|新区|保税|工业[园区集]|产业[园集]|自贸|自由贸易)")
_QUANTIFIER = r"(?:共有?|现有|已有|拥有)?(?:\d+|[一二三四五六七八九十百两]+)(?:多|余)?(?:家|个|大|座)"
_LEVEL = r"(?:(?:国家|省|市|县)级(?:及)?以上|国家级?|省级|自治区级|兵团级|市级|县级|区级|镇级|县域|乡镇|镇街|各级|各类|重点|主要|省重点|省定)"
# 全省|南北合作共建|园区, 全市|化工|园区
_OF_A_KIND = r"(?:(?:南北|省际|市际|跨省|跨市|区域)?(?:合作|协作)?(?:共建|合建)|飞地|化工|外资|台资|侨资|涉农|省属|市属)?"
_CLASS_WORDS = longest_of(w for w in WORD_CLASS if not w.startswith("国家"))
_MAJOR_WORDS = longest_of(w for words in CLASSES.values() for w in words)
# 全省9个国家级高新区, 219家国家级经开区, 浙江省21家国家级经开区, 各园区, 全市县域工业集中区, 国家高新区: a scope, a number or a level before a class word.
_ALL = re.compile(
    rf"(?P<scope>(?:{_SCOPE}|(?P<where>[\u4e00-\u9fa5]{{2,3}}?)[省市县]|各(?:县市区|县区|区县|市县|地|市|县|类|大|级|个)?|(?:平均)?每[个家座]|所有|全部|上述|前述|以上|这些|那些|(?:本次|此次|今年)?(?:申报|参评|受评|上榜|入围|参加考[核评])的?)的?(?:范围内)?(?:其他|其它|所有|各)?)?"
    rf"(?:首批|第[一二三四五六七八九十]批)?(?P<number>{_QUANTIFIER})?(?:参评|上榜|入选|受评)?的?(?P<level>{_LEVEL}{{0,3}})(?(scope){_OF_A_KIND})(?P<class>{_CLASS_WORDS})(?P<behind>内|们|整体|合计|系统)?(?!域|位(?![于居列处])|[间林艺])"
)


# 曲靖经开区|和八个省级工业园区, 某高新区|等9个开发区, 某开发区|及各县市区: behind a park's name, all of them.
AND_MANY = re.compile(
    rf"(?:以?及|[和与、])(?:其他|其它|各)(?:县市区|县区|区县|市县|县\(市、?区\)|乡镇|镇街|功能区|园区)|(?:以?及|[和与等])(?:其他|其它|另外)?{_QUANTIFIER}的?(?:{_LEVEL}){{0,3}}(?:{_CLASS_WORDS})(?!域|位(?![于居列处])|[间林艺的])"
)
# 我县工业园区: the one that a county has.
_COUNTYS = ("我县", "本县", "该县")
_ONE_OF_A_COUNTY = ("工业园区", "工业园", "产业集聚区", "工业集中区", "经济开发区", "经开区", "高新区", "开发区")
# 中国化工园区30强实现销售收入2.75万亿元
_BEST_OF_ALL = re.compile(
    rf"(?:中国|全国|全省)?[\u4e00-\u9fa5]{{0,6}}?(?:{_CLASS_WORDS})(?:前)?(?:\d+|[百十]|[二三四五六七八九]十)强(?=在?(?:20\d\d年|[今去]年)|实现|完成|利润|销售|营业|合计|共|平均|产值)"
)
# 长沙、株洲、湘潭三个高新区
_OF_PLACES = re.compile(
    rf"(?P<first>[\u4e00-\u9fa5]{{2,4}})(?:市)?(?:[、和][\u4e00-\u9fa5]{{2,4}}?){{1,8}}?(?:等)?(?:地|市)?(?P<number>{_QUANTIFIER})?的?(?:{_LEVEL})*(?P<class>{_CLASS_WORDS})"
)
# 城东、城西两个片区: parts of a park; so may be 两个园区.
_QUARTERS = frozenset({"片区", "板块"})
_PARTS = _QUARTERS | {"园区"}

_PROVINCES = frozenset(row["place"] for row in seed_rows("lexicon/places.csv") if row["level"] == "province")
_COUNTS = frozenset("0123456789两三四五六七八九十")
# 甲、乙两园合计|200亿元, 三区合计占全市的四分之一
_SUMMED = re.compile(r"(?:[\u4e00-\u9fa5]{2,6}、){0,3}(?:[\u4e00-\u9fa5]{2,6})?[两三四五六七八九](?:区|园|地|家|片区|园区)(?:合计|共计|总计|加起来)")
_PARKS_OF_A_DISTRICT = re.compile(rf"各|所有|(?:经济|镇级|区级|街镇|重点|主要|经济类){{0,2}}(?:{SUFFIX.pattern})")
_OF_A_PROVINCE = ("产业园区", "工业园区")
"""Classes of which a province has many; 天津开发区 and 重庆高新区 are one each."""


def all_parks_spans(text: str) -> list[tuple[int, int]]:
    """Where a text speaks of many parks at once by their class: 169家国家高新区, 全省各开发区."""
    spans = []
    for match in SUFFIX.finditer(text):
        if text[match.start() - 1 : match.start()] not in _QUANTIFIES:
            continue
        floor = max(0, match.start() - 18)
        # The quantifying words end where the class word begins; the longest run that fits is taken.
        window = text[floor : match.end()]
        found = _BEFORE_CLASS.search(window)
        if found is None or not (found["scope"] or found["number"] or found["level"]) or (found["scope"] in _COUNTYS and match[0] in _ONE_OF_A_COUNTY):
            continue
        spans.append((floor + found.start(), match.end()))
    return spans


# The last characters of a scope, a number or a level: 全省, 9个, 国家级.
_QUANTIFIES = frozenset("国省市县州旗盟上内区类大级个有部的他它所各家座域镇街点要定")
_BEFORE_CLASS = re.compile(
    rf"(?P<scope>(?:{_SCOPE}|各(?:县市区|县区|区县|市县|地|市|县|类|大|级|个)?|所有|全部)的?(?:其他|其它|所有|各)?)?(?P<number>{_QUANTIFIER})?(?P<level>{_LEVEL}{{0,3}})(?:{_CLASS_WORDS})\Z"
)


def wider_at(text: str, at: int, clause_end: int, end: int, places: frozenset[str], said: int = ANYTHING) -> tuple[int, int, str] | None:
    """The place or the many parks that a clause speaks of: its offsets and kind; None where it does not.

    The clause, without its lead, is text[at:clause_end]; its sentence ends at `end`, and what may match in it is `said`.
    """
    if not said & _WIDER_SAID:
        return None
    if said & _STRUCTURE_SAID and (structure := _STRUCTURE.match(text, at, clause_end)) is not None:
        return structure.start("all"), structure.end("all"), PARKS
    if said & _CLASS_SAID and SUFFIX.search(text, at, clause_end):
        if text.startswith("全区", at) and _PARKS_OF_A_DISTRICT.match(text, at + 2, end):
            # 全区工业园区实现总产值2964亿元: all parks of an autonomous region or of a district.
            suffix = SUFFIX.search(text, at + 2, clause_end)
            return at, suffix.end() if suffix else at + 2, PARKS
        bare = next((size for size in (2, 3) if text[at : at + size] in places and text.startswith(("各", "所有", "全部"), at + size)), 0)
        if bare and (every := _ALL.match(text, at + bare, end)) is not None and every["scope"]:
            # 赣州各开发区
            return at, every.end(), PARKS
        if bare and (counties := _ITS_COUNTIES.match(text, at + bare, clause_end)) is not None:
            # 马鞍山各县区、开发园区共动工项目127个
            return at, counties.end(), PLACE
        placed = next(
            (
                size
                for size in (2, 3)
                if (text[at : at + size] in places or text[at : at + size] in _SHORT_NAMES) and text[at + size : at + size + 1] in _COUNTS
            ),
            0,
        )
        if placed and (every := _ALL.match(text, at + placed, end)) is not None and every["number"] and every["class"] not in _QUARTERS:
            # 大连19个园区, 茂名四大园区
            return at, every.end(), PARKS
        province = next((size for size in (2, 3) if text[at : at + size] in _PROVINCES and text.startswith(_OF_A_PROVINCE, at + size)), 0)
        if province and (every := SUFFIX.match(text, at + province, end)) is not None and _KEY_ONES.match(text, every.end(), end):
            # 江西工业园区实现税收900亿元; what is told of one (江苏工业园区位于某市) was built with another province's help.
            return at, every.end(), PARKS
        best = _BEST_OF_ALL.match(text, at, end) if said & _BEST_SAID else None
        if best is not None:
            return best.start(), best.end(), PARKS
        listed = _OF_PLACES.match(text, at, end)
        if listed is not None and (
            listed["first"] in places or (listed["number"] and listed["class"] not in _PARTS and not _OF_ONE_PARK.match(text, listed.end(), end))
        ):
            return listed.start(), listed.end(), PARKS
        many = _ALL.match(text, at, end)
        counts_others = many is not None and many["number"] and not many["scope"] and _OF_ONE_PARK.match(text, many.end(), end)
        if many is not None and not counts_others and _is_many(many, places):
            assessed = _ASSESSED.match(text, many.end(), end)
            if assessed is None:
                return many.start(), many.end(), PARKS
            if not _THEN_OTHERS.match(text, assessed.end(), end):
                # 2020年全省省级开发区|考核居第3位: neither the parks nor the province that were assessed are spoken of.
                return None
    if said & _SUMMED_SAID and (summed := _SUMMED.match(text, at, end)) is not None:
        return summed.start(), summed.end(), PARKS
    if said & _EVERY_SAID and (every := _EVERY.match(text, at, end)) is not None:
        return every.start(), every.end("every"), PLACE
    region = _REGION.match(text, at, end) if said & _REGION_SAID and text[at : at + 1] in _REGION_STARTS else None
    if region is not None and not _FIELD_BEHIND.match(text, region.end(), end):
        return region.start(), region.end(), PLACE
    near = min(at + 14, end)
    if (
        said & _WITHIN_SAID
        and (within := next((name for name in (text[at : at + 2], text[at : at + 3]) if name in places and text.startswith("境内", at + len(name))), ""))
        and text[at + len(within) + 2] != "外"
    ):
        # 本溪境内有药用植物1100余种
        return at, at + len(within) + 2, PLACE
    if said & _PORTRAIT_SAID and (portrait := _portrait_of(text, at, end)) > at:
        return at, portrait, PLACE
    town = _TOWN.match(text, at, end) if said & _TOWN_SAID else None
    if town is not None:
        return at, town.end("town"), PLACE
    several = _SEVERAL_PLACES.match(text, at, end) if said & _SEVERAL_SAID else None
    if several is not None and all(name in _SHORT_NAMES or name in places for name in several["names"].split("、")):
        return at, several.end(), PLACE
    own = _OWN_PLACE.match(text, at, near) if said & _OWN_SAID and _LEVEL_OF_PLACE.search(text, at, near) else None
    if own is None:
        return None
    if text.startswith(("从", "就"), own.start()) and not text.startswith(("看", "来看", "而言", "来说", "层面", "范围"), own.end()):
        # 从全市看 speaks of the city, 从全市脱颖而出 does not.
        return None
    if text.startswith(("籍", "户籍"), own.end()):
        # 职工1.05万人，其中本县|籍近七成: from where the park's own come.
        return None
    if own["pre"] and own["pre"] not in places and own["pre"] not in _SHORT_NAMES:
        return None
    if own["pre"] and own["place"].endswith("全区") and own["pre"] + "区" not in _FULL_NAMES and own["pre"] not in REGIONS_OF_PEOPLES:
        return None
    if own["name"] is not None and not _is_place(own, places):
        return None
    if (
        (text.startswith("在", own.start()) and _SHARE_OF_IT.match(text, own.end(), end))
        or _ITS_SHARE.match(text, own.end(), end)
        or _FROM_HERE.match(text, own.end(), end)
    ):
        # 在海西州固定资产投资里占31.5%: the place is only what the share is of.
        return None
    if text.startswith("在", own.start()) and _BUILT_THERE.match(text, own.end(), end):
        # 在原州区清河镇一带规划建设的综合性园区: where it lies.
        return None
    if text[max(0, at - 3) : at].rstrip("，,").endswith("其中") and _OF_THEM.match(text, own.end(), end):
        return None
    if (_FIELD_BEHIND.match(text, own.end(), end) and not _AVERAGE.match(text, own.end(), end)) or (
        _OUR_COUNTY.fullmatch(own["place"]) and text.startswith("园区", own.end())
    ):
        return None
    if own["name"] is not None and _BODY_BEHIND.match(text, own.end(), min(own.end() + 14, end)):
        return None
    if _PARK_BEHIND.match(text, own.end(), end) and (own["name"] is not None or (own["place"] in _COUNTYS and text.startswith(_ONE_OF_A_COUNTY, own.end()))):
        return None
    return own.start("place"), own.end(), PLACE


# 10家园区|重点企业: what is counted stands behind the class word.
_OF_ONE_PARK = re.compile(r"(?:重点|骨干|龙头|规上|优质|代表|入驻|工业|外资|民营|困难)*(?:企业|公司|单位|工厂|商户)")
# “一区四园”新批外资: a park together with those that it leads.
# 我市“一区三园”共完成投资118亿元: all that a place has.
_STRUCTURE = re.compile(
    r"(?:[我本全该][市县州旗]|[\u4e00-\u9fa5]{2,3}[市县])?的?[“\"]?(?P<all>一区[两二三四五六七八九十多]园)[”\"]?(?!管理|体制|模式|格局|架构|布局|的)"
)
_DIVISIONS = seed_rows("lexicon/divisions.csv")
# Districts whose names say as often any quarter of that kind.
_ALSO_QUARTERS = frozenset({"解放区", "港口区", "新建区", "城中区", "城东区", "城西区", "城南区", "城北区", "城关区", "站前区", "工农区"})
# 启东 of 启东全市, 桂平市, 建安区: counties, and cities and districts of their rank, by their full names; short ones only before 全市.
_FULL_NAMES = frozenset(
    row["name"]
    for row in _DIVISIONS
    if not row["name"].endswith(("新区", "园区", "矿区", "城区", "郊区", "市区")) and row["name"] not in _ALSO_QUARTERS and len(row["name"]) > 2
)
_SHORT_NAMES = frozenset(row["short_name"] for row in _DIVISIONS if len(row["short_name"]) > 1)
# 占全县, 比邻县, 成为县: what is left of a name behind such words is none.
_NO_NAME = re.compile(r"[全占比较为在是居列]")


# 霍邱|地处淮河中游, 永州|现有11个园区: what is told of a county or a city by its short name.
_PORTRAIT = re.compile(r"(?:地处|位于|素有|自古|总面积|国土面积|土地面积|总人口|人口|下辖|辖|现有\d+个(?:园区|开发区|县|乡镇))")
# 中国是全球食品工业大国，行业规模约9.8万亿元: what is told of a nation or of the world.
_NATION = re.compile(
    r"(?P<who>中国|世界|全球)(?:是|已是|已成为|现有|拥有|目前|每年|[\u4e00-\u9fa5]{0,8}?(?:市场|行业|产业)?规模|[\u4e00-\u9fa5]{2,6}(?:产量|需求|市场))"
)
# 所在的棋盘井镇, 所在地: the place in which a park lies.
WHERE_IT_LIES = re.compile(
    r"(?:园区|开发区|经开区|高新区)?所在(?:地(?!块)|的)(?:[\u4e00-\u9fa5]{1,6}?(?:镇|乡|街道|县|市|旗))?(?:域|区域)?(?!.{0,4}(?:项目|企业|公司))"
)


def _portrait_of(text: str, at: int, end: int) -> int:
    """Where the name of a place ends that a clause opens with and gives the portrait of; `at` where it does not."""
    if (lies := WHERE_IT_LIES.match(text, at, end)) is not None:
        return lies.end()
    if (nation := _NATION.match(text, at, end)) is not None:
        return nation.end("who")
    for size in (2, 3):
        if text[at : at + size] in _SHORT_NAMES and _PORTRAIT.match(text, at + size, end):
            return at + size
    return at


_STRUCTURE_SAID, _EVERY_SAID, _REGION_SAID, _TOWN_SAID, _SEVERAL_SAID, _SUMMED_SAID = map(hint, (_STRUCTURE, _EVERY, _REGION, _TOWN, _SEVERAL_PLACES, _SUMMED))
_OWN_SAID = hint(_OWN_PLACE)
_PORTRAIT_SAID = hint(WHERE_IT_LIES, _NATION, _PORTRAIT)
_CLASS_SAID, _WITHIN_SAID, _BEST_SAID = hint_of(WORD_CLASS), hint_of(["境内"]), hint(_BEST_OF_ALL)
_WIDER_SAID = _STRUCTURE_SAID | _EVERY_SAID | _REGION_SAID | _TOWN_SAID | _SEVERAL_SAID | _SUMMED_SAID | _PORTRAIT_SAID | _CLASS_SAID | _WITHIN_SAID | _OWN_SAID


def _is_place(own: re.Match[str], places: frozenset[str]) -> bool:
    level = own.string[own.end("name") : own.end()]
    # A county is any name of one or two characters before 县; before 市, 省, 州 and 区 a known one.
    return (
        own["name"] in places
        or own["name"] + level in _FULL_NAMES
        or (
            level in ("县", "自治县", "自治州")
            and len(own["name"]) in (1, 2, 3)
            and own["name"][0] not in "全我本该各县市"
            and not _NO_NAME.search(own["name"])
            and word_class(own["name"]) not in ("v", "vn", "d", "p")
        )
    )


def _is_many(many: re.Match[str], places: frozenset[str]) -> bool:
    if many["where"] and (
        many["where"] not in places or not (many["number"] or many["level"] or "省" in many["scope"] or many["scope"].endswith(("各", "所有")))
    ):
        # 扬州市经开区 is one park.
        return False
    if many["class"] == "园区" and many["scope"] and _OUR_COUNTY.fullmatch(many["scope"]) and not (many["number"] or many["level"]):
        # 该县园区纺织企业已有10家: the one that the county has.
        return False
    if (many["class"] in _QUARTERS or many["class"] == "新片区") and not (many["scope"] or many["level"]):
        # 分成甲、乙两个片区，两个片区各有…: a park's own parts.
        return False
    if many["number"] and _SHARE.match(many.string, many.end()):
        # 三家园区包揽前三名
        return True
    if many["number"] and many["class"] in ("园区", "集中区", "集聚区") and _TOO_MANY.match(many["number"]):
        # 13个园区中11个实现增长, 12个集中区实现产值286亿元
        return True
    if many["number"]:
        # 两个园区 may be the park's own; of the great kinds, or with a scope or a level, they are many parks.
        return bool(many["scope"] or many["level"] or WORD_CLASS.get(many["class"]) in CLASSES)
    if many["scope"]:
        # 我县工业园区 is the one that the county has.
        return not (many["scope"] in _COUNTYS and not many["level"] and many["class"] in _ONE_OF_A_COUNTY)
    if many["level"] in ("重点", "主要"):
        # 重点园区共完成投资917亿元, 重点园区货物进出口…
        return _KEY_ONES.match(many.string, many.end()) is not None or _SHARE.match(many.string, many.end()) is not None
    return bool(many["level"]) and many["behind"] != "们"


# So many that they are no park's own.
_TOO_MANY = re.compile(r"(?:共有?|现有|已有|拥有)?(?:[89]|\d{2,3}|[八九]|[一二三四五六七八九]?十[一二三四五六七八九]?)(?:多|余)?[家个]")
_OUR_COUNTY = re.compile("[该我本][省市县]的?")
# 国家级经开区综合考评中某区排名第五: what is assessed is only the field.
_ASSESSED = re.compile(r"[^，。；]{0,6}(?:考核|评价|考评|评比|评选|排名|名单|榜|测评|评估|认定|称号|行列|标准|清理|整顿|目录)")
# 全省开发区综合考核中，进入前60的有3家: what follows is told of all that were assessed.
_THEN_OTHERS = re.compile(r"[^，。；]{0,2}中?[，,]")
_KEY_ONES = re.compile(r"(?:[用以](?:不到|不足|约|近|仅)*全[省市国]|完成|实现|货物|税收|营业|新增|累计|规上|规模以上|工业|固定资产|利润|企业营收)")
_SHARE = re.compile(r"的?[^，。；]{0,12}?(?:合计|总计|总共|一共|累计共|共(?:完成|实现)|包揽|平分)")


def lists_many(text: str, end: int, mentions: Sequence[ParkMention]) -> bool:
    """Whether a number is how many parks are named behind it, which begin at `mentions`: 进入前60的有3家，即甲产业集聚区、乙产业集聚区….

    A count of projects or companies that then names parks is none: 12个，分布在….
    """
    told = _NAMELY.match(text, end)
    if told is None:
        return False
    first = next((number for number, m in enumerate(mentions) if m.start >= told.end()), len(mentions))
    return first + 1 < len(mentions) and mentions[first].start - told.end() <= 2 and bool(mentions[first].key and mentions[first + 1].key)


_NAMELY = re.compile(r"[，,:：(]?(?:即|分别[是为]|它们是|依次[是为])")


def count_of_many(text: str, start: int, end: int, stop: int, of_named: bool = False) -> bool:
    """Whether a number counts parks, places or the entries of a list: 168个综合保税区, 9个区县(市), 42家绿色园区名单.

    `of_named`: one park stands by its name right before it.
    """
    # 11个县(市、区): the counted word may hold a mark.
    if text.startswith("园区", end) and _TOO_MANY.fullmatch(text, start, end) and not _OF_ONE_PARK.match(text, end + 2):
        return True
    if _COUNTED_MANY.match(text, end, max(stop, end + 8)) is not None:
        return True
    return not of_named and _MANY_COUNTED.search(text[max(0, start - 24) : start]) is not None


# 国家级开发区增加到|6家, 参评国家级经开区共|107家
_MANY_COUNTED = re.compile(
    rf"(?:国家级?|省级|自治区级|兵团级|市级)(?:(?:{_CLASS_WORDS})(?:数量?|总数)?(?:由此|随之)?(?:已经?)?(?:共计?|共有|有|达到?|增加到|增至|增加为|升至)|及?以上(?:{_CLASS_WORDS})(?:共有?|达到?|有)?)(?:了)?\Z"
    # 主营业务收入过两百亿的园区|4个
    rf"|(?:亿元?|万元|以上|[%强])的(?:{_CLASS_WORDS})(?:共|有|达到?|已有|已达)?\Z"
)
_COUNTED_MANY = re.compile(
    rf"(?:{_LEVEL}){{0,3}}(?:{_MAJOR_WORDS})(?!企业|籍|重点企业)|[\u4e00-\u9fa5]{{0,4}}重点园区|(?:{_LEVEL}){{1,3}}(?:{_CLASS_WORDS})"
    r"|(?:县市区|县\(?市、?区\)?|县\(市、区\)|区县|县区|市州|市\(州\)|州市|设区市|地级市|地市|省市(?!级|县?长项目|重点)|省份|省区市|省\(区、市\)|兄弟)"
    r"|(?!企业|公司)[\u4e00-\u9fa5“”、]{0,14}?(?:名单|榜单)"
    rf"|(?:应|已|参|符合|纳入|未)[\u4e00-\u9fa5“”、]{{2,16}}?的(?:省级|国家级|市级|县级)(?:及?以上)?(?:{_CLASS_WORDS})"
    rf"|(?:参与|参加|接受|纳入)[\u4e00-\u9fa5“”、]{{2,8}}?的(?:{_CLASS_WORDS})"
    rf"|[\u4e00-\u9fa5]{{0,4}}(?:{_CLASS_WORDS})[\u4e00-\u9fa5]{{0,2}}(?:入选|上榜|入围|参评|获评|参加考|参与考|受到表|获表彰)"
)
