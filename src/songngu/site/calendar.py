"""Calendars to subscribe to and events to take along, as iCalendar files (RFC 5545)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from songngu.content.documents import Document
from songngu.content.models import Event
from songngu.settings import Settings
from songngu.site.gather import Supplies
from songngu.site.pages import SitePage, SitePlan
from songngu.site.shelves import Shelves
from songngu.site.urls import absolute
from songngu.text import one_line

_WIDEST = 75  # octets of a line without its break (RFC 5545 §3.1)
_ZONE = "Asia/Ho_Chi_Minh"  # of hours written without a zone; one offset and no summer time since 1975
_OFFSET = dt.timezone(dt.timedelta(hours=7))
_TIMEZONE = (
    "BEGIN:VTIMEZONE", f"TZID:{_ZONE}", "BEGIN:STANDARD", "DTSTART:19750613T000000", "TZOFFSETFROM:+0800",
    "TZOFFSETTO:+0700", "TZNAME:+07", "END:STANDARD", "END:VTIMEZONE",
)  # fmt: skip


def calendars(supplies: Supplies) -> dict[str, bytes]:
    """A file for each event page, and for each section of events and language one with all of them, by site path."""
    plan, settings = supplies.plan, supplies.library.settings
    files: dict[str, bytes] = {}
    sections: dict[tuple[str, str], list[tuple[str, ...]]] = {}
    for page, document in _events(plan, supplies.shelves, settings):
        entry = tuple(_event(supplies, page, document))
        files[event_path(page)] = _file(entry, name="")
        sections.setdefault((page.code, page.ref.partition("/")[0]), []).append(entry)
    for (code, folder), entries in sections.items():
        path = calendar_path(plan, settings, code, folder)
        if path:
            files[path] = _file((line for entry in entries for line in entry), name=_name(settings, code, folder))
    return files


def _events(plan: SitePlan, shelves: Shelves, settings: Settings) -> Iterator[tuple[SitePage, Document]]:
    for work in shelves.kinds.get("event") or ():
        for locale in settings.locales:
            page = plan.page(locale.code, work.ref)
            if page is not None and page.document is not None:
                yield page, page.document


def event_path(page: SitePage) -> str:
    """Where the file of an event stands: beside its page, under the name of that page."""
    return f"{page.path}{page.ref.removesuffix('/index.md').removesuffix('.md').rpartition('/')[2]}.ics"


def calendar_path(plan: SitePlan, settings: Settings, code: str, folder: str) -> str:
    """Where the calendar of a section stands; empty for folders that are no section of events."""
    section = settings.sections.get(folder)
    landing = plan.page(code, f"{folder}/index.md")
    return f"{landing.path}calendar.ics" if landing and section and section.kind == "event" else ""


def local(moment: dt.datetime) -> dt.datetime:
    """A moment as a clock in Viet Nam shows it; one written without a zone is meant so."""
    inside = dt.MINYEAR < moment.year < dt.MAXYEAR  # no zone leads out of the years there are
    return moment.astimezone(_OFFSET).replace(tzinfo=None) if moment.tzinfo and inside else moment.replace(tzinfo=None)


def is_whole_day(event: Event) -> bool:
    """Whether an event is given by days and not by hours."""
    return not any(moment.hour or moment.minute for moment in (event.starts, event.ends) if moment)


def _name(settings: Settings, code: str, folder: str) -> str:
    site = settings.names.get(code) or settings.names.get(settings.default.code, "")
    return f"{settings.sections[folder].name(code)} – {site}"


def _event(supplies: Supplies, page: SitePage, document: Document) -> Iterator[str]:
    """The lines of one event. Its UID is the same in every language: who takes both calendars has one event."""
    settings, event = supplies.library.settings, document.fields
    assert isinstance(event, Event)
    host = urlsplit(settings.site_url).hostname or "localhost"
    yield from ("BEGIN:VEVENT", f"UID:{_text(page.ref.removesuffix('.md'))}@{host}")
    yield f"DTSTAMP:{_digits(event.updated or event.date or event.starts.date())}T000000Z"
    yield from _times(event)
    language = f";LANGUAGE={settings.locale(document.code).tag}"
    said = (("SUMMARY", event.title), ("DESCRIPTION", event.summary or ""), ("LOCATION", event.venue or ""))
    yield from (f"{name}{language}:{_text(value)}" for name, value in said if value)
    form = supplies.strings[page.code][f"form_{event.form}"]
    yield f"CATEGORIES;LANGUAGE={settings.locale(page.code).tag}:{_text(form)}"
    yield from (f"URL:{absolute(settings, page.path)}", "END:VEVENT")


def _times(event: Event) -> Iterator[str]:
    """When it begins and ends. The end of days is the day after the last one (RFC 5545 §3.6.1)."""
    if is_whole_day(event):
        first, last = event.starts.date(), (event.ends or event.starts).date()
        yield f"DTSTART;VALUE=DATE:{_digits(first)}"
        if first <= last < dt.date.max:
            yield f"DTEND;VALUE=DATE:{_digits(last + dt.timedelta(days=1))}"
        return
    yield f"DTSTART{_moment(event.starts)}"
    if event.ends and local(event.ends) > local(event.starts):
        yield f"DTEND{_moment(event.ends)}"


def _moment(moment: dt.datetime) -> str:
    return f";TZID={_ZONE}:{_digits(local(moment))}"


def _digits(moment: dt.date) -> str:
    """A day or a moment without the signs between its figures: `20261204T090000`."""
    return "".join(character for character in moment.isoformat()[:19] if character not in "-:")


def _file(entries: Iterable[str], *, name: str) -> bytes:
    events = tuple(entries)
    zone = _TIMEZONE if any(f";TZID={_ZONE}:" in line for line in events) else ()
    named = (f"NAME:{_text(name)}", f"X-WR-CALNAME:{_text(name)}") if name else ()  # RFC 7986 §5.1, and what is older
    head = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Songngu//Songngu//EN", "CALSCALE:GREGORIAN")
    return b"".join(map(_folded, (*head, *named, *zone, *events, "END:VCALENDAR")))


def _text(value: str) -> str:
    """A text as a value (RFC 5545 §3.3.11), on one line."""
    escaped = one_line(value).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return "".join(character for character in escaped if character.isprintable())


def _folded(line: str) -> bytes:
    """A line in pieces of at most 75 octets, no character parted; every piece but the first begins with a space."""
    pieces, piece = [], b""
    for character in line:
        octets = character.encode()
        if len(piece) + len(octets) > _WIDEST:
            pieces.append(piece)
            piece = b" "
        piece += octets
    return b"\r\n".join((*pieces, piece)) + b"\r\n"
