"""Data tables of a page: taken out before its main text is looked for, put back as lines between bars afterwards.

The extractor writes tables in a form of its own, or a line a cell; of a page that is little else it takes none.
"""

from __future__ import annotations

import re
from typing import Any

from transforms.tables.markup import table_block, tag_of

_LONGEST_ROW = 240
"""Characters of a row of a layout that is one line of the page: 来源：… 发布时间：… 浏览：…"""

MOST_CHARACTERS = 30_000_000
"""Characters of all tables of a page, merged cells written out."""
_CAPTION = re.compile(
    r"\s*(?:(?:附|续)?表\s?[\d一二三四五六七八九十]{0,3}.{0,60}[^。；！？]|[（(]?(?:计量)?单位\s*[:：].{1,40}|.{2,50}(?:表|表格|一览)(?:[（(].{1,20}[）)])?)\s*"
)
# 表1 主要指标 · 单位：亿元 · 各园区税收情况表


class Tables:
    """The data tables of one page and the words that stand in their place meanwhile."""

    def __init__(self, page: str) -> None:
        self._sign = next(sign for number in range(1_000_000) if (sign := f"〔表{number}号") not in page)
        self._blocks: list[str] = []
        self._characters = 0

    def take_out(self, tree: Any) -> None:
        """Replaces the data tables of a page's tree by paragraphs, and lays all other tables out as the lines that they show.

        Raises TableTooLarge, a ValueError.
        """
        # From the last to the first: tables within a cell come before that cell's table.
        for table in list(tree.iter("table"))[::-1]:
            block = table_block(table)
            if block is None:
                _lay_out(table)
            else:
                self._put(table, block)

    def _put(self, table: Any, block: str) -> None:
        tail = table.tail
        table.clear()
        table.tag, table.tail = "p", tail
        self._characters += len(block)
        if self._characters > MOST_CHARACTERS:
            raise ValueError(f"an HTML page with tables of more than {MOST_CHARACTERS:,} characters")
        # As many words as the table has: the extractor weighs parts of a page by them. The second sign ends what is put back.
        words = " ".join(block.replace("|", " ").replace("---", " ").split())[:2000]
        table.text = f"{self._sign}{len(self._blocks)}始〕{words}{self._sign}{len(self._blocks)}止〕"
        self._blocks.append(block)

    def put_back(self, text: str) -> str:
        """The main text with its tables as lines, each in its place; a table whose place the extractor left out is left out."""
        lines: list[str] = []
        position = 0
        for found in re.finditer(rf"{re.escape(self._sign)}(\d+)始〕.*?{re.escape(self._sign)}\1止〕|$", text, re.DOTALL):
            between = text[position : found.start()].strip()
            if between:
                lines += between.split("\n")
            if found[1]:
                _part_caption(lines)
                lines += [self._blocks[int(found[1])], ""]
            position = found.end()
        return "\n".join(lines).strip("\n")


def _part_caption(lines: list[str]) -> None:
    """A blank line before the caption of a table that follows, and its unit."""
    first = len(lines)
    while first > max(0, len(lines) - 3) and _CAPTION.fullmatch(lines[first - 1]):
        first -= 1
    if 0 < first < len(lines) and lines[first - 1]:
        lines.insert(first, "")


def _lay_out(table: Any) -> None:
    """A layout's boxes as boxes; a row of short boxes is one line."""
    for part in list(table.iter("table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "colgroup", "col")):
        part.tag = "p" if tag_of(part) == "tr" and _is_line(part) else "div"


def _is_line(row: Any) -> bool:
    length = 0
    for cell in row:
        if len(cell) > 3 or any(len(inner) or tag_of(inner) not in ("a", "span", "label") for inner in cell):
            return False
        length += len(cell.text or "") + sum(len(inner.text or "") + len(inner.tail or "") for inner in cell)
    if length > _LONGEST_ROW:
        return False
    # Words alone: of a page that is little else the extractor takes every element for a line.
    text = "　".join(words for cell in row if (words := " ".join("".join(cell.itertext()).split())))
    tail = row.tail
    row.clear()
    row.text, row.tail = text, tail
    return True
