"""Approved terms: one thing, its name in each language; a name nobody has confirmed is missing, never guessed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from songngu.content.source import read_yaml
from songngu.problems import Place, Problem, error
from songngu.values import frozen


@frozen
class Term:
    """A term by its source-language name; `names` maps language codes to approved names."""

    key: str
    names: tuple[tuple[str, str], ...]
    kind: str
    place: Place

    def name(self, code: str) -> tuple[str, str]:
        """The approved name and the code of its language: the reader's, else English, else the source language's."""
        known = dict(self.names)
        for choice in (code, "en", *known):
            if choice in known:
                return known[choice], choice
        return self.key, code


def load(file: Path, shown: Callable[[Path], str], codes: tuple[str, ...]) -> tuple[dict[str, Term], list[Problem]]:
    """Terms by their name in the first of `codes` that they have; a missing file has none."""
    if not file.is_file():
        return {}, []
    rows, places, problems = read_yaml(file, shown=shown(file))
    found = list(problems)
    if rows is not None and not isinstance(rows, list):
        found.append(error("glossary-not-a-list", Place(shown(file))))
    terms: dict[str, Term] = {}
    for index, row in enumerate(rows if isinstance(rows, list) else []):
        place = places.get((index,), Place(shown(file)))
        names = _names(row, codes)
        if not names:
            found.append(error("term-incomplete", place))
            continue
        key = names[0][1]
        if key in terms:
            found.append(error("duplicate-term", place, related=[terms[key].place], term=key))
        else:
            terms[key] = Term(key, names, str(row.get("kind") or ""), place)
    return terms, found


def _names(row: object, codes: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    if not isinstance(row, Mapping):
        return ()
    return tuple((code, str(row[code])) for code in codes if row.get(code))
