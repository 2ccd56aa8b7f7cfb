"""An issue as a letter in some of its languages: cover, articles in order, events to come, imprint."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import cast

from songngu.content.documents import Work
from songngu.content.models import Issue, Product
from songngu.editions.book import issue_book
from songngu.editions.goods import named
from songngu.editions.mail.clean import cleaned
from songngu.editions.mail.items import cover, events, item, names_of, said, way
from songngu.editions.mail.sender import host
from songngu.editions.mail.tree import Group, Item, Letter, Part, Said, Way
from songngu.editions.tree import Book, Imprint, Lines
from songngu.editions.words import MAIL, words
from songngu.problems import Problem
from songngu.site.gather import INKS, Supplies

Files = Mapping[tuple[str, ...], str]
"""Absolute addresses of the PDFs of an issue by their languages."""


def issue_letter(supplies: Supplies, issue: Work, codes: Sequence[str], files: Files) -> tuple[Letter, list[Problem]]:
    """The issue as a letter in some of its languages, the first one first, and what is missing for it."""
    library, fields = supplies.library, cast(Issue, issue.original.fields)
    known = tuple(code for code in fields.languages if code in library.settings.codes)
    # A letter has of each text what its front matter says: no text is read for it.
    book, problems = issue_book(library, issue, lambda _: (), supplies.strings, languages=known)
    letter = Letter(
        identity=f"{issue.ref} {'-'.join(codes)}",
        host=host(library.settings),
        date=book.date,
        ink=INKS.get(issue.section.kind, "") if issue.section else "",
        parts=tuple(_part(supplies, issue, book, code, _files_for(codes, code, files)) for code in codes),
        groups=(Group((), tuple(_articles(supplies, book, codes))), *_products(supplies, issue, codes)),
        events=events(supplies, codes, dt.date.fromisoformat(book.date)),
    )
    return replace(letter, cover=cover(supplies, codes[0], issue.ref, letter.first)), problems


def _articles(supplies: Supplies, book: Book, codes: Sequence[str]) -> Iterator[Item]:
    for section in book.sections:
        names = {language.code: name.text for language, name in zip(book.languages, section.names, strict=True)}
        for article in section.articles:
            work, first = supplies.library.works[article.ref], article is book.articles[0]
            yield item(supplies, work, codes, names, pictured=first)


def _products(supplies: Supplies, issue: Work, codes: Sequence[str]) -> Iterator[Group]:
    """The products it tells of, under their name."""
    names = tuple(said(supplies, code, words(code, MAIL)["products"]) for code in codes)
    items = tuple(item(supplies, work, codes, _about(supplies, work)) for work in named(supplies.library, issue))
    if items:
        yield Group(names, items)


def _about(supplies: Supplies, work: Work) -> dict[str, str]:
    """Group and place of a product in each language of the site; no place where the language has no name for it."""
    fields, known = cast(Product, work.original.fields), {}
    term = supplies.library.terms.get(fields.locality or "")
    for code in supplies.library.settings.codes:
        name, spoken = term.name(code) if term else ("", "")
        place = name if spoken == code else ""
        group = supplies.strings[code][f"group_{fields.group}"]
        known[code] = " · ".join(filter(None, (group, place)))
    return known


def _part(supplies: Supplies, issue: Work, book: Book, code: str, files: Files) -> Part:
    own = [language.code for language in book.languages].index(code)
    theme, tag = words(code, MAIL), book.languages[own].tag
    headline = _said(book, book.cover_lines, own) or _said(book, book.titles, own)
    return Part(
        tag=tag,
        site=cleaned(book.site_names[own]),
        name=cleaned(book.names[own].text),
        number=cleaned(book.numbers[own]),
        period=cleaned(book.periods[own]),
        subject=theme["subject"].format(number=book.numbers[own], headline=headline.text),
        headline=headline,
        summary=_said(book, book.summaries, own),
        ways=tuple(_ways(supplies, issue, code, files)),
        imprints=tuple(tuple(_imprint(book, pair, own)) for pair in book.imprints),
        disclaimer=cleaned(book.disclaimers[own]),
        words=tuple(sorted(theme.items())),
    )


def _said(book: Book, lines: Lines, own: int) -> Said:
    """A line in a language of the book, else in the first one that has it."""
    found = own if lines[own] else next((index for index, line in enumerate(lines) if line), own)
    return Said(book.languages[found].tag, cleaned(lines[found].text))


def _ways(supplies: Supplies, issue: Work, code: str, files: Files) -> Iterator[Way]:
    """To the page of the issue, in the language or in its original one, and to its PDF."""
    theme = words(code, MAIL)
    web = way(supplies, code, issue.ref, theme["web"]) or way(supplies, issue.original.code, issue.ref, theme["web"])
    if web is not None:
        yield Way(said(supplies, code, theme["web"]), web.address)
    for languages, address in files.items():
        yield Way(said(supplies, code, theme["pdf"].format(languages=names_of(languages, code, supplies))), address)


def _files_for(codes: Sequence[str], code: str, files: Files) -> Files:
    """The PDF a reader of a language wants: the one in the languages of the letter, else in his alone, else with it."""
    order = [languages for languages in (tuple(codes), (code,)) if languages in files]
    order += [languages for languages in files if code in languages] + list(files)
    return {languages: files[languages] for languages in order[:1]}


def _imprint(book: Book, pair: Sequence[Imprint], own: int) -> Iterator[Said]:
    """The imprint as written, each line under its name; in another language where this one has none."""
    index = own if pair[own].publisher else next(i for i, imprint in enumerate(pair) if imprint.publisher)
    imprint, language = pair[index], book.languages[index]
    named, theme = words(language.code), words(language.code, MAIL)
    for name in ("publisher", "editorial_board", "licence"):
        text = theme["named"].format(name=named[name], text=getattr(imprint, name).text)
        yield Said(language.tag, cleaned(text))
    yield from (Said(language.tag, cleaned(line.text)) for line in imprint.lines)
