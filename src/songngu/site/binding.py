"""Headings and standfirsts of a finished page, the names in them held together."""

from __future__ import annotations

import re

from songngu.content.binding import Bound

_TITLES = re.compile(r'(<(h[1-4])\b[^>]*>|<(p) class="lede"[^>]*>)(.*?)(?=</(?:\2|\3)>)', re.S)
_TEXT = re.compile(r"[^<>]+(?=<|$)")


def bound_titles(page: str, bound: Bound) -> str:
    """A page in which no line of a heading or standfirst parts a name; attributes stay as they are."""
    if not bound.pairs:
        return page
    return _TITLES.sub(lambda title: title[1] + _TEXT.sub(lambda text: bound.bind(text[0]), title[4]), page)
