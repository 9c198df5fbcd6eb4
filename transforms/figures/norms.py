"""Amounts and rates that a rule lays down for whoever meets it: 每吸纳1人补助3000元, 单户最高50万元, 按50%减免."""

from __future__ import annotations

import re

from transforms.text.said import hint

# 每吸纳1名劳动力补助|3000元, 购车每台补贴|4000元
_PER_CASE = re.compile(r"每(?![年月日天周个季])[\u4e00-\u9fa5\d]{1,14}(?:补贴|补助|奖励|奖|补|给予|资助)(?:最高|一次性)?(?:约|达)?\Z")
# 单户最高|50万元, beside the word for what is given.
_AT_MOST = re.compile(r"(?:单[户个家项笔]|每[户家人年]|单个企业|单个项目)(?:可)?(?:最高|累计最高)(?:可达|不超过|给予|奖励|补助|补贴)?\Z")
# 新建孵化器的，补助|100万元
_FOR_THOSE = re.compile(r"的[，,](?:再|分别|一次性|给予|最高|可)*(?:奖励|补助|补贴|奖补|资助)(?:最高|一次性)?\Z")
# 前三年按|50%减免
_AT_THE_RATE = re.compile(r"按[^，。；,;\d]{0,8}\Z")
_RATE_GIVEN = re.compile(r"(?:的标准|的比例|的税率)?(?:予以|给予)?(?:减免|返还|奖补|收取|贴息|补贴|补助|奖励|减半)")
_SUPPORT = re.compile(r"补贴|补助|奖励|奖补|资助|贴息|支持|政策|条款")
_GIVEN = re.compile(r"已|累计|发放了|兑现了|拨付|去年|上年|目前|共|获|领到|到账")

LAYS_SAID = hint(_PER_CASE, _FOR_THOSE, _AT_MOST) | hint(_AT_THE_RATE)
"""What may match in a sentence that lays something down."""


def lays_down(text: str, segment: int, clause: int, start: int, end: int, sentence_end: int) -> bool:
    """Whether the figure at start..end is what a rule grants, and no clause says that it was paid."""
    if _GIVEN.search(text, clause, start):
        return False
    if _PER_CASE.search(text, clause, start) or _FOR_THOSE.search(text, segment, start):
        return True
    if _AT_MOST.search(text, clause, start):
        return _SUPPORT.search(text, segment, start) is not None
    return _AT_THE_RATE.search(text, clause, start) is not None and _RATE_GIVEN.match(text, end, sentence_end) is not None
