"""A metric chosen for a figure, and how it was found."""

from __future__ import annotations

from typing import NamedTuple

OTHER = "other"


class Choice(NamedTuple):
    """A metric and the words of the text that name it; `rule` names how they were found.

    `part_start` to `part_end` are words at the figure itself that say of which part the inherited metric is: 其中规上工业企业完成….
    """

    metric: str
    start: int
    end: int
    rule: str
    part_start: int = 0
    part_end: int = 0

    def again(self, rule: str, part: tuple[int, int] = (0, 0)) -> Choice:
        """The same metric for another figure, found by another rule."""
        return Choice(self.metric, self.start, self.end, rule, part[0], part[1])


NONE = Choice(OTHER, 0, 0, "metric_none")
