"""How a book is laid out: the layout that can hold its languages, and its texts made fit for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from songngu.editions.levels import apart
from songngu.editions.pieces import in_pieces
from songngu.editions.strips import in_strips
from songngu.editions.tree import Book, Line, Row, Section
from songngu.problems import Problem, warning

SINGLE = "single"
_MOST = {"columns": 3, "facing": 2}  # languages a layout holds; the others hold any number


def laid_out(book: Book) -> tuple[Book, tuple[Problem, ...]]:
    """The book with the layout it gets, and its rows as that layout takes them; a problem where it asks for one that
    cannot hold it, which is set in pairs then."""
    wanted = book.layout.text or ("columns" if book.paper == "a4" else "pairs")
    layout = _layout(book, wanted)
    unfit = bool(book.layout) and layout not in {book.layout.text, SINGLE}
    return _suited(replace(book, layout=Line(layout, book.layout.place))), (_unfit(book),) if unfit else ()


def _layout(book: Book, wanted: str) -> str:
    count = len(book.languages)
    if count == 1:
        return SINGLE
    narrow = wanted == "columns" and book.paper == "a5"
    return "pairs" if narrow or count > _MOST.get(wanted, count) else wanted


def _unfit(book: Book) -> Problem:
    return warning(
        "edition-layout-unfit", book.layout.place,
        layout=book.layout.text, paper=book.paper.upper(), count=len(book.languages),
    )  # fmt: skip


def _suited(book: Book) -> Book:
    sections = tuple(
        Section(s.names, tuple(replace(a, rows=_rows(a.rows, book)) for a in s.articles)) for s in book.sections
    )
    return replace(book, sections=sections, letter=_rows(book.letter, book))


def _rows(rows: Iterable[Row], book: Book) -> tuple[Row, ...]:
    layout = book.layout.text
    room, wide = _rooms(book)
    held = tuple(in_strips(rows, room=room, wide=wide))
    if layout not in {"facing", "sequence"}:
        return held
    return tuple(apart(tuple(in_pieces(held) if layout == "facing" else held), in_turn=layout == "facing"))


def _rooms(book: Book) -> tuple[float, float]:
    """How wide, in mm, a table may be, and one that runs over all columns; as in the theme (`look.typ`)."""
    count = len(book.languages)
    if book.layout.text == "columns":
        measure = 174.0 if count < 3 else 261.0
        return (measure - 9 * (count - 1)) / count, measure
    measure = 138.0 if book.paper == "a4" else 120.0
    room = measure - 5 * (book.layout.text == "pairs")  # a translation is set back
    return room, room
