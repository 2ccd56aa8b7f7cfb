"""Headings and standfirsts of a finished page, the names in them held together."""

from __future__ import annotations

import re

from songngu.content.binding import Bound

_TITLE = re.compile(r'<(?:h[1-4]|p class="lede")[^>]*>[^<]*(?:<(?!/h|/p)[^<]*)*')


def bound_titles(page: str, bound: Bound) -> str:
    """A page in which no line of a heading or standfirst parts a name; attributes stay as they are."""
    return _TITLE.sub(lambda title: bound.bind(title[0]), page) if bound.pairs else page
