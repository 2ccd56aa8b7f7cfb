"""Brochures as plain frozen trees: the province at a glance, a catalogue of gifts.

As in `editions.tree`, whatever is said in several languages is a tuple with one entry a language, in the order of
`Sheet.languages`. A text that may stand in another language than its place (a place without a Chinese name) is a
`Said`, which carries its own tag.
"""

from __future__ import annotations

from songngu.editions.tree import Language, Line, Lines, Picture, Saids
from songngu.problems import Place
from songngu.values import frozen


@frozen
class Code:
    """An address as a QR code: the size of its square in modules, and the dark ones as an SVG path."""

    address: str = ""
    size: int = 0
    path: str = ""


@frozen
class Sheet:
    """What every brochure has. `date` is an ISO day (empty: nobody dated it), `dates` the same in words; `addresses`
    are those of its page on the web, `code` leads to the one of the last language, which is the guest's."""

    ref: str
    place: Place
    languages: tuple[Language, ...]
    date: str
    dates: tuple[str, ...]
    site_names: tuple[str, ...]
    titles: Lines
    summaries: Lines
    cover: Picture
    publishers: tuple[str, ...]
    disclaimers: tuple[str, ...]
    addresses: tuple[str, ...]
    code: Code
    words: tuple[tuple[tuple[str, str], ...], ...]
    bound: tuple[tuple[str, ...], ...] = ()


@frozen
class Figure:
    """A fact: its qualifier (`over`) and value as each language writes them (no value: it is a statement), what it
    counts, its period; the source as it was written."""

    key: str
    qualifiers: tuple[str, ...]
    values: Lines
    labels: Saids
    periods: tuple[str, ...]
    source: Line


@frozen
class Group:
    """Figures under a name."""

    names: Lines
    figures: tuple[Figure, ...]


@frozen
class Teaser:
    """A page of the site told of in a few words."""

    titles: Saids
    summaries: Saids
    picture: Picture
    addresses: tuple[str, ...]


@frozen
class Office:
    """Whom to ask about something."""

    abouts: Lines
    names: Saids


@frozen
class Glance:
    """The province at a glance, on two pages or four."""

    sheet: Sheet
    pages: int
    leading: tuple[Figure, ...]
    groups: tuple[Group, ...]
    teasers: tuple[Teaser, ...]
    offices: tuple[Office, ...]

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """All pictures in it; some may be empty."""
        return self.sheet.cover, *(teaser.picture for teaser in self.teasers)


@frozen
class Row:
    """A line of what there is to know of a product, under its label."""

    labels: tuple[str, ...]
    values: Lines


@frozen
class Product:
    """A product. `stars` is 0 where no source gives them; `star_notes` say whence they are."""

    anchor: str
    names: Saids
    summaries: Lines
    picture: Picture
    stars: int
    star_texts: tuple[str, ...]
    star_notes: tuple[str, ...]
    places: Saids
    rows: tuple[Row, ...]
    addresses: tuple[str, ...]
    code: Code


@frozen
class Shelf:
    """The products of a group (Decision 148/QĐ-TTg)."""

    names: tuple[str, ...]
    products: tuple[Product, ...]


@frozen
class Home:
    """A place and the products that come from it, by anchor."""

    names: Saids
    anchors: tuple[str, ...]


@frozen
class Catalogue:
    """A catalogue of gifts."""

    sheet: Sheet
    shelves: tuple[Shelf, ...]
    homes: tuple[Home, ...]

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """All pictures in it; some may be empty."""
        return self.sheet.cover, *(product.picture for shelf in self.shelves for product in shelf.products)


Brochure = Glance | Catalogue
