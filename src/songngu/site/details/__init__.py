"""What each kind of page shows beyond the frame: one small function a kind, from desk and document to a plain value."""

from __future__ import annotations

from collections.abc import Callable

from songngu.content.documents import Document
from songngu.site import view_kinds
from songngu.site.details import articles, catalogue, events, facts, issues, lists, notices, subjects, zones
from songngu.site.gather import Desk


def detail(desk: Desk, document: Document | None) -> view_kinds.Detail:
    """The kind-specific part of a page."""
    make = _MAKERS.get(desk.page.kind)
    return make(desk, document) if make else view_kinds.PlainPage()


def _section(desk: Desk, document: Document | None) -> view_kinds.Detail:
    section = desk.library.settings.section_of(desk.page.ref)
    return _SECTIONS.get(section.kind if section else "", lists.section)(desk, document)


_SECTIONS: dict[str, Callable[[Desk, Document | None], view_kinds.Detail]] = {
    "product": catalogue.catalogue,
    "investment": zones.investment_section,
    "event": events.calendar,
    "correction": notices.corrections,
}
_MAKERS: dict[str, Callable[[Desk, Document | None], view_kinds.Detail]] = {
    "home": lists.home,
    "section": _section,
    "search": lists.search,
    "group": catalogue.catalogue,
    "filter": catalogue.catalogue,
    "article": articles.article,
    "issue": issues.issue,
    "special-issue": issues.issue,
    "heritage": subjects.heritage,
    "product": subjects.product,
    "investment": subjects.investment,
    "press-room": notices.press_room,
    "release": notices.release,
    "event": events.event,
    "correction": notices.correction,
    "facts": facts.facts,
    "fact-group": facts.facts,
}
