"""What the projects of an article are there for, where its headline or lead tells of a ceremony."""

from __future__ import annotations

import re

_CEREMONIES = (
    ("projects_started", re.compile(r"集中开工|开工(?:奠基)?仪式|奠基仪式|开工动员")),
    ("projects_signed", re.compile(r"集中签约|签约仪式|签约大会|签约活动")),
    ("projects_completed", re.compile(r"竣工(?:投产)?仪式|集中竣工|集中投产|投产仪式")),
)


def occasion_of(text: str) -> str:
    """The metric that an occasion makes of its projects: at a 开工仪式 they are projects started; empty where unclear."""
    found = [metric for metric, pattern in _CEREMONIES if pattern.search(text)]
    return found[0] if len(found) == 1 else ""
