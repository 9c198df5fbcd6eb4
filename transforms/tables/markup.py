"""Tables in a page's mark-up: told from tables that only lay a page out, and written as tables stand in a text.

Elements are those of lxml. A page was made by anybody: spans are bounded, cells are read up to a limit, nothing is read twice per level of nesting but for that much.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from transforms.tables.plain import Span, TableTooLarge, cell_text, is_number, spread, table_text, without_empty_columns

MOST_CELL = 600
"""Characters of a cell: a description of a project has some three hundred; what is longer is an article in a layout."""
_MOST_NODES = 400
"""Elements within one cell that are looked at."""
_MOST_COLUMNS = 1000
"""Columns that a cell may reach over, as browsers have it."""
_MOST_ROWS = 65_534
_MOST_REPEATED = 2_000_000
"""Characters of a grid with merged cells written out."""
_INSIDE = frozenset("thead tbody tfoot tr form div center font span".split())
_BLOCKS = frozenset("p div br li tr td th table h1 h2 h3 h4 h5 h6 dt dd".split())
_PAGE_PARTS = frozenset("h1 h2 h3 form iframe article section textarea select".split())
_LABELLED = re.compile(r"[^\d：:]{2,12}[:：].{0,80}")
# The box of a government page: 索引号 | 000014349/2021-00012 | 主题分类 | …
_INDEX_BOX = re.compile(r"索\s*引\s*号|信息索取号|主题分类|发文(?:机关|字号)|公文种类|主\s*题\s*词|有\s*效\s*性|信息分类")
_NOTE = re.compile(r"[(（]?(?:备?\s?注|说明|数据来源|资料来源|来源|单位负责人|填表人|制表)\s*\d?\s*[:：.、]|[*※①]")
_CJK_END = re.compile(r"[\u4e00-\u9fa5（(]$")
_CJK_START = re.compile(r"^[\u4e00-\u9fa5）)（(%％]")


def tag_of(element: Any) -> str:
    """An element's tag in small letters; empty for comments and the like."""
    return element.tag.lower() if isinstance(element.tag, str) else ""


def table_block(table: Any) -> str | None:
    """A data table as text: what stands above it, its rows between bars, what stands below; None where the element only lays the page out.

    Tables within its cells must have been dealt with before. Raises TableTooLarge where the grid is beyond all reason.
    """
    rows = _rows(table)
    if rows is None:
        return None
    above = _caption(table)
    below: list[str] = []
    width = max((sum(span.columns for span in row) for row, _ in rows), default=0)
    while len(rows) > 1 and (line := _whole_line(rows[0][0], width)) is not None:
        above.append(line)
        del rows[0]
    while len(rows) > 1 and (line := _whole_line(rows[-1][0], width)) is not None and (_NOTE.match(line) or len(line) > 30):
        below.insert(0, line)
        del rows[-1]
    marked = "presentation" not in (table.get("role") or "").lower() and any(tag_of(one) in ("thead", "th") for one in table.iter())
    if not marked and any("。" in line and not _NOTE.match(line) for line in (*above, *below)):
        # A line over the whole width that is a sentence: the article itself, in a layout.
        return None
    if not _holds_data([row for row, _ in rows], marked):
        return None
    headers = 0
    while headers < len(rows) and rows[headers][1]:
        headers += 1
    grid = _grid([row for row, _ in rows])
    grid = without_empty_columns(grid)
    return "\n".join([*above, table_text(grid, headers if headers < len(grid) else 0), *below])


def _grid(rows: list[list[Span]]) -> list[list[str]]:
    """The grid; spans without sense are left out, and the cells stand as they come."""
    repeated = sum((len(span.text) + 3) * min(span.rows, len(rows)) * span.columns for row in rows for span in row)
    if repeated <= _MOST_REPEATED:
        try:
            return spread(rows)
        except TableTooLarge:
            pass
    return spread([[Span(span.text) for span in row] for row in rows])


def _rows(table: Any) -> list[tuple[list[Span], bool]] | None:
    """The rows with their cells and whether the source marks each as a header; None where a cell holds a part of a page."""
    rows: list[tuple[list[Span], bool]] = []
    loose: list[Span] = []
    for part, in_head in _parts(table, False):
        if tag_of(part) == "tr":
            cells = list(_cells(part))
        else:
            cells = [part]
        spans = []
        for cell in cells:
            text = _text(cell)
            if text is None:
                return None
            spans.append(Span(text, _reach(cell.get("rowspan"), _MOST_ROWS), _reach(cell.get("colspan"), _MOST_COLUMNS), tag_of(cell) == "th"))
        if tag_of(part) != "tr":
            # Cells outside every row: what stands between two rows is one.
            loose += spans
            continue
        if loose:
            rows.append((loose, False))
            loose = []
        if spans:
            rows.append((spans, in_head or all(span.header for span in spans)))
    if loose:
        rows.append((loose, False))
    # An empty row parts nothing; one that is reached into from above keeps its place.
    return [row for number, row in enumerate(rows) if any(span.text for span in row[0]) or _reached(rows, number)]


def _reached(rows: list[tuple[list[Span], bool]], number: int) -> bool:
    return any(span.rows > 1 for row, _ in rows[max(0, number - 3) : number] for span in row)


def _parts(element: Any, in_head: bool) -> Iterator[tuple[Any, bool]]:
    """Rows of a table, and cells that stand outside every row, in order; what stands in tables within is theirs."""
    stack = [(child, in_head) for child in reversed(element)]
    while stack:
        child, head = stack.pop()
        tag = tag_of(child)
        if tag in ("tr", "td", "th"):
            yield child, head
            if tag == "tr":
                # A row that is never closed holds the next ones.
                stack.extend((inner, head) for inner in reversed(child) if tag_of(inner) == "tr")
        elif tag in _INSIDE:
            stack.extend((inner, head or tag == "thead") for inner in reversed(child))


def _cells(row: Any) -> Iterator[Any]:
    for child in row:
        if tag_of(child) in ("td", "th"):
            if not _hidden(child):
                yield child
        elif tag_of(child) == "form":
            yield from (inner for inner in child if tag_of(inner) in ("td", "th"))


def _hidden(element: Any) -> bool:
    return "display:none" in (element.get("style") or "").replace(" ", "").lower()


def _reach(written: str | None, most: int) -> int:
    found = re.match(r"\s*\+?0*(\d{1,6})", written or "")
    return max(1, min(int(found[1]), most)) if found else 1


def _text(cell: Any) -> str | None:
    """A cell's words in one line; None where it holds a part of a page: headings, fields, an article."""
    parts: list[str] = []
    length = nodes = 0
    stack: list[Any] = [cell]
    while stack:
        one = stack.pop()
        if isinstance(one, str):
            parts.append(one)
            length += len(one)
        else:
            tag = tag_of(one)
            nodes += 1
            if tag in _PAGE_PARTS or nodes > _MOST_NODES:
                return None
            if tag in ("script", "style", "") or (one is not cell and _hidden(one)):
                continue
            edge = "\n" if tag in _BLOCKS and one is not cell else ""
            stack.append(edge)
            for child in reversed(one):
                stack.append(child.tail or "")
                stack.append(child)
            stack.append(edge + (one.text or ""))
        if length > MOST_CELL:
            length = len(" ".join("".join(parts).split()))
            if length > MOST_CELL:
                return None
    return one_line("".join(parts))


def one_line(text: str) -> str:
    """Lines of a cell as one: a short label cut over two lines is one word (同比 / 增长), other lines stay apart."""
    lines = [" ".join(line.split()) for line in text.split("\n")]
    lines = [line for line in lines if line]
    if len(lines) < 2:
        return "".join(lines)
    short = sum(len(line) for line in lines) <= 16
    joined = lines[0]
    for line in lines[1:]:
        together = short and _CJK_START.match(line) and (_CJK_END.search(joined) or line[0] in "(（%％")
        joined += ("" if together else " ") + line
    return joined


def _caption(table: Any) -> list[str]:
    for child in table:
        if tag_of(child) == "caption":
            text = _text(child)
            return [cell_text(text)] if text else []
    return []


def _whole_line(row: list[Span], width: int) -> str | None:
    """The words of a row that is one line over the whole table; None where it has cells."""
    filled = [span for span in row if span.text]
    if len(filled) != 1 or width < 2:
        return None
    only = filled[0]
    reaches = only.columns >= width or len(row) == 1 or re.match(r"[（(]?\s*(?:计量)?单位\s*[:：]", only.text)
    return cell_text(only.text) if reaches and not is_number(only.text) and only.rows == 1 else None


def _holds_data(rows: list[list[Span]], marked: bool) -> bool:
    """Whether rows are those of a table that was written to be read as one."""
    cells = [span.text for row in rows for span in row if span.text]
    if len(rows) < 2 or len(cells) < 4 or max(len([span for span in row if span.text]) for row in rows) < 2:
        return False
    if sum(1 for cell in cells if _INDEX_BOX.search(cell[:20])) >= 2:
        return False
    if all(_LABELLED.fullmatch(cell) for cell in cells):
        return False
    # Columns of running text side by side are a layout, unless the source calls the first row a header.
    running = sum(1 for cell in cells if len(cell) > 120 and cell.count("。") > 1)
    several = sum(1 for row in rows if len([span for span in row if span.text]) > 1)
    return (marked or running * 3 <= len(cells)) and several * 2 >= len(rows)
