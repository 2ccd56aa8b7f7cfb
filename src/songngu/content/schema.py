"""Front matter as JSON Schemas (2020-12), so that an editor can complete and check it while it is being written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from songngu.content.fields import Scope
from songngu.content.models import KINDS, scope

DIALECT = "https://json-schema.org/draft/2020-12/schema"
# A day, or a moment to the minute or second; RFC 3339, and so the format `date-time`, would insist on seconds and zone.
_MOMENT = r"^\d{4}-\d{2}-\d{2}([Tt ]\d{1,2}:\d{2}(:\d{2})?(Z|[-+]\d{2}:?\d{2})?)?$"
_TRAITS = ("scope", "refers", "beside")


def file_name(kind: str, *, translation: bool = False) -> str:
    """What the schema of a kind is called on disk."""
    return f"{kind}.translation.json" if translation else f"{kind}.json"


def schemas(kinds: Iterable[str] = KINDS) -> dict[str, dict[str, Any]]:
    """By file name, for each kind, the schema of its source-language file and that of a translation."""
    found = {}
    for kind in sorted(kinds):
        for translation in (False, True):
            found[file_name(kind, translation=translation)] = schema(kind, translation=translation)
    return found


def schema(kind: str, *, translation: bool = False) -> dict[str, Any]:
    """The schema of one kind; of a translation, only the fields that are translated. KeyError for an unknown kind."""
    made = _of_model(kind)
    names = [name for name in made["properties"] if not translation or scope(kind, name) is Scope.TRANSLATED]
    required = [name for name in made.get("required", ()) if name in names]
    whose = "translation" if translation else "source-language file"
    result = {
        "$schema": DIALECT,
        "$id": f"urn:songngu:front-matter:{kind}{':translation' if translation else ''}",
        "title": f"{kind}: {whose}",
        "description": made.get("description", ""),
        "type": "object",
        "properties": {name: _property(made["properties"][name]) for name in names},
        "required": required,
        "additionalProperties": False,
    }
    parts = _needed(made.get("$defs", {}), result["properties"])
    return {**result, "$defs": parts} if parts else result


@cache
def _of_model(kind: str) -> Mapping[str, Any]:
    """What pydantic says of a kind; never changed here."""
    return KINDS[kind].model_json_schema(schema_generator=_Generator, ref_template="#/$defs/{model}")


class _Generator(GenerateJsonSchema):
    """Says what our validators take in beyond the plain type, so that an editor marks nothing that `check` accepts."""

    def function_before_schema(self, schema: core_schema.BeforeValidatorFunctionSchema) -> JsonSchemaValue:
        """A text may be a bare number in YAML (`period: 2026`), a moment may be a day."""
        made = super().function_before_schema(schema)
        if made.get("format") == "date-time":
            return {"type": "string", "pattern": _MOMENT}
        if made.get("type") == "string":
            return {**made, "type": ["string", "integer"]}
        return made


def _property(made: dict[str, Any]) -> dict[str, Any]:
    """One field: the traits of the model under names of our own, without what only repeats that it may be left out."""
    kept = {key: value for key, value in made.items() if key not in {*_TRAITS, "title"}}
    if kept.get("default", ...) is None:
        del kept["default"]
    return {**kept, **{f"x-songngu-{trait}": made[trait] for trait in _TRAITS if trait in made}}


def _needed(parts: dict[str, Any], properties: Any) -> dict[str, Any]:
    """The definitions that are referred to, at whatever distance."""
    wanted: dict[str, Any] = {}
    waiting = [properties]
    while waiting:
        for name in _references(waiting.pop()):
            if name not in wanted:
                wanted[name] = parts[name]
                waiting.append(parts[name])
    return dict(sorted(wanted.items()))


def _references(value: Any) -> Iterable[str]:
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"].removeprefix("#/$defs/")
        for child in value.values():
            yield from _references(child)
    elif isinstance(value, list):
        for child in value:
            yield from _references(child)
