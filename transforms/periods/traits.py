"""What the words around a figure, and its metric, say of its time: a state, a work done, a size, a length, an estimate."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from transforms.frames.slots import Slot
from transforms.knowledge import Metric
from transforms.periods.lasting import is_capacity_of_name, is_lasting
from transforms.periods.stretches import is_short
from transforms.times.calendar import Span, whole_year
from transforms.times.times import Timex

# 以前办照要跑五趟, 照老办法要6个月: before some change, nobody says when. Each begins with a literal character, so that the search is fast.
_ONCE = re.compile(
    r"以前|从前|以往|往常|过去(?<!经过去)(?<!超过去)(?!的?(?:[一二两三四五六七八九十\d几]+[余多]?|多)[个年])|原先(?<![\u4e00-\u9fa5]是原先)|原本|改革之?前|老办法|传统模式|此前(?<!日此前)|原来(?<![由从比较]原来)(?!的\d)"
)
_GIVEN_UP = re.compile(r"(?:改变|告别|打破|摒弃|一改|跳出|摆脱|突破)了?[^，。；,;\d]{0,10}\Z")
_NOW_AGAIN = re.compile(r"如今|现在|目前|改革后|缩短|压缩|精简|减少|降至|减至|变成|变为|提升|提高|升至|增至|增长|增加|当年|今")
_LARGE = re.compile(r"(?:建筑面积|总面积|占地(?:面积)?|用地面积|(?<=[，,、；])建设用地)(?:约|近|达|为|超过?)?\Z")
# 纳税1000万元以上的企业8家: the class itself is of the year's result.
_BY_RESULT = re.compile(r"(?:税收|纳税|产值|营收|销售|收入|税金|亩均)[^，。；,;]{0,14}(?:以上|[超过])的?(?:[^，。；,;]{0,8}(?:企业|公司)|\Z)")
# 比去年多出|2户
_MORE_THAN_LAST = re.compile(r"[比较](?:去年|上年|上半年|上月|年初)(?:同期|底|末)?[^，。；,;\d]{0,6}(?:多|增|少|减)[^，。；,;\d]{0,4}\Z")
# 总工期14个月, 建设周期两年
# ..., 已成功试运行了18个月
_LASTS = re.compile(r"(?:工期|周期|期限)(?:为|约|仅|只有|共|只用了?|仅用了?)?\Z|(?:运行|运营|经营|持续|坚持|生产)了(?:近|约)?\Z")
_LASTED = re.compile(r"短短\Z")
_LASTED_BEHIND = re.compile(r"(?:时间)?[，,]?(?:就|便)")
_LENGTHS = frozenset({"小时", "分钟", "年", "个月", "月", "天", "日", "周", "工作日", "个工作日"})
_GREW = re.compile(r"(?:增长|下降|增加|减少)了?(?:约|近)?\Z")
_OF_PLANT = re.compile(r"(?:的)?(?!以上)[\u4e00-\u9fa5A-Za-z]{0,12}?(?:生产线|装置|项目|产能|生产能力|冷藏库|冷库|车间|工程|污水处理厂|水厂|机组|电站)")
_CAPACITY_GONE = re.compile(r"(?:淘汰|压减|化解|退出|关停|去除|压缩)了?[^，。；、\d]{0,10}产能\Z")
_CAPACITY_BEFORE = re.compile(r"[一二三四五]期(?:[\u4e00-\u9fa5]{0,6})\Z|(?<!新增)(?:产能|能力|日处理|日供水|库容|储量|容量)(?:只有|达到?|为|约|已达|有|共)*\Z")
_FROM_THEN_YEARLY = re.compile(
    r"(?:[底初末])?(?:前后?|左右)?(?:全部|正式|全面|顺利|建成|竣工|完工)*(?:投产|达产|建成|竣工|投用|投运)(?:达产|达效)?后[，,]?(?:[^。；;，,\d]{0,6}?)(?:每年|年(?:均|可|产|加工|处理|创|销|新增|能)|可年|日[产均])"
)
# 累计完成货物吞吐量1486万吨，同比增长13.7%
_DONE_SO_MUCH = re.compile(r"(?:累计)?(?:完成|实现|达成)[^，。；\d]{0,10}\Z")
# 截至9月底…完成36亿元，同比增长33.8%: what grew against the year before began with the year.
_GROWN_SINCE = re.compile(r"[，,(](?:同比|[比较](?:上年|去年)(?:同期)?)")
_GROWS_SINCE = re.compile(r"同比|[比较与同](?:上年|去年)(?:同期)?")
_GREW_BEHIND = re.compile(r"[，,](?:同比|[比较](?:上年|去年)(?:同期)?)?(?:增长|下降)(?:约|近)?\d")
# 建成标准厂房32万平方米 under 2017年工作回顾: work done, not the size of a thing.
_WORKED = re.compile(
    r"(?:(?:^|[，。；,;：:\n、])[\u4e00-\u9fa5]{0,6}?|项目已)(?:建成(?!区|面积)|竣工|平整|化解|消化|盘活|收储|清理|腾出|拆除|改造|新建|征地|征收|拆迁|交付)了?[^，。；,;\d的]{0,8}\Z"
    r"|(?:累计|先后)(?:完成|开工)?(?:建成|建设|新建|改建|改造|平整|收储|盘活|消化|腾退|清理|供应|出让|拆除|征收|流转)了?[^，。；,;\d的]{0,8}\Z"
    # 盘活闲置厂房11.3万平方米、低效用地|640亩
    r"|(?:平整|盘活|消化|收储|清理|腾出|拆除|新建|征收|拆迁)[^，。；,;\d]{0,8}\d[\d.]*[^，。；,;\d、]{1,6}、[^，。；,;、\d的]{0,6}\Z"
)
_WORKED_BEHIND = re.compile(r"(?:全部|已|均|如期)?(?:竣工|建成|交付)(?:使用|投用)?[，。；,;]")
_TOTAL = re.compile(r"(?:总量|总数|存量|保有量)[^，。；,;\d]{0,6}\Z")
_INSTALLED = re.compile(r"(?<!新增)(?<!新增并网)装机(?:总?容量|总?规模|总量)")
_SCENE = re.compile(r"封了?顶|交付|安装|试车|试产|调试|三班倒|打包|满负荷|开足马力|装修|收尾|吊装")
_NEWLY = re.compile(r"新(?:设|增|建|签|引|办|添|入|开|认定|组建|聘|招|培|获|立项|投|购|修|铺|上市|成立|申)")
_COMPLETED = re.compile(r"前?[^，。；;\d]{0,12}(?:投产|达产|投运|投用|建成|竣工|运营|交付|(?:\d+条)?[^，。；;\d]{0,6}上马)后?[，,]")
_ESTIMATED = re.compile(r"预计(?:可)?(?:完成|实现|达到?|约?(?=\d))")
# 彼时，起步区只有1.9平方公里
_AT_THAT_TIME = re.compile(r"彼时|那时|当时|其时")
# 截至2013年11月, 截至9月底, but not 截至2012年底
_UP_TO_MONTH = re.compile(r"(?<!1)(?:[1-9]|1[01])月(?:份|底|末|\d{1,2}日)?\Z|[上本当]月[底末]?\Z")
# 投资完成率分别为160%、121.8%: how much of the work was done.
_RATE_OF_WORK = re.compile(
    r"(?:完成|开工|竣工|投产|履约|开复工|复工|落地|签约|办结|资金到位)率[^，。；,;\u4e00-\u9fa5]*(?:分别)?[为达是至到]*[^，。；\u4e00-\u9fa5]*\Z"
)
# 8个省级项目、19个市级项目|全部开工
_ALL_DONE = re.compile(r"[^，。；,;]{0,40}?(?:全部|均已?|如期|集中|同步)(?:开工|竣工|投产|建成|完工|签约|落地|开建)")
_CLOSED = re.compile(r"[”〞]")
_YEARLY = re.compile(r"(?:(?<![\d今去上前本当全半])年(?:工业)?(?:总?产值|销售|纳税|税收|利税|营业收入|收入)|每年|年均)[^，。；,;\d]{0,10}\Z")
_PLANNED_SIZE = re.compile(r"规划(?:控制|总|用地)?面积|规划用地")
# 这个规划面积…|的综保区
_THIS_ONE = re.compile(r"这[个座家片](?![^，。；,;]*的)[^，。；,;]{0,30}\Z")
_OF_IT = re.compile(r"(?:、[^，。；、的]{2,16}){0,3}的[\u4e00-\u9fa5]{2,12}[，,]")
_HAS_GOT = re.compile(r"(?<![新共])(?:建有|设有|配有)[^，。；,;]{1,24}\Z")
_MADE = re.compile(r"(?:产|销|产销|发电|用电|供电|供气|用水|吞吐|货运|客运|运输|处理|出口|进口|销售|交易|成交)量(?:达到?|为|约|完成|实现|突破|超过?|近)*\Z")
_NEAR = 40
"""Characters before a figure in which its clause says what it is."""
_SAID = 120
"""Characters that somebody's words may be long before a figure."""
_OF_A_YEAR = frozenset({"output", "fiscal", "trade", "investment"})
_NOT_OF_A_YEAR = frozenset({"total_investment", "investment_completed", "fund_size", "tax_per_mu"})


class Traits:
    """Tells the traits of the figures of one text."""

    def __init__(self, text: str, metrics: Mapping[str, Metric]) -> None:
        self._text = text
        self._metrics = metrics

    def _near(self, slot: Slot) -> int:
        """Where the last words of a clause before its figure begin."""
        return max(slot.clause, slot.q.start - _NEAR)

    def timeless(self, metric: str) -> str:
        """Why a metric is of no time unless one is told: size, asset, place (seeds/metrics.csv); empty for all others."""
        known = self._metrics.get(metric)
        return known.timeless if known is not None else ""

    def is_stock(self, metric: str) -> bool:
        """Whether a metric is what stands at a day."""
        known = self._metrics.get(metric)
        return known is not None and known.stock

    def is_length(self, slot: Slot) -> bool:
        """总工期14个月, 短短3个工作日内, 5个月就见到了产品: how long a thing takes is so at no time."""
        q = slot.q
        if q.unit not in _LENGTHS:
            return False
        start = max(slot.clause, q.start - 8)
        if _LASTS.search(self._text, start, q.start) or _LASTED.search(self._text, start, q.start):
            return True
        return slot.clause == q.start and _LASTED_BEHIND.match(self._text, q.end) is not None

    def describes(self, slot: Slot) -> bool:
        """这个规划面积|4平方公里|、封关面积2.1平方公里的综保区，…: what tells which one is meant is so at no time."""
        if _THIS_ONE.search(self._text, slot.clause, slot.q.start) is None:
            return False
        return _OF_IT.match(self._text, slot.q.end, slot.sentence.end) is not None

    def is_name(self, slot: Slot) -> bool:
        """年产10万吨涂料项目: a number that a project is called by is so at no time."""
        return is_capacity_of_name(self._text, slot.q.start, slot.q.end, slot.sentence.end)

    def is_work(self, slot: Slot) -> bool:
        """建成标准厂房32万平方米: what was done of a measure, not how large a thing is."""
        if _WORKED.search(self._text[max(slot.sentence.start, slot.q.start - 32) : slot.q.start]):
            return True
        # 安置房26万平方米竣工
        return slot.q.kind == "area" and _WORKED_BEHIND.match(self._text, slot.q.end, slot.sentence.end) is not None

    def is_once(self, slot: Slot, governing: Sequence[Timex]) -> bool:
        """Whether 以前 or the like governs the figure: it stands in its sentence behind every other time."""
        start = max(slot.segment, governing[-1].end if governing else slot.segment)
        found = _ONCE.search(self._text, start, slot.q.start)
        if found is not None and _GIVEN_UP.search(self._text, start, found.start()):
            # 改变坐等上门的|老办法: what is given up.
            return False
        return found is not None and _NOW_AGAIN.search(self._text, found.end(), slot.q.start) is None

    def is_scene(self, slot: Slot) -> bool:
        """眼下16栋楼全部封顶, 八条生产线三班倒: what a visitor sees at work, and no count of anything."""
        return _SCENE.search(self._text, slot.clause, slot.right) is not None

    def is_yearly(self, slot: Slot, span: Span) -> bool:
        """年产值82亿元, 每年3000万元 beside a day or a month: what a year brings is not brought by that."""
        return is_short(span) and _YEARLY.search(self._text, self._near(slot), slot.q.start) is not None

    def is_capacity(self, slot: Slot) -> bool:
        """20万吨|烧碱项目, 二期|6万吨, 日处理能力|8000吨: what a plant can make is so at no time."""
        q = slot.q
        if q.kind not in ("weight", "volume"):
            return False
        if _CAPACITY_GONE.search(self._text, slot.left, q.start) is not None:
            # 淘汰落后产能|85万吨: what was done away with, and when.
            return False
        return _OF_PLANT.match(self._text, q.end) is not None or _CAPACITY_BEFORE.search(self._text, slot.left, q.start) is not None

    def is_brought_yearly(self, end: int, slot: Slot) -> bool:
        """10月|投产后每年可新增产值12亿元: what every year brings from a time on that ends at `end`."""
        return _FROM_THEN_YEARLY.match(self._text, end, slot.q.start) is not None

    def is_said(self, slot: Slot, since: int) -> bool:
        """Whether a figure stands in words that somebody says and that begin behind `since`."""
        opening = self._text.rfind("“", max(since, slot.q.start - _SAID), slot.q.start)
        return opening >= 0 and _CLOSED.search(self._text, opening, slot.q.start) is None

    def is_summed(self, slot: Slot) -> bool:
        """累计落地项目76个: told as the sum of all that came."""
        return self._text.find("累计", self._near(slot), slot.q.start) >= 0

    def is_total(self, slot: Slot) -> bool:
        """市场主体总量达2.6万户: all that there are."""
        return _TOTAL.search(self._text, slot.clause, slot.q.start) is not None and slot.q.kind in ("count", "people")

    def is_installed(self, slot: Slot) -> bool:
        """并网装机容量389万千瓦，其中光伏301万千瓦: what stands there, and was not put up in the course of a time."""
        return slot.q.kind == "power" and _INSTALLED.search(self._text, slot.sentence.start, slot.q.start) is not None

    def is_time_allowed(self, slot: Slot) -> bool:
        """限在15天内销号, 24小时以内答复: how long something may take."""
        return slot.q.unit in _LENGTHS and slot.q.qualifier == "under"

    def is_large(self, slot: Slot) -> bool:
        """建筑面积4600平方米的, 占地35亩: how large a thing is, and not land that changes hands."""
        return _LARGE.search(self._text, slot.left, slot.q.start) is not None

    def is_lasting(self, slot: Slot, metric: str) -> bool:
        """园区划分为四个产业组团, 年产能80万吨: what a thing is made up of or can do is told of no year."""
        return (metric == "other" or self.timeless(metric) != "") and is_lasting(
            self._text, slot.clause, slot.q.start, slot.q.end, slot.sentence.end, slot.q.unit
        )

    def runs(self, metric: str) -> bool:
        """What is measured over a time: flows, and what no metric names."""
        return (not self.is_stock(metric) or metric == "other") and not self.timeless(metric)

    def stands(self, metric: str) -> bool:
        """Companies, staff, patents: what is counted on a day and not over a year."""
        return self.is_stock(metric) or self.timeless(metric) == "place"

    def is_state(self, slot: Slot) -> bool:
        """产品远销13个国家: how things are, where nothing says that they were done or grew."""
        q = slot.q
        if q.kind not in ("count", "people", "percent") or self.is_growth(slot) or self.is_work(slot) or self.is_of_class(slot):
            return False
        if _RATE_OF_WORK.search(self._text, slot.segment, q.start) or _ALL_DONE.match(self._text, q.end, slot.sentence.end):
            return False
        if _MORE_THAN_LAST.search(self._text, self._near(slot), q.start):
            return False
        return _NEWLY.search(self._text, slot.segment, q.start) is None

    def came_newly(self, slot: Slot) -> bool:
        """新增企业4家: what came in the course of a time, told in the figure's own clause."""
        return _NEWLY.search(self._text, slot.clause, slot.q.start) is not None

    def is_new(self, slot: Slot, metric: str) -> bool:
        """新认定研发平台14个: what came in the course of the year, though its kind stands at a day."""
        return self.timeless(metric) == "place" and _NEWLY.search(self._text, slot.clause, slot.q.start) is not None

    def lists_on(self, slot: Slot, timex: Timex) -> bool:
        """2024年安排项目76个…；计划开工项目37个: behind a semicolon what was planned for the year goes on."""
        finish = timex.span.finish
        return timex.kind == "period" and finish is not None and timex.span == whole_year(finish.year) and self._text[slot.sentence.start - 1] in "；;"

    def goes_on(self, slot: Slot, timex: Timex) -> bool:
        """截至2004年底，…。路网骨架延展至33平方公里; 彼时，起步区只有1.9平方公里: a size that another sentence's time is said of."""
        return timex.closes or _AT_THAT_TIME.search(self._text, slot.sentence.start, slot.q.start) is not None

    def is_by_result(self, slot: Slot, metric: str) -> bool:
        """纳税1000万元以上的企业8家，比上年增加2家: companies told by what they made in the year."""
        return self.timeless(metric) == "place" and self.is_of_class(slot)

    def is_of_class(self, slot: Slot) -> bool:
        """纳税1000万元以上的企业: a class that is told by a year's result."""
        return _BY_RESULT.search(self._text, slot.segment, slot.q.start) is not None

    def goes_with_results(self, metric: str) -> bool:
        """What is measured over the time that the article's results are of; how long a procedure takes is not."""
        return not self.is_stock(metric) and not self.timeless(metric) and metric != "approval_days"

    def is_growth(self, slot: Slot) -> bool:
        """金融业增加值增长|8.7%: a growth is one over the time that the results are of, whatever grew."""
        return slot.q.kind == "percent" and _GREW.search(self._text, slot.left, slot.q.start) is not None

    def is_flow(self, metric: str) -> bool:
        """What is made, earned or begun in the course of a time, and stands at no day."""
        return metric != "other" and not self.is_stock(metric) and not self.timeless(metric)

    def has_got(self, slot: Slot) -> bool:
        """区内建有变电所2座: what there is, in a clause that says so."""
        return _HAS_GOT.search(self._text, slot.clause, slot.q.start) is not None

    def is_made(self, slot: Slot) -> bool:
        """兰炭产量1180万吨, 集装箱吞吐量50万标箱: what a time brought of a thing that no metric names."""
        return _MADE.search(self._text, slot.left, slot.q.start) is not None

    def estimates(self, slot: Slot) -> bool:
        """1至11月，…；固定资产投资预计完成68亿元，同比增长42%: what is not yet counted of a time that is over."""
        start, end = slot.sentence.start, slot.sentence.end
        # 预计完成总产值165亿元，…，完成增加值52亿元: up to the end of the sentence.
        follows = self._text[start - 1] in "；;" or _ESTIMATED.search(self._text, start, slot.q.start + 1) is not None
        if not follows:
            return False
        return _GROWS_SINCE.search(self._text, start, end) is not None or self._text.find("年均", start, end) >= 0

    def is_after_completion(self, timex: Timex, slot: Slot) -> bool:
        """首期明年5月投运，全面达产可形成年销售36亿元: what a thing will bring is not of the month in which it is finished."""
        return timex.kind == "period" and timex.start < slot.clause and _COMPLETED.match(self._text, timex.end, slot.clause) is not None

    def is_of_year(self, timex: Timex, slot: Slot, metric: str) -> bool:
        """Whether a figure up to a month is its year's: output, trade and revenue, unless they are told of many years (累计)."""
        known = self._metrics.get(metric)
        if known is None or not known.additive or known.category not in _OF_A_YEAR or metric in _NOT_OF_A_YEAR:
            return False
        return _UP_TO_MONTH.search(timex.text) is not None and "累计" not in self._text[slot.segment : slot.q.start]

    def grew_on_the_year(self, slot: Slot) -> bool:
        """完成36亿元，同比增长33.8%: a sum that is compared with the year before, or how much it grew on it."""
        q = slot.q
        if q.kind == "percent":
            return _GROWS_SINCE.search(self._text, slot.left, q.start) is not None
        # 客运量1353.5万人次，同比增长6.2%: journeys are made in the course of the year.
        done = (
            q.kind in ("money", "implied")
            or q.unit == "人次"
            or (q.kind not in ("count", "people", "rank") and _DONE_SO_MUCH.search(self._text, slot.left, q.start) is not None)
        )
        return done and _GROWN_SINCE.match(self._text, q.end, slot.sentence.end) is not None

    def grew(self, slot: Slot) -> bool:
        """施工面积403万平方米，增长38%: an area that grew, or how much it did, is one over the time that the results are of."""
        return self.is_growth(slot) or (slot.q.kind == "area" and _GREW_BEHIND.match(self._text, slot.q.end, slot.sentence.end) is not None)

    def is_of_a_thing_then(self, timex: Timex, slot: Slot, metric: str) -> bool:
        """今年5月首飞，年产能100架: what a thing can do or is made of was not so in the month that an earlier clause tells of."""
        if timex.kind not in ("period", "same") or timex.start >= slot.clause:
            return False
        return is_short(timex.span) and self.is_lasting(slot, metric)

    def is_told_beside(self, timex: Timex, slot: Slot) -> bool:
        """2019年实现产值21亿元，占地360亩; 2021年8月几个区块整合，规划面积41平方公里: how large a thing is or is meant to be, beside what happened."""
        if timex.kind != "period" or timex.closes or timex.start >= slot.clause:
            return False
        if _PLANNED_SIZE.search(self._text, self._near(slot), slot.q.start):
            return True
        return self.is_large(slot) and "占地" in self._text[slot.left : slot.q.start]
