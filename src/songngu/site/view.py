"""Everything a template may see: one plain, frozen value for a page. What is not here is on no page.

Every address (`href`, `src`) is ready to print, relative to the page. Every text is plain text, to be escaped by the
template, but for fields called `html`, which are finished fragments. `lang` is a BCP 47 tag, empty where the text is in
the language of the page. Dates carry both forms. Nothing is ever None: what is missing is empty or absent from a tuple.
"""

from __future__ import annotations

from typing import NamedTuple

from songngu.content.binding import Bound
from songngu.site.view_kinds import Detail
from songngu.site.view_parts import Alternate, Card, Day, FeedLink, Figure, Link, Pager, Picture


class Head(NamedTuple):
    """What search engines and sharing services are told. Addresses are absolute; `robots` empty: index. `window_title`:
    the title with the name of the site, where it has room. `card`: the picture of the page."""

    title: str
    window_title: str
    description: str
    canonical: str
    robots: str
    alternates: tuple[Alternate, ...]
    x_default: str
    og_type: str
    og_locale: str
    og_alternates: tuple[str, ...]
    site_name: str
    feeds: tuple[FeedLink, ...]
    card: Picture = Picture()


class Site(NamedTuple):
    """What all pages of a folder have in common; `landing`: this one is the landing page of the current section."""

    name: str
    tagline: str
    disclaimer: str
    publisher: str
    home: str
    search: str
    stylesheet: str
    icon: str
    touch_icon: str
    manifest: str
    font: str
    label_font: str
    navigation: tuple[Link, ...]
    more: tuple[Link, ...]
    follow: tuple[Link, ...]
    landing: bool = False


class View(NamedTuple):
    """A page. `lang` is the tag of the page's own language, `text_lang` that of its text where it differs. `scripts`:
    files that make it handier and without which nothing is missing. `bound`: what no line of a title may part.
    `structured_html`: what it says of itself as JSON-LD, ready to stand in a script element."""

    template: str
    code: str
    lang: str
    head: Head
    site: Site
    languages: tuple[Alternate, ...]
    title: str
    summary: str
    html: str
    picture: Picture
    date: Day
    updated: Day
    reviewed: Day
    section: Link | None
    section_ink: str
    breadcrumbs: tuple[Link, ...]
    contents: tuple[Link, ...]
    translation_note: str
    missing: tuple[Alternate, ...]
    sources: tuple[Link, ...]
    facts: tuple[Figure, ...]
    related: tuple[Card, ...]
    detail: Detail
    text_lang: str = ""
    fallback_note: str = ""
    translator: str = ""
    body_class: str = ""
    scripts: tuple[str, ...] = ()
    bound: Bound = Bound()
    structured_html: str = ""
    pager: Pager = Pager()
