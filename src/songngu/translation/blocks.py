"""The blocks of a text: its top-level parts with kind, visible text, lines and digest."""

from __future__ import annotations

import re
from collections.abc import Iterable

from songngu.content.markdown import Part, visible_text
from songngu.text import digest
from songngu.values import frozen

_KINDS = {
    "p": "paragraph", "ul": "list", "ol": "list", "dl": "definitions", "table": "table", "figure": "figure",
    "blockquote": "quote", "details": "note", "pre": "code", "hr": "rule",
}  # fmt: skip
_ENTRY = re.compile(r"<li\b|<tr\b|<dt\b")
_SOURCE = re.compile(r'<img\b[^>]*?\bsrc="([^"]*)"')
_ALT = re.compile(r'<img\b[^>]*?\balt="([^"]*)"')


@frozen
class Block:
    """One block of a text.

    `kind`: heading, paragraph, list, table, figure (of one picture or several), quote, note, code, definitions, rule,
    footnotes or html. `level` is that of a heading, else 0. `text` is what a reader sees: items of a list on lines of
    their own, cells of a row separated by ` | `, alternative text and caption of a figure. `size` counts items or rows.
    `key` is what a block has in common with its translation whatever the language: the (first) picture of a figure.
    Lines are those of the file, from 1.
    """

    kind: str
    level: int
    text: str
    html: str
    first_line: int
    last_line: int
    digest: str
    size: int = 1
    key: str = ""


def blocks(parts: Iterable[Part], *, body_line: int = 1) -> tuple[Block, ...]:
    """The blocks of a converted body that begins on line `body_line` of its file; empty parts are left out."""
    made = (_block(part, body_line) for part in parts)
    return tuple(block for block in made if block.text or block.kind in {"figure", "rule", "html"} or _shows(block))


def _shows(block: Block) -> bool:
    """Whether there is a picture in a block without words."""
    return "<img" in block.html


def _block(part: Part, body_line: int) -> Block:
    kind, level = _kind(part)
    return Block(
        kind=kind,
        level=level,
        text=_text(kind, part.html),
        html=part.html,
        first_line=part.first + body_line,
        last_line=part.last + body_line,
        digest=digest(kind, str(level), part.html),
        size=max(1, len(_ENTRY.findall(part.html))) if kind in {"list", "table", "definitions"} else 1,
        key=_key(part.html) if kind == "figure" else "",
    )


def _kind(part: Part) -> tuple[str, int]:
    if re.fullmatch(r"h[1-6]", part.tag):
        return "heading", int(part.tag[1])
    if part.tag == "div":
        classes = part.classes.split()
        if "footnote" in classes:
            return "footnotes", 0
        return ("note" if "admonition" in classes else "code" if "highlight" in classes else "html"), 0
    if part.tag == "p" and "<img" in part.html and not visible_text(part.html):
        return "figure", 0  # pictures in a row
    return _KINDS.get(part.tag, "html"), 0


def _key(fragment: str) -> str:
    found = _SOURCE.search(fragment)
    return found[1].rsplit("/", 1)[-1] if found else ""


def _text(kind: str, fragment: str) -> str:
    if kind == "figure":
        alt = _ALT.search(fragment)
        return " ".join(filter(None, (visible_text(alt[1]) if alt else "", visible_text(fragment))))
    if kind == "table":
        rows = re.findall(r"<tr\b.*?</tr>", fragment, re.S)
        return "\n".join(" | ".join(visible_text(c) for c in re.findall(r"<t[hd]\b.*?</t[hd]>", r, re.S)) for r in rows)
    if kind in {"list", "definitions"}:
        items = (visible_text(item) for item in re.split(r"(?=<li\b|<dt\b)", fragment))
        return "\n".join(item for item in items if item)
    return visible_text(fragment)
