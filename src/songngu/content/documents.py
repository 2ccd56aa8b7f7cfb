"""Documents, works and the library they make up: plain values that everything downstream is made from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from songngu.content.facts import Fact
from songngu.content.glossary import Term
from songngu.content.models import Page
from songngu.content.scan import Asset
from songngu.content.source import Source
from songngu.problems import Place, Problem
from songngu.settings import Section, Settings


@dataclass(frozen=True, slots=True)
class Document:
    """One text in one language.

    `ref` is its path inside the language folder and, with the language, its identity. `fields` hold the shared fields
    of the source-language file and its own translated ones. `body` has its figures filled in and no title heading;
    `body_line` is the line of the file on which it begins. `digest` is of all that a translator translates.
    """

    ref: str
    code: str
    kind: str
    source: Source
    fields: Page
    body: str
    body_line: int
    fact_keys: tuple[str, ...]
    digest: str

    @property
    def title(self) -> str:
        """The title, figures filled in."""
        return self.fields.title

    def place(self, body_line: int, column: int = 1) -> Place:
        """The place of a line of the body, counted from 0."""
        return Place(self.source.path, body_line + self.body_line, column)


@dataclass(frozen=True, slots=True)
class Work:
    """One text in all its languages; `source_code` is the language it was written in."""

    ref: str
    kind: str
    section: Section | None
    source_code: str
    documents: Mapping[str, Document]

    @property
    def original(self) -> Document:
        """The document in the source language, else in the first language there is."""
        return self.documents.get(self.source_code) or next(iter(self.documents.values()))


@dataclass(frozen=True, slots=True)
class Library:
    """Everything an edition of the site is made from.

    `works` hold only what may be seen at the moment of the build; `withheld` names the rest as (language, ref), so that
    a link to it can be told from a link to nothing, and `kept_back` the files that only withheld texts show. `next_due`
    is when that changes. `everything` holds all works, withheld or not, for those who plan, check and translate them.
    """

    settings: Settings
    works: Mapping[str, Work]
    facts: Mapping[str, Fact]
    terms: Mapping[str, Term]
    assets: Mapping[str, Asset]
    withheld: frozenset[tuple[str, str]] = frozenset()
    next_due: dt.datetime | None = None
    problems: tuple[Problem, ...] = ()
    everything: Mapping[str, Work] = field(default_factory=dict)
    kept_back: Mapping[str, Asset] = field(default_factory=dict)

    def document(self, code: str, ref: str) -> Document | None:
        """A visible document, if there is one."""
        work = self.works.get(ref)
        return work.documents.get(code) if work else None
