"""Which park a reader means by a name: the key under which the register, or the document itself, has it.

A model writes a park's name as the page does (蘇滁現代產業園), as the register does, or shorter or longer than either; what is
a form of the same name is settled here. A name that neither the text nor the register knows is none.
"""

from __future__ import annotations

import functools
import re
from collections import Counter

from transforms.facts import ArticleFact
from transforms.knowledge import Knowledge
from transforms.names.park_names import CLASSES, MINOR_CLASSES, SUFFIX, WORD_CLASS, split_name
from transforms.owners.home_park import UNNAMED
from transforms.text.width import normalise, to_half_width, to_simplified

PAGE_TOP = 500
"""Characters at the top of a page that name parks for all its articles: masthead, header, path."""
LONGEST_NAME = 40
"""Characters of the longest name of a park; official full names have up to 30."""
# What a name says of a park's rank, and the brackets of 中国(湖北)自由贸易试验区, name no other park.
_NO_PART = re.compile(r"^中国|国家级|国家|省级|[()·\s]")
# 片区, 区, 园, 城, 港 ...: what a park's name ends in, in the words of the register or others.
_ENDS_NAME = re.compile(r"(?:区|园|城|港|谷|基地|小镇)$")
# What stands before the class word in the text: 富阳 in 富阳区开发区.
_DIVISION = re.compile(r"(?:市|县|区|州|盟|旗)$")


@functools.cache
def _letters() -> dict[int, int]:
    return to_half_width() | to_simplified()


def plain(name: str) -> str:
    """A name in Simplified Chinese and half width, without blanks."""
    return "".join(name.translate(_letters()).split())


def folded(name: str) -> str:
    """What two forms of one name have in common: its class in one word (经济技术开发区 → 经开区), no rank, no brackets."""
    return SUFFIX.sub(lambda match: WORD_CLASS[match[0]], _NO_PART.sub("", plain(name)))


class ParkForms:
    """The parks that an article may speak of, under all their forms: those that it or the top of its page names, and the register's."""

    def __init__(self, text: str, article: ArticleFact, known: Knowledge) -> None:
        self._known = known
        self._article = article
        # Of a page with many articles each is looked through once.
        top = text[: min(PAGE_TOP, article.start_offset)] + "\n"
        own = top + text[article.start_offset : article.end_offset]
        self._text = normalise(own)
        self._plain = plain(own)
        mentions = known.parks.find(self._text)
        self._keys = dict.fromkeys([article.park_key] if article.park_key else [])
        self._keys.update(dict.fromkeys(m.key for m in mentions if m.key))
        self._folded: dict[str, set[str]] = {}
        for key in self._keys:
            self._folded.setdefault(folded(key), set()).add(key)
        self._folded_text = ""
        inside = [m for m in mentions if not m.key and m.start >= len(top)]
        # 我区, 全区 name no kind of park.
        classed = [m for m in inside if m.class_name in CLASSES or m.class_name in MINOR_CLASSES]
        self._words = Counter(self._text[m.start : m.end] for m in classed)
        self._classes = {m.class_name for m in classed}
        self._seen: dict[str, str | None] = {}

    def key_of(self, name: str) -> str | None:
        """The key of the park that a name means; None where neither the text nor the register knows it."""
        if name not in self._seen:
            self._seen[name] = self._key_of(plain(name)) if len(name) <= LONGEST_NAME else None
        return self._seen[name]

    def _key_of(self, name: str) -> str | None:
        register = self._known.parks.register
        if name.startswith(UNNAMED):
            return self._unnamed()
        if len(name) < 2:
            return None
        if name in register or name in self._keys:
            return name
        named = self._known.parks.find(name)
        whole = named[0] if len(named) == 1 and named[0].start == 0 and named[0].end == len(name) else None
        if whole is not None and whole.registered:
            return whole.key
        if whole is not None and not whole.key:
            return self._bare(whole.class_name)
        alike = self._folded.get(folded(name), set())
        if len(alike) == 1:
            return next(iter(alike))
        if not _ENDS_NAME.search(name):
            return None
        return name if self._stands_in_text(name) else None

    def _stands_in_text(self, name: str) -> bool:
        """Whether the text has the name, or its two parts apart: 富阳 ... 开发区."""
        if name in self._plain:
            return True
        if not self._folded_text:
            self._folded_text = folded(self._text)
        if folded(name) in self._folded_text:
            return True
        parts = split_name(name)
        if parts is None:
            return False
        stem = _DIVISION.sub("", parts.stem) if len(parts.stem) > 2 else parts.stem
        return len(stem) >= 2 and stem in self._plain and (parts.class_name in self._classes or parts.class_name in self._folded_text)

    def _bare(self, class_name: str) -> str | None:
        """高新区 alone: the article's park, or the one park of that class that the document names."""
        main = self._article.park_key
        if main and self._known.parks.class_of(main) == class_name:
            return main
        fitting = [key for key in self._keys if self._known.parks.class_of(key) == class_name]
        return fitting[0] if len(fitting) == 1 else main

    def _unnamed(self) -> str:
        """The park that the page never names: the article's own, else one known by the document and the word that the text has for it."""
        if self._article.park_key:
            return self._article.park_key
        word = max(self._words, key=lambda w: (w != "园区", self._words[w], w), default="园区")
        return f"{UNNAMED}·{self._article.document_key[:8]}·{word}"
