"""Places that a text itself speaks of: 泉港 where it says 泉港区, whether any list knows it or not."""

from __future__ import annotations

import re

from transforms.segmenter import word_class

# 园区, 新区, 开发区, 试验区 and the like are no places' levels.
_NO_DISTRICT = frozenset("园新发验范税易作聚中工业社小城郊片")
_LEVEL = re.compile(r"[县市镇旗州区]")
FEW = 20
"""Names that are looked up one by one; a text that asks for more has all its places found at once."""


class NamedPlaces:
    """The words of two or three characters before 县, 市, 镇, 旗, 州, or unknown ones before 区, in a text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._asked = 0
        self._words: set[str] | None = None

    def begin(self, name: str) -> bool:
        """Whether a park's name begins with such a word: 泉港石化工业区."""
        self._asked += 1
        if self._asked <= FEW:
            return self._stands(name[:2]) or self._stands(name[:3])
        if self._words is None:
            found = ((self._text[max(0, match.start() - length) : match.start()], match[0]) for match in _LEVEL.finditer(self._text) for length in (2, 3))
            self._words = {word for word, level in found if level != "区" or _may_be_district(word)}
        return name[:2] in self._words or name[:3] in self._words

    def _stands(self, word: str) -> bool:
        return any(word + level in self._text for level in "县市镇旗州") or (_may_be_district(word) and word + "区" in self._text)


def _may_be_district(word: str) -> bool:
    """Not 园区, 新区; nor 养殖区, 教学区: a word of the language before 区 names no place."""
    return word[-1:] not in _NO_DISTRICT and word_class(word) in ("", "ns")
