"""The options of the `songngu` plugin in `mkdocs.yml`, read into Settings; each that is not right is a problem."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from songngu.content.models import SECTION_KINDS
from songngu.host.marks import PLUGINS, Marks
from songngu.inks import is_colour
from songngu.locales import Locale
from songngu.problems import Place, Problem, error, warning
from songngu.settings import Fallback, Section, Security, Settings
from songngu.text import nearest

_TEXTS = ("name", "tagline", "disclaimer", "publisher")
_OPTIONS = (*_TEXTS, "x_default", "home", "navigation", "sections", "colour", "cards", "data", "security")
_SECTION_OPTIONS = ("kind", "name", "languages", "source", "fallback", "editions")
_SECURITY_OPTIONS = ("contact", "expires")
_CONTACT = re.compile(r"(mailto:|https://|tel:)[!-~]+")  # RFC 9116 §2.5.3: an address with its scheme
EDITIONS = ("pdf", "pdf-each", "epub", "mail", "pdf-print", "parallel")


@dataclass(slots=True)
class Reading:
    """Options as they are read; `unpublished` are codes of languages that may be named and are not built."""

    options: Mapping[str, Any]
    locales: tuple[Locale, ...]
    marks: Marks
    unpublished: tuple[str, ...] = ()
    problems: list[Problem] = field(default_factory=list)

    def place(self, *path: str) -> Place:
        """The place of an option, or of the nearest one above it."""
        return self.marks.place(PLUGINS, "songngu", *path)

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes of the site's languages."""
        return tuple(locale.code for locale in self.locales)

    @property
    def known(self) -> tuple[str, ...]:
        """Codes that options may name."""
        return (*self.codes, *self.unpublished)

    def wrong(self, *path: str, expected: str, choices: Sequence[str] = ()) -> None:
        """Note an option with a wrong value."""
        self.problems.append(
            error("wrong-option", self.place(*path), key=".".join(path), expected=expected, choices=", ".join(choices))
        )


def settings(
    reading: Reading,
    *,
    root: Path,
    content_dir: Path,
    site_dir: Path,
    theme_dir: Path | None,
    site_url: str,
    site_name: str,
    extensions: Sequence[str],
    configs: Mapping[str, Mapping[str, Any]],
) -> Settings:
    """The settings of a site; what is wrong is in `reading.problems`, and a harmless value in its place."""
    _unknown(reading, reading.options, _OPTIONS)
    texts = {name: _by_language(reading, reading.options.get(name), (name,)) for name in _TEXTS}
    sections = _sections(reading)
    return Settings(
        root=root,
        content_dir=content_dir,
        site_dir=site_dir,
        data_dir=root / str(reading.options.get("data") or "data"),
        theme_dir=theme_dir,
        site_url=site_url,
        names=texts["name"] or dict.fromkeys(reading.codes, site_name),
        taglines=texts["tagline"],
        disclaimers=texts["disclaimer"],
        publishers=texts["publisher"],
        locales=reading.locales,
        unpublished=reading.unpublished,
        sections=sections,
        navigation=_navigation(reading, sections),
        x_default=_x_default(reading),
        colour=_colour(reading),
        security=_security(reading),
        cards=_cards(reading),
        markdown_extensions=tuple(extensions),
        extension_configs=configs,
        has_home=reading.options.get("home") is True,
    )


def _sections(reading: Reading) -> dict[str, Section]:
    sections = {}
    for folder, options in (_mapping(reading, "sections") or {}).items():
        given = options if isinstance(options, Mapping) else {}
        if not isinstance(options, Mapping):
            reading.wrong("sections", str(folder), expected="mapping")
        sections[str(folder)] = _section(reading, str(folder), given)
    return sections


def _section(reading: Reading, folder: str, options: Mapping[str, Any]) -> Section:
    path = ("sections", folder)
    _unknown(reading, options, _SECTION_OPTIONS, path)
    kind = str(options.get("kind") or "page")
    if kind not in SECTION_KINDS:
        reading.wrong(*path, "kind", expected="one-of", choices=sorted(SECTION_KINDS))
        kind = "page"
    source = str(options.get("source") or reading.codes[0])
    if source not in reading.codes:
        reading.wrong(*path, "source", expected="one-of", choices=reading.codes)
        source = reading.codes[0]
    return Section(
        folder=folder,
        kind=kind,
        names=_by_language(reading, options.get("name"), (*path, "name")),
        languages=_languages(reading, options.get("languages"), (*path, "languages")),
        source=source,
        fallback=_fallback(reading, options.get("fallback"), path),
        editions=_some_of(reading, options.get("editions"), EDITIONS, (*path, "editions")),
    )


def _languages(reading: Reading, value: Any, path: tuple[str, ...]) -> tuple[str, ...]:
    """The languages of a section that are published; without the option all of them."""
    wanted = _some_of(reading, value, reading.known, path) or reading.codes
    return tuple(code for code in wanted if code in reading.codes)


def _fallback(reading: Reading, value: Any, path: tuple[str, ...]) -> dict[str, Fallback]:
    """One policy for all languages, or one for each."""
    choices = [policy.value for policy in Fallback]
    given = dict(value) if isinstance(value, Mapping) else dict.fromkeys(reading.codes, value) if value else {}
    result = {}
    for code, policy in given.items():
        if code not in reading.known:
            reading.wrong(*path, "fallback", str(code), expected="one-of", choices=reading.known)
        elif policy not in choices:
            reading.wrong(*path, "fallback", str(code), expected="one-of", choices=choices)
        else:
            result[str(code)] = Fallback(policy)
    return result


def _navigation(reading: Reading, sections: Mapping[str, Section]) -> tuple[str, ...]:
    return _some_of(reading, reading.options.get("navigation"), tuple(sections), ("navigation",))


def _x_default(reading: Reading) -> str:
    wanted = reading.options.get("x_default")
    if wanted is None:
        return "en" if "en" in reading.codes else reading.codes[0]
    if wanted not in reading.codes:
        reading.wrong("x_default", expected="one-of", choices=reading.codes)
        return reading.codes[0]
    return str(wanted)


def _colour(reading: Reading) -> str:
    """The province's colour; what is no colour is refused, since it would become style code."""
    wanted = str(reading.options.get("colour") or "")
    if wanted and not is_colour(wanted):
        reading.wrong("colour", expected="colour")
        return ""
    return wanted


def _security(reading: Reading) -> Security | None:
    """Whom to tell of a hole; both values or neither."""
    given = _mapping(reading, "security")
    if given is None:
        return None
    _unknown(reading, given, _SECURITY_OPTIONS, ("security",))
    contact, expires = str(given.get("contact") or ""), given.get("expires")
    if not _CONTACT.fullmatch(contact):
        reading.wrong("security", "contact", expected="contact")
    if type(expires) is not dt.date:
        reading.wrong("security", "expires", expected="day")
    return Security(contact, expires) if _CONTACT.fullmatch(contact) and type(expires) is dt.date else None


def _cards(reading: Reading) -> bool:
    wanted = reading.options.get("cards", True)
    if not isinstance(wanted, bool):
        reading.wrong("cards", expected="true-or-false")
    return wanted is not False


def _some_of(reading: Reading, value: Any, known: Sequence[str], path: tuple[str, ...]) -> tuple[str, ...]:
    if value is None:
        return ()
    if not isinstance(value, list):
        reading.wrong(*path, expected="list")
        return ()
    if any(item not in known for item in value):
        reading.wrong(*path, expected="one-of" if known else "declared-sections", choices=known)
    return tuple(str(item) for item in value if item in known)


def _by_language(reading: Reading, value: Any, path: tuple[str, ...]) -> dict[str, str]:
    """A text for each language, or one text for all."""
    if value is None:
        return {}
    if isinstance(value, str):
        return dict.fromkeys(reading.codes, value)
    if not isinstance(value, Mapping):
        reading.wrong(*path, expected="mapping")
        return {}
    for code in value:
        if code not in reading.known:
            reading.wrong(*path, str(code), expected="one-of", choices=reading.known)
    return {str(code): str(text) for code, text in value.items() if code in reading.codes}


def _mapping(reading: Reading, name: str) -> Mapping[str, Any] | None:
    value = reading.options.get(name)
    if value is not None and not isinstance(value, Mapping):
        reading.wrong(name, expected="mapping")
        return None
    return value


def _unknown(reading: Reading, given: Mapping[str, Any], known: Sequence[str], path: tuple[str, ...] = ()) -> None:
    for name in given:
        if name not in known:
            place = reading.place(*path, str(name))
            reading.problems.append(warning("unknown-option", place, key=str(name), nearest=nearest(str(name), known)))
