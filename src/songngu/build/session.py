"""A build in a process of its own: the last one is remembered, this one is kept for the next."""

from __future__ import annotations

import datetime as dt
import sqlite3
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import cast

from songngu.build.brought import NOTHING, Brought
from songngu.build.deliver import carry
from songngu.build.given import Given, identity
from songngu.build.kept import Kept
from songngu.build.last import Last, Looked, Question, file_of, folder_of, forget, keep, settled
from songngu.build.memory import Memory
from songngu.build.outcome import Progress, silent
from songngu.build.outdated import reads_untold_files
from songngu.build.pickled import DoubtfulMemoryError
from songngu.build.press import Press, Pressed, look_over
from songngu.build.signing import signing
from songngu.build.surroundings import surroundings
from songngu.editions.signature.asked import Asked
from songngu.problem_texts import told
from songngu.problems import LANGUAGES, Place, Problem, Report, note
from songngu.seen import Stamp, look
from songngu.settings import Moment, Settings
from songngu.values import frozen

if sys.platform != "win32":
    import fcntl


class Going:
    """A build of a site under way: begun, then finished, once each. A context.

    Of two builds of one site that remember, the second begins when the first has ended (`waiting` is called before it
    waits). One that does not remember makes everything anew and leaves what is kept as it is. `looked` gives what was
    found of the files of the last build, as far as somebody has looked; it is called once.
    """

    def __init__(
        self,
        config_file: Path,
        given: Given,
        moment: Moment,
        *,
        asked: Asked | None = None,
        strict: bool = False,
        remembers: bool = True,
        progress: Progress = silent,
        jobs: int = 1,
        waiting: Callable[[], None] = lambda: None,
        looked: Callable[[], Looked | None] = lambda: None,
    ) -> None:
        self._config_file, self._given, self._moment, self._asked = config_file, given, moment, asked
        self._strict, self._remembers = strict, remembers
        self._progress, self._jobs, self._waiting, self._looked = progress, jobs, waiting, looked
        self._folder = folder_of(config_file)
        self._memory = Memory(self._folder / "build.sqlite")
        self._doubts: tuple[Problem, ...] = ()
        self._held = ExitStack()

    def __enter__(self) -> Going:
        if self._remembers:
            self._held.enter_context(_alone_in(self._folder, self._wait))
            _sweep(self._folder)
        self._now_ns = time.time_ns()
        self._around, self._engine = surroundings({}, now_ns=self._now_ns)
        self._identity = identity(self._around, self._given)
        return self

    def __exit__(self, *_: object) -> None:
        self._held.close()

    def _wait(self) -> None:
        self._waiting()
        self._looked = lambda: None  # that was before

    def begin(self) -> Press:
        """Find everything that is wrong."""
        before: Kept | None = None
        if self._remembers:
            before, self._doubts = _remembered(self._memory, self._identity, self._given.settings, self._folder)
        try:
            self._press = self._begun(before)
        except DoubtfulMemoryError as fault:
            self._press = self._anew(fault)
        return self._press

    def finish(self, brought: Brought = NOTHING) -> Pressed:
        """Write the site, and keep what the next build goes on from."""
        try:
            done = self._press.finish(brought)
        except DoubtfulMemoryError as fault:  # found when a text was asked for; nothing has been written yet
            self._press = self._anew(fault)
            done = self._press.finish(brought)
        if done.kept is not None and self._remembers:
            self._keep(done.kept)
        return done

    def _begun(self, before: Kept | None) -> Press:
        press = Press(
            self._given.settings,
            self._moment,
            before,
            known=[*self._given.problems, *self._doubts],
            asked=self._asked,
            progress=self._progress,
            jobs=self._jobs,
            strict=self._strict,
            looked=_found(self._looked, before, self._memory),
        )
        self._held.enter_context(press)
        press.begin()
        return press

    def _anew(self, fault: DoubtfulMemoryError) -> Press:
        self._doubts = _forgotten(self._memory, self._given.settings, self._folder, fault)
        return self._begun(None)

    def _keep(self, kept: Kept) -> None:
        _remember(self._memory, self._identity, replace(kept, report=_without(kept.report, self._doubts)))
        around, signed = (self._around, self._engine), _Signed(self._asked, self._moment)
        _conclude(self._config_file, self._given, kept, around, self._now_ns, self._doubts, signed, self._memory.state)


def check(
    config_file: Path,
    given: Given,
    moment: Moment,
    *,
    asked: Asked | None = None,
    progress: Progress = silent,
    jobs: int = 1,
    looked: Callable[[], Looked | None] = lambda: None,
) -> Report:
    """Find every problem, going on from the last build; nothing is written, and what is kept stays as it is. `looked`
    as in `Going`."""
    around, _ = surroundings({}, now_ns=time.time_ns())
    memory = Memory(folder_of(config_file) / "build.sqlite")

    def found(before: Kept | None) -> Report:
        return look_over(
            given.settings, moment, before, known=given.problems, asked=asked, progress=progress, jobs=jobs,
            looked=_found(looked, before, memory),
        )  # fmt: skip

    try:
        return found(memory.load(identity(around, given), given.settings))
    except DoubtfulMemoryError:  # torn, or another build is writing it; the next build says so
        return found(None)


def _found(looked: Callable[[], Looked | None], before: Kept | None, memory: Memory) -> Looked | None:
    """What was found of the files of this build; of another one nothing counts here."""
    found = looked() if before is not None else None
    return found if found is not None and memory.state and found.memory == memory.state else None


def head_start(config_file: Path, given: Given, folder: Path) -> Kept | None:
    """The last build with its files in another folder, for a build there to go on from; None where there is none."""
    around, _ = surroundings({}, now_ns=time.time_ns())
    try:
        kept = Memory(folder_of(config_file) / "build.sqlite").load(identity(around, given), given.settings)
    except DoubtfulMemoryError:  # torn, or another build is writing it
        return None
    if kept is None or not kept.done:
        return None
    carry(kept.outputs, given.settings.site_dir, folder)
    return replace(kept, settings=replace(given.settings, site_dir=folder))


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


@frozen
class _Signed:
    """What a build signed with, and at which moment."""

    asked: Asked | None
    moment: Moment

    @property
    def files(self) -> tuple[str, ...]:
        return self.asked.files if self.asked else ()

    def until(self, settings: Settings) -> dt.datetime | None:
        """When the certificate ends: from then on nothing may be signed with it."""
        identity = signing(self.asked, settings, self.moment).identity
        return identity.certificate.not_valid_after_utc if identity else None


def _conclude(
    config_file: Path,
    given: Given,
    kept: Kept,
    around: tuple[str, Mapping[str, Stamp]],
    now_ns: int,
    doubts: Sequence[Problem],
    signed: _Signed,
    state: str,
) -> None:
    """Keep what is needed to see that nothing has changed."""
    file = file_of(config_file)
    if not given.files or reads_untold_files(given.settings):
        forget(file)
        return
    read = [str(path.absolute()) for path in (*given.files, *given.own_code)]
    more = look([*read, *filter(None, signed.files)], {}, now_ns=now_ns)
    keep(
        file,
        Last(
            surroundings=around[0],
            engine=around[1],
            inputs={**kept.stamps, **more},
            input_folders=settled(kept.inputs, now_ns=now_ns),
            site=str(given.settings.site_dir),
            outputs=kept.outputs,
            site_folders=kept.folders,
            at=kept.at,
            next_due=min(filter(None, (kept.next_due, signed.until(given.settings))), default=None),
            questions=tuple({cast(Question, key) for trace in kept.traces() for key in trace.questions}),
            report=_without(kept.report, doubts),
            said={lang: sentence(kept, (0, len(kept.outputs), 0), lang) for lang in LANGUAGES},
            signing=signed.files,
            memory=state,
        ),
    )


def _without(report: Iterable[Problem], doubts: Sequence[Problem]) -> tuple[Problem, ...]:
    return tuple(problem for problem in report if problem not in doubts)


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
