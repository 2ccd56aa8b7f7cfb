"""What a field of front matter may hold, and how it is declared: shared or translated, and what it refers to."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

_FACT_KEY = r"^[a-z0-9_]+(\.[A-Za-z0-9_]+)*$"
_SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
_LANGUAGE = r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$"
_PERIOD = r"^[0-9]{4}(-(0[1-9]|1[0-2])|-Q[1-4])?$"
DIGEST = r"^[0-9a-f]{16}$"
PATTERNS = {_FACT_KEY: "fact-key", _SLUG: "slug", _LANGUAGE: "language", _PERIOD: "period", DIGEST: "digest"}
"""What a text of each form is called where another was written."""
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?!\d)")


class Scope(StrEnum):
    """Where a field is written: once in the source-language file, or in the file of every language."""

    SHARED = "shared"
    TRANSLATED = "translated"


def shared(meaning: str, default: Any = None, *, refers: str = "", beside: str = "", **rules: Any) -> Any:
    """A field written once, in the source-language file; `refers`: to an `asset`, `fact`, `term` or `page`; `beside`:
    it has as many entries as that other field."""
    return _field(Scope.SHARED, meaning, default, _traits(refers, beside), rules)


def translated(meaning: str, default: Any = None, *, refers: str = "", beside: str = "", **rules: Any) -> Any:
    """A field written in the file of every language; `beside`: it has as many entries as that other field."""
    return _field(Scope.TRANSLATED, meaning, default, _traits(refers, beside), rules)


def _traits(refers: str, beside: str) -> dict[str, str]:
    return {name: value for name, value in (("refers", refers), ("beside", beside)) if value}


def _field(scope: Scope, meaning: str, default: Any, extra: dict[str, str], rules: dict[str, Any]) -> Any:
    return Field(default, description=meaning, json_schema_extra={"scope": scope.value, **extra}, **rules)


def _line(value: str) -> str:
    text = " ".join(value.split())
    if not text:
        raise ValueError("empty")
    return text


def _as_text(value: Any) -> Any:
    """A bare 2026 or 11 in YAML is meant as the words an editor sees."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _inside(value: str) -> str:
    parts = value.split("/")
    if value.startswith("/") or "\\" in value or any(p in {"", ".", ".."} for p in parts) or ":" in value:
        raise ValueError("path")
    return value


def _day(value: Any) -> Any:
    """A number is no date: pydantic would count it as seconds since 1970, and an embargo would be over."""
    if isinstance(value, int | float) or (isinstance(value, str) and not _ISO_DAY.match(value)):
        raise ValueError("day")
    return value


def _moment(value: Any) -> Any:
    if isinstance(value, int | float) or (isinstance(value, str) and not _ISO_DAY.match(value)):
        raise ValueError("moment")
    return dt.datetime.combine(value, dt.time()) if type(value) is dt.date else value


def _coordinates(value: tuple[float, float]) -> tuple[float, float]:
    if not (-90 <= value[0] <= 90 and -180 <= value[1] <= 180):
        raise ValueError("coordinates")
    return value


def _web_address(value: str) -> str:
    if not re.fullmatch(r"https?://[^\s<>\"']+", value):
        raise ValueError("url")
    return value


Line = Annotated[str, BeforeValidator(_as_text), AfterValidator(_line)]
AssetPath = Annotated[str, AfterValidator(_inside)]
PagePath = Annotated[str, AfterValidator(_inside)]
FactKey = Annotated[str, Field(pattern=_FACT_KEY)]
Slug = Annotated[str, Field(pattern=_SLUG)]
LanguageCode = Annotated[str, Field(pattern=_LANGUAGE)]
Day = Annotated[dt.date, BeforeValidator(_day)]
Moment = Annotated[dt.datetime, BeforeValidator(_moment)]
WebAddress = Annotated[str, AfterValidator(_web_address)]
Coordinates = Annotated[tuple[float, float], AfterValidator(_coordinates)]
Period = Annotated[str, BeforeValidator(_as_text), Field(pattern=_PERIOD)]


class Value(BaseModel):
    """What all have in common: frozen, nothing beyond their fields, and kept without what says nothing.

    Most fields of most pages hold their default. What pickle keeps of a page is what its author wrote.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    def __getstate__(self) -> dict[Any, Any]:
        plain = _defaults(type(self))
        return {name: value for name, value in self.__dict__.items() if name not in plain or plain[name] != value}

    def __setstate__(self, state: dict[Any, Any]) -> None:
        put = object.__setattr__
        put(self, "__dict__", {**_defaults(type(self)), **state})
        put(self, "__pydantic_fields_set__", set(state))
        put(self, "__pydantic_extra__", None)
        put(self, "__pydantic_private__", None)


@cache
def _defaults(model: type[BaseModel]) -> Mapping[str, Any]:
    fields = model.model_fields.items()
    return {name: one.get_default(call_default_factory=True) for name, one in fields if not one.is_required()}
