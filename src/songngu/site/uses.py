"""Where in a text the target of a link or a picture stands, as its author wrote it."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from functools import cached_property

_RUN = re.compile(r"[\w/.%#-]+")
_LINE_END = re.compile(r"\n")
# What begins a comment or a block of code, in which nothing is a link.
_ASIDE = re.compile(r"<!--|^ {0,3}(`{3,}|~{3,})", re.M)
# What stands before the target of a picture that nothing is said of.
_NO_WORDS = re.compile(r"!\[\s*\]\(\s*<?\Z")
_DEFINED = re.compile(r"^ {0,3}\[([^\]\n]+)\]:\s*<?\Z", re.M)
_WORDS = re.compile(r"""\salt\s*=\s*(?:"[^"]*[^"\s][^"]*"|'[^']*[^'\s][^']*'|[^\s"'>]+)""", re.I)
_NEAR = 1_000  # characters: nobody writes a longer mark


class Uses:
    """The uses of targets in one body. The text is taken into pieces once, whatever is asked for afterwards."""

    def __init__(self, body: str) -> None:
        self._body = body
        self._found: dict[str, tuple[int, ...]] = {}

    def of(self, written: str) -> tuple[int, ...]:
        """Where a target begins that is no part of a longer one, in order."""
        if written not in self._found:
            self._found[written] = tuple(self._search(written))
        return self._found[written]

    def without_words(self, written: str) -> tuple[int, ...]:
        """Where a picture is used of which nothing is said, in Markdown, by reference or in HTML, in order."""
        return tuple(sorted(place for at in self.of(written) for place in self._silent(at)))

    def line_and_column(self, at: int) -> tuple[int, int]:
        """A place in the body as a line, counted from 0, and a column, counted from 1."""
        line = bisect.bisect_right(self._lines, at) - 1
        return line, at - self._lines[line] + 1

    @cached_property
    def _lines(self) -> list[int]:
        return [0, *(match.end() for match in _LINE_END.finditer(self._body))]

    @cached_property
    def _text(self) -> str:
        """The body without comments and code, sign for sign."""
        pieces, at = [], 0
        for start, end in _asides(self._body):
            pieces += [self._body[at:start], re.sub(r"[^\n]", " ", self._body[start:end])]
            at = end
        return "".join([*pieces, self._body[at:]])

    @cached_property
    def _runs(self) -> dict[str, list[int]]:
        """Where each run of signs begins that targets are mostly made of."""
        runs: dict[str, list[int]] = {}
        for match in _RUN.finditer(self._text):
            runs.setdefault(match[0], []).append(match.start())
        return runs

    def _search(self, written: str) -> Iterator[int]:
        """A target stands alone where its runs are whole runs of the text; the rarest of them is looked at."""
        inside = [(self._runs.get(match[0], []), match.start()) for match in _RUN.finditer(written)]
        starts, before = min(inside, key=lambda one: len(one[0]), default=([], 0))
        for start in starts:
            at, end = start - before, start - before + len(written)
            alone = not _RUN.match(self._text[end : end + 1]) and not (at and _RUN.match(self._text[at - 1]))
            if at >= 0 and alone and self._text.startswith(written, at):
                yield at

    def _silent(self, at: int) -> Iterator[int]:
        """The uses without words that a target at a place stands for: itself, or those that refer to it."""
        before = self._text[max(0, at - _NEAR) : at]
        if defined := _DEFINED.search(before):
            label = re.escape(defined[1])
            yield from (m.start() for m in re.finditer(rf"!\[\s*\] ?\[{label}\]", self._text, re.I))
        elif _NO_WORDS.search(before):
            yield at
        elif (mark := before.rpartition("<")[2])[:3].lower() == "img":
            rest = self._text[at : at + _NEAR].partition(">")[0]
            if not _WORDS.search(mark + rest):
                yield at


def _asides(body: str) -> Iterator[tuple[int, int]]:
    """Begin and end of comments and blocks of code that are closed; what is never closed is looked for only once."""
    at, endless = 0, set[str]()
    while opening := _ASIDE.search(body, at):
        at = opening.end()
        if opening[0] in endless or opening[1] in endless:
            continue
        closing = re.compile("-->" if opening[1] is None else rf"^ {{0,3}}{opening[1]}", re.M).search(body, at)
        if closing is None:
            endless.add(opening[1] or opening[0])
        else:
            at = closing.end()
            yield opening.start(), at
