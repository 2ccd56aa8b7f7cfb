"""Which feeds a page names in its head: that of its section or, where there is none, of its language.

A landing page names its feed in every form; elsewhere the Atom feed is enough for a reader to subscribe.
"""

from __future__ import annotations

from collections.abc import Iterator

from songngu.site.feeds.entries import feed_folder, feed_title
from songngu.site.gather import Desk
from songngu.site.shelves import WHOLE_SITE
from songngu.site.view_parts import FeedLink

_FORMS = (
    ("feed.xml", "application/atom+xml"),
    ("rss.xml", "application/rss+xml"),
    ("feed.json", "application/feed+json"),
)


def feed_links(desk: Desk) -> Iterator[FeedLink]:
    """The links, relative to the page; none on pages nobody is to find again."""
    section = desk.library.settings.section_of(desk.page.ref)
    for folder in (section.folder if section else WHOLE_SITE, WHOLE_SITE):
        path = feed_folder(desk.supplies, desk.code, folder) if desk.page.indexed else None
        if path is not None:
            for name, media_type in _FORMS if path == desk.page.path else _FORMS[:1]:
                yield FeedLink(feed_title(desk.supplies, desk.code, folder), desk.href(path + name), media_type)
            return
