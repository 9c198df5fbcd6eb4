"""How well a confidence orders what is right and what is wrong."""

from __future__ import annotations

from collections.abc import Sequence


def area(scored: Sequence[tuple[bool, float]]) -> float:
    """The area under the curve: how often a right row is surer than a wrong one; 1 where there are none of one kind."""
    ordered = sorted(scored, key=lambda pair: pair[1])
    ranks, i = 0.0, 0
    right = sum(is_right for is_right, _ in ordered)
    while i < len(ordered):
        j = i
        while j < len(ordered) and ordered[j][1] == ordered[i][1]:
            j += 1
        ranks += sum(is_right for is_right, _ in ordered[i:j]) * (i + j + 1) / 2
        i = j
    wrong = len(ordered) - right
    return (ranks - right * (right + 1) / 2) / (right * wrong) if right and wrong else 1.0
