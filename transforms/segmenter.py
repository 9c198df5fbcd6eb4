"""Words of Chinese text, as jieba cuts them with its dictionary alone (without guessing unknown words).

The cutting is done by jieba's port to Rust, which is many times as fast; tests/transforms/test_segmenter.py holds that both
give the same words. The word classes are read from jieba's own dictionary.
"""

from __future__ import annotations

import functools
import re

import jieba
import rjieba

# Half of a character pair, as broken JSON has it: the port takes only whole characters.
_HALF = re.compile("[\ud800-\udfff]")


@functools.cache
def _cutter() -> rjieba.Jieba:
    """One cutter a process, of its own: words that others add to the library's do not reach it."""
    return rjieba.Jieba()


def _whole(text: str) -> str:
    """The text with broken characters replaced, one for one."""
    return text if text.isascii() or _HALF.search(text) is None else _HALF.sub("\ufffd", text)


@functools.lru_cache(maxsize=8192)
def words(text: str) -> tuple[str, ...]:
    """The words of a piece of text; together they are the text."""
    whole = _whole(text)
    found = _cutter().cut(whole, False)
    if whole is text:
        return tuple(found)
    position = 0
    pieces = []
    for word in found:
        pieces.append(text[position : position + len(word)])
        position += len(word)
    return tuple(pieces)


def search_pieces(text: str) -> list[str]:
    """The words of a text, each preceded by the shorter words within it; a broken character comes out as U+FFFD."""
    found: list[str] = _cutter().cut_for_search(_whole(text), False)
    return found


@functools.cache
def _tags() -> dict[str, str]:
    """Word classes of jieba's dictionary (ns: place name, v: verb ...)."""
    tags: dict[str, str] = {}
    with jieba.Tokenizer().get_dict_file() as lines:
        for line in lines:
            fields = line.decode("utf-8").split(" ")
            if len(fields) == 3:
                tags[fields[0]] = fields[2].strip()
    return tags


def word_class(word: str) -> str:
    """The class of a word in jieba's dictionary, such as `ns` for a place; empty where it is not in it."""
    return _tags().get(word, "")
