"""RSS 2.0 (rssboard.org), with the address of the feed itself as Atom has it and the author as Dublin Core has it."""

from __future__ import annotations

from collections.abc import Iterator
from email.utils import format_datetime

from songngu.site.feeds.entries import Entry, Feed
from songngu.site.markup import document, element, empty

_ATOM = "http://www.w3.org/2005/Atom"
_DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"


def rss(feed: Feed) -> bytes:
    """The feed as an RSS document; a channel has to say something of itself, if only its title."""
    parts = ("<channel>", *_channel(feed), *map(_item, feed.entries), "</channel>")
    return document("rss", parts, version="2.0", xmlns_atom=_ATOM, xmlns_dc=_DUBLIN_CORE)


def _channel(feed: Feed) -> Iterator[str]:
    yield element("title", feed.title)
    yield element("link", feed.href)
    yield element("description", feed.subtitle or feed.title)
    yield element("language", feed.tag)
    yield element("lastBuildDate", format_datetime(feed.updated))
    yield empty("atom:link", rel="self", type="application/rss+xml", href=f"{feed.href}rss.xml")


def _item(entry: Entry) -> str:
    return "".join(
        (
            "<item>\n",
            element("title", entry.title),
            element("link", entry.href),
            element("guid", entry.identity, isPermaLink="true" if entry.identity == entry.href else "false"),
            element("pubDate", format_datetime(entry.published)),
            element("dc:creator", entry.author),
            *(element("category", topic) for topic in entry.topics),
            element("description", entry.summary),
            "\n</item>",
        )
    )
