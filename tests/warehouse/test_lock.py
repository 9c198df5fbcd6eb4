"""One run at a time: who holds the lock, how long one waits, and what becomes of a dead holder's lock."""

from __future__ import annotations

import errno
import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support import clean_environment
from warehouse.lock import Busy, RunLock

HOLD = "import sys\nfrom pathlib import Path\nfrom warehouse.lock import RunLock\nlock = RunLock(Path(sys.argv[1]))\nlock.take()\nprint('held', flush=True)\nsys.stdin.read()\nlock.release()\n"
Hold = Callable[[], "subprocess.Popen[str]"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "state").mkdir()
    return tmp_path / "state" / "run.lock"


@pytest.fixture
def hold(path: Path) -> Iterator[Hold]:
    """Lets another process take the lock."""
    started = []

    def start() -> subprocess.Popen[str]:
        process = subprocess.Popen([sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=clean_environment())
        started.append(process)
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()


def test_the_refused_learn_who_holds_it_and_since_when(path: Path, hold: Hold) -> None:
    process = hold()
    with pytest.raises(Busy) as refused:
        RunLock(path).take()
    text = str(refused.value)
    assert f"process {process.pid} on {socket.gethostname()}, since 20" in text
    assert str(path.parent.parent) in text
    assert "--wait" in text
    assert RunLock(path).held()


def test_a_dead_process_loses_its_lock(path: Path, hold: Hold) -> None:
    process = hold()
    process.kill()
    process.wait()
    lock = RunLock(path)
    assert not lock.held()
    lock.take()
    assert lock.died is not None
    assert lock.died.pid == process.pid
    lock.release()
    assert lock.holder() is None, "who ends in good order leaves nothing behind"


def test_waiting_for_the_other_to_end(path: Path, hold: Hold) -> None:
    process = hold()
    told: list[str] = []

    def go_on(text: str) -> None:
        told.append(text)
        assert process.stdin is not None
        process.stdin.close()

    lock = RunLock(path)
    lock.take(wait=60, waiting=go_on)
    assert len(told) == 1
    assert f"process {process.pid}" in told[0]
    assert lock.died is None
    lock.release()


def test_waiting_ends(path: Path, hold: Hold) -> None:
    hold()
    with pytest.raises(Busy):
        RunLock(path).take(wait=0.5)


def test_looking_whether_it_is_held_stops_no_run(path: Path) -> None:
    """`status` takes the lock for a moment; a run that starts at that moment must not be refused."""
    path.touch()
    stop = threading.Event()

    def look() -> None:
        while not stop.is_set():
            RunLock(path).held()

    thread = threading.Thread(target=look)
    thread.start()
    try:
        for _ in range(20):
            lock = RunLock(path)
            lock.take()
            lock.release()
    finally:
        stop.set()
        thread.join()


class TestWithoutSystemLocks:
    """A network share that knows no locks."""

    @pytest.fixture(autouse=True)
    def _no_locks(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(*arguments: object) -> None:
            raise OSError(errno.ENOLCK, "No locks available")

        monkeypatch.setattr("fcntl.flock", refuse)

    def held_by(self, path: Path, **values: object) -> Path:
        held = path.with_name("run.lock.held")
        held.write_text(json.dumps({"pid": os.getpid(), "host": socket.gethostname(), "since": "2026-01-01 00:00:00 UTC", **values}), encoding="utf-8")
        return held

    def test_one_at_a_time(self, path: Path) -> None:
        first, second = RunLock(path), RunLock(path)
        first.take()
        assert second.held()
        with pytest.raises(Busy, match=f"process {os.getpid()} on"):
            second.take()
        first.release()
        second.take()
        second.release()
        assert sorted(p.name for p in path.parent.iterdir()) == ["run.lock"]

    def test_a_dead_process_of_this_machine_is_taken_over(self, path: Path) -> None:
        process = subprocess.Popen([sys.executable, "-c", ""])
        process.wait()
        self.held_by(path, pid=process.pid)
        lock = RunLock(path)
        assert not lock.held()
        lock.take()
        assert lock.died is not None
        assert lock.died.pid == process.pid
        lock.release()

    @pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="only Linux tells when a process began")
    def test_a_number_used_again_by_another_process_is_no_holder(self, path: Path) -> None:
        self.held_by(path, born="1")
        RunLock(path).take()

    def test_another_machine_is_believed_alive_and_the_mend_is_named(self, path: Path) -> None:
        held = self.held_by(path, host="elsewhere", pid=1)
        with pytest.raises(Busy) as refused:
            RunLock(path).take()
        assert "elsewhere" in str(refused.value)
        assert f"remove {held}" in str(refused.value)

    def test_a_taker_who_comes_late_gives_back_what_he_took(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Two find a dead lock; the quicker one's new lock must not be thrown away by the other."""
        process = subprocess.Popen([sys.executable, "-c", ""])
        process.wait()
        held = self.held_by(path, pid=process.pid)
        replace = os.replace

        def too_late(source: Path, target: Path) -> None:
            if source == held:
                self.held_by(path, since="2026-02-02 00:00:00 UTC")
                monkeypatch.setattr(os, "replace", replace)
            replace(source, target)

        monkeypatch.setattr(os, "replace", too_late)
        with pytest.raises(Busy, match="2026-02-02"):
            RunLock(path).take()
        assert held.exists()


def test_a_damaged_lock_file_is_no_obstacle(path: Path) -> None:
    path.write_bytes(b"\xff\x00junk")
    lock = RunLock(path)
    lock.take()
    assert time.strftime("%Y-%m-%d", time.gmtime()) in str(lock.holder())
    lock.release()
