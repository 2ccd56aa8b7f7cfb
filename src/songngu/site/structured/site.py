"""The site itself, and the way from its front page down to a page."""

from __future__ import annotations

from collections.abc import Iterator

from songngu.site.details.paging import listed
from songngu.site.gather import Desk
from songngu.site.lists import offset, pages_of
from songngu.site.structured.page import Node, Told, away, here, page, publisher, said
from songngu.site.urls import absolute
from songngu.site.view_parts import Group


def front_page(desk: Desk, told: Told) -> Iterator[Node]:
    """The front page: the site and who publishes it."""
    settings = desk.library.settings
    logo = absolute(settings, desk.supplies.icon)
    tagline = settings.taglines.get(desk.code, "")
    yield {**publisher(desk), **said(logo=logo, description=tagline)}
    yield said(
        type="WebSite",
        id=f"{settings.site_url}#site",
        url=settings.site_url,
        name=publisher(desk)["name"],
        inLanguage=[locale.tag for locale in settings.locales],
        publisher=publisher(desk),
    )
    yield page(desk, told, "WebPage", isPartOf=said(type="WebSite", id=f"{settings.site_url}#site"))


def breadcrumb_list(desk: Desk, told: Told) -> Iterator[Node]:
    """The way down; the page itself is the last step."""
    steps = [(link.title, away(desk, link.href)) for link in told.breadcrumbs]
    if steps:
        listed = enumerate([*steps, (told.title, here(desk))], 1)
        items = [
            said(type="ListItem", position=n, name=name, item=said(type="WebPage", id=href))
            for n, (name, href) in listed
        ]
        yield said(type="BreadcrumbList", itemListElement=items)


def item_list(desk: Desk, groups: tuple[Group, ...]) -> Node:
    """The pages of a list that can be read in its language, in order. On one of several pages their number is that of
    the whole list (schema.org, `numberOfItems`)."""
    cards = [card for group in groups for card in group.cards if card.available]
    whole = listed(desk)
    items = [
        said(type="ListItem", position=n, name=card.title, url=away(desk, card.href))
        for n, card in enumerate(cards, 1 + offset(desk.page.number))
    ]
    size = len(whole) if pages_of(whole) > 1 else len(items)
    return said(type="ItemList", numberOfItems=size, itemListElement=items) if items else {}
