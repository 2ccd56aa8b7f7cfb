"""Checks of what the front matter of a section of facts puts into its brochures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from songngu.content import models
from songngu.content.documents import Document, Library, Work
from songngu.content.facts import value_text
from songngu.problems import Place, Problem, error, warning

Check = Callable[[Library, Document, tuple[str | int, ...], str], Iterator[Problem]]
"""What is wrong with something named at a place of the front matter: that it does not exist, that it is withheld."""


def brochure_problems(library: Library, work: Work, checks: Mapping[str, Check]) -> Iterator[Problem]:
    """Every problem of the brochures of a landing page of facts; `checks` are those of an `asset`, `fact`, `page` and
    `term`."""
    fields = work.original.fields
    if not isinstance(fields, models.FactsPage):
        return
    if fields.brochure is not None:
        yield from _references(library, work.original, fields.brochure, checks)
        for document in work.documents.values():
            yield from _words(document, fields.brochure)
    elif work.section is not None and "pdf" in work.section.editions:
        yield warning("brochure-missing", Place(work.original.source.path, 1))


def _references(
    library: Library, document: Document, brochure: models.Brochure, checks: Mapping[str, Check]
) -> Iterator[Problem]:
    if brochure.image:
        yield from checks["asset"](library, document, ("brochure", "image"), brochure.image)
    for index, ref in enumerate(brochure.pages):
        yield from checks["page"](library, document, ("brochure", "pages", index), ref)
    for index, one in enumerate(brochure.offices):
        yield from checks["term"](library, document, ("brochure", "offices", index, "office"), one.office)
    for where, key in _facts(brochure):
        yield from checks["fact"](library, document, where, key)
        yield from _figure(library, document, where, key)


def _facts(brochure: models.Brochure) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """The keys of all facts named, each with its place."""
    for index, key in enumerate(brochure.leading):
        yield ("brochure", "leading", index), key
    for position, group in enumerate(brochure.groups):
        for index, key in enumerate(group.facts):
            yield ("brochure", "groups", position, "facts", index), key


def _figure(library: Library, document: Document, where: tuple[str | int, ...], key: str) -> Iterator[Problem]:
    """A figure in print has a date beside it, and what is set large is a figure."""
    fact, place = library.facts.get(key), document.source.place(*where)
    if fact is None or not fact.printable:
        return
    if not fact.as_of and fact.unit != "date":
        yield error("fact-undated", place, related=[fact.place], key=key)
    try:
        value_text(fact, document.code)
    except ValueError:
        if where[1] == "leading":
            yield error("fact-has-no-figure", place, related=[fact.place], key=key, value=fact.value)


def _words(document: Document, brochure: models.Brochure) -> Iterator[Problem]:
    """The words of one language: a name for each group and office, and what is seen on the cover."""
    text = getattr(document.fields, "brochure_text", None)
    if not isinstance(text, models.BrochureText):
        yield warning("brochure-untold", Place(document.source.path, 1), language=document.code)
        return
    place = document.source.place("brochure_text", "names")
    for name in (*(group.name for group in brochure.groups), *(one.about for one in brochure.offices)):
        if name not in text.names:
            yield error("name-missing", place, key=name, field="brochure_text.names")
    if brochure.image and not text.image_alt:
        yield error("missing-alt", document.source.place("brochure_text"), target=brochure.image)
