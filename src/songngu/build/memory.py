"""The last build kept on disk: one SQLite file beside the site, whole or as good as not there.

What is in it was written by this engine, but the file lies in a folder that CI systems store and bring back, so it is
not trusted: every part carries its digest, only values of ours are made from it, and whatever is torn, foreign or of
another engine is told and built anew.
"""

from __future__ import annotations

import datetime as dt
import enum
import importlib
import io
import pickle
import shutil
import sqlite3
import uuid
from collections.abc import Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import is_dataclass, replace
from functools import cache
from pathlib import Path, PosixPath, WindowsPath
from typing import Any

from pydantic import BaseModel

from songngu.build.kept import Kept
from songngu.build.write import is_inside
from songngu.content.library import Reading
from songngu.problems import Place
from songngu.seen import Stamp, digest_of
from songngu.settings import Settings

_FORMAT = 1
_PARTS = (
    "stamps",
    "inputs",
    "outputs",
    "folders",
    "done",
    "verdicts",
    "dressed",
    "data",
    "pictures",
    "bound",
    "assets",
    "report",
)
_PLAIN = ("at", "pages", "next_due")
_OURS = (
    "songngu.build.editions",
    "songngu.build.kept",
    "songngu.build.pages",
    "songngu.build.world",
    "songngu.content.documents",
    "songngu.content.facts",
    "songngu.content.glossary",
    "songngu.content.library",
    "songngu.content.models",
    "songngu.content.scan",
    "songngu.content.source",
    "songngu.locales",
    "songngu.problems",
    "songngu.reads",
    "songngu.seen",
    "songngu.settings",
    "songngu.site.links",
    "songngu.site.theme_files",
    "songngu.site.view",
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
    """The file is torn, or not ours; says what is wrong with it."""


class Memory:
    """The file of one site. Parts that have not changed since they were loaded are not written again."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._known: Kept | None = None
        self._identity = ""

    def load(self, identity: str, settings: Settings) -> Kept | None:
        """The last build, if there is one; of a build by another engine or with other settings only the files it left.

        `identity` stands for everything that makes a page beside content, data and theme; of `settings`, which may hold
        code of others, nothing is kept. Raises DoubtfulMemoryError.
        """
        if not self._file.exists():
            return None
        try:
            with closing(self._open()) as base:
                kept, same = _loaded(base, identity, settings)
        except Exception as fault:  # a torn or foreign file raises whatever it likes
            raise DoubtfulMemoryError(f"{type(fault).__name__}: {fault}"[:200]) from None
        self._known, self._identity = (kept, identity) if same else (None, "")
        return kept

    def save(self, kept: Kept, identity: str) -> None:
        """Keep a build in the place of the last one; OSError or sqlite3.Error where the disk does not allow it."""
        self._file.parent.mkdir(parents=True, exist_ok=True)
        known = self._known if identity == self._identity else None
        with closing(self._open()) as base:
            try:
                _save(base, kept, known, identity)
            except sqlite3.DatabaseError:
                if known is None:
                    raise
                _save(base, kept, None, identity)
        self._known, self._identity = kept, identity

    def forget(self) -> None:
        """Remove the file, or what stands in its place, where the disk allows it."""
        self._known, self._identity = None, ""
        for ending in ("", "-journal", "-wal", "-shm"):
            file = self._file.with_name(self._file.name + ending)
            with suppress(OSError):
                shutil.rmtree(file) if file.is_dir() and not file.is_symlink() else file.unlink(missing_ok=True)

    def _open(self) -> sqlite3.Connection:
        base = sqlite3.connect(self._file, isolation_level=None, timeout=60)
        # Safe from a process that is killed. After a power cut the file may be torn: then a digest does not fit.
        base.execute("PRAGMA synchronous = OFF")
        return base


def _save(base: sqlite3.Connection, kept: Kept, known: Kept | None, identity: str) -> None:
    mark = uuid.uuid4().hex
    base.execute("BEGIN IMMEDIATE")
    try:
        if known is None:
            for table in ("part", "reading"):
                base.execute(f"DROP TABLE IF EXISTS {table}")
            base.execute("CREATE TABLE part (name TEXT PRIMARY KEY, digest TEXT, mark TEXT, data BLOB) WITHOUT ROWID")
            base.execute("CREATE TABLE reading (ref TEXT PRIMARY KEY, digest TEXT, data BLOB)")
        before: Mapping[str, Reading] = known.readings if known else {}
        gone = [(ref,) for ref in before if ref not in kept.readings]
        base.executemany("DELETE FROM reading WHERE ref = ?", gone)
        fresh = (ref for ref, reading in kept.readings.items() if before.get(ref) is not reading)
        base.executemany(
            "INSERT OR REPLACE INTO reading VALUES (?, ?, ?)", (_row(ref, kept.readings[ref]) for ref in fresh)
        )
        for name, value in _parts(kept):
            if known is not None and name in _PARTS and getattr(known, name) is value:
                base.execute("UPDATE part SET mark = ? WHERE name = ?", (mark, name))
            else:
                data = dumped(value)
                base.execute("INSERT OR REPLACE INTO part VALUES (?, ?, ?, ?)", (name, digest_of(data), mark, data))
        head = dumped((_FORMAT, identity, len(kept.readings)))
        base.execute("INSERT OR REPLACE INTO part VALUES (?, ?, ?, ?)", ("head", digest_of(head), mark, head))
        base.execute("COMMIT")
    except BaseException:
        base.execute("ROLLBACK")
        raise


def _loaded(base: sqlite3.Connection, identity: str, settings: Settings) -> tuple[Kept, bool]:
    parts: dict[str, bytes] = {}
    marks = set()
    for name, digest, mark, data in base.execute("SELECT name, digest, mark, data FROM part"):
        parts[name] = _whole(data, digest)
        marks.add(mark)
    form, known, count = values(parts["head"])
    if len(marks) != 1 or form != _FORMAT:
        raise ValueError("parts of several builds")
    plain = values(parts["plain"])
    left = {name: values(parts[name]) for name in ("outputs", "folders")}
    if not all(map(is_inside, {*left["outputs"], *left["folders"]} - {""})):
        raise ValueError("a path that leads out of the site")
    if known != identity:
        return Kept(settings, plain["at"], **left), False
    readings = dict(_readings(base))
    if len(readings) != count:
        raise ValueError("texts are missing")
    return Kept(settings, **plain, readings=readings, **{name: values(parts[name]) for name in _PARTS}), True


def _readings(base: sqlite3.Connection) -> Iterator[tuple[str, Reading]]:
    for ref, digest, data in base.execute("SELECT ref, digest, data FROM reading ORDER BY ref"):
        yield ref, values(_whole(data, digest))


def _row(ref: str, reading: Reading) -> tuple[str, str, bytes]:
    data = dumped(_without_sources(reading))
    return ref, digest_of(data), data


def _without_sources(reading: Reading) -> Reading:
    """A reading without the texts as they were written: the bodies with their figures are in it."""
    work = reading.work
    texts = {
        code: replace(one, written=replace(one.written, source=replace(one.written.source, body="")))
        for code, one in work.texts.items()
    }
    return replace(reading, work=replace(work, texts=texts))


def _parts(kept: Kept) -> Iterator[tuple[str, Any]]:
    yield "plain", {name: getattr(kept, name) for name in _PLAIN}
    for name in _PARTS:
        yield name, getattr(kept, name)


def _whole(data: bytes, digest: str) -> bytes:
    if digest_of(data) != digest:
        raise ValueError("a digest does not fit")
    return data


def dumped(value: Any) -> bytes:
    """A value as bytes; raises what pickle raises for what has no name."""
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def values(data: bytes) -> Any:
    """The value that `dumped` wrote, made of plain values and values of ours. Raises DoubtfulMemoryError."""
    try:
        return _Reader(io.BytesIO(data)).load()
    except Exception as fault:  # as the documentation of pickle has it: anything may be raised
        raise DoubtfulMemoryError(f"{type(fault).__name__}: {fault}"[:200]) from None


class _Reader(pickle.Unpickler):
    """Makes plain values and values of ours, nothing else: no function is called, no other class is made."""

    def find_class(self, module: str, name: str) -> type:
        """The class of a value; UnpicklingError for one that has no place here."""
        return _class(module, name)


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
    return is_dataclass(found) or issubclass(found, BaseModel | enum.Enum | Stamp | Place)
