"""The words that park names are made of, and those that end one; kept in seeds/lexicon/park_name_words.csv."""

from __future__ import annotations

import functools
import re

from seeds.read import seed_rows
from transforms.names.classes import WORD_CLASS
from transforms.text.segmenter import word_class, words

_NAME_WORDS = seed_rows("lexicon/park_name_words.csv")
# What stands before these is no part of a name, and they are none themselves: 代表, 深化, 省级, 企业.
BREAK = frozenset(row["word"] for row in _NAME_WORDS if row["role"] == "break")
# 标准化, 知名, 首批: what is said of any park.
ANY = frozenset(row["word"] for row in _NAME_WORDS if row["role"] == "any")
# 化工, 新材料, 循环经济, 现代农业: what a park is for.
BRANCHES = frozenset(row["word"] for row in _NAME_WORDS if row["role"] == "branch")
# 长三角, 中新, 深汕: places that no list of divisions has.
REGIONS = frozenset(row["word"] for row in _NAME_WORDS if row["role"] == "region")
# 空港, 临港: sites that a part of a park is called by: 空港板块.
SITES = frozenset(row["word"] for row in _NAME_WORDS if row["role"] == "site")
# 辛集新城经济开发区, 绵阳科技城新区: class words that are other parks' own words.
OWN_CLASSES = frozenset({"新城", "科技城", "科学城", "生态城"})
LONGEST_BRANCH = max(map(len, BRANCHES))
# Particles, prepositions, pronouns, counters: no word of a name holds one.
FUNCTION = frozenset("占驻在对与和及暨是到向来从由为了的将该全各本我以等有至于让使被把比按当并还就也又都这那某每几多最赴自往抵其他她它已之即")
# Verbs, adverbs, prepositions, pronouns, numerals, times and the like: a name is made of none, and begins behind one.
LOOSE = frozenset("vdpcurmqtyf")
# What single characters behind a word make a place of it.
LANDSCAPE = frozenset("湖湾山河江口港岛洲城桥岭坪塘庄店寨堡沟坡坝泉溪滩浦嘴头角园谷井渡塔墩垭坳屯铺营堰渠潭峡塬峪圩埠浜荡甸洼淀峰崖岩寺庙垣")
_HAN = re.compile(r"[\u4e00-\u9fa5]+")


# 三道桥, 十里铺, 七里河: a place called after how many.
_COUNTED_PLACE = re.compile(r"[一二三四五六七八九十百][里道座眼棵家]?[桥铺河沟岭湾店营庄堡街渡坪坝塘屯集]")
# 三大产业集聚园区, 两个园区: how many, and no name.
_COUNTS = re.compile(r"[一二三四五六七八九十两几多数][大个座家处]\Z")


@functools.lru_cache(maxsize=4096)
def own_kind(word: str) -> str:
    """Whether some characters can be a park's own word: `proper` (徐圩, 漕河泾), `common` (火炬), `bound` (behind a place
    only), or empty where they cannot."""
    if (
        word in BREAK
        or word in ANY
        or word in BRANCHES
        or (word in WORD_CLASS and word not in OWN_CLASSES)
        or not FUNCTION.isdisjoint(word)
        or word[-1] in "一两"
        or word.endswith("会上")
        or _COUNTS.search(word)
        or (len(word) == 2 and word[-1] in "县市")
        or not _HAN.fullmatch(word)
    ):
        return ""
    if word in OWN_CLASSES:
        return "bound"
    if _COUNTED_PLACE.fullmatch(word):
        return "proper"
    if any(word[at:] in BRANCHES for at in range(1, len(word) - 1)):
        # 一电子: the branch is read by itself.
        return ""
    long = [part for part in words(word) if len(part) > 1]
    if not long:
        # 柏屹, 大榭, 归阳, but not 用好.
        classes = [word_class(part) for part in word]
        return "common" if any(c[:1] in "vdp" for c in classes) and not any(c[:2] in ("nr", "ns", "nz") for c in classes) else "proper"
    kind = word_class(long[0])
    if len(word) == 3 and word.startswith(long[0]) and word[-1] in LANDSCAPE and long[0] not in BREAK and long[0] not in ANY and kind == "v":
        # 打渔山: a place called after what is done there.
        return "bound"
    if len(long) > 1 or long[0] in BREAK or long[0] in ANY or (kind[:1] in LOOSE and kind != "f"):
        return ""
    proper = kind[:2] in ("ns", "nr", "nz", "nt") or kind == ""
    if len(long[0]) < len(word) and not proper and not (word.startswith(long[0]) and word[-1] in LANDSCAPE):
        # 九龙湾, 红旗岭; behind a place also 金牌岳, but no 壮大昌南 by itself.
        return "bound"
    return "proper" if proper else "common"


def only_describes(stem: str) -> bool:
    """Whether a stem is nothing but branches and describing words: 农副产品加工, 县域."""
    ends = {len(stem)}
    for end in range(len(stem), 0, -1):
        if end in ends:
            ends |= {end - size for size in range(1, min(LONGEST_BRANCH, end) + 1) if stem[end - size : end] in BRANCHES}
    return 0 in ends


def ends_before_name(word: str) -> bool:
    """Whether a name may begin behind a word: a verb, a preposition, a time, an office, a word for any park."""
    return word in BREAK or word in ANY or (word_class(word)[:1] in LOOSE and word not in BRANCHES) or word[-1:] in FUNCTION or word in "()"
