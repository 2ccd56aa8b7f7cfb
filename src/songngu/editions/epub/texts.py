"""The texts of a chapter made ready for its file: notes are cited by name, links lead somewhere or are no links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple
from urllib.parse import quote, urldefrag, urlsplit

from songngu.editions.tree import Node, Note, Row, Side

_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?", re.I)
_MAIL = re.compile(r"mailto:[^@\s]+@[a-z0-9.-]+", re.I)
_PHONE = re.compile(r"tel:\+?[0-9().-]+")
_SAFE = "!$&'()*+,;=:@/?-._~%"
_BARE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


class Cited(NamedTuple):
    """A place at which a note is cited: its id, and in which language of the book (its index)."""

    id: str
    language: int


@dataclass(slots=True)
class Texts:
    """The texts of one file. `codes` are the languages of the book, `within` is the file of a web address that the
    book holds itself."""

    codes: tuple[str, ...]
    within: Mapping[str, str]
    _cited: dict[int, list[Cited]] = field(default_factory=dict)

    def rows(self, rows: Iterable[Row]) -> tuple[Row, ...]:
        """Rows whose references have an id of their own as target, whose links lead to a file or a sound address."""
        return tuple(replace(row, sides=self._sides(row.sides)) for row in rows)

    def notes(self, notes: Iterable[Note]) -> tuple[Note, ...]:
        """The same of footnotes."""
        return tuple(replace(note, sides=self._sides(note.sides)) for note in notes)

    def cited(self) -> dict[int, tuple[Cited, ...]]:
        """Where each note is cited, by its number."""
        return {number: tuple(places) for number, places in self._cited.items()}

    def _sides(self, sides: tuple[Side, ...]) -> tuple[Side, ...]:
        return tuple(replace(side, nodes=self._nodes(side.nodes, index)) for index, side in enumerate(sides))

    def _nodes(self, nodes: Iterable[Node], language: int, *, linked: bool = False) -> tuple[Node, ...]:
        return tuple(self._node(node, language, linked=linked) for node in nodes)

    def _node(self, node: Node, language: int, *, linked: bool) -> Node:
        if node.kind == "ref":
            return node if linked else replace(node, target=self._cite(node.number, language))
        if node.kind != "link":
            return replace(node, children=self._nodes(node.children, language, linked=linked))
        target = "" if linked else self.within.get(urldefrag(node.target).url) or web_address(node.target)
        children = self._nodes(node.children, language, linked=bool(target) or linked)
        return replace(node, kind="link" if target else "words", target=target, children=children)

    def _cite(self, number: int, language: int) -> str:
        places = self._cited.setdefault(number, [])
        again = sum(place.language == language for place in places)
        id_ = f"r{number}-{self.codes[language]}" + (f"-{again + 1}" if again else "")
        places.append(Cited(id_, language))
        return id_


def web_address(written: str) -> str:
    """The address as EPUB may carry it (RFC 3986), of the web, of mail or of a telephone; empty where it is none."""
    if _PHONE.fullmatch(written) or _MAIL.fullmatch(written):
        return quote(written, safe=_SAFE)
    try:
        parts = urlsplit(written)
        host, port = (parts.hostname or "").encode("idna").decode(), parts.port
    except (ValueError, UnicodeError):
        return ""
    if parts.scheme not in {"http", "https"} or not _HOST.fullmatch(host):
        return ""
    rest = "".join(mark + _quoted(part) for mark, part in (("?", parts.query), ("#", parts.fragment)) if part)
    return f"{parts.scheme}://{host}{f':{port}' if port else ''}{_quoted(parts.path)}{rest}"


def _quoted(part: str) -> str:
    return quote(_BARE_PERCENT.sub("%25", part), safe=_SAFE)
