"""Speed of the whole extraction against jieba's plain segmentation (and JioNLP where it is installed), in one run.

    python -m tests.benchmarks.bench_extraction [FOLDER]

FOLDER holds text files (default: the shared press pages where they are beside the checkout, else the sample corpus); they
are repeated to two megabytes. One process, everything loaded before the clock starts. Prints one ratio a line.
"""

from __future__ import annotations

import datetime as dt
import importlib
import importlib.util
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.support import REPOSITORY
from transforms.decode import Unreadable, decode
from transforms.knowledge import knowledge
from transforms.reader import read_document
from transforms.segmenter import tokenizer

SIZE = 2_000_000
ROUNDS = 3
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
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.perf_counter()
        for text in texts:
            work(text)
        best = min(best, time.perf_counter() - start)
    return best


def _cut(text: str) -> None:
    for _ in tokenizer().cut(text):
        pass


def main() -> None:
    """Runs the comparison and prints the ratios of speeds (higher is faster than the other)."""
    shared = REPOSITORY.parent / "shared" / "articles"
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else shared if shared.is_dir() else REPOSITORY / "seeds" / "sample"
    texts = list(_repeated(_texts(folder), SIZE))
    knowledge()
    tokenizer()
    read_document("0" * 64, texts[0], DAY)
    mine = _seconds(lambda text: read_document("0" * 64, text, DAY), texts)
    jieba = _seconds(_cut, texts)
    print(f"extraction / jieba.cut: {jieba / mine:.2f}")
    if importlib.util.find_spec("jionlp"):
        jionlp = importlib.import_module("jionlp")
        part = texts[: max(1, len(texts) // 10)]
        other = _seconds(lambda text: (jionlp.ner.extract_money(text), jionlp.ner.extract_time(text)), part)
        share = sum(len(t) for t in part) / sum(len(t) for t in texts)
        print(f"extraction / JioNLP money and time: {other / share / mine:.2f}")


if __name__ == "__main__":
    main()
