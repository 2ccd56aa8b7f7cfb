"""Feeds in three forms for each language, and for each section in each language: what is new, and where to read it."""

from __future__ import annotations

from songngu.site.feeds.atom import atom
from songngu.site.feeds.entries import Feed, feeds
from songngu.site.feeds.json_feed import json_feed
from songngu.site.feeds.rss import rss
from songngu.site.gather import Supplies

_FORMS = {"feed.xml": atom, "rss.xml": rss, "feed.json": json_feed}


def feed_files(supplies: Supplies) -> dict[str, bytes]:
    """Every feed by site path."""
    return {feed.path + name: form(feed) for feed in feeds(supplies) for name, form in _FORMS.items()}


__all__ = ["Feed", "feed_files", "feeds"]
