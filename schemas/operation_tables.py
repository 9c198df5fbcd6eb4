"""Tables about sources and documents as the operator knows them: what each source gives, what was forgotten on purpose."""

from __future__ import annotations

from schemas.columns import Column, Table
from schemas.vocabularies import SOURCE_KINDS, SOURCE_LEVELS, SOURCE_STATES

SOURCE_STATUS = Table(
    "source_status", "operations", "What each source gives now and gave before, and whether that is an alarm",
    "每个来源本次与此前各给出多少文档，是否告警", ("source",),
    (
        Column("source", "VARCHAR", "The source as the operator named it, without a login", "来源（操作者所写，不含登录信息）"),
        Column("kind", "VARCHAR", "file, folder, glob or address", "file 文件；folder 文件夹；glob 通配符；address 网址", one_of=SOURCE_KINDS),
        Column("state", "VARCHAR", "gives: as it should; fell: far fewer documents than before; empty: none; refused: none that can be read; script_only: pages that only ask for JavaScript or a check of the visitor; broken: no feed, sitemap or page; unreachable: no answer; missing: not there",
               "gives 正常；fell 文档数骤降；empty 没有文档；refused 文档均无法读取；script_only 页面只要求启用 JavaScript 或验证访客；broken 不是可读的订阅、站点地图或网页；unreachable 无法访问；missing 不存在", one_of=SOURCE_STATES),
        Column("level", "VARCHAR", "good, warning or alarm", "good 正常；warning 提示；alarm 告警", one_of=SOURCE_LEVELS),
        Column("documents", "BIGINT", "Readable documents that it gave when it was last looked at", "最近一次给出的可读文档数", at_least=0),
        Column("refused", "BIGINT", "Documents that it gave and that could not be read", "最近一次给出但无法读取的文档数", at_least=0),
        Column("documents_before", "BIGINT", "What it gave the time before, of those when all was well; null where it never gave any", "此前正常时给出的文档数（从未给出则为空）", nullable=True, at_least=0),
        Column("since", "TIMESTAMPTZ", "Run with which this state began", "该状态开始的时间"),
        Column("runs", "BIGINT", "Runs in a row that found it in this state", "连续处于该状态的运行次数", at_least=1),
        Column("checked_at", "TIMESTAMPTZ", "When it was last looked at", "最近一次查看的时间"),
        Column("run_key", "VARCHAR", "Run that recorded this", "记录该状态的运行"),
        Column("detail", "VARCHAR", "The state in words", "说明"),
    ),
)  # fmt: skip
FORGOTTEN = Table(
    "forgotten", "operations", "Documents and places taken out on purpose, which are not taken in again; who asked for it and why",
    "按要求移除且不再采集的文档与位置，及移除人与理由", ("document_key", "place"),
    (
        Column("document_key", "VARCHAR", "SHA-256 of the document; empty for a place as such", "文档的 SHA-256（仅针对位置时为空）"),
        Column("place", "VARCHAR", "Path or address of which nothing is taken in any more; empty where only the document is meant", "不再采集的路径或网址（仅针对文档时为空）"),
        Column("text_sha256", "VARCHAR", "SHA-256 of its text, by which the same page with other bytes is known; empty where unknown", "正文的 SHA-256，用于识别字节不同而文字相同的页面（未知则为空）"),
        Column("who", "VARCHAR", "Who asked for it", "移除人"),
        Column("reason", "VARCHAR", "Why", "理由"),
        Column("forgotten_at", "TIMESTAMPTZ", "When", "移除时间"),
        Column("run_key", "VARCHAR", "Run that took it out", "执行移除的运行"),
    ),
)  # fmt: skip
