"""The park that a local paper calls by its class alone: its readers know which city's 高新区 is meant."""

from __future__ import annotations

import re
from collections import Counter

from seeds.read import seed_rows
from transforms.frames.roles import ACTS, PLACED
from transforms.frames.slots import Finds
from transforms.names.classes import CLASSES, MINOR_CLASSES, split_name
from transforms.names.parks import ParkFinder
from transforms.owners.named_inside import inside_keys, is_built
from transforms.text.articles import Article

HOME_CLASSES = frozenset({"经开区", "高新区", "综保区", "开发区"})
OPENING = 60
"""Characters of a text's beginning in which a local paper says which park it speaks of."""
SENTENCE = 24
"""Characters that the shortest first sentence of a text has."""
OFTEN = 3
"""Times that a text must name a city for it to be the city of a park that the text never names."""
PAGE_TOP = 300
"""Characters at the top of a page, where a local paper's masthead and breadcrumb name its city."""

_CLASSES = frozenset({*CLASSES, *MINOR_CLASSES})
# Who acts for a park: 开发区管委会, 示范区主要领导, 园区相关负责人.
_ACTS = re.compile(r"(?:党工委|工委|管委|党委|纪工委|(?:主要|有关|相关)?(?:领导|负责人)|招商局|经发局|干部|召开|坚持|主任|书记)")
# What stands before a word that is spoken of: the end of a dateline, a time, 从 and the like.
_BEFORE = re.compile(r"(?:\A|[\s，,。；;:：“(]|讯|电|[从据在到对为由]|[年月日底末初]|季度|半年|以来|期间|目前|[今去当]年)\Z")
_OWN = re.compile(r"(?:我|本|全|我[市县]|本[市县]|^[市县]|[，,。；、从在到对\n][市县])$")
_WIDER = re.compile(
    r"(?<![是占居列])全[市省县国](?!第|首|前|领先|最|排)|(?:我[市省县]|本市)(?!(?:经开|高新|开发|综保|新区|园区|经济|产业|工业))|各(?:县|区|市|园区|开发区)"
)
# 苏州市台湾同胞投资企业协会考察团, 杭州客商: from where visitors come.
_VISITORS = re.compile(r"[^，。；、\n]{0,20}?(?:考察团|代表团|参访团|访问团|交流团|调研组|学习团|客商|企业家|商会|来宾|一行)")
_BRACKETED = re.compile(r"[\u4e00-\u9fa5]\((?P<place>[\u4e00-\u9fa5]{2,4})\)[\u4e00-\u9fa5]{2,12}?(?:产业园|科技园|工业园|产业城|科技城|创新园|园区|基地)")
LOOKALIKES = {ord(row["read_as"]): row["meant"] for row in seed_rows("lexicon/lookalikes.csv")}
"""Characters that scanned pages and typing put for others that look like them, in names of cities."""
_PLURAL_TOO = frozenset({"产业园区", "园区"})
_OFFICES = ("管委会", "党工委", "负责人", "主任")
UNNAMED = "未具名"
"""Begins the key of a park that a text speaks of without its name; the document is part of the key, so that two such parks never become one."""


def home_park(finds: Finds, article: Article, title: str, finder: ParkFinder) -> str:
    """The park meant where headline and beginning say only 高新区 or 经开区; empty where nothing tells its city.

    The city is the one that the page's top and the article's beginning name more often than all others together.
    """
    lines = [line for line in article.lines if line.role in ("body", "lead")]
    if not lines:
        return ""
    # A line of the day or the source before the text is none of its beginning.
    body = next((line for line in lines if line.end - line.start >= SENTENCE), lines[0])
    opening = finds.mentions_in(article.start, body.start + OPENING)
    bare = {m.class_name for m in (*opening, *(finder.find(title) if title else ())) if not m.key and m.class_name in HOME_CLASSES}
    if "经开区" in bare:
        bare.discard("开发区")
    if len(bare) > 1:
        # 开发区建设 / 高新技术产业开发区 / 【概况】高新区…: a chapter's heading above the one of the text.
        bare &= {m.class_name for m in opening if m.start >= body.start}
    if len(bare) != 1:
        return ""
    class_name = bare.pop()
    provinces = {row["province"] for row in finder.register.values()}

    def named(*stretches: tuple[int, int]) -> Counter[str]:
        spans = {span for stretch in stretches for span in finds.places_in(*stretch)}
        return Counter(
            name for start, end in spans if (name := finds.text[start:end]) not in provinces and not (body.start <= start and _VISITORS.match(finds.text, end))
        )

    def of_city(city: str) -> str:
        key = _of_city(city, class_name, finder)
        # 盘锦高新技术产业开发区 where the page calls it so elsewhere: no other name than that.
        if key in finder.register:
            return key
        full = {
            m.key for m in finds.named_in(0, len(finds.text)) if finder.class_of(m.key) == class_name and (parts := split_name(m.key)) and parts.stem == city
        }
        return full.pop() if len(full) == 1 else key

    misread = _misread_city(finds, article, finder.cities)
    if misread:
        return of_city(misread)
    cities = named((0, PAGE_TOP), (article.start, min(body.start + OPENING, article.end)))
    if not cities:
        # Companies and bodies all through a text tell its city too, where one stands out.
        cities = named((article.start, article.end))
        if max(cities.values(), default=0) < OFTEN:
            return _in_brackets(finds, article, {class_name, "经开区"} if class_name == "开发区" else {class_name}, finder)
    city = max(cities, key=lambda name: (cities[name], name), default="")
    if not city or 2 * cities[city] <= sum(cities.values()):
        return ""
    return of_city(city)


def _of_city(city: str, class_name: str, finder: ParkFinder) -> str:
    """A city's park of a class; empty where it has more than one."""
    # 开发区 alone is what a city's readers call its 经开区.
    classes = {class_name, "经开区"} if class_name == "开发区" else {class_name}
    here = [key for key, row in finder.register.items() if row["city"].removesuffix("市") == city and finder.class_of(key) in classes]
    if here:
        return str(here[0]) if len(here) == 1 else ""
    return f"{city}{class_name}"


def _misread_city(finds: Finds, article: Article, cities: frozenset[str]) -> str:
    """The city right before a bare class word with one character read as one that looks like it: 芫湖开发区, 毫州高新区; line ends left aside."""
    text = finds.text
    for mention in finds.mentions_in(article.start, article.end):
        if mention.key or mention.class_name not in HOME_CLASSES:
            continue
        before = text[max(article.start, mention.start - 5) : mention.start].replace("\n", "").replace("\r", "")[-2:]
        meant = before.translate(LOOKALIKES)
        if len(before) == 2 and meant != before and meant in cities and before not in cities:
            return meant
    return ""


def _in_brackets(finds: Finds, article: Article, classes: set[str], finder: ParkFinder) -> str:
    """The registered park of the place that the text puts in brackets into a name: 中欧(某地)生命健康产业园 lies there."""
    places = {match["place"] for match in _BRACKETED.finditer(finds.text, article.start, article.end)}
    keys = [key for key in finder.register if finder.class_of(key) in classes and key.removesuffix(finder.class_of(key)) in places]
    return keys[0] if len(keys) == 1 and len(places) == 1 else ""


def unnamed_park(finds: Finds, article: Article, title: str, finder: ParkFinder, document_key: str) -> str:
    """The key of the park whose own text this is although nothing in it names the park; empty where it is not plainly one park's text.

    A park's report, or news on its own site, calls it 开发区 or 示范区 throughout. That word must act (开发区管委会, 示范园区召开) or
    open clauses, twice at least or once under a headline that has it, and more often than the text speaks of city or province.
    """
    text = finds.text
    words: Counter[str] = Counter()
    actors: Counter[str] = Counter()
    named = 0
    first_body = article.opening.start if article.opening else article.end
    headed = any(not m.key for m in finder.find(title)) if title else False
    inside = inside_keys(finds, article)
    mentions = finds.mentions_in(article.start, article.end)
    for mention in mentions:
        word = text[mention.start : mention.end]
        if mention.key:
            named += finds.role(mention) in (ACTS, PLACED) and mention.key not in inside and not is_built(finds, mention)
            continue
        if mention.class_name not in _CLASSES or word.startswith("国家"):
            # 全区, 该区 name no kind of park, 国家级经开区 a rank that many have.
            continue
        words[word] += 1
        headed = headed or mention.start < first_body
        before = text[max(article.start, mention.start - 3) : mention.start]
        if text[mention.end : mention.end + 1] in ("、", "”") or before.endswith("、"):
            # “经开区、综保区、自贸区”: kinds of parks in a list.
            continue
        if _ACTS.match(text, mention.end) or _BEFORE.search(before) or _OWN.search(before):
            actors[word] += 1
    acting = actors.total()
    if acting <= 2 * named:
        # Another park is named as who acts.
        return ""
    if len({text[start:end] for start, end in finds.places_in(article.start, min(first_body + OPENING, article.end))}) > 1:
        # Of two places named at the beginning either may be meant.
        return ""
    wider = sum(1 for _ in _WIDER.finditer(text, article.start, article.end))
    if acting < (1 if headed or not wider else 2) or acting <= wider:
        return ""
    # 园区 is what any park calls itself beside its own word.
    word = max(actors, key=lambda w: (w != "园区", words[w], w))
    if (
        word in _PLURAL_TOO
        and len(finds.places_in(article.start, article.end)) > 1
        and not any(text.startswith(_OFFICES, m.end) for m in mentions if not m.key)
    ):
        # 产业园区挺起长沙工业脊梁: all parks of a city.
        return ""
    return f"{UNNAMED}·{document_key[:8]}·{word}"
