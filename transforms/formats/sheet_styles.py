"""Which cells of a workbook show their value in another form: percentages, months, units. Neither is told by the values alone.

It also looks how far the sheets reach, before anything lays them out in memory.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from transforms.formats.cells import pattern_of
from transforms.formats.limits import FormatLimits
from transforms.formats.reading import Unreadable
from transforms.formats.zipped import unpack

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATIONS = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_PLACE = re.compile(r"([A-Z]{1,4})(\d{1,8})")
_PART_BYTES = 50_000_000
"""Of the parts that describe a workbook: its list of sheets, its styles."""


@dataclass(frozen=True, slots=True)
class SheetStyles:
    """The cells of one sheet that are shown otherwise than their value, with the pattern by which they are: row and column from 0."""

    patterns: Mapping[tuple[int, int], str] = field(default_factory=dict)


def sheet_styles(archive: zipfile.ZipFile, limits: FormatLimits) -> list[SheetStyles]:
    """The styles of an .xlsx file's sheets in their order; empty for other workbooks. Raises Unreadable for sheets that reach too far."""
    names = set(archive.namelist())
    if "xl/workbook.xml" not in names:
        return []
    patterns = _patterns(archive) if "xl/styles.xml" in names else []
    found = []
    cells = 0
    for part in _sheet_parts(archive, names):
        if part not in names:
            found.append(SheetStyles())
            continue
        styles, area = _sheet(archive, archive.getinfo(part), patterns, limits)
        cells += area
        if cells > limits.cells:
            raise Unreadable(f"a workbook whose sheets reach over {cells:,} cells, more than the limit of {limits.cells:,} (setting formats.cells)")
        found.append(styles)
    return found


def old_styles(content: bytes) -> list[SheetStyles]:
    """The styles of an .xls file's sheets in their order; nothing where they cannot be made out."""
    import xlrd

    try:
        book = xlrd.open_workbook(file_contents=content, formatting_info=True, logfile=io.StringIO())
        own = {key: one.format_str for key, one in book.format_map.items()}
        by_style = [pattern_of(one.format_key, own) for one in book.xf_list]
        found = []
        for sheet in book.sheets():
            patterns = {}
            for row in range(sheet.nrows):
                for column in range(sheet.row_len(row)):
                    if pattern := by_style[sheet.cell_xf_index(row, column)]:
                        patterns[row, column] = pattern
            found.append(SheetStyles(patterns))
        return found
    except Exception:  # noqa: BLE001 - a reader of styles that fails leaves the values as they are
        return []


def _parsed(archive: zipfile.ZipFile, name: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    tree = etree.fromstring(unpack(archive, archive.getinfo(name), _PART_BYTES), parser)
    if tree is None:
        raise Unreadable(f"a broken workbook: {name}")
    return tree


def _local(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _patterns(archive: zipfile.ZipFile) -> list[str]:
    """By the number of a style its pattern; empty where it shows a value as it is."""
    own: dict[int, str] = {}
    styles: list[str] = []
    for element in _parsed(archive, "xl/styles.xml"):
        if _local(element) == "numFmts":
            own |= {_whole(one.get("numFmtId")): one.get("formatCode") or "" for one in element}
        elif _local(element) == "cellXfs":
            styles = [pattern_of(_whole(one.get("numFmtId")), own) for one in element]
    return styles


def _whole(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 9 else 0


def _sheet_parts(archive: zipfile.ZipFile, names: set[str]) -> Sequence[str]:
    """The parts of the archive that hold the sheets, in their order."""
    relations = "xl/_rels/workbook.xml.rels"
    targets = {one.get("Id"): one.get("Target") or "" for one in _parsed(archive, relations)} if relations in names else {}
    found = []
    for element in _parsed(archive, "xl/workbook.xml").iter(f"{_MAIN}sheet", f"{_STRICT}sheet"):
        target = targets.get(element.get(_RELATIONS) or element.get(_STRICT_RELATIONS) or "", "")
        found.append(target.lstrip("/") if target.startswith("/") else f"xl/{target}")
    return found


def _sheet(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, patterns: Sequence[str], limits: FormatLimits) -> tuple[SheetStyles, int]:
    """The patterns of a sheet's cells, and how many cells the area has that holds anything."""
    special = {str(number): pattern for number, pattern in enumerate(patterns) if pattern}
    shown: dict[tuple[int, int], str] = {}
    top = left = 1 << 30
    bottom = right = cells = row = 0
    column = -1
    content = unpack(archive, entry, limits.unpacked_bytes)
    for _, element in etree.iterparse(
        io.BytesIO(content),
        tag=(f"{_MAIN}c", f"{_STRICT}c", f"{_MAIN}row", f"{_STRICT}row"),
        events=("end",),
        resolve_entities=False,
        no_network=True,
        recover=True,
    ):
        if _local(element) == "row":
            # Rows and cells that do not say where they stand follow on one another.
            row, column = max(row, _whole(element.get("r")) - 1) + 1, -1
            element.clear()
            # What has been read of the sheet is let go.
            while (before := element.getprevious()) is not None:
                element.getparent().remove(before)
            continue
        place = _PLACE.fullmatch(element.get("r") or "")
        row, column = (int(place[2]) - 1, _column(place[1])) if place else (row, column + 1)
        cells += 1
        if len(element):
            top, left, bottom, right = min(top, row), min(left, column), max(bottom, row), max(right, column)
        if cells > limits.cells:
            raise Unreadable(f"a workbook of more than {limits.cells:,} cells (setting formats.cells)")
        if pattern := special.get(element.get("s") or ""):
            shown[row, column] = pattern
    area = (bottom - top + 1) * (right - left + 1) if bottom >= top and right >= left else 0
    return SheetStyles(shown), area


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
