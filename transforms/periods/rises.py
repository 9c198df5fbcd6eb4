"""Values that rise from one time to another: 由2012年的9亿元增加到2017年的20亿元; what follows it in the paragraph goes by the same two times."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Sequence

from transforms.times.calendar import UNKNOWN, Span, whole_year
from transforms.times.times import Timex

FROM = re.compile(r"(?:从|由|原|原来的?|原先的?|由原来的?|从原来的?|由最初的?|从最初的?|设立之初的?|成立之初的?|当初的?)(?:约|近)?$")
FROM_ENDS = frozenset("从由于原来先初的约近\n")
"""The last characters of what FROM finds; a line end may stand behind them."""
_SET_AGAINST = re.compile(r"”?(?:年?[末底])?[，,]?(?:同|与|和|跟|比|较)“?")
_AGAINST_EACH_OTHER = re.compile(r"”?(?:年?[末底])?(?:相比较?|比较)[，,]")
_YEARLY = re.compile(r"年均(?:增长|递增|增速|增幅)?(?:达到?|为|约|近)?\Z")


class Rises:
    """Remembers the first and the last time of the rise that a paragraph told last."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._first: Span = UNKNOWN
        self._last: Span = UNKNOWN
        # What governed when the rise began: 2008年产值由上年的1.9亿元增长到….
        self._spoken: Span = UNKNOWN
        self._paragraph = -1
        self._words = ""

    def begins(self, paragraph: int, span: Span, words: str, spoken: Span) -> None:
        """A value that a rise starts from, with its time: 由2012年的9亿元; `spoken`: the time that is spoken of there."""
        self._paragraph, self._first, self._last, self._words, self._spoken = paragraph, span, UNKNOWN, words, spoken

    def compares(self, paragraph: int, timexes: Sequence[Timex]) -> Span:
        """“十二五”末同“十三五”末相比, 2012年与上年相比: the two times between which the rest of the sentence rises. The later one; unknown where none are compared."""
        for first, last in itertools.pairwise(timexes):
            if _SET_AGAINST.fullmatch(self._text, first.end, last.start) and _AGAINST_EACH_OTHER.match(self._text, last.end):
                earlier, later = sorted((first, last), key=lambda t: t.span.begin or t.span.finish or dt.date.max)
                if earlier.span.finish is not None and later.span.finish is not None and earlier.span.finish < later.span.finish:
                    # “十二五”末: of a flow, its last year.
                    whole = [span if span.begin else whole_year(span.finish.year) for span in (earlier.span, later.span) if span.finish]
                    self.begins(paragraph, whole[0], earlier.text, first.span)
                    self._last = whole[1]
                    return whole[1]
        return UNKNOWN

    def ends(self, paragraph: int, span: Span) -> None:
        """The time of the value behind it: 增加到2017年的20亿元."""
        if paragraph == self._paragraph and self._last == UNKNOWN:
            self._last = span

    def start(self, paragraph: int, governing: Span) -> tuple[Span, str] | None:
        """The time of a further starting value without one, and its words; None where the paragraph has come to another time (`governing`)."""
        if paragraph != self._paragraph or self._first == UNKNOWN:
            return None
        return (self._first, self._words) if governing in (UNKNOWN, self._first, self._last, self._spoken) else None

    def yearly(self, paragraph: int, start: int, clause: int, governing: Span) -> Span | None:
        """年均增长14.7% behind a rise over whole years: from the year after the first to the last."""
        first, last = self._first.begin, self._last.finish
        if paragraph != self._paragraph or first is None or last is None or governing != self._last or not _YEARLY.search(self._text, clause, start):
            return None
        if self._first != whole_year(first.year) or self._last != whole_year(last.year) or last.year <= first.year:
            return None
        return Span(dt.date(first.year + 1, 1, 1), last)
