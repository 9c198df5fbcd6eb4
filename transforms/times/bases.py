"""Times that only say what something is compared with: 比上年, 去年同期, 延续上半年的势头, 在2021年的基础上, 2019年以来新高."""

from __future__ import annotations

import re

# A time that only gives the base of a comparison: 比上年, 较2019年, 为上年的, 去年同期.
_BASE_BEFORE = re.compile(r"(?:比|较|与|同|跟|相比|于|为|是|按)$")
# 比疫情前的2019年
_FAR_BEFORE = re.compile(r"[比较][^，。；,;\d]{1,6}的\Z")
_MORE_THAN = re.compile(r"(?:相[较比对当]|较之|等|[高低大小多少快慢优好])\Z")
# Its last characters; a line end may stand behind them.
_BASE_ENDS = frozenset("比较与同跟于为是按\n")
# 是1993年批准成立的: only where a ratio follows (是2019年总额的1.8倍) is such a time a base.
_BASE_OF = re.compile(r"”?[^，。；,;\d]{0,8}的[^，。；,;\d]{0,4}[\d.两三四五六七八九十几]+(?:倍|%|成|番)")
# 与“十五”时期相比
_BASE_AFTER = re.compile(r"”?(?:的)?(?:同期|同月|同季|这个?时候|此时)|”?(?:时期|期间)?(?:相比|相较)")
_SAME_DAYS = re.compile(r"(?:的)?(?:同期|同月|同季|这个?时候|此时)")
# 延续了上半年的良好势头, 一改一季度的下滑态势: the part of the year that went before.
_CARRIED_BEFORE = re.compile(r"(?:延续|保持|继续|一改|扭转|改变|承接|巩固|接续|沿袭|告别|走出|摆脱|承继|顺承)[了着]?\Z")
_CARRIED_AFTER = re.compile(r"[^，。；,;\d]{0,10}?(?:态势|势头|局面|趋势|走势|势态|节奏|颓势|低迷|下滑|低谷|疲软|困局|被动)")
# 在2021年快速增长的基础上, 继2021年突破千家之后; 受上年基数偏高影响
_GROUND_AFTER = re.compile(r"[^，。；,;]{0,24}?基础(?:上|之上)|(?:同期)?的?[高低]?基数")
_AFTER_THAT = re.compile(r"[^。；;]{0,24}?之?后[，,]")
# 受四季度出口订单收缩拖累，利润比上年减少4.1%: what brought it about.
_CAUSE_AFTER = re.compile(r"[^，。；,;\d]{0,18}(?:影响|拖累|冲击|带动|拉动|波及|制约)[，,]")
# 继去年全年进出口152亿美元之后，前5个月…: where a time of its own follows, a figure in between is of the time before it.
_FIGURE_THEN_TIME = re.compile(
    r"[^。；;，,\d]{0,16}\d[^。；;，,]{1,10}?之?后[，,][^，,。；;\d]{0,12}(?:今年|本年|上半年|[一二三四]季度|前?\d{1,2}个?月|20\d\d年)"
)
# 是建区之初1993年的28倍
_AT_FIRST_BEFORE = re.compile(r"(?:之初|初期|起步时|起步之年|成立时|设立时|建区时)的?\Z")
# 相当于再造一个2002年的高新区, 等于两个2015年的园区
_EQUALS_BEFORE = re.compile(r"(?:相当于|再造|等于|超过)了?(?:再造)?[一两二三四五六几\d]*个?\Z")
# 上年结余3.1亿元, 上年结转项目8个: what is taken over from the year before is of this one.
_TAKEN_OVER = re.compile(r"(?:的)?(?:滚存)?(?:结余|结转|转入)")
# 创2015年以来新高, 为近三年来同期最好, 创2016年封关以来同期新高
_RECORD_AFTER = re.compile(
    r"(?:(?:挂牌|成立|封关|开园|开区|设立|建区|建园|组建|运营|运行|投用|有(?:统计|记录)){0,2}以来|(?<=来))的?(?:同期|历史|历年|单[月季年])?的?(?:最高|新高|最好|最快|最大|最低|新低|最多|之最|最优)"
)

# 在手订单排到11月: what is still to come.
_BOOKED_BEFORE = re.compile(r"排(?:产|期)?[到至]了?\Z")
# 赶上去年全年的七成五, 是建区之初全年数的410倍: a part of a whole year, or so many times as much.
_SHARE_OF = re.compile(r"(?:水平|总量|总数|总额|数)?的(?:约|近|不足|超|逾)?(?:[\d.]+(?:%|倍)|[一二两三四五六七八九十几]+[成倍])")
# 为前四年投入总和的1.3倍, 相当于过去五年之和
_SUM_OF_THEM = re.compile(r"\s?[^，。；,;\d]{0,10}(?:的?总和|之和|的总量|的总额)(?:的|[，,。；;])")
# 超过去年全年水平，达到6200吨; 恢复到2019年水平: how much it was then.
_REACHED_BEFORE = re.compile(r"(?:超过?|超出|高于|高出|突破|恢复[到至]?|回到|追平|赶上|赶超|接近|逼近|达到|不及)了?\Z")
_LEVEL_AFTER = re.compile(r"(?:全年)?的?(?:整体|平均|最高)?(?:水平|总量|总额|总数|总和)(?=[，,。；;、])|(?<=全年)(?=[，,。；;])")


# 已超过去年全年7.9万台的水平, 高于去年全年57.3亿元的规模, 已超去年全年的4.51万标箱
_SO_MUCH_THEN = re.compile(r"(?:全年)?(?:\d[^，。；,;]{0,10}的(?:水平|总量|总额|规模|总和)|的?\d[^，。；,;]{0,10}(?=[，,。；;]))")
# 利润总额6.1亿元，上年为2700万元；上缴税金8.9亿元: what it was then, right behind what it is.
_WAS = re.compile(r"(?:则|才|仅|只)?(?:为|是|有)\d")
_FIGURE_BEFORE = re.compile(r"\d[^，。；,;]{0,6}[，,(（]\Z")
_FIGURE_REACH = 16


def is_summed(text: str, end: int, limit: int) -> bool:
    """Whether the years that end there are only summed to be compared with: 为前四年投入总和的1.3倍."""
    return _SUM_OF_THEM.match(text, end, limit) is not None


def is_base(text: str, start: int, end: int, floor: int, limit: int, since: bool) -> bool:
    """Whether the time at text[start:end] is only compared with; `since` where 自 or 从 stands before it."""
    before = text[max(floor, start - 4) : start].rstrip("“")
    if before.endswith(("受", "因")) and _CAUSE_AFTER.match(text, end, limit):
        return True
    if _BASE_AFTER.match(text, end, limit) or _GROUND_AFTER.match(text, end, limit) or _RECORD_AFTER.match(text, end, limit):
        return True
    if text.startswith(("上年", "去年"), start) and _TAKEN_OVER.match(text, end, limit):
        return True
    if before[-1:] in "到至了" and _BOOKED_BEFORE.search(before):
        return True
    if text.endswith("全年", start, end) and _SHARE_OF.match(text, end, limit):
        return True
    if before[-1:] == "继" and not _FIGURE_THEN_TIME.match(text, end, limit) and _AFTER_THAT.match(text, end, limit):
        return True
    if _CARRIED_BEFORE.search(before) and _CARRIED_AFTER.match(text, end, limit):
        return True
    if _REACHED_BEFORE.search(before) and (_LEVEL_AFTER.match(text, end, limit) or _SO_MUCH_THEN.match(text, end, limit)):
        return True
    if text.startswith(("上年", "去年"), start) and _WAS.match(text, end, limit) and _FIGURE_BEFORE.search(text, max(floor, start - _FIGURE_REACH), start):
        return True
    if _AT_FIRST_BEFORE.search(before) and _BASE_OF.match(text, end, limit):
        return True
    if before[-1:] == "的" and _FAR_BEFORE.search(text, max(floor, start - 9), start):
        return True
    if text.startswith("的", end) and _EQUALS_BEFORE.search(text, max(floor, start - 8), start):
        return True
    if since and text.startswith("于", start):
        # 相较于去年增加20%
        return _MORE_THAN.search(before) is not None
    if since or before[-1:] not in _BASE_ENDS or not _BASE_BEFORE.search(before):
        return False
    return before[-1] != "是" or _BASE_OF.match(text, end, limit) is not None


def is_same_days(text: str, end: int, limit: int) -> bool:
    """去年同期: the same days of the year before."""
    return _SAME_DAYS.match(text, end, limit) is not None
