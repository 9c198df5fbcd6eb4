"""Companies, bodies and persons named with an event, spelled as the text spells them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.names.bodies import Body

MOST = 12
"""Names kept of one sentence; a list of guests is no list of participants."""
LONGEST_STEM = 20
_KINDS = "银行|大学|研究院|研究所|科学院|学院|协会|学会|商会|交易中心|管委会|管理委员会|党工委|工委|妇联|总工会|纪工委|街道|有限公司"
_KIND = re.compile(_KINDS)
_BODY = re.compile(rf"[\u4e00-\u9fa5A-Za-z0-9()]{{2,{LONGEST_STEM}}}?(?:{_KINDS})")
_PERSON = re.compile(
    r"(?:书记|主任|董事长|总经理|市长|县长|区长|副省长|省长|院士|部长|局长|厅长|巡视员|秘书长|会长|校长|院长|主席|经理|教授|专家|总裁)(?P<name>[\u4e00-\u9fa5]{2,3})(?=[、，,。率一带出介表说在参致宣等讲主强要指对到赴领作陪])"
)
_LEAD = re.compile(
    r"^(?:.*?(?:和|与|及|由|向|为|对|在|到|赴|、|，|据|将|是|让|使|随后|当天|近日|日前|其中|包括|联合|组织|支持|来自|力促|协调|通过|邀请|携手|的|年|月|日))+(?=[\u4e00-\u9fa5A-Z])"
)
# 共建研究院, 成立商会: what is only made by the happening takes no part in it.
_MADE = re.compile(r"(?:共建|共同|建设|成立|设立|打造|组建|筹建|创建|建立|揭牌|一家|首家|该|本)")
_JOINS = re.compile(r"[、]|和|及|与")
_LIST_END = re.compile(r"等.*$")


def find_participants(text: str, start: int, end: int, companies: Sequence[Body] = (), original: str = "") -> list[str]:
    """Names in a sentence, each once: companies in order, then other bodies, then persons.

    They are found in `text` and given as `original` spells them, the text before it was normalised.
    """
    original = original or text
    names: list[str] = []
    for body in companies:
        stretch = original[body.start : body.end]
        parts = _JOINS.split(_LIST_END.sub("", stretch)) if body.group else [stretch]
        names += [part for part in parts if len(part) >= 2 and part not in names]
    # No name begins further than a stem before the first word that can end one.
    kind = _KIND.search(text, start, end)
    for match in _BODY.finditer(text, max(start, kind.start() - LONGEST_STEM), end) if kind else ():
        lead = _LEAD.match(match[0])
        first = match.start() + (lead.end() if lead and len(match[0]) - lead.end() >= 4 else 0)
        name = original[first : match.end()]
        if len(name) >= 3 and not _MADE.match(text, first) and not any(name in other or other in name for other in names):
            names.append(name)
    persons = [original[m.start("name") : m.end("name")] for m in _PERSON.finditer(text, start, end)]
    names += [name for name in dict.fromkeys(persons) if name not in names]
    return names[:MOST]
