"""The works on a page of a list, and the way from one page of it to the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from songngu.content.documents import Work
from songngu.site import fact_pages
from songngu.site.gather import Desk
from songngu.site.lists import KINDS, cut, numbered, offset, pages_of
from songngu.site.view_parts import Link, Pager


def listed(desk: Desk) -> tuple[Work, ...]:
    """The whole list to which a page belongs, in its order."""
    return desk.supplies.shelves.lists.get((desk.code, desk.page.list_ref)) or ()


def works(desk: Desk) -> Sequence[Work]:
    """Those of its works that stand on the page."""
    return cut(listed(desk), desk.page.number)


def page_span(desk: Desk) -> str:
    """Which products of how many the page shows, in words; empty where it shows all."""
    whole, before = listed(desk), offset(desk.page.number)
    if pages_of(whole) == 1:
        return ""
    return desk.words["products_span"].format(first=before + 1, last=before + len(works(desk)), n=len(whole))


def pager(desk: Desk) -> Pager:
    """The first page of a list, the last, this one and those beside it; nothing for a list of one page."""
    last = _last(desk)
    if last == 1:
        return Pager()
    number = desk.page.number
    return Pager(
        pages=tuple(_links(desk, last)),
        previous=_href(desk, number - 1) if number > 1 else "",
        next=_href(desk, number + 1) if number < last else "",
    )


def _last(desk: Desk) -> int:
    """The number of the last page of its list."""
    if desk.page.kind == "fact-group":
        name = desk.page.list_ref.rpartition("/")[2].removesuffix(".md")
        return fact_pages.pages_of(fact_pages.groups(desk.library.facts.values())[name])
    return pages_of(listed(desk)) if desk.page.kind in KINDS else 1


def _links(desk: Desk, last: int) -> Iterator[Link]:
    own, before = desk.page.number, 0
    for number in sorted({1, own - 1, own, own + 1, last} & set(range(1, last + 1))):
        if number - before == 2:  # a gap of one page takes no less room than its number
            yield Link(str(number - 1), _href(desk, number - 1))
        elif number - before > 2:
            yield Link("…", "")
        yield Link(str(number), _href(desk, number), current=number == own)
        before = number


def _href(desk: Desk, number: int) -> str:
    ref = desk.page.list_ref if number == 1 else numbered(desk.page.list_ref, number)
    return desk.href(desk.supplies.plan.by_ref[desk.code, ref].path)
