"""Fixtures for the tests of the web sources."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.web_server import Site, serving


@pytest.fixture
def site() -> Iterator[Site]:
    """A server of the test's own."""
    with serving() as found:
        yield found
