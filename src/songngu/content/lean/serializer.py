"""Element trees written as HTML: what Python-Markdown's serializer writes, without its queue."""

from __future__ import annotations

import re
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
    attributes = _attributes(element) if element.attrib else ""
    inner = element.text or ""
    if not as_it_is:
        inner = escaped(inner)
    if len(element):
        inner += "".join(map(_written, element))
    return f"{opening}{attributes}>{inner}{end}{escaped(element.tail or '')}"


@lru_cache(maxsize=1024)
def _marks(tag: object) -> tuple[str, str, bool]:
    """How an element begins and ends, and whether its text is written as it is: the same for all of its name."""
    if type(tag) is not str:
        raise _UnknownTagError
    lower = tag.lower()
    return f"<{tag}", "" if lower in HTML_EMPTY else f"</{tag}>", lower in _AS_IT_IS


def _attributes(element: Element) -> str:
    pieces = []
    attributes: list[tuple[object, object]] = sorted(element.items())
    for name, value in attributes:
        if not isinstance(name, str) or not isinstance(value, str | None):
            raise _UnknownTagError
        if value is None:  # `{: checked }`
            pieces.append(f" {name}")
            continue
        written = escaped(value).replace('"', "&quot;")
        pieces.append(f" {written}" if name == written and name in _BOOLEAN else f' {name}="{written}"')
    return "".join(pieces)
