"""Brochures set in type: JSON for the Typst theme, and from it a PDF that is PDF/UA-1 and PDF/A-2a at once."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import tempfile
from dataclasses import asdict
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import typst

from songngu.editions.brochure_tree import Brochure, Catalogue, Glance
from songngu.editions.fonts import font_folders, versions
from songngu.editions.identity import compact, identity, pictures
from songngu.editions.made import Made
from songngu.editions.pictures import look, prepare
from songngu.editions.proof import proof
from songngu.editions.tree import plain
from songngu.editions.words import THEME
from songngu.problems import Problem, error, warning
from songngu.typefaces import FontsMissing

_SCALES = (1.14, 1.07, 1.0, 0.94, 0.88, 0.82)
"""Sizes of a glance's type, of which the largest that keeps to its pages is taken; below the last one nobody would read
it in the hand."""
_FILES = ("type.typ", "sheet.typ", "glance.typ", "catalogue.typ", "sample.typ", "skyline.svg")


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
    return identity(brochure, assets=assets, crafts=crafts, made_with=(repr(versions()), version("typst")))


class _Press:
    """One brochure on the press, in a folder of its own that is the whole world Typst can read."""

    def __init__(self, folder: Path, brochure: Brochure) -> None:
        self.folder, self.brochure = folder, brochure
        self.pictures: dict[str, Any] = {}
        for name in _FILES:
            shutil.copyfile(THEME / name, folder / name)

    def print(self, assets: Path) -> Made:
        """A catalogue is as long as it gets; a glance is set in the largest type in which it fits its pages."""
        unprinted = self._take_pictures(assets)
        wanted = self.brochure.pages if isinstance(self.brochure, Glance) else 0
        pages = 0
        for scale in _SCALES if wanted else (1.0,):
            compiler = self._set(scale)
            pages = int(json.loads(compiler.query("<last-page>", field="value", one=True)))
            if not wanted or pages <= wanted:
                data = compiler.compile(format="pdf", pdf_standards=["ua-1", "a-2a"], timestamp=self._timestamp())
                assert isinstance(data, bytes)
                return Made(data, pages, unprinted)
        place = self.brochure.sheet.place
        return Made(b"", 0, (*unprinted, error("brochure-too-long", place, pages=wanted, found=pages)))

    def _take_pictures(self, assets: Path) -> tuple[Problem, ...]:
        """Lay the pictures ready and look at their inks; a problem for each that cannot be read."""
        places, folder = pictures(self.brochure), self.folder / "pictures"
        folder.mkdir()
        names = prepare(assets, places, folder)
        files = sorted(set(names.values()))
        (self.folder / "sample.json").write_text(json.dumps(files), encoding="utf-8")
        samples = self._compiler("sample.typ").compile(format="png", ppi=72) if files else []
        pages = samples if isinstance(samples, list) else [samples]
        looked = {name: look(sample) for name, sample in zip(files, pages, strict=True) if isinstance(sample, bytes)}
        for path, name in names.items():
            aspect, inks = looked[name]
            self.pictures[path] = {"file": name, "aspect": aspect, "inks": asdict(inks)}
        unread = [(path, place) for path, place in places.items() if path not in names]
        return tuple(warning("picture-not-printed", place, picture=path) for path, place in unread)

    def _compiler(self, name: str) -> typst.Compiler:
        return typst.Compiler(input=str(self.folder / name), root=str(self.folder), font_paths=_fonts())

    def _set(self, scale: float) -> typst.Compiler:
        """A compiler over the brochure in type of a certain size."""
        sheet = self.brochure.sheet
        doc = {
            "brochure": plain(self.brochure),
            "pictures": self.pictures,
            "scale": scale,
            "title": " / ".join(filter(None, (line.text for line in sheet.titles))),
            "author": sheet.publishers[0] or sheet.site_names[0],
            "subject": " / ".join(line.text for line in sheet.summaries if line),
        }
        (self.folder / "doc.json").write_text(compact(doc), encoding="utf-8")
        return self._compiler("catalogue.typ" if isinstance(self.brochure, Catalogue) else "glance.typ")

    def _timestamp(self) -> int:
        day = dt.date.fromisoformat(self.brochure.sheet.date or "2000-01-01")
        return int(dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC).timestamp())


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder) for folder in font_folders()]
    )
