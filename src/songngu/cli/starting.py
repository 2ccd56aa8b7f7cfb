"""`songngu init` and `songngu schema`: what a site and its editors begin with."""

from __future__ import annotations

import json
import re
import shlex
import sys
from collections.abc import Mapping
from pathlib import Path

import click

from songngu.cli.shared import language_option, say, tell
from songngu.content import schema as schemas
from songngu.content import starter
from songngu.content.models import KINDS
from songngu.inks import is_colour
from songngu.problem_texts import told
from songngu.problems import Place, error
from songngu.whole import write_whole

_KIND_HELP = f"Only this kind of page: {', '.join(sorted(KINDS))}."
# What mkdocs-static-i18n takes for a language: `vi`, `zh-Hant`, `pt-BR`.
_LANGUAGE = re.compile(r"[a-z]{2}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?")


@click.command(short_help="Make a fresh site to begin with.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--name", help="Name of the province or city; default: that of the folder.")
@click.option("--languages", default="vi,en,zh", show_default=True, help="Languages, the source language first.")
@click.option("--colour", default=starter.COLOUR, show_default=True, help="The province's colour.")
@language_option
def init(lang: str, *, folder: Path, name: str | None, languages: str, colour: str) -> None:
    """Make a fresh site in the new folder DIR: pages to replace, facts, terms, colours, a workflow that publishes it.

    \b
    Example:
      songngu init lang-son --name "Lạng Sơn" --languages vi,en,zh --colour "#7a1f2b"
    """
    wishes = starter.Wishes(_name(name, folder), _languages(languages), _colour(colour))
    if folder.exists() and not _is_free(folder):
        say([error("folder-not-empty", Place(str(folder)))], "text", lang)
        sys.exit(1)
    _write(folder, starter.files(wishes), lang)
    command = f"cd {shlex.quote(str(folder))} && songngu serve"
    tell(told("site-made", lang, folder=folder, command=command))


@click.command(short_help="Print JSON Schemas of the front matter.")
@click.option("--kind", metavar="KIND", type=click.Choice(sorted(KINDS)), help=_KIND_HELP)
@click.option(
    "--translation", is_flag=True, help="With --kind: the schema of a translation, not of the source-language file."
)
@click.option(
    "--output", metavar="DIR", type=click.Path(path_type=Path), help="Write one file for each schema into this folder."
)
@language_option
def schema(lang: str, *, kind: str | None, translation: bool, output: Path | None) -> None:
    """Print the JSON Schemas (2020-12) of the front matter, for editors that complete and check it.

    Each kind has two: KIND.json for the file in the source language, KIND.translation.json for a translation, which
    carries only what is translated.

    \b
    Examples:
      songngu schema --output .vscode/schemas
      songngu schema --kind product
    """
    if translation and (kind is None or output is not None):
        raise click.UsageError("--translation goes with --kind and without --output")
    if output is None and kind is not None:
        click.echo(_json(schemas.schema(kind, translation=translation)), nl=False)
        return
    made = schemas.schemas([kind] if kind else KINDS)
    if output is None:
        click.echo(_json(made), nl=False)
        return
    _write(output, {name: _json(one).encode() for name, one in made.items()}, lang)
    tell(told("schemas", lang, count=len(made), folder=output))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _write(folder: Path, files: Mapping[str, bytes], lang: str) -> None:
    try:
        for path in sorted(files):
            write_whole(folder / path, files[path])
    except OSError as fault:
        place = Place(str(fault.filename or folder))
        say([error("cannot-write", place, reason=fault.strerror or "?")], "text", lang)
        sys.exit(1)


def _is_free(folder: Path) -> bool:
    """Whether a site may be made here: in an empty folder, or a repository just made."""
    try:
        return folder.is_dir() and all(child.name == ".git" for child in folder.iterdir())
    except OSError:
        return False


def _name(given: str | None, folder: Path) -> str:
    name = starter.clean_name(given if given is not None else folder.resolve().name.replace("-", " ").title())
    if not name:
        raise click.BadParameter("give a name of at least one letter", param_hint="--name")
    return name


def _languages(given: str) -> tuple[str, ...]:
    codes = tuple(code.strip() for code in given.split(",") if code.strip())
    wrong = [code for code in codes if not _LANGUAGE.fullmatch(code)]
    if wrong or not codes:
        raise click.BadParameter(
            f"{', '.join(wrong) or given!r} is no language; write vi,en,zh", param_hint="--languages"
        )
    if len(set(codes)) != len(codes):
        raise click.BadParameter("a language is named twice", param_hint="--languages")
    return codes


def _colour(given: str) -> str:
    if not is_colour(given):
        raise click.BadParameter("write the colour as #0d4447", param_hint="--colour")
    return given.lower()
