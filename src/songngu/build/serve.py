"""The site while it is being written: what a change concerns is made anew, served with its problems, reloaded."""

from __future__ import annotations

import json
import os
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from songngu.build.kept import Kept
from songngu.build.press import press
from songngu.build.server import Board, Listening, State, listen
from songngu.build.watch import Watch
from songngu.problem_texts import summary, written
from songngu.problems import Place, Problem, Severity, error
from songngu.settings import Moment, Settings
from songngu.site.urls import base_path

Load = Callable[[], tuple[Settings | None, tuple[Problem, ...]]]
_LOOK_S = 0.2


@dataclass(frozen=True, slots=True)
class Attempt:
    """One build: how many pages it made (0: errors stopped it and the last good site stays) and every problem."""

    pages: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Desk:
    """What serving needs: how to read the site, as of when to build it, whom to tell, when to stop.

    `load` and `moment` are called for every build. `ready` is told the address once the first build is done.
    """

    config_file: Path
    load: Load
    moment: Callable[[], Moment]
    told: Callable[[Attempt], None]
    ready: Callable[[str], None]
    language: str = "en"
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
        watch = Watch(desk.config_file.resolve())
        try:
            _work(desk, board, listening, watch)
        finally:
            watch.close()
            listening.close()
    return None


def _work(desk: Desk, board: Board, listening: Listening, watch: Watch) -> None:
    """Build, tell, wait for a change; what changes during a build is built next."""
    known: Settings | None = None
    kept: Kept | None = None
    told_address = False
    while not desk.stop.is_set():
        watch.changed.clear()
        settings, problems = _loaded(desk)
        known = settings or known
        if known is not None:
            watch.follow([known.content_dir, known.data_dir, *([known.theme_dir] if known.theme_dir else [])])
        attempt, kept = _attempt(settings, problems, desk, board.folder, kept)
        board.show(_state(attempt, known, board.state, desk.language))
        desk.told(attempt)
        if not told_address:
            told_address = True
            desk.ready(listening.address(board.state.base))
        while not desk.stop.is_set() and not watch.changed.wait(_LOOK_S):
            pass


def _loaded(desk: Desk) -> tuple[Settings | None, tuple[Problem, ...]]:
    try:
        return desk.load()
    except Exception as fault:  # as for builds: the next change may mend it
        return None, (_broke_off(desk.config_file.name, fault),)


def _attempt(
    settings: Settings | None, problems: tuple[Problem, ...], desk: Desk, folder: Path, kept: Kept | None
) -> tuple[Attempt, Kept | None]:
    """One build that goes on from the last one that went well, and what the next can go on from.

    In this process alone: the server and the watch have threads, with which a process must not be forked.
    """
    if settings is None or any(p.severity is Severity.ERROR for p in problems):
        return Attempt(0, problems), kept
    site = replace(settings, site_dir=folder)
    before = kept if kept is not None and kept.settings == site else None
    try:
        done = press(site, desk.moment(), before, known=problems)
    except Exception as fault:  # whatever it is, the server stays, and the next change is a new attempt
        return Attempt(0, (*problems, _broke_off(settings.shown(settings.content_dir), fault))), kept
    return Attempt(done.built.pages if done.kept else 0, tuple(done.built.report)), done.kept or kept


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
