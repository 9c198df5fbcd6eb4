"""Corpora in the ingest stage: their rows in batches, and afterwards what has become of the rows that stood there before.

A row's place is its file and its key, so that rows before it may come and go; the line is how the user finds it. The file has a
place of its own, whose mark spares an unchanged corpus its reading.
"""

from __future__ import annotations

import dataclasses
import json
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from typing import Any

import polars as pl

from flows.steps.corpora.names import Kind
from flows.steps.corpora.options import CorpusOptions
from flows.steps.corpora.reading import CorpusReading, Reached
from flows.steps.corpora.rows import Broken, CorpusRow
from flows.steps.ingest.containers import noted, noted_unchanged
from flows.steps.sources import SourceFile
from transforms.keys import document_key
from transforms.version import rule_set_version
from warehouse.sightings import REFUSED, SEEN, Sightings, row_place

BATCH_ROWS = 10_000
"""Each batch costs some files and their syncs."""
BATCH_BYTES = 16_000_000
MOST_REFUSED = 10_000
"""Refused rows of one file that are told one by one."""

_MET = {"place": pl.String(), "source": pl.String(), "address": pl.String()}


class Corpus:
    """One corpus file in one run."""

    def __init__(
        self, file: SourceFile, kind: Kind, options: CorpusOptions, max_bytes: int, sightings: Sightings, addresses: Callable[[pl.Series], pl.DataFrame]
    ) -> None:
        """`addresses`: document_key and address of documents, where they have one."""
        self.file, self._sightings, self._addresses = file, sightings, addresses
        self._reading = CorpusReading(file.path, kind, options, max_bytes)
        self._spec = f"{options.mark} {max_bytes}"
        self._before: pl.DataFrame | None = None
        self._known = pl.Series(dtype=pl.UInt64)
        self._met = [self._known]
        self._new = [pl.DataFrame(schema=_MET)]
        self._more = 0
        self._failed = False
        self.kept = 0
        """Rows that were read by an earlier run and are known without being read again."""
        self.counts: Counter[str] = Counter()
        """Rows by their state, those kept among them."""

    def unchanged(self, lost: Collection[str]) -> bool:
        """Whether the very file was read before, and nothing of it was lost since; its rows are kept then."""
        about = noted_unchanged(self._sightings.last(self.file.place), self.file.mark, self._spec)
        if about is None or self.has_lost(lost):
            return False
        self._keep(about)
        return True

    def _refused_by_others(self, about: dict[str, Any]) -> bool:
        """Whether other rules refused rows that these may read."""
        return bool(about.get("refused")) and about.get("rules") != rule_set_version()

    def has_lost(self, lost: Collection[str]) -> bool:
        """Whether the bytes of a row are no longer whole in the store."""
        return bool(lost) and bool(self._rows_before()["document_key"].is_in(list(lost)).any())

    def _rows_before(self) -> pl.DataFrame:
        if self._before is None:
            self._before = self._sightings.rows_of(self.file.place)
            self._known = self._before["place"].hash()
        return self._before

    def _keep(self, about: dict[str, Any]) -> None:
        self.kept = int(about.get("seen") or 0)
        self.counts.update({SEEN: self.kept, REFUSED: int(about.get("refused") or 0)})

    def batches(self, anew: bool) -> Iterator[list[SourceFile]]:
        """The rows as documents to take in, in batches. Without `anew` only those that were appended, where nothing else has changed."""
        before = None if anew else self._continued()
        if before is None:
            # Only now, so that a file that has but grown costs what was appended.
            self._rows_before()
        batch: list[SourceFile] = []
        size = 0
        try:
            for row in self._reading.rows(before):
                document = self._document(row)
                if document is None:
                    continue
                batch.append(document)
                size += len(row.content)
                if len(batch) >= BATCH_ROWS or size >= BATCH_BYTES:
                    yield self._noted(batch)
                    batch, size = [], 0
        except Broken as error:
            self._failed = True
            yield [*self._noted(batch), dataclasses.replace(self.file, problem=str(error), check="corpus")]
            return
        except OSError as error:
            self._failed = True
            yield [*self._noted(batch), dataclasses.replace(self.file, problem=f"cannot be read: {error.strerror or error}")]
            return
        if self._more:
            batch.append(self._refused(self.file.source, "more", f"{self._more:,} more rows of this file that cannot be read"))
        if batch:
            yield self._noted(batch)
        if not self.counts:
            self._failed = True
            yield [dataclasses.replace(self.file, problem="a corpus without a row", check="corpus")]

    def _continued(self) -> Reached | None:
        """How far the file was read when it was read last, where it has only grown since."""
        last = self._sightings.last(self.file.place)
        about = noted(last) if last and last.state == SEEN else {}
        if about.get("spec") != self._spec or self._refused_by_others(about) or not isinstance(about.get("reached"), dict):
            return None
        before = Reached(**about["reached"])
        try:
            if not self._reading.continues(before):
                return None
        except (OSError, Broken):
            return None
        self._keep(about)
        return before

    def _document(self, row: CorpusRow) -> SourceFile | None:
        source = f"{self.file.source}#{row.number}"
        if row.problem:
            if self.counts[REFUSED] >= MOST_REFUSED:
                self._more += 1
                return None
            return self._refused(source, f"line {row.number}", row.problem, f"{self.file.file_name}#{row.number}", row.check)
        return dataclasses.replace(
            self.file, source=source, known_place=row_place(self.file.place, document_key(row.content)), known_name=f"{self.file.file_name}#{row.number}", mark="", row=row
        )  # fmt: skip

    def _refused(self, source: str, name: str, problem: str, file_name: str = "", check: str = "corpus_row") -> SourceFile:
        self.counts[REFUSED] += 1
        return dataclasses.replace(
            self.file, source=source, known_place=row_place(self.file.place, name), known_name=file_name, mark="", problem=problem, check=check, row=CorpusRow(0)
        )  # fmt: skip

    def _noted(self, batch: list[SourceFile]) -> list[SourceFile]:
        self.counts[SEEN] += sum(1 for file in batch if not file.problem)
        if self._before is not None and len(self._before):
            met = pl.DataFrame([(file.place, file.source, file.row.source if file.row else "") for file in batch], schema=_MET, orient="row")
            # Of a known row its hash is enough.
            places = met["place"].hash()
            self._met.append(places)
            self._new.append(met.filter(~places.is_in(self._known.implode())))
        return batch

    def end(self, max_share: float, warnings: list[str]) -> int:
        """Notes what has become of the rows that stood there before, once all batches are taken in; returns how many are withdrawn.

        Where the file was not read to its end, or more than `max_share` of its rows are gone at once, they stay.
        """
        if self._failed:
            return 0
        gone = 0
        if self._reading.is_whole and self._before is not None and len(self._before):
            gone = self._withdraw(self._before, max_share, warnings)
        about: dict[str, Any] = {"spec": self._spec, "rules": rule_set_version(), "seen": self.counts[SEEN], "refused": self.counts[REFUSED]}
        if self._reading.reached is not None:
            about["reached"] = dataclasses.asdict(self._reading.reached)
        self._sightings.seen(self.file.place, self.file.source, None, json.dumps(about), self.file.mark)
        return gone

    def _withdraw(self, before: pl.DataFrame, max_share: float, warnings: list[str]) -> int:
        met = pl.concat(self._met)
        # A document may stand at a second place too, that of the version before it.
        where = pl.when(pl.col("state") == SEEN).then(pl.concat_str(pl.lit(row_place(self.file.place, "")), "document_key")).otherwise("place")
        missing = before.filter(~where.hash().is_in(met.implode()))
        is_document = pl.col("state") == SEEN
        gone, total = (frame.filter(is_document)["document_key"].n_unique() for frame in (missing, before))
        if gone > max_share * total:
            warnings.append(
                f"{self.file.source}: {gone} of {total} known rows are gone at once, so none counts as withdrawn; "
                "see that the file is whole, or set withdraw_max_share higher for one run if it is meant"
            )
            missing, gone = missing.filter(~is_document), 0
        later = self._later_versions(missing.filter(is_document))
        self._sightings.load(missing["place"].to_list())
        for place, key in missing.select("place", "document_key").iter_rows():
            if key in later:
                self._sightings.seen(place, *later[key])
            elif last := self._sightings.last(place):
                self._sightings.withdrawn(last)
        return gone - len(later)

    def _later_versions(self, gone: pl.DataFrame) -> dict[str, tuple[str, str]]:
        """(source, key) of the rows that have taken the place of others: one that is gone and one that is new, alone with the same web address."""
        if not len(gone):
            return {}
        addresses = self._addresses(gone["document_key"]).select("address", old="document_key")
        new = pl.concat(self._new).filter(pl.col("address").str.contains("://", literal=True))
        alone = [frame.unique("address", keep="none") for frame in (addresses.unique(), new.unique())]
        pairs = alone[0].join(alone[1], on="address").with_columns(pl.col("place").str.slice(len(row_place(self.file.place, ""))).alias("new"))
        return {old: (source, new) for old, source, new in pairs.select("old", "source", "new").iter_rows()}
