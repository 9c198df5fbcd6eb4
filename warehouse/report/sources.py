"""How the watched sources do, where the warehouse has a table of it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import duckdb

from warehouse.report.labels import Label, column_label, value_label
from warehouse.report.rows import columns_of, one, rows
from warehouse.report.runs import beijing

TABLE = "source_status"
SHOWN = 200
_HEADINGS = {
    "source": ("来源", "Source"), "state": ("状态", "State"), "documents": ("文档", "Documents"), "documents_before": ("此前", "Before"), "refused": ("无法读取", "Unreadable"),
    "since": ("开始于", "Since"), "runs": ("连续运行", "Runs in a row"), "checked_at": ("最近查看", "Looked at"), "detail": ("说明", "In words"), "level": ("级别", "Level"),
    "kind": ("类型", "Kind"),
}  # fmt: skip
_WORDS = {
    "gives": ("正常", "gives"), "fell": ("骤降", "fell"), "empty": ("没有文档", "empty"), "refused": ("均无法读取", "refused"), "script_only": ("只有脚本", "script only"),
    "broken": ("格式错误", "broken"), "unreachable": ("无法访问", "unreachable"), "missing": ("不存在", "missing"), "good": ("正常", "good"), "warning": ("提示", "warning"),
    "alarm": ("告警", "alarm"), "file": ("文件", "file"), "folder": ("文件夹", "folder"), "glob": ("通配符", "glob"), "address": ("网址", "address"),
}  # fmt: skip
_TONES = {"good": "good", "warning": "warn", "alarm": "bad"}
_FIRST = ("source", "state", "documents", "documents_before", "refused", "since", "runs", "checked_at", "detail")
"""Columns in the order in which they are read; of a table with others, all."""


def sources(connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """Columns and rows of `source_status`, what gives alarm first, at most SHOWN; empty where the warehouse has no such table."""
    there = columns_of(connection, TABLE)
    if not there:
        return {"columns": [], "rows": [], "total": 0}
    names = [name for name in _FIRST if name in there] if set(_FIRST[:3]) <= set(there) else there
    order = "list_position(['alarm', 'warning', 'good'], level), source" if {"level", "source"} <= set(there) else "1"
    listed = rows(connection, f"SELECT * FROM {TABLE} ORDER BY {order} LIMIT {SHOWN}")
    return {
        "columns": [Label(*_HEADINGS[name]) if name in _HEADINGS else column_label(name) for name in names],
        "rows": [{"tone": _TONES.get(str(row.get("level")), ""), "cells": [_shown(name, row[name]) for name in names]} for row in listed],
        "total": one(connection, f"SELECT count(*) AS n FROM {TABLE}")["n"],
    }


def _shown(name: str, value: object) -> Label:
    if value is None:
        return Label("", "")
    if isinstance(value, dt.datetime) and value.tzinfo is not None:
        return Label(beijing(value), beijing(value))
    if name in ("state", "level", "kind") and str(value) in _WORDS:
        return Label(*_WORDS[str(value)])
    return value_label(name, value if isinstance(value, bool) else str(value)[:300])
