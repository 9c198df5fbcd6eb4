"""Parks that a text names beside the one it calls by its class alone: parts of that one, projects in it, partners of it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping

from transforms.frames.roles import ACTS, BESIDE, HOLDS
from transforms.frames.slots import Finds
from transforms.names.classes import CLASSES, WORD_CLASS
from transforms.names.parks import ParkFinder, ParkMention
from transforms.text.articles import Article

_HERE = "在(?:此|这里|该区|园区|区内)"
BUILT = re.compile(rf"(?:[一二三]期)?(?:项目|工程|(?:正式|顺利|全面|已|相继|如期|{_HERE})*(?:破土)?(?:开工|动工|破土|奠基|封顶|竣工|主体))")
"""Behind a park's name: it is a project that is being built, and not who acts."""
# 加快某创新园、|某科技园的规划设计和建设; 推进某产业园等载体|建设; 建成某电子产业园、|某化纤产业园等7个专业园区
AND_SO_MANY = re.compile(r"等(?:一批|\d+个|[两三四五六七八九十]+个)[^，。；、\d]{0,6}(?:园区|产业园|园中园|平台|载体)")
_PLANNED = re.compile(
    rf"(?:[、和与及][^，。；]{{2,20}}){{0,4}}(?:(?:的|等)?[^，。；、的]{{0,4}}(?:规划(?!面积)|设计|建设(?!规模|面积)|改造)|{AND_SO_MANY.pattern})"
)
_BUILT_BY = ("兴建的", "投建的", "筹建的", "投资建设的", "拟建的", "新建的", "在建的")
# 由台商投资的|某电子产业园
_BUILT_BY_WHOM = re.compile(r"由[^，。；、的]{2,24}(?:投资|出资|兴建|投建|承建|建设|开发)的\Z")
_BUILT_HERE = re.compile(rf"(?={_HERE}){BUILT.pattern}")
_FOR_SO_MUCH = re.compile(r"投资(?:额|达|约|近|超){0,2}[\d.]+[万亿]+(?:美|港)?元的\Z")
_BY_REACH = 32
"""Characters before a park's name in which it says by whom it is built."""
_OFFICE = ("管委会", "党工委")
_COUNTYS = ("县", "我市", "我区")


def is_aside(finds: Finds, article: Article, park: str, finder: ParkFinder, aliases: Mapping[str, str]) -> bool:
    """Whether a park is named only as a part, a project, a partner or a goal, in the text of another that is called by its class alone.

    开发区加快建设。在开发区某科技园…: the 开发区 is the one that tells of it.
    """
    acting = called_before = subject = False
    inside = park in {aliases.get(key, key) for key in inside_keys(finds, article)}
    roles: set[str] = set()
    for mention in finds.mentions_in(article.start, article.end):
        role = finds.role(mention)
        if mention.key and aliases.get(mention.key, mention.key) == park:
            roles.add(role)
            if (role not in (HOLDS, BESIDE) or finds.text.startswith(_OFFICE, mention.end)) and not is_built(finds, mention):
                subject = True
        elif not mention.key and role == ACTS:
            own = mention.class_name in CLASSES or finds.text.endswith(_COUNTYS, article.start, mention.start)
            # 开发区 is what any 经济开发区 is called for short.
            short = mention.class_name == "开发区" and finder.class_of(park) == "经开区"
            acting = acting or (own and not short and mention.class_name != finder.class_of(park))
            # What stands before a partner's name or a title cannot go back to it, also where it is of its class.
            called_before = called_before or (not roles and mention.class_name in WORD_CLASS)
    return (acting or (called_before and roles == {BESIDE})) and (inside or not subject)


def is_built(finds: Finds, mention: ParkMention) -> bool:
    """Whether a park is told there only as what is being built or planned: 某产业园项目, 加快某科技园建设, 投资30亿元兴建的某产业园."""
    after = BUILT.match(finds.text, mention.end) or _PLANNED.match(finds.text, mention.end)
    return mention.minor and (after is not None or is_built_by(finds, mention))


def is_built_by(finds: Finds, mention: ParkMention) -> bool:
    """Whether what is named like a park is somebody's project: 某集团投资30亿元兴建的|某云数据产业园."""
    return mention.minor and mention.key != "" and (finds.text.endswith(_BUILT_BY, 0, mention.start) or is_built_by_whom(finds, mention))


def is_built_by_whom(finds: Finds, mention: ParkMention) -> bool:
    """Whether the text says by whom, or for how much, what is named like a park is built: 由台商投资的|某电子产业园, 总投资9亿元的|某新材料产业园在此开工."""
    if not mention.minor or not mention.key:
        return False
    floor = max(0, mention.start - _BY_REACH)
    begun = _BUILT_HERE.match(finds.text, mention.end) is not None and _FOR_SO_MUCH.search(finds.text, floor, mention.start) is not None
    return begun or _BUILT_BY_WHOM.search(finds.text, floor, mention.start) is not None


def inside_keys(finds: Finds, article: Article) -> set[str]:
    """The parks that a text tells to lie in one called by its class alone: 开发区|某科技园, 园区内的|某产业园."""
    return {mention.key for before, mention in itertools.pairwise(finds.mentions_in(article.start, article.end)) if lies_in(finds, mention, before)}


def lies_in(finds: Finds, mention: ParkMention, before: ParkMention) -> bool:
    """Whether a park is told to lie in the one that is called by its class right before it: 开发区|某科技园, 园区内的|某产业园."""
    if not mention.minor or before.key or before.class_name not in CLASSES:
        return False
    return finds.text[before.end : mention.start] in ("", "的", "内", "内的", "里的")
