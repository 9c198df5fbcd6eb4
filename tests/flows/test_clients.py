"""Clients that have the warehouse open neither stop a run nor are broken by it."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import polars
import pytest
import sqlalchemy

from flows.steps.listing import find_files
from tests.support import SAMPLE, clean_environment, command, content, copied, parkhouse, run, scalar
from warehouse.layout import Home
from warehouse.publish import publish

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


# Real clients


QUESTION = "SELECT count(*) AS n FROM v_observation"


def _cli() -> str:
    return str(Path(sys.executable).with_name("duckdb"))


@pytest.mark.parametrize("options", [["-readonly"], []], ids=["read_only", "read_write"])
def test_the_duckdb_command_line_opens_it(sample_copy: Home, options: list[str]) -> None:
    pytest.importorskip("duckdb_cli")
    done = subprocess.run([_cli(), *options, "-csv", "-noheader", str(sample_copy.warehouse), QUESTION], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, str(scalar(sample_copy, QUESTION))), done.stderr


def test_polars_reads_it(sample: Home) -> None:
    with duckdb.connect(str(sample.warehouse), read_only=True) as connection:
        frame = polars.read_database("SELECT park_key, value, published_on, aliases FROM v_observation JOIN park USING (park_key)", connection)
    assert len(frame) == scalar(sample, QUESTION)
    assert frame.schema["aliases"] == polars.List(polars.String())


def test_pandas_reads_it(sample: Home) -> None:
    pytest.importorskip("pandas")
    with duckdb.connect(str(sample.warehouse), read_only=True) as connection:
        frame = connection.execute("SELECT * FROM v_observation").df()
    assert len(frame) == scalar(sample, QUESTION)


@pytest.mark.parametrize("read_only", [True, False])
def test_sqlalchemy_reads_it_and_its_catalogue(sample_copy: Home, read_only: bool) -> None:
    pytest.importorskip("duckdb_engine")
    expected = scalar(sample_copy, QUESTION)
    engine = sqlalchemy.create_engine(f"duckdb:///{sample_copy.warehouse}", connect_args={"read_only": read_only})
    with engine.connect() as connection:
        assert connection.execute(sqlalchemy.text(QUESTION)).scalar() == expected
        rows = connection.execute(sqlalchemy.text("SELECT sentence FROM v_search(:words) LIMIT 1"), {"words": "稀土产业"}).all()
        assert len(rows) == 1
    names = sqlalchemy.inspect(engine).get_table_names(schema="main")
    assert {"park", "observation"} <= set(names)
    engine.dispose()


def test_harlequin_opens_it(sample: Home) -> None:
    """It needs an environment of its own (docs/clients.md): name that one's Python in HARLEQUIN_PYTHON."""
    python = os.environ.get("HARLEQUIN_PYTHON")
    if not python:
        pytest.skip("no HARLEQUIN_PYTHON")
    program = (
        "import sys; from harlequin_duckdb.adapter import DuckDbAdapter; c = DuckDbAdapter((sys.argv[1],), read_only=True).connect(); "
        "print(c.execute(sys.argv[2]).fetchall()); print(any(i.label == 'v_observation' for d in c.get_catalog().items for s in d.children for i in s.children))"
    )
    done = subprocess.run(
        [python, "-c", program, str(sample.warehouse), QUESTION], capture_output=True, text=True, check=False, env=clean_environment(PYTHONPATH="")
    )
    assert done.returncode == 0, done.stderr
    assert str(scalar(sample, QUESTION)) in done.stdout


# Ten publishes under them

WHOLE = (
    "SELECT (SELECT max(rows_loaded) FROM pipeline_run WHERE run_key = (SELECT max(run_key) FROM pipeline_run)) AS promised, "
    "(SELECT count(*) FROM observation) + (SELECT count(*) FROM event) AS held, "
    "(SELECT count(*) FROM v_observation) + (SELECT count(*) FROM v_event) AS shown, (SELECT count(*) FROM document) AS documents"
)
LOOPS = {
    "keeps its connection": """
connection = duckdb.connect(path, read_only=True)
answer = lambda: connection.execute(question).fetchone()
""",
    "connects anew each time": """
def answer():
    with duckdb.connect(path, read_only=True) as connection:
        return connection.execute(question).fetchone()
""",
    "the command line": """
def answer():
    done = subprocess.run([cli, "-readonly", "-csv", "-noheader", path, question], capture_output=True, text=True, check=True)
    return tuple(map(int, done.stdout.strip().split(",")))
""",
    "SQLAlchemy": """
import sqlalchemy
engine = sqlalchemy.create_engine("duckdb:///" + path, connect_args={"read_only": True}, poolclass=sqlalchemy.pool.NullPool)
def answer():
    with engine.connect() as connection:
        return tuple(connection.execute(sqlalchemy.text(question)).one())
""",
}
LOOP = """
import subprocess, sys, traceback
import duckdb
path, question, cli = sys.argv[1:4]
{client}
seen = []
print("ready", flush=True)
import threading
over = threading.Event()
threading.Thread(target=lambda: (sys.stdin.readline(), over.set()), daemon=True).start()
while not over.is_set():
    row = answer()
    if row not in seen:
        seen.append(row)
    over.wait(0.02)
print(seen + [answer()], flush=True)
"""


@pytest.fixture(scope="module")
def states_of_runs(one_document: Home, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """What runs have published over one, two and three documents."""
    folder = tmp_path_factory.mktemp("states")
    growing = copied(one_document, folder / "home")
    files = [folder / "1.duckdb"]
    shutil.copyfile(growing.warehouse, files[0])
    for number in (2, 3):
        page = folder / f"page{number}.txt"
        page.write_text(f"苏州工业园区{2010 + number}年完成税收{number + 3}亿元，同比增长{number}.5%。\n", encoding="utf-8")
        assert run(growing, page).status == "published"
        files.append(folder / f"{number}.duckdb")
        shutil.copyfile(growing.warehouse, files[-1])
    return files


def test_ten_publishes_under_four_clients(published: Home, states_of_runs: list[Path]) -> None:
    """Each sees whole states alone, and none fails."""
    pytest.importorskip("duckdb_cli")
    pytest.importorskip("duckdb_engine")
    clients = {}
    for name, code in LOOPS.items():
        arguments = [sys.executable, "-c", LOOP.format(client=code), str(published.warehouse), WHOLE, _cli()]
        process = subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=clean_environment())
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        clients[name] = process
    for number in range(10):
        build = published.build / "next.duckdb"
        shutil.copyfile(states_of_runs[number % len(states_of_runs)], build)
        publish(build, published.warehouse)
        time.sleep(0.3)
    for name, process in clients.items():
        out, err = process.communicate("\n", timeout=60)
        assert (process.returncode, err) == (0, ""), name
        seen = ast.literal_eval(out)
        assert all(promised == held == shown for promised, held, shown, _ in seen), name
        documents = {state[3] for state in seen}
        if name == "keeps its connection":
            assert documents == {1}
        else:
            assert len(documents) > 1, f"{name}: it has seen publishes"
            assert documents <= {1, 2, 3}


def test_a_writing_client_spoils_none_of_several_publishes(published: Home, sample: Home, tmp_path: Path) -> None:
    """It deletes and creates in the file again and again while runs publish under it."""
    code = """
def answer():
    try:
        with duckdb.connect(path) as connection:
            connection.execute("DELETE FROM observation; CREATE OR REPLACE TABLE mine AS SELECT 1 AS x; DROP VIEW IF EXISTS v_event")
            return "wrote"
    except duckdb.Error as error:
        return type(error).__name__
"""
    arguments = [sys.executable, "-c", LOOP.format(client=code), str(published.warehouse), WHOLE, _cli()]
    process = subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=clean_environment())
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    names = [file.path for file in find_files([str(SAMPLE)])]
    for part in (names[:5], names[5:]):
        assert run(published, *part).status == "published"
    out, _ = process.communicate("\n", timeout=60)
    assert "wrote" in ast.literal_eval(out)
    assert run(published, SAMPLE, full=True).status == "published"
    assert content(published) == content(sample)
    assert scalar(published, "SELECT count(*) FROM duckdb_tables() WHERE table_name = 'mine'") == 0
