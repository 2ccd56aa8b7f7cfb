"""The commands of `songngu`."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

from songngu import __version__
from songngu.build import engine
from songngu.host import config
from songngu.problem_texts import FORMATS, LANGUAGES, summary, written
from songngu.problems import Problem, Severity
from songngu.settings import Moment

_WHAT = {"read": "Reading", "convert": "Converting", "render": "Rendering", "editions": "Editions"}


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="songngu")
def main() -> None:
    """Turn Markdown in two or more languages into a site and bilingual editions.

    Every command works on the site whose mkdocs.yml is in this folder, or on the one given with -f.
    """


def _site_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Options every command on a site has."""
    file = click.option(
        "-f", "--config-file", type=click.Path(path_type=Path), default=Path("mkdocs.yml"), show_default=True,
        help="The site's mkdocs.yml.",
    )  # fmt: skip
    at = click.option(
        "--at", metavar="MOMENT", envvar="SONGNGU_AT", callback=_moment,
        help="Build as of this moment, such as 2026-12-01T00:00+07:00; default: now.",
    )  # fmt: skip
    language = click.option(
        "--lang", type=click.Choice(LANGUAGES), default="en", show_default=True, envvar="SONGNGU_LANG",
        help="Language of the messages.",
    )  # fmt: skip
    return file(at(language(command)))


def _moment(context: click.Context, parameter: click.Parameter, value: str | None) -> Moment:
    if value is None:
        return Moment(dt.datetime.now().astimezone())
    try:
        at = dt.datetime.fromisoformat(value)
    except ValueError:
        raise click.BadParameter("write it as 2026-12-01 or 2026-12-01T00:00+07:00", context, parameter) from None
    return Moment(at if at.tzinfo else at.astimezone())


@main.command()
@_site_options
@click.option("--strict", is_flag=True, help="Warnings stop the build too.")
def build(config_file: Path, at: Moment, lang: str, *, strict: bool) -> None:
    """Check everything, then write the site. With an error nothing is written and the old site stays."""
    site = config.load(config_file)
    if site.settings is None or _errors(site.problems):
        _say(site.problems, "text", lang)
        sys.exit(1)
    if site.foreign_plugins:
        _note(f"{', '.join(site.foreign_plugins)}: only MkDocs runs these plugins; building through it.")
        from songngu.host.door import build_through_mkdocs

        sys.exit(build_through_mkdocs(config_file, at, strict=strict))
    with _Shown() as progress:
        checked = engine.check(site.settings, at, progress=progress)
        checked.report.extend(site.problems)
        stopped = checked.report.stops or (strict and checked.report.count(Severity.WARNING) > 0)
        built = engine.Built(checked) if stopped else engine.finish(checked, progress=progress)
    _say(built.checked.report, "text", lang)
    if stopped or built.checked.report.stops:
        _note(summary(built.checked.report, lang))
        sys.exit(1)
    _tell(built, site.settings.site_dir)


@main.command()
@_site_options
@click.option("--strict", is_flag=True, help="Exit with 1 on warnings too.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="Form of the report.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write the report to this file.")
def check(config_file: Path, at: Moment, lang: str, *, strict: bool, form: str, output: Path | None) -> None:
    """Find every problem without writing anything; exit 1 when there is an error."""
    site = config.load(config_file)
    problems: list[Problem] = list(site.problems)
    if site.settings is not None:
        with _Shown() as progress:
            problems.extend(engine.check(site.settings, at, progress=progress).report)
    report = written(problems, form, lang)
    if output is not None:
        output.write_text(report, "utf-8")
    else:
        click.echo(report, nl=False)
    _note(summary(problems, lang))
    weights = {p.severity for p in problems}
    sys.exit(1 if Severity.ERROR in weights or (strict and Severity.WARNING in weights) else 0)


class _Shown:
    """Progress: a bar on a terminal, a plain line for each stage elsewhere."""

    def __init__(self) -> None:
        console = Console(stderr=True)
        self._bar = (
            Progress(TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed}/{task.total}"),
                     console=console, transient=True)
            if console.is_terminal and not os.environ.get("CI") else None
        )  # fmt: skip
        self._tasks: dict[str, Any] = {}

    def __enter__(self) -> engine.Progress:
        if self._bar:
            self._bar.start()
        return self._show

    def __exit__(self, *_: object) -> None:
        if self._bar:
            self._bar.stop()

    def _show(self, what: str, done: int, total: int) -> None:
        if self._bar is None:
            if what not in self._tasks:
                self._tasks[what] = True
                _note(f"{_WHAT.get(what, what)} …")
            return
        if what not in self._tasks:
            self._tasks[what] = self._bar.add_task(_WHAT.get(what, what), total=total)
        self._bar.update(self._tasks[what], completed=done, total=total)


def _errors(problems: tuple[Problem, ...]) -> bool:
    return any(p.severity is Severity.ERROR for p in problems)


def _say(problems: Any, form: str, lang: str) -> None:
    click.echo(written(problems, form, lang), nl=False, err=form == "text")


def _note(line: str) -> None:
    click.echo(line, err=True)


def _tell(built: engine.Built, folder: Path) -> None:
    done = built.written
    _note(
        f"{built.pages} pages in {folder}: {len(done.written)} files written, {done.unchanged} unchanged, "
        f"{len(done.removed)} removed."
    )
    due = built.checked.library.next_due
    if due is not None:
        _note(f"Next change falls due at {due.isoformat(timespec='minutes')}: build again then.")
