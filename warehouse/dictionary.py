"""The data dictionary: docs/data_dictionary.md and .zh-CN.md, written from the descriptions of tables and views.

`python -m warehouse.dictionary` writes them again; a test keeps them equal to what this module would write.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NamedTuple

import duckdb

from schemas.columns import Column
from schemas.tables import tables
from sql.read import sql_files
from warehouse.build import create_tables, create_views
from warehouse.derived import create_derived
from warehouse.search import build_search
from warehouse.view_comments import column_comment

FILES = {"en": "data_dictionary.md", "zh": "data_dictionary.zh-CN.md"}
_SEARCH = "v_search('…')"


class _Words(NamedTuple):
    title: str
    opening: str
    groups: dict[str, str]
    views: str
    derived: str
    key: str
    head: str
    view_head: str
    empty: str
    one_of: str
    from_to: str
    leads_to: str
    search: str


_WORDS = {
    "en": _Words(
        "Data dictionary",
        "Generated from the descriptions in `schemas/` and `sql/` with `python -m warehouse.dictionary`; the same words stand as `COMMENT` in the warehouse. "
        "Columns may be null only where this page says so.",
        {"dimension": "Dimensions", "fact": "Facts", "search": "Search", "operations": "Operations"},
        "Views", "Derived tables (computed once in each build; views show them)", "Key", "| Column | Type | Meaning | Values |\n| --- | --- | --- | --- |", "| Column | Type | Meaning |\n| --- | --- | --- |",
        "may be null", "one of", "from {} to {}", "leads to `{}`", "Full-text search: sentences ranked by BM25",
    ),
    "zh": _Words(
        "数据字典",
        "由 `python -m warehouse.dictionary` 根据 `schemas/` 与 `sql/` 中的说明生成；同样的说明也以 `COMMENT` 写在数据仓库中。未注明“可为空”的列不为空。",
        {"dimension": "维度表", "fact": "事实表", "search": "检索", "operations": "运行与质量"},
        "视图", "派生表（每次构建时计算一次，供视图使用）", "键", "| 列 | 类型 | 含义 | 取值 |\n| --- | --- | --- | --- |", "| 列 | 类型 | 含义 |\n| --- | --- | --- |",
        "可为空", "取值：", "{} 至 {}", "指向 `{}`", "全文检索：按 BM25 排序的句子",
    ),
}  # fmt: skip


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _half(comment: str, language: str) -> str:
    chinese, _, english = comment.partition(" | ")
    return _cell(chinese if language == "zh" else english)


def _values(column: Column, words: _Words) -> str:
    said = []
    if column.one_of:
        listed = list(column.one_of[:20])
        said.append(f"{words.one_of} {', '.join(f'`{value}`' for value in listed)}{' …' if len(column.one_of) > len(listed) else ''}")
    if column.at_least is not None and column.at_most is not None:
        said.append(words.from_to.format(f"{column.at_least:g}", f"{column.at_most:g}"))
    elif column.at_least is not None:
        said.append(f"≥ {column.at_least:g}")
    if column.references:
        said.append(words.leads_to.format(column.references))
    if column.nullable:
        said.append(words.empty)
    return _cell("; ".join(said))


def _tables(language: str) -> list[str]:
    words, lines = _WORDS[language], []
    for group, heading in (words.groups | {table.group: table.group for table in tables().values() if table.group not in words.groups}).items():
        lines += [f"## {heading}", ""]
        for table in tables().values():
            if table.group != group:
                continue
            what = table.comment_zh if language == "zh" else table.comment_en
            keys = ", ".join(f"`{name}`" for name in table.key)
            lines += [f"### {table.name}", "", f"{what}. {words.key}: {keys}." if language == "en" else f"{what}。{words.key}：{keys}。", "", words.head]
            for column in table.columns:
                meaning = _cell(column.comment_zh if language == "zh" else column.comment_en) + (f" ({column.unit})" if column.unit else "")
                lines.append(f"| `{column.name}` | {column.type} | {meaning} | {_values(column, words)} |")
            lines.append("")
    return lines


def _columns(connection: duckdb.DuckDBPyConnection, query: str, language: str, comments: dict[str, str] | None = None) -> list[str]:
    lines = []
    for name, kind, comment in connection.execute(query).fetchall():
        lines.append(f"| `{name}` | {kind} | {_half((comments or {}).get(name) or comment or '', language)} |")
    return lines


def _views(connection: duckdb.DuckDBPyConnection, language: str) -> list[str]:
    words = _WORDS[language]
    lines = []
    for file, heading in [*((file, words.derived) for file in sql_files("derived")), *((file, words.views) for file in sql_files("views"))]:
        if f"## {heading}" not in lines:
            lines += [f"## {heading}", ""]
        query = f"SELECT column_name, data_type, comment FROM duckdb_columns() WHERE table_name = '{file.name}' ORDER BY column_index"
        lines += [f"### {file.name}", "", file.said(language), "", words.view_head, *_columns(connection, query, language), ""]
    names = [row[0] for row in connection.execute("DESCRIBE SELECT * FROM v_search('')").fetchall()]
    query = "SELECT column_name, column_type, NULL FROM (DESCRIBE SELECT * FROM v_search(''))"
    comments = {name: column_comment("v_search", name) for name in names}
    return [*lines, f"### {_SEARCH}", "", words.search, "", words.view_head, *_columns(connection, query, language, comments), ""]


def dictionary(language: str) -> str:
    """The data dictionary in `en` or `zh`, as Markdown."""
    words = _WORDS[language]
    with duckdb.connect() as connection:
        create_tables(connection)
        create_derived(connection, {})
        create_views(connection)
        build_search(connection, {})
        body = [*_tables(language), *_views(connection, language)]
    return "\n".join([f"# {words.title}", "", words.opening, "", *body]).rstrip() + "\n"


def main(folder: Path) -> None:
    """Writes both files."""
    folder.mkdir(parents=True, exist_ok=True)
    for language, name in FILES.items():
        (folder / name).write_text(dictionary(language), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parents[1] / "docs")
