"""The articles of a page.

A newspaper page holds several articles, with headlines, bylines, captions and advertisements between them, and
columns that break off in mid-sentence. An article here is a run of lines with its headline and byline.
"""

from __future__ import annotations

import bisect
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from transforms.tables.find import Table
from transforms.text.beside import ABOUT_PAGE, NEIGHBOUR, RELATED
from transforms.text.menus import is_menu_line, menu_lines

_LINE = re.compile(r"[^\r\n]+")
_HEADER = re.compile(r"(source|title|date|url|link|author|来源|标题|日期)\s*[:：]\s*(.*)", re.IGNORECASE)
_HEADER_NAMES = {"来源": "source", "标题": "title", "日期": "date", "link": "url"}
_TERMINALS = frozenset("。！？!?…；;")
_CLOSERS = '”」』)"’'
_SIGN_OFF = re.compile(r"\((?!以上|不含|包括|其中|注)(?:[\u4e00-\u9fa5·]{2,4}[ \u3000、]*){1,5}\)\s*$")
_LEAD = re.compile(
    r"^\s*(?:本报讯|本报\s?[(（]|本报记者|本报[\u4e00-\u9fa5]{2,8}(?:讯|电|消息)|本刊讯|[\u4e00-\u9fa5]{2,8}讯(?:[\s(（:：?？]|记者)|[\u4e00-\u9fa5]{0,4}(?:新华社|中新社|中新网|央视网消息|人民网)"
    r"|(?:记者|通讯员)\s?[\u4e00-\u9fa5]{2,4}\s?报道|\([^)]{0,12}(?:记者|通讯员)[^)]{2,40}\))"
)
_NAMES_ONLY = re.compile(
    r"^\s*(?:[(（]?(?:本报|见习|首席)?(?:记者|通讯员|特约记者|文/图|作者|文|图)?[:：/]?\s*)(?:[\u4e00-\u9fa5]{2,4}[\s、]+){0,6}(?:(?:通讯员|记者|摄影)\s*(?:[\u4e00-\u9fa5]{2,4}[\s、]*)+)?[\u4e00-\u9fa5]{2,4}[)）]?\s*$"
)
_REPORTER = re.compile(r"^\s*(?:[(（])?\s*(?:□|■)?\s*(?:本报|见习|首席|全媒体)?\s*(?:记者|通讯员|特约通讯员)[\s:：][\u4e00-\u9fa5\s、·]{2,60}[)）]?\s*$")
# 第一章 发展基础 is a heading, and no two reporters.
_CHAPTER = re.compile(r"第[一二三四五六七八九十\d]{1,3}(?:章|节|篇|条|部分|单元)")
_DASH_HEAD = re.compile(r"^\s*(?:——|—|--)\s*\S")
_PHONE = re.compile(r"(?:热线|电话|邮箱|地址|传真|网址|TEL|Tel)[:： ]")
_PHONE_NUMBER = re.compile(r"\d{3,4}-\d{7,8}|\b1[3-9]\d{9}\b")
_LONG_NUMBER = re.compile(r"\d{7}")
# Lines of a web page about the page.
_META = re.compile(
    r"(?:[-·•●*][ \u3000]?)?[【\[( ]*(?:信息|文章|新闻|稿件|本文|所属)?(?:索引号|主题分类|组配分类|发文字号|文号|分类|栏目|访问(?:量|次数)|人气|发布(?:时间|日期|人|单位)?|发稿(?:时间|人)?|来源|稿源|作者|编辑|责编|责任编辑|校对|字体|字号|浏览(?:次数|量)?|点击(?:次数|量)?|阅读(?:次数|量)?|更新时间|打印|分享|关键词|标签|版权所有|(?:网站|免责|郑重|特别|版权)?声明|Copyright)\s*[:：]|联系方式|版权所有"
)
_NEIGHBOUR_WITHIN = re.compile(r"(?<=[。！？!?）)】\] ])[【\[(（<]? ?[上下][一1]?(?:篇|条)(?:文章|新闻|信息)?[】\]]? ?[:：]")
_MOST_NEIGHBOURS = 200
"""Characters of a line with the articles before and behind this one."""
# 第06版:县域经济 上一版3  4下一版, 版面导航, 3 上一篇  下一篇 4 放大 缩小 默认: the way through a paper's edition.
_EDITION = re.compile(r"第\s?[A-Z]?\d{1,3}\s?版")
_OF_EDITION = re.compile(
    r"第\s?[A-Z]?\d{1,3}\s?版(?:[:：]\s?[\u4e00-\u9fa5·]{2,10})?(?:\s*[\d<>«»]?\s*[上下]一版\s*[\d<>«»]?)*|(?:版面|标题)导航|[\d<>«»\s]*上一篇\s+下一篇[\d<>«»\s]*(?:放大|缩小|默认|\s)*"
)
_PAGER = re.compile(r"(?<![\u4e00-\u9fa5])下一页(?![\u4e00-\u9fa5])")
# · 全市秋粮收购预计达32万吨 [02-18]: an entry of a list of news.
_ENTRY_DATE = r"[\[(（]?(?:(?:19|20)\d\d ?[-/.年] ?)?\d{1,2} ?[-/.月] ?\d{1,2}日?[\])）]?"
_LISTED = re.compile(rf"[-·•●■◆▪◇○*>»] ?[^。；]{{4,60}}?{_ENTRY_DATE}")
_LISTED_BARE = re.compile(r"[^。；，]{6,50}? ?[\[(（]?(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}[\])）]?")
_CAPTION = re.compile(r"(?:[\u4e00-\u9fa5]{2,4}[\s/／]?摄(?:影)?|(?:资料)?图片|见图|图为|制图|[\u4e00-\u9fa5]供图)\s*[)）。]?\s*$")
# ▲工人在流水线上作业
_POINTS_AT_PICTURE = re.compile(r"[▲▼△▽]\s*[\u4e00-\u9fa5]")
_SHORT_CAPTION = re.compile(r"[①-⑨]?\s?[^，,。;；0-9“”!?]{4,20}。|[①-⑨].{2,30}")
_DAY_ALONE = re.compile(r"(?:(?:19|20)\d\d[ ]?年)?[ ]?\d{1,2}[ ]?月[ ]?\d{1,2}[ ]?日[:：]?")
LONG_LINE = 600
"""Characters from which a line is looked through for the indents of paragraphs that lost their line ends."""
_INDENT = re.compile(r"(?<=[。！？!?”）)])[ \u3000]{2,8}(?=[\u4e00-\u9fa5“(（《])")
MAX_KICKERS = 4
"""Short lines above a headline that still belong to it."""
_HEADS_LIST = re.compile(r"(?P<head>[^:：]{2,24}?)\s*(?:[:：]\s*(?P<entry>.*))?")
_MOST_RELATED, _MOST_ENTRY = 80, 50
"""Characters of a line with 相关新闻 and its one entry, and of an entry below it that no bullet marks."""
_BULLETS = frozenset("-·•●■◆▪◇○*>»[【")
_ENTRY_ENDS = frozenset("0123456789])）")
_OF_LATE = re.compile(r"\s*(?:最新|近期)(?:动态|信息|要闻|回顾)[】\]]?")
_ASKS = re.compile(r"[^。]{7,34}[?？!！]")
# 某县“十三五”交卷：高新区五年累计投资243亿 县域工业挑起“脊梁” （组图）: right above 某某网讯
_LONG_HEAD = re.compile(r"[^。；;\n]{12,60}(?<![，,、：:])")
_STAMPED = re.compile(r"\A[^。]{0,24}(?:19|20)\d\d\s?[-年/.]\s?\d{1,2}\s?[-月/.]\s?\d{1,2}[^。]{0,40}\Z")
HEADLINE_LENGTH = 34
"""A line longer than this is no headline (press headlines rarely pass 30 characters)."""


@dataclass(slots=True)
class Line:
    """One line of the page, without its line end: offsets, text and what it is."""

    start: int
    end: int
    text: str
    # head, subtitle, names, lead, body, caption, ad, header, or table: a row of a table, or a line that belongs to one
    role: str
    # An entry of a list: it ends with its line, though no stop says so.
    is_entry: bool = False
    # One of the lines that a line ending in a colon opens.
    is_listed: bool = False


@dataclass(slots=True)
class Article:
    """One article: its lines, its headline lines first."""

    start: int
    end: int
    headline: str
    byline: str
    lines: list[Line] = field(default_factory=list)

    @property
    def opening(self) -> Line | None:
        """The first line of the text proper, behind headlines and by-lines; None where there is none."""
        return next((line for line in self.lines if line.role in ("body", "lead")), None)


def read_header(text: str) -> tuple[dict[str, str], int]:
    """The `source:` / `title:` / `date:` lines that may open a document, `url:` and `author:` among them: their values and where the body begins.

    An address (`url:`, `link:`) is the source where none is told.
    """
    values: dict[str, str] = {}
    position = 0
    for match in _LINE.finditer(text, 0, 4000):
        header = _HEADER.fullmatch(match[0].lstrip("\ufeff").strip())
        name = _HEADER_NAMES.get(header[1].lower(), header[1].lower()) if header is not None else ""
        if header is None or name in values:
            break
        values[name] = header[2].strip()
        position = match.end()
    if "url" in values:
        values.setdefault("source", values["url"])
    # 来源：新华社 alone opens many a page and is part of it; an address is not.
    if "date" not in values and "title" not in values and "://" not in values.get("source", ""):
        return {}, 0
    return values, position


def _role(text: str) -> str:
    stripped = text.strip()
    if not stripped:
        return "blank"
    if stripped.startswith("#"):
        return "head"
    length = len(stripped)
    if (length < 80 and (_is_contact(stripped) or ABOUT_PAGE.match(stripped))) or (length < 60 and (_META.match(stripped) or _PAGER.search(stripped))):
        return "ad"
    if length < 60 and _OF_EDITION.fullmatch(stripped):
        return "ad"
    if (length < _MOST_NEIGHBOURS and NEIGHBOUR.match(stripped)) or is_menu_line(stripped):
        return "ad"
    if length > 40 and _LEAD.match(stripped):
        return "lead"
    if length <= 60 and "。" not in stripped and _DASH_HEAD.match(stripped):
        return "subtitle"
    # Every caption that the pattern knows says 摄, 图片, 见图, 图为, 制图 or 供图.
    if (length < 60 and ("图" in stripped or "摄" in stripped) and _CAPTION.search(stripped)) or (length <= 31 and _SHORT_CAPTION.fullmatch(stripped)):
        return "caption"
    if length < 40 and "。" not in stripped and _POINTS_AT_PICTURE.match(stripped):
        return "caption"
    if length <= 60 and (_REPORTER.match(stripped) or (length <= 24 and " " in stripped and _NAMES_ONLY.match(stripped) and not _CHAPTER.match(stripped))):
        return "names"
    # A cut column may end in a short line: commas and an open quotation mark are signs of running text.
    if length > HEADLINE_LENGTH:
        return "body"
    flows = (length > 22 and ("，" in stripped or "," in stripped)) or stripped.count("“") > stripped.count("”")
    is_short = not flows and not _ends(stripped) and stripped[-1] not in "，,、：" and not (stripped[-1].isdigit() or stripped[-1] in "万亿")
    if is_short or (length <= 16 and stripped[-1] in "：:!！?？"):
        return "head"
    return "body"


def is_column(text: str) -> bool:
    """Whether a line about the page is a menu or says where on the site the page stands: what it names are columns."""
    return ABOUT_PAGE.match(text) is not None or not any(mark in text for mark in ":：")


def _is_contact(text: str) -> bool:
    return bool(_PHONE.search(text) or (_LONG_NUMBER.search(text) and _PHONE_NUMBER.search(text)))


def _ends(text: str) -> bool:
    """Whether a line ends with a full stop, quotation marks and brackets behind it left aside."""
    return text.rstrip().rstrip(_CLOSERS)[-1:] in _TERMINALS


def _pieces(text: str, start: int) -> Iterator[tuple[int, int]]:
    """The lines of a text; one in which paragraphs run on, told only by their indents, comes in pieces."""
    for match in _LINE.finditer(text, start):
        position = match.start()
        if (neighbour := _NEIGHBOUR_WITHIN.search(text, position, match.end())) is not None:
            # …增长6%。(责编 李想) 上一篇：某地新增公园12处
            yield position, neighbour.start()
            yield neighbour.start(), match.end()
            continue
        if match.end() - position > LONG_LINE:
            for indent in _INDENT.finditer(text, position, match.end()):
                yield position, indent.start()
                position = indent.end()
        yield position, match.end()


def read_lines(text: str, start: int, tables: Sequence[Table] = ()) -> list[Line]:
    """The page's lines with their roles; blank lines left out. `tables` are those of the text, in order."""
    lines: list[Line] = []
    beside = {line for table in tables for line in table.beside}
    ends = [table.end for table in tables]
    for begin, end in _pieces(text, start):
        piece = text[begin:end]
        number = bisect.bisect_right(ends, begin)
        in_table = (begin, end) in beside or (number < len(tables) and tables[number].start <= begin)
        role = "table" if in_table and piece.strip() else _role(piece)
        if lines and role in ("head", "caption", "names") and _goes_on(lines[-1], text[lines[-1].end : begin], piece):
            role = "body"
        if role != "blank":
            lines.append(Line(begin, end, piece, role))
    if len(lines) > 1 and lines[0].role == "body" and _ASKS.fullmatch(lines[0].text.strip()) and _STAMPED.search(lines[1].text) and lines[1].role != "table":
        # 海南自贸港重点园区半年报：谁在领跑? above its stamp.
        lines[0].role = "head"
    if lines and lines[0].role == "body" and _LONG_HEAD.fullmatch(lines[0].text.strip()):
        following = next((line for line in lines[1:] if line.role not in ("caption", "names", "ad")), None)
        if following is not None and following.role == "lead":
            lines[0].role = "head"
    for above, line in itertools.pairwise(lines):
        if line.role == "head" and _EDITION.fullmatch(above.text.strip()):
            # 第01版 / 要闻: a page of the paper by its name.
            line.role = "ad"
    for number in menu_lines([line.text for line in lines]):
        lines[number].role = "ad"
    _leave_related(lines)
    days = [line for line in lines if len(line.text) <= 24 and _DAY_ALONE.fullmatch(line.text.strip())]
    if len(days) > 1:
        # A chronicle (大事记): each entry goes on from the day above it.
        for line in days:
            line.role = "body"
    return lines


def _leave_related(lines: Sequence[Line]) -> None:
    """Behind the text lists of other news are no part of the article: under a heading such as 相关新闻, up to a paragraph, or each with its day."""
    seen_text = under = False
    bare: Line | None = None
    marks: set[str] = set()
    for line in lines:
        words = line.text.strip()
        if line.role == "head" and seen_text and words[:1] in _BULLETS:
            marks.add(words[:1])
        if words[:1] in marks and _OF_LATE.fullmatch(words[1:]):
            # ◆分园情况 … ◆最新动态: a section of the text, marked as those before.
            line.role = "head"
            continue
        if seen_text and words[:1] in _BULLETS and _LISTED.fullmatch(words):
            line.role = "ad"
            continue
        if seen_text and words[-1:] in _ENTRY_ENDS and _LISTED_BARE.fullmatch(words):
            if bare is not None:
                bare.role = line.role = "ad"
            bare = line
            continue
        bare = None
        head = _HEADS_LIST.fullmatch(words)
        if head is not None and seen_text and len(words) <= _MOST_RELATED and RELATED.fullmatch(head["head"]):
            # 相关新闻：某市完成投资33亿元, in one line.
            under = not head["entry"]
            line.role = "ad"
            continue
        if under and (line.role == "table" or (len(words) > _MOST_ENTRY and words[0] not in _BULLETS)):
            under = False
        if under:
            line.role = "ad"
        seen_text = seen_text or line.role in ("body", "lead")


def _goes_on(previous: Line, gap: str, text: str) -> bool:
    """Whether a short line only continues a paragraph that the paper broke at a fixed width."""
    if previous.role not in ("body", "lead") or gap.count("\n") > 1 or _ends(previous.text) or _NUMBERED_HEAD.match(text):
        return False
    return len(text.strip()) <= len(previous.text.strip()) + 3


# 现将有关情况报告如下： / 一、2016年主要工作
_NUMBERED_HEAD = re.compile(r"\s*(?:[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）]|第[一二三四五六七八九十]{1,3}[章节])")
# 二、招商工作, (三)要素保障: a further part of what stands above, whatever it ends in.
_LATER_PART = re.compile(r"\s*(?:[二三四五六七八九十]{1,3}、|[(（][二三四五六七八九十]{1,3}[)）])")
# 围绕上述目标，重点抓好：, 二、工作思路: a heading within an article.
_LEADS_ON = re.compile(
    r"\s*(?:[(（]?[一二三四五六七八九十]{1,3}[)）、.．]|[(（]?\d{1,2}[)）、.．](?!\d)|第[一二三四五六七八九十]{1,2}[，、]|(?:围绕|根据|按照|对照|针对|下一步|为此)[^。]*[:：]\s*\Z)"
)


def _breaks(lines: Sequence[Line]) -> list[int]:
    """Indices of the lines at which a new article begins."""
    starts = {0}
    run = 0  # first line of the present run of lines that are no body
    last_start = 0
    has_byline = False
    signed_off = False
    last_heads: int | None = None
    last_head = -1
    for index, line in enumerate(lines):
        if index and lines[index - 1].role == "head":
            last_head = index - 1
        if line.role in ("body", "lead", "table"):
            if line.role == "lead" and index:
                start = run if run < index else index
                starts.add(start)
                last_start, has_byline, signed_off = start, True, False
            elif signed_off and any(other.role != "caption" for other in lines[run:index]) and _LATER_PART.match(lines[run].text) is None:
                starts.add(run)
                last_start, has_byline, signed_off = run, False, False
            if run < index:
                last_heads = run
            run = index + 1
            # 2018-12-16 【某报】(记者 某某): a byline, at the top.
            if line.text.rstrip().endswith(")") and (index > last_start + 2 or "。" in line.text) and _SIGN_OFF.search(line.text):
                if has_byline and last_heads is not None and last_heads > last_start and line.role == "body":
                    starts.add(last_heads)
                    last_start, has_byline = last_heads, False
                signed_off = True
        elif line.role == "head" and line.text.lstrip().startswith("# "):
            above = lines[run:index] if index - run <= MAX_KICKERS else None
            start = run if above is not None and all(other.role in ("head", "caption") and len(other.text) < 12 for other in above) else index
            starts.add(start)
            last_start, has_byline, signed_off, run = start, False, False, start
        elif line.role in ("subtitle", "names") and run < index and not _LEADS_ON.match(lines[run].text) and not _SIGN_OFF.fullmatch(line.text.strip()):
            if run <= last_head and run > last_start:
                starts.add(run)
                last_start, signed_off = run, False
            has_byline = True
        elif line.role == "names" and _SIGN_OFF.fullmatch(line.text.strip()):
            if has_byline and last_heads is not None and last_heads > last_start:
                starts.add(last_heads)
                last_start, has_byline = last_heads, False
            signed_off = True
            run = index + 1
        elif line.role == "names" and run == index:
            has_byline = has_byline or index <= 1
            if index > last_start + 3:
                signed_off = True
                run = index + 1
        elif line.role == "ad" and index and not ABOUT_PAGE.match(line.text):
            signed_off = True
    return sorted(starts)


def _rejoined(lines: Sequence[Line], starts: Sequence[int]) -> list[int]:
    """The beginnings without those between a headline that has no text of its own and a text that has no headline: 某区半年报 / 2023-7-19 稿件来源：某报 / 某报讯(记者 某某)…."""
    kept: list[int] = []
    for number, start in enumerate(starts):
        last = starts[number + 1] if number + 1 < len(starts) else len(lines)
        above, below = lines[kept[-1] : start] if kept else (), lines[start:last]
        if (_is_headline_alone(above) and _has_no_headline(below)) or _repeats_headline(above, below):
            continue
        kept.append(start)
    return kept


# 2023-7-19  11:05:20  稿件来源： 川南经济报; 25.04.2019  09:12; 某地新闻网  2005-08-02 07:14
_STAMP = re.compile(
    r"\s*(?:(?:[\u4e00-\u9fa5A-Za-z·]{2,14}[ \u3000]{1,6})?\d{4}\s?[-年/.]\s?\d{1,2}|\d{1,2}[./]\d{1,2}[./]\d{4}\b|(?:稿件|文章|信息)?来源|发布(?:时间|日期)|日期|时间)"
)
_SHORTEST_HEADLINE = 6
"""Characters of a headline that is known again when it is repeated; shorter ones (工作动态) are columns."""


def _is_headline_alone(lines: Sequence[Line]) -> bool:
    headed = any(line.role in ("head", "subtitle") for line in lines)
    return headed and not any(line.role in ("table", "body", "lead") and _STAMP.match(line.text) is None for line in lines)


def _repeats_headline(above: Sequence[Line], below: Sequence[Line]) -> bool:
    """Whether a text stands under the headline of the one above it, which tells what it will say: headline / digest / headline / 本报记者 某某 / text."""
    headline = next((line.text.strip() for line in below if line.role == "head"), "")
    if len(headline) < _SHORTEST_HEADLINE or sum(line.role in ("body", "lead", "table") for line in above) > 1:
        return False
    return any(line.role == "head" and line.text.strip() == headline for line in above)


def _has_no_headline(lines: Sequence[Line]) -> bool:
    first = next((line for line in lines if line.role not in ("ad", "names", "caption")), None)
    return first is not None and first.role in ("body", "lead")


def split_articles(text: str, body_start: int = 0, title: str = "", tables: Sequence[Table] = ()) -> list[Article]:
    """The articles of a page, in order; together they cover every line after the header."""
    lines = read_lines(text, body_start, tables)
    if not lines:
        return []
    starts = [*_rejoined(lines, _breaks(lines)), len(lines)]
    articles: list[Article] = []
    for first, last in itertools.pairwise(starts):
        part = lines[first:last]
        if not any(line.role in ("body", "lead") for line in part):
            for line in part:
                # A piece of one short sentence has no body but this.
                if line.role == "caption" and line.text.rstrip().endswith("。"):
                    line.role = "body"
            _read_as_list(part)
        _read_lists_below(part)
        heads = []
        byline = ""
        for line in part:
            if line.role in ("head", "subtitle", "caption", "ad"):
                if line.role in ("head", "subtitle"):
                    heads.append(line.text.strip().lstrip("#").strip())
            elif line.role == "names":
                byline = byline or line.text.strip()
            else:
                lead = _LEAD.match(line.text)
                if lead and not byline:
                    byline = _byline_of(line.text)
                break
        headline = " ".join(heads[:4])
        if not articles and title:
            headline = title
        articles.append(Article(part[0].start, part[-1].end, headline[:200], byline[:100], part))
    return articles


# 税收14.2亿元, 签约项目18个
_FIGURE = re.compile(r"\d\s?(?:[万亿千百%‰]|[家个项人户元亩吨件次公平宗条名位])")


def _read_as_list(lines: Sequence[Line]) -> None:
    """Below a headline with no text, two and more short lines with figures are the text: a list that writes no stops."""
    entries = [line for line in lines[1:] if line.role == "head" and _FIGURE.search(line.text)]
    if len(entries) > 1 and not any(line.role == "table" for line in lines):
        for line in entries:
            line.role, line.is_entry = "body", True


# 某经济开发区3316.5亿元,同比增长21.4%: a line that begins with whose it is and ends with how much.
_LISTED_FIGURE = re.compile(
    r"[\u4e00-\u9fa5“”()、·：:]{2,24}\d[^。！？；;]{0,36}?(?:[%‰]|(?<=[\d万亿千百])[家个项人户元亩吨件次公平宗条名位辆台箱]|米|里|顷|元|率|点)"
)


def _read_lists_below(lines: Sequence[Line]) -> None:
    """Two and more lines below one that ends in a colon, each with its figure and no stop, are entries of a list (营业收入居前的园区：)."""
    opening: Line | None = None
    entries: list[Line] = []
    for line in [*lines, None]:
        if line is not None and opening is not None and line.role in ("head", "body") and _LISTED_FIGURE.fullmatch(line.text.strip()):
            entries.append(line)
            continue
        if opening is not None and len(entries) > 1:
            opening.is_entry = True
            for entry in entries:
                entry.role, entry.is_entry, entry.is_listed = "body", True, True
        entries = []
        opening = line if line is not None and line.role in ("head", "body") and line.text.rstrip().endswith((":", "：")) else None


def _byline_of(text: str) -> str:
    """本报(记者 马贵) or 央视网消息 at the start of a lead."""
    head = re.match(r"\s*([^\s(（，。]{0,12}[(（][^)）]{1,60}[)）]|[^，。(（\s]{2,14}(?:讯|电|消息))", text)
    return head[1].strip() if head else ""
