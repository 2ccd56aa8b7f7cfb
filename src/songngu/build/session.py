"""A build in a process of its own: the last one is remembered, this one is kept for the next."""

from __future__ import annotations

import sqlite3
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import cast

from songngu.build.deliver import carry
from songngu.build.engine import Progress, silent
from songngu.build.kept import Kept
from songngu.build.last import Last, Question, file_of, folder_of, forget, keep, settled
from songngu.build.memory import Memory
from songngu.build.outdated import reads_untold_files
from songngu.build.pickled import DoubtfulMemoryError, dumped, values
from songngu.build.press import Pressed, look_over, press
from songngu.build.surroundings import surroundings
from songngu.cache import Cache
from songngu.editions.signature.asked import Asked
from songngu.problem_texts import told
from songngu.problems import LANGUAGES, Place, Problem, Report, note
from songngu.seen import Stamp, look
from songngu.settings import Moment, Settings
from songngu.text import digest
from songngu.values import frozen

if sys.platform != "win32":
    import fcntl

_KIND = "settings"


@frozen
class Given:
    """The settings of a site and the problems found in them. `own_code` are files of the site's own Markdown
    extensions and of what they use, `files` those the settings were read from (none where they depend on more)."""

    settings: Settings
    problems: tuple[Problem, ...]
    files: tuple[Path, ...]
    own_code: tuple[Path, ...] = ()


def known_settings(config_file: Path, files: Sequence[Path]) -> Given | None:
    """Settings read before from the same files by the same engine; None where there are none."""
    found = Cache(folder_of(config_file)).get(_KIND, _key(files)) if files else None
    if found is None:
        return None
    try:
        settings, problems, own_code = values(found)
    except DoubtfulMemoryError:
        return None
    if not all(folder.is_dir() for folder in (settings.content_dir, settings.theme_dir) if folder):
        return None  # MkDocs has something to say about that
    given = Given(settings, problems, tuple(files), tuple(own_code))
    return given if _digests(given.own_code) == own_code else None


def know_settings(config_file: Path, given: Given) -> None:
    """Keep settings for `known_settings`; those that hold code of others are read anew each time."""
    if not given.files:
        return
    with suppress(Exception):  # functions made in place cannot be kept, whatever pickle says of it
        data = dumped((given.settings, given.problems, _digests(given.own_code)))
        values(data)
        cache = Cache(folder_of(config_file))
        cache.put(_KIND, _key(given.files), data)
        cache.keep_only(_KIND, {_key(given.files)})


def build(
    config_file: Path,
    given: Given,
    moment: Moment,
    *,
    asked: Asked | None = None,
    strict: bool = False,
    progress: Progress = silent,
    jobs: int = 1,
    waiting: Callable[[], None] = lambda: None,
) -> Pressed:
    """Bring the site up to date. Of two builds of one site the second begins when the first has ended (`waiting` is
    called before it waits)."""
    folder = folder_of(config_file)
    with _alone_in(folder, waiting):
        _sweep(folder)
        now_ns = time.time_ns()
        around, engine = surroundings({}, now_ns=now_ns)
        identity = _identity(around, given)
        memory = Memory(folder / "build.sqlite")
        before, doubts = _remembered(memory, identity, given.settings, folder)

        def pressed() -> Pressed:
            known = [*given.problems, *doubts]
            return press(
                given.settings, moment, before, known=known, asked=asked, strict=strict, progress=progress, jobs=jobs
            )

        try:
            done = pressed()
        except DoubtfulMemoryError as fault:  # found when a text was asked for; nothing has been written yet
            before, doubts = None, _forgotten(memory, given.settings, folder, fault)
            done = pressed()
        if done.kept is not None:
            _remember(memory, identity, replace(done.kept, report=_without(done.kept.report, doubts)))
            if asked is None:
                _conclude(config_file, given, done.kept, (around, engine), now_ns, doubts)
            else:
                forget(file_of(config_file))  # whether key and certificate still hold has to be asked each time
    return done


def check(
    config_file: Path,
    given: Given,
    moment: Moment,
    *,
    asked: Asked | None = None,
    progress: Progress = silent,
    jobs: int = 1,
) -> Report:
    """Find every problem, going on from the last build; nothing is written, and what is kept stays as it is."""
    around, _ = surroundings({}, now_ns=time.time_ns())
    memory = Memory(folder_of(config_file) / "build.sqlite")

    def found(before: Kept | None) -> Report:
        return look_over(
            given.settings, moment, before, known=given.problems, asked=asked, progress=progress, jobs=jobs
        )

    try:
        return found(memory.load(_identity(around, given), given.settings))
    except DoubtfulMemoryError:  # torn, or another build is writing it; the next build says so
        return found(None)


def head_start(config_file: Path, given: Given, folder: Path) -> Kept | None:
    """The last build with its files in another folder, for a build there to go on from; None where there is none."""
    around, _ = surroundings({}, now_ns=time.time_ns())
    try:
        kept = Memory(folder_of(config_file) / "build.sqlite").load(_identity(around, given), given.settings)
    except DoubtfulMemoryError:  # torn, or another build is writing it
        return None
    if kept is None or not kept.done:
        return None
    carry(kept.outputs, given.settings.site_dir, folder)
    return replace(kept, settings=replace(given.settings, site_dir=folder))


def _identity(around: str, given: Given) -> str:
    """What makes a page beside content, data and theme."""
    return digest(around, _spelled(given.settings), repr(_digests(given.own_code)))


def sentence(kept: Kept, counts: tuple[int, int, int], lang: str) -> str:
    """What a build did: `counts` of files written, left as they were and removed; and when the next one falls due."""
    written, left, removed = counts
    pages, files = told("pages", lang, count=kept.pages), told("files", lang, count=written)
    said = told("built", lang, pages=pages, folder=kept.settings.site_dir, files=files, unchanged=left, removed=removed)
    if kept.next_due is None:
        return said
    return f"{said}\n{told('due', lang, moment=kept.next_due.isoformat(timespec='minutes'))}"


def _remembered(
    memory: Memory, identity: str, settings: Settings, folder: Path
) -> tuple[Kept | None, tuple[Problem, ...]]:
    try:
        return memory.load(identity, settings), ()
    except DoubtfulMemoryError as fault:
        return None, _forgotten(memory, settings, folder, fault)


def _forgotten(memory: Memory, settings: Settings, folder: Path, fault: Exception) -> tuple[Problem, ...]:
    memory.forget()
    return (note("memory-doubtful", Place(settings.shown(folder / "build.sqlite")), reason=str(fault)),)


def _remember(memory: Memory, identity: str, kept: Kept) -> None:
    try:
        memory.save(kept, identity)
    except (OSError, sqlite3.Error, DoubtfulMemoryError):  # no room for it: the next build begins from nothing
        memory.forget()


def _conclude(
    config_file: Path,
    given: Given,
    kept: Kept,
    around: tuple[str, Mapping[str, Stamp]],
    now_ns: int,
    doubts: Sequence[Problem],
) -> None:
    """Keep what is needed to see that nothing has changed."""
    file = file_of(config_file)
    if not given.files or reads_untold_files(given.settings):
        forget(file)
        return
    site = str(given.settings.site_dir)
    more = look([str(path.absolute()) for path in (*given.files, *given.own_code)], {}, now_ns=now_ns)
    keep(
        file,
        Last(
            surroundings=around[0],
            engine=around[1],
            inputs={**kept.stamps, **more},
            outputs={f"{site}/{path}": stamp for path, stamp in kept.outputs.items()},
            folders={
                **settled(kept.inputs, now_ns=now_ns),
                **{f"{site}/{path}" if path else site: state for path, state in kept.folders.items()},
            },
            at=kept.at,
            next_due=kept.next_due,
            questions=tuple({cast(Question, key) for trace in kept.traces() for key in trace.questions}),
            report=_without(kept.report, doubts),
            said={lang: sentence(kept, (0, len(kept.outputs), 0), lang) for lang in LANGUAGES},
        ),
    )


def _without(report: Iterable[Problem], doubts: Sequence[Problem]) -> tuple[Problem, ...]:
    return tuple(problem for problem in report if problem not in doubts)


def _key(files: Sequence[Path]) -> str:
    around, _ = surroundings({}, now_ns=0)
    paths = [str(file.absolute()) for file in files]
    return digest(around, *(f"{path} {stamp.digest}" for path, stamp in look(paths, {}, now_ns=0).items()))


def _digests(files: Iterable[Path]) -> dict[Path, str]:
    paths = {str(file): file for file in files}
    return {paths[path]: stamp.digest for path, stamp in look(paths, {}, now_ns=0).items()}


def _spelled(settings: Settings) -> bytes:
    try:
        return dumped(settings)
    except Exception:  # a function made in place has no name that pickle could write
        return repr(settings).encode()


def _sweep(folder: Path) -> None:
    """Remove what builds that were killed had only begun to keep."""
    for stray in folder.rglob("*.part"):
        with suppress(OSError):
            stray.unlink()


@contextmanager
def _alone_in(folder: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """No other build of this site goes on meanwhile; one that is killed lets go."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / "lock").open("ab")
    except OSError:  # a site on a read-only disk, built elsewhere: nothing can be kept either
        yield
        return
    with lock:
        if sys.platform != "win32":
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                waiting()
                fcntl.flock(lock, fcntl.LOCK_EX)
            except OSError:  # a file system without locks
                pass
        yield
