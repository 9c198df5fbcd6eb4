"""The words under which a sentence is found: what is stored for searching, and how a query must be folded to meet it.

Folding makes spelling variants one: full width to half width, Traditional to Simplified, capitals to small letters. Words are
jieba's in its search mode, which gives long words and the shorter ones within them (招商引资, 招商, 引资). All text of every document goes
through here, so the words come from jieba's Rust port, which gives the same words fifteen times as fast.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from transforms.facts import MAX_SENTENCE_TEXT, SentenceFact
from transforms.text.segmenter import search_pieces
from transforms.text.width import to_half_width, to_simplified

MAX_WORD = 20
"""Characters of the longest word that is kept; longer runs are numbers, addresses and noise."""
_SPOKEN = re.compile(r"[0-9a-z\u3400-\u9fff]")
_MARKS = frozenset("，。、；：“”‘’《》？！…—·•()[]【】%.,:;/+-~ \r\n")
# The small form of these depends on their neighbours or is two characters.
_ODD_CAPITALS = re.compile("[\u0130\u03a3]")


@functools.cache
def folding() -> dict[int, int]:
    """Characters and what they are folded to, for `str.translate`; each maps to one character."""
    return to_half_width() | to_simplified()


@functools.cache
def _folded_characters() -> re.Pattern[str]:
    # A page holds few of these, and finding them is much faster than looking every character up in the table.
    return re.compile("[" + "".join(map(re.escape, map(chr, folding()))) + "]+")


def _fold(match: re.Match[str]) -> str:
    return match[0].translate(folding())


def folded(text: str) -> str:
    """The text with spelling variants made one; of the same length, and each part of it as if folded by itself."""
    text = _folded_characters().sub(_fold, text)
    if _ODD_CAPITALS.search(text) is None:
        return text.lower()
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)


def search_words(text: str) -> list[str]:
    """The words of a text in order of place, each as often as it stands; marks and spaces left out."""
    return _words_of_folded(folded(text))


def _words_of_folded(text: str) -> list[str]:
    # Most pieces begin with a Chinese character (jieba's own words are shorter than the limit) or are a common mark.
    return [
        word for word in search_pieces(text)
        if "\u3400" <= word < "\ua000" or (word not in _MARKS and len(word) <= MAX_WORD and _SPOKEN.search(word))
    ]  # fmt: skip


@dataclass(slots=True)
class SearchableSentence:
    """A sentence, or a piece of a very long line, with the words under which it is found."""

    document_key: str
    article_key: str
    start_offset: int
    end_offset: int
    text: str
    words: list[str]


def searchable(text: str, sentences: Iterable[SentenceFact]) -> Iterator[SearchableSentence]:
    """The sentences of a document as they are kept for searching, in pieces of at most MAX_SENTENCE_TEXT characters.

    What holds no word (a rule of dashes, empty brackets) is left out, and what two articles of a page share stands once.
    """
    letters = folded(text)
    seen: set[tuple[int, int]] = set()
    for sentence in sentences:
        for start in range(sentence.start_offset, sentence.end_offset, MAX_SENTENCE_TEXT):
            end = min(sentence.end_offset, start + MAX_SENTENCE_TEXT)
            if (start, end) not in seen and (words := _words_of_folded(letters[start:end])):
                seen.add((start, end))
                yield SearchableSentence(sentence.document_key, sentence.article_key, start, end, text[start:end], words)
