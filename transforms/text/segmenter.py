"""Words of Chinese text, as jieba cuts them with its dictionary alone (without guessing unknown words).

The cutting is done by jieba's port to Rust, which is many times as fast; tests/transforms/test_segmenter.py holds that both
give the same words. The word classes are read from jieba's own dictionary.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator

import jieba
import rjieba

from transforms.text.width import SURROGATE


@functools.cache
def _cutter() -> rjieba.Jieba:
    """One cutter a process, of its own: words that others add to the library's do not reach it."""
    return rjieba.Jieba()


@functools.lru_cache(maxsize=8192)
def words(text: str) -> tuple[str, ...]:
    """The words of a piece of text; together they are the text."""
    try:
        return tuple(_cutter().cut(text, False))
    except UnicodeEncodeError:
        # The port takes only whole characters.
        lengths = map(len, words(SURROGATE.sub("\ufffd", text)))
        return tuple(text[end - length : end] for length, end in _ends(lengths))


def _ends(lengths: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Each of some lengths with the sum of all up to it."""
    end = 0
    for length in lengths:
        end += length
        yield length, end


def search_pieces(text: str) -> list[str]:
    """The words of a text, each preceded by the shorter words within it; a broken character comes out as U+FFFD."""
    try:
        return _cutter().cut_for_search(text, False)
    except UnicodeEncodeError:
        return _cutter().cut_for_search(SURROGATE.sub("\ufffd", text), False)


@functools.cache
def _tags() -> dict[str, str]:
    """Word classes of jieba's dictionary (ns: place name, v: verb ...)."""
    with jieba.Tokenizer().get_dict_file() as file:
        text = file.read().decode("utf-8")
    # Cut in one go, for there are 350,000 lines: a word, its frequency and its class in each.
    fields = text.split()
    if len(fields) == 3 * text.count("\n"):
        return dict(zip(fields[::3], fields[2::3], strict=True))
    lines = (line.split() for line in text.split("\n"))
    return {line[0]: line[2] for line in lines if len(line) == 3}


@functools.lru_cache(maxsize=8192)
def word_class(word: str) -> str:
    """The class of a word in jieba's dictionary, such as `ns` for a place; empty where it is not in it."""
    return _tags().get(word, "")
