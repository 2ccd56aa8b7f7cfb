"""A book parted into the files of an EPUB: what stands in each, which pages begin in it, where its notes are cited."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from songngu.editions.epub.texts import Cited, Texts
from songngu.editions.rows import words
from songngu.editions.tree import Article, Book, Note, Row, Section
from songngu.values import frozen

_PAGE_CHARACTERS = 1800
"""What a page holds, of all languages together; a Han character, twice as wide, counts for two."""


@frozen
class Paged:
    """A row and the number of the page that begins before it (0: none does)."""

    row: Row
    page: int = 0


@frozen
class Chapter:
    """One file: its name without ending, which is that of its template where no article stands in it; what it is
    called in each language (empty: not in that one); the page it begins on; its text."""

    name: str
    template: str
    titles: tuple[str, ...]
    page: int
    rows: tuple[Paged, ...] = ()
    notes: tuple[Note, ...] = ()
    cited: Mapping[int, tuple[Cited, ...]] = field(default_factory=dict)
    section: Section | None = None
    article: Article | None = None

    @property
    def file(self) -> str:
        """The name of the file."""
        return f"{self.name}.xhtml"

    @property
    def pages(self) -> tuple[int, ...]:
        """The numbers of the pages that begin in it."""
        return (self.page, *(paged.page for paged in self.rows if paged.page))


def chapters(book: Book) -> tuple[Chapter, ...]:
    """The files of a book in reading order: title page, letter, articles, products, imprint; the cover and the
    contents, which have no pages, are none of them."""
    return tuple(_Parting(book, _within(book)).all())


def _within(book: Book) -> dict[str, str]:
    """The file of each article by its web address: what links to an article of the issue stays in the book."""
    return {address: f"{article.anchor}.xhtml" for article in book.articles for address in article.addresses if address}


@dataclass(slots=True)
class _Parting:
    book: Book
    within: Mapping[str, str]
    page: int = 0

    def all(self) -> Iterator[Chapter]:
        yield Chapter("title", "title", self._word("title_page"), self._next())
        if self.book.letter:
            letter = self.book.letter, self.book.letter_notes
            yield self._text("letter", "letter", self._word("letter"), *letter)
        for section in self.book.sections:
            for article in section.articles:
                titles = tuple(line.text for line in article.titles)
                yield self._text(article.anchor, "article", titles, article.rows, article.notes, section, article)
        if self.book.products:
            yield Chapter("products", "products", self._word("products"), self._next())
        yield Chapter("imprint", "imprint", self._word("imprint"), self._next())

    def _text(
        self,
        name: str,
        template: str,
        titles: tuple[str, ...],
        rows: tuple[Row, ...],
        notes: tuple[Note, ...],
        section: Section | None = None,
        article: Article | None = None,
    ) -> Chapter:
        texts = Texts(tuple(language.code for language in self.book.languages), self.within)
        read, read_notes = texts.rows(rows), texts.notes(notes)
        page = self._next()
        paged = tuple(self._paged(read))
        return Chapter(name, template, titles, page, paged, read_notes, texts.cited(), section, article)

    def _paged(self, rows: tuple[Row, ...]) -> Iterator[Paged]:
        """Rows, with a page begun before the first one that would end beyond the page before."""
        filled = 0
        for row in rows:
            length = sum(_width(words(side.nodes)) for side in row.sides)
            turned = filled > 0 and filled + length > _PAGE_CHARACTERS
            filled = length if turned else filled + length
            yield Paged(row, self._next() if turned else 0)

    def _next(self) -> int:
        self.page += 1
        return self.page

    def _word(self, key: str) -> tuple[str, ...]:
        return tuple(dict(said)[key] for said in self.book.words)


def _width(text: str) -> int:
    return len(text) + sum(character > "\u2e80" for character in text)
