"""An issue in its languages as one tree: masthead, cover, contents, articles side by side, imprint."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import cast
from urllib.parse import unquote, urljoin, urlsplit

from songngu.content import models
from songngu.content.binding import bound_pairs
from songngu.content.documents import Document, Library, Work
from songngu.content.markdown import PICTURE_KINDS
from songngu.editions.markup import Reading, inline
from songngu.editions.rows import Body, Text, parallel
from songngu.editions.tree import (
    Article,
    Book,
    Card,
    Imprint,
    Language,
    Line,
    Lines,
    Picture,
    Section,
    Side,
    SourceLine,
)
from songngu.editions.words import number_text, period_text, words
from songngu.locales import is_cjk
from songngu.problems import Place, Problem, warning
from songngu.site.urls import absolute, address, asset
from songngu.translation.blocks import Block

BlocksOf = Callable[[Document], tuple[Block, ...]]
"""The blocks of a document, its addresses written as on the page of that document."""

Strings = Mapping[str, Mapping[str, str]]


def issue_book(
    library: Library,
    issue: Work,
    blocks_of: BlocksOf,
    strings: Strings,
    *,
    languages: tuple[str, ...],
    products: tuple[Card, ...] = (),
) -> tuple[Book, list[Problem]]:
    """The issue in some languages, the first one first, and what is missing for it; `strings` are the words of the
    interface by language, `products` are told of in it.

    An article that exists in one language of several only is in the book in that one, and a problem says so.
    """
    desk = _Desk(library, issue, blocks_of, strings, languages)
    sections = tuple(section for part in desk.fields().contents for section in desk.section(part))
    letter = desk.body(issue)
    if not any(section.articles for section in sections):
        place = issue.original.source.place("contents")
        desk.problems.append(warning("edition-empty", place, issue=issue.original.title))
    book = Book(
        ref=issue.ref,
        kind=issue.kind,
        languages=tuple(desk.language(code) for code in languages),
        date=desk.date(),
        names=desk.names(),
        short_names=tuple(Line(issue.section.name(c)) if issue.section else Line() for c in languages),
        site_names=tuple(desk.said(library.settings.names, code) for code in languages),
        numbers=tuple(number_text(desk.fields().number, code) for code in languages),
        periods=tuple(period_text(desk.fields().period, code) for code in languages),
        titles=desk.lines(issue, "title"),
        summaries=desk.lines(issue, "summary"),
        cover=desk.cover(),
        cover_lines=desk.lines(issue, "cover_line"),
        couplet=desk.couplet(),
        letter=letter.rows,
        letter_notes=letter.notes,
        sections=sections,
        imprints=desk.imprints(),
        disclaimers=tuple(desk.said(library.settings.disclaimers, code) for code in languages),
        addresses=tuple(desk.address(code, issue) for code in languages),
        words=tuple(tuple(sorted(words(code).items())) for code in languages),
        layout=_line(issue.original, "layout"),
        paper=desk.fields().paper,
        products=products,
    )
    return replace(book, bound=desk.bound(book)), desk.problems


@dataclass(slots=True)
class _Desk:
    """The issue on the table: its parts in every language of the book, and what turned out to be missing."""

    library: Library
    issue: Work
    blocks_of: BlocksOf
    strings: Strings
    codes: tuple[str, ...]
    problems: list[Problem] = field(default_factory=list)
    count: int = 0

    def fields(self, code: str = "") -> models.Issue:
        """The issue's fields in a language, else in its own."""
        return cast(models.Issue, (self.issue.documents.get(code) or self.issue.original).fields)

    def language(self, code: str) -> Language:
        locale = self.library.settings.locale(code)
        return Language(code, locale.tag, locale.name)

    def said(self, texts: object, code: str) -> str:
        """A text of the site in a language, else in its default one."""
        found = dict(cast(dict[str, str], texts))
        return found.get(code) or found.get(self.library.settings.default.code, "")

    def date(self) -> str:
        """The day of the issue: its date, else the first day of its period."""
        if self.fields().date:
            return str(self.fields().date)
        year, _, part = self.fields().period.partition("-")
        month = int(part[1:]) * 3 - 2 if part.startswith("Q") else int(part or 1)
        return f"{year}-{month:02}-01"

    def names(self) -> Lines:
        """The name of the publication: the title of its section's landing page, else the section's name."""
        landing = self.library.works.get(self.issue.ref.split("/")[0] + "/index.md")
        names = []
        for code in self.codes:
            document = landing.documents.get(code) if landing else None
            section = self.issue.section.name(code) if self.issue.section else ""
            names.append(Line(document.title, document.source.place("title")) if document else Line(section))
        return tuple(names)

    def lines(self, work: Work, name: str) -> Lines:
        """A field of one line in every language."""
        return tuple(_line(work.documents.get(code), name) for code in self.codes)

    def cover(self) -> Picture:
        """The cover; who cannot see it hears what sort of picture it is with what is seen on it."""
        found = self.library.assets.get(self.fields().cover or "")
        if found is None:
            return Picture()
        alts, documents = self.lines(self.issue, "cover_alt"), map(self.issue.documents.get, self.codes)
        kinds = tuple(self._kind(document, "cover_kind") for document in documents)
        return Picture(
            found.path,
            alts=tuple(_with_kind(*both) for both in zip(alts, kinds, self.codes, strict=True)),
            kinds=kinds,
            credits=self.lines(self.issue, "cover_credit"),
        )

    def lead_picture(self, work: Work) -> Picture:
        found = self.library.assets.get(work.original.fields.image or "")
        if found is None:
            return Picture()
        return Picture(
            found.path,
            alts=self.lines(work, "image_alt"),
            captions=tuple(self._caption(work.documents.get(code)) for code in self.codes),
            kinds=tuple(self._kind(work.documents.get(code), "image_kind") for code in self.codes),
            credits=self.lines(work, "image_credit"),
        )

    def _caption(self, document: Document | None) -> Side:
        line = _line(document, "image_caption")
        return Side(inline(line.text, Reading(han=self._han(document))), line.place) if document and line else Side()

    def _kind(self, document: Document | None, name: str) -> str:
        kind = getattr(document.fields, name) if document else None
        return self.strings[document.code][f"picture_{kind}"] if document and kind else ""

    def couplet(self) -> Lines:
        place = self.issue.original.source.place("couplet")
        return tuple(Line(line, place) for line in getattr(self.fields(), "couplet", ()))

    def imprints(self) -> tuple[tuple[Imprint, ...], ...]:
        """The imprint, and the partner's where there is one, as written in every language."""
        made = (tuple(self._imprint(name, code) for code in self.codes) for name in ("imprint", "partner_imprint"))
        return tuple(pair for pair in made if any(imprint.publisher for imprint in pair))

    def _imprint(self, name: str, code: str) -> Imprint:
        document = self.issue.documents.get(code)
        written = getattr(document.fields, name, None) if document else None
        if document is None or written is None:
            return Imprint(Line(), Line(), Line())

        def line(text: str, *key: str | int) -> Line:
            return Line(text, document.source.place(name, *key))

        return Imprint(
            line(written.publisher, "publisher"),
            line(written.editorial_board, "editorial_board"),
            line(written.licence, "licence"),
            tuple(line(text, "lines", index) for index, text in enumerate(written.lines)),
        )

    def section(self, part: models.IssueSection) -> Sequence[Section]:
        """A section with the articles that may be seen; none where there is none."""
        folder = self.issue.ref.removesuffix("index.md")
        works = [work for name in part.articles for work in self._article_work(f"{folder}{name}.md", name)]
        articles = tuple(self.article(work) for work in works)
        names = tuple(self._section_name(part.section, code) for code in self.codes)
        return [Section(names, articles)] if articles else []

    def _article_work(self, ref: str, name: str) -> Sequence[Work]:
        work = self.library.works.get(ref)
        if work is not None and any(code in work.documents for code in self.codes):
            return [work]
        if not self.library.withholds(ref):
            place = self.issue.original.source.place("contents")
            pair = " – ".join(self.codes)
            self.problems.append(warning("edition-article-missing", place, article=name, languages=pair))
        return []

    def _section_name(self, section: str, code: str) -> Line:
        document = self.issue.documents.get(code)
        own = self.fields(code).section_names.get(section) if document else None
        if document is not None and own:
            return Line(own, document.source.place("section_names", section))
        place = self.issue.original.source.place("section_names", section)
        return Line(self.fields().section_names.get(section, section), place)

    def article(self, work: Work) -> Article:
        present = [index for index, code in enumerate(self.codes) if code in work.documents]
        if len(present) < len(self.codes):
            self._one_language(work, present[0])
        self.count += 1
        body = self.body(work)
        return Article(
            anchor=f"a{self.count}",
            titles=self.lines(work, "title"),
            standfirsts=self.lines(work, "summary"),
            bylines=tuple(_byline(work.documents.get(code)) for code in self.codes),
            picture=self.lead_picture(work),
            rows=body.rows,
            notes=body.notes,
            sources=self._sources(work),
            addresses=tuple(self.address(code, work) if code in work.documents else "" for code in self.codes),
            only=present[0] if len(present) == 1 < len(self.codes) else -1,
            ref=work.ref,
        )

    def _one_language(self, work: Work, present: int) -> None:
        missing = next(code for code in self.codes if code not in work.documents)
        document = work.documents[self.codes[present]]
        place = Place(document.source.path, 1)
        self.problems.append(warning("edition-one-language", place, title=document.title, language=missing))

    def _sources(self, work: Work) -> tuple[SourceLine, ...]:
        source, tag = work.original.source, self.language(work.original.code).tag
        return tuple(
            SourceLine(Line(item.name, source.place("sources", index, "name")), item.url or "", tag)
            for index, item in enumerate(work.original.fields.sources)
        )

    def body(self, work: Work) -> Body:
        """The text of a work, block beside block."""
        return parallel([self._text(work.documents.get(code)) for code in self.codes])

    def _text(self, document: Document | None) -> Text | None:
        return Text(document, self.blocks_of(document), self._reading(document)) if document else None

    def _reading(self, document: Document) -> Reading:
        settings = self.library.settings
        page = address(settings.locale(document.code), document.ref)
        served = {asset(path, settings): path for path in self.library.assets}

        def link(target: str) -> str:
            return _joined(absolute(settings, page), target)

        def picture(target: str) -> str:
            return served.get(unquote(urlsplit(_joined("/" + page, target)).path).lstrip("/"), "")

        kinds = {kind: self.strings[document.code][f"picture_{kind}"] for kind in PICTURE_KINDS}
        return Reading(link, picture, kinds=kinds, han=self._han(document))

    def _han(self, document: Document) -> str:
        """The language of Han characters amid a text in another script."""
        if is_cjk(document.code):
            return ""
        return next((locale.tag for locale in self.library.settings.locales if locale.code == "zh"), "zh-Hans")

    def bound(self, book: Book) -> tuple[tuple[str, ...], ...]:
        """What no line of a title should part, by the glossary."""
        titles = (book.names, book.titles, book.cover_lines, *(article.titles for article in book.articles))
        names = (tuple(name.line for name in product.names) for product in book.products)
        said = (*titles, *names)
        bound = bound_pairs(self.library.terms.values(), self.library.settings)
        return tuple(
            tuple(sorted({run for lines in said for run in bound.runs_in(lines[index].text)}))
            for index in range(len(self.codes))
        )

    def address(self, code: str, work: Work) -> str:
        """The web address of a work in a language; empty where it has no page in it."""
        if code not in work.documents:
            return ""
        return absolute(self.library.settings, address(self.library.settings.locale(code), work.ref))


def _joined(base: str, target: str) -> str:
    """Where a link of a page leads; nowhere where it is none (`https://[x`)."""
    try:
        return urljoin(base, target)
    except ValueError:
        return ""


def _line(document: Document | None, name: str) -> Line:
    text = getattr(document.fields, name, None) if document else None
    return Line(text, document.source.place(name)) if document and text else Line()


def _with_kind(alt: Line, kind: str, code: str) -> Line:
    """What is seen, and what sort of picture that is."""
    stop = "。" if is_cjk(code) else ". "
    return replace(alt, text=f"{alt.text.rstrip('.。')}{stop}{kind}") if alt and kind else alt


def _byline(document: Document | None) -> Line:
    """Where it was written, by whom, and who translated it."""
    parts = [_line(document, name) for name in ("place", "byline", "translator")]
    said = [part for part in parts if part]
    return Line(" · ".join(part.text for part in said), said[0].place) if said else Line()
