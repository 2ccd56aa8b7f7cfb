"""What a site published in a month or a week as a letter: by section, newest first, and the events to come."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from songngu import numerals
from songngu.content.documents import Work
from songngu.editions.mail.clean import cleaned
from songngu.editions.mail.items import cover, events, item, said, way
from songngu.editions.mail.sender import host
from songngu.editions.mail.tree import Group, Letter, Part, Said
from songngu.editions.words import MAIL, words
from songngu.settings import Fallback, Settings
from songngu.site.gather import Supplies
from songngu.site.readers import fallback
from songngu.values import frozen

_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
_WEEK = re.compile(r"(\d{4})-W(\d{2})")
_NO_NEWS = frozenset({"event", "facts", "home", "press-room", "section"})  # kinds that tell of others, or of the future


@frozen
class Period:
    """A month (`2026-11`) or a week (`2026-W47`, ISO 8601): its first and its last day."""

    name: str
    first: dt.date
    last: dt.date

    def text(self, code: str) -> str:
        """What a language calls it."""
        if "W" not in self.name:
            return numerals.date(self.name, code)
        first, last = (numerals.date(day.isoformat(), code) for day in (self.first, self.last))
        year, week = self.name.split("-W")
        return words(code, MAIL)["week"].format(week=int(week), year=year, first=first, last=last)


def period(text: str) -> Period:
    """A period as it is written; ValueError for what is none."""
    month, week = _MONTH.fullmatch(text), _WEEK.fullmatch(text)
    if month:
        first = dt.date(int(month[1]), int(month[2]), 1)
        return Period(text, first, (first.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1))
    if week:
        first = dt.date.fromisocalendar(int(week[1]), int(week[2]), 1)
        return Period(text, first, first + dt.timedelta(days=6))
    raise ValueError(text)


def digest_letter(supplies: Supplies, of: Period, codes: Sequence[str]) -> Letter | None:
    """What was published in a period, in some languages; None where that was nothing.

    It bears the day of the newest of its texts, so that it is the same whenever it is made.
    """
    found = _by_section(supplies, of, codes)
    if not found:
        return None
    day = max(_day(work) for works in found.values() for work in works)
    letter = Letter(
        identity=f"{of.name} {'-'.join(codes)}",
        host=host(supplies.library.settings),
        date=day.isoformat(),
        ink="",
        parts=tuple(_part(supplies, of, code) for code in codes),
        groups=tuple(_groups(supplies, found, codes)),
        events=events(supplies, codes, day),
    )
    return replace(letter, cover=cover(supplies, codes[0], "index.md", letter.first))


def _by_section(supplies: Supplies, of: Period, codes: Sequence[str]) -> dict[str, list[Work]]:
    """The works of the period by section, in the order in which the site declares its sections; an issue comes before
    its articles."""
    works = [work for work in supplies.library.works.values() if _is_news(work, of) and _is_told(work, codes)]
    works.sort(key=lambda work: (-_day(work).toordinal(), "issue" not in work.kind, work.ref))
    folders = {folder: [w for w in works if w.ref.startswith(f"{folder}/")] for folder in _settings(supplies).sections}
    return {folder: found for folder, found in folders.items() if found}


def _is_news(work: Work, of: Period) -> bool:
    day = work.original.fields.date
    return day is not None and of.first <= day <= of.last and work.kind not in _NO_NEWS


def _is_told(work: Work, codes: Sequence[str]) -> bool:
    """Whether readers of one of the languages are told of it, as in the lists of the site."""
    shared = work.original.fields.text == "shared"
    return shared or any(code in work.documents or fallback(work, code) is not Fallback.HIDE for code in codes)


def _day(work: Work) -> dt.date:
    return work.original.fields.date or dt.date.min


def _groups(supplies: Supplies, found: Mapping[str, Sequence[Work]], codes: Sequence[str]) -> Iterator[Group]:
    top = next(iter(found.values()))[0]
    for folder, works in found.items():
        section = _settings(supplies).sections[folder]
        items = tuple(item(supplies, work, codes, _dated(supplies, work), pictured=work is top) for work in works)
        yield Group(_distinct(said(supplies, code, section.name(code)) for code in codes), items)


def _distinct(names: Iterable[Said]) -> tuple[Said, ...]:
    """A name that is the same in several languages (OCOP) is said once."""
    told: dict[str, Said] = {}
    for name in names:
        told.setdefault(name.text, name)
    return tuple(told.values())


def _dated(supplies: Supplies, work: Work) -> dict[str, str]:
    """The day of a work in every language."""
    return {code: numerals.date(_day(work).isoformat(), code) for code in _settings(supplies).codes}


def _part(supplies: Supplies, of: Period, code: str) -> Part:
    settings, theme = _settings(supplies), words(code, MAIL)
    name, text = cleaned(_text(settings.names, code, settings)), of.text(code)
    headline = said(supplies, code, text[:1].upper() + text[1:])
    home = way(supplies, code, "index.md", theme["home"])
    return Part(
        tag=headline.tag,
        site="",
        name=name,
        number=theme["digest"],
        period="",
        subject=theme["subject"].format(number=theme["digest"], headline=headline.text),
        headline=headline,
        summary=Said(headline.tag, ""),
        ways=(home,) if home else (),
        imprints=(),
        disclaimer=cleaned(_text(settings.disclaimers, code, settings)),
        words=tuple(sorted(theme.items())),
    )


def _text(texts: Mapping[str, str], code: str, settings: Settings) -> str:
    """A text of the site in a language, else in its default one."""
    return texts.get(code) or texts.get(settings.default.code, "")


def _settings(supplies: Supplies) -> Settings:
    return supplies.library.settings
