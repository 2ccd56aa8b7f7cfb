"""What two blocks can share whatever their languages: figures, Latin names, links, pictures; and what each is worth."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal

from songngu.text import unmarked
from songngu.translation.blocks import Block
from songngu.translation.quantities import Quantity, quantities
from songngu.values import frozen

# Names keep their letters between languages that write Latin; beside Han characters any Latin word is a name.
_NAME_WORD = re.compile(r"(?<![A-Za-z])[A-Z][A-Za-z]+")
_ADDRESS = re.compile(r'(?:href|src)="([^"]+)')
_RATING = re.compile("[★☆⭐]+")
_STEPS = re.compile(r"^(?:\.{0,2}/)*(?:[a-z]{2}(?:-[A-Za-z]+)?/)?")


@frozen
class _Sort:
    """How a kind of mark behaves: how often a translation loses it, and in what share of texts it stands by chance."""

    loss: float
    chance: float
    counts_missing: bool = True


_SURE = _Sort(loss=0.08, chance=0.003)
_NUMBER = _Sort(loss=0.12, chance=0.01)
_SMALL = _Sort(loss=0.35, chance=0.1)
_NAME = _Sort(loss=0.4, chance=0.03, counts_missing=False)
_LINK = _Sort(loss=0.3, chance=0.01, counts_missing=False)
_SORTS = {"name": _NAME, "link": _LINK, "number": _NUMBER, "fraction": _SMALL, "percent": _NUMBER, "time": _NUMBER}
_SMALL_NUMBER = Decimal(13)
_TEMPER = 10  # the usual share of a mark weighs as much as this many blocks
_CEILING = 14.0
_FLOOR = -7.0


def marks(block: Block, *, language: str) -> frozenset[Quantity]:
    """The marks of one block: its figures, ratings in stars, capitalised or Latin words, addresses and notes."""
    found = set(quantities(block.text, language=language))
    found.update(Quantity("rating", stars) for stars in _RATING.findall(block.text))
    found.update(Quantity("name", name.lower()) for name in _NAME_WORD.findall(unmarked(block.text)))
    paths = (_STEPS.sub("", address) for address in _ADDRESS.findall(block.html))
    found.update(Quantity("link", path) for path in paths if path)
    return frozenset(found)


@frozen
class Evidence:
    """Marks of a stretch of text by number, and the log odds lost if the other side has none of them."""

    marks: frozenset[int]
    loss: float


@frozen
class MarkModel:
    """The marks of one page by number: log odds lost where only one side has a mark, gained where both have it."""

    numbers: Mapping[Quantity, int]
    loss: Sequence[float]
    gain: Sequence[float]

    def evidence(self, found: frozenset[Quantity]) -> Evidence:
        """The marks of a stretch of text, ready for comparing."""
        numbers = frozenset(self.numbers[mark] for mark in found)
        return Evidence(numbers, sum(self.loss[number] for number in sorted(numbers)))

    def union(self, parts: Sequence[Evidence]) -> Evidence:
        """The evidence of several stretches taken together."""
        numbers = frozenset[int]().union(*(part.marks for part in parts))
        return Evidence(numbers, sum(self.loss[number] for number in sorted(numbers)))

    def log_odds(self, source: Evidence, target: Evidence) -> float:
        """Natural logarithm of how much likelier these marks are in a translation than in two texts met by chance."""
        odds = -source.loss - target.loss
        for mark in source.marks & target.marks:
            odds += self.gain[mark] + 2 * self.loss[mark]
        return min(max(odds, _FLOOR), _CEILING)


def mark_model(source: Sequence[frozenset[Quantity]], target: Sequence[frozenset[Quantity]]) -> MarkModel:
    """Weights from rarity: a mark that stands in one block of the page decides, one that stands in all says nothing."""
    blocks = (len(source) + len(target)) / 2
    seen = Counter(mark for found in (*source, *target) for mark in found)
    ordered = sorted(seen, key=lambda mark: (mark.kind, str(mark.value)))
    loss, gain = [], []
    for mark in ordered:
        sort = _sort(mark)
        # Share of texts with this mark: what the page shows, tempered by what is usual for such a mark.
        chance = min((seen[mark] / 2 + _TEMPER * sort.chance) / (blocks + _TEMPER), 0.9)
        gain.append(max(math.log((1 - sort.loss) / chance), 0.0))
        loss.append(max(math.log((1 - chance) / sort.loss), 0.0) if sort.counts_missing else 0.0)
    return MarkModel({mark: number for number, mark in enumerate(ordered)}, tuple(loss), tuple(gain))


def _sort(mark: Quantity) -> _Sort:
    small = isinstance(mark.value, Decimal) and mark.value < _SMALL_NUMBER
    return _SMALL if mark.kind == "number" and small else _SORTS.get(mark.kind, _SURE)
