"""Each question in examples/ has the answer that stands beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.write_examples import EXAMPLES, answer
from warehouse.layout import Home

QUESTIONS = sorted(EXAMPLES.glob("*.sql"))


def test_there_are_ten_questions_each_with_an_answer() -> None:
    assert len(QUESTIONS) >= 10
    assert {path.stem for path in QUESTIONS} == {path.stem for path in EXAMPLES.glob("*.csv")}


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda path: path.stem)
def test_a_question_has_the_answer_beside_it(sample: Home, question: Path) -> None:
    """Where the reader or a view has changed on purpose: python -m tests.write_examples."""
    expected = question.with_suffix(".csv").read_bytes().decode("utf-8")
    assert expected.count("\n") > 1, "an example without an answer shows nothing"
    assert answer(sample, question) == expected


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda path: path.stem)
def test_a_question_is_asked_in_both_languages(question: Path) -> None:
    chinese, english = question.read_text(encoding="utf-8").splitlines()[:2]
    assert chinese.startswith("-- 问题：")
    assert english.startswith("-- Question: ")
