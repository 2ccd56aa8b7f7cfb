"""Photographs in the sizes and formats browsers choose from: AVIF, and JPEG (WebP where one sees through it)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from songngu.cache import Cache
from songngu.pictures.measure import Photo, remembered
from songngu.seen import digest_of, is_digest
from songngu.text import digest
from songngu.values import frozen

PRINTS, LISTS = "prints", "printlists"
_WIDTHS_PX = (400, 640, 960, 1440, 2000)


@frozen
class Print:
    """A photograph in one size and format: what its name ends in, after the key; the digest of its bytes."""

    ending: str
    digest: str

    @property
    def key(self) -> str:
        """Its key in the cache."""
        return _key(self.ending)


def widths(photo: Photo) -> tuple[int, ...]:
    """The widths in which it is printed, in pixels, the smallest first: never larger than it is."""
    most = min(photo.width, _WIDTHS_PX[-1])
    return (*(width for width in _WIDTHS_PX if width < most), most)


def formats(photo: Photo) -> tuple[str, str]:
    """The endings of its formats: the one preferred, and the one that every browser knows."""
    return "avif", "webp" if photo.clear else "jpg"


def named(photo: Photo, width: int, ending: str) -> str:
    """What a print's name has after that of the original: `-0123456789abcdef-960.avif`."""
    return f"-{photo.key}-{width}.{ending}"


def prints(cache: Cache, photos: Iterable[tuple[Photo, Path]], *, jobs: int) -> Iterator[tuple[Print, ...]]:
    """The prints of each photograph, made where the cache has none.

    In threads: the encoders let go of the interpreter, and a process that has set type must not be forked.
    """
    with ThreadPoolExecutor(jobs) as pool:
        yield from pool.map(lambda one: _prints(cache, *one), photos)


def content(cache: Cache, photo: Photo, file: Path, ending: str) -> bytes:
    """The bytes of a print, from the cache, else made once more."""
    found = cache.get(PRINTS, _key(ending))
    return found if found is not None else dict(_made(photo, file))[ending]


def _key(ending: str) -> str:
    return digest("print", ending)


def _prints(cache: Cache, photo: Photo, file: Path) -> tuple[Print, ...]:
    def made() -> list[tuple[str, str]]:
        return [(ending, _put(cache, ending, data)) for ending, data in _made(photo, file)]

    found = remembered(cache, LISTS, photo.key, made, lambda found: _sound(found, photo))
    assert isinstance(found, list)
    return tuple(Print(*one) for one in found)


def _made(photo: Photo, file: Path) -> Iterator[tuple[str, bytes]]:
    """What each print's name ends in, and its bytes."""
    from songngu.pictures.darkroom import made  # noqa: PLC0415 - takes long to load, and most builds print nothing

    ratio = photo.height / photo.width
    for width, ending, data in made(file, widths(photo), formats(photo), ratio=ratio, clear=photo.clear):
        yield named(photo, width, ending), data


def _sound(found: object, photo: Photo) -> bool:
    """Whether this is a list of the prints of a photograph, with a digest for each."""
    if not (isinstance(found, list) and all(isinstance(one, list) and len(one) == 2 for one in found)):
        return False
    wanted = [named(photo, width, ending) for width in widths(photo) for ending in formats(photo)]
    return [one[0] for one in found] == wanted and all(is_digest(one[1]) for one in found)


def _put(cache: Cache, ending: str, data: bytes) -> str:
    cache.put(PRINTS, _key(ending), data)
    return digest_of(data)
