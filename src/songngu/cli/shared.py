"""What the commands share: options of every command on a site, reading it, and how things are said on a terminal.

What takes long to load is loaded where it is used: a build that finds nothing to do needs none of it.
"""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from songngu.jobs import cores
from songngu.problems import LANGUAGES, Problem, Severity
from songngu.settings import Moment, Settings

if TYPE_CHECKING:
    from rich.progress import Progress

    from songngu.build.outcome import Progress as Told


def site_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Options every command on a site has."""
    file = click.option(
        "-f", "--config-file", type=click.Path(path_type=Path), default=Path("mkdocs.yml"), show_default=True,
        help="The site's mkdocs.yml.",
    )  # fmt: skip
    at = click.option(
        "--at", metavar="MOMENT", envvar="SONGNGU_AT", callback=_moment,
        help="The site as of this moment, such as 2026-12-01T00:00+07:00; default: now.",
    )  # fmt: skip
    return file(at(language_option(command)))


def language_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """The language messages are printed in."""
    return click.option(
        "--lang", type=click.Choice(LANGUAGES), default="en", show_default=True, envvar="SONGNGU_LANG",
        help="Language of what is printed.",
    )(command)  # fmt: skip


def jobs_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """How many processes share the work; the result is the same."""
    return click.option(
        "-j", "--jobs", type=click.IntRange(min=1), default=cores, metavar="N",
        help="Work in this many processes; default: one for each core.",
    )(command)  # fmt: skip


def read_settings(config_file: Path, lang: str) -> Settings:
    """The settings of a site; where they cannot be had, the reasons are printed and the command ends with 1."""
    from songngu.host import config  # noqa: PLC0415

    site = config.load(config_file)
    if site.settings is None or errors(site.problems):
        say(site.problems, "text", lang, site=config_file)
        sys.exit(1)
    return site.settings


def now() -> Moment:
    """The moment a command was called: the only clock there is."""
    return Moment(dt.datetime.now().astimezone())


def _moment(context: click.Context, parameter: click.Parameter, value: str | None) -> Moment:
    if value is None:
        return now()
    try:
        at = dt.datetime.fromisoformat(value)
        return Moment(at if at.tzinfo else at.astimezone())
    except (ValueError, OverflowError):  # no date, or one before or after all that can be reckoned with
        raise click.BadParameter("write it as 2026-12-01 or 2026-12-01T00:00+07:00", context, parameter) from None


class Shown:
    """Progress: a bar on a terminal, a plain line for each stage elsewhere."""

    def __init__(self, lang: str) -> None:
        self._lang = lang
        self._bar = _bar() if sys.stderr.isatty() and not os.environ.get("CI") else None
        self._tasks: dict[str, Any] = {}

    def __enter__(self) -> Told:
        if self._bar:
            self._bar.start()
        return self._show

    def __exit__(self, *_: object) -> None:
        if self._bar:
            self._bar.stop()

    def _show(self, what: str, done: int, total: int) -> None:
        from songngu.problem_texts import told  # noqa: PLC0415

        if self._bar is None:
            if what not in self._tasks:
                self._tasks[what] = True
                tell(f"{told(what, self._lang)} …")
            return
        if what not in self._tasks:
            self._tasks[what] = self._bar.add_task(told(what, self._lang), total=total)
        # Drawn from here and not from a thread of its own: workers are forked while the bar stands.
        self._bar.update(self._tasks[what], completed=done, total=total, refresh=done % 50 == 0 or done == total)


def _bar() -> Progress:
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, Progress, TextColumn  # noqa: PLC0415

    columns = TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed}/{task.total}")
    return Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False)


def errors(problems: Iterable[Problem]) -> bool:
    """Whether one of them is an error."""
    return any(p.severity is Severity.ERROR for p in problems)


def warnings(problems: Iterable[Problem]) -> bool:
    """Whether one of them is a warning."""
    return any(p.severity is Severity.WARNING for p in problems)


def report(problems: Iterable[Problem], form: str, lang: str, *, site: Path) -> str:
    """Problems of the site of a `mkdocs.yml` in a form, their files named from where the command was called."""
    from songngu.problem_places import seen  # noqa: PLC0415
    from songngu.problem_texts import written  # noqa: PLC0415

    return written(seen(problems, site.parent, form, Path.cwd()), form, lang)


def say(problems: Iterable[Problem], form: str, lang: str, *, site: Path | None = None) -> None:
    """Print problems, of a site or of the command line; as text they go to standard error."""
    from songngu.problem_texts import written  # noqa: PLC0415

    said = written(problems, form, lang) if site is None else report(problems, form, lang, site=site)
    click.echo(said, nl=False, err=form == "text")


def say_all(problems: Iterable[Problem], lang: str, *, site: Path) -> None:
    """Print problems as text and, beneath them, how many there are."""
    found = list(problems)
    say(found, "text", lang, site=site)
    tell(summary_of(found, lang))


def summary_of(problems: Iterable[Problem], lang: str) -> str:
    """How many there are of each weight."""
    from songngu.problem_texts import summary  # noqa: PLC0415

    return summary(problems, lang)


def tell(line: str) -> None:
    """A line for whoever watches, not part of the result."""
    click.echo(line, err=True)
