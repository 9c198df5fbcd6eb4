"""Places that a park's name is built of: every province, city, county and district, under its former names too; towns by their level.

Only the reader of names knows these 3,600 words: many of them (合作, 开放, 新建) are ordinary words elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from transforms.names.name_words import BREAK, LANDSCAPE, LOOSE, own_kind
from transforms.text.segmenter import word_class

_LEVELS = frozenset("省市县区旗州盟")
_SHORES = frozenset("湾港湖岛")
_TOWNS = ("镇", "乡", "村", "街道")
_LONGEST = 12
# Classes of words that are no verbs: numbers, adverbs, conjunctions.
_NO_ACTS = "mdc"
CITY_PROVINCES = frozenset({"北京", "天津", "上海", "重庆", "香港", "澳门"})


class Place(NamedTuple):
    """Where a place begins, and whether its word can be nothing else."""

    start: int
    sure: bool


class Divisions:
    """The places of seeds/lexicon/divisions.csv, looked up backwards from where they end."""

    def __init__(self, rows: Iterable[Mapping[str, str]]) -> None:
        self._sure: dict[str, bool] = {}
        self._where: dict[str, set[tuple[str, str]]] = {}
        self.provinces: set[str] = set()
        self._counties: set[str] = set()
        for row in rows:
            plain, doubtful = row["short_name"], row["ambiguous"] == "true"
            if not doubtful or (word_class(plain)[:1] not in LOOSE and plain not in BREAK):
                # 合作, 新建: a verb is a place only with its 市 or 区.
                self._sure[plain] = not doubtful and self._sure.get(plain, True)
            elif plain not in BREAK and (word_class(plain)[:1] in _NO_ACTS or (row["name"].endswith("县") and word_class(plain) == "v")):
                # 万年, 无为, 上高, 开化: counties, where a name begins with them.
                self._sure.setdefault(plain, False)
            # 文昌, 仙桃: what lies right below its province is a city of its own.
            city = row["city"] or (plain if row["name"].endswith(("市", "县")) and plain != row["province"] else "")
            for name in (row["name"], row["other_name"]):
                if name and name != plain:
                    self._sure[name] = True
                    self._where.setdefault(name, set()).add((row["province"], city))
            self._where.setdefault(plain, set()).add((row["province"], city))
            self.provinces.add(row["province"])
            if row["name"].endswith(("县", "旗")) or (row["name"].endswith("市") and row["city"] not in ("", plain)):
                self._counties.add(plain)

    def __contains__(self, word: str) -> bool:
        return word in self._sure

    def names(self) -> Iterable[str]:
        """All names, short and full."""
        return self._sure.keys()

    def is_sure(self, word: str) -> bool:
        """Whether a word is a place and nothing else: 昆山, 大通县, but not 大通."""
        return self._sure.get(word, False)

    def ending_at(self, text: str, end: int, floor: int) -> Iterator[Place]:
        """Every place whose word ends at a position of the text and begins at `floor` or later."""
        sure = self._sure
        # 崇明县, 扶绥市: a place under the level that it had or will have; 台州湾, 如皋港.
        levelled = end - floor > 2 and (text[end - 1] in _LEVELS or text[end - 1] in _SHORES)
        for length in range(2, min(_LONGEST, end - floor) + 1):
            word = text[end - length : end]
            if word in sure:
                yield Place(end - length, sure[word])
            elif levelled and sure.get(word[:-1]):
                yield Place(end - length, True)
        for town in _TOWNS:
            if text.endswith(town, floor, end):
                for length in (2, 3, 4, 5):
                    start = end - len(town) - length
                    base = text[max(start, 0) : end - len(town)]
                    # 红旗镇, 果珠彝族乡, but no 返城乡镇.
                    if (
                        start >= floor
                        and (length < 4 or base.endswith("族"))
                        and base[-1] not in "城乡镇村"
                        and (own_kind(base) or (length == 3 and base[-1] in LANDSCAPE))
                    ):
                        yield Place(start, False)

    def where(self, name: str) -> tuple[str, str]:
        """Province and city of the place that a name begins with; empty where it begins with none or where several places have that name."""
        for size in range(min(_LONGEST, len(name)), 1, -1):
            if places := self._where.get(name[:size]):
                provinces, cities = {province for province, _ in places}, {city for _, city in places}
                further = self.where(name[size:]) if len(provinces) == 1 and "" in cities else ("", "")
                if further[0] in provinces:
                    # 湖南祁东: the city of the place behind the province.
                    return further
                return (provinces.pop() if len(provinces) == 1 else "", cities.pop() if len(cities) == 1 else "")
        return ("", "")

    def word_behind_place(self, stem: str) -> str:
        """The own word of a park behind its place: 小蓝 of 南昌小蓝; empty where the stem begins with no place of two or three characters, or is no longer than one."""
        return next((stem[size:] for size in (3, 2) if len(stem) >= size + 2 and stem[:size] in self), "")

    def county_of(self, name: str) -> str:
        """The last place, without its level, of those that a name begins with: 清流 of 福建清流台湾农民创业园; empty where it begins with none."""
        last = ""
        while name:
            size = next((n for n in range(min(_LONGEST, len(name)), 1, -1) if name[:n] in self._where), 0)
            if not size or (last and name[:size] in self.provinces):
                # 清流|台湾农民创业园
                break
            last, name = name[:size], name[size:]
        return last[:-1] if len(last) > 2 and last[-1] in _LEVELS else last

    def is_county(self, place: str) -> bool:
        """Whether a place without its level is a county or a city of its rank, and no district of a city."""
        return place in self._counties

    def is_province(self, word: str) -> bool:
        """Whether a word is the name of a province that is no city, with 省 or 自治区 or without."""
        for level in ("省", "维吾尔自治区", "壮族自治区", "回族自治区", "自治区"):
            word = word.removesuffix(level)
        return word in self.provinces and word not in CITY_PROVINCES
