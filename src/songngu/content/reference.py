"""The page of the documentation on which every front matter field stands, made from the kinds themselves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from songngu.content import fields
from songngu.content.fields import Scope
from songngu.content.models import KINDS, SECTION_KINDS, Page

# What a value looks like in YAML. Compared, not looked up: some of these types cannot be keys of a mapping.
_WORDS: tuple[tuple[Any, str], ...] = (
    (fields.Line, "text"),
    (fields.AssetPath, "file in `content/`"),
    (fields.FactKey, "key of a fact"),
    (fields.Slug, "name"),
    (fields.LanguageCode, "language code"),
    (fields.Moment, "day or moment"),
    (fields.WebAddress, "web address"),
    (fields.Coordinates, "[latitude, longitude]"),
    (fields.Period, "`2026-11`, `2026-Q4` or `2026`"),
    (dt.date, "day"),
    (bool, "`true` or `false`"),
    (int, "whole number"),
    (str, "text"),
)
_SCOPES = {Scope.SHARED: "once", Scope.TRANSLATED: "each language"}
_POSITIONS = ("landing page of the section", "landing page of a folder in it", "every other page")
_OPENING = """\
# Front matter, field by field

<!-- Made from src/songngu/content/models.py by `python scripts/fields_doc.py`: change it there. -->

A field written **once** stands in the source-language file only; a field of **each language** stands in the file of
every language. A field not listed for a kind, or among the fields of every page, is an error in that kind's pages.

A *name* has small letters a–z, digits and single hyphens. A *day* is written `2026-11-20`, a *moment*
`2026-12-01T00:00+07:00`; a moment without `+07:00` is read in the time zone of the build.

The section's `kind` in `mkdocs.yml` decides which kind of page a file is:

"""


def fields_page() -> str:
    """The page as Markdown: what sections hold, the fields of every page, those of each kind, and their parts."""
    parts = [_OPENING + _sections(), _heading("Every page", "what every kind has", _rows(Page, Page.model_fields))]
    for kind, model in KINDS.items():
        own = _own_fields(model)
        if own:
            parts.append(_heading(f"Kind `{kind}`", _meaning(model), _rows(model, own)))
    parts.append("## Kinds without fields of their own\n\n" + _plain_kinds())
    for part in _used_parts():
        parts.append(_heading(part.__name__, _doc(part), _rows(part, part.model_fields)))
    return "\n".join(parts)


def _sections() -> str:
    rows = [(f"`{kind}`", *(f"`{page}`" for page in pages)) for kind, pages in SECTION_KINDS.items()]
    return _table(("Kind of section", *_POSITIONS), rows)


def _heading(title: str, meaning: str, table: str) -> str:
    return f"## {title}\n\n{meaning[:1].upper()}{meaning[1:].rstrip('.')}.\n\n{table}"


def _plain_kinds() -> str:
    rows = [(f"`{kind}`", _doc(model)) for kind, model in KINDS.items() if not _own_fields(model)]
    return _table(("Kind", "Meaning"), rows)


def _own_fields(model: type[Page]) -> dict[str, FieldInfo]:
    """Fields a kind adds to the kind it is made from, or declares otherwise; those of `Page` are every page's."""
    declared = () if model is Page else model.__annotations__
    return {name: field for name, field in model.model_fields.items() if name in declared}


def _meaning(model: type[Page]) -> str:
    above = next((name for name, other in KINDS.items() if other is model.__base__), "page")
    return _doc(model) if above == "page" else f"{_doc(model)} Besides these it has the fields of `{above}`"


def _rows(model: type[BaseModel], fields: Mapping[str, FieldInfo]) -> str:
    hints = get_type_hints(model, include_extras=True)
    scoped = issubclass(model, Page)
    rows = [
        (f"`{name}`", *((_scope(field),) if scoped else ()), _value(hints[name], field), _told(field))
        for name, field in fields.items()
    ]
    return _table(("Field", *(("Written",) if scoped else ()), "Value", "Meaning"), rows)


def _scope(field: FieldInfo) -> str:
    return _SCOPES[Scope(_extra(field)["scope"])]


def _told(field: FieldInfo) -> str:
    return (field.description or "") + (" **Required.**" if field.is_required() else "")


def _value(hint: Any, field: FieldInfo) -> str:
    if _extra(field).get("refers") in {"page", "product"}:
        page = f"{_extra(field)['refers']} without `.md`"
        return f"list: {page}" if get_origin(hint) is list else page
    return f"{_type(hint)}{_limits(field)}"


def _type(hint: Any) -> str:
    """A type in words; the same type under two names is told under the first."""
    for known, words in _WORDS:
        if hint == known:
            return words
    origin, inner = get_origin(hint), get_args(hint)
    if origin in {Union, UnionType}:
        return _type(next(part for part in inner if part is not NoneType))
    if origin is Literal:
        return ", ".join(f"`{choice}`" for choice in inner)
    if origin is list:
        return f"list: {_type(inner[0])}"
    if origin is dict:
        return f"{_type(inner[0])}: {_type(inner[1])}"
    if origin is Annotated:
        return "16 hexadecimal digits" if inner[0] is str else _type(inner[0])
    return f"[{hint.__name__}](#{hint.__name__.lower()})"


def _limits(field: FieldInfo) -> str:
    least, most = _limit(field, "ge"), _limit(field, "le")
    if least and most:
        return f", {least} to {most}"
    longest = _limit(field, "max_length")
    return f", {least} or more" if least else f", at most {longest}" if longest else ""


def _limit(field: FieldInfo, name: str) -> int:
    return next((getattr(rule, name) for rule in field.metadata if hasattr(rule, name)), 0)


def _used_parts() -> tuple[type[BaseModel], ...]:
    """Parts of fields, in the order in which the kinds first use them."""
    found: dict[type[BaseModel], None] = {}
    for model in KINDS.values():
        for hint in get_type_hints(model, include_extras=True).values():
            found.update(dict.fromkeys(_models_in(hint)))
    return tuple(found)


def _models_in(hint: Any) -> Iterator[type[BaseModel]]:
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        yield hint
        for within in get_type_hints(hint, include_extras=True).values():
            yield from _models_in(within)
    for inner in get_args(hint):
        yield from _models_in(inner)


def _extra(field: FieldInfo) -> Mapping[str, Any]:
    return field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}


def _doc(model: type[BaseModel]) -> str:
    return " ".join((model.__doc__ or "").split())


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines)
