"""The process in which documents that are no text are read: what their parsers do to it, they do to nothing else.

It takes one line of JSON and then the document's bytes from its standard input, and answers with one line of JSON; it ends with its input.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import BinaryIO


def _limit_memory(megabytes: int) -> None:
    """Limits the memory that this process may take, where the system can."""
    try:
        import resource
    except ImportError:
        # Not on Windows.
        return
    wanted = megabytes << 20
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (wanted if most == resource.RLIM_INFINITY else min(wanted, most), most))
    # A crash of a parser is an answer, and no core is wanted of it.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answers requests until they end."""
    from transforms.formats.reading import Unreadable
    from transforms.formats.registry import FormatLimits, format_named

    while line := requests.readline():
        asked = json.loads(line)
        content = requests.read(asked["size"])
        answer: dict[str, object]
        try:
            form = format_named(asked["media_type"])
            if form is None:
                raise Unreadable(f"no format {asked['media_type']}")
            limits = FormatLimits(**asked["limits"])
            answer = {"reading": asdict((form.look if asked["look"] else form.read)(content, limits))}
        except Unreadable as error:
            answer = {"unreadable": str(error)}
        except MemoryError:
            answer = {"unreadable": f"reading it took more than {asked['limits']['memory_mb']:,} MB of memory (setting formats.memory_mb)"}
        except Exception as error:  # noqa: BLE001 - a fault of a parser is told as such
            answer = {"unreadable": f"its reader failed: {type(error).__name__}: {str(error)[:300]}"}
        answers.write(json.dumps(answer).encode() + b"\n")
        answers.flush()


def main() -> None:
    """Serves the standard streams; what libraries print goes to the standard error."""
    _limit_memory(int(sys.argv[1]))
    answers = sys.stdout.buffer
    sys.stdout = sys.stderr
    serve(sys.stdin.buffer, answers)


if __name__ == "__main__":
    main()
