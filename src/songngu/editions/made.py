"""An edition ordered and an edition made: what is asked for, and what came of it."""

from __future__ import annotations

from songngu.problems import Problem
from songngu.settings import FORMS
from songngu.values import frozen


@frozen
class Order:
    """One edition to be made of an issue (its ref): in which form and in which languages, the first one first."""

    issue: str
    form: str
    languages: tuple[str, ...]

    @property
    def key(self) -> str:
        """What tells it from all other orders of a site."""
        return f"{self.issue} {self.name}"

    @property
    def name(self) -> str:
        """The name of the file, which says what it is wherever it is saved; no two orders of an issue
        have the same."""
        stem = self.issue.removesuffix(".md").removesuffix("/index").replace("/", "-")
        return f"{stem}-{'-'.join(self.languages)}{FORMS[self.form].suffix}"


@frozen
class Made:
    """The bytes of an edition, how many pages it has (0: it has none), and what was wrong with the book (an error:
    there are no bytes)."""

    data: bytes
    pages: int = 0
    problems: tuple[Problem, ...] = ()
