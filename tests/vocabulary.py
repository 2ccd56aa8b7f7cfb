"""The vocabulary of schema.org as schema-dts declares it for TypeScript: types, what they are kinds of, their terms
with what each may hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

_INTERFACE = re.compile(r"^(?:export )?interface (\w+?)(Base|Leaf) extends ([^{]+)\{(.*?)^\}", re.M | re.S)
_TERM = re.compile(r'^    "(\w+)"\?: SchemaValue<(.+?), "\w+">;', re.M)
_PARENT = re.compile(r"(\w+)Base\b")
_LITERALS = {"Boolean": bool, "Integer": int, "Number": (int, float), "Float": (int, float)}
_TEXTS = {"Text", "URL", "Date", "DateTime", "Time", "CssSelectorType", "PronounceableText", "XPathType"}
Node = dict[str, Any]


@dataclass
class Vocabulary:
    """Parents of each type, and ranges by type and term."""

    parents: dict[str, set[str]] = field(default_factory=dict)
    terms: dict[str, dict[str, set[str]]] = field(default_factory=dict)
    leaves: set[str] = field(default_factory=set)

    def kinds(self, name: str) -> set[str]:
        """A type and everything it is a kind of."""
        return {name}.union(*(self.kinds(parent) for parent in self.parents.get(name, ())))

    def ranges(self, types: list[str], term: str) -> set[str] | None:
        """What a term may hold on a node of these types; None where it is no term of theirs."""
        found = [self.terms.get(kind, {}).get(term) for name in types for kind in self.kinds(name)]
        known = [ranges for ranges in found if ranges is not None]
        return set().union(*known) if known else None

    @cached_property
    def count(self) -> int:
        """How many types there are."""
        return len(self.leaves)


def vocabulary(file: Path) -> Vocabulary:
    """Read `schema.d.ts`."""
    read = Vocabulary()
    for name, form, above, body in _INTERFACE.findall(file.read_text("utf-8")):
        parents = set(_PARENT.findall(above)) - {name}
        read.parents.setdefault(name, set()).update(parents)
        if form == "Leaf":
            read.leaves.add(name)
        for term, ranges in _TERM.findall(body):
            read.terms.setdefault(name, {})[term] = {one.strip() for one in ranges.split("|")} - {"IdReference"}
    return read


def faults(known: Vocabulary, node: Node, where: str = "") -> Iterator[str]:
    """Everything in a node, and in those within it, that the vocabulary does not allow."""
    types = _listed(node.get("@type"))
    unknown = [name for name in types if name not in known.leaves]
    if unknown or not types:
        yield f"{where}: no type {unknown or '?'}"
        return
    for term, value in node.items():
        if term.startswith("@"):
            continue
        at = f"{where}/{'+'.join(types)}.{term}"
        ranges = known.ranges(types, term)
        if ranges is None:
            yield f"{at}: no term of this type"
            continue
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, Mapping):
                if not any(known.kinds(name) & ranges for name in _listed(one.get("@type"))):
                    yield f"{at}: holds {one.get('@type')}, not {sorted(ranges)}"
                yield from faults(known, dict(one), at)
            elif not _literal(one, ranges):
                yield f"{at}: holds {one!r}, not {sorted(ranges)}"


def _literal(value: object, ranges: set[str]) -> bool:
    if isinstance(value, str):
        return bool(_TEXTS & ranges) or "DataType" in ranges
    return any(isinstance(value, kind) and name in ranges for name, kind in _LITERALS.items()) or "DataType" in ranges


def _listed(value: Any) -> list[str]:
    return list(value) if isinstance(value, list) else [value] if value else []
