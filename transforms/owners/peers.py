"""Which parks of an article stand beside its own, and which are parts of it."""

from __future__ import annotations

import re

from transforms.frames.slots import Finds
from transforms.names.classes import MINOR_CLASSES
from transforms.names.name_words import BRANCHES, only_describes
from transforms.names.parks import ParkFinder, ParkMention
from transforms.owners.article import DATELINE, HEADLINE, UNNAMED_PARK, ArticleParks
from transforms.text.articles import Article
from transforms.text.segmenter import words

# 甲开发区、(某汽贸园、)乙工业园区
_BETWEEN = re.compile(r"(?:、[^、，。；\n]{2,10}园){0,2}(?:、|和|与|及|以及)")
# 西宁经开区|各园区投资接续发力，甲工业园区、乙工业园区分别增长…; 某经开区|下辖四个园区
_HAS_PARTS = re.compile(
    # 某经济开发区|“一区三园”简介
    r"(?:[“\"]?一区[多两三四五六七八九十\d]园[”\"]?|的?各(?:大|个)?(?:园区|产业园|工业园)|(?:现|目前|共)?(?:下辖|下设|辖有?|设有)[^。；]{0,40}?[两二三四五六七八九十\d]+(?:个|大)(?:园区|产业园|工业园)(?!企业))"
)
_BY_PART = re.compile(r"分(?:区域|园|园区|片区|区块|组团|板块|功能区)(?:来)?看[，,]")
_CITYS = frozenset({"经开区", "高新区", "综保区", "开发区"})
_ENTRY = re.compile(r"[:： ]?\d[\d.,]*[^\n。，；\d]{1,5}(?=\n|\Z)")
_MARK = r"(?:[—–-]{1,3}|[●■◆▲★◎○])\s?"
_NUMBERED = re.compile(r"(?:^|[\n。])\s*[(]?[一二三四五六七八九十\d]{1,3}[)、.．][ ]?\Z")
# ——某经济开发区。该区以钢铁深加工为主; of a 产业园 it may be one of several projects.
_NUMBERED_OR_MARKED = re.compile(rf"{_NUMBERED.pattern}|(?:^|\n)\s*{_MARK}\Z")
NUMBERED = re.compile(rf"\s*(?:[(]?[一二三四五六七八九十\d]{{1,3}}[)、.．][ ]?|(?P<mark>{_MARK}))")
"""The number or the mark of a heading: 二、 or (3) or ——."""
_HEADS = re.compile(r"[。:：]?\s*(?:\n|\Z)|。")
_ITEM = re.compile(r"\d[\d.,]*[^\n，。；\d、]{1,5}(?=[、，；。])")
_ITEM_AHEAD = re.compile(r"\d[\d.,]*[^\n，。；\d、]{1,5}、[\u4e00-\u9fa5]{3,14}(?:区|园)\d")
# 某新区注册企业3.86万家，某产业园1.72万家，某航天城2140家
_ITEM_BEFORE = re.compile(r"[\u4e00-\u9fa5](?:区|园|城|港)[\u4e00-\u9fa5]{0,8}\d[\d.]*[^\n，。；\d、]{1,5}，\Z")
_ITEM_SPAN, _LIST_SPAN = 24, 160
_SOME_OF = re.compile(r"其中|包括|分[片园]区看")


_BARE_CLASSES = ("园区", "片区", "板块")
_SHORT = 4
"""Characters of the name of a part of a park."""
_TOWNS = ("工业园区", "工业集中区", "工业园")
"""Classes of which a county's towns have some of their own."""
# The indent of a list's line, with its bullet.
_LINE_OPENS = re.compile(r"\n[ ·•●■◆]{0,5}\Z")
# 紧邻开发区的|某循环经济园区
_NEXT_TO = re.compile(r"(?:紧邻|毗邻|相邻|邻近|紧挨|紧靠)[^，。；\n]{0,12}的\Z")


class Peers:
    """Answers for one article."""

    def __init__(self, finds: Finds, article: Article, finder: ParkFinder, parks: ArticleParks) -> None:
        self._text = finds.text
        self._finder = finder
        self._main = parks.main
        # 县工业园 of a county's paper is a whole, whatever its class.
        self._is_whole = parks.known_by in (DATELINE, UNNAMED_PARK)
        self._in_headline = parks.known_by == HEADLINE
        # (二)中捷产业园区: parks that a numbered heading is all about.
        self.headed = frozenset(
            m.key
            for m in finds.mentions_in(article.start, article.end)
            if m.key and (_NUMBERED if m.minor else _NUMBERED_OR_MARKED).search(finds.text[max(0, m.start - 8) : m.start]) and _HEADS.match(finds.text, m.end)
        )

        near = {m.key for m in finds.mentions_in(article.start, article.end) if m.key and _NEXT_TO.search(finds.text, max(0, m.start - 16), m.start)}
        self.listed = self._beside_main(finds, article) | (near - {parks.main})
        self._parts_told, self._parts = self._told_parts(finds, article)
        self._abreast = self._one_by_one(finds, article)

    def _one_by_one(self, finds: Finds, article: Article) -> frozenset[str]:
        """Parks told of one after the other, each at the head of a paragraph, where the article's own is one of them and another is surely no part of it.

        某市四大园区: 某高新区2003年起步。… / 城南产业转移工业园规划面积12平方公里。… / 某县产业转移工业园…
        """
        opens = {
            m.key for m in finds.mentions_in(article.start, article.end) if m.key and _LINE_OPENS.search(finds.text, max(0, m.start - 6), m.start) is not None
        }
        if self._main not in opens or not any(key != self._main and self._is_apart(key) for key in opens):
            return frozenset()
        return frozenset(opens - {self._main})

    def _told_parts(self, finds: Finds, article: Article) -> tuple[bool, frozenset[str]]:
        """Whether a text tells that the article's own park has parks for its parts, and which the same sentence names."""
        if not self._main or self.is_minor(self._main):
            return False, frozenset()
        told, parts = False, set()
        for mention in finds.mentions_in(article.start, article.end):
            if mention.key == self._main and _HAS_PARTS.match(finds.text, mention.end):
                told, stop = True, finds.text.find("。", mention.end)
                parts |= {m.key for m in finds.mentions_in(mention.end, stop if stop > 0 else article.end) if m.key and m.minor and m.key != self._main}
        for seen in _BY_PART.finditer(finds.text, article.start, article.end):
            stop = finds.text.find("\n", seen.end())
            named = [m for m in finds.mentions_in(seen.end(), stop if stop > 0 else article.end) if m.key]
            if all(m.minor and m.key != self._main for m in named):
                # 某经开区固定资产投资86亿元。 / 分园区看，甲工业园区完成30亿元: what is told of its parts, one by one.
                parts |= {m.key for m in named}
        return told, frozenset(parts)

    def _beside_main(self, finds: Finds, article: Article) -> frozenset[str]:
        """Parks that stand in a list with the article's own: 在新材料产业园、某产业集聚区、五龙工业园同时开工."""
        found: set[str] = set()
        run: list[ParkMention] = []
        for mention in [*(m for m in finds.mentions_in(article.start, article.end) if m.key), None]:
            if mention is not None and run and _BETWEEN.fullmatch(finds.text, run[-1].end, mention.start):
                run.append(mention)
                continue
            if len(run) > 1 and any(m.key == self._main for m in run):
                found |= {m.key for m in run if m.key != self._main}
            run = [mention] if mention is not None else []
        return frozenset(found)

    def is_told_part(self, key: str) -> bool:
        """Whether a park is a part of the article's own, which is told to be made of such: 西宁经济技术开发区下辖四个园区."""
        if key in self._parts or self._is_bare(key):
            return True
        return self._parts_told and key != self._main and self.is_minor(key) and not self.lies_elsewhere(key) and not self._is_countys(key)

    def _is_bare(self, key: str) -> bool:
        """Whether nothing but 园区 makes a park of a name, as zones call their parts: 黄金山园区 beside 黄石经开区, but not 某石化循环经济园区."""
        stem = key.removesuffix("园区").removesuffix("片区").removesuffix("板块")
        if (
            stem == key
            or key == self._main
            or not 2 <= len(stem) <= _SHORT
            or self._finder.class_of(key) not in _BARE_CLASSES
            or not self._main
            or self.is_minor(self._main)
        ):
            return False
        return not (self._finder.is_listed(key) or self.lies_elsewhere(key) or any(word in BRANCHES for word in words(stem)))

    def lies_elsewhere(self, key: str) -> bool:
        """Whether a park lies in another city than the article's own, and so in no part of it: 宜都化工园 beside 应城经开区."""
        main = self._main
        home = self._finder.register.get(main)
        own = (home["province"], home["city"]) if home else self._finder.where(main)
        there = self._finder.where(key)
        return bool(own[1] and there[1]) and there != own and not self._is_landscape(key) and not self._is_namesake(key, there)

    def _is_namesake(self, key: str, there: tuple[str, str]) -> bool:
        """Whether the far-off county that a minor park seems to be called after is told of nowhere: 坪山产业园 of another province's county, with no word of 坪山区 or its city."""
        county = self._finder.stems.divisions.county_of(key)
        if not county or not self.is_minor(key):
            return False
        return not any(word in self._text for word in (*there, *(f"{county}{level}" for level in "县市区")) if word)

    def _is_landscape(self, key: str) -> bool:
        """Whether the county that a name begins with is called like a lake or a shore, which may be meant (太湖国际科技园 in 无锡), or is but the beginning of a river's name (新安|江低碳产业园)."""
        county = self._finder.stems.divisions.county_of(key)
        if county and key[len(county) : len(county) + 1] in tuple("江河湖山") and key.startswith(county):
            return True
        return county.endswith(("湖", "海", "江", "河", "山")) and self._finder.stems.divisions.is_county(county) and f"{county}县" not in self._text

    def _is_countys(self, key: str) -> bool:
        """Whether a park is called after a county that the article's own, a city's zone, is not of: 鄱阳工业园区 beside 上饶经开区."""
        if self._finder.class_of(self._main) not in _CITYS:
            return False
        county = self._finder.stems.divisions.county_of(key)
        return county != "" and county not in self._main and self._finder.stems.divisions.is_county(county) and not self._is_landscape(key)

    def stands_by_itself(self, key: str) -> bool:
        """Whether a park is no part of the article's own: a provincial register has it, it lies in another city, a heading of its own names it, or the text has it beside the article's own, in a list or by its place."""
        if self.is_told_part(key):
            return False
        return key in self.headed or key in self.listed or key in self._abreast or self._is_apart(key) or self._is_called_apart(key)

    def _is_called_apart(self, key: str) -> bool:
        """Whether a park of a town, in a text whose headline names none, is called by more than a trade: 庄里工业园 beside 某高新区 in a county's report."""
        if self._in_headline:
            return False
        class_name = next((name for name in _TOWNS if key.endswith(name)), "")
        return class_name != "" and len(key) > len(class_name) + 1 and not only_describes(key.removesuffix(class_name))

    def _is_apart(self, key: str) -> bool:
        """Whether a park's name alone tells that it is no part of the article's own."""
        return self._finder.is_listed(key) or self.lies_elsewhere(key) or self._is_countys(key)

    def is_entry(self, mention: ParkMention) -> bool:
        """Whether a park is one of a list with a figure each, as rankings are: 某江东新区8916家 / 某软件园5127家; 甲园区48家、乙开发区45家."""
        text = self._text
        if mention.start == 0 or _LINE_OPENS.search(text, max(0, mention.start - 6), mention.start):
            return _ENTRY.match(text, mention.end) is not None
        if _ITEM.match(text, mention.end) is None:
            return False
        if text[mention.start - 1] == "、" or _ITEM_AHEAD.match(text, mention.end) is not None:
            return True
        if text[mention.start - 1] != "，" or _ITEM_BEFORE.search(text, max(0, mention.start - _ITEM_SPAN), mention.start) is None:
            return False
        floor = max(0, mention.start - _LIST_SPAN)
        return _SOME_OF.search(text, max(floor, *(text.rfind(stop, floor, mention.start) + 1 for stop in "。；\n")), mention.start) is None

    def is_minor(self, key: str) -> bool:
        """Whether a park is of a class that stands inside others as often as for itself: 产业园, 物流园."""
        return (self._finder.class_of(key) in MINOR_CLASSES or self._is_quarter(key)) and not (self._is_whole and key == self._main)

    def _is_quarter(self, key: str) -> bool:
        """Whether a name is that of a quarter by its site, and of no registered park: 空港片区, but not a free trade zone's area."""
        return self._finder.class_of(key) == "片区" and key not in self._finder.register and len(key) <= _SHORT + len("片区")
