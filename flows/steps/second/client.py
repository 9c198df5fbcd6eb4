"""One request to a language model's server, as the OpenAI protocol has it; failures come back as reasons that can be counted.

What a server says of an error is never passed on: some repeat the key that they were sent.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import httpx

from flows.steps.second.options import SecondOptions
from flows.steps.web.fetch import retry_after
from transforms.second.prompt import instructions, reply_schema
from transforms.second.reply import Unreadable, found_json

MOST_BYTES = 4_000_000
"""Of an answer; a reply of 80 rows has about 20,000."""
LONGEST_WAIT = 60.0
"""Seconds that are waited before another try, whatever the server asks for."""
TOKENS_A_MARK = 120
TOKENS_BESIDE = 2_000
"""What a reply may take: a row has about 60 tokens, an event about 100."""
FORM_NAMES = ("JSON by schema", "JSON", "JSON found in its words", "JSON found in its words, by its own defaults")
"""The forms in which a reply is asked for, the strictest first."""
_LOCAL = ("localhost", "127.0.0.1", "::1")


class Failure(Exception):
    """Why a question has no answer, in one of a few words that are counted."""

    def __init__(self, reason: str, *, final: bool = False, wait: float | None = None) -> None:
        """`final`: no other question will fare better; `wait`: another try may help, after so many seconds at the least."""
        super().__init__(reason)
        self.reason, self.final, self.wait = reason, final, wait


class Answer(NamedTuple):
    """A reply as it came, and what it cost."""

    content: str
    tokens: int
    seconds: float
    tries: int


class Client:
    """Asks one server. Safe to use from several threads."""

    def __init__(self, options: SecondOptions, key: str | None) -> None:
        self._options = options
        self._address = options.url.rstrip("/") + "/chat/completions"
        headers = {"Accept": "application/json", "User-Agent": "parkhouse"}
        if key:
            headers["Authorization"] = f"Bearer {key}"
        host = urlsplit(options.url).hostname or ""
        limit = httpx.Timeout(options.timeout_seconds, connect=min(20.0, options.timeout_seconds))
        # A redirect would carry the key elsewhere; a proxy of the environment is not asked for this machine's own server.
        self._http = httpx.Client(headers=headers, timeout=limit, follow_redirects=False, trust_env=host not in _LOCAL)
        self.form = 0
        """The strictest of FORM_NAMES that the server has taken so far."""
        self.requests = 0
        self._lock = threading.Lock()

    def close(self) -> None:
        """Closes all connections."""
        self._http.close()

    def ask(self, question: str, marks: int, stop: threading.Event) -> Answer:
        """The reply to a question, after as many tries as the settings allow. Raises Failure."""
        begun = time.monotonic()
        for tried in range(self._options.retries + 1):
            try:
                content, tokens = self._ask_in_its_form(question, marks)
                return Answer(content, tokens, time.monotonic() - begun, tried + 1)
            except Failure as failure:
                if failure.wait is None or tried == self._options.retries:
                    raise
                wait = min(max(failure.wait, 2.0**tried), LONGEST_WAIT)
            if stop.wait(wait):
                raise Failure("stopped")
        raise Failure("stopped")

    def _ask_in_its_form(self, question: str, marks: int) -> tuple[str, int]:
        """Asks in the strictest form that the server has taken so far: by schema, as JSON, or in words alone."""
        while True:
            form = self.form
            forms = list(_forms(marks))
            try:
                return self._ask_once(question, forms[form])
            except Failure as failure:
                if failure.reason != "refused" or failure.final or form + 1 == len(forms):
                    raise
                with self._lock:
                    self.form = max(self.form, form + 1)

    def _ask_once(self, question: str, form: dict[str, Any]) -> tuple[str, int]:
        with self._lock:
            self.requests += 1
        messages = [{"role": "system", "content": instructions()}, {"role": "user", "content": question}]
        body = json.dumps({"model": self._options.model, "messages": messages, **form}, ensure_ascii=False).encode("utf-8", "replace")
        try:
            with self._http.stream("POST", self._address, content=body, headers={"Content-Type": "application/json"}) as response:
                _check_status(response)
                raw = self._received(response)
        except httpx.TimeoutException:
            raise Failure("timeout", wait=0.0) from None
        except (httpx.HTTPError, httpx.InvalidURL, OSError):
            raise Failure("unreachable", wait=0.0) from None
        return _content(raw)

    def _received(self, response: httpx.Response) -> bytes:
        deadline = time.monotonic() + self._options.timeout_seconds
        parts: list[bytes] = []
        size = 0
        for part in response.iter_bytes():
            size += len(part)
            parts.append(part)
            if size > MOST_BYTES:
                raise Failure("too_large")
            if time.monotonic() > deadline:
                # A server that drips its answer would hold a run for ever.
                raise Failure("timeout", wait=0.0)
        return b"".join(parts)


def _forms(marks: int) -> Iterator[dict[str, Any]]:
    plain: dict[str, Any] = {"temperature": 0, "max_tokens": TOKENS_BESIDE + TOKENS_A_MARK * marks}
    yield plain | {"response_format": {"type": "json_schema", "json_schema": {"name": "labels", "strict": True, "schema": reply_schema()}}}
    yield plain | {"response_format": {"type": "json_object"}}
    yield plain
    yield {}


def _check_status(response: httpx.Response) -> None:
    status = response.status_code
    if status == 200:
        return
    if status == 429:
        raise Failure("rate_limited", wait=retry_after(response.headers.get("retry-after", "")))
    if status in (401, 402, 403):
        raise Failure("not_authorised", final=True)
    if status == 404:
        raise Failure("not_found", final=True)
    if status in (400, 415, 422, 501):
        raise Failure("refused")
    if status in (408, 409, 425) or status >= 500:
        raise Failure("server_error", wait=retry_after(response.headers.get("retry-after", "")))
    raise Failure("refused", final=True)


def _content(raw: bytes) -> tuple[str, int]:
    """The reply's text and the tokens that it cost, by the server's count."""
    try:
        body = json.loads(raw)
        choice = body["choices"][0]
        content = choice["message"]["content"]
    except (ValueError, RecursionError, LookupError, TypeError):
        raise Failure("unreadable", wait=0.0) from None
    if isinstance(content, list):
        content = "".join(str(part.get("text", "")) for part in content if isinstance(part, dict))
    if not isinstance(content, str):
        raise Failure("unreadable", wait=0.0)
    try:
        found_json(content)
    except Unreadable:
        # The same question would be cut off at the same place.
        cut = isinstance(choice, dict) and choice.get("finish_reason") == "length"
        raise Failure("cut_off" if cut else "unreadable", wait=None if cut else 0.0) from None
    usage = body.get("usage")
    total = usage.get("total_tokens") if isinstance(usage, dict) else None
    return content, total if isinstance(total, int) and 0 <= total < 10**9 else 0
