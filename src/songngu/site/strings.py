"""Interface strings: the words of the theme in each language, which a site may override."""

from __future__ import annotations

import string
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from songngu.content.source import read_yaml
from songngu.problems import Place, Problem, error, note, warning
from songngu.settings import Settings
from songngu.text import nearest

THEME = Path(__file__).parent.parent / "theme"


def load(settings: Settings) -> tuple[Mapping[str, Mapping[str, str]], list[Problem]]:
    """Strings by language code. A language the theme does not speak has the English ones, and a note says so."""
    problems: list[Problem] = []
    english = _shipped("en")
    overrides = _overrides(settings, english, problems)
    result: dict[str, Mapping[str, str]] = {}
    for locale in settings.locales:
        strings = _shipped(locale.code)
        if not strings:
            problems.append(note("no-interface-strings", Place("mkdocs.yml"), language=locale.code))
        result[locale.code] = {**english, **strings, **overrides.get(locale.code, {})}
    return result, problems


@cache
def _shipped(code: str) -> Mapping[str, str]:
    """The theme's own words in a language; none where it does not speak it."""
    file = THEME / "strings" / f"{code}.yml"
    values = read_yaml(file, shown=file.name)[0] if file.is_file() else {}
    return MappingProxyType({str(key): str(value) for key, value in values.items()})


def _overrides(settings: Settings, known: Mapping[str, str], problems: list[Problem]) -> dict[str, dict[str, str]]:
    """`data/strings.yml`: language code → key → text; keys the theme does not have are told."""
    file = settings.data_dir / "strings.yml"
    if not file.is_file():
        return {}
    shown = settings.shown(file)
    values, places, faults = read_yaml(file, shown=shown)
    problems.extend(faults)
    if not isinstance(values, dict):
        return {}
    result: dict[str, dict[str, str]] = {}
    for code, strings in values.items():
        here = places.get((code,), Place(shown))
        if code in settings.unpublished:
            continue
        if code not in settings.codes:
            problems.append(error("strings-language", here, language=code))
            continue
        if not isinstance(strings, dict):
            problems.append(error("wrong-value", here, key=code, value=str(strings)[:60], expected="mapping"))
            continue
        result[code] = {}
        for key, text in strings.items():
            place = places.get((code, key), Place(shown))
            if key not in known:
                problems.append(warning("unknown-string", place, key=key, nearest=nearest(key, known)))
            elif text is None or _names(str(text)) != _names(known[key]):
                wanted, found = _names(known[key]), _names(str(text or ""))
                problems.append(
                    error("string-placeholders", place, key=key, names=_listed(found), expected_names=_listed(wanted))
                )
            else:
                result[code][key] = str(text)
    return result


def _names(text: str) -> frozenset[str]:
    """The names in braces, which the engine fills in; a text that cannot be read so has one nobody has."""
    try:
        return frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)
    except ValueError:
        return frozenset(("?",))


def _listed(names: frozenset[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(names)) or "—"
