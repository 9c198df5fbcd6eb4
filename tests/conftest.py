"""Fixtures for all tests."""

from __future__ import annotations

import functools
import os
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import settings

from tests.support import REPOSITORY, SAMPLE, copied, run
from warehouse.layout import Home

# No example is timed: on a busy machine it takes as long as it takes.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def pytest_configure() -> None:
    """Where test processes run beside each other, DuckDB keeps to one thread in each: more only wait for the cores, and cost a quarter more."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        return
    connect = duckdb.connect

    @functools.wraps(connect)
    def on_one_thread(*arguments: Any, **options: Any) -> duckdb.DuckDBPyConnection:
        connection = connect(*arguments, **options)
        connection.execute("SET threads = 1")
        return connection

    duckdb.connect = on_one_thread


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What needs the shared press pages says so."""
    for item in items:
        if "shared_articles" in getattr(item, "fixturenames", ()):
            item.add_marker("shared")


@pytest.fixture(autouse=True)
def _no_settings_of_the_operator(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith("PARKHOUSE_"):
            monkeypatch.delenv(name)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """An empty home directory."""
    return Home(tmp_path / "home")


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home with the published sample corpus; not to be changed."""
    made = Home(tmp_path_factory.mktemp("sample") / "home")
    run(made, SAMPLE)
    return made


@pytest.fixture
def sample_copy(sample: Home, tmp_path: Path) -> Home:
    """A home with the published sample corpus to do anything with."""
    return copied(sample, tmp_path / "sample_copy")


@pytest.fixture(scope="session")
def shared_articles() -> Path:
    """The shared press pages beside the checkout, where there are any."""
    folder = REPOSITORY.parent / "shared" / "articles"
    if not folder.is_dir():
        pytest.skip("the shared press pages are not beside the checkout")
    return folder
