"""PDF editions signed, where the environment asks for it: each once for its bytes and the certificate, then kept.

A signed file does not repeat, since it says when it was signed. So the signed file stays with what is dear to make, and
a build that finds it there publishes the same bytes as the one before.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from songngu.cache import Cache, of_site
from songngu.editions.made import Order
from songngu.editions.signature.asked import Asked
from songngu.problems import Place, Problem, error
from songngu.settings import FORMS, Moment, Settings
from songngu.values import frozen

if TYPE_CHECKING:
    from songngu.editions.signature.identity import Identity

_KIND = "signed"


@frozen
class Signing:
    """Who signs the editions of a build (None: nobody), or what keeps it from being signed."""

    identity: Identity | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def fingerprint(self) -> str:
        """That of the certificate; empty without one."""
        return self.identity.fingerprint if self.identity else ""


@frozen
class Seal:
    """On a signed edition: whom the certificate names, its fingerprint, SHA-256 of the file before it was signed."""

    name: str
    fingerprint: str
    unsigned: str

    @property
    def key(self) -> str:
        """Under which the signed file is kept."""
        return hashlib.sha256(f"{self.unsigned} {self.fingerprint}".encode()).hexdigest()


def signing(asked: Asked | None, settings: Settings, moment: Moment) -> Signing:
    """Read what is to be signed with; with a problem nothing is."""
    if asked is None:
        return Signing()
    from songngu.editions.signature.identity import identity  # noqa: PLC0415 - only who signs needs cryptography

    folders = [folder for folder in (settings.content_dir, settings.theme_dir) if folder]
    found = identity(asked, moment.at, published=folders)
    return Signing(problems=(found,)) if isinstance(found, Problem) else Signing(found)


def seal(order: Order, data: bytes, by: Signing) -> Seal | None:
    """The seal an edition gets; None where nobody signs, or files of its form bear no signature."""
    if by.identity is None or FORMS[order.form].media_type != "application/pdf":
        return None
    return Seal(by.identity.name, by.fingerprint, hashlib.sha256(data).hexdigest())


def signed(
    settings: Settings, order: Order, data: bytes, given: Seal, by: Signing, at: dt.datetime, path: str
) -> bytes | Problem:
    """The signed file: the one that is kept, else the one that stands in the site (at `path`), else one signed now."""
    found = kept(settings, given)
    if found is not None:
        return found
    from songngu.editions.signature.sign import SigningError  # noqa: PLC0415 - as above

    try:
        made = _standing(settings.site_dir / path, order, data, by, at) or _signed(order, data, by, at)
    except SigningError as fault:
        return error("edition-not-signed", Place(order.name), issue=order.issue, reason=str(fault)[:200])
    _cache(settings).put(_KIND, given.key, made)
    return made


def _signed(order: Order, data: bytes, by: Signing, at: dt.datetime) -> bytes:
    from songngu.editions.signature.sign import sign  # noqa: PLC0415 - as above

    assert by.identity is not None
    return sign(data, by.identity, at, reason=_reason(order))


def _standing(file: Path, order: Order, data: bytes, by: Signing, at: dt.datetime) -> bytes | None:
    """The file of an earlier build whose cache is lost, if it is this edition, signed by the same and whole."""
    from songngu.editions.signature.standing import is_signed_by  # noqa: PLC0415 - as above

    assert by.identity is not None
    try:
        found = file.read_bytes()
    except OSError:
        return None
    return found if is_signed_by(found, data, by.identity, at, reason=_reason(order)) else None


def _reason(order: Order) -> str:
    """What the signature says it is for."""
    from songngu.editions.words import words  # noqa: PLC0415 - as above

    return " / ".join(words(code)["signed"] for code in order.languages)


def kept(settings: Settings, given: Seal) -> bytes | None:
    """The signed file with a seal, if it is kept."""
    return _cache(settings).get(_KIND, given.key)


def keep_only(settings: Settings, by: Signing, seals: Iterable[Seal]) -> None:
    """Forget other signed files; a build that signs nothing forgets none: they would never come back the same."""
    if by.identity is not None:
        _cache(settings).keep_only(_KIND, {one.key for one in seals})


def _cache(settings: Settings) -> Cache:
    return of_site(settings.root)
