"""The order of a region that no straight cut divides: stacks of lines, each after what must be read before it."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.formats.pdf.boxes import Block, Piece, around, common_size, overlap

_MAX_STACKS = 120
"""Above so many stacks (a map, a chart, a page of snippets) they are read by columns simply."""


_MAX_PIECES = 4_000
"""Above so many pieces (a map strewn with letters) there is no order to be found: lines from top to bottom."""


def order_stacks(pieces: Sequence[Piece]) -> list[Block]:
    """The blocks of a tangled region.

    One is read before another when it stands above it in the same column, or left of it with nothing between them that spans both.
    """
    if len(pieces) > _MAX_PIECES:
        return _blocks(pieces)
    stacks = _stacks(pieces)
    if len(stacks) > _MAX_STACKS:
        stacks.sort(key=lambda stack: (round(around(stack).left / 50), around(stack).top))
        return [block for stack in stacks for block in _blocks(stack)]
    boxes = [around(stack) for stack in stacks]
    count = len(stacks)
    before: list[set[int]] = [set() for _ in range(count)]
    for a in range(count):
        for b in range(count):
            if a == b:
                continue
            first, second = boxes[a], boxes[b]
            if overlap(first.left, first.right, second.left, second.right) > 2:
                if (first.top + first.bottom) < (second.top + second.bottom):
                    before[b].add(a)
            elif first.right <= second.left + 2:
                top, bottom = min(first.bottom, second.bottom), max(first.top, second.top)
                parted = any(
                    other.top >= top - 2
                    and other.bottom <= bottom + 2
                    and overlap(other.left, other.right, first.left, first.right) > 2
                    and overlap(other.left, other.right, second.left, second.right) > 2
                    for index, other in enumerate(boxes)
                    if index not in (a, b)
                )
                if not (parted and second.bottom <= first.top):
                    before[b].add(a)
    ordered: list[Block] = []
    left = set(range(count))
    while left:
        ready = [index for index in left if not (before[index] & left)]
        # A ring (each before the other) is broken at the uppermost.
        chosen = min(ready or left, key=lambda index: (boxes[index].top, boxes[index].left))
        left.discard(chosen)
        ordered.extend(_blocks(stacks[chosen]))
    return ordered


def _blocks(stack: Sequence[Piece]) -> list[Block]:
    framed = [block for piece in stack if piece.inside is not None for block in piece.inside]
    stack = [piece for piece in stack if piece.inside is None]
    if not stack:
        return framed
    lines: list[list[Piece]] = []
    for piece in sorted(stack, key=lambda one: (one.top, one.left)):
        if lines and piece.top < lines[-1][0].bottom - 0.5 * piece.size:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    box = around(stack)
    return [*framed, Block(box.left, box.top, box.right, box.bottom, [sorted(line, key=lambda one: one.left) for line in lines], size=common_size(stack))]


def _stacks(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Pieces of one size that stand closely below one another."""
    stacks: list[list[Piece]] = []
    open_ones: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda one: (one.top, one.left)):
        found: list[Piece] | None = None
        if piece.inside is None:
            open_ones = [stack for stack in open_ones if piece.top - stack[-1].bottom < 2 * max(piece.size, stack[-1].size)]
            for stack in open_ones:
                last = stack[-1]
                shared = overlap(piece.left, piece.right, last.left, last.right)
                if (
                    shared > 0.5 * min(piece.width, last.width)
                    and -0.5 * piece.size < piece.top - last.bottom < 1.0 * piece.size
                    and abs(piece.size - last.size) <= 0.1 * last.size
                ):
                    found = stack
                    break
        if found is None:
            found = []
            stacks.append(found)
            if piece.inside is None:
                open_ones.append(found)
        found.append(piece)
    return stacks
