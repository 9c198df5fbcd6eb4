"""Parks in a text: registered ones by their names, others by how they are named, and bare words like 园区."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ahocorasick_rs import AhoCorasick, MatchKind

from seeds.read import seed_rows
from transforms.names.classes import MINOR_CLASSES, NEVER_BARE, SUFFIX, WORD_CLASS, split_name
from transforms.names.coordinated import coordinated
from transforms.names.divisions import CITY_PROVINCES, Divisions
from transforms.names.grammar import NameGrammar
from transforms.names.mention import ParkMention
from transforms.names.name_words import ANY, BRANCHES, OWN_CLASSES, REGIONS, SITES, only_describes, own_kind
from transforms.names.park_names import all_forms, area_names
from transforms.names.recurring import described, in_list, recurring
from transforms.names.same_park import MANY, completed, same_parks
from transforms.names.short_forms import called_base, called_by_stem, called_short, short_forms, without_place
from transforms.text.segmenter import words
from transforms.text.width import normalise

# 投资区域, 开发区位优势, 化工园林, but not 某工业园区位于城东.
_GOES_ON = {"区": re.compile(r"域|位(?![于居列处在])|间|划(?![拨分定出入归转])|块"), "园": re.compile(r"[林艺丁]")}
_BODY_BEHIND = re.compile(r"(?:运营|管理|开发|投资|建设|发展|物业|科技|实业|服务)[\u4e00-\u9fa5]{0,8}?(?:公司|集团|中心)")
_MANY_A_PROVINCE = frozenset({"经开区", "高新区", "综保区", "开发区", "工业集中区", "产业集聚区", "产业集中区"})
_OF_MANY = frozenset({"产业园区", "工业园区", "园区"})
_PLURAL_BEFORE = re.compile(
    r"(?:全国|全省|全市|全区|各|这些|那些|等?各?地|各类|各个|各大|其他|其它|国内|省内|周边|兄弟|[两三四五六七八九十百\d多]+(?:个|家|大|座)(?:国家级|省级)?)$"
)
_OTHER_THING = re.compile(r"[\u4e00-\u9fa5]{0,4}?(?:园|号|大厦|广场|街|路|医院|医学|学院|大学|小学|中学|地铁|站|公司|集团|投资|控股|资本|信息谷|论坛)")
# Bare words that speak of the article's own park.
# Each alternative begins with a literal character, which lets the search run over a text fast.
_RELATIVE_EXTRA = re.compile(r"全区(?!域|各)|该(?:园区|新区|区)|我区|区(?<![市省郊城地小社街园景山东西南北老辖]区)内|该园(?!区)")
_WIDE_CLASSES = frozenset({"新区", "示范区", "合作区", "试验区", "实验区", "新片区", "片区", "经济区", "产业城", "科创城", "智造城", "创意港"})
"""Words that many things are called by; a name of theirs without a place counts only where the text has it again."""


# 天津市市级高新区: those that the city has, and no name.
# 市市级园区; 河南省三星级产业集聚区: a rank.
_OF_ITS_LEVEL = re.compile(r"(?:([省市县])\1级|[一二三四五]星级)\Z")
# 冶|金园区
_GOES_BEFORE = re.compile(r"[\u4e00-\u9fa5](?<![市省县州在于到从与和及对由赴向、])")
_LEVELS = frozenset("域级省市县区")
_HOW_MANY = ("数量", "总数", "个数", "家数")
_TRADE_ZONE = ("自贸", "自由贸易")
_HOME = frozenset({"经开区", "高新区", "综保区", "自贸区", "开发区"})
_DOUBTFUL = "own?"
_OF_ANY_PARK = frozenset({"特色", "县域", "重点", "乡镇", "专业"})
# 城北园区: a side of the town, and no district.
_SIDES = frozenset({"城东", "城西", "城南", "城北", "城中"})
_OF_PROVINCE = re.compile(r"[\u4e00-\u9fa5]{2,3}省(?=[\u4e00-\u9fa5]{2})")
_NUMERALS = frozenset("两三四五六七八九十")
_QUARTERS = frozenset({"片区", "板块"})


__all__ = ["ParkFinder", "ParkMention"]


class ParkFinder:
    """Finds park mentions; built once from the registers."""

    def __init__(
        self,
        rows: Iterable[Mapping[str, str]],
        provincial: Iterable[Mapping[str, str]] = (),
        own: Mapping[str, str] | None = None,
        none: Iterable[str] = (),
    ) -> None:
        """`own`: forms that a person has given a park, which go before all others; `none`: forms that a person has found to name no park."""
        rows = list(rows)
        self._none = frozenset(map(normalise, none))
        self.register: dict[str, Mapping[str, str]] = {row["park_key"]: row for row in rows}
        forms = all_forms(rows)
        # Normalised in one go: there are 40,000.
        self._keys_by_form = dict(zip(normalise("\n".join(forms)).split("\n"), forms.values(), strict=True))
        self._keys_by_form |= {normalise(form): key for form, key in (own or {}).items()}
        areas = {name: key for name, key in area_names(rows).items() if name not in self._keys_by_form}
        self._keys = [*self._keys_by_form.values(), *areas.values()]
        self._first_area = len(self._keys_by_form)
        self._forms = AhoCorasick([*self._keys_by_form, *areas], matchkind=MatchKind.LeftmostLongest)
        divisions = Divisions(seed_rows("lexicon/divisions.csv"))
        zones = (form for form, key in self._keys_by_form.items() if form.endswith(("新区", "合作区")) and len(form) <= 6)
        provincial = list(provincial)
        self._lie_in = {normalise(row[column]): (row["province"], row["city"]) for row in provincial for column in ("short_name", "name")}
        self.stems = NameGrammar(divisions, provincial, zones)
        self._districts = frozenset(name for name in divisions.names() if len(name) == 3 and name.endswith(("园区", "新区")) and name not in self._keys_by_form)
        self.cities = frozenset(row["place"] for row in seed_rows("lexicon/places.csv") if row["level"] == "city")
        self._classes = {key: self._class_of(row) for key, row in self.register.items()}
        # 火炬高新区: parks by the own word that stands behind their place.
        self._own_words: dict[tuple[str, str], list[str]] = {}
        for key in self.register:
            parts = split_name(key)
            if parts is not None and (word := divisions.word_behind_place(parts.stem)):
                self._own_words.setdefault((word, parts.class_name), []).append(key)
        self._stems = {(parts.stem, parts.class_name): key for key in self.register if (parts := split_name(key)) is not None}

    @staticmethod
    def _class_of(row: Mapping[str, str]) -> str:
        parts = split_name(row["park_key"]) or split_name(row["name"])
        return parts.class_name if parts else row["kind"]

    def class_of(self, key: str) -> str:
        """The class word of a park key: 高新区, 经开区, 产业园 ..."""
        known = self._classes.get(key)
        if known:
            return known
        parts = split_name(key)
        return parts.class_name if parts else ""

    def where(self, key: str) -> tuple[str, str]:
        """Province and city of a park that the national register has not, by the provincial one or by the place in its name; empty where unknown."""
        return self._lie_in.get(key) or self.stems.divisions.where(key)

    def find(self, text: str) -> list[ParkMention]:
        """All mentions in order of place, none overlapping."""
        trade_zone = any(word in text for word in _TRADE_ZONE)
        mentions = list(self._registered(text, trade_zone))
        covered = iter([*mentions, None])
        current = next(covered)
        last_end = 0
        others: list[ParkMention] = []
        refused: list[ParkMention] = []
        for match in SUFFIX.finditer(text):
            while current is not None and current.end <= match.start():
                last_end = current.end
                current = next(covered)
            if current is not None and current.start < match.end():
                continue
            if text[match.end() - 3 : match.end()] in self._districts and not _GOES_BEFORE.match(text, max(match.end() - 4, 0)):
                # 商丘市|梁园区|产业集聚区: a district whose name ends like a park's.
                continue
            if match[0] in OWN_CLASSES and SUFFIX.match(text, match.end()):
                # 辛集新城经济开发区, 绵阳科技城新区: a class word that is another park's own word.
                continue
            mention = self._unregistered(text, match.start(), match.end(), last_end, trade_zone)
            # 大龙开发区园区: what follows a park's name without a gap is no part of the name.
            last_end = match.end()
            if mention is not None:
                others.append(mention)
            elif WORD_CLASS[match[0]] in MINOR_CLASSES and text[match.start() - 1 : match.start()] not in _LEVELS:
                refused.append(ParkMention(match.start(), match.end(), "", WORD_CLASS[match[0]], False, True))
        others = [*_counted(text, others), *(ParkMention(m.start(), m.end(), "", m[0], False) for m in _RELATIVE_EXTRA.finditer(text))]
        if others:
            mentions = _merged(mentions, others)
        if based := [*called_base(text, mentions), *called_by_stem(text, mentions, self.stems.divisions)]:
            mentions = _merged(mentions, based)
        if refused:
            short = [m for m in without_place(text, refused, mentions) if not _PLURAL_BEFORE.search(text, max(0, m.start - 14), m.start)]
            if more := [*short, *described(text, refused, mentions)]:
                mentions = _merged(mentions, more)
        for mention, start in list(recurring(text, mentions)):
            mention.start, mention.key, mention.known = start, text[start : mention.end], "own"
        if self._none:
            mentions = [mention for mention in mentions if text[mention.start : mention.end] not in self._none and mention.key not in self._none]
        if shared := list(coordinated(text, mentions, self.register, self.cities)):
            mentions = _merged(mentions, shared)
        mentions = self._joined(mentions)
        if forms := short_forms(text, mentions):
            called = list(called_short(text, mentions, forms))
            covered_by = {at for m in called for at in range(m.start, m.end)}
            mentions = _merged(called, [m for m in mentions if m.key or m.start not in covered_by])
        completed(text, mentions, self.stems)
        for mention in mentions if (same := same_parks(text, mentions, self.stems, self._lie_in)) else ():
            if mention.key in same:
                mention.key, mention.known = same[mention.key], "alias"
                mention.registered = mention.key in self.register
                mention.minor = mention.minor and self.class_of(mention.key) in MINOR_CLASSES
        return mentions

    def _registered(self, text: str, trade_zone: bool) -> Iterator[ParkMention]:
        """The parks of the national register, by any of their names."""
        for index, start, end in self._forms.find_matches_as_indexes(text):
            key = self._keys[index]
            if end - start <= 4 and not SUFFIX.search(text, start, end) and _OTHER_THING.match(text, end):
                # 中关村壹号, 中关村环保园: a place name inside another name.
                continue
            if not split_name(text[start:end]) and (longer := self._longer(text, start, end)):
                # 郑州航空港|产业集聚区: the name goes on behind a park's short name.
                yield longer
                continue
            if index >= self._first_area and not trade_zone:
                # 青岛片区 is the free trade zone's where the text speaks of one at all.
                yield ParkMention(start, end, text[start:end], self._classes[key], False, known="register")
                continue
            city = self._another_city(text, start, key)
            if city:
                # 绍兴滨海新区 is not the 滨海新区 of 天津.
                yield ParkMention(start - len(city), end, city + text[start:end], self._classes[key], False, known="place")
            else:
                yield ParkMention(start, end, key, self._classes[key], True, known="register")

    def is_listed(self, key: str) -> bool:
        """Whether a provincial register has a park of this name."""
        return key in self._lie_in

    def _longer(self, text: str, start: int, end: int) -> ParkMention | None:
        """The park whose name begins with a registered park's name that has no class word, and goes on: 郑州航空港产业集聚区."""
        match = SUFFIX.search(text, end, end + 8)
        if match is None or (match.start() > end and not only_describes(text[end : match.start()])):
            return None
        class_name = WORD_CLASS[match[0]]
        return ParkMention(start, match.end(), text[start : match.end()], class_name, False, class_name in MINOR_CLASSES, known="place")

    def _another_city(self, text: str, start: int, key: str) -> str:
        """The city right before a registered park's name that is neither its own nor named in it; empty where there is none."""
        row = self.register[key]
        for length in (5, 4, 3, 2):
            word = text[max(0, start - length) : start]
            city = word.removesuffix("市")
            if city in self.cities:
                return "" if city in (row["city"].removesuffix("市"), row["province"]) or not row["city"] or text.startswith(city, start) else word
        return self._another_county(text, start, row)

    def _another_county(self, text: str, start: int, row: Mapping[str, str]) -> str:
        """The county right before a registered park's name that lies in another city: 慈溪|滨海经济开发区 is not that of 潍坊."""
        divisions = self.stems.divisions
        for place in divisions.ending_at(text, start, max(0, start - 5)):
            word = text[place.start : start]
            province, city = divisions.where(word)
            if place.sure and divisions.is_county(word.rstrip("县市")) and province and row["city"] and word not in row["name"]:
                return "" if (province, city) == (row["province"], row["city"].removesuffix("市")) else word
        return ""

    def _unregistered(self, text: str, start: int, end: int, after: int, trade_zone: bool) -> ParkMention | None:
        """The park that a class word speaks of, by name or without; None where it speaks of none."""
        suffix = text[start:end]
        if (longer := _GOES_ON.get(suffix[-1])) is not None and longer.match(text, end):
            # The class word is but the beginning of another.
            return None
        if (suffix.endswith("园") and _BODY_BEHIND.match(text, end)) or text.startswith(("支行", "分行", "营业部", "公司", "集团"), end):
            # 天山科技工业园运营服务中心 and 东部新城公司 are companies, 某银行高新区支行 a bank's branch.
            return None
        class_name = WORD_CLASS[suffix]
        minor = class_name in MINOR_CLASSES
        if class_name in _QUARTERS and not (trade_zone and suffix == "片区") and not any(text.endswith(word, after, start) for word in SITES):
            return None
        # 老城片区 is a town's quarter, 地产板块 a trade; 空港板块 is part of a park, and 东湖片区 where the text speaks of a free trade zone.
        name = self.stems.read(text, start, end, after)
        if name is None:
            for size in (4, 3, 2):
                if start - size >= after and (key := self._by_own_word(text, text[start - size : start], class_name)):
                    return ParkMention(start - size, end, key, class_name, True, known="register")
            return self._bare(text, start, end, class_name, minor, after)
        stem = text[name.start : start]
        if (
            _OF_ITS_LEVEL.search(stem)
            or text[name.start - 1 : name.start] == "《"
            or (stem.endswith("地区") and stem not in self.stems.divisions)
            or stem.endswith(("省内", "市内", "县内", "境内", "关区"))
            or (self.stems.is_province(stem) and (minor or class_name in _MANY_A_PROVINCE) and not self._lies_apart(text[name.start : end], stem))
        ):
            # 江西工业园区, 广东省综保区, 西北地区综保区: all of a place together.
            return None
        if minor and name.known == "place" and self._of_any_kind(stem):
            # 辽宁特色产业园区, 湖北县域特色园区: all parks of a kind in a place.
            return None
        if suffix in _OF_MANY and self._of_a_branch(stem) and not self._known(stem, class_name):
            # 云南沿边产业园区: all parks of a branch in a province.
            return None
        if suffix == "园区" and ((self.stems.is_place(stem) and stem not in _SIDES) or stem[-1] in _NUMERALS):
            # 长株潭园区, 某区五园区: all parks of a place.
            return None
        if (
            suffix in ("产业园区", "工业园区")
            and stem.endswith("市")
            and (stem[:-1] in CITY_PROVINCES or stem[:-1].removeprefix(self.stems.divisions.where(stem)[0]) in self.cities)
        ):
            # 巴中市产业园区: all parks of a city.
            return None
        if suffix == "经济区" and (stem in REGIONS or self.stems.is_province(stem) or _OF_PROVINCES.fullmatch(stem)):
            # 成渝经济区, 海峡西岸经济区: a part of the country.
            return None
        whole = text[name.start : end]
        if (level := _OF_PROVINCE.match(stem)) is not None and self.stems.is_province(level[0]) and self.stems.is_placed(stem[level.end() :]):
            # 吉林省|梅河口高新区: the province only says where it lies.
            name = name._replace(known="alias")
            stem, whole = stem[level.end() :], whole[level.end() :]
        known = self._known(stem, class_name) or self._keys_by_form.get(_unbracketed(whole)) or self._by_own_word(text, stem, class_name)
        if known:
            return ParkMention(name.start, end, known, class_name, True, known="register")
        weak = name.known == "own" and (class_name in _WIDE_CLASSES or not name.proper) and stem not in SITES
        minor = minor or stem in SITES
        if name.known == "register" and (full := self.stems.full_name(whole, stem)):
            whole = full
        return ParkMention(name.start, end, whole, class_name, False, minor or weak, known=_DOUBTFUL if weak else name.known)

    def _of_any_kind(self, stem: str) -> bool:
        """Whether a stem is a province or a city and then only words that are said of any park: 辽宁特色, 湖北县域特色."""
        size = next((n for n in (3, 2) if self.stems.is_province(stem[:n]) or stem[:n] in self.cities), 0)
        rest = words(stem[size:]) if size and len(stem) > size else []
        return bool(rest) and all(word in ANY or word in _OF_ANY_PARK for word in rest)

    def _of_a_branch(self, stem: str) -> bool:
        """Whether a stem is a province, which is no city's name too, and then only words of branches: 云南沿边, 山东化工."""
        size = next((n for n in (3, 2) if self.stems.is_province(stem[:n]) and stem[:n] not in self.cities), 0)
        rest = words(stem[size:]) if size and len(stem) > size else []
        return bool(rest) and (stem[size:] in BRANCHES or all(word in BRANCHES for word in rest))

    def _by_own_word(self, text: str, stem: str, class_name: str) -> str:
        """The registered park of an own word and a class whose city the text names (火炬高新区 of a text about 中山); empty where it is not one alone."""
        classes = ("经开区", "高新区") if class_name == "开发区" else (class_name,)
        parks = [key for each in classes for key in self._own_words.get((stem, each), ())]
        here = [key for key in parks if key[: key.index(stem)] in text or ((city := self.register[key]["city"].removesuffix("市")) and city in text)]
        return here[0] if len(here) == 1 else ""

    def _lies_apart(self, whole: str, province: str) -> bool:
        """江苏工业园区 of 绵竹: one that another province's register has, called after who helped to build it."""
        there = self._lie_in.get(whole)
        return there is not None and there[0] != province

    def _known(self, stem: str, class_name: str) -> str:
        """The registered park of a stem: with 市 or a province before it or not, and 东侨开发区 for 东侨经济技术开发区; empty where there is none."""
        stems = [stem, stem.removesuffix("市")]
        stems += [stem[length:] for length in (3, 2) if len(stem) > length + 1 and self.stems.is_province(stem[:length])]
        classes = (class_name, "经开区") if class_name == "开发区" else (class_name,)
        key = next((key for c in classes for s in stems if (key := self._stems.get((s, c), ""))), "")
        if not key and class_name == "开发区" and stem not in self.stems.divisions and stem not in SITES:
            # 利民开发区: a city's second 经开区 without the city.
            return self._keys_by_form.get(f"{stem}经开区", "")
        return key

    def _bare(self, text: str, start: int, end: int, class_name: str, minor: bool, after: int) -> ParkMention | None:
        """A class word without a name: the article's own park, unless it speaks of many parks or of any."""
        if text.startswith(_HOW_MANY, end):
            # 入选百强榜单的开发区数量: parks are counted.
            return None
        if class_name in NEVER_BARE or _PLURAL_BEFORE.search(text, max(0, start - 14), start):
            return None
        word = self.stems.word_before(text, start, end, after)
        if word and (word in ANY or only_describes(word)):
            # 标准化工业园, 县域工业集中区: any park of a kind.
            return None
        return ParkMention(start, end, "", class_name, False, minor)

    def _is_enclave(self, before: ParkMention, mention: ParkMention) -> bool:
        """昆山高新区|霍邱产业园: a park of one place that another runs is called after both."""
        if not (before.registered and mention.key and mention.minor):
            return False
        home, there = self.register[before.key], self.where(mention.key)
        return bool(home["city"] and there[1]) and home["city"].removesuffix("市") != there[1].removesuffix("市") and not mention.key.startswith(home["city"])

    def _joined(self, mentions: list[ParkMention]) -> list[ParkMention]:
        """上海自贸区 + 临港新片区 is one park inside the other: the longer name is the park's."""
        joined: list[ParkMention] = []
        for mention in mentions:
            before = joined[-1] if joined else None
            if before and before.end == mention.start and before.key and before.class_name == "自贸区" and mention.key:
                joined[-1] = ParkMention(before.start, mention.end, before.key + mention.key, mention.class_name, False, known=mention.known)
            elif before and before.end == mention.start and before.key and mention.key and before.key + mention.key in self._lie_in:
                # 海东工业园区|乐都工业园: a register has both together as one name.
                joined[-1] = ParkMention(before.start, mention.end, before.key + mention.key, mention.class_name, False, mention.minor, known="register")
            elif before and before.end == mention.start and before.key and self._is_enclave(before, mention):
                joined[-1] = ParkMention(before.start, mention.end, before.key + mention.key, mention.class_name, False, True, known="place")
            else:
                joined.append(mention)
        return joined


_OF_PROVINCES = re.compile(
    r"[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔滇藏陕甘青宁新成关中部东西南北]{2,4}|(?:长江|珠江|黄河|环?渤海|北部湾|海峡西岸|中原|鄱阳湖|洞庭湖)[\u4e00-\u9fa5]{0,6}"
)


def _unbracketed(name: str) -> str:
    """合肥(蜀山)经济开发区 is 合肥蜀山经济开发区."""
    return name.replace("(", "").replace(")", "") if "(" in name else ""


def _counted(text: str, mentions: Sequence[ParkMention]) -> Iterator[ParkMention]:
    """The mentions without doubtful names: a name by a common word alone counts where the text has it again, with its place
    (澜溪新区 of 嘉善澜溪新区) or without, where it stands in a list of parks, or where a clause opens with it."""
    named = Counter(mention.key for mention in mentions)
    placed = [key for key in named if key][:MANY]
    starts, ends = {m.start for m in mentions if m.key and m.known != _DOUBTFUL}, {m.end for m in mentions if m.key and m.known != _DOUBTFUL}
    for mention in mentions:
        if mention.known == _DOUBTFUL:
            if (
                named[mention.key] < 2
                and not in_list(text, mention.start, mention.end, starts, ends)
                and not _opens_clause(text, mention)
                and not _is_introduced(text, mention)
                and not any(key.endswith(mention.key) for key in placed if key != mention.key)
            ):
                if mention.class_name in _HOME:
                    # 主战场|经开区: the article's own, whatever is said of it.
                    parts = split_name(mention.key)
                    yield ParkMention(mention.start + len(parts.stem if parts else ""), mention.end, "", mention.class_name, False)
                continue
            mention.known = "own"
        yield mention


# 更名为|青石经济开发区; 记者从|汇能产业园区|了解到; 清水工业园区|位于县城东
_NAMES_IT = re.compile(
    r"(?:更名为?|改名为?|改称为?|定名为?|命名为|取名|设立了?|组建了?|成立了?|[创组筹]建了?|升格为|整合为|合并为|[(](?:原|现)|(?:记者|笔者)从)[“\"]?\Z"
)
_TOLD_OF = re.compile(
    r"[”\"]?(?:\((?:原|现|以下|简称)|位于|地处|坐落|始建|始创|成立于|建于|组建于|创[办建]于|管委会|党工委|管理委员会|规划面积|规划总|总规划|核准面积|批准面积|总面积|占地)"
)
_BY_COMMON_WORDS = _HOME | {"工业园", "工业集中区", "产业集聚区", "产业园", "科技园", "物流园", "软件园", "创业园", "化工园"}


_OPENS = ("", "\n", "，", "。", "；", "：", ":")
_DOES = re.compile(
    r"(?:累计|全年|上半年|今年|去年|已|共|预计)*(?:完成|实现|引进|入驻|签约|落户|新?开工|新开|新签|新增|竣工|投产|建成|入园|拥有|现有)[^，。；、\d]{0,14}[\d.]+"
)
_KINDS_OF_PARKS = re.compile("主要|骨干|地方|部分|个别|县城|市区|城区|主战场")


def _is_introduced(text: str, mention: ParkMention) -> bool:
    """Whether the words around a name by a common word say that it is one, or a paragraph begins with a name of 新区 by a word of its own."""
    parts = split_name(mention.key) if mention.class_name == "新区" and text[mention.start - 1 : mention.start] in ("", "\n") else None
    if parts is not None and own_kind(parts.stem) == "proper":
        return True
    if (
        mention.class_name in _BY_COMMON_WORDS
        and text[mention.start - 1 : mention.start] in _OPENS
        and _DOES.match(text, mention.end)
        and not _KINDS_OF_PARKS.match(text, mention.start)
    ):
        # 一季度，红果经济开发区|完成产值60亿元
        return True
    return mention.class_name in _BY_COMMON_WORDS and (
        _TOLD_OF.match(text, mention.end) is not None or _NAMES_IT.search(text, max(0, mention.start - 6), mention.start) is not None
    )


def _opens_clause(text: str, mention: ParkMention) -> bool:
    """Whether a name begins a part of a sentence behind others, or one of some length a clause, as a subject does."""
    if mention.start and text[mention.start - 1] in "；;" and any("\u4e00" <= c <= "\u9fa5" for c in text[mention.end : mention.end + 1]):
        return True
    return mention.end - mention.start >= 8 and (mention.start == 0 or text[mention.start - 1] in "\n。，；：“】 ")


def _merged(mentions: Sequence[ParkMention], more: Sequence[ParkMention]) -> list[ParkMention]:
    """Mentions and further ones in order, none of which overlaps another."""
    return _without_overlaps(sorted([*mentions, *more], key=lambda m: (m.start, -m.end)))


def _without_overlaps(mentions: Sequence[ParkMention]) -> list[ParkMention]:
    kept: list[ParkMention] = []
    for mention in mentions:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept
