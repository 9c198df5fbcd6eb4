"""Whether a clause wishes, demands, strives for or does as a rule what its trigger word names, and so tells of no happening."""

from __future__ import annotations

import re

from transforms.events.candidate import Place
from transforms.events.modes import ABLE, DATED, HAPPENED, goes_on_planned
from transforms.frames.planned_lists import in_planned_list

# Each alternative of these patterns begins with a literal character, which lets the search run over a clause fast.
_HABIT = re.compile(
    r"及时|第一时间|护航|适时|接近(?=$)|临近(?=$)|趋于(?=$)|择机|择日|奋力|务必|务求|做到|努力(?!下|[的之])|为(?:了)?(?:保障|确保|迎接|做好|配合|推动|促进|加快)|未(?:按期|如期|按时|及时)|不得|严禁|定期|常态化|不断|持续(?!.*\d)|进一步|要求|强调|指出|表示|(?<!东方)(?<!新)(?<!华西)(?<!大陆)希望(?!小学|工程|集团)|尽早|早日|鼓励|倡议|从未|没有|还没|未曾|并未|尚未|未能|不曾|有权|牢固树立|深刻吸取|下一步|必须|应当|以便|一直|始终|常年|长年|多年来|每(?:[一二两三四五六七八\d半]{1,2})?个?(?:周|月|年|季|天)"
    r"|打算|目标是|月均|日均|年均|一天能|一手抓|如何|尽快|抢抓|坚持|推动|促进(?!局|会|中心|部|公司|条例)|加强|提高|提升(?!班|工程|项目|行动)|为了|只有|才能|力促(?<!生产力促)|将以|如果|一旦|能够|需要|可以(?!试生产|试投产|投产|竣工|建成|交付|投用|完工)|随着|过程中|通过(?<=^通过)|以.{2,20}为指导|只要|无需|不用"
    r"|着力|加快|推进(?!会|大会)|围绕|聚焦|引导(?!办|员)|方便|旨在|力求|狠抓|全力|致力|让(?!利)|吸引|吸纳|引得|借助|助力|助推|力推|加大|大力|优化|保障|支持|谋划|招引|积极(?!分子)|抓紧|促成|原定|原计划|原拟|本应|本该|正在(?!.{0,8}举行|[^，。；]{1,16}的)|一个个|一([所家个座条批])接一|保证(?!金|险)|一批批|一座座|一项项|一条条|一栋栋|一家家"
)
# 下一步，某区将深入开展隐患排查: what is meant, unless it has a day.
_NEXT = re.compile(r"[\s“]*(?:下一步|接下来|下[一]?阶段|今后|未来)[，,]")
_STRIVES = re.compile(
    r"(?:^|[，,；;：:])(?:[^，,；;。]{0,12}?(?:要|将|应|力争|继续))?(?:努力(?!下)|奋力|力争|争取|务必|务求|确保|全力|加快|抓紧|着力|聚焦|围绕|坚持|以[^，。；]{2,30}为(?:契机|抓手|目标|新?起点)|进一步|不断|大力|继续|必须|要)"
)
# What was urged and has a day, or is told as done, has happened: 推动项目2月1日顺利开工, 吸引了两家企业入驻.
_URGED = frozenset(
    {
        "推动",
        "及时",
        "第一时间",
        "促进",
        "加强",
        "力促",
        "抢抓",
        "随着",
        "着力",
        "加快",
        "推进",
        "引导",
        "吸引",
        "助推",
        "助力",
        "力推",
        "让",
        "全力",
        "保障",
        "支持",
        "招引",
        "引得",
        "围绕",
        "促成",
        "借助",
        "大力",
    }
)
# 等 13 个项目: what a line goes on with
_AND_OTHERS = re.compile(r"等\s?(?:\d|[一二两三四五六七八九十几多]+[个家户项])")
# 随着甲产线陆续达产，…: told as done
_ONE_BY_ONE = re.compile(r"陆续|相继|先后")
_DONE_ALL_THE_SAME = re.compile(r"接连|相继|先后|\d月\d{1,2}[日号](?!前|之前|以前|起)|^了|成功|顺利|正式|已|年内")
_AROUND = ("围绕",)
# 让园区在2023年荣获“…”称号: what was won is won, whatever brought it about.
_WON = frozenset({"荣获", "获评", "斩获", "夺得", "摘得", "喜获"})
# 推动46个项目开工: a number of things is told as done, where nothing is planned.
_BROUGHT_ABOUT = re.compile(r"\d+[余多]?个(?:项目|企业)?\Z")
# 引导成立某某党支部4个: what is counted has been done.
_COUNTED = re.compile(r"\d+[个家名项件场]\Z")
# What is said once of a whole sentence: 坚持每月调度，…; 如果…，….
_CUSTOM = re.compile(r"每(?:[一二两三四五六七八\d半]{1,2}个?)?(?:周|月|年|季|天|逢)|定期|常态化|常年|坚持|长期|逢年过节|如果|一旦|只要|凡是")
# 会议要求，…要抓紧…: an order goes on through its sentence.
_ORDER = re.compile(r"(?:要求|强调|指出|提出)[，,:：]")
# 某某强调，大排查已转入补课阶段，…: what is said at an occasion, and none of its own; 按照上级要求，… is told.
_SPOKEN = re.compile(r"(?:强调|指出)[，,:：]|(?:会议|大会|书记|主任|市长|县长|区长|部长)(?:还|并)?(?:要求|提出)[，,:：]")
# 提出两点要求。一是…: what somebody demands goes on through its paragraph, as far as nothing is told as done.
_DEMANDS = re.compile(r"提[出了]?[^，。；\n]{0,6}(?:要求|意见|建议|希望)|(?:强调|要求)[，：:]")
_BIDS = re.compile(
    r"(?:(?:[一二三四五六]是|同时|此外)[，,]?)?[^，,。；;]{0,12}?(?<![主重必需首还想只])(?:要|务必|必须|须)(?![求素点闻么是件害道义])|[一二三四五六]是"
)
_DONE_NOW = re.compile(r"了|已|成功|顺利|正式|近日|日前|昨日|今日|\d[月日]")
# What may stand before a verb without naming who does it.
_NOBODY = re.compile(r"(?:全面|全部|积极|主动|早日|尽快|如期|按期|继续|进一步|奋力|努力|加快|大力|逐步|同步|并|再|也|一批)*")
STRIVING = 90
"""Characters over which what is striven for goes on through clauses without a subject."""
DEMANDED = 400
"""Characters of its paragraph over which a demand goes on."""
_TO_DO = re.compile(r"要|必须|应|确保|抓紧|加快|力争|推动")
_WHEN = re.compile(r"\d\s?[月日]|年[底末内初]|月[底末]|[上下]半年|季度|明年")
# 项目自签订合同起3个月内须动工，12个月内应投产: what a contract or a policy lays down.
_TERM = re.compile(r"\d+个?(?:工作日|日|天|月|年)之?内(?:必?须|应当?|不得)")
# 为项目签约打下基础: what it is to be good for.
_LAYS_GROUND = re.compile(r"[^，。；,;]{0,10}?(?:打下|奠定|夯实|创造|提供|增添|注入|积蓄|做好|铺平)")


def is_habit(text: str, at: Place) -> bool:
    """Whether the words before a trigger make it a habit, a wish or an order."""
    if text.startswith("等", at.clause_start) and not _AND_OTHERS.match(text, at.clause_start):
        # 等二期投产了，…: what is waited for.
        return True
    if ABLE.search(text, at.clause_start, at.start) and not _WHEN.search(text, at.clause_start, at.start):
        return True
    if text.find("为", at.clause_start, at.start) >= 0 and _LAYS_GROUND.match(text, at.end, at.clause_end):
        return True
    if text.find("内", at.clause_start, at.clause_end) >= 0 and _TERM.search(text, at.clause_start, at.clause_end):
        return True
    found = _HABIT.search(text, at.clause_start, at.start)
    while found is not None and text.rfind("《", at.clause_start, found.start()) > text.rfind("》", at.clause_start, found.start()):
        # 《关于支持经济发展的政策》正式印发: what a title says is no wish.
        closes = text.find("》", found.end(), at.start)
        found = _HABIT.search(text, closes, at.start) if closes >= 0 else None
    if found is not None:
        if found[0] not in _URGED:
            return True
        if found[0] == "随着" and _ONE_BY_ONE.search(text, found.end(), at.start):
            return False
        if text.startswith("“", at.end) and found[0] in _AROUND:
            # 围绕科技金融出台“…二十二条”
            return False
        if text[at.start : at.end] in _WON or (_BROUGHT_ABOUT.search(text, found.end(), at.start) and not goes_on_planned(text, at)):
            return False
        return not _DONE_ALL_THE_SAME.search(text[found.end() : at.start]) and not _COUNTED.search(text[at.end : at.clause_end])
    if _NEXT.match(text, at.sentence_start, at.start) and not _DONE_NOW.search(text, at.clause_start, at.clause_end):
        return True
    if in_planned_list(text, at.start) and not _DONE_NOW.search(text, at.clause_start, at.clause_end):
        return True
    if _goes_on_striving(text, at):
        return True
    if _ORDER.search(text, at.sentence_start, at.clause_start) and _TO_DO.search(text, at.clause_start, at.start):
        return True
    if _is_demanded(text, at):
        return True
    if _SPOKEN.search(text, at.sentence_start, at.clause_start) and not _DONE_NOW.search(text, at.clause_start, at.clause_end):
        return True
    custom = _CUSTOM.search(text, at.sentence_start, at.clause_start)
    return custom is not None and not HAPPENED.search(text, at.clause_start, at.clause_end) and not DATED.search(text, at.clause_start, at.clause_end)


def _goes_on_striving(text: str, at: Place) -> bool:
    """Whether a clause only goes on with what an earlier one strives for: 努力跨进第一方阵，建成某地的“金字招牌”."""
    if text.find("，", at.sentence_start, at.clause_start) < 0 and text.find(",", at.sentence_start, at.clause_start) < 0:
        return False
    if not _NOBODY.fullmatch(text, at.clause_start, at.start) or _DONE_NOW.search(text, at.clause_start, at.clause_end):
        return False
    opens = max(text.rfind(c, at.sentence_start, at.clause_start) for c in "；;。") + 1
    opens = max(opens, at.sentence_start, at.clause_start - STRIVING)
    found = [m.end() for m in _STRIVES.finditer(text, opens, at.clause_start)]
    return bool(found) and not _DONE_NOW.search(text, found[-1], at.clause_start)


def _is_demanded(text: str, at: Place) -> bool:
    """Whether a trigger stands in a list of demands: 会议强调，…。要认真梳理，制定奖惩措施。"""
    if _DONE_NOW.search(text, at.clause_start, at.clause_end):
        return False
    opens = max(text.rfind("\n", 0, at.sentence_start) + 1, at.sentence_start - DEMANDED)
    demands = _DEMANDS.search(text, opens, at.sentence_start)
    return demands is not None and (demands[0].startswith("提出") or _BIDS.match(text, at.sentence_start, at.start) is not None)
