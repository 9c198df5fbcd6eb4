"""Events as they were read on annotated pages, from which the weights of their confidence are learnt; pages are left out whole."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from tests.transforms.gold_score import EVENT_REACH, TYPED, agrees, event_rows, gold_rows, pairs, read_file
from transforms.events import events
from transforms.events.confidence import LEAST
from transforms.figures.fitting import FOLDS, SEEN
from transforms.weights.logistic import Case, fit, score, sigmoid

RIDGE = 2.0


class EventReading(NamedTuple):
    """One happening as read: its page, its signs, and whether an annotator noted it too, of this kind and at this park."""

    page: str
    signs: tuple[str, ...]
    right: bool
    # Read before the rules knew its page.
    first: bool = False


def event_cases(corpora: Iterable[tuple[Path, Path]]) -> list[EventReading]:
    """Every happening read on the pages that have gold; those that annotators left open are passed over."""
    found = []
    for folder, gold in corpora:
        for path in sorted(gold.glob("*.events.jsonl")):
            stem = path.name.removesuffix(".events.jsonl")
            with patch.object(events, "LEAST", 0.0):
                # What the weights of now would leave out is to be learnt from too.
                facts = read_file(next(f for f in sorted(folder.iterdir()) if f.stem == stem and f.suffix != ".json"))[1]
            rows = event_rows(facts)
            wanted = {id(row): gold_row for row, gold_row in pairs(rows, gold_rows(gold, stem, "events"), TYPED, EVENT_REACH)}
            for row, fact in zip(rows, facts.events, strict=True):
                noted = wanted.get(id(row))
                if noted is None or noted["required"]:
                    found.append(EventReading(stem, fact.signs, noted is not None and all(agrees(slot, row, noted) for slot in TYPED)))
    return found


def record_events(folder: Path, gold: Path, target: Path) -> None:
    """Keeps how the happenings of a new batch are read, before its errors are looked at."""
    with target.open("w", encoding="utf-8") as stream:
        for row in event_cases([(folder, gold)]):
            stream.write(json.dumps({"page": row.page, "signs": row.signs, "right": row.right}, ensure_ascii=False) + "\n")


def events_at_first_sight(folder: Path) -> list[EventReading]:
    """The happenings of batches as they were read before the rules knew the pages, and those of press pages that are no part of the project."""
    lines = [line for path in sorted(folder.glob("*.jsonl")) for line in path.read_text(encoding="utf-8").splitlines()]
    return [EventReading(row["page"], tuple(row["signs"]), row["right"], row.get("first", True)) for row in map(json.loads, lines)]


def learn_events(rows: Sequence[EventReading]) -> dict[str, float]:
    """Weights of the signs; pages beside which rules were written tell less of pages to come."""
    return fit([Case(dict.fromkeys(row.signs, 1.0), row.right, 1.0 if row.first else SEEN) for row in rows], RIDGE)


def told_events(rows: Sequence[EventReading]) -> str:
    """How well weights tell that have not seen a page, in one line."""
    pages = sorted({row.page for row in rows})
    scored = [
        (row, _chance(weights, row)) for fold in range(FOLDS) for weights in [learn_events([r for r in rows if r.page not in pages[fold::FOLDS]])]
        for row in rows if row.page in pages[fold::FOLDS]
    ]  # fmt: skip
    right, wrong = [value for row, value in scored if row.right], [value for row, value in scored if not row.right]
    area = sum((a > b) + (a == b) / 2 for a in right for b in wrong) / max(1, len(right) * len(wrong))
    kept = [row.right for row, value in scored if value >= LEAST]
    return (
        f"events     {len(scored):5} read, {len(right) / max(1, len(scored)):.3f} right; area {area:.3f}; "
        f"{len(kept)} of {LEAST} or more, {sum(kept) / max(1, len(kept)):.3f} of them right, {sum(kept) / max(1, len(right)):.3f} of those right kept"
    )


def _chance(weights: Mapping[str, float], row: EventReading) -> float:
    return sigmoid(score(weights, row.signs))
