"""What the READMEs show is what the sample corpus gives, and the commands that they name are there."""

from __future__ import annotations

import re

import pytest

from flows.commands.query import query_command
from tests.flows.conftest import Command
from tests.support import REPOSITORY
from warehouse.layout import Home

FILES = ("README.md", "README.zh-CN.md")


@pytest.mark.parametrize("name", FILES)
def test_the_table_is_what_the_query_gives(sample: Home, name: str) -> None:
    text = (REPOSITORY / name).read_text(encoding="utf-8")
    found = re.search(r"`(SELECT park_key, metric, period, value / 1e8.+?)`.+?\n\n((?:\|[^\n]+\n)+)", text, re.DOTALL)
    assert found is not None
    shown = found[2].splitlines()
    assert query_command(sample.root, found[1], "markdown").splitlines()[: len(shown)] == shown


@pytest.mark.parametrize("name", FILES)
def test_every_query_in_it_runs(cli: Command, sample: Home, name: str) -> None:
    queries = re.findall(r'parkhouse query "([^"]+)"', (REPOSITORY / name).read_text(encoding="utf-8"))
    assert len(queries) == 2
    for sql in queries:
        assert cli("query", "--home", sample.root, sql).status == 0


@pytest.mark.parametrize("path", [*FILES, *(f"docs/{p.name}" for p in sorted((REPOSITORY / "docs").glob("*.md")))])
def test_links_lead_somewhere_and_commands_are_there(cli: Command, path: str) -> None:
    page = REPOSITORY / path
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (page.parent / target).exists(), target
    for command, options in set(re.findall(r"parkhouse (run|schedule|query|report|status|diff|export|notify|config|serve|explain)\b((?: --[a-z-]+)*)", text)):
        accepted = cli(command, "--help").out
        assert all(option in accepted for option in options.split()), (command, options)
