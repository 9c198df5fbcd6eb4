"""What an investment bureau asks, on a small corpus of our own whose answers are known: each answer is right or openly absent.

The corpus (examples/twenty_questions/corpus) sets the traps: parts told as wholes, a company's and a city's figures, targets, half years, dollars,
reprints, totals of several years, two readings of one figure, one signing in two papers. The answers beside the questions were worked out from the
texts by hand; no program writes them.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import REPOSITORY, run, scalar, select
from tests.write_examples import answer
from warehouse.layout import Home

FOLDER = REPOSITORY / "examples" / "twenty_questions"
QUESTIONS = sorted(FOLDER.glob("*.sql"))


@pytest.fixture(scope="module")
def bureau(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The corpus in a published warehouse."""
    home = Home(tmp_path_factory.mktemp("bureau") / "home")
    assert run(home, FOLDER / "corpus").status == "published"
    return home


def test_there_are_twenty_questions_in_both_languages_with_their_answers() -> None:
    assert len(QUESTIONS) >= 20
    for question in QUESTIONS:
        assert question.with_suffix(".csv").is_file()
        chinese, english = question.read_text(encoding="utf-8").splitlines()[:2]
        assert chinese.startswith("-- 问题：")
        assert english.startswith("-- Question: ")


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda path: path.stem)
def test_the_answer_is_right_or_openly_absent(bureau: Home, question: Path) -> None:
    assert answer(bureau, question) == question.with_suffix(".csv").read_bytes().decode("utf-8")


def test_no_total_of_a_period_is_added_to_single_happenings(bureau: Home) -> None:
    """What an analyst writes without a thought for totals: the sum of all signings."""
    assert scalar(bureau, "SELECT sum(amount) FROM v_event WHERE event_type = 'signing'") == 3e9 + 1.2e9 + 8e8 + 2e8
    assert select(bureau, "SELECT DISTINCT amount FROM v_event WHERE is_total") == [(None,)]
    assert scalar(bureau, "SELECT max(total_amount) FROM v_event_timeline") == 2.5e9


@pytest.mark.parametrize(
    ("title", "last", "total"),
    [
        ("某高新区：全年签约项目64个", "2019-12-31", True),
        ("某高新区十一个项目开工", "2019-12-31", True),
        ("某高新区累计引进外资项目", "2019-06-30", True),
        ("某高新区签约项目6个", "2019-01-31", True),
        ("某高新区集中签约58个项目", "2019-01-02", False),
        ("某高新区与一家公司签约", "2019-12-31", False),
        ("银行为某高新区提供60亿元授信", "2019-12-31", False),
        ("某高新区签约1个项目", "2019-12-31", False),
    ],
)
def test_what_counts_as_a_total(bureau: Home, title: str, last: str, total: bool) -> None:
    assert scalar(bureau, "SELECT is_total(?, DATE '2019-01-01', ?::DATE)", [title, last]) is total


def test_one_row_a_happening_and_every_telling_behind_it(bureau: Home) -> None:
    signed = "park_key = '襄阳高新区' AND event_type = 'signing'"
    assert select(bureau, f"SELECT sources FROM v_event WHERE {signed}") == [(2,)]
    assert scalar(bureau, f"SELECT count(*) FROM v_event_report WHERE {signed}") == 2


def test_what_one_day_brought_is_no_figure_of_the_year(bureau: Home) -> None:
    assert scalar(bureau, "SELECT count(*) FROM v_observation WHERE park_key = '合肥高新区' AND metric_key = 'total_investment' AND grain = 'day'") == 1
    assert select(bureau, "SELECT total_investment FROM v_park_year WHERE park_key = '合肥高新区' AND year = 2019") == [(None,)]


def test_times_of_approval_are_ranked_whatever_their_unit(bureau: Home) -> None:
    ranked = select(bureau, "SELECT rank, parks_known, park_key, value, unit FROM v_park_rank WHERE metric_key = 'approval_days' ORDER BY rank")
    assert ranked == [(1, 2, "襄阳高新区", 1.0, "工作日"), (2, 2, "合肥高新区", 2.0, "工作日")]
