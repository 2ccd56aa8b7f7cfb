"""Values of ours as bytes and back: nothing else is made from what a cache holds.

A cache folder is stored and brought back by CI systems, so it is not trusted: no function is called and no class made
that is not named here.
"""

from __future__ import annotations

import copyreg
import datetime as dt
import enum
import importlib
import io
import pickle
from collections.abc import Mapping
from dataclasses import is_dataclass
from functools import cache
from pathlib import PosixPath, WindowsPath
from typing import Any

from pydantic import BaseModel

from songngu.content.documents import Fetch, Sheet

_OURS = (
    "songngu.build.editions",
    "songngu.build.kept",
    "songngu.build.pages",
    "songngu.build.signing",
    "songngu.build.world",
    "songngu.content.documents",
    "songngu.content.facts",
    "songngu.content.glossary",
    "songngu.content.library",
    "songngu.content.models",
    "songngu.content.scan",
    "songngu.content.source",
    "songngu.editions.made",
    "songngu.locales",
    "songngu.problems",
    "songngu.reads",
    "songngu.seen",
    "songngu.settings",
    "songngu.site.links",
    "songngu.site.theme_files",
    "songngu.site.view_parts",
)
_OTHERS: Mapping[tuple[str, str], type] = {
    ("datetime", "date"): dt.date,
    ("datetime", "datetime"): dt.datetime,
    ("datetime", "time"): dt.time,
    ("datetime", "timedelta"): dt.timedelta,
    ("datetime", "timezone"): dt.timezone,
    ("pathlib", "PosixPath"): PosixPath,
    ("pathlib", "WindowsPath"): WindowsPath,
}


class DoubtfulMemoryError(Exception):
    """What is kept is torn, or not ours; says what is wrong with it."""


def dumped(value: Any) -> bytes:
    """A value as bytes, of sheets only their names and digests; raises what pickle raises for what has no name."""
    out = io.BytesIO()
    _Writer(out, pickle.HIGHEST_PROTOCOL).dump(value)
    return out.getvalue()


def values(data: bytes, fetch: Fetch | None = None) -> Any:
    """The value that `dumped` wrote, made of plain values and values of ours; its sheets are fetched when needed.

    Raises DoubtfulMemoryError.
    """
    try:
        return _Reader(data, fetch).load()
    except Exception as fault:  # as the documentation of pickle has it: anything may be raised
        raise DoubtfulMemoryError(f"{type(fault).__name__}: {fault}"[:200]) from None


class _Writer(pickle.Pickler):
    dispatch_table = copyreg.dispatch_table | {Sheet: lambda sheet: (Sheet, (sheet.code, sheet.ref, sheet.digest))}


class _Reader(pickle.Unpickler):
    """Makes plain values and values of ours, nothing else: no function is called, no other class is made."""

    def __init__(self, data: bytes, fetch: Fetch | None) -> None:
        super().__init__(io.BytesIO(data))
        self._fetch = fetch

    def find_class(self, module: str, name: str) -> Any:
        """The class of a value; UnpicklingError for one that has no place here."""
        found = _class(module, name)
        return self._sheet if found is Sheet else found

    def _sheet(self, code: str, ref: str, digest: str) -> Sheet:
        if self._fetch is None:
            raise pickle.UnpicklingError("a sheet out of place")
        return Sheet(code, ref, fetch=self._fetch, digest=digest)


@cache
def _class(module: str, name: str) -> type:
    found = _OTHERS.get((module, name))
    if found is None and module in _OURS:
        found = getattr(importlib.import_module(module), name, None)
    if found is None or not (_is_value(found) or found in _OTHERS.values()):
        raise pickle.UnpicklingError(f"{module}.{name} has no place in a memory")
    return found


def _is_value(found: object) -> bool:
    if not isinstance(found, type):
        return False
    return is_dataclass(found) or issubclass(found, BaseModel | enum.Enum | Sheet) or _is_row(found)


def _is_row(found: type) -> bool:
    """Whether it is a NamedTuple."""
    return issubclass(found, tuple) and hasattr(found, "_fields")
