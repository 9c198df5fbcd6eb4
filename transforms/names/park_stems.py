"""The stem of a park's name: the words right before 高新区, 产业园 and the like that name it (汨罗循环经济, 深圳(潮州)产业转移)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from seeds.read import seed_rows
from transforms.text.segmenter import word_class, words

# Words that end a name to the left: what stands before them is not part of the park's name.
_NAME_WORDS = seed_rows("lexicon/park_name_words.csv")
_BREAK = frozenset(row["word"] for row in _NAME_WORDS if row["role"] == "break")
# Stems that describe any park rather than name one.
_GENERIC = frozenset(row["word"] for row in _NAME_WORDS if row["role"] == "generic")
# Verbs that name a branch of industry: 循环经济产业园, 通用航空产业园.
_NAMING = frozenset(row["word"] for row in _NAME_WORDS if row["role"] == "naming")
# 新材料, 新能源 and 中日创新合作示范区 are one thing each; else 新 and 合作 are no part of a name.
_NEW = frozenset({"新材料", "新能源", "新技术", "新医药", "新经济", "新型", "新兴"})
_OF_COOPERATION = frozenset({"合作示范区", "合作试验区", "合作实验区"})
# Verbs, adverbs, prepositions, pronouns, numerals and the like end a name; nouns, places and unknown words are in it.
_BREAKING_CLASSES = frozenset("vdpcurmty")
_PARTICLES = frozenset(
    "在对与和及是到向来从由为了的将该全各本我以等有至于让使被把比按当并还就也又已都这那某每几多一最具两摄访探记建获引迎签办设抓促推助赴升入占居超破增减降达"
)
_BRACKETED = re.compile(r"(?P<head>[\u4e00-\u9fa5]{2,4})\((?P<inside>[\u4e00-\u9fa5]{2,4})\)$")
_PLACE = re.compile(r"(?:[\u4e00-\u9fa5]{2,4}(?:省|市|县|州|盟|旗|镇|区))+")
_OWN_PLACE = frozenset({"市", "县", "州", "区", "我市", "我县", "本市", "我区"})
_PROVINCE_LEVEL = re.compile(r"(?:省|(?:回族|壮族|维吾尔)?自治区)$")
_CITY_PROVINCES = frozenset({"北京", "天津", "上海", "重庆"})


class StemReader:
    """Reads stems, with a list of places."""

    def __init__(self, places: Iterable[str]) -> None:
        self._places = frozenset(places)
        self._provinces = frozenset(row["place"] for row in seed_rows("lexicon/places.csv") if row["level"] == "province") - _CITY_PROVINCES

    def bracketed(self, before: str) -> str:
        """The first part of a name that says where a park lies or whose it is: 深圳(潮州)产业转移工业园; empty where it is none."""
        found = _BRACKETED.search(before)
        if found is None or found["inside"].removesuffix("市") not in self._places:
            return ""
        for length in (4, 3, 2):
            head = found["head"][-length:]
            if len(head) == length and (head == "中国" or head.removesuffix("市") in self._places):
                return f"{head}({found['inside']})"
        return ""

    def read(self, run: str, suffix: str, at_boundary: bool = False) -> str | None:
        """The naming words right before a class word: "" for none, None where they only describe."""
        if not run:
            return ""
        tokens = words(run + suffix)
        # jieba may join the last word of the stem to the suffix; cut it back.
        length, kept = 0, []
        for token in tokens:
            if length + len(token) > len(run):
                token = token[: len(run) - length]
            if token:
                kept.append(token)
            length += len(token)
            if length >= len(run):
                break
        for place in range(len(kept) - 1, 0, -1):
            if kept[place - 1] + kept[place] in _NAMING or kept[place - 1] + kept[place] in self._places:
                # 智造, 中德, 岳阳: words that jieba does not know.
                kept[place - 1 : place + 1] = [kept[place - 1] + kept[place]]
        stem: list[str] = []
        whole_clause = len(run) <= 10 and at_boundary
        for token in reversed(kept):
            if stem and self._is_whole_place(stem[0]) and not self._may_stand_before_a_place(token, suffix):
                # 兼|泰兴经开区, 宁夏整治|银川科技园, but 中新|天津生态城: before its place a name has at most another place.
                break
            if whole_clause and len(token) == 1 and token not in _PARTICLES:
                # At the start of a clause a single character that jieba cut off (苗·绣, 家·纺) belongs to the name.
                stem.insert(0, token)
                continue
            together = (stem and token + stem[0] in _NEW) or token + suffix in _OF_COOPERATION
            if self._ends_name(token) and not together:
                break
            stem.insert(0, token)
        name = "".join(stem)
        if not name:
            return ""
        if name.endswith("型"):
            # 内陆型, 产业基地型: a kind of park.
            return None
        if (name in _GENERIC or all(token in _GENERIC for token in stem)) and not (suffix == "新片区" and name == "临港"):
            return None
        if name in _OWN_PLACE:
            # 市经开区: the paper's own city goes without saying.
            return ""
        if len(name) == 1 or len(name) > 12:
            return None
        return name

    def _may_stand_before_a_place(self, token: str, suffix: str) -> bool:
        if self._is_whole_place(token) or token in _GENERIC or (token in _NAMING and token[0] == "中"):
            return True
        # 比亚迪长沙产业园: a company's own park.
        return suffix.endswith("园") and len(token) > 1 and word_class(token)[:2] in ("nr", "nt", "nz")

    def _is_whole_place(self, token: str) -> bool:
        """Whether a word is a place that can hold a park; a station is a place, but holds none."""
        return len(token) > 1 and not token.endswith("站") and self._is_known(token)

    def _is_known(self, word: str) -> bool:
        return word in self._places or word_class(word) == "ns"

    def _ends_name(self, token: str) -> bool:
        """Whether a word before a class word is no part of the park's name."""
        if token in _BREAK or token.endswith("以来"):
            return True
        if token in _GENERIC or token in _NAMING or token in self._places:
            return False
        kind = word_class(token)
        # vn: a verb used as a noun (加工, 贸易).
        return kind[:1] in _BREAKING_CLASSES and kind != "vn"

    def is_province(self, word: str) -> bool:
        """Whether a word is the name of a province, with 省 or 自治区 or without."""
        return _PROVINCE_LEVEL.sub("", word) in self._provinces

    def is_place(self, word: str) -> bool:
        """Whether a word is the name of a place: 河北, 唐山市, 长三角."""
        return self._is_known(word) or bool(_PLACE.fullmatch(word))

    @staticmethod
    def is_proper(word: str) -> bool:
        """Whether a word is a name or unknown: 柴达木, 粤桂."""
        kind = word_class(word)
        return len(word) > 1 and (kind[:2] in ("nr", "ns", "nt", "nz") or kind in ("", "j"))

    def is_placed(self, stem: str) -> bool:
        """Whether a stem begins with a place: 西安现代纺织, 海淀北部."""
        heads = (stem[:2], stem[:3], stem[:4])
        if any(map(self._is_known, heads)):
            return True
        first = words(stem)[:2]
        if len(first) == 2 and all(
            len(word) == 1 and word not in _PARTICLES and word not in _BREAK and not word_class(word).startswith(("m", "a", "v")) for word in first
        ):
            # 苏滁: what jieba knows only as single characters is a name.
            return True
        return bool(re.match(r"[\u4e00-\u9fa5]{1,4}(?:省|市|县|州|盟|旗|镇|区)", stem))
