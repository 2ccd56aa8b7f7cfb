"""A book read before it is set: characters the fonts lack are told and taken out, endless words are made breakable."""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypeVar, cast

from songngu.editions.fonts import characters
from songngu.editions.tree import Line, Side
from songngu.problems import Place, Problem, error, warning

_Value = TypeVar("_Value")
_ENDLESS = re.compile(r"[^\s\u200b\u2e80-\uffdc]{31,}")  # an address, mostly; Han characters break anywhere
_LONG = re.compile(r"[^\s\u200b\u2e80-\uffdc]{21,}")  # in a line of its own, which may be a title
_NOTHING_LEFT = "…"
_PIECE = 12  # so many of the widest letters fit into a column even in the size of a title
_JOINT = re.compile(r"(?<=[/?&=_.,;:+#%])(?=[^/?&=_.,;:+#%])")
_NOT_SHOWN = frozenset(
    "address addresses code key anchor bound date languages path place ref target words written".split()
)
_ALWAYS = frozenset(map(ord, "\n\t \u00a0\u00ad\u200b\u2060"))  # the typesetter's own business


def proof(book: _Value, *, shown: AbstractSet[int] | None = None) -> tuple[_Value, tuple[Problem, ...]]:
    """The book (or another tree) without the characters no font can show, and a problem for each line with one.

    A letter, mark or digit of a script that cannot be printed is an error, since the text would not say what it says;
    a picture sign (emoji) is left out with a warning; signs without a look of their own go without a word. A line of
    which nothing is left becomes an ellipsis. Words of
    more than 30 characters (20 in a line of its own, such as a title) get places at which a line may end (U+200B), at
    the joints of an address if it is one.
    """
    reader = _Reader(characters() if shown is None else shown)
    return reader.read(book, Line(place=Place("mkdocs.yml"))), tuple(reader.problems)


@cache
def _shown(kind: type) -> tuple[str, ...]:
    """The fields of a class in which there are texts that are printed; none of what is no part of a tree."""
    told = dataclasses.fields(kind) if dataclasses.is_dataclass(kind) else ()
    return tuple(one.name for one in told if one.name not in _NOT_SHOWN)


@dataclass(slots=True)
class _Reader:
    shown: AbstractSet[int]
    problems: list[Problem] = field(default_factory=list)

    def read(self, value: _Value, near: Line | Side) -> _Value:
        """The value with every text in it cleaned; `near` says where its texts were written."""
        if isinstance(value, str):
            return cast(_Value, self._text(value, near))
        if isinstance(value, Line | Side):
            near = value
        if isinstance(value, tuple):
            read = tuple(self.read(item, near) for item in value)
            same = all(new is old for new, old in zip(read, value, strict=True))
            return value if same else cast(_Value, read)
        names = _shown(type(value))  # type: ignore[arg-type] # mypy takes no class for hashable
        return cast(_Value, self._fields(value, names, near)) if names else value

    def _fields(self, value: Any, names: tuple[str, ...], near: Line | Side) -> Any:
        changed = {}
        for name in names:
            old = getattr(value, name)
            new = self.read(old, near)
            if new is not old:
                changed[name] = new
        return dataclasses.replace(value, **changed) if changed else value

    def _text(self, text: str, near: Line | Side) -> str:
        text = (_LONG if isinstance(near, Line) else _ENDLESS).sub(_breakable, text)
        if text.isascii() and text.isprintable():
            return text
        left = text
        for character in sorted({c for c in text if ord(c) not in self.shown and ord(c) not in _ALWAYS}):
            left = self._without(left, character, near)
        # A title of nothing else is still one, in the contents and above its text.
        return left if left.strip() or not text.strip() or not isinstance(near, Line) else _NOTHING_LEFT

    def _without(self, text: str, character: str, near: Line | Side) -> str:
        category = unicodedata.category(character)
        if category == "Zs":
            return text.replace(character, " ")
        name = unicodedata.name(character, "")
        if category not in {"Cc", "Cf", "Sk"} and not name.startswith("VARIATION SELECTOR"):
            letter = category[0] in "LMN" or category == "Co"
            complaint = error if letter else warning
            code = "glyph-missing" if letter else "glyph-left-out"
            sign = f"U+{ord(character):04X}" + (f" {name}" if name else "")
            self.problems.append(complaint(code, _place(character, near), character=character, name=sign))
        return text.replace(character, "")


def _breakable(match: re.Match[str]) -> str:
    parts = _JOINT.split(match[0])
    return "\u200b".join(part[start : start + _PIECE] for part in parts for start in range(0, len(part), _PIECE))


def _place(character: str, near: Line | Side) -> Place:
    """The line and column of the character where the file has it as written, else where its text begins."""
    for number, line in enumerate(near.written if isinstance(near, Side) else ()):
        if character in line:
            return Place(near.place.path, near.place.line + number, line.index(character) + 1)
    return near.place
