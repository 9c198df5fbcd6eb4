"""Fits seeds/confidence.csv on the annotated pages of the project, and tells how well the weights do on pages left out.

python -m tests.tools.fit_confidence            fits on all pages and writes the weights
python -m tests.tools.fit_confidence --check    only the figures of pages left out
python -m tests.tools.fit_confidence PAGES GOLD [PAGES GOLD ...]   also learns from these folders
python -m tests.tools.fit_confidence --record PAGES GOLD NAME      keeps how a new batch is read before its errors are looked at
"""

from __future__ import annotations

import csv
import gzip
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from tests.support import REPOSITORY, SAMPLE
from tests.tools import table_gold
from tests.tools.area import area
from tests.tools.event_readings import event_cases, events_at_first_sight, learn_events, record_events, told_events
from tests.transforms.gold_score import STRICT, agrees, gold_rows, observation_rows, page_of, pairs, read_file
from transforms.events.confidence import EVENT
from transforms.figures.confidence import COMBINED, QUESTIONS
from transforms.figures.fitting import HEEDED, SEEN, Reading, learn, left_out

CORPORA = (
    (SAMPLE, REPOSITORY / "tests" / "goldens" / "sample"),
    (REPOSITORY / "tests" / "goldens" / "pages", REPOSITORY / "tests" / "goldens" / "pages" / "gold"),
)
SLOTS = {"whose": ("park",), "when": ("period_start", "period_end"), "what": ("metric", "measure", "value", "unit"), "mode": ("status", "qualifier")}
TABLE_SLOTS = {"whose": ("park",), "when": ("start_date", "end_date"), "what": ("metric_key", "measure", "value", "unit"), "mode": ("status", "qualifier")}
FIRST_SIGHT = REPOSITORY / "tests" / "goldens" / "first_sight"
"""How batches of pages were read before anybody looked at their errors: page, signs and right answers of each figure.

Only batches that the rules of late have read: what older rules made of a page says little of what these do. `tables` are the twelve tables that
were held back.
"""
WEIGHTS = dict.fromkeys(
    "pgc pmc puc pnc pac pbc pcc pec pdc pfc pic paac pbbc pccc pddc peec pffc pggc phhc piic pkkc pllc pmmc pnnc pooc pppc pqqc prrc pssc pttc puuc pvvc".split(),
    1.0,
) | dict.fromkeys("ppc pkc pjc phc".split(), 0.6)
"""How much a figure of a batch counts by the rules that read it: those much like the rules of now, and those of a while before."""
OLDER = 0.2
"""How much a figure of an earlier batch counts: rules of then erred where those of now do not. Each step found on batches left out."""
SURE = 0.9


def readings(corpora: Iterable[tuple[Path, Path]]) -> list[Reading]:
    """Every figure read on the pages that have gold; figures on which the annotators left the scope open are passed over."""
    found = []
    for folder, gold in corpora:
        for path in sorted(gold.glob("*.observations.jsonl")):
            stem = path.name.removesuffix(".observations.jsonl")
            rows = observation_rows(read_file(page_of(folder, stem))[1])
            matched = {id(f): w for f, w in pairs(rows, gold_rows(gold, stem, "observations"), STRICT)}
            for row in rows:
                wanted = matched.get(id(row))
                if wanted is not None and not wanted["required"]:
                    continue
                right: dict[str, bool | None] = {"in_scope": wanted is not None}
                for question, slots in SLOTS.items():
                    right[question] = None if wanted is None else all(agrees(slot, row, wanted) for slot in slots)
                found.append(Reading(stem, tuple(row["signs"]), right))
    return found


def table_readings() -> list[Reading]:
    """Every cell read in the corpus of tables."""
    found = []
    for path in table_gold.files():
        for wanted, fact in table_gold.pairs(path):
            if fact is None or "table" not in fact.signs or (wanted is not None and not wanted.get("required", True)):
                continue
            wrong = set(table_gold.wrong_slots(fact, wanted)) if wanted is not None else set()
            right: dict[str, bool | None] = {"in_scope": wanted is not None}
            for question, slots in TABLE_SLOTS.items():
                right[question] = None if wanted is None else not wrong & set(slots)
            found.append(Reading(path.stem, tuple(fact.signs), right))
    return found


def at_first_sight() -> list[Reading]:
    """The readings of batches as they were before the rules knew the pages: what pages to come will be like.

    Figures that were recorded before there were second opinions say nothing of these; such batches are passed over.
    """
    found = []
    for path in sorted(FIRST_SIGHT.glob("*.jsonl")):
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        weight = WEIGHTS.get(path.stem, OLDER)
        complete = [Reading(row["page"], tuple(row["signs"]), row["right"], True, weight) for row in rows if _has_opinions(row["signs"])]
        if len(complete) < len(rows):
            print(
                f"{path.name}: {len(rows) - len(complete)} of {len(rows)} figures were recorded without second opinions and are passed over; record them anew"
            )
        found += complete
    return found


def _has_opinions(signs: Sequence[str]) -> bool:
    """Whether signs are as readings have them now: cells of tables have no second opinions."""
    return "table" in signs or any(sign.startswith("park_near=") for sign in signs)


def record(folder: Path, gold: Path, name: str) -> None:
    """Keeps how a new batch is read, before its errors are looked at."""
    with (FIRST_SIGHT / f"{name}.jsonl").open("w", encoding="utf-8") as stream:
        for row in readings([(folder, gold)]):
            stream.write(json.dumps({"page": row.page, "signs": list(row.signs), "right": dict(row.right)}, ensure_ascii=False) + "\n")
    record_events(folder, gold, FIRST_SIGHT / "events" / f"{name}.jsonl")


def told(name: str, scored: Sequence[tuple[Reading, float]]) -> str:
    """One line of figures."""
    sure = [row for row, value in scored if value >= SURE]
    right = sum(row.strict for row in sure)
    return (
        f"{name:10} {len(scored):5} rows, {sum(row.strict for row, _ in scored) / max(1, len(scored)):.3f} right; area {area([(row.strict, value) for row, value in scored]):.3f}; "
        f"sure {len(sure)} ({len(sure) / max(1, len(scored)):.2f} of all), {right / max(1, len(sure)):.3f} of them right"
    )


def keep_readings(rows: Sequence[Reading]) -> None:
    """Keeps the readings in the package, for users who fit the confidence on their own papers too."""
    kinds = frozenset[str]().union(*HEEDED.values())
    signs = [[sign for sign in row.signs if sign.partition("=")[0] in kinds] for row in rows]
    lines = [
        json.dumps([row.page, heeded, [row.right[question] for question in QUESTIONS], row.weight], ensure_ascii=False)
        for row, heeded in zip(rows, signs, strict=True)
    ]
    # Without a time in it the file is the same for the same readings.
    (REPOSITORY / "seeds" / "readings.jsonl.gz").write_bytes(gzip.compress("\n".join(lines).encode(), mtime=0))


def main(arguments: Sequence[str]) -> None:
    """Fits and writes, or only checks."""
    check = "--check" in arguments
    if "--record" in arguments:
        record(Path(arguments[1]), Path(arguments[2]), arguments[3])
        return
    folders = [Path(a) for a in arguments if a != "--check"]
    more = list(zip(folders[::2], folders[1::2], strict=True))
    # What the rules have learnt since counts too: pages to come are read better than those were, and worse than these are.
    # Pages beside which rules were written tell less of pages to come.
    rows = [*at_first_sight(), *(row._replace(weight=SEEN) for row in (*readings([*CORPORA, *more]), *table_readings()))]
    scored = left_out(rows)
    print(told("left out", scored))
    print(told("first", [(row, value) for row, value in scored if row.first]))
    for batch in sorted({row.page[:2] for row in rows}):
        print(told(batch, [(row, value) for row, value in scored if row.page[:2] == batch]))
    events = [*events_at_first_sight(FIRST_SIGHT / "events"), *event_cases([*CORPORA, *more])]
    print(told_events(events))
    if check:
        return
    keep_readings(rows)
    weights = {**learn(rows), EVENT: learn_events(events)}
    with (REPOSITORY / "seeds" / "confidence.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(["question", "sign", "weight"])
        for question in (*QUESTIONS, COMBINED, EVENT):
            for sign, weight in sorted(weights[question].items()):
                if abs(weight) >= 0.005:
                    writer.writerow([question, sign, f"{weight:.3f}"])


if __name__ == "__main__":
    main(sys.argv[1:])
