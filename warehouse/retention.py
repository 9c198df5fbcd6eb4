"""Clears away what is made anew or has been put aside; raw documents, facts and the records of runs are kept."""

from __future__ import annotations

import re
from pathlib import Path

from warehouse.layout import Home

_DATED_REPORT = re.compile(r"\d{6,}-\d{8}T\d{6}Z\.html")
"""The names that reports of runs are given; anything else in the folder is somebody's own."""


def prune_reports(home: Home, keep: int) -> list[Path]:
    """Removes dated reports beyond the newest `keep`; returns what was removed.

    Half-built files need no care here: each run clears them away when it begins and when it ends.
    """
    dated = sorted((path for path in home.reports.iterdir() if _DATED_REPORT.fullmatch(path.name)), key=lambda path: path.name, reverse=True)
    for path in dated[keep:]:
        path.unlink(missing_ok=True)
    return dated[keep:]
