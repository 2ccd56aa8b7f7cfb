"""What every page says of itself: name, language, dates, picture, translations, who answers for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from songngu.content.models import Page
from songngu.site.gather import Desk
from songngu.site.urls import absolute, joined
from songngu.site.view_kinds import Detail
from songngu.site.view_parts import Link, Picture
from songngu.values import frozen

Node = dict[str, Any]
_TYPES = {"person": "Person", "office": "Organization"}
_BETWEEN = re.compile(r"\s*[,;、，；]\s*")  # names in a line


@frozen
class Told:
    """What the template of the page is told, as far as it is needed here."""

    title: str
    description: str
    picture: Picture
    breadcrumbs: tuple[Link, ...]
    detail: Detail


def here(desk: Desk) -> str:
    """The address of the page."""
    return absolute(desk.library.settings, desk.page.path)


def away(desk: Desk, href: str) -> str:
    """The address a link of the page leads to."""
    return joined(here(desk), href)


def said(**terms: Any) -> Node:
    """A node without what is empty; `type` and `id` are JSON-LD's own."""
    return {
        _NAMES.get(name, name): value
        for name, value in terms.items()
        if value or not (value is None or isinstance(value, str | list | dict))
    }


_NAMES = {"type": "@type", "id": "@id"}


def organization(name: str) -> Node:
    """A named office."""
    return said(type="Organization", name=name) if name else {}


def publisher(desk: Desk) -> Node:
    """Who answers for the site."""
    settings = desk.library.settings
    name = settings.names.get(desk.code) or settings.names.get(settings.default.code, "")
    return said(type="Organization", id=f"{settings.site_url}#publisher", name=name, url=settings.site_url)


def page(desk: Desk, told: Told, kind: str, **more: Any) -> Node:
    """The page as a creative work of a kind."""
    document = desk.page.document
    fields = document.fields if document else None
    tag = desk.library.settings.locale(document.code if document else desk.code).tag
    published = fields.date if fields else None
    changed = (fields.updated or fields.date) if fields else None
    return said(
        type=kind,
        id=here(desk),
        url=here(desk),
        name=told.title,
        description=told.description,
        inLanguage=tag,
        datePublished=published.isoformat() if published else "",
        dateModified=changed.isoformat() if changed else "",
        image=picture(desk, told.picture),
        publisher=publisher(desk),
        **_signed(fields),
        **_translations(desk, kind),
        **more,
    )


def _signed(fields: Page | None) -> Node:
    """`author` and `translator`, and as text (`creditText`) the names of which nobody said what they are of.

    schema.org wants a `Person` or an `Organization` of the former two. A name does not tell which, and a guess would be
    told to the whole world.
    """
    found = {term: _names(fields, field) for term, field in (("author", "byline"), ("translator", "translator"))}
    unsaid = [names for names, kind in found.values() if names and not kind]
    return said(**{term: _people(*names) for term, names in found.items()}, creditText=" · ".join(unsaid))


def _names(fields: Page | None, field: str) -> tuple[str, str]:
    """Names as printed, and what they are of; both may be empty."""
    return getattr(fields, field, None) or "", getattr(fields, f"{field}_kind", None) or ""


def _people(names: str, kind: str) -> list[Node]:
    """One for each person; an office has one name, whatever marks are in it."""
    found = _BETWEEN.split(names) if kind == "person" else [names]
    return [said(type=_TYPES[kind], name=name) for name in found if name] if kind else []


def picture(desk: Desk, shown: Picture) -> Node:
    """A picture with its words and who made it."""
    if not shown:
        return {}
    return said(
        type="ImageObject",
        url=away(desk, shown.src),
        caption=shown.caption,
        creditText=shown.credit,
    )


def _translations(desk: Desk, kind: str) -> Node:
    """What it was translated from, or what it was translated into."""
    work = desk.page.work
    if work is None or desk.code not in work.documents:
        return {}
    if work.original.code == desk.code:
        return said(workTranslation=list(_others(desk, kind)))
    return said(translationOfWork=next((one for one in _others(desk, kind) if one["@id"] == _original(desk)), {}))


def _original(desk: Desk) -> str:
    work = desk.page.work
    page = desk.supplies.plan.page(work.original.code, desk.page.ref) if work else None
    return absolute(desk.library.settings, page.path) if page else ""


def _others(desk: Desk, kind: str) -> Iterator[Node]:
    work, settings = desk.page.work, desk.library.settings
    for locale in settings.locales:
        page = desk.supplies.plan.page(locale.code, desk.page.ref)
        if work and page and locale.code != desk.code and locale.code in work.documents:
            title = work.documents[locale.code].title
            yield said(type=kind, id=absolute(settings, page.path), inLanguage=locale.tag, name=title)
