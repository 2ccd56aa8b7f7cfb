"""A text in two languages as rows for a page: what says the same stands side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from songngu.content.markdown import Fragment
from songngu.values import frozen

if TYPE_CHECKING:
    from songngu.translation.beside import Blocks
    from songngu.translation.blocks import Block

_TAG = re.compile(r"<[a-zA-Z][^<>]*>")
_NAMED = re.compile(r'(\s(?:id|for|name)="|\shref="#)(?=[^"])')


@frozen
class Row:
    """What both languages say in one place, the language of the page first; one of them may be empty.

    `kind`: text, heading, picture (one picture with the words of both languages) or notes (the footnotes, at the end).
    """

    kind: str
    own: str
    other: str


@frozen
class Parallel(Fragment):
    """The fragment of a parallel page: rows instead of running text."""

    rows: tuple[Row, ...] = ()


def parallel(texts: tuple[Fragment, Fragment], codes: tuple[str, str], *, own: str) -> Parallel:
    """The rows of a text in a pair of languages, both converted in parts, for a page in the language `own`.

    Whichever language the page is in, the same blocks stand side by side. Places in the other text are renamed, since
    both texts have the same.
    """
    from songngu.translation.beside import beside  # noqa: PLC0415 - pairing takes long to load, and few pages need it
    from songngu.translation.blocks import blocks  # noqa: PLC0415

    first, second = (blocks(text.parts) for text in texts)
    paired = [*beside(first, second, codes), (_notes(first), _notes(second))]
    turned = own != codes[0]
    other = codes[0] if turned else codes[1]
    return Parallel(rows=tuple(_rows((pair[::-1] if turned else pair for pair in paired), other)))


def _rows(paired: Iterator[tuple[Blocks, Blocks]], other: str) -> Iterator[Row]:
    for here, there in paired:
        if here or there:
            yield Row(_kind(here, there), _html(here), _renamed(_html(there), other))


def _kind(here: Blocks, there: Blocks) -> str:
    kinds = {block.kind for block in (*here, *there)}
    if kinds == {"figure"} and len({block.key for block in (*here, *there)}) == len(here) == len(there) == 1:
        return "picture"
    return {"heading": "heading", "footnotes": "notes"}.get(kinds.pop(), "text") if len(kinds) == 1 else "text"


def _notes(found: tuple[Block, ...]) -> Blocks:
    return tuple(block for block in found if block.kind == "footnotes")


def _html(found: Blocks) -> str:
    return "\n".join(block.html for block in found)


def _renamed(fragment: str, code: str) -> str:
    """Ids and the links to them with the language before them: `en:fn:1`."""
    return _TAG.sub(lambda tag: _NAMED.sub(rf"\g<1>{code}:", tag[0]), fragment)
