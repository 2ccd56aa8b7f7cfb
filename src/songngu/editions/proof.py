"""Characters that the fonts of an edition lack: told with file and line, and taken out before type is set."""

from __future__ import annotations

import dataclasses
import unicodedata
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

from songngu.editions.fonts import characters
from songngu.editions.tree import Book, Line, Node, Side
from songngu.problems import Place, Problem, error, warning

_Value = TypeVar("_Value")
_ALWAYS = frozenset(map(ord, "\n\t \u00a0\u00ad\u200b\u2060"))  # the typesetter's own business


def proof(book: Book, *, shown: AbstractSet[int] | None = None) -> tuple[Book, tuple[Problem, ...]]:
    """The book without the characters no font can show, and a problem for each line on which one was written.

    A letter, mark or digit of a script that cannot be printed is an error, since the text would not say what it says;
    a picture sign (emoji) is left out with a warning; signs without a look of their own go without a word.
    """
    reader = _Reader(characters() if shown is None else shown)
    return reader.read(book, Line()), tuple(reader.problems)


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
            return value if all(new is old for new, old in zip(read, value, strict=True)) else cast(_Value, read)
        if dataclasses.is_dataclass(value) and not isinstance(value, Place | type):
            return self._fields(value, near)
        return value

    def _fields(self, value: Any, near: Line | Side) -> Any:
        changed = {}
        for item in dataclasses.fields(value):
            if item.name in {"written", "path", "anchor", "ref"} or (isinstance(value, Node) and item.name == "target"):
                continue
            old = getattr(value, item.name)
            new = self.read(old, near)
            if new is not old:
                changed[item.name] = new
        return dataclasses.replace(value, **changed) if changed else value

    def _text(self, text: str, near: Line | Side) -> str:
        if text.isascii():
            return text
        missing = {character for character in set(text) if ord(character) not in self.shown and ord(character) not in _ALWAYS}
        for character in sorted(missing):
            text = self._without(text, character, near)
        return text

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


def _place(character: str, near: Line | Side) -> Place:
    """The line and column of the character where the file has it as written, else where its text begins."""
    for number, line in enumerate(near.written if isinstance(near, Side) else ()):
        if character in line:
            return Place(near.place.path, near.place.line + number, line.index(character) + 1)
    return near.place
