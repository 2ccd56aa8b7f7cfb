"""What an EPUB says of itself: its files and their order, its contents, who made it, how accessible it is."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from songngu.editions.epub.chapters import Chapter
from songngu.editions.epub.prints import Print
from songngu.editions.tree import Book, Node, Picture, Row

# Of the accessibility vocabulary that EPUB Accessibility 1.1 §2.2 points to: what every edition of ours has.
_FEATURES = (
    "displayTransformability", "pageBreakMarkers", "pageNavigation", "readingOrder", "structuralNavigation",
    "tableOfContents", "unlocked",
)  # fmt: skip
_XHTML = "application/xhtml+xml"


class Item(NamedTuple):
    """A file in the manifest (EPUB 3.3 §5.6)."""

    id: str
    href: str
    type: str
    properties: str = ""


class Entry(NamedTuple):
    """A line of the contents: what it is called in each language, where it leads (empty: it only has a name), what is
    listed below it."""

    titles: Sequence[str]
    file: str = ""
    inner: Sequence[Entry] = ()


def package(book: Book, parted: Sequence[Chapter], pictures: Mapping[str, Print]) -> dict[str, Any]:
    """What the package document needs besides the book; `pictures` are its picture files by name."""
    described = all(_said(book))
    texts = [Item(chapter.name, chapter.file, _XHTML) for chapter in parted]
    return {
        "identifier": _identifier(book),
        "publishers": [[imprint.publisher.text for imprint in pair] for pair in book.imprints] or [book.site_names],
        "rights": list(_rights(book)),
        "described": described,
        "features": sorted((*_FEATURES, *(["alternativeText"] if described else []))),
        "manifest": [
            Item("nav", "nav.xhtml", _XHTML, "nav"),
            Item("style", "style.css", "text/css"),
            Item("cover", "cover.jpg", "image/jpeg", "cover-image"),
            Item("cover-page", "cover.xhtml", _XHTML),
            *texts,
            *(Item(f"p{number}", one.href, one.type) for number, one in enumerate(pictures.values(), start=1)),
        ],
        "spine": ["cover-page", texts[0].id, "nav", *(item.id for item in texts[1:])],
    }


def contents(book: Book, parted: Sequence[Chapter]) -> dict[str, Any]:
    """What the navigation document needs besides the book: its contents, where the articles begin, all pages."""
    articles = [chapter.file for chapter in parted if chapter.article]
    return {
        "titles": [dict(words)["contents"] for words in book.words],
        "contents": list(_entries(parted)),
        "first": articles[0] if articles else parted[1].file,
        "pages": [(chapter.file, page) for chapter in parted for page in chapter.pages],
    }


def _entries(parted: Sequence[Chapter]) -> Iterator[Entry]:
    section = None
    for chapter in parted[1:]:
        if chapter.section is None:
            yield Entry(chapter.titles, chapter.file)
        elif chapter.section is not section:
            section = chapter.section
            inner = [Entry(one.titles, one.file) for one in parted if one.section is section]
            yield Entry([line.text for line in section.names], inner=inner)


def _identifier(book: Book) -> str:
    """A name that stays the same as long as the issue is at its address (RFC 9562, version 5)."""
    address = next(filter(None, book.addresses), book.ref)
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{address}#{'-'.join(one.code for one in book.languages)}").urn


def _rights(book: Book) -> Iterator[tuple[str, str]]:
    """Licence and further lines of the imprint, as written, with their language."""
    for pair in book.imprints:
        for imprint, language in zip(pair, book.languages, strict=True):
            yield from ((line.text, language.tag) for line in (imprint.licence, *imprint.lines) if line)


def _said(book: Book) -> Iterator[bool]:
    """Of each picture, whether some language says what is to be seen in it."""
    for product in book.products:
        yield from _said_of(product.picture)
    for article in book.articles:
        yield from _said_of(article.picture)
        yield from (said for row in article.rows for said in _said_in(row))
    yield from (said for row in book.letter for said in _said_in(row))


def _said_of(picture: Picture) -> Iterator[bool]:
    if picture:
        yield any(picture.alts)


def _said_in(row: Row) -> Iterator[bool]:
    yield from _said_of(row.picture)
    yield from (bool(node.text) for side in row.sides for node in _all(side.nodes) if node.kind == "picture")


def _all(nodes: Sequence[Node]) -> Iterator[Node]:
    for node in nodes:
        yield node
        yield from _all(node.children)
