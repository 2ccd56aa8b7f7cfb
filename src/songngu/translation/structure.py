"""Which kinds of block can stand for which, and how much that says about a pair."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from songngu.translation.blocks import Block
from songngu.values import frozen

_NEVER = -math.inf
# Translators turn one of these into the other now and then (natural logarithm of how often, beside keeping the kind).
_CROSSINGS = {
    frozenset(("paragraph", "quote")): -3.0,
    frozenset(("paragraph", "note")): -3.5,
    frozenset(("quote", "note")): -3.0,
    frozenset(("paragraph", "list")): -4.5,
    frozenset(("paragraph", "html")): -4.0,
    frozenset(("paragraph", "heading")): -6.0,
    frozenset(("list", "definitions")): -3.0,
    frozenset(("list", "table")): -5.0,
    frozenset(("definitions", "table")): -4.0,
    frozenset(("figure", "html")): -4.0,
    frozenset(("note", "html")): -4.0,
    frozenset(("code", "html")): -5.0,
}
_MERGING = {"paragraph", "quote", "list", "note", "definitions", "footnotes"}
_OTHER_LEVEL = -4.0
_SAME_KEY = 5.0
_OTHER_KEY = -4.0
_SIZE_STEP = -0.8
_SIZE_FLOOR = -4.0


@frozen
class KindModel:
    """How rare each kind (with its level) is on this page: a pair of rare kinds says more than one of common kinds."""

    rarity: Mapping[tuple[str, int], float]

    def log_odds(self, source: Sequence[Block], target: Sequence[Block]) -> float:
        """Log odds of two runs of blocks by structure alone; minus infinity where kinds never correspond."""
        first, other = source[0], target[0]
        if first.kind != other.kind:
            return _CROSSINGS.get(frozenset((first.kind, other.kind)), _NEVER)
        odds = self.rarity[first.kind, first.level]
        if first.level != other.level:
            return _OTHER_LEVEL
        if first.kind == "figure":
            return odds + _keys(first.key, other.key)
        if first.kind in {"list", "table", "definitions"}:
            return odds + _sizes(sum(block.size for block in source), sum(block.size for block in target))
        return odds


def kind_model(source: Sequence[Block], target: Sequence[Block]) -> KindModel:
    """The rarity of kinds on both sides of one page."""
    seen = Counter((block.kind, block.level) for block in (*source, *target))
    total = sum(seen.values()) + 2
    return KindModel({kind: math.log(total / (times + 1)) for kind, times in seen.items()})


def may_merge(blocks: Sequence[Block]) -> bool:
    """Whether these blocks in a row can be one block in a translation: prose of one kind."""
    return blocks[0].kind in _MERGING and all(block.kind == blocks[0].kind for block in blocks)


def _keys(key: str, other: str) -> float:
    if not key or not other:
        return 0.0
    return _SAME_KEY if key == other else _OTHER_KEY


def _sizes(size: int, other: int) -> float:
    """Lists and tables keep their number of items and rows; each one more or less speaks against the pair."""
    return max(_SIZE_STEP * abs(size - other), _SIZE_FLOOR) if size != other else 1.0
