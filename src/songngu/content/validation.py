"""Front matter against its kind: a typed value and every problem at once, each with the line of its key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from songngu.content.models import KINDS, Page, Scope, scope
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
    "model_type": "mapping", "model_attributes_type": "mapping", "too_short": "more-entries", "too_long": "fewer-entries",
}  # fmt: skip
_EXPECTED_VALUE = {
    "empty": "not-empty", "path": "path-in-content", "url": "web-address", "coordinates": "coordinates",
}  # fmt: skip


def typed(kind: str, source: Source, original: Source | None) -> tuple[Page, list[Problem]]:
    """The fields of a page of a typed section; `original` is the source-language file when this is a translation."""
    problems = list(_shared_again(kind, source, original)) if original else []
    values = _merged(kind, source, original)
    try:
        return KINDS[kind].model_validate(values), problems
    except ValidationError as fault:
        for detail in fault.errors(include_url=False):
            problems.append(_problem(kind, dict(detail), source, original))
        return Page.model_construct(title=_rough_title(values)), problems


def untyped(source: Source, title: str) -> tuple[Page, list[Problem]]:
    """The fields of a page whose section nobody declared: what is well formed of the common fields, nothing else."""
    good: dict[str, Any] = {"title": title}
    problems = []
    for key, value in source.values.items():
        if key not in Page.model_fields or value is None:
            continue
        try:
            Page.model_validate({**good, key: value})
            good[key] = value
        except ValidationError as fault:
            detail = dict(fault.errors(include_url=False)[0])
            problems.append(warning("wrong-value", source.place(key), **_wrong(detail)))
    return Page.model_validate(good), problems


def _merged(kind: str, source: Source, original: Source | None) -> dict[str, Any]:
    if original is None:
        return dict(source.values)
    inherited = {k: v for k, v in original.values.items() if scope(kind, k) is Scope.SHARED}
    own = {k: v for k, v in source.values.items() if scope(kind, k) is not Scope.SHARED}
    return {**inherited, **own}


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


def _problem(kind: str, detail: dict[str, Any], source: Source, original: Source | None) -> Problem:
    where = tuple(detail["loc"])
    name = ".".join(str(part) for part in where)
    if detail["type"] == "missing":
        shared_field = scope(kind, str(where[0])) is Scope.SHARED
        owner = original if original is not None and shared_field else source
        return error("missing-field", owner.place(*where[:-1]), key=name, kind=kind)
    owner = original if original is not None and (where[0],) not in source.places else source
    if detail["type"] == "extra_forbidden":
        known = KINDS[kind].model_fields if len(where) == 1 else ()
        return error("unknown-field", owner.place(*where), key=name, nearest=nearest(str(where[-1]), known), kind=kind)
    return error("wrong-value", owner.place(*where), key=name, **_wrong(detail))


def _wrong(detail: Mapping[str, Any]) -> dict[str, str]:
    kind, context = str(detail["type"]), dict(detail.get("ctx") or {})
    value = one_line(str(detail.get("input")))[:60]
    if kind == "literal_error":
        return {"value": value, "expected": "one-of", "choices": str(context.get("expected", "")).replace(" or ", ", ")}
    if kind in {"greater_than_equal", "less_than_equal"}:
        return {"value": value, "expected": kind, "choices": str(context.get("ge", context.get("le", "")))}
    if kind == "value_error":
        return {"value": value, "expected": _EXPECTED_VALUE.get(str(context.get("error")), "other")}
    if kind == "string_pattern_mismatch":
        return {"value": value, "expected": "pattern", "choices": str(context.get("pattern", ""))}
    return {"value": value, "expected": _EXPECTED.get(kind, "other")}


def _rough_title(values: Mapping[str, Any]) -> str:
    return one_line(str(values.get("title") or "")) or "…"
