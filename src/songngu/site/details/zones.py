"""The landing page for investors: what zones have in common, side by side, and every page in its group."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from songngu.content.documents import Document, Work
from songngu.content.models import Investment
from songngu.site import view_kinds, view_parts
from songngu.site.details import paging
from songngu.site.gather import Desk
from songngu.site.lists import TYPES

_AREAS = frozenset({"ha", "km2"})


def investment_section(desk: Desk, _document: Document | None) -> view_kinds.InvestmentSection:
    """The zones of the page with place, area and legal basis, the largest first; then all its works by what they are
    about."""
    works = paging.works(desk)
    rows = [row for work in works for row in _zone(desk, work)]
    rows.sort(key=lambda row: Decimal(row.area_rank or 0), reverse=True)
    return view_kinds.InvestmentSection(tuple(rows), tuple(_groups(desk, works)))


def _groups(desk: Desk, works: Iterable[Work]) -> Iterable[view_parts.Group]:
    by_type: dict[str, list[Work]] = {}
    for work in works:
        fields = work.original.fields
        by_type.setdefault(fields.type if isinstance(fields, Investment) else "", []).append(work)
    for name in (*TYPES, ""):
        cards = desk.cards(by_type.get(name, ()))
        if cards:
            yield view_parts.Group(desk.words[f"types_{name}"] if name else "", cards)


def _zone(desk: Desk, work: Work) -> Iterable[view_kinds.ZoneRow]:
    """The row of a zone; none for a page about something else, or one no reader of the language is told of."""
    card, document = desk.card(work), work.documents.get(desk.code) or work.original
    fields = document.fields
    if card is None or not isinstance(fields, Investment) or fields.type != "zone":
        return ()
    name = (*desk.term("", fields.term), view_parts.Row("", card.title, card.lang))[0]
    area = next((key for key in fields.facts if _is_area(desk, key)), "")
    figure = desk.figure(area) if area else None
    ranks = (desk.rank(figure.value), desk.rank(figure.period)) if figure else ("", "")
    link = view_parts.Link(name.value, card.href, name.lang)
    return (view_kinds.ZoneRow(link, fields.place or "", figure, *ranks, fields.legal_basis or ""),)


def _is_area(desk: Desk, key: str) -> bool:
    fact = desk.library.facts.get(key)
    return fact is not None and fact.printable and fact.unit in _AREAS
