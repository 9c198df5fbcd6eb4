"""One jieba tokenizer a process, without a cache.

jieba's default cache is one fixed file in the shared temp folder that is loaded without a check, so anyone on the
machine could plant one; and a private one would stay there when a process is killed.
"""

from __future__ import annotations

import functools
import logging

import jieba


@functools.cache
def tokenizer() -> jieba.Tokenizer:
    """The tokenizer, loaded on first use (about a second)."""
    # Where no cache can be written jieba goes on without, and need not print a traceback.
    jieba.setLogLevel(logging.CRITICAL)
    tokens = jieba.Tokenizer()
    # A file is no folder.
    tokens.tmp_dir = __file__
    tokens.initialize()
    return tokens


@functools.lru_cache(maxsize=8192)
def words(text: str) -> tuple[str, ...]:
    """The words of a short piece of text; never call it on a whole document."""
    return tuple(tokenizer().lcut(text, HMM=False))


@functools.cache
def _tags() -> dict[str, str]:
    """Word classes of jieba's dictionary (ns: place name, v: verb ...)."""
    tags: dict[str, str] = {}
    with tokenizer().get_dict_file() as lines:
        for line in lines:
            fields = line.decode("utf-8").split(" ")
            if len(fields) == 3:
                tags[fields[0]] = fields[2].strip()
    return tags


def word_class(word: str) -> str:
    """The class of a word in jieba's dictionary, such as `ns` for a place; empty where it is not in it."""
    return _tags().get(word, "")
