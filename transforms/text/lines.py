"""The lines of a page as a browser shows them, and which of them are its main text.

The extractor tells an article from its surroundings; how it cuts it into lines depends on how long the page is and on how it was
marked up. So what it found decides only which lines stay: they stand as the page shows them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from transforms.tables.markup import tag_of

_UNSHOWN = frozenset("script style head title noscript template select option textarea iframe object svg canvas audio video button map".split())
_INLINE = frozenset(
    "a abbr acronym bdi bdo big cite code data del dfn em font i b strong ins kbd label mark q s samp small span strike sub sup time tt u var wbr img ruby nobr".split()
)
_GAP = re.compile(r"[ \t\r\n\f\u00a0\u3000]+")
# A line of the source that ends between two Chinese characters is no gap: browsers show one, nobody writes one.
_WRAP = re.compile(r"(?<=[\u4e00-\u9fa5，。、；：！？（）“”《》])[ \t]*[\r\n]\s*(?=[\u4e00-\u9fa5，。、；：！？（）“”《》])")
_SPACE = re.compile(r"\s+")
_SHORT = 15
"""Characters below which a line may stand elsewhere by chance: in a menu, for one."""
_NEAR = 40
"""Characters that the extractor may have of its own before a line: the mark of a list, the words of a picture."""
_MOST_WORK = 400_000_000
"""Characters compared at the most, lines times text; beyond it the extractor's own lines stay."""
_ENOUGH = 0.9
"""Share of what the extractor found that the lines must hold to take its place."""


def page_lines(tree: Any) -> list[str]:
    """The lines of a page in order, blanks at their ends and empty ones left out."""
    lines: list[str] = []
    parts: list[str] = []

    def end() -> None:
        line = _GAP.sub(" ", _WRAP.sub("", "".join(parts))).strip()
        if line:
            lines.append(line)
        parts.clear()

    for piece in _pieces(tree):
        if piece is None:
            end()
        else:
            parts.append(piece)
    end()
    return lines


def _pieces(tree: Any) -> Iterator[str | None]:
    """Words in order; None where a line ends."""
    stack: list[Any] = [tree]
    while stack:
        one = stack.pop()
        if one is None or isinstance(one, str):
            yield one
            continue
        tag = tag_of(one)
        if not tag or tag in _UNSHOWN:
            continue
        edge = None if tag not in _INLINE else ""
        stack.append(edge)
        if tag == "pre":
            for line in reversed("".join(one.itertext()).split("\n")):
                stack.append(line)
                stack.append(None)
            continue
        for child in reversed(one):
            if child.tail:
                stack.append(child.tail)
            stack.append(child)
        if one.text:
            stack.append(one.text)
        stack.append(edge)


def main_lines(lines: Sequence[str], found: str) -> str | None:
    """The lines that stand in what the extractor found, as text; None where they cannot be matched with it."""
    squeezed = _SPACE.sub("", found)
    if len(lines) * len(squeezed) > _MOST_WORK:
        return None
    kept: list[str] = []
    position = size = 0
    for line in lines:
        bare = _SPACE.sub("", line)
        at = squeezed.find(bare, position, position + len(bare) + _NEAR)
        if at < 0 and len(bare) >= _SHORT:
            at = squeezed.find(bare, position)
        if at >= 0:
            kept.append(line)
            position, size = at + len(bare), size + len(bare)
    return "\n".join(kept) if size >= _ENOUGH * len(squeezed) else None
