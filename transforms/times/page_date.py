"""The day of publication that an HTML page states of itself, in its head or in a box of its own.

Nothing is guessed: years of copyright, telephone numbers and paths of images name no day here.
"""

from __future__ import annotations

import datetime as dt
import html
import itertools
import re

from transforms.times.calendar import day
from transforms.times.document_date import published_label
from transforms.times.moments import parse_moment

_META = re.compile(r"<(?:meta|time)\b[^<>]{1,2000}>|<\w{1,10}\s(?=[^<>]{0,500}datepublished)[^<>]{1,2000}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([\w:.-]{1,40})\s*=\s*(?:"([^"]{0,500})"|'([^']{0,500})'|([^\s"'<>]{1,200}))""")
_NAMES = frozenset(
    "article:published_time og:article:published_time og:published_time og:release_date datepublished pubdate publishdate publish_date publishtime publish-date "
    "dc.date dc.date.issued dcterms.date dcterms.issued weibo:article:create_at contentpubdate releasedate sailthru.date firstpublishedtime publishedtime published_time "
    "published_at pub_date pubtime".split()
)
_JSON_LD = re.compile(r'"datePublished"\s*:\s*"([^"]{8,40})"')
# var publishTime = '2021-03-05 10:00'; "publishTime": 1614873600000; var ct = "1614873600" (a page of WeChat)
_SCRIPT = re.compile(
    r"""(?<![\w.])["']?(?:publishe?d?_?(?:time|date|at)|pub_?(?:time|date)|oriCreateTime|(?<=var )ct)["']?\s*[:=]\s*(?:["']([^"'<>]{8,40})["']|(1\d{9}(?:\d{3})?)\b)""",
    re.IGNORECASE,
)
_BOX = re.compile(r"<(div|ul|ol|dl|li|dt|dd|td|p|span|h[2-6]|em|i|time)\s([^<>]{1,600})>", re.IGNORECASE)
_NAME = re.compile(r"""\b(?:class|id)\s*=\s*["']?([^"'<>=]{1,100})""", re.IGNORECASE)
_DAY_NAME = re.compile(r"date|time|riqi|shijian", re.IGNORECASE)
_MOST_BOX = 500
"""Characters of mark-up in which a day may be cut into pieces."""
_ENTRY = re.compile(r"</?(?:li|tr|dd)\b", re.IGNORECASE)
_RAW = re.compile(r"<(script|style)\b", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,2000}>")
_SPLIT = (
    re.compile(r"(?P<y>(?:19|20)\d\d)年?\s+(?P<m>\d{1,2})月?\s+(?P<d>\d{1,2})日?"),
    re.compile(r"(?P<d>\d{1,2})日?\s+(?P<m>\d{1,2})月?\s+(?P<y>(?:19|20)\d\d)年?"),
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
    found_json = _JSON_LD.search(page[:400_000])
    if found_json and (found := parse_moment(found_json[1])):
        return found
    # What a page keeps of other articles has their days: one that is its own stands alone.
    days = {found for match in itertools.islice(_SCRIPT.finditer(page[:400_000]), 50) if (found := parse_moment(match[1] or match[2]))}
    return days.pop() if len(days) == 1 else None


def _boxed(page: str) -> dt.date | None:
    """<div class="date"><p>26</p><p>2021-03</p></div>: a day cut into pieces."""
    page = page[:400_000]
    for box in _BOX.finditer(page):
        if not any(_DAY_NAME.search(name[1]) for name in _NAME.finditer(box[2])) or _in_list(page, box.start()):
            continue
        words = " ".join(_visible(page[box.end() : _close(page, box)]).split())
        if len(words) > 60:
            continue
        for form in _SPLIT:
            found = form.fullmatch(words)
            span = day(int(found["y"]), int(found["m"]), int(found["d"])) if found else None
            if span is not None:
                return span.begin
        whole = parse_moment(words)
        if whole is not None:
            return whole
    return None


def _close(page: str, box: re.Match[str]) -> int:
    """Where a small box ends; the most that is read of it where it does not."""
    depth, end = 1, min(len(page), box.end() + _MOST_BOX)
    for tag in re.finditer(rf"<(/?){box[1]}\b", page[box.end() : end], re.IGNORECASE):
        depth += -1 if tag[1] else 1
        if depth == 0:
            return box.end() + tag.start()
    return end


def _in_list(page: str, position: int) -> bool:
    """Whether a box stands beside a link, in an entry of a list of articles: the day is that article's."""
    before = page[max(0, position - 600) : position]
    if before.rstrip().lower().endswith("</a>"):
        return True
    entries = list(_ENTRY.finditer(before))
    if not entries or entries[-1][0].startswith("</"):
        return False
    after = page[position : position + 600]
    closing = _ENTRY.search(after)
    around = before[entries[-1].start() :] + (after[: closing.start()] if closing else after)
    return "<a " in around.lower()


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
