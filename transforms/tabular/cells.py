"""The figures of one table: each cell under its row, its column and what stands above the table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from transforms.facts import MAX_SENTENCE_TEXT, FrameFact, LeftoverFact, ObservationFact
from transforms.figures.confidence import NUMBER_IN_DOUBT, confidence
from transforms.keys import fact_key
from transforms.knowledge import Metric
from transforms.numbers.doubt import in_doubt
from transforms.numbers.quantities import Quantity
from transforms.periods.topic import topic_of
from transforms.tables.find import Cell, Table
from transforms.tabular.context import TableContext
from transforms.tabular.labels import read_label
from transforms.tabular.layout import Layout
from transforms.tabular.metrics import OTHER, Named
from transforms.tabular.periods import NO_TIME, Times, stretched
from transforms.tabular.roles import Roles, roles_of
from transforms.tabular.subjects import ENTERPRISE, PARK, Subjects, Whose
from transforms.tabular.units import negative
from transforms.tabular.values import CellValue, read_value

NO_UNIT, NO_HEADER = "table_unit", "table_header"
_MEASURES = {"growth": "change_rate", "step": "change_rate", "rank": "rank", "places": "change", "change": "change"}
_BY_PLACE = frozenset({"rank", "places"})
INDUSTRIAL, OUTPUT = "industrial_output", "output_value"
# Growth that is written without a unit is in per cent by custom; 增减 alone may be an amount.
_PERCENT_BY_CUSTOM = ("同比", "增速", "增幅", "增长", "涨幅", "环比", "±", "为上年")


class TableCells:
    """One table with what its labels say."""

    def __init__(self, context: TableContext, layout: Layout, above: Sequence[Cell], subjects: Subjects) -> None:
        self._r = context
        # What each figure stands under, for explain.
        self.frames: list[FrameFact] = []
        self._layout = layout
        self._above = above
        self._subjects = subjects
        table = layout.table
        self._figures = self._figure_columns()
        self._columns = {column: layout.column_labels(column) for column in range(table.width)}
        self._sentence_row, self._sentence_text = -1, ""
        # The row above those that begin with 其中.
        self._whole_row: Cell | None = None
        headline = " ".join(cell.text for cell in above) or context.title
        self._topic = context.article.topic if context.article.topic.finish else topic_of(context.finds.text, headline, (), context.article.today)
        self._years = self._latest()
        self._is_plan = any(roles_of([cell.text], []).status == "target" for cells in self._columns.values() for cell in cells)
        # 规上工业总计 or a caption that says so: its 产值 is that of industry.
        totals = [cell for row in layout.body for number in layout.labels if read_label((cell := table.rows[row][number]).text).total]
        self._industrial = any("工业" in cell.text for cell in (*above, *totals)) and not self._of_companies()
        in_columns = sum(1 for column in self._figures if self._named_by_columns(column))
        in_rows = sum(1 for row in layout.body if any(context.metrics.named(read_label(cell.text).words, "") for cell in self._row_names(row, table.width - 1)))
        # Indicators stand in the columns where more of these name one.
        self._columns_first = in_columns * len(layout.body) > in_rows * max(1, len(self._figures))

    def _figure_columns(self) -> list[int]:
        layout = self._layout
        taken = {*layout.labels, *layout.units, *layout.ignored}
        return [column for column in range(layout.table.width) if column not in taken]

    def _latest(self) -> str:
        """The header of the latest and longest time that a column of amounts is of; empty where the columns name none."""
        texts = [cell.text for cell in self._above] + [self._r.title]
        year = next((found.year for text in texts if text and (found := self._r.periods.of(text, None)).year is not None), None)
        heads = {cell.text for column in self._figures for cell in self._columns[column] if not roles_of([cell.text], []).measure}
        times = []
        for text in [*heads, ""]:
            # Without a text: what stands above the table.
            span = self._r.periods.of(text, year).span if text else self._r.periods.choose([], [other for other in texts if other], self._topic).span
            if span.finish is not None:
                times.append((span.finish, -(span.begin or span.finish).toordinal(), text))
        return max(times)[2] if times else ""

    def _of_companies(self) -> bool:
        """Whether the rows are companies or projects, whose 产值 is what they say it is."""
        return any(self._subjects.kind(column) in ("companies", "projects") for column in self._layout.labels)

    def _named_by_columns(self, column: int) -> str:
        return next((found for cell in reversed(self._columns[column]) if (found := self._r.metrics.named(read_label(cell.text).words, ""))), "")

    def _row_names(self, row: int, column: int) -> list[Cell]:
        """The labels of a row that name what is measured, the closest first: names of parks, companies and projects are left out."""
        layout = self._layout
        return [
            cell
            for number in reversed(layout.block_of(column))
            if self._subjects.kind(number) == "indicators" and (cell := layout.name(row, number)).text and not self._subjects.is_of_subjects(cell)
        ]

    def read(self) -> Iterator[ObservationFact | LeftoverFact]:
        """Observations and leftovers in order of place."""
        layout = self._layout
        for row in layout.body:
            last_name = self._row_names(row, layout.table.width - 1)
            if last_name and not read_label(last_name[0].text).part:
                self._whole_row = last_name[0]
            for column in self._figures:
                cell = layout.table.rows[row][column]
                value = read_value(cell.text) if cell.text else None
                if value is not None:
                    yield self._figure(row, column, cell, value)
                elif cell.text:
                    yield from self._unread(row, cell)

    def _unread(self, row: int, cell: Cell) -> Iterator[LeftoverFact]:
        """What stands in a cell with other text: counted, for it says more than one thing."""
        for q in self._r.known.quantities.find(self._r.finds.text, cell.start, cell.end):
            yield self._leftover(row, q.start, q.end, NO_HEADER, None, q)

    def _figure(self, row: int, column: int, cell: Cell, value: CellValue) -> ObservationFact | LeftoverFact:
        layout, r = self._layout, self._r
        start, end = cell.start + value.start, cell.start + value.end
        names = self._row_names(row, column)
        roles = roles_of([c.text for c in self._columns[column]], [c.text for c in names])
        if self._is_plan and not roles.status and any("年均" in c.text for c in self._columns[column]):
            # 年均增长 beside 2025年目标
            roles = roles._replace(status="target")
        if not roles.measure and _is_growth(cell.text, value):
            roles = roles._replace(measure="growth")
        whose = self._subjects.of(row, column)
        if whose.reason:
            return self._leftover(row, start, end, whose.reason, None)
        above = [c for c in reversed(self._columns[column]) if not self._subjects.is_of_subjects(c)]
        section = layout.sections[row]
        written = [value.unit] if value.unit else []
        written += [unit for c in above if (unit := read_label(c.text).unit)]
        written += [unit for c in names if (unit := read_label(c.text).unit)]
        written += [layout.table.rows[row][number].text for number in self._units_of(column)]
        written += [c.text for c in self._columns[column]]
        written += [unit for unit in (section.unit, layout.unit, layout.table.unit) if unit]
        written += [unit for c in self._above if (unit := read_label(c.text).unit)]
        kind = self._kind_of(value, written)
        named = self._named(names, above, section.label, column, roles, kind)
        metric = r.known.metrics.get(named.metric) if named is not None else None
        q = self._quantity(value, written, metric, roles, [*above, *names])
        if named is None and whose.subject_type == PARK and roles.measure not in _BY_PLACE:
            return self._leftover(row, start, end, NO_HEADER, whose.park, q)
        if q is None:
            return self._leftover(row, start, end, NO_UNIT, whose.park)
        times = self._time(row, column, names, above, section.label)
        if metric is not None and metric.timeless in ("asset", "size") and not times.near:
            # A project's investment and land have no time of their own but one that their own labels tell.
            times = NO_TIME
        return self._observation(row, start, end, q, named, roles, whose, times, value)

    def _units_of(self, column: int) -> list[int]:
        """The unit column that a column goes with: the one nearest before it, else the first."""
        units = self._layout.units
        before = [number for number in units if number < column]
        return before[-1:] or units[:1]

    def _kind_of(self, value: CellValue, written: Sequence[str]) -> str:
        """The kind of quantity that the nearest unit makes; of a rate or a rank that of the amount which it is of, empty where none is told."""
        for text in written:
            for unit in self._r.units.parts(text):
                q = self._r.units.quantity(value.number, unit)
                if q is not None and q.kind not in ("percent", "points"):
                    return q.kind
        return ""

    def _named(self, names: Sequence[Cell], above: Sequence[Cell], section: Cell | None, column: int, roles: Roles, kind: str) -> Named | None:
        wider = [*([section] if section else []), *self._above]
        metrics = self._r.metrics
        own = next((found for cell in above if (found := metrics.named(read_label(cell.text).words, kind))), "")
        if own in ("", OTHER) and roles.measure and self._columns_first and (beside := self._beside(column, kind)) is not None:
            # 同比, 占比, 位次 beside the column of amounts
            part = bool(names) and not read_label(names[0].text).total
            return beside._replace(part=part)
        chosen = metrics.choose(names, above, wider, kind, self._columns_first)
        whole = self._whole_row
        if chosen is not None and chosen.part and whole is not None and whole not in names and chosen.metric in (OTHER, OUTPUT):
            # 其中：地方级 below 税收, 高新技术产业产值 below 工业总产值
            again = metrics.named(read_label(whole.text).words, kind)
            chosen = Named(again, chosen.cell, True) if again else chosen
        if (
            chosen is not None
            and chosen.metric == OUTPUT
            and (self._industrial or any("工业" in cell.text for cell in (*names, *above, *([section] if section else []))))
        ):
            # 产值 of a table of 规上工业
            chosen = chosen._replace(metric=INDUSTRIAL)
        return chosen

    def _beside(self, column: int, kind: str) -> Named | None:
        """What the nearest column of amounts measures, to the left first."""
        at = self._figures.index(column)
        for number in (*reversed(self._figures[:at]), *self._figures[at + 1 :]):
            cells = self._columns[number]
            if roles_of([cell.text for cell in cells], []).measure:
                continue
            for cell in reversed(cells):
                if found := self._r.metrics.named(read_label(cell.text).words, kind):
                    return Named(INDUSTRIAL if found == OUTPUT and self._industrial else found, cell)
        return None

    def _quantity(self, value: CellValue, written: Sequence[str], metric: Metric | None, roles: Roles, labels: Sequence[Cell]) -> Quantity | None:
        if roles.measure in _BY_PLACE:
            if not value.number.isdigit() or (value.falls and roles.measure == "rank"):
                return None
            number = -float(value.number) if value.falls else float(value.number)
            return Quantity(0, 0, value.number, 0, value.number, number, number, number, "名次", "rank", "exact")
        q = self._r.units.read(value.number, written, metric, roles.measure)
        if q is None and not roles.measure and not value.unit:
            q = self._r.units.counted(value.number, metric)
        if q is None and roles.measure in ("growth", "step") and not value.unit:
            words = "".join(c.text for c in labels)
            if any(word in words for word in _PERCENT_BY_CUSTOM):
                q = self._r.units.quantity(value.number, "%")
        if q is None:
            return None
        return negative(q) if value.falls else q

    def _time(self, row: int, column: int, names: Sequence[Cell], above: Sequence[Cell], section: Cell | None) -> Times:
        layout = self._layout
        rows = [layout.name(row, number).text for number in reversed(layout.block_of(column))]
        labels = [*(c.text for c in above), *rows, *([section.text] if section else [])]
        if self._years and not any(self._r.periods.of(text, None).text for text in labels):
            # ±% beside 2021年 and 2022年 is of the later one.
            labels = [self._years]
        return self._r.periods.choose(
            [text for text in labels if text], [c.text for c in self._above] + ([self._r.title] if self._r.title else []), self._topic
        )

    def _observation(
        self, row: int, start: int, end: int, q: Quantity, named: Named | None, roles: Roles, whose: Whose, times: Times, value: CellValue
    ) -> ObservationFact:
        r = self._r
        metric = named.metric if named is not None else OTHER
        measure = "yoy" if roles.measure == "growth" and roles.against_year else _MEASURES.get(roles.measure, "level")
        if q.unit == "个百分点" or (measure == "yoy" and q.unit != "%"):
            measure = "change"
        status = roles.status or "actual"
        span = stretched(times.span, roles)
        original = r.original[start:end]
        read_by = self._signs(named, roles, whose, times, measure, status, q)
        if in_doubt(r.original, start, end):
            read_by = (*read_by, NUMBER_IN_DOUBT)
        words = read_label(named.cell.text).words if named is not None and named.cell is not None else ""
        self.frames.append(
            FrameFact(
                start,
                "park" if whose.subject_type == PARK else "company" if whose.subject_type == ENTERPRISE else "project",
                whose.park,
                whose.subject,
                whose.named_in,
            )
        )
        return ObservationFact(
            fact_key("observation", r.document_key, start, end),
            r.document_key, r.article_key, whose.park, metric,
            span.begin, span.finish, measure, status,
            whose.subject, whose.subject_type, words, bool(named and named.part),
            q.value, q.low, q.high, q.unit, value.qualifier, times.text,
            original, start, end, self._sentence(row), confidence(read_by), f"table+{measure}+{status}", list(read_by),
        )  # fmt: skip

    def _signs(self, named: Named | None, roles: Roles, whose: Whose, times: Times, measure: str, status: str, q: Quantity) -> tuple[str, ...]:
        """How a cell was read, in the words that the confidence is reckoned from."""
        found = [
            "table", f"named={whose.named_in}", f"subject={whose.subject_type}", f"measure={measure}", f"status={status}", f"number={q.kind}",
            f"table_role={roles.measure or 'amount'}",
            "table_metric=" + ("none" if named is None or named.cell is None else "unknown" if named.metric == OTHER else "part" if named.part else "named"),
            "table_time=" + ("label" if times.near else "above" if times.text else "none" if times.span.finish is None else "article"),
        ]  # fmt: skip
        return tuple(found)

    def _leftover(self, row: int, start: int, end: int, reason: str, park: str | None, q: Quantity | None = None) -> LeftoverFact:
        r = self._r
        return LeftoverFact(
            fact_key("leftover", r.document_key, start, end),
            r.document_key, r.article_key, park or None,
            r.original[start:end], start, end, self._sentence(row), reason,
            q.value if q else None, q.low if q else None, q.high if q else None, q.unit if q else "", q.qualifier if q else "exact",
        )  # fmt: skip

    def _sentence(self, row: int) -> str:
        """A row with the headers above it, as far as they fit."""
        if row != self._sentence_row:
            layout, original = self._layout, self._r.original
            numbers = [*(number for number in layout.headers if number < row), row]
            spans = [_row_span(layout.table, number) for number in numbers]
            length = sum(end - start + 1 for start, end in spans)
            kept = spans if length <= MAX_SENTENCE_TEXT else spans[-1:]
            self._sentence_row = row
            self._sentence_text = "\n".join(original[start:end] for start, end in kept)[:MAX_SENTENCE_TEXT]
        return self._sentence_text


def _row_span(table: Table, row: int) -> tuple[int, int]:
    """Where the cells of a row stand."""
    cells = table.rows[row]
    return cells[0].start, cells[-1].end


def _is_growth(text: str, value: CellValue) -> bool:
    """Whether a cell says itself that it is growth, whatever its header says: 增长5.9%."""
    return value.unit in ("%", "个百分点", "百分点") and any(word in text[: value.start] for word in "增降减升")
