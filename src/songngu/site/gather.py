"""What pages have in common, gathered for one language: links, cards, pictures, dates, terms, figures, the frame."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import field

from songngu import numerals
from songngu.content import models
from songngu.content.binding import Bound
from songngu.content.documents import Document, Library, Work
from songngu.content.facts import Fact, value_text
from songngu.content.scan import Asset
from songngu.reads import Key
from songngu.settings import Fallback, Moment
from songngu.site import photographs
from songngu.site.facets import Facet
from songngu.site.pages import SitePage, SitePlan
from songngu.site.readers import fallback
from songngu.site.shelves import Shelves
from songngu.site.urls import asset, base_path, relative
from songngu.site.view import Site
from songngu.site.view_parts import Card, Day, Download, Figure, Link, Picture, Row
from songngu.values import frozen

INKS = {"newsletter": "news", "special-issue": "lotus", "heritage": "heritage", "product": "ocop"}


@frozen
class Supplies:
    """What all pages of a build are made from: the library, the plan, the words, the files made beside the pages; how
    cards are drawn (`cards`, a digest; empty: there are none)."""

    library: Library
    plan: SitePlan
    strings: Mapping[str, Mapping[str, str]]
    moment: Moment
    stylesheet: str
    icon: str
    icons: Mapping[str, str]
    font: str
    label_font: str
    scripts: Mapping[str, str]
    cards: str
    downloads: Mapping[str, tuple[Download, ...]]
    served: Mapping[str, Asset]
    shelves: Shelves
    bound: Mapping[str, Bound]
    frames: dict[tuple[str, str], tuple[Site, frozenset[Key]]] = field(default_factory=dict)
    """Frames composed so far, by language and place, with what was looked at for each."""


@frozen
class Desk:
    """The supplies as seen from one page: every address it gives out is relative to that page."""

    supplies: Supplies
    page: SitePage

    @property
    def library(self) -> Library:
        """The library of the build."""
        return self.supplies.library

    @property
    def code(self) -> str:
        """The language of the page."""
        return self.page.code

    @property
    def words(self) -> Mapping[str, str]:
        """The interface strings of the page's language."""
        return self.supplies.strings[self.code]

    def href(self, path: str) -> str:
        """The link from this page to an address of the site; the page that is not there is met anywhere."""
        if self.page.kind == "not-found":
            return base_path(self.library.settings) + relative("", path).removeprefix("./")
        return relative(self.page.path, path)

    def tag(self, code: str) -> str:
        """The language tag to print for a text in a language: empty for the page's own."""
        return "" if code == self.code else self.library.settings.locale(code).tag

    def language(self, code: str) -> str:
        """What the page's language calls a language."""
        return self.words.get(f"language_{code}", self.library.settings.locale(code).name)

    def day(self, value: dt.date | dt.datetime | None, form: str = "") -> Day:
        """A date in both forms."""
        if value is None:
            return Day()
        iso = value.date().isoformat() if isinstance(value, dt.datetime) else value.isoformat()
        return Day(iso, numerals.date(iso, self.code, form))

    def picture(self, path: str | None, *, alt: str = "", caption: str = "", credit: str = "") -> Picture:
        """A picture of the content folder."""
        if not path or path not in self.library.assets:
            return Picture()
        shown = self.shown(self.library.assets[path])
        return shown._replace(alt=alt, caption=caption, credit=credit)

    def shown(self, item: Asset) -> Picture:
        """A file of the content folder as a picture, without words."""
        settings = self.library.settings
        return photographs.picture(settings, item, lambda path: self.href(asset(path, settings)))

    def lead_picture(self, document: Document) -> Picture:
        """The lead picture of a document with the words its own language has for it."""
        f = document.fields
        found = self.picture(f.image, alt=f.image_alt or "", caption=f.image_caption or "", credit=f.image_credit or "")
        return self.of_kind(found, f.image_kind)

    def of_kind(self, picture: Picture, kind: str | None) -> Picture:
        """A picture with the words for what it is."""
        return picture._replace(kind=self.words[f"picture_{kind}"]) if picture and kind else picture

    def link_to(self, ref: str, *, current: bool = False) -> Link | None:
        """A link to a work: its page in this language, else in its own; None for a work that cannot be seen."""
        work = self.library.works.get(ref)
        page = self.supplies.plan.page(self.code, ref)
        if page is None and work is not None:
            page = self.supplies.plan.page(work.original.code, ref)
        if page is None:
            return None
        document = page.document
        title = document.title if document else self.page_title(page)
        return Link(title, self.href(page.path), self.tag(document.code) if document else "", current)

    def page_title(self, page: SitePage) -> str:
        """The title of a page, also of one nobody wrote."""
        if page.first:
            return self._further_title(page)
        return page.document.title if page.document is not None else self._unwritten_title(page)

    def _further_title(self, page: SitePage) -> str:
        """The title of a further page of a list, in the page's language even where the first one has another's."""
        first = self.supplies.plan.by_ref[page.code, page.first]
        own = first.document is None or first.document.code == page.code
        title = self.page_title(first) if own else self._unwritten_title(first)
        return self.words["numbered_title"].format(title=title, n=page.number)

    def _unwritten_title(self, page: SitePage) -> str:
        settings = self.library.settings
        if page.kind in {"not-found", "search"}:
            return self.words[f"{page.kind.replace('-', '_')}_title"]
        if page.ref == "index.md":
            return settings.names.get(page.code) or settings.names[settings.default.code]
        folder = page.ref.split("/")[0]
        if page.kind in {"group", "filter"}:
            facets = self.supplies.shelves.sorted_by(page.code, folder)
            return next(self.facet_name(facet).value for facet, _ in facets if facet.ref(folder) == page.ref)
        if page.kind == "fact-group":
            return self.facts_name(page.ref.rpartition("/")[2].removesuffix(".md"))
        section = settings.sections.get(folder)
        return section.name(page.code) if section else folder.replace("-", " ").capitalize()

    def facet_name(self, facet: Facet) -> Row:
        """What a value by which the catalogue is sorted is called, with the tag of a place that has no name here."""
        if facet.name == "place":
            return self.term("", facet.value)[0]
        if facet.name == "stars":
            return Row("", self.words["stars_text"].format(n=facet.value))
        return Row("", self.words[f"group_{facet.value}"])

    def card(self, work: Work, *, note: str = "", pair: str = "") -> Card | None:
        """A work in a list; None where a reader of this language is told nothing of it. `pair`: code of the language
        whose title is shown beside."""
        document = work.documents.get(self.code)
        shown = self.supplies.plan.page(self.code, work.ref)
        if shown is None and fallback(work, self.code) is not Fallback.MARK:
            return None
        document = document or work.original
        page = shown or self.supplies.plan.page(document.code, work.ref)
        if page is None:
            return None
        other = work.documents.get(pair) if pair and pair != document.code else None
        return Card(
            title=document.title,
            href=self.href(page.path),
            summary=document.fields.summary or "",
            lang=self.tag(document.code),
            picture=self.lead_picture(document),
            date=self.day(_card_date(document)),
            note=note or self._card_note(document),
            available=shown is not None and not shown.fallback,
            other_title=other.title if other else "",
            other_lang=self.tag(other.code) if other else "",
            languages=self.languages_of(work),
        )

    def _card_note(self, document: Document) -> str:
        """What a reader of a list wants to know of a page beside its title."""
        fields = document.fields
        if isinstance(fields, models.Event):  # a place may have commas
            return " · ".join(filter(None, (self.words[f"form_{fields.form}"], fields.venue)))
        if isinstance(fields, models.Product):
            return "".join(row.value for row in self.term("", fields.locality))
        if isinstance(fields, models.Correction):
            return self.words[f"status_{fields.status.replace('-', '_')}"]
        return ""

    def listed(self, parts: Iterable[str]) -> str:
        """Short texts on one line, with the comma of the language."""
        return ("，" if self.code == "zh" else ", ").join(part for part in parts if part)

    def cards(self, works: Iterable[Work]) -> tuple[Card, ...]:
        """Cards of the works a reader of this language is told of."""
        return tuple(card for card in map(self.card, works) if card is not None)

    def languages_of(self, work: Work) -> tuple[Link, ...]:
        """A link for each language in which a work can be read."""
        links = []
        for locale in self.library.settings.locales:
            page = self.supplies.plan.page(locale.code, work.ref)
            if page is not None and locale.code in work.documents:
                links.append(Link(locale.name, self.href(page.path), self.tag(locale.code), locale.code == self.code))
        return tuple(links)

    def term(self, label: str, name: str | None) -> tuple[Row, ...]:
        """A row with a glossary term in the page's language, with the language's tag where it has no name in it."""
        if not name:
            return ()
        term = self.library.terms.get(name)
        text, code = term.name(self.code) if term else (name, self.library.settings.default.code)
        return (Row(label, text, self.tag(code)),)

    def terms(self, label: str, names: Iterable[str]) -> tuple[Row, ...]:
        """One row with several terms."""
        rows = [row for name in names for row in self.term(label, name)]
        if not rows:
            return ()
        between = "、" if self.code == "zh" else ", "
        lang = rows[0].lang if len({row.lang for row in rows}) == 1 else ""
        return (Row(label, between.join(row.value for row in rows), lang),)

    def figure(self, key: str, *, label: str = "", period: str = "") -> Figure | None:
        """A fact shown with value, label, period, source and the address of its entry; None for one not printable."""
        fact = self.library.facts.get(key)
        if fact is None or not fact.printable:
            return None
        sentence, code = fact.sentence(self.code)
        return Figure(
            key=key,
            value=self.value(fact),
            label=label or sentence,
            period=period or self.period(fact),
            source=fact.source,
            href=self.fact_href(fact),
            label_lang="" if label else self.tag(code) if code in self.library.settings.codes else "en",
        )

    def figures(self, keys: Iterable[str]) -> tuple[Figure, ...]:
        """The printable ones of some facts."""
        return tuple(figure for figure in map(self.figure, keys) if figure is not None)

    def value(self, fact: Fact) -> str:
        """A fact's value as the language writes it; empty for a text, whose statement says it."""
        try:
            return value_text(fact, self.code)
        except ValueError:
            return ""

    def rank(self, text: str) -> str:
        """What a figure or date of this language is sorted by; empty for a text."""
        found = numerals.rank(text, self.code)
        return "" if found is None else f"{found.normalize():f}"

    def period(self, fact: Fact) -> str:
        """The day, month or year a fact is of."""
        try:
            return numerals.date(fact.as_of, self.code) if fact.as_of else ""
        except ValueError:
            return ""

    def fact_href(self, fact: Fact) -> str:
        """The entry of a fact; empty on a site without a section of facts."""
        plan = self.supplies.plan
        for folder, section in self.library.settings.sections.items():
            page = plan.fact_page(self.code, folder, fact.key) if section.kind == "facts" else None
            if page is not None and page.kind == "fact-group":
                return self.href(f"{page.path}#{fact.key}")
        return ""

    def facts_name(self, group: str) -> str:
        """What a group of facts is called: its word, else the name of its file."""
        return self.words.get(f"facts_{group.replace('-', '_')}", group.replace("-", " ").capitalize())


def _card_date(document: Document) -> dt.date | dt.datetime | None:
    """The day a list shows: of an event, when it begins."""
    fields = document.fields
    return fields.starts if isinstance(fields, models.Event) else fields.date
