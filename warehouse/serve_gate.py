"""What stands between clients and quack: it hands on whole requests alone, and slows down who guesses tokens.

quack keeps a thread for each open connection, so that a few hundred senders of single bytes would keep all clients waiting. Here a
connection costs next to nothing until its request has come in whole, which must happen soon; quack itself listens on the loopback
address, at a port of its own. One request a connection is open to quack at a time, with its answer relayed as it comes.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

REQUEST_SECONDS = 10.0
"""In which the next request of a connection must begin and its head be complete; as long as quack itself keeps one open."""
BODY_SECONDS = 30.0
READ_SECONDS = 60.0
"""In which a client must take the next piece of its answer."""
HEAD_BYTES = 16_384
BODY_BYTES = 16 << 20
HELD_BYTES = 64 << 20
"""Of all requests that are coming in together."""
CONNECTIONS = 1_000
"""Of all clients together; beyond it the one that has been waiting longest for a request goes."""
PIECE = 1 << 16
FAILED = b"Authentication failed"
"""In quack's answer to a wrong token."""
CONNECT = b"\x01\x00\x01"
"""How quack's message of a client that shows its token begins."""
PENALTY_SECONDS = (0.5, 1.0, 2.0, 4.0, 8.0)
"""For how long the answer to the first, second ... wrong token in a row of an address is held back."""
FORGET_SECONDS = 600.0
GUESSES_AT_ONCE = 16
"""Of one address; more of them wait."""
ADDRESSES = 10_000
SAY_SECONDS = 60.0


class Refused(Exception):
    """A request that is not handed on; the message is the line that answers it."""


@dataclass(slots=True)
class Guesses:
    """What one address has tried."""

    count: int = 0
    last: float = 0.0
    said: float = -SAY_SECONDS
    turn: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(GUESSES_AT_ONCE))


class Gate:
    """Listens for clients in a thread of its own until the process ends."""

    def __init__(self, backend_port: int, tell: Callable[[str, int], None]) -> None:
        """`tell` is given an address and how many wrong tokens it has shown, once a minute at most."""
        self._backend_port = backend_port
        self._tell = tell
        self._guesses: dict[str, Guesses] = {}
        self._idle: dict[asyncio.StreamWriter, None] = {}
        self._open = 0
        self._held = 0
        self._answering = 0

    def start(self, host: str, port: int) -> None:
        """Begins to listen. Raises OSError where the address cannot be had."""
        ready, failed = threading.Event(), list[OSError]()

        async def listen() -> None:
            try:
                server = await asyncio.start_server(self._client, host, port, limit=HEAD_BYTES, backlog=1024, reuse_address=True)
            except OSError as error:
                failed.append(error)
                ready.set()
                return
            ready.set()
            async with server:
                await server.serve_forever()

        threading.Thread(target=lambda: asyncio.run(listen()), daemon=True, name="gate").start()
        ready.wait()
        if failed:
            raise failed[0]

    @property
    def busy(self) -> bool:
        """Whether an answer is on its way."""
        return self._answering > 0

    async def _client(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._open += 1
        if self._open > CONNECTIONS and self._idle:
            next(iter(self._idle)).transport.abort()
        try:
            while await self._one(reader, writer):
                pass
        except Refused as refused:
            with contextlib.suppress(OSError):
                writer.write(f"HTTP/1.1 {refused}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode())
        except (OSError, TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, ValueError):
            pass
        finally:
            self._open -= 1
            self._idle.pop(writer, None)
            writer.close()

    async def _one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """Hands on one request and its answer; returns whether the connection stays open."""
        self._idle[writer] = None
        try:
            async with asyncio.timeout(REQUEST_SECONDS):
                head = await reader.readuntil(b"\r\n\r\n")
        finally:
            self._idle.pop(writer, None)
        body = await self._body(reader, _length(head) or 0)
        address = str((writer.get_extra_info("peername") or ("?",))[0])
        self._answering += 1
        try:
            if not body.startswith(CONNECT):
                return await self._handed_on(head, body, writer)
            guesses = self._of(address)
            async with guesses.turn:
                return await self._handed_on(head, body, writer, address)
        finally:
            self._answering -= 1

    async def _body(self, reader: asyncio.StreamReader, length: int) -> bytes:
        pieces, missing = [], length
        try:
            async with asyncio.timeout(BODY_SECONDS):
                while missing:
                    piece = await reader.read(min(PIECE, missing))
                    if not piece:
                        raise ConnectionError("gone before its request was complete")
                    pieces.append(piece)
                    missing -= len(piece)
                    self._held += len(piece)
                    if self._held > HELD_BYTES:
                        raise Refused("503 Service Unavailable")
        finally:
            self._held -= length - missing
        return b"".join(pieces)

    async def _handed_on(self, head: bytes, body: bytes, writer: asyncio.StreamWriter, guesser: str = "") -> bool:
        back, forth = await asyncio.open_connection("127.0.0.1", self._backend_port, limit=HEAD_BYTES)
        try:
            forth.write(_head(head, b"close") + body)
            await forth.drain()
            answer = await back.readuntil(b"\r\n\r\n")
            length = _length(answer, None)
            first = await back.read(PIECE) if length != 0 else b""
            if guesser and FAILED in first:
                await self._punish(guesser)
            elif guesser:
                self._of(guesser).count = 0
            stays = length is not None and b"\r\nconnection: close\r\n" not in head.lower()
            writer.write(_head(answer, b"keep-alive" if stays else b"close") + first)
            while True:
                async with asyncio.timeout(READ_SECONDS):
                    await writer.drain()
                piece = await back.read(PIECE)
                if not piece:
                    return stays
                writer.write(piece)
        finally:
            forth.close()

    def _of(self, address: str) -> Guesses:
        now = time.monotonic()
        if len(self._guesses) >= ADDRESSES:
            self._guesses = {key: one for key, one in self._guesses.items() if now - one.last < FORGET_SECONDS}
        found = self._guesses.setdefault(address, Guesses())
        if now - found.last > FORGET_SECONDS:
            found.count = 0
        return found

    async def _punish(self, address: str) -> None:
        """Holds the answer to a wrong token back, the longer the more of them came from there."""
        found = self._of(address)
        found.count, found.last = found.count + 1, time.monotonic()
        if found.last - found.said >= SAY_SECONDS:
            found.said = found.last
            self._tell(address, found.count)
        await asyncio.sleep(PENALTY_SECONDS[min(found.count, len(PENALTY_SECONDS)) - 1])


def _lines(head: bytes) -> list[bytes]:
    return head[:-4].split(b"\r\n")


def _length(head: bytes, missing: int | None = 0) -> int | None:
    """The length of the body by its header, `missing` where there is none. Raises Refused for what cannot be told or is too long."""
    values = {line.partition(b":")[2].strip() for line in _lines(head)[1:] if line.partition(b":")[0].strip().lower() == b"content-length"}
    if any(line.lower().startswith(b"transfer-encoding") for line in _lines(head)[1:]):
        if missing is None:
            return None
        raise Refused("411 Length Required")
    if not values:
        return missing
    (value, *others) = values
    if others or not value.isdigit() or len(value) > 12:
        raise Refused("400 Bad Request")
    if missing is not None and int(value) > BODY_BYTES:
        raise Refused("413 Content Too Large")
    return int(value)


def _head(head: bytes, connection: bytes) -> bytes:
    """The head with what it says of the connection replaced."""
    kept = [line for line in _lines(head) if line.partition(b":")[0].strip().lower() not in (b"connection", b"keep-alive")]
    return b"\r\n".join([*kept, b"Connection: " + connection, b"", b""])
