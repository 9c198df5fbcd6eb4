"""What stands around an article on its page: related news, comments, neighbours, side bars, footers, what is not shown.

The extractor leaves such parts out of long pages and keeps them on short ones. Here they go before it looks, by what they say of
themselves: the name of their box, their heading, the words of a footer. Each element is weighed once, so that the work stays linear.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from transforms.tables.markup import tag_of
from transforms.text.beside import COMMENTS, NEIGHBOUR, RELATED

_SPACE = re.compile(r"\s+")
_UNREAD = frozenset("script style head noscript template".split())
_BLOCKS = frozenset(
    "p div section article main center ul ol li dl dt dd table thead tbody tfoot tr td th blockquote form h1 h2 h3 h4 h5 h6 pre footer header aside nav body".split()
)
_PARTS = frozenset("nav aside footer".split())
# class="related-news", id="footer", class="xgxw" (相关新闻), class="right sidebar"
_NAMED = re.compile(
    r"(?:^|[\s_-])(?:foot(?:er)?|footbox|copyright|relat(?:e|ed|ion)s?|xg(?:xw|wz|yd|xx|lj|bd|news|list)|relnews|recommend(?:s|ed|ation)?|hot(?:news|list|rank)|rank(?:ing)?(?:list)?"
    r"|side(?:bar|nav)|comments?|pinglun|guestbook|liuyan|bdsharebuttonbox|share(?:box|bar)?|crumbs?|breadcrumbs?|top-?nav|nav(?:bar|igation)?|menu|pager|page-?turn|prev-?next|pre-?next"
    r"|friend-?links?|friendly-?links?|yqlj|qr-?code|erweima|ewm|advert(?:isement)?|popup|cookie)(?:$|[\s_-]|\d)",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"微信扫一扫|扫[一描码]+.{0,6}(?:二维码|关注|分享|下载)|长按.{0,6}(?:识别|关注)|分享到\s*[:：]?|^[【\[]?(?:免责|版权|特别|郑重)声明|^[【\[]?(?:打印|关闭)(?:本页|窗口)?"
)
_FOOTER = re.compile(
    r"ICP\s*备|公?网安备|版权所有|Copyright|©|&copy;|网站标识码|(?:您|你)是.{0,12}第?.{0,12}(?:位|个)(?:访客|访问者|来访者|浏览者)|(?:访问|浏览|点击)总?量?[:：].{0,12}(?:次|人)"
    r"|(?:主办|承办|协办|维护|建设)(?:单位)?\s*[:：].{0,60}(?:访客|访问|技术支持|备案|电话|邮编|网站|维护单位)|(?:网站|本站)(?:地图|总?访问量|维护|管理)",
    re.IGNORECASE,
)
_MOST_HEADING = 24
"""Characters of a heading such as 相关新闻 with what decorates it."""
_BEFORE_HEADING = 30
"""Elements above a heading that are looked at: text of an article among them says that the heading stands within it."""
_MOST_MARK = 240
"""Characters of a block in a footer; what is longer is a text that speaks of such things."""
_LEAST = 8
"""Characters beside the headline that a page keeps at least."""
_SENTENCE = 20
"""Characters, none of them of a link, of the shortest text that is an article's."""


class _Weight(NamedTuple):
    """Characters that an element shows, and those of them within links."""

    all: int
    linked: int


def leave_article(tree: Any) -> None:
    """Takes out of a page's tree what stands around its article."""
    page = _Page(tree)
    page.drop([one for one in page.elements if _is_hidden(one)])
    page.drop([one for one in page.elements if page.is_named(one)])
    page = _Page(tree)
    for block in page.leaves():
        words = page.words(block)
        if len(words) <= _MOST_HEADING and block is not page.headline:
            if RELATED.fullmatch(words):
                page.drop_list(block)
            elif COMMENTS.fullmatch(words):
                page.drop_rest(block)
        if len(words) <= _MOST_MARK and (
            NEIGHBOUR.match(words) or (_ASIDE.search(words) and (len(words) < 60 or "声明" in words[:6])) or page.is_linked_list(block, words)
        ):
            _remove(block)
    for box in page.elements:
        words = (box.text or "").strip()
        if words and len(words) <= _MOST_HEADING and RELATED.fullmatch(words) and page.holds_list(box):
            _remove(box)
    page.cut_footer()


def _is_hidden(element: Any) -> bool:
    if tag_of(element) == "noscript" or (element.get("hidden") is not None and element.get("hidden") != "false"):
        return True
    style = element.get("style")
    return style is not None and "display:none" in _SPACE.sub("", style).lower()


def _remove(element: Any) -> None:
    """Takes an element out; the words behind it stay."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail and element.tail.strip():
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


class _Page:
    """A tree with the weight of each element."""

    def __init__(self, tree: Any) -> None:
        self.tree = tree
        self.elements = [one for one in tree.iter() if tag_of(one)]
        self._weights: dict[Any, _Weight] = {}
        self._blocks_within: set[Any] = set()
        self._weigh()
        self.headline = self._find_headline()
        self._above_headline: set[Any] = set()
        if self.headline is not None:
            self._above_headline.add(self.headline)
            self._above_headline.update(self.headline.iterancestors())

    def _weigh(self) -> None:
        # From the last to the first: what is within comes before what it is in.
        for one in self.elements[::-1]:
            tag = tag_of(one)
            shown = linked = 0
            if tag not in _UNREAD:
                shown = len(_SPACE.sub("", one.text or ""))
                for child in one:
                    weight = self._weights.get(child)
                    if weight is not None:
                        shown, linked = shown + weight.all, linked + weight.linked
                        if child in self._blocks_within or tag_of(child) in _BLOCKS:
                            self._blocks_within.add(one)
                    shown += len(_SPACE.sub("", child.tail or ""))
            self._weights[one] = _Weight(shown, shown if tag == "a" else linked)

    def _find_headline(self) -> Any:
        """The element of the page's headline: its first h1, or the first block that says what the page's title begins with."""
        title = next((one for one in self.elements if tag_of(one) == "title"), None)
        stated = _SPACE.sub("", (title.text or "") if title is not None else "")[:200]
        for one in self.elements:
            weight = self._weights[one].all
            if 6 <= weight <= 200 and one not in self._blocks_within and tag_of(one) in _BLOCKS:
                words = self.words(one)
                if tag_of(one) == "h1" or (stated and stated.startswith(_SPACE.sub("", words))):
                    return one
        return None

    def words(self, element: Any) -> str:
        return " ".join("".join(element.itertext()).split())

    def leaves(self) -> Iterator[Any]:
        """Blocks without blocks in them, as far as they still stand on the page."""
        for one in self.elements:
            if tag_of(one) in _BLOCKS and one not in self._blocks_within and 0 < self._weights[one].all <= _MOST_MARK and self._stands(one):
                yield one

    def _stands(self, element: Any) -> bool:
        return element.getroottree().getroot() is self.tree

    def is_named(self, element: Any) -> bool:
        """Whether the name of an element's box, or the element itself, says that it stands beside the article."""
        if element in self._above_headline or tag_of(element) in ("html", "body", "main", "article"):
            return False
        if tag_of(element) in _PARTS:
            return True
        if tag_of(element) == "header":
            if any(tag_of(one) in ("h2", "h3", "h4") for one in element.iter()):
                return False
            return self.headline is not None and not any(tag_of(one) in ("article", "main") for one in element.iterancestors())
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        return len(names) > 2 and _NAMED.search(names[:300]) is not None

    def drop(self, elements: list[Any]) -> None:
        """Takes elements out, unless what is left would be no text."""
        chosen, outer = set(elements), []
        for one in elements:
            if not any(above in chosen for above in _few(one.iterancestors())):
                outer.append(one)
        whole = self._weights[self.tree]
        away = [self._weights[one] for one in outer]
        left = whole.all - whole.linked - sum(weight.all - weight.linked for weight in away)
        if left - (self._weights[self.headline].all if self.headline is not None else 0) < _LEAST:
            return
        for one in outer:
            _remove(one)

    def drop_list(self, heading: Any) -> None:
        """Takes out a heading such as 相关新闻 with the list below it; within the article's own box a paragraph that is no link ends the list."""
        box = self._box(heading)
        following = box.getnext()
        apart = self.headline is not None and box.getparent() not in self._above_headline
        apart = apart and not any(self._is_text(one) for one in itertools.islice(box.itersiblings(preceding=True), _BEFORE_HEADING))
        _remove(box)
        while following is not None:
            one, following = following, following.getnext()
            if one in self._above_headline or (not apart and self._is_text(one)):
                break
            _remove(one)

    def drop_rest(self, heading: Any) -> None:
        """Takes out a heading such as 网友评论 with all that follows in its box."""
        box = self._box(heading)
        if box in self._above_headline:
            return
        following = box.getnext()
        _remove(box)
        while following is not None and following not in self._above_headline:
            one, following = following, following.getnext()
            _remove(one)

    def _box(self, heading: Any) -> Any:
        """The largest element that holds a heading and nothing else but 更多."""
        box = heading
        while (above := box.getparent()) is not None and tag_of(above) != "body" and self._weights[above].all <= self._weights[heading].all + 4:
            box = above
        return box

    def _is_text(self, element: Any) -> bool:
        """Whether an element is text of an article: a sentence or more that is no link."""
        weight = self._weights.get(element)
        return weight is not None and weight.all - weight.linked >= max(_SENTENCE, weight.linked) and "。" in "".join(element.itertext())

    def holds_list(self, box: Any) -> bool:
        """Whether a box that begins with the words 相关链接 holds entries and no text of the article."""
        return box in self._blocks_within and box not in self._above_headline and not any(self._is_text(one) for one in box)

    def is_linked_list(self, block: Any, words: str) -> bool:
        """相关新闻：<a>…</a> <a>…</a> in one line."""
        head, mark, _ = words.partition("：") if "：" in words else words.partition(":")
        weight = self._weights[block]
        return bool(mark) and RELATED.fullmatch(head) is not None and weight.linked * 5 >= (weight.all - len(head)) * 4

    def cut_footer(self) -> None:
        """Takes out the first block that only a footer says, and all that follows it on the page."""
        seen_headline = self.headline is None or not self._stands(self.headline)
        seen_text = False
        for one in self.elements:
            if one is self.headline:
                seen_headline = True
                continue
            if tag_of(one) not in _BLOCKS or one in self._blocks_within or not self._stands(one):
                continue
            weight = self._weights[one]
            if weight.all == 0:
                continue
            words = self.words(one) if weight.all <= _MOST_MARK else ""
            if seen_headline and seen_text and words and _FOOTER.search(words):
                _cut_from(one)
                return
            seen_text = seen_text or (seen_headline and weight.all - weight.linked >= 12 and not _FOOTER.search(words))


def _few(elements: Iterator[Any]) -> Iterator[Any]:
    """The first ancestors: pages are not nested deeper than some hundred levels."""
    for number, one in enumerate(elements):
        if number > 400:
            return
        yield one


def _cut_from(element: Any) -> None:
    """Takes out an element and everything behind it."""
    first = element
    while (parent := element.getparent()) is not None:
        for later in list(element.itersiblings()):
            parent.remove(later)
        element.tail = None
        element = parent
    _remove(first)
