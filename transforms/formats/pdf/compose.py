"""Blocks of all pages to one text: paragraphs closed over columns and pages, tables with their captions and notes, and where each part stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from transforms.formats.pdf.boxes import Block, Box, common_size
from transforms.formats.pdf.paragraphs import COLUMN_LINES, Paragraph, column_of, find_paragraphs, is_alike
from transforms.formats.pdf.pieces import join_lines
from transforms.formats.reading import PageSpan, Unreadable
from transforms.tables.plain import table_text

_NOTE = re.compile(r"\s*(?:注|说明|备注|资料来源|数据来源|来源|[*＊※①②③]|[（(]?注\d?)\s*[:：]?")
_CONTINUED = re.compile(r"\s*[（(]?\s*续\s*表?[\d一二三四五六七八九十\s\-—.]*[)）]?\s*$|.{0,40}[（(]\s*续\s*表?\s*[\d一二三四五六七八九十]*\s*[)）]\s*$")
_LOOK_BACK = 4
"""A paragraph goes on at most so many blocks later: past a caption, a picture's text, a table."""
_LONGEST_CAPTION = 45
_CAPTION_LINES = 3
MAX_TEXT = 6_000_000
"""Characters of a document's text."""
_MOST_COLUMNS = 200
"""Columns of one page among which that of a short block is sought; a broadsheet has some dozens."""


@dataclass(slots=True)
class _Part:
    text: str
    page: int
    box: Box


@dataclass(slots=True)
class _Item:
    """A paragraph or a table."""

    parts: list[_Part]
    size: float
    block: int
    is_open: bool = False
    is_headline: bool = False
    grid: list[list[str]] | None = None

    @property
    def text(self) -> str:
        text = ""
        for part in self.parts:
            text = join_lines(text, part.text)
        return text


@dataclass(slots=True)
class Composer:
    """Takes the pages' blocks one after another; gives the text with its places at the end."""

    items: list[_Item] = field(default_factory=list)
    sizes: dict[int, tuple[float, float]] = field(default_factory=dict)
    _blocks: int = 0
    _characters: int = 0
    _is_indenting: bool = False

    def add_page(self, number: int, width: float, height: float, blocks: Sequence[Block]) -> None:
        """Adds a page's blocks in reading order."""
        self.sizes[number] = (max(width, 1.0), max(height, 1.0))
        # Labels stand in every cell that they reach over: the text of a table may be longer than what is drawn.
        self._characters += sum(len(cell) + 3 for block in blocks for row in block.grid or () for cell in row)
        self._characters += sum(len(piece.text) for block in blocks if block.grid is None for line in block.lines for piece in line)
        if self._characters > MAX_TEXT:
            raise Unreadable(f"a PDF of more than {MAX_TEXT:,} characters")
        body = common_size([piece for block in blocks if block.grid is None for line in block.lines for piece in line])
        columns = [block for block in blocks if block.grid is None and len(block.lines) >= COLUMN_LINES][:_MOST_COLUMNS]
        for index, block in enumerate(blocks):
            self._blocks += 1
            if block.grid is not None:
                self._add_table(block, number, index == 0)
                continue
            column, is_known = column_of(block, columns)
            last: Paragraph | None = None
            for paragraph in find_paragraphs(block, column, is_known, body):
                self._add_paragraph(paragraph, number, last is None or not is_alike(last.size, paragraph.size))
                last = paragraph

    def _add_paragraph(self, paragraph: Paragraph, page: int, is_first: bool) -> None:
        part = _Part(paragraph.text, page, paragraph.box)
        self._is_indenting = self._is_indenting or paragraph.is_indented
        before = self._open_before(paragraph) if is_first and not paragraph.is_indented and not paragraph.is_headline else None
        is_open = paragraph.is_filled
        if before is not None:
            before.parts.append(part)
            before.is_open = is_open
            return
        self.items.append(_Item([part], paragraph.size, self._blocks, is_open, paragraph.is_headline))

    def _open_before(self, paragraph: Paragraph) -> _Item | None:
        """The paragraph that this one goes on with."""
        for item in self.items[: -_LOOK_BACK - 1 : -1]:
            if item.grid is None and is_alike(item.size, paragraph.size):
                if not item.is_open or item.is_headline:
                    return None
                ended = item.parts[-1].text.rstrip("”」』）)》")[-1:] in "。！？!?；;：:"
                # A full line that ends a sentence: only where paragraphs are indented does an unindented line tell that it goes on.
                return item if not ended or (self._is_indenting and item is self.items[-1]) else None
            if item.is_headline:
                return None
        return None

    def _add_table(self, block: Block, page: int, is_first: bool) -> None:
        grid = block.grid or []
        if not grid:
            return
        parts = [_Part("", page, box) for box in block.row_boxes]
        before = self.items[-1] if self.items else None
        caption = None
        if before is not None and before.grid is None and _CONTINUED.match(before.text) and len(self.items) > 1 and self.items[-2].grid is not None:
            caption, before = before, self.items[-2]
        if (
            before is not None
            and before.grid is not None
            and (is_first or caption is not None)
            and before.parts[-1].page == page - 1
            and len(before.grid[0]) == len(grid[0])
        ):
            # The table goes on from the page before; its header, printed again, is left out.
            same = 0
            while same < min(len(grid) - 1, len(before.grid)) and grid[same] == before.grid[same]:
                same += 1
            if caption is not None:
                self.items.remove(caption)
            before.grid.extend(grid[same:])
            before.parts.extend(parts[same:])
            return
        self.items.append(_Item(parts, block.size, self._blocks, grid=[list(row) for row in grid]))

    def text(self) -> tuple[str, list[PageSpan]]:
        """The whole text, and for each part of a paragraph and each row of a table where it stands."""
        out: list[str] = []
        spans: list[PageSpan] = []
        position = 0
        tight = self._tight()
        for index, item in enumerate(self.items):
            if index:
                gap = "\n" if index in tight else "\n\n"
                out.append(gap)
                position += len(gap)
            if item.grid is not None:
                for number, (row, part) in enumerate(zip(item.grid, item.parts, strict=True)):
                    line = table_text([row])
                    if number:
                        out.append("\n")
                        position += 1
                    out.append(line)
                    spans.append(self._span(part, position, position + len(line)))
                    position += len(line)
                continue
            text = ""
            for part in item.parts:
                joined = join_lines(text, part.text)
                # A hyphen given up at the seam belongs to neither part.
                start = max(0, len(joined) - len(part.text))
                if spans and text:
                    spans[-1] = _shorter(spans[-1], position + start)
                text = joined
                spans.append(self._span(part, position + start, position + len(text)))
            out.append(text)
            position += len(text)
        return "".join(out), spans

    def _tight(self) -> set[int]:
        """The items that follow the one before without a blank line."""
        tight: set[int] = set()
        for index in range(1, len(self.items)):
            item, above = self.items[index], self.items[index - 1]
            if item.grid is None and above.grid is None:
                if item.block == above.block and is_alike(item.size, above.size) and not item.is_headline:
                    tight.add(index)
            elif item.grid is None and above.grid is not None and _NOTE.match(item.text):
                tight.add(index)
                below = index + 1
                while below < len(self.items) and self.items[below].grid is None and _NOTE.match(self.items[below].text):
                    tight.add(below)
                    below += 1
        for index, item in enumerate(self.items):
            if item.grid is None:
                continue
            place = index
            while place > 0 and index - place < _CAPTION_LINES and self._is_caption(self.items[place - 1], self.items[place]):
                tight.add(place)
                place -= 1
            if place != index:
                tight.discard(place)
        return tight

    def _is_caption(self, item: _Item, below: _Item) -> bool:
        if item.grid is not None or item.parts[-1].page != below.parts[0].page:
            return False
        text = item.text
        gap = below.parts[0].box.top - item.parts[-1].box.bottom
        return len(text) <= _LONGEST_CAPTION and text[-1] not in "。！？；，、" and -item.size < gap < 2.6 * item.size

    def _span(self, part: _Part, start: int, end: int) -> PageSpan:
        width, height = self.sizes[part.page]
        box = part.box
        return PageSpan(part.page, start, end, _share(box.left, width), _share(box.top, height), _share(box.right, width), _share(box.bottom, height))


def _share(length: float, whole: float) -> float:
    return round(min(1.0, max(0.0, length / whole)), 4)


def _shorter(span: PageSpan, end: int) -> PageSpan:
    return PageSpan(span.page, span.start, min(span.end, end), span.left, span.top, span.right, span.bottom)
