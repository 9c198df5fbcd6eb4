"""The second reader within a batch: the replies that are kept are applied to what the rules read; without one there is nothing to do."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flows.steps.extract.rows import ReadDocument
from flows.steps.plan import ExtractTask
from warehouse.layout import Home

if TYPE_CHECKING:
    from flows.steps.second.reading import SecondCounts


class NoSecondReading:
    """No second reader is set: the rules' reading stands, and nothing is imported."""

    def __init__(self) -> None:
        self.counts: SecondCounts | None = None
        self.marks: dict[str, str] = {}
        """How the extraction of each document is marked."""

    def apply(self, entry: Mapping[str, Any], read: ReadDocument) -> bool:
        """Makes the rules' facts those of both readers; whether the document is to be written."""
        return True

    def give_up(self, document_key: str) -> None:
        """Marks a document that cannot be read: there is nothing to ask about it."""

    def close(self) -> None:
        """Closes what is open."""


class KeptSecondReading(NoSecondReading):
    """The second readings that are kept."""

    def __init__(self, task: ExtractTask) -> None:
        from flows.steps.second.reading import SecondCounts
        from flows.steps.second.replies import Replies

        super().__init__()
        assert task.second is not None
        self._second = task.second
        self._replies = Replies(Home(Path(task.root)), writable=False)
        self._counts = self.counts = SecondCounts()

    def apply(self, entry: Mapping[str, Any], read: ReadDocument) -> bool:
        """Makes the rules' facts those of both readers; a document read already is written only where that changes it."""
        from flows.steps.second.reading import apply_replies

        found = apply_replies(read.text, read.facts, read.published.date, self._second, self._replies)
        self._counts.add(found)
        mark = self._second.mark if found.is_whole else f"{self._second.mark} {found.read} of {found.articles}"
        before = entry["marked"]
        if before is not None and not found.is_whole and (not found.read or mark == before):
            return False
        self.marks[entry["document_key"]] = mark
        return True

    def give_up(self, document_key: str) -> None:
        """Marks a document that cannot be read: there is nothing to ask about it."""
        self.marks[document_key] = self._second.mark

    def close(self) -> None:
        """Closes the replies."""
        self._replies.close()


def second_reading(task: ExtractTask) -> NoSecondReading:
    """The second reader of a batch."""
    return KeptSecondReading(task) if task.second is not None else NoSecondReading()
