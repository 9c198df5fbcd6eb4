"""What a pattern cannot match without: 力争|确保 finds nothing where neither word stands.

Read off the pattern itself, so that whoever changes a pattern need not think of it.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable, Sequence
from typing import Any

# The parser that `re` itself uses; the standard library keeps no other.
_parser: Any = importlib.import_module("re._parser")
_MOST = 160
"""Words of one pattern, above which it is cheaper to try the pattern."""
_LONGEST = 8
_FEW = 24
"""Characters of a class that are told one by one; a larger one says nothing."""
_COMMON = frozenset("的，。、；：:,;一二三四五六七八九十两0123456789年月日个了在是有为业区园 \n“”")

_EVERYDAY = frozenset("完成 实现 企业 项目 建设 投资 产业 发展 今年 去年 园区 全年 公司 达到 开工 投产 年内 启动 目前 要求 提出".split())
"""Words that stand in many a sentence, as the characters above do."""

_Words = frozenset[str]
_EMPTY: _Words = frozenset({""})


def needed_words(pattern: re.Pattern[str]) -> _Words:
    """Words one of which stands in whatever the pattern matches; empty where there are none to tell.

    What a pattern only looks ahead or behind for does not count.
    """
    if pattern.flags & re.IGNORECASE:
        return frozenset()
    whole, best = _of_items(_parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG))
    found = _rarer(best, whole)
    return frozenset() if found is None else _shortest(found)


def _shortest(words: _Words) -> _Words:
    """The words without those that hold another."""
    return frozenset(word for word in words if not any(other in word for other in words if other != word))


def _weight(words: _Words) -> float:
    """About how often one of the words stands somewhere."""
    return sum((2.0 if word in _COMMON else 0.4) if len(word) == 1 else 0.3 if word in _EVERYDAY else 0.05 if len(word) == 2 else 0.01 for word in words)


def _rarer(one: _Words | None, other: _Words | None) -> _Words | None:
    """The better of two sets of words; one that holds the empty word, or none, says nothing."""
    known = [words for words in (one, other) if words is not None and "" not in words and len(words) <= _MOST]
    return min(known, key=_weight, default=None)


def _of_items(items: Iterable[tuple[Any, Any]]) -> tuple[_Words | None, _Words | None]:
    """Of a run of parts: all that it can match where that is a handful of words, and the words that it needs."""
    whole: _Words | None = _EMPTY
    run: _Words | None = _EMPTY
    best: _Words | None = None
    for code, value in items:
        exact, need = _of_part(str(code), value)
        best = _rarer(best, need)
        if exact is not None:
            whole = _joined(whole, exact)
            longer = _joined(run, exact)
            if longer is not None:
                run = longer
                continue
        else:
            whole = None
        best = _rarer(best, run)
        run = exact if exact is not None else _EMPTY
    return whole, _rarer(best, run)


def _joined(one: _Words | None, other: _Words | None) -> _Words | None:
    if one is None or other is None or len(one) * len(other) > _MOST:
        return None
    joined = frozenset(a + b for a in one for b in other)
    return joined if max(map(len, joined)) <= _LONGEST else None


def _of_part(code: str, value: Any) -> tuple[_Words | None, _Words | None]:
    """The same of one part of a pattern."""
    if code == "LITERAL":
        return frozenset({chr(value)}), None
    if code == "IN":
        return _of_class(value), None
    if code == "BRANCH":
        return _of_branches([_of_items(branch) for branch in value[1]])
    if code == "SUBPATTERN":
        return _of_items(value[3]) if not value[1] & re.IGNORECASE else (None, None)
    if code == "ATOMIC_GROUP":
        return _of_items(value)
    if code in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        least, most, inner = value
        exact, need = _of_items(inner)
        if (least, most) == (1, 1):
            return exact, need
        if (least, most) == (0, 1) and exact is not None:
            return exact | _EMPTY, None
        return None, _rarer(exact, need) if least else None
    if code == "GROUPREF_EXISTS":
        _, yes, no = value
        return _of_branches([_of_items(yes), _of_items(no or [])])
    if code in ("ASSERT", "ASSERT_NOT", "AT"):
        return _EMPTY, None
    return None, None


def _of_class(items: Sequence[tuple[Any, Any]]) -> _Words | None:
    found: set[str] = set()
    for code, value in items:
        if str(code) == "LITERAL":
            found.add(chr(value))
        elif str(code) == "RANGE" and value[1] - value[0] < _FEW:
            found.update(map(chr, range(value[0], value[1] + 1)))
        else:
            return None
    return frozenset(found) if len(found) <= _FEW else None


def _of_branches(branches: Sequence[tuple[_Words | None, _Words | None]]) -> tuple[_Words | None, _Words | None]:
    exact: set[str] | None = set()
    needs: set[str] | None = set()
    for whole, best in branches:
        exact = exact | whole if exact is not None and whole is not None else None
        rarer = _rarer(best, whole)
        needs = needs | rarer if needs is not None and rarer is not None else None
    return (
        frozenset(exact) if exact is not None and len(exact) <= _MOST else None,
        frozenset(needs) if needs is not None and len(needs) <= _MOST else None,
    )
