"""Scores facts against hand-made gold: matched by overlapping characters, right where the named slots agree."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any, NamedTuple

from flows.steps.sources import read_sidecar
from transforms.facts import DocumentFacts
from transforms.reader import read_document
from transforms.text.articles import read_header
from transforms.text.decode import decode
from transforms.times.document_date import document_date

Row = dict[str, Any]
FOUND = ("value", "unit")
MAIN = (*FOUND, "park", "metric", "measure", "status")
STRICT = (*MAIN, "qualifier", "period_start", "period_end")
TYPED = ("park", "event_type")
EVENT_REACH = 40


class Score(NamedTuple):
    """Precision and recall of one level."""

    precision: float
    recall: float


def read_file(path: Path, given: dt.date | None = None) -> tuple[str, DocumentFacts]:
    """A file's text and facts, with the date found out as the pipeline does."""
    text = decode(path.read_bytes()).text
    header, _ = read_header(text)
    day = document_date(text, read_sidecar(path).date or header.get("date", ""), given, header.get("source", ""))
    return text, read_document("0" * 64, text, day.date, basis=day.basis)


def page_of(folder: Path, stem: str) -> Path:
    """The document of a name in a folder, whatever its format; what is told beside it (.json) is none."""
    return next(file for file in sorted(folder.iterdir()) if file.stem == stem and file.suffix != ".json")


def observation_rows(facts: DocumentFacts) -> list[Row]:
    """Observations as the gold writes them."""
    return [
        {
            "start": o.start_offset, "end": o.end_offset, "value": o.value, "unit": o.unit, "park": o.park_key, "metric": o.metric_key,
            "measure": o.measure, "status": o.status, "qualifier": o.qualifier,
            "period_start": o.start_date.isoformat() if o.start_date else None, "period_end": o.end_date.isoformat() if o.end_date else None,
            "confidence": o.confidence, "signs": o.signs,
        }
        for o in facts.observations
    ]  # fmt: skip


def event_rows(facts: DocumentFacts) -> list[Row]:
    """Events as the gold writes them."""
    return [{"start": e.start_offset, "end": e.end_offset, "park": e.park_key, "event_type": e.event_type} for e in facts.events]


def gold_rows(folder: Path, stem: str, kind: str) -> list[Row]:
    """Gold facts of one document."""
    path = folder / f"{stem}.{kind}.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def agrees(slot: str, found: Row, wanted: Row) -> bool:
    """Whether a slot is right; slots that the annotator left free always are."""
    if slot in wanted["free"]:
        return True
    a, b = found[slot], wanted[slot]
    if slot == "value":
        return abs(float(a) - float(b)) <= 1e-6 * max(1.0, abs(float(b)))
    return (a or None) == (b or None)


def pairs(found: list[Row], wanted: list[Row], slots: tuple[str, ...], reach: int = 0) -> list[tuple[Row, Row]]:
    """Each gold fact with at most one fact found, best agreement first, then nearest."""
    options = []
    for i, f in enumerate(found):
        for j, w in enumerate(wanted):
            gap = max(f["start"], w["start"]) - min(f["end"], w["end"])
            if gap < reach:
                options.append((-sum(agrees(s, f, w) for s in slots), gap, i, j))
    used_found: set[int] = set()
    used_wanted: set[int] = set()
    result = []
    for _, _, i, j in sorted(options):
        if i not in used_found and j not in used_wanted:
            used_found.add(i)
            used_wanted.add(j)
            result.append((found[i], wanted[j]))
    return result


def score(documents: list[tuple[list[Row], list[Row]]], slots: tuple[str, ...], reach: int = 0) -> Score:
    """Precision and recall over documents given as (facts found, gold facts)."""
    right = n_found = n_wanted = 0
    for found, wanted in documents:
        matched = pairs(found, wanted, slots, reach)
        n_found += len(found) - sum(not w["required"] for _, w in matched)
        n_wanted += sum(w["required"] for w in wanted)
        right += sum(w["required"] and all(agrees(s, f, w) for s in slots) for f, w in matched)
    return Score(right / n_found if n_found else 0.0, right / n_wanted if n_wanted else 0.0)
