"""Every work in every language: what exists, what is stale, what is missing, and what is not to be seen yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from enum import StrEnum

from songngu.content.documents import Document, Library, Work
from songngu.settings import Moment
from songngu.translation.status import Status, status
from songngu.values import frozen

ELSEWHERE = ""
"""The section of pages that stand in no declared section."""


class Standing(StrEnum):
    """Whether readers see a text."""

    PUBLIC = "public"
    DRAFT = "draft"
    EMBARGOED = "embargoed"
    EXPIRED = "expired"


@frozen
class State:
    """One language of a work: its state as a translation, whether readers see it, and its file (empty: none)."""

    status: Status
    standing: Standing = Standing.PUBLIC
    path: str = ""


@frozen
class Row:
    """One work: its path in the language folders, its section, the title of its original, a state by language."""

    ref: str
    section: str
    kind: str
    title: str
    states: Mapping[str, State]

    def has(self, *wanted: Status) -> bool:
        """Whether any language is in one of these states."""
        return any(state.status in wanted for state in self.states.values())


def overview(library: Library, moment: Moment) -> list[Row]:
    """A row for every work, withheld ones too, by section in the order of `mkdocs.yml` and path."""
    sections = [ELSEWHERE, *library.settings.sections]
    rows = [_row(library, work, moment) for work in library.everything.values()]
    return sorted(rows, key=lambda row: (sections.index(row.section), row.ref))


def counts(rows: Iterable[Row]) -> dict[str, dict[str, Counter[Status]]]:
    """How many works of each section are in which state, by section and language."""
    found: dict[str, dict[str, Counter[Status]]] = {}
    for row in rows:
        for code, state in row.states.items():
            found.setdefault(row.section, {}).setdefault(code, Counter())[state.status] += 1
    return found


def _row(library: Library, work: Work, moment: Moment) -> Row:
    states = {code: _state(library, work, code, moment) for code in library.settings.codes}
    section = work.section.folder if work.section else ELSEWHERE
    return Row(work.ref, section, work.kind, work.original.title, states)


def _state(library: Library, work: Work, code: str, moment: Moment) -> State:
    document = work.documents.get(code)
    if document is None:
        return State(status(work, code))
    return State(status(work, code), _standing(library, work, document, moment), document.source.path)


def _standing(library: Library, work: Work, document: Document, moment: Moment) -> Standing:
    """Why a text is withheld: for its own sake, else for that of the issue it belongs to."""
    if (document.code, document.ref) not in library.withheld:
        return Standing.PUBLIC
    issue = library.everything.get(work.ref.rpartition("/")[0] + "/index.md")
    holders = [document, *([issue.documents.get(document.code) or issue.original] if issue else [])]
    return next((found for found in (_reason(h, moment) for h in holders) if found), Standing.DRAFT)


def _reason(document: Document, moment: Moment) -> Standing | None:
    fields = document.fields
    if getattr(fields, "draft", False):
        return Standing.DRAFT
    begins, ends = getattr(fields, "publish_at", None), getattr(fields, "expires", None)
    if begins is not None and not moment.reached(begins):
        return Standing.EMBARGOED
    return Standing.EXPIRED if ends is not None and moment.reached(ends) else None
