"""The title of a text: the first-level heading that opens it, or what its front matter or its file name says."""

from __future__ import annotations

import html
import re

from songngu.content.source import Source
from songngu.text import one_line

_ATX = re.compile(r" {0,3}#(?!#)(.*)")
_UNDERLINE = re.compile(r"=+[ \t]*")
_NO_HEADING = ("    ", "\t", "```", "~~~", ">", "#")
_INLINE_MARKS = re.compile(r"[*_`]+|!?\[([^\[\]]*)\]\([^()]*\)|\{[^{}]*\}$|<[^<>]+>")


def title_heading(source: Source) -> tuple[str, str, int]:
    """The first-level heading that opens the body (empty: none), the body after it, and the line that begins on."""
    lines = source.body.split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip()), len(lines))
    text, end = _heading(lines, first)
    if not end:
        return "", source.body, source.body_line
    plain = html.unescape(_INLINE_MARKS.sub(lambda match: match[1] or "", text.strip()))
    return one_line(plain), "\n".join(lines[end:]), source.body_line + end


def title(source: Source, heading: str, ref: str) -> str:
    """The title of a page whose front matter may say anything: the one given, the heading, or the file's name."""
    given = source.values.get("title")
    if isinstance(given, str | int | float) and str(given).strip():
        return one_line(str(given))
    if heading:
        return heading
    parts = ref.removesuffix(".md").split("/")
    name = parts[-2] if parts[-1] == "index" and len(parts) > 1 else parts[-1]
    return one_line(re.sub(r"[-_]+", " ", name)).capitalize() or name


def _heading(lines: list[str], first: int) -> tuple[str, int]:
    """The text of a heading on line `first` and the line after it; 0 where there is no heading."""
    if first == len(lines):
        return "", 0
    line = lines[first]
    atx = _ATX.fullmatch(line)
    if atx:
        return atx[1].strip().rstrip("#"), first + 1
    below = lines[first + 1] if first + 1 < len(lines) else ""
    if _UNDERLINE.fullmatch(below) and not line.startswith(_NO_HEADING):
        return line, first + 2
    return "", 0
