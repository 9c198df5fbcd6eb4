"""Speed of the whole extraction against jieba's plain segmentation (and JioNLP where it is installed), in one run.

    python -m tests.benchmarks.bench_extraction [FOLDER]

FOLDER holds text files (default: the shared press pages where they are beside the checkout, else the sample corpus); they
are repeated to two megabytes. One process, everything loaded before the clock starts. Every round times all of them one
after the other, so that a machine that is busy for a while is so for all; the medians of the rounds are compared. Prints
one ratio a line: above 1 the extraction is the faster. The last line leaves the repeats out and forgets the words cut
before: what a text costs that is read for the first time.

The reader is timed as `make wheel` compiles it, where build/compiled holds it, and then as the sources stand here. Both must
read the same facts; where they do not, nothing is timed.
"""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
import importlib
import importlib.util
import logging
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import jieba

import transforms.reader
from tests.support import REPOSITORY
from transforms.knowledge import knowledge
from transforms.numbers.numerals import parse_numeral
from transforms.reader import read_document
from transforms.text.decode import Unreadable, decode
from transforms.text.search_words import searchable
from transforms.text.segmenter import words

SIZE = 2_000_000
ROUNDS = 5
DAY = dt.date(2022, 12, 7)
COMPILED = REPOSITORY / "build" / "compiled"


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


def _read_and_index(text: str) -> None:
    for _ in searchable(text, read_document("0" * 64, text, DAY).sentences):
        pass


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


def _ratio(other: Callable[[str], object], texts: list[str], share: int = 1, mine: Callable[[str], object] = _read, forget: bool = False) -> str:
    """How many times as fast the extraction is; the other tool reads only one text in `share` where it is slow."""
    here, there = [], []
    for _ in range(ROUNDS):
        if forget:
            words.cache_clear()
            parse_numeral.cache_clear()
        here.append(_seconds(mine, texts) / sum(map(len, texts)))
        there.append(_seconds(other, texts[::share]) / sum(map(len, texts[::share])))
    ratios = [b / a for a, b in zip(here, there, strict=True)]
    return f"{statistics.median(there) / statistics.median(here):.2f} (rounds {min(ratios):.2f} to {max(ratios):.2f})"


def _facts(texts: list[str]) -> str:
    """A hash of everything read from the texts."""
    digest = hashlib.sha256()
    for text in texts:
        digest.update(repr(read_document("0" * 64, text, DAY)).encode())
    return digest.hexdigest()


def measure(once: list[str]) -> None:
    """Times the reader of this process and prints its ratios (higher is faster than the other)."""
    texts = list(_repeated(once, SIZE))
    for text in once:
        _read_and_index(text)
        _cut(text)
    print(f"extraction / jieba.cut: {_ratio(_cut, texts)}", flush=True)
    if importlib.util.find_spec("jionlp"):
        jionlp = importlib.import_module("jionlp")
        ratio = _ratio(lambda text: (jionlp.ner.extract_money(text), jionlp.ner.extract_time(text)), texts, share=10)
        print(f"extraction / JioNLP money and time: {ratio}", flush=True)
    print(f"extraction and words for the search / jieba.cut: {_ratio(_cut, texts, mine=_read_and_index)}", flush=True)
    print(f"extraction / jieba.cut, texts read for the first time: {_ratio(_cut, once, forget=True)}", flush=True)


def _in_compiled(*arguments: str) -> str:
    """What this module prints when it runs with the compiled reader."""
    paths = [str(COMPILED), *filter(None, [os.environ.get("PYTHONPATH")])]
    command = [sys.executable, "-P", "-m", "tests.benchmarks.bench_extraction", *arguments]
    done = subprocess.run(command, env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)}, stdout=subprocess.PIPE, text=True, check=True)
    return done.stdout


def main() -> None:
    """Runs the comparisons.

    Raises SystemExit where the compiled reader reads something else than the sources.
    """
    what = next((a for a in sys.argv[1:] if a.startswith("--")), "")
    given = [a for a in sys.argv[1:] if not a.startswith("--")]
    shared = REPOSITORY.parent / "shared" / "articles"
    folder = Path(given[0]) if given else shared if shared.is_dir() else REPOSITORY / "seeds" / "sample"
    once = _texts(folder)
    knowledge()
    if what == "--facts":
        print(transforms.reader.__file__.endswith(".py"), _facts(once))
    elif what == "--measure":
        measure(once)
    else:
        if COMPILED.is_dir():
            if _in_compiled("--facts", str(folder)).split() != ["False", _facts(once)]:
                raise SystemExit("the reader in build/compiled reads other facts than the sources: remove it and run `make bench` again")
            print("The reader compiled (make wheel):")
            print(_in_compiled("--measure", str(folder)))
            print("The reader as the sources stand here:")
        measure(once)


if __name__ == "__main__":
    main()
