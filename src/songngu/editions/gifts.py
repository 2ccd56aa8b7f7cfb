"""A catalogue of gifts: the visible products of a section by group, with what a giver should know, and an index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import cast

from songngu import numerals
from songngu.content import models
from songngu.content.documents import Work
from songngu.editions.brochure_desk import Desk, Supplies, qr_code
from songngu.editions.brochure_tree import Catalogue, Home, Product, Row, Shelf
from songngu.editions.rating import rating, valid
from songngu.editions.tree import Line, Lines
from songngu.problems import Problem, warning
from songngu.site.facets import GROUPS, rank
from songngu.text import slug


def products(supplies: Supplies, work: Work, codes: Iterable[str]) -> list[Work]:
    """The products below a landing page that have a text in one of some languages, as a catalogue orders them."""
    inside = supplies.shelves.inside.get(work.ref.removesuffix("index.md")) or ()
    wanted = set(codes)
    return sorted((w for w in inside if w.kind == "product" and not wanted.isdisjoint(w.documents)), key=rank)


def catalogue(supplies: Supplies, work: Work, *, codes: tuple[str, ...]) -> tuple[Catalogue | None, list[Problem]]:
    """The catalogue in some languages; None, and a problem, where there is no product in them."""
    works = products(supplies, work, codes)
    if not works:
        return None, [warning("catalogue-empty", work.original.source.place("title"), title=work.original.title)]
    desk = Desk(supplies, codes)
    made = [_product(desk, one, f"p{index}") for index, one in enumerate(works, 1)]
    sheet = desk.sheet(
        work,
        titles=desk.lines(work, "title"),
        summaries=desk.lines(work, "summary"),
        cover=desk.lead_picture(work),
        pages=works,
    )
    groups = tuple(_shelf(desk, group, zip(works, made, strict=True)) for group in GROUPS)
    shelves = tuple(shelf for shelf in groups if shelf.products)
    sheet = desk.bind(sheet, *(product.names for product in made))
    return Catalogue(sheet, shelves, tuple(_homes(desk, works, made))), desk.problems


def _fields(work: Work) -> models.Product:
    return cast(models.Product, work.original.fields)


def _shelf(desk: Desk, group: str, made: Iterable[tuple[Work, Product]]) -> Shelf:
    return Shelf(desk.strings(f"group_{group}"), tuple(one for work, one in made if _fields(work).group == group))


def _homes(desk: Desk, works: Sequence[Work], made: Sequence[Product]) -> Iterator[Home]:
    """The places in the order of their names in the source language."""
    found: dict[str, list[Product]] = {}
    for work, product in zip(works, made, strict=True):
        if _fields(work).locality:
            found.setdefault(str(_fields(work).locality), []).append(product)
    for name in sorted(found, key=lambda name: (slug(name), name)):
        yield Home(desk.term(name, Line()), tuple(product.anchor for product in found[name]))


def _product(desk: Desk, work: Work, anchor: str) -> Product:
    fields, addresses = _fields(work), desk.addresses(work)
    rated = rating(desk, work)
    return Product(
        anchor=anchor,
        names=desk.titles(work),
        summaries=desk.lines(work, "summary"),
        picture=desk.lead_picture(work),
        stars=rated.stars,
        star_texts=rated.texts,
        star_notes=rated.notes,
        places=desk.term(fields.locality, Line("", work.original.source.place("locality"))),
        rows=tuple(_rows(desk, work)),
        addresses=addresses,
        code=qr_code(addresses[-1]),
    )


def _rows(desk: Desk, work: Work) -> Iterator[Row]:
    """What there is to know, in order: whom it suits, how it keeps, borders, storage, maker, certificate."""
    for name in ("suits", "keeps", "border"):
        yield from _row(desk.strings(f"gift_{name}"), desk.lines(work, "gift", name))
    yield from _row(desk.strings("label_storage"), desk.lines(work, "storage"))
    yield from _row(desk.strings("label_producer"), desk.lines(work, "producer"))
    yield from _row(desk.strings("certificate"), _certificate(desk, work))


def _row(labels: tuple[str, ...], values: Lines) -> Iterator[Row]:
    if any(values):
        yield Row(labels, values)


def _certificate(desk: Desk, work: Work) -> Lines:
    """Its number and until when it is valid, or that it has expired."""
    found = _fields(work).certificate
    if found is None:
        return ()
    place = work.original.source.place("certificate")
    ends = desk.strings("certificate_ends") if valid(desk, _fields(work)) else ()
    if not ends:
        return tuple(Line(f"{found.number}. {said}", place) for said in desk.strings("certificate_expired"))
    days = (numerals.date(found.ends.isoformat(), code) for code in desk.codes)
    parts = zip(desk.strings("list_comma"), ends, days, strict=True)
    return tuple(Line(f"{found.number}{comma}{until} {day}", place) for comma, until, day in parts)
