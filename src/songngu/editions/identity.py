"""What tells an edition from what it was before: a digest of all that it is made from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from songngu.editions.brochure_tree import Brochure
from songngu.editions.tree import Book, Picture, plain
from songngu.problems import Place


def identity(book: Book | Brochure, *, assets: Path, crafts: Iterable[Path], made_with: Iterable[str] = ()) -> str:
    """A digest (BLAKE2b, 32 hexadecimal digits) of a book or brochure, its pictures and what is done to it.

    `assets` is the content folder, `crafts` are the folders of the modules and templates that make the edition,
    `made_with` whatever else its bytes depend on: versions of libraries, of fonts.
    """
    state = hashlib.blake2b(digest_size=16)
    for part in (compact(plain(book)), *made_with, digest_of(tuple(crafts))):
        state.update(part.encode() + b"\0")
    for path in pictures(book):
        file = assets / path
        state.update(path.encode() + b"\0" + (hashlib.sha256(file.read_bytes()).digest() if file.is_file() else b""))
    return state.hexdigest()


def pictures(book: Book | Brochure) -> dict[str, Place]:
    """The pictures of a book in order of path, each with a place at which it is spoken of."""
    if not isinstance(book, Book):
        return dict(sorted((one.path, _place_of(one)) for one in book.pictures if one))
    rows = [row for article in book.articles for row in article.rows] + list(book.letter)
    shown = [book.cover, *(article.picture for article in book.articles), *(row.picture for row in rows)]
    shown += [product.picture for product in book.products]
    found = {picture.path: _place_of(picture) for picture in shown if picture}
    nodes = [(node, side.place) for row in rows for side in row.sides for node in side.nodes]
    while nodes:
        node, place = nodes.pop()
        nodes.extend((child, place) for child in node.children)
        if node.kind == "picture" and node.target:
            found.setdefault(node.target, place)
    return dict(sorted(found.items()))


def compact(value: Any) -> str:
    """A value as JSON: the same value, the same text."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@cache
def digest_of(folders: tuple[Path, ...]) -> str:
    """A digest of the files in some folders: of what is done to an edition."""
    files = [file for folder in folders for file in sorted(folder.iterdir()) if file.is_file()]
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()


def _place_of(picture: Picture) -> Place:
    said = (*(alt.place for alt in picture.alts if alt), *(side.place for side in picture.captions if side.nodes))
    return next(iter(said), Place(picture.path))
