"""What a page has to know of a photograph before it is made ready: its size upright, its colour, its name."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import PIL

from songngu.cache import Cache
from songngu.text import digest
from songngu.values import frozen

MEASURES = "photographs"
_RECIPE = "2"  # another number where what is made of a photograph changes
_COLOUR = re.compile(r"#[0-9a-f]{6}")


@frozen
class Photo:
    """A photograph: width and height upright in pixels, its commonest colour (`#rrggbb`), whether something of it can
    be seen through, and the key of what is made of it (16 hexadecimal digits)."""

    width: int
    height: int
    colour: str
    clear: bool
    key: str


def photo(cache: Cache, file: Path, known_digest: str) -> Photo | None:
    """The photograph in a file of which the digest is known, measured once; None for one that moves or cannot be read.

    Digest, recipe and Pillow are in its key: another encoder may make other bytes.
    """
    return _photo(cache, file, known_digest)


def key(known_digest: str) -> str:
    """The key of what is made of a file with a digest."""
    return digest(_RECIPE, PIL.__version__, known_digest)


def remembered(
    cache: Cache, kind: str, name: str, made: Callable[[], object], sound: Callable[[object], bool]
) -> object:
    """What was made under a name before, else what is made now: anything JSON can hold.

    A cache may come from outside, and what it says goes into pages: only what is `sound` is believed.
    """
    found = _read(cache.get(kind, name))
    if found and sound(found[0]):
        return found[0]
    value = made()
    cache.put(kind, name, json.dumps(value).encode())
    return value


@lru_cache(maxsize=4096)
def _photo(cache: Cache, file: Path, known_digest: str) -> Photo | None:
    def measures() -> object:
        from songngu.pictures.darkroom import measured  # noqa: PLC0415 - takes long to load, and asked only of new ones

        return measured(file)

    name = key(known_digest)
    found = remembered(cache, MEASURES, name, measures, _sound)
    if not isinstance(found, list | tuple):
        return None
    width, height, colour, clear = found
    return Photo(width, height, colour, clear, name)


def _read(data: bytes | None) -> tuple[object, ...]:
    try:
        return () if data is None else (json.loads(data),)
    except ValueError:
        return ()


def _sound(found: object) -> bool:
    """Whether these are measures, or say that there are none."""
    if not isinstance(found, list):
        return found is None
    kinds = [type(one) for one in found]
    return kinds == [int, int, str, bool] and bool(_COLOUR.fullmatch(found[2]))
