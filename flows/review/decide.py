"""Decisions made on the review page, as lines of corrections.csv and parks.csv."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import threading
from collections.abc import Mapping
from typing import Any

from flows.review.doubts import LEFT, TABLES, Doubts, other_reading, reading_labels
from flows.steps.load.corrections import EVERY_FIELD, FILE_NAME, HEAD, problem_of_row
from flows.steps.own_parks import FILE_NAME as PARKS
from flows.steps.own_parks import HEAD as PARK_HEAD
from flows.steps.own_parks import NOT_HERE, RETRACT, in_force, problem_of, rows_of
from seeds.read import seed_rows
from transforms.figures.unit_fit import unit_fits
from transforms.names.classes import split_name
from warehouse.corrections import LABELS
from warehouse.decisions import append_rows, read_shared
from warehouse.left_out import LEAVE, RESTORE

REASON, SAMPLED, ANEW, UNDONE = "review", "review: sample", "review: decided anew", "review: undone"
LONGEST_WHO = 60
MAIN_FIELD = {"observation": "value", "event": "title"}
CHANGEABLE = {table: tuple(name for name in names if name != "unit") for table, names in LABELS.items()}
Row = dict[str, str]


class Refused(ValueError):
    """A decision that cannot be taken as it is; the message says why."""


class Decisions:
    """Takes decisions and keeps them. Another reviewer, or an editor, may write to the same files."""

    def __init__(self, doubts: Doubts) -> None:
        self._doubts = doubts
        self._path = doubts.home.root / FILE_NAME
        self._lock = threading.Lock()
        self._open: tuple[object, set[tuple[str, ...]]] | None = None

    def waiting(self) -> list[dict[str, Any]]:
        """What is still to be decided."""
        done = self._decided()
        forms = in_force(rows_of(self._doubts.home))
        found = []
        for row in self._doubts.queue():
            table = "observation" if row["kind"] == LEFT else TABLES.get(row["kind"], "")
            if table and done & _names(table, row["document_key"], row["start_offset"], row["end_offset"], row["decision_key"]):
                continue
            if not table and (row["decision_key"] in forms):
                continue
            found.append(row)
        return found

    def _decided(self) -> set[tuple[str, ...]]:
        """The facts about which a decision stands, by place and by key."""
        try:
            found = self._path.stat()
        except OSError:
            return set()
        published = self._doubts.home.warehouse.stat()
        mark = (found.st_mtime_ns, found.st_size, published.st_mtime_ns)
        if self._open is None or self._open[0] != mark:
            stale = self._doubts.stale_origins()
            done: set[tuple[str, ...]] = set()
            for line, row in self._rows():
                place = _place(row)
                if row["action"] == "retract":
                    done.discard(place)
                elif f"{FILE_NAME}, line {line}" not in stale:
                    done.add(place)
            self._open = mark, done
        return self._open[1]

    def _rows(self) -> list[tuple[int, Row]]:
        if not self._path.is_file():
            return []
        reader = csv.DictReader(io.StringIO(read_shared(self._path), newline=""))
        return [(reader.line_num, {name: row.get(name) or "" for name in HEAD}) for row in reader]

    def decide(self, key: str, action: str, changes: Mapping[str, str], who: str) -> None:
        """Keeps a decision. Raises Refused, or NoSuchDecision where the warehouse has it no more."""
        who = _clean(who)[:LONGEST_WHO]
        if not who:
            raise Refused("say who you are")
        kind, _, name = key.partition(":")
        with self._lock:
            if kind in TABLES:
                self._fact(kind, name, action, changes, who)
            elif kind == LEFT:
                self._left(name, action, changes, who)
            elif kind in ("name", "article"):
                self._name(kind, name, action, changes, who)
            else:
                raise Refused("unknown kind of decision")

    def _fact(self, kind: str, key: str, action: str, changes: Mapping[str, str], who: str) -> None:
        fact = self._doubts.fact(kind, key)
        table, read = fact["table"], fact["read"]
        wanted = dict(fact["labels"])
        drop = action == "drop"
        if action == "other":
            reading = other_reading(fact)
            if reading is None:
                raise Refused("no other reader has read it otherwise")
            drop = reading["scope"] == "out"
            wanted |= {name: value for name, value in reading_labels(reading).items() if name in LABELS[table] and name != "title"}
        elif action == "change":
            unknown = set(changes) - set(CHANGEABLE[table])
            if unknown or not changes:
                raise Refused("no such field" if unknown else "nothing is changed")
            wanted |= {name: _clean(value) for name, value in changes.items()}
        elif action not in ("right", "drop"):
            raise Refused("unknown decision")
        if wanted["park_key"] != fact["labels"]["park_key"] and not self._known_park(wanted["park_key"]):
            raise Refused(f"no such park: {wanted['park_key']}")
        if table == "observation" and not drop:
            _check_unit(wanted["metric_key"], wanted["measure"], wanted["unit"])
        place = self._named(fact)
        blocks = self._blocks(place)
        rows = [self._retract(place, ANEW, who)] if blocks or read != fact["labels"] else []
        restored = next((row for row in (blocks[-1] if blocks else []) if row["action"] == RESTORE), None)
        if restored is not None:
            # What is decided now is decided of a fact that stands because it was restored.
            rows.append(restored if not drop else restored | {"action": LEAVE, "who": who, "date": _today()})
        if drop and restored is None:
            rows.append(_row(place, "drop", MAIN_FIELD[table], "", read[MAIN_FIELD[table]], self._reason(), who))
        elif not drop:
            rows.append(_row(place, "confirm", EVERY_FIELD, _json(wanted), _json(read), self._reason(), who))
            for name in CHANGEABLE[table]:
                if wanted[name] != read[name]:
                    rows.append(_row(place, "override", name, wanted[name], read[name], self._reason(), who))
            # The park's own figures go with it.
            if table == "observation" and wanted["park_key"] != read["park_key"] and fact["row"]["subject"] == read["park_key"]:
                rows.append(_row(place, "override", "subject", wanted["park_key"], read["park_key"], self._reason(), who))
        self._keep(rows)

    def _left(self, key: str, action: str, changes: Mapping[str, str], who: str) -> None:
        """A quantity that was left out: rightly, or the other reader is right, with changes where there are some."""
        found = self._doubts.left(key)
        row = dict(found["row"])
        if action not in ("right", "drop", "other", "change"):
            raise Refused("unknown decision")
        if action == "change":
            unknown = set(changes) - set(CHANGEABLE["observation"])
            if unknown or not changes:
                raise Refused("no such field" if unknown else "nothing is changed")
            row |= _typed(row, changes)
            if row["park_key"] != found["row"]["park_key"]:
                if not self._known_park(row["park_key"]):
                    raise Refused(f"no such park: {row['park_key']}")
                row["subject"] = row["park_key"] if row["subject"] == found["row"]["park_key"] else row["subject"]
        if action not in ("right", "drop"):
            _check_unit(row["metric_key"], row["measure"], row["unit"])
        place = _place_row("observation", found["left"])
        rows = [self._retract(place, ANEW, who)] if self._blocks(place) else []
        what = LEAVE if action in ("right", "drop") else RESTORE
        rows.append(_row(place, what, EVERY_FIELD, json.dumps(row, ensure_ascii=False, default=str), found["left"]["reason"], self._reason(), who))
        self._keep(rows)

    def _keep(self, rows: list[Row]) -> None:
        for row in rows:
            problem = problem_of_row(row)
            if problem:
                raise Refused(problem)
        append_rows(self._path, HEAD, [[row[name] for name in HEAD] for row in rows])

    def _reason(self) -> str:
        return SAMPLED if self._doubts.sample else REASON

    def _known_park(self, key: str) -> bool:
        own = in_force(rows_of(self._doubts.home)).values()
        return self._doubts.has_park(key) or any(row["action"] == "new" and row["park_key"] == key for row in own)

    @staticmethod
    def _named(fact: Mapping[str, Any]) -> Row:
        """How a line names its fact: by its place, which stays when the reader reads it otherwise; by its key where others stand there too."""
        row, table = fact["row"], fact["table"]
        if fact["alone"]:
            return {
                "table_name": table,
                "document_key": row["document_key"],
                "start_offset": str(row["start_offset"]),
                "end_offset": str(row["end_offset"]),
                "fact_key": "",
            }
        return {"table_name": table, "document_key": "", "start_offset": "", "end_offset": "", "fact_key": str(row[f"{table}_key"])}

    @staticmethod
    def _retract(place: Row, reason: str, who: str) -> Row:
        return _row(place, "retract", EVERY_FIELD, "", "", reason, who)

    def _blocks(self, place: Row) -> list[list[Row]]:
        """What was decided of a fact, from one taking back to the next; the last is what stands."""
        blocks: list[list[Row]] = [[]]
        for _, row in self._rows():
            if _place(row) == _place(place):
                if row["action"] == "retract":
                    blocks.append([row])
                else:
                    blocks[-1].append(row)
        return blocks if any(blocks) else []

    def _name(self, kind: str, key: str, action: str, changes: Mapping[str, str], who: str) -> None:
        form = _clean(changes.get("form", "")) or (key if kind == "name" else "")
        row = dict.fromkeys(PARK_HEAD, "") | {"form": form, "expect": key, "reason": REASON, "who": who, "date": _today()}
        if action == "none":
            row["action"] = "none" if kind == "name" else NOT_HERE
            if kind == "article":
                row["form"] = key
        elif action == "new":
            parts = split_name(form)
            row |= {"action": "new", "park_key": form, "name": _clean(changes.get("name", "")) or form, "kind": parts.class_name if parts else "园区"}
        elif action == "alias":
            park = _clean(changes.get("park_key", ""))
            if not self._known_park(park) or park == form:
                raise Refused(f"no such park: {park}")
            row |= {"action": "alias", "park_key": park}
        else:
            raise Refused("unknown decision")
        problem = problem_of(row)
        if problem:
            raise Refused(problem)
        rows = [row]
        if kind == "article" and action != "none":
            # The article is settled by what the name stands for.
            rows.append(row | {"form": key, "action": NOT_HERE, "park_key": "", "name": "", "kind": "", "reason": f"{REASON}: {form}"})
        append_rows(self._doubts.home.root / PARKS, PARK_HEAD, [[found[name] for name in PARK_HEAD] for found in rows])

    def undo(self, key: str, who: str) -> None:
        """Takes back the last decision; what was decided before it stands again. Raises Refused where nothing stands."""
        who = _clean(who)[:LONGEST_WHO] or "?"
        kind, _, name = key.partition(":")
        with self._lock:
            if kind not in (*TABLES, LEFT):
                self._undo_name(name, who)
                return
            place = _place_row("observation", self._doubts.left(name)["left"]) if kind == LEFT else self._named(self._doubts.fact(kind, name))
            blocks = self._blocks(place)
            if not blocks or not [row for row in blocks[-1] if row["action"] != "retract"]:
                raise Refused("nothing is decided")
            rows = [self._retract(place, UNDONE, who)]
            if len(blocks) > 1 and blocks[-1][0]["reason"] == ANEW:
                rows += [row for row in blocks[-2] if row["action"] != "retract"]
            append_rows(self._path, HEAD, [[row[name] for name in HEAD] for row in rows])

    def _undo_name(self, name: str, who: str) -> None:
        standing = [row for row in in_force(rows_of(self._doubts.home)).values() if name in (row["form"], row["expect"])]
        if not standing:
            raise Refused("nothing is decided")
        rows = [
            dict.fromkeys(PARK_HEAD, "") | {"form": row["form"], "action": RETRACT, "expect": name, "reason": UNDONE, "who": who, "date": _today()}
            for row in standing
        ]
        append_rows(self._doubts.home.root / PARKS, PARK_HEAD, [[row[column] for column in PARK_HEAD] for row in rows])


def _check_unit(metric: str, measure: str, unit: str) -> None:
    """Raises Refused where the unit cannot be that of the metric: a check would keep the next run from publishing."""
    usual = next((row["unit"] for row in seed_rows("metrics.csv") if row["metric_key"] == metric), "")
    if not unit_fits(usual, unit, measure):
        raise Refused(f"the unit {unit} does not fit {metric} ({measure})")


def _place_row(table: str, row: Mapping[str, Any]) -> Row:
    """Where a fact or a quantity stands, as corrections name it."""
    return {
        "table_name": table,
        "document_key": row["document_key"],
        "start_offset": str(row["start_offset"]),
        "end_offset": str(row["end_offset"]),
        "fact_key": "",
    }


def _typed(row: Mapping[str, Any], changes: Mapping[str, str]) -> dict[str, Any]:
    """The fields that a person changes of a quantity's row. Raises Refused for a value that is no number."""
    found: dict[str, Any] = {name: _clean(value) for name, value in changes.items()}
    if "value" in found:
        try:
            found["value"] = float(found["value"])
        except ValueError:
            raise Refused(f"{found['value']} is no number") from None
        if row["qualifier"] == "exact":
            found |= {"value_low": found["value"], "value_high": found["value"]}
    return found


def _row(place: Mapping[str, str], action: str, field: str, value: str, expect: str, reason: str, who: str) -> Row:
    return {**place, "action": action, "field": field, "value": value, "expect": expect, "reason": reason, "who": who, "date": _today()}


def _place(row: Mapping[str, str]) -> tuple[str, ...]:
    if row["fact_key"]:
        return row["table_name"], row["fact_key"].strip().lower()
    return row["table_name"], row["document_key"].strip().lower(), row["start_offset"].strip(), row["end_offset"].strip()


def _names(table: str, document: str, start: int, end: int, key: str) -> set[tuple[str, ...]]:
    return {(table, document, str(start), str(end)), (table, key)}


def _json(labels: Mapping[str, str]) -> str:
    return json.dumps(dict(labels), ensure_ascii=False)


def _clean(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text).strip()


def _today() -> str:
    return dt.datetime.now(dt.UTC).date().isoformat()
