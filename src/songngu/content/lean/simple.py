"""Stressed words, links and pictures in their simplest form, made into elements without a walk through all patterns."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown.util import STX

# One of these is in every text in which a pattern of Python-Markdown finds something, but for breaks of lines.
_TELLING = re.compile(rf"[*_\[`\\<&{STX}]")
_BREAK = "  \n"
# Words in which no pattern could find anything, and a target that ends at the first parenthesis. Stars beside stars are
# left alone: which of them belong together is a question of all of them.
_WORD = rf"\]\[*_`\\<&{STX}"
_FORM = re.compile(
    rf"\*(?P<second>\*?)([^\s{_WORD}](?:[^{_WORD}]*[^\s{_WORD}])?)\*(?P=second)(?!\*)"
    rf"|\[([^^{_WORD}][^{_WORD}]*)\]\(([^\s()\]\[<>\"'`\\{STX}]+)\)"
)
_STEP = 1 + _FORM.groups


def is_bare(text: str) -> bool:
    """Whether no pattern could find anything in a text."""
    return _TELLING.search(text) is None and _BREAK not in text


def taken_apart(text: str) -> tuple[str, list[Element]]:
    """What stands before the first form, and the forms as elements, each with what follows as its tail.

    No elements, where a text holds anything that is none of these forms. The forms do not touch each other, so what
    patterns find one after the other, links before pictures before stars, can be found at once.
    """
    pieces = _FORM.split(text)
    if len(pieces) == 1 or _TELLING.search("".join(pieces[::_STEP])) or _BREAK in text:
        return text, []
    found: list[Element] = []
    for at in range(1, len(pieces), _STEP):
        second, stressed, words, target = pieces[at : at + _STEP - 1]
        if stressed:
            element = Element("strong" if second else "em")
            element.text = stressed
        elif pieces[at - 1].endswith("!"):
            pieces[at - 1] = pieces[at - 1][:-1]
            element = Element("img", {"src": target, "alt": words})
        else:
            element = Element("a", {"href": target})
            element.text = words
        found.append(element)
    for element, after in zip(found, pieces[_STEP::_STEP], strict=True):
        element.tail = after or None
    return pieces[0], found
