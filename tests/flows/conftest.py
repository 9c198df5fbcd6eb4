"""Fixtures for the tests of the flows and the command line."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from flows.cli import main


@pytest.fixture(autouse=True)
def _a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a `parkhouse.toml` nor a `data` folder of the checkout plays a part."""
    folder = tmp_path / "cwd"
    folder.mkdir()
    monkeypatch.chdir(folder)


class Outcome(NamedTuple):
    """How a command ended."""

    status: int
    out: str
    err: str


Command = Callable[..., Outcome]


@pytest.fixture(scope="session")
def prefect_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """A Prefect server for all runs of a test process: the environment that leads to it."""
    from flows.schedule.server import OwnServer

    folder = tmp_path_factory.mktemp("server")
    with contextlib.ExitStack() as stack:
        # For as long as it starts only: tests in this process know of no server.
        with pytest.MonkeyPatch.context() as patch:
            for name, value in {"PREFECT_HOME": str(folder), "PREFECT_SERVER_ANALYTICS_ENABLED": "false", "DO_NOT_TRACK": "1"}.items():
                patch.setenv(name, value)
            own = stack.enter_context(OwnServer(folder / "server.log", folder / "ui"))
        yield own.environment() | {"HOME": str(folder), "PREFECT_HOME": str(folder), "DO_NOT_TRACK": "1"}


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    """Runs `parkhouse` in this process."""
    # Where a test was the first to import Prefect, Prefect's console goes on writing to what was captured for that test, and logging complains.
    monkeypatch.setattr(logging, "raiseExceptions", False)

    def call(*arguments: str | Path) -> Outcome:
        with pytest.raises(SystemExit) as stop:
            main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        status = stop.value.code
        return Outcome(status if isinstance(status, int) else 0, out, err)

    return call
