"""A letter that has grown too large, in fewer words: Gmail cuts HTML at 102 kB, and with it the way to unsubscribe."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from songngu.editions.mail.tree import Group, Item, Letter

MOST_BYTES = 100_000
_FEWER = (80, 40, 20, 10, 5)


def shorter(letter: Letter) -> Iterator[Letter]:
    """The letter, then without standfirsts but that of its first item, then with fewer and fewer items."""
    yield letter
    brief = replace(letter, groups=tuple(_titles(letter)))
    yield brief
    told = sum(len(group.items) for group in letter.groups)
    for count in _FEWER:
        if count < told:
            yield replace(brief, groups=tuple(_first(brief, count)), left=told - count, events=brief.events[:count])


def _titles(letter: Letter) -> Iterator[Group]:
    for number, group in enumerate(letter.groups):
        kept = 0 if number else 1
        yield replace(group, items=(*group.items[:kept], *map(_title, group.items[kept:])))


def _title(item: Item) -> Item:
    return replace(item, sides=tuple(replace(side, standfirst="") for side in item.sides))


def _first(letter: Letter, count: int) -> Iterator[Group]:
    for group in letter.groups:
        if count > 0:
            yield replace(group, items=group.items[:count])
        count -= len(group.items)
