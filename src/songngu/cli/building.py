"""`songngu build` and `songngu check`."""

from __future__ import annotations

import os
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from songngu.build.last import Looked, file_of, looked, read, unchanged
from songngu.cli.shared import Shown, errors, jobs_option, report, say, site_options, summary_of, tell, warnings
from songngu.editions.signature.asked import asked
from songngu.jobs import Errand
from songngu.problems import FORMATS, Place, Problem, Severity, error
from songngu.settings import Moment

if TYPE_CHECKING:
    from songngu.build.given import Given


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
    signing = asked(os.environ)
    file = file_of(config_file)
    last = read(file)
    stands = last is not None and unchanged(file, last, at.at, signing.files if signing else ())
    if last is not None and stands and not (strict and warnings(last.report)):
        if last.report:
            say(last.report, "text", lang, site=config_file)
        tell(last.said[lang])
        return
    look = Errand(partial(looked, last), jobs=jobs) if last is not None else None
    _build(config_file, at, lang, jobs=jobs, strict=strict, look=look)


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
    problems = _found(config_file, at, lang, jobs=jobs)
    said = report(problems, form, lang, site=config_file)
    if output is None:
        click.echo(said, nl=False)
    else:
        _write_report(output, said, lang)
    tell(summary_of(problems, lang))
    weights = {p.severity for p in problems}
    sys.exit(1 if Severity.ERROR in weights or (strict and Severity.WARNING in weights) else 0)


def _found(config_file: Path, at: Moment, lang: str, *, jobs: int) -> list[Problem]:
    from songngu.build.given import Given, known_settings  # noqa: PLC0415
    from songngu.host.files import config_files, own_code  # noqa: PLC0415

    last = read(file_of(config_file))
    look = Errand(partial(looked, last), jobs=jobs) if last is not None else None
    files = config_files(config_file)
    given = known_settings(config_file, files)

    from songngu.build import session  # noqa: PLC0415

    if given is None:
        from songngu.host import config  # noqa: PLC0415

        site = config.load(config_file)
        if site.settings is None:
            return list(site.problems)
        given = Given(site.settings, tuple(site.problems), files, own_code())
    with Shown(lang) as progress:
        found = session.check(
            config_file, given, at, asked=asked(os.environ), progress=progress, jobs=jobs,
            looked=lambda: look.result() if look else None,
        )  # fmt: skip
        return list(found)


def _build(config_file: Path, at: Moment, lang: str, *, jobs: int, strict: bool, look: Errand[Looked] | None) -> None:
    """A build that has something to do, or may have; `look` is at the files of the last one."""
    from songngu.build.given import known_settings  # noqa: PLC0415
    from songngu.host.files import config_files  # noqa: PLC0415
    from songngu.problem_texts import told  # noqa: PLC0415

    files = config_files(config_file)
    given = known_settings(config_file, files)
    ahead = Errand(partial(_know, config_file, files), jobs=jobs) if files and given is None else None

    from songngu.build import session  # noqa: PLC0415 - takes as long as MkDocs takes to read the settings

    if ahead is not None and ahead.result():
        given = known_settings(config_file, files)
    given = given or _given(config_file, files, at, lang, strict=strict)
    with Shown(lang) as progress:
        going = session.Going(
            config_file, given, at, asked=asked(os.environ), strict=strict, progress=progress, jobs=jobs,
            waiting=lambda: tell(told("waiting", lang)), looked=lambda: look.result() if look else None,
        )  # fmt: skip
        with going:
            going.begin()
            done = going.finish()
    found, written = done.built.report, done.built.written
    say(found, "text", lang, site=config_file)
    if done.kept is None:
        tell(summary_of(found, lang))
        sys.exit(1)
    counts = len(written.written), written.unchanged, len(written.removed)
    tell(session.sentence(done.kept, counts, lang))


def _know(config_file: Path, files: tuple[Path, ...]) -> bool:
    """Have the settings read and kept; False where there is something to say first, or nothing can be kept."""
    from songngu.build.given import Given, know_settings  # noqa: PLC0415
    from songngu.host import config  # noqa: PLC0415
    from songngu.host.files import own_code  # noqa: PLC0415

    site = config.load(config_file)
    if site.settings is None or errors(site.problems) or site.foreign_plugins:
        return False
    know_settings(config_file, Given(site.settings, site.problems, files, own_code()))
    return True


def _given(config_file: Path, files: tuple[Path, ...], at: Moment, lang: str, *, strict: bool) -> Given:
    """The settings as MkDocs reads them; a site with plugins that only MkDocs can run is built through it here."""
    from songngu.build.given import Given, know_settings  # noqa: PLC0415
    from songngu.host import config  # noqa: PLC0415
    from songngu.host.files import own_code  # noqa: PLC0415

    site = config.load(config_file)
    if site.settings is None or errors(site.problems):
        say(site.problems, "text", lang, site=config_file)
        sys.exit(1)
    if site.foreign_plugins:
        from songngu.host.door import build_through_mkdocs  # noqa: PLC0415 (few sites need it)
        from songngu.problem_texts import told  # noqa: PLC0415

        tell(told("through-mkdocs", lang, plugins=", ".join(site.foreign_plugins)))
        sys.exit(build_through_mkdocs(config_file, at, strict=strict, language=lang))
    given = Given(site.settings, site.problems, files, own_code())
    know_settings(config_file, given)
    return given


def _write_report(output: Path, said: str, lang: str) -> None:
    from songngu.whole import write_whole  # noqa: PLC0415

    try:
        write_whole(output, said.encode())
    except OSError as fault:
        say([error("cannot-write", Place(str(output)), reason=fault.strerror or "?")], "text", lang)
        sys.exit(1)
