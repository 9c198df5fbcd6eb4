"""Runs over a home in a bucket, against a server that speaks S3, by several machines that share nothing but the bucket."""

from __future__ import annotations

import json
import logging
import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.commands.serve import Supervisor
from flows.settings.model import load_settings
from flows.steps.direct import run_direct
from flows.steps.listing import find_files
from flows.steps.options import RunOptions
from tests.flows.conftest import Command
from tests.support import REPOSITORY, clean_environment, content, copied, run, scalar
from warehouse.home_lock import HomeLock
from warehouse.layout import Home
from warehouse.remote.address import folder_name
from warehouse.remote.errors import RemoteError
from warehouse.remote.objects import open_objects
from warehouse.remote.reading import WAREHOUSE, bring_up_to_date

pytest.importorskip("obstore")
moto = pytest.importorskip("moto.server")

ADDRESS = "s3://parkhouse-test/开发区/home"
KEY_ID, SECRET = "AKIAOFTHETEST", "secret-word-of-the-test"
FIRST = "2020年，苏州工业园区实现地区生产总值2907.1亿元，同比增长6%。\n"
SECOND = "2021年，苏州工业园区实现地区生产总值3330.3亿元，同比增长10.1%。\n"


class Server:
    """A server that speaks S3; what it holds outlives its being stopped."""

    def __init__(self) -> None:
        self.port = 0
        self.start()

    def start(self) -> None:
        self._server = moto.ThreadedMotoServer(ip_address="127.0.0.1", port=self.port, verbose=False)
        self._server.start()
        _, self.port = self._server.get_host_and_port()

    def stop(self) -> None:
        self._server.stop()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(self, method: str, path: str) -> None:
        urllib.request.urlopen(urllib.request.Request(self.address + path, method=method)).read()


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    started = Server()
    yield started
    started.stop()


@pytest.fixture
def bucket(server: Server, monkeypatch: pytest.MonkeyPatch) -> Server:
    """An empty bucket, and the environment in which it is reached."""
    server.ask("POST", "/moto-api/reset")
    server.ask("PUT", "/parkhouse-test")
    for name, value in environment(server).items():
        monkeypatch.setenv(name, value)
    return server


def environment(server: Server) -> dict[str, str]:
    return {"AWS_ENDPOINT_URL": server.address, "AWS_ACCESS_KEY_ID": KEY_ID, "AWS_SECRET_ACCESS_KEY": SECRET, "AWS_REGION": "us-east-1"}


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "first.txt").write_text(FIRST, encoding="utf-8")
    return folder


def copy_on(machine: Path) -> Home:
    return Home(machine / folder_name(ADDRESS))


def everywhere(folder: Path) -> str:
    """Whatever text and bytes a machine keeps."""
    return "\n".join(path.read_bytes().decode("utf-8", "replace") for path in folder.rglob("*") if path.is_file())


def test_two_machines_and_the_commands(bucket: Server, cli: Command, pages: Path, tmp_path: Path, home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    monkeypatch.setenv("PARKHOUSE_LOCAL_COPIES", str(one))
    found = cli("run", "--direct", "--home", ADDRESS, pages)
    assert (found.status, found.err) == (0, "")
    assert f"home:      {ADDRESS}" in found.out

    # Another machine asks; the home is named by a variable there.
    monkeypatch.setenv("PARKHOUSE_LOCAL_COPIES", str(two))
    monkeypatch.setenv("PARKHOUSE_HOME", ADDRESS)
    found = cli("query", "--format", "csv", "SELECT park_key, value FROM v_observation WHERE measure = 'level'")
    assert (found.status, found.out.splitlines()) == (0, ["park_key,value", "苏州工业园区,290710000000.0"])
    key = scalar(copy_on(one), "SELECT document_key FROM document")
    found = cli("raw", key)
    assert (found.status, found.out) == (0, FIRST)
    found = cli("status", "--json")
    said = json.loads(found.out)
    assert (found.status, said["healthy"], said["home"], said["running"], said["problems"]) == (0, True, ADDRESS, None, [])
    found = cli("report")
    assert (found.status, found.err) == (0, "")
    assert json.loads(cli("config", "--json").out)["home"]["value"] == ADDRESS
    assert cli("explain", pages / "first.txt").status == 0

    # It goes on with a new page, of which the first machine then knows.
    (pages / "second.txt").write_text(SECOND, encoding="utf-8")
    found = cli("run", "--direct", "--json", pages)
    done = json.loads(found.out)
    assert (done["status"], done["documents_new"], done["documents_skipped"], done["documents_extracted"], done["warnings"]) == ("published", 1, 1, 1, [])
    run(home, pages)
    assert content(copy_on(two)) == content(home)
    monkeypatch.setenv("PARKHOUSE_LOCAL_COPIES", str(one))
    assert cli("query", "--format", "csv", "SELECT count(*) AS n FROM document").out == "n\n2\n"
    assert json.loads(cli("run", "--direct", "--json", pages).out)["status"] == "unchanged"
    names = set(open_objects(ADDRESS).names())
    assert {"warehouse.duckdb", "reports/latest.html", "manifest.json.gz"} <= names

    # What is forgotten is nowhere any more.
    assert cli("forget", key, "--reason", "asked for", "--who", "me").status == 0
    objects = open_objects(ADDRESS)
    kept = b"".join(objects.read(name)[0] for name in objects.names())  # type: ignore[index]
    assert SECOND.encode() in kept
    assert FIRST.encode() not in kept
    assert SECRET not in everywhere(one) + everywhere(two)
    assert KEY_ID not in everywhere(one) + everywhere(two)


def test_a_home_of_the_disk_moves_into_the_bucket_and_is_not_read_again(bucket: Server, sample: Home, tmp_path: Path) -> None:
    copied(sample, copy_on(tmp_path / "one").root)
    found = run(copy_on(tmp_path / "one"), REPOSITORY / "seeds" / "sample")
    assert (found.status, found.new, found.extracted) == ("unchanged", 0, 0)
    found = run(copy_on(tmp_path / "two"), REPOSITORY / "seeds" / "sample")
    assert (found.status, found.new, found.extracted, found.warnings) == ("unchanged", 0, 0, [])
    assert content(copy_on(tmp_path / "two")) == content(sample)


@pytest.mark.parametrize(
    ("variable", "value", "address", "said"),
    [
        ("AWS_REGION", "us-east-1", "s3://no-such-bucket-here/home", "there is no such bucket"),
        ("AWS_ENDPOINT_URL", "http://127.0.0.1:9", ADDRESS, "cannot be reached"),
        ("AWS_ACCESS_KEY_ID", "", "s3://login:word@bucket/home", "without login"),
    ],
)
def test_a_store_that_cannot_be_used_is_told_in_a_line(
    bucket: Server, cli: Command, pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str, value: str, address: str, said: str
) -> None:
    monkeypatch.setenv("PARKHOUSE_LOCAL_COPIES", str(tmp_path / "one"))
    monkeypatch.setattr("warehouse.remote.objects._RETRIES", 1)
    monkeypatch.setenv(variable, value)
    for arguments in (("run", "--direct", "--home", address, pages), ("query", "--home", address, "SELECT 1")):
        found = cli(*arguments)
        assert found.status in (1, 2)
        assert said in found.err
        assert "Traceback" not in found.err + found.out
        assert not any(secret in found.err + found.out for secret in ("word@", KEY_ID, SECRET))


def test_without_credentials(bucket: Server, cli: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARKHOUSE_LOCAL_COPIES", str(tmp_path / "one"))
    monkeypatch.setattr("warehouse.remote.objects._RETRIES", 0)
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name)
    # The service of a cloud that gives credentials to its machines; here there is none.
    monkeypatch.setenv("AWS_METADATA_ENDPOINT", "http://127.0.0.1:9")
    found = cli("status", "--home", ADDRESS)
    assert found.status == 1
    assert "Traceback" not in found.err
    assert ADDRESS in found.out + found.err


def test_the_network_breaks_in_the_middle_of_a_run(bucket: Server, cli: Command, pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("warehouse.remote.objects._RETRIES", 1)
    monkeypatch.setenv("PARKHOUSE_LOCAL_COPIES", str(tmp_path / "one"))
    monkeypatch.setenv("PARKHOUSE_HOME", ADDRESS)
    one = copy_on(tmp_path / "one")
    run(one, pages)
    (pages / "second.txt").write_text(SECOND, encoding="utf-8")

    def breaks(step: str, done: int, total: int) -> None:
        if (step, done) == ("load", 1):
            bucket.stop()

    try:
        with pytest.raises(RemoteError, match="cannot be reached or broke off; nothing is lost"):
            run_direct(one, RunOptions([str(pages)], find_files([str(pages)])), breaks)
    finally:
        bucket.start()
    assert SECRET not in everywhere(tmp_path / "one")
    found = cli("status")
    assert found.status == 1
    assert "could not send all that it did" in found.out
    # Elsewhere nothing of it counts; here the next run sends it and reads nothing again.
    monkeypatch.setenv("PARKHOUSE_LOCAL_COPIES", str(tmp_path / "two"))
    assert cli("query", "--format", "csv", "SELECT count(*) AS n FROM document").out == "n\n1\n"
    done = run(one, pages)
    assert (done.status, done.new, done.extracted) == ("unchanged", 0, 0)
    assert cli("query", "--format", "csv", "SELECT count(*) AS n FROM document").out == "n\n2\n"
    assert content(copy_on(tmp_path / "two")) == content(one)


def test_what_is_damaged_in_the_bucket_is_told_and_made_good(
    bucket: Server, cli: Command, pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = copy_on(tmp_path / "one"), copy_on(tmp_path / "two")
    run(one, pages)
    objects = open_objects(ADDRESS)
    spoilt = [name for name in objects.names() if name.startswith(("files/facts/observation/", "files/raw/packs/", "files/warehouse."))]
    for name in spoilt:
        objects.put(name, b"damaged")
    monkeypatch.setenv("PARKHOUSE_LOCAL_COPIES", str(tmp_path / "two"))
    found = cli("query", "--home", ADDRESS, "SELECT 1")
    assert found.status == 1
    assert f"{ADDRESS}/files/warehouse." in found.err
    assert "is damaged: its SHA-256 is another" in found.err
    done = run(two, pages)
    assert done.status == "published"
    assert all(any(name in line for line in done.warnings) for name in spoilt)
    assert content(two) == content(one)
    done = run(one, pages)
    assert (done.status, done.warnings) == ("unchanged", [])
    assert content(one) == content(two)


KILLED = """
import os, sys
from warehouse.remote.home import RemoteHome
replace, count = RemoteHome._replace, 0
def dies(self, manifest):
    global count
    count += 1
    if count == 3:
        os._exit(9)
    return replace(self, manifest)
RemoteHome._replace = dies
from flows.cli import main
main(sys.argv[1:])
"""


def test_killed_before_the_last_of_it_counts_another_machine_reads_it_once(
    bucket: Server, pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = copy_on(tmp_path / "one"), copy_on(tmp_path / "two")
    settings = environment(bucket) | {"PARKHOUSE_LOCAL_COPIES": str(tmp_path / "one")}
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, "run", "--direct", "--home", ADDRESS, str(pages)],
        cwd=tmp_path,
        env=clean_environment(**settings),
        capture_output=True,
        check=False,
    )
    assert killed.returncode == 9, killed.stderr.decode()
    # Its lock is still there. Its own machine knows that it is dead, another one waits until it is old.
    monkeypatch.setattr("warehouse.remote.lease.LEASE_SECONDS", -1)
    done = run(two, pages)
    # Taken in it was, and sent before the reading began.
    assert (done.status, done.new, done.extracted) == ("published", 0, 1)
    done = run(one, pages)
    assert (done.status, done.new, done.extracted) == ("unchanged", 0, 0)
    assert not (one.root / "unsent").exists()
    assert content(one) == content(two)
    assert scalar(two, "SELECT count(*) FROM observation") == 2
    assert {path.name for path in one.packs.iterdir()} == {path.name for path in two.packs.iterdir()}


def test_a_server_follows_what_other_machines_publish(bucket: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.commands.serve.FOLLOW_SECONDS", 0)
    one, two = copy_on(tmp_path / "one"), copy_on(tmp_path / "two")
    for figures in ("first", "second"):
        one.create()
        lock = HomeLock(one)
        lock.take()
        one.warehouse.write_text(figures, encoding="utf-8")
        lock.send(ended=True)
        lock.release()
        if figures == "first":
            bring_up_to_date(two.root, *WAREHOUSE)
            supervisor = Supervisor(load_settings(home=two.root), "token", as_json=True)
            before = supervisor.mark()
    supervisor._follow()
    assert supervisor.mark() != before
    assert two.warehouse.read_text(encoding="utf-8") == "second"


def test_without_the_package_it_is_told_which(cli: Command, pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARKHOUSE_LOCAL_COPIES", str(tmp_path / "one"))
    monkeypatch.setitem(sys.modules, "obstore.store", None)
    found = cli("run", "--direct", "--home", ADDRESS, pages)
    assert found.status == 1
    assert 'pip install "parkhouse[s3]"' in found.err
    shutil.rmtree(tmp_path / "one")
