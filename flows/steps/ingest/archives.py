"""Archives in the ingest stage: each file in them is a document of its own, `archive.zip!/folder/page.html`.

A member's place is its archive and its name. The archive has a place of its own, whose mark spares an unchanged one its reading.
"""

from __future__ import annotations

import dataclasses
import json
from collections import Counter
from collections.abc import Collection, Iterator
from pathlib import Path

import polars as pl

from flows.steps.corpora.names import may_be_corpus
from flows.steps.ingest.containers import noted_unchanged
from flows.steps.sources import SUFFIXES, SourceFile
from transforms.formats.archive import Member, members
from transforms.formats.reading import Unreadable
from transforms.formats.registry import ARCHIVE, FormatLimits, bulk_of, format_of
from transforms.version import rule_set_version
from warehouse.sightings import REFUSED, SEEN, Sightings, row_place

BATCH_MEMBERS = 1_000
BATCH_BYTES = 16_000_000
_MAGIC = ARCHIVE.magic


def is_archive(path: Path) -> bool:
    """Whether a file is a ZIP archive, and no Office file; one whose name is that of another kind of document is not opened."""
    suffix = path.suffix.lower()
    if suffix in SUFFIXES and suffix not in ARCHIVE.suffixes:
        return False
    try:
        with path.open("rb") as stream:
            if not stream.read(8).startswith(_MAGIC):
                return False
            if suffix in ARCHIVE.suffixes:
                return True
            stream.seek(0)
            return format_of(stream.read()) is ARCHIVE
    except OSError:
        return False


class Archive:
    """One archive in one run."""

    def __init__(self, file: SourceFile, limits: FormatLimits, max_bytes: int, sightings: Sightings) -> None:
        self.file, self._limits, self._max_bytes, self._sightings = file, limits, max_bytes, sightings
        self._spec = f"archive {limits.unpacked_bytes} {limits.members} {limits.nesting} {limits.ratio} {max_bytes}"
        self._met: set[str] = set()
        self._failed = False
        self.kept = 0
        """Members that were read by an earlier run and are known without being read again."""
        self.counts: Counter[str] = Counter()
        """Members by their state, those kept among them."""

    def unchanged(self, lost: Collection[str]) -> bool:
        """Whether the very archive was read before, and nothing of it was lost since; its members are kept then."""
        about = noted_unchanged(self._sightings.last(self.file.place), self.file.mark, self._spec)
        if about is None or (lost and self._before()["document_key"].is_in(list(lost)).any()):
            return False
        self.kept = int(about.get("seen") or 0)
        self.counts.update({SEEN: self.kept, REFUSED: int(about.get("refused") or 0)})
        return True

    def _before(self) -> pl.DataFrame:
        return self._sightings.rows_of(self.file.place)

    def batches(self) -> Iterator[list[SourceFile]]:
        """The members as documents to take in, in batches; an archive that cannot be opened is one refusal."""
        batch: list[SourceFile] = []
        size = 0
        try:
            for member in members(self._content(), _is_read, self._most, _is_archive, self._limits):
                batch.append(self._document(member))
                size += len(member.content)
                if len(batch) >= BATCH_MEMBERS or size >= BATCH_BYTES:
                    yield batch
                    batch, size = [], 0
        except (Unreadable, OSError) as error:
            self._failed = True
            problem = str(error) if isinstance(error, Unreadable) else f"cannot be read: {error.strerror or error}"
            yield [*batch, dataclasses.replace(self.file, problem=problem, check="archive")]
            return
        if batch:
            yield batch
        if not self.counts:
            self._failed = True
            yield [dataclasses.replace(self.file, problem="a ZIP archive without a file that is read", check="archive")]

    def _content(self) -> bytes:
        most = self._max_bytes * ARCHIVE.bulk
        with self.file.path.open("rb") as stream:
            content = stream.read(most + 1)
        if len(content) > most:
            raise Unreadable(f"a ZIP archive of more than {most:,} bytes ({ARCHIVE.bulk} times the setting max_document_bytes)")
        return content

    def _most(self, name: str) -> int:
        return self._max_bytes * bulk_of(Path(name).suffix)

    def _document(self, member: Member) -> SourceFile:
        source = f"{self.file.source}!/{member.name}"
        self.counts[REFUSED if member.problem else SEEN] += 1
        place = row_place(self.file.place, f"!/{member.name}")
        self._met.add(place)
        return SourceFile(
            self.file.path / member.name, source, problem=member.problem, check="archive" if member.problem else "readable", known_place=place,
            known_name=member.name.rpartition("/")[2], inside=member.content,
        )  # fmt: skip

    def end(self, max_share: float, warnings: list[str]) -> int:
        """Notes which of the members that stood there before are gone, once all batches are taken in; returns how many are withdrawn.

        Where the archive was not read to its end, or more than `max_share` of its members are gone at once, they stay.
        """
        if self._failed:
            return 0
        before = self._before()
        missing = before.filter(~pl.col("place").is_in(list(self._met)))
        gone, total = (frame.filter(pl.col("state") == SEEN).height for frame in (missing, before))
        if gone > max_share * total:
            warnings.append(
                f"{self.file.source}: {gone} of {total} known files are gone at once, so none counts as withdrawn; "
                "see that the archive is whole, or set withdraw_max_share higher for one run if it is meant"
            )
            missing, gone = missing.filter(pl.col("state") != SEEN), 0
        self._sightings.load(missing["place"].to_list())
        for place in missing["place"].to_list():
            if last := self._sightings.last(place):
                self._sightings.withdrawn(last)
        about = {"spec": self._spec, "rules": rule_set_version(), "seen": self.counts[SEEN], "refused": self.counts[REFUSED]}
        self._sightings.seen(self.file.place, self.file.source, None, json.dumps(about), self.file.mark)
        return gone


def _is_read(name: str) -> bool:
    """Whether a member is read, by its name: as files in a folder are."""
    return Path(name).suffix.lower() in SUFFIXES or may_be_corpus(name)


def _is_archive(content: bytes) -> bool:
    return format_of(content) is ARCHIVE
