"""Companies, bodies and persons named with an event, spelled as the text spells them."""

from __future__ import annotations

import re

_KINDS = "股份有限公司|有限责任公司|有限公司|集团|公司|银行|大学|研究院|研究所|学院|协会|商会|交易中心|管委会|党工委|工委|妇联|纪工委|街道"
_KIND = re.compile(_KINDS)
LONGEST_STEM = 20
_COMPANY = re.compile(rf"[\u4e00-\u9fa5A-Za-z0-9()]{{2,{LONGEST_STEM}}}?(?:{_KINDS})")
_PERSON = re.compile(
    r"(?:书记|主任|董事长|总经理|市长|县长|区长|副省长|省长|院士|部长|局长|巡视员|秘书长|会长|校长|院长|主席|经理|教授|专家|总裁)(?P<name>[\u4e00-\u9fa5]{2,3})(?=[、，,。率一带出介表说在参致宣等讲主强要指对到赴领])"
)
_LEAD = re.compile(
    r"^(?:.*?(?:和|与|及|由|向|为|对|在|到|赴|、|，|据|将|是|让|使|随后|当天|近日|日前|其中|包括|联合|组织|支持|来自|力促|协调|通过|的|年|月|日))+(?=[\u4e00-\u9fa5A-Z])"
)


def find_participants(text: str, start: int, end: int) -> list[str]:
    """Names in a sentence, in order, each once."""
    names: list[str] = []
    # No name begins further than a stem before the first word that can end one.
    kind = _KIND.search(text, start, end)
    for match in _COMPANY.finditer(text, max(start, kind.start() - LONGEST_STEM), end) if kind else ():
        name = match[0]
        lead = _LEAD.match(name)
        if lead and len(name) - lead.end() >= 4:
            name = name[lead.end() :]
        if len(name) >= 3 and name not in names and not name.startswith(("公司", "集团", "有限")):
            names.append(name)
    names += [m["name"] for m in _PERSON.finditer(text, start, end) if m["name"] not in names]
    return names[:12]
