"""The park that a county's paper calls 县开发区 or 县工业园: its readers know which county is meant."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from transforms.frames.roles import ACTS, HOLDS, PLACED
from transforms.frames.slots import Finds
from transforms.names.classes import WORD_CLASS
from transforms.names.parks import ParkFinder, ParkMention
from transforms.text.articles import Article

_CLASSES = frozenset({"经开区", "高新区", "开发区", "工业园", "工业集中区", "产业集聚区", "产业集中区", "产业园", "先进制造业开发区"})
"""Classes of which a county has one of its own."""
# 我县|经开区, 走进县|工业园区, but not 祁东县|工业园区, which is a name, nor 各县|工业园.
_COUNTYS = re.compile(r"(?:[我本该]县|(?<![\u4e00-\u9fa5])县|(?:从|在|对|到|由|走进|来到|了解到|深入|位于|落户|入驻)县)\Z")
# 仪陇新闻网讯, 来源:滨海日报, 青田县融媒体中心
_PAPER = re.compile(r"(?P<place>[\u4e00-\u9fa5]{2,3}?)县?(?:新闻网|日报|晚报|时报|报讯|融媒|电视台|广播|发布|政府网|手机报|在线)")
_COUNTY = re.compile(r"(?P<place>[\u4e00-\u9fa5]{1,3})县")
_OPENING = 80
"""Characters of the first paragraph in which a text says what it is about."""
TOP = 300
"""Characters at the top and at the end of a page in which a paper names itself."""


def calls_countys(finds: Finds, article: Article) -> bool:
    """Whether a text speaks of the park that a county has: 县产业集聚区, 我县经开区."""
    return any(_is_countys(finds, m) for m in finds.mentions_in(article.start, article.end))


def opens_with_countys(finds: Finds, article: Article) -> bool:
    """Whether headline or beginning already speak of the county's park, so that the whole text is about it."""
    body = article.opening
    return body is not None and any(_is_countys(finds, m) for m in finds.mentions_in(article.start, min(body.start + _OPENING, body.end)))


def county_home(finds: Finds, article: Article, finder: ParkFinder) -> str:
    """The park of the county whose paper a page is from, or which alone its text names, where the text speaks of 县开发区; empty where nothing tells the county."""
    called = [m for m in finds.mentions_in(article.start, article.end) if _is_countys(finds, m)]
    stretches = ((0, TOP), (article.start, article.start + TOP), (article.end - TOP // 3, article.end + TOP // 3))
    county = _alone(_papers(finds, stretches, finder)) or _alone(_counties(finds, article, finder))
    if not county:
        return ""
    word = max((finds.text[m.start : m.end] for m in called if m.class_name == called[0].class_name), key=len)
    name = f"{county}{word}"
    found = finder.find(name)
    return found[0].key if len(found) == 1 and found[0].key and found[0].end == len(name) else name


def _is_countys(finds: Finds, mention: ParkMention) -> bool:
    """Whether a park is called the county's own: 县产业集聚区, 我县经开区."""
    called = not mention.key and mention.class_name in _CLASSES and finds.text[mention.start : mention.end] in WORD_CLASS
    return called and finds.role(mention) in (ACTS, PLACED, HOLDS) and _COUNTYS.search(finds.text, max(0, mention.start - 4), mention.start) is not None


def _papers(finds: Finds, stretches: tuple[tuple[int, int], ...], finder: ParkFinder) -> Iterator[str]:
    for start, end in stretches:
        for match in _PAPER.finditer(finds.text, max(0, start), end):
            yield from _ending(match["place"], finder)


def _counties(finds: Finds, article: Article, finder: ParkFinder) -> Iterator[str]:
    for match in _COUNTY.finditer(finds.text, 0, article.end):
        yield from _ending(match["place"], finder)


def _ending(words: str, finder: ParkFinder) -> Iterator[str]:
    """The county that some words end with, by its full name: 祁东县, 寿县."""
    yield from [name for size in (3, 2, 1) if len(words) >= size and finder.stems.divisions.is_sure(name := f"{words[-size:]}县")][:1]


def _alone(counties: Iterator[str]) -> str:
    """The only one of some counties; empty where there are none or several."""
    found = Counter(counties)
    return next(iter(found)) if len(found) == 1 else ""
