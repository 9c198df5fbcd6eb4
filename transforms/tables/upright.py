"""Tables whose cells stand one below the other, each closed by a bar, as some collectors of pages write them.

    园区 |
    税收(万元) |
    甲园区 |
    91620 |

Nothing tells where a row ends but what the cells hold: names, then figures.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_CELL = re.compile(r"[ \t\u3000]*(?P<cell>[^|\r\n]{1,40}?)[ \t\u3000]*\|[ \t\u3000]*")
_LAST = re.compile(r"[ \t\u3000]*(?P<cell>[^|\r\n。，；]{1,16}?)[ \t\u3000]*")
_FIGURE = re.compile(r"[-−－+＋]?[\d０-９][\d０-９,，.．]*[%％‰]?|[-—–/]+")
_LEAST_CELLS, _LEAST_ROWS, _MOST_COLUMNS = 6, 3, 20


def cells_below(text: str, lines: Sequence[tuple[int, int]], first: int) -> list[tuple[int, int]]:
    """Where the cells stand that follow each other from a line on, one a line; none where they are too few for a table."""
    found: list[tuple[int, int]] = []
    for at in range(first, len(lines)):
        if found and text.count("\n", lines[at - 1][1], lines[at][0]) > 1:
            break
        cell = _CELL.fullmatch(text, *lines[at])
        if cell is None:
            last = _LAST.fullmatch(text, *lines[at]) if found else None
            if last is not None and _FIGURE.fullmatch(text, *last.span("cell")):
                found.append(last.span("cell"))
            break
        found.append(cell.span("cell"))
    return found if len(found) >= _LEAST_CELLS else []


def columns_of(text: str, cells: Sequence[tuple[int, int]]) -> int:
    """How many cells make a row: the fewest with which a row of names is followed by rows that hold a name first and figures in the same places; 0 for none."""
    figures = [_FIGURE.fullmatch(text, *cell) is not None for cell in cells]
    for width in range(2, _MOST_COLUMNS + 1):
        rows, rest = divmod(len(cells), width)
        if rows < _LEAST_ROWS:
            return 0
        if rest or any(figures[:width]) or not any(figures[width : 2 * width]) or figures[width]:
            continue
        if all(figures[at] == figures[width + at % width] for at in range(width, len(cells))):
            return width
    return 0
