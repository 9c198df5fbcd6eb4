"""The ingest stage: documents taken in batch by batch, and recorded in the one process that holds the lock."""

from __future__ import annotations

import datetime as dt
import logging
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import polars as pl

from flows.steps.addresses import is_address
from flows.steps.corpora.names import Kind, may_be_corpus
from flows.steps.formats.isolated import use_limits
from flows.steps.ingest.quarantine import refused_batches
from flows.steps.ingest.source_status import Given, Judge, source_rows, told
from flows.steps.ingest.withdrawals import sightings_of, withdraw_vanished
from flows.steps.listing import Listing
from flows.steps.options import Progress, RunOptions
from flows.steps.outcome import RunResult
from flows.steps.sources import SUFFIXES, SourceFile
from flows.steps.web.batches import Logins, web_batches
from transforms.version import rule_set_version
from warehouse.forget import forgotten
from warehouse.known_keys import KnownKeys
from warehouse.ledger import collected
from warehouse.sightings import SEEN
from warehouse.store import Store

if TYPE_CHECKING:
    from flows.steps.ingest.files import IngestResult

log = logging.getLogger("parkhouse.run")


class Intake:
    """The ingest stage of one run: what the store knows already, and what comes in."""

    def __init__(self, store: Store, options: RunOptions, logins: Logins, started: dt.datetime, result: RunResult, progress: Progress) -> None:
        self.store, self.options, self.started, self.result, self.progress = store, options, started, result, progress
        # In a function, so that nothing that shows a run's attributes shows a login.
        self._logins: Callable[[], Logins] = lambda: logins
        self._catalogued = collected(store.scan_catalogue().select(pl.col("document_key").hash()))["document_key"].unique()
        self.sightings = sightings_of(store, result.run_key, started, self._catalogued)
        self._offered: set[str] = set()
        self._batch: Sequence[SourceFile] = ()
        self._parts = 0
        self._led_to: dict[str, Given] = {}
        self._hollow: set[str] = set()
        self._forgotten = forgotten(store)
        self._passed_over: set[str] = set()
        self._found_archives: list[SourceFile] = []
        use_limits(options.formats)
        self._found_corpora: list[tuple[SourceFile, Kind]] = []
        # By the place of a corpus its rows by their state.
        self._rows_given: dict[str, Counter[str]] = {}

    @cached_property
    def _known(self) -> KnownKeys:
        """The documents that are known, for a run that takes one in; what can no longer be read whole is taken in again where its source still has it."""
        return KnownKeys(collected(self.store.scan_catalogue().select("document_key"))["document_key"], self.store.packs.lost())

    @cached_property
    def _given(self) -> dict[str, dt.date]:
        """The days that were given for documents."""
        return dict(collected(self.store.scan_catalogue().select("document_key", "given_date").drop_nulls()).iter_rows())

    def batches(self) -> Iterator[Sequence[SourceFile]]:
        """The documents to take in, in batches; each must be taken in before the next is asked for."""
        for batch in self._found():
            self._batch = batch
            yield batch

    def take_batch(self) -> IngestResult:
        """Takes in the batch that `batches` gave last."""
        return self.take(self._batch)

    def _found(self) -> Iterator[Sequence[SourceFile]]:
        """The files, then what the web addresses lead to, as it comes, then what waits in quarantine."""
        o = self.options
        yield from self._changed_files()
        yield from self._corpora()
        for archive in self._found_archives:
            yield from self._members(archive)
        # A day given for all documents must reach the known ones too: they are fetched whole.
        known: Container[str] = self._known if o.published_on is None and any(map(is_address, o.sources)) else ()
        for batch in web_batches(
            self.store.home, o.sources, self._logins(), o.web, o.max_document_bytes, o.batch_size, known, self.started, self.result.warnings, self._led_to
        ):
            archives = [file for file in batch if _is_archive(file)]
            if rest := [file for file in batch if file not in archives]:
                yield rest
            for archive in archives:
                yield from self._members(archive)
        yield from refused_batches(self.store.home, self.sightings, rule_set_version(), self._offered, o.batch_size)

    def _changed_files(self) -> Iterator[Sequence[SourceFile]]:
        """The files whose size or times are not those of when they were last read, in batches; the others are known without being read."""
        o, files = self.options, self.options.files
        changed: Iterable[SourceFile] = files
        if isinstance(files, Listing) and not o.verify and o.published_on is None:
            known = self.sightings.unchanged(files.hashes, self._catalogued, self.store.packs.lost())
            changed, same = files.chosen(~known), int(known.sum())
            self.result.seen += same
            self.result.skipped += same
        batch: list[SourceFile] = []
        for file in changed:
            if not file.problem and (kind := self._kind(file)):
                self._found_corpora.append((file, kind))
                continue
            if _is_archive(file):
                self._found_archives.append(file)
                continue
            batch.append(file)
            if len(batch) >= o.batch_size:
                yield batch
                batch = []
        if batch:
            yield batch

    def _members(self, file: SourceFile) -> Iterator[Sequence[SourceFile]]:
        """The files of an archive, in batches; an archive that has not changed is known without being read."""
        from flows.steps.ingest.archives import Archive

        o = self.options
        if self._forgotten.covers(file.place):
            yield [file]
            return
        archive = Archive(file, o.formats, o.max_document_bytes, self.sightings)
        if o.verify or o.published_on is not None or not archive.unchanged(self.store.packs.lost()):
            yield from archive.batches()
            self.result.withdrawn += archive.end(o.withdraw_max_share, self.result.warnings)
        self.result.seen += archive.kept
        self.result.skipped += archive.kept
        if archive.counts:
            self._rows_given[file.place] = archive.counts

    def _kind(self, file: SourceFile) -> Kind | None:
        """What corpus a file is; None where it is a document by itself."""
        if file.path.suffix.lower() in SUFFIXES and not may_be_corpus(file.path.name):
            return None
        from flows.steps.corpora.kinds import kind_of

        return kind_of(file.path, self.options.corpora)

    def _corpora(self) -> Iterator[Sequence[SourceFile]]:
        """The rows of the corpora among the files, one file after the other; a file that has not changed is known without being read."""
        if not self._found_corpora:
            return
        # What reads rows is loaded where there are any.
        from flows.steps.ingest.corpora import Corpus

        o = self.options
        anew = o.verify or o.published_on is not None
        for file, kind in self._found_corpora:
            if self._forgotten.covers(file.place):
                yield [file]
                continue
            corpus = Corpus(file, kind, o.corpora, o.max_document_bytes, self.sightings, self._addresses)
            lost = self.store.packs.lost()
            if anew or not corpus.unchanged(lost):
                yield from corpus.batches(anew or corpus.has_lost(lost))
                self.result.withdrawn += corpus.end(o.withdraw_max_share, self.result.warnings)
            self.result.seen += corpus.kept
            self.result.skipped += corpus.kept
            self._rows_given[file.place] = corpus.counts

    def _addresses(self, keys: pl.Series) -> pl.DataFrame:
        """The web addresses that documents state as their own."""
        found = self.store.catalogue(keys).filter(pl.col("header_source").str.contains("://", literal=True))
        return found.select("document_key", address="header_source")

    def take(self, files: Sequence[SourceFile]) -> IngestResult:
        """Takes in one batch of documents; called again after an I/O error it does so once."""
        # What reads pages is loaded where there is one to read.
        from flows.steps.ingest.files import ingest_files

        done = self.result.seen
        total = max(len(self.options.files), done + len(files))

        def step() -> None:
            nonlocal done
            done += 1
            self.progress("ingest", done, total)

        o, r = self.options, self.result
        places = [file.place for file in files]
        rows = [file.place for file in files if file.row is not None]
        if not rows:
            self._offered.update(places)
        self.sightings.undo()
        self.sightings.load(places)
        found = ingest_files(
            self.store, r.run_key, files, self._known, self._given, o.published_on, o.max_document_bytes, self.started, self.sightings, step, self._forgotten
        )
        # First, so that a refusal is on record whenever its place counts as refused.
        self.store.add_rejected(r.run_key, f"ingest-{self._parts:05d}", found.rejected)
        self.store.add_sightings(r.run_key, self._parts, self.sightings.new)
        self.store.add_to_catalogue(r.run_key, self._parts, found.rows)
        # Only now, so that a batch that is tried again after an I/O error finds its documents still to be recorded.
        self._known.update(found.new)
        self._hollow.update(found.hollow)
        if not rows:
            self._passed_over.update(found.passed_over)
        self.sightings.settle(written=True)
        self._parts += 1
        r.seen += found.seen
        r.new += len(found.new)
        r.skipped += found.skipped + len(found.passed_over)
        r.passed_over += len(found.passed_over)
        r.withdrawn += found.withdrawn
        r.failed += len(found.rejected)
        r.rejected += len(found.rejected)
        return found

    def _judge_sources(self) -> None:
        """Records what each source gave, and tells what is not as it should be."""
        o, r = self.options, self.result
        if not isinstance(o.files, Listing):
            return
        judge = Judge(o.source_fall_share, o.source_alarm_runs, frozenset(o.configured), self._hollow, o.withdraw_max_share >= 1)
        # What was forgotten on purpose is given by the source all the same.
        given = [(place, SEEN, 1) for place in self._passed_over]
        given += [(place, state, count) for place, counts in self._rows_given.items() for state, count in counts.items() if count]
        states = self.sightings.states()
        known = pl.DataFrame(given, schema=states.schema | {"place": pl.String()}, orient="row").with_columns(pl.col("place").hash())
        states = pl.concat([states.join(known, on="place", how="anti"), known])
        # Before what has vanished is withdrawn: what a source gives is what stands there.
        rows = source_rows(o.files.looks, self._led_to, states, self.store.source_status(), judge, self.started, r.run_key)
        self.store.add_operation("source_status", r.run_key, rows)
        r.sources = [row for row in rows if row["level"] != "good"]
        r.warnings += [told(row) for row in r.sources]

    def end(self) -> None:
        """Records what has vanished from the folders."""
        o, r = self.options, self.result
        self._judge_sources()
        r.withdrawn += withdraw_vanished(o.sources, o.files, self.sightings, o.withdraw_max_share, r.warnings)
        self.store.add_sightings(r.run_key, self._parts, self.sightings.new)
        self.sightings.settle(written=True)
        self._parts += 1
        log.info("ingest %s: %d documents seen, %d new, %d known, %d unreadable", r.run_key, r.seen, r.new, r.skipped, r.failed)


def _is_archive(file: SourceFile) -> bool:
    """Whether a file, or what an address led to, is an archive to be opened."""
    if file.problem or (file.web is not None and file.web.unchanged):
        return False
    from flows.steps.ingest.archives import is_archive

    return is_archive(file.path)
