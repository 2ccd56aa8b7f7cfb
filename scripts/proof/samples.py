"""Which pages a built site has: of every kind and language the one with most on it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

_LANGUAGE = re.compile(r'<html lang="([^"]+)"')
_KIND = re.compile(r'<body class="t-([a-z-]+)')


@dataclass(frozen=True, slots=True, order=True)
class Sample:
    """A page: its template, its language (a tag), its address below the root, its size in bytes."""

    kind: str
    language: str
    address: str
    size_bytes: int


def pages(folder: Path) -> Iterator[Sample]:
    """Every page made from a template, in order of address; pages that only send readers on are none."""
    for file in sorted(folder.rglob("*.html")):
        text = file.read_text("utf-8")
        language, kind = _LANGUAGE.search(text), _KIND.search(text)
        if language and kind:
            path = file.relative_to(folder).as_posix()
            yield Sample(kind[1], language[1], path.removesuffix("index.html"), len(text.encode()))


def one_of_each(found: Iterable[Sample]) -> list[Sample]:
    """The largest page of each kind in each language."""
    largest: dict[tuple[str, str], Sample] = {}
    for page in found:
        known = largest.get((page.kind, page.language))
        if known is None or page.size_bytes > known.size_bytes:
            largest[page.kind, page.language] = page
    return sorted(largest.values())


def short(language: str) -> str:
    """A language tag's first part: `zh` for `zh-Hans`."""
    return language.partition("-")[0]
