"""`songngu new` and `songngu status`: what is to be written and translated."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from songngu.cli import table
from songngu.cli.shared import errors, read_settings, say, site_options, tell
from songngu.content import drafts, library
from songngu.content.documents import Library
from songngu.content.places import Destination, destination
from songngu.problem_texts import told
from songngu.problems import Place, Problem, error
from songngu.settings import Moment, Settings
from songngu.text import nearest
from songngu.translation.acceptance import accept
from songngu.translation.overview import overview
from songngu.translation.status import Status
from songngu.whole import write_whole


@click.command(short_help="Begin a page in each of its languages.")
@click.argument("kind", metavar="KIND", type=click.Choice(drafts.templates()))
@click.argument("path")
@click.option("--in", "languages", metavar="CODES", help="Languages, such as vi,en; default: those of the section.")
@site_options
def new(config_file: Path, at: Moment, lang: str, *, kind: str, path: str, languages: str | None) -> None:
    """Begin a page of KIND at PATH in each language: drafts with a placeholder and a comment for every field.

    KIND is article, issue, special-issue, heritage, product, zone, investment, release, event, correction or page.
    PATH is a name, if only one section keeps pages of this kind, or a path inside the language folders. A file that
    exists is left as it is, so the same command adds a language to a page: its text begins as a copy of the source.
    The comments are in English, with --lang vi in Vietnamese.

    \b
    Examples:
      songngu new issue 2026-12
      songngu new article newsletters/2026-12/the-new-berth
      songngu new product ha-long-pearls --in vi,en,zh
    """
    settings = read_settings(config_file, lang)
    known = library.load(settings, at)
    place = destination(known, kind, drafts.kind_of_template(kind), path)
    if isinstance(place, Problem):
        say([place], "text", lang)
        sys.exit(1)
    codes = _codes(settings, place, languages)
    wrong = [code for code in codes if code not in settings.codes]
    if wrong:
        near = nearest(wrong[0], settings.codes)
        say([error("unknown-language", Place("--in"), language=wrong[0], nearest=near)], "text", lang)
        sys.exit(1)
    made = drafts.compose(known, place, codes, at.day, language=lang)
    problems = [*made.problems] if errors(made.problems) else [*made.problems, *_create(made, settings)]
    say(problems, "text", lang, site=config_file)
    sys.exit(1 if errors(problems) else 0)


@click.command(short_help="Show which text exists in which language.")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--accept", "accepting", is_flag=True, help="Record that these translations match their source as it stands."
)
@click.option("--section", metavar="FOLDER", help="Only this section.")
@click.option("--missing", is_flag=True, help="Only works that lack a translation.")
@click.option("--stale", is_flag=True, help="Only works with a translation of an older source text.")
@click.option(
    "--format", "form", type=click.Choice(table.FORMATS), default="text", show_default=True, help="Form of the table."
)
@site_options
def status(
    config_file: Path, at: Moment, lang: str, *,
    files: tuple[Path, ...], accepting: bool, section: str | None, missing: bool, stale: bool, form: str,
) -> None:  # fmt: skip
    """Show which text exists in which language, and which translations are older than their source.

    With --accept, write into each of FILES what its source text is now: the translation counts as current until the
    source changes again. Only the line translated_from changes.

    \b
    Examples:
      songngu status --missing --stale
      songngu status --section ocop --format csv
      songngu status --accept content/en/ocop/ha-long-pearls.md
    """
    if accepting != bool(files):
        raise click.UsageError("--accept and FILES go together: songngu status --accept content/en/x.md")
    settings = read_settings(config_file, lang)
    known = library.load(settings, at)
    if accepting:
        _accept(known, files, lang, config_file)
        return
    if section is not None and section not in settings.sections:
        raise click.BadParameter(f"one of {', '.join(settings.sections)}", param_hint="--section")
    rows = [row for row in overview(known, at) if section is None or row.section == section]
    wanted = [*([Status.MISSING] if missing else []), *([Status.STALE] if stale else [])]
    rows = [row for row in rows if not wanted or row.has(*wanted)]
    click.echo(table.written(rows, settings, form, lang), nl=False)


def _codes(settings: Settings, place: Destination, languages: str | None) -> list[str]:
    if languages is not None:
        return list(dict.fromkeys(code.strip() for code in languages.split(",") if code.strip()))
    section = settings.section_of(place.ref)
    return list(section.languages if section else settings.codes)


def _create(made: drafts.NewFiles, settings: Settings) -> list[Problem]:
    """Write the files; the problems of those that could not be written."""
    problems = []
    for file, text in made.files.items():
        fault = _problem_writing(file, text, Place(settings.shown(file)))
        if fault is None:
            click.echo(settings.shown(file))
        else:
            problems.append(fault)
    return problems


def _problem_writing(file: Path, text: str, place: Place) -> Problem | None:
    """Write a file where there is none: not even one that came in the meantime is overwritten."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        return error("cannot-write", place, reason=fault.strerror or "?")
    try:
        with file.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
    except FileExistsError:
        return error("file-exists", place)
    except OSError as fault:
        return error("cannot-write", place, reason=fault.strerror or "?")
    return None


def _accept(known: Library, files: tuple[Path, ...], lang: str, config_file: Path) -> None:
    found = accept(known, files)
    problems = list(found.problems)
    for file, data in found.files.items():
        try:
            write_whole(file, data)
            click.echo(known.settings.shown(file.resolve()))
        except OSError as fault:
            problems.append(error("cannot-write", Place(str(file)), reason=fault.strerror or "?"))
    say(problems, "text", lang, site=config_file)
    tell(told("accepted", lang, count=len(found.files), unchanged=found.unchanged, refused=len(problems)))
    sys.exit(1 if problems else 0)
