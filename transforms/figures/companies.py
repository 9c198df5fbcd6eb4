"""Which class of companies is counted, by the words around 企业: new ones, those above the scale, those recognised as something."""

from __future__ import annotations

import re

from transforms.figures.choice import OTHER, Choice
from transforms.frames.slots import Finds, Slot
from transforms.names.words import Cue

COMPANIES = frozenset({"enterprises", "market_entities", "enterprises_above_scale", "high_tech_enterprises"})
# A company that does something is no stock: 12家企业参展; a class of companies is, whatever it does: 21家投产企业实现产值.
_ANY_COMPANY = frozenset({"企业", "公司", "民营企业", "工厂"})
_ACTING_COMPANY = re.compile(r"(?:与|同|和(?!\Z)|获得?|参加|参展|签约|通过|进行|达成|在[^区园]{2,14}(?:挂牌|上市|展|现场)|代表|参会|负责人|签订|到场)")
# 12家企业集中签约, 与5家企业签订投资协议: each of them brings a project; with a bank they sign for a loan.
_SIGNING_COMPANY = re.compile(
    r"(?:现场|集中|当场|同日|正式|成功|分别|在[^，。；区园]{2,8})*签(?:约(?!率|仪式|入|落)|(?:订|署|下)了?[^，。；]{0,6}(?:投资|项目))"
)
# 23家童车企业签订入园协议: they come into the park.
_ENTERING_COMPANY = re.compile(r"(?:现场|集中|已|先后)*签(?:订|署|下)了?[^，。；]{0,4}(?:入园|入驻|落户|进驻)")
_LENDERS = re.compile(r"银行|金融|授信|贷|信用社|保险|基金|用工|就业|购销|采购|校企|高校|大学|学院")
# 帮助|12家企业融资, 对|4家企业|责令停产: companies that something is done for or to, no stock.
_DONE_FOR = re.compile(r"(?:帮助|帮扶|协助|支持|助力|责令)(?:区内|园内|园区|全区|辖区)?的?\Z")
# 为|67户企业争取续贷, 给|9家企业发放补贴
_IN_FAVOUR = re.compile(r"(?:为|给)(?:区内|园内|园区|全区|辖区|全县)?的?\Z")
_GIVEN_THEM = re.compile(
    r"[^，。；,;\d]{0,4}?(?:争取|解决|办理|协调|发放|提供|节[省约]|减[免负轻]|落实|兑[现付]|拨付|申请|申报|代办|招[聘工]|化解|送去|协助|融资|放款|担保|续贷|退[税还])"
)
_ORDERED = re.compile(r"[^，。；]{0,8}?(?:责令|停产|立案|处罚|约谈)")
# 表彰|突出贡献企业43家, 推介|12家企业: who is praised or shown, and no stock.
_HONOURED = re.compile(r"(?:表彰|授牌|表扬|褒奖|推介|通报|奖励)了?[^，。；、,;\d]{0,10}\Z")
# 责令停产整顿|企业2家
_SHUT = re.compile(r"(?:责令|停产整顿|立案查处|约谈|处罚|查封)[\u4e00-\u9fa5]{0,6}\Z")
_EARNING_COMPANY = re.compile(r"实现|产值")
# 新设的企业, 新注册各类企业: companies that began in the period.
_NEWLY_SET_UP = re.compile(r"(?:新设立?|新注册|新登记|新增注册|新开办)的?(?:各类)?\Z")
_BENEFIT = re.compile(r"(?:享受|受益|惠及|获益|受惠)")
_BENEFIT_BEFORE = re.compile(r"(?:享受|受益|惠及|获益|受惠)[各类]{0,2}$")
_ABOVE_SCALE = re.compile(r"规模以上|规上|[入上升纳进达]规")
# 6户企业升规入统
_PASSED_SCALE = re.compile(r"(?:成功|已经?)?(?:跨过|迈过|越过|做成|成为|升为|达到)了?“?规上|(?:成功|全部|新)?“?(?:小?升规|上规|入规|进规|纳规|入统)")
_RECOGNISED = re.compile(r"认定|入选|获评|评为|获批|跻身|列入|成为|纳入|入围|荣获|培育为")
_RECOGNISED_AS = frozenset({"high_tech_enterprises", "specialised_smes"})
_RECOGNISED_REACH = 40
_TO_FIGURE = re.compile(r"[^。；;\d]*")


def are_shut(text: str, slot: Slot, cue: Cue) -> bool:
    """Whether companies are closed or punished: 责令停产整顿企业|2家."""
    return cue.end <= slot.q.start and _SHUT.search(text, slot.left, cue.start) is not None


def company_class(finds: Finds, slot: Slot, cue: Cue) -> str:
    """What class of companies is counted."""
    text, q = finds.text, slot.q
    before = text[slot.left : cue.end] if cue.end <= q.start else text[q.end : cue.end]
    if _ABOVE_SCALE.search(before):
        return "enterprises_above_scale"
    if _PASSED_SCALE.match(text, cue.end):
        return "enterprises_above_scale"
    recognised = _recognised(finds, cue.end)
    if recognised:
        return recognised
    # 新设外资企业14家 are companies of one kind.
    foreign = text.startswith(("外资", "外商"), cue.start) or before.endswith(("外资企业", "外商投资企业"))
    if not foreign and _NEWLY_SET_UP.search(before, 0, max(0, len(before) - (cue.end - cue.start))):
        return "market_entities"
    after = text[cue.end : slot.right] if cue.start >= q.end else ""
    if _BENEFIT.search(after) or _BENEFIT_BEFORE.search(text, max(0, cue.start - 4), cue.start):
        return "participants"
    signing = _SIGNING_COMPANY.match(text, cue.end, slot.sentence.end) if cue.start >= q.end else None
    if signing is not None and not _LENDERS.search(text, slot.sentence.start, slot.sentence.end):
        return "projects_signed"
    if _HONOURED.search(text, slot.left, min(q.start, cue.start)):
        return OTHER
    if cue.start >= q.end and _ENTERING_COMPANY.match(text, cue.end, slot.sentence.end):
        return "enterprises"
    if cue.start >= q.end and (
        _DONE_FOR.search(text, slot.left, q.start)
        or (_IN_FAVOUR.search(text, slot.left, q.start) and _GIVEN_THEM.match(text, cue.end, slot.sentence.end))
        or (text.endswith("对", slot.left, q.start) and _ORDERED.match(text, cue.end, slot.sentence.end))
    ):
        return OTHER
    if _ACTING_COMPANY.match(after) or (text[cue.start : cue.end] in _ANY_COMPANY and _EARNING_COMPANY.match(after)):
        return OTHER
    return "enterprises"


def _recognised(finds: Finds, start: int) -> str:
    """What companies have been recognised as, behind them: 26家企业被认定为高新技术企业."""
    stop = _TO_FIGURE.match(finds.text, start, start + _RECOGNISED_REACH)
    end = stop.end() if stop else start
    if _RECOGNISED.search(finds.text, start, end) is None:
        return ""
    for cue in finds.cues_in(start, end):
        if cue.metric in _RECOGNISED_AS:
            return cue.metric
    return ""


def class_among(whole: Choice, between: str) -> Choice:
    """企业130家，其中规模以上的有|28家: a class of companies that has a metric of its own."""
    if whole.metric == "enterprises" and _ABOVE_SCALE.search(between):
        return whole._replace(metric="enterprises_above_scale")
    return whole


# 规模以上的|38家, 高新技术|12家, 专精特新的有|9家: a class of companies by its word alone.
_CLASSES_ALONE = (
    ("enterprises_above_scale", re.compile(r"(?:规模以上|规上|(?<![a-zA-Z\u4e00-\u9fa5])限上)(?:的|有|达到?|共|已有?){0,3}\Z")),
    ("high_tech_enterprises", re.compile(r"(?:高新技术|国高|高企)(?:的|有|达到?|共|已有?){0,3}\Z")),
    ("specialised_smes", re.compile(r"(?:专精特新”?|“?小巨人”?)(?:的|有|达到?|共|已有?){0,3}\Z")),
)


def class_alone(text: str, slot: Slot) -> Choice | None:
    """The class of companies that stands right before their number without a word for companies: 企业126家，规模以上的|38家."""
    if slot.q.unit not in ("家", "户"):
        return None
    for metric, pattern in _CLASSES_ALONE:
        if (found := pattern.search(text, slot.left, slot.q.start)) is not None:
            return Choice(metric, found.start(), found.end(), "count_left")
    return None
