"""The last build kept on disk: one SQLite file beside the site, whole or as good as not there.

What is in it was written by this engine, but the file lies in a folder that CI systems store and bring back, so it is
not trusted: every part carries its digest, only values of ours are made from it (`pickled`), and whatever is torn,
foreign or of another engine is told and built anew. Mappings are kept in buckets, so that an edit writes little; texts
in rows of their own, so that a build reads those it needs; what names a text holds its digest.
"""

from __future__ import annotations

import gc
import os
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any
from zlib import crc32

from songngu.build.kept import Kept
from songngu.build.pickled import DoubtfulMemoryError, dumped, values
from songngu.build.write import is_inside
from songngu.content.documents import Fetch
from songngu.content.library import Reading
from songngu.content.source import Source
from songngu.seen import digest_of
from songngu.settings import Settings

_FORMAT = 3
_MAPPINGS = (
    "stamps", "inputs", "outputs", "folders", "done", "verdicts", "pictures", "bound", "assets", "readings",
)  # fmt: skip
_WHOLE = ("dressed", "data", "short_files", "report", "at", "pages", "next_due")
_UNORDERED = frozenset({"stamps", "inputs", "outputs", "folders"})  # of the others the order may be seen
_LEFT = ("outputs", "folders")  # what tells of the files of a build with other settings
_BUCKETS = 64
_ALL = -1  # the bucket of a value that is kept whole
Row = tuple[str, int, str, bytes]
"""Name, bucket, digest, data."""


class Memory:
    """The file of one site. What has not changed since it was loaded is not written again."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._known: Kept | None = None
        self._identity = ""
        self.state = ""
        """A digest of what is kept, empty where it is not known."""

    def load(self, identity: str, settings: Settings) -> Kept | None:
        """The last build, if there is one; of a build by another engine or with other settings only the files it left.

        `identity` stands for everything that makes a page beside content, data and theme; of `settings`, which may hold
        code of others, nothing is kept. Raises DoubtfulMemoryError, as does asking a document of it for its text.
        """
        if not self._file.exists():
            return None
        try:
            with closing(_opened(self._file)) as base, _nothing_collected():
                base.execute("BEGIN")  # what is read is of one moment
                kept, same, state = _loaded(base, identity, settings, self._file)
        except Exception as fault:  # a torn or foreign file raises whatever it likes
            raise DoubtfulMemoryError(f"{type(fault).__name__}: {fault}"[:200]) from None
        self._known, self._identity, self.state = (kept, identity, state) if same else (None, "", "")
        return kept

    def save(self, kept: Kept, identity: str) -> None:
        """Keep a build in the place of the last one; OSError or sqlite3.Error where the disk does not allow it, and
        DoubtfulMemoryError where what is to be kept on is torn."""
        self._file.parent.mkdir(parents=True, exist_ok=True)
        known = self._known if identity == self._identity else None
        with closing(_opened(self._file)) as base:
            try:
                state = _save(base, kept, known, identity)
            except sqlite3.DatabaseError:
                if known is None:
                    raise
                state = _save(base, kept, None, identity)
        self._known, self._identity, self.state = kept, identity, state

    def forget(self) -> None:
        """Remove the file, or what stands in its place, where the disk allows it."""
        self._known, self._identity, self.state = None, "", ""
        for ending in ("", "-journal", "-wal", "-shm"):
            file = self._file.with_name(self._file.name + ending)
            with suppress(OSError):
                shutil.rmtree(file) if file.is_dir() and not file.is_symlink() else file.unlink(missing_ok=True)


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """What is made meanwhile lives as long as the build: the collector need not go through it again and again."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def _opened(file: Path) -> sqlite3.Connection:
    base = sqlite3.connect(file, isolation_level=None, timeout=60)
    # Safe from a process that is killed. After a power cut the file may be torn: then a digest does not fit.
    base.execute("PRAGMA synchronous = OFF")
    base.execute("PRAGMA page_size = 16384")  # of a new file; most parts take several of the usual ones
    return base


def _save(base: sqlite3.Connection, kept: Kept, known: Kept | None, identity: str) -> str:
    before: Mapping[str, Reading] = known.readings if known else {}
    fresh = {ref: one for ref, one in kept.readings.items() if before.get(ref) is not one}
    # Their bytes may have to be fetched from this very file.
    sheets = [row for ref, reading in fresh.items() for row in _sheet_rows(ref, reading)]
    gone = [(ref,) for ref in before if ref in fresh or ref not in kept.readings]
    base.execute("BEGIN IMMEDIATE")
    try:
        if known is None:
            _made_anew(base)
        base.executemany("DELETE FROM sheet WHERE ref = ?", gone)
        base.executemany("INSERT INTO sheet VALUES (?, ?, ?)", sheets)
        base.executemany("INSERT OR REPLACE INTO part VALUES (?, ?, ?, ?)", _changed(kept, known))
        state = _whole_digest(base)
        head = dumped((_FORMAT, identity, state))
        base.execute("INSERT OR REPLACE INTO part VALUES (?, ?, ?, ?)", ("head", _ALL, digest_of(head), head))
        base.execute("COMMIT")
        return state
    except BaseException:
        base.execute("ROLLBACK")
        raise


def _made_anew(base: sqlite3.Connection) -> None:
    for table in ("part", "sheet"):
        base.execute(f"DROP TABLE IF EXISTS {table}")
    base.execute("CREATE TABLE part (name TEXT, bucket INTEGER, digest TEXT, data BLOB, PRIMARY KEY (name, bucket))")
    base.execute("CREATE INDEX parts ON part (name, bucket, digest)")  # digests are read without the data
    base.execute("CREATE TABLE sheet (ref TEXT, code TEXT, data BLOB, PRIMARY KEY (ref, code))")


def _changed(kept: Kept, known: Kept | None) -> Iterator[Row]:
    """The parts that are not as they were."""
    for name in _WHOLE:
        value = getattr(kept, name)
        if known is None or getattr(known, name) is not value:
            yield _row(name, _ALL, value)
    for name in _MAPPINGS:
        mapping = getattr(kept, name)
        wanted = _moved(mapping, getattr(known, name)) if known else set(range(_BUCKETS))
        parts: dict[int, dict[str, Any]] = {bucket: {} for bucket in wanted}
        for key, value in mapping.items() if wanted else ():
            part = parts.get(_bucket(key))
            if part is not None:
                part[key] = value
        yield from (_row(name, bucket, part) for bucket, part in sorted(parts.items()))


def _moved(new: Mapping[str, Any], old: Mapping[str, Any]) -> set[int]:
    """The buckets in which something is not as it was."""
    if new is old:
        return set()
    found = {_bucket(key) for key in old.keys() - new.keys()}
    for key, value in new.items():
        was = old.get(key)
        if was is not value and was != value:
            found.add(_bucket(key))
    return found


def _bucket(key: str) -> int:
    return crc32(key.encode()) % _BUCKETS


def _row(name: str, bucket: int, value: Any) -> Row:
    data = dumped(value)
    return name, bucket, digest_of(data), data


def _sheet_rows(ref: str, reading: Reading) -> Iterator[tuple[str, str, bytes]]:
    return ((ref, code, document.written.sheet.packed) for code, document in reading.work.texts.items())


def _whole_digest(base: sqlite3.Connection) -> str:
    """One digest of all parts, which name their texts by digests: parts of several builds do not make up one."""
    parts = base.execute("SELECT name, bucket, digest FROM part WHERE name != 'head' ORDER BY name, bucket")
    return digest_of(repr(parts.fetchall()).encode())


def _loaded(base: sqlite3.Connection, identity: str, settings: Settings, file: Path) -> tuple[Kept, bool, str]:
    rows: dict[str, list[bytes]] = {}
    for name, digest, data in base.execute("SELECT name, digest, data FROM part ORDER BY name, bucket"):
        rows.setdefault(name, []).append(_sound(data, digest))
    form, known, whole = values(rows["head"][0])
    if form != _FORMAT or whole != _whole_digest(base):
        raise ValueError("parts of several builds")
    left = {name: _merged(name, rows[name]) for name in _LEFT}
    if not all(map(is_inside, {*left["outputs"], *left["folders"]} - {""})):
        raise ValueError("a path that leads out of the site")
    if known != identity:
        return Kept(settings, values(rows["at"][0]), outputs=left["outputs"], folders=left["folders"]), False, ""
    fetch = _Sheets(file).fetch
    found: dict[str, Any] = {**left}
    found.update((name, _merged(name, rows[name], fetch)) for name in _MAPPINGS if name not in left)
    found.update((name, values(rows[name][0])) for name in _WHOLE)
    return Kept(settings, **found), True, whole


def _merged(name: str, parts: Iterable[bytes], fetch: Fetch | None = None) -> dict[str, Any]:
    """A mapping from its buckets, where it matters in order of its keys."""
    found: dict[str, Any] = {}
    for part in parts:
        found.update(values(part, fetch))
    return found if name in _UNORDERED else {key: found[key] for key in sorted(found)}


def _sound(data: bytes, digest: str) -> bytes:
    if digest_of(data) != digest:
        raise ValueError("a digest does not fit")
    return data


class _Sheets:
    """The texts kept in a file.

    Each process reads them for itself: what SQLite has open must not be used by a process forked meanwhile.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._bases: dict[int, sqlite3.Connection] = {}

    def fetch(self, code: str, ref: str, digest: str) -> tuple[Source, str]:
        """What stands on a sheet; DoubtfulMemoryError where it is not the one with this digest."""
        try:
            found = self._base().execute("SELECT data FROM sheet WHERE ref = ? AND code = ?", (ref, code)).fetchall()
            source, body = values(_sound(found[0][0], digest))
        except Exception as fault:
            raise DoubtfulMemoryError(f"{ref}: {type(fault).__name__}: {fault}"[:200]) from None
        return source, body

    def _base(self) -> sqlite3.Connection:
        base = self._bases.get(os.getpid())
        if base is None:
            base = self._bases[os.getpid()] = _opened(self._file)
        return base
