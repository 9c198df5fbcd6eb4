"""One run through Prefect as a user starts it, with the server that it brings along."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.support import SAMPLE, clean_environment, content, parkhouse, run
from warehouse.layout import Home

pytestmark = pytest.mark.prefect


@pytest.fixture(scope="module")
def user(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A user's folder: an empty home directory, and a place to work in."""
    folder = tmp_path_factory.mktemp("user")
    (folder / "HOME").mkdir()
    (folder / "work").mkdir()
    return folder


def test_a_run_through_prefect_leaves_its_history_and_nothing_else(user: Path, sample: Home) -> None:
    environment = clean_environment(HOME=str(user / "HOME"), PARKHOUSE_WORKERS="2", PARKHOUSE_BATCH_SIZE="4")
    done = parkhouse("run", SAMPLE, cwd=user / "work", env=environment)
    assert done.returncode == 0, done.stderr

    home = Home(user / "work" / "data")
    assert content(home) == content(sample), "the same rows as without Prefect"

    assert done.stderr.startswith("Starting Prefect's own server")
    assert done.stderr.count("\n") == 1, "the console is quiet"
    assert str(home.warehouse) in done.stdout
    assert "prefect" not in done.stdout.lower()

    connection = sqlite3.connect(home.root / "prefect" / "prefect.db")
    runs = dict(connection.execute("SELECT flow.name, flow_run.state_type FROM flow_run JOIN flow ON flow.id = flow_run.flow_id").fetchall())
    tasks = {row[0] for row in connection.execute("SELECT state_type FROM task_run").fetchall()}
    batches = {row[0] for row in connection.execute("SELECT name FROM task_run WHERE name LIKE 'extract batch%'").fetchall()}
    parameters = [row[0] for row in connection.execute("SELECT parameters FROM flow_run").fetchall()]
    connection.close()
    assert max(map(len, parameters)) < 300, "a run's key and nothing that grows with the corpus"
    assert runs == dict.fromkeys(("parkhouse", "parkhouse-ingest", "parkhouse-extract", "parkhouse-load"), "COMPLETED")
    assert tasks <= {"COMPLETED"}
    assert batches == {f"extract batch {number}: {count} documents" for number, count in enumerate([4, 4, 4, 4])}, "one task a batch"

    assert sorted(path.name for path in (user / "HOME").iterdir()) == []
    assert sorted(path.name for path in (user / "work").iterdir()) == ["data"]


def test_a_failed_run_fails_in_the_history_too(user: Path, tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    run(home, SAMPLE / "10_no_park.txt")
    if not (user / "work" / "data" / "prefect").is_dir():
        # Run by itself, or by another process than the test above.
        parkhouse("run", SAMPLE / "10_no_park.txt", cwd=user / "work", env=clean_environment(HOME=str(user / "HOME")))
    (home.root / "prefect").symlink_to(user / "work" / "data" / "prefect")  # the second start needs no migrations
    next((home.operations / "quality_result").glob("*.parquet")).write_bytes(b"PAR1")
    before = home.warehouse.read_bytes()
    connection = sqlite3.connect(home.root / "prefect" / "prefect.db")
    connection.execute("UPDATE flow_run SET end_time = '2020-01-01 00:00:00.000000'")
    connection.commit()
    connection.close()
    done = parkhouse("run", "--home", home.root, SAMPLE, cwd=user / "work", env=clean_environment(HOME=str(user / "HOME")))
    assert (done.returncode, done.stdout) == (1, "")
    assert "Traceback" not in done.stderr
    assert done.stderr.splitlines()[1].startswith("parkhouse: ")
    assert home.warehouse.read_bytes() == before
    connection = sqlite3.connect(home.root / "prefect" / "prefect.db")
    states = connection.execute(
        "SELECT flow_run.state_type FROM flow_run JOIN flow ON flow.id = flow_run.flow_id WHERE flow.name = 'parkhouse' ORDER BY flow_run.created"
    )
    assert [row[0] for row in states.fetchall()] == ["FAILED"], "and the runs of long ago are cleared away"
    connection.close()
