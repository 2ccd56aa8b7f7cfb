"""What a site is: its languages, sections, names and folders, read once and never changed."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple

from songngu.locales import Locale
from songngu.reads import note
from songngu.values import frozen


class Fallback(StrEnum):
    """What a reader meets where a translation is missing."""

    HIDE = "hide"  # the work is not listed in that language
    MARK = "mark"  # it is listed under its original title, marked as not available, leading to the original
    SHOW = "show"  # a page shows the original text, marked with its language, noindex, canonical to the original


class Form(NamedTuple):
    """A sort of file an edition can be: how its name ends, its media type."""

    suffix: str
    media_type: str


FORMS: Mapping[str, Form] = {
    "pdf": Form(".pdf", "application/pdf"),
    "pdf-print": Form("-print.pdf", "application/pdf"),
    "epub": Form(".epub", "application/epub+zip"),
    "mail": Form(".eml", "message/rfc822"),
    "glance-2": Form("-2p.pdf", "application/pdf"),
    "glance-4": Form("-4p.pdf", "application/pdf"),
    "gifts": Form("-gifts.pdf", "application/pdf"),
}


@frozen
class Section:
    """A first-level folder of the content tree and what is kept in it."""

    folder: str
    kind: str
    names: Mapping[str, str]
    languages: tuple[str, ...]
    source: str
    fallback: Mapping[str, Fallback]
    editions: tuple[str, ...] = ()

    @property
    def bound(self) -> bool:
        """Whether its issues can be had as files."""
        return any(form != "parallel" for form in self.editions)

    def name(self, code: str) -> str:
        """The section's name in a language, else in its source language, else the folder's."""
        return self.names.get(code) or self.names.get(self.source) or self.folder


@frozen
class Security:
    """Whom to tell of a hole in the site, and until when that holds (RFC 9116)."""

    contact: str
    expires: dt.date


@frozen
class Settings:
    """A site. Paths are absolute; `root` is the folder of `mkdocs.yml`, against which places are shown."""

    root: Path
    content_dir: Path
    site_dir: Path
    data_dir: Path
    theme_dir: Path | None
    site_url: str
    names: Mapping[str, str]
    taglines: Mapping[str, str]
    disclaimers: Mapping[str, str]
    publishers: Mapping[str, str]
    locales: tuple[Locale, ...]
    sections: Mapping[str, Section]
    navigation: tuple[str, ...]
    x_default: str
    colour: str = ""
    security: Security | None = None
    cards: bool = True  # a picture of every page for those who share it
    markdown_extensions: tuple[str, ...] = ()
    extension_configs: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    has_home: bool = False
    unpublished: tuple[str, ...] = ()  # codes of languages in preparation: their folders are left alone
    editions_folder: str = "editions"

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes of the languages, the default one first."""
        return tuple(locale.code for locale in self.locales)

    @property
    def default(self) -> Locale:
        """The language served at the root."""
        return self.locales[0]

    def locale(self, code: str) -> Locale:
        """The locale of a code; KeyError for a language the site does not have."""
        for locale in self.locales:
            if locale.code == code:
                return locale
        raise KeyError(code)

    def section_of(self, ref: str) -> Section | None:
        """The section a page path (`heritage/x.md`) belongs to, if its folder is declared."""
        folder, slash, _ = ref.partition("/")
        return self.sections.get(folder) if slash else None

    def shown(self, path: Path | str) -> str:
        """A path as messages show it: relative to the project where it lies inside it."""
        return str(path).removeprefix(os.path.join(self.root, "")).replace(os.sep, "/")  # noqa: PTH118 - with its slash


@frozen
class Moment:
    """The time for which a site is built; an input, never read from a clock below the command line."""

    at: dt.datetime

    def reached(self, moment: dt.datetime) -> bool:
        """Whether a moment (without zone: in the zone of the build) is now or past."""
        zoned = moment if moment.tzinfo else moment.replace(tzinfo=self.at.tzinfo)
        reached = zoned <= self.at
        note("reached", moment, reached)
        return reached

    @property
    def day(self) -> dt.date:
        """The day of the build."""
        day = self.at.date()
        note("begun", day, True)  # noqa: FBT003 - the answer
        note("begun", day + dt.timedelta(days=1), False)  # noqa: FBT003
        return day

    def begun(self, day: dt.date) -> bool:
        """Whether a day has begun where the site is built."""
        begun = day <= self.at.date()
        note("begun", day, begun)
        return begun
