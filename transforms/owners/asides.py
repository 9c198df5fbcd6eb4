"""What is named only in passing: in a bracket, as an example, as what the subject is; what follows is not told of it."""

from __future__ import annotations

import re

from transforms.frames.anchors import COMPANY, GROUP, PARK, PROJECT, ZONE, Anchor, in_bracket
from transforms.frames.parts import UNNAMED_PARTS
from transforms.frames.slots import Finds
from transforms.names.parks import ParkMention
from transforms.owners.frame import INSIDE, WIDER, Frame
from transforms.owners.named_inside import AND_SO_MANY
from transforms.text.sentences import Sentence

ABOVE_ALL = ("特别是", "尤其是")
PARTS_OPENERS = (*ABOVE_ALL, "其中", "其中，", "比如", "例如")
"""Words behind which a sentence about many turns to one of them."""
_WHAT_IT_IS = re.compile(
    r"[^，。；]{2,30}?(?:之一|项目|园区|园|基地|平台|片区|板块|载体|举措|部分|一员|核心区|起步区|主阵地|窗口|引擎|场所|市场|口岸|通道)(?=[，。；,(])|[^，。；]{0,10}[中里](?:唯一|最|率先|首[个批家])"
)
# 港前物流园是|开发区2012年划出的一块“飞地”
_MADE_BY = re.compile(r"[^，。；]{0,12}?(?:划出|设立|引进|建设|打造|培育|规划|建成|创办|兴办|引入|招引)的")
# 药谷是|高新区的“老园区”
_ITS_PART = re.compile(r"的[“\u4e00-\u9fa5]{0,8}?(?:园区|园|片区|板块|组团|基地|主阵地|核心区|老区|新区|门户|引擎)”?(?=[，。；,])")
_OF_A_LIST = re.compile(r"[\u4e00-\u9fa5A-Za-z]{2,20}(?:、[\u4e00-\u9fa5A-Za-z]{2,20}){0,4}等\d+(?:余|多)?(?:个|项|家)")
_LIST_ENDS = re.compile(r"[，。；]")
_CLAUSE_STOP = re.compile(r"[，,；;。\n]")


def closing_bracket(finds: Finds, position: int, sentence: Sentence) -> int:
    """Where the bracket ends in which a place stands (某综保区(含某片区)进出口: it is spoken of only there); 0 where it stands in none."""
    text = finds.text
    opening = text.rfind("(", max(sentence.start, position - 40), position)
    if opening < 0 or text.find(")", opening, position) >= 0:
        return 0
    close = text.find(")", position, min(position + 60, sentence.end))
    around = finds.mentions_in(max(sentence.start, opening - 20), close)
    if text[opening - 1 : opening] in ("县", "市", "区") and in_bracket(text, opening, around) and all(m.end != opening for m in around):
        # 进贤县(进贤经开区)引进项目78个: of both.
        return 0
    return close + 1 if close >= 0 else 0


def clause_only(finds: Finds, frame: Frame, anchor: Anchor, sentence: Sentence) -> int:
    """Where the clause ends that alone speaks of companies named as examples or of a part without a name; 0 for other anchors.

    甲科技、乙电子等6家企业签约，协议投资…; 核心区占地3.8万亩，获批至今已投入…: what follows is the park's.
    """
    example = anchor.kind in (GROUP, PROJECT) and "等" in anchor.name
    unnamed = anchor.kind == ZONE and anchor.name in UNNAMED_PARTS
    if anchor.kind == PARK and frame.kind in WIDER and frame.named_at < anchor.start and finds.text.endswith(ABOVE_ALL, sentence.start, anchor.start):
        # 全市签约项目109个，特别是某新区签约59个。新增…: the sentence that follows is about the city again.
        return sentence.end
    if anchor.kind == COMPANY and frame.kind == PARK and finds.text.startswith("一家", anchor.end) and not finds.text.startswith("一家的", anchor.end):
        # 出口53.6亿元，某汽车有限公司一家出口39.8亿元；进口…: one of those who made the park's figure.
        return sentence.end
    if not example and not unnamed:
        return 0
    stop = _CLAUSE_STOP.search(finds.text, anchor.end, sentence.end)
    return stop.end() if stop is not None else sentence.end


def built_park(finds: Finds, frame: Frame) -> str:
    """The project that a frame's park is only the name of, as 项目 behind it says; empty where none is."""
    named = next(iter(finds.mentions_in(frame.named_at, frame.named_at + 1)), None)
    return f"{named.key}项目" if named is not None and named.minor and named.key and finds.text.startswith("项目", named.end) else ""


def is_example(finds: Finds, mention: ParkMention, sentence: Sentence) -> bool:
    """Whether a park inside another ends a list of examples: 项目11个，包括某新材料、某建材园等，总投资18亿元; 建成某电子产业园、某化纤产业园等7个专业园区."""
    text = finds.text
    since = text.find("包括", max(sentence.start, mention.start - 60), mention.start)
    if since >= 0 and _OF_A_LIST.match(text, mention.end, sentence.end) and not _LIST_ENDS.search(text, since, mention.start):
        # 签约项目包括某区域总部、某综保区分拨中心等13个，总投资60亿元
        return True
    return (
        mention.minor
        and bool(mention.key)
        and text.startswith("等", mention.end)
        and (text.find("包括", max(sentence.start, mention.start - 30), mention.start) >= 0 or AND_SO_MANY.match(text, mention.end, sentence.end) is not None)
    )


# 以渤海新区|4.9%的土地, 贡献了某高新区|近五成的税收, 产值占经开区|的38.6%
_TAKEN_FROM = re.compile(r"(?:[以用占]|贡献|创造|集中|集聚|聚集|承载|产出|拿下)了?[^，。；,;\d]{0,3}\Z|[%成、]\Z")
_ITS_SHARE = re.compile(
    r"(?:约|近|不到|不足|超过?)?(?:[\d.]+[%％]|[一二三四五六七八九]成(?:多|以上)?)(?:的|、[\u4e00-\u9fa5]{2,10}[\d.]+[%％]的)|的(?:约|近|不到|不足|超过?)?(?:[\d.]+[%％]|[一二三四五六七八九]成|[一二三四五六七八九]分之)"
)


def is_whole_of_share(finds: Finds, mention: ParkMention, sentence: Sentence) -> bool:
    """Whether a park is only what a share is of: 以某新区4.9%的土地，贡献了某新区63%的工业总产值."""
    text = finds.text
    return _ITS_SHARE.match(text, mention.end, sentence.end) is not None and _TAKEN_FROM.search(text, sentence.start, mention.start) is not None


def is_predicate(finds: Finds, frame: Frame, mention: ParkMention, sentence: Sentence) -> bool:
    """Whether a park only says what the subject is: 甲产业园是|某经开区五个特色园区之一, 乙片区是|某自贸区三个片区中唯一临江的一个, 丙物流园是|开发区划出的一块地."""
    if not finds.text.endswith(("是", "作为"), sentence.start, mention.start) or frame.named_at < sentence.start:
        return False
    if frame.kind in INSIDE and (_MADE_BY.match(finds.text, mention.end, sentence.end) or _ITS_PART.match(finds.text, mention.end, sentence.end)):
        return True
    return mention.key != "" and (frame.kind == PARK or frame.kind in INSIDE) and _WHAT_IT_IS.match(finds.text, mention.end, sentence.end) is not None


def opens_clause(text: str, position: int) -> bool:
    """Whether a clause begins at a place."""
    return position == 0 or text[position - 1] in "，,；;。:：\n“ "
