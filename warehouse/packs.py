"""Raw documents in packs: tar files to which a run appends, and an index that says where in them each document lies.

A pack is a plain tar file whose members are named by their SHA-256, so that `tar` alone gets them out again. A run writes
packs of its own and never touches another run's: what a killed run left at the end of one is read by nobody.
"""

from __future__ import annotations

import bisect
import contextlib
import hashlib
import os
import tarfile
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO, NamedTuple

import polars as pl

from warehouse.files import make_folder, sync_folder
from warehouse.known_keys import KnownKeys
from warehouse.layout import Home
from warehouse.ledger import Ledger, collected, last_of_each

INDEX_SCHEMA: dict[str, pl.DataType] = {"document_key": pl.String(), "pack": pl.String(), "offset": pl.Int64(), "length": pl.Int64()}
PACK_BYTES = 256_000_000
"""Size from which a run begins another pack."""
_BLOCK = tarfile.BLOCKSIZE


class DamagedRaw(ValueError):
    """Bytes in the store that are not those that were received, or are there no more."""


class Place(NamedTuple):
    """Where the bytes of a document lie."""

    pack: str
    offset: int
    length: int


class Packs:
    """The raw documents under a home directory."""

    def __init__(self, home: Home) -> None:
        self.folder, self._damaged, self._old = home.packs, home.damaged, home.raw
        self.index = Ledger(home.raw_index, INDEX_SCHEMA)
        self._sorted: tuple[pl.DataFrame, pl.DataFrame] | None = None
        self._stream: BinaryIO | None = None
        self._name = ""
        self._number = 0
        self._waiting: dict[str, Place] = {}
        self._lost: set[str] | None = None
        self._held: KnownKeys | None = None

    # Writing

    def keep(self, writer: str, key: str, content: bytes) -> None:
        """Appends a document to the pack of a writer (a run, or a batch of one); it lasts, and is found, once `settle` has returned."""
        if key not in self._waiting and (not self._is_held(key) or key in self.lost()):
            self.move(writer, key, content)

    def _is_held(self, key: str) -> bool:
        """Whether a document lay in a pack when the first one was kept; what was kept since, its keeper knows."""
        if self._held is None:
            self._held = KnownKeys(collected(self.index.scan().select("document_key"))["document_key"])
        return key in self._held

    def move(self, writer: str, key: str, content: bytes) -> None:
        """Appends a document wherever it lies now."""
        stream = self._opened(writer)
        start = stream.tell()
        try:
            stream.write(_header(key, len(content)))
            stream.write(content)
            stream.write(bytes(-len(content) % _BLOCK))
        except OSError:
            with contextlib.suppress(OSError):
                stream.truncate(start)
            self.forget()
            raise
        self._waiting[key] = Place(self._name, start + _BLOCK, len(content))

    def gather(self, writer: str, keys: Iterable[str]) -> None:
        """Copies documents into packs of a writer's own and settles them; a damaged one is marked and stays where it lies."""
        for key in keys:
            try:
                self.move(writer, key, self.read(key))
            except DamagedRaw:
                self.mark_damaged(key)
        self.settle(writer)
        self.close()

    def _opened(self, writer: str) -> BinaryIO:
        if self._stream is not None and self._stream.tell() >= PACK_BYTES:
            self._flush()
            self._stream.close()
            self._stream = None
        if self._stream is None:
            make_folder(self.folder)
            while (self.folder / f"{writer}-{self._number:03d}.tar").exists():
                self._number += 1
            self._name = f"{writer}-{self._number:03d}.tar"
            self._stream = (self.folder / self._name).open("xb")
            sync_folder(self.folder)
        return self._stream

    def _flush(self) -> None:
        if self._stream is not None:
            self._stream.flush()
            os.fsync(self._stream.fileno())

    def settle(self, name: str) -> None:
        """Makes the documents kept so far last and puts them into the index, in a file of this name."""
        if not self._waiting:
            return
        try:
            self._flush()
        except OSError:
            self.forget()
            raise
        self.index.add(name, [{"document_key": key, **place._asdict()} for key, place in self._waiting.items()])
        for key in self.lost() & self._waiting.keys():
            self.lost().discard(key)
            (self._damaged / key).unlink(missing_ok=True)
        self._waiting.clear()

    def forget(self) -> None:
        """Lets go what was kept and not settled, so that it can be kept again; in another pack, for this one may end in half a document."""
        self._waiting.clear()
        stream, self._stream = self._stream, None
        if stream is not None:
            with contextlib.suppress(OSError):
                stream.close()

    def close(self) -> None:
        """Closes the pack being written."""
        self.forget()

    # Reading

    def read(self, key: str, place: Place | None = None) -> bytes:
        """A document's bytes as received; raises DamagedRaw where they are not there or not those of its key. `place`: where they lay when it was looked up."""
        if place is not None:
            # Where it is not there any more, it may have been kept again since.
            with contextlib.suppress(DamagedRaw):
                return self._read_at(key, place)
        return self._read_at(key, self.place(key))

    def _read_at(self, key: str, place: Place | None) -> bytes:
        path = self._old / key[:2] / key if place is None else self.folder / place.pack
        try:
            with path.open("rb") as stream:
                if place is not None:
                    stream.seek(place.offset)
                content = stream.read(-1 if place is None else place.length)
        except OSError as error:
            raise DamagedRaw(f"the raw bytes cannot be read: {error.strerror or error} ({path})") from None
        if hashlib.sha256(content).hexdigest() != key:
            raise DamagedRaw(f"the raw bytes in {path} are not those that were received: their SHA-256 is another")
        return content

    def place(self, key: str) -> Place | None:
        """Where a document lies; None where it is in no pack."""
        if key in self._waiting:
            self._flush()
            return self._waiting[key]
        frame = self.places()
        at = bisect.bisect_left(frame["document_key"], key)
        if at >= len(frame) or frame["document_key"][at] != key:
            return None
        _, pack, offset, length = frame.row(at)
        return Place(pack, offset, length)

    def places(self) -> pl.DataFrame:
        """The index in order of its keys: of a document that was kept again, its last place."""
        read = self.index.read()
        if self._sorted is None or self._sorted[0] is not read:
            self._sorted = read, read.unique("document_key", keep="last", maintain_order=True).sort("document_key")
        return self._sorted[1]

    def places_of(self, keys: pl.Series) -> pl.DataFrame:
        """Of some documents where each lies, as columns of the index; those that lie in no pack are left out."""
        return last_of_each(collected(self.index.scan().filter(pl.col("document_key").is_in(keys.implode()))), "document_key")

    def used(self) -> set[str]:
        """The packs in which some document lies."""
        index = collected(self.index.scan().select(pl.col("document_key").hash(), "pack"))
        return set(index.unique("document_key", keep="last")["pack"].unique())

    def mark_damaged(self, key: str) -> None:
        """Remembers that a document's bytes are not what was received, so that they are taken in again where their source still has them."""
        make_folder(self._damaged)
        (self._damaged / key).touch()
        self.lost().add(key)

    def marked(self) -> set[str]:
        """The documents so remembered."""
        return {path.name for path in self._damaged.iterdir()} if self._damaged.is_dir() else set()

    def lost(self) -> set[str]:
        """Documents in packs that can no longer be read whole, as far as sizes and earlier readings tell; looked up once."""
        if self._lost is None:
            self._lost = self._find_lost()
        return self._lost

    def _find_lost(self) -> set[str]:
        found = self.marked()
        end = pl.col("offset") + pl.col("length")
        # A look that holds no document in memory is enough where all packs are whole.
        whole = [self._size(pack) >= needed for pack, needed in collected(self.index.scan().group_by("pack").agg(end.max())).iter_rows()]
        if all(whole):
            return found
        frame = self.places()
        for pack, needed in frame.group_by("pack").agg(end.max()).iter_rows():
            size = self._size(pack)
            if size < needed:
                found.update(frame.filter((pl.col("pack") == pack) & (end > size))["document_key"].to_list())
        return found

    def _size(self, pack: str) -> int:
        path = self.folder / pack
        return path.stat().st_size if path.is_file() else 0


_MEMBER = tarfile.TarInfo("").tobuf(tarfile.USTAR_FORMAT)
_SIZE, _SUM = slice(124, 135), slice(148, 156)


def _header(key: str, length: int) -> bytes:
    """What stands before a member: as tarfile writes it, in a tenth of the time."""
    block = bytearray(_MEMBER)
    name = key.encode("ascii")
    block[: len(name)] = name
    block[_SIZE] = b"%011o" % length
    block[_SUM] = b" " * 8
    block[_SUM] = b"%06o\0 " % sum(block)
    return bytes(block)


def members(path: Path) -> set[str]:
    """The keys of the documents that lie whole in a pack; what follows half a document is not seen."""
    found: set[str] = set()
    with contextlib.suppress(tarfile.TarError, OSError), tarfile.open(path, "r:") as pack:
        size = path.stat().st_size
        for member in pack:
            if member.offset_data + member.size <= size:
                found.add(member.name)
    return found
