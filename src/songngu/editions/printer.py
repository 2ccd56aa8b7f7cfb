"""The printer's file of an edition: colour runs on over the edges, and marks show where the paper is to be cut."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace
from pathlib import Path

import pikepdf

from songngu.editions import pdf
from songngu.editions.made import Made
from songngu.editions.packing import packed
from songngu.editions.tree import Book

_MM = 72 / 25.4
_SLUG = 7 * _MM  # paper around the bleed, on which the marks stand
_FROM, _TO = 1 * _MM, 6 * _MM  # a mark begins and ends this far outside the bleed
_HAIR = 0.25  # points


def render(book: Book, *, assets: Path) -> Made:
    """Set a book for the printer: 3 mm of bleed, crop marks, TrimBox and BleedBox (ISO 32000-1, 14.11.2), and no
    colour for the paper itself. PDF/UA-1 and PDF/A-2a as the edition that is read on a screen."""
    made = pdf.render(book, assets=assets, bleed=True)
    return replace(made, data=_marked(made.data)) if made.data else made


def fingerprint(book: Book, *, assets: Path) -> str:
    """A digest of all a printer's file is made from."""
    parts = ("print", pdf.fingerprint(book, assets=assets))
    return hashlib.blake2b("\0".join(parts).encode(), digest_size=16).hexdigest()


def _marked(data: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as document:
        for page in document.pages:
            bleed, trim = ([float(x) for x in box] for box in (page.mediabox, page.trimbox))
            left, bottom, right, top = bleed
            page.obj.BleedBox = pikepdf.Array(bleed)
            page.obj.MediaBox = pikepdf.Array([left - _SLUG, bottom - _SLUG, right + _SLUG, top + _SLUG])
            # Before everything else on the page, where coordinates are still those of the boxes.
            page.contents_add(_marks(bleed, trim), prepend=True)
        return packed(document)


def _marks(bleed: list[float], trim: list[float]) -> bytes:
    """Two hairlines at each corner of the trimmed page, as an artifact (PDF/UA-1, 7.1)."""
    lines = []
    for edge in (0, 2):  # left and right: upright lines; then lower and upper: lines lying down
        for side, sign in ((1, -1), (3, 1)):
            x, y = trim[edge], bleed[side]
            lines.append(f"{x:.3f} {y + sign * _FROM:.3f} m {x:.3f} {y + sign * _TO:.3f} l S")
    for edge in (1, 3):
        for side, sign in ((0, -1), (2, 1)):
            x, y = bleed[side], trim[edge]
            lines.append(f"{x + sign * _FROM:.3f} {y:.3f} m {x + sign * _TO:.3f} {y:.3f} l S")
    return f"/Artifact BMC q {_HAIR} w 0 G {' '.join(lines)} Q EMC\n".encode()
