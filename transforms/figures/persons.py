"""Persons who are counted without a word of what they are: 新招了280人, 从各局委抽调26名骨干, 1800多人进场."""

from __future__ import annotations

import re

from transforms.figures.choice import Choice
from transforms.frames.slots import Slot

# 从各局委抽调26名骨干, 组建起42人的帮办队伍: who is posted to a task.
_POSTED = re.compile(r"(?:抽调|选派|选调|派出|派驻|配备|组建起?|组成)了?(?:约|近)?\Z")
# 一季度新招了280人, 这条线要32个人: who is taken on or needed for work.
_HIRED = re.compile(
    r"(?:(?:就业|求职|用工|录用|聘用)意向(?:的)?|招|招到|招聘|招收|招录|招用|录用|雇用?|聘用?|吸纳|安置|用工|(?<![主重必首想只])需?要|需|用)了?(?:约|近|过)?\Z"
)
# 吸纳本地青年|1460人, 转移农村劳动力|6500人
_TAKEN_ON = re.compile(r"(?:吸纳|吸收|安置|转移|招收|招聘(?!会)|录用|招录|聘用|雇佣|解决|带动)了?[^，。；、,;\d]{2,10}\Z")
# 入驻时只有6个人, 现在6个人就够: how many work there.
_MANNED = re.compile(r"(?:只|仅|才)(?:有|要|用|需)\Z|(?:上班|务工|打工|干活)的(?:工人|村民|群众|人)?(?:有|达|共)?\Z")
_MANNED_BEHIND = re.compile(r"起步|起家|就够|即可|就能|便可|足矣")
# 招聘会入场|3600人，现场洽谈|1200人
_CAME = re.compile(r"(?:入场|进场|到场|参会|到会|与会|现场洽谈|现场咨询|参观|观展|前来)(?:人数)?(?:共|达|约|近|超过?)*\Z")
# 代表共200余人参加仪式, 头一天1800多人进场: who comes to what is held.
_ATTENDING = re.compile(
    r"(?:前来|到场|踊跃)?(?:参加|出席|进场|到场|参会|参演|参训|参赛|与会|观看|观摩|应聘|报名|济济一堂|齐聚|汇聚|云集|相聚|欢聚|在场|现场见证)"
)


# 带动就业3900人，其中脱贫人口|1100人、残疾人|38人; 参训186人，其中一线工人|151人: some of those who were counted.
_SOME_OF_THEM = re.compile(
    r"[，,、（(]?(?:其中|包括|含)?[^，,。；;、\d]{0,8}?(?:人口|贫困户|脱贫户|低保户|建档立卡户?|残疾人|群众|妇女|女工|农民工|移民|搬迁户|劳动力|村民|农民|工人|职工|员工|人员|青年|大学生|毕业生|退役军人|本地人|当地人)(?:有|达|占|共)?(?:约|近)?"
)
_LIST_OF_THEM = re.compile(r"[、，,]")
_WHOLE = frozenset({"employment", "participants"})


def some_of_them(text: str, slot: Slot, whole: Choice | None, part_of: bool) -> Choice | None:
    """What persons named by their sort are who stand behind 其中; None where they are others."""
    if whole is None or whole.metric not in _WHOLE or slot.q.unit not in ("人", "人次"):
        return None
    between = text[slot.previous_end : slot.q.start]
    if not ("其中" in between or "包括" in between or (part_of and _LIST_OF_THEM.match(between))):
        return None
    if _SOME_OF_THEM.fullmatch(between) is None:
        return None
    return whole.again("part_named", (slot.left, slot.q.start))


def unnamed_persons(text: str, slot: Slot) -> Choice | None:
    """What persons are by what is done with them; None where nothing tells."""
    if slot.q.unit not in ("人", "个人", "名"):
        return None
    if _HIRED.search(text, slot.left, slot.q.start) or _TAKEN_ON.search(text, slot.left, slot.q.start):
        return Choice("employment", slot.left, slot.q.start, "unit_default")
    if _MANNED.search(text, slot.left, slot.q.start) or _MANNED_BEHIND.match(text, slot.q.end):
        return Choice("employment", slot.left, slot.q.start, "unit_default")
    if _ATTENDING.match(text, slot.q.end):
        return Choice("participants", slot.left, slot.q.start, "unit_default")
    if _CAME.search(text, slot.left, slot.q.start):
        return Choice("participants", slot.left, slot.q.start, "unit_default")
    return Choice("staff", slot.left, slot.q.start, "unit_default") if _POSTED.search(text, slot.left, slot.q.start) else None
