"""What is known of one time expression."""

from __future__ import annotations

from dataclasses import dataclass

from transforms.times.calendar import UNKNOWN, Span


@dataclass(slots=True)
class Timex:
    """One time expression.

    `kind`: period (has days of its own), base (what a figure is compared with: 比上年), anchor (目前: up to now, from where the context says), recent (近日: past,
    no day known), same (当天, 当年: what the context spoke of last), mask (a time that dates nothing: 11点, 三周年).
    """

    start: int
    end: int
    text: str
    kind: str
    span: Span = UNKNOWN
    # A year that was written or meant by 今年 governs more than a bare month does.
    has_year: bool = False
    # The days that the words name before 以来 or 至今 stretches them to the present.
    own: Span = UNKNOWN
    # 截至9月底 ends a stretch whose beginning others give; 今年以来 begins one that others may end.
    closes: bool = False
    opens: bool = False
    # 去年同期: the same days of the year before, whatever days are spoken of.
    same_days: bool = False
