"""Whose the figures of a row or column are: a park's, a company's or project's in it, or a place's, which are out of scope."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from transforms.frames.slots import Finds
from transforms.knowledge import Knowledge
from transforms.names.classes import CLASSES
from transforms.owners.article import ArticleParks
from transforms.owners.home_park import HOME_CLASSES
from transforms.tables.find import Cell
from transforms.tabular.labels import names_companies, names_indicators, names_places, names_projects, names_zones, read_label
from transforms.tabular.layout import Layout

PARK, ZONE, ENTERPRISE, PROJECT = "park", "zone", "enterprise", "project"
_COMPANY = re.compile(r"(?:公司|集团|厂|股份|有限|药业|实业|合作社|商行|银行|酒店|医院|学院)(?:[(（][^()（）]{1,12}[)）])?$")
_PROJECT = re.compile(r"(?:项目|工程|基地|中心|二期|一期|三期|生产线|产业化|建设)(?:[(（][^()（）]{1,12}[)）])?$")
_SHARE = 0.6
"""Share of a label's characters that a park's name must be for the label to be that park: 区 behind it, a class in brackets."""
# 雄州皮具箱包产业园
_NAME = re.compile(r"(?!全|各|本|合计|其他|其它)[\u4e00-\u9fa5A-Za-z]{4,20}")
# 竞秀区, 涿州市
_DISTRICT = re.compile(r"(?!园区|全区)[\u4e00-\u9fa5]{1,5}(?<![园发新术济])[区县市旗]")
_PLACE_TAIL = re.compile(r"[\u4e00-\u9fa5]{1,8}(?:省|市|县|区|州|旗|盟|镇|乡|街道|自治区)$")


class Whose(NamedTuple):
    """Whose a figure is; `reason` says why it is nobody's, and is empty where it is somebody's."""

    park: str
    subject_type: str
    subject: str
    named_in: str
    reason: str = ""


class Subjects:
    """Answers for one table of an article."""

    def __init__(self, finds: Finds, known: Knowledge, parks: ArticleParks, layout: Layout, above: Sequence[Cell], title: str = "") -> None:
        self._finds = finds
        self._known = known
        self._parks = parks
        self._layout = layout
        self._city = _one_city(finds, known, above, title)
        self._of_city: dict[str, list[str]] = {}
        self._whose: dict[tuple[int, str], Whose | None] = {}
        named = [key for cell in above if (key := self._park(cell))]
        # A caption names the table's park before the article does, and the nearest line before the headline of an article above it.
        self._table_park = named[0] if named else ""
        self._kinds = {column: self._kind(column) for column in layout.labels}
        self._by_columns = sum(1 for column in range(layout.table.width) if any(self.is_of_subjects(cell) for cell in layout.column_labels(column))) > 1

    def kind(self, column: int) -> str:
        """What a label column names: places, companies, projects or indicators."""
        return self._kinds.get(column, "")

    def of(self, row: int, column: int) -> Whose:
        """Whose the figure at a row and column is."""
        layout = self._layout
        block = layout.block_of(column)
        section = layout.sections[row].label
        park = ""
        inside: Whose | None = None
        for number in block:
            cell = layout.name(row, number)
            if not cell.text:
                continue
            found = self._of_label(cell, self._kinds[number])
            if found is None:
                continue
            if found.reason and found.reason != "park_unknown":
                return found
            if found.subject_type in (ZONE, ENTERPRISE, PROJECT):
                inside = inside or found
            elif found.park or found.reason:
                if found.reason:
                    return found
                park = park or found.park
        for cell in layout.column_labels(column):
            found = self._of_label(cell, "")
            if found is not None and found.reason:
                return found
            if found is not None and found.park:
                park = park or found.park
        named_in = "table_row" if park else ""
        if not park and section is not None:
            found = self._of_label(section, "")
            if found is not None and (found.reason or found.park):
                if found.reason:
                    return found
                park, named_in = found.park, "table_section"
        if not park and any(self._kinds[number] == "places" for number in block):
            return Whose("", PARK, "", "", "park_unknown")
        if not park:
            park = self._table_park or self._parks.main
            named_in = "table_caption" if self._table_park else (self._parks.known_by or "article")
        if not park:
            return Whose("", PARK, "", "", "park_unknown" if self._parks.weights else "no_park")
        if inside is not None:
            return Whose(park, inside.subject_type, inside.subject, named_in)
        return Whose(park, PARK, park, named_in)

    def _of_label(self, cell: Cell, kind: str) -> Whose | None:
        """What one label says of whose a figure is; None where it says nothing."""
        key = cell.start, kind
        if key not in self._whose:
            self._whose[key] = self._read(cell, kind)
        return self._whose[key]

    def _read(self, cell: Cell, kind: str) -> Whose | None:
        label = read_label(cell.text)
        words = label.words
        if kind == "companies":
            if label.total:
                return Whose("", PARK, "", "", "joint")
            return Whose("", ENTERPRISE, cell.text, "table_row")
        if kind in ("projects", "zones") and not self._is_park(cell):
            # The total of a park's projects or parts is the park's.
            return None if label.total else Whose("", PROJECT if kind == "projects" else ZONE, cell.text, "table_row")
        park = self._park(cell)
        if park:
            return Whose(park, PARK, park, "table_row")
        if label.wider or (label.total and (kind == "places" or self._by_columns)):
            return Whose("", PARK, "", "", "joint" if label.total or "园" in words or "开发区" in words else "place")
        if words in ("全区", "本区", "我区", "全园"):
            return None
        if self._is_place(words, cell) and (kind == "places" or self._by_columns or not self._cue(words)):
            return Whose("", PARK, "", "", "place")
        bare = self._bare(cell)
        if bare is not None and (kind == "places" or self._by_columns):
            return bare
        if kind == "places":
            return Whose("", PARK, "", "", "place" if _PLACE_TAIL.fullmatch(words) else "park_unknown")
        return None

    def _park(self, cell: Cell) -> str:
        """The park that a label is: its name fills most of it, or stands before what is measured."""
        for mention in self._finds.mentions_in(cell.start, cell.end):
            if mention.key and mention.end <= cell.end:
                words = read_label(cell.text).words
                if mention.end - mention.start >= _SHARE * len(words) or mention.start == cell.start or len(words) > 14:
                    return self._parks.aliases.get(mention.key, mention.key)
        return ""

    def _is_park(self, cell: Cell) -> bool:
        """Whether a label is a park and nothing more; 株洲高新区税收 says what is measured too."""
        words = read_label(cell.text).words
        filled = any(m.key and m.end <= cell.end and m.end - m.start >= _SHARE * len(words) for m in self._finds.mentions_in(cell.start, cell.end))
        return filled and not self._cue(words)

    def _bare(self, cell: Cell) -> Whose | None:
        """A park that is called by its class alone: of the city that the table is of."""
        for mention in self._finds.mentions_in(cell.start, cell.end):
            if mention.key:
                continue
            if mention.start > cell.start and mention.end == cell.end and _NAME.fullmatch(cell.text):
                # In a list of parks a name that no register has is one all the same.
                return Whose(cell.text, PARK, cell.text, "table_row")
            if mention.end - mention.start < _SHARE * len(cell.text):
                continue
            name = mention.class_name
            if self._parks.main and self._known.parks.class_of(self._parks.main) == name and not self._city:
                return Whose(self._parks.main, PARK, self._parks.main, "table_row")
            if self._city and (name in HOME_CLASSES or name in CLASSES):
                own, here = f"{self._city}{name}", self._of_class(name)
                if own in here or len(here) <= 1:
                    # The city's own is what its readers call by the class alone; its counties have theirs.
                    park = own if own in here or not here else here[0]
                    return Whose(park, PARK, park, "table_row")
            return Whose("", PARK, "", "", "park_unknown")
        return None

    def _of_class(self, class_name: str) -> list[str]:
        """The registered parks of a class in the table's city."""
        if class_name not in self._of_city:
            register, class_of = self._known.parks.register, self._known.parks.class_of
            self._of_city[class_name] = [
                key for key, row in register.items() if str(row["city"]).removesuffix("市") == self._city and class_of(key) == class_name
            ]
        return self._of_city[class_name]

    def _cue(self, words: str) -> bool:
        return bool(self._known.cues.cues(words))

    def _is_place(self, words: str, cell: Cell) -> bool:
        spans = self._finds.places_in(cell.start, cell.end)
        if any(end - start >= len(words) - 1 for start, end in spans):
            return True
        return words in self._known.places or (bool(spans) and _PLACE_TAIL.fullmatch(words) is not None)

    def is_of_subjects(self, cell: Cell) -> bool:
        """Whether a label says whose a figure is rather than what it measures."""
        label = read_label(cell.text)
        return self._is_park(cell) or label.wider or self._is_place(label.words, cell) or self._bare(cell) is not None

    def _kind(self, column: int) -> str:
        """What a label column names, by its head, else by most of its cells."""
        layout = self._layout
        head = read_label(layout.head_text(column)).words
        cells = [cell for row in layout.body if (cell := layout.table.rows[row][column]).text]
        parks = sum(1 for cell in cells if self._is_park(cell) or self._bare(cell) is not None)
        others = sum(1 for cell in cells if self._is_place(read_label(cell.text).words, cell) or _DISTRICT.fullmatch(cell.text))
        if names_zones(head) and (self._table_park or self._parks.main):
            return "zones"
        if cells and 2 * (parks + others) >= len(cells) and parks + others > (0 if names_places(head) else 1):
            return "places"
        companies = sum(1 for cell in cells if _COMPANY.search(cell.text))
        if not self._measures(cells) and (names_companies(head) or (cells and 2 * companies > len(cells))):
            return "companies"
        projects = sum(1 for cell in cells if _PROJECT.search(cell.text))
        if names_projects(head) and not self._measures(cells) and (projects or not names_indicators(head) or head.endswith("名称")):
            return "projects"
        if names_places(head) and not self._measures(cells):
            return "places"
        return "indicators"

    def _measures(self, cells: Sequence[Cell]) -> bool:
        """Whether most of some labels name metrics: 企业 may head a column of 规上企业, 高新技术企业."""
        return 2 * sum(1 for cell in cells if self._is_metric(read_label(cell.text).words)) > len(cells)

    def _is_metric(self, words: str) -> bool:
        """Whether a label is little more than the words that name a metric: 签约项目, but no 高频覆铜板生产项目."""
        return any(2 * (cue.end - cue.start) >= len(words) for cue in self._known.cues.cues(words))


def _one_city(finds: Finds, known: Knowledge, above: Sequence[Cell], title: str) -> str:
    """The one city that the caption, the heading or the title of a table names; empty where they name none or several."""
    found = {finds.text[start:end].removesuffix("市") for cell in above for start, end in finds.places_in(cell.start, cell.end)}
    found |= {title[start:end].removesuffix("市") for start, end in known.place_words.spans(title)}
    return found.pop() if len(found) == 1 else ""
