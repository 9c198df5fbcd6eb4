"""Where a figure lies outside the park although the text around it speaks of the park."""

from __future__ import annotations

import re

from transforms.frames.slots import Finds, Slot
from transforms.frames.wider import lead_end
from transforms.names.parks import ParkFinder
from transforms.text.articles import Article
from transforms.text.said import hint

_ELSEWHERE = re.compile(
    r"在(?P<place>[\u4e00-\u9fa5]{2,4}?)(?:市|省)?(?:[\u4e00-\u9fa5]{1,3}[区县镇])?的?[^，。；区园]{0,6}(?:工厂|老厂|旧厂|装配厂|分厂|分公司|子公司|生产基地|基地|分部|总部|办事处|项目)"
)
# 某集团总部在南宁，…营业收入130亿元
_SEAT = re.compile(r"总部(?:设|位)?[在于](?P<place>[\u4e00-\u9fa5]{2,3})")
# 公司在东莞的老厂缩到800人，祁阳厂|明年还要再招1500人
_ANOTHER_PLANT = re.compile(r"[，,；;][^，。；;,]{0,4}?(?:厂|基地|公司|园区|这里|产业园)")
# A company's published accounts and its plants all over the world are no business of the park that one of its projects is in.
_ACCOUNTS = re.compile(r"(?<!统计)(?:半年报|年报|季报|财报)(?:显示|披露|表明)")
_ALL_OVER = re.compile(r"在?(?:全球|世界各地|海内外|全世界)[^，,。；]{0,6}(?:拥有|设有|建有)(?![^，,。；]*(?:投资|专利))")

_SEAT_SAID = hint(_SEAT)
_ELSEWHERE_SAID = _SEAT_SAID | hint(_ACCOUNTS, _ALL_OVER) | hint(_ELSEWHERE)


def opening_lines(finds: Finds, article: Article) -> list[tuple[int, int]]:
    """The paragraphs before the first that names a park, up to the first mention of any: they may be about elsewhere."""
    mentions = finds.mentions_in(article.start, article.end)
    named = next((m for m in mentions if m.key), None)
    if named is None:
        return []
    before = [line for line in article.lines if line.role in ("body", "lead") and line.end <= named.start]
    behind = next((line for line in article.lines if before and line.start >= before[-1].end and line.role in ("body", "lead")), None)
    opens = behind is not None and lead_end(finds.text, behind.start, named.start + 1) == named.start
    if opens and len(before) == 1 and not finds.places_in(before[0].start, before[0].end):
        # 这份答卷来之不易：生产总值完成96亿元…。 / 2016年，某高新区…: a lead that names nobody is of the park that the next paragraph opens with.
        return []
    return [(line.start, min(line.end, mentions[0].start)) for line in before if line.start < mentions[0].start]


def is_elsewhere(finds: Finds, slot: Slot, park: str, finder: ParkFinder, places: frozenset[str]) -> bool:
    """Whether a figure is a company's business outside the park: 公司在东莞的装配厂, 年报显示…."""
    text = finds.text
    sentence = slot.sentence
    said = sentence.said
    if not said & _ELSEWHERE_SAID:
        return False
    if not finds.has_own_mention(sentence.start, sentence.end) and (
        _ACCOUNTS.search(text, sentence.start, slot.q.start) or _ALL_OVER.search(text, slot.clause, slot.q.start)
    ):
        return True
    seat = _SEAT.search(text, sentence.start, slot.q.start) if said & _SEAT_SAID else None
    if seat is not None and not _ANOTHER_PLANT.search(text, seat.end(), slot.q.start) and not finds.mentions_in(seat.end(), slot.q.start):
        place = seat["place"][:3] if seat["place"][:3] in places else seat["place"][:2]
        row = finder.register.get(park)
        home = (row["city"], row["province"]) if row else finder.where(park)
        if place in places and place not in park and place not in home:
            return True
    match = _ELSEWHERE.search(text, slot.segment, slot.q.start)
    if match is not None and _ANOTHER_PLANT.search(text, match.end(), slot.q.start):
        return False
    if match is None or match["place"] not in places or match["place"] in park:
        return False
    row = finder.register.get(park)
    return row is None or match["place"] not in (row["city"], row["province"])
