"""Parks in a text: registered ones by their names, others by how they are named, and bare words like 园区."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, MatchKind

from seeds.read import seed_rows
from transforms.companions import is_companion, is_contained, is_partner
from transforms.named_places import NamedPlaces
from transforms.park_names import CLASSES, MINOR_CLASSES, SUFFIX, WORD_CLASS, all_forms, split_name
from transforms.segmenter import word_class, words
from transforms.width import normalise


@dataclass(slots=True)
class ParkMention:
    """A park named at a place in the text.

    `key` is the canonical short name; empty for a bare word (高新区, 园区) whose park the context gives.
    `class_name` is 高新区, 经开区 ...; `minor` marks parks of the kind that stand inside others (产业园).
    """

    start: int
    end: int
    key: str
    class_name: str
    registered: bool
    minor: bool = False
    # Named only beside another park.
    companion: bool = False


# Words that end a name to the left: what stands before them is not part of the park's name.
_NAME_WORDS = seed_rows("lexicon/park_name_words.csv")
_BREAK = frozenset(row["word"] for row in _NAME_WORDS if row["role"] == "break")
# Stems that describe any park rather than name one.
_GENERIC = frozenset(row["word"] for row in _NAME_WORDS if row["role"] == "generic")
# Verbs that name a branch of industry: 循环经济产业园, 通用航空产业园.
_NAMING = frozenset(row["word"] for row in _NAME_WORDS if row["role"] == "naming")
# 新材料, 新能源 and 中日创新合作示范区 are one thing each; else 新 and 合作 are no part of a name.
_NEW = frozenset({"新材料", "新能源", "新技术", "新医药", "新经济", "新型", "新兴"})
_COOPERATION = frozenset({"合作"})
_OF_COOPERATION = frozenset({"示范区", "试验区", "实验区"})
# Verbs, adverbs, prepositions, pronouns, numerals and the like end a name; nouns, places and unknown words are in it.
_BREAKING_CLASSES = frozenset("vdpcurmty")
_PARTICLES = frozenset("在对与和及是到向来从由为了的将该全各本我以等有至于让使被把比按当并还就也又已都这那某每几多一最具两摄访探记建获引迎签办设抓促推助赴升入")
_BRACKETED = re.compile(r"(?P<head>[\u4e00-\u9fa5]{2,4})\((?P<inside>[\u4e00-\u9fa5]{2,4})\)$")
_PLACE = re.compile(r"(?:[\u4e00-\u9fa5]{2,4}(?:省|市|县|州|盟|旗|镇|区))+")
_HAN = re.compile(r"[\u4e00-\u9fa5]+")
_OWN_PLACE = frozenset({"市", "县", "州", "区", "我市", "我县", "本市", "我区"})
_PROVINCE_LEVEL = re.compile(r"(?:省|(?:回族|壮族|维吾尔)?自治区)$")
_GOES_ON = {"区": ("域", "位", "间", "划", "块"), "园": ("林", "艺", "丁")}
# These words alone name no park: 人口聚集区.
_NEVER_BARE = frozenset({"集聚区", "化工园", "加工区", "投资区"})
_CITY_PROVINCES = frozenset({"北京", "天津", "上海", "重庆"})
_MANY_A_PROVINCE = frozenset({"经开区", "高新区", "综保区", "开发区", "工业集中区", "产业集聚区", "产业集中区"})
_PLURAL_BEFORE = re.compile(
    r"(?:全国|全省|全市|全区|各|各类|各个|各大|其他|其它|国内|省内|周边|兄弟|[两三四五六七八九十百\d多]+(?:个|家|大|座)(?:国家级|省级)?)$"
)
_OTHER_THING = re.compile(r"[\u4e00-\u9fa5]{0,4}?(?:园|号|大厦|广场|街|路|医院|医学|学院|大学|小学|中学|地铁|站)")
# Bare words that speak of the article's own park.
# Each alternative begins with a literal character, which lets the search run over a text fast.
_RELATIVE_EXTRA = re.compile(r"全区(?!域|各)|该(?:园区|新区|区)|我区|区(?<![市省郊城地小社街园景山]区)内|该园(?!区)")


class ParkFinder:
    """Finds park mentions; built once from the register and the list of places."""

    def __init__(self, rows: Iterable[Mapping[str, str]], places: Iterable[str]) -> None:
        rows = list(rows)
        self.register: dict[str, Mapping[str, str]] = {row["park_key"]: row for row in rows}
        forms = {normalise(form): key for form, key in all_forms(rows).items()}
        self._keys = list(forms.values())
        self._forms = AhoCorasick(list(forms), matchkind=MatchKind.LeftmostLongest)
        self._places = frozenset(places)
        self._cities = frozenset(row["place"] for row in seed_rows("lexicon/places.csv") if row["level"] == "city")
        self._provinces = frozenset(row["place"] for row in seed_rows("lexicon/places.csv") if row["level"] == "province") - _CITY_PROVINCES
        self._classes = {key: self._class_of(row) for key, row in self.register.items()}
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

    def find(self, text: str) -> list[ParkMention]:
        """All mentions in order of place, none overlapping."""
        mentions = []
        places = NamedPlaces(text)
        for index, start, end in self._forms.find_matches_as_indexes(text):
            key = self._keys[index]
            if end - start <= 4 and not SUFFIX.search(text, start, end) and _OTHER_THING.match(text, end):
                # 中关村壹号, 中关村环保园: a place name inside another name.
                continue
            city = self._another_city(text, start, key)
            if city:
                # 绍兴滨海新区 is not the 滨海新区 of 天津.
                mentions.append(ParkMention(start - len(city), end, city + text[start:end], self._classes[key], False))
                continue
            mentions.append(ParkMention(start, end, key, self._classes[key], True))
        covered = iter([*mentions, None])
        current = next(covered)
        last_end = 0
        others: list[ParkMention] = []
        for match in SUFFIX.finditer(text):
            while current is not None and current.end <= match.start():
                last_end = current.end
                current = next(covered)
            if current is not None and current.start < match.end():
                continue
            if text[match.end() : match.end() + 1] in _GOES_ON.get(match[0][-1], ()):
                # 投资区域, 化工园林: the class word is but the beginning of another.
                last_end = match.end()
                continue
            mention = self._unregistered(text, match.start(), match.end(), match[0], last_end, places)
            # 大龙开发区园区: what follows a park's name without a gap is no part of the name.
            last_end = match.end()
            if mention is not None:
                others.append(mention)
        named: dict[str, int] = {}
        for mention in others:
            named[mention.key] = named.get(mention.key, 0) + 1
        # A park named without its place (松桃苗绣文化产业园) counts where the text names it more than once, or its place by itself.
        others = [m for m in others if not m.minor or not m.key or named[m.key] > 1 or self._is_placed(m.key) or _opens_clause(text, m) or places.begin(m.key)]
        others += [ParkMention(m.start(), m.end(), "", m[0], False) for m in _RELATIVE_EXTRA.finditer(text)]
        if others:
            mentions = _without_overlaps(sorted([*mentions, *others], key=lambda m: (m.start, -m.end)))
        mentions = self._joined(mentions)
        whole, before = -1, 0
        for mention in mentions:
            part = is_contained(text, mention.start, whole)
            mention.companion = part or is_companion(text, mention.start, mention.end)
            if mention.companion and not part and is_partner(text, mention.start, mention.end):
                # Beside no other park of its sentence it is the host.
                mention.companion = before > 0 and not any(mark in text[before : mention.start] for mark in "。；\n")
            before = mention.end
            if not part:
                whole = mention.end
        return mentions

    def _another_city(self, text: str, start: int, key: str) -> str:
        """The city right before a registered park's name that is neither its own nor named in it; empty where there is none."""
        row = self.register[key]
        for length in (5, 4, 3, 2):
            word = text[max(0, start - length) : start]
            city = word.removesuffix("市")
            if city in self._cities:
                return "" if city in (row["city"].removesuffix("市"), row["province"]) or not row["city"] or text.startswith(city, start) else word
        return ""

    def _unregistered(self, text: str, start: int, end: int, suffix: str, after: int, places: NamedPlaces) -> ParkMention | None:
        class_name = WORD_CLASS[suffix]
        minor = class_name in MINOR_CLASSES
        floor = max(0, start - 14, after)
        window = text[floor:start]
        # Only an unbroken run of Chinese characters can belong to the name.
        run = 0
        while run < len(window) and "\u4e00" <= window[-1 - run] <= "\u9fa5":
            run += 1
        stem = self._stem(window[len(window) - run :], suffix, at_boundary=run < len(window) or floor in (0, after))
        if run < len(window) and window[-1 - run] == ")" and (stem is None or len(stem) == run) and (lead := self._bracketed(window[: len(window) - run])):
            name = lead + window[len(window) - run :] + suffix
            return ParkMention(end - len(name), end, name, class_name, False, minor)
        if stem is None:
            return None
        if not stem and _PLURAL_BEFORE.search(window):
            return None
        if not stem:
            if class_name in _NEVER_BARE:
                return None
            return ParkMention(start, end, "", class_name, False, minor)
        if minor and not self._is_placed(stem) and len(stem) < 4 and not places.begin(stem):
            return None
        if self.is_province(stem) and (minor or class_name in _MANY_A_PROVINCE):
            # 江西工业园区, 广东省综保区: all of a province together.
            return None
        if class_name in ("新区", "示范区", "合作区", "试验区", "实验区", "新片区") and not self._is_placed(stem):
            if (class_name == "新区" and len(stem) in (2, 3)) or self._is_proper(words(stem + suffix)[0]):
                # 光明新区, 柴达木循环经济试验区: a name without a place counts where the text has it again, like that of a minor park.
                minor = True
            elif class_name != "新片区" or stem != "临港":
                return None
        name = stem + suffix
        if text[start - len(stem) - 1 : start - len(stem)] == "《":
            return None
        if not minor and class_name in CLASSES:
            known = self._stems.get((stem, class_name)) or self._stems.get((stem.removesuffix("市"), class_name))
            if known:
                return ParkMention(start - len(stem), end, known, class_name, True)
        return ParkMention(start - len(stem), end, name, class_name, False, minor)

    def _bracketed(self, before: str) -> str:
        """The first part of a name that says where a park lies or whose it is: 深圳(潮州)产业转移工业园; empty where it is none."""
        found = _BRACKETED.search(before)
        if found is None or found["inside"].removesuffix("市") not in self._places:
            return ""
        for length in (4, 3, 2):
            head = found["head"][-length:]
            if len(head) == length and (head == "中国" or head.removesuffix("市") in self._places):
                return f"{head}({found['inside']})"
        return ""

    def _stem(self, run: str, suffix: str, at_boundary: bool = False) -> str | None:
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
            if kept[place - 1] + kept[place] in _NAMING:
                # 智造, 中德: words that jieba does not know.
                kept[place - 1 : place + 1] = [kept[place - 1] + kept[place]]
        stem: list[str] = []
        whole_clause = len(run) <= 10 and at_boundary
        for token in reversed(kept):
            if whole_clause and len(token) == 1 and token not in _PARTICLES:
                # At the start of a clause a single character that jieba cut off (苗·绣, 家·纺) belongs to the name.
                stem.insert(0, token)
                continue
            together = (stem and token + stem[0] in _NEW) or (suffix in _OF_COOPERATION and token in _COOPERATION)
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
        return word in self._places or word_class(word) == "ns" or bool(_PLACE.fullmatch(word))

    @staticmethod
    def _is_proper(word: str) -> bool:
        """Whether a word is a name or unknown: 柴达木, 粤桂."""
        kind = word_class(word)
        return len(word) > 1 and (kind[:2] in ("nr", "ns", "nt", "nz") or kind in ("", "j"))

    def _is_placed(self, stem: str) -> bool:
        """Whether a stem begins with a place: 西安现代纺织, 海淀北部."""
        heads = (stem[:2], stem[:3], stem[:4])
        if any(head in self._places or word_class(head) == "ns" for head in heads):
            return True
        first = words(stem)[:2]
        if len(first) == 2 and all(
            len(word) == 1 and word not in _PARTICLES and word not in _BREAK and not word_class(word).startswith(("m", "a")) for word in first
        ):
            # 苏滁: what jieba knows only as single characters is a name.
            return True
        return bool(re.match(r"[\u4e00-\u9fa5]{1,4}(?:省|市|县|州|盟|旗|镇|区)", stem))

    @staticmethod
    def _joined(mentions: list[ParkMention]) -> list[ParkMention]:
        """上海自贸区 + 临港新片区 is one park inside the other: the longer name is the park's."""
        joined: list[ParkMention] = []
        for mention in mentions:
            before = joined[-1] if joined else None
            if before and before.end == mention.start and before.key and before.class_name == "自贸区" and mention.key:
                joined[-1] = ParkMention(before.start, mention.end, before.key + mention.key, mention.class_name, False)
            else:
                joined.append(mention)
        return joined


def _opens_clause(text: str, mention: ParkMention) -> bool:
    """Whether a name of some length begins a clause, as a subject does."""
    return mention.end - mention.start >= 8 and (mention.start == 0 or text[mention.start - 1] in "\n。，；：“】 ")


def _without_overlaps(mentions: Sequence[ParkMention]) -> list[ParkMention]:
    kept: list[ParkMention] = []
    for mention in mentions:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept
