"""The plain text of a letter: lines of at most 72 columns, headings underlined, links on lines of their own.

The lines are broken here and not by `format=flowed` (RFC 3676): that joins lines with a space, and Chinese has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from songngu.editions.mail.clean import UNSUBSCRIBE
from songngu.editions.mail.tree import Group, Item, Letter, Part, Side, Way
from songngu.text import columns

COLUMNS = 72
_HAN = "\u2e80-\u303f\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uff60"
_NOT_FIRST = re.escape("、。〉》」』】〕，．：；！？）…—～·”’%")
_NOT_LAST = re.escape("〈《「『【〔（“‘")
# Beside a Han character a line may be broken, but not before a mark that closes or after one that opens (UAX #14).
_BREAK = re.compile(rf"(?<![\s{_NOT_LAST}])(?![\s{_NOT_FIRST}])(?:(?<=[{_HAN}])|(?=[{_HAN}]))")


def plain(letter: Letter) -> str:
    """The text, its lines ending in LF."""
    blocks = [
        *(_masthead(part) for part in letter.parts),
        _rule("="),
        *(_cover(part) for part in letter.parts),
        *(block for group in letter.groups for block in _group(group)),
        *_nothing(letter),
        *_events(letter),
        _rule("="),
        *(_foot(part) for part in letter.parts),
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def wrapped(text: str) -> str:
    """A paragraph in lines of at most 72 columns; what cannot be broken is left whole."""
    lines, line = [], ""
    for space, piece in _pieces(text):
        if line and columns(line + space + piece) > COLUMNS:
            lines.append(line)
            line = piece
        else:
            line += space + piece if line else piece
    return "\n".join([*lines, line])


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """What no line is broken within, each with the space before it."""
    for number, word in enumerate(text.split(" ")):
        for index, piece in enumerate(filter(None, _BREAK.split(word))):
            yield (" " if number and not index else ""), piece


def _heading(text: str, mark: str) -> str:
    lines = wrapped(text)
    return f"{lines}\n{mark * max(map(columns, lines.splitlines()))}" if lines else ""


def _rule(mark: str) -> str:
    return mark * COLUMNS


def _masthead(part: Part) -> str:
    told = " · ".join(filter(None, (part.number, part.period)))
    return _lines(wrapped(part.name), wrapped(told))


def _cover(part: Part) -> str:
    return _lines(_heading(part.headline.text, "="), wrapped(part.summary.text), *map(_way, part.ways))


def _group(group: Group) -> Iterator[str]:
    if group.names:
        yield _heading(" / ".join(name.text for name in group.names), "=")
    yield from map(_item, group.items)


def _item(item: Item) -> str:
    text = "\n\n".join([*map(_side, item.sides), *(wrapped(note.text) for note in item.notes)])
    return f"\n{text}" if len(item.sides) > 1 else text  # what belongs together stands closer than what does not


def _side(side: Side) -> str:
    over = wrapped(f"[{side.kicker}]") if side.kicker else ""
    under = side.way.address if side.way else ""
    return _lines(over, _heading(side.title.text, "-"), wrapped(side.standfirst), under)


def _way(way: Way) -> str:
    return f"\n{wrapped(way.said.text)}\n{way.address}"


def _events(letter: Letter) -> Iterator[str]:
    if letter.events:
        yield from _group(Group(letter.coming, letter.events))


def _nothing(letter: Letter) -> Iterator[str]:
    """What an issue without articles says instead."""
    if not letter.told:
        yield from (part.word("nothing") for part in letter.parts)


def _foot(part: Part) -> str:
    """The imprint, and how to get no more letters."""
    imprints = ["\n".join(wrapped(line.text) for line in lines) for lines in part.imprints]
    away = f"{wrapped(part.word('unsubscribe'))}\n{UNSUBSCRIBE}"
    return "\n\n".join(filter(None, (*imprints, wrapped(part.disclaimer), away)))


def _lines(*lines: str) -> str:
    return "\n".join(line for line in lines if line)
