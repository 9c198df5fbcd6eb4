"""What the verbs of a clause make of its projects: 签约 signed, 开工 started, 在建 under construction, 投产 completed."""

from __future__ import annotations

import re

from transforms.figures.choice import OTHER, Choice
from transforms.figures.memory import SentenceMemory
from transforms.figures.phrases import goes_on, is_word
from transforms.frames.slots import Finds, Slot
from transforms.names.words import Cue

_COURSE = ("projects_signed", "projects_started", "projects_under_construction", "projects_completed")
"""What becomes of projects, in its order."""
PROJECTS = frozenset(_COURSE)
_PROJECT_UNITS = frozenset({"个", "项", "宗", "家", "只"})
# 去年签约尚未|动工的11个项目
_NOT_YET = re.compile(r"(?:尚未|还未|仍未|未|没有?|待)\Z")
# 12个省重点项目|完成投资86亿元
_TAKES_MONEY = re.compile(r"(?:累计|已|共|年内|当年|本年度?|全年|实际|合计)*完成(?:年度)?投资")
_FINISHES = re.compile(r"(?<!未)(?:完成|建成)[^，,。；、]{0,12}$")
# 签约|14个, 现场签约|43个, 新开工|9个: what is done to projects and to nothing else that is counted so.
_BEHIND = 6
_PROJECTS_DO = re.compile(r"(?:签约|签下|新签|开工|动工|破土|开建|竣工|上马)(?:了|的有|(?:项目)?数量?(?:达到?|为)?)?(?:约|近|共)?\s?\Z")
_ITS_VERB = re.compile(r"[，,、；;]?(?:已|现已|现|新|均|集中|全部)?(?:签约|开工|动工|竣工|投产|建成投产|建成|完工|投用|达产)(?:达|了|约|近)?")
_DONE_BEHIND = re.compile(r"(?:已|已经|均已|全部|如期|正式|顺利)?(?P<verb>开工|动工|竣工|投产|建成投产|签约)(?=[，。；、,;]|\Z)")
_SO_MANY = re.compile(r"(?:已有|已经有|有|共有|其中|已)\Z")
_OF_SOME = re.compile(r"[^，。；、]{0,3}\d")
# 当天签约、开工的|19个项目, 26个项目|集中签约、动工: some of each.
_BOTH = r"(?:签约|签署)(?:[、和及与]|暨)?(?:集中)?(?:开工|动工|奠基)|开竣工|(?:开工|动工)[、和及与](?:竣工|投产)"
_BOTH_BEFORE = re.compile(rf"(?:{_BOTH})的?[^，,。；;\d]{{0,4}}\Z")
_BOTH_BEHIND = re.compile(rf"[^，,。；;\d]{{0,4}}?(?:{_BOTH})")
# 签约、开工、投产项目共计|134个: of all of them together.
_SEVERAL = re.compile(r"(?:签约|开工|动工|竣工)、(?:集中)?(?:开工|动工|竣工|投产)(?:、|和|及)(?:集中)?(?:竣工|投产|投用|达产)项目\Z")
_OF_THIS_TIME = re.compile(
    r"(?:此次|本次|这次|当[天日])[^，。；,;]{0,6}(?:开工|动工|签约|竣工|投产|开建|奠基)的?(?:\d+个)?(?P<projects>项目)(?:里|中|当中)[，,]"
)
_COSTS_SO_MUCH = re.compile(
    r"(?:总投资|投资|投资额|合同额|协议额)[^，,。；;\d]{0,4}\d[\d.]*[万亿]?(?:美|欧|港)?元(?:及?以上)的?(?:就|则|共|已|也)?(?:有|达)?\Z"
)
_AMONG_PROJECTS = re.compile(r"(?:新?签约|新?批|新?引进|招引|新?开工|在建|竣工|投产)的?(?P<projects>项目)(?:里|中|当中)[，,]")
# 其中亿元以上20个；全年实施|重点项目50个: projects of a clause of its own.
_DEALT_WITH = re.compile(r"实施|推进|铺排|安排|谋划|储备")
# 签约甲项目、投资2亿元的乙项目等制造类|项目17个: the verb governs a list of names.
_NAMED_BEFORE = re.compile(r"[^。；;]{0,200}等[\u4e00-\u9fa5]{0,8}")
_OF_A_SIZE = re.compile(r"(?:以上|以下|元|领域|类|方面)的?(?:有|共|达|为)?\Z")
# 今年实施|重点项目14个, 全年安排|重点工程36项: what a year works on; but 资金累计安排项目31个.
_CARRIED_OUT = re.compile(r"(?<!资金)(?<!累计)(?<!规划)(?:实施|安排)(?:了|建设)?[^，。；、,;\d]{0,10}\Z")
_OF_A_NOUN = re.compile(r"[“《]")
# 31个产业项目|和6个配套项目均已动工: what is said of all of them stands behind the last.
_AND_OTHERS = re.compile(r"(?:[、和与及]\d+[个项][^，。；、\d]{0,14}项目)+(?:已经|已|均|都|全部|悉数)+")


def counts_several(text: str, slot: Slot, cue: Cue) -> bool:
    """Whether projects of all stages are counted together: 签约、开工、投产项目共计|134个."""
    return _SEVERAL.search(text, slot.segment, min(slot.q.start, cue.end)) is not None and "分别" not in text[cue.end : slot.q.start]


def project_metric(roles: frozenset[str]) -> str | None:
    """What the verbs of a clause make of its projects; `other` for those that are only talked about."""
    for role, metric in (
        ("sign", "projects_signed"),
        ("complete", "projects_completed"),
        ("start", "projects_started"),
        ("underway", "projects_under_construction"),
        ("pipeline", OTHER),
    ):
        if role in roles:
            return metric
    return None


def by_what_is_done(finds: Finds, slot: Slot) -> Choice | None:
    """What only projects do, right at a count without a noun: 上半年签约14个, 专场现场签约43个, 新开工9个."""
    q = slot.q
    behind = _DONE_BEHIND.match(finds.text, q.end, slot.sentence.end) if q.unit in ("个", "项") else None
    if behind is not None and _SO_MANY.search(finds.text, slot.left, q.start):
        # 到目前，已有|19个开工
        metric = project_metric(frozenset(role for word in finds.words_in(behind.start("verb"), behind.end()) for role in word.roles))
        return Choice(metric, behind.start("verb"), behind.end(), "count_right") if metric and metric != OTHER else None
    verb = _PROJECTS_DO.search(finds.text, slot.left, q.start) if q.unit in ("个", "项") else None
    if verb is None or is_word(finds.text[q.end : q.end + 1]) or _OF_A_NOUN.match(finds.text, q.end):
        return None
    if any(cue.kind == "count" for cue in finds.cues_in(slot.left, verb.start())):
        # 科创平台新签约6个: the noun stands before.
        return None
    metric = project_metric(frozenset(role for word in finds.words_in(verb.start(), q.start) for role in word.roles))
    return Choice(metric, verb.start(), verb.end(), "count_left") if metric and metric != OTHER else None


def among_projects(finds: Finds, slot: Slot, memory: SentenceMemory, between: str) -> Choice | None:
    """Some of the projects that were counted before: 签约项目31个，其中正式合同项目13个，竣工5个."""
    q = slot.q
    whole = memory.choice
    if whole is not None and whole.metric not in PROJECTS and not (whole.metric == OTHER and q.unit in ("个", "项")):
        whole = None
    counted = memory.by_kind.get("count")
    on_its_own = _ITS_VERB.fullmatch(finds.text, slot.previous_end if counted is not None else slot.sentence.start, q.start) is not None
    further = on_its_own and finds.text[slot.sentence.start - 1 : slot.sentence.start] in ("；", ";")
    part = finds.text.startswith("其中", slot.sentence.start) and _ITS_VERB.fullmatch(finds.text, slot.sentence.start + len("其中"), q.start) is not None
    if counted is None and (further or part):
        # 开工项目35个，开工率83%；建成投产|7个; 引进项目64个。其中投产|28个
        counted = memory.sentence_before.get("count")
        between = "，" + between
    if counted is None and q.start == slot.sentence.start and finds.text[q.start - 1] in "；;":
        # 签约项目42个，总投资136亿元；|19个已动工
        counted = memory.sentence_before.get("count")
        whole = counted if counted is not None and counted.metric in PROJECTS else whole
    if whole is None and counted is not None and counted.metric in PROJECTS and ("其中" in between or on_its_own):
        # 引进项目27个，总投资136亿元，其中|8个已投产; 开工18个、总投资48亿元，投产|11个
        whole = counted
    if between.startswith(("、", "，", ",", "(")) and whole is not None and memory.kind != "people" and q.unit in _PROJECT_UNITS:
        # 引进大学生2600名，新建人才驿站6个: what is begun is counted otherwise than what stands before.
        roles = frozenset(role for word in finds.words_in(slot.left, q.start) for role in word.roles)
        metric = project_metric(roles)
        if metric:
            return Choice(metric, slot.left, q.start, "part_verb")
    of_projects = whole is not None and (whole.metric in PROJECTS or finds.text[whole.start : whole.end].endswith("项目"))
    if whole is not None and of_projects and q.unit in _PROJECT_UNITS and is_word(finds.text[q.end : q.end + 1]):
        for word in finds.words_in(q.end, slot.right):
            metric = project_metric(word.roles)
            if metric:
                return whole.again("part_verb")._replace(metric=metric)
    on = goes_on(finds.text, slot.sentence.start)
    before = memory.by_kind.get("count") or (memory.sentence_before.get("count") if on else None)
    if before is None or before.metric not in PROJECTS or not (memory.part_of or on or "其中" in finds.text[slot.segment : q.start]):
        return None
    named = [c for c in finds.cues_in(slot.left, slot.right) if c.metric == "@project"]
    if named and not _is_pipeline(finds, slot) and not _DEALT_WITH.search(finds.text, slot.left, named[-1].start):
        return before.again("part_named", (slot.left, named[-1].end))
    return None


def of_occasion(finds: Finds, slot: Slot) -> Choice | None:
    """Some of the projects of a ceremony that the sentence begins with: 此次动工的项目里，投资20亿元以上的有|1个，5亿元以上的有|6个."""
    if slot.q.unit not in ("个", "项") or _OF_A_SIZE.search(finds.text, slot.clause, slot.q.start) is None:
        return None
    told = _OF_THIS_TIME.search(finds.text, slot.sentence.start, slot.clause)
    if told is None:
        return None
    metric = project_metric(frozenset(role for word in finds.words_in(told.start(), told.end()) for role in word.roles))
    return Choice(metric, told.start("projects"), told.end("projects"), "part_of") if metric and metric != OTHER else None


def of_a_size(finds: Finds, slot: Slot, memory: SentenceMemory) -> Choice | None:
    """Those of the projects spoken of that cost so much: 新批项目中，总投资3000万美元以上的|7个; 其中投资10亿元以上的|3个."""
    if slot.q.unit not in ("个", "项") or not _COSTS_SO_MUCH.search(finds.text, slot.segment, slot.q.start):
        return None
    counted = memory.by_kind.get("count")
    if counted is not None and counted.metric in PROJECTS:
        return counted.again("part_of")
    among = _AMONG_PROJECTS.search(finds.text, slot.segment, slot.q.start)
    if among is None:
        return None
    metric = project_metric(frozenset(role for word in finds.words_in(among.start(), among.end()) for role in word.roles))
    return Choice(metric or "projects_signed", among.start("projects"), among.end("projects"), "part_of")


def what_became(finds: Finds, slot: Slot, cue: Cue) -> str:
    """What became of projects by the verb right behind their noun: 14个新建项目|投产, 9个签约项目|已开工; else what the noun itself says."""
    for word in finds.words_in(cue.end, slot.right):
        if word.start - cue.end > _BEHIND:
            break
        later = project_metric(word.roles)
        if _OF_SOME.match(finds.text, word.end):
            # 18个续建项目上半年竣工|10个
            break
        if later in PROJECTS and _COURSE.index(later) > _COURSE.index(cue.metric) and not _NOT_YET.search(finds.text, cue.end, word.start):
            return later
    return cue.metric


def _is_pipeline(finds: Finds, slot: Slot) -> bool:
    """Whether projects are only talked about: 跟踪洽谈项目, 储备项目."""
    return any("pipeline" in word.roles for word in finds.words_in(slot.left, slot.right))


def kind_of_projects(finds: Finds, slot: Slot, cue: Cue, occasion: str) -> str:
    """What projects are that a count names; `occasion` is what the article's ceremony makes of them (集中开工), empty where there is none."""
    q = slot.q
    both = (
        _BOTH_BEFORE.search(finds.text, slot.segment, q.start)
        or counts_several(finds.text, slot, cue)
        or (cue.start >= q.end and _BOTH_BEHIND.match(finds.text, cue.end))
    )
    if both:
        return OTHER
    # 31个新建、技改项目|投产: what stands behind a noun of several parts says more than the parts do.
    within = finds.words_in(q.end, max(slot.right, cue.end))
    others = _AND_OTHERS.match(finds.text, cue.end) if cue.start >= q.end else None
    if others:
        within = finds.words_in(others.end(), others.end() + _BEHIND)
    after = finds.words_in(cue.end, cue.end + _BEHIND) if cue.start > slot.right else []
    becoming = [found for w in [*after, *within] if (found := project_metric(w.roles))] if cue.start >= q.end else []
    if becoming:
        # 10个储备项目提前开工: what became of those that were only planned.
        return next((metric for metric in becoming if metric != OTHER), OTHER)
    for word in reversed(finds.words_in(slot.segment, q.start)):
        if word.end <= q.start and _DEALT_WITH.search(finds.text, word.end, q.start):
            # 20个新建项目发展到计划实施|项目113个: what is done with them is told nearer.
            break
        found = project_metric(word.roles) if not _NOT_YET.search(finds.text, slot.segment, word.start) else None
        if found and (q.start - word.end < 60 or _NAMED_BEFORE.fullmatch(finds.text, word.end, min(q.start, cue.start))):
            return found
    if cue.start >= q.end and _TAKES_MONEY.match(finds.text, cue.end):
        return "projects_under_construction"
    if cue.start >= q.end and _FINISHES.search(finds.text, slot.left, q.start):
        # 完成海景苑等6个社区改造项目
        return "projects_completed"
    if not occasion and _CARRIED_OUT.search(finds.text, slot.left, q.start if cue.start >= q.end else cue.start):
        return "projects_under_construction"
    return occasion or OTHER
