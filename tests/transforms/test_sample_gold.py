"""The bundled sample corpus against its hand-made gold: no change may read it worse."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support import REPOSITORY
from tests.transforms.gold_score import EVENT_REACH, FOUND, MAIN, STRICT, TYPED, event_rows, gold_rows, observation_rows, page_of, read_file, score

SAMPLE = REPOSITORY / "seeds" / "sample"
GOLD = REPOSITORY / "tests" / "goldens" / "sample"
NAMES = sorted(path.name.removesuffix(".observations.jsonl") for path in GOLD.glob("*.observations.jsonl"))


@pytest.mark.parametrize(("slots", "floor"), [(FOUND, 0.95), (MAIN, 0.88), (STRICT, 0.82)])
def test_observations_are_read_at_least_as_well_as_before(slots: tuple[str, ...], floor: float) -> None:
    documents = [(observation_rows(read_file(page_of(SAMPLE, n))[1]), gold_rows(GOLD, n, "observations")) for n in NAMES]
    found = score(documents, slots)
    assert min(found) >= floor, found


def test_events_are_read_at_least_as_well_as_before() -> None:
    documents = [(event_rows(read_file(page_of(SAMPLE, n))[1]), gold_rows(GOLD, n, "events")) for n in NAMES]
    found = score(documents, TYPED, EVENT_REACH)
    assert min(found) >= 0.65, found


def test_a_page_about_no_park_gives_no_fact() -> None:
    _, facts = read_file(SAMPLE / "10_no_park.txt")
    assert facts.observations == []
    assert facts.events == []
    assert facts.leftovers, "what was seen is still counted"


def test_every_fact_gives_its_characters_back() -> None:
    for name in NAMES:
        text, facts = read_file(page_of(SAMPLE, name))
        for fact in facts.all():
            assert text[fact.start_offset : fact.end_offset] == fact.text
            assert fact.text.strip() in fact.sentence or len(fact.sentence) >= 1000


def test_dates_are_found_out() -> None:
    wanted = json.loads((GOLD / "document_dates.json").read_text(encoding="utf-8"))
    from transforms.text.articles import read_header
    from transforms.text.decode import decode
    from transforms.text.width import normalise
    from transforms.times.document_date import infer_date, stated_date

    right = 0
    for name, date in wanted.items():
        path = SAMPLE / name
        if path.suffix in (".html", ".md") or path.with_suffix(".json").exists():
            continue
        text = normalise(decode(path.read_bytes()).text)
        found = stated_date(text, read_header(text)[0].get("date", "")) or infer_date(text)
        right += found is not None and found.isoformat() == date
    assert right >= 11


@pytest.mark.shared
@pytest.mark.parametrize(("slots", "floor"), [(FOUND, 0.97), (MAIN, 0.92), (STRICT, 0.88)])
def test_shared_pages_are_read_at_the_level_promised(slots: tuple[str, ...], floor: float, shared_articles: Path) -> None:
    gold = shared_articles.parent / "gold"
    stems = sorted(path.name.removesuffix(".observations.jsonl") for path in gold.glob("*.observations.jsonl"))
    documents = [(observation_rows(read_file(shared_articles / f"{stem}.txt")[1]), gold_rows(gold, stem, "observations")) for stem in stems]
    found = score(documents, slots)
    f1 = 2 * found.precision * found.recall / (found.precision + found.recall)
    assert f1 >= floor, found


@pytest.mark.shared
def test_another_towns_article_gives_nothing_to_the_park_above_it(shared_articles: Path) -> None:
    text, facts = read_file(next(shared_articles.glob("001_*.txt")))
    border = text.index("真抓实干在资兴")
    assert [o.text for o in facts.observations if o.start_offset > border] == []
