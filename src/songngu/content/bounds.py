"""What no text needs and the converter could take minutes over, found by a cheap look before it begins.

Measured with Python-Markdown 3.11 and the usual extensions on files under 100 kB: what stays inside these bounds takes
two seconds at most; what is beyond them grows with the square of its length or faster, or is dear each time. Each bound
is far above anything an editor writes, and none but that of code counts what stands in a fenced block of it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

from songngu.problems import Place, Problem, error

# Lists, quotes, notes and indents one in the other: readers are lost after four, Python's stack ends near 180.
LEVELS = 50
# Characters between opening brackets and what closes them, summed up: an ordinary page has some ten thousand.
_SPAN = 1_000_000
# The same for marks of HTML, over which a parser written in C goes faster.
_HTML_SPAN = 5_000_000
_SLOW = 5  # times that of others: looking for the end of `<![CDATA[`
# Definitions of abbreviations, cells of one row, blocks of code (each has its colours looked up anew); and, without a
# blank line between them, headings and definitions of links: after each the rest is looked through again.
ALIKE = 1_000
RULES = 500  # and boxes: the same, with more work each time
NOTES = 500  # references to the same footnote
FOOTNOTES = 2_000
TAGS = 10_000  # marks of HTML
MARKS = 10_000  # of emphasis, of escape: one for every ten characters of the longest file

_DEEP = re.compile(rf"\n[ \t>*+\-0-9.)]{{{LEVELS},}}")  # `^` would be tried at each character
_STEP = re.compile(r"    |\t| {0,3}> ?| {0,3}(?:[-*+]|\d{1,9}[.)])[ \t]+")
_RULE = re.compile(r"[ \t>]*([-*+])(?:[ \t]*\1)*[ \t]*$")  # of dashes or stars, however long
_NESTING = re.compile(r"[-*+>:\[!?]|\d+[.)]")  # what begins a list, a quote, a definition, a footnote, a note
_FENCE = re.compile(r"^[ \t>]*(`{3,}|~{3,})[^\n]*\n.*?^[ \t>]*\1", re.M | re.S)
_BLOCK = re.compile(r"(?:[ \t]*\S[^\n]*(?:\n|\Z))+")
_BRACKET = re.compile(r"\\.|[][()]", re.S)
_TAG = re.compile(r"<(?:!\[|[a-zA-Z/])")
_NOTE = re.compile(r"\[\^[^\]\n]+\](?!:)")
_LINE = re.compile(r"[^\n]+")
_HEADING = re.compile(r"^ {0,3}#", re.M)
_LINE_OF_MARKS = re.compile(r"^ {0,3}(?:=+|([-*_])(?: *\1)*) *$", re.M)  # a rule, or what makes a heading of a line
_BOX = re.compile(r"^ {0,3}(?:!!!|\?\?\?)", re.M)
_REFERENCE = re.compile(r"^ {0,3}\[[^\]\n]+\]:", re.M)
_ABBREVIATION = re.compile(r"^ {0,3}\*\[", re.M)
_FOOTNOTE = re.compile(r"^ {0,3}\[\^[^\]\n]+\]:", re.M)
# Those beside a word, not those that stand alone as in a rule; underscores within words are letters like others.
_STARS = re.compile(r"(?<![\s*\\])\*+|(?<![*\\])\*+(?![\s*])")
_UNDERSCORES = re.compile(r"(?<!\w)_+(?![\s_])|(?<![\s_])_+(?!\w)")
_BACKSLASH = re.compile(r"\\.", re.S)

Put = Callable[[int], Place]
"""Turns a line of the body, counted from 0, into a place."""


def out_of_bounds(body: str, place: Put) -> Problem | None:
    """What makes a body too costly to convert, at the first line where it is so; None for any text of a person."""
    return next((found for look in _LOOKS for found in look(body, place)), None)


def _depth(body: str, place: Put) -> Iterator[Problem]:
    if not _DEEP.search(f"\n{body}"):
        return
    text = _without_fences(body)
    for match in _DEEP.finditer(f"\n{text}"):  # begins in it where the line after begins in the text
        if _levels(text[match.start() : (text + "\n").index("\n", match.start())]) > LEVELS:
            yield error("nested-too-deeply", place(text.count("\n", 0, match.start())), levels=LEVELS)


def _levels(line: str) -> int:
    """How many things stand one in the other at the beginning of a line; none where nothing but an indent does."""
    if _RULE.match(line):
        return 0
    at = count = 0
    while step := _STEP.match(line, at):
        at, count = step.end(), count + 1
    nests = _NESTING.match(line, at) or any(not step.isspace() for step in _STEP.findall(line[:at]))
    return count if nests else 0


def _brackets(body: str, place: Put) -> Iterator[Problem]:
    """Each `[` and each `(` of a link is looked for to its end, or to that of the paragraph."""
    if body.count("[") * len(body) <= _SPAN:
        return
    text = _without_fences(body)
    for block in _BLOCK.finditer(text):
        words = block[0]
        if words.count("[") * len(words) > _SPAN and (spans := _spans(words))[0] > _SPAN:
            line = text.count("\n", 0, block.start() + words.index("["))
            yield error("brackets-astray", place(line), count=spans[1], mark="[")


def _spans(words: str) -> tuple[int, int]:
    """Characters from opening brackets to closing ones, and how many brackets are opened."""
    opened: dict[str, list[int]] = {"[": [], "(": []}
    total = count = 0
    for match in _BRACKET.finditer(words):
        mark, at = match[0], match.start()
        if mark in opened:
            count += 1
            opened[mark].append(at if mark == "[" or words[at - 1 : at] == "]" else -1)
        elif mark in "])" and (stack := opened["[" if mark == "]" else "("]):
            start = stack.pop()
            total += at - start if start >= 0 else 0
    left = [start for stack in opened.values() for start in stack if start >= 0]
    return total + sum(len(words) - start for start in left), count


def _html(body: str, place: Put) -> Iterator[Problem]:
    """Each mark that is opened is looked for to its end, or to that of the text."""
    if body.count("<") * len(body) * _SLOW <= _HTML_SPAN:
        return
    text, total, first, count = _without_fences(body), 0, -1, 0
    ends = {">": -1, "]]>": -1}
    for match in _TAG.finditer(text):
        closing, weight = ("]]>", _SLOW) if match[0] == "<![" else (">", 1)
        if ends[closing] < match.end():
            found = text.find(closing, match.end())
            ends[closing] = len(text) if found < 0 else found
        first, count = match.start() if first < 0 else first, count + 1
        total += (ends[closing] - match.start()) * weight
    if total > _HTML_SPAN:
        yield error("brackets-astray", place(text.count("\n", 0, first)), count=count, mark="<")


def _alike(body: str, place: Put) -> Iterator[Problem]:
    """Things of which each is compared with all the others, or is dear by itself."""
    for mark, least, limit, look in _COUNTED:
        if len(body) > limit and body.count(least) > limit:
            text = _without_fences(body)
            count, at = max(look(text), default=(0, 0))
            if count > limit:
                yield error("too-many-alike", place(text.count("\n", 0, -at)), count=count, mark=mark, limit=limit)


def _code(body: str, place: Put) -> Iterator[Problem]:
    """Blocks of code, of which the other looks see nothing."""
    for mark in ("```", "~~~"):
        if body.count(mark[0]) > ALIKE:
            found = [match.start() for match in _FENCE.finditer(body)]
            if len(found) > ALIKE:
                line = body.count("\n", 0, found[0])
                yield error("too-many-alike", place(line), count=len(found), mark=mark, limit=ALIKE)


Found = tuple[int, int]
"""How many, and where they begin: as a negative number, so that of equals the first is the greatest."""
Look = Callable[[str], Iterator[Found]]


def _references(text: str) -> Iterator[Found]:
    for mark, count in Counter(_NOTE.findall(text)).items():
        yield count, -text.index(mark)


def _cells(text: str) -> Iterator[Found]:
    return ((line[0].count("|"), -line.start()) for line in _LINE.finditer(text))


def _together(pattern: re.Pattern[str]) -> Look:
    """Those without a blank line between them."""
    return lambda text: ((len(pattern.findall(block[0])), -block.start()) for block in _BLOCK.finditer(text))


def _in_all(pattern: re.Pattern[str]) -> Look:
    """Those of the whole text."""

    def look(text: str) -> Iterator[Found]:
        found = [match.start() for match in pattern.finditer(text)]
        return iter([(len(found), -found[0])] if found else [])

    return look


# A mark as it is called, a character of it (counted in a third of the time of two), how many there may be, and who
# counts them.
_COUNTED: tuple[tuple[str, str, int, Look], ...] = (
    ("[^…]", "^", NOTES, _references),
    ("|", "|", ALIKE, _cells),
    ("#", "#", ALIKE, _together(_HEADING)),
    ("---", "\n", RULES, _together(_LINE_OF_MARKS)),
    ("!!!", "\n", RULES, _together(_BOX)),
    ("[…]:", "]", ALIKE, _together(_REFERENCE)),
    ("*[…]:", "[", ALIKE, _in_all(_ABBREVIATION)),
    ("[^…]:", "^", FOOTNOTES, _in_all(_FOOTNOTE)),
    ("<…>", "<", TAGS, _in_all(_TAG)),
    ("*", "*", MARKS, _in_all(_STARS)),
    ("_", "_", MARKS, _in_all(_UNDERSCORES)),
    ("\\", "\\", MARKS, _in_all(_BACKSLASH)),
)
_LOOKS = (_depth, _code, _brackets, _html, _alike)


def _without_fences(body: str) -> str:
    """The body with blocks of code emptied, line for line."""
    return _FENCE.sub(lambda match: "\n" * match[0].count("\n"), body)
