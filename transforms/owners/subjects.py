"""What a company, a project, a part of the park or a place that a sentence names turns it to: 该项目, 二期, 甲公司, 核心区, 全市."""

from __future__ import annotations

import re
from dataclasses import replace

from transforms.frames.anchors import ANAPHOR, COMPANY, OTHER, PARK, PROJECT, ZONE, Anchor
from transforms.frames.breakdown import is_breakdown
from transforms.frames.parts import THAT_PART, UNNAMED_PARTS
from transforms.frames.projects import PROJECT_ANAPHOR
from transforms.frames.roles import BESIDE, PLACED
from transforms.frames.slots import Finds
from transforms.frames.wider import PARKS, PLACE, lead_end
from transforms.names.parks import ParkFinder
from transforms.owners.article import ArticleParks
from transforms.owners.asides import opens_clause
from transforms.owners.frame import ARTICLE, CLAUSE, NOBODY, OCCASION, SENTENCE, WIDER, Frame
from transforms.owners.goes_on import MANY_PROJECTS, PHASES
from transforms.owners.memory import Memory
from transforms.owners.spread import Spread
from transforms.text.sentences import Sentence

# 首期出资20亿元; 一期规划面积2600亩: what is said of a fund, or of the park and how far it has come.
_WHOLE_PHASE = re.compile(r"(?:计划|拟|已|规划|验收|批准|批复|起步)*(?:面积|开发|出资|投入|工期|达产|投产|资金|起步区)")
_IS = ("是", "系", "为", "作为", "成为", "属于", "隶属", "隶属于")
# 是某集团|的核心供应商, 系某公司|全资子公司
_RELATION = re.compile(
    r"(?:的|旗下|下属|在[\u4e00-\u9fa5]{2,6}的|等[^，。；]{0,12}的)?[^，。；的]{0,10}?(?:供应商|配套商|配套企业|合作伙伴|合作商|代工厂|代理商|经销商|服务商|客户|子公司|分公司|控股公司|参股公司|生产基地|制造基地|成员企业)"
)
# 为某公司等整车企业|配套生产座椅
_SERVES = re.compile(r"(?:等[^，。；]{0,12})?(?:做|进行|提供|生产|供应)?(?:配套|代工|供货|供应)")

_INVESTED_BY = re.compile(r"(?:全额|独资|共同|计划|出资)?(?:投资|投建|兴建|建设|承建|开发|实施|打造|运营)")
_MAKER = re.compile(r"[\u4e00-\u9fa5()]{2,24}?(?:公司|集团)|[\u4e00-\u9fa5]{3,10}(?=[一二三四]期)")
_SO_MANY_TIMES = re.compile(r"(?:平均(?:水平|值)?)?的(?:约|近|超过?)?[\d.一二两三四五六七八九十]+(?:多)?[倍%成]")
_TIMES_BEFORE = re.compile(r"(?:[是为达]|相当于)[^，。；,;]{1,12}的(?:约|近|超过?)?[\d.一二两三四五六七八九十]+(?:多)?[倍%成](?:、|，|,|和|及)(?:是|为)?\Z")
# 根据协议，|项目选址某园区
_AS_AGREED = re.compile(r"(?:根据|按照?|依照)[^，。；,;\d]{0,6}(?:协议|合同|约定|规划|计划)书?(?:约定)?[，,]|据(?:介绍|了解|悉)[，,]")
_OWN_PARTS = frozenset({"各片区", "各组团", "各板块", "各分园", "各功能区", "各新片区"})

_LIES = ("坐落", "位于", "地处")

_KIND_DOES = re.compile(r"(?:累计|已)?(?:完成投资|投资完成|完成|开工|竣工|投产)(?:额|约|近)?\d")
# 某集中区管委会与某包装公司签订瓦楞纸板生产线协议，|项目计划投资3.5亿元: what was signed for.
_SIGNED_ONE = re.compile(
    r"[与和同](?!项目|[去上]年|同期|往年|以往)[^，,、。；;\d]{2,40}?(?:签订|签署|签下|签约|达成|敲定)[^，,。；;\d]{0,20}(?:协议书?|合同|备忘录|项目)[，,]\Z"
)


class Subjects:
    """Answers for one article."""

    def __init__(self, finds: Finds, parks: ArticleParks, spread: Spread, finder: ParkFinder, memory: Memory) -> None:
        self._finds = finds
        self._parks = parks
        self._spread = spread
        self._finder = finder
        self._memory = memory

    def turned(self, frame: Frame, anchor: Anchor, sentence: Sentence) -> Frame | None:
        """The frame from an anchor on; None where it leaves the frame as it is."""
        start = anchor.start
        if anchor.role == BESIDE:
            if anchor.kind == COMPANY and frame.kind == PROJECT and _INVESTED_BY.match(self._finds.text, anchor.end, sentence.end):
                # 某智能化项目由某汽车公司投建，总投资…。公司现有员工1130人
                self._memory.company = anchor.name
            return None
        if anchor.kind == PLACE and anchor.name.endswith("全区") and self._finder.class_of(self._parks.main) == "新区":
            # 浦东全区 is 浦东新区.
            return None
        if anchor.kind == PLACE and _SO_MANY_TIMES.match(self._finds.text, anchor.end) and _TIMES_BEFORE.search(self._finds.text, sentence.start, start):
            # 每平方公里产出是全市的4.4倍，|全省的7.2倍: compared with again.
            return None
        if anchor.kind == PARKS and self._is_own_parts(anchor.name, start):
            return Frame(start, ZONE, self._parks.main, anchor.name, start, CLAUSE)
        if anchor.kind in (PLACE, PARKS):
            named = [m for m in self._finds.mentions_in(start, anchor.end) if m.registered] if anchor.kind == PARKS else []
            # 镇江、淮安两家经开区…，分别列22位和29位
            parts = tuple(m.key for m in named) if len(named) > 1 else ()
            return Frame(start, anchor.kind, "", anchor.name, start, CLAUSE, parts)
        if anchor.companys:
            # 某公司…，总投资8亿元: the project that the company builds.
            if frame.kind != COMPANY:
                return None
            part = max(sentence.start, self._finds.text.rfind("；", sentence.start, start), self._finds.text.rfind(";", sentence.start, start))
            if MANY_PROJECTS.search(self._finds.text, part, start):
                # …某电驱等；平台类项目7个，总投资18亿元: projects that are counted are the park's, of a company named with them the company's.
                return None if frame.named_at >= part or not frame.park else Frame(start, PARK, frame.park, frame.park, -1, SENTENCE)
            if self._finds.text.startswith(("总投资", "投资总额"), start):
                # 该企业2018年投产，总投资2亿元: what the company has put in.
                return None
            self._memory.project = self._memory.any_project = self._memory.project or f"{frame.name}项目" if anchor.name == PROJECT_ANAPHOR else anchor.name
            return self.inside(frame, PROJECT, self._memory.project, start)
        if anchor.kind == PROJECT and _KIND_DOES.match(self._finds.text, anchor.end, sentence.end) and is_breakdown(self._finds.text, sentence.start, start):
            # 分领域看，…汽车零部件项目|完成投资26.4亿元: all projects of a kind.
            return None
        phase = self._finds.text[start : start + 2]
        if anchor.kind == PROJECT and phase in PHASES and anchor.end - start <= 4 and opens_clause(self._finds.text, start):
            if frame.kind == ZONE and self._memory.phased is None:
                # 某工业小区总面积1800亩，首期1100亩: all of that part.
                return None
            if frame.kind == PARK and not self._memory.project and (frame.found != ARTICLE or not self._memory.any_project) and phase in ("一期", "首期"):
                if _WHOLE_PHASE.match(self._finds.text, anchor.end, sentence.end):
                    return None
                self._memory.phased = frame
            if self._memory.phased is not None:
                # 某化工园…。一期占地2000亩，建设某项目；二期占地3000亩: the phases are parts of the park.
                self._memory.zone = self._finds.text[start : anchor.end]
                return Frame(start, ZONE, self._memory.phased.park, self._memory.zone, start, CLAUSE)
        if (
            anchor.kind == PROJECT
            and anchor.name == PROJECT_ANAPHOR
            and phase == "项目"
            and not self._memory.project
            and frame.kind == PARK
            and MANY_PROJECTS.search(
                self._finds.text,
                self._memory.sentences[-2] if len(self._memory.sentences) > 1 and self._memory.sentences[-2] >= self._memory.paragraph else start,
                start,
            )
        ):
            # 某高新区9个项目动工。项目投资14.2亿元: all of them.
            return None
        if anchor.kind == PROJECT and anchor.name == PROJECT_ANAPHOR:
            if (
                not self._memory.project
                and frame.kind == PARK
                and frame.named_at >= sentence.start
                and anchor.end - start == 2
                and phase in ("项目", "工程")
                and not self._finds.text.startswith(("为", "对"), start - 1)
                and _SIGNED_ONE.search(self._finds.text, sentence.start, start) is None
            ):
                # 某集中区已入驻企业31户，项目总投资58亿元: the park's projects.
                return None
            name = self._memory.project or self._memory.any_project or self._that_project(anchor, sentence)
            if name and name == self._memory.any_project and frame.kind == PLACE and self._memory.project_park and frame.found != OCCASION:
                # 某市煤炭储量68亿吨…。项目分两期: the project spoken of before.
                return Frame(start, PROJECT, self._memory.project_park, name, start, CLAUSE)
            told = self.inside(frame, PROJECT, name, start) if name else None
            if told is not None and not self._memory.projects:
                # 该项目 of a text that names none otherwise.
                self._memory.any_project, self._memory.project_park = name, told.park
                self._memory.projects.add(name)
            return told
        if anchor.kind == COMPANY and anchor.name == ANAPHOR:
            name = self._memory.company or self._that(anchor)
            return self.inside(frame, COMPANY, name, start) if name else None
        if anchor.name == THAT_PART:
            word = self._finds.text[start : anchor.end]
            meant = self._memory.zone.endswith(word) and frame.kind in (PARK, ZONE) and self._is_near(start)
            return self.inside(frame, ZONE, self._memory.zone, start) if meant else None
        if anchor.kind == ZONE and anchor.name[:1] in ("该", "这"):
            # 某智造片区建成厂房16栋。该片区总投资…: the part named before; of a free trade zone's own 片区 it is the whole.
            noun = anchor.name.lstrip("该这一个")
            if frame.park.endswith(noun):
                return None
            return self.inside(frame, ZONE, self._memory.zone if self._memory.zone.endswith(noun) else anchor.name, start)
        if anchor.kind in (ZONE, OTHER) and anchor.role == PLACED and frame.kind == PARK and frame.named_at >= sentence.start:
            # 某高新区在某片区引进项目: the park acts.
            return None
        breaks_down = frame.named_at >= sentence.start or self._finds.text.startswith("其中", sentence.start)
        if anchor.kind in (ZONE, PROJECT) and frame.kind == PLACE and breaks_down:
            if self._finds.text.endswith(("其中", "其中，"), sentence.start, start):
                # 全县产业基地15万亩，其中某产业基地2万亩: the county's.
                return None
        if anchor.kind == COMPANY and frame.kind == COMPANY and frame.named_at >= sentence.start and self._only_related(anchor, sentence):
            return None
        turned = self._at_home(self.inside(frame, anchor.kind, anchor.name, start), frame)
        if turned is not None and anchor.kind == COMPANY:
            self._memory.company = anchor.name
        if turned is not None and turned.kind == ZONE:
            self._memory.zone = turned.name
        if turned is not None and anchor.kind == PROJECT and (maker := _MAKER.match(anchor.name)) is not None:
            # 某专用车有限公司二期项目竣工。…公司去年产销4800台
            self._memory.company = maker[0]
        if turned is not None and anchor.kind == PROJECT:
            self._memory.project = self._memory.any_project = anchor.name
            self._memory.project_park = turned.park
            self._memory.projects.add(anchor.name)
        return turned

    def _is_near(self, start: int) -> bool:
        """Whether the part named last stands in the paragraph of a place, or in the one before."""
        floor = self._memory.paragraphs[-2] if len(self._memory.paragraphs) > 1 else 0
        return self._finds.text.find(self._memory.zone, floor, start) >= 0

    def _at_home(self, turned: Frame | None, frame: Frame) -> Frame | None:
        """A company or a project that the article comes back to, in the park in which it was first told of, where the paragraph has named none since."""
        if turned is None or turned.kind not in (COMPANY, PROJECT):
            return turned
        home = self._memory.homes.setdefault(turned.name, turned.park)
        if home != turned.park and frame.found == ARTICLE and frame.named_at < self._memory.paragraph:
            return replace(turned, park=home)
        return turned

    def _only_related(self, anchor: Anchor, sentence: Sentence) -> bool:
        """Whether a company only says what the one spoken of is to it: 是某空调集团的核心供应商, 为某汽车公司配套."""
        text = self._finds.text
        related = text.endswith(_IS, sentence.start, anchor.start) and _RELATION.match(text, anchor.end, sentence.end)
        return bool(related or (text.endswith(("为", "给", "向"), sentence.start, anchor.start) and _SERVES.match(text, anchor.end, sentence.end)))

    def _is_own_parts(self, name: str, start: int) -> bool:
        """Whether 各片区 and the like are the parts of the article's own park; 各园区 are where the text is plainly about one park."""
        if not self._parks.main or self._spread.many or self._spread.round_up or not self._finds.named_in(0, start):
            return False
        return name in _OWN_PARTS or (name == "各园区" and (self._parks.named_above or self._spread.opens_with_main))

    def _that_project(self, anchor: Anchor, sentence: Sentence) -> str:
        """该项目 of a project that the text never names, and 项目总投资… that opens its sentence; empty for a bare word like 一期."""
        words_of = self._finds.text[anchor.start : anchor.end]
        begins = lead_end(self._finds.text, sentence.start, sentence.end)
        agreed = _AS_AGREED.match(self._finds.text, begins, anchor.start)
        opens = words_of in ("项目", "工程", "整个项目") and (agreed.end() if agreed is not None else begins) == anchor.start
        signed = words_of == "项目" and _SIGNED_ONE.search(self._finds.text, sentence.start, anchor.start) is not None
        return words_of if opens or signed or words_of.startswith(("该", "此", "这")) else ""

    def _that(self, anchor: Anchor) -> str:
        """该企业, 企业位于… and “公司…, of a company that the text never names."""
        words_of = self._finds.text[anchor.start : anchor.end]
        # “公司2008年入园时只有40个人…”: whoever says it speaks of his own.
        quoted = self._finds.text[anchor.start - 1 : anchor.start] == "“"
        return words_of if quoted or words_of.startswith(("该", "这家")) or self._finds.text.startswith(_LIES, anchor.end) else ""

    def inside(self, frame: Frame, kind: str, name: str, start: int) -> Frame | None:
        """Something that stands in the park of the frame, or in the article's own where the frame is wider than one."""
        park = frame.park
        if frame.found == OCCASION:
            return None
        if frame.kind in WIDER or frame.kind == NOBODY:
            # 核心加工区 after a word about the county is the park's all the same.
            park = self._parks.main if (self._parks.named_above or frame.kind != PLACE or name in UNNAMED_PARTS) else ""
            if not park:
                return None
        return Frame(start, kind, park, name, start, CLAUSE)
