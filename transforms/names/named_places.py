"""Places that a text itself speaks of: 泉港 where it says 泉港区, whether any list knows it or not."""

from __future__ import annotations

import re

from transforms.text.segmenter import word_class

# 园区, 新区, 开发区, 试验区 and the like are no places' levels.
_LEVEL = re.compile(r"[县市镇旗州]|(?<![园新发验范税易作聚中工业社小城郊片])区")


class NamedPlaces:
    """The words of two or three characters before 县, 市, 镇, 旗, 州, or unknown ones before 区, in a text; found when first asked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._words: frozenset[str] | None = None

    def begin(self, name: str) -> bool:
        """Whether a park's name begins with such a word: 泉港石化工业区."""
        if self._words is None:
            self._words = self._found()
        return name[:2] in self._words or name[:3] in self._words

    def _found(self) -> frozenset[str]:
        found = ((self._text[max(0, match.start() - length) : match.start()], match[0]) for match in _LEVEL.finditer(self._text) for length in (2, 3))
        # 养殖区, 教学区: a word of the language before 区 names no place.
        return frozenset(word for word, level in found if level != "区" or word_class(word) in ("", "ns"))
