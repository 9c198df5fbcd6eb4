"""What a park named at a place is there for: as who acts, as where something stands, or only beside another.

A role is read from the words right before and behind the name; the parks of a list share the role of its first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.names.parks import ParkMention
from transforms.text.sentences import last_stop

ACTS = "acts"
"""The park itself is spoken of."""
HOLDS = "holds"
"""The park is where a company, a project or an occasion stands: 位于某高新区, 落户某园区."""
BESIDE = "beside"
"""The park is only compared with, learned from, visited from, a partner, a former name or a title: no figure is its."""
VISITED = "visited"
"""The park is where others go to see or to learn: a host of the visit, but no figure is its."""
PLACED = "placed"
"""The park is the place in which a clause is set: 在某高新区，…."""

_COMPARED = re.compile(
    r"(?:仅次于|次于|相当于|[高低好优快慢多少大小强弱逊先早]于|不及|不如|落后于?|领先于?|赶超|超过了?|反超|超越|追赶|紧追|紧随|紧跟|直追|对标|看齐|媲美|堪比|较|比|毗邻|紧邻|邻近|相邻|[与和同比较](?:毗邻|紧邻|邻近|相邻)的|除了?|继)\Z"
)
# 工业总产值684亿元，占|滨海新区的11.8%: the whole of which it is a share.
_SHARE_OF = re.compile(r"占(?:到|了|整个)?\Z")
# 是甲区的2.4倍: what is compared with stands between 是 and a multiple.
_IS = re.compile(r"(?:是|为|达到?|相当于|约为|约是)\Z")
_MULTIPLE_BEHIND = re.compile(r"(?:同期)?的?(?:近|约|超|超过)?[\d.一二两三四五六七八九十]+(?:多)?(?:倍|成)")
_COMPARED_BEHIND = re.compile(r"(?:相比|之后|看齐|等?(?:园区|地)?的?(?:成功|先进|有益|典型)?(?:经验|做法|模式)|之外|以外)")
# 推进甲专业园、乙轻纺园、丙食品园|等3个专业园建设: what is worked on, one of several.
_ARE_BUILT = re.compile(r"(?:、[^，。；、\d]{2,14}){0,6}等[\d两三四五六七八九十]{1,2}个[^，。；\d]{0,8}(?:园区?|片区|组团|基地)(?:的)?(?:建设|开发|改造)")
# 排在|甲经开区、乙高新区之后, 位居某高新区之前: who stands before or behind somebody in a ranking.
_RANKED = re.compile(r"(?:排名?|位居|位列|居|列|落|名列)(?:在|于)?\Z")
_RANKED_BEHIND = re.compile(r"[^，。；\d]{0,40}?(?:之后|之前|后面|前面|身后)")
_SEES = re.compile(r"(?:考察|参观|观摩|走访|视察|调研)(?:了|过)?\Z")
# 走访了甲公司、乙公司、|某产业园
_SEES_LIST = re.compile(r"(?:考察|参观|观摩|走访|视察|察看|查看|看望)(?:了|过)?[^，。；]{2,50}、\Z")
_LEARNED = re.compile(r"(?:学习(?:借鉴|考察)?|借鉴|取经|对标|模仿|复制|跟随|仿照|参照|移植)(?:了|过)?\Z")
_GOES = re.compile(r"(?:赴|前往|远赴|奔赴|先后到|分赴)\Z")
_GOES_TO_LEARN = re.compile(r"[^，。；]{0,24}?(?:学习|考察|取经|跟班|交流|参观|观摩|调研|对接|招商|洽谈|培训|推介|对标|学访)")
# Who goes to learn or to win investors does it for the own park; who comes to look makes news for the host.
_FOR_OWN = re.compile(r"[^，。；]{0,36}?(?:学习|取经|跟班|招商|洽谈|推介|培训|对标|学访|拜访企业|引资)")
_PARTNER = re.compile(r"(?:与|同|跟|和|联合|携手|会同|牵手|对接|结对|联手|协同|联动|联动的)\Z")
# 全市把|工业集中区|作为主阵地: what somebody takes for something does nothing itself.
_TAKES = re.compile(r"(?:把|将|以)\Z")
_TAKEN_AS = re.compile(r"[^，。；]{0,6}?(?:作为|当作|当成|打造成|建设成|列为|定位为|摆在|放在|视为|为(?:主战场|主阵地|载体|平台|龙头|抓手))")
# 边合区以|某工业园|为主阵地，累计投入…: where somebody else works.
_AS_ITS_SEAT = re.compile(r"为(?:主战场|主阵地|载体|平台|核心区?|依托|支撑|重点|龙头|抓手|中心)")
# 甲经开区98.5亿元和|乙高新区71.5亿元: the last of a list of figures.
_LISTED = re.compile(r"\d[\d.]*[万亿]*(?:美?元|[%％个家户亩人项]|平方公里|位)[和与]\Z")
_FORMER = re.compile(r"(?:前身(?:为|是|叫)?|原(?:名|称|为|是|来的|先的|来叫)(?:为|是|叫)?|原|曾用名|曾称|更名前为?|旧称)[“\"]?\Z")
_TITLE = re.compile(
    r"(?:获批(?:为|成为|设立|建设|创建)?|(?:被|获)?(?:认定|评|命名|授予|授牌|列|确定|选|批准|定|评定|评选|纳入|核定)(?:为|成|入|上)|被(?:授予|纳入|列入)|入选|入围|跻身|荣获|获评|荣膺|摘得|创建(?:为|成为)|争创|创成|申报|申创|晋升为?|升格为|升级为|晋级(?:为)?|成为|作为(?=国|省|全|首|[\u4e00-\u9fa5]{0,3}级)|打造(?:成|为)?|建设成?为?)"
    r"(?:了|首批|全国|全省|省级|市级|国家级?|国家首批|[\u4e00-\u9fa5]{0,3}级|[“\"])*\Z"
)
_VISITOR_BEHIND = re.compile(
    r"(?:主要)?(?:负责人|领导|管委会|党工委|考察团|代表团|一行|党政代表团|客人|同行)[^，。]{0,14}(?:(?:带队|率队)[^，。]{0,4}?(?:学习|前往|参观)|来|赴|到|一行|考察|走进|莅临|造访)|(?:党政)?(?:考察团|代表团|考察组|学习团|客商团)"
)
_MADE_OF = re.compile(
    r"(?:涵盖|包括|包含|覆盖|由|下辖|含|划分为|分为|串联|整合(?!为|成|而)|连接)了?[\u4e00-\u9fa5、()“”\d]{0,40}(?<=[、和盖括含由了及辖为联合接])\Z"
)
_INTO = re.compile(
    r"(?:入驻|(?:全部|均|都|全)落[在于]|纳入|并入|划入|归入|划归|落户(?:在|于|到)?|落地(?:在|于|到)?|进驻|选址(?:在|于)?|迁入|迁至|搬迁到|搬入|投资|走进|花落|扎根(?:在|于)?|签约|安家|位于|坐落(?:在|于)?|地处|来自|投向|分布(?:在|于)|集中(?:在|于)|布局(?:在|于)?|设在|建在|放在|选在了?|来到|回到|进入|落子|抢滩)\Z"
)
# 记者驱车来到|某经济开发区，塔吊林立: the scene of the report.
_REPORTER_COMES = re.compile(r"(?:记者|笔者|我们)[^，。；\d]{0,8}(?:来到|走进|走入|步入|踏进)了?\Z")
# 从北京亦庄|整体迁来, 在某综合保税区|旁的冶金材料加工区: where somebody came from, and what something lies next to.
_CAME_FROM = re.compile(r"(?:整体|整厂|成建制|陆续|先后)?(?:迁|搬|转移|转战|引进|引来|回来|而来|走出|南下|北上)")
_NEXT_TO = re.compile(r"(?:旁边?|附近|隔壁|对面|边上)的|以?[东西南北]侧的|[^，。；]{0,2}一[墙路街河]之隔的")
_IN = re.compile(r"(?:在|于)\Z")
_SIGNS = re.compile(
    r"(?:管委会|管理委员会|党工委)?(?:进行|正式|成功|现场|共同|顺利)*(?:签署|签订|签约|签下|达成|举行[^，。；]{0,12}?(?:签约|签字|揭牌|授牌|授信|启动|共建))"
)
_COMPANY = re.compile(r"公司|集团|企业|大学|学院|研究院|研究所|[银分支]行|股份|控股|电子|科技|协会|学会|商会|联盟|医院|海关|检察院|法院|资本|基金|保险|证券")
# Who speaks or acts for the park that the text is about: it is the park's own agreement with another.
_PARKS_OWN = re.compile(r"管委会|党工委|园区|我们|我区|双方|代表团|考察|一行")
# 甲综保区与乙综保区联动发展: the second is the first's partner.
_DEALS_WITH = re.compile(r"(?:管委会)?(?:开展|进行|实现|建立|正式|成功|达成)?(?:了)?(?:联动|合作|共建|签约|签署|签订|结对|对接|交流|协作|互动|战略合作)")
# 对某工业园区|建设情况开展调研, 对某经开区|进行督导: whom the visit is about.
# 对某工业园区|扩容提质: what is worked on.
_LOOKED_INTO = re.compile(
    r"(?:进行|实施|开展)?(?:扩容|扩区|提质|改造|提升|整治|完善|开发|综合开发|整体开发|升级)|[^，。；]{0,24}?(?:调研|检查|督[查导办]|视察|走访|巡[察查视]|考[核评]|评估|审计|执法|整治|排查|验收|摸底)"
)
_JOINS = ("、", "和", "与", "及", "以及")
_SENTENCE = 200
"""Characters before a name in which its sentence begins."""
_SENTENCE_STOP = re.compile(r"[。；！？;!?\n]")


# 记者从市经信局和|石首经济开发区|管委会联合召开的会议上了解到: whose news it is.
_NEWS_FROM = re.compile(r"(?:记者|笔者|近日|日前)[^，。；]{0,4}从[^，。；]{0,12}\Z")
_NEWS_CAME = re.compile(r"[^，。；]{0,24}(?:获悉|了解到|传来|得知)")


def role_of(text: str, mention: ParkMention, floor: int, ceiling: int, places: frozenset[str]) -> str:
    """The role of one park named between two bounds of its sentence."""
    before = _without_place(text[max(floor, mention.start - 24) : mention.start], places)
    end = mention.end
    if _NEWS_FROM.search(before) and _NEWS_CAME.match(text, end, ceiling):
        return ACTS
    if _NEXT_TO.match(text, end, ceiling) or (before.endswith(("从", "由", "自")) and _CAME_FROM.match(text, end, ceiling)):
        return BESIDE
    if before.endswith("、") and _SEES_LIST.search(text, max(floor, mention.start - 60), mention.start):
        return VISITED
    if mention.minor and _ARE_BUILT.match(text, end, ceiling):
        return BESIDE
    if not _is_said(before):
        behind = _COMPARED_BEHIND.match(text, end, ceiling) or _is_visitors(text, end, ceiling)
        return BESIDE if behind else ACTS
    if _FORMER.search(before) or _TITLE.search(before):
        return BESIDE
    if _SEES.search(before):
        return VISITED
    if _COMPARED.search(before) or _LEARNED.search(before) or _COMPARED_BEHIND.match(text, end, ceiling):
        return BESIDE
    if _SHARE_OF.search(before) or (_RANKED.search(before) and _RANKED_BEHIND.match(text, end, ceiling)):
        return BESIDE
    if _IS.search(before) and _MULTIPLE_BEHIND.match(text, end, ceiling):
        return BESIDE
    if _is_visitors(text, end, ceiling):
        return BESIDE
    if (_GOES.search(before) or before.endswith("到")) and _FOR_OWN.match(text, end, min(end + 40, ceiling)):
        return BESIDE
    if _GOES.search(before):
        return VISITED if _GOES_TO_LEARN.match(text, end, min(end + 40, ceiling)) else HOLDS
    if before.endswith("到") and _GOES_TO_LEARN.match(text, end, min(end + 12, ceiling)):
        return VISITED
    if _PARTNER.search(before) and not _LISTED.search(before):
        return BESIDE
    if not mention.key and _TAKES.search(before) and _TAKEN_AS.match(text, end, ceiling):
        return BESIDE
    if mention.minor and before.endswith("以") and _AS_ITS_SEAT.match(text, end, ceiling):
        return BESIDE
    if before.endswith(("向", "对")) and mention.key and not text.startswith(("来说", "而言", "来讲"), end) and not _LOOKED_INTO.match(text, end, ceiling):
        return BESIDE
    if _REPORTER_COMES.search(text, max(floor, mention.start - 20), mention.start):
        return PLACED
    if _INTO.search(before):
        return HOLDS
    if _IN.search(before):
        return PLACED
    return ACTS


def is_whole(text: str, floor: int, mention: ParkMention) -> bool:
    """Whether a park is only the whole of which a share is told: 产值54.6亿元，占|开发区的58%."""
    return _SHARE_OF.search(text, max(floor, mention.start - 4), mention.start) is not None


def _is_said(before: str) -> bool:
    """Whether a word stands right before a name, or an opening quotation mark: all that gives it a role from the left ends in one."""
    last = before[-1:]
    return "\u4e00" <= last <= "\u9fa5" or last in ("“", '"')


def _is_visitors(text: str, end: int, ceiling: int) -> bool:
    """Whether people of the park come to see another, and not to win something for their own."""
    return _VISITOR_BEHIND.match(text, end, min(end + 30, ceiling)) is not None and not _FOR_OWN.match(text, end, min(end + 60, ceiling))


def _without_place(before: str, places: frozenset[str]) -> str:
    """The words before a name without the city or province right before it: 赴|东莞, 对标|江苏省."""
    for length in (2, 3, 4):
        if before[-length:].rstrip("省市") in places and len(before) > length:
            return before[:-length]
    # 在|该县|某产业园
    return before[:-2] if before.endswith(("该县", "该市", "我县", "我市", "当地")) and len(before) > 2 else before


def roles_of(text: str, mentions: Sequence[ParkMention], floor: int, ceiling: int, places: frozenset[str]) -> list[str]:
    """The roles of the parks of one sentence, in order; the parks of a list share one."""
    roles: list[str] = []
    for number, mention in enumerate(mentions):
        own = role_of(text, mention, floor, ceiling, places)
        gap = text[mentions[number - 1].end : mention.start] if number else ""
        if number and gap in _JOINS:
            # 仅次于甲高新区和乙高新区: the second of a list stands as the first does; 和 between two who act makes no partner.
            visits = _VISITOR_BEHIND.match(text, mention.end, min(mention.end + 30, ceiling)) or (gap != "、" and _DEALS_WITH.match(text, mention.end))
            if roles[-1] != ACTS:
                own = roles[-1]
            else:
                own = BESIDE if visits else ACTS if own == BESIDE else own
        elif number and own == ACTS and roles[-1] != BESIDE and _MADE_OF.match(text, mentions[number - 1].end, mention.start):
            own = BESIDE
        roles.append(own)
    if ACTS not in roles:
        for number, mention in enumerate(mentions):
            if roles[number] == BESIDE and mention.key and _signs_with(text, mention, floor):
                roles[number] = HOLDS
    return roles


def _signs_with(text: str, mention: ParkMention, floor: int) -> bool:
    """Whether a park is who a company signs with, and so where it happens: 某集团与某经开区签署协议."""
    if _SIGNS.match(text, mention.end) is None:
        return False
    before = text[max(floor, mention.start - 120) : mention.start]
    return _COMPANY.search(before) is not None and _PARKS_OWN.search(before) is None


def all_roles(text: str, mentions: Sequence[ParkMention], places: frozenset[str]) -> dict[int, str]:
    """The role of every park of a text, by where its name begins."""
    roles: dict[int, str] = {}
    run: list[ParkMention] = []
    for number, mention in enumerate(mentions):
        run.append(mention)
        following = mentions[number + 1].start if number + 1 < len(mentions) else len(text)
        if _SENTENCE_STOP.search(text, mention.end, following) or number + 1 == len(mentions):
            floor = last_stop(text, max(0, run[0].start - _SENTENCE), run[0].start, "。；！？;\n")
            stop = _SENTENCE_STOP.search(text, run[-1].end)
            roles |= {m.start: role for m, role in zip(run, roles_of(text, run, floor, stop.start() if stop else len(text), places), strict=True)}
            run = []
    return roles
