"""What the view of a page has of its kind: an article, an issue, a product. See `view` for what holds of all."""

from __future__ import annotations

from typing import NamedTuple

from songngu.site.view_parts import Card, Day, Download, Figure, Group, Link, Picture, Row


class Imprint(NamedTuple):
    """An imprint, printed as written."""

    publisher: str
    editorial_board: str
    licence: str
    lines: tuple[str, ...] = ()


class HomePage(NamedTuple):
    """The front page."""

    kicker: str
    figures: tuple[Figure, ...]
    facts_href: str
    issue: Card | None
    issue_number: str
    issue_contents: tuple[Card, ...]
    doors: tuple[Card, ...]
    special: Card | None
    special_couplet: tuple[str, ...]
    special_cover: Picture
    special_beside: str
    issues_href: str
    products: tuple[Card, ...]
    products_href: str
    latest: tuple[Card, ...]


class SectionList(NamedTuple):
    """The landing page of a section: its pages, in groups or one unnamed group."""

    kind: str
    groups: tuple[Group, ...]


class Titles(NamedTuple):
    """The newest titles of a section; `href` leads to all of them, `anchor` names the list on its page."""

    name: str
    anchor: str
    href: str
    links: tuple[Link, ...]


class SearchPage(NamedTuple):
    """The page one looks for another page on: titles by section."""

    sections: tuple[Titles, ...]


class Choice(NamedTuple):
    """A list beside others of its kind, and how much is in it."""

    title: str
    href: str
    size: int
    current: bool = False
    lang: str = ""


class Filter(NamedTuple):
    """A way in which the catalogue is sorted, with its lists."""

    name: str
    choices: tuple[Choice, ...]


class CataloguePage(NamedTuple):
    """Products: all, or those of one list. `shown`: how many of how many, in words; `brochures`: all as files."""

    filters: tuple[Filter, ...]
    cards: tuple[Card, ...]
    shown: str
    brochures: tuple[Download, ...] = ()


class ArticlePage(NamedTuple):
    """An article within its issue; `beside` leads to it side by side with its translations,
    `whole` to the issue as a file. `minutes`: how long a reader takes for it."""

    issue: Link | None
    section: str
    byline: str
    place: str
    previous: Link | None
    next: Link | None
    beside: tuple[Link, ...]
    minutes: int
    whole: str


class ParallelSide(NamedTuple):
    """One of the two texts of a parallel page: what stands above it, and its own page. `by` names place and people."""

    title: str
    summary: str
    by: str
    lang: str
    language: str
    href: str
    picture: Picture


class ParallelRow(NamedTuple):
    """What both texts say in one place: finished fragments, one of them empty where only one language has it.

    `kind`: text, heading, picture (`other` holds only the words below it) or notes. `number` counts text and headings.
    """

    kind: str
    number: int
    own: str
    other: str


class ParallelPage(NamedTuple):
    """An article and its translation side by side, the language of the page first."""

    own: ParallelSide
    other: ParallelSide
    rows: tuple[ParallelRow, ...]
    previous: Link | None
    next: Link | None


class IssuePage(NamedTuple):
    """An issue: cover, contents by section with the title in the other language of the pair, products, imprints,
    downloads. `beside`: its first article side by side with its translation."""

    number: str
    period: str
    special: bool
    cover: Picture
    cover_line: str
    pair: tuple[Link, ...]
    contents: tuple[Group, ...]
    products: tuple[Card, ...]
    downloads: tuple[Download, ...]
    imprints: tuple[Imprint, ...]
    couplet: tuple[str, ...]
    earlier: tuple[Card, ...]
    beside: str


class HeritagePage(NamedTuple):
    """A heritage site or tradition."""

    designation: str
    box: tuple[Row, ...]
    visiting: tuple[str, ...]
    gallery: tuple[Picture, ...]


class Code(NamedTuple):
    """A QR code of an address: a square of `size` modules, the dark ones as the `path` of an SVG."""

    address: str
    size: int
    path: str


class ProductPage(NamedTuple):
    """A product. `stars` 0: not shown. `certificate_expired`: shown as expired. `code`: the address of the page, for
    the label of a product that has been rated or certified; None for others."""

    group: str
    names: tuple[Link, ...]
    stars: int
    stars_text: str
    stars_source: str
    certificate: tuple[Row, ...]
    certificate_expired: bool
    box: tuple[Row, ...]
    gift: tuple[Row, ...]
    code: Code | None


class ZoneRow(NamedTuple):
    """A zone in the table of zones; `area_rank` and `period_rank` are what its area and date are sorted by."""

    zone: Link
    place: str
    area: Figure | None
    area_rank: str
    period_rank: str
    legal_basis: str


class InvestmentSection(NamedTuple):
    """The landing page for investors: zones to compare, and all pages in groups."""

    zones: tuple[ZoneRow, ...]
    groups: tuple[Group, ...]


class MarketRow(NamedTuple):
    """Market × agreement: one certificate; `in_force_rank` is what the date is sorted by."""

    market: str
    agreement: str
    agreement_lang: str
    certificate: str
    certificate_lang: str
    in_force: str
    in_force_rank: str


class InvestmentPage(NamedTuple):
    """A page for investors."""

    type: str
    box: tuple[Row, ...]
    figures: tuple[Figure, ...]
    markets: tuple[MarketRow, ...]


class KitFile(NamedTuple):
    """A file of the press kit; `size` such as `12 kB`. Without `picture` it has no preview."""

    title: str
    href: str
    format: str
    size: str
    picture: Picture


class PressRoomPage(NamedTuple):
    """The press room."""

    releases: tuple[Card, ...]
    contact: Row | None
    kit: tuple[KitFile, ...]
    brochures: tuple[Download, ...] = ()


class ReleasePage(NamedTuple):
    """A press release."""

    place: str
    contact: Row | None


class EventPage(NamedTuple):
    """An event; `over` when it lies before the moment of the build. `hours` as a clock in Viet Nam shows them, empty
    where days are given; `file` is the event for a calendar."""

    starts: Day
    ends: Day
    hours: str
    file: str
    form: str
    venue: str
    audience: tuple[str, ...]
    over: bool


class Date(NamedTuple):
    """An event in a calendar; `hours` and `file` as on its page, `file` empty where it has none in this language."""

    card: Card
    hours: str
    file: str


class CalendarPage(NamedTuple):
    """Events to come, the next one first; those that are over, the last one first; `file` to subscribe to."""

    upcoming: tuple[Date, ...]
    past: tuple[Date, ...]
    file: str


class CorrectionPage(NamedTuple):
    """A correction or clarification."""

    status: str
    status_text: str
    concerns: Link | None
    was: str
    now: str


class CorrectionEntry(NamedTuple):
    """A correction in the register."""

    card: Card
    shown: CorrectionPage


class CorrectionsPage(NamedTuple):
    """The register of corrections; `counts`: how many entries there are of each status."""

    entries: tuple[CorrectionEntry, ...]
    counts: tuple[Row, ...]


class FactEntry(NamedTuple):
    """A fact with everything said of it; `was` is the value it had before it was corrected."""

    key: str
    value: str
    was: str
    statement: str
    statement_lang: str
    period: str
    source: str
    checked: Day


class FactsPage(NamedTuple):
    """The groups of facts; on the page of a group its entries. `size`: how many entries there are here. `brochures`
    are files to print, on the landing page."""

    groups: tuple[Choice, ...]
    entries: tuple[FactEntry, ...]
    size: str
    downloads: tuple[Link, ...]
    brochures: tuple[Download, ...] = ()


class PlainPage(NamedTuple):
    """A page with nothing but its text; also the page that is not there."""


Detail = (
    HomePage
    | SectionList
    | SearchPage
    | CataloguePage
    | InvestmentSection
    | ArticlePage
    | ParallelPage
    | IssuePage
    | HeritagePage
    | ProductPage
    | InvestmentPage
    | PressRoomPage
    | ReleasePage
    | EventPage
    | CalendarPage
    | CorrectionPage
    | CorrectionsPage
    | FactsPage
    | PlainPage
)
