"""An issue as one plain frozen tree: what every edition of it is made from, and nothing else.

Whatever is said in several languages is a tuple with one entry a language, in the order of `Book.languages`; an empty
entry: not said in that language. Places say where a text was written, for problems; no edition prints them.
"""

from __future__ import annotations

import dataclasses
from functools import cache
from operator import is_
from typing import Any

from songngu.locales import is_cjk
from songngu.problems import Place
from songngu.values import frozen

_NOWHERE = Place("")


@frozen
class Language:
    """A language of the book: content folder (`zh`), BCP 47 tag (`zh-Hans`), own name."""

    code: str
    tag: str
    name: str


@frozen
class Line:
    """A text of one line and where it was written."""

    text: str = ""
    place: Place = _NOWHERE

    def __bool__(self) -> bool:
        return bool(self.text)


Lines = tuple[Line, ...]


@frozen
class Said:
    """A text with the tag of the language it is in (BCP 47)."""

    line: Line = Line()
    tag: str = ""

    def __bool__(self) -> bool:
        return bool(self.line)


Saids = tuple[Said, ...]


@frozen
class Node:
    """A piece of running text, from a block down to a word.

    Blocks: heading, paragraph, list, ordered, item, quote, note, definitions, term, meaning, table, row, head, cell,
    code, picture, caption, sort (what sort of picture it is, in words), rule. Within them: text, strong, em, sup, sub,
    small, mark, deleted, inserted, link, ref, span, mono, break. `text` is that of text, code and mono, the alternative
    text of a picture; `target` the address of a link, the path of a picture inside the content folder, the language tag
    of a span, the alignment of a cell; `number` the level of a heading, the first number of an ordered list, the
    columns of a table or those a cell spans, the number of the note a ref leads to.
    """

    kind: str
    text: str = ""
    target: str = ""
    number: int = 0
    children: tuple[Node, ...] = ()


def with_children(node: Node, children: tuple[Node, ...]) -> Node:
    """A node that holds others; itself where they are the same."""
    if len(children) == len(node.children) and all(map(is_, children, node.children)):
        return node
    return dataclasses.replace(node, children=children)


@frozen
class Side:
    """What one language says in a row; `written` are the lines of its file it came from, `place` the first of them."""

    nodes: tuple[Node, ...] = ()
    place: Place = _NOWHERE
    written: tuple[str, ...] = ()


@frozen
class Picture:
    """A picture by its path inside the content folder (empty: none), and what each language says of it; `kinds` are
    the words for what it is (news, archive, illustrative, made by AI)."""

    path: str = ""
    alts: Lines = ()
    captions: tuple[Side, ...] = ()
    kinds: tuple[str, ...] = ()
    credits: Lines = ()

    def __bool__(self) -> bool:
        return bool(self.path)


@frozen
class Row:
    """Blocks that say the same. `kind`: heading, prose, quote, figure (over the full width) or table (`wide`: too wide
    for a column). A figure has its words in `picture`, everything else in `sides`."""

    kind: str
    sides: tuple[Side, ...] = ()
    picture: Picture = Picture()
    wide: bool = False


@frozen
class Note:
    """A footnote, with the same number in every language."""

    number: int
    sides: tuple[Side, ...]


@frozen
class SourceLine:
    """Where something was taken from, as named in the source language (`tag`)."""

    name: Line
    address: str = ""
    tag: str = ""


@frozen
class Article:
    """An article. `only` is the index of the one language it is printed in, -1 where it is printed in all of them;
    `ref` its path inside the language folders."""

    anchor: str
    titles: Lines
    standfirsts: Lines
    bylines: Lines
    picture: Picture
    rows: tuple[Row, ...]
    notes: tuple[Note, ...] = ()
    sources: tuple[SourceLine, ...] = ()
    addresses: tuple[str, ...] = ()
    only: int = -1
    ref: str = ""


@frozen
class Section:
    """A section of the issue with its articles."""

    names: Lines
    articles: tuple[Article, ...]


@frozen
class Card:
    """A product an issue tells of; its name and place may be in another language than the one they stand for. `ratings`
    are its stars in words and whence they are (empty: no source gives them), `groups` that of the law."""

    names: Saids
    summaries: Lines
    picture: Picture
    ratings: tuple[str, ...]
    groups: tuple[str, ...]
    places: Saids
    producers: Lines
    addresses: tuple[str, ...]


@frozen
class Imprint:
    """An imprint in one language, as written."""

    publisher: Line
    editorial_board: Line
    licence: Line
    lines: Lines = ()


@frozen
class Book:
    """An issue. `date` is an ISO day; `words` are the few words of the edition itself, one mapping a language;
    `bound` are runs of words that no line of a title should part; `layout` and `paper` are what the issue asks of its
    printed editions (`models.Issue`; an empty layout: the usual one); `products` come after the articles."""

    ref: str
    kind: str
    languages: tuple[Language, ...]
    date: str
    names: Lines
    short_names: Lines
    site_names: tuple[str, ...]
    numbers: tuple[str, ...]
    periods: tuple[str, ...]
    titles: Lines
    summaries: Lines
    cover: Picture
    cover_lines: Lines
    couplet: Lines
    letter: tuple[Row, ...]
    letter_notes: tuple[Note, ...]
    sections: tuple[Section, ...]
    imprints: tuple[tuple[Imprint, ...], ...]
    disclaimers: tuple[str, ...]
    addresses: tuple[str, ...]
    words: tuple[tuple[tuple[str, str], ...], ...]
    bound: tuple[tuple[str, ...], ...] = ()
    layout: Line = Line()
    paper: str = "a4"
    products: tuple[Card, ...] = ()

    @property
    def articles(self) -> tuple[Article, ...]:
        """All articles in order."""
        return tuple(article for section in self.sections for article in section.articles)

    @property
    def mastheads(self) -> tuple[str, ...]:
        """Name, number and period of the issue, in each language."""
        said = zip(self.languages, self.names, self.numbers, self.periods, strict=True)
        return tuple(
            ("，" if is_cjk(language.code) else ", ").join(filter(None, (name.text, number, period)))
            for language, name, number, period in said
        )


def plain(value: Any) -> Any:
    """A value of the tree as JSON has it: places are left out, a line is its text, words are a mapping."""
    if isinstance(value, str | int):
        return value
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if isinstance(value, Line):
        return value.text
    told = _told(type(value))  # type: ignore[arg-type] # mypy takes no class for hashable
    made = {name: plain(getattr(value, name)) for name in told}
    return {**made, "words": [dict(words) for words in value.words]} if isinstance(value, Book) else made


@cache
def _told(kind: type) -> tuple[str, ...]:
    """The fields of a class that an edition prints; asked for once, as a table may have thousands of cells."""
    return tuple(one.name for one in dataclasses.fields(kind) if one.name not in {"place", "written"})
