"""`parkhouse serve`: reading over the network, and nothing else."""

from __future__ import annotations

import os
import signal
import socket
import stat
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from tests.flows.conftest import Command
from tests.flows.served import TOKEN, Client, Server, free_port
from tests.support import SAMPLE, copied, run, scalar
from warehouse.layout import Home

pytestmark = pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="the server is made for Linux")
COUNT = "SELECT count(*) FROM document"


@pytest.fixture(scope="module")
def server(sample: Home) -> Iterator[Server]:
    """One server for all who only knock at it."""
    started = Server(sample, serve_memory_limit="200MB", serve_timeout_seconds="30")
    started.wait_for("serving")
    yield started
    started.stop()


@pytest.fixture(scope="module")
def client(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    started = Client(tmp_path_factory.mktemp("client"), server.port)
    yield started
    started.stop()


@pytest.fixture(scope="module")
def one_document(tmp_path_factory: pytest.TempPathFactory) -> Home:
    made = Home(tmp_path_factory.mktemp("one") / "home")
    run(made, SAMPLE / "01_mixed_page.txt")
    return made


@pytest.fixture
def served(one_document: Home, tmp_path: Path) -> Iterator[tuple[Home, Server, Client]]:
    """A home with one document, its own server with little time for a query, and a client."""
    home = copied(one_document, tmp_path / "served" / "home")
    started = Server(home, serve_timeout_seconds="2")
    started.wait_for("serving")
    visitor = Client(tmp_path, started.port)
    yield home, started, visitor
    visitor.stop()
    started.stop()


# What clients may do


def test_a_client_reads_tables_views_and_the_catalogue(client: Client, sample: Home) -> None:
    assert client.ask(COUNT)["rows"] == [[scalar(sample, COUNT)]]
    assert client.ask("SELECT count(*) FROM v_observation WHERE value > 0")["rows"][0][0] > 100
    assert ["v_event"] in client.ask("SELECT view_name FROM duckdb_views() WHERE NOT internal")["rows"]
    assert ["park"] in client.ask("SHOW TABLES")["rows"]
    assert client.ask("DESCRIBE park")["rows"][0][0] == "park_key"
    assert client.ask("SELECT comment FROM duckdb_columns() WHERE table_name = 'park' AND column_name = 'city'")["rows"] == [["城市 | City"]]
    assert len(client.ask("SELECT * FROM v_search('稀土产业') LIMIT 2")["rows"]) == 2


def test_a_client_attaches_it_as_a_database(client: Client, sample: Home) -> None:
    assert "error" not in client.here("ATTACH IF NOT EXISTS '" + client.uri + f"' AS park_server (TOKEN '{TOKEN}', DISABLE_SSL true)")
    assert client.here("SELECT count(*) FROM park_server.document")["rows"] == [[scalar(sample, COUNT)]]
    # quack scans one table of a server at a time: what joins several is asked as a whole.
    joined = "SELECT count(*) > 0 FROM v_observation o JOIN park p USING (park_key) WHERE o.unit = ''元''"
    assert client.here(f"FROM park_server.query('{joined}')")["rows"] == [[True]]
    assert ["park"] in client.here("FROM park_server.query('SHOW TABLES')")["rows"]
    assert len(client.here("FROM park_server.query('SELECT * FROM v_search(''税收'') LIMIT 2')")["rows"]) == 2
    assert "error" in client.here("CREATE TABLE park_server.mine AS SELECT 1 AS x")
    assert "error" in client.here("INSERT INTO park_server.period SELECT * FROM park_server.period")


# What they may not

FORBIDDEN = [
    "CREATE TABLE mine AS SELECT 1 AS x",
    "CREATE TEMP TABLE mine AS SELECT 1 AS x",
    "CREATE TEMP MACRO parkhouse_allows(a, b) AS true",
    "INSERT INTO park SELECT * FROM park",
    "UPDATE observation SET value = 0",
    "DELETE FROM document",
    "DROP VIEW v_event",
    "COMMENT ON TABLE park IS 'x'",
    "COPY park TO '{folder}/out.csv'",
    "COPY (SELECT 1) TO '{folder}/out.parquet' (FORMAT parquet)",
    "EXPORT DATABASE '{folder}/out'",
    "IMPORT DATABASE '{folder}/out'",
    "COPY FROM DATABASE warehouse TO memory",
    "SELECT * FROM read_text('/etc/passwd')",
    "SELECT * FROM read_csv('/etc/passwd')",
    "SELECT * FROM read_blob('/etc/passwd')",
    "SELECT * FROM '/etc/passwd'",
    "SELECT * FROM glob('/etc/*')",
    "SELECT * FROM query('SELECT * FROM read_text(''/etc/passwd'')')",
    "SELECT * FROM query_table('park')",
    "SELECT * FROM json_execute_serialized_sql(json_serialize_sql('SELECT 1'))",
    "SELECT (SELECT max(query) FROM system.main.quack_active_connections())",
    "WITH a AS MATERIALIZED (FROM Quack_Server_List()) SELECT * FROM a",
    "CALL quack_serve('quack:127.0.0.1:{port}', token => 'open-door-for-all')",
    "FROM quack_serve('quack:127.0.0.1:{port}', token => 'open-door-for-all')",
    "CALL quack_stop('quack:127.0.0.1:{own}')",
    "FROM quack_query('quack:127.0.0.1:{own}', 'SELECT 1', token => 'x')",
    "FROM quack_clear_cache()",
    "SELECT Sleep_Ms(100000)",
    "SELECT 1 WHERE (SELECT pg_sleep(100)) IS NULL",
    "SELECT write_log('x')",
    "DESCRIBE FROM quack_active_connections()",
    "SUMMARIZE SELECT * FROM query('SELECT 1')",
    "SELECT sum(1) OVER w FROM park WINDOW w AS (ORDER BY (FROM query('SELECT 1')))",
    "FROM duckdb_settings()",
    "FROM duckdb_secrets()",
    "FROM duckdb_logs()",
    "ATTACH '{folder}/other.duckdb' AS other",
    "ATTACH ':memory:' AS other",
    "DETACH warehouse",
    "USE system",
    "INSTALL fts",
    "LOAD fts",
    "LOAD '{folder}/evil.duckdb_extension'",
    "SET threads = 64",
    "SET GLOBAL memory_limit = '100GB'",
    "SET enable_external_access = true",
    "SET lock_configuration = false",
    "RESET memory_limit",
    "SET VARIABLE x = 1",
    "PRAGMA threads = 64",
    "PRAGMA enable_profiling",
    "CHECKPOINT",
    "FORCE CHECKPOINT",
    "VACUUM",
    "BEGIN",
    "PREPARE p AS SELECT 1",
    "CREATE SECRET s (TYPE quack, TOKEN 'x')",
    "SELECT 1; DROP TABLE park",
    "EXPLAIN ANALYZE DELETE FROM park",
    "",
    ";",
    "-- nothing",
    "SELEC 1",
]


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_everything_else_is_refused(client: Client, server: Server, sample: Home, tmp_path: Path, statement: str) -> None:
    before = sample.warehouse.read_bytes()
    port = free_port()
    filled = statement.replace("{folder}", str(tmp_path)).replace("{port}", str(port)).replace("{own}", str(server.port))
    answer = client.ask(filled)
    assert "error" in answer
    assert "root:" not in answer["error"]
    assert TOKEN not in answer["error"]
    assert client.ask(COUNT)["rows"] == [[scalar(sample, COUNT)]], "the next one is served"
    assert sample.warehouse.read_bytes() == before
    assert {path.name for path in tmp_path.iterdir()} <= {"cwd"}
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0, "no further door was opened"


@pytest.mark.parametrize("token", ["wrong-token", TOKEN[:-1], TOKEN + "x", TOKEN.upper(), "' OR true --", "x" * 100_000])
def test_a_wrong_token_opens_nothing(client: Client, token: str) -> None:
    assert "Authentication failed" in client.ask(COUNT, token)["error"]
    assert "rows" in client.ask(COUNT), "the right one is taken at once, and what was held against this address is forgotten"
    assert "rows" in client.ask(COUNT)


def test_without_a_token_nothing_opens(client: Client) -> None:
    assert "error" in client.here("FROM quack_query(?, 'SELECT 1')", client.uri)
    assert "error" in client.here(f"ATTACH '{client.uri}' AS without (TOKEN '')")


HUGE = [
    "SELECT count(DISTINCT a.range * b.range) FROM range(100000) a, range(1000) b",
    "SELECT list(range) FROM range(100000000)",
    "SELECT string_agg(range::VARCHAR, ',') FROM range(100000000)",
    "SELECT * FROM range(100000000) a ORDER BY hash(a.range)",
    "SELECT " + "+".join(["1"] * 20_000),
    "SELECT " + "(" * 50_000 + "1" + ")" * 50_000,
]


@pytest.mark.parametrize("statement", HUGE, ids=range(len(HUGE)))
def test_a_query_beyond_the_memory_limit_ends_and_the_next_is_served(client: Client, sample: Home, statement: str) -> None:
    assert "error" in client.ask(statement)
    client.until(COUNT, [[scalar(sample, COUNT)]])


MALFORMED = [
    b"\x00" * 500 + b"\r\n\r\n",
    b"GET /../../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n",
    b"POST /quack HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nabcde",
    b"POST /quack HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
    b"POST /quack HTTP/1.1\r\nHost: x\r\nContent-Length: 64\r\n\r\n" + bytes(range(64)),
    b"POST /quack HTTP/1.1\r\nHost: x\r\nContent-Length: 999999999999999\r\n\r\nabc",
    b"POST /quack HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFF\r\n",
    b"POST /quack HTTP/1.1\r\n" + b"X: " + b"a" * 1_000_000 + b"\r\n\r\n",
    b"POST /quack HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n" + b"\xff" * 1000,
]


@pytest.mark.parametrize("request_bytes", MALFORMED, ids=range(len(MALFORMED)))
def test_a_malformed_request_harms_nobody(client: Client, server: Server, sample: Home, request_bytes: bytes) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=1) as connection:
        try:
            connection.sendall(request_bytes)
            answer = connection.recv(1000)
        except OSError:
            answer = b""
    assert b"root:" not in answer
    assert client.ask(COUNT)["rows"] == [[scalar(sample, COUNT)]]


def test_three_hundred_slow_senders_keep_nobody_waiting(client: Client, server: Server, sample: Home) -> None:
    """They are still sending when the client has its answer."""
    slow = []
    try:
        for number in range(300):
            slow.append(socket.create_connection(("127.0.0.1", server.port), timeout=10))
            slow[-1].sendall(b"POST /quack HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n\x01" if number % 2 else b"P")
        assert client.ask(COUNT)["rows"] == [[scalar(sample, COUNT)]]
        waiting = 0
        for connection in slow:
            connection.setblocking(False)
            try:
                connection.recv(1)
            except BlockingIOError:
                waiting += 1
        assert waiting > 250
    finally:
        for connection in slow:
            connection.close()


def test_a_wrong_token_is_told_and_logged_with_its_address(served: tuple[Home, Server, Client]) -> None:
    home, server, client = served
    assert "error" in client.ask(COUNT, "a-wrong-token-0123456789")
    assert "127.0.0.1" in server.wait_for("wrong_token")
    assert "rows" in client.ask(COUNT)
    text = "".join(path.read_text(encoding="utf-8") for path in home.logs.glob("parkhouse.log"))
    assert "a wrong token was shown from 127.0.0.1" in text
    assert "a-wrong-token" not in text


# The server itself


def test_the_token_stands_in_no_argument_list_and_no_environment_of_the_process_that_clients_reach(server: Server, client: Client) -> None:
    assert "rows" in client.ask("SELECT 1")
    (child,) = server.children()
    for pid in (server.process.pid, child):
        assert TOKEN.encode() not in Path(f"/proc/{pid}/cmdline").read_bytes()
    assert TOKEN.encode() not in Path(f"/proc/{child}/environ").read_bytes()


def test_nothing_is_written_to_the_users_home(server: Server, client: Client, sample: Home) -> None:
    assert "rows" in client.ask("SELECT 1")
    assert not (sample.root.parent / ".duckdb").exists()
    assert not list((sample.state / "serve").rglob("*.duckdb*")), "the copy has no name while it is served"


def test_it_listens_on_this_machine_alone(server: Server) -> None:
    listening = [line.split() for name in ("tcp", "tcp6") for line in Path(f"/proc/net/{name}").read_text(encoding="ascii").splitlines()[1:]]
    own = {fields[1].split(":")[0] for fields in listening if fields[3] == "0A" and int(fields[1].split(":")[1], 16) == server.port}
    assert own == {"0100007F"}


def test_a_second_server_at_the_same_port_is_refused(server: Server, cli: Command, sample: Home) -> None:
    done = cli("serve", "--home", sample.root, "--port", str(server.port))
    assert done.status == 2
    assert f"port {server.port}" in done.err
    assert done.err.count("\n") == 1


def test_an_analyst_may_open_the_file_for_writing_meanwhile(served: tuple[Home, Server, Client]) -> None:
    home, _, client = served
    with duckdb.connect(str(home.warehouse)) as connection:
        connection.execute("CREATE TABLE mine AS SELECT 1 AS x")
    assert client.ask(COUNT)["rows"] == [[1]]


def test_a_file_that_is_open_for_writing_is_named(one_document: Home, tmp_path: Path) -> None:
    home = copied(one_document, tmp_path / "busy")
    with duckdb.connect(str(home.warehouse)):
        started = Server(home)
        _, err = started.process.communicate(timeout=120)
    assert started.process.returncode == 1
    assert "open for writing in another program" in err
    assert err.count("\n") == 1


def test_it_follows_publishes_and_clients_go_on(served: tuple[Home, Server, Client], sample: Home) -> None:
    home, server, client = served
    assert "error" not in client.here(f"ATTACH '{client.uri}' AS w (TOKEN '{TOKEN}')")
    assert client.here("SELECT count(*) FROM w.document")["rows"] == [[1]]
    assert run(home, SAMPLE).status == "published"
    client.until(COUNT, [[scalar(sample, COUNT)]])
    # A session that has ended says so, and can be begun again.
    client.here("DETACH w")
    assert "error" not in client.here(f"ATTACH '{client.uri}' AS w (TOKEN '{TOKEN}')")
    assert client.here("SELECT count(*) FROM w.document")["rows"] == [[scalar(sample, COUNT)]]
    assert len(server.children()) == 1


def test_a_damaged_publish_leaves_the_last_good_state_served(served: tuple[Home, Server, Client]) -> None:
    home, server, client = served
    other = home.root / "other"
    other.write_bytes(b"not a database" * 1000)
    os.replace(other, home.warehouse)
    assert "cannot be served" in server.wait_for("waiting")
    assert client.ask(COUNT)["rows"] == [[1]]


def test_a_query_over_its_time_ends_and_the_server_lives(served: tuple[Home, Server, Client]) -> None:
    _, server, client = served
    assert "error" in client.ask("SELECT count(*) FROM range(100000000000000) t(x) WHERE x % 7 = 3 AND x % 11 = 5")
    assert "ran over 2 seconds" in server.wait_for("restart")
    client.until(COUNT, [[1]])


def test_a_killed_server_process_is_started_again_and_leaves_with_its_supervisor(served: tuple[Home, Server, Client]) -> None:
    _, server, client = served
    (child,) = server.children()
    os.kill(child, signal.SIGKILL)
    client.until(COUNT, [[1]])
    (child,) = server.children()
    server.process.kill()
    server.process.wait()
    for _ in range(100):
        if not Path(f"/proc/{child}").exists() or Path(f"/proc/{child}/stat").read_text(encoding="ascii").split()[2] == "Z":
            return
        signal.sigtimedwait([signal.SIGUSR1], 0.1)
    raise AssertionError("the server process outlived its supervisor")


# Token and settings


def test_a_token_is_made_once_and_kept_to_the_owner(sample: Home, tmp_path: Path) -> None:
    home = copied(sample, tmp_path / "mine")
    first = Server(home, token=None)
    assert str(home.state / "serve.token") in first.wait_for("token")
    first.wait_for("serving")
    path = home.state / "serve.token"
    token = path.read_text(encoding="ascii").strip()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(token) >= 32
    client = Client(tmp_path, first.port)
    assert "rows" in client.ask(COUNT, token)
    client.stop()
    first.process.terminate()
    out, err = first.process.communicate(timeout=30)
    assert first.process.returncode == 0
    assert token not in out + err, "the token is never printed"
    assert all(token not in log.read_text(encoding="utf-8") for log in home.logs.glob("*"))
    assert path.read_text(encoding="ascii").strip() == token


@pytest.mark.parametrize(
    ("content", "mode", "said"),
    [("short\n", 0o600, "at least 16"), ("two words of a token here\n", 0o600, "without spaces"), ("", 0o600, "at least 16"), ("x" * 40, 0o644, "other users")],
)
def test_a_weak_token_is_refused(cli: Command, sample_copy: Home, content: str, mode: int, said: str) -> None:
    path = sample_copy.state / "serve.token"
    path.write_text(content, encoding="ascii")
    path.chmod(mode)
    done = cli("serve", "--home", sample_copy.root)
    assert (done.status, done.out) == (2, "")
    assert said in done.err
    assert content.strip() == "" or content.strip() not in done.err


def test_a_missing_token_file_is_named(cli: Command, sample: Home, tmp_path: Path) -> None:
    done = cli("serve", "--home", sample.root, "--token-file", tmp_path / "nowhere")
    assert done.status == 2
    assert "nowhere" in done.err


def test_an_address_of_another_machine_is_refused(cli: Command, sample_copy: Home) -> None:
    done = cli("serve", "--home", sample_copy.root, "--host", "203.0.113.1")
    assert done.status == 2
    assert "203.0.113.1" in done.err


def test_without_a_warehouse_there_is_nothing_to_serve(cli: Command, home: Home) -> None:
    done = cli("serve", "--home", home.root)
    assert done.status == 1
    assert "no warehouse" in done.err
    assert not home.root.exists()
