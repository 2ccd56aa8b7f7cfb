"""What feeds say, whatever their form: the newest dated pages of a language or of a section in it.

An entry carries title, summary and the way to the page, not its text: figures are stated once, on the page, where a
correction reaches every reader. Only pages in the feed's own language are in it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from songngu.content.documents import Document, Work
from songngu.content.models import Article
from songngu.site.gather import Supplies
from songngu.site.pages import SitePage
from songngu.site.shelves import WHOLE_SITE
from songngu.site.urls import absolute, address, asset
from songngu.values import frozen

NEWEST = 20
_ZONE = dt.timezone(dt.timedelta(hours=7))  # days of the site are those of Viet Nam


@frozen
class Translation:
    """The same page in another language."""

    tag: str
    href: str


@frozen
class Entry:
    """A page in a feed. `identity`, its first address, stays when the page moves; addresses are absolute."""

    identity: str
    href: str
    title: str
    summary: str
    published: dt.datetime
    updated: dt.datetime
    author: str
    translator: str
    picture: str
    topics: tuple[str, ...]
    translations: tuple[Translation, ...]


@frozen
class Feed:
    """A feed; `path` is the folder of its page, under which its forms stand, `root` the address of the site."""

    path: str
    root: str
    tag: str
    title: str
    subtitle: str
    author: str
    icon: str
    entries: tuple[Entry, ...]

    @property
    def href(self) -> str:
        """The address of the page whose news these are."""
        return self.root + self.path

    @property
    def updated(self) -> dt.datetime:
        """When something in it last changed."""
        return max(entry.updated for entry in self.entries)


def feeds(supplies: Supplies) -> Iterator[Feed]:
    """All feeds, by language and then by section."""
    settings = supplies.library.settings
    for locale in settings.locales:
        for folder in (WHOLE_SITE, *settings.sections):
            path = feed_folder(supplies, locale.code, folder)
            if path is not None:
                yield _feed(supplies, locale.code, folder, path)


def feed_folder(supplies: Supplies, code: str, folder: str) -> str | None:
    """Where the feeds of a section stand: beside its landing page; None where it has no dated page in the language."""
    landing = supplies.plan.page(code, f"{folder}/index.md" if folder != WHOLE_SITE else "index.md")
    return landing.path if landing and not landing.fallback and supplies.shelves.fed.get((code, folder)) else None


def feed_title(supplies: Supplies, code: str, folder: str) -> str:
    """What a feed is called: the site, or the section and the site."""
    settings = supplies.library.settings
    site = settings.names.get(code) or settings.names.get(settings.default.code, "")
    return site if folder == WHOLE_SITE else f"{settings.sections[folder].name(code)} – {site}"


def moment_of(day: dt.date) -> dt.datetime:
    """The beginning of a day in Viet Nam."""
    return dt.datetime.combine(day, dt.time(), _ZONE)


def _feed(supplies: Supplies, code: str, folder: str, path: str) -> Feed:
    settings = supplies.library.settings
    return Feed(
        path=path,
        root=settings.site_url,
        tag=settings.locale(code).tag,
        title=feed_title(supplies, code, folder),
        subtitle=settings.taglines.get(code, ""),
        author=settings.names.get(code) or settings.names.get(settings.default.code, ""),
        icon=absolute(settings, supplies.icon),
        entries=tuple(_entries(supplies, code, folder)),
    )


def _entries(supplies: Supplies, code: str, folder: str) -> Iterator[Entry]:
    for work in _newest(supplies, code, folder):
        page = supplies.plan.page(code, work.ref)
        if page is not None and page.document is not None:
            yield _entry(supplies, page, page.document, work)


def _newest(supplies: Supplies, code: str, folder: str) -> list[Work]:
    """Dated works with a text in the language, the newest first."""
    folders = ("", *supplies.shelves.folders) if folder == WHOLE_SITE else (folder,)
    found = [one for name in folders for one in supplies.shelves.newest.get((code, name)) or () if one[0]]
    return [work for _, work in sorted(found, key=lambda one: (-one[0], one[1].ref))[:NEWEST]]


def _entry(supplies: Supplies, page: SitePage, document: Document, work: Work) -> Entry:
    settings, fields = supplies.library.settings, document.fields
    published = fields.date or work.original.fields.date
    assert published is not None
    return Entry(
        identity=absolute(settings, _first_path(supplies, page, work)),
        href=absolute(settings, page.path),
        title=document.title,
        summary=fields.summary or fields.description or "",
        published=moment_of(published),
        updated=moment_of(max(published, fields.updated or published)),
        author=(fields.byline or "") if isinstance(fields, Article) else "",
        translator=fields.translator or "",
        picture=_picture(supplies, fields.image),
        topics=tuple(fields.topics),
        translations=tuple(_translations(supplies, page, work)),
    )


def _first_path(supplies: Supplies, page: SitePage, work: Work) -> str:
    """Where the page stood first: an entry's id must not change with its address (RFC 4287, 4.2.6)."""
    aliases = work.original.fields.aliases
    return address(supplies.library.settings.locale(page.code), f"{aliases[0]}.md") if aliases else page.path


def _picture(supplies: Supplies, path: str | None) -> str:
    """The lead picture as people see it in a list; no vector drawing, which readers of feeds do not show."""
    if not path or path.endswith(".svg") or path not in supplies.library.assets:
        return ""
    return absolute(supplies.library.settings, asset(path, supplies.library.settings))


def _translations(supplies: Supplies, page: SitePage, work: Work) -> Iterator[Translation]:
    settings = supplies.library.settings
    for locale in settings.locales:
        other = supplies.plan.page(locale.code, work.ref)
        if locale.code != page.code and locale.code in work.documents and other is not None:
            yield Translation(locale.tag, absolute(settings, other.path))
