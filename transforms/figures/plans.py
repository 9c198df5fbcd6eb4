"""How far a plan reaches: nouns that only look like promises, 将 before any verb, the year's task, and plans that go on behind a semicolon."""

from __future__ import annotations

import re

from transforms.names.words import Word
from transforms.text.said import hint

# 计划融资9亿元, 预计总投资64亿元: the plan is the next figure's name and says nothing of the clauses behind it.
_NOMINAL_AFTER = re.compile(r"(?:总)?(?:投资|融资|引资|用地|占地|建筑面积|建设面积|投入|筹资|募资)")
_PAYS_FOR = re.compile(
    r"(?:计划|拟)(?:投资|投入)(?:约|近|超)?[\d.]+(?:多|余)?[万亿]+元(?:，)?(?:用于|完善|实施|推进|建设|新建|改造|提升|升级|打造|修建|开展|支持)(?!的)"
)
_NOMINAL_WORDS = frozenset({"计划", "预计", "规划", "拟", "预算", "预期"})
# 年度计划的53%, 全年目标任务: what a share is taken of.
_YEARS_BEFORE = re.compile(
    r"(?:年度|全年|年初|年|季度|既定|预定|预期|上级|下达的?|确定的?|工作|目标|任务|[年五]”?[计规]划)(?:[投引融]资|开工|建设|招商|收入|产值|税收|供地|用地)?\Z"
)
# What opens a clause that reports again: 计划融资9亿元，完成融资32亿元.
_REPORTS = re.compile(
    r"[，,；;]\s*(?:[\u4e00-\u9fa5]{0,4}(?:完成|实现|上缴|签约|引进|竣工|投产|入库|落实|拨付|兑现|收储|发放|建成|开工|到位|争取到|办理|化解|取得|获得|同比|比去年|比上年|较去年|较上年|增长|下降|已|目前|现))"
)
# 将链接高校12所, 将带来税收6000万元: 将 behind its subject and before a verb is a promise ...
_WILL = re.compile(
    r"(?:(?<=[\u4e00-\u9fa5”》）)\d年月，,])|^)将(?!近|来|军|领|要求|其|以上|[\d一二三四五六七八九十])(?:[会要再可于在]|陆续|逐步|全面|持续|继续|努力|全力|新|年均|每年|直接|间接|累计|同时|进一步|重点|着力){0,3}"
    r"(?P<verb>[\u4e00-\u9fa5]{2})[^，,；;。：:]*\Z"
)
# ... while 将 before a thing puts it in front of its verb: 将12家企业列入, 将审批时限由5天压缩至2天.
_OBJECT_BEFORE = re.compile(
    r"将(?!坚持|继续|进一步|始终|全力|把|深入)(?:[^，,；;。]{2,24}?(?:由|从)[^，,；;。]{0,20}(?:压缩|缩短|压减|减|降|精简|提升|提高|增|升|扩|追加|调整|改为|滚动)|[^，,；;。]{2,48}?(?:压缩|缩短|精简|压减|合并|整合|下放|划转|分解|交办|推荐|送[达到至]|带到|降低|提高|提升|列入|纳入|作为|用于|转化|打造成|建设成|改造成|分为|投向|控制在|扩大|调整))"
)
_OBJECT_BEHIND = re.compile(
    r"[^，,；;。]{0,16}?(?:列入|纳入|作为|划入|转为|转化|交给|用于|打造成|变成|改造成|建设成|分解|落实到|送到|移交|发放|合并|压缩|精简|下放|归集|整合|投向|送达|兑现)"
)
_TASK_WORD = re.compile("任务|目标|计划|预算")
# 完成全年任务75亿元的23.7%, 占年度目标80亿元的45%
_TASK_BEFORE = re.compile(
    r"(?P<year>全年|年度|年初|本年|今年|年|下达)?[^，,；;。\d]{0,16}(?:任务|目标|计划|预算)(?:数|值|额|总额|总量|指标)?(?:的|为|是|[:：])?(?:约|近)?\Z"
)
_SHARE_BEHIND = re.compile(r"\s*的\s*(?:近|约|超过?)?[\d百一二三四五六七八九]")
# 超额完成年初确定的50亿元任务, 8亿元的目标如期实现
_TASK_BEHIND = re.compile(r"\s*(?:的)?(?:年度|全年|年初|既定|预期|目标|[\u4e00-\u9fa5]{0,4})(?:任务|目标|计划|预算)(?![书单名企客产项市群])")
# 提前完成全年招引|2个|重大产业项目的任务
_TASK_OF_THINGS = re.compile(r"[^，。；,;]{0,24}?的(?:年度|全年|目标)?(?:任务|目标)(?=[，。；,;])")
_BEFORE_TASK = re.compile(r"(?:完成|实现|超额|达到|占)[^，。；,;]{0,8}?(?:全年|年度|今年|当年|年初)[^，。；,;]{0,10}\Z")
# 年度计划投资52亿元: what of a project falls to the year.
_RISES_BEHIND = re.compile(r"\s*(?:增|升|提|扩|降|减|压|缩|跃)[\u4e00-\u9fa5]{0,4}?(?:至|到|为)")
_FROM_BEFORE = re.compile(r"(?:从|由)[^，,；;。]{0,12}\Z")
# 由18项扩到50项, 由去年的9亿元翻一番: what a planned rise starts from is so by now.
_DOUBLES_BEHIND = re.compile(r"\s*翻[了一两三四]{0,2}[番倍]")
# 比年初确定的180亿元少: what was laid down as the year's task.
_SET_BEFORE = re.compile(
    r"(?:年初|原先?|事先|既|预先?|上级)(?:所)?(?:确定|设定|制定|拟定|下定|预定|预计|下达|提出|定)(?:下)?的(?:目标)?(?:[\u4e00-\u9fa5]{2,8}(?:收入|产值|投资|总额|税收))?(?:约|近)?\Z"
)
# 区长强调，要…: what somebody demands is still to be done, up to a clause that reports.
# 全年任务为100亿元; 市外内资年度目标|26亿元，1—9月到位19.8亿元
_TASK_IS = re.compile(
    r"(?<!完成)(?<!完成了)(?<!实现)(?<![超占达为])(?:全年|年度)(?:目标|任务)(?:约|近)?\Z|(?:全年|年度|年初|今年|本年)[^，,；;。\d]{0,10}(?:任务|目标|计划|指标)(?:数|值)?(?:为|是|定为|是要)(?:约|近)?\Z"
)
_URGED = re.compile(
    r"(?:强调|要求|指出|提出|部署|号召|表示)(?:指出)?[，,：:“]{0,2}(?:[^，,；;。]{0,26}?(?<![主重必需首还想只])(?:要|须|务必)(?!求|素|点|闻|么|是|件|害|道|义))"
    # 会议提出，地区生产总值增长12%: what a meeting proposes is to come.
    r"|(?:会议|大会|规划|纲要|方案|计划)(?:还|明确)?(?:提出|确定|敲定|议定)[，,：:]"
    # 园区提出产值冲刺100亿元、税收3.5亿元
    r"|提出[，,：:]?[^，。；,;\d]{0,10}?(?:冲刺|冲击|力争|突破)"
    # 签下新的军令状：今年引进项目30个
    r"|(?:军令状|责任状|责任书)[：:]"
    r"|力促(?!进)|(?:会议|书记|主任|区长|县长|市长)(?:明确)?要求[，,：:]|明确(?:提出)?[，,：:]?[^，。；]{0,2}?(?:全年|今年|年内|明年|到20\d\d年)|提出[，,：:]?[^，。；]{0,4}?(?:今年|全年|年内|明年|未来|到20\d\d年|到?年底|到?\d{1,2}月底|用[一二三四五\d]年)"
)
_PROMISE = re.compile(
    r"[我它们区](?:们)?要把|(?<=[，,：:“])要把|(?<=[\u4e00-\u9fa5”》）)\d，,])将(?!近|来|军|领|其|满|以上|[\d一二三四五六七八九十])(?=[\u4e00-\u9fa5]{2})|力争|确保|争取(?!到(?!\d|今年|明年|年)|上级|中央|国家|省级|各类|专项|资金|政策|贷款|银行|续贷|信贷|授信|补助|补贴|奖补|财政|债券|用地|指标|扶持)|(?<!年)(?<!年度)(?<![\d余多][个项家])计划(?!总?(?:投资|融资|引资|投入))(?![的数目任进])|力求|会议(?:明确|要求|提出|部署|确定)(?=[，,：:])|(?<![共已计重先])安排(?!实施|就业)(?=[^，。；,;\d]{0,8}\d?[\d.]*[万亿]?元?(?:以上)?[^，。；,;\d]{0,8}(?:项目|资金|投资|实事))"
)
_YEARLY = re.compile(r"(?:(?:年度|年内|今年|当年|本年度?)(?:计划|预计|拟)(?:总|完成)?投资额?|[，、]年度投资额?)(?:约|近|达|为)?\Z")
_MEASURED_BY = re.compile(r"(?:[比较超]|高于|低于|快于|慢于|优于|好于|不及|达不到)[^，,；;。]{0,12}\Z")
# 计划投资1.2亿元，建一座40亩的新厂，购置设备80台: what is to be done with the money.
_SPENDS = re.compile(
    r"(?:计划|拟)(?:总|再|追加)?投[资入](?!的)[^，。；,;\d]{0,4}\d[\d.]*[多余]?[万亿千百]*(?:美|欧|港)?元(?:人民币)?(?:左右|以上)?"
    r"[，,]?(?=(?:用于|主要|将|分[一二三四五六\d]期)?(?:新?建(?!成|筑|完|有)|兴建|扩建|修建|改造|翻新|整治|铺设|购|引进|打造|租|设立|组建|实施))"
)
_WORKS = re.compile(
    r"(?:[，,]|元)?(?:并|用于|主要|将|分[一二三四五六\d]期)?(?:新?建(?!成|筑|完|有)|新增|兴建|扩建|修建|改造|翻新|整治|铺设|购|引进|打造|租|设立|组建|实施)[^，。；,;]*\Z"
)
_FULFILLED_BEFORE = re.compile(r"(?:完成|占|达到?|实现|超(?:额|过)?|兑现|为)[^，,；;。\d]{0,8}\Z")
_AMOUNT_OF_TASK = re.compile(
    r"(?:任务|目标|数|额|指标|总额|总量)?(?:的|为|是)?(?:约|近)?\d[\d.]*[\u4e00-\u9fa5A-Za-z]{1,5}?的\s*(?:近|约|超过?)?[\d百一二三四五六七八九]"
)
# 今年产值保|40亿元、争|45亿元; 今年还将办|三场; 决定在某园投入|17亿元
_KEEPS = re.compile(
    r"(?<![\u4e00-\u9fa5])(?:保|争)\Z|决定(?:在[^，。；,;\d]{2,12})?(?:投入|投资)(?:约|近)?\Z|(?:收入|产值|总值|投资|税收|销售|利润|全年|今年)(?:保|争|冲)\Z|还将[^，,；;。\d]{1,6}\Z|(?<![主重必需首想只不])要(?:冲刺|投|突破|挑战)(?:约|近)?\Z|(?:冲刺|剑指|叫板|奔着|瞄准今年|瞄准全年|咬定)[^，,；;。\d]{0,14}\Z|瞄准[^，,；;。\d]{0,12}(?:产值|收入|投资|税收|总额|总量|规模)\Z|盘子(?:是|为|定在)(?:约|近)?\Z|准备(?:再|新|追加)?(?:投|上)(?:入|资)?(?:约|近)?\Z|(?<![主重必需首想只不])要新(?:签约|引进|开工|增|建成?|招引|上)[^，,；;。\d]{0,8}\Z|(?<![主重必需首想只不])(?:还?要|还?将|还?会)再[^，,；;。\d]{1,8}\Z"
)
# 规上工业总产值目标|320亿元: the goal of what is measured, where nothing says that it was reached.
_GOAL_AT = re.compile(
    r"(?:产值|收入|税收|投资|[总增加]值|增速|增幅|总额|利润|外资|资金|销售额?|进出口额?)(?:的|增长)?目标(?:值|数)?(?:(?:分别|依次|各)(?:为|是|达)(?:[\d.]+[\u4e00-\u9fa5%]+[、和])*|为|是|定在)?(?:约|近)?\Z"
)
_AIMS = re.compile(
    r"(?:目标|任务是)(?!完成率)(?:是|为)?[^，,；;。\d]{0,8}?(?:净增|新增|再增|完成|实现|达到?|突破|引进|签约|新签|新开工?|储备|在谈|培育|建成|开工|招引|增长)[^，,；;。]{0,12}\Z"
    # 市下达某区到位资金任务|40亿元; 锁定全年产值|120亿元; 提出再开工项目|12个
    r"|下达[^，。；;\d]{0,18}(?:任务|目标)(?:为|是)?\Z|锁定(?:全年|今年|年度)[^，,；;。\d]*\Z|提出再[^，,；;。\d]*\Z"
)
_NEXT_STEP = re.compile(
    # 下半年，我们要把开复工率提到95%以上，再新增规上企业4户
    r"(?:下半年|四季度|第四季度|三季度|明年|新的一年|余下的?[几两三四五]个月)[，,]?(?:我们|园区|开发区|高新区|经开区|全区|我区|该区|还)?要(?=推动|推进|把|再|新|确保|抓|完成|实现|引进|力争|突破)"
    r"|(?:下半年|年内|年底前|四季度)再(?![次度])|下一步|下一阶段|下阶段|接下来|今后(?!\d)|后续将|下步"
    r"|(?:按照?|根据|依照)(?:既定|年初|总体|初步|发展|建设|工作|园区)?(?:计划|规划|安排|设想|打算)[，,]|(?:按照?|根据|依照)[^，。；,;\d]{0,10}(?:下达|部署|分解)的[^，。；,;\d]{0,4}任务[，,]"
    # 按市下达任务，全年…
    r"|按照?(?:省|市|县|区|上级)?[下核]?[定达](?:的|年度)?(?:目标)?任务[，,](?=全年|今年|年内|年底)"
    # 双方议定：三年内…
    r"|(?:议|商|约)定[，,：:](?=[^，。；,;]{0,4}(?:年|今后|下一步))"
    # 会议提出：今年引进…; 2024年，某开发区提出…
    r"|提出[，,：:](?:到)?(?=(?:今年|明年|全年|20\d\d年)[，,]?(?:[\u4e00-\u9fa5]{0,6})(?:引进|新增|力争|新建|新开工|招引|确保|签约|培育))|20\d\d年[，,][\u4e00-\u9fa5]{2,8}(?:提出|确定)(?![了的])"
    # 下半年还要开工…
    r"|还(?:要|需要?|须|得)(?=补上|补齐|追回|赶上)|(?:下半年|[三四]季度|年底前)(?:还|仍)要(?=开工|竣工|投产|引进|完成|签约|新开工)"
)
# 设定目标：三年内，研发投入占比提高到5%; 今年的盘子是：…
_SETS_GOAL = re.compile(
    r"(?:设定|确定|制定|明确|定下|亮出|立下)[^，。；]{0,10}“?(?:目标|盘子|蓝图)”?(?:是|为)?[:：，,]|(?:今年|明年|新一年|20\d\d年|全年)的?“?(?:大?盘子|目标|账单|数)”?(?:是|为|[，,][^。；;\d]{0,24}(?:交代|说明|部署|安排|明确|敲定|提出))?[:：]"
    r"|今年(?:我们|全区|园区|开发区|高新区)?的?“?盘子”?(?:是|为)|(?:园区|全区|开发区|高新区|全年|年度|工作)的?“?盘子”?定[为在]"
    # 给自己定的数是：…; 上半年目标已经定下：…; 定下“止跌”的底线：…
    r"|(?:今年|全年|明年|下半年)[，,]?[\u4e00-\u9fa5]{0,10}的(?:主要)?(?:目标)?任务是"
    r"|(?:定下|定的|立下|亮出|敲定)[^，。；:：]{0,12}[:：]|目标[^，。；:：]{0,4}(?:定下|敲定|明确|出炉|锁定)[:：，]|全年(?:的)?目标(?!完成)[^，。；:：\d]{0,8}[:：]"
)
_FULFILLED = re.compile(r"(?:完成|实现|达到|达成|超额|占|突破|兑现)")
_DONE_WORDS = (
    r"已|累计|在谈|目前|截至|截止|现有|完成了|实现了|达到了|建成了|引进了|签约了|(?<![比较于])(?:去年|上年)(?!同期)|今年以来|昨日|近日|日前|当前|当场|昨天"
)
_FACTS = re.compile(rf"{_DONE_WORDS}|前[一二三两]?季度|一季度|上半年|前[一二三四五六七八九十\d]+个月|(?:19|20)\d\d年这一(?:数字|指标|数据)")


# 下步，…，上半年完成投资14亿元: a half year that is told behind it is to come too.
_DONE_BY_NOW = re.compile(_DONE_WORDS)

# 今年再引进企业6家，产值力争突破3亿元: more of what is still to be done, beside a promise; 今年再开工项目18个 by itself tells what came.
_MORE_AHEAD = re.compile(
    r"(?:今年|年内|明年|下半年)(?:还|再)(?:将|要|会|拟)?(?:引进|新增|建设|新建|培育|实施|投入|投资|招引|签约|打造|购置|招聘|招收|扩建)(?!了)[^，,；;。]*\Z"
)

# Each …_SAID tells of the question below it in which sentences one of its patterns may match: elsewhere it need not be asked.
ADDS_SAID = hint(_MORE_AHEAD)


def adds_more(text: str, clause: int, start: int, sentence_end: int) -> bool:
    """今年再引进|6家，产值力争…: a clause of what is to be done on top of what was, with a promise behind it in the sentence."""
    return _MORE_AHEAD.search(text, clause, start) is not None and _PROMISE.search(text, start, sentence_end) is not None


# 计划总投资4.5亿元，其中设备投资|2.3亿元: the parts of a sum that is planned, unless one is told as spent.
_PART_OF_SUM = re.compile(
    r"(?:计划|拟|预计)(?:总)?投[资入]额?(?:约|为|达)*\d[\d.]*[多余]?[万亿]*(?:美|欧|港)?元(?:人民币)?(?:左右|以上)?[，,(]其中"
    r"(?![^。；;]*(?:已|完成|到位|累计|目前|截至|占地|面积))[^。；;]*\Z"
)


PLANNED_SUM_SAID = hint(_PART_OF_SUM, _SPENDS)


def is_part_of_planned_sum(text: str, segment: int, start: int) -> bool:
    """计划总投资4.5亿元，其中设备投资|2.3亿元: a part is planned as the whole is."""
    return _PART_OF_SUM.search(text, segment, start) is not None


def is_to_be_bought(text: str, segment: int, clause: int, start: int) -> bool:
    """计划投资1.2亿元，建一座|40亩的新厂，购置设备|80台: what a planned sum is to be spent on, clause by clause."""
    found = _SPENDS.search(text, segment, start)
    return found is not None and _WORKS.match(text, max(clause, found.end()), start) is not None and not states_facts(text, found.end(), start)


def is_nominal(text: str, word: Word) -> bool:
    """Whether a word of planning only names the next figure: 计划融资9亿元."""
    return text[word.start : word.end] in _NOMINAL_WORDS and _NOMINAL_AFTER.match(text, word.end) is not None


def pays_for(text: str, word: Word) -> bool:
    """Whether a plan to invest is told as what is done, so that it goes on: 计划投资3.2亿元完善路网，引进项目|20个."""
    return _PAYS_FOR.match(text, word.start) is not None


_AS_PLANNED = ("按", "照", "据")


def is_as_planned(text: str, word: Word) -> bool:
    """15个项目均按计划开工，开工率达67%: done as it was planned."""
    return text[word.start : word.end] == "计划" and text[word.start - 1 : word.start] in _AS_PLANNED


def is_measure_of_fulfilment(text: str, word: Word) -> bool:
    """年度计划的53%, 全年任务的一半: the plan is what the share is of, whatever is told behind it."""
    words = text[word.start : word.end]
    if words in ("计划", "目标", "任务") and _AMOUNT_OF_TASK.match(text, word.end) and _FULFILLED_BEFORE.search(text, max(0, word.start - 12), word.start):
        # 完成年计划330亿元的21.6%；财政收入…: the amount is the task, and nothing behind it is planned.
        return True
    return (
        words in ("计划", "目标", "任务", "预期目标")
        and text[word.end : word.end + 1] in ("的", "数", "任", "目")
        and _YEARS_BEFORE.search(text, max(0, word.start - 6), word.start) is not None
    )


# 7个|计划开工项目完成投资1.4亿元: what kind of projects are counted, and nothing that is still to come.
_KIND_OF_PROJECTS = re.compile(r"(?:计划|拟|年内计划|今年计划|当年计划)新?(?:开工|投产|竣工|建成|完工|签约|实施|建设|交付)的?[\u4e00-\u9fa5]{0,4}项目")
_COUNT_BEFORE = re.compile(r"\d[余多]?[个项家]\Z")


def names_kind(text: str, word: Word) -> bool:
    """Whether a word of planning tells which of its projects are counted: 7个计划开工项目."""
    return _KIND_OF_PROJECTS.match(text, word.start) is not None and _COUNT_BEFORE.search(text, max(0, word.start - 4), word.start) is not None


def is_compared(text: str, word: Word, clause: int) -> bool:
    """比年初预期目标高2.6个百分点: a goal that a result is measured by."""
    return text[word.end - 1] in "标划务期" and _MEASURED_BY.search(text, clause, word.start) is not None


AIMS_SAID = hint(_GOAL_AT, _AIMS) | hint(_KEEPS)


def aims(text: str, clause: int, start: int) -> bool:
    """今年目标净增100家: the goal is the clause's predicate."""
    goal = _GOAL_AT.search(text, clause, start)
    if goal is not None and not _FULFILLED.search(text, clause, goal.start()):
        return True
    return _AIMS.search(text, clause, start) is not None or _KEEPS.search(text, clause, start) is not None


# 为确保首季开门红，区里组建12个专班: why it was done.
_PURPOSE = re.compile(r"为了?\Z")
# 将投资由30亿元追加到80亿元: 将 before an object that was changed.
_CHANGED_OBJECT = re.compile(r"将[^，。；,;\d]{1,10}?[由从](?:原来|过去|原先)?的?\d")


def is_purpose(text: str, word: Word, clause: int) -> bool:
    """Whether a word of planning tells why something was done in a later clause, or is a 将 that only marks an object."""
    if _CHANGED_OBJECT.match(text, word.start):
        return True
    return word.end <= clause and _PURPOSE.search(text, max(0, word.start - 2), word.start) is not None


def reports_again(text: str, start: int, end: int) -> bool:
    """Whether a clause between a nominal plan and a figure begins to report."""
    return _REPORTS.search(text, start, end) is not None


# 建成区面积将由目前的11.2平方公里扩大到|12.5平方公里: nothing stands between that would be put in front of its verb.
_WILL_RISE = re.compile(r"将(?:会|进一步)?[由从][^，,；;。：:]*[到至为](?:约|近)?\Z")
# 产值要由去年的17亿元提高到|35亿元
_MEANT_RISE = re.compile(r"(?<![主重需只不])(?:要|须|力争|争取)[由从][^，,；;。：:]*[到至为](?:约|近)?\Z")
# 将推进废渣转化利用等6个项目: a verb right behind 将 makes it a promise, whatever words for a change stand in its object.
_PLAIN_VERBS = frozenset("推进 实施 建设 启动 开展 引进 新建 完成 谋划 新增 培育 打造 组织 举办 争取 安排".split())
WILL_SAID = hint(_WILL) | hint(_WILL_RISE) | hint(_MEANT_RISE)


def will(text: str, clause: int, start: int, end: int, sentence_end: int) -> bool:
    """将 before a verb in the clause of the figure at start..end."""
    if _MEANT_RISE.search(text, clause, start) is not None:
        return True
    if text.find("将", clause, start) < 0:
        return False
    if _WILL_RISE.search(text, clause, start) is not None:
        return True
    found = _WILL.search(text, clause, start)
    if found is None or (found["verb"] not in _PLAIN_VERBS and _OBJECT_BEFORE.match(text, found.start(), sentence_end)):
        return False
    return _OBJECT_BEHIND.match(text, end, sentence_end) is None


# 列入今年省级重点技改|计划，三个项目共获得贴息780万元: a list that they are on.
_LISTED_IN = re.compile(r"(?:列入|纳入|编入|入选)[^，。；,;\d]{2,14}\Z")


def is_promised(text: str, segment: int, start: int) -> bool:
    """2023年，某区将聚焦主业，全年实施项目120个: a promise earlier in the sentence, and nothing reported since."""
    for found in _PROMISE.finditer(text, segment, start):
        if _LISTED_IN.search(text, segment, found.start()):
            continue
        if not _OBJECT_BEFORE.match(text, found.start()):
            return not states_facts(text, found.end(), start)
    return False


# “5312”工程是指实施项目50个，…: what a programme means to reach.
_PROGRAMME = re.compile(r"”(?:工程|计划|行动|战略|目标|规划)(?:是指|就是|[，,]?即)[^。；;]*\Z")

SETS_SAID = hint(_SETS_GOAL, _PROGRAMME)


def sets_goal(text: str, segment: int, start: int) -> bool:
    """Whether a goal is announced earlier in the sentence, and nothing reported since."""
    found = _SETS_GOAL.search(text, segment, start) or _PROGRAMME.search(text, segment, start)
    return found is not None and not states_facts(text, found.end(), start)


NEXT_SAID = hint(_NEXT_STEP)


def is_next_step(text: str, segment: int, start: int) -> bool:
    """下一步，将推动…，时限再压缩30%: every clause behind it is of what is to come, until one reports."""
    found = _NEXT_STEP.search(text, segment, start)
    return found is not None and _DONE_BY_NOW.search(text, found.end(), start) is None


# 规划18栋独栋办公楼, 规划为6栋, 规划道路186公里, 规划上5条生产线: what is laid out to be built.
_LAID_OUT = re.compile(
    r"(?<!十[二三四五]五)规划(?:年?产能(?:为|达)?|为|要|拟|上马|新上|上|布局|设置|设|建设?|道路|管网|管廊|主干道|厂房|住宅)?(?:共|约|有|总长)*\Z"
)

# 共规划标准化厂房12.6万平方米: what is to be built there.
_BUILDINGS_LAID_OUT = re.compile(r"规划(?:了|建设)?(?:标准化?|多层|高标准|通用|定制)?(?:厂房|楼宇|仓库|公寓|住宅|办公楼|研发楼|载体)(?:共|约)?\Z")
LAID_SAID = hint(_LAID_OUT, _BUILDINGS_LAID_OUT)


def is_laid_out(text: str, left: int, start: int, kind: str) -> bool:
    """Whether a count or a length is of what a plan lays out; an area laid out is what a place is (规划面积)."""
    if kind == "area":
        return _BUILDINGS_LAID_OUT.search(text, left, start) is not None
    found = _LAID_OUT.search(text, left, start)
    # 先后规划建设5个: done, one after another.
    return found is not None and not text.endswith("先后", left, found.start())


# 6月底前完成8条道路的改造, 年底前高企要增至20家: by a day that is named as a limit.
_DUE = re.compile(
    r"(?:\d{1,2}月底?|\d{1,2}月\d{1,2}日|年底|月底|年末|国庆节?|春节|汛期)(?:之|以)?前(?!.*[已了])"
    r"[^，。；]{0,4}(?:完成|建成|实现|投产|竣工|投用|交付|启动|开工|达到)[^，。；]*\Z"
)
# 年底前高企要增至20家，研发投入占比提到3%: what has to be so by a day, and what is told with it.
_HAS_TO = re.compile(
    r"(?:今年|明年|全年|年内|下半年|未来|到20\d\d年|[一两三四五]年内|20\d\d年是[^，。；,]{2,20})(?:[，,](?=[^，。；,;已了]{0,24}要[站翻冲跨迈过做达突增]))?[^，。；,已了]{0,24}?(?<![主重必需首想只不])要(?=[增升提达扩突建引培新完实降压签盘开投招争再站翻冲跨迈过做超保守])|(?:\d{1,2}月底?|年底|月底|年末)(?:之|以)?前[^，。；已了]{0,16}要(?=[增升提达扩突建引培新完实降压])"
)

DUE_SAID = hint(_DUE) | hint(_HAS_TO)


def is_due(text: str, segment: int, clause: int, start: int) -> bool:
    """Whether a day is named by which a figure is to be reached, in its clause or for all that follows, and nothing says that it was."""
    if _DUE.search(text, clause, start) is not None:
        return True
    found = _HAS_TO.search(text, segment, start)
    return found is not None and not states_facts(text, found.end(), start)


# 比2018年末的|52家|净增18家: what is there already.
_BASE_BEFORE = re.compile(r"[比较](?:20\d\d年|[去上]年|年初)(?:[底末初]|年底|年末)?的\Z")
_BASE_BEHIND = re.compile(r"(?:净增|新增|增加|增长|多|提高|翻|减少|下降)")


def is_starting_value(text: str, clause: int, start: int, end: int, sentence_end: int) -> bool:
    """力争由18项|扩到50项: what a planned rise starts from."""
    if _BASE_BEHIND.match(text, end, sentence_end) and _BASE_BEFORE.search(text, clause, start):
        return True
    rises = _RISES_BEHIND.match(text, end, sentence_end) or _DOUBLES_BEHIND.match(text, end, sentence_end)
    return rises is not None and _FROM_BEFORE.search(text, clause, start) is not None


# 某经开区要当好领头雁，新开工20个；空间更新要再突破，年内盘活3200亩: a sentence that opens with what has to be done.
_DEMANDS = re.compile(
    r"(?:[(（]?[一二三四五六七八九十\d]{1,2}[)）、.．][^。；\d]{2,16}。)?[“\s]*(?![^，。；,;\d]{0,16}?(?:过去|以前|原|以为|从前|曾))[^，。；,;：:“”\d]{2,16}?要"
    r"(?:当好|做好|抓[好实紧住]?|加[快大强力]|再|更[加上]?|有新|实现|突破|聚焦|坚持|围绕|把|全力|努力|持续|继续|着力|大力|进一步|突出|推[进动]|打[好造]|瞄准|紧盯|咬定|锚定|发挥|提[速质]|扛起?|挑起?|花在|用[于在]|投向|站上|走在|成为)"
    r"(?:[^，。；,;\d“”]{0,16}|[^，。；,;\d“”]{0,6}“[^”]{1,12}”[^，。；,;\d“”]{0,8})[，,：:]"
)

URGED_SAID = hint(_URGED) | hint(_DEMANDS)


def is_urged(text: str, segment: int, start: int) -> bool:
    """区长强调，要咬定目标，全年到位资金不低于|12亿元: a demand earlier in the sentence, and nothing reported since."""
    found = _URGED.search(text, segment, start) or _DEMANDS.match(text, segment, start)
    return found is not None and not states_facts(text, found.end(), start)


TASK_SAID = hint(_YEARLY, _SET_BEFORE, _TASK_IS, _TASK_BEFORE, _TASK_BEHIND, _TASK_OF_THINGS)


def is_task(text: str, clause: int, start: int, end: int, sentence_end: int) -> bool:
    """Whether an amount is a task beside its result: 完成全年任务75亿元的23.7%."""
    if _YEARLY.search(text, clause, start) or _SET_BEFORE.search(text, clause, start) or _TASK_IS.search(text, clause, start):
        return True
    if _TASK_WORD.search(text, clause, start) and _TASK_BEFORE.search(text, clause, start) and _SHARE_BEHIND.match(text, end, sentence_end):
        return True
    if _TASK_OF_THINGS.match(text, end, sentence_end) and _BEFORE_TASK.search(text, clause, start):
        return True
    return _TASK_BEHIND.match(text, end, sentence_end) is not None and _FULFILLED.search(text, clause, min(sentence_end, end + 14)) is not None


def states_facts(text: str, start: int, end: int) -> bool:
    """Whether a stretch of text says that something was done by now."""
    return _FACTS.search(text, start, end) is not None
