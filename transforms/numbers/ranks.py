"""Ranks and places: 排名第一, 位居第3位, 由112位升至87位, 前移9位."""

from __future__ import annotations

import re
from collections.abc import Iterator

from transforms.numbers.numerals import parse_numeral
from transforms.numbers.quantity import Quantity

_NTH = r"第(?:[一二三四五六七八九十]{1,3}|\d{1,4})(?:位|名)?"
# 2018年第118位，2019年第109位
_YEAR_AND_RANK = re.compile(r"(?:19|20)\d\d年(?:是|为|排|列)?(?P<rank>第\d{1,4}(?:位|名))(?=[，。；、,;])")
# 以第5的身份, 以第10名继续领跑
_AS = re.compile(
    rf"以(?:全国|全省|全市|全区|总分|综合(?:得分|评分|成绩|排名)?|得分|总成绩){{0,3}}(?P<rank>{_NTH})(?=的(?:身份|成绩|名次|位次|好成绩|排名)|继续|领跑|稳居|位列|入围|上榜)"
)
# 分列第31、第44位
_RANKED_LIST = re.compile(rf"分[列居获](?:[^，。；、第\d]{{0,6}})(?P<rank>{_NTH})[、和与](?P<other>{_NTH})")
# 分别列全市第2位、第1位和第3位
_RANKS_DEALT = re.compile(rf"(?:分别?|依次|先后)(?:排|列|居|获|位列|位居|排名|排在)(?:在)?[^，。；、第\d]{{0,8}}(?P<all>{_NTH}(?:[、，,和与及]{_NTH}){{1,8}})")
# 甲、乙、丙、丁依次为第81位、第88位、第125位和第151位
_RANKS_ARE = re.compile(rf"(?:依次|分别)[为是](?P<all>{_NTH[:-1]}(?:[、，,和与及]{_NTH[:-1]}){{1,8}})")
_ONE_RANK = re.compile(_NTH)
# 由第4上到第3, 从第38一口气冲到第27
_FROM_TO = re.compile(
    rf"[由从](?:[^，。；、第\d]{{0,8}})(?P<rank>{_NTH})(?=[上升跃前移提一冲退降跌猛到至晋进])[^，。；、第\d]{{0,8}}(?:到|至|为)(?P<other>{_NTH})(?=[，。；、,;！!）)\s的]|$)"
)
# 县产业集聚区（22位）、市产业集聚区（35位）
_IN_BRACKETS = re.compile(r"[（(](?P<rank>(?P<n>\d{1,3})位)[）)]")
_DEALT_HINT = re.compile("[分次]")
_RANKING = re.compile(r"排名|座次|位次|名次|排位|排在|排进|排行|榜")
_RANK_HINT = re.compile(r"之[首冠]|次席|次位|第\s?[一二三四五六七八九十\d]|首位|榜首|头筹|头名|头一位|前[一二三四五六七八九十\d]")
_RANK_AT_END = re.compile(
    r"(?:全国|全省|全市|全区|全县|全州|同行业|同类园区|中部|西部|东部|全球|国内|省内|市内|中西部|东北|长三角|珠三角|竞争力|综合实力|总成绩|综合评价|综合排名)[\u4e00-\u9fa5]{0,16}?(?P<rank>第\s?(?P<n>[一二三四五六七八九十]{1,3}|\d{1,3})(?:位|名)?|前(?P<top>[一二三四五六七八九十]{1,3}|\d{1,3})(?:名|位|强)?)(?=[，。；、,;！!）)”\s\[]|$)"
)
_RANK = re.compile(
    r"(?:排名|排在|排|位列|位居|位于|蝉联|卫冕|稳坐|居于|稳居|跃居|名列|列|居|升至|升到|跃升至|跃升到|前移到|前移至|上升到|上升至|提升到|提升至|进到|冲到|冲至|上到|退至|退到|守住|夺得|占据|问鼎|登上|重回|荣获|喜获|再获|获评|斩获|跻身|名次|位次|进入|迈入|挺进|闯入|挤进|冲进|跨入|步入|杀入|踏入|摘得|夺得|勇夺|荣登|斩获|拿下|稳定在|保持|由|从)(?:在|为|到|至|了)?(?:[^，。；、,;！？!?第]|[(（][市县区旗]、[市县区旗][)）]){0,14}?"
    r"(?P<rank>第\s?(?P<n>[一二三四五六七八九十]{1,3}|\d{1,4})(?:\s?(?:位|名))?|(?P<first>首位|榜首)|(?P<second>次席|次位)|前(?P<top>[一二三四五六七八九十]{1,3}|\d{1,3})(?:名|位|强|列)?)"
    r"(?![一二三四五六七八九十家个大批期届次场季产条台城县镇方梯轮工代笔桶块单张时手线步款例])"
)
# 以61亿元拔得头筹, 增速夺得头名: first by an amount or a rate, and no prize that was won.
_FIRST_BY = re.compile(
    r"(?:以[^，。；、,;\d]{0,6}\d[^，。；、,;]{0,10}|增速|增幅|总量|规模|排名|考核|评比|榜单?)[^，。；、,;\d]{0,10}?(?:拔得|夺得|摘得|拿下|斩获|位居|居|列)(?P<rank>(?P<first>头筹|头名|头一位))"
)
# 增幅居全县各镇区之|首
_HEAD_OF = re.compile(r"(?:居|列)(?:于|在)?[^，。；、,;\d]{2,14}之(?P<rank>(?P<first>[首冠]))(?=[，。；、,;！!）)”\s]|$)")
# 上升两位, 前进3位, 进位17位: places won or lost; a person does not rise.
_MOVED = re.compile(
    r"(?:前进|前移|上升|提升|跃升|攀升|晋升|进步|后退|后移|下降|下滑|回落|滑落|退步|进位|[再又]进|升|降|跌|退)了?(?:近|超)?(?P<rank>(?P<n>\d{1,3}|[一二两三四五六七八九十]{1,3})(?:个?位次|个?名次|位(?!数|置)|名)(?P<over>以上)?)"
)
# 由112位升至87位, 排名分别为74位和96位, 百强榜中的23名: a bare place where the clause speaks of a ranking and no noun follows that could be counted.
_BARE = re.compile(r"(?<![第\d.])(?P<rank>(?P<n>\d{1,3})(?:位|名))(?=[，。；、,;：:！!）)”\s和与及升跃提前跌降下滑上]|$)")
_RANKED = re.compile(
    r"(?:(?<![安编])排(?![列名位在行到])|排名|位次|名次|排位|位列|位居|名列|列|居|榜|排在|升至|升到|跃至|跃升至|跃居|降至|跌至)[^，。；,;\d]{0,8}(?:\d{1,3}(?:位|名)[、和与及，,]?[^，。；,;\d]{0,4})*\Z"
)
_MOVED_TOO = re.compile(r"(?:前进|前移|后移|上升|提升|跃升|进步|进位|后退|下降|下滑|升|降)了?(?:\d{1,3}(?:位|名)[、和及与]){1,6}\Z")
_RISES = re.compile(r"(?:升|跃|提升|前移|前进|降|跌|下降|下滑)(?:至|到|为)")


def find_ranks(text: str, start: int, end: int) -> Iterator[Quantity]:
    """Stated ranks: 排名第一, 居全市第一, 位居前三名 (an upper bound)."""
    seen: set[int] = set()
    if text.find("位", start, end) >= 0 or text.find("名", start, end) >= 0:
        yield from _places(text, start, end, seen)
    if _RANK_HINT.search(text, start, end) is None:
        return
    for match in [
        *_YEAR_AND_RANK.finditer(text, start, end),
        *_AS.finditer(text, start, end),
        *_RANKED_LIST.finditer(text, start, end),
        *_FROM_TO.finditer(text, start, end),
    ]:
        for group in ("rank", "other"):
            if match.groupdict().get(group):
                yield from _stated(match, group, seen)
    lists = [*_RANKS_DEALT.finditer(text, start, end), *_RANKS_ARE.finditer(text, start, end)] if _DEALT_HINT.search(text, start, end) else []
    for dealt in lists:
        for one in _ONE_RANK.finditer(text, *dealt.span("all")):
            numeral = parse_numeral(one[0].strip("第位名"))
            if numeral is not None and one.start() not in seen:
                seen.add(one.start())
                value = float(numeral.value)
                yield Quantity(one.start(), one.end(), one[0], one.start(), one[0].strip("第位名"), value, value, value, "名次", "rank", "exact")
    for match in [
        *_RANK.finditer(text, start, end),
        *_RANK_AT_END.finditer(text, start, end),
        *(_FIRST_BY.finditer(text, start, end) if text.find("头", start, end) >= 0 else ()),
        *(_HEAD_OF.finditer(text, start, end) if text.find("之", start, end) >= 0 else ()),
    ]:
        if match.start("rank") in seen:
            continue
        seen.add(match.start("rank"))
        groups = match.groupdict()
        number = groups.get("n") or groups.get("top") or ("二" if groups.get("second") else "一")
        numeral = parse_numeral(number)
        if numeral is None:
            continue
        value = float(numeral.value)
        top = groups.get("top") is not None
        if match[0][0] in "由从" and not re.match(r"(?:升|降|跃|前移|上升|提升|跌|滑)", text[match.end() : match.end() + 2]):
            continue
        yield Quantity(
            match.start("rank"), match.end("rank"), match["rank"], match.start("rank"), number,
            value, None if top else value, value, "名次", "rank", "under" if top else "exact",
        )  # fmt: skip


def _stated(match: re.Match[str], group: str, seen: set[int]) -> Iterator[Quantity]:
    """A rank that a pattern found in one of its groups."""
    start = match.start(group)
    number = match[group].strip("第位名")
    numeral = parse_numeral(number)
    if numeral is None or start in seen:
        return
    seen.add(start)
    value = float(numeral.value)
    yield Quantity(start, match.end(group), match[group], start, number, value, value, value, "名次", "rank", "exact")


def _places(text: str, start: int, end: int, seen: set[int]) -> Iterator[Quantity]:
    """Places without 第, and places won or lost (kind `places`)."""
    for match in _MOVED.finditer(text, start, end):
        yield from _place(match, "places", seen)
    if _RANKING.search(text, max(0, start - 120), end):
        for match in _IN_BRACKETS.finditer(text, start, end):
            yield from _place(match, "rank", seen)
    for match in _BARE.finditer(text, start, end):
        if _MOVED_TOO.search(text, max(start, match.start() - 40), match.start()):
            # 前移28位和15位
            yield from _place(match, "places", seen)
        elif _RANKED.search(text, max(start, match.start() - 40), match.start()) or _RISES.match(text, match.end(), end):
            yield from _place(match, "rank", seen)


def _place(match: re.Match[str], kind: str, seen: set[int]) -> Iterator[Quantity]:
    numeral = parse_numeral(match["n"])
    if numeral is None or match.start("rank") in seen:
        return
    seen.add(match.start("rank"))
    value, over = float(numeral.value), match.groupdict().get("over") is not None
    yield Quantity(
        match.start("rank"), match.end("rank"), match["rank"], match.start("rank"), match["n"],
        value, value, None if over else value, "名次", kind, "over" if over else "exact",
    )  # fmt: skip
