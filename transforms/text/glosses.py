"""Pinyin that mirror pages set behind characters: 開發(fā)區(qū), 產(chǎn)業. It is no part of the text."""

from __future__ import annotations

import re

_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
_TONE = re.compile(f"[{_TONED}]")
# One syllable with its tone, or one that has none (的, 了, 们), in brackets right behind a Chinese character. 第(a)项, 公司(ABC) are none.
GLOSS = rf"(?<=[\u3400-\u9fff])[(（](?:[a-zü]{{0,3}}[{_TONED}][a-zü]{{0,3}}|de|le|zhe|men|ne|ba|ma|zi)[)）]"


def has_glosses(text: str) -> bool:
    """Whether a text may hold glosses at all: whether a letter with a tone stands in it."""
    return _TONE.search(text) is not None
