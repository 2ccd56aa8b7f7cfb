"""HTML of a converted text made into the plain nodes of a book; what it does not know becomes the text within it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field, replace

from lxml import etree

from songngu.editions.depth import shallow
from songngu.editions.fragments import attribute, classes, is_block, notes, numeral, parsed, words_of
from songngu.editions.tree import Node, with_children
from songngu.values import frozen

_INLINE = {
    "strong": "strong", "b": "strong", "em": "em", "i": "em", "sup": "sup", "sub": "sub", "small": "small",
    "mark": "mark", "del": "deleted", "s": "deleted", "strike": "deleted", "ins": "inserted", "u": "inserted",
}  # fmt: skip
_MONO = frozenset({"code", "kbd", "samp", "tt"})
_HEADING = re.compile(r"h[1-6]")
_CLOSE = "\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef"
_BROKEN_LINE = re.compile(rf"(?<=[{_CLOSE}])[ \t]*\n[ \t]*(?=[{_CLOSE}])")
_SPACE = re.compile(r"[ \t\n\r\f]+")
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_HAN_RUN = re.compile(f"([{_HAN}][{_HAN}\u3001-\u3011\uff01-\uff1f]*)")
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def _same(address: str) -> str:
    return address


@frozen
class Reading:
    """How a text is to be read: where its addresses lead, which number each footnote has, what language it is in.

    `link` turns an address as it stands in the fragment into an absolute one (empty: no link), `picture` into a path
    inside the content folder (empty: no such picture). `notes` maps ids of footnotes to numbers, `kinds` the kinds of
    pictures to the words for them. `han` is the language tag for Han characters amid another script, `spoken` the one
    an element around the text says it is in.
    """

    link: Callable[[str], str] = _same
    picture: Callable[[str], str] = _same
    notes: Mapping[str, int] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    han: str = ""
    spoken: str = ""


def nodes(fragment: str, reading: Reading) -> tuple[Node, ...]:
    """The blocks of a fragment; the list of footnotes, which `footnotes` reads, is left out."""
    return tuple(shallow(_blocks(parsed(fragment), reading)))


def footnotes(fragment: str, reading: Reading) -> dict[str, tuple[Node, ...]]:
    """The blocks of each footnote by its id, in the order of the list."""
    return {attribute(item, "id"): tuple(shallow(_blocks(item, reading))) for item in notes(fragment)}


def footnote_ids(fragment: str) -> tuple[str, ...]:
    """The ids of the footnotes a fragment lists, in order."""
    return tuple(attribute(item, "id") for item in notes(fragment))


def inline(text: str, reading: Reading) -> tuple[Node, ...]:
    """Plain text as nodes."""
    return tuple(_text(text, reading))


def _blocks(element: etree._Element, reading: Reading) -> Iterator[Node]:
    """The blocks inside an element; loose words and inline elements between them are paragraphs of their own."""
    reading = _spoken(element, reading)
    loose: list[Node] = list(_text(element.text, reading))
    for child in element:
        if is_block(child):
            yield from _paragraph(loose, reading)
            loose = []
            yield from _block(child, reading)
        else:
            loose.extend(_inline(child, reading))
        loose.extend(_text(child.tail, reading))
    yield from _paragraph(loose, reading)


def _spoken(element: etree._Element, reading: Reading) -> Reading:
    """How what stands in an element is to be read: in the language it is marked with, if it is (HTML §3.2.6.2)."""
    tag = attribute(element, "lang")
    return replace(reading, spoken=tag, han="") if _LANGUAGE_TAG.fullmatch(tag) else reading


def _paragraph(loose: list[Node], reading: Reading, kind: str = "paragraph", number: int = 0) -> Iterator[Node]:
    """Words as a block, and after it the pictures that stood among them."""
    words, pictures = _parted(loose)
    words = _trimmed(words)
    if words and reading.spoken:
        words = [Node("span", target=reading.spoken, children=tuple(words))]
    if words:
        yield Node(kind, number=number, children=tuple(words))
    yield from pictures


def _parted(mixed: list[Node]) -> tuple[list[Node], list[Node]]:
    words: list[Node] = []
    pictures: list[Node] = []
    for node in mixed:
        if node.kind == "picture":
            pictures.append(node)
            continue
        inner, found = _parted(list(node.children))
        pictures.extend(found)
        if not found or inner:
            words.append(with_children(node, tuple(inner)))
    return words, pictures


def _trimmed(words: list[Node]) -> list[Node]:
    """Without white space and breaks at both ends; nothing where nothing is left."""
    while words and _is_blank(words[0]):
        words = words[1:]
    while words and _is_blank(words[-1]):
        words = words[:-1]
    if words and words[0].kind == "text" and words[0].text.startswith(" "):
        words = [replace(words[0], text=words[0].text.lstrip(" ")), *words[1:]]
    if words and words[-1].kind == "text" and words[-1].text.endswith(" "):
        words = [*words[:-1], replace(words[-1], text=words[-1].text.rstrip(" "))]
    return words


def _is_blank(node: Node) -> bool:
    return node.kind == "break" or (node.kind == "text" and not node.text.strip(" "))


def _block(element: etree._Element, reading: Reading) -> Iterator[Node]:
    tag, reading = str(element.tag), _spoken(element, reading)
    if tag == "p":
        yield from _paragraph(_inlines(element, reading), reading)
    elif _HEADING.fullmatch(tag):
        yield from _paragraph(_inlines(element, reading), reading, "heading", int(tag[1]))
    elif tag in _MAKERS:
        yield from _MAKERS[tag](element, reading)
    elif "footnote" in classes(element):
        return
    elif "highlight" in classes(element):
        yield Node("code", text=words_of(element).strip("\n"))
    elif "admonition" in classes(element):
        yield from _note(element, reading)
    else:
        yield from _blocks(element, reading)


def _list(element: etree._Element, reading: Reading) -> Iterator[Node]:
    items = tuple(Node("item", children=tuple(_blocks(item, reading))) for item in element if item.tag == "li")
    if items:
        yield Node(
            "ordered" if element.tag == "ol" else "list", number=numeral(element, "start", 999_999), children=items
        )


def _quote(element: etree._Element, reading: Reading) -> Iterator[Node]:
    yield Node("quote", children=tuple(_blocks(element, reading)))


def _note(element: etree._Element, reading: Reading) -> Iterator[Node]:
    """A note (admonition, details): its title, if it has one, comes first as a caption."""
    title = next((e for e in element if e.tag == "summary" or "admonition-title" in classes(e)), None)
    caption: tuple[Node, ...] = ()
    if title is not None:
        own = _spoken(title, reading)
        caption = tuple(_paragraph(_inlines(title, own), own, "caption"))
        _taken_out(title)
    yield Node("note", children=(*caption, *_blocks(element, reading)))


def _code(element: etree._Element, _: Reading) -> Iterator[Node]:
    yield Node("code", text=words_of(element).strip("\n"))


def _definitions(element: etree._Element, reading: Reading) -> Iterator[Node]:
    parts: list[Node] = []
    for child in [e for holder in (element, *element.findall("div")) for e in holder if e.tag in {"dt", "dd"}]:
        if child.tag == "dt":
            own = _spoken(child, reading)
            parts.extend(_paragraph(_inlines(child, own), own, "term"))
        else:
            parts.append(Node("meaning", children=tuple(_blocks(child, reading))))
    yield Node("definitions", children=tuple(parts))


def _rule(_: etree._Element, __: Reading) -> Iterator[Node]:
    yield Node("rule")


def _figure(element: etree._Element, reading: Reading) -> Iterator[Node]:
    """What a figure contains; its caption and the words for its kind stand under its last picture."""
    if next(element.iter("img"), None) is None:
        yield from _blocks(element, reading)
        return
    caption = next((e for e in element.iter("figcaption") if next(e.iterancestors("figure"), None) is element), None)
    said = tuple(_captions(caption, attribute(element, "data-kind"), reading))
    if caption is not None:
        _taken_out(caption)
    blocks = list(_blocks(element, reading))
    if said and blocks and blocks[-1].kind == "picture":
        blocks[-1] = replace(blocks[-1], children=(*blocks[-1].children, *said))
        said = ()
    yield from blocks
    yield from (replace(words, kind="paragraph") for words in said)


def _captions(caption: etree._Element | None, kind: str, reading: Reading) -> Iterator[Node]:
    if caption is not None:
        own = _spoken(caption, reading)
        words, _ = _parted(_inlines(caption, own))
        yield from _paragraph(list(_plainer(words)), own, "caption")
    if kind in reading.kinds:
        yield Node("sort", children=(Node("text", reading.kinds[kind]),))


def _plainer(words: Iterable[Node]) -> Iterator[Node]:
    """Words that can be said again elsewhere, such as in a list of pictures: without links and references."""
    for node in words:
        if node.kind == "link":
            yield from _plainer(node.children)
        elif node.kind != "ref":
            yield with_children(node, tuple(_plainer(node.children)))


def _taken_out(element: etree._Element) -> None:
    """An element removed from among its neighbours, what follows it left in place."""
    holder, before = element.getparent(), element.getprevious()
    if holder is None:
        return
    if before is not None:
        before.tail = (before.tail or "") + (element.tail or "")
    else:
        holder.text = (holder.text or "") + (element.tail or "")
    holder.remove(element)


def _picture(element: etree._Element, reading: Reading) -> Iterator[Node]:
    alt = _SPACE.sub(" ", attribute(element, "alt")).strip()
    yield Node("picture", text=alt, target=reading.picture(attribute(element, "src")))


def _table(element: etree._Element, reading: Reading) -> Iterator[Node]:
    rows: list[Node] = []
    for holder in (element, *element.findall("*")):
        for row in (child for child in holder if child.tag == "tr"):
            cells = [cell for cell in row if cell.tag in {"td", "th"}]
            head = holder.tag == "thead" or all(cell.tag == "th" for cell in cells)
            if cells:
                kind = "head" if head and all(before.kind == "head" for before in rows) else "row"
                own = _spoken(row, _spoken(holder, reading))
                rows.append(Node(kind, children=tuple(_cell(cell, own) for cell in cells)))
    if rows:
        widest = max(sum(cell.number for cell in row.children) for row in rows)
        yield Node("table", number=widest, children=tuple(rows))


def _cell(element: etree._Element, reading: Reading) -> Node:
    aligned = attribute(element, "align")
    return Node(
        "cell",
        target=aligned if aligned in {"left", "center", "right"} else "",
        number=numeral(element, "colspan", 50),
        children=tuple(_blocks(element, reading)),
    )


_MAKERS: dict[str, Callable[[etree._Element, Reading], Iterator[Node]]] = {
    "ul": _list, "ol": _list, "blockquote": _quote, "details": _note, "pre": _code, "dl": _definitions, "hr": _rule,
    "figure": _figure, "table": _table,
}  # fmt: skip


def _inlines(element: etree._Element, reading: Reading) -> list[Node]:
    found = list(_text(element.text, reading))
    for child in element:
        found.extend(_inline(child, reading))
        found.extend(_text(child.tail, reading))
    return found


def _inline(element: etree._Element, reading: Reading) -> Iterator[Node]:
    if not isinstance(element.tag, str):
        return
    own = _spoken(element, reading)
    children = _words(element, own)
    if own is reading:
        yield from children
    else:
        yield Node("span", target=own.spoken, children=tuple(children))


def _words(element: etree._Element, reading: Reading) -> Iterator[Node]:
    tag = str(element.tag)
    if tag == "br":
        yield Node("break")
    elif tag == "img":
        yield from _picture(element, reading)
    elif tag in _MONO:
        yield Node("mono", text=_SPACE.sub(" ", words_of(element)))
    elif tag == "a":
        yield from _link(element, reading)
    elif tag == "sup" and attribute(element, "id").startswith("fnref"):
        yield from _inlines(element, reading)
    elif tag in _INLINE:
        yield Node(_INLINE[tag], children=tuple(_inlines(element, reading)))
    else:
        yield from _inlines(element, reading)


def _link(element: etree._Element, reading: Reading) -> Iterator[Node]:
    address = attribute(element, "href")
    if "footnote-backref" in classes(element):
        return
    if "footnote-ref" in classes(element):
        number = reading.notes.get(address.removeprefix("#"), 0)
        if number:
            yield Node("ref", number=number)
        return
    children = tuple(_inlines(element, reading))
    target = reading.link(address) if address else ""
    if target and children:
        yield Node("link", target=target, children=children)
    else:
        yield from children


def _text(text: str | None, reading: Reading) -> Iterator[Node]:
    """Words with white space made single; runs of Han characters amid another script are marked with their language."""
    if not text:
        return
    words = _SPACE.sub(" ", _BROKEN_LINE.sub("", text))
    if not reading.han:
        yield Node("text", words)
        return
    for index, part in enumerate(_HAN_RUN.split(words)):
        if part:
            yield Node("span", target=reading.han, children=(Node("text", part),)) if index % 2 else Node("text", part)
