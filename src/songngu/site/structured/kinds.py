"""Which words of schema.org each kind of page is told in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, cast

from songngu.content import models
from songngu.content.documents import Work
from songngu.settings import FORMS
from songngu.site.gather import Desk
from songngu.site.structured import subjects
from songngu.site.structured.page import Node, Told, away, here, organization, page, said
from songngu.site.structured.site import front_page, item_list
from songngu.site.urls import absolute
from songngu.site.view_kinds import (
    ArticlePage,
    CataloguePage,
    FactsPage,
    InvestmentPage,
    IssuePage,
    ReleasePage,
    SectionList,
)
from songngu.site.view_parts import Download, Group, Link

_PERIODICALS = {"newsletter", "special-issue"}


def nodes(desk: Desk, told: Told) -> Iterable[Node]:
    """The page, and what it is about."""
    if desk.page.document is None and desk.page.kind not in {"home", "section", "group", "fact-group"}:
        return [page(desk, told, "WebPage")]
    return _BY_KIND.get(desk.page.kind, _plain)(desk, told)


def _plain(desk: Desk, told: Told) -> Iterator[Node]:
    yield page(desk, told, "WebPage")


def _article(desk: Desk, told: Told) -> Iterator[Node]:
    detail = cast(ArticlePage, told.detail)
    yield page(
        desk, told, "NewsArticle", articleSection=detail.section, isPartOf=_issue_of(desk, detail.issue),
        **_news(desk, told, detail.place),
    )  # fmt: skip


def _release(desk: Desk, told: Told) -> Iterator[Node]:
    yield page(desk, told, "NewsArticle", **_news(desk, told, cast(ReleasePage, told.detail).place))


def _news(desk: Desk, told: Told, place: str) -> Node:
    return said(headline=told.title, dateline=place, mainEntityOfPage=here(desk))


def _issue_of(desk: Desk, issue: Link | None) -> Node:
    return said(type="PublicationIssue", id=away(desk, issue.href), name=issue.title) if issue else {}


def _issue(desk: Desk, told: Told) -> Iterator[Node]:
    fields, detail = cast(models.Issue, cast(Work, desk.page.work).original.fields), cast(IssuePage, told.detail)
    articles = [card for group in detail.contents for card in group.cards if card.available]
    publishers = [organization(imprint.publisher) for imprint in detail.imprints]
    node = page(desk, told, "PublicationIssue", issueNumber=str(fields.number), isPartOf=_periodical(desk))
    parts = [said(type="NewsArticle", id=away(desk, card.href), headline=card.title) for card in articles]
    yield {**node, **said(publisher=publishers, hasPart=parts, encoding=_files(desk, detail.downloads))}


def _files(desk: Desk, downloads: Iterable[Download]) -> list[Node]:
    """The page as files."""
    return [
        said(type="MediaObject", name=one.name, contentUrl=away(desk, one.href), contentSize=one.size_text,
             encodingFormat=FORMS[one.format].media_type, sha256=one.digest)
        for one in downloads
    ]  # fmt: skip


def _periodical(desk: Desk) -> Node:
    section = desk.library.settings.section_of(desk.page.ref)
    landing = desk.supplies.plan.page(desk.code, f"{section.folder}/index.md") if section else None
    if section is None or landing is None:
        return {}
    return said(type="Periodical", id=absolute(desk.library.settings, landing.path), name=section.name(desk.code))


def _section(desk: Desk, told: Told) -> Iterator[Node]:
    section = desk.library.settings.section_of(desk.page.ref)
    is_periodical = section is not None and section.kind in _PERIODICALS
    listed = item_list(desk, _groups(told.detail))
    if is_periodical and desk.page.ref == f"{cast(Any, section).folder}/index.md":
        yield page(desk, told, "Periodical")
    else:
        files = _files(desk, told.detail.brochures) if isinstance(told.detail, CataloguePage) else []
        yield page(desk, told, "CollectionPage", mainEntity=listed, encoding=files)


def _groups(detail: object) -> tuple[Group, ...]:
    if isinstance(detail, CataloguePage):
        return (Group("", detail.cards),)
    return detail.groups if isinstance(detail, SectionList) else ()


def _heritage(desk: Desk, told: Told) -> Iterator[Node]:
    fields = cast(models.Heritage, desk.page.document and desk.page.document.fields)
    if fields.designation == "intangible":
        yield page(desk, told, "WebPage", about=said(type="Thing", name=told.title))
    else:
        yield page(desk, told, "WebPage", mainEntity=subjects.place(desk, told))


def _product(desk: Desk, told: Told) -> Iterator[Node]:
    yield page(desk, told, "ItemPage", mainEntity=subjects.product(desk, told))


def _event(desk: Desk, told: Told) -> Iterator[Node]:
    yield page(desk, told, "WebPage", mainEntity=subjects.event(desk, told))


def _investment(desk: Desk, told: Told) -> Iterator[Node]:
    detail = cast(InvestmentPage, told.detail)
    zone = subjects.zone(desk, told) if detail.type == "zone" else {}
    figures = [subjects.observation(desk, figure) for figure in detail.figures if figure.value]
    yield page(desk, told, "WebPage", mainEntity=zone, mentions=figures)


def _facts(desk: Desk, told: Told) -> Iterator[Node]:
    files = _files(desk, cast(FactsPage, told.detail).brochures)
    yield page(desk, told, "WebPage", mainEntity=subjects.dataset(desk, told), encoding=files)


def _correction(desk: Desk, told: Told) -> Iterator[Node]:
    """A correction as a comment on the page it concerns. No verdict on what others said: nobody here gives one."""
    fields = cast(models.Correction, desk.page.document and desk.page.document.fields)
    concerned = desk.supplies.plan.page(desk.code, f"{fields.concerns}.md") if fields.concerns else None
    about = said(type="WebPage", id=absolute(desk.library.settings, concerned.path)) if concerned else {}
    yield page(desk, told, "CorrectionComment", text=fields.now, about=about)


_BY_KIND: dict[str, Callable[[Desk, Told], Iterable[Node]]] = {
    "home": front_page,
    "section": _section,
    "press-room": _section,
    "group": _section,
    "article": _article,
    "release": _release,
    "issue": _issue,
    "special-issue": _issue,
    "heritage": _heritage,
    "product": _product,
    "event": _event,
    "investment": _investment,
    "facts": _facts,
    "fact-group": _facts,
    "correction": _correction,
}
