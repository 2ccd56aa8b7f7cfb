"""A title broken into lines: Latin between words, Chinese between phrases, names and figures never."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence

from songngu.content.phrases import MAY_END

Measure = Callable[[str], float]
"""The width of a piece of text, in any unit."""

HAN = r"\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef"
ELLIPSIS = "…"
# What may not begin a line and what may not end one (GB/T 15834-2011, 5.1).
_CLOSING = "。，、；：？！）》〉」』】〕”’…—·～％!?,.:;)%"
OPENING = "（《〈「『【〔“‘("
_ENDS = f" {MAY_END}"
_UNITS = "年月日时万亿千百个家人次元岁度号届"  # after a figure they are part of it
_ATOM = re.compile(rf" +|{MAY_END}|[{HAN}“”‘’…—]|[^ {MAY_END}{HAN}“”‘’…—]+")
_FIGURE = re.compile(rf"\d[{_UNITS}]*$")
_STEPS = 12  # halvings of the width in search of the narrowest one: a thousandth of it is near enough


def pieces(text: str) -> list[str]:
    """What stays together, in order; a piece ends with a space or `MAY_END` where one stands before the next. Where a
    text has `MAY_END`, its Chinese is parted there and at marks, else between any two characters.

    The text is brought into NFC, its white space into single spaces; no-break spaces hold words together.
    """
    text = unicodedata.normalize("NFC", re.sub(r"[ \t\r\n]+", " ", text)).strip(" ")
    found: list[str] = []
    for atom in _ATOM.findall(text):
        if found and (atom[0] in _ENDS or _held(found[-1], atom)):
            found[-1] += atom
        else:
            found.append(atom)
    return _gathered(found, f"{_ENDS}{_CLOSING}") if MAY_END in text else found


def _held(before: str, atom: str) -> bool:
    """Whether no line may end between the two."""
    if before[-1] in _ENDS:
        return False
    if atom[0] in _CLOSING or before[-1] in OPENING:
        return True
    if _FIGURE.search(before) and atom[0] in _UNITS:
        return True
    return not _stands_alone(before[-1]) and not _stands_alone(atom[0])


def _stands_alone(sign: str) -> bool:
    return re.match(rf"[{HAN}”’…—“‘]", sign) is not None


def broken(text: str, measure: Measure, *, width: float, most: int) -> list[str] | None:
    """The text in at most that many lines of about one length, none wider than `width`; None where it has no room."""
    parts = pieces(text)
    finest = _rows(*_widths(parts, measure), width)
    if finest is None or len(finest) > most:
        return None
    for kept in (_gathered(parts, f" {_CLOSING}"), parts):
        widths = _widths(kept, measure)
        rows = _rows(*widths, width)
        if rows is not None and len(rows) == len(finest):
            return _joined(kept, _balanced(*widths, width, rows))
    return None


def cut(text: str, measure: Measure, *, width: float, most: int) -> list[str]:
    """As much of the text as that many lines hold, and an ellipsis: shortened piece by piece, at last letter by
    letter."""
    parts = pieces(text)
    while len(parts) > 1:
        parts.pop()
        lines = broken(_shortened("".join(parts)), measure, width=width, most=most)
        if lines is not None:
            return lines
    letters = parts[0] if parts else ""
    while letters and measure(_shortened(letters)) > width:
        letters = letters[:-1]
    return [_shortened(letters)]


def _gathered(parts: Sequence[str], ends: str) -> list[str]:
    """Pieces put together up to one of some signs, or an opening mark: Chinese is best read when a line ends with its
    clause, else with a phrase."""
    found: list[str] = []
    for part in parts:
        if found and found[-1][-1] not in ends and part[0] not in OPENING:
            found[-1] += part
        else:
            found.append(part)
    return found


def _widths(parts: Sequence[str], measure: Measure) -> tuple[list[float], list[float]]:
    """Of each piece: the width within a line, and at its end."""
    shown = [part.replace(MAY_END, "") for part in parts]
    return [measure(part) for part in shown], [measure(part.rstrip(" ")) for part in shown]


def _shortened(text: str) -> str:
    return text.rstrip(f"{_ENDS}{_CLOSING}{OPENING}") + ELLIPSIS


def _balanced(widths: Sequence[float], ends: Sequence[float], width: float, rows: list[int]) -> list[int]:
    """The same number of lines, the longest as short as it can be."""
    low, high = width / 2, width
    for _ in range(_STEPS):
        middle = (low + high) / 2
        found = _rows(widths, ends, middle)
        if found is None or len(found) > len(rows):
            low = middle
        else:
            high, rows = middle, found
    return rows


def _rows(widths: Sequence[float], ends: Sequence[float], width: float) -> list[int] | None:
    """The number of the piece each line begins with, each line filled; None where a piece is wider than a line."""
    rows, used = [0], 0.0
    for number, (whole, end) in enumerate(zip(widths, ends, strict=True)):
        if end > width:
            return None
        if used + end > width:
            rows.append(number)
            used = 0.0
        used += whole
    return rows


def _joined(parts: Sequence[str], rows: Sequence[int]) -> list[str]:
    ends = [*rows[1:], len(parts)]
    return ["".join(parts[first:last]).replace(MAY_END, "").rstrip(" ") for first, last in zip(rows, ends, strict=True)]
