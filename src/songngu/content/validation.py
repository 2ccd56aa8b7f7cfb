"""Front matter against its kind: a typed value and every problem at once, each with the line of its key."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from songngu.content.fields import PATTERNS, Scope
from songngu.content.models import KINDS, Page, scope
from songngu.content.source import Source
from songngu.problems import Place, Problem, error, note, warning
from songngu.text import nearest, one_line

# What was expected, as a token that `problem_texts` says in the reader's language.
_EXPECTED = {
    "string_type": "text", "int_type": "whole-number", "int_parsing": "whole-number", "int_from_float": "whole-number",
    "float_type": "number", "float_parsing": "number", "bool_type": "true-or-false", "bool_parsing": "true-or-false",
    "date_type": "day", "date_parsing": "day", "date_from_datetime_parsing": "day", "date_from_datetime_inexact": "day",
    "datetime_type": "moment", "datetime_parsing": "moment", "datetime_from_date_parsing": "moment",
    "datetime_object_invalid": "moment", "list_type": "list", "tuple_type": "list", "dict_type": "mapping",
    "model_type": "mapping", "model_attributes_type": "mapping",
    "too_short": "more-entries", "too_long": "fewer-entries",
}  # fmt: skip
_EXPECTED_VALUE = {
    "empty": "not-empty", "path": "path-in-content", "url": "web-address", "coordinates": "coordinates",
    "day": "day", "moment": "moment",
}  # fmt: skip
# What keeps a text from its readers: where it cannot be understood, the text must not slip out.
_HOLDING_BACK = ("draft", "publish_at", "expires")


def typed(kind: str, source: Source, original: Source | None) -> tuple[Page, list[Problem]]:
    """The fields of a page of a typed section; `original` is the source-language file when this is a translation."""
    problems = list(_shared_again(kind, source, original)) if original else []
    values = _merged(kind, source, original)
    try:
        return KINDS[kind].model_validate(values), problems
    except ValidationError as fault:
        details = [dict(detail) for detail in fault.errors(include_url=False)]
        problems.extend(_problem(kind, d, source, original) for d in details if not _lost(kind, d, original))
        return Page.model_construct(title=_rough_title(values)), problems


def untyped(source: Source, original: Source | None, title: str) -> tuple[Page, list[Problem]]:
    """The fields of a page whose section nobody declared: what is well formed of the common fields, nothing else."""
    good: dict[str, Any] = {"title": title}
    problems = list(_meant_to_hold_back(source))
    for key, value in {**_inherited("page", original), **source.values}.items():
        if key not in Page.model_fields or value is None:
            continue
        try:
            Page.model_validate({**good, key: value})
            good[key] = value
        except ValidationError as fault:
            owner = source if key in source.values or original is None else original
            make = error if key in _HOLDING_BACK else warning
            wrong = _wrong(dict(fault.errors(include_url=False)[0]))
            problems.append(make("wrong-value", owner.place(key), related=(), key=key, **wrong))
    return Page.model_validate(good), problems


def _meant_to_hold_back(source: Source) -> Iterator[Problem]:
    for key in source.values:
        plain = key.lower().replace("-", "").replace("_", "")
        for known in _HOLDING_BACK:
            if key != known and plain == known.replace("_", ""):
                yield warning("unknown-field", source.place(key), key=key, kind="page", nearest=known)


def _merged(kind: str, source: Source, original: Source | None) -> dict[str, Any]:
    """What counts for a file; a key with nothing after it is not given."""
    own = {k: v for k, v in source.values.items() if original is None or scope(kind, k) is not Scope.SHARED}
    return {k: v for k, v in {**_inherited(kind, original), **own}.items() if v is not None}


def _inherited(kind: str, original: Source | None) -> dict[str, Any]:
    values = original.values if original is not None else {}
    return {k: v for k, v in values.items() if scope(kind, k) is Scope.SHARED}


def _shared_again(kind: str, source: Source, original: Source | None) -> Iterator[Problem]:
    assert original is not None
    for key, value in source.values.items():
        if scope(kind, key) is not Scope.SHARED:
            continue
        related = [original.place(key)] if (key,) in original.places else [Place(original.path, 1)]
        if original.values.get(key) == value:
            yield note("shared-field-repeated", source.place(key), related=related, key=key)
        else:
            yield error("shared-field-differs", source.place(key), related=related, key=key)


def _lost(kind: str, detail: Mapping[str, Any], original: Source | None) -> bool:
    """Whether a field is missing only because the source-language file could not be read."""
    shared = scope(kind, str(detail["loc"][0])) is Scope.SHARED
    return detail["type"] == "missing" and shared and original is not None and original.unread


def _problem(kind: str, detail: dict[str, Any], source: Source, original: Source | None) -> Problem:
    where = tuple(part for part in detail["loc"] if part != "[key]")
    name = _name(where)
    if detail["type"] == "missing" and isinstance(where[-1], int):
        wrong = {"value": _shown(detail["input"]), "expected": "coordinates"}
        return error("wrong-value", source.place(*where), related=(), key=_name(where[:-1]), **wrong)
    if detail["type"] == "missing":
        shared_field = scope(kind, str(where[0])) is Scope.SHARED
        owner = original if original is not None and shared_field else source
        return error("missing-field", owner.place(*where), key=name, kind=kind)
    owner = original if original is not None and (where[0],) not in source.places else source
    if detail["type"] == "extra_forbidden":
        known = KINDS[kind].model_fields if len(where) == 1 else ()
        return error("unknown-field", owner.place(*where), key=name, nearest=nearest(str(where[-1]), known), kind=kind)
    return error("wrong-value", owner.place(*where), related=(), key=name, **_wrong(detail))


def _name(where: tuple[str | int, ...]) -> str:
    """The path of a field as an editor counts: the first entry of a list is 1."""
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in where)


def _shown(value: object) -> str:
    plural = isinstance(value, list | dict | bool)
    text = json.dumps(value, ensure_ascii=False, default=str) if plural else str(value)
    return one_line(text)[:60]


def _wrong(detail: Mapping[str, Any]) -> dict[str, str]:
    kind, context = str(detail["type"]), dict(detail.get("ctx") or {})
    value = _shown(detail.get("input"))
    if kind == "literal_error":
        choices = str(context.get("expected", "")).replace(" or ", ", ").replace("'", "")
        return {"value": value, "expected": "one-of", "choices": choices}
    if kind in {"greater_than_equal", "less_than_equal"}:
        return {"value": value, "expected": kind, "choices": str(context.get("ge", context.get("le", "")))}
    if kind == "value_error":
        return {"value": value, "expected": _EXPECTED_VALUE.get(str(context.get("error")), "other")}
    if kind == "string_pattern_mismatch":
        return {"value": value, "expected": PATTERNS[str(context["pattern"])]}
    return {"value": value, "expected": _EXPECTED.get(kind, "other")}


def _rough_title(values: Mapping[str, Any]) -> str:
    return one_line(str(values.get("title") or "")) or "…"
