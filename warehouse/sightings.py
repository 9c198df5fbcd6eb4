"""Which document stands at which place, run after run.

A place is a resolved path or a web address. A row is added whenever what is seen there changes, so the last row of a
place tells its present state and the rows before it its history. Nothing is ever changed or removed.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from warehouse.store import Store

SEEN, REFUSED, MISSING, WITHDRAWN = "seen", "refused", "missing", "withdrawn"
CONFIRMED_AFTER = dt.timedelta(hours=23)
"""A page counts as withdrawn when it is missing again a day later; an hour less, for a schedule does not strike to the second."""


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
    seen_at: dt.datetime


class Sightings:
    """The present state of all places, and what one run adds."""

    def __init__(self, store: Store, run_key: str, now: dt.datetime) -> None:
        self._run_key, self._now = run_key, now
        frame = store.sightings().drop("run_key").unique("place", keep="last", maintain_order=True)
        self._last = {row["place"]: Sighting(**row) for row in frame.iter_rows(named=True)}
        # Places that no earlier run knew.
        self.fresh: set[str] = set()
        self.new: list[dict[str, Any]] = []
        # For undoing: the states before, and how many of the new rows stay.
        self._before: dict[str, Sighting | None] = {}
        self._settled = 0

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

    def last(self, place: str) -> Sighting | None:
        """The present state of a place; None where it was never looked at."""
        return self._last.get(place)

    def under(self, folder: str) -> list[Sighting]:
        """The places in a folder at which something stands, or stood when they were last looked at."""
        head = folder.rstrip("/\\") + ("\\" if "\\" in folder and "/" not in folder else "/")
        return [found for place, found in self._last.items() if place.startswith(head) and found.state != WITHDRAWN]

    def remember(self, place: str, source: str, document_key: str) -> None:
        """Takes for granted that a document stood at a place before there were records of it."""
        if place not in self._last:
            self._add(SEEN, place, source, document_key, "")
            self.fresh.discard(place)

    def restated(self, place: str, document_key: str, sidecar: str) -> bool:
        """Whether only what the file beside a document states has changed since it was seen at a place."""
        last = self._last.get(place)
        return last is not None and last.document_key == document_key and last.sidecar != sidecar

    def seen(self, place: str, source: str, document_key: str, sidecar: str = "") -> None:
        """A document stands at a place."""
        last = self._last.get(place)
        if last is None or (last.state, last.document_key, last.sidecar) != (SEEN, document_key, sidecar):
            self._add(SEEN, place, source, document_key, sidecar)

    def refused(self, place: str, source: str) -> None:
        """What stands at a place could not be read."""
        last = self._last.get(place)
        if last is None or last.state == SEEN:
            self._add(REFUSED, place, source, last.document_key if last else None, last.sidecar if last else "")

    def missing(self, place: str, source: str) -> bool:
        """A server says that a page is gone; True where that was so a day ago already and it counts as withdrawn now."""
        last = self._last.get(place)
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

    def _add(self, state: str, place: str, source: str, document_key: str | None, sidecar: str) -> None:
        if place not in self._last:
            self.fresh.add(place)
        self._before.setdefault(place, self._last.get(place))
        found = Sighting(place, source, state, document_key, sidecar, self._now)
        self._last[place] = found
        self.new.append({
            "place": place, "source": source, "state": state, "document_key": document_key, "sidecar": sidecar,
            "seen_at": self._now, "run_key": self._run_key,
        })  # fmt: skip
