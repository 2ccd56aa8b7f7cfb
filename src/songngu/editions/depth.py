"""Quotes, lists, notes and tables one in the other, as deep as a page can show them; below that their texts go on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from songngu.editions.tree import Node, with_children

LEVELS = 10  # readers are lost after four; the typesetter gives up at some twenty
_HOLDERS = frozenset({"quote", "note", "list", "ordered", "definitions", "table"})
_PARTS = frozenset({"item", "meaning", "row", "head", "cell"})
_LINES = frozenset({"term", "caption"})


def shallow(nodes: Iterable[Node], levels: int = LEVELS) -> Iterator[Node]:
    """The blocks with at most so many that hold others one in the other. No word is left out: what a deeper one holds
    follows as part of the one around it."""
    for node in nodes:
        if node.kind not in _HOLDERS:
            yield node
        elif levels:
            yield with_children(node, tuple(_within(node.children, levels - 1)))
        else:
            yield from _loose(node.children)


def _within(children: Iterable[Node], levels: int) -> Iterator[Node]:
    """What a block holds, its parts left as they are."""
    for child in children:
        if child.kind in _PARTS:
            yield with_children(child, tuple(_within(child.children, levels)))
        else:
            yield from shallow([child], levels)


def _loose(children: Iterable[Node]) -> Iterator[Node]:
    """What a block held that is there no more."""
    for child in children:
        if child.kind in _PARTS:
            yield from _loose(child.children)
        elif child.kind in _LINES:
            yield replace(child, kind="paragraph")
        else:
            yield from shallow([child], 0)
