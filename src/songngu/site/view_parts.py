"""What views are put together from: dates, links, pictures, cards, figures. See `view` for what holds of all."""

from __future__ import annotations

from typing import NamedTuple


class Day(NamedTuple):
    """A date: `iso` for machines, `text` as the page's language prints it. Both empty: no date."""

    iso: str = ""
    text: str = ""

    def __bool__(self) -> bool:
        return bool(self.iso)


class Link(NamedTuple):
    """A link with its text."""

    title: str
    href: str
    lang: str = ""
    current: bool = False


class Alternate(NamedTuple):
    """This page in one language of the site. Without `href` there is none, and `reason` says why."""

    code: str
    tag: str
    name: str
    href: str = ""
    absolute: str = ""
    current: bool = False
    reason: str = ""
    section: str = ""


class Source(NamedTuple):
    """A photograph in one format: its media type, and its addresses with their widths (HTML, `srcset`)."""

    type: str
    srcset: str


class Picture(NamedTuple):
    """A picture. `src` empty: there is none. Width and height in pixels, 0 where unknown.

    A photograph has `sources`, the best format first, and a `srcset` in the format of `src`; `colour` (`#rrggbb`)
    stands for it until it comes. `kind` says in words what sort of picture it is: from the archive, made by AI.
    `night`: it is drawn for dark pages too, so that it need not be dimmed on them.
    """

    src: str = ""
    alt: str = ""
    width: int = 0
    height: int = 0
    caption: str = ""
    credit: str = ""
    sources: tuple[Source, ...] = ()
    srcset: str = ""
    colour: str = ""
    kind: str = ""
    night: bool = False

    def __bool__(self) -> bool:
        return bool(self.src)


class Figure(NamedTuple):
    """A fact shown: value with unit as the language writes it, what it says, its period, source and entry."""

    key: str
    value: str
    label: str
    period: str = ""
    source: str = ""
    href: str = ""
    label_lang: str = ""


class Download(NamedTuple):
    """A file a reader can take along. `size_text` such as `1,4 MB`; `digest` is its SHA-256 in hexadecimal."""

    href: str
    name: str
    format: str
    size_bytes: int
    size_text: str
    pages: int
    digest: str
    languages: str
    signer: str = ""
    unsigned_digest: str = ""


class Card(NamedTuple):
    """A page as it appears in a list. `available` is false where only the original, in `lang`, can be read."""

    title: str
    href: str
    summary: str = ""
    lang: str = ""
    picture: Picture = Picture()
    date: Day = Day()
    note: str = ""
    number: str = ""
    available: bool = True
    other_title: str = ""
    other_lang: str = ""
    languages: tuple[Link, ...] = ()
    stars: int = 0
    stars_text: str = ""
    downloads: tuple[Download, ...] = ()


class Group(NamedTuple):
    """Cards under a name."""

    name: str
    cards: tuple[Card, ...]


class Pager(NamedTuple):
    """The pages of a list, and the addresses of those before and after this one; in `pages` a link without an address
    stands for pages left out. Empty where the list has one page."""

    pages: tuple[Link, ...] = ()
    previous: str = ""
    next: str = ""


class Row(NamedTuple):
    """A label with its value: a line of a facts box."""

    label: str
    value: str
    lang: str = ""
    source: str = ""


class FeedLink(NamedTuple):
    """A feed that has news of this page's section or language; `type` is its media type."""

    title: str
    href: str
    type: str
