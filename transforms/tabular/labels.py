"""What one label of a table says of the figures below or beside it: 税收（亿元）, 同比增长（%）, 全年目标, 上年同期, 位次."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

# The role of a label of this form, the first that fits. Names of columns end in what they hold, so most are anchored at the end.
_ROLES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (role, re.compile(pattern))
    for role, pattern in (
        # 序号, 编号
        ("index", r"^(?:序号?|编号|代码|行次|No\.?|#)$"),
        # 备注, 填报说明, 联系电话
        ("note", r"备注|说明|^注$|联系|电话|地址|网址|日期$|时间$|负责人|责任单位|牵头单位|来源$|年限|工期|起止"),
        # 计量单位
        ("unit", r"^(?:计量|计算)?单位$"),
        # 位次变化: places gained or lost
        ("places", r"(?:排名|位次|名次|排位).{0,6}(?:变化|升降|变动|增减)"),
        # 增幅排名, 位次: before growth, for a rank of growth is a rank
        ("rank", r"(?:排名|位次|名次|排位|座次|排序|位列)$"),
        # 完成年度目标的比例, 完成率, 占年度计划: before target and growth
        (
            "share",
            r"(?:完成(?!.*增长).*(?:目标|计划|任务|全年|年度|预算).*(?:%|率|比例|比重|进度|程度)|(?:完成|执行|达成|达标)(?:率|比例|进度|程度)$|占.*(?:目标|计划|任务|预算)|进度$|(?:目标|计划|任务)(?:完成)?(?:率|比例|进度))",
        ),
        # 占全市比重, 份额
        ("share", r"占比|比重|份额|所占比例|占全|贡献率|占总"),
        # 全年目标, 年度计划, 2025年目标值, 任务数
        ("target", r"(?:目标|计划|任务|预算|指标)(?:数|值|额|总量)?$|(?:\d年|年度|本年|当年|今年|全年)度?(?:计划|拟|目标|预算)"),
        # 环比, 比上月, 比上季
        ("step", r"环比|[比较]上[个]?[月季]"),
        # 增减额, 增量, 净增, 同比增加: an amount
        ("change", r"增减额|增加额|增减数|增减量|增长额|增量|净增|增加数|增减值|差额|[±+＋]额"),
        # 同比增长, 增速, ±%, 比上年增减, 升降幅度
        ("growth", r"同比|增速|增长率|增幅|增长|涨幅|升降|增减|±|同期比|[比较](?:上|去)年|降幅|幅度|为上年"),
        # 上年同期, 去年同期数, 同期
        ("base", r"^(?:上年|去年)?同期(?:数|值|累计|完成)?$|^(?:上年|去年)(?:数|值|实际|完成数?)?$|基期"),
        # 预计, 预测
        ("forecast", r"预计|预测|预期|估计"),
    )
)
_UNIT = re.compile(
    r"[(（\[【](?P<in>[^()（）\[\]【】]{1,16})[)）\]】]|[、,，/:：](?P<behind>(?:[十百千万亿]{0,2}(?:美元|元|人|家|个|户|项|亩|吨|台|件)|%|平方公里|平方米|公顷))$"
)
_PLAIN = re.compile(r"[\s*※★▲◆●·]+")
# 一、工业总产值; (二)税收; 1.企业数; #高新技术企业
_NUMBERED = re.compile(r"^(?:[(（]?[一二三四五六七八九十]{1,3}[)）、.．]|[(（]?\d{1,2}[)）、.．](?!\d)|[#＃]|[①-⑳])+")
_PART = re.compile(r"^(?:(?:其中|其)[:：]?|[#＃]|(?:其中)?[:：—-]+|[①-⑳])")
_TOTAL = re.compile(r"^(?:累计|全部|总数|汇总|合并计算)$|(?:合计|总计|小计|共计|平均值?|均值)$")
# 全市, 全省园区, 各开发区平均; 全区 is the park's own where the table is a park's.
_WIDER = re.compile(
    r"^全(?:国|省|市|县|州)|^(?:国家|省|市|县|州)(?:合计|平均|总计|小计|本级|直)|各(?:园区|开发区|县|区|市)|园区(?:合计|平均|总计)|^(?:全部|所有)(?:园区|开发区)"
)
_COMPANY_HEAD = re.compile(r"企业(?:名称|单位)?$|公司(?:名称)?$|^(?:单位|法人|纳税人)名称$|厂名$|投资方$|业主")
_PROJECT_HEAD = re.compile(r"(?:项目|工程)(?:名称|名)?$")
_ENTITY_HEAD = re.compile(
    r"园区|开发区|高新区|经开区|经济区|功能区|新区(?:名称)?$|综保区|保税区|集聚区|集中区|示范区|地区|区域|区县|县区|县\(?市|市州|州市|市县|旗县|城市|单位名称|^单位$|^名称$|平台名称|板块|所在地"
)
_INDICATOR_HEAD = re.compile(r"指标|项目|内容|类别|名称|科目|分类|行业")
# 全国排名, 占全市比重: the place is only the field.
_OF_A_FIELD = frozenset({"rank", "places", "share"})
_AGAINST_YEAR = re.compile(r"同比|[比较](?:上年|去年)|同期比|为上年")
_ZONE_HEAD = re.compile(r"^(?:片区|板块|组团|分园|园中园|子园区|分区|功能区|区块)(?:名称)?$")
_MONTH = re.compile(r"^(?:本|当)(?:月|期)(?:数|实际|完成|止)?$|^当月")
_QUARTER = re.compile(r"^(?:本|当)季")
_CUMULATIVE = re.compile(r"累计|本年|年初至今|本月止|1[-—至]本月|本期止")


@dataclass(frozen=True, slots=True)
class Label:
    """What a label says; `words` is it without unit, number and marks."""

    words: str
    # index, note, unit, rank, share, target, step, change, growth, base, forecast, or empty: an amount, a name, a time.
    role: str = ""
    # As written in brackets or behind a comma: 亿元, %, 家. May be no unit at all (含税).
    unit: str = ""
    # 其中：, # before the name: a part of the row above.
    part: bool = False
    total: bool = False
    wider: bool = False
    # 同比, 比上年: growth against the same days a year before.
    against_year: bool = False
    # month, quarter or total: which stretch of the table's period a column is of.
    stretch: str = ""


@functools.lru_cache(maxsize=4096)
def read_label(text: str) -> Label:
    """What a label says, taken by itself."""
    plain = _PLAIN.sub("", text)
    unit = ""
    for found in _UNIT.finditer(plain):
        unit = found["in"] or found["behind"] or unit
    words = _UNIT.sub("", plain)
    part = _PART.match(words) is not None
    words = _PART.sub("", _NUMBERED.sub("", words))
    part = part or _PART.match(_NUMBERED.sub("", plain)) is not None
    bare = words.strip("：:、,，.。-—") or plain
    # 完成全年目标(%) is a share, 全年目标(亿元) is none.
    said = f"{bare}%" if "%" in unit else bare
    role = next((role for role, form in _ROLES if form.search(bare if role == "target" else said)), "")
    stretch = "month" if _MONTH.search(bare) else "quarter" if _QUARTER.search(bare) else "total" if _CUMULATIVE.search(bare) else ""
    return Label(
        bare,
        role,
        unit,
        part,
        _TOTAL.search(bare) is not None,
        role not in _OF_A_FIELD and _WIDER.search(bare) is not None,
        _AGAINST_YEAR.search(bare) is not None,
        stretch,
    )


def names_companies(head: str) -> bool:
    """Whether a column of this head names companies: 企业名称."""
    return _COMPANY_HEAD.search(_PLAIN.sub("", head)) is not None


def names_projects(head: str) -> bool:
    """Whether a column of this head names projects: 项目名称; 项目 alone may head indicators too."""
    return _PROJECT_HEAD.search(_PLAIN.sub("", head)) is not None


def names_places(head: str) -> bool:
    """Whether a column of this head names parks or places: 园区名称, 县（市、区）."""
    return _ENTITY_HEAD.search(_PLAIN.sub("", head)) is not None


def names_zones(head: str) -> bool:
    """Whether a column of this head names parts of a park: 片区, 板块."""
    return _ZONE_HEAD.search(_PLAIN.sub("", head)) is not None


def names_indicators(head: str) -> bool:
    """Whether a column of this head names what is measured: 指标名称, 项目."""
    return _INDICATOR_HEAD.search(_PLAIN.sub("", head)) is not None
