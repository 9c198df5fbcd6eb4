"""What a run is told of the second reader, as plain data. Its key is no part of it: it is read where it is sent, and nowhere kept."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

KEY_VARIABLE = "PARKHOUSE_SECOND_READER_KEY"
LONGEST_KEY = 10_000

Use = Literal["never", "doubt", "always"]
Standing = Literal["model", "rules"]


@dataclass(slots=True, frozen=True)
class SecondTask:
    """What a process that reads a batch must know of the second reader: by which replies it labels, and how."""

    model: str
    prompt_version: str
    use: Use
    stands: Standing
    """Whose labels a fact takes where the readers differ."""

    @property
    def version(self) -> str:
        """The second reader's version, as `reading` has it."""
        return f"{self.model}/{self.prompt_version}"

    @property
    def mark(self) -> str:
        """What a document's extraction is marked with once all that is wanted of the second reader is in it."""
        return f"{self.version} {self.use} {self.stands}"


@dataclass(slots=True, frozen=True)
class SecondOptions:
    """How the second reader is reached and how much it may be asked in one run."""

    url: str
    model: str
    use: Use = "always"
    stands: Standing = "model"
    key_file: Path | None = None
    max_documents: int = 1_000
    max_tokens: int = 5_000_000
    concurrency: int = 4
    timeout_seconds: float = 120.0
    retries: int = 2

    def task(self) -> SecondTask:
        """What the reading processes are told."""
        from transforms.second.prompt import prompt_version

        return SecondTask(self.model, prompt_version(), self.use, self.stands)


class KeyProblem(ValueError):
    """The key cannot be read; the message names the file and never what stands in it."""


def read_key(key_file: Path | None) -> str | None:
    """The key of the second reader's server: from the environment, else the first line of its file; None where neither is given.

    Raises KeyProblem.
    """
    key = os.environ.get(KEY_VARIABLE, "")
    where = f"environment {KEY_VARIABLE}"
    if not key and key_file is not None:
        where = str(key_file)
        try:
            with key_file.open(encoding="utf-8") as stream:
                key = stream.readline(LONGEST_KEY + 1)
        except OSError as error:
            raise KeyProblem(f"setting second_reader.key_file: {key_file} cannot be read: {error.strerror or 'not a file'}") from None
        except ValueError:
            raise KeyProblem(f"setting second_reader.key_file: {key_file} is no text") from None
    key = key.strip()
    if not key:
        return None
    if len(key) > LONGEST_KEY or not key.isascii() or not key.isprintable():
        # Such a key could not be sent, and the error of the attempt would show it.
        raise KeyProblem(f"the second reader's key ({where}) holds characters that no key has")
    return key
