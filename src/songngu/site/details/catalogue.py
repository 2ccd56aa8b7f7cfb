"""The catalogue of products: all of them, or those of one group, star or place; each list has an address."""

from __future__ import annotations

from collections.abc import Iterable

from songngu.content.documents import Document, Work
from songngu.content.models import Product
from songngu.site import view_kinds, view_parts
from songngu.site.details.issues import brochures
from songngu.site.facets import NAMES, Facet, rank
from songngu.site.gather import Desk


def catalogue(desk: Desk, _document: Document | None) -> view_kinds.CataloguePage:
    """A list of products, the lists beside it, and how many there are in each."""
    folder, prefix = desk.page.ref.split("/")[0], desk.page.ref.removesuffix("index.md")
    listed = [w for w in desk.supplies.shelves.listed(desk.code, folder) if w.kind == "product"]
    facets = desk.supplies.shelves.sorted_by(desk.code, folder)
    here = next((facet for facet in facets if facet.ref(folder) == desk.page.ref), None)
    shown = here.works if here else sorted((w for w in listed if w.ref.startswith(prefix)), key=rank)
    cards = tuple(card for card in (_card(desk, work) for work in shown) if card)
    words = desk.words["products_shown"].format(n=len(cards), total=len(listed))
    rows = tuple(_rows(desk, folder, facets, len(listed)))
    return view_kinds.CataloguePage(rows, cards, words, brochures(desk, desk.page.ref))


def _rows(desk: Desk, folder: str, facets: Iterable[Facet], total: int) -> Iterable[view_kinds.Filter]:
    """A row of choices for each way of sorting; the first begins with the whole."""
    landing = desk.supplies.plan.page(desk.code, f"{folder}/index.md")
    for name in NAMES:
        choices = tuple(_choice(desk, folder, facet) for facet in facets if facet.name == name)
        if name == NAMES[0] and landing is not None:
            whole = view_kinds.Choice(desk.words["all_of_them"], desk.href(landing.path), total, desk.page is landing)
            choices = (whole, *choices)
        if choices:
            yield view_kinds.Filter(desk.words[f"sorted_by_{name}"], choices)


def _choice(desk: Desk, folder: str, facet: Facet) -> view_kinds.Choice:
    page = desk.supplies.plan.by_ref[desk.code, facet.ref(folder)]
    name = desk.facet_name(facet)
    return view_kinds.Choice(name.value, desk.href(page.path), len(facet.works), page is desk.page, name.lang)


def _card(desk: Desk, work: Work) -> view_parts.Card | None:
    """A product with its name in another language, its stars, place and group."""
    settings = desk.library.settings
    other = next((code for code in settings.codes if code != desk.code), "")
    card, fields = desk.card(work, pair=other), work.original.fields
    if card is None or not isinstance(fields, Product):
        return card
    stars = fields.stars or 0
    said = desk.words["stars_text"].format(n=stars) if stars else ""
    note = desk.listed([card.note, desk.words[f"group_{fields.group}"]])
    return card._replace(note=note, stars=stars, stars_text=said)
