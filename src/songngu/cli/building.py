"""`songngu build` and `songngu check`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from songngu.build import engine
from songngu.build.press import press
from songngu.cli.shared import Shown, errors, jobs_option, report, say, site_options, tell
from songngu.host import config
from songngu.problem_texts import FORMATS, summary
from songngu.problems import Place, Problem, Severity, error
from songngu.settings import Moment
from songngu.text import write_whole


@click.command(short_help="Check everything, then write the site.")
@site_options
@jobs_option
@click.option("--strict", is_flag=True, help="Warnings stop the build too.")
def build(config_file: Path, at: Moment, lang: str, *, jobs: int, strict: bool) -> None:
    """Check everything, then write the site. With an error nothing is written and the old site stays.

    \b
    Example, as the site will be on the first of December:
      songngu build --at 2026-12-01T00:00+07:00
    """
    site = config.load(config_file)
    if site.settings is None or errors(site.problems):
        say(site.problems, "text", lang, site=config_file)
        sys.exit(1)
    if site.foreign_plugins:
        tell(f"{', '.join(site.foreign_plugins)}: only MkDocs runs these plugins; building through it.")
        from songngu.host.door import build_through_mkdocs  # noqa: PLC0415 (few sites need it)

        sys.exit(build_through_mkdocs(config_file, at, strict=strict, language=lang))
    with Shown() as progress:
        done = press(site.settings, at, known=site.problems, strict=strict, progress=progress, jobs=jobs)
    say(done.built.report, "text", lang, site=config_file)
    if done.kept is None:
        tell(summary(done.built.report, lang))
        sys.exit(1)
    _tell_what_was_built(done.built, site.settings.site_dir)


@click.command(short_help="Find every problem, write nothing.")
@site_options
@jobs_option
@click.option("--strict", is_flag=True, help="Exit with 1 on warnings too.")
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="Form of the report."
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write the report to this file.")
def check(config_file: Path, at: Moment, lang: str, *, jobs: int, strict: bool, form: str, output: Path | None) -> None:
    """Find every problem without writing anything; exit 1 when there is an error.

    \b
    Example, with messages in Vietnamese:
      songngu check --strict --lang vi
    """
    site = config.load(config_file)
    problems: list[Problem] = list(site.problems)
    if site.settings is not None:
        with Shown() as progress:
            problems.extend(engine.check(site.settings, at, progress=progress, jobs=jobs).report)
    said = report(problems, form, lang, site=config_file)
    if output is None:
        click.echo(said, nl=False)
    else:
        _write_report(output, said, lang)
    tell(summary(problems, lang))
    weights = {p.severity for p in problems}
    sys.exit(1 if Severity.ERROR in weights or (strict and Severity.WARNING in weights) else 0)


def _write_report(output: Path, said: str, lang: str) -> None:
    try:
        write_whole(output, said.encode())
    except OSError as fault:
        say([error("cannot-write", Place(str(output)), reason=fault.strerror or "?")], "text", lang)
        sys.exit(1)


def _tell_what_was_built(built: engine.Built, folder: Path) -> None:
    done = built.written
    tell(
        f"{built.pages} pages in {folder}: {len(done.written)} files written, {done.unchanged} unchanged, "
        f"{len(done.removed)} removed."
    )
    due = built.next_due
    if due is not None:
        tell(f"Next change falls due at {due.isoformat(timespec='minutes')}: build again then.")
