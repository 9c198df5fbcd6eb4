"""Parks that are only named beside another: 与某经开区交流, or as the guest: 某经开区领导带队."""

from __future__ import annotations

import re

_BESIDE = re.compile(r"(?:与|和|同|跟|及|向|对接|赴|到|学习|对标|借鉴|毗邻|紧邻|相较|比|较|对比)$")
# 试验区涵盖A保税区、B保税港区和C综保区等4个区域: the parts of a whole do not take its figures.
_CONTAINED = re.compile(r"[\u4e00-\u9fa5]{0,8}?(?:涵盖|包括|包含|覆盖)了?[\u4e00-\u9fa5、()“”]{0,60}(?<=[、和盖括含了及])\Z")
_VISITOR_AFTER = re.compile(r"(?:主要)?(?:负责人|领导|管委会|党工委|考察团|代表团|一行|党政代表团)[^，。]{0,14}(?:带队|率队|来|赴|到|一行|考察)")
_SIGNS = re.compile(r"(?:管委会|管理委员会|党工委)?(?:正式|成功|现场|共同|顺利)?(?:签署|签订|签约|签下|达成)")
_COMPANY = re.compile(r"公司|集团|企业|大学|学院|研究院|研究所|银行|股份|控股|电子|科技")
# Who speaks or acts for the park that the text is about: it is the park's own agreement with another.
_PARKS_OWN = re.compile(r"管委会|党工委|园区|我们|我区|双方|代表团|考察|一行")
# The last characters of the one (a line end may stand behind them), the first of the other: most names need neither tried.
_BESIDE_ENDS = frozenset("与和同跟及向接赴到习标鉴邻较比\n")
_VISITOR_STARTS = frozenset("主负领管党考代一")


def is_companion(text: str, start: int, end: int) -> bool:
    """Whether the park named in text[start:end] is but the companion of another."""
    before = text[max(0, start - 3) : start]
    if before[-1:] in _BESIDE_ENDS and _BESIDE.search(before) and not before.endswith(("赴", "到")):
        return True
    return text[end : end + 1] in _VISITOR_STARTS and _VISITOR_AFTER.match(text, end, end + 30) is not None


def is_partner(text: str, start: int, end: int) -> bool:
    """Whether the park named in text[start:end] is who a company signs with, and so where it happens: 某集团与某经开区签署协议."""
    if _SIGNS.match(text, end) is None:
        return False
    sentence = re.split(r"[。；\n]", text[max(0, start - 120) : start])[-1]
    return _COMPANY.search(sentence) is not None and _PARKS_OWN.search(sentence) is None


def is_contained(text: str, start: int, whole_end: int) -> bool:
    """Whether the park named at `start` is but a part of the one whose name ends at `whole_end`: 试验区范围涵盖某保税区、某保税港区."""
    return 0 <= whole_end <= start <= whole_end + 80 and _CONTAINED.match(text, whole_end, start) is not None
