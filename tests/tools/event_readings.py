"""Events as they were read on annotated pages, from which the weights of their confidence are learnt; pages are left out whole."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from tests.tools.area import area
from tests.transforms.gold_score import EVENT_REACH, TYPED, agrees, event_rows, gold_rows, page_of, pairs, read_file
from transforms.events import events
from transforms.events.confidence import LEAST
from transforms.facts import EventFact
from transforms.figures.fitting import FOLDS, SEEN, folds
from transforms.weights.logistic import Case, fit, score, sigmoid

RIDGE = 2.0


class EventReading(NamedTuple):
    """One happening as read: its page, its signs, and whether an annotator noted it too, of this kind and at this park."""

    page: str
    signs: tuple[str, ...]
    right: bool
    # Read before the rules knew its page.
    first: bool = False


def judged(folder: Path, gold: Path, stem: str) -> list[tuple[EventFact, bool]]:
    """The happenings read on one page, each with whether an annotator noted it too; those that annotators left open are passed over."""
    facts = read_file(page_of(folder, stem))[1]
    rows = event_rows(facts)
    wanted = {id(row): gold_row for row, gold_row in pairs(rows, gold_rows(gold, stem, "events"), TYPED, EVENT_REACH)}
    read = [(fact, row, wanted.get(id(row))) for row, fact in zip(rows, facts.events, strict=True)]
    return [(fact, noted is not None and all(agrees(slot, row, noted) for slot in TYPED)) for fact, row, noted in read if noted is None or noted["required"]]


def event_cases(corpora: Iterable[tuple[Path, Path]]) -> list[EventReading]:
    """Every happening read on the pages that have gold."""
    found = []
    for folder, gold in corpora:
        for path in sorted(gold.glob("*.events.jsonl")):
            stem = path.name.removesuffix(".events.jsonl")
            with patch.object(events, "LEAST", 0.0):
                # What the weights of now would leave out is to be learnt from too.
                found += [EventReading(stem, fact.signs, right) for fact, right in judged(folder, gold, stem)]
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
    parts = folds(rows, FOLDS)
    scored = [
        (row.right, sigmoid(score(weights, row.signs)))
        for held in parts for weights in [learn_events([row for other in parts if other is not held for row in other])] for row in held
    ]  # fmt: skip
    right = sum(row.right for row in rows)
    kept = [is_right for is_right, value in scored if value >= LEAST]
    return (
        f"events     {len(scored):5} read, {right / max(1, len(scored)):.3f} right; area {area(scored):.3f}; "
        f"{len(kept)} of {LEAST} or more, {sum(kept) / max(1, len(kept)):.3f} of them right, {sum(kept) / max(1, right):.3f} of those right kept"
    )
