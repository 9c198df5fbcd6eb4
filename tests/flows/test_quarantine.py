"""What waits in quarantine is tried again once rules change, and the run says how much of it passes now."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import flows.steps.extract.rows
import flows.steps.ingest.files
from flows.commands.run import summary
from tests.support import SAMPLE, other_rules, run, scalar, select
from transforms.facts import DocumentFacts
from transforms.reader import read_document
from transforms.text.decode import Unreadable, decode
from warehouse.layout import Home

TEXT = "湘潭高新区2019年完成工业总产值286.4亿元，同比增长7.5%。\n"
Rules = Callable[[str], None]


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "pages" / "一月.txt"
    path.parent.mkdir()
    path.write_text(TEXT, encoding="utf-8")
    path.with_suffix(".json").write_text(json.dumps({"source": "湘潭晚报", "date": "2020-01-20"}), encoding="utf-8")
    return path


@pytest.fixture
def rules(monkeypatch: pytest.MonkeyPatch) -> Rules:
    """Sets the version of the rules; the version "old" cannot read the page."""

    def set_to(version: str) -> None:
        def decode_or_not(content: bytes) -> object:
            if version == "old" and content == TEXT.encode():
                raise Unreadable("no known encoding")
            return decode(content)

        other_rules(monkeypatch, version)
        monkeypatch.setattr(flows.steps.ingest.files, "decode", decode_or_not)

    return set_to


def waiting(home: Home) -> int:
    return int(scalar(home, "SELECT count(*) FROM rejected"))


def test_an_unreadable_document_is_read_once_the_rules_can(home: Home, page: Path, rules: Rules) -> None:
    rules("old")
    run(home, page, SAMPLE)
    assert waiting(home) == 1
    page.unlink()
    page.with_suffix(".json").unlink()

    rules("new")
    result = run(home, SAMPLE)
    assert (result.waited, result.now_pass) == (1, 1)
    assert "1 of 1 quarantined rows now pass." in summary(result, home)
    assert waiting(home) == 0
    assert select(home, "SELECT source, file_name, published_on::VARCHAR FROM document WHERE file_name = '一月.txt'") == [
        ("湘潭晚报", "一月.txt", "2020-01-20")
    ]
    assert not list(home.quarantine.glob("*/*")) or run(home, SAMPLE).status == "unchanged"


def test_what_is_still_unreadable_goes_on_waiting_and_is_not_tried_in_vain(home: Home, page: Path, rules: Rules, monkeypatch: pytest.MonkeyPatch) -> None:
    rules("old")
    run(home, page, SAMPLE)
    result = run(home, SAMPLE)
    assert (result.now_pass, result.seen) == (0, 16), "the same rules would refuse it again"
    page.unlink()
    other_rules(monkeypatch, "old too")
    result = run(home, SAMPLE)
    assert (result.waited, result.now_pass) == (1, 0)
    assert waiting(home) == 1


def test_what_describes_a_document_waits_with_it_however_often_it_is_refused(home: Home, page: Path, rules: Rules, monkeypatch: pytest.MonkeyPatch) -> None:
    rules("old")
    run(home, page, SAMPLE)
    page.unlink()
    page.with_suffix(".json").unlink()
    other_rules(monkeypatch, "old too")
    assert run(home, SAMPLE).now_pass == 0
    rules("new")
    assert run(home, SAMPLE).now_pass == 1
    assert select(home, "SELECT source, published_on::VARCHAR FROM document WHERE file_name = '一月.txt'") == [("湘潭晚报", "2020-01-20")]


def test_a_version_that_was_replaced_since_is_not_brought_back(home: Home, page: Path, rules: Rules) -> None:
    rules("old")
    run(home, page, SAMPLE)
    page.write_text(TEXT.replace("286.4", "311.9"), encoding="utf-8")
    run(home, page, SAMPLE)
    page.unlink()
    rules("new")
    run(home, SAMPLE)
    assert select(home, "SELECT value FROM v_observation WHERE title = '' AND park_key = '湘潭高新区' AND measure = 'level' AND file_name = '一月.txt'") == [
        (31_190_000_000.0,)
    ]
    assert waiting(home) == 0


def test_refused_rows_are_tried_again_with_their_document(home: Home, page: Path, rules: Rules, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*arguments: object, **named: object) -> DocumentFacts:
        raise RuntimeError("a fault of the old rules")

    rules("older")
    monkeypatch.setattr(flows.steps.extract.rows, "read_document", fails)
    run(home, page)
    assert waiting(home) == 1
    monkeypatch.setattr(flows.steps.extract.rows, "read_document", read_document)
    rules("new")
    result = run(home, page)
    assert (result.waited, result.now_pass, waiting(home)) == (1, 1, 0)
