"""The site while it is being written: what a change concerns is made anew, served with its problems, reloaded."""

from __future__ import annotations

import datetime as dt
import gc
import json
import os
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from songngu.build.kept import Kept
from songngu.build.last import Looked
from songngu.build.pickled import DoubtfulMemoryError
from songngu.build.press import Pressed, press
from songngu.build.server import Board, Listening, State, listen
from songngu.build.watch import Watch
from songngu.problem_texts import summary, written
from songngu.problems import Place, Problem, Severity, error
from songngu.settings import Moment, Settings
from songngu.site.urls import base_path
from songngu.values import frozen

_LOOK_S = 0.2


@frozen
class Loaded:
    """The settings, if they can be used, the problems found in them, and the files both depend on. `code` tells apart
    the states of the site's own code: with another one nothing that was made before counts."""

    settings: Settings | None
    problems: tuple[Problem, ...] = ()
    files: tuple[Path, ...] = ()
    code: str = ""


@frozen
class Attempt:
    """One build: how many pages it made (0: errors stopped it and the last good site stays) and every problem."""

    pages: int
    problems: tuple[Problem, ...]


@frozen
class Desk:
    """What serving needs: how to read the site, as of when to build it, whom to tell, when to stop.

    `load` and `moment` are called for every build. `before` is given the folder that is served before the first one,
    and may put into it what an earlier build has left to go on from. `ready` is told the address once the first build,
    in as many processes as `jobs` says, is done.
    """

    config_file: Path
    load: Callable[[], Loaded]
    moment: Callable[[], Moment]
    told: Callable[[Attempt], None]
    ready: Callable[[str], None]
    before: Callable[[Path, Loaded], Kept | None] = lambda *_: None
    language: str = "en"
    jobs: int = 1
    stop: threading.Event = field(default_factory=threading.Event)


def serve(desk: Desk, host: str, port: int) -> Problem | None:
    """Serve until `desk.stop` is set; a problem where the address cannot be had. Nothing is written to `site_dir`."""
    with tempfile.TemporaryDirectory(prefix="songngu-") as folder:
        board = Board(Path(folder).resolve())
        try:
            listening = listen(board, host, port)
        except (OSError, OverflowError) as fault:
            reason = getattr(fault, "strerror", None) or str(fault)
            return error("cannot-listen", Place(f"{host}:{port}"), reason=reason)
        try:
            _work(desk, board, listening)
        finally:
            listening.close()
    return None


def _work(desk: Desk, board: Board, listening: Listening) -> None:
    """Build, tell, wait for a change; what changes during a build is built next."""
    loaded, moment = _loaded(desk), desk.moment()
    last = _Last(desk.before(board.folder, loaded), loaded.code, loaded.settings)
    # The server and the watch have threads, with which a process must not be forked: they begin after the first build.
    attempt = _attempt(loaded, moment, board.folder, last, jobs=desk.jobs)
    gc.freeze()  # what is known of the site stays: going through it for garbage takes as long as an edit
    watch = Watch(desk.config_file.resolve())
    try:
        _follow(watch, last.settings, loaded.files)
        if attempt.pages:  # what may have changed while nobody watched
            attempt, moment = _turn(desk, board.folder, watch, last)
        _tell(desk, board, attempt, last)
        listening.begin()
        desk.ready(listening.address(board.state.base))
        while _changed(desk, watch, _due(last.kept, moment)):
            attempt, moment = _turn(desk, board.folder, watch, last)
            _tell(desk, board, attempt, last)
    finally:
        watch.close()


def _turn(desk: Desk, folder: Path, watch: Watch, last: _Last) -> tuple[Attempt, Moment]:
    """One build, and as of when it is."""
    watch.changed.clear()
    loaded, moment = _loaded(desk), desk.moment()
    last.settings = loaded.settings or last.settings
    _follow(watch, last.settings, loaded.files)
    return _attempt(loaded, moment, folder, last), moment


def _changed(desk: Desk, watch: Watch, due: dt.datetime) -> bool:
    """Waits for a change, or for something to fall due; false where serving is to stop."""
    while not desk.stop.is_set() and not watch.changed.wait(_LOOK_S) and desk.moment().at < due:
        pass
    return not desk.stop.is_set()


def _tell(desk: Desk, board: Board, attempt: Attempt, last: _Last) -> None:
    board.show(_state(attempt, last.settings, board.state, desk.language))
    desk.told(attempt)


@dataclass(slots=True)
class _Last:
    """What is known of the last build that went well, in which state of the site's own code, and the last settings.

    `ours`: that the folder is as that build left it, since it was made here and nothing has been tried after it. What
    an earlier program has left was carried into the folder as far as it could be had, and is looked at.
    """

    kept: Kept | None = None
    code: str = ""
    settings: Settings | None = None
    ours: bool = False


def _follow(watch: Watch, settings: Settings | None, files: tuple[Path, ...]) -> None:
    folders = [settings.content_dir, settings.data_dir] if settings else []
    watch.follow([*folders, *([settings.theme_dir] if settings and settings.theme_dir else [])], files)


def _due(kept: Kept | None, moment: Moment) -> dt.datetime:
    """When to build although nothing has changed: a text comes, goes or says something else, or a new day begins.

    What fell due before the build at hand, and is not in it because of an error, waits for the next change.
    """
    midnight = dt.datetime.combine(moment.at.date() + dt.timedelta(days=1), dt.time(), moment.at.tzinfo)
    due = kept.next_due if kept else None
    return min(due, midnight) if due is not None and due > moment.at else midnight


def _loaded(desk: Desk) -> Loaded:
    try:
        return desk.load()
    except Exception as fault:  # as for builds: the next change may mend it
        return Loaded(None, (_broke_off(desk.config_file.name, fault),))


def _attempt(loaded: Loaded, moment: Moment, folder: Path, last: _Last, *, jobs: int = 1) -> Attempt:
    """One build that goes on from the last one that went well; the next can go on from it, if it went well too."""
    settings, problems = loaded.settings, loaded.problems
    if settings is None or any(p.severity is Severity.ERROR for p in problems):
        return Attempt(0, problems)
    site = replace(settings, site_dir=folder)
    goes_on = last.kept is not None and last.kept.settings == site and last.code == loaded.code
    try:
        looked, last.ours = Looked() if goes_on and last.ours else None, False
        done = _pressed(site, moment, last.kept if goes_on else None, problems, jobs, looked)
    except Exception as fault:  # whatever it is, the server stays, and the next change is a new attempt
        return Attempt(0, (*problems, _broke_off(settings.shown(settings.content_dir), fault)))
    if done.kept is not None:
        last.kept, last.code, last.ours = done.kept, loaded.code, True
    return Attempt(done.built.pages if done.kept else 0, tuple(done.built.report))


def _pressed(
    site: Settings,
    moment: Moment,
    before: Kept | None,
    known: tuple[Problem, ...],
    jobs: int,
    looked: Looked | None,
) -> Pressed:
    try:
        return press(site, moment, before, known=known, jobs=jobs, looked=looked)
    except DoubtfulMemoryError:  # another build has changed what this one began with
        return press(site, moment, known=known, jobs=jobs)


def _broke_off(shown: str, fault: Exception) -> Problem:
    return error("build-broke-off", Place(shown), reason=f"{type(fault).__name__}: {fault}"[:300])


def _state(attempt: Attempt, settings: Settings | None, before: State, language: str) -> State:
    """What browsers are told; the version changes only with a site that was built."""
    version = before.version + (1 if attempt.pages else 0)
    message = {
        "version": f"{os.getpid()}-{version}",
        "errors": sum(1 for p in attempt.problems if p.severity is Severity.ERROR),
        "summary": summary(attempt.problems, language),
        "problems": json.loads(written(attempt.problems, "json", language)),
    }
    return State(
        serial=before.serial + 1,
        version=version,
        mark=message["version"],
        message=json.dumps(message, ensure_ascii=False),
        base=base_path(settings) if settings else before.base,
        prefixes=tuple(one.prefix for one in settings.locales if one.prefix) if settings else before.prefixes,
    )
