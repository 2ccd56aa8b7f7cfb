"""Articles: each in its issue, and beside its translation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import cast

from songngu.content import models
from songngu.content.documents import Document, Work
from songngu.site import view_kinds, view_parts
from songngu.site.details.issues import section_names
from songngu.site.finish import finished
from songngu.site.gather import Desk
from songngu.site.pages import pairs, parallel_ref
from songngu.site.parallel import Row
from songngu.text import han_count

_HAN_A_MINUTE, _WORDS_A_MINUTE = 400, 220
_CAPTION = re.compile(r"<figcaption\b[^>]*>(.*?)</figcaption>", re.S)


def article(desk: Desk, document: Document | None) -> view_kinds.ArticlePage:
    """An article: its issue, its section there, its neighbours, its parallel pages."""
    fields = cast(models.Article, document.fields) if document else models.Article(title="-")
    issue, order, section = _place_in_issue(desk, desk.page.ref)
    previous, following = _neighbours(desk, order, desk.page.ref)
    return view_kinds.ArticlePage(
        issue=desk.link_to(issue),
        section=section,
        byline=getattr(fields, "byline", None) or "",
        place=getattr(fields, "place", None) or "",
        previous=previous,
        next=following,
        beside=_beside(desk),
        minutes=_minutes(document) if document else 0,
        whole=_whole(desk, issue),
    )


def parallel(desk: Desk, rows: Iterable[Row]) -> view_kinds.ParallelPage:
    """An article and its translation side by side; before and after it stand those that can be read so too."""
    work = cast(Work, desk.page.work)
    pair = desk.page.ref.rpartition("/")[2]
    _, order, _ = _place_in_issue(desk, work.ref)
    in_pair = [ref for ref in (f"{one.removesuffix('.md')}/{pair}" for one in order) if _there(desk, ref)]
    previous, following = _neighbours(desk, in_pair, desk.page.ref)
    return view_kinds.ParallelPage(
        own=_side(desk, work.documents[desk.code]),
        other=_side(desk, work.documents[desk.page.beside]),
        rows=tuple(_rows(desk, rows)),
        previous=previous,
        next=following,
    )


def _place_in_issue(desk: Desk, ref: str) -> tuple[str, list[str], str]:
    """The issue of an article, refs of all its articles with a page in this language, and its section's name there."""
    folder = f"{ref.rpartition('/')[0]}/"
    issue = desk.library.works.get(f"{folder}index.md")
    if issue is None or not isinstance(issue.original.fields, models.Issue):
        return f"{folder}index.md", [], ""
    parts = [(part.section, f"{folder}{name}.md") for part in issue.original.fields.contents for name in part.articles]
    section = next((section for section, one in parts if one == ref), "")
    return issue.ref, [one for _, one in parts if _there(desk, one)], section_names(desk, issue).get(section, "")


def _there(desk: Desk, ref: str) -> bool:
    return desk.supplies.plan.page(desk.code, ref) is not None


def _neighbours(desk: Desk, order: list[str], ref: str) -> tuple[view_parts.Link | None, view_parts.Link | None]:
    if ref not in order:
        return None, None
    at = order.index(ref)
    following = desk.link_to(order[at + 1]) if at < len(order) - 1 else None
    return desk.link_to(order[at - 1]) if at else None, following


def _beside(desk: Desk) -> tuple[view_parts.Link, ...]:
    """The parallel pages of this article, each under the name its other language has in that of the page."""
    work = desk.page.work
    refs = [parallel_ref(work.ref, pair) for pair in pairs(desk.library, work)] if work else []
    pages = [desk.supplies.plan.page(desk.code, ref) for ref in refs]
    return tuple(view_parts.Link(desk.language(page.beside), desk.href(page.path)) for page in pages if page)


def _minutes(document: Document) -> int:
    """How long a reader takes, in whole minutes: 400 Han characters or 220 words (in Vietnamese: syllables) in each."""
    han = han_count(document.body)
    words = len(document.body.split()) if han * 2 < len(document.body) else 0
    return max(1, round(han / _HAN_A_MINUTE + words / _WORDS_A_MINUTE))


def _whole(desk: Desk, issue: str) -> str:
    """Where the issue can be had as a file. Its page is looked at and not the file, which changes with each article."""
    work, page = desk.library.works.get(issue), desk.supplies.plan.page(desk.code, issue)
    bound = work is not None and work.section is not None and work.section.bound
    return desk.href(f"{page.path}#downloads") if bound and page else ""


def _side(desk: Desk, document: Document) -> view_kinds.ParallelSide:
    fields, locale = document.fields, desk.library.settings.locale(document.code)
    page = desk.supplies.plan.page(document.code, document.ref)
    by = [getattr(fields, name, None) or "" for name in ("place", "byline", "translator")]
    return view_kinds.ParallelSide(
        title=document.title,
        summary=fields.summary or "",
        by=" · ".join(part for part in by if part),
        lang=locale.tag,
        language=locale.name,
        href=desk.href(page.path) if page else "",
        picture=desk.lead_picture(document),
    )


def _rows(desk: Desk, rows: Iterable[Row]) -> Iterator[view_kinds.ParallelRow]:
    number = 0
    for row in rows:
        number += row.kind in {"text", "heading"}
        own, other = finished(desk, row.own), finished(desk, row.other)
        if row.kind == "picture":
            said = _CAPTION.search(other)
            other = said[1] if said else ""
        yield view_kinds.ParallelRow(row.kind, number, own, other)
