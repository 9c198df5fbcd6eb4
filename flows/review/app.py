"""The review page's server: who may look, who may write, and what is asked and answered.

Only who opened the printed address may look: it sets a cookie that goes to this server alone. Only the page itself may write: a
request must come from its own origin and carry a word that stands in the page. No text of a document ever becomes markup.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Awaitable, Callable
from importlib import resources
from typing import Any
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from flows.review.decide import Decisions, Refused
from flows.review.doubts import Doubts, NoSuchDecision
from flows.review.words import choices
from warehouse.build import SeedError
from warehouse.connect import WarehouseError
from warehouse.decisions import TornFile

MOST_BYTES = 64_000
"""Of a decision that is sent."""
SHOWN = 300
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY, "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Cache-Control": "no-store",
    "X-Frame-Options": "DENY", "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin",
}  # fmt: skip
WORD_HEADER = "x-review-word"
_FILES = {"/app.js": "text/javascript", "/style.css": "text/css"}


class _Safe:
    """Adds the headers that a page of strangers' texts needs."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *((name.lower().encode(), value.encode()) for name, value in HEADERS.items())]
            await send(message)

        await self.app(scope, receive, with_headers if scope["type"] == "http" else send)


class ReviewPage:
    """The page and its questions."""

    def __init__(self, doubts: Doubts, token: str, port: int, who: str) -> None:
        self._doubts, self._decisions = doubts, Decisions(doubts)
        self._token, self._who = token, who
        self._cookie = f"parkhouse_review_{port}"

    def app(self) -> Starlette:
        """The ASGI application."""
        routes = [
            Route("/", self._page), *(Route(path, self._file) for path in _FILES), Route("/api/queue", self._queue), Route("/api/item", self._item),
            Route("/api/parks", self._parks), Route("/api/decide", self._decide, methods=["POST"]), Route("/api/undo", self._undo, methods=["POST"]),
        ]  # fmt: skip
        return Starlette(routes=routes, middleware=[Middleware(_Safe)])

    def _derived(self, use: str) -> str:
        return hmac.new(self._token.encode(), use.encode(), hashlib.sha256).hexdigest()

    def _may_look(self, request: Request) -> bool:
        return hmac.compare_digest(request.cookies.get(self._cookie, "").encode(), self._derived("look").encode())

    def _may_write(self, request: Request) -> bool:
        """Whether a request comes from the page itself."""
        origin, host = request.headers.get("origin", ""), request.headers.get("host", "")
        own_word = hmac.compare_digest(request.headers.get(WORD_HEADER, "").encode(), self._derived("write").encode())
        is_json = request.headers.get("content-type", "").partition(";")[0].strip() == "application/json"
        return self._may_look(request) and own_word and is_json and bool(host) and urlsplit(origin).netloc == host

    async def _page(self, request: Request) -> Response:
        given = request.query_params.get("token")
        if given is not None:
            if not hmac.compare_digest(given.encode("utf-8", "replace"), self._token.encode()):
                return _forbidden()
            # The token leaves the address bar, the history's next entry and every Referer.
            answer = RedirectResponse("/", status_code=303)
            answer.set_cookie(self._cookie, self._derived("look"), httponly=True, samesite="strict", path="/", secure=request.url.scheme == "https")
            return answer
        if not self._may_look(request):
            return _forbidden()
        page = _text("index.html").replace("{{word}}", self._derived("write"))
        return Response(page, media_type="text/html; charset=utf-8")

    async def _file(self, request: Request) -> Response:
        if not self._may_look(request):
            return _forbidden()
        path = request.url.path
        return Response(_text(path[1:]), media_type=f"{_FILES[path]}; charset=utf-8")

    async def _queue(self, request: Request) -> Response:
        def found() -> dict[str, Any]:
            waiting = self._decisions.waiting()
            rows = [{"key": row["key"], "kind": row["kind"]} for row in waiting[:SHOWN]]
            return {"items": rows, "waiting": len(waiting), "who": self._who, "choices": choices()}

        return await self._answer(request, found)

    async def _item(self, request: Request) -> Response:
        key = request.query_params.get("key", "")
        return await self._answer(request, lambda: self._doubts.item(key))

    async def _parks(self, request: Request) -> Response:
        words = request.query_params.get("q", "").strip()[:60]
        return await self._answer(request, lambda: {"parks": self._doubts.parks(words) if words else []})

    async def _decide(self, request: Request) -> Response:
        def take(sent: dict[str, Any]) -> None:
            changes = sent.get("changes") or {}
            if not isinstance(changes, dict) or not all(isinstance(value, str) for value in changes.values()):
                raise Refused("changes must be texts by field")
            self._decisions.decide(str(sent.get("key", "")), str(sent.get("action", "")), changes, str(sent.get("who") or self._who))

        return await self._take(request, take)

    async def _undo(self, request: Request) -> Response:
        return await self._take(request, lambda sent: self._decisions.undo(str(sent.get("key", "")), str(sent.get("who") or self._who)))

    async def _answer(self, request: Request, find: Callable[[], dict[str, Any]]) -> Response:
        if not self._may_look(request):
            return _forbidden()
        return await _told(lambda: run_in_threadpool(find))

    async def _take(self, request: Request, take: Callable[[dict[str, Any]], None]) -> Response:
        if not self._may_write(request):
            return _forbidden()
        body = b""
        async for part in request.stream():
            body += part
            if len(body) > MOST_BYTES:
                return JSONResponse({"error": "too much is sent"}, status_code=413)
        try:
            sent = json.loads(body)
        except (ValueError, RecursionError):
            sent = None
        if not isinstance(sent, dict):
            return JSONResponse({"error": "a JSON object is expected"}, status_code=400)

        async def taken() -> dict[str, Any]:
            await run_in_threadpool(take, sent)
            return {"ok": True}

        return await _told(taken)


async def _told(find: Callable[[], Awaitable[dict[str, Any]]]) -> Response:
    try:
        return JSONResponse(await find())
    except NoSuchDecision:
        return JSONResponse({"error": "the warehouse has this no more; the next one"}, status_code=404)
    except Refused as refused:
        return JSONResponse({"error": str(refused)}, status_code=400)
    except (SeedError, TornFile, WarehouseError) as error:
        return JSONResponse({"error": str(error)}, status_code=409)


def _forbidden() -> Response:
    return PlainTextResponse("请打开 parkhouse review 打印的地址。Open the address that `parkhouse review` printed.\n", status_code=403)


def _text(name: str) -> str:
    return resources.files("flows.review").joinpath("page").joinpath(name).read_text(encoding="utf-8")
