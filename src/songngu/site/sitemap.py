"""Sitemaps (sitemaps.org 0.9) with the alternates of every page, one per language under an index."""

from __future__ import annotations

from html import escape

from songngu.site.gather import Supplies
from songngu.site.pages import SitePage
from songngu.site.urls import absolute

_NAMESPACES = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'


def sitemaps(supplies: Supplies) -> dict[str, bytes]:
    """`sitemap.xml` (the index) and `sitemap-vi.xml` … by path; only pages meant to be found are in them."""
    settings = supplies.library.settings
    files = {}
    for locale in settings.locales:
        pages = [p for p in supplies.plan.pages.values() if p.code == locale.code and p.indexed]
        entries = "".join(_entry(supplies, page) for page in sorted(pages, key=lambda p: p.path))
        files[f"sitemap-{locale.code}.xml"] = _document("urlset", _NAMESPACES, entries)
    index = "".join(f"<sitemap><loc>{escape(absolute(settings, name))}</loc></sitemap>\n" for name in sorted(files))
    files["sitemap.xml"] = _document("sitemapindex", _NAMESPACES.split(" ")[0], index)
    return files


def _entry(supplies: Supplies, page: SitePage) -> str:
    settings = supplies.library.settings
    others = [
        (locale, other)
        for locale in settings.locales
        for other in [supplies.plan.page(locale.code, page.ref)]
        if other is not None and other.indexed
    ]
    links = "".join(_alternate(locale.tag, absolute(settings, other.path)) for locale, other in others)
    by_code = {locale.code: other for locale, other in others}
    source = page.work.source_code if page.work else settings.default.code
    default = next((by_code[c] for c in (settings.x_default, settings.default.code, source) if c in by_code), None)
    if default is not None:
        links += _alternate("x-default", absolute(settings, default.path))
    fields = page.document.fields if page.document else None
    changed = (fields.updated or fields.date) if fields else None
    lastmod = f"<lastmod>{changed.isoformat()}</lastmod>" if changed else ""
    return f"<url><loc>{escape(absolute(settings, page.path))}</loc>{lastmod}{links}</url>\n"


def _alternate(tag: str, href: str) -> str:
    return f'<xhtml:link rel="alternate" hreflang="{escape(tag)}" href="{escape(href)}"/>'


def _document(root: str, attributes: str, body: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} {attributes}>\n{body}</{root}>\n'.encode()
