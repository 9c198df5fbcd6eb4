"""The data-quality report: one self-contained HTML page."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path
from typing import Any

import duckdb
import jinja2

from schemas.generate import comment
from schemas.tables import tables
from warehouse.connect import opened
from warehouse.files import write_bytes
from warehouse.layout import Home

TEMPLATE = "report_template.html"


def _rows(connection: duckdb.DuckDBPyConnection, sql: str) -> list[dict[str, Any]]:
    cursor = connection.execute(sql)
    names = [column[0] for column in cursor.description or []]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def report_data(connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """Everything that the page shows, from one warehouse."""
    runs = _rows(connection, "SELECT * FROM pipeline_run ORDER BY run_key DESC LIMIT 20")
    checks = _rows(connection, "SELECT * FROM quality_result WHERE run_key = (SELECT max(run_key) FROM quality_result) ORDER BY passed, severity, check_name")
    for check in checks:
        check["examples"] = [json.dumps(row, ensure_ascii=False) for row in json.loads(check["examples"])]
    return {
        "run": runs[0] if runs else {}, "runs": runs, "checks": checks,
        "counts": _rows(connection, " UNION ALL ".join(f"SELECT '{name}' AS name, count(*) AS rows FROM {name}" for name in tables())),
        "coverage": _rows(connection, "SELECT * FROM v_coverage ORDER BY quantities_read DESC LIMIT 200"),
        "left_over": _rows(connection, "SELECT reason, count(*) AS rows, any_value(text) AS example FROM leftover GROUP BY reason ORDER BY rows DESC"),
        "rejected": _rows(connection, "SELECT stage, check_name, reason, table_name, row FROM rejected ORDER BY run_key DESC LIMIT 200"),
        "observations": _rows(
            connection,
            "SELECT park_key, metric, period, measure, value, unit, status, text, sentence, title, published_on FROM v_observation "
            "WHERE metric_key <> 'other' ORDER BY confidence DESC, observation_key LIMIT 200",
        ),
        "dictionary": [
            {"name": t.name, "comment": comment(t.comment_zh, t.comment_en), "columns": [(c.name, c.type, comment(c.comment_zh, c.comment_en, c.unit)) for c in t.columns]}
            for t in tables().values()
        ],
    }  # fmt: skip


def evidence(sentence: str, text: str) -> tuple[str, str, str]:
    """A sentence in three parts, the middle one the characters read."""
    before, found, after = sentence.partition(text)
    return before, found, after


def render(data: dict[str, Any]) -> str:
    """The page. Everything from documents is escaped."""
    template = resources.files("warehouse").joinpath(TEMPLATE).read_text(encoding="utf-8")
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["number"] = lambda v: f"{v:,.2f}".rstrip("0").rstrip(".") if isinstance(v, float) else v
    environment.globals["evidence"] = evidence
    return environment.from_string(template).render(**data)


def write_report(home: Home) -> Path:
    """Writes reports/latest.html and a dated copy from the published warehouse; returns the former's path."""
    with opened(home.warehouse, read_only=True) as connection:
        data = report_data(connection)
    page = render(data).encode("utf-8")
    write_bytes(home.reports / f"{data['run'].get('run_key', 'report')}.html", page)
    latest = home.reports / "latest.html"
    write_bytes(latest, page)
    return latest
