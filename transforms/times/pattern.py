"""How times are written: one pattern, tried only where its first characters allow it."""

from __future__ import annotations

import re
from collections.abc import Iterator

_CN = "零一二两三四五六七八九十"
# 元月至九月: the first month; but no 3亿元至9月.
_N = rf"(?:\d{{1,2}}|[{_CN}]{{1,3}}|(?<![\d{_CN}亿万千百美欧日港澳台单多公])元(?=[月至到—–-]))"
_DASH = r"\s*(?:-{1,2}|[—–―─－~～]{1,2}|至|到)\s*"
# 1、2月, 一、二、三月: the numbers of a list are all in digits or all in characters (一、2月份工作 is a heading).
_LIST = rf"(?:(?:\d{{1,2}}月?[、和]){{1,11}}\d{{1,2}}|(?:[{_CN}]{{1,3}}月?[、和]){{1,11}}[{_CN}]{{1,3}})"
# 8月23-27日: the first day goes without its word where a second follows.
_DAY = rf"(?:[日号]|(?={_DASH}(?:{_N}[ ]?月)?{_N}[ ]?[日号]))"
_YEAR = r"(?:(?:19|20)\d\d[ ]?|[一二][零〇○九][零〇○一二三四五六七八九]{2})"
_QUARTERS = rf"第?[一二三四1-4](?:季度?)?(?:{_DASH}|[、和])第?[一二三四1-4]季度"
_PART = rf"上半年[末底]?|下半年|[前头][两二三](?:个?季度|季(?!度))|(?:第)?[一二三四1-4]季度(?:末|底)?|首季度?|[前头]\s?{_N}个?月|(?:最后一?个|第一个|头一?个)(?:月|季度)|最后一季度|首个?(?:月(?!份?[^，。]{{0,2}}红)|季度)"
# 21年, 19年底: a year without its century; what follows must speak of a year's part or of results (20年来 is a length of time).
_SHORT_FOLLOWS = r"(?=年(?:度|底|末|初|上半年|下半年|第?[一二三四1-4]季|\d{1,2}月|前[两三]|全年|(?:共|累计|全区|园区|又)?(?:正式|顺利|全面)?(?:建成|投产|试产|开工|竣工|动工|落户|成立|完成|实现|达到?|入库|新增|引进|签约|税收|营收|产值|收入|GDP|同比|工业|固定|财政|进出口)))"

PATTERN = re.compile(
    rf"""
    (?=[0-9一二三四五六七八九十零两半数多几今本去上前明来下后截自从由于至首全年岁月当目现如迄眼时近日最不早些连昨同次翌转未过此每这周星凌晚头第末Q民新活行工元而挂成封开获设建组运启揭投正升动“"‘])
    (?P<until>截至|截止到|截止至|截止|截至到|(?<![0-9月日年度])至(?=[0-9一二三四五六七八九十年]{{1,5}}月?[底末])|(?<![^\s，,。；;：:])至(?=(?:19|20)\d\d年))?(?P<since>自从|自|从|由|于)?
    (?:
      (?P<years>(?P<y1>{_YEAR})年?{_DASH}(?P<y2>{_YEAR})年)
    | (?<![\d.])(?P<ymd>(?P<cy>(?:19|20)\d\d)(?P<sep>[-./])(?P<cm>0?[1-9]|1[0-2])(?P=sep)(?P<cd>[12]\d|3[01]|0?[1-9])(?![\d./-]))
    | (?<![\d.])(?P<packed>(?P<py>(?:19|20)\d\d)(?P<pm>0[1-9]|1[0-2])(?P<pd>0[1-9]|[12]\d|3[01])(?![\d.,万亿元家个人吨平亩]))
    | (?<![\dA-Za-z.])(?:(?P<qy>(?:20)?\d\d)年?(?P<letter>[QH])|Q)(?P<qn>[1-4])(?:{_DASH}[QH]?(?P<qn2>[2-4]))?(?![\dA-Za-z])
    | (?:(?P<year>{_YEAR})年(?:度)?|民国(?P<my>\d{{2,3}})年度?|(?<![\dA-Za-z.])(?P<sy>[0-4]\d){_SHORT_FOLLOWS}年度?
        |(?P<rel>今年|本年度|本年|去年|上年度|上一年度|上一年|上年|前年|明年|来年|下一年|(?<![成产用工营投竣])后年)(?:度)?
        |(?P<told>(?<![一二三四五六七八九十两数几多每\d区立产牌办设园])次年(?!检)|翌年|转年|同年|首年(?!度)|当年(?!度)|第二年))
      (?P<mid>全年|截至|以来的)?
      (?P<sub>
          (?P<m1>{_N})[ ]?月[ ]?(?P<d1>{_N})[ ]?{_DAY}(?:{_DASH}(?:(?P<m2>{_N})[ ]?月)?(?P<d2>{_N})[ ]?[日号])?
        | (?P<ma>{_N})[ ]?月?{_DASH}(?P<mb>{_N})[ ]?月份?(?P<mtail>底|末)?
        | (?P<ml>{_LIST})月份?(?![\d日号])
        | (?P<mo>{_N})[ ]?月份?(?P<motail>底|末|初|上旬|中旬|下旬)?
        | (?P<quarters>{_QUARTERS})
        | (?P<part>{_PART}|年底|年末|年初|年内|底|末|初)
      )?
    | (?P<day>(?P<dm1>{_N})[ ]?月[ ]?(?P<dd1>{_N})[ ]?{_DAY}(?:{_DASH}(?:(?P<dm2>{_N})[ ]?月)?(?P<dd2>{_N})[ ]?[日号])?)
    | (?P<mrange>(?P<ra>{_N})[ ]?月?{_DASH}(?P<rb>{_N})[ ]?月份?(?P<rtail>底|末)?)(?!\d)
    | (?P<oml>{_LIST})月份?(?![\d日号])
    | (?P<oquarters>{_QUARTERS})
    | (?P<month>(?P<om>{_N})[ ]?月份?(?P<omtail>底|末|初|上旬|中旬|下旬)?)(?!大)
    | (?P<relquarter>(?P<rq>[上本下当这])(?:一个|一|个)?季度)(?P<rqtail>末|底)?
    | (?P<opart>{_PART}|全年|年内|年底|年末|(?<![末岁])年初|月底|月末)
    | (?P<yearopen>(?:开年|岁首|新年|年初)以来)
    | (?P<founded>(?:正式)?(?:挂牌|成立|封关|开园|获批|设立|建区|建园|组建|运营|运行|启用|揭牌|投产|投用|开发建设|升格|升级|开工|动工)(?:运行|运营|成立|建设|揭牌|投用)?(?=以来|至今(?!年)|至(?:今年)?(?:20\d\d年)?\d{{1,2}}月|后[，,在新累]))
    | (?P<activity>(?:活动|行动|工作)(?:开展|启动|开始|实施|部署)(?=以来))
    | (?P<now>截至目前|截至当前|截至今日|截至发稿|目前为止|到目前为止|(?<!项)目前|当前|(?<![表体出呈展实涌发])现在|如今|现已|现有(?!水平|规模|基础|条件|能力|的)|现共有|迄今为止|迄今|至今(?!年)|至此(?=[，,])|眼下|时下|当下|而今)
    | (?P<recent>近日|日前|近期|最近(?![一二两三四五六七八九十\d半]+(?:年|个月))|不久前|几天前|近年来?|前不久|近几年来?|早些时候|前些年|连日来)
    | (?P<today>今日|今天|今晨|昨日|昨天|昨晚|[昨今]\(\d{{1,2}}\)日|前天|(?<!的)明[天日]|后天|当晚|当天|当日|同日|同一天)
    | (?P<samespan>同期|当月|(?<![会协共联陪偕])同月|当季|届时|(?<![两二三四五六七八九十半近前每哪第])(?:这|一)年里)
    | (?P<relmonth>本月|这个月(?!来)|上个?月|下个?月)(?P<rmday>{_N}[日号]|[底末初]|上旬|中旬|下旬)?
    | (?P<ago>(?P<agon>{_N}|半)(?P<agounit>年|个月)(?:(?:多)?来|(?<=年)间|(?<=年)内?(?=净增|累计|[共已]新|共(?:完成|引进|实现))))
    | (?P<near>(?P<nearword>近|最近|过去|未来|今后|此后|连续|这(?=[二两三四五六七八九十\d]+年(?!级)))(?P<nearn>{_N}|半)(?P<nearunit>年|个月)(?:间|内|来|里)?)
    | (?P<within>(?P<withinn>{_N})年之?内(?!已))
    | (?P<plan>(?<![一二三四五六七八九百千])["“‘]?(?P<plann>十[一二三四]|十五(?=五)|十(?=五(?:["”’]|规划|期间|时期|以来|末))|(?<=["“‘])[六七八九])五["”’]?(?:规划)?的?(?P<planpart>期间|时期|以来|期?末|开局之年|收官之年|起步之年)?)
    | (?P<yearmask>(?:\d+|[{_CN}百]+)(?:[多余几来])?(?:周年|年[间后前内多中]?|载)|半年(?:多|来|时间)?|数年|多年|几年|(?:\d+|[{_CN}两]+)个多?月(?:来|以来|后|前|间|运行|之久)|岁末年初)
    | (?:(?<![^\r\n。，,；;)])|(?<=[\r\n。 )][ ])|(?<=[将拟定划计]于))(?P<lone>(?P<lday>\d{{1,2}})(?:日?{_DASH}(?P<lday2>\d{{1,2}}))?(?:日(?=[，,在上下早晚凌中举召开正揭签启竣投通动封获])|号(?=[上下晚在])))
    | (?<=[\u4e00-\u9fa5”》])(?P<lone_in>(?P<inday>\d{{1,2}})日)(?=(?:[上下]午)?(?:在[^，。；]{{1,20}}?)?(?:举行|召开|开幕|揭幕|揭牌|成立|挂牌|奠基|开工|动工|竣工|投产|签约|签署|启动|落成|开园))
    | (?P<weekday>(?P<week>[上本这])周(?P<wd>[一二三四五六日天])(?![至到次]))
    | (?P<clock>(?:上午|下午|晚上|凌晨)?(?:\d{{1,2}}[:：]\d{{2}}(?:[:：]\d{{2}})?|{_N}[点时](?!的)(?:{_N}分|半|许|左右|整)?(?![{_CN}\d亿万]))|{_N}日(?:上午|下午|晚)?|每周|[上这本下]?周[一二三四五六日](?![至到次])|星期[一二三四五六日天])
    | (?P<age>(?:\d+|[{_CN}]+)(?:周)?岁)
    )
    (?P<tail>以来|来(?![到自往访源料函])|至今(?!年)|起|开始|期间|以前|之前|前|止)?
    """,
    re.VERBOSE,
)
_NUMERALS = "一二三四五六七八九十零两"
# What may follow each first character of the pattern above: where it does not, the pattern need not be tried. Every
# alternative begins with one literal character, so that the search itself runs over a text fast. A longer number is no
# time, and looking for its end from each of its digits would take for ever.
_FOLLOWS = {
    "0123456789" + _NUMERALS: rf"[\d{_NUMERALS}百]{{0,24}}[多余几来]?\s*(?:[年月日季点时岁载:：至到—–―─－~～、和-]|号[上下晚在]|周[年岁]|个多?月)",
    "一二": "[〇○]", "12": r"(?:9|0)\d\d(?:[-./]\d|\d{4}(?!\d))", "0123": r"\d{1,3}年?[QH][1-4]",
    "十": "[一二三四五]?五", "半": "[年个]", "数多": "年", "几": "[年天]",
    "今": r"[年日天晨后(]", "本": "[年季月周]", "去来": "年", "上": "[年一半月个午周季]", "明": "[年天日]", "下": "[年一半月个午周季]", "后": "[年天]",
    "前": rf"[年不些天\s\d{_NUMERALS}]", "截": "[至止]",
    "自从由于至": rf"[\d{_NUMERALS}百半数多几今本去上前明来下后截到从首全年岁月当目现如迄至眼时近日最不早连昨同次翌转未过此每这周星凌晚头末挂成封开获设建组运启揭投正民活行工Q“\"‘第]",
    "首": "[季个月年]", "全": "年", "年": "[底末初内]", "岁": "[末首]", "月": "[底末]", "当": "[前晚天日年月季下]", "元": "[月至到—–-]", "而": "今", "目日": "前", "现": "[在已有共]", "如": "今", "迄": "[今]",
    "眼时": "下", "近": rf"[日期年几半\d{_NUMERALS}]", "最": "[近后]", "不": "久", "早": "些", "连": "[日续]", "昨": r"[日天晚(]", "同": "[日一年期月]", "次翌转": "年",
    "未": "来", "过": "去", "此": "后", "每": "周", "周": "[一二三四五六日]", "星": "期", "凌": "晨", "晚": "上", "“\"‘": "[十六七八九]", "第": "[一二三四1-4]",
    "头": rf"[\s\d{_NUMERALS}个]", "这": rf"[周个季\d{_NUMERALS}]", "Q": "[1-4]", "民": r"国\d", "新": "年以来", "活行": "动[开启实部]", "工": "作[开启实部]",
    "届": "时", "挂成封开获设建组运启揭投正升动": r"(?:[^，。；,;\s]{1,7}(?:以来|至今|至\d|至20|后)|年以来)",
}  # fmt: skip
_OPENING = re.compile("|".join(f"{first}(?={follow})" for firsts, follow in _FOLLOWS.items() for first in firsts))
# A sentence without any of these says nothing of time, whatever else the pattern above would take in it (十五家).
_HINT = re.compile(
    r"[年月日季岁天点周目迄旬:：]|截[至止]|至此|当[前晚下]|而今|昨晚|今晨|[0-9一二三四五六七八九十]时|现[在有已共]|如今|近期|最近|不久前|眼下|时下|连日|五[”期时规]|[\d十]号|以来|至今|届时|[QH][1-4]|(?:19|20)\d\d[-./]?\d"
)


def matches(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """What the pattern finds in text[start:end], in order; nothing where no word of time stands."""
    opening = _OPENING.search(text, start, end)
    if opening is not None and _HINT.search(text, start, end):
        yield from tried(text, opening.start(), end)


def tried(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """What the pattern finds, tried only where it can begin."""
    position = start
    for opening in _OPENING.finditer(text, start, end):
        at = opening.start()
        if at >= position and (match := PATTERN.match(text, at, end)):
            position = match.end()
            yield match
