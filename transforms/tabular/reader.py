"""The tables of an article, as observations and leftovers."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence
from operator import attrgetter

from transforms.facts import FrameFact, LeftoverFact, ObservationFact
from transforms.frames.slots import ArticleContext, Finds
from transforms.knowledge import Knowledge
from transforms.owners.article import ArticleParks
from transforms.tables.find import Cell, Table
from transforms.tabular.cells import TableCells
from transforms.tabular.context import TableContext
from transforms.tabular.layout import layout_of
from transforms.tabular.metrics import MetricNames
from transforms.tabular.periods import PeriodLabels
from transforms.tabular.subjects import Subjects
from transforms.tabular.units import UnitReader

LINES_ABOVE = 3
"""Lines above a table that may be its caption."""
_NO_CAPTION = frozenset({"ad", "table", "names"})
_HEADS = frozenset({"head", "subtitle"})


class TableReader:
    """Reads the tables of one article."""

    def __init__(
        self, document_key: str, article_key: str, text: str, finds: Finds, article: ArticleContext, parks: ArticleParks, known: Knowledge, title: str = ""
    ) -> None:
        self._context = TableContext(
            document_key, article_key, text, finds, article, parks, known, title,
            MetricNames(known), UnitReader(known.quantities), PeriodLabels(article.today),
        )  # fmt: skip
        self._lines = [line for line in article.article.lines if line.role not in _NO_CAPTION]
        self._heads = [line for line in self._lines if line.role in _HEADS]
        # What each figure stands under, for explain.
        self.frames: list[FrameFact] = []

    def read(self, table: Table) -> Iterator[ObservationFact | LeftoverFact]:
        """The figures of a table, row by row."""
        context = self._context
        layout = layout_of(_shown(table, context.finds.text))
        above = [*layout.captions, *self._above(table)]
        cells = TableCells(context, layout, above, Subjects(context.finds, context.known, context.parks, layout, above, context.title))
        yield from cells.read()
        self.frames += cells.frames

    def _above(self, table: Table) -> list[Cell]:
        """The lines above a table that may be its caption, the nearest first, and the article's headline."""
        text = self._context.finds.text
        number = bisect.bisect_right(self._lines, table.start, key=attrgetter("start"))
        found: list[Cell] = []
        for line in reversed(self._lines[max(0, number - LINES_ABOVE) : number]):
            if line.role in _HEADS:
                found.append(_line(text, line.start, line.end))
                continue
            if not found:
                # 完成情况见下表：the sentence that leads over to the table.
                found.append(_line(text, max(text.rfind("。", line.start, line.end - 1) + 1, line.start), line.end))
            break
        taken = {cell.start for cell in found}
        return [*found, *(_line(text, line.start, line.end) for line in self._heads[:2] if line.end <= table.start and line.start not in taken)]


def _line(text: str, start: int, end: int) -> Cell:
    return Cell(start, end, text[start:end].strip())


def _shown(table: Table, text: str) -> Table:
    """The table with the text of its cells as the reader sees it: half-width, Simplified."""
    rows = [[Cell(cell.start, cell.end, text[cell.start : cell.end]) for cell in row] for row in table.rows]
    return Table(table.start, table.end, rows, table.marked_headers, table.unit, table.beside)


def rows_of(table: Table) -> Sequence[tuple[int, int]]:
    """Where the rows of a table stand."""
    return [(row[0].start, row[-1].end) for row in table.rows]
