"""Tables too wide for their paper, printed in strips one under the other, each with the first column at its side."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from songngu.editions.rows import words
from songngu.editions.tree import Node, Row, Side, with_children

_CHARACTER_MM, _INSET_MM = 1.5, 3.2  # in the type and with the spaces of a table (`nodes.typ`)
_LONGEST = 12  # characters of a word; what is longer may be broken
_HAN = re.compile("[\u2e80-\uffdc]+")


def in_strips(rows: Iterable[Row], *, room: float, wide: float) -> Iterator[Row]:
    """The rows, with tables in strips that would not even fit if every word had a line of its own: into `room` mm, or
    into `wide` ones where a row runs over all columns."""
    for row in rows:
        given = wide if row.wide else room
        tables = any(node.kind == "table" for side in row.sides for node in side.nodes)
        yield replace(row, sides=tuple(_side(side, given) for side in row.sides)) if tables else row


def _side(side: Side, room: float) -> Side:
    return replace(side, nodes=tuple(strip for node in side.nodes for strip in _strips(node, room)))


def _strips(node: Node, room: float) -> Iterator[Node]:
    rows = node.children
    spanned = any(len(row.children) != node.number for row in rows)  # columns cannot be told apart
    if node.kind != "table" or spanned:
        yield node
        return
    needed = [max(_width(row.children[column]) for row in rows) for column in range(node.number)]
    if sum(needed) <= room:
        yield node
        return
    most = -(-(node.number - 1) // len(list(_shared_out(needed, room, node.number))))
    for columns in _shared_out(needed, room, most):
        cut = (with_children(row, tuple(row.children[column] for column in columns)) for row in rows)
        yield replace(node, number=len(columns), children=tuple(cut))


def _shared_out(needed: list[float], room: float, most: int) -> Iterator[list[int]]:
    """The columns of each strip: as many as there is room for beside the first one, one at least and at most `most`."""
    strip, used = [0], needed[0]
    for column, width in enumerate(needed[1:], start=1):
        if len(strip) > 1 and (used + width > room or len(strip) > most):
            yield strip
            strip, used = [0], needed[0]
        strip.append(column)
        used += width
    yield strip


def _width(cell: Node) -> float:
    """How wide, in mm, a cell is at least: as its longest word. Han characters stand on as many lines as they need."""
    longest = max((len(word) for word in _HAN.sub(" 00 ", words((cell,))).split()), default=1)
    return _INSET_MM + _CHARACTER_MM * min(longest, _LONGEST)
