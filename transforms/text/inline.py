"""A page's running text as a browser shows it: inline tags part no words, what is struck out or hidden is not there, 5400m<sup>2</sup> is 5400m².

Done on the tree before the main text is taken out, because the extractor ends a line at inline tags of short pages.
"""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

_WORD_TAG = re.compile(r"</?(?:o|w|v|m|st1|u1):[a-z]\w{0,30}(?:\s[^<>]{0,2000})?/?>", re.IGNORECASE)
_STRUCK = ("del", "s", "strike")
_INLINE = ("span", "font", "strong", "b", "em", "i", "u", "small", "big", "mark", "sup", "sub", "ins", "wbr", "var", "kbd", "bdi", "bdo", "nobr")
# Boxes that are hidden are another matter: scripts show some of them, the text of WeChat's pages for one.
_RUNNING = frozenset((*_INLINE, "a", "label", "p"))
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px|pt|em)?\s*(?:;|$)", re.IGNORECASE)
_NOTE = re.compile(r"[\[(（〔]?[\d*※①-⑳]{1,3}[\])）〕]?")
_SHORT = 300
"""Characters and elements that are struck out or hidden within running text; with more, a tag was never closed."""


def without_word_tags(page: str) -> str:
    """The mark-up without the tags that a word processor leaves (<o:p>), which no parser of pages knows."""
    return _WORD_TAG.sub("", page)


def as_shown(tree: Any) -> None:
    """Leaves out of a page's tree what is hidden or struck out in its running text, and its inline tags."""
    gone = []
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        style = element.get("style")
        if element.tag in _STRUCK or (style is not None and element.tag in _RUNNING and _HIDING.search(style)):
            if _words(element) is not None:
                gone.append(element)
        elif element.tag == "sup":
            words = _words(element)
            if words in ("2", "3") and (_before(element)[-1:] or " ") in "mM米尺":
                _empty(element)
                element.text = "²" if words == "2" else "³"
            elif words is not None and _NOTE.fullmatch(words):
                # A note's number stands raised beside its word, and is no digit of the number behind it.
                gone.append(element)
    for element in gone:
        _empty(element)
        element.tag = "span"
    etree.strip_tags(tree, *_INLINE)


def _words(element: Any) -> str | None:
    """A short element's words; None where it is long."""
    size = 0
    parts = []
    for number, piece in enumerate(element.itertext()):
        size += len(piece)
        if size > _SHORT or number > _SHORT:
            return None
        parts.append(piece)
    return "".join(parts).strip()


def _before(element: Any) -> str:
    """The words right before an element, in its own box."""
    while True:
        previous = element.getprevious()
        parent = element.getparent()
        if previous is not None:
            words = previous.tail or "".join(previous.itertext())[-4:]
        else:
            words = parent.text or "" if parent is not None else ""
        if words.strip() or previous is not None or parent is None or parent.tag not in _INLINE:
            return str(words).rstrip()
        element = parent


def _empty(element: Any) -> None:
    tail = element.tail
    element.clear()
    element.tail = tail
