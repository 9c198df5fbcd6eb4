"""The day of publication that an HTML page states of itself, in its head or in a box of its own.

Nothing is guessed: years of copyright, telephone numbers and paths of images name no day here.
"""

from __future__ import annotations

import datetime as dt
import html
import re

from transforms.times.calendar import day
from transforms.times.document_date import published_label
from transforms.times.moments import parse_moment

_META = re.compile(r"<(?:meta|time)\b[^<>]{1,2000}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([\w:.-]{1,40})\s*=\s*(?:"([^"]{0,500})"|'([^']{0,500})'|([^\s"'<>]{1,200}))""")
_NAMES = frozenset(
    "article:published_time og:article:published_time og:published_time og:release_date datepublished pubdate publishdate publish_date publishtime publish-date "
    "dc.date dc.date.issued dcterms.date dcterms.issued weibo:article:create_at contentpubdate releasedate sailthru.date".split()
)
_JSON = re.compile(r'"(?:datePublished|pubDate|publishTime|publish_time)"\s*:\s*"([^"]{8,40})"')
_BOX = re.compile(
    r"""class\s*=\s*["'][^"']{0,60}(?:date|time|riqi|shijian)[^"']{0,60}["'][^<>]{0,200}>(.{1,300}?)</(?:div|li|td|p|dl)>\s*(?!<(?:p|span|em|i|b)\b)""",
    re.IGNORECASE | re.DOTALL,
)
_RAW = re.compile(r"<(script|style)\b", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,2000}>")
_SPLIT = (
    re.compile(r"(?P<d>\d{1,2})\s+(?P<y>(?:19|20)\d\d)\s*[-./年]\s*(?P<m>\d{1,2})月?"),
    re.compile(r"(?P<y>(?:19|20)\d\d)\s*[-./年]\s*(?P<m>\d{1,2})月?\s+(?P<d>\d{1,2})日?"),
    re.compile(r"(?P<m>\d{1,2})\s*[-./月]\s*(?P<d>\d{1,2})日?\s+(?P<y>(?:19|20)\d\d)年?"),
    re.compile(r"(?P<y>(?:19|20)\d\d)年?\s+(?P<m>\d{1,2})\s*[-./月]\s*(?P<d>\d{1,2})日?"),
)


def page_date(page: str) -> dt.date | None:
    """The day that a page's mark-up states as its own; None where it states none."""
    for label in (_labelled, _machine, _boxed):
        if (found := label(page)) is not None:
            return found
    return None


def _labelled(page: str) -> dt.date | None:
    """发布时间：2021-03-09, wherever it stands among the tags."""
    return published_label(_visible(page[:400_000]))


def _machine(page: str) -> dt.date | None:
    """What is written for machines: meta tags, time elements marked as published, JSON-LD."""
    for tag in _META.finditer(page[:400_000]):
        about = {name.lower(): html.unescape(a or b or c) for name, a, b, c in _ATTRIBUTE.findall(tag[0])}
        name = (about.get("property") or about.get("name") or about.get("itemprop") or "").lower()
        is_time = tag[0][1:5].lower() == "time" and "pubdate" in tag[0].lower()
        if (name in _NAMES or is_time) and (found := parse_moment(about.get("content") or about.get("datetime") or "")):
            return found
    found_json = _JSON.search(page[:400_000])
    return parse_moment(found_json[1]) if found_json else None


def _boxed(page: str) -> dt.date | None:
    """<div class="date"><p>26</p><p>2021-03</p></div>: a day cut into pieces."""
    for box in _BOX.finditer(page[:400_000]):
        words = " ".join(_visible(box[1]).split())
        for form in _SPLIT:
            found = form.fullmatch(words)
            span = day(int(found["y"]), int(found["m"]), int(found["d"])) if found else None
            if span is not None:
                return span.begin
        whole = parse_moment(words) if len(words) < 30 else None
        if whole is not None:
            return whole
    return None


def _visible(page: str) -> str:
    return html.unescape(_TAG.sub(" ", _without_raw(page)))


def _without_raw(page: str) -> str:
    """The page without scripts and styles; one that never closes takes the rest with it, as in a browser."""
    parts, position, lower = [], 0, page.lower()
    while (opening := _RAW.search(page, position)) is not None:
        parts.append(page[position : opening.start()])
        closing = lower.find(f"</{opening[1].lower()}", opening.end())
        if closing < 0:
            return " ".join(parts)
        position = closing
    parts.append(page[position:])
    return " ".join(parts)
