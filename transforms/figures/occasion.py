"""What the projects of an article are there for, where its headline or lead tells of a ceremony."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from transforms.frames.slots import SentenceContext
from transforms.periods.occasions import Told, day_in_lead
from transforms.text.said import hint
from transforms.times.calendar import Span

_CEREMONIES = (
    ("projects_started", re.compile(r"(?:集中|集体|同时|同步|同日|一齐|齐齐|联袂)(?:开工|奠基|动工|开建|破土|启动建设)|(?:开工|奠基)+(?:仪式|活动|动员)")),
    ("projects_signed", re.compile(r"(?:集中|集体|同日|同步)签约|签约(?:仪式|大会|活动|会)|集体签约")),
    ("projects_completed", re.compile(r"竣工(?:投产)?(?:仪式|活动)|集中竣工|集中投产|投产仪式")),
)


def occasion_of(text: str) -> str:
    """The metric that an occasion makes of its projects: at a 开工仪式 they are projects started; empty where unclear."""
    found = [metric for metric, pattern in _CEREMONIES if pattern.search(text)]
    return found[0] if len(found) == 1 else ""


_TOLD_OF = re.compile("|".join(f"(?:{pattern.pattern})" for _, pattern in _CEREMONIES) + "|开、?竣工仪式|项目(?:集中|同日|现场|正式)?签约(?:落地|落户|入驻)")
# 8月19日，记者从开发区获悉，该区已敲定签约项目9项: the day of the telling.
_LEARNT = re.compile(r"获悉|了解到|得知|消息|意向")
_TOLD = Told(_TOLD_OF, hint(_TOLD_OF))


def ceremony_day(text: str, sentences: Sequence[SentenceContext], today: dt.date | None) -> Span:
    """The day of the ceremony that an article tells of in its lead (6月15日上午，…集中开工仪式举行); UNKNOWN where it tells of none."""
    return day_in_lead(text, sentences, today, _TOLD, _LEARNT)
