"""Brochures set in type: JSON for the Typst theme, and from it a PDF that is PDF/UA-1 and PDF/A-2a at once."""

from __future__ import annotations

import tempfile
from pathlib import Path

import typst

from songngu.editions import forme
from songngu.editions.brochure_tree import Brochure, Catalogue, Glance
from songngu.editions.forme import Forme
from songngu.editions.identity import identity, pictures
from songngu.editions.made import Made
from songngu.editions.proof import proof
from songngu.editions.tree import plain
from songngu.editions.words import THEME
from songngu.problems import error
from songngu.typefaces import FontsMissing

_SCALES = (1.14, 1.07, 1.0, 0.94, 0.88, 0.82)
"""Sizes of a glance's type, of which the largest that keeps to its pages is taken; below the last one nobody would read
it in the hand."""
_UNDATED = "2000-01-01"  # Typst wants a day for PDF/A; a clock would make other bytes every time


def render(brochure: Brochure, *, assets: Path) -> Made:
    """Set a brochure in type. `assets` is the content folder, inside which its pictures lie.

    The same brochure gives the same bytes. Characters the fonts lack, more than the pages hold, and whatever Typst
    refuses, are problems.
    """
    place, ref = brochure.sheet.place, brochure.sheet.ref
    try:
        clean, problems = proof(brochure)
    except FontsMissing as fault:
        return Made(b"", 0, (error("fonts-missing", place, package=fault),))
    with tempfile.TemporaryDirectory() as folder:
        try:
            made = _Press(Path(folder), clean).print(assets)
        except (typst.TypstError, RuntimeError) as fault:  # a query raises the latter
            reason = str(getattr(fault, "message", fault)).split("\n")[0][:200]
            made = Made(b"", 0, (error("edition-not-set", place, issue=ref, reason=reason),))
    return Made(made.data, made.pages, (*problems, *made.problems))


def fingerprint(brochure: Brochure, *, assets: Path) -> str:
    """A digest of all a PDF is made from: text, pictures, theme, fonts, typesetter (BLAKE2b, 32 hexadecimal digits)."""
    crafts = (THEME, Path(__file__).parent)
    return identity(brochure, assets=assets, crafts=crafts, made_with=forme.tools())


class _Press:
    """One brochure on the press."""

    def __init__(self, folder: Path, brochure: Brochure) -> None:
        self.forme, self.brochure = Forme(folder), brochure

    def print(self, assets: Path) -> Made:
        """A catalogue is as long as it gets; a glance is set in the largest type in which it fits its pages."""
        unprinted = self.forme.take_pictures(pictures(self.brochure), assets)
        wanted = self.brochure.pages if isinstance(self.brochure, Glance) else 0
        found = 0
        for scale in _SCALES if wanted else (1.0,):
            compiler = self._set(scale)
            found = forme.pages(compiler)
            if not wanted or found <= wanted:
                return Made(*forme.pdf(forme.draft(compiler, self._day())), unprinted)
        place = self.brochure.sheet.place
        return Made(b"", 0, (*unprinted, error("brochure-too-long", place, pages=wanted, found=found)))

    def _set(self, scale: float) -> typst.Compiler:
        """A compiler over the brochure in type of a certain size."""
        sheet = self.brochure.sheet
        doc = {
            "brochure": plain(self.brochure),
            "pictures": self.forme.pictures,
            "scale": scale,
            "day": self._day(),
            "title": " / ".join(filter(None, (line.text for line in sheet.titles))),
            "author": sheet.publishers[0] or sheet.site_names[0],
            "subject": " / ".join(line.text for line in sheet.summaries if line),
        }
        self.forme.write("doc.json", doc)
        return self.forme.compiler("catalogue.typ" if isinstance(self.brochure, Catalogue) else "glance.typ")

    def _day(self) -> str:
        return self.brochure.sheet.date or _UNDATED
