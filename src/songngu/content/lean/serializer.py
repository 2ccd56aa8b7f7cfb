"""Element trees written as HTML: what Python-Markdown's serializer writes, without its queue."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from xml.etree.ElementTree import HTML_EMPTY, Element

from markdown import serializers
from markdown.serializers import to_html_string

_AMP = re.compile(r"&(?!(?:#[0-9]+|#x[0-9a-f]+|[0-9a-z]+);)", re.IGNORECASE)  # one that begins no entity
_BOOLEAN: frozenset[str] = serializers.BOOLEAN_ATTRIBUTES["html"]  # type: ignore[attr-defined] # newer than the stubs
_AS_IT_IS = frozenset(("script", "style"))


def to_html(root: Element) -> str:
    """The HTML of an element, its content and its tail; comments, instructions and the like are left to the library."""
    try:
        return _written(root)
    except _UnknownTagError:
        return to_html_string(root)


def escaped(text: str) -> str:
    """Text as it stands between tags; what is an entity stays one."""
    if "&" in text:
        text = _AMP.sub("&amp;", text)
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    return text


class _UnknownTagError(TypeError):
    """An element whose tag is no plain name."""


def _written(element: Element) -> str:
    opening, end, as_it_is = _marks(element.tag)
    given = element.items()  # an `attrib` would be made for every element that has none
    attributes = _attributes(given) if given else ""
    inner, tail = element.text or "", element.tail or ""
    if inner and not as_it_is:
        inner = escaped(inner)
    if len(element):
        inner += "".join(map(_written, element))
    if tail and tail != "\n":  # as after most blocks
        tail = escaped(tail)
    return f"{opening}{attributes}>{inner}{end}{tail}"


@lru_cache(maxsize=1024)
def _marks(tag: object) -> tuple[str, str, bool]:
    """How an element begins and ends, and whether its text is written as it is: the same for all of its name."""
    if type(tag) is not str:
        raise _UnknownTagError
    lower = tag.lower()
    return f"<{tag}", "" if lower in HTML_EMPTY else f"</{tag}>", lower in _AS_IT_IS


def _attributes(given: Iterable[tuple[object, object]]) -> str:
    pieces = []
    for name, value in sorted(given):
        if not isinstance(name, str):
            raise _UnknownTagError
        if value is None:  # `{: checked }`
            pieces.append(f" {name}")
            continue
        if not isinstance(value, str):
            raise _UnknownTagError
        written = escaped(value).replace('"', "&quot;")
        pieces.append(f" {written}" if name == written and name in _BOOLEAN else f' {name}="{written}"')
    return "".join(pieces)
