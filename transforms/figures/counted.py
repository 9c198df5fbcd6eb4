"""The metric of a count: the noun that it counts, made precise by the verbs of its clause (项目 by 签约, 开工, 投产)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from transforms.figures.choice import NONE, OTHER, Choice
from transforms.figures.measured import MeasuredReader
from transforms.figures.memory import SentenceMemory
from transforms.figures.phrases import goes_on
from transforms.frames.slots import Finds, Slot
from transforms.knowledge import Metric
from transforms.names.words import Cue
from transforms.text.segmenter import word_class, words

COUNT_KINDS = ("count", "people", "head", "session")
PROJECTS = frozenset({"projects_signed", "projects_completed", "projects_started", "projects_under_construction"})
_COMPANIES = frozenset({"enterprises", "market_entities", "enterprises_above_scale", "high_tech_enterprises"})
# A company that does something is no stock: 12家企业参展; a class of companies is, whatever it does: 21家投产企业实现产值.
_ANY_COMPANY = frozenset({"企业", "公司", "民营企业", "工厂"})
_PERSONS = frozenset({"人", "人次"})
_BARE_UNITS = frozenset({"家", "个", "户"})
_NOT_NOUN = re.compile(r"[的了，。、]|以上|左右|内|完成|就|办")
_ACTING_COMPANY = re.compile(r"(?:与|和|同|获得?|参加|参展|签约|通过|进行|达成|在[^区园]{2,14}(?:挂牌|上市|展|现场)|代表|参会|负责人|签订|到场)")
_EARNING_COMPANY = re.compile(r"实现|产值")
# 新设的企业, 新注册各类企业: companies that began in the period.
_NEWLY_SET_UP = re.compile(r"(?:新设立?|新注册|新登记|新增注册|新开办)的?(?:各类)?\Z")
_AMONG_COMPANIES = re.compile(r"\d([家户])[^，,。；;\d]{0,12}企业(?:中|里|当中)[，,]")
# 企业96家，…，产值过亿元的有|41家: those of a kind among what was counted before, whatever was measured in between.
_SUCH_ARE = re.compile(r"的(?:就|则|共|已|也)?(?:有|达)\Z")
_BENEFIT = re.compile(r"(?:享受|受益|惠及|获益|受惠)")
_BENEFIT_BEFORE = re.compile(r"(?:享受|受益|惠及|获益|受惠)[各类]{0,2}$")
_ABOVE_SCALE = re.compile(r"规模以上|规上|[入上升纳]规")
# 6户企业升规入统
_PASSED_SCALE = re.compile(r"(?:成功|全部|新)?(?:升规|上规|入规|纳规|入统)")
_LIST_GAP = re.compile(r"\s*[、和及与,，]?(?:和)?\s*")
_PARTS = re.compile(r"其中|中有|尚余|尚有|剩余|余下|分布|包括|包含|分别是|[:：]")
# 新引进德企32家，累计超过350家
_IN_ALL = re.compile(r"[，,](?:历年)?(?:累计|总数|总量|总共|共计)(?:已|引进|完成|实现)?(?:达到?|超过?|突破|有)?")
# 由18项|扩到50项
_RISES_TO = re.compile(r"(?:[增升提扩降减压缩跃变]|精简|合并)[\u4e00-\u9fa5]{0,2}?(?:至|到|为|成)了?(?:约|近)?")
# 承接省级权限47项、市级|236项
_NEXT_LEVEL = re.compile(r"[、，,](?:国家|省|市|县|区|州|镇)级(?:赋权|权限)?")
_REACHES = re.compile(r"[，,、；]?(?:总量|总数)?(?:达到?|增至|增加到|增长到|升至|上升到|为|突破|超过?)了?")
_REACHES_THERE = re.compile(r"[，,；;]?(?:而|则)?(?:已|已经)?(?:有|达到?|为|是|突破|超过?)了?")
# 比2019年末的|1255家: what something is compared with is the same thing.
_COMPARED = re.compile(r"[，,]?(?:比|较|由|从|高于|低于|超过)[^，,。；、]{0,14}$")
_RECOGNISED = re.compile(r"认定|入选|获评|评为|获批|跻身|列入|成为|纳入|入围|荣获|培育为")
_RECOGNISED_AS = frozenset({"high_tech_enterprises", "specialised_smes"})
_RECOGNISED_REACH = 40
_FINISHES = re.compile(r"(?<!未)(?:完成|建成)[^，,。；、]{0,12}$")
_HELD = re.compile(r"召开|举办|举行|开展|组织|上门|宣讲|培训|巡查|巡检|会诊")
# 从各局委抽调26名骨干, 组建起42人的帮办队伍: who is posted to a task.
_POSTED = re.compile(r"(?:抽调|选派|选调|派出|派驻|配备|组建起?|组成)了?(?:约|近)?\Z")
# 一季度新招了280人, 这条线要32个人: who is taken on or needed for work.
_HIRED = re.compile(r"(?:招|招聘|招收|招录|招用|录用|雇用?|聘用?|吸纳|安置|用工|(?<![主重必首想只])需?要|需|用)了?(?:约|近|过)?\Z")
# 入驻时只有6个人, 现在6个人就够: how many work there.
_MANNED = re.compile(r"(?:只|仅|才)有\Z")
_MANNED_BEHIND = re.compile(r"就够|即可|就能|便可|足矣")
# 代表共200余人参加仪式, 头一天1800多人进场: who comes to what is held.
_ATTENDING = re.compile(r"(?:前来|到场|踊跃)?(?:参加|出席|进场|到场|参会|与会|观看|观摩|应聘|报名)")
# 签约|14个, 现场签约|43个, 新开工|9个: what is done to projects and to nothing else that is counted so.
_PROJECTS_DO = re.compile(r"(?:签约|开工|竣工)了?(?:约|近|共)?\s?\Z")
_OF_A_NOUN = re.compile(r"[“《]")
_ADDING = frozenset({"连同", "加上", "外加", "另加"})
_AWARDS = frozenset({"奖", "大奖", "奖项"})
_HEADLESS = frozenset("现场 名单 情况 分别 平均 方面 左右 总数 数量 总量 个数 户数 家数 正式 同期 全部 项目".split())


class CountedReader:
    """Names what is counted, within one document."""

    def __init__(self, finds: Finds, metrics: Mapping[str, Metric], measured: MeasuredReader) -> None:
        self._finds = finds
        self._text = finds.text
        self._metrics = metrics
        self._measured = measured
        # What the article's projects are there for, where its headline or lead tells of a ceremony (集中开工).
        self.occasion = ""

    def choose(self, slot: Slot, memory: SentenceMemory, last: Choice | None) -> Choice:
        """The metric of a count; `last` is what the percentage right before it spoke of."""
        q = slot.q
        done = self._done(slot)
        if done is not None:
            return done
        found = self.noun(slot)
        if found is not None and found.metric != OTHER:
            return self._new_too(slot, memory, found)
        if found is not None and found.rule == "other_named":
            return found
        # 净增规上企业 14 家，总数达| 158 家: blanks beside the figures are no words.
        between = self._text[slot.previous_end : q.start].strip(" \u3000")
        return (
            self._of_projects(slot, memory, between)
            or self._left_out(slot, memory, found, between)
            or self._reached(slot, last, found, between)
            or found
            or self._persons(slot)
            or NONE
        )

    def _done(self, slot: Slot) -> Choice | None:
        """What only projects do, right at a count without a noun: 上半年签约14个, 专场现场签约43个, 新开工9个."""
        q = slot.q
        verb = _PROJECTS_DO.search(self._text, slot.left, q.start) if q.unit in ("个", "项") else None
        if verb is None or _is_word(self._text[q.end : q.end + 1]) or _OF_A_NOUN.match(self._text, q.end):
            return None
        if any(cue.kind == "count" for cue in self._finds.cues_in(slot.left, verb.start())):
            # 科创平台新签约6个: the noun stands before.
            return None
        metric = _project_metric(frozenset(role for word in self._finds.words_in(verb.start(), q.start) for role in word.roles))
        return Choice(metric, verb.start(), verb.end(), "count_left") if metric and metric != OTHER else None

    def _persons(self, slot: Slot) -> Choice | None:
        """Persons without a word of what they are: 新招了280人, 从各局委抽调26名骨干."""
        if slot.q.unit not in ("人", "个人", "名"):
            return None
        if _HIRED.search(self._text, slot.left, slot.q.start):
            return Choice("employment", slot.left, slot.q.start, "unit_default")
        if _MANNED.search(self._text, slot.left, slot.q.start) or _MANNED_BEHIND.match(self._text, slot.q.end):
            return Choice("employment", slot.left, slot.q.start, "unit_default")
        if _ATTENDING.match(self._text, slot.q.end):
            return Choice("participants", slot.left, slot.q.start, "unit_default")
        return Choice("staff", slot.left, slot.q.start, "unit_default") if _POSTED.search(self._text, slot.left, slot.q.start) else None

    def _new_too(self, slot: Slot, memory: SentenceMemory, found: Choice) -> Choice:
        """新增市场主体2万家，其中外资企业63家: a class of companies among the new ones are new ones."""
        counted = memory.by_kind.get("count")
        if found.metric != "enterprises" or counted is None or counted.metric != "market_entities" or slot.q.unit not in ("家", "户", "个"):
            return found
        is_part = found.end <= slot.q.start and "其中" in self._text[slot.previous_end : found.start]
        return counted.again("part_named", (found.start, found.end)) if is_part else found

    def _of_projects(self, slot: Slot, memory: SentenceMemory, between: str) -> Choice | None:
        """Some of the projects that were counted before: 签约项目31个，其中正式合同项目13个，竣工5个."""
        q = slot.q
        whole = memory.choice
        if whole is not None and whole.metric not in PROJECTS and not (whole.metric == OTHER and q.unit in ("个", "项")):
            whole = None
        if between.startswith(("、", "，", ",")) and whole is not None:
            roles = frozenset(role for word in self._finds.words_in(slot.left, q.start) for role in word.roles)
            metric = _project_metric(roles)
            if metric:
                return Choice(metric, slot.left, q.start, "part_verb")
        of_projects = whole is not None and (whole.metric in PROJECTS or self._text[whole.start : whole.end].endswith("项目"))
        if whole is not None and of_projects and _is_word(self._text[q.end : q.end + 1]):
            for word in self._finds.words_in(q.end, slot.right):
                metric = _project_metric(word.roles)
                if metric:
                    return whole.again("part_verb")._replace(metric=metric)
        on = goes_on(self._text, slot.sentence.start)
        before = memory.by_kind.get("count") or (memory.sentence_before.get("count") if on else None)
        if before is None or before.metric not in PROJECTS or not (memory.part_of or on or "其中" in self._text[slot.segment : q.start]):
            return None
        named = [c for c in self._finds.cues_in(slot.left, slot.right) if c.metric == "@project"]
        if named and not self._is_pipeline(slot):
            return before.again("part_named", (slot.left, named[-1].end))
        return None

    def _is_pipeline(self, slot: Slot) -> bool:
        """Whether projects are only talked about: 跟踪洽谈项目, 储备项目."""
        return any("pipeline" in word.roles for word in self._finds.words_in(slot.left, slot.right))

    def _left_out(self, slot: Slot, memory: SentenceMemory, found: Choice | None, between: str) -> Choice | None:
        """The noun of a count before, left out here: 企业56家，其中制造业30家; 项目66个，其中亿元以上19个; 比上年末的1255家增加…."""
        q = slot.q
        counted = memory.by_kind.get("count")
        follower = self._text[q.end : q.end + 1]
        if (
            counted is not None
            and found is None
            and between in ("", "的", "以上")
            and not _is_word(follower)
            and "count" not in memory.unit
            and memory.kind != "count"
        ):
            return counted.again("part_of")
        if counted is not None and found is None and q.unit in _BARE_UNITS and _SUCH_ARE.search(between) and not _is_word(follower):
            if q.unit in self._counters(counted.metric):
                return self._class_of(counted.again("part_of"), between)
        if counted is not None and found is None and q.unit in _BARE_UNITS:
            # 64户物联网企业中，38户|产值正增长，9户停产: those among the companies that were counted.
            among = _AMONG_COMPANIES.search(self._text, slot.sentence.start, q.start)
            if among is not None and among[1] == q.unit and counted.metric in _COMPANIES:
                return counted.again("part_of")
        last = memory.choice
        if last is None or q.unit != memory.unit or memory.end > q.start:
            return None
        if found is None and last.metric in PROJECTS and not _is_word(follower) and self._among_them(slot, between):
            # 分别为道路工程12个、学校|9个, 9个项目里，光热4个，物流|3个: kinds of the projects that were counted.
            return last.again("part_named", (slot.left, q.start))
        words_left = self._finds.words_in(slot.left, q.start)
        is_part = _PARTS.search(between) is not None or (memory.part_of and q.start - memory.end < 20)
        if self._finds.mentions_in(slot.previous_end, q.start):
            # 规上企业112家，某经开区已达|167家
            for mention in self._finds.mentions_in(slot.previous_end, q.start):
                between = between.replace(self._text[mention.start : mention.end], "")
            if found is None and _REACHES_THERE.fullmatch(between) and not _is_word(follower):
                return last.again("metric_elided")
        bare = (
            _LIST_GAP.fullmatch(between) is not None
            or _RISES_TO.fullmatch(between) is not None
            or _NEXT_LEVEL.fullmatch(between) is not None
            or _IN_ALL.fullmatch(between) is not None
            or any("to" in w.roles for w in words_left)
        )
        compared = found is None and (_COMPARED.search(between) is not None or self._dealt_with(between))
        if (is_part or bare or compared) and not (found is None and _is_word(follower) and not self._verb_follows(q.end)):
            return self._class_of(last.again("part_of"), between) if is_part else last.again("list_item")
        return None

    def _among_them(self, slot: Slot, between: str) -> bool:
        """Whether a count goes on with the kinds of what was counted: 、学校医院|9个 behind 分别为 or 项目里."""
        if between[:1] not in "、，," or not between[1:] or not _KIND_OF_THEM.fullmatch(between):
            return False
        return _DEALT_OUT.search(self._text, slot.segment, slot.previous_end) is not None

    def _class_of(self, whole: Choice, between: str) -> Choice:
        """企业130家，其中规模以上的有|28家: a class of companies that has a metric of its own."""
        if whole.metric == "enterprises" and _ABOVE_SCALE.search(between):
            return whole._replace(metric="enterprises_above_scale")
        return whole

    def _dealt_with(self, between: str) -> bool:
        """Whether nothing but a verb stands between two counts of one thing: 收集问题290个，解决|275个."""
        verb = between.strip("，,、").removeprefix("已").removesuffix("了")
        if between[:1] not in "，,、" or not 2 <= len(verb) <= 6:
            return False
        # 投产51户，停产半停产|12户
        parts = words(verb)
        return len(parts) <= 3 and all(word_class(part) in ("v", "vn") or part == "半" for part in parts) and (len(parts) == 1 or "半" in parts)

    def _reached(self, slot: Slot, last: Choice | None, found: Choice | None, between: str) -> Choice | None:
        if found is None and last is not None and _REACHES.fullmatch(between) and not self._text[slot.q.end : slot.q.end + 1].isalpha():
            # 市场主体同比增长32.5%，达到4210户: what grew has reached the count.
            return last.again("metric_elided")
        return None

    def _verb_follows(self, position: int) -> bool:
        """Whether a count is followed by a verb (428份精简到…), so that what it counts stands before it."""
        if any(w.start <= position + 1 and w.roles & {"to", "up", "down"} for w in self._finds.words_in(position, position + 6)):
            return True
        first = words(self._text[position : position + 6])
        return bool(first) and word_class(first[0])[:1] in ("v", "d", "p", "c") and word_class(first[0]) != "vn"

    def noun(self, slot: Slot) -> Choice | None:
        """The noun that a count counts, behind it or before it; None where none is found."""
        q = slot.q
        if q.unit in ("件", "宗", "笔"):
            cases = [c for c in self._finds.cues_in(slot.left, q.start) if c.kind == "case"]
            if cases and self._text[q.end : q.end + 1] in "，,。；;、":
                return self._measured.made(slot, cases[-1], "case_left")
        if q.unit in ("家次", "人次"):
            found = self.phrase(slot, q.end, slot.right) or self.phrase(slot, slot.left, q.start, behind=False)
            named = found is not None and (found.metric in ("participants", "activities", "enterprise_visits") or found.rule == "other_named")
            return found if named else Choice("participants", slot.left, q.start, "unit_default")
        follower = self._text[q.end : q.end + 1]
        if follower == "等" and self._text[q.end + 1 : q.end + 2] in "，,。；;":
            # 新增高新技术企业3家等，
            follower = ""
        if _is_word(follower) or (follower and follower in "“《A5"):
            if self._stands_before(slot):
                return self.phrase(slot, slot.left, q.start, behind=False)
            choice = self.phrase(slot, q.end, slot.right)
            if choice is not None:
                return choice
            if q.unit in _BARE_UNITS and (scaled := _SCALED.match(self._text, q.end, slot.right)):
                # 21家规上企业|产值同比下降
                return Choice("enterprises_above_scale", q.end, scaled.end(), "count_right")
            beyond = _MORE_KINDS.match(self._text, slot.right) if self._text[slot.right : slot.right + 1] == "、" else None
            if beyond is not None and (choice := self.phrase(slot, q.end, beyond.end())) is not None:
                # 17家织布、制衣|企业
                return choice
            if q.unit in ("家", "户") and _FIRMS.match(self._text, q.end, slot.right):
                # 3家板材厂, 3家药企
                return Choice("enterprises", q.end, q.end + 2, "count_right")
            if q.unit == "人" or _NOT_NOUN.match(follower) or self._verb_follows(q.end):
                return self.phrase(slot, slot.left, q.start, behind=False)
            return None
        choice = self.phrase(slot, slot.left, q.start, behind=False) or self._before(slot)
        if choice is None and q.unit in ("场", "次") and _HELD.search(self._text, slot.left, q.start):
            # 召开企业家恳谈会5次: whatever is held that often is an activity.
            return Choice("activities", slot.left, q.start, "unit_default")
        return choice

    def growing_noun(self, slot: Slot) -> Choice | None:
        """The noun before a rate whose number grows: 规上工业企业数量增长8%."""
        return self.phrase(slot, slot.left, slot.q.start, behind=False)

    def _stands_before(self, slot: Slot) -> bool:
        """Whether the noun touches the count from the left and a conjunction follows: 人口6万余人连同…."""
        near = [c for c in self._finds.cues_in(slot.left, slot.q.start) if c.kind in COUNT_KINDS]
        first = words(self._text[slot.q.end : slot.q.end + 4])
        if not near or near[-1].end != slot.q.start or not first:
            return False
        return first[0] in _ADDING or word_class(first[0])[:1] in ("c", "p") or (near[-1].kind == "people" and word_class(first[0]) == "v")

    def _before(self, slot: Slot) -> Choice | None:
        """A count behind its noun, the noun in the clause before: 帮助企业解决问题，共计70余个."""
        if len(self._text[slot.left : slot.q.start]) <= 6 and slot.previous_end <= slot.left:
            return self.phrase(slot, max(slot.previous_end, slot.segment), slot.left, behind=False)
        return None

    def phrase(self, slot: Slot, start: int, end: int, behind: bool = True) -> Choice | None:
        """The metric of the noun phrase in a stretch of text behind the count, or before it."""
        unit = slot.q.unit
        kinds = (*COUNT_KINDS, "elliptic") if unit in _BARE_UNITS else COUNT_KINDS
        cues = [c for c in self._finds.cues_in(start, end) if c.kind in kinds and not (c.metric == OTHER and c.kind == "count" and unit in _PERSONS)]
        if cues and not behind and self._text.find(")", start, end) >= 0:
            # 民营企业(含增资项目)|246家
            inner = [match.span() for match in _BRACKETS.finditer(self._text, start, end)]
            cues = [c for c in cues if not any(a < c.start < b for a, b in inner)]
        if not cues:
            return None
        if behind:
            if self._owned(self._text[start : cues[0].start]):
                return None
            index = 0
            # 企业党支部, 企业诉求: the last of the nouns that touch names the thing.
            while index + 1 < len(cues) and self._joined(cues[index].end, cues[index + 1].start):
                index += 1
            # 200余人参加仪式: what stands behind a verb is its object.
            verb = cues[index].kind == "people" and word_class(self._text[cues[index].start : cues[index].end]) == "v"
            if not verb and self._other_head(cues[index].end, end):
                return Choice(OTHER, cues[index].start, min(end, cues[index].end + 2), "other_named")
        else:
            index = len(cues) - 1
        while index >= 0:
            cue = cues[index]
            metric = self.specific(slot, cue)
            if metric == "@none":
                return None
            counters = self._counters(metric)
            if not counters or unit in counters or unit in ("%", "个百分点", "倍", "名次"):
                rule = "count_right" if behind else "count_left"
                return Choice(metric, cue.start, cue.end, rule if metric != OTHER else self._none_rule(cue))
            index -= 1
            if not behind and index >= 0 and cues[index + 1].start - cues[index].end > 6:
                return None
        return None

    def _joined(self, start: int, end: int) -> bool:
        """Whether two nouns are one phrase: 企业|党支部, 社区|改造|项目."""
        between = self._text[start:end]
        if end - start <= 1:
            return between not in ("、", "的", "和", "，", ",", "与", "及", "同", "对", "在", "为")
        return end - start <= 4 and all(word_class(word) in ("n", "vn", "b", "j", "nz", "an") for word in words(between))

    def _none_rule(self, cue: Cue) -> str:
        return "other_named" if cue.metric == OTHER else "metric_none"

    def _counters(self, metric: str) -> frozenset[str]:
        found = self._metrics.get("projects_signed" if metric == "@project" else metric)
        return found.counters if found is not None else frozenset()

    def _owned(self, lead: str) -> bool:
        """Whether what is counted is another's and stands before 的: 12个村的党员, 40多个国家和地区的外资项目."""
        if len(lead) > 14:
            return True
        at = lead.rfind("的")
        if at < 0:
            return False
        before = words(lead[:at])
        return len(lead) > 10 or (all(word_class(word)[:1] in ("n", "c", "j", "s") for word in before) and bool(before))

    def _other_head(self, start: int, end: int) -> bool:
        """Whether a noun of its own follows, so that the words before only narrow it down: 居民|社区, 企业|奖."""
        following = words(self._text[start : min(end, start + 6)])
        if not following or following[0] in _HEADLESS:
            return False
        word = following[0]
        if word in _AWARDS:
            return True
        ends = start + len(word) >= end or not _is_word(self._text[start + len(word)])
        known = any(w.start < start + len(word) for w in self._finds.words_in(start, min(end, start + 4)))
        return ends and not known and word_class(word) == "n" and len(word) > 1

    def specific(self, slot: Slot, cue: Cue) -> str:
        """Makes 项目 and 企业 precise by the verbs of the clause."""
        metric = cue.metric
        q = slot.q
        left = self._finds.words_in(slot.left, q.start)
        roles_left = frozenset(role for word in left for role in word.roles)
        right_words = self._finds.words_in(q.end, slot.right)
        company = metric in _COMPANIES
        if company or metric in ("@project", "projects_under_construction", "enterprise_visits"):
            near = [w for w in right_words if "visit" in w.roles and w.start - cue.end <= 3 and w.start >= cue.end]
            if ("visit" in roles_left or near) and not (company and "sign" in roles_left):
                return "enterprise_visits"
        if metric == "enterprises":
            return self._company(slot, cue)
        if metric == "projects_under_construction" and cue.end <= q.start:
            # 18个续建项目竣工|10个: what became of some of them.
            for word in reversed(self._finds.words_in(cue.end, q.start)):
                if word.roles & {"complete", "start"}:
                    return _project_metric(word.roles) or metric
        if metric == "reform_items" and q.unit == "份" and not self._text[cue.start : cue.end].endswith("文件"):
            # 政策汇编800份: copies that are handed out; 份 counts the documents themselves in 政策文件14份.
            return OTHER
        if metric != "@project":
            return metric
        becoming = [found for w in right_words if (found := _project_metric(w.roles))] if cue.start >= q.end else []
        if becoming:
            # 10个储备项目提前开工: what became of those that were only planned.
            return next((metric for metric in becoming if metric != OTHER), OTHER)
        for word in reversed(self._finds.words_in(slot.segment, q.start)):
            found = _project_metric(word.roles)
            if found and q.start - word.end < 60:
                return found
        if cue.start >= q.end and _FINISHES.search(self._text, slot.left, q.start):
            # 完成海景苑等6个社区改造项目
            return "projects_completed"
        return self.occasion or OTHER

    def _company(self, slot: Slot, cue: Cue) -> str:
        """What class of companies is counted."""
        text, q = self._text, slot.q
        before = text[slot.left : cue.end] if cue.end <= q.start else text[q.end : cue.end]
        if _ABOVE_SCALE.search(before):
            return "enterprises_above_scale"
        if _PASSED_SCALE.match(text, cue.end):
            return "enterprises_above_scale"
        recognised = self._recognised(cue.end)
        if recognised:
            return recognised
        if _NEWLY_SET_UP.search(before, 0, max(0, len(before) - (cue.end - cue.start))):
            return "market_entities"
        after = text[cue.end : slot.right] if cue.start >= q.end else ""
        if _BENEFIT.search(after) or _BENEFIT_BEFORE.search(text, max(0, cue.start - 4), cue.start):
            return "participants"
        if _ACTING_COMPANY.match(after) or (text[cue.start : cue.end] in _ANY_COMPANY and _EARNING_COMPANY.match(after)):
            return OTHER
        return "enterprises"

    def _recognised(self, start: int) -> str:
        """What companies have been recognised as, behind them: 26家企业被认定为高新技术企业."""
        stop = _TO_FIGURE.match(self._text, start, start + _RECOGNISED_REACH)
        end = stop.end() if stop else start
        if _RECOGNISED.search(self._text, start, end) is None:
            return ""
        for cue in self._finds.cues_in(start, end):
            if cue.metric in _RECOGNISED_AS:
                return cue.metric
        return ""


_MORE_KINDS = re.compile(r"、[\u4e00-\u9fa5、]{0,14}")
_SCALED = re.compile(r"(?:规上|规模以上)(?:工业|服务业)?企业")
_FIRMS = re.compile(r"[\u4e00-\u9fa5]{1,6}?(?:厂|企)(?![业图家长区房商])")
_KIND_OF_THEM = re.compile(r"[、，,][\u4e00-\u9fa5“”]{2,12}")
_DEALT_OUT = re.compile(r"分别[为是]|项目(?:里|中|当中)[，,]")
_BRACKETS = re.compile(r"\([^()]{0,30}\)")
_TO_FIGURE = re.compile(r"[^。；;\d]*")


def _is_word(character: str) -> bool:
    return bool(character) and "\u4e00" <= character <= "\u9fa5"


def _project_metric(roles: frozenset[str]) -> str | None:
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
