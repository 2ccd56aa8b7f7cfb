"""A book set in type: JSON for the Typst theme, and from it a PDF that is PDF/UA-1 and PDF/A-2a at once."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

import typst

from songngu.editions.fonts import font_folders, versions
from songngu.editions.pictures import look, prepare
from songngu.editions.proof import proof
from songngu.editions.tree import Article, Book, plain
from songngu.editions.words import THEME
from songngu.problems import Place, Problem, error

_STANDARDS = ["ua-1", "a-2a"]
_HIGHEST_MM, _LOWEST_MM = 96, 50  # of the picture that opens an article
_PAGE_MM, _TOP_MM, _STUB_MM = 297, 20, 70


@dataclass(frozen=True, slots=True)
class Pdf:
    """The bytes of a PDF, how many pages it has, and what was wrong with the book (an error: there are no bytes)."""

    data: bytes
    pages: int
    problems: tuple[Problem, ...] = ()


def render(book: Book, *, assets: Path) -> Pdf:
    """Set a book in type. `assets` is the content folder, inside which its pictures lie.

    The same book gives the same bytes. Characters the fonts lack, and whatever Typst refuses, are problems.
    """
    clean, problems = proof(book)
    with tempfile.TemporaryDirectory() as folder:
        press = _Press(Path(folder), clean)
        try:
            return press.print(assets, problems)
        except typst.TypstError as fault:
            reason = str(getattr(fault, "message", fault)).split("\n")[0][:200]
            return Pdf(b"", 0, (*problems, error("edition-not-set", Place(book.names[0].place.path), issue=book.ref, reason=reason)))


def fingerprint(book: Book, *, assets: Path) -> str:
    """A digest of all a PDF is made from: book, pictures, theme, fonts, typesetter (BLAKE2b, 32 hexadecimal digits)."""
    state = hashlib.blake2b(digest_size=16)
    for part in (_json(plain(book)), repr(versions()), typst.__version__, _theme_digest()):
        state.update(part.encode() + b"\0")
    for path in _paths(book):
        file = assets / path
        state.update(path.encode() + b"\0" + (hashlib.sha256(file.read_bytes()).digest() if file.is_file() else b""))
    return state.hexdigest()


class _Press:
    """One book on the press, in a folder of its own that is the whole world Typst can read."""

    def __init__(self, folder: Path, book: Book) -> None:
        self.folder, self.book = folder, book
        self.pictures: dict[str, Any] = {}
        self.heights: dict[str, float] = {}
        for file in sorted(THEME.iterdir()):
            if file.suffix in {".typ", ".svg"}:
                shutil.copyfile(file, folder / file.name)

    def print(self, assets: Path, problems: tuple[Problem, ...]) -> Pdf:
        """Set the book; where an article ends in a stub on a page of its own, take it from its picture and set again."""
        self._take_pictures(assets)
        compiler = self._compiler("book.typ")
        self._write_doc()
        ends = self._ends(compiler)
        shorter = _shorter(self.book.articles, ends)
        if shorter:
            self.heights = shorter
            self._write_doc()
            compiler = self._compiler("book.typ")
            ends = self._ends(compiler)
        data, w = compiler.compile_with_warnings(format="pdf", pdf_standards=_STANDARDS, timestamp=self._timestamp()); print([str(x) for x in w]); print(compiler.query("<dbg>",field="value"))
        assert isinstance(data, bytes)
        return Pdf(data, _pages(compiler), problems)

    def _take_pictures(self, assets: Path) -> None:
        (self.folder / "pictures").mkdir()
        names = prepare(assets, _paths(self.book), self.folder / "pictures")
        (self.folder / "sample.json").write_text(json.dumps(sorted(names.values())), encoding="utf-8")
        if not names:
            return
        samples = self._compiler("sample.typ").compile(format="png", ppi=72)
        pages = samples if isinstance(samples, list) else [samples]
        looked = dict(zip(sorted(names.values()), map(look, pages), strict=True))
        for path, name in names.items():
            aspect, inks = looked[name]
            self.pictures[path] = {"file": name, "aspect": aspect, "inks": asdict(inks)}

    def _compiler(self, name: str) -> typst.Compiler:
        return typst.Compiler(input=str(self.folder / name), root=str(self.folder), font_paths=_fonts())

    def _write_doc(self) -> None:
        doc = {
            "book": plain(self.book),
            "pictures": self.pictures,
            "heights": self.heights,
            **_metadata(self.book),
        }
        (self.folder / "doc.json").write_text(_json(doc), encoding="utf-8")

    def _ends(self, compiler: typst.Compiler) -> dict[str, tuple[int, float]]:
        """Page and height in mm at which each article ends."""
        found = json.loads(compiler.query("<end-of-article>", field="value"))
        return {end["anchor"]: (end["page"], end["y"]) for end in found}

    def _timestamp(self) -> int:
        day = dt.date.fromisoformat(self.book.date)
        return int(dt.datetime(day.year, day.month, day.day, tzinfo=dt.timezone.utc).timestamp())


def _shorter(articles: tuple[Article, ...], ends: Mapping[str, tuple[int, float]]) -> dict[str, float]:
    return {}


def _pages(compiler: typst.Compiler) -> int:
    return int(json.loads(compiler.query("<last-page>", field="value", one=True)))


def _metadata(book: Book) -> dict[str, str]:
    """Title, author and subject for the document's properties, in every language of the book."""
    titles = [
        ", ".join(filter(None, (name.text, number, period)))
        for name, number, period in zip(book.names, book.numbers, book.periods, strict=True)
    ]
    publishers = [imprint.publisher.text for pair in book.imprints for imprint in pair[:1] if imprint.publisher]
    return {
        "title": " / ".join(titles),
        "author": "; ".join(publishers) or book.site_names[0],
        "subject": " / ".join(line.text for line in book.summaries if line),
    }


def _paths(book: Book) -> list[str]:
    """The pictures of a book, in order of path."""
    rows = [row for article in book.articles for row in article.rows] + list(book.letter)
    nodes = [node for row in rows for side in row.sides for node in side.nodes]
    found = {book.cover.path, *(article.picture.path for article in book.articles), *(row.picture.path for row in rows)}
    while nodes:
        node = nodes.pop()
        nodes.extend(node.children)
        if node.kind == "picture":
            found.add(node.target)
    return sorted(found - {""})


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@cache
def _theme_digest() -> str:
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in sorted(THEME.iterdir()) if file.is_file())).hexdigest()


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder) for folder in font_folders()]
    )
