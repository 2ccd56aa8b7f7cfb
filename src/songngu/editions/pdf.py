"""A book set in type: JSON for the Typst theme, and from it a PDF that is PDF/UA-1 and PDF/A-2a at once."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import typst

from songngu.editions import forme
from songngu.editions.fitting import End, Fit, Fitting, Shown, ends
from songngu.editions.fitting import plain as plain_fits
from songngu.editions.forme import Draft, Forme
from songngu.editions.identity import identity, pictures
from songngu.editions.layouts import laid_out
from songngu.editions.made import Made
from songngu.editions.proof import proof
from songngu.editions.tree import Article, Book, Line, plain
from songngu.editions.words import THEME
from songngu.problems import Problem, error
from songngu.site.qr import code
from songngu.typefaces import FontsMissing

# As in the theme (`look.typ`).
_WIDTHS_MM = {"a4": 210, "a5": 148, "landscape": 297}
_EDGES_MM = {"a4": 18, "a5": 14}
_LARGE = {"a4": 1.0, "a5": 0.78, "landscape": 0.8}
_ISSUE_PAGES = 96  # of six sheets folded to sixteen pages: more is no issue but a volume, set again only once
_FITTINGS = 7  # times the book is set again at most
_LITTLE = 0.04  # white for each article with which nobody looks for less
_COVER_PX = 1600  # width of a cover on screens


def render(book: Book, *, assets: Path, bleed: bool = False) -> Made:
    """Set a book in type. `assets` is the content folder, inside which its pictures lie; with `bleed`, colour that
    reaches the edges runs on over them, and paper has no colour of its own.

    The same book gives the same bytes. Characters the fonts lack, and whatever Typst refuses, are problems.
    """
    return _pressed(book, lambda press: press.print(assets), bleed=bleed)


def cover(book: Book, *, assets: Path) -> Made:
    """The first page of its PDF alone, as a PNG 1,600 pixels wide, with what would be wrong with that page."""
    bare = replace(book, letter=(), letter_notes=(), sections=(), imprints=(), disclaimers=("",) * len(book.languages))
    # Upright, whatever the layout.
    return _pressed(replace(bare, layout=Line("pairs"), paper="a4"), lambda press: press.draw(assets))


def _pressed(book: Book, work: Callable[[_Press], Made], *, bleed: bool = False) -> Made:
    """A book put on the press for some work, and what was wrong with either."""
    try:
        clean, problems = proof(book)
    except FontsMissing as fault:
        return Made(b"", 0, (error("fonts-missing", book.titles[0].place, package=fault),))
    ready, unfit = laid_out(clean)
    with tempfile.TemporaryDirectory() as folder:
        try:
            made = work(_Press(Path(folder), ready, bleed=bleed))
        except (typst.TypstError, RuntimeError) as fault:  # a query raises the latter
            reason = str(getattr(fault, "message", fault)).split("\n")[0][:200]
            made = Made(b"", 0, (error("edition-not-set", book.titles[0].place, issue=book.ref, reason=reason),))
    return Made(made.data, made.pages, (*problems, *unfit, *made.problems))


def fingerprint(book: Book, *, assets: Path) -> str:
    """A digest of all a PDF is made from: book, pictures, theme, fonts, typesetter (BLAKE2b, 32 hexadecimal digits)."""
    crafts = (THEME, Path(__file__).parent)
    return identity(book, assets=assets, crafts=crafts, made_with=forme.tools())


class _Press:
    """One book on the press, in a folder of its own that is the whole world Typst can read."""

    def __init__(self, folder: Path, book: Book, *, bleed: bool) -> None:
        self.forme, self.book, self.bleed = Forme(folder), book, bleed
        self.fits = {anchor: Fit() for anchor in _anchors(book)}

    def print(self, assets: Path) -> Made:
        """Set the book, look where its articles end, fit them to their pages and set it again."""
        unprinted = self._lay(assets)
        compiler = self._set()
        draft = forme.draft(compiler, self.book.date)
        if self.book.layout.text != "facing":  # facing pages are evened out by the theme
            draft = self._fitted(compiler, draft)
        return Made(*forme.pdf(draft), unprinted)

    def draw(self, assets: Path) -> Made:
        """The first page as a PNG."""
        unprinted = self._lay(assets)
        pages = self._set().compile(format="png", ppi=_COVER_PX / _WIDTHS_MM["a4"] * 25.4)
        data = pages[0] if isinstance(pages, list) else pages
        assert isinstance(data, bytes)
        return Made(data, 1, unprinted)

    def _fitted(self, compiler: typst.Compiler, best: Draft) -> Draft:
        """The best printing of some; `best` is the first one, on the compiler."""
        first = self._ends(compiler)
        fitting = Fitting(first, self._shown(), self._large, self._tails(compiler))
        least, tried = fitting.learn(self.fits, first), [self.fits]
        volume = bool(first) and first[-1].last > _ISSUE_PAGES
        for _ in range(1 if volume else _FITTINGS):
            self.fits = self.fits | fitting.choose()
            if least <= _LITTLE * len(first) or self.fits in tried:
                break
            tried.append(self.fits)
            compiler = self._set()
            draft = forme.draft(compiler, self.book.date)
            cost = fitting.learn(self.fits, self._ends(compiler))
            if cost < least and draft.settled:  # rather white paper than a wrong page in the contents
                best, least = draft, cost
        return best

    @property
    def _landscape(self) -> bool:
        return self.book.layout.text == "columns" and len(self.book.languages) > 2

    @property
    def _large(self) -> float:
        """How large titles and pictures are set (`large` in the theme)."""
        return _LARGE["landscape" if self._landscape else self.book.paper]

    def _shown(self) -> dict[str, Shown]:
        """How high, in mm, the pictures of each article are by nature, by its anchors."""
        width = _WIDTHS_MM["landscape" if self._landscape else self.book.paper]
        measure = width - 2 * _EDGES_MM[self.book.paper]
        aspects = {path: picture["aspect"] for path, picture in self.forme.pictures.items()}

        def of(article: Article) -> Shown:
            plates = (measure / aspects[row.picture.path] for row in article.rows if row.picture.path in aspects)
            opening = width / aspects[article.picture.path] if article.picture.path in aspects else 0.0
            return Shown(opening, tuple(plates))

        known = {article.anchor: of(article) for article in self.book.articles}
        return {anchor: known[article] for anchor, article in _anchors(self.book).items()}

    def _lay(self, assets: Path) -> tuple[Problem, ...]:
        """Lay ready what is the same in every printing; a problem for each picture that is not."""
        unprinted = self.forme.take_pictures(pictures(self.book), assets)
        doc = {
            "book": plain(self.book),
            "pictures": self.forme.pictures,
            "codes": _codes(self.book),
            "form": {"layout": self.book.layout.text, "paper": self.book.paper, "bleed": self.bleed},
            **_metadata(self.book),
        }
        self.forme.write("doc.json", doc)
        return unprinted

    def _set(self) -> typst.Compiler:
        """A compiler over the book as it is to be set now."""
        self.forme.write("fits.json", plain_fits(self.fits))
        return self.forme.compiler("book.typ")

    def _tails(self, compiler: typst.Compiler) -> dict[str, list[float]]:
        """How high is what follows the last article of a part, in mm, piece by piece, by the place of that article."""
        told = json.loads(compiler.query("<tail>", field="value"))
        return {tail["anchor"]: tail["pieces"] for tail in told}

    def _ends(self, compiler: typst.Compiler) -> list[End]:
        return ends(json.loads(compiler.query("<end-of-article>", field="value")))


def _anchors(book: Book) -> dict[str, str]:
    """The places of a book at which an article begins, with the anchor of the article: one a language where each has
    its own (`anchor-of`)."""
    if book.layout.text not in {"facing", "sequence"}:
        return {article.anchor: article.anchor for article in book.articles}
    places = range(len(book.languages))
    return {f"{article.anchor}-l{place}": article.anchor for article in book.articles for place in places}


def _codes(book: Book) -> dict[str, dict[str, Any]]:
    """The QR codes of the addresses of a book, each a path and the length of its side."""
    addresses = {a for a in (*book.addresses, *(a for article in book.articles for a in article.addresses)) if a}
    made = {address: code(address.replace("\u200b", "")) for address in addresses}
    return {address: {"size": one.size, "path": one.path} for address, one in made.items()}


def _metadata(book: Book) -> dict[str, str]:
    """Title, author and subject for the document's properties, in every language of the book."""
    publishers = [imprint.publisher.text for pair in book.imprints for imprint in pair[:1] if imprint.publisher]
    return {
        "title": " / ".join(book.mastheads),
        "author": "; ".join(publishers) or book.site_names[0],
        "subject": " / ".join(line.text for line in book.summaries if line),
    }
