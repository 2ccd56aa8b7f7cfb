"""The blocks of a text in two languages as they stand side by side, on a page and in an edition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from songngu.translation.align import align
from songngu.translation.blocks import Block

Blocks = tuple[Block, ...]


def beside(first: Sequence[Block], second: Sequence[Block], codes: tuple[str, str]) -> Iterator[tuple[Blocks, Blocks]]:
    """Blocks that say the same, in order; one side is empty where the other language has nothing of it.

    `codes` are the content folders of the two. Footnotes are left out: they stand below the whole text.
    """
    ours, theirs = _running(first), _running(second)
    for bead in align(ours, theirs, source_language=codes[0], target_language=codes[1]):
        yield tuple(ours[i] for i in bead.source), tuple(theirs[i] for i in bead.target)


def _running(blocks: Sequence[Block]) -> Blocks:
    return tuple(block for block in blocks if block.kind != "footnotes")
