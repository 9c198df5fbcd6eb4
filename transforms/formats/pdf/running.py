"""Running heads and feet, page numbers, a newspaper's line with date and page: on the page, but no part of its text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from transforms.formats.pdf.boxes import Page
from transforms.formats.pdf.order import find_rows
from transforms.formats.pdf.pieces import find_pieces, join_row

_ZONE = 0.12
"""Running lines stand within this share of the page's height at its top and bottom."""
_ROWS = 2
NEIGHBOURS = 4
"""Pages before and behind in which a running line comes back."""
_SAME_PLACE = 8.0
_PAGE_NUMBER = re.compile(
    r"[-—–－·•\s]*(?:第\s*)?(?:[\dA-Z]{0,2}\d{1,3}|[ivxlcIVXLC]{1,7}|[一二三四五六七八九十百〇]{1,5}(?=\s*页))\s*(?:页)?[-—–－·•\s]*(?:[/／，,]?\s*共?\s*\d{1,4}\s*页?)?[-—–－·•\s]*"
)
DAY = re.compile(r"((?:19|20)\d\d)\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
_MASTHEAD = re.compile(
    r"星期[一二三四五六日天]|农历|责任?编辑?|版面|编辑[:：]|美编|校对|[A-Z]?\d{1,2}\s*版|第\s*[\d一二三四五六七八九十]{1,3}\s*版|版$|总第?\s*\d+\s*期|国内统一"
)
_NOT_RUNNING = re.compile(r"单位\s*[:：]|^续?表|^注[:：]")
_DIGITS = re.compile(r"[\d０-９]+")


@dataclass(slots=True)
class Edge:
    """An outer line of a page."""

    text: str
    form: str
    """The text with its numbers made alike."""
    top: float
    bottom: float
    is_head: bool
    is_outermost: bool


def edges_of(page: Page) -> list[Edge]:
    """The outer lines of a page that may be running ones."""
    edges: list[Edge] = []
    for is_head in (True, False):
        border = page.height * _ZONE
        within = [glyph for glyph in page.glyphs if (glyph.bottom < border if is_head else glyph.top > page.height - border)]
        rows = find_rows(find_pieces(within))
        outer = rows[:_ROWS] if is_head else rows[::-1][:_ROWS]
        for number, row in enumerate(outer):
            text = join_row(row.pieces)
            top, bottom = min(piece.top for piece in row.pieces), max(piece.bottom for piece in row.pieces)
            edges.append(Edge(text, _DIGITS.sub("#", text).replace(" ", ""), top, bottom, is_head, number == 0))
    return edges


def running_edges(own: Sequence[Edge], others: Sequence[Sequence[Edge]]) -> list[Edge]:
    """Those of a page's outer lines that are no part of its text; `others` are the lines of the pages near it."""
    found: list[Edge] = []
    for edge in own:
        if not edge.is_outermost and not any(other.is_head == edge.is_head and other.is_outermost for other in found):
            # What stands between a running line and the text is judged only when the outer one is running.
            continue
        comes_back = not _NOT_RUNNING.search(edge.text) and any(
            other.is_head == edge.is_head and other.form == edge.form and abs(other.top - edge.top) < _SAME_PLACE for page in others for other in page
        )
        if comes_back or _PAGE_NUMBER.fullmatch(edge.text) or (edge.is_head and is_masthead(edge.text)):
            found.append(edge)
    return found


def is_masthead(text: str) -> bool:
    """Whether a line is a newspaper's head: its date with weekday, page or editors."""
    return (
        len(text) <= 90
        and not text.endswith("。")
        and bool(_MASTHEAD.search(text))
        and bool(DAY.search(text) or re.search(r"责任?编辑?\s*[:：/]|第\s*\d+\s*版|[A-Z]\d{1,2}", text))
    )


def drop(page: Page, edges: Sequence[Edge]) -> None:
    """Takes lines off a page."""
    for edge in edges:
        page.glyphs = [glyph for glyph in page.glyphs if not (edge.top - 1 <= (glyph.top + glyph.bottom) / 2 <= edge.bottom + 1)]


def day_in(edges: Sequence[Edge]) -> str:
    """The day that a newspaper's head names, as an ISO date; empty without one."""
    for edge in edges:
        day = DAY.search(edge.text) if edge.is_head and is_masthead(edge.text) else None
        if day and 1 <= int(day[2]) <= 12 and 1 <= int(day[3]) <= 31:
            return f"{day[1]}-{int(day[2]):02}-{int(day[3]):02}"
    return ""
