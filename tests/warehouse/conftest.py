"""Homes and a browser for the tests of the report."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.warehouse.report_browser import Browser
from tests.warehouse.report_homes import hostile_home, trend_home
from warehouse.layout import Home
from warehouse.report import write_report

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What needs a browser says so."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")


@pytest.fixture(scope="session")
def trend(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A published home about one park over five years; not to be changed."""
    return trend_home(tmp_path_factory.mktemp("trend"))


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home full of hostile text whose last run failed; not to be changed."""
    return hostile_home(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="session")
def hostile_page(hostile: Home) -> Path:
    """The written page of the hostile home."""
    return write_report(hostile)


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A real browser without a window."""
    if CHROMIUM is None or DRIVER is None:
        pytest.skip("chromium and chromium-driver are not installed")
    started = Browser(CHROMIUM, DRIVER, tmp_path_factory.mktemp("profile"))
    yield started
    started.quit()
