"""A sketch of an article by which a reprint of it is found again.

The smallest hashes of all runs of six characters: of two articles the share of sketch entries in common estimates the share of
text in common (bottom-k sketch; Broder, On the resemblance and containment of documents, 1997). Marks and spaces do not count, for
reprints differ in them.
"""

from __future__ import annotations

import itertools
import re
import struct
import zlib

RUN = 6
"""Characters of a run: long enough that two articles of one field share few by chance."""
SIZE = 32
"""Entries of a sketch."""
SHORTEST = 60
"""Characters below which a text (an imprint, a notice) may well stand twice by chance; it has no sketch."""
LONGEST = 20_000
"""Characters of an article that count: a reprint begins as its original does."""
_RANGE = 1 << 32
"""Values that a hash can have."""
_UNSAID = re.compile(r"[^0-9a-zA-Z\u3400-\u9fff]+")


def sketch(text: str) -> list[str]:
    """The sketch of a normalised text, smallest entries first; empty where the text is too short to tell."""
    said = _UNSAID.sub("", text[:LONGEST])
    if len(said) < SHORTEST:
        return []
    # Four bytes a character, so that runs are cut from bytes encoded once.
    code = said.encode("utf-32-le", "surrogatepass")
    size = 4 * RUN
    hashes: list[int] = []
    for first in range(0, size, 4):
        # Runs that do not overlap are unpacked in one go: those from the first character on, from the second ...
        stop = first + (len(code) - first) // size * size
        hashes += itertools.starmap(zlib.crc32, struct.iter_unpack(f"{size}s", code[first:stop]))
    # Hashes are spread evenly, so that the smallest are mostly below a bound by their number, and only these need be sorted.
    bound = 3 * SIZE * _RANGE // len(hashes)
    few = {value for value in hashes if value < bound}
    return [f"{value:08x}" for value in sorted(few if len(few) >= SIZE else set(hashes))[:SIZE]]
