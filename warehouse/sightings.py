"""Which document stands at which place, run after run.

A place is a resolved path or a web address. A row is added whenever what is seen there changes, so the last row of a
place tells its present state and the rows before it its history. Nothing is ever changed or removed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from warehouse.store import Store

SEEN, REFUSED, MISSING, WITHDRAWN = "seen", "refused", "missing", "withdrawn"
_ROW = "//"
"""Between the path of a corpus and the name of a row in it: no resolved path holds it."""
CONFIRMED_AFTER = dt.timedelta(hours=23)
"""A page counts as withdrawn when it is missing again a day later; an hour less, for a schedule does not strike to the second."""


def row_place(file: str, name: str) -> str:
    """The place of a row in a corpus file: it stays where other rows come and go."""
    return f"{file}{_ROW}{name}"


def file_of(place: str = "place") -> pl.Expr:
    """The file that holds a place: itself, but for the rows of corpora."""
    found = pl.col(place)
    return pl.when(found.str.contains(r"^[A-Za-z][A-Za-z0-9+.-]*://")).then(found).otherwise(found.str.splitn(_ROW, 2).struct.field("field_0"))


@dataclass(slots=True, frozen=True)
class Sighting:
    """The last row of a place."""

    place: str
    source: str
    state: str
    # The document that stands there, or stood there last; None where none was ever taken in.
    document_key: str | None
    # The title, date and source that a file beside the document stated.
    sidecar: str
    # Size and times of the file, and of the one beside it, by which an unchanged one is known without being read; empty where unknown.
    mark: str
    seen_at: dt.datetime


class Sightings:
    """The present state of all places, and what one run adds."""

    def __init__(self, store: Store, run_key: str, now: dt.datetime) -> None:
        self._run_key, self._now = run_key, now
        recorded = store.sightings().drop("run_key").sort("place", maintain_order=True)
        latest = (recorded["place"] != recorded["place"].shift(-1)).fill_null(True)
        self._recorded = recorded if latest.all() else recorded.filter(latest)
        # They are in memory once as it is.
        store.let_go_of_sightings()
        # Of the places looked at in this run; the others are looked up when they are asked for.
        self._last: dict[str, Sighting] = {}
        # Places that no earlier run knew.
        self.fresh: set[str] = set()
        self.new: list[dict[str, Any]] = []
        # For undoing: the states before, and how many of the new rows stay.
        self._before: dict[str, Sighting | None] = {}
        self._settled = 0
        # Places that were looked up and have no record.
        self._unknown: set[str] = set()

    def settle(self, written: bool) -> None:
        """What was noted so far stands; with `written` it has been recorded too."""
        if written:
            self.new.clear()
        self._before.clear()
        self._settled = len(self.new)

    def undo(self) -> None:
        """Forgets what was noted since, so that a batch that broke off can be tried again."""
        for place, last in self._before.items():
            if last is None:
                del self._last[place]
            else:
                self._last[place] = last
        del self.new[self._settled :]
        self._before.clear()

    def load(self, places: Collection[str]) -> None:
        """Looks up many places at once."""
        wanted = pl.Series(list(places), dtype=pl.String).implode()
        for row in self._recorded.filter(pl.col("place").is_in(wanted)).iter_rows(named=True):
            self._last.setdefault(row["place"], _sighting(row))
        self._unknown.update(place for place in places if place not in self._last)

    def let_go(self, places: Collection[str]) -> None:
        """Keeps no more of these places in memory than was recorded before this run: a corpus may have millions."""
        for place in places:
            self._last.pop(place, None)
        self._unknown.difference_update(places)
        self.fresh.difference_update(places)

    def rows_of(self, file: str) -> pl.DataFrame:
        """The rows of a corpus at which something stood, or was refused, before this run: place, document_key and state."""
        rows = self._recorded.filter(pl.col("place").str.starts_with(file + _ROW) & (pl.col("state") != WITHDRAWN))
        return rows.select("place", "document_key", "state")

    def last(self, place: str) -> Sighting | None:
        """The present state of a place; None where it was never looked at."""
        if place not in self._last and len(self._recorded) and place not in self._unknown:
            at = int(self._recorded["place"].search_sorted(place))
            if at < len(self._recorded) and self._recorded["place"][at] == place:
                self._last[place] = _sighting(self._recorded.row(at, named=True))
        return self._last.get(place)

    def unchanged(self, places: Sequence[str], marks: Sequence[str], catalogued: pl.Series, lost: Collection[str]) -> pl.Series:
        """For each place whether the very file that stood there when it was last read still stands there, by its mark.

        Never for a document that the catalogue lacks (a run was killed between noting its place and recording it), nor for a `lost` one.
        """
        listed = pl.DataFrame({"place": places, "mark": marks}, schema={"place": pl.String, "mark": pl.String})
        whole = self._recorded.filter((pl.col("state") == SEEN) & (pl.col("mark") != "") & ~pl.col("document_key").is_in(list(lost)))
        whole = whole.join(catalogued.to_frame("document_key"), on="document_key", how="semi")
        found = listed.join(whole.select("place", known="mark"), on="place", how="left", maintain_order="left")
        return (found["mark"] == found["known"]).fill_null(False)

    def under(self, folder: str) -> pl.DataFrame:
        """The places in a folder at which something stands, or stood when they were last looked at, with their documents."""
        head = folder.rstrip("/\\") + ("\\" if "\\" in folder and "/" not in folder else "/")
        looked_at = pl.DataFrame(
            [(found.place, found.document_key, found.state) for found in self._last.values()],
            schema={"place": pl.String, "document_key": pl.String, "state": pl.String}, orient="row",
        )  # fmt: skip
        present = pl.concat([self._recorded.select(looked_at.columns), looked_at]).unique("place", keep="last", maintain_order=True)
        return present.filter(pl.col("place").str.starts_with(head) & (pl.col("state") != WITHDRAWN))

    def states(self) -> pl.DataFrame:
        """How many documents stand in which state at every place, with what this run has seen; the rows of a corpus are those of its file."""
        schema = {"place": pl.String(), "state": pl.String(), "document_key": pl.String()}
        looked_at = pl.DataFrame([(found.place, found.state, found.document_key) for found in self._last.values()], schema=schema, orient="row")
        latest = pl.concat([self._recorded.select(list(schema)), looked_at]).unique("place", keep="last")
        # A corpus as such is no document.
        latest = latest.filter((pl.col("state") != SEEN) | pl.col("document_key").is_not_null())
        return latest.group_by(file_of().alias("place"), "state").agg(pl.len().cast(pl.Int64).alias("count"))

    def remember(self, place: str, source: str, document_key: str) -> None:
        """Takes for granted that a document stood at a place before there were records of it."""
        if self.last(place) is None:
            self._add(SEEN, place, source, document_key, "")
            self.fresh.discard(place)

    def restated(self, place: str, document_key: str, sidecar: str) -> bool:
        """Whether only what the file beside a document states has changed since it was seen at a place."""
        last = self.last(place)
        return last is not None and last.document_key == document_key and last.sidecar != sidecar

    def seen(self, place: str, source: str, document_key: str | None, sidecar: str = "", mark: str = "") -> None:
        """A document stands at a place, or a corpus that is none itself; `mark` tells its file from a changed one."""
        last = self.last(place)
        if last is None or (last.state, last.document_key, last.sidecar) != (SEEN, document_key, sidecar) or (mark and mark != last.mark):
            self._add(SEEN, place, source, document_key, sidecar, mark)

    def refused(self, place: str, source: str, again: bool = False) -> None:
        """What stands at a place could not be read. `again`: also where something was taken away from there before."""
        last = self.last(place)
        if last is None or last.state == SEEN or (again and last.state == WITHDRAWN):
            self._add(REFUSED, place, source, last.document_key if last else None, last.sidecar if last else "")

    def missing(self, place: str, source: str) -> bool:
        """A server says that a page is gone; True where that was so a day ago already and it counts as withdrawn now."""
        last = self.last(place)
        if last is None or last.state not in (MISSING, WITHDRAWN):
            self._add(MISSING, place, source, last.document_key if last else None, "")
            return False
        if last.state == MISSING and self._now - last.seen_at >= CONFIRMED_AFTER:
            self.withdrawn(last)
            return True
        return False

    def withdrawn(self, last: Sighting) -> None:
        """A document was taken away from a place."""
        self._add(WITHDRAWN, last.place, last.source, last.document_key, "")

    def _add(self, state: str, place: str, source: str, document_key: str | None, sidecar: str, mark: str = "") -> None:
        last = self.last(place)
        if last is None:
            self.fresh.add(place)
        self._unknown.discard(place)
        self._before.setdefault(place, last)
        found = Sighting(place, source, state, document_key, sidecar, mark, self._now)
        self._last[place] = found
        self.new.append({
            "place": place, "source": source, "state": state, "document_key": document_key, "sidecar": sidecar, "mark": mark,
            "seen_at": self._now, "run_key": self._run_key,
        })  # fmt: skip


def _sighting(row: dict[str, Any]) -> Sighting:
    return Sighting(**row | {"mark": row["mark"] or ""})
