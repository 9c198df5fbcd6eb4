"""The headline of a page above its text: many a page names its park nowhere else, and the main text begins below the headline."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

_PARTS = re.compile(r"\s*[_|｜]\s*|\s+[-–—]\s+|-{2,}")
_SITE = re.compile(r"(?:网站?|门户|首页|主页|管委会|管理委员会|人民政府|委员会|客户端|频道|栏目|列表)$")
LONGEST = 120
"""Characters of a headline; what is longer is none."""


def headline_of(tree: HtmlElement, title: str) -> str:
    """The headline that a page shows: its one h1, else what its title says before the site's name; empty where both only name the site."""
    shown = [" ".join(str(head.text_content()).split()) for head in tree.iter("h1")]
    shown = [head for head in dict.fromkeys(shown) if head]
    if len(shown) == 1 and _is_headline(shown[0]):
        return shown[0]
    first = _PARTS.split(title.strip(), maxsplit=1)[0].strip()
    return first if _is_headline(first) else ""


def _is_headline(text: str) -> bool:
    return 4 <= len(text) <= LONGEST and _SITE.search(text) is None


def opens_with(text: str, words: str, reach: int) -> bool:
    """Whether a text says some words near its beginning, whatever the blanks in them; `reach`: characters in which, beside twice their own length."""
    return "".join(words.split()) in "".join(text[: 2 * len(words) + reach].split())


def with_headline(text: str, headline: str, reach: int = 300) -> str:
    """A text with its headline above it, where it does not open with that itself."""
    return text if not headline or opens_with(text, headline, reach) else f"{headline}\n\n{text}"
