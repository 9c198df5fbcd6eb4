"""The grammar of a park's name: places, at most one word of its own, branches of industry, a class word (石家庄·润丰·物流园).

What does not follow it is no name: 管委会副主任周明代表|经开区, 深化|开发区, 近三年|县域工业集中区.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from transforms.names.classes import CLASSES, MINOR_CLASSES, split_name
from transforms.names.divisions import Divisions, Place
from transforms.names.name_words import ANY, BRANCHES, BREAK, FUNCTION, LONGEST_BRANCH, REGIONS, SITES, ends_before_name, only_describes, own_kind
from transforms.text.segmenter import word_class, words
from transforms.text.width import normalise

REACH = 22
"""Characters before its class word that a name has at most (广清经济特别合作区广德(英德)产业园)."""
_OWN_LENGTH = 4
_PREPOSITIONS = frozenset("从自在与和及暨到向赴对由将把被让使是")
_TROOPS = re.compile(r"(?:农|第|(?<![\u4e00-\u9fa5]))[一二三四五六七八九十]{1,3}师(?:[\u4e00-\u9fa5]{2,3}市)?\Z")
# 十六团新开岭镇: a regiment of the corps that farms there.
_REGIMENT = re.compile(r"[一二三四五六七八九十百\d]{1,5}团\Z")
# 金山|第二|工业区: the second of its place.
_ORDINAL = re.compile(r"第[一二三四五六七]\Z")
# 某县|贡柑|省级|现代农业产业园: a level between what is grown there and the class.
_LEVEL = re.compile(r"(?:[省市县]|国家)级\Z")
# 2010年|度|佳木斯, 中|车|松原
_NO_HEAD = frozenset("度车")
# 伊宁县|千亿级|纺织产业园: how large it is to be.
_OF_SIZE = re.compile(r"[十百千万亿]{1,2}(?:元?级|[锭吨亩]级?)\Z")
# 重庆|5G|产业园: branches that are written in Latin letters.
_LATIN_BRANCHES = tuple(branch for branch in BRANCHES if branch[-1].isascii() or branch[0].isascii())
# 崇仁|变电设备|产业基地, 江桥镇|寒地杂粮精深加工|产业园: what is made there, by the word that ends it.
_MADE_THERE = ("精深加工", "深加工", "加工", "制造", "设备", "装备", "器材", "材料", "制品", "机械", "器械", "仪器", "部件", "配件", "电器")
_NUMBERED = re.compile(r"[一二三四五六七八九十\dA-Z]{1,3}(?:号|期|区|园)?\Z|筹建?\Z")


_COUNTED = re.compile(r"[十百千万亿]{0,3}(?:美?元|吨|亩|平方米|平方公里)?级?")


class Name(NamedTuple):
    """Where a name begins, how it was known (register, place, own), and whether its own word is no word of the language."""

    start: int
    known: str
    proper: bool = True


class _State(NamedTuple):
    """How far back a name has been read: l(isted), b(ranches), o(wn word), p(laces), c, m (a bracket, a branch in the middle: these want a place before them), g (a level, which wants a product)."""

    at: int
    phase: str
    sure: bool = True
    # Where the name's own word ends.
    own_end: int = 0


def _joins_places(text: str, at: int, low: int) -> bool:
    """Whether a mark joins the two places that share a park: 江阴—靖江工业园区, 闽侯·隆德服装产业园."""
    return text[at] in "·—-" and at - 2 >= low and text[at - 1] not in "·—-" and text[at + 1] not in "·—-" and "\u4e00" <= text[at - 1] <= "\u9fa5"


def _latin_branch(text: str, low: int, end: int) -> int:
    """How long the branch in Latin letters is that ends here and is no end of a longer word; 0 where none does."""
    return next((len(b) for b in _LATIN_BRANCHES if text.endswith(b, low, end) and not text[max(low, end - len(b) - 1) : end - len(b)].isascii()), 0)


def _made_there(text: str, at: int, first: int) -> Iterator[int]:
    """How long the branch may be that ends here with what is done with a product: its word and up to four characters that say which."""
    ending = next((word for word in _MADE_THERE if text.endswith(word, first, at)), "")
    for size in range(1, min(_OWN_LENGTH, at - len(ending) - first) + 1) if ending else ():
        product = text[at - len(ending) - size : at - len(ending)]
        if not FUNCTION.isdisjoint(product) or not product.isalpha():
            return
        parts = words(product)
        if not any(part in BREAK or part in ANY for part in parts) and word_class(parts[0]) not in ("v", "d", "p", "c", "m", "r"):
            yield len(ending) + size


class _Window:
    """The text before a class word in which its name may stand, and where words begin in it."""

    def __init__(self, text: str, start: int, end: int, floor: int) -> None:
        low = max(floor, start - REACH)
        first = start
        while first > low:
            if text[first - 1].isascii() and text[first - 1] not in "()" and (latin := _latin_branch(text, low, first)):
                first -= latin
            elif "\u4e00" <= text[first - 1] <= "\u9fa5" or text[first - 1] in "()" or _joins_places(text, first - 1, low):
                first -= 1
            else:
                break
        if first < start and text[first - 1 : first].isdigit():
            # 2016年|乡镇工业园区, 500亿元级|园区: behind a digit stands what it counts.
            counted = _COUNTED.match(text, first, start)
            first = max(first + 1, counted.end() if counted is not None else first)
        self.text, self.start, self.end, self.first = text, start, end, first
        # At its edge a name may begin, unless there the text was only cut off.
        self._edge = first == floor or first > low or text[first - 1 : first].isdigit()
        self._words: dict[int, str] = {}

    def word_before(self, at: int) -> str | None:
        """The word that ends where another begins; None where a word goes on there. Empty at the edge."""
        if at == self.first:
            return "" if self._edge else None
        if not self._words:
            position = self.first
            for word in words(self.text[self.first : self.end]):
                position += len(word)
                self._words[position] = word
        return self._words.get(at)

    def may_begin(self, at: int) -> bool:
        """Whether a word may begin here: where one does, or where the text before it by itself ends with a verb (代表|达州, not 代|表达|州)."""
        if self.word_before(at) is not None:
            return True
        last = words(self.text[self.first : at])[-1]
        return last in _PREPOSITIONS if len(last) == 1 else last in BREAK or word_class(last)[:1] == "v"

    def begins(self, at: int) -> bool:
        """Whether a name may begin here: at the edge, or behind a verb, a preposition, a time, an office."""
        word = self.word_before(at)
        return word is not None and ends_before_name(word)


class NameGrammar:
    """Reads park names backwards from their class words."""

    def __init__(self, divisions: Divisions, provincial: Iterable[Mapping[str, str]] = (), zones: Iterable[str] = ()) -> None:
        self.divisions = divisions
        # 南沙新区, 前海合作区: parks that other parks' names begin with.
        self._zones = frozenset(zones)
        # Short forms of a register's names, with the register's own where they are one park's.
        self._listed: dict[str, str] = {}
        for core, name in self._cores(provincial):
            self._listed[core] = name if self._listed.get(core, name) == name else ""
        self._longest = max(map(len, self._listed), default=0)

    def _cores(self, rows: Iterable[Mapping[str, str]]) -> Iterator[tuple[str, str]]:
        """The names of a register of parks, with and without province and city, each class under all its words, and which park's they are."""
        for row in rows:
            for name in {normalise(row["name"]), normalise(row["short_name"])}:
                parts = split_name(name)
                if parts is None or not parts.stem:
                    continue
                stems = {parts.stem}
                for lead in (row["province"], row["city"]):
                    stems |= {stem.removeprefix(lead).removeprefix("省").removeprefix("市") for stem in stems}
                for stem in stems:
                    if len(stem) < 2 or stem in self.divisions or only_describes(stem) or (stem != parts.stem and not own_kind(stem)):
                        continue
                    if stem in BREAK or stem in ANY or (len(stem) == 2 and own_kind(stem) != "proper"):
                        # 新建, 高校, 幸福: by itself a word of the language; the place before it makes it a name.
                        continue
                    whole = normalise(row["short_name"])
                    yield from ((stem + word, whole) for word in (CLASSES.get(parts.class_name) or MINOR_CLASSES[parts.class_name]))
                    yield stem + name[len(parts.stem) :], whole

    def read(self, text: str, start: int, end: int, floor: int) -> Name | None:
        """The name that ends with the class word text[start:end]; nothing before `floor` belongs to it. None where there is none."""
        window = _Window(text, start, end, floor)
        first = window.first
        if first == start:
            return None
        listed = next((size for size in range(min(self._longest, end - first), end - start, -1) if text[end - size : end] in self._listed), 0)
        found: list[_State] = []
        todo = [_State(start, "b")]
        if listed:
            todo.append(_State(end - listed, "l"))
        seen = set(todo)
        while todo:
            state = todo.pop()
            found.append(state)
            for further in self._before(window, state):
                if further not in seen:
                    seen.add(further)
                    todo.append(further)
        found.sort()
        placed = [state.at for state in found if state.phase == "p" and self._stands(window, state)]
        if placed and (not listed or placed[0] < end - listed):
            # 从江苏镇江: a preposition is none of the place where the rest is one too.
            at = placed[0] + (placed[0] + 1 in placed and text[placed[0]] in FUNCTION)
            # (一)|大冶城西北工业园: the number of a heading.
            at = text.find(")", at, start) + 1 if text[at] == "(" else at
            return Name(at - (_cut_from_place(window, at) or _company_before(window, at)), "register" if listed else "place")
        if listed:
            return Name(end - listed, "register")
        site = next((size for size in (4, 3, 2) if text[start - size : start] in SITES and start - size >= first), 0)
        if site and text[start:end] in ("片区", "板块"):
            return Name(start - site, "own")
        for state in found:
            if (
                state.phase == "o"
                and not _cuts_branch(text, first, state)
                and window.begins(state.at)
                and (kind := own_kind(text[state.at : state.own_end])) != "bound"
            ):
                return Name(state.at, "own", kind == "proper")
        return None

    def full_name(self, name: str, stem: str) -> str:
        """The register's name of a park that a text calls by its own word alone (葫芦岛打渔山经开区 of 打渔山经济开发区); empty where there is none."""
        whole = self._listed.get(name, "")
        placed = self.is_placed(stem) or any(stem + level in self.divisions for level in ("县", "市", "区", "旗", "镇"))
        return whole if whole and not whole.startswith(stem) and not placed else ""

    @staticmethod
    def _stands(window: _Window, state: _State) -> bool:
        """Whether a place that a name begins with is one: 资中 in 外商投资中高端产业园 is none, and 新和 is one behind a verb only."""
        return window.begins(state.at) or (state.sure and window.may_begin(state.at))

    def _before(self, window: _Window, state: _State) -> Iterator[_State]:
        """What may stand before the part of a name that has been read."""
        at, phase, _, own_end = state
        text, first = window.text, window.first
        if at <= first:
            return
        if text[at - 1] == ")":
            opening = text.rfind("(", first, at - 1)
            inside = text[opening + 1 : at - 1]
            if opening < 0 or len(inside) > 8 or ")" in inside:
                return
            if _NUMBERED.match(inside):
                yield _State(opening, phase, True, own_end)
            elif phase in "bolm" and len(inside) >= 2:
                yield _State(opening, "c")
            return
        if text[at - 1] in "·—-":
            if phase == "p":
                for place in self._places(text, at - 1, first):
                    yield _State(place.start, "p", place.sure)
                if text.endswith("中国", first, at - 1):
                    # 中国—东盟数字经济产业园
                    yield _State(at - 3, "p")
            return
        for place in self._places(text, at, first) if phase != "g" else ():
            yield _State(place.start, "p", place.sure)
        if phase in "bomg":
            for size in range(1, min(LONGEST_BRANCH, at - first) + 1):
                if text[at - size : at] in BRANCHES:
                    # 上海临港普洛斯国际物流园: a branch before the own word wants a place before it.
                    yield _State(at - size, "b" if phase == "b" else "m")
        if phase == "b":
            for size in _made_there(text, at, first):
                yield _State(at - size, "m")
        if phase == "b" and (ordinal := _ORDINAL.search(text, max(first, at - 2), at)):
            yield _State(ordinal.start(), "m")
        if phase == "b" and (size_of := _OF_SIZE.search(text, max(first, at - 4), at)):
            yield _State(size_of.start(), "m")
        if phase == "b" and (level := _LEVEL.search(text, max(first, at - 4), at)):
            yield _State(level.start(), "g")
        if phase in "bcg":
            for size in range(2, min(_OWN_LENGTH, at - first) + 1):
                if own_kind(text[at - size : at]) and not (phase == "g" and text[at - size : at] in self.divisions):
                    yield _State(at - size, "o" if phase != "g" else "m", True, at)
        if phase == "c" and text.endswith("中国", first, at):
            yield _State(at - 2, "p")

    def _places(self, text: str, at: int, first: int) -> Iterator[Place]:
        yield from self.divisions.ending_at(text, at, first)
        for size in (2, 3, 4, 5, 6):
            if size <= at - first and (text[at - size : at] in REGIONS or text[at - size : at] in self._zones):
                yield Place(at - size, True)
        if text[at - 1 : at] == "团" and (regiment := _REGIMENT.search(text, first, at)):
            yield Place(regiment.start(), False)
        if text.endswith(("师", "市"), first, at) and (troops := _TROOPS.search(text, first, at)):
            yield Place(troops.start(), True)

    @staticmethod
    def word_before(text: str, start: int, end: int, floor: int) -> str:
        """The word before the class word text[start:end]; empty where a clause begins with it."""
        window = _Window(text, start, end, floor)
        word = window.word_before(start)
        return words(text[window.first : start])[-1] if word is None and window.first < start else word or ""

    def is_province(self, word: str) -> bool:
        """Whether a word is the name of a province, with 省 or 自治区 or without."""
        return self.divisions.is_province(word)

    def is_place(self, word: str) -> bool:
        """Whether a word is the name of a place: 河北, 唐山市, 长三角."""
        return word in self.divisions or word in REGIONS or word_class(word) == "ns" or any(place.start == 0 for place in self._places(word, len(word), 0))

    def is_placed(self, stem: str) -> bool:
        """Whether a stem begins with a place: 西安现代纺织, 海淀北部."""
        return any(self.is_place(stem[:size]) for size in range(2, min(len(stem), 6) + 1))


def _cuts_branch(text: str, first: int, state: _State) -> bool:
    """Whether a name's own word is but the end of a branch: 新|媒体."""
    return any(state.at - size >= first and text[state.at - size : state.own_end] in BRANCHES for size in (1, 2))


def _cut_from_place(window: _Window, at: int) -> int:
    """1 where the place that a name begins with is but the end of a longer one: 渤|龙湖."""
    left = window.text[at - 1 : at] if at > window.first else ""
    if not "\u4e00" <= left <= "\u9fa5" or left in FUNCTION or left in _NO_HEAD or word_class(left)[:2] not in ("zg", "ns", "nr", "nz", ""):
        return 0
    before = window.word_before(at - 1)
    # 中|车|松原: a company's name cut in two is none of the place.
    return 1 if before is not None and (len(before) != 1 or before in FUNCTION) and ends_before_name(before) else 0


def _company_before(window: _Window, at: int) -> int:
    """How long the company's name is that a company's own park begins with: 比亚迪长沙产业园."""
    word = window.word_before(at) or ""
    if "园" not in window.text[window.start : window.end] or not 2 <= len(word) <= 4 or word in BREAK or word_class(word)[:2] not in ("nr", "nt", "nz"):
        # 关于印发|重庆梁平工业园区…方案: what is done with it is nobody's name.
        return 0
    return len(word) if window.begins(at - len(word)) else 0
