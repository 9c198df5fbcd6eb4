"""An object store in memory, whose users can be killed at any of their steps, and machines that share it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from warehouse.layout import Home
from warehouse.remote.address import folder_name
from warehouse.remote.errors import RemoteError
from warehouse.remote.objects import Objects

ADDRESS = "s3://bucket/开发区 home"


class Killed(BaseException):
    """The process is gone: whatever it tries afterwards fails too."""


class Shared:
    """The store, and how its users fare with it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.memory = pytest.importorskip("obstore.store").MemoryStore()
        self.left: int | None = None
        """Steps until the process is killed; None for never."""
        self.deaf: int | None = None
        """The step whose answer is lost though it was done; None for none."""
        self.steps = 0
        monkeypatch.setattr("warehouse.remote.objects.open_objects", self.objects)

    def objects(self, address: str = ADDRESS) -> Objects:
        """The store as one user has it."""
        shared = self

        class Watched(Objects):
            def _asked(self, action: Callable[[], Any]) -> Any:
                shared.steps += 1
                if shared.left is not None:
                    if shared.left <= 0:
                        raise Killed
                    shared.left -= 1
                found = super()._asked(action)
                if shared.deaf is not None:
                    shared.deaf -= 1
                    if shared.deaf == -1:
                        raise RemoteError("the answer was lost")
                return found

        return Watched(self.memory, address)

    def names(self) -> set[str]:
        """All objects."""
        return set(Objects(self.memory, ADDRESS).names())

    def spoil(self, head: str, content: bytes | None = b"damaged") -> str:
        """Overwrites the one object under a name's head, or deletes it; returns its name."""
        (name,) = (one for one in self.names() if one.startswith(head))
        if content is None:
            Objects(self.memory, ADDRESS).delete([name])
        else:
            Objects(self.memory, ADDRESS).put(name, content)
        return name


def machine(folder: Path) -> Home:
    """The copy of the home that a machine has whose copies lie in a folder."""
    return Home(folder / folder_name(ADDRESS))
