"""Where facts stand on the site: a page for each file of facts, in every language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from songngu.content.facts import Fact
from songngu.text import slug


def group(fact: Fact) -> str:
    """The group of a fact: the name of the file it stands in."""
    return _group(fact.place.path)


def ref(folder: str, fact: Fact) -> str:
    """The page of a fact, in the words of its file: `facts/heritage.md`."""
    return f"{folder}/{group(fact)}.md"


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
