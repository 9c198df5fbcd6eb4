"""How a list is dealt out: which of several things named in a sentence each of its figures belongs to.

Done once a sentence, before any choice. A run is figures that follow one another with nothing but 、 or 和 between them; what it
is dealt out over stands before it:
  分别    株洲高新区、湘潭高新区税收分别为31亿元、18亿元          over parks
          2019年至2021年分别完成产值21亿元、25亿元和29亿元        over the years of a range
          营业收入、利润总额达88亿元和6.5亿元                     over metrics, with or without 分别
          合同和实际利用外资分别为6.6亿美元和2.3亿美元            over metrics that share their last words
          92家企业完成产值130亿元、税收11亿元，分别增长10%、6%    growth over the amounts before, aligned from the right
          主要分布在A、B和C，分别为12家、10家和9家                over things that are neither
Where the numbers do not match, the figures are marked in doubt and nothing is shifted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from transforms.frames.slots import Finds, Slot, is_threshold
from transforms.names.words import Cue
from transforms.text.said import hint
from transforms.times.calendar import parts_of
from transforms.times.times import Timex


class Head(NamedTuple):
    """One of the things that a list is dealt out over.

    `kind` is park, period, metric, growth (the rate of a metric named beside its amount), figure, or word (anything else).
    `number` is the figure's place in the sentence, or of a period the part of a range (2020 in 2019年至2021年 is part 1 of 3).
    """

    kind: str
    start: int
    end: int
    metric: str = ""
    number: int = -1
    parts: int = 0


class Dealt(NamedTuple):
    """What a figure gets as an item of a list."""

    # Its place in the list, counting figures that lack their unit; and how many items there are.
    item: int
    items: int
    # The figure that the list begins with, by its place in the sentence.
    first: int
    # 分别 or the like; empty for a bare list.
    mark: str
    # What governs this item; None where the list is only known to be one.
    head: Head | None
    # Where the things stand that it is dealt out over: their words name no metric of the whole list.
    names: tuple[int, int]
    # The numbers of things and of figures differ.
    doubt: bool
    # The list's figures are rates, of growth or of a share, or ranks.
    ratio: bool


_RATIO = frozenset({"percent", "points", "multiple", "rank"})
_NUMBER = r"\d+(?:\s?[.．]\s?\d+)?"
_UP_DOWN = r"(?:增长|增加|提高|上升|提升|下降|减少|降低|回落|增|降)了?"
_TOTALS = re.compile(r"\d[^，,。；;\d]{0,12}[，,](?:总数|总量|累计)(?:已)?\Z")
_CHANGES = re.compile(rf"(?:{_UP_DOWN}|多[出了]?|少了?|净增)(?:约|近)?$")
# Between two items of a list; a number that lost its unit keeps its place: 增长21.4、12%、15.5%.
_GAP = re.compile(
    rf"\s*(?:[、，,]|和|及|与|以及)\s*(?:和|及|与)?\s*(?P<bare>(?:{_NUMBER}\s*(?:[、，,]|和|及|与)\s*){{0,6}})(?P<more>(?:同比|分别)?(?:{_UP_DOWN})?)(?:约|近|到|至)?\s*[-−－]?"
)
_BARE_AHEAD = re.compile(rf"(?:{_NUMBER}\s*(?:、|和|及|与)\s*){{1,6}}$")
_BARE_BEHIND = re.compile(rf"\s*(?:、|和|及|与)\s*{_NUMBER}(?=\s*[，。；,;])")
_BARE_NUMBER = re.compile(_NUMBER)
_MARK = re.compile(r"分别|依次|各自|分(?=[列居][^，。；、,;\d]{0,8}\Z)")
# 分别|为：甲经开区|41个
_ITEM_NAMED = re.compile(r"(?:为|是|有)[：:][^，。；、：:\d]{2,24}")
_MARK_SAID = hint(_MARK)
_AND = re.compile(r"、|以及|(?<!共)和(?!谐|平|田|县)|(?<!普)及(?!时|格|以上|其)|(?<!参)与(?!会)")
_SEMICOLON = re.compile(r"[；;]")
# 3年来引进30亿元、50亿元以及百亿元的项目: nothing is dealt out over a stretch that is told by its length, unless 分别 says so.
_STRETCH = re.compile(r"[来间]\Z|^(?:近|最近|过去)")
_STOPS = re.compile(r"[，,：:]")
_BASE = re.compile(r"(?:比|较|高于|低于|高出|快于|慢于|优于|超过?|领先)")
_GROWTH_WORD = re.compile(r"(?:增速|增幅|涨幅|增长率|降幅|增长)$")
# 规上企业主要分布在|装备、材料和医药
_PLACED = re.compile(r".*(?:(?:分布|集中|布局|坐落|位于|落户|来自|涉及|涵盖|包括|包含|投向|用于)(?:于|在)?|比|较)")
# 达、完成、为, 同比增长 ... between the last thing named and a list without 分别.
_REACH = re.compile(
    rf"(?:[^，。；：、]{{0,3}}(?:达到?|完成|实现|为|是|突破|超过?|预计|约|近|总额|金额|数量|总数|收入|已|了|至|到|各|均|共|有)*){{1}}|(?:完成额)?(?:同比|环比|比[去上]年(?:同期)?|年均|各?均)?{_UP_DOWN}"
)
# 三个|行业, 两项指标增速: behind the number of the things named.
_SUMMED_UP = re.compile(r"[\u4e00-\u9fa5]{0,8}")
_SO_MANY = re.compile(r"(?<![\u4e00-\u9fa5])[两二三四五六七八九](?:个|大)?(?:园区?|区|片区|组团|板块|产业|行业|企业|公司|项目|市|县|地)\Z")
_TRAILING = 14
"""Characters between the last thing named and 分别 or the list: 株洲高新区、湘潭高新区|高新技术企业分别达到."""
_TAIL = 3
"""Characters that may stand behind a metric's name in a list: 税收|完成, 产值|增速."""
_OTHER_NAME = re.compile(r"[\u4e00-\u9fa5]{2,8}(?:收入|支出|能力|意愿|水平)")
_SHARED = 8
"""The longest beginning or end that two names of metrics share: 规模以上工业总产值、增加值."""


def deal(finds: Finds, slots: Sequence[Slot], timexes: Sequence[Timex], before: Sequence[Head] = ()) -> dict[int, Dealt]:
    """What each figure of a sentence gets, by its place in the sentence; figures in no list are left out.

    `before` are the amounts of the part of the sentence before a semicolon, for rates that are dealt out over both parts:
    新签约项目13个，合同额41亿元；新开工9个，到位资金15.8亿元，分别增长30%、52%、12.5%和21%.
    """
    if len(slots) < 2:
        return {}
    dealt: dict[int, Dealt] = {}
    first = 0
    years: list[Head] = []
    while first < len(slots):
        run = _run(finds.text, slots, first)
        if run.items > 1:
            items = _deal_run(finds, slots, timexes, run, before, years)
            dealt.update(items)
            heads = [item.head for item in items.values() if item.head is not None]
            if len(heads) == run.items and all(head.kind == "period" for head in heads):
                years = heads
        first = run.last + 1
    return dealt


def head_of(dealt: Mapping[int, Dealt], place: int, kind: str) -> Head | None:
    """The park, period ... that a figure gets from its list, or that the figure gets whose growth it is."""
    item = dealt.get(place)
    if item is None or item.head is None:
        return None
    if item.head.kind == kind:
        return item.head
    return head_of(dealt, item.head.number, kind) if item.head.kind == "figure" and item.head.number < place else None


class _Run(NamedTuple):
    """Figures that follow one another as items of a list; `places` holds each one's place among the items."""

    first: int
    last: int
    mark: str
    mark_start: int
    places: tuple[int, ...]
    items: int
    # Kinds of words that can name what its figures measure; empty: any.
    kinds: tuple[str, ...] = ()


def _run(text: str, slots: Sequence[Slot], first: int) -> _Run:
    """The list that begins with a figure; one of a single item where none does."""
    begin = max(slots[first].segment, slots[first].previous_end)
    marks = list(_MARK.finditer(text, begin, slots[first].q.start)) if slots[first].sentence.said & _MARK_SAID else []
    mark = marks[-1] if marks else None
    if mark is not None and _ITEM_NAMED.fullmatch(text, mark.end(), slots[first].q.start):
        # 分别为：甲经开区|41个、178亿元，乙高新区34个、131亿元: an item of its own, with what it is called before its figures.
        mark = None
    ahead = _BARE_AHEAD.search(text, mark.end(), slots[first].q.start) if mark else None
    place = len(_BARE_NUMBER.findall(ahead[0])) if ahead else 0
    places = [place]
    last = first
    while last + 1 < len(slots):
        here, there = slots[last].q, slots[last + 1].q
        gap = _GAP.fullmatch(text, here.end, there.start)
        if gap is None or not _alike(slots[first], slots[last + 1], mark is not None):
            break
        if text[here.end : there.start].strip()[:1] in "，," and (mark is None or gap["more"] or kind_group(slots[last]) != kind_group(slots[last + 1])):
            # …分别为6亿元和2亿元，同比增长11%和8%: another list.
            break
        place += 1 + len(_BARE_NUMBER.findall(gap["bare"]))
        places.append(place)
        last += 1
    if mark is not None and _BARE_BEHIND.match(text, slots[last].q.end):
        place += 1
    return _Run(
        first, last, mark[0] if mark else "", mark.start() if mark else slots[first].q.start, tuple(places), place + 1, _naming_kinds(slots[first : last + 1])
    )


def _naming_kinds(items: Sequence[Slot]) -> tuple[str, ...]:
    """The kinds of words that can name a list's figures: companies named before amounts of money are none of what is measured."""
    groups = {kind_group(slot) for slot in items}
    if groups == {"money"}:
        return ("money",)
    if all(slot.q.kind == "count" for slot in items):
        return ("count", "people", "head", "session", "case", "elliptic")
    return ()


def kind_group(slot: Slot) -> str:
    """Kinds of figures that are counted off together: all money, all rates, all of one unit."""
    kind = slot.q.kind
    if kind in _RATIO:
        return "ratio"
    return "money" if kind in ("money", "implied", "money_rate") else slot.q.unit


def _alike(first: Slot, other: Slot, marked: bool) -> bool:
    """Whether two figures can be items of one list; 分别 holds together 12亿元和8%."""
    return marked or kind_group(first) == kind_group(other)


def _deal_run(finds: Finds, slots: Sequence[Slot], timexes: Sequence[Timex], run: _Run, before: Sequence[Head], years: Sequence[Head]) -> dict[int, Dealt]:
    items = slots[run.first : run.last + 1]
    # 分别增加2个、3个: changes of what was counted before are dealt out like rates.
    ratio = all(slot.q.kind in _RATIO for slot in items) or _CHANGES.search(finds.text, run.mark_start, items[0].q.start) is not None
    # 高企12家、规上企业9家，总数分别达到120家、96家: so are the totals.
    ratio = ratio or (bool(run.mark) and _TOTALS.search(finds.text, items[0].segment, run.mark_start) is not None)
    heads = _named(finds, slots, timexes, run, ratio)
    doubt = False
    if heads is None and ratio:
        heads = _figures(finds.text, slots, run, before)
    elif ratio and heads and heads[0].kind in ("word", "growth"):
        # 比全国、全省分别高1.2、0.8个百分点: one thing against two others.
        heads = heads if all(head.kind == "word" for head in heads) else None
    if heads is None and not ratio and run.mark and len(years) == run.items:
        # 2018年、2019年，甲分别完成45亿元、52亿元，乙|分别完成8亿元、9亿元: over the years of the list before.
        heads = list(years)
    if heads is not None and len(heads) != run.items:
        doubt, heads = True, None
    if heads is None and not run.mark:
        return {} if not doubt else {i: _item(run, k, None, ratio, doubt) for k, i in enumerate(range(run.first, run.last + 1))}
    return {
        index: Dealt(
            run.places[k], run.items, run.first, run.mark, heads[run.places[k]] if heads else None,
            (heads[0].start, heads[-1].end) if heads and heads[0].kind in ("park", "period", "word") else (0, 0), doubt or not heads, ratio,
        )
        for k, index in enumerate(range(run.first, run.last + 1))
    }  # fmt: skip


def _item(run: _Run, k: int, head: Head | None, ratio: bool, doubt: bool) -> Dealt:
    return Dealt(run.places[k], run.items, run.first, run.mark, head, (0, 0), doubt, ratio)


def _named(finds: Finds, slots: Sequence[Slot], timexes: Sequence[Timex], run: _Run, ratio: bool) -> list[Head] | None:
    """The things named before a list that it is dealt out over; None where nothing is named there, as many as are named else."""
    text = finds.text
    slot = slots[run.first]
    end = run.mark_start
    if run.mark and _BASE.match(text, end + len(run.mark), slot.q.start):
        # 分别高于|全国、全省|5.4个和3.8个百分点
        against = _pieces(text, end + len(run.mark), slot.q.start)
        if len(against) == run.items:
            return [Head("word", a, b) for a, b in against]
        # 甲、乙分别比上年增长9%和4%: all against one thing.
    floor = max(slot.segment, slot.previous_end)
    if run.first and run.mark and _counts_them(text, slots[run.first - 1], run):
        # 电子、汽车、食品|三个行业分别增长: the number of things named is none of the list's.
        end = slots[run.first - 1].q.start
        floor = max(slot.segment, slots[run.first - 1].previous_end)
    spans = [match.span() for match in _STOPS.finditer(text, floor, end)]
    bounds = [floor, *(stop for _, stop in spans), end]
    for number in range(len(bounds) - 2, -1, -1):
        start = bounds[number]
        stop = spans[number][0] if number < len(spans) else end
        found = _in_clause(finds, timexes, start, stop, run, ratio)
        if found is not None:
            return found
        if not run.mark or len(bounds) - number > 3:
            # A bare list belongs to what its own clause names.
            break
        if finds.cues_in(start, stop) and number < len(bounds) - 2:
            break
    return _several_cues(finds, floor, end, run, ratio)


def _counts_them(text: str, slot: Slot, run: _Run) -> bool:
    """Whether a count right before 分别 says how many things stand before it: 甲、乙、丙三个行业."""
    if slot.q.value != run.items or slot.q.kind not in ("count", "people") or text[slot.q.start - 1 : slot.q.start] in "，,；;。：:、":
        return False
    return _SUMMED_UP.fullmatch(text, slot.q.end, run.mark_start) is not None


def _in_clause(finds: Finds, timexes: Sequence[Timex], start: int, end: int, run: _Run, ratio: bool) -> list[Head] | None:
    """The things that one clause names side by side."""
    text = finds.text
    ranges = [t for t in timexes if start <= t.start and t.end <= end]
    pieces = _pieces(text, start, end)
    # 前三季度甲、乙、丙三区分别完成…: as many parks as figures, so the time is that of each.
    named = len(pieces) == run.items and all(any(m.key for m in finds.mentions_in(a, b)) for a, b in pieces)
    # 一季度工业增加值、固定资产投资、零售总额分别增长…: as many metrics as months.
    named = named or (len(pieces) == run.items and len(_metrics(finds, pieces, run.kinds)) == run.items)
    # 1至3月，三园分别完成…: how many things are meant is told.
    named = named or (bool(run.mark) and _SO_MANY.search(text, start, run.mark_start) is not None)
    # 一季度甲片区、乙片区、丙片区分别完成…: as many things of any kind, and no list of times.
    times_listed = any(timex.start < stop <= timex.end for timex in ranges for _, stop in pieces[:-1])
    named = named or (bool(run.mark) and len(pieces) == run.items > 1 and len(ranges) == 1 and not times_listed)
    if not named and len(pieces) == run.items and (times := _times_one_by_one(ranges, pieces)):
        return times
    for timex in () if named else reversed(ranges):
        # 与去年同比分别增加…: what a list is compared with is no time of its items.
        if timex.kind != "base" and (run.mark or not _STRETCH.search(timex.text)) and parts_of(timex.span, run.items):
            return [Head("period", timex.start, timex.end, "", i, run.items) for i in range(run.items)]
    if len(pieces) < 2:
        return None
    if len(pieces) > run.items:
        # 在重点项目和园区建设中，株洲、湘潭两地分别…: only the last of them can be meant.
        pieces = pieces[-run.items :]
    mentions = [[m for m in finds.mentions_in(a, b) if m.key] for a, b in pieces]
    if len(pieces) == run.items and all(mentions):
        return [Head("park", found[-1].start, found[-1].end) for found in mentions]
    metrics = _metrics(finds, pieces, run.kinds)
    if metrics and not (ratio and _BASE.search(text, start, pieces[0][1])):
        if len(metrics) == len(pieces) and (run.mark or _reaches(text, metrics[-1].end, end)):
            return metrics
        return None
    if len(pieces) != run.items or not run.mark:
        return None
    placed = _PLACED.search(text, *pieces[0])
    first = (placed.end(), pieces[0][1]) if placed else pieces[0]
    return [Head("word", a, b) for a, b in (first, *pieces[1:])]


def _times_one_by_one(ranges: Sequence[Timex], pieces: Sequence[tuple[int, int]]) -> list[Head]:
    """The time of each piece where each names one: 一季度、上半年、前三季度; nothing where one names none.

    Two quarters side by side are read as one stretch (一季度、二季度、三季度、四季度), which is dealt out again.
    """
    heads: list[Head] = []
    for a, b in pieces:
        timex = next((t for t in ranges if t.kind != "base" and t.start < b and a < t.end), None)
        if timex is None:
            return []
        number = heads[-1].number + 1 if heads and heads[-1].start == timex.start else 0
        heads.append(Head("period", timex.start, timex.end, "", number, 1))
    so_many = Counter(head.start for head in heads)
    spans = {timex.start: timex.span for timex in ranges}
    if any(n > 1 and not parts_of(spans[start], n) for start, n in so_many.items()):
        return []
    return [head._replace(parts=so_many[head.start]) for head in heads]


def _reaches(text: str, start: int, end: int) -> bool:
    """Whether nothing but a verb stands between what is named and a bare list."""
    return end - start <= 8 and _REACH.fullmatch(text, start, end) is not None


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A stretch of text cut at 、, 和, 及 and 与."""
    pieces = []
    at = start
    for match in _AND.finditer(text, start, end):
        if match.start() > at:
            pieces.append((at, match.start()))
        at = match.end()
    if at < end:
        pieces.append((at, end))
    return pieces


def _metrics(finds: Finds, pieces: list[tuple[int, int]], kinds: tuple[str, ...] = ()) -> list[Head]:
    """The metric that each piece names, by itself or with words that it shares with its neighbour; as many as are known from the right."""
    heads: list[Head] = []
    for number in range(len(pieces) - 1, -1, -1):
        start, end = pieces[number]
        cues = [cue for cue in _own_cues(finds, start, end) if not kinds or cue.kind in kinds]
        if not heads and cues and _OTHER_NAME.fullmatch(finds.text, cues[-1].end, end):
            # 城镇居民、农村居民人均可支配收入: whose income it is, and none of them a thing that is counted.
            break
        if not heads and len(cues) > 1 and cues[-2].kind == "people" and cues[-1].start - cues[-2].end <= _TAIL:
            # 城镇居民、农村居民|人均可支配收入: likewise.
            break
        if heads and cues and end - cues[-1].end > (0 if cues[-1].metric.startswith("@") else _TAIL):
            # 企业投资项目备案、施工许可审批时限: what the words name is not the thing itself.
            break
        whole = _shared(finds, pieces, number, heads, cues)
        if whole is not None:
            heads.insert(0, whole)
        elif cues:
            heads.insert(0, Head("metric", cues[-1].start, cues[-1].end, cues[-1].metric))
        elif _GROWTH_WORD.search(finds.text[start:end]) and number:
            before = _own_cues(finds, *pieces[number - 1])
            if not before:
                break
            heads.insert(0, Head("growth", before[-1].start, before[-1].end, before[-1].metric))
        else:
            break
    return heads if len(heads) > 1 else []


def _own_cues(finds: Finds, start: int, end: int) -> list[Cue]:
    return [cue for cue in finds.cues_in(start, end) if not cue.metric.startswith(("@share", "@none"))]


def _shared(finds: Finds, pieces: list[tuple[int, int]], number: int, heads: list[Head], cues: list[Cue]) -> Head | None:
    """A piece that is a name of a metric only with its neighbour's words: 合同(利用外资)和实际利用外资, 规上工业总产值、(规上工业)增加值."""
    text = finds.text
    start, end = pieces[number]
    piece = text[max(start, end - 10) : end]
    if not cues and heads and heads[0].kind == "metric":
        # 新签约、新开工、新竣工项目: the last of the list holds what all share.
        for following in dict.fromkeys(text[head.start : head.end] for head in (heads[0], heads[-1]) if head.kind == "metric"):
            for cut in range(1, len(following)):
                for length in range(min(6, len(piece)), 1, -1):
                    known = finds.cue_words.lookup(piece[-length:] + following[cut:])
                    if known:
                        return Head("metric", end - length, end, known[0][0])
    if number and (not cues or (cues[-1].start == start and cues[-1].kind == "money")):
        previous = _own_cues(finds, *pieces[number - 1])
        own = text[start : cues[-1].end] if cues else text[start:end]
        if previous and len(own) <= _SHARED:
            before = text[previous[-1].start : previous[-1].end]
            for cut in range(len(before) - 1, 1, -1):
                known = finds.cue_words.lookup(before[:cut] + own)
                if known:
                    return Head("metric", start, start + len(own), known[0][0])
    return None


def _several_cues(finds: Finds, floor: int, end: int, run: _Run, ratio: bool) -> list[Head] | None:
    """Metrics side by side whose names themselves hold a 和 or stand in longer words: …税收、基地建设投资分别…."""
    if not run.mark:
        return None
    cues: list[Cue] = []
    for cue in _own_cues(finds, floor, end):
        if cues and cue.start < cues[-1].end:
            continue
        if cues and not _LIST_MARK.search(finds.text[cues[-1].end : cue.start]):
            cues = []
        cues.append(cue)
    if len(cues) < 2 or end - cues[-1].end > _TRAILING or _OTHER_NAME.fullmatch(finds.text, cues[-1].end, end):
        return None
    return [Head("metric", cue.start, cue.end, cue.metric) for cue in cues]


_LIST_MARK = re.compile(r"^[^，,。；;]{0,3}[、和及与][^，,。；;]{0,6}$")


_PLANNED = re.compile(r"(?:计划|任务|目标)(?:数|值|进度)?的?\Z")


# 产值11.8亿元，出口交货值2.3亿元，两项|指标分别增长35%和52%: how many have been told, and none of them.
_SUMS_UP = re.compile(r"(?:主要)?(?:指标|数据|数字)")
_CLOSES = re.compile(r"[^()（）]*[)）]")
_OPENS = re.compile(r"[(（][^()（）]*\Z")


def is_planned(text: str, slot: Slot) -> bool:
    """Whether an amount is the goal beside a result: 完成年计划|96亿元的25%."""
    return _PLANNED.search(text, slot.left, slot.q.start) is not None


def _figures(text: str, slots: Sequence[Slot], run: _Run, before: Sequence[Head]) -> list[Head] | None:
    """The amounts before a list of rates, aligned from the right; None where there is at most one.

    Those before a semicolon count where all together are just as many as rates.
    """
    levels: list[int] = []
    for index in range(run.first - 1, -1, -1):
        slot = slots[index]
        if _SEMICOLON.search(text, slot.q.end, slots[index + 1].q.start):
            break
        if (
            slot.q.kind not in _RATIO
            and not is_threshold(text, slot)
            and not is_planned(text, slot)
            and not _in_brackets(text, slot, slots[run.first].q.start)
            and not _SUMS_UP.match(text, slot.q.end)
        ):
            levels.insert(0, index)
    if len(levels) > run.items:
        group = [index for index in levels if kind_group(slots[index]) == kind_group(slots[levels[-1]])]
        # …分别为31.5亿元、19.8亿元、14.2亿元，前两者分别增长8.1%、5.4%
        first = _FIRST_OF_THEM.search(text, slots[levels[-1]].q.end, slots[run.first].q.start) is not None
        levels = group if len(group) == run.items else levels[: run.items] if first else levels[-run.items :]
        money = [index for index in levels if kind_group(slots[index]) == "money"]
        levels = money if len(money) == run.items else levels
    figures = [Head("figure", slots[index].q.start, slots[index].q.end, "", index) for index in levels]
    if run.mark and levels and len(levels) < run.items <= len(before) + len(levels):
        # 上述指标分别增长13%、6%和18%: over the amounts of the parts before, aligned from the right.
        return [*before[len(before) + len(levels) - run.items :], *figures]
    if len(levels) < 2:
        return _rates_before(slots, run) if run.mark and not levels else None
    return figures


_FIRST_OF_THEM = re.compile(r"前[两二三四](?:者|项|家|个|位)(?!月|季)")


def _in_brackets(text: str, slot: Slot, floor: int) -> bool:
    """财政总收入1.9亿元（比上年的1.3亿元增加6000万元），分别增长…: what a bracket adds is no item, where the list stands outside it."""
    return _CLOSES.match(text, slot.q.end, floor) is not None and _OPENS.search(text, slot.segment, slot.q.start) is not None


def _rates_before(slots: Sequence[Slot], run: _Run) -> list[Head] | None:
    """The rates of the list before, where there are just as many: …增速分别为8.1%、9.2%，分别高于全市1.2、1.5个百分点."""
    first = run.first - run.items
    if first < 0 or not all(slot.q.kind in ("points", "rank") for slot in slots[run.first : run.last + 1]):
        return None
    if any(slot.q.kind != "percent" for slot in slots[first : run.first]):
        return None
    return [Head("figure", slots[index].q.start, slots[index].q.end, "", index) for index in range(first, run.first)]
