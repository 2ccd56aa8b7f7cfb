"""Calendars: what a strict reader of RFC 5545 finds in them, and how the pages show the same events."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songngu.site.calendar import _folded, _text, calendars
from songngu.site.view_kinds import CalendarPage, EventPage
from tests.begun import begin
from tests.trees import Tree, moment

Properties = dict[str, tuple[str, str]]
_LINE = re.compile(r'([A-Z-]+)((?:;[A-Z-]+=[^";:,]+)*):(.*)', re.S)
_ONCE = {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "LOCATION", "URL"}


def lines(data: bytes) -> list[str]:
    """The content lines of a file (§3.1): each ends with CRLF and none is longer than 75 octets before unfolding."""
    assert data.endswith(b"\r\n")
    raw = data.removesuffix(b"\r\n").split(b"\r\n")
    assert all(len(line) <= 75 for line in raw)
    assert not any(b"\r" in line or b"\n" in line for line in raw)
    for line in raw:
        line.decode()  # no character is parted
    return data.replace(b"\r\n ", b"").decode().removesuffix("\r\n").split("\r\n")


def events(data: bytes) -> list[Properties]:
    """The events of a calendar as name → (parameters, value), its structure checked on the way."""
    open_, found = [], []
    for line in lines(data):
        match = _LINE.fullmatch(line)
        assert match, line
        name, parameters, value = match.groups()
        if name == "BEGIN":
            open_.append(value)
            if value == "VEVENT":
                found.append({})
        elif name == "END":
            assert open_.pop() == value
        elif open_ == ["VCALENDAR", "VEVENT"]:
            assert name not in found[-1] or name not in _ONCE
            found[-1][name] = parameters, value
    assert not open_
    assert all({"UID", "DTSTAMP", "DTSTART", "SUMMARY"} <= event.keys() for event in found)
    return found


def unescaped(value: str) -> str:
    """A TEXT value as it was meant (§3.3.11)."""
    assert not re.search(r"(?<!\\)(?:\\\\)*[;,]", value)
    return re.sub(r"\\(.)", r"\1", value)


@pytest.fixture
def dated(site: Tree) -> Tree:
    """Events of days and of hours, over and to come, one of them in both languages."""
    for name, fields in {
        "fair": "starts: 2026-12-04\nends: 2026-12-06\nvenue: 'Hạ Long; khu A, B'\nsummary: Chợ, phiên\n"
        "date: 2026-11-01",
        "talk": "starts: 2026-12-10T09:00\nends: 2026-12-10T11:30\nupdated: 2026-11-02",
        "call": "starts: 2026-12-01T20:00+00:00",
        "past": "starts: 2025-01-05",
    }.items():
        site.write({f"content/vi/events/{name}.md": f"---\ntitle: Việc {name}\nform: fair\n{fields}\n---\nVăn.\n"})
    site.write({"content/en/events/fair.md": "---\ntitle: A fair\nvenue: Ha Long\n---\nText.\n"})
    return site.set(sections={"events": {"kind": "event"}})


def files(tree: Tree) -> dict[str, bytes]:
    """The calendars of a site."""
    return calendars(begin(tree.settings, moment("2026-11-20")).world.supplies({}))


def test_a_file_for_each_event_and_one_for_each_language(dated: Tree) -> None:
    found = files(dated)
    assert set(found) == {
        "events/calendar.ics", "en/events/calendar.ics", "en/events/fair/fair.ics",
        *(f"events/{name}/{name}.ics" for name in ("fair", "talk", "call", "past")),
    }  # fmt: skip
    assert len(events(found["events/calendar.ics"])) == 4
    assert len(events(found["en/events/calendar.ics"])) == 1


def test_days_end_on_the_day_after_and_texts_are_escaped(dated: Tree) -> None:
    event = events(files(dated)["events/fair/fair.ics"])[0]
    assert event["UID"] == ("", "events/fair@tinh.example")
    assert event["DTSTAMP"] == ("", "20261101T000000Z")
    assert event["DTSTART"] == (";VALUE=DATE", "20261204")
    assert event["DTEND"] == (";VALUE=DATE", "20261207")
    assert (event["LOCATION"][0], unescaped(event["LOCATION"][1])) == (";LANGUAGE=vi", "Hạ Long; khu A, B")
    assert unescaped(event["DESCRIPTION"][1]) == "Chợ, phiên"
    assert event["URL"] == ("", "https://tinh.example/events/fair/")


def test_hours_have_their_zone_and_the_zone_is_told(dated: Tree) -> None:
    found = files(dated)
    talk, call = (events(found[f"events/{name}/{name}.ics"])[0] for name in ("talk", "call"))
    assert talk["DTSTART"] == (";TZID=Asia/Ho_Chi_Minh", "20261210T090000")
    assert talk["DTEND"] == (";TZID=Asia/Ho_Chi_Minh", "20261210T113000")
    assert talk["DTSTAMP"] == ("", "20261102T000000Z")
    assert call["DTSTART"] == (";TZID=Asia/Ho_Chi_Minh", "20261202T030000")
    assert b"BEGIN:VTIMEZONE\r\nTZID:Asia/Ho_Chi_Minh\r\n" in found["events/talk/talk.ics"]
    assert b"VTIMEZONE" not in found["events/fair/fair.ics"]


def test_one_event_is_one_in_both_languages(dated: Tree) -> None:
    found = files(dated)
    vi, en = (events(found[f"{prefix}events/fair/fair.ics"])[0] for prefix in ("", "en/"))
    assert vi["UID"] == en["UID"]
    assert en["SUMMARY"] == (";LANGUAGE=en", "A fair")


def test_pages_lead_to_their_files_and_the_next_event_comes_first(dated: Tree) -> None:
    views = dated.views()
    calendar, talk = views["events/"].detail, views["events/talk/"].detail
    assert isinstance(calendar, CalendarPage)
    assert [one.card.title for one in calendar.upcoming] == ["Việc call", "Việc fair", "Việc talk"]
    assert [one.card.title for one in calendar.past] == ["Việc past"]
    assert calendar.file == "calendar.ics"
    assert calendar.upcoming[2].file == "talk/talk.ics"
    assert [one.hours for one in calendar.upcoming] == ["03:00, giờ Việt Nam", "", "09:00–11:30, giờ Việt Nam"]
    assert isinstance(talk, EventPage)
    assert (talk.file, talk.starts.iso) == ("talk.ics", "2026-12-10")
    later = dated.views("2026-12-20")["events/"].detail
    assert isinstance(later, CalendarPage)
    assert (len(later.upcoming), len(later.past)) == (0, 4)


def test_a_file_in_its_place_is_told(dated: Tree) -> None:
    dated.write({"content/vi/events/calendar.ics": "BEGIN:VCALENDAR"})
    assert "same-address" in [problem.code for problem in dated.check()]


@given(st.text())
def test_any_text_comes_back_from_a_line(text: str) -> None:
    value = _text(text)
    assert lines(_folded(f"SUMMARY:{value}")) == [f"SUMMARY:{value}"]
    assert unescaped(value).split() == "".join(c if c.isspace() or c.isprintable() else "" for c in text).split()


@pytest.mark.parametrize("starts", ["0001-01-01T00:30+14:00", "9999-12-31T23:30-12:00", "9999-12-31"])
def test_the_first_and_the_last_year(site: Tree, starts: str) -> None:
    site.write({"content/vi/events/x.md": f"---\ntitle: X\nform: fair\nstarts: {starts}\n---\nVăn.\n"})
    site.set(sections={"events": {"kind": "event"}})
    event = events(files(site)["events/x/x.ics"])[0]
    assert event["DTSTART"][1][:4] in {"0001", "9999"}
