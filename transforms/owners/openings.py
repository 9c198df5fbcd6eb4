"""Whether a sentence opens with another place than the article's own park."""

from __future__ import annotations

import re

from transforms.frames.slots import Finds
from transforms.frames.wider import lead_end
from transforms.names.parks import ParkFinder
from transforms.names.trade_names import TRADES
from transforms.owners.home_park import UNNAMED
from transforms.text.segmenter import word_class, words

_BODY_NAME = re.compile(r"[\u4e00-\u9fa5()]{0,16}?(?:公司|集团|大学|学院|银行|分行|支行|农商|海关|研究院|股份|科技|指挥部|路|街|大道|商人|籍|人|客商)")
# 深圳市政府公布，…: who only tells it.
_TELLS = re.compile(
    r"[市省县区]?[\u4e00-\u9fa5]{0,8}?(?:政府|局|厅|委|委员会|海关|办公室|部门)(?:日前|近日|昨日|今日)?(?:对外)?(?:公布|宣布|发布|透露|披露|消息|通报|获悉)"
)
# 香港17%; 澳门企业集聚312家; 台湾、日本等20多个国家的投资者; 广东、福建客商: from where the park's own come.
_ORIGIN = re.compile(
    r"(?:、[\u4e00-\u9fa5]{2,6}){0,8}等?(?:\d+|[一二两三四五六七八九十]+)[多余]?个?(?:国家|地区|省|城市)|(?:占|佔)?(?:约|近|超)?\d[\d.]*[%％]|占\d|(?:[、和][\u4e00-\u9fa5]{2,4}?){0,8}等?地?(?:来源|投资|籍)?的?(?:企业|项目|团队|客商|资本|资金|来源)|籍|特区"
)
_BODY_REACH = 24
"""Characters behind a place in which the name of a body ends."""
# 山东华能线缆车间: a place that opens a company's name.
_MAKER_NAME = re.compile(rf"[\u4e00-\u9fa5]{{1,4}}(?:{'|'.join(TRADES)})(?![业产])|[\u4e00-\u9fa5]{{0,8}}?(?:车间|厂区|厂房)")
# “原先在东莞打工，…: where somebody once was.
_LIVED_THERE = re.compile(
    r"“?(?:我)?(?:以前|原来|原先|过去|之前|早年|曾|先后)?(?:一直)?在[^，。；]{2,8}?(?:打工|务工|上班|工作|读书|上学|办厂|开厂|经商|创业|闯荡|打拼)"
)
# 经理董|玉林算了笔账: the end of a person's name.
_PERSONS_NAME = re.compile(
    r"(?:经理|主任|书记|主席|[省市县区局镇乡处科院校所厂行社会部组队站]长|负责人|董事|主管|工程师|技术员|会计|厂长|老板|客商|记者|通讯员|干部|员工|工人|村民|职工)(?!在|到|从|赴|来|去|与|和)[\u4e00-\u9fa5]\Z"
)
# 我们要在北京举办一次恳谈会
_WE_ACT = re.compile(r"我们|咱们|咱")
# 在青岛|举办恳谈会, 在苏州|召开的专场推介会上, but not 在南京举行的全省大会
_HELD_THERE = re.compile(
    r"市?(?:成功|顺利|隆重)?(?:举办|举行|召开)了?(?![^，。；,;]{0,12}全[省市县国])[^，。；,;]{0,30}?(?:恳谈会|推介会|洽谈会|招商会|说明会|座谈会|见面会|对接会|签约会|签约仪式|招商活动|推介活动)"
)
_GOES_THERE = re.compile(
    # 对香港|出口2.15亿元, 给宁德时代做壳体: with whom it trades.
    r"[对给往为把将比]|同|跟|携手|联合|牵手|对接|结对|赴|到|前往|辗转|走访|考察|抵达|南下|北上|深入|对标|学习|借鉴|比肩|毗邻|来自|出口|销往|发往|运往|走进|与|和|向|从|由"
    # 聘请上海一家设计院编制详规; 列入肇庆市重点的4个项目
    r"|聘请|邀请|委托|列入|纳入|编入|入选|入围"
)


def place_opening(finds: Finds, main: str, town: str, finder: ParkFinder, start: int, end: int, sentence_end: int) -> str | None:
    """The park's own town where a sentence opens with it as who acts (江阴围绕…), empty where it opens with another place; None where with neither.

    `main` is the article's own park, `town` the place that it is called after; at `end` the sentence names somebody, or it ends there.
    """
    if main.startswith(UNNAMED) or not main:
        # Nobody knows which place would be another.
        return None
    text = finds.text
    leads = lead_end(text, start, end)
    if _LIVED_THERE.match(text, leads, end):
        return None
    near = min(leads + 10, end)
    found = [(at, to) for at, to in finds.places_in(start, near) if to <= end]
    if town and (at := text.find(town, start, near)) >= 0:
        found.append((at, at + len(town)))
    if not found:
        return None
    home = finder.register.get(main)
    own = {home["city"], home["province"]} if home else set(finder.where(main))
    for at, to in sorted(found, key=lambda span: (span[0], -span[1])):
        if _PERSONS_NAME.search(text, start, at):
            continue
        # 上海衡和新材料公司 is cut at 和: the whole run of characters is looked at.
        if (
            _ORIGIN.match(text, to)
            or _BODY_NAME.match(text, to, to + _BODY_REACH)
            or _TELLS.match(text, to, to + _BODY_REACH)
            or _MAKER_NAME.match(text, to, end)
        ):
            return None
        if to == end < sentence_end:
            # 云南|杉杉: a company that stands right behind.
            return None
        place = text[at:to]
        if place in own or place in main:
            return place if text[at - 1 : at] not in ("在", "于") and _is_actor(text, to) else None
        if text[at - 1 : at] == "在" and _HELD_THERE.match(text, to, sentence_end):
            # 9月在青岛举办恳谈会，签约9个: where it is held, and not who holds it.
            return None
        return None if _GOES_THERE.search(text[start:at]) or _WE_ACT.search(text[start:at]) else ""
    return None


def _is_actor(text: str, position: int) -> bool:
    after = position + 1 if text[position : position + 1] in "市县区" else position
    following = words(text[after : after + 6])
    return (bool(following) and len(following[0]) > 1 and word_class(following[0]) in ("v", "vd")) or text.startswith(("对", "上下", "累计"), after)
