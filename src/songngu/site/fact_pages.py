"""Where facts stand on the site: a page for each file of facts, in every language; a long one goes on overleaf."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from songngu.content.facts import Fact
from songngu.site.lists import numbered
from songngu.text import slug

PER_PAGE = 96
"""Facts on a page: some 7 kB with long sentences, which leaves 5 of 12 for what stands around them."""


def group(fact: Fact) -> str:
    """The group of a fact: the name of the file it stands in."""
    return _group(fact.place.path)


def refs(facts: Mapping[str, Fact]) -> dict[str, str]:
    """The page of each fact by its key, within the section: `heritage.md`, or `heritage/page-2.md`. One that may not be
    printed stands on none; it is told of by the first page of its group."""
    found = {key: f"{group(fact)}.md" for key, fact in facts.items()}
    for name, members in groups(facts.values()).items():
        for number in range(2, pages_of(members) + 1):
            found |= {fact.key: numbered(f"{name}.md", number) for fact in cut(members, number)}
    return found


def pages_of(members: Sequence[Fact]) -> int:
    """How many pages a group takes: one at least."""
    return max(1, -(-len(members) // PER_PAGE))


def cut(members: Sequence[Fact], number: int) -> Sequence[Fact]:
    """The facts on a page of a group; the first page is 1."""
    return members[(number - 1) * PER_PAGE : number * PER_PAGE]


def groups(facts: Iterable[Fact]) -> Mapping[str, tuple[Fact, ...]]:
    """Facts that may be printed, by group; both in order."""
    found: dict[str, list[Fact]] = {}
    for fact in facts:
        if fact.printable:
            found.setdefault(group(fact), []).append(fact)
    return {name: tuple(found[name]) for name in sorted(found)}


@lru_cache(maxsize=1024)
def _group(path: str) -> str:
    name = path.rsplit("/", 1)[-1].removesuffix(".yml")
    return slug(name) or "other"
