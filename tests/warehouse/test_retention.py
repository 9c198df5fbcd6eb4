"""What is cleared away and what is kept."""

from __future__ import annotations

from flows.operations.attended import execute
from flows.settings.model import load_settings
from flows.steps.direct import run_direct
from flows.steps.listing import find_files
from flows.steps.options import RunOptions
from tests.support import SAMPLE
from warehouse.layout import Home
from warehouse.retention import prune_reports
from warehouse.store import Store


def test_the_newest_reports_are_kept_and_no_file_of_anybody_else(home: Home) -> None:
    home.create()
    dated = [f"{number:06d}-20260101T000000Z.html" for number in range(8, 13)]
    others = ["latest.html", "mine.html", "000001-notes.html", "000002-20260101T000000Z.html.bak"]
    for name in dated + others:
        (home.reports / name).touch()
    assert sorted(path.name for path in prune_reports(home, 2)) == dated[:3]
    assert sorted(path.name for path in home.reports.iterdir()) == sorted(dated[3:] + others)


def test_clearing_away_belongs_to_a_run_and_leaves_documents_and_records(home: Home) -> None:
    settings = load_settings(home=home.root, keep_reports=1)
    kept: list[int] = []
    raw: set[bytes] = set()
    for _ in range(3):
        options = RunOptions([str(SAMPLE)], find_files([str(SAMPLE / "10_no_park.txt")]), full=True)
        assert execute(settings, home, lambda o=options: o, lambda o: run_direct(home, o)).warnings == []  # type: ignore[misc]
        kept.append(sum(1 for path in home.operations.rglob("*") if path.is_file()))
        raw.add(Store(home).raw_bytes(Store(home).catalogue()["document_key"][0]))
    assert len(list(home.reports.glob("0*.html"))) == 1
    assert kept == sorted(set(kept)), "only more"
    assert len(raw) == 1
    assert len(list((home.facts / "observation").glob("*"))) <= 1, "facts that were read anew are kept once"
