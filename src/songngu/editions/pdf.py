"""A book set in type: JSON for the Typst theme, and from it a PDF that is PDF/UA-1 and PDF/A-2a at once."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import typst

from songngu.editions.fonts import font_folders, versions
from songngu.editions.identity import compact, identity
from songngu.editions.identity import pictures as places_of_pictures
from songngu.editions.made import Made
from songngu.editions.pictures import look, prepare
from songngu.editions.proof import proof
from songngu.editions.tree import Book, plain
from songngu.editions.words import THEME
from songngu.problems import Problem, error, warning
from songngu.typefaces import FontsMissing

_PAGE_MM, _TOP_MM = 210, 20  # width of the page, its upper margin: as in look.typ
_STUB_MM = 110  # less than this on the last page of an article is a stub
_SPARE_MM = 6
_COVER_PX = 1600  # width of a cover on screens
_LOWEST_MM, _LOWEST_PLATES_MM = 56.0, 72.0  # pictures are never lower than this
_SMALLER = 0.965


def render(book: Book, *, assets: Path) -> Made:
    """Set a book in type. `assets` is the content folder, inside which its pictures lie.

    The same book gives the same bytes. Characters the fonts lack, and whatever Typst refuses, are problems.
    """
    return _pressed(book, lambda press: press.print(assets))


def cover(book: Book, *, assets: Path) -> Made:
    """The first page of its PDF alone, as a PNG 1,600 pixels wide, with what would be wrong with that page."""
    bare = replace(book, letter=(), letter_notes=(), sections=(), imprints=(), disclaimers=("",) * len(book.languages))
    return _pressed(bare, lambda press: press.draw(assets))


def _pressed(book: Book, work: Callable[[_Press], Made]) -> Made:
    """A book put on the press for some work, and what was wrong with either."""
    try:
        clean, problems = proof(book)
    except FontsMissing as fault:
        return Made(b"", 0, (error("fonts-missing", book.titles[0].place, package=fault),))
    with tempfile.TemporaryDirectory() as folder:
        try:
            made = work(_Press(Path(folder), clean))
        except (typst.TypstError, RuntimeError) as fault:  # a query raises the latter
            reason = str(getattr(fault, "message", fault)).split("\n")[0][:200]
            made = Made(b"", 0, (error("edition-not-set", book.titles[0].place, issue=book.ref, reason=reason),))
    return Made(made.data, made.pages, (*problems, *made.problems))


def fingerprint(book: Book, *, assets: Path) -> str:
    """A digest of all a PDF is made from: book, pictures, theme, fonts, typesetter (BLAKE2b, 32 hexadecimal digits)."""
    crafts = (THEME, Path(__file__).parent)
    return identity(book, assets=assets, crafts=crafts, made_with=(repr(versions()), version("typst")))


@dataclass(frozen=True, slots=True)
class _Fit:
    """How high, in mm, the opening picture of an article and those in its text may be, and the scale of its text."""

    height: float = 92.0
    scale: float = 1.0
    plates: float = 96.0


@dataclass(frozen=True, slots=True)
class _End:
    """How many pages an article takes and how far down, in mm, its last one is filled."""

    pages: int
    bottom: float


class _Press:
    """One book on the press, in a folder of its own that is the whole world Typst can read."""

    def __init__(self, folder: Path, book: Book) -> None:
        self.folder, self.book = folder, book
        self.pictures: dict[str, Any] = {}
        self.fits = {article.anchor: _Fit() for article in book.articles}
        for file in sorted(THEME.iterdir()):
            if file.suffix in {".typ", ".svg"}:
                shutil.copyfile(file, folder / file.name)

    def print(self, assets: Path) -> Made:
        """Set the book; where an article ends in a stub on a page of its own, make room for the stub and set again."""
        unprinted = self._take_pictures(assets)
        compiler = self._set()
        before = self._ends(compiler)
        closer = {anchor: fit for anchor, end in before.items() if (fit := self._closer(anchor, end)) is not None}
        if closer:
            self.fits.update(closer)
            compiler = self._set()
            after = self._ends(compiler)
            vain = [anchor for anchor in closer if after[anchor].pages >= before[anchor].pages]
            if vain:  # there was too much of it: let it be as it was
                self.fits.update({anchor: _Fit() for anchor in vain})
                compiler = self._set()
        data = compiler.compile(format="pdf", pdf_standards=["ua-1", "a-2a"], timestamp=self._timestamp())
        assert isinstance(data, bytes)
        return Made(data, int(json.loads(compiler.query("<last-page>", field="value", one=True))), unprinted)

    def draw(self, assets: Path) -> Made:
        """The first page as a PNG."""
        unprinted = self._take_pictures(assets)
        pages = self._set().compile(format="png", ppi=_COVER_PX / _PAGE_MM * 25.4)
        data = pages[0] if isinstance(pages, list) else pages
        assert isinstance(data, bytes)
        return Made(data, 1, unprinted)

    def _closer(self, anchor: str, end: _End) -> _Fit | None:
        """A lower picture, and smaller text where that is not enough, for an article with little on its last page."""
        stub_mm = end.bottom - _TOP_MM
        if end.pages < 2 or stub_mm > _STUB_MM:
            return None
        picture = next(article.picture.path for article in self.book.articles if article.anchor == anchor)
        height_mm = min(_Fit().height, _PAGE_MM / self.pictures[picture]["aspect"]) if picture in self.pictures else 0.0
        needed_mm = stub_mm + _SPARE_MM
        if needed_mm <= height_mm - _LOWEST_MM:
            return _Fit(height=round(height_mm - needed_mm, 2))
        return _Fit(_LOWEST_MM, _SMALLER, _LOWEST_PLATES_MM)

    def _take_pictures(self, assets: Path) -> tuple[Problem, ...]:
        """Lay the pictures ready and look at their inks; a problem for each that cannot be read."""
        places, folder = places_of_pictures(self.book), self.folder / "pictures"
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

    def _set(self) -> typst.Compiler:
        """A compiler over the book as it is to be set now."""
        doc = {
            "book": plain(self.book),
            "pictures": self.pictures,
            **_metadata(self.book),
        }
        fits = {anchor: asdict(fit) for anchor, fit in self.fits.items()}
        (self.folder / "fits.json").write_text(compact(fits), encoding="utf-8")
        (self.folder / "doc.json").write_text(compact(doc), encoding="utf-8")
        return self._compiler("book.typ")

    def _ends(self, compiler: typst.Compiler) -> dict[str, _End]:
        """Where each article ends."""
        found = json.loads(compiler.query("<end-of-article>", field="value"))
        return {end["anchor"]: _End(end["pages"], end["bottom"]) for end in found}

    def _timestamp(self) -> int:
        day = dt.date.fromisoformat(self.book.date)
        return int(dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC).timestamp())


def _metadata(book: Book) -> dict[str, str]:
    """Title, author and subject for the document's properties, in every language of the book."""
    publishers = [imprint.publisher.text for pair in book.imprints for imprint in pair[:1] if imprint.publisher]
    return {
        "title": " / ".join(book.mastheads),
        "author": "; ".join(publishers) or book.site_names[0],
        "subject": " / ".join(line.text for line in book.summaries if line),
    }


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder) for folder in font_folders()]
    )
