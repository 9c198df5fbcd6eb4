"""A web server of our own on this machine, that does what it is told and remembers what it was asked."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple

from flows.steps.web.options import WebOptions

FAST = WebOptions(delay_seconds=0, allow_private=True, retries=0, total_seconds=5)
"""Options under which the local server may be asked, without any waiting."""


class Reply(NamedTuple):
    """An answer: status, body, headers."""

    body: bytes | str = b""
    status: int = 200
    headers: dict[str, str] = {}


Route = Reply | Callable[["Handler"], Reply | None]


class Asked(NamedTuple):
    """A request as it came in."""

    path: str
    headers: dict[str, str]


class Handler(BaseHTTPRequestHandler):
    """Answers by the routes of its site; a route that returns None has written its answer itself."""

    protocol_version = "HTTP/1.1"
    site: Site

    def do_GET(self) -> None:
        self.site.asked.append(Asked(self.path, {name.lower(): value for name, value in self.headers.items()}))
        route = self.site.routes.get(self.path, Reply("no such page", 404))
        try:
            reply = route if isinstance(route, Reply) else route(self)
            if reply is None:
                self.close_connection = True
                return
            body = reply.body.encode() if isinstance(reply.body, str) else reply.body
            self.send_response(reply.status)
            for name, value in {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body)), **reply.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)
        except OSError:
            # The client had enough.
            self.close_connection = True

    def handle(self) -> None:
        with suppress(OSError):
            super().handle()

    def log_message(self, format: str, *arguments: Any) -> None:  # noqa: A002 - as the base class names it
        """Says nothing."""


class Site:
    """The routes of a server, and what was asked of it."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.routes: dict[str, Route] = {}
        self.asked: list[Asked] = []

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        """The address of a path."""
        return f"http://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        """What was asked, without robots.txt."""
        return [asked.path for asked in self.asked if asked.path != "/robots.txt"]

    def page(self, path: str, text: str, title: str = "园区新闻", **headers: str) -> None:
        """Puts an HTML page at a path."""
        self.routes[path] = Reply(html_page(text, title), headers={name.replace("_", "-"): value for name, value in headers.items()})


def html_page(text: str, title: str = "园区新闻", around: str = "") -> str:
    """A page with a text in it, and something around it that is no text."""
    head = f"<title>{title}</title>" if title else ""
    return f'<!DOCTYPE html><html><head><meta charset="utf-8">{head}</head><body><nav>首页 {around}</nav><article><p>{text}</p></article></body></html>'


def feed(site: Site, *entries: tuple[str, str, str], extra: str = "") -> str:
    """An RSS feed of (path, title, date)."""
    items = "".join(
        f"<item><link>{site.url(path)}</link><title>{title}</title>" + (f"<pubDate>{date}</pubDate>" if date else "") + "</item>"
        for path, title, date in entries
    )
    return f'<?xml version="1.0" encoding="utf-8"?>{extra}<rss version="2.0"><channel><title>园区</title>{items}</channel></rss>'


def sitemap(*addresses: str, index: bool = False) -> str:
    """A sitemap, or an index of sitemaps."""
    outer, inner = ("sitemapindex", "sitemap") if index else ("urlset", "url")
    entries = "".join(f"<{inner}><loc>{address}</loc></{inner}>" for address in addresses)
    return f'<?xml version="1.0" encoding="UTF-8"?><{outer} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</{outer}>'


@contextmanager
def serving() -> Iterator[Site]:
    """A server on a free port of the loopback interface."""
    handler = type("SiteHandler", (Handler,), {})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    site = Site(server.server_port)
    handler.site = site  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
