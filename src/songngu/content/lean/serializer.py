"""Element trees written as HTML: what Python-Markdown's serializer writes, without its queue."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import HTML_EMPTY, Element

from markdown.serializers import BOOLEAN_ATTRIBUTES, _escape_attrib_html, _escape_cdata, to_html_string

_BOOLEAN = BOOLEAN_ATTRIBUTES["html"]
_AS_IT_IS = frozenset(("script", "style"))


def to_html(root: Element) -> str:
    """The HTML of an element, its content and its tail; comments, instructions and the like are left to the library."""
    pieces: list[str] = []
    try:
        _write(root, pieces.append)
    except _UnknownTagError:
        return to_html_string(root)
    return "".join(pieces)


class _UnknownTagError(TypeError):
    """An element whose tag is no plain name."""


def _write(element: Element, write: Callable[[str], None]) -> None:
    tag = element.tag
    if type(tag) is not str:
        raise _UnknownTagError
    write(f"<{tag}{_attributes(element)}>" if element.attrib else f"<{tag}>")
    lower = tag.lower()
    text = element.text
    if text:
        write(text if lower in _AS_IT_IS else _escaped(text))
    for child in element:
        _write(child, write)
    if lower not in HTML_EMPTY:
        write(f"</{tag}>")
    if element.tail:
        write(_escaped(element.tail))


def _escaped(text: str) -> str:
    return _escape_cdata(text) if "&" in text or "<" in text or ">" in text else text


def _attributes(element: Element) -> str:
    pieces = []
    for name, value in sorted(element.items()):
        if type(name) is not str or not (value is None or isinstance(value, str)):
            raise _UnknownTagError
        if value is None:
            pieces.append(f" {name}")
            continue
        written = _escape_attrib_html(value)
        pieces.append(f" {written}" if name == written and name in _BOOLEAN else f' {name}="{written}"')
    return "".join(pieces)
