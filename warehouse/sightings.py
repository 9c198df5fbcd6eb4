"""Which document stands at which place, run after run.

A place is a resolved path or a web address. A row is added whenever what is seen there changes, so the last row of a
place tells its present state and the rows before it its history. Nothing is ever changed or removed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import polars as pl

from warehouse.ledger import collected, last_of_each
from warehouse.store import Store

SEEN, REFUSED, MISSING, WITHDRAWN = "seen", "refused", "missing", "withdrawn"
_ROW = "//"
"""Between the path of a corpus and the name of a row in it: no resolved path holds it."""
_IS_ROW = pl.col("place").str.contains(_ROW, literal=True)
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
    """The present state of all places, and what one run adds.

    In memory are hashes of what was recorded, a fiftieth of it; a record itself is read when it is asked for.
    """

    def __init__(self, store: Store, run_key: str, now: dt.datetime) -> None:
        self._store, self._run_key, self._now = store, run_key, now
        self._before_run = _present(store.scan_sightings())
        self._known = self._before_run
        # Whether a place stands in it twice: the last counts.
        self._renewed = False
        # Of the places looked at since the last batch was recorded.
        self._last: dict[str, Sighting] = {}
        self.new: list[dict[str, Any]] = []
        # For undoing: the states before, and how many of the new rows stay.
        self._before: dict[str, Sighting | None] = {}
        self._settled = 0
        # Places that were looked up and have no record.
        self._unknown: set[str] = set()

    def settle(self, written: bool) -> None:
        """What was noted so far stands; with `written` it has been recorded too."""
        if written:
            if self.new:
                self._known = pl.concat([self._known, _present(pl.LazyFrame(self.new, schema=_NEW))])
                self._renewed = True
            self.new.clear()
            self._last.clear()
            self._unknown.clear()
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

    def _latest(self) -> pl.DataFrame:
        """The last record of each place, as hashes, without what is not recorded yet."""
        if self._renewed:
            # Only where it is asked for: not batch by batch.
            self._known, self._renewed = last_of_each(self._known, "place"), False
        return self._known

    def load(self, places: Collection[str]) -> None:
        """Looks up many places at once."""
        wanted = pl.Series("place", [place for place in places if place not in self._last and place not in self._unknown], dtype=pl.String)
        hashes = wanted.hash()
        there = wanted.filter(hashes.is_in(self._known["place"].filter(self._known["place"].is_in(hashes.implode())).implode()))
        if len(there):
            rows = collected(self._recorded().filter(pl.col("place").is_in(there.implode())))
            for row in rows.unique("place", keep="last").iter_rows(named=True):
                self._last[row["place"]] = _sighting(row)
        self._unknown.update(place for place in wanted if place not in self._last)

    def _recorded(self) -> pl.LazyFrame:
        """All records in order of time, as they stand on the disk."""
        return self._store.scan_sightings().drop("run_key")

    def rows_of(self, file: str) -> pl.DataFrame:
        """The rows of a corpus at which something stood, or was refused, before this run: place, document_key and state."""
        before = self._store.scan_sightings().filter(pl.col("run_key") < self._run_key)
        rows = collected(before.filter(pl.col("place").str.starts_with(file + _ROW)).select("place", "document_key", "state"))
        return last_of_each(rows, "place").filter(pl.col("state") != WITHDRAWN)

    def last(self, place: str) -> Sighting | None:
        """The present state of a place; None where it was never looked at. Of many places each is read by itself, but for `load`."""
        if place not in self._last and place not in self._unknown:
            self.load([place])
        return self._last.get(place)

    def refused_among(self, places: Collection[str]) -> set[str]:
        """Those of the places at which what stands could not be read."""
        self.load(places)
        return {place for place in places if (last := self._last.get(place)) is not None and last.state == REFUSED}

    def unchanged(self, listed: pl.DataFrame, catalogued: pl.Series, lost: Collection[str]) -> pl.Series:
        """For each place of `listed_hashes` whether the very file that stood there when it was last read still stands there, by its mark.

        Never for a document that the catalogue lacks (a run was killed between noting its place and recording it), nor for a `lost` one.
        `catalogued`: hashes of documents.
        """
        lost_documents = pl.Series(list(lost), dtype=pl.String).hash().implode()
        whole = self._latest().filter((pl.col("state") == SEEN) & pl.col("mark").is_not_null() & ~pl.col("document").is_in(lost_documents))
        whole = whole.join(catalogued.to_frame("document"), on="document", how="semi").select("place", known="mark")
        found = listed.join(whole, on="place", how="left", maintain_order="left")
        return (found["mark"] == found["known"]).fill_null(False)

    def all_among(self, places: pl.Series) -> bool:
        """Whether nothing stands anywhere but at these places, by their hashes: then nothing can have vanished, and no place need be read."""
        return not self._last and bool(self._latest().filter(pl.col("state") != WITHDRAWN)["place"].is_in(places.implode()).all())

    def standing(self) -> pl.Series:
        """Hashes of the documents that stand somewhere, or stood there last."""
        return self._known["document"].drop_nulls()

    def is_new(self, places: pl.Series) -> pl.Series:
        """For each place whether no earlier run knew it."""
        return ~places.hash().is_in(self._before_run["place"].implode())

    def under(self, folder: str) -> pl.DataFrame:
        """The places in a folder at which something stands, or stood when they were last looked at, with their documents."""
        head = folder.rstrip("/\\") + ("\\" if "\\" in folder and "/" not in folder else "/")
        rows = collected(self._recorded().filter(pl.col("place").str.starts_with(head)).select("place", "document_key", "state"))
        looked_at = self._looked_at().filter(pl.col("place").str.starts_with(head)).select(rows.columns)
        return last_of_each(pl.concat([rows, looked_at]), "place").filter(pl.col("state") != WITHDRAWN)

    def _looked_at(self) -> pl.DataFrame:
        """What was seen and is not recorded yet."""
        schema = {"place": pl.String(), "state": pl.String(), "document_key": pl.String()}
        return pl.DataFrame([(found.place, found.state, found.document_key) for found in self._last.values()], schema=schema, orient="row")

    def states(self) -> pl.DataFrame:
        """How many documents stand in which state at every place, by its hash, with what this run has seen; the rows of a corpus are those of its file."""
        # The rows of corpora and what lies in archives alone have other files than themselves.
        latest = self._latest()
        if self._last:
            latest = last_of_each(pl.concat([latest, _present(self._looked_at().with_columns(mark=pl.lit(None, pl.String)).lazy())]), "place")
        # A corpus as such is no document.
        latest = latest.filter((pl.col("state") != SEEN) | pl.col("document").is_not_null())
        if latest["is_row"].any():
            rows = pl.concat([collected(self._recorded().select("place")), self._looked_at().select("place")]).filter(_IS_ROW)
            rows = rows.unique().select(pl.col("place").hash(), file_of().hash().alias("of"))
            latest = latest.join(rows, on="place", how="left", maintain_order="left").with_columns(pl.coalesce("of", "place").alias("place"))
            counted = latest.group_by("place", "state").agg(pl.len().cast(pl.Int64).alias("count"))
        else:
            counted = latest.select("place", "state", pl.lit(1, pl.Int64).alias("count"))
        return counted.with_columns(pl.col("state").cast(pl.String))

    def remember(self, place: str, source: str, document_key: str) -> None:
        """Takes for granted that a document stood at a place before there were records of it."""
        if self.last(place) is None:
            self._add(SEEN, place, source, document_key, "")

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
        self._before.setdefault(place, self.last(place))
        self._unknown.discard(place)
        found = Sighting(place, source, state, document_key, sidecar, mark, self._now)
        self._last[place] = found
        self.new.append({
            "place": place, "source": source, "state": state, "document_key": document_key, "sidecar": sidecar, "mark": mark,
            "seen_at": self._now, "run_key": self._run_key,
        })  # fmt: skip


_NEW = {"place": pl.String(), "state": pl.String(), "document_key": pl.String(), "mark": pl.String()}
_OF_MARKS = 1
"""The seed of their hashes, another than that of places, so that no two fall together for both."""


def listed_hashes(places: pl.Series, marks: pl.Series) -> pl.DataFrame:
    """Places and marks as they are compared with what is recorded; a mark that tells nothing is null."""
    return pl.DataFrame({"place": places.hash(), "mark": pl.select(pl.when(marks != "").then(marks.hash(_OF_MARKS))).to_series()})


def _present(records: pl.LazyFrame) -> pl.DataFrame:
    """The last record of each place, by hashes; of marks that tell nothing, and of no document, null."""
    mark = pl.when(pl.col("mark").fill_null("") != "").then(pl.col("mark").hash(_OF_MARKS))
    document = pl.when(pl.col("document_key").is_not_null()).then(pl.col("document_key").hash())
    state = pl.col("state").cast(pl.Enum([SEEN, REFUSED, MISSING, WITHDRAWN]))
    hashed = records.select(pl.col("place").hash(), state, mark.alias("mark"), document.alias("document"), _IS_ROW.alias("is_row"))
    return last_of_each(collected(hashed), "place")


def _sighting(row: dict[str, Any]) -> Sighting:
    return Sighting(**row | {"mark": row["mark"] or ""})
