"""Who or what a clause says does something, as far as the words before its trigger tell."""

from __future__ import annotations

import re

# Words before a trigger that name nobody.
_ADVERBS = re.compile(
    r"(?:目前|截至目前|如今|现|现已|已经?|正式|成功|顺利|陆续|相继|先后|双双|全面|全部|同步|同时|随即|随后|之后|其后|然后|将要?|预计|计划|拟|力争|有望|即将|于|并|共|再次?|又|也|还|均|都|就|才|日前|近日|当天|当日|上午|下午"
    r"|首次|新|集中|联合|组织|开展|举行|举办|召开|进行|实现|完成|完工|主动|积极|率先|被|获|会上|现场|仪式上|活动中|期间|其中|此次|本次|这次|最终|终于|眼下|开始|项目|工程|全年|当年|年内|很快|一并)+"
)
# 二期开工建设: a stage of a project is named by its number.
_DATES = re.compile(
    r"(?:[在于](?=[今去明本当\d]))?(?:(?![一二三四五六七八九十]{1,2}期)[\d年月日号底末初上中下旬前后至到—\-~、季度半份第一二三四五六七八九十两今去明本当同次以来起约的\s])+"
)


def subject_of(text: str, clause_start: int, trigger: int) -> str:
    """The words before a trigger in its clause, without times and adverbs at either end; empty where nothing is left."""
    subject = text[clause_start:trigger].strip(" “”\"'、()")
    while True:
        rest = subject
        for pattern in (_DATES, _ADVERBS):
            found = pattern.match(rest)
            rest = rest[found.end() :] if found else rest
        rest = rest.strip(" “”、")
        if rest == subject:
            break
        subject = rest
    while True:
        found = next((m for m in _ADVERBS.finditer(subject) if m.end() == len(subject)), None)
        if found is None:
            return subject
        subject = subject[: found.start()]
