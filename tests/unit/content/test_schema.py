"""The schemas say of front matter what `check` says of it."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from songngu.content.fields import Scope
from songngu.content.library import kind_of
from songngu.content.models import KINDS, scope
from songngu.content.schema import file_name, schema, schemas
from songngu.content.source import read
from songngu.host import config

PROJECT = Path(__file__).parents[3]
SETTINGS = config.load(PROJECT / "mkdocs.yml").settings


def as_json(value: Any) -> Any:
    """Front matter as an editor's checker sees it: dates are texts."""
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: as_json(child) for key, child in value.items()}
    return [as_json(child) for child in value] if isinstance(value, list) else value


def faults(made: dict[str, Any], values: Any) -> list[str]:
    checker = Draft202012Validator(made, format_checker=FormatChecker())
    return [fault.message for fault in checker.iter_errors(as_json(values))]


def pages() -> Iterator[tuple[str, str, Path]]:
    """Every reference page as (kind, language, file)."""
    assert SETTINGS is not None
    for code in SETTINGS.codes:
        folder = SETTINGS.content_dir / code
        for file in sorted(folder.rglob("*.md")):
            yield kind_of(SETTINGS, file.relative_to(folder).as_posix())[0], code, file


@pytest.mark.parametrize("name", sorted(schemas()))
def test_each_is_a_schema(name: str) -> None:
    made = schemas()[name]
    Draft202012Validator.check_schema(made)
    assert made["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_every_reference_page_validates() -> None:
    assert SETTINGS is not None
    seen = set()
    for kind, code, file in pages():
        translation = code != SETTINGS.default.code
        assert faults(schema(kind, translation=translation), read(file, shown=str(file)).values) == [], file
        seen.add(file_name(kind, translation=translation))
    assert len(seen) > 20  # nearly every kind, in both roles


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_translation_has_the_translated_fields_and_no_other(kind: str) -> None:
    fields = schema(kind, translation=True)["properties"]
    assert set(fields) == {name for name in KINDS[kind].model_fields if scope(kind, name) is Scope.TRANSLATED}
    assert {field["x-songngu-scope"] for field in fields.values()} == {"translated"}


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_field_is_explained(kind: str) -> None:
    assert all(field["description"].strip() for field in schema(kind)["properties"].values())


def test_a_shared_field_in_a_translation_is_marked() -> None:
    assert faults(schema("product"), {"title": "x", "group": "food"}) == []
    assert faults(schema("product", translation=True), {"title": "x", "group": "food"})


@pytest.mark.parametrize(
    "values",
    [{}, {"title": "x", "drfat": True}, {"title": "x", "date": "2026-13-01"}, {"title": "x", "publish_at": "tomorrow"},
     {"title": "x", "text": "both"}, {"title": ["x"]}],
)  # fmt: skip
def test_what_check_refuses_the_schema_refuses(values: dict[str, Any]) -> None:
    assert faults(schema("page"), values)


@pytest.mark.parametrize("moment", ["2026-12-01", "2026-12-01T00:00+07:00", "2026-12-01 09:30", "2026-12-01T09:30:15Z"])
def test_what_check_takes_for_a_moment_the_schema_takes(moment: str) -> None:
    assert faults(schema("page"), {"title": 2026, "publish_at": moment}) == []


def test_definitions_are_those_referred_to() -> None:
    assert set(schema("issue", translation=True)["$defs"]) == {"Imprint"}
    assert "$defs" not in schema("page", translation=True)
