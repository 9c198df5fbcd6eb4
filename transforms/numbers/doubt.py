"""Whether the characters of a number leave its value in doubt."""

from __future__ import annotations

import re

from transforms.text.decode import FAULT

# 415。6万元, 2907·09亿元: a mark that is read as the point; 5，100家: a comma that may part two numbers.
_UNSURE = re.compile(r"\d[。·・•‧]\d|\d，\d{3}(?!\d)|[\u202a-\u202e\u2066-\u2069]")


def in_doubt(text: str, start: int, end: int) -> bool:
    """Whether a quantity, as the text has it, may be another number than the one that was read.

    So it is beside bytes that are no character too (税收29\ufffd07.09亿元): what stood there may have been a digit.
    """
    return _UNSURE.search(text, start, end) is not None or FAULT in text[max(0, start - 1) : end + 1]
