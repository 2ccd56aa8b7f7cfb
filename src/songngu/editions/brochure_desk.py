"""What brochures have in common, gathered in some languages: titles, terms, pictures, addresses, codes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import field, replace

from songngu import numerals
from songngu.content.binding import Bound
from songngu.content.documents import Document, Library, Work
from songngu.content.facts import Fact
from songngu.content.models import Page
from songngu.editions.brochure_tree import Code, Sheet
from songngu.editions.tree import Language, Line, Lines, Picture, Said, Saids
from songngu.editions.words import words
from songngu.problems import Problem
from songngu.reads import note
from songngu.settings import Moment
from songngu.site import qr
from songngu.site.pages import SitePlan
from songngu.site.shelves import Shelves
from songngu.site.urls import absolute
from songngu.values import frozen


@frozen
class Supplies:
    """What brochures are made from: the library put in order at a moment, and the words of the interface."""

    library: Library
    shelves: Shelves
    plan: SitePlan
    moment: Moment
    strings: Mapping[str, Mapping[str, str]]
    bound: Bound


@frozen
class Desk:
    """The supplies as a brochure in the languages `codes` wants them; `problems` is what turned out to be wrong."""

    supplies: Supplies
    codes: tuple[str, ...]
    problems: list[Problem] = field(default_factory=list)

    @property
    def library(self) -> Library:
        """The library of the build."""
        return self.supplies.library

    def tag(self, code: str) -> str:
        """The BCP 47 tag of a language; of one the site does not have, its code."""
        known = {locale.code: locale.tag for locale in self.library.settings.locales}
        return known.get(code, code)

    def of_site(self, texts: Mapping[str, str]) -> tuple[str, ...]:
        """A text of the site in every language, else in its default one."""
        return tuple(texts.get(code) or texts.get(self.library.settings.default.code, "") for code in self.codes)

    def strings(self, key: str, **values: object) -> tuple[str, ...]:
        """A string of the interface in every language."""
        return tuple(self.supplies.strings[code][key].format(**values) for code in self.codes)

    def lines(self, work: Work, name: str, *inner: str) -> Lines:
        """A field of one line, or one within it, in every language that has it."""
        return tuple(_line(work.documents.get(code), name, inner) for code in self.codes)

    def titles(self, work: Work, name: str = "title") -> Saids:
        """A title in every language, in that of the original where it is missing."""
        own = self.lines(work, name)
        original = work.original
        spare = Said(_line(original, name, ()), self.tag(original.code))
        return tuple(Said(line, self.tag(code)) if line else spare for line, code in zip(own, self.codes, strict=True))

    def term(self, name: str | None, place: Line) -> Saids:
        """A glossary term in every language, in another one where it has no name; `place` says where it was named."""
        if not name:
            return tuple(Said() for _ in self.codes)
        term = self.library.terms.get(name)
        found = (term.name(code) if term else (name, self.library.settings.default.code) for code in self.codes)
        return tuple(Said(replace(place, text=text), self.tag(code)) for text, code in found)

    def picture(self, path: str | None, alts: Lines, kind: str | None = None) -> Picture:
        """A picture of the content folder; none where the file is missing. `kind` is one of `image_kind`."""
        found = self.library.assets.get(path or "")
        return Picture(found.path, alts, kinds=self.strings(f"picture_{kind}") if kind else ()) if found else Picture()

    def lead_picture(self, work: Work) -> Picture:
        """The lead picture of a work."""
        fields = work.original.fields
        return self.picture(fields.image, self.lines(work, "image_alt"), fields.image_kind)

    def addresses(self, work: Work) -> tuple[str, ...]:
        """Where a work is on the web, for each language; that of the original where it is not translated."""
        return tuple(self._address(work, code) for code in self.codes)

    def _address(self, work: Work, code: str) -> str:
        plan = self.supplies.plan
        page = plan.page(code, work.ref) or plan.page(work.original.code, work.ref)
        return absolute(self.library.settings, page.path) if page else ""

    def sheet(self, work: Work, *, titles: Lines, summaries: Lines, cover: Picture, pages: Iterable[Work]) -> Sheet:
        """What every brochure has; it is dated by the newest day that its page or one of `pages` names."""
        settings, addresses = self.library.settings, self.addresses(work)
        day = max((day for one in (work, *pages) for day in _days(one.original.fields)), default=None)
        return Sheet(
            ref=work.ref,
            place=work.original.source.place("title"),
            languages=tuple(Language(code, self.tag(code), settings.locale(code).name) for code in self.codes),
            date=str(day) if day else "",
            dates=tuple(numerals.date(str(day), code) if day else "" for code in self.codes),
            site_names=self.of_site(settings.names),
            titles=titles,
            summaries=summaries,
            cover=cover,
            publishers=self.of_site(settings.publishers),
            disclaimers=self.of_site(settings.disclaimers),
            addresses=addresses,
            code=qr_code(addresses[-1]),
            words=tuple(tuple(sorted(words(code).items())) for code in self.codes),
        )

    def bind(self, sheet: Sheet, *titles: Iterable[Said]) -> Sheet:
        """The sheet with what no line of its titles, or of some more, should part."""
        note("bound", "")
        said = [[title.text for title in sheet.titles], *([one.line.text for one in more] for more in titles)]
        runs = ({run for texts in said for run in self.supplies.bound.runs_in(texts[i])} for i in self._range())
        return replace(sheet, bound=tuple(tuple(sorted(found)) for found in runs))

    def _range(self) -> range:
        return range(len(self.codes))


def qr_code(address: str) -> Code:
    """An address as a code (ISO/IEC 18004), with the white around it."""
    made = qr.code(address)
    return Code(address, made.size, made.path)


def period_text(fact: Fact, code: str) -> str:
    """The day, month or year of a fact; of a date that says all by itself, nothing."""
    try:
        return numerals.date(fact.as_of, code) if fact.as_of and fact.as_of != fact.value else ""
    except ValueError:
        return ""


def _line(document: Document | None, name: str, inner: tuple[str, ...]) -> Line:
    value: object = document.fields if document else None
    for part in (name, *inner):
        value = getattr(value, part, None)
    return Line(str(value), document.source.place(name, *inner)) if document and value else Line()


def _days(fields: Page) -> Iterable[dt.date]:
    return filter(None, (fields.date, fields.updated, fields.reviewed_on))
