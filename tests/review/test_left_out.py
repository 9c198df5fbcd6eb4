"""A quantity that one reader takes for a fact and the other for none: a person restores or rejects it, whoever's labels stand."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import pytest

from flows.review.decide import Decisions, Refused
from flows.review.doubts import Doubts
from flows.steps.load.corrections import HEAD, read_corrections
from flows.steps.second.options import SecondOptions
from tests.model_server import labelling, model_server
from tests.support import run, scalar, select, warehouse_of
from warehouse.build import SeedError
from warehouse.decisions import append_rows
from warehouse.evaluate import evaluate
from warehouse.layout import Home

PAGE = "date: 2022-08-10\n\n岚州高新区半年税收\n今年上半年，岚州高新区完成税收6.4亿元。园区距高铁站12公里。\n"
LABELS: dict[str, Any] = {
    "park": "岚州高新区", "subject_type": "park", "subject": "岚州高新区", "metric": "tax", "measure": "level", "status": "actual",
    "period_start": "2022-01-01", "period_end": "2022-06-30",
}  # fmt: skip
CONTRARY = labelling({"6.4亿元": {"scope": "out"}, "12公里": {"metric": "other"}}, **LABELS)
"""A model that takes the figure for none and the distance for one."""
VALUES = "SELECT text, value, unit, metric_key, period_key, park_key FROM observation ORDER BY start_offset"
TAX = ("6.4亿元", 6.4e8, "元", "tax", "2022-01-01/2022-06-30", "岚州高新区")
DISTANCE = ("12公里", 12.0, "公里", "other", "2022-01-01/2022-06-30", "岚州高新区")


class Case:
    """A home of which both readers read one page, each taking for a fact what the other does not."""

    def __init__(self, root: Path, stands: Literal["model", "rules"]) -> None:
        self.home = Home(root / "home")
        (root / "pages").mkdir()
        (root / "pages" / "page.txt").write_text(PAGE, encoding="utf-8")
        with model_server(CONTRARY) as model:
            self.options: dict[str, Any] = {"second": SecondOptions(model.url, "test", stands=stands, retries=0)}
            self.run()
        self.decisions = Decisions(Doubts(self.home))

    def run(self) -> None:
        """What is kept of the model's answers serves from the second run on."""
        assert run(self.home, self.home.root.parent / "pages", **self.options).status == "published"

    def left(self) -> str:
        """The quantity that is left out, as the page offers it."""
        (key,) = [row["key"] for row in self.decisions.waiting() if row["kind"] == "left"]
        return str(key)


@pytest.fixture(params=["model", "rules"])
def case(tmp_path: Path, request: pytest.FixtureRequest) -> Case:
    return Case(tmp_path, request.param)


def test_what_one_reader_left_out_is_restored_and_taken_back(case: Case) -> None:
    restored, kept = (TAX, DISTANCE) if case.options["second"].stands == "model" else (DISTANCE, TAX)
    assert select(case.home, VALUES) == [kept]
    item = case.decisions._doubts.item(case.left())
    assert item["mark"] == restored[0]
    assert {reader: "park_key" in [f["name"] for f in item["fields"] if reader in f["said"]] for reader in item["readers"]} == {
        "rules": restored is TAX,
        "model": restored is DISTANCE,
    }
    case.decisions.decide(case.left(), "other", {}, "甲")
    assert "left" not in {row["kind"] for row in case.decisions.waiting()}
    case.run()
    assert select(case.home, VALUES) == [TAX, DISTANCE]
    assert scalar(case.home, "SELECT count(*) FROM leftover WHERE text = ?", [restored[0]]) == 0
    assert select(case.home, "SELECT action, outcome FROM correction") == [("restore", "applied")]
    assert select(case.home, "SELECT DISTINCT reason FROM change_log WHERE table_name = 'observation'") == [("correction",)]
    assert select(case.home, "SELECT check_name FROM quality_result WHERE NOT passed AND severity = 'block'") == []
    with warehouse_of(case.home) as connection:
        shares = {(share.reader, share.of): share.right for share in evaluate(connection) if (share.by, share.of) == ("field", "scope")}
    assert shares == {("rules", "scope"): int(restored is TAX), ("model", "scope"): int(restored is DISTANCE)}

    if restored is DISTANCE:
        return
    figures: dict[str, str] = dict(select(case.home, "SELECT text, 'figure:' || observation_key FROM observation"))
    case.decisions.decide(figures[restored[0]], "change", {"status": "forecast"}, "乙")
    case.run()
    assert scalar(case.home, "SELECT status FROM observation WHERE text = ?", [restored[0]]) == "forecast", "decided anew, it stands still"
    case.decisions.decide(figures[restored[0]], "drop", {}, "乙")
    case.run()
    assert select(case.home, VALUES) == [kept]
    assert scalar(case.home, "SELECT count(*) FROM correction WHERE outcome NOT IN ('applied', 'retracted')") == 0


def test_what_is_rightly_left_out_and_what_is_undone(tmp_path: Path) -> None:
    case = Case(tmp_path, "model")
    key = case.left()
    with pytest.raises(Refused, match="does not fit"):
        case.decisions.decide(key, "change", {"metric_key": "employment"}, "甲")
    case.decisions.decide(key, "right", {}, "甲")
    case.run()
    assert select(case.home, "SELECT count(*) FROM v_doubt WHERE kind = 'left'") == [(0,)]
    assert select(case.home, "SELECT action, outcome FROM correction") == [("leave", "applied")]
    case.decisions.undo(key, "甲")
    case.decisions.decide(key, "change", {"metric_key": "profit", "value": "7"}, "乙")
    case.run()
    assert select(case.home, "SELECT outcome FROM correction WHERE action IN ('leave', 'restore') ORDER BY action") == [("retracted",), ("applied",)]
    assert (7.0, 7.0, "profit") in select(case.home, "SELECT value, value_high, metric_key FROM observation")


@pytest.mark.parametrize("value", ["", "[]", "{}", '{"value": "x"}', '{"period_key": "2022"}'])
def test_a_restored_row_that_is_none_is_refused_with_its_line(tmp_path: Path, value: str) -> None:
    home = Home(tmp_path)
    append_rows(tmp_path / "corrections.csv", HEAD, [["a" * 64, "1", "5", "", "observation", "restore", "*", value, "", "x", "y", "2026-01-05"]])
    with pytest.raises(SeedError, match=r"corrections\.csv, line 2"):
        read_corrections(home)


def test_an_article_about_no_park_leaves_the_doubts(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    text = "date: 2022-08-10\n\n半年生产情况\n" + "".join(
        f"上半年完成{name}{n + 2}.5亿元。\n" for n, name in enumerate(("税收", "产值", "投资", "利润", "出口额", "销售收入"))
    )
    (tmp_path / "pages" / "page.txt").write_text(text, encoding="utf-8")
    home = Home(tmp_path / "home")
    run(home, tmp_path / "pages")
    ((key,),) = select(home, "SELECT 'article:' || decision_key FROM v_doubt WHERE kind = 'article'")
    decisions = Decisions(Doubts(home))
    decisions.decide(key, "none", {}, "甲")
    assert run(home, tmp_path / "pages").status == "published"
    assert select(home, "SELECT count(*) FROM v_doubt") == [(0,)]
    assert select(home, "SELECT table_name, action, outcome, who FROM correction") == [("article", "leave", "applied", "甲")]
    decisions.undo(key, "甲")
    assert not [c for c in read_corrections(home) if c.record["table_name"] == "article"]
