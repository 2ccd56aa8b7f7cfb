"""The blocks of a text in its languages made into rows: what says the same stands side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from songngu.content.documents import Document
from songngu.editions.abreast import abreast
from songngu.editions.levels import together, unheaded
from songngu.editions.markup import Reading, footnote_ids, footnotes, nodes
from songngu.editions.tree import Line, Node, Note, Picture, Row, Side
from songngu.problems import Place
from songngu.translation.blocks import Block
from songngu.values import frozen

_WIDEST_IN_COLUMN = 62  # characters of the widest cells of a row that a column still holds without crowding
_CELL = 20  # a cell wider than this breaks its lines without harm


@frozen
class Text:
    """A text in one language and how it is to be read."""

    document: Document
    blocks: tuple[Block, ...]
    reading: Reading


@frozen
class Body:
    """Rows of a text with its footnotes."""

    rows: tuple[Row, ...] = ()
    notes: tuple[Note, ...] = ()


def parallel(texts: Sequence[Text | None]) -> Body:
    """Rows of a text in its languages, the first one of them leading; None: not in this language."""
    numbered = _numbered(texts)
    return Body(tuple(together(_rows(numbered))), tuple(_notes(numbered)))


def _numbered(texts: Sequence[Text | None]) -> list[Text | None]:
    """Each text with the numbers of its footnotes: the same for the same label, by position where none is shared."""
    lists = [_ids(text) for text in texts]
    shared = set.intersection(*map(set, lists)) if all(lists) else set()
    if shared or not all(lists):
        order = {id_: number for number, id_ in enumerate(dict.fromkeys(id_ for ids in lists for id_ in ids), start=1)}
        orders = [order] * len(lists)
    else:
        orders = [{id_: number for number, id_ in enumerate(ids, start=1)} for ids in lists]
    return [
        replace(text, reading=replace(text.reading, notes=order)) if text is not None else None
        for text, order in zip(texts, orders, strict=True)
    ]


def _ids(text: Text | None) -> list[str]:
    if text is None:
        return []
    return [id_ for block in text.blocks if block.kind == "footnotes" for id_ in footnote_ids(block.html)]


def _notes(texts: Sequence[Text | None]) -> Iterator[Note]:
    found: list[dict[int, Side]] = []
    for text in texts:
        said = {}
        for block in text.blocks if text is not None else ():
            if text is not None and block.kind == "footnotes":
                place, written = text.document.place(0), tuple(text.document.body.split("\n"))
                for id_, children in footnotes(block.html, text.reading).items():
                    said[text.reading.notes[id_]] = Side(tuple(unheaded(children)), place, written)
        found.append(said)
    for number in sorted({number for said in found for number in said}):
        sides = tuple(said.get(number, Side()) for said in found)
        alike = len({side.nodes for side in sides}) == 1
        yield Note(number, sides[:1] if alike else sides)


def _rows(texts: Sequence[Text | None]) -> Iterator[Row]:
    for beads in abreast([_running(text) for text in texts], [text.document.code if text else "" for text in texts]):
        sides = [_side(text, blocks) if text else Side() for text, blocks in zip(texts, beads, strict=True)]
        yield from _row({block.kind for blocks in beads for block in blocks}, sides)


def _running(text: Text | None) -> tuple[Block, ...] | None:
    return tuple(block for block in text.blocks if block.kind != "footnotes") if text else None


def _side(text: Text, blocks: Sequence[Block]) -> Side:
    if not blocks:
        return Side()
    first, last = blocks[0].first_line, blocks[-1].last_line
    lines = text.document.body.split("\n")[first - text.document.body_line : last - text.document.body_line + 1]
    made = tuple(node for block in blocks for node in nodes(block.html, text.reading))
    return Side(made, Place(text.document.source.path, first), tuple(lines))


def _row(kinds: set[str], sides: list[Side]) -> Iterator[Row]:
    """The row of a bead; pictures that are not the same are rows of their own."""
    if kinds == {"figure"} and all(_pictured(side.nodes) for side in sides):
        for path in dict.fromkeys(node.target for side in sides for node in side.nodes):
            yield Row("figure", picture=_picture(path, sides))
    elif any(side.nodes for side in sides):
        kind = next(iter(kinds)) if len(kinds) == 1 and kinds <= {"heading", "quote", "table", "rule"} else "prose"
        wide = kind == "table" and any(_wide(node) for side in sides for node in side.nodes)
        yield Row(kind, tuple(sides), wide=wide)


def _pictured(children: Iterable[Node]) -> bool:
    return all(node.kind == "picture" and node.target for node in children)


def _picture(path: str, sides: Sequence[Side]) -> Picture:
    said = [next((node for node in side.nodes if node.target == path), Node("picture")) for side in sides]
    return Picture(
        path=path,
        alts=tuple(Line(node.text, side.place) for node, side in zip(said, sides, strict=True)),
        captions=tuple(replace(side, nodes=_under(node, "caption")) for node, side in zip(said, sides, strict=True)),
        kinds=tuple(words(_under(node, "sort")) for node in said),
    )


def _under(picture: Node, kind: str) -> tuple[Node, ...]:
    """The words of a kind under a picture; those of a figure around it come after its own."""
    first, *more = [node.children for node in picture.children if node.kind == kind] or [()]
    return (*first, *(word for words in more for word in (Node("text", " "), *words)))


def words(children: Iterable[Node]) -> str:
    """The visible words of some nodes."""
    return "".join(node.text + words(node.children) for node in children)


def _wide(node: Node) -> bool:
    """Whether a table would crowd a column: many columns, or cells that cannot be narrow."""
    if node.kind != "table":
        return False
    widths: dict[int, int] = {}
    for row in node.children:
        for index, cell in enumerate(row.children):
            widths[index] = max(widths.get(index, 0), min(_width(words(cell.children)), _CELL))
    return node.number > 4 or sum(widths.values()) > _WIDEST_IN_COLUMN


def _width(text: str) -> int:
    return sum(2 if ord(character) > 0x2E80 else 1 for character in text)
