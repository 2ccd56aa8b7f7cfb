"""`songngu addresses`: what has been published."""

from __future__ import annotations

from pathlib import Path

import click

from songngu.cli.shared import read_settings, site_options, tell
from songngu.content import library
from songngu.problem_texts import told
from songngu.settings import Moment
from songngu.site.addresses import current, with_recorded
from songngu.site.pages import plan
from songngu.site.shelves import shelve
from songngu.whole import write_whole


@click.command(short_help="Print the addresses of the site, or record them.")
@click.option("--record", is_flag=True, help="Add them to data/addresses.txt, which check watches over.")
@site_options
def addresses(config_file: Path, at: Moment, lang: str, *, record: bool) -> None:
    """Print the address of every page meant to be found, one a line.

    With --record, add them to data/addresses.txt after publishing: from then on, a page that vanishes or moves without
    an alias is a warning.

    \b
    Example:
      songngu addresses --record
    """
    settings = read_settings(config_file, lang)
    known = library.load(settings, at)
    pages = plan(known, shelve(known))
    if not record:
        click.echo("".join(f"{line}\n" for line in current(pages)), nl=False)
        return
    file, text = with_recorded(settings, pages)
    file.parent.mkdir(parents=True, exist_ok=True)
    write_whole(str(file), text.encode())
    tell(told("recorded", lang, file=settings.shown(file), count=text.count("\n")))
