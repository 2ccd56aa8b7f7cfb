"""A book bound as an EPUB 3.3: its texts, contents, pictures and cover, and what it says of itself."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

from PIL import Image

from songngu.editions.epub.chapters import chapters
from songngu.editions.epub.container import bound
from songngu.editions.epub.package import contents, package
from songngu.editions.epub.prints import Print, by_file, jpeg, prints
from songngu.editions.epub.templates import THEME, filled
from songngu.editions.fonts import versions
from songngu.editions.identity import identity, pictures
from songngu.editions.made import Made
from songngu.editions.tree import Book, Picture
from songngu.editions.words import THEME as PRINT_THEME
from songngu.problems import warning

_CONTAINER = b"""<?xml version="1.0" encoding="UTF-8"?>
<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">
<rootfiles>
<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
</rootfiles>
</container>
"""


def fingerprint(book: Book, *, assets: Path) -> str:
    """A digest of all an EPUB is made from: book, pictures, templates, and what its cover is set with."""
    crafts = (THEME, Path(__file__).parent, PRINT_THEME, Path(__file__).parents[1])
    made_with = (repr(versions()), *(f"{name} {version(name)}" for name in ("typst", "pillow", "lxml", "jinja2")))
    return identity(book, assets=assets, crafts=crafts, made_with=made_with)


def render(book: Book, *, assets: Path) -> Made:
    """Bind a book. `assets` is the content folder, inside which its pictures lie. The same book, the same bytes.

    A picture that cannot be shown is a problem, and its caption stands without it.
    """
    from songngu.editions.pdf import cover  # noqa: PLC0415 - what sets type is loaded when something is to be set

    front = cover(book, assets=assets)
    if not front.data:
        return front
    places = pictures(replace(book, cover=Picture()))
    shown = prints(assets, places)
    unseen = [
        warning("picture-not-printed", place, picture=path) for path, place in places.items() if path not in shown
    ]
    return Made(bound(dict(_files(book, jpeg(front.data), shown))), 0, (*front.problems, *unseen))


def _files(book: Book, front: bytes, shown: Mapping[str, Print]) -> Iterator[tuple[str, bytes]]:
    """Every file by its name in the archive, but for the first."""
    parted, files = chapters(book), by_file(shown)
    seen = {"book": book, "languages": book.languages, "words": tuple(map(dict, book.words)), "pictures": shown}
    yield "META-INF/container.xml", _CONTAINER
    yield "EPUB/package.opf", filled("package.opf.j2", {**seen, **package(book, parted, files)})
    yield "EPUB/style.css", (THEME / "style.css").read_bytes()
    yield "EPUB/cover.jpg", front
    yield "EPUB/cover.xhtml", filled("cover.xhtml.j2", {**seen, **_cover(book, front)})
    yield "EPUB/nav.xhtml", filled("nav.xhtml.j2", {**seen, **contents(book, parted)})
    for chapter in parted:
        own = {"titles": chapter.titles, "chapter": chapter}
        yield f"EPUB/{chapter.file}", filled(f"{chapter.template}.xhtml.j2", {**seen, **own})
    for one in files.values():
        yield f"EPUB/{one.href}", one.data


def _cover(book: Book, front: bytes) -> dict[str, Any]:
    with Image.open(io.BytesIO(front)) as picture:
        width, height = picture.size
    said = [line.text for line in book.cover.alts] or [""] * len(book.languages)
    alts = [". ".join(filter(None, both)) for both in zip(book.mastheads, said, strict=True)]
    return {"titles": [dict(words)["cover"] for words in book.words], "cover": _Cover(width, height, alts)}


class _Cover(NamedTuple):
    """The size of the cover, and what is on it in each language."""

    width: int
    height: int
    alts: Sequence[str]
