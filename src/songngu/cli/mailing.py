"""`songngu digest`: a letter of what is new, for others to send."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from songngu.cli.shared import read_settings, say, site_options
from songngu.problems import Place, error
from songngu.settings import Moment, Settings
from songngu.text import nearest

if TYPE_CHECKING:
    from songngu.editions.mail.period import Period


def _period(context: click.Context, parameter: click.Parameter, value: str) -> Period:
    from songngu.editions.mail.period import period  # noqa: PLC0415 - brings the theme's tools with it

    try:
        return period(value)
    except (ValueError, OverflowError):  # no month or week, or one before or after all that can be reckoned with
        raise click.BadParameter("write it as 2026-11 or 2026-W47", context, parameter) from None


@click.command(short_help="Write an e-mail of what is new in a month or week.")
@click.argument("period", metavar="PERIOD", callback=_period)
@click.option(
    "--language", "languages", metavar="CODE", multiple=True,
    help="A language of the e-mail; more than once for several. Default: that of the site's front page.",
)  # fmt: skip
@click.option(
    "-o", "--output", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False),
    help="Write it to this file; default: digest-PERIOD-CODES.eml in this folder.",
)  # fmt: skip
@site_options
def digest(
    config_file: Path, at: Moment, lang: str, *, period: Period, languages: tuple[str, ...], output: Path | None
) -> None:
    """Write an e-mail of what was published in PERIOD: a month (2026-11) or a week (2026-W47, ISO 8601).

    It holds everything that can be seen and bears a day of the period, by section, the newest first, and the events
    to come. It is a file (.eml) that mail programs open and sending systems import; nothing is sent.

    \b
    Examples:
      songngu digest 2026-11
      songngu digest 2026-W47 --language vi --language en -o this-week.eml
    """
    from songngu.build.digests import digest as made_of  # noqa: PLC0415

    settings = read_settings(config_file, lang)
    codes = _codes(settings, languages, lang)
    made = made_of(settings, at, period, codes)
    say(made.problems, "text", lang, site=config_file)
    if not made.data:
        sys.exit(1)
    _write(output or Path(f"digest-{period.name}-{'-'.join(codes)}.eml"), made.data, lang)


def _codes(settings: Settings, languages: tuple[str, ...], lang: str) -> tuple[str, ...]:
    codes = tuple(dict.fromkeys(languages)) or (settings.default.code,)
    wrong = next((code for code in codes if code not in settings.codes), None)
    if wrong is not None:
        near = nearest(wrong, settings.codes)
        say([error("unknown-language", Place("--language"), language=wrong, nearest=near)], "text", lang)
        sys.exit(1)
    return codes


def _write(file: Path, data: bytes, lang: str) -> None:
    from songngu.whole import write_whole  # noqa: PLC0415

    try:
        write_whole(file, data)
    except OSError as fault:
        say([error("cannot-write", Place(str(file)), reason=fault.strerror or "?")], "text", lang)
        sys.exit(1)
    click.echo(file)
