"""Homes at gs:// and az:// ask their stores for the right objects, with the conditions that keep two runs apart."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from warehouse.remote.errors import Changed, RemoteError
from warehouse.remote.objects import Objects, open_objects

pytest.importorskip("obstore")
CONDITIONS = ("if-none-match", "if-match", "x-goog-if-generation-match")


class Store(ThreadingHTTPServer):
    """Answers as far as these tests ask, and remembers what was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.asked: list[tuple[str, str, dict[str, str]]] = []
        self.objects: dict[str, tuple[bytes, int]] = {}
        self.refuses = ""

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Answers(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Store

    def _answer(self, status: int, content: bytes = b"", version: int = 0) -> None:
        self.send_response(status)
        for name, value in {"ETag": f'"{version}"', "x-goog-generation": str(version), "Last-Modified": "Sat, 28 Nov 2026 10:00:00 GMT"}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _one(self) -> None:
        content = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        path = unquote(self.path.partition("?")[0])
        conditions = {name: self.headers[name] for name in CONDITIONS if name in self.headers}
        self.server.asked.append((self.command, path, conditions))
        there = self.server.objects.get(path)
        if self.server.refuses:
            self._answer(404 if "NotFound" in self.server.refuses else 403, f"<Error><Code>{self.server.refuses}</Code></Error>".encode())
        elif self.command == "GET":
            self._answer(200, *there) if there else self._answer(404)
        elif conditions and next(iter(conditions.values())).strip('"') not in (("*", "0") if there is None else (str(there[1]),)):
            self._answer(412)
        else:
            self.server.objects[path] = (content, there[1] + 1 if there else 1)
            self._answer(201, version=self.server.objects[path][1])

    do_GET = do_PUT = _one

    def log_message(self, *arguments: Any) -> None:
        """Nothing on the terminal."""


@pytest.fixture
def store() -> Iterator[Store]:
    with Store() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture(params=["gs", "az"])
def objects(request: pytest.FixtureRequest, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Objects:
    if request.param == "gs":
        account = tmp_path / "account.json"
        account.write_text(json.dumps({"disable_oauth": True, "client_email": "", "private_key": "", "private_key_id": ""}), encoding="utf-8")
        monkeypatch.setenv("GOOGLE_SERVICE_ACCOUNT", str(account))
        monkeypatch.setenv("GOOGLE_BASE_URL", store.address)
    else:
        monkeypatch.setenv("AZURE_STORAGE_ACCOUNT_NAME", "ours")
        monkeypatch.setenv("AZURE_STORAGE_ACCOUNT_KEY", "a2V5")
        monkeypatch.setenv("AZURE_STORAGE_ENDPOINT", store.address)
    return open_objects(f"{request.param}://bucket/a/home")


def test_objects_lie_under_the_prefix_and_are_replaced_on_a_condition(objects: Objects, store: Store) -> None:
    assert objects.read("manifest.json.gz") is None
    first = objects.put_if("manifest.json.gz", b"one", None)
    with pytest.raises(Changed):
        objects.put_if("manifest.json.gz", b"another machine's", None)
    second = objects.put_if("manifest.json.gz", b"two", first)
    with pytest.raises(Changed):
        objects.put_if("manifest.json.gz", b"too late", first)
    assert objects.read("manifest.json.gz") == (b"two", second)
    assert {path for _, path, _ in store.asked} == {"/bucket/a/home/manifest.json.gz"}
    assert all(len(conditions) == 1 for method, _, conditions in store.asked if method == "PUT")


@pytest.mark.parametrize("code", ["ContainerNotFound", "AuthenticationFailed"])
def test_refusals_name_the_mend(objects: Objects, store: Store, code: str) -> None:
    store.refuses = code
    with pytest.raises(RemoteError) as refused:
        objects.read("manifest.json.gz")
    names = {"gs": "GOOGLE_APPLICATION_CREDENTIALS", "az": "AZURE_STORAGE_ACCOUNT_KEY"}
    assert ("no such bucket" if code == "ContainerNotFound" else names[objects.address[:2]]) in str(refused.value)


def test_an_azure_home_without_an_account_names_the_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AZURE_STORAGE_ACCOUNT_NAME", "AZURE_STORAGE_ENDPOINT"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(RemoteError, match="AZURE_STORAGE_ACCOUNT_NAME"):
        open_objects("az://container/home")
