"""A short title for an event, made of the text's own words and never cut inside one."""

from __future__ import annotations

import re

from transforms.text.segmenter import words

MAX_TITLE = 40
_OPENING = re.compile(
    r"^(?:[，,、；;：:\s“”\"]|\d{1,2}[.．、](?!\d)|[（(]?[一二三四五六七八九十]{1,2}[)）、](?:是)?|本报(?:讯)?(?:\([^)]*\))?|据(?:悉|了解|统计|介绍)[，,]?|(?:今年|去年)?(?:\d{1,2}月)?\d{1,2}日(?:上午|下午|晚)?[，,]?|近日[，,]?|日前[，,]?|当天[，,]?|目前[，,]?"
    r"|(?:19|20)\d\d年(?:\d{1,2}月)?(?:\d{1,2}日)?[，,]?|今年(?:以来)?[，,]?|去年[，,]?|同时[，,]?|此外[，,]?|随后[，,]?|其中[，,]?|为[^，]{2,20}[，,])+"
)


def make_title(text: str, clause_start: int, clause_end: int, park: str) -> str:
    """At most 40 characters of the clause in which an event stands; the park's name goes in front where it is absent."""
    clause = " ".join(text[clause_start:clause_end].split())
    clause = _OPENING.sub("", clause).strip("，,、；;：:。！？ ")
    if park and park[:2] not in clause and len(clause) + len(park) + 1 <= MAX_TITLE:
        # Of a park without a name the word that the text has for it.
        clause = f"{park.rsplit('·', 1)[-1]}：{clause}"
    if len(clause) <= MAX_TITLE:
        return clause
    kept, length = [], 0
    for word in words(clause[:80]):
        if length + len(word) > MAX_TITLE - 1:
            break
        kept.append(word)
        length += len(word)
    return "".join(kept).rstrip("，、的和与及对在将为“《(") + "…"
