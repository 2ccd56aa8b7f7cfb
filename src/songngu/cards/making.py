"""Cards made, on all cores, and kept by what is on them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import PIL

from songngu.cache import Cache, of_site
from songngu.jobs import mapped
from songngu.problems import Place, Problem, error
from songngu.settings import Settings
from songngu.site.placards import Placard
from songngu.text import digest
from songngu.typefaces import FontsMissing

_KIND = "cards"


def style(settings: Settings) -> tuple[str, list[Problem]]:
    """A digest of the way cards are drawn: by this code, this Pillow, these fonts. Empty where there are to be none."""
    from songngu.cards.letters import font_files  # noqa: PLC0415 - drawing is loaded only where there are cards

    if not settings.cards:
        return "", []
    try:
        fonts = [f"{file.name} {file.stat().st_size}" for file in font_files()]
    except FontsMissing as fault:
        return "", [error("fonts-missing", Place(settings.shown(settings.root / "mkdocs.yml")), package=str(fault))]
    return digest(PIL.__version__, _craft(), *fonts), []


def make(settings: Settings, wanted: Mapping[str, Placard], *, jobs: int) -> dict[str, bytes]:
    """Cards by their keys, drawn unless they are kept."""
    made = mapped(lambda key: card(settings, key, wanted[key]), list(wanted), jobs=jobs)
    return dict(zip(wanted, made, strict=True))


def card(settings: Settings, key: str, placard: Placard) -> bytes:
    """One card."""
    from songngu.cards.drawing import png  # noqa: PLC0415 - as above

    kept = _cache(settings).get(_KIND, key)
    if kept is None:
        kept = png(placard)
        _cache(settings).put(_KIND, key, kept)
    return kept


def keep_only(settings: Settings, keys: set[str]) -> None:
    """Forget all other cards."""
    _cache(settings).keep_only(_KIND, keys)


def _cache(settings: Settings) -> Cache:
    return of_site(settings.root)


@cache
def _craft() -> str:
    return hashlib.blake2b(
        b"".join(file.read_bytes() for file in sorted(Path(__file__).parent.glob("*.py")))
    ).hexdigest()
