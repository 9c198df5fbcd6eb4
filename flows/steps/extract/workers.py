"""Processes that read batches: each stays warm, is watched by its parent and watches it."""

from __future__ import annotations

import os
import queue
import signal
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from multiprocessing import connection, get_context, parent_process
from pathlib import Path

from flows.steps.extract.patterns import kept_patterns
from flows.steps.plan import BatchOutcome, ExtractTask

PATIENCE_SECONDS = 10.0
"""An idle process that is told to end and has not ended by then is killed."""


class WorkerDied(RuntimeError):
    """The process that read a batch was killed; nothing of the batch counts, and it may be tried again."""


class Closed(RuntimeError):
    """A batch that came when the processes had been told to end."""


class Worker:
    """One reading process."""

    def __init__(self, state: Path | None = None) -> None:
        """`state`: a folder in which compiled patterns are kept."""
        context = get_context("spawn")
        self._ours, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, state), name="reader", daemon=True)
        self._process.start()
        # Only the process holds its end now, so that its death shows at ours.
        theirs.close()

    def read(self, task: ExtractTask) -> BatchOutcome:
        """Reads a batch there. Raises what the reading raised, WorkerDied where the process does not live to the end of it."""
        try:
            self._ours.send(task)
            found = self._ours.recv()
        except (EOFError, OSError):
            raise WorkerDied(
                f"the process that read batch {task.number} ({task.count} documents) was killed, by somebody or for want of memory; "
                "the batch is tried again; where that does not help, set fewer workers or a smaller batch_size"
            ) from None
        if isinstance(found, BatchOutcome):
            return found
        raise found

    def end(self, at_once: bool) -> None:
        """Ends the process: an idle one when it sees that nothing more will come."""
        if not at_once:
            self._ours.close()
            self._process.join(PATIENCE_SECONDS)
        self._process.kill()
        self._process.join()
        # Only now: somebody may be waiting for what it would have sent, and sees its end.
        self._ours.close()


class Workers:
    """Reading processes; one that dies is replaced, so that its death costs only the batch that it was reading."""

    def __init__(self, count: int, state: Path | None = None) -> None:
        self._state = state
        self._idle: queue.SimpleQueue[Worker] = queue.SimpleQueue()
        # Batches are read by several threads, and one of them may close.
        self._lock = threading.Lock()
        self._closed = False
        self._all = {Worker(state) for _ in range(count)}
        for worker in self._all:
            self._idle.put(worker)

    def _instead_of(self, dead: Worker) -> Worker:
        """A new process for one that died; raises Closed where none is needed any more."""
        dead.end(at_once=True)
        with self._lock:
            self._all.discard(dead)
            if self._closed:
                raise Closed("the run has ended")
            made = Worker(self._state)
            self._all.add(made)
        return made

    def read(self, task: ExtractTask) -> BatchOutcome:
        """Reads a batch in the next idle process, after waiting for one; see `Worker.read`."""
        worker = self._idle.get()
        try:
            if self._closed:
                raise Closed("the run has ended")
            return worker.read(task)
        except WorkerDied:
            worker = self._instead_of(worker)
            raise
        finally:
            self._idle.put(worker)

    def close(self, at_once: bool = False) -> None:
        """Ends all processes; with `at_once` in the middle of their work, of which nothing will count."""
        with self._lock:
            self._closed = True
            all_of_them = tuple(self._all)
            self._all.clear()
        for worker in all_of_them:
            worker.end(at_once)


@contextmanager
def workers(count: int, state: Path | None = None, begun: Workers | None = None) -> Iterator[Workers]:
    """Reading processes for as long as the context lasts; where it ends with an error they end at once.

    `state`: where they keep compiled patterns. `begun`: those that run already, if there are any.
    """
    made = begun or Workers(count, state)
    try:
        yield made
    except BaseException:
        made.close(at_once=True)
        raise
    made.close()


def _serve(theirs: connection.Connection, state: Path | None) -> None:
    """The process: loads what every batch needs, then reads what it is sent until nothing more will come."""
    # Ctrl-C reaches the whole group; what comes of it is for the parent to decide.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _end_with_parent()
    with kept_patterns(state) if state is not None else nullcontext():
        warm()
    while True:
        try:
            task = theirs.recv()
        except EOFError:
            return
        theirs.send(_outcome(task))


def _outcome(task: ExtractTask) -> BatchOutcome | Exception:
    from flows.steps.extract.batch import read_batch

    try:
        return read_batch(task)
    except Exception as error:  # noqa: BLE001 - it is raised again where the result is awaited
        error.add_note(traceback.format_exc())
        return error


def warm() -> None:
    """Loads what is loaded once a process: seeds, patterns, dictionaries."""
    import flows.steps.extract.batch  # noqa: F401
    from transforms.knowledge import knowledge
    from transforms.text.segmenter import word_class, words

    knowledge()
    words("园区")
    word_class("园区")


def _end_with_parent() -> None:
    """Ends this process at once when the one that started it is gone, however that one ended."""
    parent = parent_process()
    if parent is None:
        return

    def watch() -> None:
        connection.wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=watch, name="parent", daemon=True).start()
