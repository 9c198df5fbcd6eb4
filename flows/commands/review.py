"""`parkhouse review`: serves the review page until stopped."""

from __future__ import annotations

import contextlib
import getpass
import json
import socket
from pathlib import Path

import typer

from flows.commands.serve_token import kept_token
from flows.schedule.stoppable import stopped_by_sigterm
from flows.settings.model import SettingsError
from warehouse.connect import published
from warehouse.layout import Home
from warehouse.serve_process import is_loopback

STOP_SECONDS = 3


def review_command(root: Path, host: str, port: int, who: str | None, sample: int, open_it: bool, as_json: bool) -> None:
    """Serves until stopped. Raises WarehouseError where there is nothing to review, SettingsError for an address that cannot be listened at."""
    import uvicorn

    from flows.review.app import ReviewPage
    from flows.review.doubts import Doubts

    home = Home(root)
    published(home.warehouse)
    token = kept_token(home.state / "review.token")
    listener = _listener(host, port)
    port = listener.getsockname()[1]
    page = ReviewPage(Doubts(home, sample), token, port, who or _user())
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{port}/?token={token}"
    _say(as_json, "serving", address, f"review: {address}\nstop with Ctrl-C; the next run applies what is decided")
    if not is_loopback(host):
        _say(as_json, "notice", "the connection is not encrypted: put a TLS proxy in front of it, or use it within a trusted network", None)
    if open_it:
        typer.launch(address)
    config = uvicorn.Config(page.app(), log_level="error", access_log=False, lifespan="off", server_header=False, timeout_graceful_shutdown=STOP_SECONDS)
    # What comes after it, such as sending what was decided, is done however it is stopped.
    with contextlib.suppress(KeyboardInterrupt), stopped_by_sigterm():
        uvicorn.Server(config).run(sockets=[listener])


def _say(as_json: bool, event: str, message: str, for_people: str | None) -> None:
    typer.echo(json.dumps({"event": event, "message": message}, ensure_ascii=False) if as_json else for_people or message)


def _listener(host: str, port: int) -> socket.socket:
    try:
        kind, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        listener = socket.socket(kind, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        # Whoever opens the address at once waits instead of being refused.
        listener.listen(128)
    except OSError as error:
        raise SettingsError(f"cannot listen at {host} port {port}: {error.strerror or error}; name another with --host or --port") from None
    return listener


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
