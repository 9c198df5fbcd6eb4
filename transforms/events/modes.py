"""In which mode a clause tells of what its trigger word names: as done, as planned, as a wish, a habit, a thing or a stock."""

from __future__ import annotations

import re

from transforms.events.candidate import Place

LONGEST_SPEECH = 240
"""Characters over which an occasion named at the opening goes on behind semicolons."""
# 今年新开工的5个项目之一, 其中今年开工的有5个: which of a number something is, and no happening.
_ONE_OF = re.compile(r"的(?:包括|主要|涵盖|涉及)|的[^，,。；;]{0,12}之一|的(?:项目|企业)?(?:共|就)?有?\d+[个家户项](?:[，,。；;]|$)")
_SPEED = re.compile(r"当年[\u4e00-\u9fa5]{2,6}[、，,]?(?:就|并)?当年[\u4e00-\u9fa5]{2}")
_OF_SPEED = re.compile(r"(?:[、，,]当年[\u4e00-\u9fa5]{2,6}){0,4}的[“\u4e00-\u9fa5]{1,8}(?:速度|奇迹|佳绩)")
# 从第一次考察、签协议到动工只花了4个月: how long it all took.
_TOOK = re.compile(r"从[^，。；]{2,40}[到至][^，。；]{1,20}?(?:仅|只|才|不到|用了|用时|历时|前后)")
_THEN_TIME = re.compile(r"(?:明年|今年|20\d\d年|\d{1,2}月)[^，。；,;]{0,16}\Z")
_FROM_STAGE = re.compile(r"从(?:项目|企业|产品)?[^，。；\d到]{0,6}\Z")
_TO_STAGE = re.compile(r"[^，。；\d到]{0,6}[到至]")
_UP_TO_STAGE = re.compile(r"从[^，。；\d]{1,12}[到至](?:项目|企业)?[^，。；\d]{0,4}\Z")
_PLANNED = re.compile(
    r"(?<!现)将(?!军|.{0,12}(?:压缩|编入|纳入|作为|列为))|(?<![模虚比])拟(?!总?投资[^，。；,;]{1,14}元的)|计划(?<![”》]计划)(?![，,。、；”》])(?!总?投资[^，。；,;]{1,14}元的)|预计(?!总?投资[^，。；,;]{1,14}元的)|(?<!为)(?<!为了)(?:力争|争取|确保)(?![了到])|有望|可望|即将|筹备|准备|定于|要在|还要|要(?=新?再?\Z)|明年|明后年"
    r"|(?<![认许不尚方即便就才])可(?=在|于|实现|全部|陆续|全面)|(?<=[均皆都前底内份月年])可(?:以(?=试|投产|竣工|建成|交付|投用|完工)|(?![能以]))|(?<!短短)(?<=[一二两三四五\d]年内|个月内)(?=[\u4e00-\u9fa5]{0,6}(?:建成|建设|完成|竣工|投产))"
)
_COUNTED_PEOPLE = re.compile(r"了?[\u4e00-\u9fa5]{0,8}\d[\d.]*[余多]?[万千]?[余多]?(?:家|户|人次|家次|次|[万亿]?元)")
_BY_A_DAY = re.compile(r"截至|截止|累计")
# 将厂子从某地|搬进园区: what is moved.
_MOVED = re.compile(r"(?!要|会|把|于|在|从)[^，。；]{0,6}?(?:总部|工厂|厂子|老厂|分厂|生产线|产能|基地|公司|企业|车间|设备)")
_DONE = re.compile(r"已|目前|现已|了")
_IS_DONE = re.compile(r"已|目前|了|如期|实现了|顺利|成功|正式|全部(?:建成|竣工|投产)")
_MEANT = re.compile(r"(?:确保|力争|争取|力保)(?![了到])|有望|可望")
_BY_YEAR = re.compile(r"到(?P<year>(?:19|20)\d\d)年(?:[底末]|前后)?[，,]")
_WITHIN_YEAR = re.compile(r"\d月|季度|半年|今年|明年|年[底末]")
_AHEAD_BEHIND = re.compile(r"[^，。；]{0,8}?(?:将于|将在|定于|拟于|计划于)")
_ABOUT_TO = re.compile(
    r"(?:春节|国庆节?|元旦|“?五一”?|中秋节?)前|即将|(?:近期|近日|不日|日内)(?:内)?(?:将|即可|可|拟|计划)|(?:计划|拟|将)(?:于|在)?近期|定于|将于|将在\d|将正式|将如期|进入倒计时"
)
HAPPENED = re.compile(
    r"了|已|成功|正式|顺利|近日|日前|当天|当日|昨日|今日|同日|举行|举办|仪式|首次|完成|实现|获|一行|现场|开展|组织|(?<![高创])新(?=[开建签投落增引上揭])|首批|首家|首个|深入|启动|集中|联合"
    r"|相继|陆续|先后|双双|同步|如期|会议|会上|带队|率队|转入|进入|询问|直插|直奔|察看|查看|听取"
)
DATED = re.compile(r"\d[月日]")
# 银河购物广场开工建设，: a verb of achievement that closes its clause, behind who or what did it.
_CLOSES = re.compile(r"(?:建设|交付|运营|运行|使用|生产|阶段|仪式|成立|投产|投用|举行|召开|见效|招生|发电|供电|迎客|营业|入住)?[了。]?(?=[，,。；;！\n”]|$)")
# 某公司区域总部落户高新区: a firm, and where it went.
_FIRM = re.compile(r"公司|集团|企业|项目|总部|基地|中心|研究院|研究所|平台|厂|科技|院")
_TO_PARK = re.compile(r"(?:到|于|在)?[^，。；、]{0,8}(?:区|园|城|港|基地)(?=[，。；]|$)")
_ACHIEVED = frozenset(
    {"construction_start", "completion", "production_start", "inauguration", "settlement", "meeting", "award", "financing", "export", "signing"}
)
_ATTRIBUTE = re.compile(r"[^，。；,;]{0,4}?(?:这一|的)(?!通知|公告|决定|“|《)")
# 成立30周年, 封关运作四周年之际: how long ago it was, and no happening now.
_YEARS_AGO = re.compile(r"(?:运作|运行|运营|成立)?(?:满)?(?:已)?[\d一二三四五六七八九十两百]+(?:余|多)?(?:个)?周年")
# 竣工一个月以上, 投产两年来: how long before or after it.
_SO_LONG = re.compile(r"了?(?:约|近)?(?:\d{1,3}[多余]?(?:个[多余]?月|[天周])|[一二两三四五六七八九十半]{1,3}[多余]?(?:个[多余]?月|[天周年](?![底末初度])))")
# 签约一批、开工一批、投产一批: how things are done.
_AND_SO_MANY = re.compile(r"一批(?=[、）)]|”(?!活动|仪式)|\Z)")
_OF_MANY = re.compile(r"\d[余多]?[个项家]|[均都]|全部")
_DURING = re.compile(r"(?:的)?(?:当[天日]|过程|期间|阶段(?![，,。；])|环节|之初|之际|之时|时(?!间)|以来|以后|之后|之前|前夕|前|后|现场)")
# 开工契机, 交房纠纷, 入园门槛: the trigger only says what the noun behind it is about.
_OF_NOUN = re.compile(
    r"(?:、[\u4e00-\u9fa5]{2,4}){0,3}(?:的)?(?:为新?(?:起点|契机|抓手|牵引|标志|节点|重点|主线|突破口)|门槛|契机|时机|机遇|热潮|势头|各?环节|纠纷|事宜|底线|步伐|作用|意愿|材料|准备|攻坚|年限|节奏|诉求)"
    r"|、首[家批个][^，。；、]{0,6}(?:企业|公司|项目)|(?:、[^，。；、]{2,6}){0,3}的?(?:目标|愿景|良好局面|良好态势|模式)"
)
# 签约只是起点, 二期投产将带动上下游: what the sentence talks about, and not what it tells.
_TALKED_OF = re.compile(r"(?:将|会)(?:带动|推动|填补|促进|助推|助力|吸引|拉动)|(?:只是|不是|就是|才是|并非|仅是|仅仅是|不等于)")
# 成立联合支部，是开发区党建的一步: what is said of it, and not that it happened.
_IS_SAID_OF = re.compile(r"[，,](?:既|不仅|正|就|也)?是")
# 对污水处理厂试运行及道路施工进度进行督导检查: what is looked at.
_CARRIED_OUT = re.compile(r"[^，。；]{0,24}进行了?(?:实地|现场|专题|全面|集中)*(?:督导|督查|检查|核查|调研|考察|评审|视察|了解|察看|调度|观摩)")
# What projects go through ends so: 签约, 开工, 投产, 投用, 建成.
_STAGE_ENDS = "约工产用成"
# 对新竣工项目进行核查, 开工项目现场: which projects something is about.
_OF_PROJECTS = re.compile(r"(?:重大|重点|产业)?项目(?:情况|现场|进行|名单|占|中[，,]|总量|建设|负责人|业主|方|代表|企业|所在|调度|推进|服务|进度|清单|公示)")
# 把跻身前三十作为奋斗目标
_TAKEN_AS = re.compile(r"[^，。；,;]{0,24}作为")
# 在路网贯通、招才引智上多点开花: one of the fields in which something goes on
_FIELD = re.compile(r"、[^，。；,;]{2,24}(?:上|方面)[^，。；,;]{2}")
# 入驻某高新区满一年后，…: a condition.
_FULL_TIME = re.compile(r"[^，,。；;]{0,16}满[^，,。；;]{1,8}[后的]\Z")
# 在推行链长制的同时: a clause that only sets the scene for the next.
_FRAME = re.compile(r"在|当|随着|为")
_FRAME_ENDS = ("同时", "之际", "过程中", "基础上", "背景下", "前提下", "之时", "之余", "外")
# 标志着项目即可动工: what has become possible; 年内即可封关 has a time and is a plan.
ABLE = re.compile(r"(?:(?:即|便|就|方|才|随时)可|可(?:马上|立即|随时|直接|迅速|快速|尽快|立刻))\Z")
_SCENE = re.compile(r"[^，,。；;]{0,8}?(?:仪式|大会|会议|活动|现场|会)[^，,。；;]{0,12}?(?:上|中|现场)(?=[，,])")
_OCCASION = re.compile(r"(?:仪式|会议?|大会|现场|活动|座谈|调研|考察|走访)(?:上|中|后|期间)[，,]?")
_CUSTOMS = frozenset({"实行", "推行", "编制", "制定", "推出", "制订", "试行", "施行"})
_AGAIN = re.compile(r"此次|本次|这次|该项|此项|仪式上|活动中|现场|当日签约|宣布|见证|参加了?|出席了?")
# 27个开工项目业主, 已投产项目: the trigger only tells which projects.
_WHICH = re.compile(r"(?:\d+(?:个|只|项)|已|拟|即将|在)(?:集中)?\Z")
# 对14个新开工项目，帮助协调: for which projects something is done.
_FOR_THESE = re.compile(r"[对为就把](?:\d+[余多]?个|[一二两三四五六七八九十]+个)?(?:新|已|拟|即将)?\Z")
_THIS_TIME = re.compile(r"此次|本次|这次|仪式上|当日签约")
# 仪式之后, 会前, 其间: on the day of what was told.
_AROUND_IT = re.compile(
    r"(?:仪式|会议|大会|活动|座谈会?|签约|调研|考察|揭牌)(?:之|结束之?|开始之?)?[前后]|会[前后间]，|会[前后间],|其间|期间[，,]|[^，。；]{2,8}一到[^，。；]{1,8}便"
)
# 随后举行了…活动: on the same occasion.
_THEN = re.compile(r"随后|紧接着|接着|此间")
_NUMBER_OF_PROJECTS = re.compile(
    r"(?:[\u4e00-\u9fa5]{0,6}项目|企业|(?:“[^”]{1,8}”|[^，。；、\d]){0,10}项目)\s?\d+|(?:[、和及]?[\u4e00-\u9fa5]{0,3})\d+[余多]?[个家户项](?!月)|[\u4e00-\u9fa5]{0,8}\d[\d.]*[余多]?万?[余多]?(?:人次|人|名)|\d[\d.]*%"
)
_COUNTED_BEFORE = re.compile(r"(?:\d[\d.]*[余多]?[万千百]?[余多]?|[两三四五六七八九十])[家户][^，。；\d]{0,16}\Z")
_MASS = re.compile(r"世界500强|国家和地区|\d{3,}[余多]?家[^，。；、“]{0,10}\Z")
_BARE_COUNT = re.compile(r"(?:了|腾退)?\d+[余多]?[个家户项](?=[，、。；,;]|$)|(?<=签约)总?投资\s?\d")
_COUNTED_BEHIND = re.compile(r"(?:了)?[\u4e00-\u9fa5]{0,8}企业\d+[余多]?个|(?:了)?[\u4e00-\u9fa5]{0,8}\d[\d.]*[余多]?[万千百]?[余多]?[家户]")
_JOINT_BEHIND = re.compile(r"、(?:集中)?(?:开工|动工|竣工|投产|签约|启动|[^，。；、]{2,6})(?:、[^，。；、]{2,6})*(?:”)?(?:仪式|活动)")
_JOINT_END = re.compile(r"(?:、[^，。；、]{2,6})*(?:”)?(?:仪式|活动)|\Z")
_COUNT_OF_THINGS = re.compile(r"的?(?:项目)?(?:共|共有|有)?\s?\d+[余多]?[个家]")
_VAGUE = re.compile(r"(?<![等的头首…])(?:一大?批|一批批|一系列|不少|众多|许多|一些)[^，。；、\d“”]{0,8}?(?:项目|企业)[^，。；、\d]{0,6}\Z")
# 400台电解槽中已有150台投运: how many of a number are so by now.
_SHARE = re.compile(r"\d[^，。；\d]{0,12}中[，,]?(?:已|目前|现)?有?\d+[台套条个家户座]\Z|其中\d+[个家户条](?:已经?|现已|均已)?\Z")
_STOCK = re.compile(
    r"(?:已有|已与|已同|现有|共有|拥有|目前有|累计|总共|一共|聚集了?|汇聚了?|集聚了?)[^，。；、等]{0,8}(?:\d[\d.]*[余多]?[万千百]?[多余]?|多|数[十百])(?:家|个|户)[^，。；]{0,12}\Z"
)

_THAT_DAY = ("同时", "当天", "当日", "同日", "当天集中", "当日集中")
# 新开工|项目成为投资主力, 13个新投产|项目逐个解决难题: what the new ones do; 新开工|项目共17个 counts them.
_NEW_ONES = re.compile(r"项目(?=[\u4e00-\u9fa5])(?![共达总数有为超约近累合均已全仅等只在包涉])")


def is_described(text: str, at: Place, form: str) -> bool:
    """Whether a trigger only describes something (开工的工程) or sets a scene (在竣工验收过程中).

    `form` of its class: behind a verb with an object (tail) a 的 further on belongs to the object (开展为期两周的活动).
    """
    if text.endswith(("进入", "转入"), at.clause_start, at.start):
        return False
    if text.startswith(("的有", "的还有"), at.end) and text.endswith(_THAT_DAY, at.clause_start, at.start):
        # 当天开工的有某厂房等9个项目: what was begun that day.
        return False
    if text.startswith("的", at.end) if form == "tail" else _ATTRIBUTE.match(text, at.end, at.clause_end):
        return not text.startswith(("的通知", "的公告", "的决定", "的“", "的《"), at.end)
    if _YEARS_AGO.match(text, at.end, at.clause_end) or _OF_NOUN.match(text, at.end, at.clause_end) or _TALKED_OF.match(text, at.end, at.clause_end):
        return True
    if text.find("在", at.clause_start, at.start) >= 0 and text.find("、", at.clause_start, at.start) >= 0 and _FIELD.match(text, at.end, at.clause_end):
        return True
    if text.find("把", at.clause_start, at.start) >= 0 and _TAKEN_AS.match(text, at.end, at.clause_end):
        return True
    if text.endswith(("之后", "以后"), at.end, at.clause_end) and text.find("继", at.clause_start, at.start) >= 0:
        # 继规划正式出台、科创板开市之后，…: what went before is not what is told.
        return True
    if _AND_SO_MANY.match(text, at.end, at.clause_end):
        return True
    if _SO_LONG.match(text, at.end, at.clause_end) and not (
        text.endswith("提前", at.clause_start, at.start) and not _OF_MANY.search(text, at.clause_start, at.start)
    ):
        return True
    if _DURING.match(text, at.end, at.clause_end) or _FULL_TIME.match(text, at.end, at.clause_end):
        return True
    if text.endswith("新", at.clause_start, at.start) and _NEW_ONES.match(text, at.end, at.clause_end):
        return True
    if at.clause_start == at.start and _IS_SAID_OF.match(text, at.clause_end):
        return True
    if text.find("对", at.clause_start, at.start) >= 0 and _CARRIED_OUT.match(text, at.end, at.clause_end):
        return True
    if text[at.end - 1] in _STAGE_ENDS and _OF_PROJECTS.match(text, at.end, at.clause_end):
        return True
    if text.startswith("项目", at.end) and _FOR_THESE.search(text[max(at.clause_start, at.start - 12) : at.start]):
        return True
    if text.startswith(("项目", "企业"), at.end) and _WHICH.search(text[max(at.clause_start, at.start - 8) : at.start]):
        return True
    return _FRAME.search(text, at.clause_start, at.start) is not None and text.endswith(_FRAME_ENDS, at.end, at.clause_end)


def is_since(text: str, at: Place) -> bool:
    """Whether a trigger only says since when something holds: 自2005年启动建设以来."""
    return text.startswith(("以来", "至今"), at.end)


def is_target(text: str, at: Place) -> bool:
    """Whether what is planned is only a number of things: 计划竣工项目15个, 还要再开工8个项目."""
    return _NUMBER_OF_PROJECTS.match(text, at.end, at.clause_end) is not None


def is_then(text: str, at: Place) -> bool:
    """Whether a clause sets the time of a happening for what follows it: 明年上半年投产后，可实现产值5亿元."""
    return text.startswith("后", at.end) and text[at.end - 1] in _STAGE_ENDS + "运营达" and _THEN_TIME.search(text, at.clause_start, at.start) is not None


def is_stage(text: str, at: Place) -> bool:
    """Whether a trigger is only a stage of a stretch without days: 从开工建设到建成投用仅用时332天."""
    before = text[max(at.clause_start, at.start - 24) : at.start]
    if before.find("从") < 0:
        return False
    took = _TOOK.search(text, at.clause_start, at.clause_end)
    if took is not None and took.start() < at.start < took.end():
        return True
    return (_FROM_STAGE.search(before) is not None and _TO_STAGE.match(text, at.end, at.clause_end) is not None) or _UP_TO_STAGE.search(before) is not None


def is_one_of(text: str, at: Place) -> bool:
    """Whether a trigger only says to which group of things something belongs: 今年新开工的5个项目之一."""
    return text.startswith("的", at.end) and _ONE_OF.match(text, at.end, at.sentence_end) is not None


def is_speed(text: str, at: Place) -> bool:
    """当年签约、当年开工、当年投产: how fast something went, and no happening of its own."""
    return _SPEED.search(text, max(at.sentence_start, at.start - 16), min(at.sentence_end, at.end + 16)) is not None and text.startswith("当年", at.start - 2)


def is_summed_up(text: str, at: Place) -> bool:
    """截至5月10日，累计出动600人次，走访商户1200家: what has been done by a day, and no one happening."""
    counted = _COUNTED_PEOPLE.match(text, at.end, at.clause_end) is not None
    return counted and _BY_A_DAY.search(text, at.sentence_start, at.start) is not None


def is_slogan(text: str, at: Place) -> bool:
    """“当年签约、当年投产”, 当年签约、当年投产的“某某速度”: how fast things go, as somebody says."""
    if not text.startswith("当年", at.start - 2):
        return False
    quoted = text.rfind("“", at.sentence_start, at.start) > text.rfind("”", at.sentence_start, at.start)
    return quoted or _OF_SPEED.match(text, at.end, at.sentence_end) is not None


def is_planned(text: str, at: Place, clause_opens: int) -> bool:
    """Whether a happening is still to come; `clause_opens` is where the clause begins that names who does it."""
    if _AHEAD_BEHIND.match(text, at.end, at.clause_end) or text.startswith("即将", at.start, at.end) or ABLE.search(text, at.clause_start, at.start):
        return True
    moves = text.find("搬", at.start, at.end) >= 0 or text.find("迁", at.start, at.end) >= 0
    found = [m.end() for m in _PLANNED.finditer(text, clause_opens, at.start) if not (moves and m[0] == "将" and _MOVED.match(text, m.end(), at.start))]
    return bool(found) and not _DONE.search(text, found[-1], at.start)


def vision_of(text: str, at: Place) -> int:
    """By which year something shall be so (到2015年，新城全面建成); 0 where its sentence names none, or the clause a nearer time."""
    found = _BY_YEAR.search(text, at.sentence_start, at.start)
    return int(found["year"]) if found and not _WITHIN_YEAR.search(text, at.clause_start, at.start) else 0


def is_done(text: str, at: Place) -> bool:
    """Whether a clause says of itself that it is done: 月底前已全部竣工."""
    return _IS_DONE.search(text, at.clause_start, at.clause_end) is not None


def goes_on_planned(text: str, at: Place) -> bool:
    """Whether an earlier clause of the sentence is a plan, and nothing was told as done since: 力争甲6月底前投产，乙9月底前投产."""
    found = [m.end() for m in _PLANNED.finditer(text, at.sentence_start, at.clause_start)]
    return bool(found) and not _DONE.search(text, found[-1], at.start)


def is_about_to(text: str, at: Place) -> bool:
    """Whether a clause says that what is planned is near and settled: 即将开园, 定于…."""
    return _ABOUT_TO.search(text, at.clause_start, at.clause_end) is not None


def is_only_meant(text: str, at: Place) -> bool:
    """Whether a clause only says that something is to be achieved (确保项目开工), which without a time is no plan."""
    return _MEANT.search(text, at.clause_start, at.start) is not None


def told_by(text: str, at: Place, kind: str, subject: str) -> str:
    """How a clause says that something took place: words (成功, 了), date, closing (某广场开工建设，), object (发起“…”); empty where it does not."""
    if HAPPENED.search(text, at.clause_start, at.clause_end):
        return "words"
    if DATED.search(text, at.clause_start, at.clause_end):
        return "date"
    if text.startswith(("“", "《", "了“", "了《"), at.end):
        return "object"
    if kind == "settlement" and _FIRM.search(subject) and _TO_PARK.match(text, at.end, at.clause_end):
        return "object"
    if kind in _ACHIEVED and len(subject) > 1 and _CLOSES.match(text, at.end, at.sentence_end):
        return "closing"
    return ""


def is_stock(text: str, at: Place) -> bool:
    """Whether a clause counts what is there (已有3000家企业落户), which is a state and no happening."""
    before = text[at.clause_start : at.start]
    return _STOCK.search(before) is not None or _SHARE.search(before) is not None


def is_mass(text: str, at: Place) -> bool:
    """Whether a clause counts who has come over the years: 28个国家和地区的936家企业在区内安家."""
    return _MASS.search(text, at.clause_start, at.start) is not None


def is_bare_count(text: str, at: Place) -> bool:
    """Whether nothing but a number stands behind a trigger, as in statistics: 洽谈61个，签约18个，开工12个."""
    return _BARE_COUNT.match(text, at.end, at.sentence_end) is not None


def is_joint(text: str, at: Place) -> bool:
    """Whether a trigger is one of several things that an occasion is for: 举行集中签约、开工、投产活动."""
    return _JOINT_BEHIND.match(text, at.end, at.clause_end) is not None or (text.startswith("、", at.start - 1) and _JOINT_END.match(text, at.end) is not None)


def is_counted(text: str, at: Place) -> bool:
    """Whether a trigger counts what an occasion brought: 此次集中签约的52个项目, 其中集中签约项目42个."""
    return text.startswith("集中", at.start) and _COUNT_OF_THINGS.match(text, at.end) is not None


def is_vague(text: str, at: Place) -> bool:
    """Whether nobody says what it was that went through a stage: 一批项目竣工."""
    return _VAGUE.search(text, at.clause_start, at.start) is not None


def is_unnamed_count(text: str, at: Place) -> bool:
    """Whether a clause only counts companies that nobody names: 其中41户投产, 投产工业企业47家, 936家企业在区内安家.

    Such a count is a figure; with a day of its own, or with names (甲、乙等9家企业), it is an occasion.
    """
    before = text[at.clause_start : at.start]
    if any(word in before for word in ("、", "等", "“", "首批", "又有")):
        return False
    return _COUNTED_BEFORE.search(before) is not None or _COUNTED_BEHIND.match(text, at.end, at.clause_end) is not None


def is_dateless_custom(text: str, at: Place, dated: bool) -> bool:
    """实行, 推行 and the like tell of a happening only with a date or a word that it took place (制定了, 已推行)."""
    word = text[at.start : at.end]
    return (
        word in _CUSTOMS
        and not dated
        and not re.match(r"了|出", text[at.end : at.end + 1])
        and not re.search(r"已|首次|率先|主动|正式|(?<!高)新(?!区|城|材|能源)", text[at.clause_start : at.start])
    )


def is_custom_word(text: str, at: Place) -> bool:
    """Whether a trigger is one of the words for what is done as a rule (实行, 推行)."""
    return text[at.start : at.end] in _CUSTOMS


def takes_up(text: str, at: Place) -> bool:
    """Whether a sentence goes on about an occasion told before: 挂牌仪式上，…; 此次签约…."""
    opens = at.sentence_start
    while text[opens - 1 : opens] in ("；", ";") and opens > at.sentence_start - LONGEST_SPEECH:
        # 会上，…作了演讲；还发布了…: parted by a semicolon, it goes on.
        opens = max(text.rfind(c, 0, opens - 1) for c in "。；;！？\n") + 1
    if _THEN.match(text, at.sentence_start) or _AROUND_IT.match(text, at.sentence_start) or text.find("当场", at.clause_start, at.start) >= 0:
        return True
    first = min(opens + 16, at.sentence_end)
    return _OCCASION.search(text, opens, first) is not None or _THIS_TIME.search(text, at.sentence_start, max(first, at.start)) is not None


def speaks_again(text: str, at: Place) -> bool:
    """Whether a clause takes up what was told before: 此次签约项目…."""
    return _AGAIN.search(text, max(at.sentence_start, at.clause_start - 12), at.start) is not None


def is_part(text: str, at: Place) -> bool:
    """Whether a trigger counts a part of what its sentence counted before: 共签约55个，其中工业项目签约40个."""
    return text.find("其中", at.sentence_start, at.start) >= 0


def is_scene(text: str, at: Place) -> bool:
    """Whether a ceremony or meeting is only where the sentence's happening took place: 在签约仪式上，12家企业…."""
    return _SCENE.match(text, at.end, at.sentence_end) is not None or text.startswith(("上，", "上,"), at.end)
