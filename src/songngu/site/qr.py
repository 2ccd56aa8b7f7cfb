"""An address as a QR code (ISO/IEC 18004), drawn as one path."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from songngu.site.view_kinds import Code

_QUIET = 4  # modules of white on each side, which readers need (§ 6.3.8)
_MASK = 2  # choosing the best of eight takes four times as long, and readers of today take any


@lru_cache(maxsize=1024)
def code(address: str) -> Code:
    """The code of an absolute address, error correction M, with the white around it."""
    import segno  # noqa: PLC0415 - only pages with a code need it

    made = segno.make_qr(address, error="m", boost_error=False, mask=_MASK)
    size = len(made.matrix) + 2 * _QUIET
    path = "".join(run for y, row in enumerate(made.matrix) for run in _runs(row, y + _QUIET))
    return Code(address, size, path)


def _runs(row: Sequence[int], y: int) -> Iterator[str]:
    """The dark stretches of a row, each as a rectangle one module high."""
    start = 0
    while start < len(row):
        end = start
        while end < len(row) and row[end]:
            end += 1
        if end > start:
            yield f"M{start + _QUIET} {y}h{end - start}v1H{start + _QUIET}z"
        start = end + 1
