"""A letter made into a file, and what that file is made from."""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from pathlib import Path

from songngu.editions.identity import digest_of
from songngu.editions.made import Made
from songngu.editions.mail.message import message
from songngu.editions.mail.page import page
from songngu.editions.mail.plain import plain
from songngu.editions.mail.tree import Letter
from songngu.editions.words import MAIL


def render(letter: Letter, *, assets: Path) -> Made:  # noqa: ARG001 - as all crafts; pictures stay on the site
    """The letter as a file; the same letter gives the same bytes."""
    data = message(
        subject=letter.subject,
        sender=letter.sender,
        date=letter.date,
        identity=letter.identity,
        host=letter.host,
        tags=tuple(part.tag for part in letter.parts),
        text=plain(letter),
        html=page(letter),
    )
    return Made(data)


def fingerprint(letter: Letter, *, assets: Path) -> str:  # noqa: ARG001 - as above
    """A digest of all a file is made from: letter, theme, tools (BLAKE2b, 32 hexadecimal digits)."""
    state = hashlib.blake2b(digest_size=16)
    for part in (
        repr(letter),
        digest_of((MAIL, Path(__file__).parent)),
        *(version(name) for name in ("css-inline", "jinja2")),
    ):
        state.update(part.encode() + b"\0")
    return state.hexdigest()
