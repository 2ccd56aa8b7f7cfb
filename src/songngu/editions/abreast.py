"""The blocks of a text in any number of languages, abreast: each is paired with the first, whose blocks hold them
together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from songngu.translation.beside import beside
from songngu.translation.blocks import Block

Blocks = tuple[Block, ...]


def abreast(texts: Sequence[Blocks | None], codes: Sequence[str]) -> Iterator[tuple[Blocks, ...]]:
    """Blocks that say the same, in order, one entry a text; empty where a text has nothing of it.

    `codes` are the content folders of the texts; None: there is no such text. The first text that there is leads: what
    it says in one bead with any other stays one, and what it says nothing of comes where the others have it.
    """
    lead = next((index for index, text in enumerate(texts) if text is not None), None)
    if lead is None:
        return
    first = texts[lead] or ()
    others = {
        index: _beads(first, text, (codes[lead], codes[index]))
        for index, text in enumerate(texts)
        if index != lead and text is not None
    }
    within = {at for beads in others.values() for begin, end, _ in beads for at in range(begin + 1, end)}
    cuts = [at for at in range(len(first) + 1) if at not in within]
    for begin, end in zip([None, *cuts], [*cuts, None], strict=True):
        if begin is not None and end is not None:
            whole = {index: _within(beads, begin, end) for index, beads in others.items()}
            yield tuple(first[begin:end] if i == lead else whole.get(i, ()) for i in range(len(texts)))
        if end is not None:
            loose = {index: [bead for b, e, bead in beads if b == e == end] for index, beads in others.items()}
            for row in zip_longest(*loose.values(), fillvalue=()):
                said = dict(zip(loose, row, strict=True))
                yield tuple(said.get(index, ()) for index in range(len(texts)))


Bead = tuple[int, int, Blocks]
"""Blocks of another text that say what the first one says from one block up to another; where it says nothing of them,
both are the place at which they stand."""


def _beads(first: Blocks, other: Blocks, codes: tuple[str, str]) -> list[Bead]:
    made, at = [], 0
    for here, there in beside(first, other, codes):
        made.append((at, at + len(here), there))
        at += len(here)
    return made


def _within(beads: Sequence[Bead], begin: int, end: int) -> Blocks:
    """All another text says from one cut to the next, in its own order."""
    return tuple(
        block for b, e, there in beads for block in there if begin <= b and e <= end and (b < e or begin < b < end)
    )
