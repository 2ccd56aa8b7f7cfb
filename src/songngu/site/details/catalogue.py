"""The catalogue of products: all of them, or those of one group, star or place; each list has an address."""

from __future__ import annotations

from collections.abc import Iterable

from songngu.content.documents import Document
from songngu.site import view_kinds
from songngu.site.details.issues import brochures
from songngu.site.details.paging import listed, page_span, works
from songngu.site.details.products import product_card
from songngu.site.facets import NAMES, Facet
from songngu.site.gather import Desk


def catalogue(desk: Desk, _document: Document | None) -> view_kinds.CataloguePage:
    """A list of products, the lists beside it, and how many there are in each."""
    folder = desk.page.ref.split("/")[0]
    total = len(desk.supplies.shelves.lists.get((desk.code, f"{folder}/index.md")) or ())
    cards = tuple(card for card in (product_card(desk, work) for work in works(desk)) if card)
    words = page_span(desk) or desk.words["products_shown"].format(n=len(listed(desk)), total=total)
    rows = tuple(_rows(desk, folder, desk.supplies.shelves.sorted_by(desk.code, folder), total))
    return view_kinds.CataloguePage(rows, cards, words, brochures(desk, desk.page.ref))


def _rows(desk: Desk, folder: str, facets: Iterable[tuple[Facet, int]], total: int) -> Iterable[view_kinds.Filter]:
    """A row of choices for each way of sorting; the first begins with the whole."""
    landing = desk.supplies.plan.page(desk.code, f"{folder}/index.md")
    for name in NAMES:
        choices = tuple(_choice(desk, folder, *one) for one in facets if one[0].name == name)
        if name == NAMES[0] and landing is not None:
            current = landing.ref == desk.page.list_ref
            whole = view_kinds.Choice(desk.words["all_of_them"], desk.href(landing.path), total, current)
            choices = (whole, *choices)
        if choices:
            yield view_kinds.Filter(desk.words[f"sorted_by_{name}"], choices)


def _choice(desk: Desk, folder: str, facet: Facet, count: int) -> view_kinds.Choice:
    page = desk.supplies.plan.by_ref[desk.code, facet.ref(folder)]
    name = desk.facet_name(facet)
    return view_kinds.Choice(name.value, desk.href(page.path), count, page.ref == desk.page.list_ref, name.lang)
