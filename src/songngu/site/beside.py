"""Files of the site that are no pages and are made from what the pages are made from: sitemaps, feeds, calendars,
figures, stubs where pages have moved away."""

from __future__ import annotations

from songngu.reads import plain
from songngu.site.calendar import calendars
from songngu.site.fact_files import fact_files
from songngu.site.feeds import feed_files
from songngu.site.gather import Supplies
from songngu.site.manifest import manifests
from songngu.site.moves import move_files
from songngu.site.root_files import robots, security
from songngu.site.sitemap import sitemap_index

SUFFIXES = (".xml", ".json", ".ics", ".csv", ".html", "_redirects", ".txt", ".webmanifest")
"""What their names end with."""


def short_files(supplies: Supplies) -> dict[str, bytes]:
    """Those that do not grow with the site, or hardly: all but the sitemaps of languages."""
    facts = fact_files(supplies.library.settings, plain(supplies.library.facts))
    feeds, moved = feed_files(supplies), move_files(supplies)
    told = {**robots(supplies.library.settings), **security(supplies.library.settings), **manifests(supplies)}
    return {**sitemap_index(supplies), **feeds, **calendars(supplies), **facts, **moved, **told}
