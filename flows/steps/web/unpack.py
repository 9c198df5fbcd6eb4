"""Compressed content, unpacked no further than a limit: a few bytes can hold gigabytes."""

from __future__ import annotations

import zlib

GZIP = b"\x1f\x8b"
_STEP = 256 * 1024


class TooLarge(ValueError):
    """More bytes than the limit."""


class Broken(ValueError):
    """What cannot be unpacked."""


class Unpacker:
    """Takes a stream piece by piece; `coding` is the HTTP content coding: empty, gzip or deflate."""

    def __init__(self, coding: str, limit: int) -> None:
        self._coding, self._limit = coding, limit
        self._unpack = zlib.decompressobj(16 + zlib.MAX_WBITS if coding == "gzip" else zlib.MAX_WBITS) if coding else None
        self._begun = False
        self.content = bytearray()

    def feed(self, piece: bytes) -> None:
        """Adds a piece; raises TooLarge or Broken."""
        if self._unpack is None:
            self._add(piece)
            return
        try:
            self._inflate(piece)
        except zlib.error:
            if self._coding != "deflate" or self._begun:
                raise Broken("compressed content that cannot be unpacked") from None
            # Some servers send deflate without the zlib frame that the standard asks for.
            self._coding, self._unpack = "raw", zlib.decompressobj(-zlib.MAX_WBITS)
            self.feed(piece)
        self._begun = True

    def _inflate(self, piece: bytes) -> None:
        more = True
        while more and self._unpack is not None:
            out = self._unpack.decompress(piece, _STEP)
            self._add(out)
            piece = self._unpack.unconsumed_tail
            # A full step may leave output behind even where all input is used up.
            more = bool(piece) or len(out) == _STEP
            if self._unpack.eof:
                rest = self._unpack.unused_data
                if not rest.startswith(GZIP) or self._coding != "gzip":
                    return
                # A gzip file may be several, one after the other.
                piece, self._unpack, more = rest, zlib.decompressobj(16 + zlib.MAX_WBITS), True

    def _add(self, piece: bytes) -> None:
        self.content += piece
        if len(self.content) > self._limit:
            raise TooLarge

    def close(self) -> bytes:
        """The whole content; raises Broken where compressed content stops in the middle."""
        if self._unpack is not None and self._begun and not self._unpack.eof:
            raise Broken("compressed content that is cut off")
        return bytes(self.content)


def gunzipped(content: bytes, limit: int) -> bytes:
    """A gzip file's content; raises TooLarge or Broken."""
    unpacker = Unpacker("gzip", limit)
    unpacker.feed(content)
    return unpacker.close()
