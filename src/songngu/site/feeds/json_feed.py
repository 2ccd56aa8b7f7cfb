"""JSON Feed 1.1 (jsonfeed.org)."""

from __future__ import annotations

import json
from typing import Any

from songngu.site.feeds.entries import Entry, Feed


def json_feed(feed: Feed) -> bytes:
    """The feed as a JSON document."""
    told: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.href,
        "feed_url": f"{feed.href}feed.json",
        "description": feed.subtitle,
        "language": feed.tag,
        "authors": [{"name": feed.author}],
        "items": [_item(entry, feed.tag) for entry in feed.entries],
    }
    return (json.dumps(_said(told), ensure_ascii=False, indent=1) + "\n").encode()


def _item(entry: Entry, tag: str) -> dict[str, Any]:
    """An item must have a text (`content_text`); where nobody wrote a summary it is the title."""
    told = {
        "id": entry.identity,
        "url": entry.href,
        "title": entry.title,
        "content_text": entry.summary or entry.title,
        "date_published": entry.published.isoformat(),
        "date_modified": entry.updated.isoformat(),
        "authors": [{"name": entry.author}] if entry.author else [],
        "image": entry.picture,
        "tags": list(entry.topics),
        "language": tag,
    }
    return _said(told)


def _said(told: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if value}
