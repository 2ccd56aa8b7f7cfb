"""Pair the blocks of a work in two languages by structure, lengths and what both sides share.

After Gale & Church, "A Program for Aligning Sentences in Bilingual Corpora" (Computational Linguistics 19, 1993), with
blocks in place of sentences. A bead is scored by log odds: how much likelier are these blocks as a translation than
met by chance? So a block without a counterpart costs only the rarity of such a thing, however long it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from songngu.translation.blocks import Block
from songngu.translation.lengths import LengthModel, Lengths, length_model, lengths, together
from songngu.translation.marks import Evidence, MarkModel, mark_model, marks
from songngu.translation.path import NEVER, WIDEST, Point, Step, best_path
from songngu.translation.structure import KindModel, kind_model, may_merge
from songngu.values import frozen

_NAMES = {(1, 1): "pair", (1, 0): "missing", (0, 1): "added"}
_LENGTHS_FLOOR = -12.0  # lengths say no more against a pair than this: shared figures may still be surer


@frozen
class Bead:
    """Blocks that say the same. `source` and `target` are indices; one side is empty for a block without counterpart.

    `score` is the natural logarithm of the odds that the two sides belong together (0 where one side is empty).
    """

    source: tuple[int, ...]
    target: tuple[int, ...]
    score: float = 0.0

    @property
    def kind(self) -> str:
        """`pair`, `missing`, `added`, `merged` (several source blocks made one), `split`, else the numbers: `2-2`."""
        shape = (len(self.source), len(self.target))
        if shape in _NAMES:
            return _NAMES[shape]
        if shape[1] == 1:
            return "merged"
        return "split" if shape[0] == 1 else f"{shape[0]}-{shape[1]}"


def align(
    source: Sequence[Block], target: Sequence[Block], *, source_language: str, target_language: str
) -> tuple[Bead, ...]:
    """The beads of two versions of a page, in order: each block of either side stands in exactly one bead.

    Languages are content folders (`vi`, `en`, `zh`). The same blocks always give the same beads.
    """
    page = _page(source, target, (source_language, target_language))
    return _beads(best_path(len(source), len(target), page.odds, guide=_guide(page)))


@frozen
class _Span:
    """One to three blocks of one side in a row, seen as one text."""

    blocks: tuple[Block, ...]
    lengths: Lengths
    evidence: Evidence


_Spans = tuple[tuple[_Span | None, ...], ...]


@frozen
class _Page:
    """Both sides ready for scoring: `source[k - 1][i]` is the span of k blocks from block i, None where none may be."""

    source: _Spans
    target: _Spans
    lengths: LengthModel
    marks: MarkModel
    kinds: KindModel

    def odds(self, row: int, column: int, height: int, width: int) -> float:
        """Log odds that two spans say the same; `NEVER` where their kinds or lengths never correspond."""
        source, target = self.source[height - 1][row], self.target[width - 1][column]
        if source is None or target is None:
            return NEVER
        structure = self.kinds.log_odds(source.blocks, target.blocks)
        if structure == NEVER:
            return NEVER
        if height + width > 2 and not self.lengths.plausible(source.lengths, target.lengths):
            return NEVER
        length = max(self.lengths.log_odds(source.lengths, target.lengths), _LENGTHS_FLOOR)
        return structure + length + self.marks.log_odds(source.evidence, target.evidence)


def _page(source: Sequence[Block], target: Sequence[Block], languages: tuple[str, str]) -> _Page:
    here, there = ([lengths(block.text) for block in side] for side in (source, target))
    source_marks = [marks(block, language=languages[0]) for block in source]
    target_marks = [marks(block, language=languages[1]) for block in target]
    shared = mark_model(source_marks, target_marks)
    return _Page(
        source=_spans(source, here, [shared.evidence(found) for found in source_marks], shared),
        target=_spans(target, there, [shared.evidence(found) for found in target_marks], shared),
        lengths=length_model(here, there, languages=languages),
        marks=shared,
        kinds=kind_model(source, target),
    )


def _spans(blocks: Sequence[Block], measured: Sequence[Lengths], seen: Sequence[Evidence], shared: MarkModel) -> _Spans:
    """Spans of one block, of two, of three from each block on; blocks that never merge make no longer span."""

    def span(first: int, width: int) -> _Span | None:
        here = slice(first, first + width)
        if width == 1:
            return _Span((blocks[first],), measured[first], seen[first])
        if first + width > len(blocks) or not may_merge(blocks[here]):
            return None
        return _Span(tuple(blocks[here]), together(measured[here]), shared.union(seen[here]))

    return tuple(tuple(span(first, width) for first in range(len(blocks))) for width in range(1, WIDEST + 1))


def _guide(page: _Page) -> list[Point]:
    """Likely points of the path: whatever stands as often on one side as on the other is paired in order."""
    here, there = _places(page.source[0]), _places(page.target[0])
    points: Counter[Point] = Counter()
    for mark, rows in here.items():
        columns = there.get(mark, [])
        if len(rows) == len(columns):
            points.update(zip(rows, columns, strict=True))
    return sorted(points)


def _places(spans: Sequence[_Span | None]) -> dict[object, list[int]]:
    """Where each mark stands, and each kind of block that is no prose."""
    places: dict[object, list[int]] = {}
    for index, span in enumerate(spans):
        if span is None:
            continue
        block = span.blocks[0]
        shape = () if block.kind == "paragraph" else ((block.kind, block.level, block.key),)
        for mark in (*shape, *sorted(span.evidence.marks)):
            places.setdefault(mark, []).append(index)
    return places


def _beads(steps: Sequence[Step]) -> tuple[Bead, ...]:
    beads = []
    row = column = 0
    for height, width, odds in steps:
        source, target = tuple(range(row, row + height)), tuple(range(column, column + width))
        beads.append(Bead(source, target, round(odds, 3)))
        row, column = row + height, column + width
    return tuple(beads)
