"""Sitemaps (sitemaps.org 0.9) with the alternates and pictures of every page, one per language under an index, and one
of the news (Google's extensions for images 1.1 and news 0.9)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

from songngu.content.documents import Document
from songngu.content.models import Page
from songngu.reads import plain
from songngu.site.gather import Supplies
from songngu.site.markup import document, element, empty
from songngu.site.pages import SitePage
from songngu.site.urls import absolute, asset

INDEX, NEWS = "sitemap.xml", "sitemap-news.xml"
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"
_IMAGE = "http://www.google.com/schemas/sitemap-image/1.1"
_NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
_NEWS_KINDS = ("article", "release")
_NEWS_DAYS, _NEWS_MOST = 2, 1000  # what the news sitemap may hold


def sitemap_names(codes: Iterable[str]) -> dict[str, str]:
    """The name of each language's sitemap, by code."""
    return {code: f"sitemap-{code}.xml" for code in codes}


def sitemaps(supplies: Supplies) -> dict[str, bytes]:
    """`sitemap-vi.xml` … by path; only pages meant to be found, and to stay, are in them."""
    by_code: dict[str, list[SitePage]] = {code: [] for code in supplies.library.settings.codes}
    for page in plain(supplies.plan.pages).values():
        if page.lasting:
            by_code[page.code].append(page)
    alternates: dict[str, str] = {}
    names = sitemap_names(by_code)
    return {name: _sitemap(supplies, by_code[code], alternates) for code, name in names.items()}


def _sitemap(supplies: Supplies, pages: Iterable[SitePage], alternates: dict[str, str]) -> bytes:
    """Of one language; `alternates` are those made for others, by ref: they are the same in each."""
    entries = (_entry(supplies, page, alternates) for page in sorted(pages, key=lambda page: page.path))
    return document("urlset", entries, xmlns=_SITEMAP, xmlns_xhtml=_XHTML, xmlns_image=_IMAGE)


def sitemap_index(supplies: Supplies) -> dict[str, bytes]:
    """`sitemap.xml`, which leads to all of them, and the news where there are any."""
    settings, news = supplies.library.settings, _news(supplies)
    names = (*sitemap_names(settings.codes).values(), *news)
    entries = (f"<sitemap>{element('loc', absolute(settings, name))}</sitemap>" for name in names)
    return {INDEX: document("sitemapindex", entries, xmlns=_SITEMAP), **news}


def _entry(supplies: Supplies, page: SitePage, alternates: dict[str, str]) -> str:
    known = alternates.get(page.ref)
    if known is None:
        known = alternates[page.ref] = "".join(_alternates(supplies, page))
    fields = page.document.fields if page.document else None
    changed = (fields.updated or fields.date) if fields else None
    parts = (
        element("loc", absolute(supplies.library.settings, page.path)),
        element("lastmod", changed.isoformat() if changed else ""),
        known,
        *(_pictures(supplies, fields) if fields else ()),
    )
    return f"<url>{''.join(parts)}</url>"


def _alternates(supplies: Supplies, page: SitePage) -> Iterator[str]:
    settings = supplies.library.settings
    by_code = {}
    for locale in settings.locales:
        other = supplies.plan.page(locale.code, page.ref)
        if other is not None and other.lasting:
            by_code[locale.code] = absolute(settings, other.path)
            yield _alternate(locale.tag, by_code[locale.code])
    source = page.work.source_code if page.work else settings.default.code
    default = next((by_code[c] for c in (settings.x_default, settings.default.code, source) if c in by_code), "")
    if default:
        yield _alternate("x-default", default)


def _alternate(tag: str, href: str) -> str:
    return empty("xhtml:link", rel="alternate", hreflang=tag, href=href)


def _pictures(supplies: Supplies, fields: Page) -> Iterator[str]:
    for path in pictures_of(fields):
        if path in supplies.library.assets:
            src = absolute(supplies.library.settings, asset(path, supplies.library.settings))
            yield f"<image:image>{element('image:loc', src)}</image:image>"


def pictures_of(fields: Page) -> tuple[str, ...]:
    """The pictures a page names: cover, lead picture, gallery, each once."""
    named = (getattr(fields, "cover", None), fields.image, *(getattr(fields, "gallery", None) or ()))
    return tuple(dict.fromkeys(path for path in named if path))


def _news(supplies: Supplies) -> Mapping[str, bytes]:
    """Articles and releases of the last two days on which anything was published: no clock is asked."""
    found = list(_dated(supplies))
    if not found:
        return {}
    since = max(day for day, _, _ in found) - dt.timedelta(days=_NEWS_DAYS - 1)
    newest = sorted((one for one in found if one[0] >= since), key=lambda one: (-one[0].toordinal(), one[1].path))
    entries = (_piece(supplies, *one) for one in newest[:_NEWS_MOST])
    return {NEWS: document("urlset", entries, xmlns=_SITEMAP, xmlns_news=_NEWS)}


def _dated(supplies: Supplies) -> Iterator[tuple[dt.date, SitePage, Document]]:
    for kind in _NEWS_KINDS:
        for work in supplies.shelves.kinds.get(kind) or ():
            day = work.original.fields.date
            for code in work.documents if day else ():
                page = supplies.plan.page(code, work.ref)
                if day and page is not None and page.document is not None:
                    yield day, page, page.document


def _piece(supplies: Supplies, day: dt.date, page: SitePage, text: Document) -> str:
    settings = supplies.library.settings
    name = settings.names.get(page.code) or settings.names.get(settings.default.code, "")
    language = "zh-cn" if page.code == "zh" else page.code  # Google's exception from ISO 639
    publication = f"<news:publication>{element('news:name', name)}{element('news:language', language)}"
    news = (
        f"{publication}</news:publication>",
        element("news:publication_date", day.isoformat()),
        element("news:title", text.title),
    )
    return f"<url>{element('loc', absolute(settings, page.path))}<news:news>{''.join(news)}</news:news></url>"
