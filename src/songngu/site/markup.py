"""Small XML documents: every text and attribute escaped, and nothing in them that XML 1.0 does not allow."""

from __future__ import annotations

import re
from collections.abc import Iterable

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # what XML 1.0 §2.2 leaves out
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})
_TELLING = re.compile(f'{_NOT_XML.pattern[:-1]}&<>"]')  # most texts have none of them


def escaped(text: str) -> str:
    """A text as it stands in an element or an attribute."""
    return _NOT_XML.sub("", text).translate(_ESCAPES) if _TELLING.search(text) else text


def element(name: str, text: str, **attributes: str) -> str:
    """An element with a text; nothing where the text is empty. `xml_lang` is written `xml:lang`."""
    return f"<{name}{_listed(attributes)}>{escaped(text)}</{name}>" if text else ""


def empty(name: str, **attributes: str) -> str:
    """An element without content."""
    return f"<{name}{_listed(attributes)}/>"


def document(root: str, parts: Iterable[str], **attributes: str) -> bytes:
    """A document, each part on a line of its own."""
    inside = "".join(f"{part}\n" for part in parts if part)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{root}{_listed(attributes)}>\n{inside}</{root}>\n'.encode()


def _listed(attributes: dict[str, str]) -> str:
    return "".join(f' {name.replace("_", ":")}="{escaped(value)}"' for name, value in attributes.items())
