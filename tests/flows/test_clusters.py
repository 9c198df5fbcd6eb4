"""On a cluster: found by its address, and with a worker that is killed while it reads."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support import SAMPLE, clean_environment, command, content
from warehouse.layout import Home

pytestmark = [pytest.mark.prefect, pytest.mark.skipif(sys.platform == "win32", reason="signals and /proc")]
PATIENCE_SECONDS = 240
_NO_READERS = ("ray::IDLE", "ray::DashboardAgent", "ray::RuntimeEnvAgent")
"""Processes of Ray's own."""


@contextlib.contextmanager
def started(*arguments: str, environment: dict[str, str], output: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A process, for as long as the context lasts."""
    with output.open("wb") as stream, subprocess.Popen([*arguments], env=environment, cwd=output.parent, stdout=stream, stderr=stream) as process:
        try:
            yield process
        finally:
            process.kill()


def wait_for(what: Callable[[], int | None], run: subprocess.Popen[bytes]) -> int:
    """What a question comes to, asked again and again while a run lasts."""
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end and run.poll() is None:
        if (found := what()) is not None:
            return found
        time.sleep(0.02)
    pytest.fail(f"never while the run lasted, which ended with {run.poll()}")


def ends_well(run: subprocess.Popen[bytes], home: Home, output: Path, again: bool = False) -> None:
    """The run publishes; unless `again` no more was read once more than what the killed process held: the flow was not begun again."""
    assert run.wait(PATIENCE_SECONDS) == 0, output.read_text(encoding="utf-8", errors="replace")[-3000:]
    assert again == ("is tried again" in "".join(path.read_text(encoding="utf-8", errors="replace") for path in home.root.rglob("*.log")))


@contextlib.contextmanager
def reading(runner: str, home: Home, prefect_server: dict[str, str], **settings: str) -> Iterator[tuple[subprocess.Popen[bytes], Path]]:
    """A run of the sample under a runner, and where its words are."""
    output = home.root.parent / "run.txt"
    environment = clean_environment(PARKHOUSE_RUNNER=runner, PARKHOUSE_WORKERS="2", PARKHOUSE_BATCH_SIZE="4", **settings, **prefect_server)
    arguments = [os.fsdecode(argument) for argument in command("run", "--home", home.root, SAMPLE)]
    with started(*arguments, environment=environment, output=output) as run:
        yield run, output


def test_a_dask_worker_that_is_killed_on_a_cluster_at_an_address(home: Home, sample: Home, prefect_server: dict[str, str], tmp_path: Path) -> None:
    pytest.importorskip("prefect_dask")
    distributed = pytest.importorskip("distributed")
    environment = clean_environment(**prefect_server)
    found = tmp_path / "scheduler.json"

    def part(kind: str, *arguments: str, name: str) -> contextlib.AbstractContextManager[subprocess.Popen[bytes]]:
        module = [sys.executable, "-m", f"distributed.cli.dask_{kind}", "--scheduler-file", str(found), "--no-dashboard", *arguments]
        return started(*module, environment=environment, output=tmp_path / f"{name}.txt")

    alone = ("--no-nanny", "--nthreads", "1", "--local-directory", str(tmp_path))
    with contextlib.ExitStack() as stack:
        stack.enter_context(part("scheduler", "--host", "127.0.0.1", "--port", "0", name="scheduler"))
        for number in range(2):
            stack.enter_context(part("worker", *alone, name=f"worker{number}"))
        end = time.monotonic() + PATIENCE_SECONDS
        while not found.exists() and time.monotonic() < end:
            time.sleep(0.05)
        client = stack.enter_context(distributed.Client(scheduler_file=str(found), timeout="60s"))
        client.wait_for_workers(2, timeout=60)
        processes = client.run(os.getpid)
        with reading("dask", home, prefect_server, PARKHOUSE_RUNNER_ADDRESS=client.scheduler.address) as (run, output):
            at_work = wait_for(lambda: next((processes[worker] for worker, tasks in client.processing().items() if tasks), None), run)
            os.kill(at_work, signal.SIGKILL)
            ends_well(run, home, output)
        assert len(client.scheduler_info()["workers"]) == 1, "and the other one has read what it held"
    assert content(home) == content(sample)


def _below(process: int) -> Iterator[tuple[int, str]]:
    """All processes that one has started, and those have started, with their titles."""
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        with contextlib.suppress(OSError, ValueError):
            for child in map(int, task.read_text().split()):
                yield child, Path(f"/proc/{child}/cmdline").read_text(errors="replace")
                yield from _below(child)


@pytest.mark.parametrize("killed", ["reader", "node"])
def test_a_ray_worker_that_is_killed_or_the_whole_node(killed: str, home: Home, sample: Home, prefect_server: dict[str, str]) -> None:
    pytest.importorskip("prefect_ray")

    def at_work(run: subprocess.Popen[bytes]) -> int | None:
        found = dict(_below(run.pid))
        reading_now = [child for child, title in found.items() if title.startswith("ray::") and not title.startswith(_NO_READERS)]
        nodes = [child for child, title in found.items() if title.partition("\0")[0].endswith("/raylet")]
        wanted = reading_now if killed == "reader" else nodes
        return wanted[0] if reading_now and wanted else None

    with reading("ray", home, prefect_server) as (run, output):
        os.kill(wait_for(lambda: at_work(run), run), signal.SIGKILL)
        ends_well(run, home, output, again=killed == "node")
    assert content(home) == content(sample)
