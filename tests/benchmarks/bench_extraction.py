"""Speed of the whole extraction against jieba's plain segmentation (and JioNLP where it is installed), in one run.

    python -m tests.benchmarks.bench_extraction [FOLDER]

FOLDER holds text files (default: the shared press pages where they are beside the checkout, else the sample corpus); they
are repeated to two megabytes. One process, everything loaded before the clock starts. Every round times all of them one
after the other, so that a machine that is busy for a while is so for all; the medians of the rounds are compared. Prints
one ratio a line: above 1 the extraction is the faster. The last line leaves the repeats out and forgets the words cut
before: what a text costs that is read for the first time.
"""

from __future__ import annotations

import datetime as dt
import functools
import importlib
import importlib.util
import logging
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import jieba

from tests.support import REPOSITORY
from transforms.decode import Unreadable, decode
from transforms.knowledge import knowledge
from transforms.numerals import parse_numeral
from transforms.reader import read_document
from transforms.segmenter import words

SIZE = 2_000_000
ROUNDS = 5
DAY = dt.date(2022, 12, 7)


def _texts(folder: Path) -> list[str]:
    found = []
    for path in sorted(folder.iterdir()):
        if path.suffix in (".txt", ".md"):
            try:
                found.append(decode(path.read_bytes()).text)
            except Unreadable as error:
                print(f"left out {path.name}: {error}", file=sys.stderr)
    return found


def _repeated(texts: list[str], size: int) -> Iterator[str]:
    done = 0
    while done < size:
        for text in texts:
            yield text
            done += len(text.encode())


def _seconds(work: Callable[[str], object], texts: list[str]) -> float:
    start = time.perf_counter()
    for text in texts:
        work(text)
    return time.perf_counter() - start


def _read(text: str) -> None:
    read_document("0" * 64, text, DAY)


@functools.cache
def _tokenizer() -> jieba.Tokenizer:
    """jieba with its cache in a private place: its default is one file in the shared temp folder that is loaded unchecked."""
    jieba.setLogLevel(logging.WARNING)
    tokens = jieba.Tokenizer()
    with tempfile.TemporaryDirectory() as folder:
        tokens.tmp_dir = folder
        tokens.initialize()
    return tokens


def _cut(text: str) -> None:
    for _ in _tokenizer().cut(text):
        pass


def _ratio(other: Callable[[str], object], texts: list[str], share: int = 1, forget: bool = False) -> str:
    """How many times as fast the extraction is; the other tool reads only one text in `share` where it is slow."""
    mine, theirs = [], []
    for _ in range(ROUNDS):
        if forget:
            words.cache_clear()
            parse_numeral.cache_clear()
        mine.append(_seconds(_read, texts) / sum(map(len, texts)))
        theirs.append(_seconds(other, texts[::share]) / sum(map(len, texts[::share])))
    ratios = [b / a for a, b in zip(mine, theirs, strict=True)]
    return f"{statistics.median(theirs) / statistics.median(mine):.2f} (rounds {min(ratios):.2f} to {max(ratios):.2f})"


def main() -> None:
    """Runs the comparison and prints the ratios of speeds (higher is faster than the other)."""
    shared = REPOSITORY.parent / "shared" / "articles"
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else shared if shared.is_dir() else REPOSITORY / "seeds" / "sample"
    once = _texts(folder)
    texts = list(_repeated(once, SIZE))
    knowledge()
    for text in once:
        _read(text)
        _cut(text)
    print(f"extraction / jieba.cut: {_ratio(_cut, texts)}")
    if importlib.util.find_spec("jionlp"):
        jionlp = importlib.import_module("jionlp")
        ratio = _ratio(lambda text: (jionlp.ner.extract_money(text), jionlp.ner.extract_time(text)), texts, share=10)
        print(f"extraction / JioNLP money and time: {ratio}")
    print(f"extraction / jieba.cut, texts read for the first time: {_ratio(_cut, once, forget=True)}")


if __name__ == "__main__":
    main()
