"""Scores the reading of table files against their gold: python -m tests.tools.table_gold [FOLDER] [--errors]."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from tests.support import REPOSITORY
from transforms.facts import ObservationFact
from transforms.formats.limits import LIMITS
from transforms.formats.registry import format_of
from transforms.reader import read_document
from transforms.text.decode import decode
from transforms.text.markup import main_text

CORPUS = REPOSITORY / "tests" / "goldens" / "tables" / "corpus"
SLOTS = ("park", "metric_key", "value", "unit", "measure", "status", "subject_type", "start_date", "end_date", "qualifier")
_MARKS = "-+−–▲▼↑↓ "


class Score(NamedTuple):
    """Cells strictly right, cells found, facts read, cells wanted."""

    right: int
    found: int
    read: int
    wanted: int

    @property
    def strict(self) -> float:
        """F1 of the cells that are right in every slot."""
        return 2 * self.right / (self.read + self.wanted) if self.read + self.wanted else 1.0

    def __add__(self, other: tuple[Any, ...]) -> Score:
        return Score(*(a + b for a, b in zip(self, other, strict=True)))


def files(folder: Path = CORPUS) -> list[Path]:
    """The files that have gold."""
    return [next(p for p in folder.glob(gold.stem + ".*") if p.suffix != ".jsonl") for gold in sorted(folder.glob("*.jsonl"))]


def document_of(path: Path) -> tuple[str, dt.date | None]:
    """A file's text as the reader sees it, and the document's day."""
    about = json.loads((path.parent / "documents.json").read_text(encoding="utf-8")).get(path.name, {})
    content = path.read_bytes()
    form = format_of(content, "text/csv" if path.suffix == ".csv" else "")
    if form is not None:
        text = form.read(content, LIMITS).text
    else:
        text = decode(content).text
        if path.suffix == ".html":
            text = main_text(text).text
    if about.get("title") and not text.startswith(("source:", "title:")):
        text = f"title: {about['title']}\ndate: {about['date']}\n\n{text}"
    return text, dt.date.fromisoformat(about["date"]) if about.get("date") else None


def wrong_slots(fact: ObservationFact, wanted: dict[str, Any]) -> list[str]:
    """The slots in which a fact is not what was wanted."""
    got = {
        "park": fact.park_key, "metric_key": fact.metric_key, "value": fact.value, "unit": fact.unit, "measure": fact.measure, "status": fact.status,
        "subject_type": fact.subject_type, "qualifier": fact.qualifier,
        "start_date": fact.start_date and fact.start_date.isoformat(), "end_date": fact.end_date and fact.end_date.isoformat(),
    }  # fmt: skip
    free = wanted.get("free", ())
    return [slot for slot in SLOTS if slot not in free and not _same(got[slot], wanted.get(slot))]


def _number(text: str) -> str:
    """A number without its sign, its commas and the zeros behind its point, which a workbook may show or not."""
    plain = text.strip(_MARKS).replace(",", "")
    return plain.rstrip("0").rstrip(".") if "." in plain and plain[-1].isdigit() else plain


def _same(got: Any, wanted: Any) -> bool:
    if isinstance(wanted, int | float) and not isinstance(wanted, bool):
        return isinstance(got, int | float) and abs(got - wanted) <= 1e-6 * max(1.0, abs(wanted))
    return (got or None) == (wanted or None)


def pairs(path: Path) -> Iterator[tuple[dict[str, Any] | None, ObservationFact | None]]:
    """Wanted and read facts of a file, paired by their characters and what they agree on; what has no partner stands alone."""
    text, day = document_of(path)
    left = list(read_document("0" * 64, text, day).observations)
    for line in path.with_suffix(".jsonl").read_text(encoding="utf-8").splitlines():
        wanted = json.loads(line)
        alike = [fact for fact in left if _number(fact.text) == _number(str(wanted["text"]))]
        best = min(alike, key=lambda fact: len(wrong_slots(fact, wanted)), default=None)
        if best is not None:
            left.remove(best)
        if best is not None or wanted.get("required", True):
            yield wanted, best
    yield from ((None, fact) for fact in left)


def score(path: Path, errors: bool = False) -> Score:
    """The score of one file; `errors` prints what is wrong."""
    total = Score(0, 0, 0, 0)
    for wanted, fact in pairs(path):
        wrong = wrong_slots(fact, wanted) if fact is not None and wanted is not None else None
        total += (wrong == [], wrong is not None, fact is not None, wanted is not None)
        if errors and wrong != []:
            told = f"{wanted['row']} | {wanted['column']} {wanted['text']}" if wanted else ""
            print(f"  {path.name}: {told} {'missed' if fact is None else f'extra {fact.text}' if wanted is None else f'wrong {wrong}'}")
    return total


def main() -> None:
    """Prints the score of each file and of all."""
    folder = next((Path(argument) for argument in sys.argv[1:] if not argument.startswith("--")), CORPUS)
    total = Score(0, 0, 0, 0)
    for path in files(folder):
        one = score(path, "--errors" in sys.argv)
        print(f"{path.name}: {one.right} right, {one.found} found of {one.wanted}, {one.read} read")
        total += one
    print(f"strict F1 {total.strict:.3f} ({total.right} right, {total.found} found of {total.wanted}, {total.read} read)")


if __name__ == "__main__":
    main()
