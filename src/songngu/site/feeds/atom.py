"""Atom (RFC 4287)."""

from __future__ import annotations

from collections.abc import Iterator

from songngu.site.feeds.entries import Entry, Feed
from songngu.site.markup import document, element, empty

MEDIA_TYPE = "application/atom+xml"


def atom(feed: Feed) -> bytes:
    """The feed as an Atom document."""
    own = f"{feed.href}feed.xml"
    return document("feed", _parts(feed, own), xmlns="http://www.w3.org/2005/Atom", xml_lang=feed.tag)


def _parts(feed: Feed, own: str) -> Iterator[str]:
    yield element("id", own)
    yield element("title", feed.title)
    yield element("subtitle", feed.subtitle)
    yield element("updated", feed.updated.isoformat())
    yield empty("link", rel="self", type=MEDIA_TYPE, href=own)
    yield empty("link", rel="alternate", type="text/html", hreflang=feed.tag, href=feed.href)
    yield f"<author>{element('name', feed.author)}</author>"
    yield element("icon", feed.icon)
    yield from (f"<entry>\n{''.join(_entry(feed, entry))}</entry>" for entry in feed.entries)


def _entry(feed: Feed, entry: Entry) -> Iterator[str]:
    yield element("id", entry.identity)
    yield element("title", entry.title)
    yield empty("link", rel="alternate", type="text/html", hreflang=feed.tag, href=entry.href)
    for other in entry.translations:
        yield empty("link", rel="alternate", type="text/html", hreflang=other.tag, href=other.href)
    yield element("published", entry.published.isoformat())
    yield element("updated", entry.updated.isoformat())
    if entry.author:
        yield f"<author>{element('name', entry.author)}</author>"
    if entry.translator:
        yield f"<contributor>{element('name', entry.translator)}</contributor>"
    yield from (empty("category", term=topic) for topic in entry.topics)
    yield element("summary", entry.summary) + "\n"
