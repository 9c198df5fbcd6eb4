"""One bad row never blocks a publish: what hangs on it is refused with it."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

import flows.steps.extract.batch
from flows.steps.extract.cascade import without_dangling
from flows.steps.extract.rows import ReadDocument, Rows, document_rows
from tests.support import SAMPLE, run
from warehouse.connect import opened
from warehouse.layout import Home


def test_rows_of_a_refused_article_are_refused_and_links_to_a_refused_event_are_cut() -> None:
    frames = {
        "document": pl.DataFrame({"document_key": ["d"]}),
        "article": pl.DataFrame({"article_key": ["a"], "document_key": ["d"], "park_key": [None]}, schema_overrides={"park_key": pl.String}),
        "observation": pl.DataFrame(
            {
                "observation_key": ["1", "2"], "park_key": ["湘潭高新区"] * 2, "period_key": ["unknown"] * 2, "metric_key": ["tax"] * 2,
                "document_key": ["d"] * 2, "article_key": ["a", "gone"], "event_key": ["refused", None],
            }
        ),
        "period": pl.DataFrame({"period_key": ["unknown"]}),
    }  # fmt: skip
    refused: list[tuple[str, str]] = []
    kept = without_dangling(
        frames, {"park": {"湘潭高新区"}, "metric": {"tax"}}, lambda table, row, reason, check: refused.append((row["observation_key"], check))
    )
    assert kept["observation"]["observation_key"].to_list() == ["1"]
    assert kept["observation"]["event_key"].to_list() == [None]
    assert refused == [("2", "observation.article_key.reference")]


@pytest.mark.parametrize("table", ["document", "article", "park", "period", "event"])
def test_a_refused_row_of_any_table_does_not_stop_the_publish(home: Home, monkeypatch: pytest.MonkeyPatch, table: str) -> None:
    real = document_rows

    def spoiled(entry: Any, read: ReadDocument, second: str | None) -> Rows:
        rows = real(entry, read, second)
        if rows[table]:
            first = "period_key" if table == "period" else "title" if table in ("document", "event") else "kind" if table == "park" else "headline"
            rows[table][0][first] = None
        return rows

    monkeypatch.setattr(flows.steps.extract.batch, "document_rows", spoiled)
    result = run(home, SAMPLE)
    assert result.status == "published"
    with opened(home.warehouse, read_only=True) as connection:
        found = connection.execute("SELECT count(*) FROM rejected WHERE table_name = ?", [table]).fetchone()
    assert found is not None
    assert found[0] > 0
