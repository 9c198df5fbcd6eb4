"""Clients that have the warehouse open neither stop a run nor are broken by it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import pytest

from tests.support import SAMPLE, clean_environment, command, content, copied, parkhouse, run, scalar
from warehouse.layout import Home

CLIENT = """
import duckdb, sys
connection = duckdb.connect(sys.argv[1], read_only=sys.argv[2] == "read_only")
print("ready", flush=True)
for line in sys.stdin:
    try:
        print(connection.execute(line).fetchall(), flush=True)
    except duckdb.Error as error:
        print("failed:", " ".join(str(error).split()), flush=True)
"""
COUNT = "SELECT count(*) FROM document"


class Client(NamedTuple):
    """A client in a process of its own."""

    process: subprocess.Popen[str]

    def ask(self, sql: str) -> str:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(sql + "\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().strip()


Connect = Callable[[Home, str], Client]


@pytest.fixture
def connect() -> Iterator[Connect]:
    clients: list[Client] = []

    def start(home: Home, mode: str) -> Client:
        arguments = [sys.executable, "-c", CLIENT, str(home.warehouse), mode]
        process = subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=clean_environment())
        clients.append(Client(process))
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        return clients[-1]

    yield start
    for client in clients:
        client.process.kill()
        client.process.communicate()


@pytest.fixture(scope="module")
def one_document(tmp_path_factory: pytest.TempPathFactory) -> Home:
    made = Home(tmp_path_factory.mktemp("first") / "home")
    run(made, SAMPLE / "01_mixed_page.txt")
    return made


@pytest.fixture
def published(one_document: Home, tmp_path: Path) -> Home:
    """A home of one's own with one document published."""
    return copied(one_document, tmp_path / "published")


@pytest.mark.parametrize("mode", ["read_only", "read_write"])
def test_a_client_stops_no_run_and_keeps_its_view(published: Home, sample: Home, connect: Connect, mode: str) -> None:
    client = connect(published, mode)
    assert client.ask(COUNT) == "[(1,)]"
    done = parkhouse("run", "--direct", "--home", published.root, SAMPLE, cwd=published.root.parent)
    assert (done.returncode, done.stdout.count("Checks:")) == (0, 1), done.stderr
    assert client.ask(COUNT) == "[(1,)]", "the old warehouse, consistent to the end"
    assert client.ask("SELECT count(*) > 0 FROM v_observation") == "[(True,)]"
    other = connect(published, "read_only")
    assert other.ask(COUNT) == f"[({scalar(sample, COUNT)},)]", "who comes now sees the new one"
    assert content(published) == content(sample)


def test_a_client_that_reads_without_pause_never_fails(published: Home, connect: Connect) -> None:
    client = connect(published, "read_only")
    arguments = command("run", "--direct", "--full", "--home", published.root, SAMPLE)
    with subprocess.Popen(arguments, cwd=published.root.parent, env=clean_environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        answers = {client.ask("SELECT count(*), count(DISTINCT document_key) FROM observation JOIN document USING (document_key)")}
        while process.poll() is None:
            answers.add(client.ask("SELECT count(*), count(DISTINCT document_key) FROM observation JOIN document USING (document_key)"))
    assert process.returncode == 0
    assert len(answers) == 1
    assert not any(answer.startswith("failed") for answer in answers)


def test_what_a_client_wrote_is_gone_with_the_next_publish(published: Home, sample: Home, connect: Connect) -> None:
    """A killed client's write-ahead log must not be played into the new file."""
    client = connect(published, "read_write")
    client.ask("CREATE TABLE mine AS SELECT 1 AS x")
    client.ask("DELETE FROM observation")
    client.process.kill()
    client.process.wait()
    log = published.warehouse.with_name("warehouse.duckdb.wal")
    assert log.exists(), "the test's own ground: a log was left"
    assert run(published, SAMPLE).status == "published"
    assert not log.exists()
    assert content(published) == content(sample)
    assert scalar(published, "SELECT count(*) FROM duckdb_tables() WHERE table_name = 'mine'") == 0


def test_a_client_that_writes_after_the_publish_spoils_nothing(published: Home, sample: Home, connect: Connect) -> None:
    """Its log then lies beside the new file."""
    client = connect(published, "read_write")
    assert run(published, SAMPLE).status == "published"
    assert client.ask("CREATE TABLE mine AS SELECT 1 AS x") == "[(1,)]"
    assert parkhouse("query", "--home", published.root, COUNT, cwd=published.root.parent).returncode == 0
    client.process.kill()
    client.process.wait()
    assert content(published) == content(sample)
    assert run(published, SAMPLE, full=True).status == "published"
    assert content(published) == content(sample)


@pytest.mark.parametrize("junk", [b"", b"junk", b"\x00" * 5000])
def test_a_log_of_any_content_is_swept_away(published: Home, sample: Home, junk: bytes) -> None:
    published.warehouse.with_name("warehouse.duckdb.wal").write_bytes(junk)
    assert run(published, SAMPLE).status == "published"
    assert content(published) == content(sample)


def test_a_damaged_warehouse_is_replaced_by_the_next_publish(published: Home, sample: Home) -> None:
    published.warehouse.write_bytes(b"not a database")
    assert run(published, SAMPLE).status == "published"
    assert content(published) == content(sample)


def test_a_damaged_warehouse_is_built_again_though_nothing_is_new(sample_copy: Home, sample: Home) -> None:
    sample_copy.warehouse.write_bytes(b"not a database")
    assert run(sample_copy, SAMPLE).status == "published"
    assert content(sample_copy) == content(sample)


def test_a_deleted_warehouse_is_built_again_though_nothing_is_new(sample_copy: Home, sample: Home) -> None:
    sample_copy.warehouse.unlink()
    assert run(sample_copy, SAMPLE).status == "published"
    assert content(sample_copy) == content(sample)


def test_a_locked_warehouse_is_one_clear_line_for_a_query(published: Home, connect: Connect) -> None:
    connect(published, "read_write")
    found = parkhouse("query", "--home", published.root, COUNT, cwd=published.root.parent)
    assert (found.returncode, found.stdout) == (1, "")
    assert "lock" in found.stderr
    assert found.stderr.count("\n") == 1


def test_the_file_is_a_plain_duckdb_file(sample: Home) -> None:
    """No extension, no setting and no other file is needed to read it."""
    options: dict[str, Any] = {"autoload_known_extensions": False, "autoinstall_known_extensions": False, "enable_external_access": True}
    connection = duckdb.connect(":memory:", config=options)
    connection.execute(f"ATTACH '{sample.warehouse}' AS w (READ_ONLY)")
    assert connection.execute("SELECT count(*) > 0 FROM w.main.v_observation").fetchall() == [(True,)]
    connection.close()
