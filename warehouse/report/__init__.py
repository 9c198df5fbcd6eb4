"""The data-quality report: one self-contained HTML page that needs no network."""

from __future__ import annotations

from warehouse.report.data import report_data
from warehouse.report.page import render
from warehouse.report.write import write_report

__all__ = ["render", "report_data", "write_report"]
