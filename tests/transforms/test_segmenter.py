"""The fast cutter gives jieba's own words, whatever the text."""

from __future__ import annotations

import random
from pathlib import Path

import jieba
import pytest

from tests.support import REPOSITORY
from transforms.text.search_words import folded, folding, search_words
from transforms.text.segmenter import search_pieces, word_class, words

SAMPLES = sorted((REPOSITORY / "seeds" / "sample").glob("*.txt"))
# Signs at the borders of what jieba takes for a word, and such as are folded oddly.
ODD = "\u3400\u4dbf\u9fd5\u9fd6\u9fff\uf900\u3007γ·①ÉΣİあ가\u200d\u0301\u00a0\u3000\u0085\u2028\ufffd\r\n\t +#&._%-()，。“”12aZ\U00020000\U0001f600"


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> jieba.Tokenizer:
    """jieba itself, with its cache in a private place."""
    tokens = jieba.Tokenizer()
    tokens.tmp_dir = str(tmp_path_factory.mktemp("jieba"))
    tokens.initialize()
    return tokens


@pytest.mark.parametrize("page", SAMPLES, ids=lambda path: path.stem)
def test_pages_are_cut_as_jieba_cuts_them(plain: jieba.Tokenizer, page: Path) -> None:
    text = page.read_text("utf-8", errors="replace")
    assert list(words(text)) == plain.lcut(text, HMM=False)
    assert search_pieces(text) == list(plain.cut_for_search(text, HMM=False))


def test_any_characters_are_cut_as_jieba_cuts_them(plain: jieba.Tokenizer) -> None:
    chance = random.Random(7)
    known = [word for word, count in plain.FREQ.items() if count]
    for _ in range(3000):
        pieces = [chance.choice((known, ODD)) for _ in range(chance.randint(1, 12))]
        text = "".join(chance.choice(piece)[: chance.randint(1, 5)] for piece in pieces)
        assert list(words(text)) == plain.lcut(text, HMM=False), text
        assert search_pieces(text) == list(plain.cut_for_search(text, HMM=False)), text


def test_dictionaries_hold_the_same_words(plain: jieba.Tokenizer) -> None:
    chance = random.Random(11)
    for word in chance.sample([word for word, count in plain.FREQ.items() if count], 2000):
        assert words(word) == tuple(plain.lcut(word, HMM=False))
        assert word_class(word)


def test_half_characters_are_kept() -> None:
    assert words("投资\ud800园区") == ("投资", "\ud800", "园区")
    assert search_words("投资\ud800园区") == ["投资", "园区"]


def test_a_part_is_folded_as_in_the_whole() -> None:
    assert all(len(chr(small)) == 1 for small in folding().values())
    text = "ΟΔΟΣ İstanbul 園區ＡＢＣ．１２"
    for at in range(len(text)):
        assert folded(text[:at]) + folded(text[at:]) == folded(text)
