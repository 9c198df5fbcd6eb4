"""One answer to one address: redirects followed by hand, size and time bounded, every failure with a plain reason."""

from __future__ import annotations

import base64
import datetime as dt
import email.utils
import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import httpcore
import httpx

from flows.steps.addresses import AddressError, origin, parsed
from flows.steps.web.kinds import media_type
from flows.steps.web.network import CheckedBackend, CheckedTransport, NotFound, NotPublic
from flows.steps.web.options import WebOptions
from flows.steps.web.unpack import Broken, TooLarge, Unpacker
from transforms.formats.registry import format_named

MAX_REDIRECTS = 5
ACCEPT = "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/xml;q=0.9, text/*;q=0.8, */*;q=0.1"
PASSING = (408, 425, 429, 500, 502, 503, 504)
"""Statuses after which a server may well answer a little later."""
_WORDS = {401: "a login is needed", 403: "forbidden", 404: "not found", 410: "gone for good", 429: "too many requests", 451: "not available for legal reasons"}


class FetchError(Exception):
    """An address that gave nothing; `code` groups the reasons, `wait` is set where a later try may do better (seconds)."""

    def __init__(self, code: str, reason: str, wait: float | None = None, status: int = 0) -> None:
        super().__init__(reason)
        self.code, self.reason, self.wait, self.status = code, reason, wait, status


@dataclass(slots=True, frozen=True)
class Answer:
    """What came back; `address` is where it came from after all redirects."""

    address: str
    status: int
    content: bytes = b""
    content_type: str = ""
    etag: str = ""
    last_modified: str = ""


Conditions = Mapping[str, str]
Hop = Callable[[str], None]


@dataclass(slots=True)
class Fetcher:
    """Asks one address at a time."""

    options: WebOptions
    user_agent: str
    max_bytes: int
    logins: dict[str, tuple[str, str]] = field(default_factory=dict)
    _backend: CheckedBackend | None = None
    _transport: CheckedTransport | None = None

    def _opened(self) -> tuple[CheckedTransport, CheckedBackend]:
        if self._transport is None or self._backend is None:
            self._backend = CheckedBackend(self.options.allow_private)
            self._transport = CheckedTransport(self._backend)
        return self._transport, self._backend

    def close(self) -> None:
        """Closes what is open."""
        if self._transport is not None:
            self._transport.close()
        self._transport = None

    def get(self, address: str, place: str = "", conditions: Conditions | None = None, hop: Hop = lambda address: None, max_bytes: int = 0) -> Answer:
        """The answer of an address: status 200, or 304 where it answers the conditions.

        The conditions hold for `place` and are sent to it alone. `hop` is called before each request and may refuse it.
        Raises FetchError.
        """
        transport, backend = self._opened()
        # Some servers set a cookie and send the reader round once; it is forgotten with the page.
        cookies = httpx.Cookies()
        try:
            for _ in range(MAX_REDIRECTS + 1):
                hop(address)
                backend.deadline = time.monotonic() + self.options.total_seconds
                sent = dict(conditions or {}) if address == place else {}
                found = self._ask(transport, cookies, address, sent, max_bytes or self.max_bytes)
                if isinstance(found, Answer):
                    return found
                address = found
        except httpx.InvalidURL:
            raise FetchError("fetch.address", "no valid web address") from None
        raise FetchError("fetch.redirects", f"more than {MAX_REDIRECTS} redirects, the last to {address}")

    def _ask(self, transport: CheckedTransport, cookies: httpx.Cookies, address: str, sent: dict[str, str], max_bytes: int) -> Answer | str:
        """An answer, or the address that it redirects to."""
        headers = {"User-Agent": self.user_agent, "Accept": ACCEPT, "Accept-Encoding": "gzip, deflate", **sent}
        login = self.logins.get(origin(address))
        if login:
            headers["Authorization"] = "Basic " + base64.b64encode(":".join(login).encode()).decode()
        limit = httpx.Timeout(self.options.total_seconds, connect=self.options.connect_seconds)
        request = httpx.Request("GET", address, headers=headers, extensions={"timeout": limit.as_dict()})
        cookies.set_cookie_header(request)
        try:
            response = transport.handle_request(request)
        except Exception as error:
            raise _failure(error) from error
        try:
            response.request = request
            cookies.extract_cookies(response)
            return self._read(response, address, bool(sent), max_bytes)
        except (httpx.HTTPError, httpx.StreamError, httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError) as error:
            raise _failure(error) from error
        finally:
            response.close()

    def _read(self, response: httpx.Response, address: str, conditional: bool, max_bytes: int) -> Answer | str:
        status, headers = response.status_code, response.headers
        if status in (301, 302, 303, 307, 308) and headers.get("location"):
            try:
                return parsed(headers["location"], address).text
            except AddressError as error:
                raise FetchError("fetch.redirects", f"redirected to {error}") from None
        tags = (headers.get("etag", "")[:500], headers.get("last-modified", "")[:100])
        if status == 304 and conditional:
            return Answer(address, 304, b"", "", *tags)
        if status != 200:
            wait = retry_after(headers.get("retry-after", "")) if status in PASSING else None
            words = _WORDS.get(status, "the server fails" if status >= 500 else "no page")
            raise FetchError(f"fetch.http_{status}", f"the server answers {status}: {words}", wait, status)
        coding = headers.get("content-encoding", "").strip().lower().replace("x-gzip", "gzip")
        if coding not in ("", "identity", "gzip", "deflate"):
            raise FetchError("fetch.encoding", f"compressed as {coding[:40]!r}, which was not asked for")
        if max_bytes == self.max_bytes and (form := format_named(media_type(headers.get("content-type", "")))):
            # Fonts and pictures lie in it.
            max_bytes *= form.bulk
        unpacker = Unpacker("" if coding == "identity" else coding, max_bytes)
        try:
            for piece in response.iter_raw():
                unpacker.feed(piece)
            content = unpacker.close()
        except TooLarge:
            raise FetchError("fetch.size", f"more than the limit of {max_bytes:,} bytes (setting max_document_bytes)") from None
        except Broken as error:
            raise FetchError("fetch.encoding", str(error)) from None
        return Answer(address, 200, content, headers.get("content-type", "")[:200], *tags)


def _failure(error: Exception) -> FetchError:
    """A failed request in plain words."""
    if isinstance(error, NotPublic):
        return FetchError("fetch.private", str(error))
    if isinstance(error, NotFound):
        return FetchError("fetch.host", str(error), 0.0)
    if isinstance(error, (httpcore.ConnectTimeout, httpcore.PoolTimeout)):
        return FetchError("fetch.timeout", "the server cannot be reached in time", 0.0)
    if isinstance(error, (httpcore.TimeoutException, httpx.TimeoutException)):
        return FetchError("fetch.timeout", "the server does not answer in time", 0.0)
    if isinstance(error.__cause__, ssl.SSLError) or isinstance(error.__context__, ssl.SSLError):
        return FetchError("fetch.tls", f"the server's certificate or encryption cannot be trusted: {str(error)[:200]}")
    if isinstance(error, httpcore.ConnectError):
        return FetchError("fetch.connect", f"the server cannot be reached: {str(error)[:200]}", 0.0)
    if isinstance(error, (httpcore.ProtocolError, httpx.ProtocolError, httpx.DecodingError)):
        return FetchError("fetch.protocol", f"the server's answer breaks the rules of HTTP: {str(error)[:200]}")
    if isinstance(error, (httpcore.NetworkError, httpx.HTTPError, OSError)):
        return FetchError("fetch.connect", f"the connection broke off: {str(error)[:200]}", 0.0)
    return FetchError("fetch.failed", f"cannot be fetched: {type(error).__name__}: {str(error)[:200]}")


def retry_after(value: str, now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC)) -> float:
    """Seconds that a Retry-After header asks for, as a number or a date; 0 where it says nothing."""
    value = value.strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        moment = email.utils.parsedate_to_datetime(value)
    except (ValueError, TypeError, OverflowError):
        return 0.0
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=dt.UTC)
    return max(0.0, (moment - now()).total_seconds())
