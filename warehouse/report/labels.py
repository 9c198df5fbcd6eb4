"""Every closed list of values in Chinese and English, as the page shows them."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from schemas.generate import comment
from schemas.tables import tables


class Label(NamedTuple):
    """A word in both languages."""

    zh: str
    en: str


_LABELS: dict[str, dict[str, tuple[str, str]]] = {
    "status": {
        "actual": ("实际", "actual"), "forecast": ("预计", "forecast"), "target": ("目标", "target"), "norm": ("规定", "norm"),
        "planned": ("计划", "planned"),
    },
    "measure": {
        "level": ("水平值", "level"), "yoy": ("同比", "year on year"), "change": ("增减量", "change"), "change_rate": ("增减幅度", "rate of change"),
        "multiple": ("倍数", "multiple"), "rank": ("名次", "rank"),
    },
    "qualifier": {
        "exact": ("确数", "exact"), "about": ("约数", "about"), "over": ("以上", "more than"), "under": ("以下", "less than"), "range": ("区间", "range"),
    },
    "grain": {
        "day": ("日", "day"), "month": ("月", "month"), "quarter": ("季度", "quarter"), "half": ("半年", "half year"), "year": ("年", "year"),
        "year_to_date": ("年初至今", "year to date"), "range": ("区间", "range"), "open": ("不限起止", "open"), "unknown": ("不详", "unknown"),
    },
    "period_kind": {
        "annual": ("全年", "whole year"), "year_to_date": ("年初累计", "year to date"), "quarter": ("季度", "quarter"), "month": ("月度", "month"),
        "range": ("区间", "range of days"), "several_years": ("跨年度", "several years"), "plan": ("规划期", "planning period"),
        "cumulative": ("历年累计", "cumulative"), "point_in_time": ("时点数", "point in time"), "unknown": ("不详", "unknown"),
    },
    "reader": {"rules": ("规则", "rules"), "model": ("第二读者（语言模型）", "second reader (model)"), "person": ("人工", "person")},
    "subject_type": {
        "park": ("园区", "park"), "zone": ("片区", "zone"), "enterprise": ("企业", "enterprise"), "project": ("项目", "project"), "other": ("其他", "other"),
    },
    "severity": {"block": ("阻断", "blocking"), "warn": ("提示", "warning")},
    "run_status": {
        "published": ("已发布", "published"), "unchanged": ("无变化", "unchanged"), "failed": ("未发布", "not published"), "dry_run": ("试运行", "dry run"),
    },
    "stage": {"ingest": ("采集", "ingest"), "extract": ("抽取", "extract"), "load": ("入库", "load")},
    "date_basis": {"stated": ("文中载明", "stated"), "given": ("采集时指定", "given"), "inferred": ("推断", "inferred"), "unknown": ("不详", "unknown")},
    "leftover": {
        "no_park": ("所在文章不涉及任何园区", "The article is about no park"),
        "park_unknown": ("文章谈到园区，但无法判断是哪一个", "The article speaks of a park, but which one could not be told"),
        "place": ("属于市、省或全国的数字", "A figure of a city, a province or the country"),
        "joint": ("几个园区合计的数字", "A figure of several parks jointly"),
        "name": ("名称或称号中的数字", "A number inside a name or a title"),
        "slogan": ("带单位的规划口号", "A planning slogan with a unit"),
        "idiom": ("惯用语，或仅用来引出事物的“一个”", "An idiom, or a word that only introduces a thing"),
        "discourse": ("清点讲话要点而非园区情况", "Counts parts of the speech, not of the park"),
        "vague": ("只有数量级", "Only an order of magnitude"),
        "distance": ("距离或行程时间", "A distance or a travel time"),
        "time": ("只说剩余或已过的时间", "Time that is left or has gone by"),
        "specification": ("产品规格", "A product's specification"),
        "denied": ("被否认的传闻", "A denied rumour"),
        "furniture": ("广告、地址或版面信息", "An advertisement, an address or a line about the page"),
        "table_unit": ("表格中单位无法确定的数字", "A figure of a table whose unit cannot be told"),
        "table_header": ("表头无法确定其含义的表格数字", "A figure of a table whose headers do not tell what it is"),
        "elsewhere": ("企业在园区之外的业务", "A company's business outside the park"),
        "second_reader": ("规则认为是事实，第二读者认为不是", "A fact by the rules, none by the second reader"),
    },
    "group": {"dimension": ("维度表", "Dimensions"), "fact": ("事实表", "Facts"), "operations": ("运行表", "Operations"), "derived": ("派生表", "Derived tables"), "view": ("视图", "Views")},
    "outcome": {"hit": ("达成", "hit"), "missed": ("未达成", "missed"), "open": ("未到期或无后续", "open")},
    "check": {"readable": ("文档无法读取", "The document cannot be read")},
    "change": {"added": ("新增", "added"), "removed": ("退出", "removed"), "changed": ("变更", "changed")},
    "reason_of_change": {
        "new_document": ("新文档", "new document"), "document_replaced": ("文档有新版本", "newer version of the document"),
        "document_withdrawn": ("文档被来源撤下", "document withdrawn at its source"), "document_restored": ("文档重新出现", "document stands at its source again"),
        "document_forgotten": ("文档已按要求移除", "document was taken out on purpose"), "document_refused": ("文档已无法读取", "document can no longer be read"), "document_date": ("文档发布日期改变", "day of publication is another"),
        "correction": ("人工更正", "correction by hand"), "rule_set": ("规则或种子数据更新", "new rules or seeds"), "code": ("程序更新", "new version of the program"),
        "second_reader": ("第二读者的标注", "labels of the second reader"),
        "other_fact": ("最佳陈述改为另一条", "another statement is now the best"), "unexplained": ("原因不明", "unexplained"),
    },
    "changed_table": {
        "document": ("文档", "document"), "observation": ("观测值", "observation"), "event": ("事件", "event"), "v_metric_trend": ("最佳值", "best value"),
    },
    "field": {
        "measure": ("度量方式", "measure"), "status": ("状态", "status"), "subject": ("主体", "subject"), "subject_type": ("主体类型", "kind of subject"),
        "is_part": ("是否部分", "a part"), "value": ("数值", "value"), "value_low": ("下限", "lower bound"), "value_high": ("上限", "upper bound"),
        "unit": ("单位", "unit"), "qualifier": ("限定", "qualifier"), "event_type": ("事件类型", "type"), "title": ("标题", "title"),
        "amount": ("金额", "amount"), "growth_percent": ("增速（%）", "growth (%)"),
    },
    "correction_outcome": {
        "applied": ("已应用", "applied"), "stale": ("已失效", "stale"), "missing": ("所指事实不存在", "fact not found"),
        "ambiguous": ("所指事实不止一条", "more than one fact"), "waiting": ("等待文档", "waits for its document"),
        "retracted": ("已撤回", "taken back"),
    },
    "action": {
        "drop": ("删除", "drop"), "override": ("改写", "override"), "confirm": ("确认", "confirm"), "retract": ("撤回", "retract"),
        "restore": ("恢复", "restore"), "leave": ("不恢复", "leave out"),
    },
}  # fmt: skip
_OF_COLUMN = {
    "status": "status", "measure": "measure", "qualifier": "qualifier", "grain": "grain", "subject_type": "subject_type", "severity": "severity",
    "stage": "stage", "published_on_basis": "date_basis", "reason": "leftover", "change": "change", "action": "action",
    "outcome": "correction_outcome",
}  # fmt: skip
_FAULTS = {
    "type": ("类型不符", "of another type"), "order": ("先后颠倒", "bounds the wrong way round"), "not_null": ("缺失", "missing"),
    "at_least": ("低于下限", "below the least allowed"), "at_most": ("高于上限", "above the most allowed"), "is_known": ("不在允许的取值之内", "not one of the known values"),
    "has_its_form": ("格式不符", "not of its form"),
}  # fmt: skip
_COLUMNS = {
    "value_a": ("数值甲", "Value A"), "value_b": ("数值乙", "Value B"), "sentence_a": ("句子甲", "Sentence A"), "sentence_b": ("句子乙", "Sentence B"),
    "table_name": ("表", "Table"), "outcome": ("结果", "Outcome"), "rows": ("行数", "Rows"), "lowest": ("合理下限", "Lowest plausible"), "highest": ("合理上限", "Highest plausible"),
}  # fmt: skip


def label(kind: str, value: object) -> Label:
    """The label of a value of a closed list; a value that no list has stays as it is."""
    found = _LABELS.get(kind, {}).get(str(value))
    return Label(*found) if found else Label(str(value), str(value))


def labels_of(kind: str) -> dict[str, Label]:
    """All labels of a closed list."""
    return {value: Label(*words) for value, words in _LABELS[kind].items()}


def value_label(column: str, value: object) -> Label:
    """The label of a value that stands in a column of that name."""
    if isinstance(value, bool):
        return Label("是", "yes") if value else Label("否", "no")
    return label(_OF_COLUMN.get(column, ""), "" if value is None else value)


def column_label(column: str) -> Label:
    """What a column is called, from the tables' own descriptions."""
    if column in _COLUMNS:
        return Label(*_COLUMNS[column])
    # What a fact says of a column (Park) is clearer in a row than what its own dimension says (Canonical short name).
    facts_first = sorted(tables().values(), key=lambda table: table.group != "fact")
    for table in facts_first:
        for found in table.columns:
            if found.name == column:
                return Label(found.comment_zh, found.comment_en)
    return Label(column, column)


def check_label(name: str) -> Label:
    """What refused a row: table.column.check becomes the column's name and the kind of fault."""
    parts = name.split(".")
    if len(parts) < 3:
        return label("check", name)
    fault = next((words for key, words in _FAULTS.items() if key in parts[-1]), None)
    if fault is None:
        return Label(name, name)
    column = column_label(parts[1])
    return Label(f"{column.zh}：{fault[0]}", f"{column.en}: {fault[1]}")


def table_label(name: str) -> Label:
    """What a table is called."""
    table = tables().get(name)
    return Label(table.comment_zh, table.comment_en) if table else Label(name, name)


def from_comment(text: str | None) -> Label:
    """A label from a comment of the database, which holds both languages."""
    zh, _, en = (text or "").partition(comment("", ""))
    return Label(zh, en or zh)


def period_label(label_zh: str, grain: str, start: dt.date | None, end: dt.date | None) -> Label:
    """A period's name: the warehouse's own in Chinese, short ISO dates in English."""
    if start is None and end is None:
        return Label("时期不详" if label_zh in ("", "unknown") else label_zh, "unknown period")
    if grain == "year" and end is not None:
        return Label(label_zh, str(end.year))
    if start is None or end is None:
        return Label(label_zh, f"to {end}" if end else f"from {start}")
    if start == end:
        return Label(label_zh, str(start))
    whole_months = start.day == 1 and (end + dt.timedelta(days=1)).day == 1
    first, last = (f"{start:%Y-%m}", f"{end:%Y-%m}") if whole_months else (str(start), str(end))
    return Label(label_zh, first if first == last else f"{first} – {last}")


def axis_label(grain: str, start: dt.date | None, end: dt.date | None) -> Label:
    """A period below a chart, short: the year, and after a bar the part of it."""
    day = end or start
    if day is None:
        return Label("", "")
    part: tuple[str, str] = (f"{day.month}月{day.day}日", f"{day:%m-%d}")
    if grain == "year":
        return Label(str(day.year), str(day.year))
    if grain == "month":
        part = (f"{day.month}月", f"{day:%b}")
    elif grain == "quarter":
        part = ("一二三四"[(day.month - 1) // 3] + "季度", f"Q{(day.month + 2) // 3}")
    elif grain == "half":
        part = ("上半年", "H1") if day.month <= 6 else ("下半年", "H2")
    elif grain == "year_to_date":
        part = (f"1—{day.month}月", f"to {day:%b}")
    elif end is not None and grain in ("range", "open"):
        part = (f"至{part[0]}", f"to {part[1]}")
    return Label(f"{day.year}|{part[0]}", f"{day.year}|{part[1]}")
