"""The values by which a catalogue sorts its products: legal group, stars, place. Each has a page with an address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from songngu.content.documents import Work
from songngu.content.models import Product
from songngu.text import slug
from songngu.values import frozen

GROUPS = ("food", "beverage", "herbal", "handicraft", "ornamental", "tourism")  # in the order of Decision 148/QĐ-TTg
NAMES = ("group", "stars", "place")


@frozen
class Facet:
    """One value of one kind (`group`, `stars`, `place`) and the products that have it; a place is a term."""

    name: str
    value: str
    works: tuple[Work, ...]

    def ref(self, folder: str) -> str:
        """Where its page stands, the same in every language: `ocop/place/ba-che.md`."""
        return f"{folder}/{self.name}/{slug(self.value)}.md"


def facets(works: Iterable[Work]) -> dict[str, tuple[Facet, ...]]:
    """By first-level folder: groups as the law orders them, five stars first, places by name; products by group."""
    found: dict[str, dict[tuple[str, str], list[Work]]] = {}
    for work in sorted(works, key=rank):
        folder, slash, _ = work.ref.partition("/")
        for key in _values(work.original.fields) if slash else ():
            found.setdefault(folder, {}).setdefault(key, []).append(work)
    return {folder: _in_order(by_value) for folder, by_value in found.items()}


def rank(work: Work) -> tuple[int, str]:
    """The place of a product in a catalogue: by group, then by ref; before it what is no product."""
    fields = work.original.fields
    return (GROUPS.index(fields.group) if isinstance(fields, Product) else -1), work.ref


def _values(fields: object) -> Iterator[tuple[str, str]]:
    if isinstance(fields, Product):
        yield "group", fields.group
        if fields.stars:
            yield "stars", str(fields.stars)
        if fields.locality and slug(fields.locality):
            yield "place", fields.locality


def _in_order(by_value: dict[tuple[str, str], list[Work]]) -> tuple[Facet, ...]:
    def order(key: tuple[str, str]) -> tuple[int, int, str]:
        name, value = key
        number = GROUPS.index(value) if name == "group" else -int(value) if name == "stars" else 0
        return NAMES.index(name), number, slug(value)

    return tuple(Facet(*key, tuple(by_value[key])) for key in sorted(by_value, key=order))
