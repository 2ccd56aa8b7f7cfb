"""Facts: stated once with period and source, quoted everywhere as `{{ fact KEY }}` in the language of the page."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from songngu import numerals
from songngu.content.source import KeyPath, read_yaml
from songngu.problems import Place, Problem, error, warning
from songngu.text import nearest
from songngu.values import frozen

_MACRO = re.compile(r"\{\{\s*(\w+)((?:\s+[^\s{}]+)*)\s*\}\}")
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_CODE_SPAN = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
_KEYS = (
    "key", "value", "unit", "qualifier", "as_of", "statement", "source", "confidence", "printable", "was",
    "checked",
)  # fmt: skip
_FORMS = ("long", "month", "year", "words")
_NUMBER = re.compile(r"-?[0-9]{1,24}(?:\.[0-9]{1,12})?")
_RANGE = re.compile(r"([0-9]{1,24}(?:\.[0-9]{1,12})?)-([0-9]{1,24}(?:\.[0-9]{1,12})?)")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PRINTABLE = {True: True, False: False, "yes": True, "no": False}
Fields = TypeVar("Fields", bound=BaseModel)


@frozen
class Fact:
    """A dated statement with a source.

    `value` is in base units (18430000, not 18.43 million) or a word or a date; `was`: the value before a correction;
    `checked`: the day on which it was last compared with its source.
    """

    key: str
    value: str
    unit: str
    statement: tuple[tuple[str, str], ...]
    source: str
    place: Place
    qualifier: str = ""
    as_of: str = ""
    printable: bool = True
    was: str = ""
    checked: str = ""

    def sentence(self, code: str) -> tuple[str, str]:
        """The statement in a language and that language's code; in English, else any, where it has none in it."""
        said = dict(self.statement)
        for choice in (code, "en", *said):
            if choice in said:
                return said[choice], choice
        return "", code


@frozen
class Quoted:
    """A text with its figures filled in, the keys of the facts quoted, and what was wrong."""

    text: str
    keys: tuple[str, ...]
    problems: tuple[Problem, ...]


def load(folder: Path, shown: Callable[[Path], str]) -> tuple[dict[str, Fact], list[Problem]]:
    """All facts of `folder/*.yml` by key, in key order; a missing folder has none."""
    facts: dict[str, Fact] = {}
    problems: list[Problem] = []
    for file in sorted(folder.glob("*.yml")) if folder.is_dir() else ():
        rows, places, faults = read_yaml(file, shown=shown(file))
        problems.extend(faults)
        if rows is not None and not isinstance(rows, list):
            problems.append(error("facts-not-a-list", Place(shown(file))))
            continue
        for index, row in enumerate(rows or []):
            _take(row, (index,), places, facts, problems, Place(shown(file)))
    return dict(sorted(facts.items())), problems


def quote(text: str, facts: Mapping[str, Fact], code: str, place: Callable[[int, int], Place]) -> Quoted:
    """Fill in every `{{ fact KEY … }}` outside code; `place` turns a line (from 0) and column into a place."""
    if "{{" not in text:
        return Quoted(text, (), ())
    filling = _Filling(facts, code, place)
    fence = ""
    lines = text.split("\n")
    for number, line in enumerate(lines):
        mark = _FENCE.match(line)
        if mark and (not fence or line.strip().startswith(fence)):
            fence = "" if fence else mark[1]
        elif not fence and "{{" in line:
            lines[number] = filling.line(line, number)
    return Quoted("\n".join(lines), tuple(dict.fromkeys(filling.keys)), tuple(filling.problems))


def quote_fields(
    fields: Fields, facts: Mapping[str, Fact], code: str, place: Callable[[str], Place]
) -> tuple[Fields, tuple[str, ...], list[Problem]]:
    """Front matter with `{{ fact KEY … }}` filled in wherever a line of text stands, however deep."""
    keys: list[str] = []
    problems: list[Problem] = []
    changed: dict[str, object] = {}
    for name in type(fields).model_fields:
        value = getattr(fields, name, None)
        if not value or not _may_quote(value):
            continue
        here = place(name)

        def fill(text: str, here: Place = here) -> str:
            quoted = quote(text, facts, code, lambda line, column: here)
            keys.extend(quoted.keys)
            problems.extend(quoted.problems)
            return quoted.text

        filled = _filled(value, fill)
        if filled != value:
            changed[name] = filled
    return (fields.model_copy(update=changed) if changed else fields), tuple(keys), problems


def _may_quote(value: object) -> bool:
    """Whether anything in a value has the marks of a fact: few fields do, most are empty."""
    if isinstance(value, str):
        return "{{" in value
    if isinstance(value, list):
        return any(map(_may_quote, value))
    if isinstance(value, dict):
        return any(map(_may_quote, value.values()))
    return isinstance(value, BaseModel) and any(_may_quote(held) for _, held in value)


def _filled(value: object, fill: Callable[[str], str]) -> object:
    if isinstance(value, str):
        return fill(value) if "{{" in value else value
    if isinstance(value, list):
        return [_filled(item, fill) for item in value]
    if isinstance(value, dict):
        return {key: _filled(item, fill) for key, item in value.items()}
    if isinstance(value, BaseModel):
        return value.model_copy(update={name: _filled(getattr(value, name), fill) for name in type(value).model_fields})
    return value


def value_text(fact: Fact, code: str, scale: str = "", form: str = "") -> str:
    """The value as the language writes it; ValueError where it cannot be written so (a text, 4.5 in words)."""
    if fact.unit == "date":
        return numerals.date(fact.value, code, form)
    if fact.unit == "text":
        raise ValueError("text")
    limits = _RANGE.fullmatch(fact.value)
    if limits:
        return numerals.span(Decimal(limits[1]), Decimal(limits[2]), code, unit=fact.unit)
    if not _NUMBER.fullmatch(fact.value):
        raise ValueError(fact.value)
    number = Decimal(fact.value)
    if form == "words":
        if number != number.to_integral_value() or fact.unit in numerals.UNITS:
            raise ValueError(fact.value)
        return numerals.words(int(number), code)
    if fact.unit in {"year", "ordinal", "rank"}:
        return str(number)
    if fact.unit in {"VND", "USD", "EUR"}:
        return numerals.money(number, fact.unit, code, scale)
    return numerals.measure(number, fact.unit, code, scale)


class _Filling:
    def __init__(self, facts: Mapping[str, Fact], code: str, place: Callable[[int, int], Place]) -> None:
        self.facts, self.code, self.place = facts, code, place
        self.keys: list[str] = []
        self.problems: list[Problem] = []

    def line(self, line: str, number: int) -> str:
        code_spans = [match.span() for match in _CODE_SPAN.finditer(line)]

        def fill(match: re.Match[str]) -> str:
            if any(start <= match.start() < end for start, end in code_spans):
                return match[0]
            return self._value(match, self.place(number, match.start() + 1))

        return _MACRO.sub(fill, line)

    def _value(self, match: re.Match[str], place: Place) -> str:
        words = match[2].split()
        if match[1] != "fact":
            return match[0]
        if not words:
            self.problems.append(error("fact-without-key", place))
            return match[0]
        key, options = words[0], self._options(words[1:], place)
        fact = self.facts.get(key)
        if fact is None:
            self.problems.append(error("unknown-fact", place, key=key, nearest=nearest(key, self.facts)))
            return match[0]
        if not fact.printable:
            self.problems.append(error("fact-not-printable", place, related=[fact.place], key=key))
            return "…"
        self.keys.append(key)
        try:
            return value_text(fact, self.code, options.get("scale", ""), options.get("form", ""))
        except ValueError:
            self.problems.append(error("fact-has-no-figure", place, related=[fact.place], key=key, value=fact.value))
            return "…"

    def _options(self, words: list[str], place: Place) -> dict[str, str]:
        options: dict[str, str] = {}
        for word in words:
            name, _, value = word.partition("=")
            if (name == "scale" and value in numerals.SCALES) or (name == "form" and value in _FORMS):
                options[name] = value
            else:
                self.problems.append(error("fact-option", place, option=word))
        return options


def _take(
    row: Any,
    path: KeyPath,
    places: Mapping[KeyPath, Place],
    facts: dict[str, Fact],
    problems: list[Problem],
    file: Place,
) -> None:
    place = places.get(path, file)
    if not isinstance(row, dict) or not all(isinstance(row.get(k), str) for k in ("key", "value", "unit", "source")):
        problems.append(error("fact-incomplete", place))
        return
    for name in row:
        if name not in _KEYS:
            here = places.get((*path, name), place)
            problems.append(warning("unknown-field", here, key=name, kind="fact", nearest=nearest(name, _KEYS)))
    printable = row.get("printable", True)
    if not isinstance(printable, bool | str) or printable not in _PRINTABLE:
        here = places.get((*path, "printable"), place)
        problems.append(error("wrong-value", here, key="printable", value=printable, expected="true-or-false"))
    checked = str(row.get("checked") or "")
    if checked and not _is_day(checked):
        here = places.get((*path, "checked"), place)
        problems.append(error("wrong-value", here, key="checked", value=checked, expected="day"))
    statement = row.get("statement")
    fact = Fact(
        key=row["key"],
        value=row["value"],
        unit=row["unit"],
        statement=tuple(sorted((str(k), str(v)) for k, v in statement.items())) if isinstance(statement, dict) else (),
        source=row["source"],
        place=places.get((*path, "key"), place),
        qualifier=str(row.get("qualifier") or ""),
        as_of=str(row.get("as_of") or ""),
        printable=_PRINTABLE.get(printable, False) if isinstance(printable, bool | str) else False,
        was=str(row.get("was") or ""),
        checked=checked if _is_day(checked) else "",
    )
    if fact.key in facts:
        problems.append(error("duplicate-fact", fact.place, related=[facts[fact.key].place], key=fact.key))
    else:
        facts[fact.key] = fact


def _is_day(text: str) -> bool:
    try:
        return bool(_DAY.fullmatch(text) and numerals.date(text, "en"))
    except ValueError:
        return False
