"""A translation declared up to date: the one line that says what it was made from, changed in place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from songngu.content.documents import Document, Library
from songngu.content.source import Source, parse
from songngu.problems import Place, Problem, error
from songngu.values import frozen

KEY = "translated_from"
_ENDS = re.compile(rb"\r\n|\r|\n")
_LINE = re.compile(
    rb"""(?P<key>["']?translated_from["']?[ \t]*:)[ \t]*(?P<value>[^#\r\n]*?)(?P<rest>[ \t]+#.*|[ \t]*)"""
)
_BOM = b"\xef\xbb\xbf"


@frozen
class Accepted:
    """Files and the bytes they are to hold, how many were up to date already, and what was refused."""

    files: Mapping[Path, bytes]
    unchanged: int
    problems: tuple[Problem, ...]


def accept(library: Library, files: Iterable[Path]) -> Accepted:
    """Record for each file the digest of its source text as it stands; nothing is written here."""
    changed: dict[Path, bytes] = {}
    problems: list[Problem] = []
    unchanged = 0
    documents = _by_file(library)
    for file in files:
        found = _recorded(library, documents.get(file.resolve()), file)
        if isinstance(found, Problem):
            problems.append(found)
        elif found == file.read_bytes():
            unchanged += 1
        else:
            changed[file] = found
    return Accepted(changed, unchanged, tuple(problems))


def recorded(data: bytes, digest: str) -> bytes | None:
    """A file's bytes with `translated_from: digest`; None where that cannot be had by changing or adding one line."""
    before = parse(data, shown="")
    place = before.places.get((KEY,))
    # A digest of digits only would be read as a number.
    value = f'"{digest}"'.encode() if digest.isdecimal() else digest.encode()
    after = _replaced(data, place[0], value) if place else _added(data, before, value)
    return after if after is not None and _is_only(before, parse(after, shown=""), digest) else None


def _recorded(library: Library, document: Document | None, file: Path) -> bytes | Problem:
    if document is None:
        return error("not-a-page-here", Place(library.settings.shown(file.resolve())))
    work = library.everything[document.ref]
    if document.code == work.source_code:
        alone = len(work.documents) == 1
        return error("accept-no-source" if alone else "accept-source", document.source.place("title"))
    digest = work.original.digest
    data = recorded(file.read_bytes(), digest)
    return error("accept-by-hand", document.source.place(KEY), digest=digest) if data is None else data


def _by_file(library: Library) -> dict[Path, Document]:
    root = library.settings.root
    documents = (document for work in library.everything.values() for document in work.documents.values())
    return {(root / document.source.path).resolve(): document for document in documents}


def _replaced(data: bytes, line: int, value: bytes) -> bytes | None:
    start, end = _bounds(data, line)
    match = _LINE.fullmatch(data[start:end])
    if match is None:
        return None
    return data[:start] + match["key"] + b" " + value + match["rest"] + data[end:]


def _added(data: bytes, before: Source, value: bytes) -> bytes | None:
    """As the last line of the front matter, or in a front matter of its own."""
    new_line = (_ENDS.search(data) or [b"\n"])[0]
    said = KEY.encode() + b": " + value + new_line
    if before.body_line == 1:
        start = len(_BOM) if data.startswith(_BOM) else 0
        return data[:start] + b"---" + new_line + said + b"---" + new_line + data[start:]
    fence, _ = _bounds(data, before.body_line - 1)
    return data[:fence] + said + data[fence:]


def _bounds(data: bytes, line: int) -> tuple[int, int]:
    """Where a line, counted from 1, begins and ends without its line break."""
    ends = list(_ENDS.finditer(data))
    start = ends[line - 2].end() if line > 1 else 0
    return start, ends[line - 1].start() if line <= len(ends) else len(data)


def _is_only(before: Source, after: Source, digest: str) -> bool:
    """The proof that nothing else has changed: read back, everything but this value is as it was."""
    same = {**before.values, KEY: digest} == after.values and before.body.strip() == after.body.strip()
    return same and len(before.problems) == len(after.problems)
