"""Complaints as data: what is wrong, where, how badly, and what would mend it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import NamedTuple

from songngu.values import frozen

LANGUAGES = ("en", "vi")
"""The languages problems are told in."""
FORMATS = ("text", "json", "github", "gitlab")
"""The forms a report may have."""


class Severity(StrEnum):
    """How much a problem weighs: an error stops the build, a warning stops `check --strict`, a note never stops."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


_WEIGHT = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


class Place(NamedTuple):
    """A point in a file: `path` relative to the project, lines and columns counted from 1 (0: unknown)."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line or 1}:{self.column or 1}"


@frozen
class Problem:
    """One complaint.

    `code` is stable, lower-case with hyphens, and has a heading in the documentation. `values` are what its message
    speaks of; the sentences themselves live in `problem_texts`, in every language in which messages are printed.
    """

    code: str
    severity: Severity
    place: Place
    values: tuple[tuple[str, str], ...] = ()
    related: tuple[Place, ...] = ()

    def value(self, name: str) -> str:
        """The value called `name`, or an empty string."""
        return dict(self.values).get(name, "")


def error(code: str, place: Place, *, related: Iterable[Place] = (), **values: object) -> Problem:
    """An error: the build does not go on."""
    return _problem(Severity.ERROR, code, place, related, values)


def warning(code: str, place: Place, *, related: Iterable[Place] = (), **values: object) -> Problem:
    """A warning: `check --strict` and publishing stop."""
    return _problem(Severity.WARNING, code, place, related, values)


def note(code: str, place: Place, *, related: Iterable[Place] = (), **values: object) -> Problem:
    """A note: worth knowing, never stops anything."""
    return _problem(Severity.NOTE, code, place, related, values)


def softened(problem: Problem) -> Problem:
    """The same complaint, an error as a warning: what is wrong in a text nobody declared stops no build."""
    return replace(problem, severity=Severity.WARNING) if problem.severity is Severity.ERROR else problem


def _problem(
    severity: Severity, code: str, place: Place, related: Iterable[Place], values: dict[str, object]
) -> Problem:
    pairs = tuple((name, str(value)) for name, value in values.items())
    return Problem(code, severity, place, pairs, tuple(related))


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Without repetitions, by file, line, column, then weight and code."""
    unique = dict.fromkeys(problems)
    return sorted(unique, key=lambda p: (p.place, _WEIGHT[p.severity], p.code, p.values))


@dataclass(slots=True)
class Report:
    """Problems as they are gathered during one run."""

    problems: list[Problem] = field(default_factory=list)

    def add(self, *problems: Problem) -> None:
        """Take in one or more problems."""
        self.problems.extend(problems)

    def extend(self, problems: Iterable[Problem]) -> None:
        """Take in any number of problems."""
        self.problems.extend(problems)

    def __iter__(self) -> Iterator[Problem]:
        return iter(in_order(self.problems))

    def count(self, severity: Severity) -> int:
        """How many different problems of this severity there are."""
        return sum(1 for p in self if p.severity is severity)

    @property
    def stops(self) -> bool:
        """True when at least one problem is an error."""
        return any(p.severity is Severity.ERROR for p in self.problems)
