"""A language model's server of our own on this machine: it labels as it is told, or misbehaves, and remembers what it was asked."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple

MARK = re.compile(r"⟦(\d+)\|([^⟧]*)⟧")

Labels = dict[str, Any]
Brain = Callable[[str], Any]
"""From the last message to the reply: an object that is sent as JSON, or text as it is."""


class Asked(NamedTuple):
    """A request as it came in."""

    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def message(self) -> str:
        """The last message of the user."""
        return str(self.body["messages"][-1]["content"])


class Answer(NamedTuple):
    """An answer that is none of a working server."""

    status: int
    body: bytes = b"{}"
    headers: dict[str, str] = {}


class ModelServer:
    """Answers with what `brain` makes of a message; `before` may answer instead."""

    def __init__(self, brain: Brain) -> None:
        self.brain = brain
        self.before: Callable[[Asked, int], Answer | None] = lambda asked, number: None
        self.asked: list[Asked] = []
        self.url = ""
        self.lock = threading.Lock()


def marks_of(message: str) -> dict[int, str]:
    """The marked quantities of a message."""
    return {int(found[1]): found[2] for found in MARK.finditer(message)}


def labelling(rows: dict[str, Labels], events: list[Labels] | None = None, **common: Any) -> Brain:
    """A model that gives each quantity the labels in `common`, or those that `rows` has for its characters; {} leaves it out."""

    def brain(message: str) -> Any:
        quantities = []
        for number, text in marks_of(message).items():
            labels = rows.get(text, {"scope": "in"})
            if labels:
                quantities.append({"n": number, **(common if labels.get("scope", "in") == "in" else {}), "scope": "in", **labels})
        return {"quantities": quantities, "events": events or []}

    return brain


@contextmanager
def model_server(brain: Brain) -> Iterator[ModelServer]:
    """A server on a free port of this machine."""
    model = ModelServer(brain)

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *arguments: object) -> None:
            """Silent."""

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            asked = Asked({name.lower(): value for name, value in self.headers.items()}, body)
            with model.lock:
                model.asked.append(asked)
                number = len(model.asked)
            answer = model.before(asked, number) or Answer(200, completion(model.brain(asked.message)))
            with suppress(OSError):
                self.send_response(answer.status)
                for name, value in {"Content-Type": "application/json", "Content-Length": str(len(answer.body)), **answer.headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(answer.body)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    model.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield model
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def completion(reply: Any, finish: str = "stop") -> bytes:
    """A reply as the protocol carries it."""
    content = reply if isinstance(reply, str) else json.dumps(reply, ensure_ascii=False)
    return json.dumps({
        "id": "1", "object": "chat.completion", "created": 0, "model": "test",
        "choices": [{"index": 0, "finish_reason": finish, "message": {"role": "assistant", "content": content}}],
        "usage": {"prompt_tokens": 900, "completion_tokens": 100, "total_tokens": 1000},
    }).encode()  # fmt: skip
