"""Whether the characters of a number leave its value in doubt."""

from __future__ import annotations

import re

# 415。6万元, 2907·09亿元: a mark that is read as the point; 5，100家: a comma that may part two numbers.
_UNSURE = re.compile(r"\d[。·・•‧]\d|\d，\d{3}(?!\d)|[\u202a-\u202e\u2066-\u2069]")


def in_doubt(original: str) -> bool:
    """Whether a quantity, as the text has it, may be another number than the one that was read."""
    return _UNSURE.search(original) is not None
