"""Projects named in a sentence: by the word 项目 or 工程, by a phase, as 该项目, or by what is built."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from seeds.read import seed_rows
from transforms.names.bodies import Bodies, without_verbs
from transforms.text.said import ANYTHING, hint, hint_of

PROJECT_ANAPHOR = "that project"

_PLAIN = sorted((row["word"] for row in seed_rows("lexicon/bodies.csv") if row["role"] == "plain"), key=len, reverse=True)
_PLAIN_WORDS = re.compile("|".join(map(re.escape, _PLAIN)))
_PROJECT_TOLD = re.compile(
    "项目|工程|期|该(?:基地|路|大桥|公路|大道|管廊|泵站|水厂|电站)|占地|用地|建筑面积|开工|动工|封顶|竣工|完工|总部基地|总投资|投资总额|概算投资|投资|投入|拟投|再投|[达满投]产|达效|工地|土建|通车"
)
_PROJECT_NAME = re.compile(
    r"[\u4e00-\u9fa5A-Za-z0-9+“”·\-()]{2,30}?(?:项目|工程|总部基地)(?![数库化部组经团指负方专审人名]|建(?!成)|(?:开工|履约|落地|投产|达产|竣工|转化|到位|入库)率|建设(?!规模|周期|工期|内容|用地)|服务|推进|攻坚|集中|清单|一览|管理|投资方|业主)"
)
_COUNTED_BEFORE = re.compile(
    r"(?:[\d一二三四五六七八九十两几百多余]+(?:多|余)?(?:个|项|类|大|批|家|宗|只)|(?:以上|以下)|[各等批类些])的?[\u4e00-\u9fa5]{0,4}\Z"
)
_COUNTED_BEHIND = re.compile(r"(?:，?(?:共|共计|达|已达|达到)?)?(?:约|近|超|达)?\d+(?:多|余)?(?:个|项|宗|只)")
# 在某项目现场|举行集中投产仪式: where an occasion is held, and not what it is about.
_AT_SITE = re.compile(r"(?:[一二三]期)?(?:建设|施工)?(?:现场|工地|主会场|分会场)[^，。；]{0,24}?(?:举行|召开|举办)")
# 建安工程|投资同比增长88.2%, 技术改造项目|投资下降48.1%: kinds of outlay in the statistics.
_KIND_OF_OUTLAY = re.compile(r"投资(?:额|总额|总量)?(?:同比|分别|增速|增长|下降|占|[比较]上年|[比较]去年)")
_PURSUES = ("重大", "重点", "抓招商上", "抓", "上", "跑", "引", "推", "谋", "争", "盯", "促", "招")
"""抓项目, 上项目, 产业建圈重大项目: what is done about projects or a kind of them, and none by name."""
# 某总部项目|是某高新区打造的支撑性战略项目: what it is there.
_IS_ONE = re.compile(r"(?:作为|是|为|成为|系)(?:目前|迄今|当前)?[^，。；\d]{2,32}?(?:项目|工程)(?=[，,。；])")
_WHAT_IT_IS = re.compile(r"(?:项目|工程|总部|基地|中心|园|生产线)(?:作为|是|为|成为|系)[^，。；]{2,30}\Z")
# 落实产业项目|年度投资56亿元: what is done for all of a kind.
_ANY_OF_THEM = re.compile(r"(?:落实|争取|储备|谋划|策划|包装|安排|推进)了?(?:产业|工业|基础设施|民生|招商|技改|制造业|服务业|社会|专项债)?")
_PROJECT_DOES = re.compile(
    # 签订橘皮综合利用项目|合同，投资3.2亿元
    r"(?:投资|合作|框架|战略|入园|落户)*(?:协议|合同)书?[，,](?:项目|计划|预计|拟|总)*投资|[首一二三]期(?=\d)|\((?:总|计划|合同)?(?:投资|占地|用地)|(?:[首一二三]期)?[，,]?(?:(?:19|20)\d\d年(?:\d{1,2}月(?:\d{1,2}日)?)?)?(?:[\u4e00-\u9fa5\d]{0,8}?)(?:总投资|投资|(?<=方)出资|占地|用地|总?建筑面积|建设规模|选址|坐落|锚定|瞄准|修建|拟|沿线|涉及|系|施工|主打|采用|了解到|看到|获悉|预计|建成|投产|达产|计划|规划|拟|将|于|累计|已完成|完成|开工|新建|购置|引进|购进|配备|配有|安装|选用|年产|主体|目前|建设|从|由|是|平均|施工|分|获|可|全部|位于|工期|动工|竣工|落户|落地|入驻|奠基|签约|正|已|进入|加快|加紧|有序|顺利|即将|封顶|现场|工地|复工|复产|开建|试车|调试|并网|验收|签下|采购|敷设|铺设|土建|在[^，。；]{2,16}?(?:开工|动工|竣工|投产|落地|签约|奠基|启动|启用|建设)|为例)"
)
# ——某制冷剂项目。总投资16亿元: the head of an item, or a line of its own.
_ALONE_BEFORE = re.compile(r"[\s(（\d一二三四五六七八九十).、．:：“#*■●◆▲★—\-·•]*")
_ALONE_BEHIND = re.compile(r"[\s”。:：]*")
_PHASE = re.compile(
    r"(?:(?<=[是的，,；;。:：\n\s、])|(?<=龙头)|^)(?!项目|工程|龙头)[\u4e00-\u9fa5A-Za-z]{3,10}(?<![分为])[一二三四]期(?:项目|工程)?(?=[。，,总占投建工主将已正于计]|(?:[今去上本当][年月]|\d{1,2}月)[^，。；]{0,6}?(?:投产|试产|开工|动工|竣工|建成|达产|投用))"
)
# Each alternative begins with a literal character, so that the search is fast; what stands before is looked at behind it.
_OPENS_PROJECT = r"[，,；;。:：\n\s—“]"
# 项目建设方面，…, 工程建设审批 speak of no one project.
_PROJECT_IS = r"(?=总投|由|施工|交付|配置|采用|主要建|总建|总占|占地|建成|投产|达产|全部|满产|分|一期|二期|计划投|规划|用地|建筑|预计|将|投用|投运|新上|购置|购进|建设(?:规模|周期|内容|工期|用地|期|地点|总|用时|年产|投资|在|于|[一两二三四五\d])|拟|今年|坐落|位于|地处|选址|落户|落地|于|从(?![^，。；\d]{2,20}由\d)|自|达|完工|竣工|投资(?!同比|增|下降|占))"
_THAT_PROJECT = re.compile(
    "项目(?<=[为对]项目)(?=进行|办理|开展|提供)|该(?:项目|工程|基地|路|大桥|公路|大道|管廊|泵站|水厂|电站)|此(?:项目|工程)|这[个一](?:由[^，。；]{2,14}(?:投建|投资|兴建|建设)的|总?投资[^，。；]{2,8}(?:[、，](?:总?占地|用地)[^，。；、]{2,8})?的)?(?:项目|工程)|"
    + "|".join(rf"{word}(?:(?<={_OPENS_PROJECT}{word})|(?<=^{word}))(?:项目|工程){_PROJECT_IS}" for word in ("两期", "整个", "据介绍，", "新"))
    + "|"
    + "|".join(rf"{word}(?:(?<={_OPENS_PROJECT}{word})|(?<=^{word})){_PROJECT_IS}" for word in ("项目", "工程"))
    + "|"
    + "|".join(rf"{word}(?:(?<={_OPENS_PROJECT}{word})|(?<=^{word}))(?!项目签)" for word in ("一期", "二期", "三期", "两期", "首期", "头期"))
    + "|"
    + "|".join(rf"{word}(?<=[说示绍诉][，,：:]{word})" for word in ("总投资", "工期", "建设周期"))
)
_COMMON_WORK = r"(?:标准化?厂房|污水处理厂|净水厂|水厂|热电厂|变电站|公寓|公租房|安置房|大厦)[一二三四]期"
_ANY_PHASE = re.compile(rf"{_COMMON_WORK}\Z")
# 标准化厂房一期|用地260亩, 污水处理厂二期|主体完工
_PHASE_OF_WORK = re.compile(
    rf"(?:^|(?<=[，,；;。:：\n\s的]))[\u4e00-\u9fa5]{{0,8}}?{_COMMON_WORK}"
    r"(?=工程|项目|规划|用地|占地|总投资|投资|建筑面积|总建筑|\d|已|正|主体|基本|全面|完成|建成|封顶|竣工|开工|投用|通水)"
)
# 栖山镇工业集中区|二期标准厂房正式动工
_PHASE_OF_PARK = re.compile(r"(?<=[区园])[一二三四五]期(?:标准厂房|标准化厂房|厂房|工程|项目)(?=[正已将于计开动竣，,总占])")
_INVESTED = r"(?:项目)?(?:计划|预计|概算|规划)?(?:总投资|投资总额|概算总?投资|(?<=概算)(?=[\d约近]))"
# 某公司…，计划总投资|8亿元
_SUM_BEGINS = re.compile(r"(?<![\u4e00-\u9fa5A-Za-z])(?:项目)?(?:计划|预计|概算|规划)?\Z")
_SUM = re.compile(r"额?(?:约|近|超|逾|达|为|将|预计)*[\d一二三四五六七八九十]")
# 达产后年产值…; 总工期14个月
_PROFILE = re.compile(r"(?:达产|满产|投产|达效)(?:达效|达产)?(?:后|年|以后)(?=，?(?:预计|可|年|将|能|每年|全年|新增|实现))|工期(?<=[总同设]工期)(?=为|约|\d)")
# 拟|投资25亿元建设智慧物流港
_TO_BUILD = re.compile(
    r"投(?:资|入)?(?:约|近|超|逾|达)*[\d.]+(?:多|余)?[万亿]+(?:美|欧|港|日)?元?，?(?:分[一两二三四\d]+期)?(?:建设|兴建|扩建|新建|打造|建造|建(?![成起设]))(?P<what>(?!的)[\u4e00-\u9fa5A-Za-z0-9“”]{2,24})"
)
# 某公司|二期, 某公司|华南基地, 某公司|研发中心: what a company builds, by its own name.
_MAKERS = re.compile(
    r"[\u4e00-\u9fa5A-Za-z0-9()“”·]{0,16}?(?:产业园|工业园|科技园|物流园|基地|灌装中心|研发中心|物流枢纽|智慧港|智造谷)(?![内里的]?(?:负责|经理)|建设)|[一二三四五六七八]期(?!间)"
)
# 某公司|出资兴建的车用电机智能工厂
_BUILT_BY = re.compile(
    r"(?:独资|全资|(?:拟|共)?(?:出资|投资|斥资|投入)(?:约|近)?(?:[\d.]+[万亿]+(?:美|欧|港)?元)?)?(?:兴建|建设|投建|新建|建造|打造|开发|投资)的(?P<name>[\u4e00-\u9fa5A-Za-z0-9“”·]{2,20}?(?:工厂|项目|工程|基地|产业园|工业园|科技园|物流园|智造园|创新园|园(?=[，,])|中心|生产线|厂区|综合体|产业城|冷库|大厦|广场))(?=[，,。；(\d]|总|占|拟|正式|已|将|于|也|投产|竣工|开工|建成|投用|一期|目前|预计|规划|计划|全面|顺利|[上本今]|\d)"
)
_NO_MAKERS = re.compile("投资|建设|落户|入驻|签约|打造|设立|拥有|成为|位于|将|拟|在|与|和|等|是|从|到|及|来|项目|公司|集团")
# 某中心|总投资4.8亿元, 某园(总投资…: a work right before what is invested in it.
_WORKS = "产业园|工业园|科技园|科创园|创业园|物流园|米业园|影视园|基地|中心|产业城|商贸城|智慧谷|智造谷|广场|大厦|大楼|公寓|公租房|小区|学校|医院|污水处理厂|水厂|电厂|标准厂房|物流港|物流城|枢纽|配套仓|物流仓|大道|改造|能源站|光伏电站|加工厂|加气站|安置房|管廊|变电站|消防站|特勤站|批发市场|码头|冷库|公路|博物馆|体育馆|展示馆|小镇|综合体|智能工厂|智能化工厂|数字化?工厂|超级工厂|未来工厂"
_WORK = re.compile(
    rf"(?P<name>[\u4e00-\u9fa5A-Za-z0-9“”·]{{2,20}}(?:{_WORKS})(?:\([一二三四]期\)|[一二三四]期)?”?)"
    rf"(?:[，(]?(?:由[^，。；]{{4,30}}(?:投资|建设|兴建|投建)，)?|[^，。；\d]{{0,6}}\d{{1,2}}月[^，。；\d]{{2,6}}，|在[^，。；\d]{{2,18}}?(?:奠基|开工|动工|开建|开业|试营业|启用|投用|竣工|封顶)，){_INVESTED}\Z"
)
# 盛源标准厂房|占地120亩, 第二批人才公寓|也已开工: a work that opens its clause, before how large it is or how far it has come.
_WORK_STANDS = re.compile(
    rf"(?:^|(?<=[，,；;。:：\n\s的]))(?P<name>[\u4e00-\u9fa5A-Za-z0-9“”·]{{2,16}}?(?:{_WORKS})(?<![业技创流]园)(?<!小镇)(?:[一二三四]期)?”?)"
    r"(?=(?:规划|总)?(?:占地|用地|建筑面积|全长)|(?:建设|设计)规模|设计(?:日|处理)|日处理|土建|通车|[也均]?[已正将](?:经|在)?(?:开工|动工|封顶|竣工|完工|交付))"
)
_STANDS_SAID = hint_of("规模 日处理 占地 用地 建筑面积 全长 开工 动工 封顶 竣工 完工 交付 土建 通车".split())
_INVESTED_AT = re.compile(r"总投资|投资总额|概算投资|概算(?=[\d约近])")
_SUM_REACH = 6
"""Characters before 总投资 that may belong to it."""
_WHAT_REACH = 40
"""Characters before a project's name in which it is said of another that it is that."""
_SUM_BEFORE = 40
"""Characters before a project's name in which it says what is invested in it."""
OWN_NAME = 4
"""Characters that are left of a project's own name without the words that any project goes by."""
_WORK_REACH = 70
"""Characters before what is invested in a work in which its name stands."""
# 总投资4260万元、于2021年10月通过验收的|孵化基地
_QUALIFIED_WORK = re.compile(
    rf"(?:总投资|投资总额|概算投资)(?:约|近|超|逾|达)*[\d.]+(?:多|余)?[万亿]+元?(?:[、，][^，。；、]{{2,20}}){{0,3}}的(?P<name>[\u4e00-\u9fa5A-Za-z0-9“”·]{{2,20}}?(?:{_WORKS})(?:[一二三四]期)?)(?![\u4e00-\u9fa5]{{0,3}}(?:等|、|\d))"
)
# 哈博工具三期：总投资5.6亿元: the label of a line that tells of a work.
_LABELLED = re.compile(
    rf"(?:^|(?<=\n))[ \u3000]*(?P<name>[\u4e00-\u9fa5A-Za-z0-9·“”()]{{2,20}}?(?:[一二三四五六]期|{_WORKS}|工厂|生产线|厂区|智能车间)”?)[:：](?=[^。；\n]{{0,24}}?(?:总投资|计划投资|投资\d|用地\d|占地\d))",
    re.MULTILINE,
)
# 投资1.3亿元的|集中供热项目, 投资5.2亿元建设的|玉米深加工项目: one project, however plain its name.
_OF_SUM = re.compile(
    r"投资(?:约|近|超|逾|达)*[\d.]+(?:多|余)?[万亿]+(?:美|欧|港)?元?(?:[、，][^，。；、]{2,12}){0,2}?(?:投资)?(?:兴建|建设|打造|投建|新建)?的\Z"
)
# 投资1.2亿元的|石材交易城将于6月下旬动工: what is begun or done with so much money, whatever it is called; but a company's new line is the company's.
_BEGUN_FOR = re.compile(
    r"(?<!公司)(?<!集团)"
    + _OF_SUM.pattern.removesuffix(r"\Z")
    + r"(?P<name>(?![\d第])(?:(?!项目|工程|车间|厂房|线|[的等、])[\u4e00-\u9fa5A-Za-z0-9“”·]){3,18}?)"
    r"(?=(?:[将已正也于在]|正式|全面|顺利|破土|[上本今去当][年月]|\d{1,2}[月日]|[上中下]旬)*(?:动工|开工|奠基|开建|投产|试产|竣工|封顶|建成|投用|启用|通水|通汽|落户|落地|签约))"
)
# 纬三路、经二路等6条道路，建设规模9千米; 学院路北段|总投资8150万元
_ROADS = re.compile(
    r"(?:^|(?<=[，,；;。:：\n\s的]))(?P<name>[\u4e00-\u9fa5、]{2,24}等\d+条(?:道路|主干道|市政道路)(?:工程|项目)?|[\u4e00-\u9fa5]{2,8}(?:路[东西南北]段|[东西南北]路|大桥))(?=，?(?:建设规模|全长|总长|总投资|总里程|路长))"
)
# 单体最大的是|云驰专用车总装基地，一期用地612亩; 重头戏是|再生水厂扩容，日处理能力…: what a list of works has at its head.
_FOREMOST = re.compile(
    r"(?:重头戏|(?:投资额?|体量|规模|个头)(?:居首|居前)的(?:项目)?|最[\u4e00-\u9fa5]{1,3}的(?:一个|单体|产业|工业|签约|开工)?(?:项目)?)就?(?:是|当属|要数|当数|为)(?P<name>[\u4e00-\u9fa5A-Za-z0-9“”·()]{4,28}?)(?=[，,：:(]|总投资|投资|一期|占地)"
)
_WORK_KIND = re.compile(rf"(?:{_WORKS}|工厂|厂|项目|工程|扩容|扩建|扩能|技改|生产线|[一二三四]期|线|园|城)”?\Z")
_BEFORE_WORK = re.compile(r".*(?:[的“是]|建成|建设|新建|启动|推进|竣工|开工|完工|引进|月份?|[\d一二三四五六七八九十两几]+[个条座家栋])")
# 煤化路、纬四路等6条道路工程: many works.
_COUNTED_WORKS = re.compile(r"整个|该|[\d一二三四五六七八九十两几多]+(?:个|条|项|家|大)|两园|各|企业|入园|落户|落在|落地")
# 天齐锂业二期、康佳电子等22个项目: one of many that are counted.
_OF_MANY = re.compile(r"[^，。；\d]{0,40}?等?\s?[\d一二三四五六七八九十两]+\s?(?:多|余)?[个项只][^，。；]{0,12}项目")
_AMONG_MANY = ("等总投资", "等一批", "等重点", "等项目", "等基础")
_BREAKS = re.compile(r"[，,；;。:：、\n]|的|因|新增|[^年]了")
_BEFORE_NAME = re.compile(
    r"[的，,；;。:：、—\n暨]|了|以(?!太)|预计|计划|累计|在|由|对|为|将|把|及|与|和(?!谐)|推进|推动|引进|签约|签订|签署|签下|启动|实施|开工|完成|当属|要数|的是|^是|年底|月底|年内|其中|目前|今年|去年|[\d一二三四五六七八九十两几多余]+(?:个|家|项|批|宗|亿元|万元)(?:以上)?的?"
)

PROJECT_SAID, _WORD_SAID, _PROFILE_SAID, _TO_BUILD_SAID = map(hint, (_PROJECT_TOLD, _PROJECT_NAME, _PROFILE, _TO_BUILD))
_WORK_SAID, _ROADS_SAID, _FOREMOST_SAID, _INVESTED_SAID = map(hint, (_WORK_STANDS, _ROADS, _FOREMOST, _INVESTED_AT))
_PHASE_SAID = hint_of("一期 二期 三期 四期 五期".split())
_PHASES_SAID = _PHASE_SAID | hint(_THAT_PROJECT)
_BEGUN_SAID = hint(_BEGUN_FOR)
_WORKS_SAID = _INVESTED_SAID | _STANDS_SAID | _ROADS_SAID | _FOREMOST_SAID | _BEGUN_SAID
_BESIDE_SAID = _INVESTED_SAID | _PROFILE_SAID | _TO_BUILD_SAID


def projects_in(text: str, start: int, end: int, taken: Sequence[tuple[int, int]], bodies: Bodies, said: int = ANYTHING) -> list[tuple[int, int, str, bool]]:
    """Where the projects of a sentence, in which `said` may match, stand and what they are called; `taken` are the names of parks in it.

    The last of each says whether the words tell of a project only where a company is spoken of.
    """
    if not said & PROJECT_SAID or _PROJECT_TOLD.search(text, start, end) is None:
        return []
    named: list[tuple[int, int, str]] = []
    if said & _WORD_SAID:
        named += _by_word(text, start, end, taken, bodies)
    if said & _WORKS_SAID:
        named += _works(text, start, end, taken, said)
    named += _of_makers(text, start, end, bodies)
    if said & _PHASES_SAID:
        named += _phases(text, start, end, said)
    # 某基地一期项目等总投资19亿元的6个项目: one of many.
    found = [(*span, False) for span in named if not text.startswith(_AMONG_MANY, span[1])]
    return found + [(*span, True) for span in _beside_company(text, start, end, said)] if said & _BESIDE_SAID else found


def _phases(text: str, start: int, end: int, said: int) -> Iterator[tuple[int, int, str]]:
    """Phases by their name, and 该项目, 一期 and the like of a project named before."""
    for pattern in (_PHASE, _PHASE_OF_PARK, _PHASE_OF_WORK) if said & _PHASE_SAID else ():
        for match in pattern.finditer(text, start, end):
            yield match.start(), match.end(), match[0]
    for match in _THAT_PROJECT.finditer(text, start, end):
        yield match.start(), match.end(), PROJECT_ANAPHOR


def _beside_company(text: str, start: int, end: int, said: int) -> Iterator[tuple[int, int, str]]:
    """What tells of a project where a company is spoken of: what is invested, what comes when in full work, what money is put in to build."""
    for match in _INVESTED_AT.finditer(text, start, end) if said & _INVESTED_SAID else ():
        begins = _SUM_BEGINS.search(text, max(start, match.start() - _SUM_REACH), match.start())
        if begins is not None and _SUM.match(text, match.end(), end):
            yield begins.start(), match.end(), PROJECT_ANAPHOR
    for match in _PROFILE.finditer(text, start, end) if said & _PROFILE_SAID else ():
        yield match.start(), match.end(), PROJECT_ANAPHOR
    for match in _TO_BUILD.finditer(text, start, end) if said & _TO_BUILD_SAID else ():
        yield match.start(), match.end(), match["what"]


def _works(text: str, start: int, end: int, taken: Sequence[tuple[int, int]], said: int) -> Iterator[tuple[int, int, str]]:
    """Works by their name: before what is invested in them, behind it, or at their building site."""
    for match in _INVESTED_AT.finditer(text, start, end) if said & _INVESTED_SAID else ():
        work = _WORK.search(text, max(start, match.start() - _WORK_REACH), match.end())
        if work is not None and (name := _work_name(work["name"])):
            yield work.end("name") - len(name), work.end("name"), name
    for match in _WORK_STANDS.finditer(text, start, end) if said & _STANDS_SAID and said & _WORK_SAID else ():
        # 某工业园区|员工培训中心大楼占地10亩
        at = max((stop for begin, stop in taken if match.start("name") <= begin and stop < match.end("name") - 2), default=match.start("name"))
        if name := _work_name(text[at : match.end("name")]):
            yield match.end("name") - len(name), match.end("name"), name
    for match in _ROADS.finditer(text, start, end) if said & _ROADS_SAID else ():
        yield match.start("name"), match.end("name"), match["name"]
    for match in _FOREMOST.finditer(text, start, end) if said & _FOREMOST_SAID else ():
        if _WORK_KIND.search(match["name"]) and not any(begin < match.end("name") and match.start("name") < stop for begin, stop in taken):
            yield match.start("name"), match.end("name"), match["name"]
    for match in _LABELLED.finditer(text, start, end) if said & (_INVESTED_SAID | _STANDS_SAID) else ():
        if not any(begin <= match.start("name") and match.end("name") <= stop for begin, stop in taken):
            yield match.start("name"), match.end("name"), match["name"]
    for match in _QUALIFIED_WORK.finditer(text, start, end) if said & _INVESTED_SAID else ():
        yield match.start(), match.end(), match["name"]
    for match in _BEGUN_FOR.finditer(text, start, end) if said & _BEGUN_SAID else ():
        yield match.start("name"), match.end("name"), match["name"]


def own_name(name: str) -> str:
    """A project's name without the words that any project goes by: 围垦 of 围垦工程."""
    return _PLAIN_WORDS.sub("", name)


def is_own_name(name: str) -> bool:
    """Whether a project's name is its own (某公司年产6万吨地膜项目) and not that of a kind (台资项目, 同类项目)."""
    if _ANY_PHASE.search(name):
        return False
    own = own_name(name.removesuffix("项目").removesuffix("工程"))
    return len(own) >= OWN_NAME or name.startswith(("该", "此", "这"))


def _work_name(words: str) -> str:
    """The name of a work without what stands before it in its clause; empty where nothing of its own is left."""
    name = without_verbs(_BEFORE_WORK.sub("", words))
    return name if len(own_name(name)) >= 2 and not _COUNTED_WORKS.search(name) else ""


def _of_makers(text: str, start: int, end: int, bodies: Bodies) -> Iterator[tuple[int, int, str]]:
    """What a company builds, by the company's name: 某电子|二期, 某重工|华南基地."""
    for body in bodies.within(start, end):
        if body.group:
            continue
        built = _BUILT_BY.match(text, body.end, end)
        if built is not None:
            yield built.start("name"), built.end("name"), built["name"]
            continue
        match = _MAKERS.match(text, body.end, end)
        if match is not None and not _NO_MAKERS.search(match[0]) and not _OF_MANY.match(text, match.end(), end):
            yield body.start, match.end(), text[body.start : match.end()]


def _by_word(text: str, start: int, end: int, taken: Sequence[tuple[int, int]], bodies: Bodies) -> Iterator[tuple[int, int, str]]:
    """Names that end in 项目, 工程 or 总部基地."""
    for match in _PROJECT_NAME.finditer(text, start, end):
        at = match.start()
        # A name begins behind the last word that cannot be in one.
        lead = max((m.end() for m in _BEFORE_NAME.finditer(text, at, match.end() - 2)), default=at)
        for park_start, park_end in taken:
            if lead < park_end <= match.end() - 2 and park_start < match.end():
                lead = park_end
        maker = next((b for b in bodies.within(at, match.end()) if not _BREAKS.search(text, b.end, match.end())), None)
        if maker is not None:
            # 某新材料公司年产6万吨母粒及地膜项目: the maker's name opens the project's.
            lead = maker.start
        name = without_verbs(text[lead : match.end()].lstrip("，,、:的 “"))
        own = name.removesuffix("项目").removesuffix("工程")
        if (
            len(name) < 4
            or own.endswith(("年", "月", "日", "进行", "开展"))
            or (maker is None and own.endswith("类"))
            or (own.endswith("等") and text.startswith("建成", match.end()))
            or name.startswith(("全部", "所有", "这些", "平均", "每个", "那些", "这批", "该批", "此批", "上述", "以上", "首批", "同批"))
            or (maker is None and _COUNTED_BEFORE.search(text[max(start, lead - 8) : lead]))
            or _COUNTED_BEHIND.match(text, match.end(), end)
            or _AT_SITE.match(text, match.end(), end)
            or _KIND_OF_OUTLAY.match(text, match.end(), end)
            or _WHAT_IT_IS.search(text, max(start, match.end() - len(name) - _WHAT_REACH), match.end() - len(name))
            or (maker is None and (own.endswith(_PURSUES) or "各" in own or _ANY_OF_THEM.fullmatch(own)))
        ):
            continue
        qualified = _OF_SUM.search(text, max(start, match.end() - len(name) - _SUM_BEFORE), match.end() - len(name)) is not None
        if not qualified and len(own_name(own).replace("、", "").replace("等", "")) < 2:
            continue
        alone = _ALONE_BEFORE.fullmatch(text, start, match.end() - len(name)) and _ALONE_BEHIND.fullmatch(text, match.end(), end)
        if not alone and not _PROJECT_DOES.match(text, match.end(), end) and not _IS_ONE.match(text, match.end(), end):
            continue
        yield match.end() - len(name), match.end(), name
