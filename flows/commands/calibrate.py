"""`parkhouse calibrate`: fits the confidence anew on what people have looked at and on the project's own pages."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from importlib import resources
from pathlib import Path

from flows.operations.terminal_text import json_text
from flows.steps.load.own_confidence import FILE_NAME, HEAD, own_confidence, read_weights, rules_signs
from transforms.figures.confidence import COMBINED, QUESTIONS, confidence_by
from transforms.figures.fitting import Reading, folds, learn
from transforms.weights.seed import Weights, seed_weights
from warehouse.connect import opened, published
from warehouse.evaluate import Reviewed, reviewed
from warehouse.files import write_bytes
from warehouse.layout import Home

LEAST = 100
"""Figures that must have been looked at: of fewer, chance says more than they do."""
LEAST_WRONG = 10
"""Of them so many must be wrong, and so many right: from one kind alone nothing can be learnt."""
SURE = 0.9
SEEDS = "readings.jsonl.gz"
PARTS = 3
_FIELDS = {"whose": ("park_key", "subject_type"), "when": ("period_key",), "what": ("metric_key", "measure"), "mode": ("status",)}


class TooFew(ValueError):
    """There is not enough to learn from; the message says how much is missing."""


@dataclass(slots=True)
class Calibration:
    """What a new fit changes, told on the figures that were looked at; the new weights had not seen the page of any of them."""

    figures: int
    right: int
    mean_before: float
    mean_after: float
    error_before: float
    """Mean square of the difference between confidence and truth (Brier)."""
    error_after: float
    sure_before: int
    sure_right_before: int
    sure_after: int
    sure_right_after: int
    kept: bool
    file: str


def calibrate_command(root: Path, reset: bool, as_json: bool) -> str:
    """Fits, writes and tells, or goes back. Raises WarehouseError where there is no warehouse, TooFew where too little was looked at."""
    home = Home(root)
    path = home.root / FILE_NAME
    if reset:
        was = path.is_file()
        path.unlink(missing_ok=True)
        return json_text({"reset": was}) if as_json else _reset_told(was)
    with opened(published(home.warehouse), read_only=True) as connection:
        mine = [row for fact in reviewed(connection) if (row := reading_of(fact)) is not None]
    right = sum(row.strict for row in mine)
    if len(mine) < LEAST or min(right, len(mine) - right) < LEAST_WRONG:
        raise TooFew(
            f"{len(mine)} figures have been looked at, {len(mine) - right} of them wrong: calibrating takes {LEAST}, of which {LEAST_WRONG} are wrong "
            f"and {LEAST_WRONG} right (`parkhouse review --sample 300` shows figures drawn at random)"
        )
    text = own_confidence(home)
    before = read_weights(text) if text else seed_weights()
    found = _compared(mine, before, path)
    if found.kept:
        write_bytes(path, written(learn([*seed_readings(), *mine])).encode())
    return json_text(asdict(found)) if as_json else _told(found)


def seed_readings() -> list[Reading]:
    """How the project's own pages were read, and what of it was right."""
    lines = gzip.decompress(resources.files("seeds").joinpath(SEEDS).read_bytes()).decode().splitlines()
    rows = (json.loads(line) for line in lines)
    return [Reading(page, tuple(signs), dict(zip(QUESTIONS, right, strict=True)), weight=weight) for page, signs, right, weight in rows]


def reading_of(fact: Reviewed) -> Reading | None:
    """What a fact that was looked at teaches of the rules' reading; None where it is no figure that the rules have read."""
    said = fact.said.get("rules")
    signs = rules_signs(fact.signs)
    if fact.table != "observation" or said is None or not signs:
        return None
    right: dict[str, bool | None] = {"in_scope": fact.truth is not None}
    for question, names in _FIELDS.items():
        right[question] = None if fact.truth is None else all(said.get(name) == fact.truth.get(name) for name in names)
    if fact.truth is not None and not fact.value_right:
        right["what"] = False
    return Reading(fact.source_key, signs, right)


def _compared(mine: Sequence[Reading], before: Weights, path: Path) -> Calibration:
    """Old and new weights on what was looked at, each part told by weights that were fitted without it."""
    seeds = seed_readings()
    old: list[tuple[float, bool]] = []
    new: list[tuple[float, bool]] = []
    parts = folds(mine, PARTS)
    for held in parts:
        weights = learn([*seeds, *(row for part in parts if part is not held for row in part)]) if held else before
        old += [(confidence_by(before, row.signs), row.strict) for row in held]
        new += [(confidence_by(weights, row.signs), row.strict) for row in held]
    count = len(mine)

    def error(scored: Sequence[tuple[float, bool]]) -> float:
        return round(sum((value - is_right) ** 2 for value, is_right in scored) / count, 4)

    sure = [[is_right for value, is_right in scored if value >= SURE] for scored in (old, new)]
    return Calibration(
        count, sum(row.strict for row in mine), round(sum(value for value, _ in old) / count, 3), round(sum(value for value, _ in new) / count, 3),
        error(old), error(new), len(sure[0]), sum(sure[0]), len(sure[1]), sum(sure[1]), error(new) < error(old), str(path),
    )  # fmt: skip


def written(weights: Weights) -> str:
    """Weights as the text of their file."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(HEAD)
    for question in (*QUESTIONS, COMBINED):
        for sign, weight in sorted(weights[question].items()):
            if abs(weight) >= 0.005 or not sign:
                writer.writerow([question, sign, f"{weight:.3f}"])
    return stream.getvalue()


def _told(found: Calibration) -> str:
    lines = [
        f"{found.figures} figures that were looked at, {found.right} of them strictly right ({found.right / found.figures:.1%})",
        f"mean confidence {found.mean_before:.3f} before, {found.mean_after:.3f} after",
        f"mean square error {found.error_before:.4f} before, {found.error_after:.4f} after (told by weights that had not seen the page)",
        f"of {SURE} or more: {found.sure_right_before} of {found.sure_before} right before, {found.sure_right_after} of {found.sure_after} after",
    ]
    if found.kept:
        lines.append(f"written to {found.file}; the next run uses it. `parkhouse calibrate --reset` goes back")
    else:
        lines.append("no better than what is in use: nothing is changed")
    return "\n".join(lines)


def _reset_told(was: bool) -> str:
    return "the confidence of the package counts again from the next run on" if was else "nothing to reset: the confidence of the package is in use"
