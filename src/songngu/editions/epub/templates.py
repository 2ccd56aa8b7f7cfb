"""The templates of an EPUB: everything put into them is escaped, and what XML does not allow is left out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from itertools import zip_longest
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from songngu.editions.epub.texts import web_address
from songngu.editions.tree import Language, Node, Picture, Row
from songngu.locales import direction

THEME = Path(__file__).parents[2] / "theme" / "epub"

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0 §2.2
_HAN = re.compile("[\u3400-\u9fff]")
_ELEMENTS = {
    "strong": "strong", "em": "em", "sup": "sup", "sub": "sub", "small": "small", "mark": "mark", "deleted": "del",
    "inserted": "ins",
}  # fmt: skip


def filled(name: str, seen: Mapping[str, Any]) -> bytes:
    """The file a template makes of what it sees, in UTF-8."""
    known = {**seen, "elements": _ELEMENTS}
    parts = _environment().get_template("parts.xhtml.j2").make_module(known)
    return _environment().get_template(name).render(known, parts=parts).encode()


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(THEME),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_allowed,
    )
    environment.filters |= {
        "alts": _alts, "captions": _captions, "level": _level, "script": _script, "tagged": _tagged,
        "web": web_address,
    }  # fmt: skip
    return environment


def _allowed(value: Any) -> Any:
    return value if isinstance(value, Markup) else _NOT_XML.sub("", str(value))


def _tagged(tag: str, *forms: str) -> Markup:
    """The language of an element: `lang` and `xml:lang` (EPUB 3.3 §6.1.3), or one of them; with `dir` for scripts
    that run from right to left."""
    attributes = [Markup(' {}="{}"').format(form, tag) for form in forms or ("lang", "xml:lang") if tag]
    turned = Markup(' dir="rtl"') if tag and direction(tag) == "rtl" else Markup("")
    return Markup("").join(attributes) + turned


def _alts(picture: Picture, languages: tuple[Language, ...]) -> list[tuple[str, str]]:
    """What is to be seen in a picture, with the tag of each language that says it."""
    return [(alt.text, language.tag) for alt, language in zip(picture.alts, languages, strict=False) if alt]


def _captions(picture: Picture) -> list[tuple[int, tuple[Node, ...], str, str]]:
    """Caption, kind and credit in each language (its index) that has any of them."""
    captions, credits = (side.nodes for side in picture.captions), (line.text for line in picture.credits)
    said = enumerate(zip_longest(captions, picture.kinds, credits))
    return [
        (index, caption or (), kind or "", credit or "")
        for index, (caption, kind, credit) in said
        if caption or kind or credit
    ]


def _level(row: Row) -> int:
    """The level of a heading that says the same in every language; 0 for any other row."""
    nodes = [side.nodes for side in row.sides if side.nodes]
    if row.kind != "heading" or any(len(each) != 1 or each[0].kind != "heading" for each in nodes):
        return 0
    levels = {each[0].number for each in nodes}
    return levels.pop() if len(levels) == 1 else 0


def _script(text: str) -> str:
    """The language of a verse in Han characters, which may stand in a book of other languages; else none."""
    return "zh-Hans" if _HAN.search(text) else ""
