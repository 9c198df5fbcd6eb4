"""Places that a text itself speaks of: 泉港 where it says 泉港区, whether any list knows it or not."""

from __future__ import annotations

import re

# 园区, 新区, 开发区, 试验区 and the like are no places' levels.
_LEVEL = re.compile(r"(?<![园新发验范税易作聚中工业社小城郊片])[区县市镇旗州]")


class NamedPlaces:
    """The words of two or three characters before 区, 县, 市, 镇, 旗 or 州 in a text; found when first asked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._words: set[str] | None = None

    def begin(self, name: str) -> bool:
        """Whether a park's name begins with such a word: 泉港石化工业区."""
        if self._words is None:
            ends = [match.start() for match in _LEVEL.finditer(self._text)]
            self._words = {self._text[max(0, end - length) : end] for end in ends for length in (2, 3)}
        return name[:2] in self._words or name[:3] in self._words
