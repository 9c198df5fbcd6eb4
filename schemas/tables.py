"""The tables of the warehouse. A new column is one line here."""

from __future__ import annotations

import functools

from schemas.columns import SHA256_FORM, UUID_FORM, Column, Table
from schemas.operation_tables import FORGOTTEN, SOURCE_STATUS
from schemas.trust_tables import CHANGE_LOG, CORRECTION, EXPECTED_ROWS, READING
from schemas.vocabularies import (
    DATE_BASES,
    EVENT_STATUSES,
    GRAINS,
    LEFTOVER_REASONS,
    MEASURES,
    PERIOD_KINDS,
    QUALIFIERS,
    RUN_STATUSES,
    SEVERITIES,
    STAGES,
    STATUSES,
    SUBJECT_TYPES,
    base_units,
    event_type_keys,
    metric_keys,
)

_INTERVAL = r"^(?:unknown|(?:\d{4}-\d\d-\d\d|\.\.)/(?:\d{4}-\d\d-\d\d|\.\.))$"
MAX_VALUE = 1e17
"""Largest value in a base unit that any statement about a park can have (100,000,000 亿元)."""


def _offsets() -> tuple[Column, ...]:
    return (
        Column("text", "VARCHAR", "The characters read", "原文字符"),
        Column("start_offset", "BIGINT", "First character in document.text, from 0", "在正文中的起始位置（从 0 起）", at_least=0),
        Column("end_offset", "BIGINT", "Character after the last in document.text", "在正文中的结束位置（不含）", at_least=1),
        Column("sentence", "VARCHAR", "The sentence it stands in", "所在句子"),
        Column(
            "page",
            "BIGINT",
            "Page it stands on, of a document that has pages (see document_page)",
            "所在页码（仅分页文档，见 document_page）",
            nullable=True,
            at_least=1,
        ),
    )


def _trust() -> tuple[Column, ...]:
    return (
        Column("confidence", "DOUBLE", "How sure the reading is, 0 to 1", "可信度（0—1）", at_least=0, at_most=1),
        Column("rule", "VARCHAR", "The rules that produced it", "产生该记录的规则"),
        *_readers(),
    )


def _readers() -> tuple[Column, ...]:
    return (
        Column("readers", "VARCHAR[]", "Who has read it: rules, model", "读者：rules 规则，model 语言模型"),
        Column(
            "agreed",
            "BOOLEAN",
            "Whether the readers agree on every label; null where only one has read it in full",
            "各读者的标签是否完全一致（仅一位读者时为空）",
            nullable=True,
        ),
    )


def _where() -> tuple[Column, ...]:
    return (
        Column("document_key", "VARCHAR", "Document it was read from", "来源文档", pattern=SHA256_FORM, references="document"),
        Column("article_key", "UUID", "Article it was read from", "来源文章", pattern=UUID_FORM, references="article"),
    )


PARK = Table(
    "park", "dimension", "Development zones", "园区", ("park_key",),
    (
        Column("park_key", "VARCHAR", "Canonical short name", "规范简称"),
        Column("name", "VARCHAR", "Official full name", "全称"),
        Column("kind", "VARCHAR", "Kind of zone", "类型"),
        Column("level", "VARCHAR", "National, provincial ...", "级别", nullable=True),
        Column("province", "VARCHAR", "Province", "省份", nullable=True),
        Column("city", "VARCHAR", "City", "城市", nullable=True),
        Column("aliases", "VARCHAR[]", "Other names in the register", "别名"),
        Column("is_registered", "BOOLEAN", "False: met in text, not in the register", "是否在册（否：仅见于文本）"),
    ),
)  # fmt: skip
PERIOD = Table(
    "period", "dimension", "Periods", "时期", ("period_key",),
    (
        Column("period_key", "VARCHAR", "ISO 8601 interval, or unknown", "ISO 8601 区间，或 unknown", pattern=_INTERVAL),
        Column("start_date", "DATE", "First day", "首日", nullable=True),
        Column("end_date", "DATE", "Last day", "末日", nullable=True),
        Column("grain", "VARCHAR", "Kind of period", "粒度", one_of=GRAINS),
        Column("period_kind", "VARCHAR", "What it is to a statistician: a year, the year to date, a quarter, a month, several years, a plan's years, cumulative since a day, a point in time", "统计口径：annual 全年，year_to_date 年初累计，quarter 季度，month 当月，range 年内其他时段，several_years 多年，plan 五年规划期，cumulative 自某日起累计，point_in_time 时点，unknown 未说明", one_of=PERIOD_KINDS),
        Column("year", "BIGINT", "Year in which it ends", "所属年份", nullable=True, at_least=1900, at_most=2200),
        Column("label", "VARCHAR", "The period in Chinese", "中文名称"),
    ),
)  # fmt: skip
DOCUMENT = Table(
    "document", "dimension", "Documents", "文档", ("document_key",),
    (
        Column("document_key", "VARCHAR", "SHA-256 of the bytes", "字节的 SHA-256", pattern=SHA256_FORM),
        Column("source", "VARCHAR", "Where it came from", "来源"),
        Column("file_name", "VARCHAR", "File name", "文件名"),
        Column("title", "VARCHAR", "Title", "标题"),
        Column("published_on", "DATE", "Day of publication", "发布日期", nullable=True),
        Column("published_on_basis", "VARCHAR", "How that day is known", "发布日期的依据", one_of=DATE_BASES),
        Column("ingested_at", "TIMESTAMPTZ", "When it was taken in", "采集时间"),
        Column("text", "VARCHAR", "The text to which all offsets refer", "正文（全部偏移量以此为准）"),
        Column("media_type", "VARCHAR", "text/plain, text/markdown, text/html, application/pdf ...", "媒体类型"),
        Column("encoding", "VARCHAR", "Encoding found", "编码"),
        Column("rule_set", "VARCHAR", "Rule set its facts were read with", "抽取所用规则集版本"),
        Column("second_reader", "VARCHAR", "What of the second reader is in its facts: model and instructions, which articles it is asked about, whose labels stand; null for nothing",
               "事实中含有第二读者的哪一版标注：模型与提示词版本、询问范围、以谁为准（无则为空）", nullable=True),
        Column("replaces", "VARCHAR", "The version before, from the same address or file", "同一来源的上一版本", nullable=True, pattern=SHA256_FORM, references="document"),
        Column("replaced_by", "VARCHAR", "The version after, if this one is no longer shown", "同一来源的后一版本（本版已被替换）", nullable=True, pattern=SHA256_FORM, references="document"),
        Column("withdrawn_on", "DATE", "Day (UTC) on which it was found withdrawn at its source", "确认来源已撤下的日期（UTC）", nullable=True),
    ),
)  # fmt: skip
ARTICLE = Table(
    "article", "dimension", "Articles of a page", "文章", ("article_key",),
    (
        Column("article_key", "UUID", "Key", "键", pattern=UUID_FORM),
        Column("document_key", "VARCHAR", "Document", "文档", pattern=SHA256_FORM, references="document"),
        Column("headline", "VARCHAR", "Headline", "标题"),
        Column("byline", "VARCHAR", "Byline", "署名"),
        Column("park_key", "VARCHAR", "Main park, if any", "主要园区", nullable=True, references="park"),
        Column("start_offset", "BIGINT", "First character in document.text", "起始位置", at_least=0),
        Column("end_offset", "BIGINT", "Character after the last", "结束位置（不含）", at_least=1),
        Column("sketch", "VARCHAR[]", "Smallest hashes of its runs of six characters, by which a reprint is found; empty for a few words", "正文指纹（六字片段哈希的最小值），用于识别转载；过短者为空"),
        Column("reprint_of", "UUID", "The article that this one reprints, nearly to the letter and with the same figures", "所转载的原文章（文字与数字几乎相同）", nullable=True, pattern=UUID_FORM, references="article"),
    ),
)  # fmt: skip


DOCUMENT_PAGE = Table(
    "document_page", "search", "Where each piece of a document with pages stands: its page and its place on it", "分页文档（如 PDF）的正文各段所在的页码与位置", ("document_key", "start_offset"),
    (
        Column("document_key", "VARCHAR", "Document", "文档", pattern=SHA256_FORM, references="document"),
        Column("page", "BIGINT", "Page, from 1", "页码（从 1 起）", at_least=1),
        Column("start_offset", "BIGINT", "First character in document.text, from 0", "在正文中的起始位置（从 0 起）", at_least=0),
        Column("end_offset", "BIGINT", "Character after the last in document.text", "在正文中的结束位置（不含）", at_least=1),
        Column("box_left", "DOUBLE", "Left edge, as a share of the page's width", "左边界（占页宽的比例）", at_least=0, at_most=1),
        Column("box_top", "DOUBLE", "Upper edge, as a share of the page's height, from above", "上边界（占页高的比例，自上而下）", at_least=0, at_most=1),
        Column("box_right", "DOUBLE", "Right edge, as a share of the page's width", "右边界（占页宽的比例）", at_least=0, at_most=1),
        Column("box_bottom", "DOUBLE", "Lower edge, as a share of the page's height, from above", "下边界（占页高的比例，自上而下）", at_least=0, at_most=1),
    ),
)  # fmt: skip


def _metric() -> Table:
    return Table(
        "metric", "dimension", "Metrics", "指标", ("metric_key",),
        (
            Column("metric_key", "VARCHAR", "Key", "键"),
            Column("name", "VARCHAR", "Name in Chinese", "名称"),
            Column("name_en", "VARCHAR", "Name in English", "英文名称"),
            Column("category", "VARCHAR", "Category", "类别"),
            Column("unit", "VARCHAR", "Usual base unit of a level", "常用基本单位", nullable=True, one_of=base_units()),
            Column("additive", "BOOLEAN", "Whether parts of it may be summed", "是否可加总"),
        ),
    )  # fmt: skip


def _metric_bound() -> Table:
    return Table(
        "metric_bound", "dimension", "Plausible range of a metric's stated level: outside it a lost or doubled scale character is likely", "指标水平值的合理范围：超出者疑为漏掉或多出“万”“亿”",
        ("metric_key", "unit", "subject_type"),
        (
            Column("metric_key", "VARCHAR", "Metric", "指标", references="metric"),
            Column("unit", "VARCHAR", "Base unit", "基本单位", one_of=base_units()),
            Column("subject_type", "VARCHAR", "Whose level", "主体类型", one_of=SUBJECT_TYPES),
            Column("lowest", "DOUBLE", "Lowest plausible level", "合理下限", at_least=0, at_most=MAX_VALUE),
            Column("highest", "DOUBLE", "Highest plausible level", "合理上限", at_least=0, at_most=MAX_VALUE),
        ),
    )  # fmt: skip


@functools.cache
def tables() -> dict[str, Table]:
    """Every table by name, in the order in which they are built."""
    observation = Table(
        "observation", "fact", "One stated quantity about a park", "观测值：文中陈述的一个数量", ("observation_key",),
        (
            Column("observation_key", "UUID", "Key", "键", pattern=UUID_FORM),
            Column("park_key", "VARCHAR", "Park", "园区", references="park"),
            Column("period_key", "VARCHAR", "Period", "时期", pattern=_INTERVAL, references="period"),
            Column("metric_key", "VARCHAR", "Metric", "指标", references="metric", one_of=metric_keys()),
            *_where(),
            Column("measure", "VARCHAR", "level, yoy, change, change_rate, multiple or rank", "度量方式", one_of=MEASURES),
            Column("status", "VARCHAR", "actual, forecast, target or norm", "状态", one_of=STATUSES),
            Column("subject", "VARCHAR", "Whose quantity it is", "主体"),
            Column("subject_type", "VARCHAR", "park, zone, enterprise, project or other", "主体类型", one_of=SUBJECT_TYPES),
            Column("metric_text", "VARCHAR", "Words that name the metric", "指标原文"),
            Column("is_part", "BOOLEAN", "A part or one branch of a whole, not the whole itself", "是否为整体中的一部分（其中……）"),
            Column("value", "DOUBLE", "Value in the base unit", "数值（基本单位）", at_least=-MAX_VALUE, at_most=MAX_VALUE),
            Column("value_low", "DOUBLE", "Lower bound stated", "下限", nullable=True, at_least=-MAX_VALUE, at_most=MAX_VALUE),
            Column("value_high", "DOUBLE", "Upper bound stated", "上限", nullable=True, at_least=-MAX_VALUE, at_most=MAX_VALUE),
            Column("unit", "VARCHAR", "Base unit", "基本单位", one_of=base_units()),
            Column("qualifier", "VARCHAR", "exact, about, over, under or range", "限定", one_of=QUALIFIERS),
            Column("period_text", "VARCHAR", "Words that give the period", "时期原文"),
            *_offsets(),
            *_trust(),
            Column("signs", "VARCHAR[]", "How it was read, in the words that the confidence is reckoned from (seeds/confidence.csv)", "读取依据：可信度由这些标记计算（见 seeds/confidence.csv）"),
            Column("event_key", "UUID", "Event whose headline money this is", "以此为金额的事件", nullable=True, pattern=UUID_FORM, references="event"),
        ),
    )  # fmt: skip
    event = Table(
        "event", "fact", "One happening at a park", "事件", ("event_key",),
        (
            Column("event_key", "UUID", "Key", "键", pattern=UUID_FORM),
            Column("park_key", "VARCHAR", "Park", "园区", references="park"),
            Column("period_key", "VARCHAR", "When", "时间", pattern=_INTERVAL, references="period"),
            *_where(),
            Column("event_type", "VARCHAR", "Type, a key of seeds/event_types.csv", "事件类型", one_of=event_type_keys()),
            Column("title", "VARCHAR", "Who did what, at most 40 characters", "标题（不超过 40 字）", pattern=r"^(?s:.{1,40})$"),
            Column("status", "VARCHAR", "actual or planned", "状态", one_of=EVENT_STATUSES),
            Column("participants", "VARCHAR[]", "Companies, bodies and persons", "参与方"),
            Column("amount", "DOUBLE", "Headline money", "金额", nullable=True, unit="元", at_least=0, at_most=MAX_VALUE),
            *_offsets(),
            Column("confidence", "DOUBLE", "Probability that it happened and was read right, 0 to 1, reckoned from its signs; what is less sure than 0.2 is not told", "事件确已发生且识读正确的概率（0—1），由识读迹象推算；低于 0.2 的不收录", at_least=0, at_most=1),
            Column("rule", "VARCHAR", "The rule that produced it", "产生该记录的规则"),
            *_readers(),
            Column("same_as", "UUID", "First report of the same happening in another document", "同一事件在其他文档中的首次报道", nullable=True, pattern=UUID_FORM, references="event"),
        ),
    )  # fmt: skip
    leftover = Table(
        "leftover", "operations", "Numbers with a unit that are no observation, and why", "未成为观测值的数量及原因", ("leftover_key",),
        (
            Column("leftover_key", "UUID", "Key", "键", pattern=UUID_FORM),
            *_where(),
            Column("park_key", "VARCHAR", "Park it would have belonged to", "可能所属园区", nullable=True, references="park"),
            Column("reason", "VARCHAR", "Why it was left out", "原因", one_of=tuple(LEFTOVER_REASONS)),
            *_offsets(),
        ),
    )  # fmt: skip
    sentence = Table(
        "sentence", "search", "Sentences of all documents, for v_search", "全部文档的句子，供 v_search 检索", ("document_key", "start_offset", "end_offset"),
        (
            *_where(),
            Column("start_offset", "BIGINT", "First character in document.text, from 0", "在正文中的起始位置（从 0 起）", at_least=0),
            Column("end_offset", "BIGINT", "Character after the last in document.text", "在正文中的结束位置（不含）", at_least=1),
            Column("text", "VARCHAR", "The sentence", "句子原文"),
            Column("words", "VARCHAR[]", "Its words in order, in Simplified Chinese and half width", "分词结果（简体、半角、小写）"),
        ),
    )  # fmt: skip
    search_word = Table(
        "search_word", "search", "Words of the sentences and how many sentences hold each, for v_search", "句子中的词及含该词的句子数，供 v_search 检索", ("word",),
        (
            Column("word", "VARCHAR", "Word", "词"),
            Column("sentences", "BIGINT", "Sentences that hold it", "含该词的句子数", at_least=1),
        ),
    )  # fmt: skip
    run = Table(
        "pipeline_run", "operations", "Runs of the pipeline", "运行记录", ("run_key",),
        (
            Column("run_key", "VARCHAR", "Key, in order of the runs", "键"),
            Column("started_at", "TIMESTAMPTZ", "Start", "开始时间"),
            Column("finished_at", "TIMESTAMPTZ", "End; of the run that built this file, when it was built", "结束时间"),
            Column("status", "VARCHAR", "How it ended", "结果", one_of=RUN_STATUSES),
            Column("documents_seen", "BIGINT", "Documents offered", "文档数", at_least=0),
            Column("documents_new", "BIGINT", "Documents taken in", "新文档数", at_least=0),
            Column("documents_skipped", "BIGINT", "Documents known already", "已有文档数", at_least=0),
            Column("documents_failed", "BIGINT", "Documents that could not be read", "失败文档数", at_least=0),
            Column("rows_loaded", "BIGINT", "Observations and events in the warehouse", "入库行数", at_least=0),
            Column("rows_rejected", "BIGINT", "Rows refused", "拒绝行数", at_least=0),
            Column("code_version", "VARCHAR", "Version of parkhouse", "程序版本"),
            Column("rule_set", "VARCHAR", "Version of rules and seeds", "规则集版本"),
            Column("message", "VARCHAR", "What went wrong, if anything", "说明"),
            Column("second_reader", "JSON", "What came of the second reader: articles read and not read and why, requests, tokens, refused rows", "第二读者的情况：已读、未读文章及原因，请求数、用量、被拒绝的行", nullable=True),
        ),
    )  # fmt: skip
    rejected = Table(
        "rejected", "operations", "Refused rows and unreadable documents", "隔离区：被拒绝的行与无法读取的文档", ("rejected_key",),
        (
            Column("rejected_key", "UUID", "Key", "键", pattern=UUID_FORM),
            Column("run_key", "VARCHAR", "Run", "运行"),
            Column("stage", "VARCHAR", "Stage", "阶段", one_of=STAGES),
            Column("document_key", "VARCHAR", "Document, where its bytes are known", "文档", nullable=True),
            Column("table_name", "VARCHAR", "Table the row was meant for", "目标表"),
            Column("row", "JSON", "The row as it was", "原始行"),
            Column("reason", "VARCHAR", "Why, in plain words", "原因"),
            Column("check_name", "VARCHAR", "The check that refused it", "检查项"),
        ),
    )  # fmt: skip
    quality = Table(
        "quality_result", "operations", "Results of the checks of each run", "质量检查结果", ("run_key", "check_name"),
        (
            Column("run_key", "VARCHAR", "Run", "运行"),
            Column("check_name", "VARCHAR", "Check", "检查项"),
            Column("severity", "VARCHAR", "block or warn", "级别", one_of=SEVERITIES),
            Column("passed", "BOOLEAN", "Whether it passed", "是否通过"),
            Column("failing_rows", "BIGINT", "Offending rows", "问题行数", at_least=0),
            Column("examples", "JSON", "The first offending rows", "示例"),
            Column("description", "VARCHAR", "What it checks", "说明"),
            Column("description_zh", "VARCHAR", "What it checks, in Chinese", "中文说明"),
        ),
    )  # fmt: skip
    found = (
        PARK, PERIOD, _metric(), _metric_bound(), DOCUMENT, DOCUMENT_PAGE, ARTICLE, observation, event, leftover, sentence, search_word,
        READING, run, rejected, quality, CORRECTION, CHANGE_LOG, EXPECTED_ROWS, SOURCE_STATUS, FORGOTTEN,
    )  # fmt: skip
    return {table.name: table for table in found}
