"""On which page of its document a piece of text stands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

from transforms.formats.reading import PageSpan


class Pages:
    """The pages of a document; of one without pages, nothing."""

    def __init__(self, spans: Sequence[PageSpan] = ()) -> None:
        self._spans = sorted(spans, key=lambda span: span.start)
        self._starts = [span.start for span in self._spans]

    def at(self, offset: int) -> int | None:
        """The page that a character stands on; of one between two pieces, that of the piece before."""
        place = bisect_right(self._starts, offset) - 1
        return self._spans[place].page if place >= 0 else None

    def rows(self, document_key: str) -> list[dict[str, Any]]:
        """The rows of document_page."""
        return [
            {
                "document_key": document_key, "page": span.page, "start_offset": span.start, "end_offset": span.end,
                "box_left": span.left, "box_top": span.top, "box_right": span.right, "box_bottom": span.bottom,
            }
            for span in self._spans
            if span.end > span.start
        ]  # fmt: skip
