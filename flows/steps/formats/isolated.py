"""Reads documents that are no text in processes of their own, which are kept for the next document."""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import subprocess
import sys
import threading
from dataclasses import asdict
from pathlib import Path
from typing import Any

from transforms.formats.reading import PageSpan, Reading, Unreadable
from transforms.formats.registry import LIMITS, Format, FormatLimits

_LOOK_SECONDS = 180.0
_MOST_DOCUMENTS = 500
"""A process is replaced after so many documents: libraries may leak."""


_ROOT = str(Path(__file__).resolve().parents[3])
"""Where the program lies, installed or not; the folder that a user stands in is no place to import from."""


class _Child:
    """One process that reads documents."""

    def __init__(self, memory_mb: int) -> None:
        self.memory_mb = memory_mb
        self.process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-P", "-m", "flows.steps.formats.child", str(memory_mb)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (_ROOT, os.environ.get("PYTHONPATH", ""))))},
        )  # fmt: skip
        self.documents = 0

    def ask(self, request: dict[str, Any], content: bytes, seconds: float) -> dict[str, Any] | None:
        """The answer to a request; None where the process died of it. Raises TimeoutError where it took too long; it is killed then."""
        self.documents += 1
        late = threading.Event()

        def kill() -> None:
            late.set()
            self.process.kill()

        timer = threading.Timer(seconds, kill)
        timer.daemon = True
        timer.start()
        try:
            assert self.process.stdin is not None
            assert self.process.stdout is not None
            self.process.stdin.write(json.dumps(request).encode() + b"\n")
            self.process.stdin.write(content)
            self.process.stdin.flush()
            line = self.process.stdout.readline()
        except (BrokenPipeError, OSError):
            line = b""
        finally:
            timer.cancel()
        if late.is_set():
            raise TimeoutError
        if not line.endswith(b"\n"):
            return None
        found: dict[str, Any] = json.loads(line)
        return found

    def close(self) -> None:
        """Ends the process."""
        with contextlib.suppress(OSError):
            self.process.kill()
        for stream in (self.process.stdin, self.process.stdout):
            with contextlib.suppress(OSError):
                if stream is not None:
                    stream.close()
        self.process.wait()


_idle: list[_Child] = []
_lock = threading.Lock()
_limits = LIMITS


def use_limits(limits: FormatLimits) -> None:
    """What documents may take in this process from now on, as the settings have it."""
    global _limits
    _limits = limits


def used_limits() -> FormatLimits:
    """What documents may take in this process."""
    return _limits


def read_formatted(form: Format, content: bytes, look: bool = False) -> Reading:
    """What a format makes of a document, in a process of its own where the format is one that may harm; `look`: its title and day only.

    Raises Unreadable with the reason.
    """
    if form.isolated:
        return read_isolated(form, content, look)
    return (form.look if look else form.read)(content, _limits)


def read_isolated(form: Format, content: bytes, look: bool = False, seconds: float = 0.0) -> Reading:
    """What a format makes of a document, read in another process; `look`: its title and day only.

    Raises Unreadable with the reason, also where the parser crashed or took more than `seconds` (by default as long as any document may).
    """
    limits = _limits
    with _lock:
        child = _idle.pop() if _idle else None
    if child is not None and (child.process.poll() is not None or child.memory_mb != limits.memory_mb):
        child.close()
        child = None
    if child is None:
        child = _Child(limits.memory_mb)
    most = seconds or (min(_LOOK_SECONDS, limits.seconds) if look else limits.seconds)
    try:
        answer = child.ask({"media_type": form.media_type, "look": look, "size": len(content), "limits": asdict(limits)}, content, most)
    except TimeoutError:
        child.close()
        raise Unreadable(f"the {form.name} took more than {most:,.0f} seconds to read (setting formats.seconds)") from None
    except BaseException:
        child.close()
        raise
    if answer is None:
        child.close()
        raise Unreadable(f"the {form.name} made its reader crash, or took more than {limits.memory_mb:,} MB of memory (setting formats.memory_mb)")
    if child.documents >= _MOST_DOCUMENTS:
        child.close()
    else:
        with _lock:
            _idle.append(child)
    if "unreadable" in answer:
        raise Unreadable(str(answer["unreadable"]))
    found = answer["reading"]
    found["pages"] = [PageSpan(**span) for span in found["pages"]]
    return Reading(**found)


@atexit.register
def close_all() -> None:
    """Ends the processes that wait for documents."""
    with _lock:
        while _idle:
            _idle.pop().close()
