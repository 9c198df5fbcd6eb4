"""Processes that end with the one that started them, however that one ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from typing import IO


def start_module(module: str, *arguments: str, output: IO[bytes] | None = None) -> subprocess.Popen[bytes]:
    """Starts one of our modules as a process of its own that calls `end_with_parent`; a stop from the keyboard does not reach it."""
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=output, stderr=output, start_new_session=True)  # noqa: S603 - our own module


def stop(process: subprocess.Popen[bytes], patience: float) -> None:
    """Ends a process in good order, or by force where it has not ended after `patience` seconds."""
    if process.stdin is not None:
        process.stdin.close()
    process.terminate()
    try:
        process.wait(patience)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def end_with_parent(patience: float = 0) -> None:
    """Ends this process when its standard input closes, which happens when its parent is gone.

    With `patience` it may end in good order within so many seconds.
    """

    def watch() -> None:
        while os.read(0, 1):
            pass
        if patience:
            os.kill(os.getpid(), signal.SIGTERM)
            time.sleep(patience)
        os._exit(1)

    threading.Thread(target=watch, name="parent", daemon=True).start()
