"""Amounts and rates that a rule lays down for whoever meets it: 每吸纳1人补助3000元, 单户最高50万元, 按50%减免."""

from __future__ import annotations

import re

from transforms.text.said import hint

# 每吸纳1名劳动力补助|3000元, 购车每台补贴|4000元
_PER_CASE = re.compile(r"每(?![年月日天周个季])[\u4e00-\u9fa5\d]{1,14}(?:补贴|补助|奖励|奖|补|给予|资助)(?:最高|一次性)?(?:约|达)?\Z")
# 单户最高|50万元, beside the word for what is given.
_AT_MOST = re.compile(r"(?:单[户个家项笔]|每[户家人年]|单个企业|单个项目)(?:可)?(?:最高|累计最高)(?:可达|不超过|给予|奖励|补助|补贴)?\Z")
# 新建孵化器的，补助|100万元
_FOR_THOSE = re.compile(
    r"(?:的(?:[，,]|(?=再|一次性|另))|(?:首次|新)获?(?:认定|获评|获批|升规|入库|入规|上市)[^，。；,;\d]{0,24}[，,])(?:再|另|分别|一次性|给予|最高|可)*(?:奖励?|补助|补贴|奖补|资助)(?:最高|一次性)?\Z"
)
# 招工满|200人的再奖10万元, 税收达到|500万元的一次性奖励20万元: what has to be reached for it.
_TO_REACH = re.compile(r"(?:满|达到?|超过|突破|高于)(?:了)?(?:约)?\Z")
_THEN_GIVEN = re.compile(r"(?:以上)?的(?:企业|项目|单位)?[，,]?(?:再|另|一次性|分别|最高)+(?:给予|奖励?|补助|补贴|返还)")
# 前三年按|50%减免
_AT_THE_RATE = re.compile(r"按[^，。；,;\d]{0,8}\Z")
_RATE_GIVEN = re.compile(r"(?:的标准|的比例|的税率)?(?:予以|给予)?(?:减免|返还|奖补|收取|贴息|补贴|补助|奖励|减半)")
# 《…若干措施》明确，对…奖励|100万元; 按照这份政策，…按设备投资额的8%给予补助
_POLICY_SAYS = re.compile(
    r"(?:》|新政|政策|办法|措施|意见|细则|条款)[^，。；;\d]{0,6}(?:明确|规定|提出)[，,:：]|(?:优惠|奖励|扶持|支持)(?:新政|政策|办法|措施|条款|条件)[:：]|(?:按照?|根据|依照)[^，。；;\d]{0,24}(?:》|政策|办法|措施|意见|细则|规定)[^，。；;\d]{0,4}[，,]"
)
_GRANTS = re.compile(
    r"(?:奖励?|奖补|补助|补贴|资助|贴息|给予|扶持|配套)(?:资金|经费)?(?:最高|一次性|不超过|每[人户家台]|分别|再)*(?:可?达)?\Z|(?:单个|同一|单家|每[个家户])[^，。；,;\d]{0,6}最高(?:不超过)?\Z|(?<=[，,])最高(?:可达|不超过)?\Z"
)
_SUPPORT = re.compile(r"补贴|补助|奖励|奖补|资助|贴息|支持|政策|条款|奖学金|津贴")
_GIVEN = re.compile(r"已|累计|发放了|兑现了|拨付|去年|上年|目前|共|获|领到|到账")

LAYS_SAID = hint(_PER_CASE, _FOR_THOSE, _AT_MOST) | hint(_THEN_GIVEN) | hint(_AT_THE_RATE) | hint(_GRANTS)
"""What may match in a sentence that lays something down."""
POLICY_SAID = hint(_POLICY_SAYS)


def lays_down(text: str, segment: int, clause: int, start: int, end: int, sentence_end: int) -> bool:
    """Whether the figure at start..end is what a rule grants, and no clause says that it was paid."""
    if _GIVEN.search(text, clause, start):
        return False
    if _TO_REACH.search(text, clause, start) and _THEN_GIVEN.match(text, end, sentence_end):
        return True
    if _PER_CASE.search(text, clause, start) or _FOR_THOSE.search(text, segment, start):
        return True
    if _AT_MOST.search(text, clause, start):
        return _SUPPORT.search(text, segment, start) is not None
    return _AT_THE_RATE.search(text, clause, start) is not None and _RATE_GIVEN.match(text, end, sentence_end) is not None


def grants(text: str, sentence: int, clause: int, start: int, end: int, goes_on: bool) -> bool:
    """Whether the figure at start..end is what a policy that its sentence cites grants, or what one has to reach for it: 新政规定，博士给予安家补贴30万元.

    `goes_on`: the sentence goes on with what one before it laid down.
    """
    if (not goes_on and _POLICY_SAYS.search(text, sentence, start) is None) or _GIVEN.search(text, clause, start):
        return False
    return _GRANTS.search(text, clause, start) is not None or (text.startswith("的", end) and "以上" in text[start:end])
