"""How often each reader was right, by the facts that people have looked at."""

from __future__ import annotations

from typing import Any

import duckdb

from warehouse.evaluate import Share, evaluate, headline
from warehouse.report.labels import Label, column_label, from_comment

_BY = {
    "all": Label("全部审阅过的", "All that was reviewed"), "sample": Label("随机抽样", "Drawn at random"), "field": Label("字段", "Field"),
    "confidence": Label("可信度", "Confidence"), "metric": Label("指标", "Metric"), "source": Label("来源", "Source"),
}  # fmt: skip
_READERS = {"rules": Label("规则", "Rules"), "model": Label("模型", "Model"), "both": Label("两者一致", "Both agree")}
MOST = 60


def reviewed_shares(connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """The share to name first, and all shares with their 95 % intervals; nothing where nothing was reviewed."""
    shares = evaluate(connection)
    first = headline(shares)
    return {
        "first": _shown(connection, first) if first else None, "fair": first is not None and first.by == "sample",
        "shares": [_shown(connection, share) for share in shares[:MOST]], "total": len(shares),
    }  # fmt: skip


def _shown(connection: duckdb.DuckDBPyConnection, share: Share) -> dict[str, Any]:
    low, high = share.interval
    return {
        "by": _BY[share.by], "of": _of(connection, share), "reader": _READERS.get(share.reader, Label(share.reader, share.reader)), "right": share.right,
        "facts": share.facts, "share": round(100 * share.share, 1), "low": round(100 * low, 1), "high": round(100 * high, 1),
    }  # fmt: skip


def _of(connection: duckdb.DuckDBPyConnection, share: Share) -> Label:
    if share.by == "field":
        return Label("是否为事实", "Whether it is a fact") if share.of == "scope" else column_label(share.of)
    if share.by == "metric":
        found = connection.execute("SELECT name, name_en FROM metric WHERE metric_key = ?", [share.of]).fetchone()
        if found:
            return Label(*found)
    return from_comment(share.of)
