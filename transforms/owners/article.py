"""The parks that an article is about: how weightily it names each, and which one is its own."""

from __future__ import annotations

import bisect
import itertools
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from transforms.frames.parts import lists_of_parts
from transforms.frames.roles import ACTS, BESIDE
from transforms.frames.slots import Finds
from transforms.frames.wider import AND_MANY
from transforms.names.classes import CLASSES, NameParts, split_name
from transforms.names.parks import ParkFinder, ParkMention
from transforms.names.same_park import MANY, in_sentence
from transforms.owners.county_home import calls_countys, county_home, opens_with_countys
from transforms.owners.goes_on import WHOLE_DISTRICT
from transforms.owners.home_park import HOME_CLASSES, LOOKALIKES, home_park, unnamed_park
from transforms.owners.named_inside import BUILT, is_aside
from transforms.owners.new_towns import new_towns, own_town
from transforms.text.articles import Article
from transforms.text.sentences import last_stop

HEADLINE_WEIGHT, LEAD_WEIGHT, BODY_WEIGHT, COMPANION_WEIGHT = 6.0, 3.0, 1.0, 0.3
LEAD_REACH = 600
"""Characters that a lead has at most, where a page is one long line."""
MINOR_SHARE = 0.5
OPENING_SHARE = 0.8
"""What a park of a minor class counts for where the text begins with its name."""
TOLD_WEIGHT = 1.0
"""From which weight on a park is told of and not only named in passing."""
CALLED_WEIGHT, CALLED_MOST = 0.25, 1.5
"""What each mention of 高新区 or 工业园 alone counts for the one park of that class, and all of them at the most."""
# 正在建设的|某新区物流园
_TO_BE = re.compile(r"(?:在建|正在[\u4e00-\u9fa5]{0,3}建设|规划建设|[拟新筹]建)的\Z")
_BODY_BEHIND = re.compile("(?:企业家?|投资|开发|发展)?(?:协会|商会|学会|联合会|联盟)")
_ROAD_BEHIND = re.compile(r"[一二三四五六七八九十\d]{1,2}号?(?:路|街|大道)|(?:[东南西北中]|纵|横)?(?:路|大道|管网|大桥|立交|高速)")
# 县委常委、|某经济开发区|管委会主任
_OFFICE = re.compile(r"(?:管委会|管理委员会|党工委|党委|工委)?(?:副?主任|副?书记|委员)")
# 1、某开发区产业研究报告, 二、某高新区
_ITEM_NUMBER = re.compile(r"(?:\A|[\n\s。；])[(（]?[\d一二三四五六七八九十]{1,3}[)）]?、\Z")
# 猇亭区、
_PLACE_ITEM = re.compile(r"[市县区旗州镇乡](?:\([^)]*\))?\Z")
# 该园|位于, 产业园|地处
_LIES_IN = re.compile(r"(?:位于|坐落[于在]|地处|处于)(?:[\u4e00-\u9fa5]{0,3}[市省县])?\Z")
_PUBLISHER = re.compile(r"(?:来源|发布机构|发布单位|信息来源|文章来源|供稿|作者|source)[:：]?\s*\Z", re.IGNORECASE)
_PUTS_OUT = re.compile(r"(?:党工委|工委|管委会|管理委员会|办公室|党政办|党群|经发局|宣传部|官网|网站|政府网|[，。\s]|\Z)")
_PUBLISHED_OPENING = 60
"""Characters of a text's beginning in which a park's own publication calls it by its class."""
JOINS = frozenset({"、", "和", "与", "及", "以及"})
"""What joins the parks of a list."""
THAT_PARK = frozenset({"该区", "该园", "该园区", "该新区"})
"""Words for the park named last."""
_ENDING = 4
STRANGER = 3.0
"""How many times as weightily a text names a park without some first words for these to be no part of its name."""
_SHORT_LINE = 24
"""Characters of a line that is no paragraph yet."""
MAIN_THRESHOLD = 2.5
"""One mention as the lead's subject (3.0) makes a park the article's; stray mentions in passing do not."""

HEADLINE, DOCUMENT, DATELINE, UNNAMED_PARK = "headline", "document", "dateline", "unnamed"
"""How the article's own park is known: named in a headline, named in the text, told by its city and class, or not named at all."""


@dataclass(slots=True)
class ArticleParks:
    """The parks of an article; `main` is its own, empty where none stands out."""

    main: str
    # How the main park is known; empty where there is none.
    known_by: str
    weights: dict[str, float]
    # Short forms, mapped to the name that the document gives in full.
    aliases: dict[str, str]
    # A headline names a park, or the text is plainly one park's own: everything below is about it.
    named_above: bool
    # Towns of national new areas, mapped to these.
    towns: dict[str, str] = field(default_factory=dict)
    # The one of them that the article is about; empty where it is about none, or the whole.
    town: str = ""

    def __bool__(self) -> bool:
        return bool(self.weights)

    @property
    def told(self) -> int:
        """How many parks the article tells of."""
        return len({self.aliases.get(key, key) for key, weight in self.weights.items() if weight >= TOLD_WEIGHT})


def parks_of(finds: Finds, article: Article, title: str, finder: ParkFinder, registered: Mapping[str, str], document_key: str) -> ArticleParks:
    """Chooses the article's own park: the one named most weightily, else the one that its city tells, else the unnamed one whose text this is."""
    towns = new_towns(finds, article, finder)
    parks = _parks_of(finds, article, title, finder, registered, document_key, towns)
    return replace(parks, towns=towns, town=own_town(finds, article, parks.main, towns))


_TOP = 2000
"""Characters at the top of a document in which its title stands."""


def _parks_of(
    finds: Finds, article: Article, title: str, finder: ParkFinder, registered: Mapping[str, str], document_key: str, towns: Mapping[str, str]
) -> ArticleParks:
    weights = article_parks(finds, article, title, finder)
    aliases = merge_unregistered(weights, finder, registered, told_apart(finds, article))
    for key in weights:
        meant = key.translate(LOOKALIKES)
        if meant != key and key not in finder.register and (read := [m.key for m in finder.find(meant) if m.key in finder.register]):
            # 芫湖高新区, 芫湖开发区 on a scanned page.
            aliases[key] = read[0]
    aliases.update(towns)
    merged: dict[str, float] = {}
    for key, weight in weights.items():
        home = aliases.get(key, key)
        merged[home] = merged.get(home, 0.0) + weight
    has_body = any(line.role in ("body", "lead", "table") for line in article.lines)
    park = _area_meant(main_park(merged, has_body) or _only_one(finds, article, merged, finder), merged, finder)
    titled = any(m.key for m in _in_title(finds, title, finder))
    if park and not titled and is_aside(finds, article, park, finder, aliases):
        # 这个园区名称为某产业园，与某经开区合署办公: the other is meant.
        others = {key: weight / MINOR_SHARE for key, weight in merged.items() if key != park}
        other = main_park(others, has_body)
        park = other if other and not is_aside(finds, article, other, finder, aliases) else ""
    heads = [line for line in article.lines if line.role in ("head", "subtitle")]
    # 我区4个项目开工 names no park.
    named = any(m.class_name not in WHOLE_DISTRICT for line in heads for m in finds.mentions_in(line.start, line.end)) or bool(_in_title(finds, title, finder))
    if (told_by := publishing_park(finds, article, title, finder)) and told_by != park:
        merged[told_by] = merged.get(told_by, 0.0) + HEADLINE_WEIGHT
        return ArticleParks(told_by, DATELINE, merged, aliases, True)
    if park:
        named = named or _headed_by_own_word(article, park, finder)
        return ArticleParks(park, HEADLINE if _in_heads(finds, article, park, title, finder, aliases) else DOCUMENT, merged, aliases, named)
    countys = calls_countys(finds, article)
    if home := county_home(finds, article, finder) if countys else home_park(finds, article, title, finder):
        merged[home] = merged.get(home, 0.0) + HEADLINE_WEIGHT
        return ArticleParks(home, DATELINE, merged, aliases, not countys or opens_with_countys(finds, article))
    if has_body and (unnamed := unnamed_park(finds, article, title, finder, document_key)):
        if only := _only_acting(finds, article, merged):
            # 园区加快建设。1—9月，某高新区…。园区今年…: the one park that the text names.
            return ArticleParks(only, DOCUMENT, merged, aliases, named)
        merged[unnamed] = HEADLINE_WEIGHT
        return ArticleParks(unnamed, UNNAMED_PARK, merged, aliases, True)
    return ArticleParks("", "", merged, aliases, named)


def _only_one(finds: Finds, article: Article, weights: Mapping[str, float], finder: ParkFinder) -> str:
    """The only park that a text names, where a paragraph opens with it: 某经济开发区地处…, below a line on the series that it appears in."""
    if len(weights) != 1:
        return ""
    key = next(iter(weights))
    starts = {line.start for line in article.lines if line.role in ("body", "lead") and line.end - line.start >= _SHORT_LINE}
    opens = any(m.key and m.start in starts and not m.minor and finds.role(m) == ACTS for m in finds.mentions_in(article.start, article.end))
    return key if opens or _headed_by_own_word(article, key, finder) else ""


def _headed_by_own_word(article: Article, key: str, finder: ParkFinder) -> bool:
    """Whether a headline names a park by its own word: 小蓝：今年先补厂房“缺口” above a text on 南昌小蓝经济开发区."""
    parts = split_name(key)
    own = finder.stems.divisions.word_behind_place(parts.stem) if parts is not None else ""
    return bool(own) and own not in finder.stems.divisions and own in article.headline


def _only_acting(finds: Finds, article: Article, weights: Mapping[str, float]) -> str:
    """The only park that a text names, where it is named as who acts and no minor one; parks beside it may be minor ones."""
    named = [m for m in finds.mentions_in(article.start, article.end) if m.key]
    acting = {m.key for m in named if not m.minor and finds.role(m) == ACTS}
    beside = weights.keys() - acting
    return next(iter(acting)) if len(acting) == 1 and acting <= weights.keys() and beside <= {m.key for m in named if m.minor} else ""


def publishing_park(finds: Finds, article: Article, title: str, finder: ParkFinder) -> str:
    """The park whose administration put a text out that calls it by its class alone from its first words on; empty where there is none.

    来源：某经济开发区管委会 … 开发区继续完善配套: the 开发区 is the one that tells of it, whatever parts of it are named.
    """
    body = article.opening
    if body is None or any(m.key for m in _in_title(finds, title, finder)):
        return ""
    heads = [m for line in article.lines if line.role in ("head", "subtitle") and line.end <= body.start for m in finds.mentions_in(line.start, line.end)]
    opening = [*heads, *finds.mentions_in(body.start, min(body.start + _PUBLISHED_OPENING, article.end))]
    first = next((m for m in opening if m.key or finds.role(m) == ACTS), None)
    if first is None or first.key:
        return ""
    whole = first.class_name in WHOLE_DISTRICT
    if not whole and first.class_name not in HOME_CLASSES:
        return ""
    classes = {first.class_name, "经开区"} if first.class_name == "开发区" else {first.class_name}
    putting_out = {
        m.key
        for m in finds.mentions_in(0, body.start)
        if m.key and _PUTS_OUT.match(finds.text, m.end) and _PUBLISHER.search(finds.text[max(0, m.start - 12) : m.start])
    }
    # 信息来源：某高新技术产业开发区 … 全区规上工业总产值: that park is the whole that it tells of.
    parks = [key for key in putting_out if whole or finder.class_of(key) in classes]
    return parks[0] if len(parks) == 1 and len(putting_out) == 1 else ""


def speaks_of_park(finds: Finds, article: Article) -> bool:
    """Whether a text that names no park speaks of one all the same: 开发区, 高新区 as who acts."""
    mentions = finds.mentions_in(article.start, article.end)
    return any(m.class_name in CLASSES and finds.role(m) == ACTS for m in mentions)


def _area_meant(park: str, weights: Mapping[str, float], finder: ParkFinder) -> str:
    """The one area of a free trade zone that a text is about, where it names the zone only to say whose area it is."""
    if not park or finder.class_of(park) != "自贸区":
        return park
    areas = [key for key in weights if key != park and key.startswith(park) and key.endswith("片区")]
    return areas[0] if len(areas) == 1 and weights[areas[0]] >= LEAD_WEIGHT else park


def _in_heads(finds: Finds, article: Article, park: str, title: str, finder: ParkFinder, aliases: Mapping[str, str]) -> bool:
    mentions = [m for line in article.lines if line.role in ("head", "subtitle") for m in finds.mentions_in(line.start, line.end)]
    mentions += _in_title(finds, title, finder)
    return any(m.key and aliases.get(m.key, m.key) == park for m in mentions)


def _only_holds(finds: Finds, mention: ParkMention) -> bool:
    """Whether a park is told only as where the park spoken of lies: 该园位于某经开区内."""
    text = finds.text
    before = _LIES_IN.search(text, max(0, mention.start - 40), mention.start)
    if before is None:
        return False
    floor = max(0, before.start() - 40)
    subject = finds.mentions_in(last_stop(text, floor, before.start(), "。；\n"), before.start())
    return bool(subject) and (subject[-1].minor or subject[-1].class_name in THAT_PARK) and subject[-1].key != mention.key


def _in_title(finds: Finds, title: str, finder: ParkFinder) -> list[ParkMention]:
    """The parks of a title: as the document knows them where the title stands at its top, so that 循环园 there is the park that the text shortens to it."""
    if not title:
        return []
    at = finds.text.find(title, 0, _TOP)
    return list(finds.mentions_in(at, at + len(title))) if at >= 0 else finder.find(title)


def _is_item(finds: Finds, mention: ParkMention) -> bool:
    """Whether a park is one of a list of other things: 推进某西站、某度假区、管网改造等项目."""
    text = finds.text
    if (
        text[mention.start - 1 : mention.start] != "、"
        or _ITEM_NUMBER.search(text, max(0, mention.start - 8), mention.start)
        or _OFFICE.match(text, mention.end)
        or _PLACE_ITEM.search(text, max(0, mention.start - 9), mention.start - 1)
    ):
        return False
    return not any(m.end == mention.start - 1 or m.start == mention.end + 1 for m in finds.mentions_in(mention.start - 30, mention.end + 30))


def article_parks(finds: Finds, article: Article, title_text: str, finder: ParkFinder) -> dict[str, float]:
    """Weight of each park named in an article; headlines count most, then the first paragraphs."""
    weights: dict[str, float] = {}
    # Parks that others may be parts of; one that is only compared with or stands beside holds none.
    major: set[str] = set()
    body_lines = [line for line in article.lines if line.role in ("body", "lead")]
    lead_end = min(body_lines[min(1, len(body_lines) - 1)].end, body_lines[0].start + LEAD_REACH) if body_lines else article.start
    # 扫描到手机，新闻随时看 before the text is none of its paragraphs, nor is 2014年9月12日 小编：阿泽.
    first = next((line for line in body_lines if line.end - line.start >= _SHORT_LINE and "。" in finds.text[line.start : line.end]), None)
    lead_end = max(lead_end, min(first.end, first.start + LEAD_REACH)) if first is not None else lead_end
    heads = [(line.start, line.end) for line in article.lines if line.role in ("head", "subtitle")]
    first_head_end = max((end for _, end in heads if not body_lines or end <= body_lines[0].start), default=-1)

    def add(key: str, weight: float, minor: bool, share: float = MINOR_SHARE) -> None:
        weights[key] = weights.get(key, 0.0) + weight * (share if minor and not finder.is_listed(key) else 1.0)

    for mention in _in_title(finds, title_text, finder):
        if mention.key:
            add(mention.key, HEADLINE_WEIGHT, mention.minor)
            if not mention.minor:
                major.add(mention.key)
    roles = {line.start: line.role for line in article.lines}
    starts = [line.start for line in article.lines]
    built: dict[str, float] = {}
    # Names by a word of their own alone that only headlines have.
    only_headed: dict[str, bool] = {}
    # How often the text calls a park by its class alone.
    called: dict[str, float] = {}
    previous: ParkMention | None = None
    for mention in finds.mentions_in(article.start, article.end):
        inside = previous is not None and bool(previous.key) and previous.end == mention.start
        previous = mention
        if not mention.key:
            if finds.role(mention) == ACTS:
                called[mention.class_name] = called.get(mention.class_name, 0.0) + CALLED_WEIGHT
            continue
        only_headed[mention.key] = only_headed.get(mention.key, True) and mention.known == "own" and mention.end <= first_head_end
        line = starts[max(0, bisect.bisect_right(starts, mention.start) - 1)]
        if roles.get(line) == "ad":
            continue
        if finds.role(mention) == BESIDE:
            weight = COMPANION_WEIGHT
        elif mention.end <= first_head_end:
            weight = HEADLINE_WEIGHT
        elif mention.start < lead_end:
            weight = LEAD_WEIGHT
        else:
            weight = BODY_WEIGHT
        # 某工业园区2号路: a road's name; 某工业园区协会: a body's; 某开发区及各县市区: one of many places.
        named_beside = _ROAD_BEHIND.match(finds.text, mention.end) or _BODY_BEHIND.match(finds.text, mention.end) or AND_MANY.match(finds.text, mention.end)
        held = _only_holds(finds, mention) or named_beside is not None
        weight = COMPANION_WEIGHT if held else weight
        aside = (
            _is_item(finds, mention)
            or _TO_BE.search(finds.text, max(0, mention.start - 8), mention.start) is not None
            or (mention.minor and (inside or BUILT.match(finds.text, mention.end) is not None))
        )
        if aside and weight > COMPANION_WEIGHT:
            # 某产业园项目, 某产业基地开工建设, 某经开区某产业园: what is built in a park, or a part of it, is the article's own only where no other is.
            built[mention.key] = built.get(mention.key, 0.0) + weight - COMPANION_WEIGHT
            weight = COMPANION_WEIGHT
        opens = bool(body_lines) and not finds.text[body_lines[0].start : mention.start].strip() and mention.start >= body_lines[0].start
        add(mention.key, weight, mention.minor, OPENING_SHARE if opens else MINOR_SHARE)
        if finds.role(mention) != BESIDE and not mention.minor and not held:
            major.add(mention.key)
    if built and max(weights.values()) * (1.0 if major else 1 / MINOR_SHARE) < MAIN_THRESHOLD:
        for key, weight in built.items():
            add(key, weight, True)
    for key in _only_containers(finds, article):
        # 综改示范区晋中开发区: named each time only to say in which park the other lies.
        weights[key] = min(weights.get(key, 0.0), COMPANION_WEIGHT)
    parts = _told_as_parts(finds, article) if len(weights) > 1 else {}
    in_heads = {m.key for start, end in heads for m in finds.mentions_in(start, end)} if parts else set()
    for key, whole in parts.items():
        # 某工业园区由临江产业园、大成机电园组成: what is told of these is told of parts of the first, unless a headline is theirs.
        if weights.get(key, 0.0) > COMPANION_WEIGHT and key not in in_heads:
            weights[whole] = weights.get(whole, 0.0) + weights[key] - COMPANION_WEIGHT
            weights[key] = COMPANION_WEIGHT
    for key in [key for key, known in only_headed.items() if known and any(key != other for other in major)]:
        # 某县：田园新城起宏图: a picture in a headline that the text never takes up.
        weights[key] *= MINOR_SHARE
    for class_name, weight in called.items():
        # 工业园 all through a text is the one 工业园 that it names.
        meant = [key for key in weights if class_name == "园区" or finder.class_of(key) == class_name]
        if len(meant) == 1:
            weights[meant[0]] += min(weight, CALLED_MOST)
    if not major:
        return {key: weight / MINOR_SHARE for key, weight in weights.items()}
    return weights


def _only_containers(finds: Finds, article: Article) -> set[str]:
    """Parks that stand each time right before one and the same other, more than once."""
    followed: dict[str, set[str]] = {}
    times: dict[str, int] = {}
    mentions = finds.mentions_in(article.start, article.end)
    for mention, following in itertools.zip_longest(mentions, mentions[1:]):
        if mention.key:
            inside = following is not None and following.key != mention.key and not following.minor and finds.text[mention.end : following.start] in ("", "·")
            followed.setdefault(mention.key, set()).add(following.key if inside else "")
            times[mention.key] = times.get(mention.key, 0) + 1
    return {key for key, others in followed.items() if times[key] > 1 and len(others) == 1 and "" not in others}


def _told_as_parts(finds: Finds, article: Article) -> dict[str, str]:
    """Parks that a sentence names as what the park that it speaks of is made of, with this."""
    found: dict[str, str] = {}
    for start, end in lists_of_parts(finds.text, article.start, article.end):
        wholes = [m.key for m in finds.mentions_in(last_stop(finds.text, max(0, start - 120), start, "。；\n"), start) if m.key and finds.role(m) == ACTS]
        if wholes:
            found.update((m.key, wholes[0]) for m in finds.mentions_in(start, end) if m.key and m.minor and m.key != wholes[0])
    return found


def main_park(weights: dict[str, float], has_body: bool) -> str:
    """The park that an article is about; empty where none stands out."""
    if not weights or not has_body:
        return ""
    # Of two of the same weight the one named first.
    key, weight = max(weights.items(), key=lambda item: item[1])
    return key if weight >= MAIN_THRESHOLD else ""


def name_endings(parks: Iterable[str]) -> dict[str, str]:
    """Every ending of some park names, with the first name that ends so."""
    endings: dict[str, str] = {}
    for park in parks:
        for start in range(len(park)):
            endings.setdefault(park[start:], park)
    return endings


def told_apart(finds: Finds, article: Article) -> frozenset[tuple[str, str]]:
    """Pairs of parks that a list has side by side, and that so are two: 由沙河经济开发区、沙河湡水经济开发区组成; or of which the longer
    name comes when the shorter has been told of twice, and so was no short form of it (长葛市产业集聚区 … 长葛市大周循环产业集聚区).
    """
    mentions = [m for m in finds.mentions_in(article.start, article.end) if m.key]
    joined = [(a.key, b.key) for a, b in itertools.pairwise(mentions) if finds.text[a.end : b.start] in JOINS]
    if len({m.key for m in mentions}) <= MANY:
        told: Counter[str] = Counter()
        seen: set[str] = set()
        for mention in mentions:
            if mention.key not in seen:
                seen.add(mention.key)
                joined += [(short, mention.key) for short, times in told.items() if times > 1 and len(short) < len(mention.key)]
            told[mention.key] += in_sentence(finds.text, mention)
    return frozenset(pair for a, b in joined for pair in ((a, b), (b, a)))


def merge_unregistered(
    weights: dict[str, float], finder: ParkFinder, registered: Mapping[str, str], apart: frozenset[tuple[str, str]] = frozenset()
) -> dict[str, str]:
    """Short forms of unregistered parks mapped to the longest form that the document uses: 临港新片区.

    `registered` holds the endings of the registered parks that the document names, `apart` the pairs that are two parks.
    """
    longest = _without_strangers(weights, finder)
    # The longest forms, by their last characters and by each character in them: a document may name thousands.
    homes: dict[tuple[str, str], dict[str, None]] = {}
    keys = sorted((k for k in weights if k not in finder.register and k not in longest), key=len, reverse=True)
    fullest: dict[NameParts, str] = {}
    for key in keys:
        if (parts := split_name(key)) is not None:
            fullest.setdefault(parts, key)
    for number, key in enumerate(keys, 1):
        # 稀土高新区 on a page about 包头稀土高新区.
        home = registered.get(key)
        if home is None:
            alike = min((homes.get((key[-_ENDING:], character), {}) for character in key), key=len)
            home = next((other for other in alike if other != key and (key, other) not in apart and _within(key, other)), key)
            if home == key and (parts := split_name(key)) is not None:
                # 进贤经开区 beside 进贤经济开发区
                home = fullest[parts]
        longest[key] = home
        if number == len(keys):
            # No shorter form is left that could be one of this name.
            break
        for size in range(1, _ENDING + 1):
            for character in home:
                homes.setdefault((home[-size:], character), {})[home] = None
    return longest


def _without_strangers(weights: Mapping[str, float], finder: ParkFinder) -> dict[str, str]:
    """Long forms whose first words are no part of the name, mapped to the name: 志晟北戴河新区 is a company's project in 北戴河新区.

    The text itself says so: it names the short form at least STRANGER times as weightily, and what stands before is no
    place, or the name has its place already (巴南区重庆生物医药产业园).
    A province before a name that the text also gives without it is no part of it either (浙江省嵊州高铁新城).
    """
    names: dict[str, str] = {}
    for key, weight in weights.items():
        if key in finder.register:
            continue
        for start in range(2, len(key) - 3):
            if key[start:] in weights and (
                finder.stems.is_province(key[:start])
                or (weights[key[start:]] >= STRANGER * weight and (finder.stems.is_placed(key[start:]) or not finder.stems.is_place(key[:start])))
            ):
                names[key] = key[start:]
                break
    return names


def _within(short: str, long: str) -> bool:
    """Whether the characters of a short name stand in a long one in the same order."""
    position = 0
    for character in short:
        position = long.find(character, position) + 1
        if position == 0:
            return False
    return True
