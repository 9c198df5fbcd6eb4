"""The metric of a count: the noun that it counts, made precise by the verbs of its clause (项目 by 签约, 开工, 投产)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from transforms.figures.choice import NONE, OTHER, Choice
from transforms.figures.companies import COMPANIES, are_shut, class_alone, company_class
from transforms.figures.elided import BARE_UNITS, ElidedReader
from transforms.figures.measured import MeasuredReader
from transforms.figures.memory import SentenceMemory
from transforms.figures.persons import some_of_them, unnamed_persons
from transforms.figures.phrases import is_word
from transforms.figures.projects import (
    PROJECTS,
    among_projects,
    by_what_is_done,
    counts_several,
    kind_of_projects,
    of_a_size,
    of_occasion,
    project_metric,
    what_became,
)
from transforms.frames.slots import Finds, Slot
from transforms.knowledge import Metric
from transforms.names.words import Cue
from transforms.text.segmenter import word_class, words

COUNT_KINDS = ("count", "people", "head", "session")
_PERSONS = frozenset({"人", "人次"})
_VISITS = frozenset({"家次", "人次"})
# 27个|开工项目业主代表: the projects are counted, persons would be 27名.
_NO_PERSONS = frozenset({"个", "项"})
_OF_PROJECTS = PROJECTS | {"@project"}
_NOT_NOUN = re.compile(r"[的了，。、]|以上|左右|内|完成|就|办")
_HELD = re.compile(r"召开|举办|举行|开展|组织|上门|宣讲|培训|巡查|巡检|会诊|招商|考察|拜访|敲门")
_OUTWARD = re.compile(
    r"(?:外出|赴[^，。；]{1,6}|上门|敲门|驻点|组团)[^，。；]{0,4}(?:招商|考察|拜访|洽谈|推介)(?:活动)?\Z|派出[^，。；\d]{0,6}(?:招商|考察)[^，。；\d]{0,4}\Z|小分队(?:外出)?(?:招商)?\Z"
)
# 50个|亿元以上重大项目, 9个|总投资12亿元的项目: the size of the projects stands between their number and their noun.
_SIZED = re.compile(
    r"(?:计划|协议|合同|固定资产|设备)?(?:总?投资|年?产值|营收|营业收入|销售收入|年?销售|税收|年?纳税)?额?(?:均?在|约|近|超过?|过|上|达)*[\d.]*[十百千]?[万亿]?(?:美|欧|港)?元(?:人民币)?(?:及?以上)?(?:规模)?的?[\u4e00-\u9fa5“”、]{0,8}?(?P<noun>项目|企业)"
)
_NOUNS = {"项目": ("@project", frozenset({"个", "项", "宗"})), "企业": ("enterprises", frozenset({"家", "户"}))}
_UP_TO_NOUN = re.compile(r"[\u4e00-\u9fa5“”、]{0,10}")
_ATTENDS = re.compile(
    r"(?:[\u4e00-\u9fa5]{1,8}(?:和|及|、)?[\u4e00-\u9fa5]{0,6})??(?:参加|出席|参与)了?(?:此次|本次|这次|了)?[^，。；;]{0,10}(?:会议|会|培训|活动|仪式|座谈|比赛|竞赛|演练|考试|论坛|观摩)|(?:到会|参会|与会)"
)
# 局长带队一行|11人, 各局负责人共210余人|到会
_IN_PARTY = re.compile(r"一行(?:共|达|约|近|超过?)*\Z")
_WORKING = re.compile(r"(?:务工|就业|上班|打工)的?[\u4e00-\u9fa5]{0,10}(?:有|达|共)?\Z")
_WORKING_BEHIND = re.compile(r"[\u4e00-\u9fa5]{0,12}?(?:就业|务工|上班|增收致富就业)")
_ACTORS = re.compile(r"(?:专班|小组|工作组|队|队伍|干部|团队|专员|单位|部门|支部|志愿者|分队)\Z")
_COURT = re.compile(r"案件|法院|法庭|仲裁|检察院")
_AT_THEM = re.compile(r"(?:对|向|到|赴|深入)[^，。；,;\d]{0,10}\Z")
_LOOKED_AT = re.compile(
    r"[^，。；,;\d]{0,10}?(?:开展|进行|实施|逐[一家个户])[^，。；,;\d]{0,12}?(?:检查|排查|上门|问需|走访|督查|巡查|体检|问诊|核查|摸排|摸底|辅导|回访|暗访)"
)
_HAVE = re.compile(r"(?:已|现|共|就|也|则)?有|[已共]?达到?")
_ADDING = frozenset({"连同", "加上", "外加", "另加"})
_ONLY_TALKED_OF = re.compile(r"(?:储备|谋划|策划|包装|在谈|跟踪|推介(?!会))(?:了|的)?[\u4e00-\u9fa5]{0,4}\Z")
_ALL_OF_THEM = frozenset({"全部", "均", "都", "已", "悉数", "全数"})
"""What goes on behind a count whose noun stands before it: 诉求320件|全部办结."""
_AWARDS = frozenset({"奖", "大奖", "奖项"})
_HEADLESS = frozenset(
    "驻点 驻厂 驻企 坐镇 上门 到场 现场 名单 情况 分别 平均 方面 左右 总数 数量 总量 个数 户数 家数 正式 同期 全部 项目 销号 清零 归零 到位 达标".split()
)
_MORE_KINDS = re.compile(r"、[\u4e00-\u9fa5、]{0,14}")
_SCALED = re.compile(r"(?:规上|规模以上)(?:工业|服务业)?企业")
_FIRMS = re.compile(r"[\u4e00-\u9fa5]{1,6}?(?:厂|企)(?![业图家长区房商])")
_FIRMS_BEFORE = re.compile(r"(?:[药车德日韩台港外民央国酒茶鞋纸钢铝苏浙沪粤京]企|厂子?|工厂)(?:共|有|达|已|约|近)*\Z")
_LINE_GOES_ON = re.compile(r"[ \u3000]?\r?\n(?=[\u4e00-\u9fa5])")
_SITES = ("园", "孵化园", "产业园", "之家", "大厦")
_BRACKETS = re.compile(r"\([^()]{0,30}\)")


_FIRMS_MAKE = re.compile(r"企业(?=(?:工业)?总?产值|产量|营收|营业收入|销售|税收|纳税|上缴|利润|主营|用电量|增加值)")
_BACK_TO_WORK = frozenset({"复工", "复产", "开复工", "复工复产"})


class CountedReader:
    """Names what is counted, within one document."""

    def __init__(self, finds: Finds, metrics: Mapping[str, Metric], measured: MeasuredReader) -> None:
        self._finds = finds
        self._text = finds.text
        self._measured = measured
        self._elided = ElidedReader(finds, metrics)
        # What the article's projects are there for, where its headline or lead tells of a ceremony (集中开工).
        self.occasion = ""

    def choose(self, slot: Slot, memory: SentenceMemory, last: Choice | None) -> Choice:
        """The metric of a count; `last` is what the percentage right before it spoke of."""
        q = slot.q
        done = by_what_is_done(self._finds, slot)
        if done is not None:
            return done
        of_them = some_of_them(self._text, slot, memory.by_kind.get("people"), memory.part_of) if q.kind == "people" else None
        if of_them is not None:
            return of_them
        if q.kind == "people" and (_ATTENDS.match(self._text, q.end, slot.sentence.end) or _IN_PARTY.search(self._text, slot.left, q.start)):
            # 企业负责人50余人参加会议: whoever they are, they come to what is held.
            return Choice("participants", slot.left, q.start, "unit_default")
        dealt = self._elided.dealt_with(slot, memory.choice, memory.unit)
        if dealt is not None:
            return dealt
        found: Choice | None = class_alone(self._text, slot) or self.noun(slot)
        if found is not None and found.metric == "participants" and found.rule.startswith("count") and self._have_work(slot):
            return found._replace(metric="employment")
        if found is not None and found.metric != OTHER:
            return self._elided.new_too(slot, memory, found)
        kind = self._elided.kind_of_projects(slot, memory) if found is None or found.rule == "metric_none" else None
        if kind is not None:
            return kind
        listed = self._elided.under_colon(slot) if found is None and (memory.unit in ("", q.unit)) else None
        if listed is not None:
            return listed
        again = self._elided.same_noun(slot, memory, found) or self._elided.of_class(slot, memory)
        if again is not None:
            return again
        if found is not None and found.rule == "other_named":
            return found
        # 净增规上企业 14 家，总数达| 158 家: blanks beside the figures are no words.
        between = self._text[slot.previous_end : q.start].strip(" \u3000")
        return (
            among_projects(self._finds, slot, memory, between)
            or self._elided.left_out(slot, memory, found, between)
            or of_occasion(self._finds, slot)
            or of_a_size(self._finds, slot, memory)
            or self._elided.reached(slot, last, found, between)
            or found
            or self._elided.under_heading(slot, memory, between)
            or self._elided.unnamed_companies(slot, found)
            or unnamed_persons(self._text, slot)
            or NONE
        )

    def noun(self, slot: Slot) -> Choice | None:
        """The noun that a count counts, behind it or before it; None where none is found."""
        q = slot.q
        if q.unit in ("件", "宗", "笔"):
            # 法院受理案件3168件: a court's business is none of the administration's.
            cases = [] if _COURT.search(self._text, slot.segment, q.start) else [c for c in self._finds.cues_in(slot.left, q.start) if c.kind == "case"]
            if cases and self._text[q.end : q.end + 1] in "，,。；;、":
                return self._measured.made(slot, cases[-1], "case_left")
        if q.unit in _VISITS:
            found = self.phrase(slot, q.end, slot.right) or self.phrase(slot, slot.left, q.start, behind=False)
            named = found is not None and (found.metric in ("participants", "activities", "enterprise_visits") or found.rule == "other_named")
            return found if named else Choice("participants", slot.left, q.start, "unit_default")
        if q.unit in ("批", "批次", "次") and _OUTWARD.search(self._text, slot.left, q.start):
            # 赴外招商86批次
            return Choice("activities", slot.left, q.start, "unit_default")
        behind = self._behind(slot)
        follower = self._text[behind : behind + 1]
        if follower == "等" and self._text[q.end + 1 : q.end + 2] in "，,。；;":
            # 新增高新技术企业3家等，
            follower = ""
        if is_word(follower) or (follower and follower in "“《A5"):
            if self._stands_before(slot):
                return self.phrase(slot, slot.left, q.start, behind=False)
            choice = self.phrase(slot, behind, slot.right)
            if choice is not None:
                return choice
            if q.unit in BARE_UNITS and (scaled := _SCALED.match(self._text, q.end, slot.right)):
                # 21家规上企业|产值同比下降
                return Choice("enterprises_above_scale", q.end, scaled.end(), "count_right")
            if q.unit in ("家", "户") and _FIRMS_MAKE.match(self._text, q.end, slot.right):
                # 6户|企业产值增速在30%以上
                return Choice("enterprises", q.end, q.end + 2, "count_right")
            hidden = self._noun_within(slot) or self._noun_behind_size(slot)
            if hidden is not None:
                metric = self.specific(slot, hidden)
                return Choice(metric, hidden.start, hidden.end, "count_right" if metric != OTHER else "other_named")
            beyond = _MORE_KINDS.match(self._text, slot.right) if self._text[slot.right : slot.right + 1] == "、" else None
            if beyond is not None and (choice := self.phrase(slot, q.end, beyond.end())) is not None:
                # 17家织布、制衣|企业
                return choice
            if q.unit in ("家", "户") and _FIRMS.match(self._text, q.end, slot.right):
                # 3家板材厂, 3家药企
                return Choice("enterprises", q.end, q.end + 2, "count_right")
            if q.unit == "人" or _NOT_NOUN.match(follower) or self._elided.verb_follows(q.end):
                return self.phrase(slot, slot.left, q.start, behind=False)
            return None
        sized = self._noun_behind_size(slot) if follower.isdigit() else None
        if sized is not None:
            # 20项|10亿元新开工项目
            metric = self.specific(slot, sized)
            return Choice(metric, sized.start, sized.end, "count_right" if metric != OTHER else "other_named")
        choice = self.phrase(slot, slot.left, q.start, behind=False) or self._before(slot)
        if choice is None and q.unit in ("家", "户") and (firms := _FIRMS_BEFORE.search(self._text, slot.left, q.start)) is not None:
            # 药企|32家, 厂子|12家
            signed = self._text[max(slot.left, firms.start() - 3) : firms.start()].rstrip("了").endswith(("签约", "再签", "新签", "签下"))
            return Choice("projects_signed" if signed else "enterprises", firms.start(), firms.end(), "count_left")
        if choice is None and q.unit in ("场", "次") and _HELD.search(self._text, slot.left, q.start):
            # 召开企业家恳谈会5次: whatever is held that often is an activity.
            return Choice("activities", slot.left, q.start, "unit_default")
        return choice

    def _have_work(self, slot: Slot) -> bool:
        """带动1.6万名群众在园区就业, 在园区务工的搬迁群众有|830人: people who work there."""
        return _WORKING_BEHIND.match(self._text, slot.q.end, slot.sentence.end) is not None or _WORKING.search(self._text, slot.left, slot.q.start) is not None

    def _noun_within(self, slot: Slot) -> Cue | None:
        """The noun with which the words for an amount begin: 6个|项目总投资4亿元, 30家骨干|企业产值."""
        for cue in self._finds.cues_in(slot.q.end, slot.right):
            if cue.kind != "money":
                continue
            noun = self._text[cue.start : cue.start + 2]
            if noun in _NOUNS and slot.q.unit in _NOUNS[noun][1] and _UP_TO_NOUN.fullmatch(self._text, slot.q.end, cue.start):
                return Cue(slot.q.end, cue.start + 2, _NOUNS[noun][0], "count")
            return None
        return None

    def _noun_behind_size(self, slot: Slot) -> Cue | None:
        """The noun behind the size of what is counted: 50个|亿元以上重大项目, 14家产值上十亿元企业."""
        if slot.q.unit not in _NOUNS["项目"][1] and slot.q.unit not in _NOUNS["企业"][1]:
            return None
        sized = _SIZED.match(self._text, slot.q.end, slot.sentence.end)
        if sized is None or slot.q.unit not in _NOUNS[sized["noun"]][1]:
            return None
        return Cue(sized.start("noun"), sized.end("noun"), _NOUNS[sized["noun"]][0], "count")

    def _behind(self, slot: Slot) -> int:
        """Where the words behind a count begin; a line that ends behind its counter goes on with the noun: 19 个⏎项目."""
        broken = _LINE_GOES_ON.match(self._text, slot.q.end, slot.sentence.end)
        return broken.end() if broken is not None else slot.q.end

    def growing_noun(self, slot: Slot) -> Choice | None:
        """The noun before a rate whose number grows: 规上工业企业数量增长8%."""
        return self.phrase(slot, slot.left, slot.q.start, behind=False)

    def _stands_before(self, slot: Slot) -> bool:
        """Whether the noun touches the count from the left and a conjunction follows: 人口6万余人连同…."""
        near = [c for c in self._finds.cues_in(slot.left, slot.q.start) if c.kind in COUNT_KINDS]
        first = words(self._text[slot.q.end : slot.q.end + 4])
        if not near or not first:
            return False
        if near[-1].end != slot.q.start:
            # 世界500强有|20家在区内兴办项目: 有 stands between the noun and its count.
            return _HAVE.fullmatch(self._text, near[-1].end, slot.q.start) is not None and word_class(first[0])[:1] == "p"
        return (
            first[0] in _ADDING
            or first[0] in _ALL_OF_THEM
            or word_class(first[0])[:1] in ("c", "p")
            or (near[-1].kind == "people" and word_class(first[0]) == "v")
        )

    def _before(self, slot: Slot) -> Choice | None:
        """A count behind its noun, the noun in the clause before: 帮助企业解决问题，共计70余个."""
        if len(self._text[slot.left : slot.q.start]) <= 6 and slot.previous_end <= slot.left:
            return self.phrase(slot, max(slot.previous_end, slot.segment), slot.left, behind=False)
        return None

    def phrase(self, slot: Slot, start: int, end: int, behind: bool = True) -> Choice | None:
        """The metric of the noun phrase in a stretch of text behind the count, or before it."""
        unit = slot.q.unit
        kinds = (*COUNT_KINDS, "elliptic") if unit in BARE_UNITS else COUNT_KINDS
        cues = [c for c in self._finds.cues_in(start, end) if c.kind in kinds and not (c.metric == OTHER and c.kind == "count" and unit in _PERSONS)]
        if cues and self._text.startswith(_SITES, cues[-1].end):
            # 小微企业园|8个: where they are.
            return Choice(OTHER, cues[-1].start, cues[-1].end + 1, "other_named")
        if cues and not behind and self._text.find(")", start, end) >= 0:
            # 民营企业(含增资项目)|246家
            inner = [match.span() for match in _BRACKETS.finditer(self._text, start, end)]
            cues = [c for c in cues if not any(a < c.start < b for a, b in inner)]
        if not cues:
            return None
        if behind:
            if self._owned(self._text[start : cues[0].start]):
                return None
            if any(
                "visit" in w.roles and w.start <= cues[0].start and _ACTORS.search(self._text, start, w.start)
                for w in self._finds.words_in(start, cues[0].start + 2)
            ):
                # 组建9个专班联系|企业: the object of what those who are counted do.
                return None
            index = 0
            # 企业党支部, 企业诉求: the last of the nouns that touch names the thing.
            while (
                index + 1 < len(cues)
                and self._joined(cues[index].end, cues[index + 1].start)
                and not self._is_done(cues[index], cues[index + 1])
                and not (cues[index].metric == "@project" and self._takes_part(cues[index + 1]))
                and not (unit in _NO_PERSONS and cues[index].metric in _OF_PROJECTS and cues[index + 1].kind == "people")
            ):
                index += 1
            # 200余人参加仪式: what stands behind a verb is its object.
            verb = self._takes_part(cues[index])
            if not verb and self._other_head(cues[index].end, end):
                return Choice(OTHER, cues[index].start, min(end, cues[index].end + 2), "other_named")
        else:
            index = len(cues) - 1
            if unit in ("家", "户") and index and self._is_done(cues[index - 1], cues[index]) and cues[index].start - cues[index - 1].end <= 4:
                # 规上工业企业已复工|22家: companies that went back to work, no projects.
                index -= 1
        while index >= 0:
            cue = cues[index]
            metric = self.specific(slot, cue)
            if metric == "@none" or (unit in ("家", "户") and self._text[cue.start : cue.end] in _BACK_TO_WORK):
                # 142家企业中已有136家|复工: firms, whose noun stands elsewhere, and no projects.
                return None
            counters = self._elided.counters(metric)
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
            return between not in ("、", "的", "和", "，", ",", "与", "及", "同", "对", "在", "为", "是", "有", "占", "由")
        return end - start <= 4 and all(word_class(word) in ("n", "vn", "b", "j", "nz", "an") for word in words(between))

    def _takes_part(self, cue: Cue) -> bool:
        """Whether a word for people is a verb: 200余人|参加仪式, 8个项目|参与集中开工."""
        return cue.kind == "people" and word_class(self._text[cue.start : cue.end]) == "v"

    def _is_done(self, noun: Cue, behind: Cue) -> bool:
        """Whether the words behind companies say what they did: 56家企业|复工."""
        return noun.metric in COMPANIES and behind.metric in PROJECTS and not self._text.endswith("项目", behind.start, behind.end)

    def _none_rule(self, cue: Cue) -> str:
        return "other_named" if cue.metric == OTHER else "metric_none"

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
        ends = start + len(word) >= end or not is_word(self._text[start + len(word)])
        known = any(w.start < start + len(word) for w in self._finds.words_in(start, min(end, start + 4)))
        return ends and not known and word_class(word) == "n" and len(word) > 1

    def _is_inspected(self, slot: Slot, cue: Cue) -> bool:
        """对园内|46家企业开展拉网式排查: what is done to companies is looking at them."""
        if cue.start < slot.q.end or not _AT_THEM.search(self._text, slot.left, slot.q.start):
            return False
        return _LOOKED_AT.match(self._text, cue.end, slot.sentence.end) is not None

    def specific(self, slot: Slot, cue: Cue) -> str:
        """Makes 项目 and 企业 precise by the verbs of the clause."""
        metric = cue.metric
        q = slot.q
        left = self._finds.words_in(slot.left, q.start)
        roles_left = frozenset(role for word in left for role in word.roles)
        right_words = self._finds.words_in(q.end, slot.right)
        company = metric in COMPANIES
        if company and are_shut(self._text, slot, cue):
            return OTHER
        if company or metric in ("@project", "projects_under_construction", "enterprise_visits"):
            near = [w for w in right_words if "visit" in w.roles and w.start - cue.end <= 3 and w.start >= cue.end]
            if ("visit" in roles_left or near) and not (company and "sign" in roles_left):
                return "enterprise_visits"
        if metric in ("enterprises", "enterprises_above_scale") and self._is_inspected(slot, cue):
            return "enterprise_visits"
        if metric == "participants" and "容纳" in self._text[slot.left : q.start]:
            # 学校可容纳学生810名: room for them, and nobody has come.
            return OTHER
        if metric == "enterprises":
            return company_class(self._finds, slot, cue)
        if metric in PROJECTS and cue.end <= q.start and counts_several(self._text, slot, cue):
            return OTHER
        if metric in PROJECTS and cue.end <= q.start and _ONLY_TALKED_OF.search(self._text, slot.left, cue.start):
            # 储备|招商项目28个
            return OTHER
        if metric in PROJECTS and cue.start >= q.end:
            return what_became(self._finds, slot, cue)
        if metric == "projects_under_construction" and cue.end <= q.start:
            # 18个续建项目竣工|10个: what became of some of them.
            for word in reversed(self._finds.words_in(cue.end, q.start)):
                if word.roles & {"complete", "start"}:
                    return project_metric(word.roles) or metric
        if metric == "reform_items" and q.unit == "份" and not self._text[cue.start : cue.end].endswith("文件"):
            # 政策汇编800份: copies that are handed out; 份 counts the documents themselves in 政策文件14份.
            return OTHER
        if metric != "@project":
            return metric
        return kind_of_projects(self._finds, slot, cue, self.occasion)
