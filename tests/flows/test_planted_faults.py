"""Faults in documents and seeds, put in front of the whole pipeline: the check that is there for each speaks, and what blocks publishes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

import flows.steps.load.seed_check
import seeds.read
import warehouse.build
from flows.steps.load.seed_check import check_seeds
from tests.flows.conftest import Command
from tests.support import SAMPLE, run, select
from warehouse.build import SeedError
from warehouse.layout import Home

GOOD = "湘潭高新区2019年运行简报\n\n2020年1月20日\n\n2019年，湘潭高新区完成工业总产值286.4亿元，同比增长7.5%；实现税收12.3亿元，入驻企业312家。园区全年新开工项目18个。\n"
FAULTS = {
    "magnitude": GOOD.replace("286.4亿元", "2.864万元"),
    "actual_after_publication": GOOD.replace("2019年，湘潭", "2091年，湘潭"),
    "growth_against_levels": GOOD + "\n2018年，湘潭高新区完成工业总产值120.5亿元。\n",
    "park_misspelled": GOOD + "\n" * 3 + GOOD.replace("湘潭高新区", "湘谭高新区"),
    "total_below_part_of_year": GOOD + "\n2019年1—6月，湘潭高新区完成工业总产值312.7亿元。\n",
}


def failed(home: Home) -> set[str]:
    return {name for (name,) in select(home, "SELECT check_name FROM quality_result WHERE NOT passed AND run_key = (SELECT max(run_key) FROM pipeline_run)")}


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(GOOD, encoding="utf-8")
    return path


def test_the_page_without_a_fault_gives_no_warning(home: Home, page: Path) -> None:
    run(home, page)
    assert failed(home) == set()


@pytest.mark.parametrize("check", FAULTS)
def test_a_fault_in_the_text_is_reported(home: Home, page: Path, check: str) -> None:
    page.write_text(FAULTS[check], encoding="utf-8")
    assert run(home, page).status == "published", "a warning does not stop the publish"
    assert check in failed(home)


def test_the_same_article_in_two_papers_is_reported(home: Home, page: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.txt"
    again.write_text(GOOD.replace("\n\n", "\n\n\n"), encoding="utf-8")
    run(home, page, again)
    assert failed(home) == {"duplicate_article"}


def test_random_bytes_are_refused_and_stand_among_the_checks(home: Home, page: Path, tmp_path: Path) -> None:
    noise = tmp_path / "noise.txt"
    noise.write_bytes(bytes((i * 197 + 31) % 256 for i in range(4000)))
    result = run(home, page, noise)
    assert (result.status, result.failed) == ("published", 1)
    assert failed(home) == {"refused:readable"}
    ((examples,),) = select(home, "SELECT examples FROM quality_result WHERE check_name = 'refused:readable'")
    assert "noise.txt" in examples


@pytest.mark.parametrize(
    ("seed", "old", "new", "message"),
    [
        ("metrics.csv", ",元,", ",文,", r"seeds/metrics.csv, row \d+: .*文"),
        ("magnitude.csv", ",元,", ",文,", r"seeds/magnitude.csv, row \d+: .*文"),
        ("metric_cues.csv", ",tax,", ",taxes,", r"seeds/metric_cues.csv, row \d+: metric_key 'taxes'"),
        ("event_triggers.csv", ",signing,", ",singing,", r"seeds/event_triggers.csv, row \d+: event_type 'singing'"),
        ("units.csv", "\n元,元,1,", "\n元,元,one,", r"seeds/units.csv, row \d+: factor 'one' is no number"),
        ("parks.csv", "\n北京经开区,", "\n天津经开区,", r"seeds/parks.csv, row \d+: park_key '天津经开区' stands in row \d+ already"),
        ("metrics.csv", ",true,", ",maybe,", r"seeds/metrics.csv, row \d+: additive 'maybe'"),
    ],
)
def test_a_broken_seed_stops_the_run_before_it_reads_anything(
    sample_copy: Home, monkeypatch: pytest.MonkeyPatch, cli: Command, seed: str, old: str, new: str, message: str
) -> None:
    text = seeds.read.seed_text
    assert old in text(seed)
    monkeypatch.setattr(seeds.read, "seed_text", lambda name: text(name).replace(old, new, 1) if name == seed else text(name))
    for module in (flows.steps.load.seed_check, warehouse.build):
        monkeypatch.setattr(module, "seed_rows", seeds.read.seed_rows.__wrapped__)
    before = sample_copy.warehouse.read_bytes()
    check_seeds.cache_clear()
    # The version of rules and seeds, by which seeds that were found good are known, is worked out once a process.
    (sample_copy.state / "seeds_checked").unlink()
    try:
        with pytest.raises(SeedError, match=message):
            run(sample_copy, SAMPLE, full=True)
        found = cli("run", "--direct", "--home", sample_copy.root, SAMPLE)
    finally:
        check_seeds.cache_clear()
    assert found.status == 1
    assert found.err.startswith("parkhouse: seeds/")
    assert sample_copy.warehouse.read_bytes() == before
