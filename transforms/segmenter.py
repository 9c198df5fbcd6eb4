"""One jieba tokenizer a process, with its cache in a private place.

jieba's default cache is one fixed file in the shared temp folder that is loaded without a check, so anyone on the
machine could plant one; here each process builds its own.
"""

from __future__ import annotations

import functools
import logging
import tempfile

import jieba


@functools.cache
def tokenizer() -> jieba.Tokenizer:
    """The tokenizer, loaded on first use (about a second)."""
    # A full temp folder takes no cache; jieba then goes on without, and need not print a traceback.
    jieba.setLogLevel(logging.CRITICAL)
    tokens = jieba.Tokenizer()
    with tempfile.TemporaryDirectory(prefix="parkhouse-jieba-") as folder:
        tokens.tmp_dir = folder
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
