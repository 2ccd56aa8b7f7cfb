"""The facts that may be printed as tables for others to work with: CSV (RFC 4180) and JSON (RFC 8259)."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping

from songngu.content.facts import Fact
from songngu.settings import Settings
from songngu.site import fact_pages
from songngu.site.urls import absolute, address

NAMES = ("facts.csv", "facts.json")
_COLUMNS = ("key", "value", "unit", "qualifier", "as_of", "was", "checked", "source")
_FORMULA = re.compile(r"[=+\-@\t\r]")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def folder(settings: Settings) -> str:
    """The folder of the facts; empty on a site without such a section."""
    return next((name for name, section in settings.sections.items() if section.kind == "facts"), "")


def paths(settings: Settings) -> tuple[str, ...]:
    """Where the tables are served: the same for all languages, as what is in them."""
    where = folder(settings)
    return tuple(f"{where}/{name}" for name in NAMES) if where else ()


def fact_files(settings: Settings, facts: Mapping[str, Fact]) -> dict[str, bytes]:
    """Both tables by path, in order of key; the same facts give the same bytes."""
    where = paths(settings)
    refs = fact_pages.refs(facts)
    rows = [_row(settings, fact, refs[key]) for key, fact in facts.items() if fact.printable] if where else []
    return dict(zip(where, (_csv(settings, rows), _json(rows)), strict=False))


def _row(settings: Settings, fact: Fact, ref: str) -> Mapping[str, str]:
    """A fact as texts: its value in base units, as the file of facts has it; `ref` is its page within the section."""
    said = dict(fact.statement)
    page = address(settings.default, f"{folder(settings)}/{ref}")
    return {
        **{name: getattr(fact, name) for name in _COLUMNS},
        **{f"statement_{code}": said.get(code, "") for code in settings.codes},
        "address": f"{absolute(settings, page)}#{fact.key}",
    }


def _csv(settings: Settings, rows: list[Mapping[str, str]]) -> bytes:
    """With a byte order mark, by which spreadsheet programs know UTF-8."""
    stream = io.StringIO()
    sheet = csv.writer(stream, lineterminator="\r\n")
    sheet.writerow([*_COLUMNS, *(f"statement_{code}" for code in settings.codes), "address"])
    sheet.writerows([_safe(text) for text in row.values()] for row in rows)
    return stream.getvalue().encode("utf-8-sig")


def _safe(text: str) -> str:
    """A text that no spreadsheet takes for a formula (OWASP, CSV injection); figures stay figures."""
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def _json(rows: list[Mapping[str, str]]) -> bytes:
    return (json.dumps({"facts": rows}, ensure_ascii=False, indent=1) + "\n").encode()
