"""Tables that say why a figure can be trusted: corrections, changes between warehouses, and what a known corpus must give."""

from __future__ import annotations

from schemas.columns import SHA256_FORM, UUID_FORM, Column, Table
from schemas.vocabularies import (
    CHANGES,
    CORRECTABLE_TABLES,
    CORRECTION_ACTIONS,
    CORRECTION_OUTCOMES,
    DECIDED_TABLES,
    EVENT_STATUSES,
    MEASURES,
    READERS,
    REASONS_OF_CHANGE,
    SCOPES,
    STATUSES,
    SUBJECT_TYPES,
    event_type_keys,
    metric_keys,
)

READING = Table(
    "reading", "operations", "What each reader says of each figure and event that a second reader has read; of the others the fact itself tells the rules' reading",
    "各读者对每个数量与事件的标注（仅限有第二读者读过的；其余的规则读法即事实本身）", ("reading_key",),
    (
        Column("reading_key", "UUID", "Key", "键", pattern=UUID_FORM),
        Column("document_key", "VARCHAR", "Document", "文档", pattern=SHA256_FORM, references="document"),
        Column("article_key", "UUID", "Article", "文章", pattern=UUID_FORM, references="article"),
        Column("table_name", "VARCHAR", "observation for a figure, event for a happening", "observation：数量；event：事件", one_of=CORRECTABLE_TABLES),
        Column("start_offset", "BIGINT", "First character in document.text, from 0", "在正文中的起始位置（从 0 起）", at_least=0),
        Column("end_offset", "BIGINT", "Character after the last in document.text", "在正文中的结束位置（不含）", at_least=1),
        Column("text", "VARCHAR", "The characters read", "原文字符"),
        Column("reader", "VARCHAR", "Who reads it so", "读者：rules 规则，model 语言模型，person 人", one_of=READERS),
        Column("reader_version", "VARCHAR", "Version of the rules; model and version of its instructions", "规则集版本；或模型名与提示词版本"),
        Column("scope", "VARCHAR", "in: a fact about a park; out: none", "in：属于园区的事实；out：不是", one_of=SCOPES),
        Column("park_key", "VARCHAR", "Park, where the reader names one", "园区（读者给出时）", nullable=True),
        Column("subject_type", "VARCHAR", "Whose quantity it is", "主体类型", nullable=True, one_of=SUBJECT_TYPES),
        Column("subject", "VARCHAR", "The subject's name", "主体", nullable=True),
        Column("metric_key", "VARCHAR", "Metric", "指标", nullable=True, one_of=metric_keys()),
        Column("measure", "VARCHAR", "Measure", "度量方式", nullable=True, one_of=MEASURES),
        Column("status", "VARCHAR", "Status", "状态", nullable=True, one_of=tuple(dict.fromkeys((*STATUSES, *EVENT_STATUSES)))),
        Column("start_date", "DATE", "First day of its period", "时期首日", nullable=True),
        Column("end_date", "DATE", "Last day of its period", "时期末日", nullable=True),
        Column("event_type", "VARCHAR", "Type of the event", "事件类型", nullable=True, one_of=event_type_keys()),
        Column("title", "VARCHAR", "Title of the event", "事件标题", nullable=True),
        Column("amount", "DOUBLE", "Money of the event as the reader names it", "读者给出的事件金额", nullable=True, unit="元", at_least=0, at_most=1e17),
        Column("agrees", "BOOLEAN", "Whether it agrees with the other reader on every label; null where one left a label out", "与另一读者的标签是否完全一致（有一方未给全时为空）", nullable=True),
    ),
)  # fmt: skip
CORRECTION = Table(
    "correction", "operations", "Corrections by hand, and what came of each in this warehouse", "人工更正及其在本仓库中的结果", ("origin",),
    (
        Column("origin", "VARCHAR", "File and line of the correction", "更正所在文件与行号"),
        Column("document_key", "VARCHAR", "Document of the fact", "文档", nullable=True, pattern=SHA256_FORM),
        Column("start_offset", "BIGINT", "First character of the fact in document.text", "事实的起始位置", nullable=True, at_least=0),
        Column("end_offset", "BIGINT", "Character after its last", "事实的结束位置（不含）", nullable=True, at_least=1),
        Column("fact_key", "UUID", "Key of the fact", "事实的键", nullable=True, pattern=UUID_FORM),
        Column("table_name", "VARCHAR", "observation or event; article: it is about no park", "事实所在的表；article：文中没有园区", one_of=DECIDED_TABLES),
        Column("action", "VARCHAR", "drop: take the fact out; override: set one field; confirm: what a person holds right of the whole fact; retract: what was decided of it before no longer counts; restore: a quantity that was left out is a fact; leave: it is none", "drop：删除该事实；override：改写一个字段；confirm：人工确认整条事实；retract：此前对该事实的决定作废；restore：被略去的数量是事实；leave：确实不是", one_of=CORRECTION_ACTIONS),
        Column("field", "VARCHAR", "Field that is set, or that `expect` speaks of; * for all labels; empty where a fact is dropped without a guard", "被改写（或由 expect 核对）的字段；* 表示全部标签；删除且不核对时为空"),
        Column("value", "VARCHAR", "Its new value; of a confirmation all labels as the person has them, as JSON; of what was left out the row that it would be, as JSON", "新值；确认时为人工认定的全部标签（JSON）；对被略去的数量为其作为事实的整行（JSON）", nullable=True),
        Column("expect", "VARCHAR", "Value that the reader gave when the correction was written; empty: no guard", "编写更正时抽取到的值；为空则不核对"),
        Column("reason", "VARCHAR", "Why", "理由"),
        Column("who", "VARCHAR", "Who decided", "更正人"),
        Column("date", "DATE", "When", "更正日期"),
        Column("outcome", "VARCHAR", "applied; stale: the reader now gives another value; missing: no such fact; ambiguous: several facts there; waiting: its document is not here; retracted: decided anew or undone later",
               "结果：applied 已应用；stale 抽取值已变；missing 找不到该事实；ambiguous 对应多条事实；waiting 文档尚未入库；retracted 其后另有决定或已撤销", one_of=CORRECTION_OUTCOMES),
        Column("found", "VARCHAR", "Value that the reader gives now", "当前抽取到的值", nullable=True),
        Column("original", "JSON", "The fact as it was extracted", "更正前的完整记录", nullable=True),
    ),
)  # fmt: skip
CHANGE_LOG = Table(
    "change_log", "operations", "Every change from one published warehouse to the next, and why", "相邻两次发布之间的每处变化及原因", ("change_key",),
    (
        Column("change_key", "UUID", "Key", "键", pattern=UUID_FORM),
        Column("run_key", "VARCHAR", "Run that published the change", "发布该变化的运行"),
        Column("previous_run_key", "VARCHAR", "Run that had published the warehouse before", "上一次发布的运行", nullable=True),
        Column("change", "VARCHAR", "added, removed or changed", "added 新增；removed 移除；changed 改变", one_of=CHANGES),
        Column("reason", "VARCHAR", "Why: see the data dictionary", "原因", one_of=tuple(REASONS_OF_CHANGE)),
        Column("table_name", "VARCHAR", "document, observation, event, or v_metric_trend for a best value", "所在的表；v_metric_trend 表示最佳值"),
        Column("fact_key", "VARCHAR", "Key of the row", "记录的键"),
        Column("document_key", "VARCHAR", "Document that it comes from", "来源文档", nullable=True),
        Column("park_key", "VARCHAR", "Park", "园区", nullable=True),
        Column("metric_key", "VARCHAR", "Metric, or type of event", "指标或事件类型", nullable=True),
        Column("period_key", "VARCHAR", "Period", "时期", nullable=True),
        Column("field", "VARCHAR", "Fields that differ", "有差异的字段", nullable=True),
        Column("old_value", "VARCHAR", "What stood there", "原值", nullable=True),
        Column("new_value", "VARCHAR", "What stands there now", "新值", nullable=True),
        Column("facts", "BIGINT", "Facts that came or went with it", "随之增减的事实数", at_least=0),
    ),
)  # fmt: skip
EXPECTED_ROWS = Table(
    "expected_rows", "operations", "How many rows known documents must give", "已知文档应得到的行数", ("document_key",),
    (
        Column("document_key", "VARCHAR", "Document", "文档", pattern=SHA256_FORM),
        Column("file_name", "VARCHAR", "File name", "文件名"),
        Column("observations", "BIGINT", "Observations", "观测值行数", at_least=0),
        Column("events", "BIGINT", "Events", "事件行数", at_least=0),
        Column("leftovers", "BIGINT", "Quantities left out", "未归属数量行数", at_least=0),
    ),
)  # fmt: skip
