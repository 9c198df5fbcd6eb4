"""Connections that go to the very address that was checked, and end in time.

A host name is resolved once, its addresses are checked, and the connection is opened to the address that passed, so a
name that means something else a moment later (DNS rebinding) gains nothing. The Host header and the name in TLS stay the
host's.
"""

from __future__ import annotations

import functools
import socket
import ssl
import time
from collections.abc import Iterable, Iterator
from typing import Any

import httpcore
import httpx

from flows.steps.web.public_only import why_not_public


class NotPublic(Exception):
    """A host that lies inside the own network."""

    def __init__(self, host: str, address: str, kind: str) -> None:
        what = f"address {address}" if host.strip("[]") == address else f"host {host} has the address {address}, which"
        super().__init__(f"{what} is {kind}; set web_allow_private = true if it is meant")


class NotFound(Exception):
    """A host name that leads nowhere."""


class _Stream(httpcore.NetworkStream):
    """A stream whose reads and writes share the time that the request has left."""

    def __init__(self, stream: httpcore.NetworkStream, backend: CheckedBackend) -> None:
        self._stream, self._backend = stream, backend

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._backend.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._backend.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None) -> httpcore.NetworkStream:
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, self._backend.left(timeout)), self._backend)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class CheckedBackend(httpcore.SyncBackend):
    """Resolves, checks, connects."""

    def __init__(self, allow_private: bool) -> None:
        self._allow_private = allow_private
        self.deadline = float("inf")

    def left(self, timeout: float | None) -> float:
        """Seconds left for the next step; raises httpcore.ReadTimeout where there are none."""
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the whole answer took too long")
        return left if timeout is None else min(left, timeout)

    def resolve(self, host: str, port: int) -> list[str]:
        """The addresses of a host that may be connected to.

        Raises NotPublic where there are only others, NotFound where there is none.
        """
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            raise NotFound(f"host {host} cannot be found") from None
        addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        if self._allow_private:
            return addresses
        allowed = [address for address in addresses if not why_not_public(address)]
        if not allowed:
            raise NotPublic(host, addresses[0], why_not_public(addresses[0]))
        return allowed

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connects to the first address of the host that answers."""
        trouble: Exception = NotFound(f"host {host} cannot be found")
        for address in self.resolve(host, port)[:4]:
            try:
                return _Stream(super().connect_tcp(address, port, self.left(timeout), local_address, socket_options), self)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                trouble = error
        raise trouble


class _Body(httpx.SyncByteStream):
    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[bytes]:
        yield from self._stream

    def close(self) -> None:
        if hasattr(self._stream, "close"):
            self._stream.close()


@functools.cache
def _trust() -> ssl.SSLContext:
    """The certificate authorities to trust, read once; SSL_CERT_FILE names others."""
    return httpx.create_ssl_context()


class CheckedTransport(httpx.BaseTransport):
    """httpx over the checked connections.

    Errors of httpcore come through as they are. Proxies of the environment are not used: through one the check would see
    the proxy's address only.
    """

    def __init__(self, backend: CheckedBackend) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=_trust(), max_connections=4, max_keepalive_connections=2, keepalive_expiry=15.0, network_backend=backend
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Sends one request."""
        url = httpcore.URL(scheme=request.url.raw_scheme, host=request.url.raw_host, port=request.url.port, target=request.url.raw_path)
        answer = self._pool.handle_request(
            httpcore.Request(method=request.method, url=url, headers=request.headers.raw, content=request.stream, extensions=request.extensions)
        )
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(answer.stream), extensions=answer.extensions)

    def close(self) -> None:
        """Closes all connections."""
        self._pool.close()
