"""`songngu verify`: whether a file is whole and whose it is."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from songngu.cli.shared import language_option, now, say
from songngu.editions.signature import sums as lists
from songngu.editions.signature.verdict import Outcome, Verdict, said, together, verdict
from songngu.problem_texts import word
from songngu.problems import Place, error

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

_READ = click.Path(path_type=Path)


@click.command(short_help="Say whether a file is whole and whose it is.")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=_READ)
@click.option("--trust", type=_READ, metavar="FILE", help="Certificates you trust (PEM): one of them must vouch.")
@click.option(
    "--sums", type=_READ, metavar="FILE",
    help="A list of digests to compare with; default: SHA256SUMS beside the file, or in the site it lies in.",
)  # fmt: skip
@language_option
def verify(files: tuple[Path, ...], lang: str, *, trust: Path | None, sums: Path | None) -> None:
    """Say whether a file is whole and whose it is. Nothing is sent or fetched.

    \b
    Exit code, of several files the highest:
      0  signed and unchanged since, or as SHA256SUMS lists it
      1  changed, listed with another digest, or (with --trust) nobody trusted vouches for it
      3  neither signed nor listed
      4  cannot be read

    \b
    Example:
      songngu verify --trust province.pem newsletters-2026-11-vi-en.pdf
    """
    anchors = _anchors(trust, lang) if trust else None
    outcomes = []
    for file in files:
        found = _verdict(file, sums, anchors)
        click.echo(_told(file, found, lang))
        outcomes.append(found.outcome)
    sys.exit(max(outcomes))


def _verdict(file: Path, sums: Path | None, anchors: list[Certificate] | None) -> Verdict:
    from songngu.editions.signature.verify import read, verify  # noqa: PLC0415 - takes long to load

    data = read(file)
    if isinstance(data, Verdict):
        return data
    of_signatures = verify(data, at=now().at, anchors=anchors)
    listing = sums or lists.beside(file)
    if listing is None:
        return of_signatures
    try:
        return together([of_signatures, lists.compare(file, data, listing)])
    except OSError as fault:
        unread = verdict(Outcome.UNREADABLE, "sums-not-read", sums=listing, reason=fault.strerror or "?")
        return together([of_signatures, unread])


def _told(file: Path, found: Verdict, lang: str) -> str:
    lines = (word("verify", one.key, lang).format(**dict(one.values)) for one in found.said)
    head = said("", file=file).values[0][1]
    return "\n    ".join([f"{head}: {word('verify', found.outcome.name.lower(), lang)}", *lines])


def _anchors(trust: Path, lang: str) -> list[Certificate]:
    from songngu.editions.signature.vouching import anchors  # noqa: PLC0415

    try:
        return anchors(trust)
    except (OSError, ValueError):
        say([error("trust-unreadable", Place(str(trust)))], "text", lang)
        sys.exit(2)
