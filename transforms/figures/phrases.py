"""The words right before a figure: whether they only name a thing, leave out what is measured, or name a measure of their own."""

from __future__ import annotations

import itertools
import re

from transforms.frames.slots import Finds, Slot
from transforms.frames.wider import lead_end
from transforms.text.segmenter import word_class, words

_AHEAD = re.compile(r"(?:[，、；;,：:\s]|其中|包括|包含|以及|另有|另|此外|同时|分别|全区|累计|今年|去年|当年|到|至)+")
_REACHED = re.compile(
    r"(?:[，\s]|分别|已经?|共计?|总计|累计|(?<!平)(?<!年)均|各|也|则|就|全年|将|可)*(?:完成|实现|贡献|达到?|突破|超过?|为|是|占|有|约|近|逾|在|了|至|到|创)*\s*$"
)
_GROWN = re.compile(r"(?:同比|较?比?上年同期|比上年|较上年|环比|均|也|都|又|则|分别|实现|保持|平均|年均|更是|大幅|快速|小幅)*$")
_OWN_MEASURE = re.compile(
    r"(?:[^体存增流产大容力质]量|率(?!先)|价格?|批次|重量|次数|数值|强度|能耗|[电能水煤气油物]耗|耗[电能水煤气]|指数|时间|时长|成本|频次|票数|单数|人数|户数|工资|满意度)$"
)
_NAMES = ("n", "j", "b", "a", "s", "f", "z", "t", "m", "q", "r", "x")
_TRADES = frozenset("制造 加工 冶炼 采选 批发 零售 运输 建设 改造 研发 服务 开发 生产 供应 租赁 仓储 化工 建材".split())
"""What a branch of industry is called by although it is a verb: 食品|制造."""
_NOT_NAMED = frozenset(
    "同比 环比 平均 年均 总量 总额 总数 数量 总值 规模 水平 增速 增幅 部分 方面 任务 目标 计划 记者 时间 上 下 中 里 年 月 日 全区 全市 全省 全国 全县 园区 开发区 高新区 经开区 新区 该区 我区 区域 目前 方式".split()
)


_GOES_ON = re.compile(r"\s*[（(]?(?:其中|从[^，。；]{1,8}?看|按[^，。；]{1,8}?(?:分|看|划分)|分[^，。；]{1,6}?看|包括)")
COMES_FROM = r"其中[，,]?(?:有)?来自[^，。；,;\d]{1,14}?的?(?:就|共)?(?:有|为|达)?"
"""其中来自京津的|12个, 其中来自京冀两地的|53.1亿元: those of them that come from somewhere."""
TIME_WORDS = r"(?:(?:19|20)\d\d年(?:[底末初]|\d{1,2}月[底末]?)?|[去今前上本]年(?:[底末初]|全年)?|年[初底末]|\d{1,2}月(?:[底末]|份)?|前\d{1,2}个?月|前三季度|[一二三四]季度|上半年|目前|现在|如今|眼下|当前|今天)"
"""A time between two counts or amounts of one thing: 去年底还只有38人，|截至10月末|已有210人."""
# 降幅收窄至|4.7%, 降幅由一季度的13.2%收窄到|4.7%, 降幅由一季度的|13.2%
RATE_NOW = re.compile(
    r"(?:降幅|增幅|增速|跌幅|涨幅)(?:[^，。；;\d]{0,4}|(?:由|从)[^，。；;]{0,12}\d%?)(?:收窄|扩大|回落|提高|放缓|回升|加快|提升|转正)(?:至|到|为)了?\Z|(?:降幅|跌幅)(?:由|从)[^，。；;\d]{0,8}的\Z"
)
"""Behind it stands how fast something grows or falls, and not by how much that has changed."""
_HOW = re.compile(r"(?:则|也|均|双双|分别|各|同比|[今去]年|受[^，。；;\d]{2,16}影响[，,]?)+")


def is_word(character: str) -> bool:
    """Whether a character is Chinese, so that a word goes on with it; not where there is none."""
    return bool(character) and "\u4e00" <= character <= "\u9fa5"


def goes_on(text: str, start: int) -> bool:
    """Whether a sentence goes on with the parts of what was told just before it: 其中…, 从产业看…, or behind a semicolon."""
    return _GOES_ON.match(text, start) is not None or text[max(0, start - 2) : start].rstrip()[-1:] in ("；", ";")


def is_next_park(finds: Finds, slot: Slot, verb: re.Pattern[str]) -> bool:
    """Whether a sentence is nothing but the next park and what it came to, so that it leaves out what is measured: 乙开发区|增长7%, 丙、丁分别|增长5%和3%."""
    start = lead_end(finds.text, slot.sentence.start, slot.q.start)
    named = finds.named_in(start, slot.q.start)
    if not named or named[0].start != start or any(finds.text[a.end : b.start] not in ("、", "和", "与", "及") for a, b in itertools.pairwise(named)):
        return False
    how = _HOW.match(finds.text, named[-1].end, slot.q.start)
    return verb.fullmatch(finds.text, how.end() if how is not None else named[-1].end, slot.q.start) is not None


# 签约项目|41.5亿元、动工项目26.8亿元、竣工项目|12.7亿元
_STAGE_OF_PROJECTS = re.compile(r"(?:新?签约|新?开工|动工|竣工|投产|在建|续建|新建|落地|拟建|储备|技改|招商)(?:类)?(?:项目|工程)")


def bare_name(finds: Finds, start: int, end: int) -> tuple[int, int] | None:
    """Where a stretch of text is nothing but the name of a thing, maybe with 完成 or 达 behind it: 其中房地产开发项目|68.2亿元.

    None where it holds a verb of its own, a park, or nothing.
    """
    text = finds.text
    ahead = _AHEAD.match(text, start, end)
    begin = ahead.end() if ahead else start
    reached = _REACHED.search(text, begin, end)
    finish = reached.start() if reached else end
    if finish - begin < 2 or finish - begin > 24 or any(stop in text[begin:finish] for stop in "，。；：,;:"):
        return None
    if finds.mentions_in(begin, finish):
        return None
    if _STAGE_OF_PROJECTS.fullmatch(text, begin, finish):
        return begin, finish
    pieces = words(text[begin:finish])
    classes = [word_class(piece) for piece in pieces]
    if classes[0][:1] in ("v", "d", "p") and classes[0] not in ("vn", "vd"):
        return None
    if pieces[-1] in _NOT_NAMED or not (_is_name(classes[-1]) or pieces[-1] in _TRADES):
        return None
    if not all(_is_name(kind) or kind[:1] in ("v", "c", "u", "k", "h", "l", "i", "w", "y") for kind in classes):
        return None
    return begin, finish


def _is_name(kind: str) -> bool:
    """Whether a word class can stand in the name of a thing; a word that the dictionary does not know can."""
    return not kind or kind[:1] in _NAMES or kind in ("vn", "an", "eng", "l", "i")


def own_measure(finds: Finds, start: int, end: int) -> tuple[int, int] | None:
    """The words for something measured that is no metric and stands before a growth: 批次、重量均|增长5倍; None where there are none."""
    text = finds.text
    grown = _GROWN.search(text, start, end)
    finish = grown.start() if grown else end
    # 吨产品电耗|可降低8%
    finish -= text[finish - 1 : finish] in ("可", "将", "能")
    found = _OWN_MEASURE.search(text, max(start, finish - 8), finish)
    if found is None or finish - start > 24:
        return None
    ahead = _AHEAD.match(text, start, finish)
    return (ahead.end() if ahead else start), finish
