"""The bytes of a corpus file, unpacked as they are read, and its lines; memory is bounded whatever the file holds."""

from __future__ import annotations

import stat
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from flows.steps.corpora.rows import Broken

CHUNK = 1 << 18
_UNPACKED = 1 << 16
_GZIP, _ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
RATIO, RATIO_FROM = 200, 256_000_000
"""A file that unpacks to more than 256 MB and to more than 200 times its size is no corpus of texts (they shrink to a third or a twentieth)."""


def opened(path: Path) -> BinaryIO:
    """A plain file, open for reading; raises Broken where it is none any more."""
    # Paths were resolved when they were listed: a link there now was put in the file's place since; a pipe might never end.
    if not stat.S_ISREG(path.lstat().st_mode):
        raise Broken("no plain file any more")
    return path.open("rb")


def is_packed(stream: BinaryIO) -> bool:
    """Whether a file is a gzip or zstd stream; it is at its beginning afterwards."""
    head = stream.read(4)
    stream.seek(0)
    return head[:2] == _GZIP or head == _ZSTD


def chunks(stream: BinaryIO, max_bytes: int) -> Iterator[bytes]:
    """The bytes of a file piece by piece, unpacked where they are gzip or zstd; raises Broken where they end or turn wrong in the middle."""
    start = stream.tell()
    head = stream.read(4)
    stream.seek(start)
    packed = head[:2] == _GZIP or head == _ZSTD
    pieces = _gzip(stream) if head[:2] == _GZIP else _zstd(stream) if head == _ZSTD else iter(lambda: stream.read(CHUNK), b"")
    total = 0
    for piece in pieces:
        total += len(piece)
        if total > max_bytes:
            yield piece[: max_bytes - total]
            raise Broken(f"more than {max_bytes:,} bytes (setting corpora.max_bytes); the rest is not read")
        if packed and total > RATIO_FROM and total > RATIO * stream.tell():
            raise Broken(f"it unpacks to more than {RATIO} times its size; the rest is not read")
        yield piece


def _gzip(stream: BinaryIO) -> Iterator[bytes]:
    """All members of a gzip file; of one that is cut off all that can be unpacked."""
    unpack = zlib.decompressobj(31)
    try:
        while data := stream.read(CHUNK):
            while data:
                if unpack.eof:
                    data = data.lstrip(b"\0")
                    if not data:
                        break
                    unpack = zlib.decompressobj(31)
                yield unpack.decompress(data, _UNPACKED)
                data = unpack.unused_data if unpack.eof else unpack.unconsumed_tail
        yield unpack.flush()
    except zlib.error:
        raise Broken("the gzip stream is damaged here; the rest is not read") from None
    if not unpack.eof:
        raise Broken("the gzip stream is cut off here")


def _zstd(stream: BinaryIO) -> Iterator[bytes]:
    import pyarrow as pa

    unpacked = pa.CompressedInputStream(pa.PythonFile(stream, "r"), "zstd")
    try:
        while piece := unpacked.read(_UNPACKED // 4):
            yield piece
    except OSError as error:
        raise Broken(f"the zstd stream is {'cut off' if 'runcated' in str(error) else 'damaged'} here; the rest is not read") from None


def lines(pieces: Iterator[bytes], longest: int, note: Callable[[bytes], object] = lambda piece: None) -> Iterator[bytes | None]:
    """The lines of a stream with their ends; None for one that is longer than `longest` bytes. `note` is given all bytes of whole lines in turn."""
    waiting: list[bytes] = []
    size = 0
    skipping = False
    for piece in pieces:
        *whole, rest = piece.split(b"\n")
        for part in whole:
            waiting.append(part + b"\n")
            line = b"".join(waiting)
            note(line)
            yield None if skipping or len(line) > longest + 2 else line
            waiting.clear()
            size, skipping = 0, False
        waiting.append(rest)
        size += len(rest)
        if size > longest:
            # Only its end is waited for.
            skipping = True
            for part in waiting:
                note(part)
            waiting.clear()
            size = 0
    # The last line of a whole stream may lack its end; of a broken one what is left of a line is nothing.
    last = b"".join(waiting)
    if skipping or last:
        yield None if skipping else last
