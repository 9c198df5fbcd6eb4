"""Verbs that a bracket joins: 开(复)工 is 开工 or 复工, 新(改、扩)建 is 新建, 改建 or 扩建. One of them is read, what begins something before all others."""

from __future__ import annotations

import re

_FIRST = "开复新改扩续签投达竣完"
_OTHERS = r"(?:(?:技改|[开复新改扩续签投达竣完迁重])[、和/]?){1,3}"
# 开（复）工: the bracket goes; 复（开）工: the bracket and what stands before it.
EITHER_VERB = rf"复[(（](?=开[)）]工)|(?<=复[(（]开)[)）](?=工)|(?<=[{_FIRST}])[(（]{_OTHERS}[)）](?=[工建约产])"
_BEHIND_BRACKET = re.compile("[)）][工建约产]")


def has_either_verb(text: str) -> bool:
    """Whether a text may hold such verbs at all."""
    return _BEHIND_BRACKET.search(text) is not None
