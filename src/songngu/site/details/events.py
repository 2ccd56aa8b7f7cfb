"""Events, and the calendar of a section of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from songngu.content import models
from songngu.content.documents import Document, Work
from songngu.site import view_kinds, view_parts
from songngu.site.calendar import calendar_path, event_path, is_whole_day, local
from songngu.site.details import paging
from songngu.site.gather import Desk
from songngu.site.lists import cut


def event(desk: Desk, document: Document | None) -> view_kinds.EventPage:
    """An event; over when the moment of the build lies after it."""
    fields, words = cast(models.Event, cast(Document, document).fields), desk.words
    return view_kinds.EventPage(
        starts=desk.day(local(fields.starts)),
        ends=desk.day(local(fields.ends)) if fields.ends else view_parts.Day(),
        hours=_hours(desk, fields),
        file=desk.href(event_path(desk.page)),
        form=words[f"form_{fields.form}"],
        venue=fields.venue or "",
        audience=tuple(words[f"audience_{name}"] for name in fields.audience),
        over=desk.supplies.moment.reached(fields.over_at),
    )


def calendar(desk: Desk, _document: Document | None) -> view_kinds.CalendarPage:
    """The landing page of a section of events, or a further page of it."""
    newest = [(work, cast(models.Event, work.original.fields)) for work in paging.listed(desk)]
    marked = [(desk.supplies.moment.reached(fields.over_at), work, fields) for work, fields in newest]
    to_come, over = [one for one in reversed(marked) if not one[0]], [one for one in marked if one[0]]
    shown = cut([*to_come, *over], desk.page.number)
    dates = [(past, date) for past, work, fields in shown for date in _date(desk, work, fields)]
    path = calendar_path(desk.supplies.plan, desk.library.settings, desk.code, desk.page.ref.partition("/")[0])
    return view_kinds.CalendarPage(
        upcoming=tuple(date for past, date in dates if not past),
        past=tuple(date for past, date in dates if past),
        file=desk.href(path) if path else "",
    )


def _date(desk: Desk, work: Work, fields: models.Event) -> Iterator[view_kinds.Date]:
    card, page = desk.card(work), desk.supplies.plan.page(desk.code, work.ref)
    if card is not None:
        yield view_kinds.Date(card, _hours(desk, fields), desk.href(event_path(page)) if page else "")


def _hours(desk: Desk, fields: models.Event) -> str:
    """From when to when, for an event of hours; its end only where it is on the same day."""
    if is_whole_day(fields):
        return ""
    starts, ends = local(fields.starts), local(fields.ends or fields.starts)
    end = f"–{ends:%H:%M}" if ends.date() == starts.date() and ends > starts else ""
    return desk.words["hours"].format(hours=f"{starts:%H:%M}{end}")
