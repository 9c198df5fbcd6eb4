"""Events: a trigger word at a park, with its date, status, participants and money."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from transforms.events import modes, rules
from transforms.events.actors import subject_of
from transforms.events.candidate import Candidate, Evidence, Place
from transforms.events.confidence import LEAST, confidence
from transforms.events.days import NOWADAYS, UNDATED, Dated, DayReader, is_few_days, is_long, is_of_months
from transforms.events.merge import merged
from transforms.events.money import FOLLOWING, amount_of, has_money
from transforms.events.participants import find_participants
from transforms.events.signs import signs
from transforms.events.titles import MAX_TITLE, make_title
from transforms.events.wishes import is_habit
from transforms.facts import MAX_SENTENCE_TEXT, EventFact
from transforms.frames.roles import BESIDE
from transforms.frames.slots import ArticleContext, Finds, SentenceContext
from transforms.keys import fact_key
from transforms.knowledge import Knowledge
from transforms.names.parks import ParkMention
from transforms.names.triggers import Rule
from transforms.owners.owner import Owners
from transforms.text.quotes import in_short_quote
from transforms.text.sentences import Sentence
from transforms.times.calendar import UNKNOWN, Span

_HOST = re.compile(r"(?:赴|到|来|莅临|走进|前往|抵达|深入)$")
# 某高新区书记带队赴苏州工业园区学习考察: who goes to learn or to win investors makes news at home.
_GOES_TO_LEARN = re.compile(
    r"(?:管委会|党工委|主要|相关|有关)*(?:负责人|领导|主任|书记|干部|班子|代表团|考察团|招商)[^，,。；;]{0,40}(?:赴|前往|到)[^，,。；;]{0,24}(?:学习|取经|招商|洽谈|对标)"
)
# 举行“开工一批”活动: what the occasion is for stands in its name.
_BATCH = re.compile(r"一批”(?:项目)?(?:集中)?(?:活动|仪式)")
_HELD_BY_NAME = re.compile(r"(?:举行|举办|召开|开展|组织)了?“[^”]*\Z")
_CAMPAIGN = re.compile(r"(?:行动|活动|回头看|专项整治)\Z")
# Headlines of other pages stand below it, of which only a park that they name is told.
_RELATED = re.compile(r"[\s【\[◆■>·]*(?:相关|推荐|热门|更多|延伸|往期)(?:新闻|阅读|资讯|报道|链接|文章|推荐)[\s】\]:：]*\Z")
RELATED = 16
"""Characters of a line that says so, at the most."""
# What a headline tells with no more than who and whom: 市长某某调研某经开区.
_OCCASIONS = frozenset({"visit"})
# What a park's own people do for its companies.
_BY_THE_PARK = frozenset({"service", "inspection", "public_welfare"})
_PEOPLE = re.compile(r"(?:管委会|党工委|主要|相关|有关)*(?:负责人|领导|主任|书记|干部|班子|专班|专员|工作人员)")
# 签订合作协议20余项
_SO_MANY = re.compile(r"了?[^，。；\d]{0,10}(?:协议|合同)\d+[余多]?[项份个]")
# 上半年新签约项目37个, 前三季度发放贷款116亿元: what statistics sum up over months, nobody being named.
_SUMS = frozenset({"signing", "financing"})
_SUM_BEHIND = re.compile(
    r"(?:了|的)?[^，。；、\d]{0,12}(?:亿元以上|千万元以上|[\d.]+[万亿]*元以上)?[^，。；、\d]{0,8}项目(?:约|近|共|达)?\d+|(?:了|的)?[^，。；\d]{0,10}(?:总?规模)?(?:约|近|超过?)?[\d.]+[多余]?[万亿千百]+元"
)
_PARTY = re.compile(r"与|和|向|同|为|公司|集团|银行|农商|农信|信社|现场|当场|牵头")
_BUILT = frozenset({"construction_start", "completion", "production_start"})
# What a project goes through: 从开工到投产仅用一年.
_STAGES = frozenset({"signing", "settlement", "construction_start", "completion", "production_start"})
# What is told in one clause and goes on in the next without its subject: 召开会议，表彰先进单位.
_HOLDS_IT = re.compile(r"召开|举行|举办")
# What companies do one by one, and statistics count.
_OF_COMPANIES = frozenset({"production_start", "financing"})
# 与某经开区签订, 签署《某开发区配套工程框架合同》: whose it is stands right beside it.
_TITLED = re.compile(r"了?《[^》]{0,40}》")
# 宣读表彰决定, 为获奖单位授牌: what is done at a meeting.
_AT_MEETINGS = frozenset({"read_out", "hands_prizes", "hands_plaque", "hands_plates"})
_TIME_AND_AGAIN = re.compile(r"先后|多次|曾")
_LATELY = ("近年", "近几年", "近些年", "前些年")
_LATE = ("近日", "日前", "前不久", "不久前")
LONG_AGO = dt.timedelta(days=45)
"""Before the paper: longer than 近日 reaches back."""
_BY_YEARS_END = ("年底", "年末", "到年底", "于年底", "在年底")
_HELD_AT = re.compile(r"(?:在|对|为|向|给|赴|到|位于|联手|联合|携手)[该全本]?[市县区省]?\Z|《\Z")
# Words that say by themselves that it happened: 走访某公司, 升级为国家级开发区.
_SURE = frozenset({"calls_on", "helps_firm", "solves_for", "raised", "renamed"})
# What happens to a park itself, and what may stand between its name and the word for it.
_OF_PARKS = frozenset({"inauguration", "award", "construction_start"})
# What may be dated by 自2020年12月投产以来, 2015年12月签约至今.
_SINCE_THEN = _OF_PARKS | {"production_start", "signing"}
_ONLY_TIME = re.compile(r"(?:[\d年月日底初末中上下旬去今前半]|正式|已|也|于|在|又|顺利|成功)*")
_GOES_ON = frozenset({"meeting", "signing", "visit", "inauguration", "award"})


class EventReader:
    """Reads the events of one article."""

    def __init__(self, document_key: str, article_key: str, text: str, finds: Finds, context: ArticleContext, owners: Owners, knowledge: Knowledge) -> None:
        self._document_key = document_key
        self._article_key = article_key
        self._original = text
        self._text = finds.text
        self._finds = finds
        self._context = context
        self._owners = owners
        self._knowledge = knowledge
        self._days = DayReader(finds.text, context.topic, context.today)
        # Where the amount of an event stands, and the event's key: the observation there is linked to it.
        self.money: dict[int, str] = {}
        self._sentences: Sequence[SentenceContext] = ()
        self._number: dict[int, int] = {}
        # What an occasion of several things was for.
        self._joint: set[str] = set()
        # The article's park as the text writes it.
        self._names: set[str] = set()

    def read(self, sentences: Sequence[SentenceContext], triggers: Sequence[tuple[int, int]]) -> Iterator[EventFact]:
        """The article's events, one a happening."""
        if not triggers:
            return
        self._sentences, self._number = sentences, {c.sentence.start: number for number, c in enumerate(sentences)}
        found: list[Candidate] = []
        index = 0
        related = False
        for context in sentences:
            span = context.sentence
            while index < len(triggers) and triggers[index][0] < span.start:
                index += 1
            first = index
            while index < len(triggers) and triggers[index][0] < span.end:
                index += 1
            inside = triggers[first:index]
            self._days.enter(context, inside)
            if _RELATED.match(self._text, span.start, min(span.end, span.start + RELATED)):
                related = True
            told: list[Candidate] = []
            for start, end in inside:
                candidate = self._candidate(context, start, end, told)
                if candidate is not None and candidate.joint:
                    self._joint.add(candidate.event_type)
                if candidate and not (related and candidate.evidence.park_by == "carried"):
                    told.append(candidate)
                    self._days.note_occasion(candidate.event_type, candidate.span)
            found += told
            self._days.leave()
        for candidate in found:
            if candidate.heading and candidate.span == UNKNOWN and candidate.event_type in _OCCASIONS:
                # The headline tells what the story under it is about.
                candidate.span = self._days.lead_day
        events = merged(found)
        beside = Counter(id(candidate.context) for candidate in events)
        for candidate, follower in itertools.zip_longest(events, events[1:]):
            last = candidate.context.sentence.end
            if follower is not None and follower.context is candidate.context and follower.event_type != candidate.event_type:
                last = follower.at.start
            event = self._event(candidate, last, beside[id(candidate.context)] - 1)
            if event is not None:
                yield event

    def _candidate(self, context: SentenceContext, start: int, end: int, told: Sequence[Candidate]) -> Candidate | None:
        sentence = context.sentence
        text = self._text
        if not self._may_stand(start, end, sentence):
            return None
        at = rules.place_of(text, start, end, sentence)
        rule = rules.rule_of(text, at, self._knowledge.event_rules[text[start:end]])
        if (
            rule is None
            or (modes.is_one_of(text, at) and not (rule.event_type == "inauguration" and rules.is_told_of_park(text, at)))
            or ((rule.event_type in _STAGES or rule.event_type == "visit") and modes.is_stage(text, at))
            or (modes.is_speed(text, at) and any(not modes.is_speed(text, c.at) for c in told))
            or is_habit(text, at)
            or modes.is_slogan(text, at)
            or (rule.event_type in _BY_THE_PARK and modes.is_summed_up(text, at))
            or modes.is_stock(text, at)
        ):
            return None
        kind = rule.event_type
        mentions = self._finds.mentions_in(sentence.start, sentence.end)
        park, park_by = self._park(kind, at, mentions)
        if not park:
            return None
        if park_by == "carried" and ((kind != "visit" and rules.is_of_place(text, at)) or (kind == "meeting" and rules.is_of_authority(text, at))):
            return None
        subject = subject_of(text, at.clause_start, at.start)
        if kind == "meeting" and _HOLDS_IT.split(subject, maxsplit=1)[0].rstrip("省市县区") in self._knowledge.places:
            # 天津召开工作会议: the town's own.
            return None
        again = modes.speaks_again(text, at)
        dated = self._days.dates(at, kind, modes.takes_up(text, at) or rule.word_class in _AT_MEETINGS)
        if rule.word_class == "notice":
            dated = self._days.signed(at) or dated
        if dated.by not in ("clause", "behind") and told and self._goes_on_from(told[-1], at, kind, subject):
            # 2003年通过认证，被某部授予称号
            dated = Dated(told[-1].span, "", "sentence")
        if kind == "award" and dated.by == "paragraph" and _TIME_AND_AGAIN.search(text, at.clause_start, at.start):
            # 2011年新增用地850亩。先后被授予…: in the course of years.
            dated = UNDATED
        # 近几年, 近年来: no time of a happening.
        here = dated.by in ("clause", "behind", "sentence") and not dated.words.startswith(_LATELY)
        if rule.dated and not here:
            return None
        if not (here and (is_few_days(dated.span) or dated.span == UNKNOWN)) and (
            ((kind in _OF_COMPANIES or rule.word_class == "finishes") and rule.word_class != "lends" and modes.is_unnamed_count(text, at))
            or (kind == "settlement" and modes.is_mass(text, at))
            or (kind in _STAGES and (modes.is_bare_count(text, at) or modes.is_vague(text, at)))
            or (kind == "signing" and dated.by == "none" and _SO_MANY.match(text, at.end, at.clause_end))
            or (
                kind in _SUMS
                and (dated.by == "none" or is_of_months(dated.span))
                and _SUM_BEHIND.match(text, at.end, at.clause_end)
                and not _PARTY.search(text, at.sentence_start, at.start)
            )
            or (kind in _BUILT and modes.is_target(text, at) and not text.startswith("集中", start) and not modes.takes_up(text, at))
        ):
            return None
        if (
            not here
            and is_few_days(dated.span)
            and not modes.takes_up(text, at)
            and (rule.word_class == "signed_count" or (kind in _STAGES and modes.is_unnamed_count(text, at)))
        ):
            # 11月7日，…到园区调研。…新签约亿元项目17个: what statistics count is not of a day.
            return None
        # 今年12月竣工后，…: a plan, as long as that time is to come.
        then = modes.is_then(text, at)
        if then and not (dated.by == "clause" and self._is_to_end(dated.span)):
            return None
        own = self._days.is_own(at)
        if (modes.is_since(text, at) and not (kind in _SINCE_THEN and rules.is_since_day(text, at))) or (
            modes.is_described(text, at, rule.form)
            and not own
            and not (kind in self._joint and modes.is_counted(text, at))
            and not (then or rules.is_cleft(text, at) or rules.is_since_day(text, at))
        ):
            return None
        if modes.is_dateless_custom(text, at, here or (text.startswith("推出", start) and bool(dated.words))):
            return None
        if not subject and modes.is_custom_word(text, at) and any(c.event_type == "policy" for c in told):
            # 出台办法，实行承诺制，…: what the policy just told consists of.
            return None
        how = self._told(at, rule, subject, context, told, dated.by != "none")
        if not how and sentence.heading and kind in _OCCASIONS and len(subject) > 1:
            how = "headline"
        if not how and not here:
            return None
        planned = modes.is_planned(text, at, self._clause_of_subject(at, subject)) or self._is_due(at, dated) or then
        if planned:
            dated = self._days.ahead(dated)
            if NOWADAYS.search(dated.words):
                # 目前二期将进行试生产: what is to come is not of now.
                dated = UNDATED
            if dated.by not in ("clause", "behind") and is_long(dated.span) and self._has_been(dated.span):
                # 两年间从4人成长为160人，新厂房即将动工: what is to come is not of a time that is over.
                dated = UNDATED
        ahead = self._is_ahead(dated.span)
        if modes.is_only_meant(text, at) and not own and not (here and ahead):
            return None
        if planned and dated.words.endswith("前") and self._context.today and dated.span.finish and dated.span.finish > self._context.today:
            # 年底前竣工: between the day of the paper and then.
            dated = Dated(Span(self._context.today, dated.span.finish), dated.words, dated.by)
        if planned and dated.words in _BY_YEARS_END and dated.span.finish:
            # 预计年底完工: by then, from whenever.
            dated = Dated(Span(None, dated.span.finish), dated.words, dated.by)
        planned = planned or ahead or (sentence.heading and self._context.announced)
        if self._context.today and modes.vision_of(text, at) > self._context.today.year:
            return None
        if planned and not self._is_scheduled(at, dated, sentence.heading):
            return None
        if planned and not ahead and dated.by in ("sentence", "paragraph", "section", "article") and self._is_over(dated.span) and is_long(dated.span):
            # 1至9月，…；3个项目即将签约: what is to come is not of the time that is over.
            dated = UNDATED
        if planned and (rule.word_class == "signed_count" or modes.is_target(text, at)):
            return None
        joint = modes.is_joint(text, at)
        ceremony = joint or text.endswith("仪式", start, end) or text.startswith(("仪式", "活动"), end) or text[start:end].startswith("集中")
        return Candidate(
            at, kind, park, dated.span, "planned" if planned else "actual", context, Evidence(how or "date", dated.by, park_by), rule.word_class,
            sentence.heading, subject, self._without_parks(at, subject, mentions), again, ceremony, modes.is_scene(text, at), modes.is_part(text, at),
            text[start:end], joint, modes.is_counted(text, at), any(at.clause_start <= m.start and m.end <= at.clause_end and self._owners.resolve(m) == park for m in mentions),
            dated.words in _LATE, here and self._is_long_ago(dated.span),
        )  # fmt: skip

    def _goes_on_from(self, last: Candidate, at: Place, kind: str, subject: str) -> bool:
        """Whether a clause goes on in the time of the one before: one more of a kind, with nobody else named for it."""
        follows = last.at.clause_end + 1 == at.clause_start and last.event_type == kind and last.evidence.dated_by == "clause"
        return follows and (not subject or self._text.startswith("被", at.clause_start))

    def _without_parks(self, at: Place, subject: str, mentions: Sequence[ParkMention]) -> str:
        """Who does it, without the park's own name, which two happenings may share."""
        for mention in mentions:
            if at.clause_start <= mention.start < at.start:
                subject = subject.replace(self._text[mention.start : mention.end], "")
        return subject

    def _told(self, at: Place, rule: Rule, subject: str, context: SentenceContext, told: Sequence[Candidate], dated: bool) -> str:
        """How the clause tells that it happened; empty where nothing says so."""
        how = modes.told_by(self._text, at, rule.event_type, subject)
        if how:
            return how
        passive = rule.event_type == "award" and self._text.find("被", at.clause_start, at.end) >= 0
        if passive or rule.event_type in ("signing", "policy") or rule.word_class in _SURE:
            return "type"
        if rule.event_type == "meeting" and dated and modes.takes_up(self._text, at):
            # 其间，双方召开座谈会
            return "occasion"
        if has_money(context, at.clause_start, at.clause_end):
            return "money"
        if dated and any(at.clause_start <= q.start < at.clause_end for q in context.quantities):
            return "number"
        if (not subject or self._text.startswith("被", at.clause_start)) and any(c.event_type in _GOES_ON and c.status == "actual" for c in told):
            return "continued"
        return ""

    def _is_due(self, at: Place, dated: Dated) -> bool:
        """Whether a clause sets a day by which something is done: 月底封顶 before that day; 力争甲车间6月底前投产，乙车间9月底前投产."""
        if dated.by not in ("clause", "behind") or not dated.words.endswith(("底", "末", "前")) or modes.is_done(self._text, at):
            return False
        if dated.words.endswith("前") and modes.goes_on_planned(self._text, at):
            return True
        return self._is_to_end(dated.span)

    def _is_scheduled(self, at: Place, dated: Dated, heading: bool) -> bool:
        """Whether a plan is firm enough to be an event: it has a time of its own, or is about to come."""
        if heading or dated.by in ("clause", "behind", "sentence"):
            return dated.span != UNKNOWN or modes.is_about_to(self._text, at)
        return modes.is_about_to(self._text, at)

    def _title_start(self, c: Candidate) -> int:
        """Where a title begins: with the clause, or with the one before where the clause does not say who (2019年开工，2020年投产)."""
        start = self._clause_of_subject(c.at, c.subject)
        return start if c.at.clause_end - start <= MAX_TITLE else c.at.clause_start

    def _clause_of_subject(self, at: Place, subject: str) -> int:
        """Where the clause begins that names who does it: a clause without a subject goes on in the mode of the one before."""
        start = at.clause_start
        floor = max(at.sentence_start, at.start - 60)
        while not subject and start > floor and self._text[start - 1] in "，,":
            before = max(self._text.rfind(c, floor, start - 1) for c in "，,；;。：")
            subject = subject_of(self._text, max(before + 1, floor), start - 1)
            start = max(before + 1, floor)
        return start

    def _may_stand(self, start: int, end: int, sentence: Sentence) -> bool:
        """Not inside a quoted name or title, unless the quoted words are the campaign's own name (“回头看”)."""
        if not in_short_quote(self._text, start, end, sentence.start, sentence.end):
            return True
        if self._text[end : end + 1] == "”" and _HELD_BY_NAME.search(self._text, max(sentence.start, self._text.rfind("“", sentence.start, start) - 4), start):
            # 举办“春风送岗招聘会”: the occasion itself.
            return True
        if self._text[start - 1 : start] == "“" and (self._text[end : end + 1] == "”" or _BATCH.match(self._text, end)):
            return True
        return self._text[end : end + 1] == "”" and _CAMPAIGN.search(self._text, start, end) is not None

    def _park(self, kind: str, at: Place, mentions: Sequence[ParkMention]) -> tuple[str, str]:
        """The park where it happens, and how it was found; a visit by people of another park happens at the host's."""
        if kind == "visit":
            if home := self._goes_out(at, mentions):
                return home, "named"
            for mention in mentions:
                if mention.key and not mention.minor and _HOST.search(self._text[max(0, mention.start - 3) : mention.start]):
                    return self._owners.resolve(mention), "host"
            if self._owners.main:
                return self._owners.main, "carried"
        if kind == "inauguration" and (made := next((m for m in mentions if m.start == at.end and m.key and not m.minor), None)) is not None:
            # 批准在某出口加工区基础上设立|某综保区: what is made is the park.
            return self._owners.resolve(made), "named"
        nearest = next((m for m in reversed(mentions) if m.key and not m.minor and at.clause_start <= m.start and m.end <= at.start), None)
        if nearest is not None and kind in _OF_PARKS and _ONLY_TIME.fullmatch(self._text, nearest.end, at.start):
            # 毗邻的某综保区去年封关运行: what is only named beside another is spoken of all the same.
            if self._text[nearest.start - 1] in "暨和与及" and any(
                self._owners.resolve(m) == self._owners.main for m in mentions if m.end == nearest.start - 1
            ):
                # 某经开区暨某试验区挂牌: both, of which one is the article's.
                return self._owners.main, "named"
            return self._owners.resolve(nearest), "named"
        named = any(m.end <= at.start and self._finds.role(m) != BESIDE for m in mentions)
        park = self._owners.park_at(at.start)
        if kind in _BY_THE_PARK and (own := self._own_people(at, mentions)):
            return own, "named"
        if not park and kind == "policy" and self._owners.is_wider(at.start):
            # 全市出台…: a policy of the city in an article about a park is told for the park's sake.
            park = self._owners.main
        if not park and kind == "signing" and self._is_named_in_title(at):
            return self._owners.main, "named"
        if not park and (place := self._held_at(at, mentions)):
            return place, "named"
        return park, "named" if named else "carried"

    def _goes_out(self, at: Place, mentions: Sequence[ParkMention]) -> str:
        """The park whose people call on another, which is its own news: 德州经开区书记带队赴甲园区学习; empty where none do."""
        for m in mentions:
            if m.key and at.clause_start <= m.start < at.start and _GOES_TO_LEARN.match(self._text, m.end, at.end):
                home = self._owners.resolve(m)
                if home == self._owners.main or "学习" in self._text[m.end : at.end]:
                    return home
        return ""

    def _is_named_in_title(self, at: Place) -> bool:
        """Whether the title of what is signed names the article's park: 与县政府签订《某开发区配套工程框架合同》."""
        title = _TITLED.match(self._text, at.end, at.sentence_end)
        if title is None or not self._owners.main:
            return False
        if not self._names:
            article = self._context.article
            named = self._finds.mentions_in(article.start, article.end)
            self._names = {self._owners.main, *(self._text[m.start : m.end] for m in named if m.key == self._owners.main)}
        return any(name in title[0] for name in self._names)

    def _held_at(self, at: Place, mentions: Sequence[ParkMention]) -> str:
        """The park where a town's or a province's happening takes place, or which it is about: 某区集中开工仪式在某工业园区举行."""
        if self._text.startswith("、", at.end) or self._text.startswith("、", at.start - 1):
            # 签约、开工、竣工活动在某园区举行: the town's day of many projects.
            return ""
        for mention in mentions:
            if mention.key and (not mention.minor or self._owners.resolve(mention) == self._owners.main) and at.clause_start <= mention.start < at.clause_end:
                if mention.end == at.start and self._owners.resolve(mention) == self._owners.main:
                    # 与某经开区|签约3个
                    return self._owners.main
                if mention.start == at.end or _HELD_AT.search(self._text[max(at.clause_start, mention.start - 4) : mention.start]):
                    return self._owners.resolve(mention)
        return ""

    def _own_people(self, at: Place, mentions: Sequence[ParkMention]) -> str:
        """The park whose people call on a company of theirs: 某经开区管委会主任一行走访某公司."""
        for mention in reversed(mentions):
            if mention.key and at.clause_start <= mention.start and mention.end <= at.start:
                return self._owners.resolve(mention) if _PEOPLE.match(self._text, mention.end, at.start) else ""
        return ""

    def _is_to_end(self, span: Span) -> bool:
        today = self._context.today
        return today is not None and span.finish is not None and span.finish > today

    def _has_been(self, span: Span) -> bool:
        today = self._context.today
        return today is not None and span.finish is not None and span.finish <= today

    def _is_over(self, span: Span) -> bool:
        today = self._context.today
        return today is not None and span.finish is not None and span.finish < today

    def _is_long_ago(self, span: Span) -> bool:
        today = self._context.today
        return today is not None and span.finish is not None and span.finish < today - LONG_AGO

    def _is_ahead(self, span: Span) -> bool:
        today = self._context.today
        return today is not None and span.begin is not None and span.begin > today

    def _event(self, c: Candidate, last: int, beside: int) -> EventFact | None:
        """The event of a candidate; None where hardly anything says that it happened."""
        sentence = c.context.sentence
        key = fact_key("event", self._document_key, c.at.start, c.at.end, c.event_type)
        number = self._number[sentence.start] + 1
        money = amount_of(c, self._text, self._sentences[number : number + FOLLOWING], last)
        who = find_participants(self._text, sentence.start, sentence.end, self._owners.companies_in(sentence.start, sentence.end), self._original)
        read_by = signs(c, number - 1, beside, self._text, self._context.today, len(who), money is not None)
        sure = confidence(read_by)
        if sure < LEAST:
            return None
        if money is not None:
            self.money[money.start] = key
        return EventFact(
            key,
            self._document_key, self._article_key, c.park, c.event_type, c.span.begin, c.span.finish,
            make_title(self._original, self._title_start(c), c.at.clause_end, c.park), c.status, who, None if money is None else money.value,
            self._original[c.at.start : c.at.end], c.at.start, c.at.end, self._original[sentence.start : sentence.end][:MAX_SENTENCE_TEXT],
            sure, f"trigger_{c.event_type}", signs=read_by,
        )  # fmt: skip
