"""`songngu serve`."""

from __future__ import annotations

import signal
import sys
import threading
import time
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from types import FrameType

import click
from click.core import ParameterSource

from songngu.build.given import Given
from songngu.build.kept import Kept
from songngu.build.serve import Attempt, Desk, Loaded
from songngu.build.serve import serve as serve_site
from songngu.build.session import head_start
from songngu.cli.shared import now, say, say_all, site_options, tell
from songngu.host import config
from songngu.host.files import config_files, forget_code, own_code
from songngu.jobs import cores
from songngu.problem_texts import told
from songngu.seen import Stamp, look
from songngu.settings import Moment


@click.command(short_help="Show the site in a browser while you write.")
@click.option(
    "-a", "--address", metavar="HOST:PORT", default="127.0.0.1:8000", show_default=True, help="Where to serve the site."
)
@site_options
def serve(config_file: Path, at: Moment, lang: str, *, address: str) -> None:
    """Show the site in a browser while you write: every change is built and the page reloads.

    Problems appear here and over the page; while there are errors the last good site stays. Nothing is written to the
    site folder. Only this machine can see the site unless -a names another address. Stop with Ctrl-C.

    \b
    Example:
      songngu serve -a 127.0.0.1:8080
    """
    host, port = _address(address)
    given = click.get_current_context().get_parameter_source("at") is not ParameterSource.DEFAULT
    stop = threading.Event()
    _stop_on_signal(stop)
    loading = _Loading(config_file, lang)
    desk = Desk(
        config_file=config_file,
        load=loading,
        before=loading.head_start,
        jobs=cores(),
        moment=lambda: at if given else now(),
        told=lambda attempt: _say_attempt(attempt, lang, config_file),
        ready=lambda shown: tell(told("serving", lang, address=shown)),
        language=lang,
        stop=stop,
    )
    problem = serve_site(desk, host, port)
    if problem is not None:
        say([problem], "text", lang)
        sys.exit(1)


class _Loading:
    """Reads the settings when the files they stand in, or the site's own code, have changed, and always where they may
    depend on more than files."""

    def __init__(self, config_file: Path, lang: str) -> None:
        self._config_file, self._lang = config_file, lang
        self._stamps: Mapping[str, Stamp] = {}
        self._code: tuple[Path, ...] = ()
        self._read = Loaded(None)

    def __call__(self) -> Loaded:
        """The settings, the problems found in them, and what both depend on."""
        files, code = config_files(self._config_file), self._code
        stamps = self._look([*files, *code])
        if not files or _digests(stamps) != _digests(self._stamps):
            if _digests(stamps, code) != _digests(self._stamps, code):
                forget_code(code)
            self._load(files)
            stamps = {**self._look(self._code), **stamps}
            self._read = replace(self._read, code=repr(sorted(_digests(stamps, self._code).items())))
        self._stamps = stamps
        return self._read

    def head_start(self, folder: Path, loaded: Loaded) -> Kept | None:
        """What the last `songngu build` of this site has left, with its files in the folder that is served."""
        if loaded.settings is None:
            return None
        return head_start(self._config_file, Given(loaded.settings, loaded.problems, (), own_code()), folder)

    def _load(self, files: tuple[Path, ...]) -> None:
        site = config.load(self._config_file)
        if site.foreign_plugins:
            tell(told("left-out", self._lang, plugins=", ".join(site.foreign_plugins)))
        # Code that cannot be loaded stays among what is watched: it is to be mended.
        self._code = tuple(sorted({*own_code(), *(() if site.settings else self._code)}))
        self._read = Loaded(site.settings, site.problems, (*files, *self._code))

    def _look(self, files: Iterable[Path]) -> Mapping[str, Stamp]:
        return look([str(file) for file in files], self._stamps, now_ns=time.time_ns())


def _digests(stamps: Mapping[str, Stamp], files: Collection[Path] | None = None) -> dict[str, str]:
    """Digests by path, of all or of these files."""
    wanted = stamps.keys() if files is None else stamps.keys() & {str(file) for file in files}
    return {path: stamps[path].digest for path in wanted}


def _say_attempt(attempt: Attempt, lang: str, config_file: Path) -> None:
    say_all(attempt.problems, lang, site=config_file)
    pages = told("pages", lang, count=attempt.pages)
    tell(told("shown", lang, pages=pages) if attempt.pages else told("not-shown", lang))


def _address(text: str) -> tuple[str, int]:
    host, colon, port = text.rpartition(":")
    if not colon or not port.isdecimal() or int(port) > 65535 or not host:
        raise click.BadParameter("write it as 127.0.0.1:8000", param_hint="--address")
    return host.strip("[]"), int(port)


def _stop_on_signal(stop: threading.Event) -> None:
    """The first signal ends after the build at hand, a second one at once."""

    def end(number: int, _: FrameType | None) -> None:
        stop.set()
        signal.signal(number, signal.SIG_DFL)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, end)
