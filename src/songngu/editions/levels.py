"""Levels of headings: none is skipped in the order in which a text is read (PDF/UA-1, Matterhorn 14-003)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from songngu.editions.tree import Node, Row, Side, with_children

_TITLE = 1  # the level of the title above every text


def together(rows: Iterable[Row]) -> Iterator[Row]:
    """Rows read across, language by language; headings that stand side by side are equally deep."""
    before = _TITLE
    for row in rows:
        sides, above = [], before
        for side in row.sides:
            made, deepest = [], above + 1
            for node in side.nodes:
                if node.kind == "heading":
                    before = max(2, min(node.number, deepest, before + 1))
                    deepest = before + 1
                    made.append(replace(node, number=before))
                else:
                    made.extend(unheaded([node]))
            sides.append(replace(side, nodes=tuple(made)))
        yield replace(row, sides=tuple(sides))


def apart(rows: Sequence[Row], *, in_turn: bool) -> Iterator[Row]:
    """Rows of which each language is read by itself; `in_turn`: some rows in one language, then in the other. Where
    the languages have different headings, such reading goes well only if all are of one level."""
    if in_turn and any(len({_levels(side) for side in row.sides}) > 1 for row in rows):
        yield from (replace(row, sides=tuple(map(_flat, row.sides))) for row in rows)
        return
    before = [_TITLE] * max((len(row.sides) for row in rows), default=0)
    for row in rows:
        sides = []
        for index, side in enumerate(row.sides):
            made = []
            for node in side.nodes:
                if node.kind == "heading":
                    before[index] = min(node.number, before[index] + 1)
                made.append(replace(node, number=before[index]) if node.kind == "heading" else node)
            sides.append(replace(side, nodes=tuple(made)))
        yield replace(row, sides=tuple(sides))


def unheaded(children: Iterable[Node]) -> Iterator[Node]:
    """Headings inside a quote, a list or a note are no part of the text's outline."""
    for node in children:
        inner = tuple(unheaded(node.children))
        if node.kind == "heading":
            yield Node("paragraph", children=(Node("strong", children=inner),))
        else:
            yield with_children(node, inner)


def _levels(side: Side) -> tuple[int, ...]:
    return tuple(node.number for node in side.nodes if node.kind == "heading")


def _flat(side: Side) -> Side:
    nodes = (replace(node, number=_TITLE + 1) if node.kind == "heading" else node for node in side.nodes)
    return replace(side, nodes=tuple(nodes))
