"""A page's view: the frame of its language, its text, and what its kind shows."""

from __future__ import annotations

import re

from songngu.content.markdown import Fragment
from songngu.settings import Section
from songngu.site import frame, summaries
from songngu.site.details import detail
from songngu.site.details.articles import parallel
from songngu.site.details.paging import pager
from songngu.site.finish import finished
from songngu.site.gather import INKS, Desk, Supplies
from songngu.site.pages import SitePage
from songngu.site.parallel import Parallel
from songngu.site.structured import structured
from songngu.site.structured.page import Told
from songngu.site.tables import SORTABLE_ROWS, sortable
from songngu.site.view import View
from songngu.site.view_kinds import Detail, InvestmentPage, InvestmentSection, MarketRow, ZoneRow
from songngu.site.view_parts import Card, Link, Picture
from songngu.translation.status import Status, status

_RELATED = 3


def compose(supplies: Supplies, page: SitePage, fragment: Fragment) -> View:
    """Everything the template of a page may see."""
    desk = Desk(supplies, page)
    document = page.document
    fields = document.fields if document else None
    settings = supplies.library.settings
    title = desk.page_title(page)
    description, picture = (
        summaries.description(desk, document, fragment),
        desk.lead_picture(document) if document else Picture(),
    )
    breadcrumbs = frame.breadcrumbs(desk)
    languages = frame.alternates(desk)
    section = settings.section_of(page.ref)
    shown = parallel(desk, fragment.rows) if isinstance(fragment, Parallel) else detail(desk, document)
    text = finished(desk, fragment.html)
    return View(
        template=_template(page, section),
        code=page.code,
        lang=settings.locale(page.code).tag,
        head=frame.head(desk, languages, _head_titles(desk, section, title), description),
        site=frame.site(desk),
        languages=languages,
        title=title,
        summary=summaries.summary(desk, document),
        html=text,
        picture=picture,
        date=desk.day(fields.date if fields else None),
        updated=desk.day(fields.updated if fields else None),
        reviewed=desk.day(fields.reviewed_on if fields else None),
        section=_section_link(desk, section),
        section_ink=INKS.get(section.kind, "") if section else "",
        breadcrumbs=breadcrumbs,
        contents=tuple(Link(h.text, f"#{h.id}") for h in fragment.headings if h.level == 2),
        translation_note=_translation_note(desk),
        missing=tuple(a for a in languages if not a.href),
        sources=tuple(Link(s.name, s.url or "") for s in (fields.sources if fields else ())),
        facts=desk.figures(document.fact_keys) if document else (),
        related=_related(desk),
        detail=shown,
        text_lang=desk.tag(document.code) if document else "",
        fallback_note=_fallback_note(desk),
        translator=(fields.translator or "") if fields else "",
        body_class=f"page-{page.kind}",
        scripts=_scripts(desk, shown, text),
        bound=supplies.bound[""],
        structured_html=structured(desk, Told(title, description, picture, breadcrumbs, shown)),
        pager=pager(desk),
    )


def _scripts(desk: Desk, shown: Detail, text: str) -> tuple[str, ...]:
    """A script only where there is something for it to do."""
    rows: tuple[ZoneRow | MarketRow, ...] = shown.zones if isinstance(shown, InvestmentSection) else ()
    rows = shown.markets if isinstance(shown, InvestmentPage) else rows
    wanted = len(rows) >= SORTABLE_ROWS or sortable(text)
    return (desk.href(desk.supplies.scripts["sort.js"]),) if wanted else ()


_TEMPLATES = {"special-issue": "issue", "group": "catalogue", "filter": "catalogue", "fact-group": "facts"}
_SECTION_TEMPLATES = {
    "newsletter": "issue-section",
    "special-issue": "issue-section",
    "product": "product-section",
    "investment": "investment-section",
    "event": "event-section",
    "correction": "correction-section",
}


def _template(page: SitePage, section: Section | None) -> str:
    if page.kind == "section" and section is not None:
        return _SECTION_TEMPLATES.get(section.kind, "section")
    return _TEMPLATES.get(page.kind, page.kind)


def _head_titles(desk: Desk, section: Section | None, title: str) -> list[str]:
    """The title away from the page, the fullest first: of a parallel page that of both texts, the page's own language
    first; that of a list of the catalogue says nothing without its section. The title of a text may do without what
    stands behind its colon."""
    if section is not None and desk.page.kind in {"group", "filter", "fact-group"}:
        return [f"{title} – {section.name(desk.code)}"]
    work, beside = desk.page.work, desk.page.beside
    own = [title, _COLON.split(title, 1)[0]] if work else [title]
    if work is None or not beside:
        return own
    pair = f"{desk.code}–{beside}".upper()
    return [f"{title} · {work.documents[beside].title}", *(f"{one} · {pair}" for one in own)]


_COLON = re.compile(r":\s|：")


def _section_link(desk: Desk, section: Section | None) -> Link | None:
    if section is None:
        return None
    page = desk.supplies.plan.page(desk.code, f"{section.folder}/index.md")
    return Link(section.name(desk.code), desk.href(page.path)) if page else None


def _fallback_note(desk: Desk) -> str:
    document = desk.page.document
    if document is None or document.code == desk.code or not desk.page.fallback:
        return ""
    return desk.words["fallback_note"].format(language=desk.language(document.code))


def _translation_note(desk: Desk) -> str:
    work = desk.page.work
    if work is None or desk.page.document is None or desk.page.fallback:
        return ""
    states = {status(work, code) for code in (desk.code, desk.page.beside) if code}
    original = desk.language(work.source_code)
    if Status.STALE in states:
        return desk.words["translation_stale"].format(language=original)
    return "" if states.isdisjoint(_TRANSLATED) else desk.words["translated_from"].format(language=original)


_TRANSLATED = {Status.CURRENT, Status.UNKNOWN}


def _related(desk: Desk) -> tuple[Card, ...]:
    work = desk.page.work
    return desk.cards(desk.supplies.shelves.related(work, desk.code, _RELATED)) if work else ()
