"""Front page and landing pages: which works a reader is led to, in which order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from songngu.content import models
from songngu.content.documents import Document, Work
from songngu.site import view_kinds, view_parts
from songngu.site.details import issues, paging
from songngu.site.gather import Desk
from songngu.site.lists import newest

_TITLES = 200  # on the page of titles: some 9 kB of 12


def home(desk: Desk, document: Document | None) -> view_kinds.HomePage:
    """The front page."""
    fields = document.fields if document and isinstance(document.fields, models.Home) else models.Home(title="-")
    issue = next(iter(issues.issues_of(desk, "issue")), None)
    special = next(iter(issues.issues_of(desk, "special-issue")), None)
    issue_fields = issues.fields_of(issue) if issue else None
    return view_kinds.HomePage(
        kicker=fields.kicker or "",
        figures=_labelled(desk, fields),
        facts_href=_section_href(desk, "facts"),
        issue=issues.issue_card(desk, issue) if issue else None,
        issue_number=issues.number_text(desk, issue_fields.number) if issue_fields else "",
        issue_contents=issues.contents_cards(desk, issue) if issue else (),
        doors=_doors(desk, fields),
        special=issues.issue_card(desk, special) if special else None,
        special_beside=issues.beside(desk, special) if special else "",
        issues_href=_section_href(desk, "newsletter"),
        special_couplet=_couplet(special),
        special_cover=issues.cover(desk, special) if special else view_parts.Picture(),
        products=_works(desk, [f"{ref}.md" for ref in fields.products]),
        products_href=_section_href(desk, "product"),
        latest=_latest(desk),
    )


def section(desk: Desk, _document: Document | None) -> view_kinds.SectionList:
    """The landing page of a section or of a folder in it, or a further page of its list."""
    folder = desk.page.ref.split("/")[0]
    section = desk.library.settings.sections.get(folder)
    kind = section.kind if section else "page"
    works = paging.works(desk)
    if kind in {"newsletter", "special-issue"}:
        return view_kinds.SectionList(kind, _by_year(desk, works))
    return view_kinds.SectionList(kind, _named(desk.cards(works)))


def search(desk: Desk, _document: Document | None) -> view_kinds.SearchPage:
    """The newest titles of each section in the language of the page, in the order of the site's sections; as many of
    each, and not more in all than a page can carry."""
    folders = dict.fromkeys([*desk.library.settings.sections, *desk.supplies.shelves.folders, ""])
    most = max(1, _TITLES // len(folders))
    return view_kinds.SearchPage(tuple(found for folder in folders for found in _titles(desk, folder, most)))


def _titles(desk: Desk, folder: str, most: int) -> Iterator[view_kinds.Titles]:
    works = [work for _, work in (desk.supplies.shelves.newest.get((desk.code, folder)) or ())[:most]]
    links = tuple(link for work in works for link in [desk.link_to(work.ref)] if link)
    landing = desk.link_to(f"{folder}/index.md") if folder else None
    section = desk.library.settings.sections.get(folder)
    name = section.name(desk.code) if section else landing.title if landing else desk.words["other_pages"]
    links = links or ((landing,) if landing else ())
    if links:
        yield view_kinds.Titles(name, f"in-{folder or 'site'}", landing.href if landing else "", links)


def _couplet(special: Work | None) -> tuple[str, ...]:
    fields = issues.fields_of(special) if special else None
    return tuple(fields.couplet) if isinstance(fields, models.SpecialIssue) else ()


def _labelled(desk: Desk, fields: models.Home) -> tuple[view_parts.Figure, ...]:
    figures = []
    for index, key in enumerate(fields.figures):
        label = fields.figure_labels[index] if index < len(fields.figure_labels) else ""
        period = fields.figure_periods[index] if index < len(fields.figure_periods) else ""
        figure = desk.figure(key, label=label, period=period)
        if figure is not None:
            figures.append(figure)
    return tuple(figures)


def _doors(desk: Desk, fields: models.Home) -> tuple[view_parts.Card, ...]:
    cards = []
    for index, ref in enumerate(fields.doors):
        for card in _works(desk, [f"{ref}.md"]):
            text = fields.door_texts[index] if index < len(fields.door_texts) else card.summary
            cards.append(view_parts.Card(card.title, card.href, text, card.lang, card.picture, card.date))
    return tuple(cards)


def _latest(desk: Desk) -> tuple[view_parts.Card, ...]:
    """The newest dated pages a reader would call news: releases, issues, events; at most five."""
    kinds = desk.supplies.shelves.kinds
    found = [w for kind in ("release", "issue", "special-issue", "event") for w in kinds.get(kind, ())]
    return desk.cards(newest(w for w in found if w.original.fields.date)[:20])[:5]


def _named(cards: Iterable[view_parts.Card]) -> tuple[view_parts.Group, ...]:
    kept = tuple(cards)
    return (view_parts.Group("", kept),) if kept else ()


def _by_year(desk: Desk, works: Iterable[Work]) -> tuple[view_parts.Group, ...]:
    """Issues by the year of their period, in the order in which they come."""
    years: dict[str, list[view_parts.Card]] = {}
    for work in works:
        card = issues.issue_card(desk, work)
        if card is not None:
            years.setdefault(issues.fields_of(work).period[:4], []).append(card)
    return tuple(view_parts.Group(year, tuple(cards)) for year, cards in years.items())


def _works(desk: Desk, refs: Iterable[str]) -> tuple[view_parts.Card, ...]:
    return desk.cards(desk.library.works[ref] for ref in refs if ref in desk.library.works)


def _section_href(desk: Desk, kind: str) -> str:
    for folder, section in desk.library.settings.sections.items():
        page = desk.supplies.plan.page(desk.code, f"{folder}/index.md")
        if section.kind == kind and page is not None:
            return desk.href(page.path)
    return ""
