"""The user's own register, parks.csv in the home directory: what `parkhouse review` decides of names, and what a user writes by hand.

A run reads it once, at its beginning, and hands the reading processes what it read: decisions taken meanwhile are the next run's.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from pathlib import Path

from seeds.own import ACTIONS, OwnPark
from seeds.read import seed_rows
from warehouse.build import SeedError
from warehouse.decisions import read_shared
from warehouse.files import write_bytes
from warehouse.layout import Home

FILE_NAME = "parks.csv"
HEAD = ("form", "action", "park_key", "name", "kind", "level", "province", "city", "expect", "reason", "who", "date")
RETRACT = "retract"
"""Takes back what was decided of a form before."""
NOT_HERE = "not_here"
"""Of an article, named by its key: it is about no park. Nothing for the reader."""
LONGEST_FORM = 60


def rows_of(home: Home) -> list[dict[str, str]]:
    """The lines of the register, as they stand, each with its `line`. Raises SeedError naming file and line where one cannot be understood."""
    path = home.root / FILE_NAME
    if not path.is_file():
        return []
    try:
        text = read_shared(path)
    except UnicodeDecodeError as error:
        raise SeedError(f"{path}: not UTF-8 ({error.reason} at byte {error.start}); save it as UTF-8") from None
    reader = csv.DictReader(io.StringIO(text, newline=""))
    if tuple(reader.fieldnames or ()) != HEAD:
        raise SeedError(f"{FILE_NAME}, line 1: the columns must be {','.join(HEAD)}")
    rows = []
    for row in reader:
        place = f"{FILE_NAME}, line {reader.line_num}"
        if None in row or None in row.values():
            raise SeedError(f"{place}: {len(HEAD)} fields expected")
        rows.append({key: value.strip() for key, value in row.items()} | {"line": str(reader.line_num)})
        problem = problem_of(rows[-1])
        if problem:
            raise SeedError(f"{place}: {problem}")
    return rows


def problem_of(row: Mapping[str, str]) -> str:
    """What is wrong with a line; empty where nothing is."""
    if row["action"] not in (*ACTIONS, RETRACT, NOT_HERE):
        return f"action {row['action']}: one of {', '.join((*ACTIONS, RETRACT, NOT_HERE))}"
    if row["action"] in (RETRACT, NOT_HERE):
        return "" if row["form"] else "form is missing"
    if not 2 <= len(row["form"]) <= LONGEST_FORM or "|" in row["form"] or "|" in row["park_key"]:
        return f"form {row['form']}: a name of 2 to {LONGEST_FORM} characters without |"
    if row["action"] != "none" and not 2 <= len(row["park_key"]) <= LONGEST_FORM:
        return f"park_key is missing: the park that {row['form']} names"
    return ""


def in_force(rows: list[dict[str, str]]) -> dict[str, dict[str, str]]:
    """The last decision of each form."""
    found: dict[str, dict[str, str]] = {}
    for row in rows:
        found.pop(row["form"], None)
        if row["action"] != RETRACT:
            found[row["form"]] = row
    return found


def read_own_parks(home: Home) -> tuple[OwnPark, ...]:
    """The register as the reader takes it. Raises SeedError as `rows_of` does, and where another name leads to no park."""
    parks = [OwnPark(*(row[name] for name in HEAD[:8])) for row in in_force(rows_of(home)).values() if row["action"] in ACTIONS]
    known = {row["park_key"] for row in seed_rows("parks.csv")} | {park.park_key for park in parks if park.action == "new"}
    found = []
    for park in sorted(parks):
        if park.action == "alias" and park.park_key not in known:
            # Another name of a park that the register has not makes it one of the user's.
            known.add(park.park_key)
            found.append(OwnPark(park.park_key, "new", park.park_key))
        found.append(park)
    return tuple(found)


def _snapshot(home: Home, run_key: str) -> Path:
    return home.state / "plans" / f"{run_key}.parks.json"


def keep_for_run(home: Home, run_key: str, parks: tuple[OwnPark, ...]) -> None:
    """Keeps what a run reads with, for the processes that read for it."""
    if parks:
        write_bytes(_snapshot(home, run_key), json.dumps([list(park) for park in parks], ensure_ascii=False).encode())


def kept_for_run(home: Home, run_key: str) -> tuple[OwnPark, ...]:
    """What a run reads with."""
    path = _snapshot(home, run_key)
    if not path.is_file():
        return ()
    return tuple(OwnPark(*map(str, park)) for park in json.loads(path.read_text(encoding="utf-8")))
