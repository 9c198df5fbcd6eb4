"""Patterns kept from an earlier run are the same patterns, and nothing rests on the file that keeps them."""

from __future__ import annotations

import re
import threading
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from flows.steps.extract import patterns
from flows.steps.extract.patterns import NAME, kept_patterns

SOME = [
    (r"(?P<value>\d+(?:\.\d+)?)(?P<unit>[亿万]?元)", 0),
    ("[东西南北中]部|𠮷[a-z]+", re.IGNORECASE),
    ("(甲)|(?:乙(丙)?)(?!丁)", 0),
    ("^园区$", re.MULTILINE),
]
TEXT = "完成投资12.5亿元\n园区\n甲乙丙，东部 𠮷ABC"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which some patterns are kept."""
    monkeypatch.setattr(patterns, "FEW", 0)
    assert compiled(tmp_path)
    assert (tmp_path / NAME).is_file()
    return tmp_path


def compiled(folder: Path) -> list[Any]:
    """What the patterns find, and how they are described."""
    re.purge()
    with kept_patterns(folder):
        made = [re.compile(pattern, flags) for pattern, flags in SOME]
    found = [[(match.span(), match.groups(), match.groupdict(), match.lastgroup) for match in pattern.finditer(TEXT)] for pattern in made]
    return [found, [(p.pattern, p.flags, p.groups, dict(p.groupindex)) for p in made]]


def forbid(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets nothing be compiled."""

    def never(*given: object) -> None:
        raise AssertionError(f"compiled: {given}")

    monkeypatch.setattr(import_module("re._compiler"), "compile", never)


def test_what_is_kept_is_not_compiled_again_and_is_the_same(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    re.purge()
    fresh = [re.compile(pattern, flags) for pattern, flags in SOME]
    expected = [[(m.span(), m.groups(), m.groupdict(), m.lastgroup) for m in pattern.finditer(TEXT)] for pattern in fresh]
    assert all(expected)
    forbid(monkeypatch)
    found, described = compiled(folder)
    assert found == expected
    assert described == [(p.pattern, p.flags, p.groups, dict(p.groupindex)) for p in fresh]


@pytest.mark.parametrize("harm", ["flipped", "cut", "gone", "another"])
def test_a_file_that_is_damaged_or_of_another_python_counts_for_nothing(folder: Path, harm: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before, path = compiled(folder), folder / NAME
    content = path.read_bytes()
    if harm == "another":
        monkeypatch.setattr(patterns, "_maker", lambda: "another")
    elif harm == "gone":
        path.unlink()
    else:
        path.write_bytes(content[:-20] if harm == "cut" else content[:-200] + bytes([content[-200] ^ 1]) + content[-199:])
    assert compiled(folder) == before
    assert path.read_bytes() == content or harm == "another", "it is written anew"
    forbid(monkeypatch)
    assert compiled(folder) == before


def test_other_threads_may_compile_meanwhile(folder: Path) -> None:
    made: list[bool] = []

    def work(number: int) -> None:
        made.extend(re.compile(f"第{i}号{number}").match(f"第{i}号{number}") is not None for i in range(200))

    with kept_patterns(folder):
        threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert made == [True] * 800
    re.purge()
    with kept_patterns(folder):
        assert all(re.compile(f"第{i}号{number}").match(f"第{i}号{number}") for i in range(200) for number in range(4))
