"""Names that a text itself gives to one park: former names, titles, short forms (澜溪新区 for 嘉善澜溪新区)."""

from __future__ import annotations

import itertools
import re
from collections.abc import Container, Iterable, Mapping, Sequence

from transforms.names.classes import SUFFIX, split_name
from transforms.names.divisions import CITY_PROVINCES
from transforms.names.grammar import NameGrammar
from transforms.names.mention import ParkMention
from transforms.names.name_words import SITES, only_describes
from transforms.names.short_forms import short_forms

_GAP = 36
"""Characters that at most stand between two names of which a text says that they are one park's."""
_SENTENCE = 600
"""Characters behind a name within which its sentence ends."""
MANY = 200
"""Names of parks in one text beyond which it is a list of parks, and no name is taken for another's short form."""
# 甲前身为乙, 甲(原乙), 甲由乙更名而来: the second is the first's former name.
_FORMERLY = re.compile(r"(?:前身(?:是|为|系|即|叫)?[^，。；]{0,14}|[(，]?(?:曾用名|原名|原称|原为|原)[为是叫:]?)[“\"]?\Z")
_FORMERLY_BEHIND = re.compile(r"[”\"]?[^，。；]{0,4}(?:更名|改名|升格|升级|晋升|转型|扩区)[^，。；]{0,6}而[来成]")
_BY = re.compile(r"[^。；]{0,16}(?:由|从|系)(?:原来?的?)?[“\"]?\Z")
# 甲更名为乙, 甲升格为乙, 甲(现乙): the second is the new name.
_BECOMES = re.compile(
    r"(?:[^。；]{0,24}(?:更名|改名|改称|升格|升级|晋升|晋级|提升|扩容升级|转型升级|整合|合并)(?:为|成为?)[^，。；]{0,8}|[(，]?(?:现为|现名|现称|现)[为是叫:]?)[“\"]?\Z"
)
# 甲获批为乙, 甲被认定为乙: the second is but a title.
_TITLED = re.compile(r"[^。；]{0,20}(?:获批(?:成)?为|获评为?|(?:认定|命名|评定|评选|确定|批准|列|授予|授牌|评)为|荣获|获得|跻身)[^，。；]{0,10}[“\"]?\Z")
# 甲(以下简称乙), 甲又称乙.
_CALLED = re.compile(r"[(，]?(?:(?:以下)?简称|(?:以)?下称|又称|亦称|也称|俗称|又名|别称|即)[为作:]?[“\"]?\Z")
_SHORT_CLASSES = {
    "开发区": ("经开区", "高新区"),
    "集聚区": ("产业集聚区",),
    "集中区": ("工业集中区", "产业集中区"),
    "园区": ("产业园", "工业园", "科技园", "物流园"),
}
"""Class words that the press says for longer ones: 马寨集聚区 for 马寨产业集聚区."""
# 邻水县|城南工业园: every town has that side, so which town's belongs to the name.
_SIDE_OF_TOWN = re.compile("城[东南西北中关郊]")
_SHORT_FORMS = ("经开区", "高新区", "综保区")
"""What the press shortens a class word to: 湖口高新区 is no fuller than the 江西湖口高新技术产业园区 of the headline."""
_LONGEST_INITIALS = 6
_DASH = re.compile("[-—–－·]")
# 甲经开区(乙工业区)管委会: one body, and so one park.
_ONE_BODY = re.compile(r"\)(?:管委会|党工委|管理委员会|工委)")


def same_parks(text: str, mentions: Sequence[ParkMention], grammar: NameGrammar, listed: Container[str]) -> dict[str, str]:
    """Keys of parks that are other names of a park of the text, each with that park's key; `listed` are names of a register of provincial parks."""
    same: dict[str, str] = {}
    for number, (first, second) in enumerate(itertools.pairwise(mentions)):
        if first.key and second.key and first.key != second.key and 0 < second.start - first.end <= _GAP:
            inner = mentions[number + 2] if number + 2 < len(mentions) else second
            # 更名为甲合作区|乙产业园: the park in the park.
            _told(text, first, second, inner if inner.key and inner.start == second.end else second, same)
    keys = {m.key: m.registered for m in mentions if m.key}
    if len(keys) <= MANY:
        _abbreviated(short_forms(text, mentions), keys, same)
        _by_initials(keys, grammar, same)
        _nicknamed(keys, same)
        _own_words(keys, grammar, same)
        _shortened(
            [key for key, registered in keys.items() if not registered and key not in same], _only_headed(text, mentions, grammar), grammar, listed, same
        )
    return {key: _final(key, same) for key in same}


def completed(text: str, mentions: Sequence[ParkMention], grammar: NameGrammar) -> None:
    """Gives names that were read short the words before them with which the text has them elsewhere: 弘德|闽宁产业园 beside 宁夏弘德闽宁产业园."""
    keys = sorted({m.key for m in mentions if m.key and not m.registered}, key=len, reverse=True)
    if not 1 < len(keys) <= MANY:
        return
    end = 0
    for mention in mentions:
        floor, end = end, mention.end
        if not mention.key or mention.registered or not text.startswith(mention.key, mention.start):
            continue
        for longer in keys:
            lead = longer.removesuffix(mention.key)
            if lead == longer or not lead:
                continue
            size = next((n for n in range(len(lead), 0, -1) if text.endswith(lead[-n:], floor, mention.start)), 0)
            before = lead[: len(lead) - size]
            # 老|钢厂产业园: one character only where the rest is a place.
            if size > (not before) and not grammar.is_place(lead[-size:]) and (not before or _is_places(before, grammar)):
                mention.start, mention.key = mention.start - size, lead[-size:] + mention.key
                break


def _told(text: str, first: ParkMention, second: ParkMention, inner: ParkMention, same: dict[str, str]) -> None:
    """What the words between two names say of them; `inner` is the part of the second that stands right behind it, or the second."""
    gap = text[first.end : second.start]
    part = SUFFIX.search(text, second.end, second.end + 12) if inner is second else None
    if part is not None and part.start() > second.end and only_describes(text[second.end : part.start()]):
        # 前身为甲经开区|生物科技产业园区: a part that the text calls by what it is for.
        return
    if _CALLED.fullmatch(gap) and len(first.key) < len(inner.key) and inner.key.endswith(first.key) and not first.registered:
        # 田营工业区即界首市田营工业区: what it is called in full.
        same.setdefault(first.key, inner.key)
    elif (
        _FORMERLY.search(gap)
        or _CALLED.fullmatch(gap)
        or (_BY.fullmatch(gap) and _FORMERLY_BEHIND.match(text, second.end))
        or (gap == "(" and _ONE_BODY.match(text, second.end))
        # 镇江经济技术开发区(镇江新区): what a registered park of the place is called too.
        or (gap == "(" and text.startswith(")", second.end) and first.registered and not second.registered and _of_one_place(first.key, second.key))
    ):
        same.setdefault(inner.key, first.key)
    elif _BECOMES.fullmatch(gap):
        if first.registered and not inner.registered:
            same.setdefault(inner.key, first.key)
        elif not first.registered:
            same.setdefault(first.key, inner.key)
    elif _TITLED.fullmatch(gap) and not second.registered:
        same.setdefault(second.key, first.key)


def _of_one_place(registered: str, other: str) -> bool:
    """Whether a name begins as a registered park's does, or with the own word behind its place: 镇江新区 of 镇江经开区, 长兴岛经济区 of 大连长兴岛经开区."""
    parts = split_name(other)
    return registered[:2] == other[:2] or (parts is not None and len(parts.stem) > 2 and parts.stem in registered)


def _abbreviated(forms: Mapping[str, ParkMention], keys: Mapping[str, bool], same: dict[str, str]) -> None:
    """贺州某循环园 beside 贺州某循环经济产业示范区(以下简称“循环园”): what a text shortens a name to, also with the name's beginning before it."""
    for short, full in forms.items():
        for key, registered in keys.items():
            lead = key.removesuffix(short)
            if key != full.key and not registered and lead != key and full.key.startswith(lead):
                same.setdefault(key, full.key)


def _by_initials(keys: Iterable[str], grammar: NameGrammar, same: dict[str, str]) -> None:
    """锡徐园区 for 无锡徐州工业园区, 阜合现代产业园 for 阜阳合肥现代产业园区: a park that two cities built goes by one character of each."""
    for key in keys:
        short = split_name(key)
        if short is None or not 2 <= len(short.stem) <= _LONGEST_INITIALS or grammar.is_place(short.stem[:2]):
            continue
        parks = [other for other in keys if other != key and (full := split_name(other)) is not None and _is_of_two(short.stem, full.stem, grammar)]
        if len(parks) == 1:
            same.setdefault(key, parks[0])


def _is_of_two(initials: str, stem: str, grammar: NameGrammar) -> bool:
    """Whether a stem is two places, and two characters are one of each: 锡徐 of 无锡徐州, 奎独 of 奎屯—独山子."""
    if "(" in stem:
        # 凤惠产业园 for 东莞凤岗(惠东)产业转移工业园
        head, _, tail = stem.partition("(")
        return len(initials) == 2 and initials[0] in head and initials[1] in tail.partition(")")[0]
    stem, rest = _DASH.sub("", stem), initials[2:]
    # 阜合园区 leaves the branch out, 阜合现代产业园 has it.
    ends = [len(stem) - len(rest)] if rest else [end for end in range(4, len(stem) + 1) if end == len(stem) or only_describes(stem[end:])]
    return stem.endswith(rest) and any(
        initials[0] in stem[:at] and initials[1] in stem[at:end] and grammar.is_place(stem[:at]) and grammar.is_place(stem[at:end])
        for end in ends
        for at in range(2, end - 1)
    )


def _nicknamed(keys: Iterable[str], same: dict[str, str]) -> None:
    """空港板块, 空港片区: what the text calls the one park that it names by that site, 鄂州空港经济区."""
    for key in keys:
        site = key.removesuffix("片区").removesuffix("板块")
        if site != key and site in SITES:
            parks = [other for other in keys if other != key and site in other]
            if len(parks) == 1:
                same.setdefault(key, parks[0])


def _own_words(keys: Mapping[str, bool], grammar: NameGrammar, same: dict[str, str]) -> None:
    """昆仑开发区 beside 格尔木昆仑经开区: a name by the own word of a registered park that stands behind its place, under the same class or as 开发区."""
    for key in [key for key, registered in keys.items() if not registered and key not in same]:
        short = split_name(key)
        if short is None or len(short.stem) < 2:
            continue
        classes = (short.class_name, *_SHORT_CLASSES.get(short.class_name, ()))
        parks = [
            other for other, registered in keys.items()
            if registered and (full := split_name(other)) is not None and full.class_name in classes
            and full.stem != short.stem and full.stem.endswith(short.stem) and grammar.is_place(full.stem.removesuffix(short.stem))
        ]  # fmt: skip
        if len(parks) == 1:
            same.setdefault(key, parks[0])


def _only_headed(text: str, mentions: Sequence[ParkMention], grammar: NameGrammar) -> frozenset[str]:
    """Names with a province before them that stand in headlines alone: 河北任丘经济开发区：审批加速, whose text says 任丘经济开发区."""
    provincial = [m for m in mentions if m.key and not m.registered and any(grammar.is_province(m.key[:size]) for size in (2, 3))]
    told = {m.key for m in provincial if "。" in text[text.rfind("\n", 0, m.start) + 1 : (text.find("\n", m.end) + 1 or len(text) + 1) - 1]}
    return frozenset(m.key for m in provincial) - told


def in_sentence(text: str, mention: ParkMention) -> bool:
    """Whether a name stands in a sentence, and in no headline or label: its line has a full stop behind it."""
    reach = mention.end + _SENTENCE
    stop = text.find("\n", mention.end, reach)
    return text.find("。", mention.end, stop if stop >= 0 else reach) >= 0


def _shortened(keys: list[str], headed: frozenset[str], grammar: NameGrammar, listed: Container[str], same: dict[str, str]) -> None:
    """Short forms of parks that no register has: each stands for the one longer name that it can be short for; `headed` stand in headlines alone."""
    for key in keys:
        if (name := split_name(key)) is not None and name.stem + "产业园区" == key and grammar.divisions.is_county(name.stem.rstrip("县市")):
            # 晋州产业园区 beside 晋州经济开发区: what stands in that county, by what it is.
            formal = [other for other in keys if split_name(other) in ((name.stem, "经开区"), (name.stem, "高新区"))]
            if len(formal) == 1:
                same.setdefault(key, formal[0])
                continue
        # 绛县开发区 beside 绛县经开区.
        closer = [other for other in keys if key.endswith("开发区") and other != key and split_name(other) == (key.removesuffix("开发区"), "经开区")]
        if len(closer) == 1 and split_name(key) == (key.removesuffix("开发区"), "开发区"):
            same.setdefault(key, closer[0])
        elif not closer and (own := _with_own_word(key, keys, grammar)):
            same.setdefault(key, own)
        elif key.endswith(("县开发区", "市开发区")) and not closer:
            # 谷城县开发区 beside 湖北谷城经济开发区
            stem = key.removesuffix("开发区")[:-1]
            fuller = [
                other for other in keys
                if (parts := split_name(other)) is not None and parts.class_name == "经开区" and parts.stem.endswith(stem)
                and (parts.stem == stem or grammar.is_province(parts.stem.removesuffix(stem)))
            ]  # fmt: skip
            if len(fuller) == 1:
                same.setdefault(key, fuller[0])
    _levelled(keys, grammar, same)
    taken_apart = {key: parts for key in keys if key not in same and (parts := split_name(key)) is not None and parts.stem}
    for key, (stem, class_name) in taken_apart.items():
        longer = [
            other for other, parts in taken_apart.items()
            if other != key and (parts.class_name == class_name or parts.class_name in _SHORT_CLASSES.get(class_name, ())) and (len(other), other) > (len(key), key) and _is_short_for(stem, parts.stem, grammar)
        ]  # fmt: skip
        # 浙江省|嵊州高铁新城, 东营市|垦利化工产业园, 安徽滁州|天长高新区, 上海|嘉定工业区: where it lies is no part of the name that the text, or a register, has without.
        placed = [
            other for other in longer
            if _only_places(lead := taken_apart[other].stem.removesuffix(stem), stem, grammar) or (grammar.is_province(lead) and other in headed and not key.endswith(_SHORT_FORMS)) or ((grammar.is_province(lead) or lead in CITY_PROVINCES) and key in listed and other not in listed)
        ]  # fmt: skip
        for other in placed:
            same.setdefault(other, key)
        longer = [other for other in longer if other not in placed]
        full = [other for other in longer if not any(other != one and _is_short_for(taken_apart[other].stem, taken_apart[one].stem, grammar) for one in longer)]
        if len(full) == 1:
            same.setdefault(key, full[0])


def _with_own_word(key: str, keys: list[str], grammar: NameGrammar) -> str:
    """五常开发区 beside 五常牛家经济开发区: the one zone of the place whose full name the text has; empty where it has none or several."""
    stem = key.removesuffix("开发区")
    if stem == key or not grammar.is_place(stem):
        return ""
    full = [
        other for other in keys
        if (parts := split_name(other)) is not None and parts.class_name == "经开区" and parts.stem.startswith(stem) and 2 <= len(parts.stem) - len(stem) <= 4
    ]  # fmt: skip
    return full[0] if len(full) == 1 else ""


def _levelled(keys: list[str], grammar: NameGrammar, same: dict[str, str]) -> None:
    """荣昌县工业园区 beside 荣昌工业园区 or 重庆荣昌工业园区: with the county's level or without it is one park, called by the longest of the names."""
    for key in keys:
        parts = split_name(key)
        path = _CITY_AND_COUNTY.fullmatch(parts.stem) if parts is not None else None
        if parts is not None and path is not None and grammar.is_place(path["city"]) and grammar.is_place(path["county"]):
            # 白山市|抚松县工业集中区 beside 抚松工业集中区: the city in which the county lies is no part of the name.
            within = (path["county"], path["county"][:-1])
            without = [other for other in keys if (name := split_name(other)) is not None and name.class_name == parts.class_name and name.stem in within]
            if without:
                same.setdefault(key, max(without, key=lambda name: (len(name), name)))
                continue
        if parts is None or len(parts.stem) < 3 or parts.stem[-1] not in "县市区" or not grammar.is_place(parts.stem):
            continue
        plain = parts.stem[:-1]
        others = [
            other for other in keys
            if other != key and (name := split_name(other)) is not None and name.class_name == parts.class_name
            and name.stem.endswith(plain) and (name.stem == plain or _is_places(name.stem.removesuffix(plain), grammar))
        ]  # fmt: skip
        full = max([key, *others], key=lambda name: (len(name), name))
        for other in (key, *others):
            if other != full:
                same.setdefault(other, full)


_CITY_AND_COUNTY = re.compile(r"(?P<city>[\u4e00-\u9fa5]{2,8}?[市州盟])(?P<county>[\u4e00-\u9fa5]{2,6}[县市区旗])")
_COUNTY_LEVEL = re.compile(r"[\u4e00-\u9fa5]{1,5}?[县市区旗]")


def _only_places(lead: str, stem: str, grammar: NameGrammar) -> bool:
    """Whether what stands before a name only says where it lies: a province or a city by its level, a place in a place.

    A bare province is part of the name (广西|钦州保税港区, 湖南|祁东归阳工业园), as registers have it: a park outside them has the full form that is written.
    """
    if lead.endswith(("省", "自治区")) or (lead.endswith("市") and lead[:-1] in CITY_PROVINCES):
        return True
    if not grammar.is_place(lead) and _is_places(lead, grammar):
        # In a county lies no county: 青海大通北川工业园区 is called so in full, whatever other place is called 北川.
        return not (grammar.is_placed(stem) and grammar.divisions.is_county(grammar.divisions.county_of(lead)))
    if lead in grammar.divisions and not grammar.is_province(lead) and _COUNTY_LEVEL.match(stem) is not None and grammar.is_placed(stem):
        # 十堰|丹江口市某产业园
        return True
    if grammar.is_province(lead):
        # 湖北|武汉黄陂某园
        return any(grammar.is_place(stem[:size]) and grammar.is_place(stem[size : size + 2]) for size in (2, 3) if len(stem) >= size + 2)
    # 定西市|陇西经济开发区, but 政和县同心工业园区.
    return lead.endswith(("市", "区", "州", "盟")) and split_name(lead) is None and grammar.is_placed(stem) and not _SIDE_OF_TOWN.match(stem)


def _is_places(lead: str, grammar: NameGrammar) -> bool:
    """Whether words are a place, or one inside another: 渭南市, 陕西省渭南市."""
    return grammar.is_place(lead) or any(grammar.is_place(lead[:size]) and grammar.is_place(lead[size:]) for size in range(2, len(lead) - 1))


def _is_short_for(short: str, long: str, grammar: NameGrammar) -> bool:
    """Whether a stem is another without its place, its branch or its brackets: 云桥 for 滁州云桥智能制造, 江山 for 江山(贺村)."""
    if "(" in long:
        outside, _, inside = long.removesuffix(")").partition("(")
        if short in (outside, inside, outside + inside):
            return True
    at = long.find(short)
    if at < 0:
        return False
    lead, tail = long[:at], long[at + len(short) :]
    if not lead and tail and grammar.is_place(short):
        # 岳阳产业园 is any of the city's, not 岳阳新材料产业园.
        return False
    return (not lead or _is_places(lead, grammar) or split_name(lead) is not None) and (not tail or only_describes(tail) or only_describes(f"{tail}产业"))


def _final(key: str, same: Mapping[str, str]) -> str:
    """The end of a chain of names; where the chain runs in a circle, the key that it began with."""
    seen = {key}
    while key in same and same[key] not in seen:
        key = same[key]
        seen.add(key)
    return key
