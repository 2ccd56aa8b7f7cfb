"""Checks that need the whole library: what front matter points to, lists that go together, dates that have passed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace

from songngu.build.brochure_checks import brochure_problems
from songngu.content import models
from songngu.content.documents import Document, Library, Work
from songngu.content.fields import Scope
from songngu.content.language import plainly, seems
from songngu.content.library import kind_of
from songngu.content.source import Source
from songngu.problems import Place, Problem, Severity, error, note, warning
from songngu.settings import Moment
from songngu.site.shelves import Shelves
from songngu.text import nearest
from songngu.translation.status import Status, status


def work_problems(library: Library, shelves: Shelves, work: Work, moment: Moment) -> Iterator[Problem]:
    """Every problem of the visible documents of a work."""
    declared = kind_of(library.settings, work.ref)[1]
    for problem in _of_work(library, shelves, work, moment):
        # A page of a section nobody declared may say of itself what it likes, and is built all the same.
        milder = problem.severity is Severity.ERROR and not declared
        yield replace(problem, severity=Severity.WARNING) if milder else problem


def _of_work(library: Library, shelves: Shelves, work: Work, moment: Moment) -> Iterator[Problem]:
    yield from _references(library, work.original)
    for document in work.documents.values():
        yield from _own_references(library, document)
        yield from _lists(document)
        yield from _alternative_texts(document)
        yield from _folder(library, document)
    yield from _translations(library, work)
    yield from _issue(library, shelves, work)
    yield from _certificate(work.original, moment)
    yield from _stars(work.original)
    yield from brochure_problems(library, work, _CHECKS)


def _references(library: Library, document: Document) -> Iterator[Problem]:
    """What the shared fields name: pictures, facts, terms, pages."""
    yield from _named(library, document, Scope.SHARED)
    fields = document.fields
    for index, row in enumerate(getattr(fields, "agreements", None) or ()):
        yield from _term(library, document, ("agreements", index, "agreement"), row.agreement)
        yield from _term(library, document, ("agreements", index, "certificate"), row.certificate)
        if row.in_force:
            yield from _fact(library, document, ("agreements", index, "in_force"), row.in_force)


def _own_references(library: Library, document: Document) -> Iterator[Problem]:
    yield from _named(library, document, Scope.TRANSLATED)
    for market in _markets(document):
        if market not in (getattr(document.fields, "market_names", None) or {}):
            yield error("name-missing", document.source.place("market_names"), key=market, field="market_names")


def _markets(document: Document) -> list[str]:
    rows = getattr(document.fields, "agreements", None) or ()
    return list(dict.fromkeys(market for row in rows for market in row.markets))


def _named(library: Library, document: Document, wanted: Scope) -> Iterator[Problem]:
    fields = document.fields
    for name, refers in models.traits(document.kind, "refers").items():
        if models.scope(document.kind, name) is not wanted:
            continue
        value = getattr(fields, name, None)
        for index, item in enumerate(value if isinstance(value, list) else [value] if value else []):
            where = (name, index) if isinstance(value, list) else (name,)
            yield from _CHECKS[refers](library, document, where, item)


def _asset(library: Library, document: Document, where: tuple[str | int, ...], path: str) -> Iterator[Problem]:
    if path not in library.assets:
        place = document.source.place(*where)
        yield error("missing-file", place, target=path, nearest=nearest(path, library.assets))


def _fact(library: Library, document: Document, where: tuple[str | int, ...], key: str) -> Iterator[Problem]:
    fact = library.facts.get(key)
    place = document.source.place(*where)
    if fact is None:
        yield error("unknown-fact", place, key=key, nearest=nearest(key, library.facts))
    elif not fact.printable:
        yield error("fact-not-printable", place, related=[fact.place], key=key)


def _term(library: Library, document: Document, where: tuple[str | int, ...], name: str) -> Iterator[Problem]:
    place = document.source.place(*where)
    if name not in library.terms:
        yield warning("unknown-term", place, term=name, nearest=nearest(name, library.terms))


def _page(library: Library, document: Document, where: tuple[str | int, ...], ref: str) -> Iterator[Problem]:
    place = document.source.place(*where)
    if f"{ref}.md" in library.works:
        return
    if library.withholds(f"{ref}.md"):
        yield warning("link-to-unpublished", place, target=ref)
    else:
        refs = [known.removesuffix(".md") for known in library.works]
        yield error("broken-link", place, target=ref, nearest=nearest(ref, refs))


def _product(library: Library, document: Document, where: tuple[str | int, ...], ref: str) -> Iterator[Problem]:
    yield from _page(library, document, where, ref)
    work = library.works.get(f"{ref}.md")
    if work is not None and work.kind != "product":
        place, kind = document.source.place(*where), work.original.source.place("title")
        yield error("not-a-product", place, related=[kind], target=ref)


_CHECKS = {"asset": _asset, "fact": _fact, "term": _term, "page": _page, "product": _product}


def _lists(document: Document) -> Iterator[Problem]:
    """Lists that go side by side, entry by entry."""
    fields = document.fields
    for name, beside in models.traits(document.kind, "beside").items():
        own, other = getattr(fields, name, None) or [], getattr(fields, beside, None) or []
        if len(own) != len(other) and (own or name.endswith("_alt")):
            place = document.source.place(name)
            yield error("lists-differ", place, key=name, count=len(own), other=beside, other_count=len(other))


def _alternative_texts(document: Document) -> Iterator[Problem]:
    fields = document.fields
    if fields.image and not fields.image_alt:
        yield error("missing-alt", document.source.place("image"), target=fields.image)
    if getattr(fields, "cover", None) and not getattr(fields, "cover_alt", None):
        yield error("missing-alt", document.source.place("cover"), target=str(getattr(fields, "cover", "")))


def _folder(library: Library, document: Document) -> Iterator[Problem]:
    """A text in one language kept in the folder of another: a translation begun, or a file put in the wrong place."""
    if plainly(document.body, document.code):
        return
    found = seems(document.body)
    if found and found != document.code and found in library.settings.codes and document.code in {"vi", "en", "zh"}:
        yield warning("wrong-language-folder", document.place(0), language=found, folder=document.code)


def _translations(library: Library, work: Work) -> Iterator[Problem]:
    for code in library.settings.codes:
        state = status(work, code)
        if state is Status.STALE:
            document = work.documents[code]
            place, source = document.source.place("translated_from"), work.original.source.place("title")
            yield note("translation-stale", place, related=[source], language=code)
        elif state is Status.MISSING and (code, work.ref) not in library.withheld and work.section is not None:
            yield note("translation-missing", work.original.source.place("title"), language=code)


def _issue(library: Library, shelves: Shelves, work: Work) -> Iterator[Problem]:
    fields = work.original.fields
    if not isinstance(fields, models.Issue):
        return
    source = work.original.source
    known = (*library.settings.codes, *library.settings.unpublished)
    for code in fields.languages:
        if code not in known:
            yield error("unknown-language", source.place("languages"), language=code)
    folder = work.ref.removesuffix("index.md")
    named = [name for part in fields.contents for name in part.articles]
    for index, part in enumerate(fields.contents):
        for position, name in enumerate(part.articles):
            ref = f"{folder}{name}.md"
            if ref not in library.works and not library.withholds(ref):
                place = source.place("contents", index, "articles", position)
                yield error("article-missing", place, article=name, nearest=nearest(name, _names(shelves, folder)))
        for document in work.documents.values():
            if part.section not in getattr(document.fields, "section_names", {}):
                place = document.source.place("section_names")
                yield error("name-missing", place, key=part.section, field="section_names")
    yield from _not_in_contents(shelves, work, folder, set(named))
    yield from _untranslated(library, work, [f"{folder}{name}.md" for name in named])
    yield from _named_twice(source, fields.contents)


def _names(shelves: Shelves, folder: str) -> list[str]:
    return [work.ref.removeprefix(folder).removesuffix(".md") for work in shelves.inside.get(folder) or ()]


def _named_twice(source: Source, contents: Iterable[models.IssueSection]) -> Iterator[Problem]:
    first: dict[str, Place] = {}
    for index, part in enumerate(contents):
        for position, name in enumerate(part.articles):
            place = source.place("contents", index, "articles", position)
            if name in first:
                yield error("article-twice", place, related=[first[name]], article=name)
            first.setdefault(name, place)


def _not_in_contents(shelves: Shelves, work: Work, folder: str, named: set[str]) -> Iterable[Problem]:
    for other in shelves.inside.get(folder) or ():
        name = other.ref.removeprefix(folder).removesuffix(".md")
        if other.kind == "article" and name not in named:
            place, index = other.original.source.place("title"), work.original.source.place("contents")
            yield warning("article-not-in-contents", place, related=[index], article=name)


def _untranslated(library: Library, issue: Work, refs: Iterable[str]) -> Iterator[Problem]:
    """Articles that are not in all languages of an issue that is to be whole."""
    fields = issue.original.fields
    if not isinstance(fields, models.Issue) or fields.untranslated == "print":
        return
    asked = issue.original.source.place("untranslated")
    for article in (library.works[ref] for ref in dict.fromkeys(refs) if ref in library.works):
        for code in (code for code in fields.languages if code not in article.documents):
            place, title = article.original.source.place("title"), article.original.title
            yield error("article-untranslated", place, related=[asked], title=title, language=code)


def _certificate(document: Document, moment: Moment) -> Iterator[Problem]:
    certificate = getattr(document.fields, "certificate", None)
    if not isinstance(certificate, models.Certificate):
        return
    place = document.source.place("certificate", "issued")
    if not moment.begun(certificate.issued):
        yield error("certificate-in-future", place, day=certificate.issued)
    if moment.begun(certificate.ends):
        yield warning("certificate-expired", place, day=certificate.ends)
    elif moment.begun(certificate.ends - dt.timedelta(days=90)):
        yield note("certificate-ends-soon", place, day=certificate.ends)


def _stars(document: Document) -> Iterator[Problem]:
    fields = document.fields
    if isinstance(fields, models.Product) and fields.stars and not (fields.stars_fact or fields.certificate):
        yield error("stars-without-source", document.source.place("stars"))
