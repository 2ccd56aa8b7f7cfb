"""Works put in order once for all pages: by kind, by topic, and those at the top of the tree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from songngu.content.documents import Library, Work

_KEPT = 40  # of each topic and language: related pages are looked for among the newest, however long a site has run
_READ = frozenset({"article", "heritage", "product", "investment", "release", "page"})  # no tables of contents


@dataclass(frozen=True, slots=True)
class Shelves:
    """`roots`: works outside any folder, front page left out. `folders`: those with works in them, in order.
    `kinds`: works by kind, in order of ref. `topics`: by (language, topic), the newest works that can be read in it."""

    roots: tuple[Work, ...]
    folders: tuple[str, ...]
    kinds: Mapping[str, tuple[Work, ...]]
    topics: Mapping[tuple[str, str], tuple[Work, ...]]

    def related(self, work: Work, code: str, count: int) -> tuple[Work, ...]:
        """Works that share topics with a work: most shared first, then newest, then by ref."""
        shared: dict[str, int] = {}
        found: dict[str, Work] = {}
        for topic in dict.fromkeys(work.original.fields.topics):
            for other in self.topics.get((code, topic), ()):
                if other.ref != work.ref:
                    shared[other.ref] = shared.get(other.ref, 0) + 1
                    found[other.ref] = other
        order = sorted(found.values(), key=lambda other: (-shared[other.ref], -_day(other), other.ref))
        return tuple(order[:count])


def shelve(library: Library) -> Shelves:
    """Go through the library once."""
    works = library.works.values()
    return Shelves(
        roots=tuple(work for work in works if "/" not in work.ref and work.ref != "index.md"),
        folders=tuple(sorted({work.ref.split("/")[0] for work in works if "/" in work.ref})),
        kinds=MappingProxyType(_by_kind(works)),
        topics=MappingProxyType(_by_topic(works)),
    )


def _by_kind(works: Iterable[Work]) -> dict[str, tuple[Work, ...]]:
    kinds: dict[str, list[Work]] = {}
    for work in works:
        kinds.setdefault(work.kind, []).append(work)
    return {kind: tuple(found) for kind, found in kinds.items()}


def _by_topic(works: Iterable[Work]) -> dict[tuple[str, str], tuple[Work, ...]]:
    topics: dict[tuple[str, str], list[Work]] = {}
    for work in sorted(works, key=lambda work: (-_day(work), work.ref)):
        for topic in dict.fromkeys(work.original.fields.topics) if work.kind in _READ else ():
            for code in work.documents:
                shelf = topics.setdefault((code, topic), [])
                if len(shelf) < _KEPT:
                    shelf.append(work)
    return {key: tuple(found) for key, found in topics.items()}


def _day(work: Work) -> int:
    day = work.original.fields.date
    return day.toordinal() if day else 0
