"""Long rows cut into pieces, so that facing pages can hold the same piece of a text in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, zip_longest

from songngu.editions.tree import Node, Row, Side

_LONGEST = 1400  # characters of a piece: less than half a page
_ROWS = 16  # rows of a piece of a table
_SENTENCE = re.compile(r"(?<=[.!?…])(?=\s)|(?<=[。！？])")
_WIDE = re.compile(r"[\u2e80-\uffdc]")


def in_pieces(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows, those too long for a page as several: tables between their rows, lists between their items,
    paragraphs between their sentences. Each language is cut into as many pieces as the one that needs most."""
    for row in rows:
        most = max((_needed(side) for side in row.sides), default=1)
        if row.kind in {"heading", "figure", "rule"} or most < 2:
            yield row
            continue
        for sides in zip_longest(*(_cut(side, most) for side in row.sides), fillvalue=Side()):
            if any(side.nodes for side in sides):
                yield replace(row, sides=tuple(sides))


def _needed(side: Side) -> int:
    strips = sum(_size(node) for node in side.nodes if node.kind == "table")
    return max(1, -(-max((strips, *map(_size, side.nodes))) // _LONGEST))


def _size(node: Node) -> int:
    """How much room a block takes, in characters of running text."""
    if node.kind == "table":
        return max(len(node.children) * _LONGEST // _ROWS, _length(node))
    return _length(node)


def _length(node: Node) -> int:
    return len(node.text) + len(_WIDE.findall(node.text)) + sum(map(_length, node.children))


def _cut(side: Side, most: int) -> Iterator[Side]:
    pieces: list[list[_Unit]] = [[] for _ in range(most)]
    units = [(number, unit) for number, node in enumerate(side.nodes) for unit in _units(node)]
    sizes = [max(1, _size(unit)) for _, unit in units]
    whole, at = sum(sizes), 0
    for unit, size in zip(units, sizes, strict=True):
        pieces[(at + size // 2) * most // whole].append(unit)
        at += size
    for piece in pieces:
        yield replace(side, nodes=_joined(piece))


_Unit = tuple[int, Node]
"""A piece of a block, and the number of the block it was cut from."""


def _units(node: Node) -> Iterator[Node]:
    """The smallest pieces a block may be cut into, each a block of its kind."""
    heads = tuple(child for child in node.children if child.kind == "head")
    if node.kind == "table" and len(heads) < len(node.children):
        for row in node.children[len(heads) :]:
            yield replace(node, children=(*heads, row))
    elif node.kind in {"list", "ordered"}:
        for offset, item in enumerate(node.children):
            yield replace(node, number=node.number + offset, children=(item,))
    elif node.kind == "paragraph" and _length(node) > _LONGEST:
        yield from (replace(node, children=part) for part in _sentences(node.children))
    else:
        yield node


def _sentences(children: Sequence[Node]) -> Iterator[tuple[Node, ...]]:
    """The sentences of a paragraph; what is not plain text goes with the sentence it stands in."""
    sentence: list[Node] = []
    for node in children:
        parts = _SENTENCE.split(node.text) if node.kind == "text" else [node.text]
        for number, part in enumerate(parts):
            if number:
                yield tuple(sentence)
                sentence = []
            if part or node.kind != "text":
                sentence.append(replace(node, text=part))
    if sentence:
        yield tuple(sentence)


def _joined(units: Sequence[_Unit]) -> tuple[Node, ...]:
    """Units that were cut from one block and follow each other as one block again."""
    made: list[Node] = []
    for _, group in groupby(units, key=lambda unit: unit[0]):
        first, *others = (unit for _, unit in group)
        more = [child for unit in others for child in unit.children if child.kind != "head"]
        made.append(_trimmed(replace(first, children=(*first.children, *more))))
    return tuple(made)


def _trimmed(node: Node) -> Node:
    """A paragraph without the space that parted it from the sentence before."""
    if node.kind != "paragraph" or not node.children or node.children[0].kind != "text":
        return node
    first, *others = node.children
    return replace(node, children=(replace(first, text=first.text.lstrip(" ")), *others))
