"""Lists in order, and cut into pages: what stands on landing pages and in the catalogue, for each language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from songngu.content.documents import Library, Work
from songngu.content.models import Event, Investment, Issue
from songngu.site.facets import Facet, rank
from songngu.site.readers import told

PER_PAGE = 24
"""Works on a page of a list: some 7 kB with photographs, which leaves 5 of 12 for what stands above; rows of two, three
and four cards without a gap."""
KINDS = frozenset({"section", "press-room", "group", "filter"})
"""Kinds of pages that show such a list."""
TYPES = ("zone", "incentive", "agreements", "guide")  # what a page for investors is about, in the order of the list
_ISSUES = frozenset({"issue", "special-issue"})
_NUMBERED = "page-"
T = TypeVar("T")


def lists(
    library: Library, inside: Mapping[str, tuple[Work, ...]], facets: Mapping[str, tuple[Facet, ...]]
) -> dict[tuple[str, str], tuple[Work, ...]]:
    """Works by language and ref of the page on which their list begins, in its order: those a reader of the language
    is told of. `inside`: all works by folder, at any depth below it."""
    found: dict[tuple[str, str], tuple[Work, ...]] = {}
    for ref, works in _whole(library, inside, facets):
        for code in library.settings.codes:
            kept = tuple(work for work in works if told(work, code))
            if kept:
                found.setdefault((code, ref), kept)
    return found


def pages_of(works: Sequence[object]) -> int:
    """How many pages a list takes: one at least."""
    return max(1, -(-len(works) // PER_PAGE))


def cut(works: Sequence[T], number: int) -> Sequence[T]:
    """What stands on a page of a list; the first page is 1."""
    return works[offset(number) : offset(number + 1)]


def offset(number: int) -> int:
    """How many works stand on the pages before this one."""
    return (number - 1) * PER_PAGE


def numbered(ref: str, number: int) -> str:
    """Where a further page of the list that begins at a ref stands, the same in every language: `ocop/page-2.md`."""
    return f"{ref.removesuffix('.md').removesuffix('/index')}/{_NUMBERED}{number}.md"


def begins_at(path: str) -> str | None:
    """The address at which a list begins whose further page would stand at this one; None for any other address."""
    above, _, name = path.rstrip("/").rpartition("/")
    number = name.removeprefix(_NUMBERED)
    return f"{above}/" if above and name != number and number.isascii() and number.isdigit() else None


def newest(works: Iterable[Work]) -> list[Work]:
    """Newest first, an event by the day it begins; of one day, in order of ref."""

    def when(work: Work) -> str:
        fields = work.original.fields
        day = fields.starts if isinstance(fields, Event) else fields.date
        return day.isoformat()[:10] if day else ""

    return sorted(sorted(works, key=lambda w: w.ref), key=when, reverse=True)


def _whole(
    library: Library, inside: Mapping[str, tuple[Work, ...]], facets: Mapping[str, tuple[Facet, ...]]
) -> Iterator[tuple[str, Sequence[Work]]]:
    for folder, works in inside.items():
        landing, first = f"{folder}index.md", folder.partition("/")[0]
        own = library.works.get(landing)
        if folder == f"{first}/" or (own is not None and own.kind == "section"):
            section = library.settings.sections.get(first)
            order = _ORDERS.get(section.kind if section else "", list)
            yield landing, order(work for work in works if work.ref != landing)
    for folder, found in facets.items():
        yield from ((facet.ref(folder), facet.works) for facet in found)


def _issues(works: Iterable[Work]) -> list[Work]:
    def period(work: Work) -> str:
        fields = work.original.fields
        return fields.period if isinstance(fields, Issue) else ""

    return sorted((work for work in works if work.kind in _ISSUES), key=period, reverse=True)


def _products(works: Iterable[Work]) -> list[Work]:
    return sorted((work for work in works if work.kind == "product"), key=rank)


def _by_type(works: Iterable[Work]) -> list[Work]:
    def place(work: Work) -> int:
        fields = work.original.fields
        return TYPES.index(fields.type) if isinstance(fields, Investment) else len(TYPES)

    return sorted(works, key=place)


def _of_kind(kind: str) -> Callable[[Iterable[Work]], list[Work]]:
    return lambda works: newest(work for work in works if work.kind == kind)


_ORDERS: dict[str, Callable[[Iterable[Work]], list[Work]]] = {
    "newsletter": _issues,
    "special-issue": _issues,
    "product": _products,
    "investment": _by_type,
    "press": _of_kind("release"),
    "event": _of_kind("event"),
    "correction": _of_kind("correction"),
}
"""How a section of a kind orders its works, and which of them it lists; any other lists all in order of ref."""
