"""How an article is spread over parks and places: one park's, a round-up of several, news in brief, a district's own news."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.frames.roles import ACTS
from transforms.frames.slots import Finds
from transforms.frames.wider import PARKS, lead_end, wider_at
from transforms.names.classes import SUFFIX, WORD_CLASS
from transforms.names.parks import ParkFinder, ParkMention
from transforms.owners.article import ArticleParks
from transforms.owners.asides import opens_clause
from transforms.owners.named_inside import BUILT
from transforms.owners.peers import Peers
from transforms.text.articles import Article

ROUND_UP_SHARE = 0.6
SOME_PARKS = 3
"""Parks of which an article tells alike, and so of none in particular."""
SPEAKING_SHARE = 0.5
_LEAD_REACH = 40
"""Characters at the beginning of a text in which the park that it is about is named."""
_SHORT_LINE = 24
"""Characters of a line that is no paragraph yet: a date, a heading."""
_DISTRICT_REACH = 120
"""Characters at the beginning of a text in which it names the district that it is about."""
_BESIDE_DISTRICT = 4
"""Characters between a district and a park that are named together: 某区、某开发区, 某经开区(某区)."""
# 园区早报, but not 某某晚报, which is a paper.
_IN_BRIEF = re.compile(r"联播|快讯|简讯|短讯|一句话新闻|(?<!版:)(?<!版)(?<!报)要闻|速览|速递|(?:园区|财经|经济|产经|投资|招商|区内)[早晚]报|新闻早(?!报)|导读")
_COMPANY_WORDS = "重工|集团|公司|股份|科技|汽车|电气|药业|机械"
_COMPANY_WORD = re.compile(_COMPANY_WORDS)
_COMPANY_NAME = re.compile(rf"(?P<name>[\u4e00-\u9fa5]{{2,12}}?)(?:股份有限|有限责任|有限)?(?:{_COMPANY_WORDS})")
_LEADING_WORDS = re.compile(r".*(?:的|是|由|在|与|和|及|了|为|向|对|个|家|名)")
_NO_NAMES = frozenset("企业 中国 集团 有限 上市 分公司 该 本 新能源 民营 国有 子公司 跨国 外资".split())
# 某市园区经济: all parks of the place.
_GENERIC = frozenset({"园区", "工业园区", "产业园区", "开发区", "产业集聚区", "工业集中区"})
_PLACES_REPORT = re.compile(r"[省市县州旗区盟](?:人民)?政府工作报告|[省市县州旗盟][^，。；\n]{0,12}国民经济和社会发展(?:统计公报|情况|计划)")
# 副区长韩某陪同, 区委书记, 区政府办公室
_RULED_BY_DISTRICT = re.compile(r"(?<![\u4e00-\u9fa5])副?区长(?!效)|(?<![新园])区(?:委(?:书记|副书记|常委|办)|政府|人大|政协)")
_SHARE_OF_DISTRICT = re.compile(r"[^，。；\d]{0,14}占全区(?!域)")


def _names_many(headline: str, named: Sequence[ParkMention], finder: ParkFinder, places: frozenset[str], opening: str, main: str) -> bool:
    """Whether a headline speaks of all parks of a place: 我省开发区…, 四川达州市产业园区建设迈出大步.

    Above a text that opens with 丹凤工业园区, 丹凤园区 is that park (`opening`: the name of the park that the text opens with).
    """
    title = wider_at(headline, lead_end(headline, 0, len(headline)), len(headline), len(headline), places) if headline else None
    if title is not None and title[2] == PARKS:
        # 全旗工业园区的调研 of 某前旗工业园区: the county's one park.
        return not (headline.startswith("全", title[0]) and main.endswith(headline[title[0] + 1 : title[1]]))
    # A class word that names no park and stands for none alone.
    return any(
        all(not m.start <= word.start() < m.end for m in named if m.key or word[0] not in _GENERIC)
        and any(
            not (opening.startswith(headline[place.start : word.start()]) and opening.endswith(word[0]))
            and not (opening and _is_its_countys(finder, headline[place.start : word.start()], word[0], opening))
            for place in finder.stems.divisions.ending_at(headline, word.start(), 0)
        )
        for word in SUFFIX.finditer(headline)
    )


def _is_its_countys(finder: ParkFinder, place: str, word: str, opening: str) -> bool:
    """Whether 德庆园区 of a headline is the park of that county which the text opens with: 佛山南海(德庆)产业转移工业园."""
    return word == "园区" and place in opening and finder.stems.divisions.is_county(place.rstrip("县"))


class Spread:
    """What is decided once for a whole article."""

    def __init__(self, finds: Finds, article: Article, parks: ArticleParks, peers: Peers, finder: ParkFinder, places: frozenset[str]) -> None:
        self._finds = finds
        self._parks = parks
        self._finder = finder
        main = parks.main
        # 江阴 of 江阴高新区.
        town = main.removesuffix(finder.class_of(main)) if main else ""
        # 前海 of 前海合作区 is no town: by itself it is the park.
        county = finder.stems.divisions.county_of(main)
        # 梅河口 of 吉林省梅河口高新区.
        town = county if county and town.endswith(county) else town
        self.town = town if town in finder.stems.divisions or not town.isalpha() else ""
        ordered = sorted((weight for key, weight in parks.weights.items() if not peers.is_minor(key) or peers.lies_elsewhere(key)), reverse=True)
        # A round-up of several parks: a sentence that names none goes on about the one named last.
        self.round_up = len(ordered) > 1 and ordered[1] >= ROUND_UP_SHARE * ordered[0]
        headline = article.headline
        named_above = finder.find(headline) if headline else []
        # The classes of parks that the headline speaks of.
        self.classes_above = frozenset(WORD_CLASS[word[0]] for word in SUFFIX.finditer(headline))
        paragraphs = [(line.start, line.end) for line in article.lines if line.role in ("body", "lead")]
        # 11月7日，大同经开区召开…: an article that begins with its park comes back to it after a word about the city.
        begins, ends = paragraphs[0] if paragraphs else (0, 0)
        ends = min(begins + _LEAD_REACH, ends)
        lead = finds.named_in(begins, ends)
        self.opens_with_main = bool(lead) and parks.aliases.get(lead[0].key, lead[0].key) == main
        first = next((m for m in finds.mentions_in(begins, ends) if m.key), None)
        opening = finds.text[first.start : first.end] if first is not None and parks.aliases.get(first.key, first.key) == main else ""
        # 我省开发区“量”“质”齐升: an article about many parks, of which it names some.
        alike = sum(1 for w in ordered if w >= ROUND_UP_SHARE * ordered[0]) >= SOME_PARKS
        self.many = not parks.named_above and (
            alike or (_names_many(headline, named_above, finder, places, opening, main) and not self._is_of_one(paragraphs[1:]))
        )
        # 来源:南方要闻 is where it comes from, and says nothing of what it is.
        self.brief = _IN_BRIEF.search(headline.partition("来源")[0]) is not None and not named_above
        # 2020年某县政府工作报告: what names no park is the county's.
        self.places_report = not parks.named_above and _PLACES_REPORT.search(headline) is not None
        self.companies: set[str] = set()
        self.scattered = self._is_scattered(paragraphs)
        self.district = self._district_of(article, paragraphs)
        self.part_of_district = self._is_part_of_district(article)
        # 推进会在我区召开，副区长某某参加: a district's own people speak. A park has a 管委会; only a new area has a 区长.
        ours = finds.text.find("我区", article.start, article.end) >= 0
        self.districts_paper = ours and not main.endswith("新区") and _RULED_BY_DISTRICT.search(finds.text, article.start, article.end) is not None
        # In a district's own news whatever stands before the first park is the district's.
        named = self._finds.named_in(self.district, article.end) if self.district >= 0 else []
        if self.district >= 0 and not named:
            # …、某循环经济园、某工业园等载体建设: parks of minor classes are only named at the end.
            named = [m for m in self._finds.mentions_in(self.district, article.end) if m.key and not BUILT.match(finds.text, m.end)]
        self.first_park = named[0].start if named else -1

    def _is_of_one(self, paragraphs: Sequence[tuple[int, int]]) -> bool:
        """Whether a text headed by all parks of a place goes over to the only one that it names: 全市园区平稳开局 … 一季度，某经开区新签约项目8个."""
        if len(self._parks.weights) != 1:
            return False
        named = [m for start, end in paragraphs if end - start > _SHORT_LINE for m in self._finds.named_in(start, min(start + _LEAD_REACH, end))[:1]]
        return any(opens_clause(self._finds.text, m.start) and self._finds.role(m) == ACTS for m in named)

    def _is_scattered(self, paragraphs: Sequence[tuple[int, int]]) -> bool:
        """Whether the headline names no park and most paragraphs do not either (news in brief): each stands for itself."""
        if not self.brief and (self._parks.named_above or len(paragraphs) < 3):
            return False
        speaking = [span for span in paragraphs if self._finds.mentions_in(*span)]
        opens = any(self._finds.mentions_in(*span) for span in [p for p in paragraphs if p[1] - p[0] > _SHORT_LINE][:2])
        for start, end in speaking:
            if _COMPANY_WORD.search(self._finds.text, start, end) is None:
                continue
            for match in _COMPANY_NAME.finditer(self._finds.text, start, end):
                name = _LEADING_WORDS.sub("", match["name"])[-4:]
                if len(name) >= 2 and name not in _NO_NAMES:
                    self.companies.add(name)
        return self.brief or (not opens and len(speaking) < SPEAKING_SHARE * len(paragraphs))

    def _district_of(self, article: Article, paragraphs: Sequence[tuple[int, int]]) -> int:
        """Where a text begins with a district (崇川区, 石龙区) whose 全区 is none of a park's, since parks are named only later; -1 where none does."""
        if self._parks.named_above or not paragraphs or not self._parks.main:
            return -1
        start = paragraphs[0][0]
        park = next((m for m in self._finds.mentions_in(start, article.end) if m.key), None)
        stop = min(start + _DISTRICT_REACH, park.start - _BESIDE_DISTRICT if park is not None else article.end)
        end = start
        while (end := self._finds.text.find("区", end, stop) + 1) > 0:
            for length in (3, 4, 5):
                if (
                    end - length >= start
                    and self._finds.text[end - length - 1] not in "在于到赴从自"
                    and self._finder.stems.divisions.is_sure(self._finds.text[end - length : end])
                ):
                    return end - length
        return -1

    def _is_part_of_district(self, article: Article) -> bool:
        """Whether 全区 is the district that the article's park is a part of: 全区投资下降13%，其中某高新区占全区的37%."""
        for mention in self._finds.named_in(article.start, article.end):
            if self._parks.aliases.get(mention.key, mention.key) == self._parks.main and _SHARE_OF_DISTRICT.match(self._finds.text, mention.end):
                return True
        return False
