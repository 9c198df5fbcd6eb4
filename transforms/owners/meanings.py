"""Which park a word without a name means: 园区, 该区, 高新区."""

from __future__ import annotations

from bisect import bisect_right

from transforms.frames.roles import BESIDE, VISITED
from transforms.frames.slots import Finds
from transforms.names.classes import WORD_CLASS
from transforms.names.parks import ParkFinder, ParkMention
from transforms.names.same_park import MANY
from transforms.owners.article import THAT_PARK, ArticleParks
from transforms.owners.home_park import UNNAMED
from transforms.owners.peers import Peers

# Words that any park goes by.
_BONDED = frozenset({"保税区", "综保区", "保税港区", "出口加工区"})
ANY_PARK = frozenset({"开发区", "园区", "示范区", "示范园"})
OF_A_CLASS = frozenset({"经开区", "高新区", "综保区", "自贸区", "新区", "自创区"})
# 区内|某综保区: a park inside the one spoken of.
IN_IT = ("区内", "园内")
WITHIN = (*IN_IT, "境内", "内的")
REACH = 600
"""Characters over which 该园区 goes back at the most."""
_SENTENCE = 120


class Meanings:
    """Answers for one article; `paragraphs` is where its paragraphs begin, filled as it is read."""

    def __init__(self, finds: Finds, parks: ArticleParks, finder: ParkFinder, peers: Peers, paragraphs: list[int]) -> None:
        self._finds = finds
        self._parks = parks
        self._finder = finder
        self._peers = peers
        self._paragraphs = paragraphs

    def _paragraph_of(self, position: int) -> int:
        index = bisect_right(self._paragraphs, position) - 1
        return self._paragraphs[index] if index >= 0 else 0

    def resolve(self, mention: ParkMention) -> str:
        """The key of a mention; bare words are resolved to the article's park of that class."""
        main = self._parks.main
        if mention.key:
            return self._parks.aliases.get(mention.key, mention.key)
        if mention.class_name in THAT_PARK:
            return self._that_park(mention)
        if mention.class_name == "自贸区" and main.endswith("片区") and "自贸区" in main:
            # 在自贸试验区内 of a text about one of its areas.
            return main
        if mention.class_name == "片区" and not main.endswith("片区"):
            recent = self._finds.last_named(self._paragraph_of(mention.start), mention.start)
            if recent is not None and recent.key.endswith("片区"):
                # 四川自贸试验区某片区…。同一天，片区26个项目集中签约
                return self._parks.aliases.get(recent.key, recent.key)
        if mention.class_name not in ANY_PARK:
            if main and self._finder.class_of(main) == mention.class_name:
                return self._of_place_before(mention) or self._of_paragraph(mention) or main
            same = [key for key in self._parks.weights if self._finder.class_of(key) == mention.class_name] if mention.class_name in WORD_CLASS else []
            if len(same) == 1:
                return self._parks.aliases.get(same[0], same[0])
            if mention.class_name == "边合区" or mention.class_name in _BONDED:
                # 保税区 in the paper of a city whose 开发区 the text is about: the city has one of that kind.
                return self._registered_there(mention.class_name) or main
            if mention.class_name in OF_A_CLASS and mention.class_name != "新区" and not main.startswith(UNNAMED):
                return self._citys(mention)
        return main or self._only_one(mention)

    def _only_one(self, mention: ParkMention) -> str:
        """The one development zone that a county's report names, of which its 开发区 speaks; empty where it names several or none."""
        if mention.class_name != "开发区":
            return ""
        named = {self._parks.aliases.get(m.key, m.key) for m in self._finds.named_in(0, mention.start)}
        zones = {key for key in named if self._finder.class_of(key) in ("经开区", "开发区") and not self._peers.is_told_part(key)}
        return zones.pop() if len(zones) == 1 else ""

    def _that_park(self, mention: ParkMention) -> str:
        """The park that 该区 or 该园区 goes back to: the one named last in its paragraph, or in the one before."""
        main = self._parks.main
        paragraph = self._paragraph_of(mention.start)
        for named in reversed(self._finds.mentions_in(max(paragraph, mention.start - REACH), mention.start)):
            key = self._parks.aliases.get(named.key, named.key)
            if not key or self._finds.role(named) == BESIDE or self._finds.text.endswith(WITHIN, 0, named.start):
                continue
            # 该园区 may be any of them, 该区 one that is called a 区: 新干工业园区….该区盘活厂房11.7万平方米
            called = "园" in mention.class_name or self._finds.text[named.end - 1] == "区"
            if not main or not named.minor or key == main or (called and self._peers.stands_by_itself(key)):
                return key
        before = max(self._paragraph_of(paragraph - 1), mention.start - 2 * REACH)
        recent = self._finds.last_named(before, mention.start)
        if recent is None or self._finds.text.endswith(WITHIN, 0, recent.start):
            return main
        if any(self._parks.aliases.get(m.key, m.key) == main and m.minor for m in self._finds.mentions_in(recent.end, mention.start) if m.key):
            # 某产业园作为某合作区的部分…。该园区…
            return main
        return self._parks.aliases.get(recent.key, recent.key)

    def _of_place_before(self, mention: ParkMention) -> str:
        """The park of a class that is of the place which the sentence names before the bare word (清流县加快台湾农民创业园的建设); empty where none is."""
        text, main = self._finds.text, self._parks.main
        floor = max(0, mention.start - _SENTENCE)
        since = max(text.rfind("。", floor, mention.start), text.rfind("\n", floor, mention.start), floor - 1) + 1
        if len(self._parks.weights) > MANY:
            return ""
        if text.find("县", since, mention.start) < 0 and text.find("市", since, mention.start) < 0:
            return ""
        for key in self._parks.weights:
            place = self._finder.stems.divisions.county_of(key) if key != main and self._finder.class_of(key) == mention.class_name else ""
            if place and place not in main and any(text.find(place + level, since, mention.start) >= 0 for level in "县市"):
                return self._parks.aliases.get(key, key)
        return ""

    def _of_paragraph(self, mention: ParkMention) -> str:
        """The one park of a class that the paragraph has named, another than the article's own: 增加值一半来自某县高新区。高新区入园企业426家; empty where there is none."""
        named: dict[str, None] = {}
        for before in self._finds.mentions_in(max(self._paragraph_of(mention.start), mention.start - REACH), mention.start):
            key = self._parks.aliases.get(before.key, before.key)
            if key and self._finder.class_of(key) == mention.class_name:
                if self._finds.role(before) in (BESIDE, VISITED):
                    return ""
                named[key] = None
        return next(iter(named)) if len(named) == 1 else ""

    def _citys(self, mention: ParkMention) -> str:
        """The registered park of a class in the city of the article's own (市经开区 beside 某区高新区); empty where 市 does not say so or none is registered."""
        return self._registered_there(mention.class_name) if self._finds.text[mention.start - 1 : mention.start] == "市" else ""

    def _registered_there(self, class_name: str) -> str:
        """The park of a class that is registered under the name of the article's own city; empty where none is."""
        home = self._finder.register.get(self._parks.main)
        city = home["city"].removesuffix("市") if home else self._finder.where(self._parks.main)[1].removesuffix("市")
        stem = self._parks.main.removesuffix(self._finder.class_of(self._parks.main))
        return next((key for key in (f"{stem}{class_name}", f"{city}{class_name}") if len(key) > len(class_name) and key in self._finder.register), "")
