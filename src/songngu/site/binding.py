"""Titles of a finished page: the names in them held together, Chinese headings and covers parted by phrases."""

from __future__ import annotations

import re

from songngu.content.binding import HELD, Bound
from songngu.content.phrases import MAY_END

_TITLE = re.compile(
    r'<(?:h[1-4]|p class="lede")[^>]*>[^<]*(?:<(?!/h|/p)[^<]*)*'
    r'|<span class="cv-t"[^>]*>[^<]*'  # on a cover
    r'|<span class="n num"[^>]*>\d+</span><a [^>]*>[^<]*'  # in the contents of an issue
)
_HYPHENED = re.compile(rf"[^\s<>\u2e80-\uffef]*{HELD}[^\s<>\u2e80-\uffef]*")  # Chinese beside it is parted as ever


def bound_titles(page: str, bound: Bound) -> str:
    """A page in which no line of a title or standfirst parts a name; attributes stay as they are.

    The style sheet lets Chinese headings end a line only at marks (`word-break: keep-all`) and at `<wbr>`, which is no
    character: what is copied or sought is the title as it was written, and so is a word with a hyphen, which an element
    holds together. A standfirst is running text, which Chinese parts anywhere.
    """
    return _TITLE.sub(lambda title: _marked(title[0], bound), page)


def _marked(title: str, bound: Bound) -> str:
    said = bound.bind(title, running=title.startswith("<p")).replace(MAY_END, "<wbr>")
    return _HYPHENED.sub(_whole, said) if HELD in said else said


def _whole(word: re.Match[str]) -> str:
    return f'<span class="nb">{word[0].replace(HELD, "")}</span>'
