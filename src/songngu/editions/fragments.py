"""HTML fragments as element trees: parsed leniently, and the questions one asks of an element."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

from lxml import etree, html

_BLOCKS = frozenset(
    "p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table blockquote pre figure hr details div section article header footer "
    "main aside nav address center fieldset hgroup".split()
)
_NOT_XML = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TAG = re.compile(r"<[^>]*>")


def parsed(fragment: str) -> etree._Element:
    """The fragment inside a `div`; what cannot be parsed at all is its bare text."""
    try:
        return cast(etree._Element, html.fragment_fromstring(fragment, create_parent="div"))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        bare = cast(etree._Element, html.Element("div"))
        bare.text = _NOT_XML.sub("", _TAG.sub("", fragment))
        return bare


def notes(fragment: str) -> Iterator[etree._Element]:
    """The items of a fragment's list of footnotes."""
    if "footnote" not in fragment:
        return
    for block in parsed(fragment).iter("div"):
        if "footnote" in classes(block):
            yield from (item for item in block.iter("li") if item.get("id"))
            return


def attribute(element: etree._Element, name: str) -> str:
    """An attribute, empty where there is none."""
    return str(element.get(name) or "")


def classes(element: etree._Element) -> list[str]:
    """The classes of an element."""
    return attribute(element, "class").split()


def words_of(element: etree._Element) -> str:
    """All text within an element, white space as it stands."""
    return "".join(str(part) for part in element.itertext())


def is_block(element: etree._Element) -> bool:
    """Whether an element stands on lines of its own, because of what it is or what it holds."""
    return element.tag in _BLOCKS or any(inner.tag in _BLOCKS for inner in element.iterdescendants())


def numeral(element: etree._Element, name: str, highest: int) -> int:
    """A whole number from 1 to `highest` given as an attribute; 1 where there is none."""
    written = attribute(element, name)
    return min(max(int(written), 1), highest) if re.fullmatch(r"[0-9]{1,9}", written) else 1
