"""Whose man says what is quoted: “每年产值1600万元。”某公司总经理介绍."""

from __future__ import annotations

import re

from transforms.names.bodies import is_company
from transforms.names.classes import SUFFIX, split_name

_OFFICE = re.compile(r"(?P<name>[\u4e00-\u9fa5A-Za-z()]{3,20})(?:负责人|经理|董事长|总裁|厂长|总监|主管|创始人|工程师|(?<=部)部长|班长|(?<=车间)主任)")
_OFFICE_ALONE = re.compile(
    r"(?:该?(?:公司|企业|厂|工厂))?(?:(?:出口|销售|生产|技术|市场|行政|人事|财务|研发|综合|质量|营销|外贸)[部处科]?)?(?:相关|有关)?(?:负责人|副?总?经理|副总|董事长|总裁|厂长|总监|老板|车间主任|工程师)[\u4e00-\u9fa5]{2,4}?(?:说|介绍|告诉|表示|坦言|笑|掰着|算|指着|感慨|透露|估计|称)"
)
_QUOTE_REACH = 300
"""Characters in which what is quoted ends."""
_OFFICE_REACH = 48
"""Characters behind a quotation in which it is told who said it."""
_DEPARTMENT = re.compile(
    r"(?:(?:出口|销售|生产|技术|市场|行政|人事|财务|研发|综合|质量|营销|外贸)[\u4e00-\u9fa5]{0,2}[部处科]?|车间|相关|有关|主要|[常执]务?|副?总?|副)+\Z"
)


def speaker_at(text: str, start: int, company: str) -> str:
    """The company whose man says what a quotation that begins at a place says, up to the end of its paragraph; empty where none does.

    `company` is the company named last, for which a works manager without a firm speaks.
    """
    stop = text.find("\n", start, start + _QUOTE_REACH)
    close = text.find("”", start, stop if stop >= 0 else min(start + _QUOTE_REACH, len(text)))
    if close < 0:
        return ""
    end = min(close + _OFFICE_REACH, stop if stop >= 0 else len(text))
    said = _OFFICE.match(text, close + 1, end)
    name = _DEPARTMENT.sub("", said["name"]) if said is not None else ""
    # 某经开区|宏远科技生产部部长
    name = name[max((word.end() for word in SUFFIX.finditer(name)), default=0) :]
    if is_company(name) and split_name(name) is None:
        return name
    # ”厂长陈应风说
    return company if _OFFICE_ALONE.match(text, close + 1, end) else ""
