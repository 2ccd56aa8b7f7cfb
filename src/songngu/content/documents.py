"""Documents, works and the library they make up: plain values that everything downstream is made from.

Each look at them is noted (`songngu.reads`): that is how a build knows which pages a change concerns.
"""

from __future__ import annotations

import datetime as dt
import pickle
from collections.abc import Callable, Mapping, Set
from dataclasses import field, replace

from songngu.content.facts import Fact
from songngu.content.glossary import Term
from songngu.content.models import Page
from songngu.content.scan import Asset
from songngu.content.source import Source
from songngu.problems import Place, Problem
from songngu.reads import Noted, NotedSet, note
from songngu.seen import digest_of
from songngu.settings import Section, Settings
from songngu.values import frozen

Fetch = Callable[[str, str, str], tuple[Source, str]]
"""Gets what stands on a sheet by language, ref and digest."""


class Sheet:
    """A file as it was read: its `source` (without the text as its author wrote it), and the `body` with figures
    filled in.

    It is kept packed until somebody asks: of a document that stands as it was at the last build it is fetched from
    where that was kept (by language, ref and digest), and what another process has read goes through this one unopened.
    """

    __slots__ = ("_digest", "_fetch", "_found", "_packed", "code", "ref")

    def __init__(
        self,
        code: str,
        ref: str,
        packed: bytes = b"",
        *,
        found: tuple[Source, str] | None = None,
        fetch: Fetch | None = None,
        digest: str = "",
    ) -> None:
        self.code, self.ref = code, ref
        self._packed, self._found, self._fetch, self._digest = packed, found, fetch, digest

    @property
    def content(self) -> tuple[Source, str]:
        """Both; raises what `fetch` raises."""
        if self._found is None:
            # Packed by this process or by one it forked: what comes from a disk has a `fetch` that trusts nothing.
            fetch = self._fetch
            self._found = fetch(self.code, self.ref, self._digest) if fetch else pickle.loads(self._packed)
        return self._found

    def put_away(self) -> None:
        """Let go of both until somebody asks again, where that costs little."""
        if self._packed or self._fetch:
            self._found = None

    @property
    def packed(self) -> bytes:
        """Both, pickled."""
        if not self._packed:
            source, body = self.content
            self._packed = pickle.dumps((replace(source, body=""), body), pickle.HIGHEST_PROTOCOL)
            self._digest = ""  # what was fetched may have been packed in other bytes
        return self._packed

    @property
    def digest(self) -> str:
        """The digest of both, pickled."""
        if not self._digest:
            self._digest = digest_of(self.packed)
        return self._digest

    @property
    def source(self) -> Source:
        """The file taken apart."""
        return self.content[0]

    @property
    def body(self) -> str:
        """The text without its title heading, figures filled in."""
        return self.content[1]

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Sheet) and self.digest == other.digest)

    def __hash__(self) -> int:
        return hash((self.code, self.ref))

    def __reduce__(self) -> tuple[object, ...]:
        return Sheet, (self.code, self.ref, self.packed)


@frozen
class Written:
    """What stands in one file: its shown path, front matter, the facts it quotes, its digest (see `Document`)."""

    path: str
    fields: Page
    body_line: int
    fact_keys: tuple[str, ...]
    digest: str
    sheet: Sheet

    @property
    def face(self) -> tuple[object, ...]:
        """What can be seen of it without its body and its digest."""
        source = self.sheet.source
        return source.path, source.values, source.places, self.fields, self.body_line, self.fact_keys


@frozen
class Document:
    """One text in one language.

    `ref` is its path inside the language folder and, with the language, its identity. `fields` hold the shared fields
    of the source-language file and its own translated ones. `body` has its figures filled in and no title heading;
    `body_line` is the line of the file on which it begins. `digest` is of all that a translator translates.
    """

    ref: str
    code: str
    kind: str
    written: Written

    @property
    def source(self) -> Source:
        """The file as it was read."""
        note("document", self.code, self.ref)
        return self.written.sheet.source

    @property
    def fields(self) -> Page:
        """The front matter of its kind."""
        note("document", self.code, self.ref)
        return self.written.fields

    @property
    def fact_keys(self) -> tuple[str, ...]:
        """The facts it quotes."""
        note("document", self.code, self.ref)
        return self.written.fact_keys

    @property
    def body_line(self) -> int:
        """The line of the file on which its body begins."""
        note("document", self.code, self.ref)
        return self.written.body_line

    @property
    def body(self) -> str:
        """The text."""
        note("body", self.code, self.ref)
        return self.written.sheet.body

    @property
    def digest(self) -> str:
        """What a translation of it was made from."""
        note("digest", self.code, self.ref)
        return self.written.digest

    @property
    def title(self) -> str:
        """The title, figures filled in."""
        return self.fields.title

    def place(self, body_line: int, column: int = 1) -> Place:
        """The place of a line of the body, counted from 0."""
        note("document", self.code, self.ref)
        return Place(self.written.path, body_line + self.written.body_line, column)


@frozen
class Work:
    """One text in all its languages; `origin` is the language it was written in, `texts` its documents by language."""

    ref: str
    kind: str
    section: Section | None
    origin: str
    texts: Mapping[str, Document]

    @property
    def source_code(self) -> str:
        """The language it was written in."""
        note("work", self.ref)
        return self.origin

    @property
    def documents(self) -> Mapping[str, Document]:
        """Its documents by language."""
        note("work", self.ref)
        return self.texts

    @property
    def original(self) -> Document:
        """The document in the source language, else in the first language there is."""
        note("work", self.ref)
        return self.texts.get(self.origin) or next(iter(self.texts.values()))


@frozen
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
    withheld: Set[tuple[str, str]] = frozenset()
    next_due: dt.datetime | None = None
    problems: tuple[Problem, ...] = ()
    everything: Mapping[str, Work] = field(default_factory=dict)
    kept_back: Mapping[str, Asset] = field(default_factory=dict)

    def document(self, code: str, ref: str) -> Document | None:
        """A visible document, if there is one."""
        work = self.works.get(ref)
        return work.documents.get(code) if work else None

    def withholds(self, ref: str) -> bool:
        """Whether a work is withheld in any language."""
        return any((code, ref) in self.withheld for code in self.settings.codes)


def noted(library: Library) -> Library:
    """The same library, each look at it noted."""
    return Library(
        settings=library.settings,
        works=Noted("work", library.works),
        facts=Noted("fact", library.facts),
        terms=Noted("term", library.terms),
        assets=Noted("asset", library.assets),
        withheld=NotedSet("withheld", library.withheld),
        next_due=library.next_due,
        problems=library.problems,
        everything=library.everything,
        kept_back=library.kept_back,
    )
