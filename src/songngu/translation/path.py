"""The likeliest way to cut two sequences into beads: dynamic programming in a band that widens until it holds the path.

It knows nothing of texts: what a bead is worth comes from a function.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Callable, Sequence

NEVER = -math.inf

Step = tuple[int, int, float]
"""Taken from the first sequence, taken from the second, log odds of the two."""

Odds = Callable[[int, int, int, int], float]
"""Log odds that `height` items from `row` on and `width` items from `column` on are a bead; `NEVER` if they cannot."""

Band = Sequence[tuple[int, int]]
Point = tuple[int, int]

# How often beads of each shape stand in translations of pages, as natural logarithms; the first wins a tie.
_SHAPES = {
    (1, 1): math.log(0.80),
    (1, 0): math.log(0.02),
    (0, 1): math.log(0.02),
    (2, 1): math.log(0.06),
    (1, 2): math.log(0.06),
    (2, 2): math.log(0.004),
    (3, 1): math.log(0.005),
    (1, 3): math.log(0.005),
}
WIDEST = max(max(shape) for shape in _SHAPES)
_SEARCHED_WHOLE = 64  # sequences up to this long need no band
_FIRST_BAND = 12


def best_path(rows: int, columns: int, odds: Odds, *, guide: Sequence[Point]) -> list[Step]:
    """The steps of the likeliest path through two sequences of these lengths, first to last.

    `guide` are points (row, column) that the path likely passes; the search begins near the line through the longest
    chain of them that rises on both sides, and widens as long as the path it finds runs along the edge.
    """
    half = _FIRST_BAND if max(rows, columns) > _SEARCHED_WHOLE else rows + columns
    chain = _rising(guide)
    while True:
        band = _band(chain, rows, columns, half)
        steps = _search(band, odds)
        if not _touches(steps, band, columns):
            return steps
        half *= 2


def _rising(points: Sequence[Point]) -> list[Point]:
    """The longest chain of points that rise strictly on both sides (patience sorting)."""
    ordered = sorted(points, key=lambda point: (point[0], -point[1]))
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, (_, column) in enumerate(ordered):
        place = bisect_left(tails, column)
        before.append(ends[place - 1] if place else -1)
        tails[place : place + 1] = [column]
        ends[place : place + 1] = [index]
    chain = []
    index = ends[-1] if ends else -1
    while index >= 0:
        chain.append(ordered[index])
        index = before[index]
    return chain[::-1]


def _band(chain: list[Point], rows: int, columns: int, half: int) -> list[tuple[int, int]]:
    """For each row 0…rows the first and last column searched: `half` to both sides of the line through the chain."""
    corners = [(0, 0), *((i, j) for i, j in chain if 0 < i < rows and 0 < j < columns), (rows, columns)]
    band = []
    corner = 0
    for row in range(rows + 1):
        while corner + 2 < len(corners) and corners[corner + 1][0] <= row:
            corner += 1
        (i, j), (next_i, next_j) = corners[corner], corners[corner + 1]
        middle = j + (next_j - j) * (row - i) // max(next_i - i, 1)
        band.append((max(0, middle - half), min(columns, middle + half)))
    band[0] = (0, band[0][1])
    band[-1] = (band[-1][0], columns)
    return band


def _search(band: Band, odds: Odds) -> list[Step]:
    """Gale & Church's recurrence over the cells of the band."""
    totals: list[list[float]] = []
    steps: list[list[Step]] = []
    for row, (low, high) in enumerate(band):
        totals.append([NEVER] * (high - low + 1))
        steps.append([(0, 0, 0.0)] * (high - low + 1))
        for column in range(low, high + 1):
            if row == column == 0:
                totals[0][0] = 0.0
            else:
                totals[row][column - low], steps[row][column - low] = _best_step(band, odds, totals, row, column)
    return _trace(band, steps)


def _best_step(band: Band, odds: Odds, totals: list[list[float]], row: int, column: int) -> tuple[float, Step]:
    """The likeliest last step to a cell, and the total of the path that takes it."""
    best = NEVER
    chosen = (0, 0, 0.0)
    for (height, width), shape in _SHAPES.items():
        above, left = row - height, column - width
        if above < 0:
            continue
        low, high = band[above]
        if left < low or left > high:
            continue
        before = totals[above][left - low]
        if before == NEVER:
            continue
        gained = odds(above, left, height, width) if height and width else 0.0
        total = before + shape + gained
        if total > best:
            best, chosen = total, (height, width, gained)
    return best, chosen


def _trace(band: Band, steps: list[list[Step]]) -> list[Step]:
    row, column = len(band) - 1, band[-1][1]
    path = []
    while row or column:
        step = steps[row][column - band[row][0]]
        path.append(step)
        row, column = row - step[0], column - step[1]
    return path[::-1]


def _touches(steps: list[Step], band: Band, columns: int) -> bool:
    """Whether the path ran along the edge of the band, where a better one may lie outside."""
    row = column = 0
    for height, width, _ in steps:
        row, column = row + height, column + width
        low, high = band[row]
        if (column == low and low > 0) or (column == high and high < columns):
            return True
    return False
