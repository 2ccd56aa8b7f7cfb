"""Photographs in the sizes and formats browsers choose from: AVIF, and JPEG (WebP where one sees through it)."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageOps

from songngu.cache import Cache
from songngu.pictures.colour import in_srgb
from songngu.pictures.measure import Photo, remembered
from songngu.pictures.rights import rights
from songngu.seen import digest_of
from songngu.text import digest

PRINTS, LISTS = "prints", "printlists"
_WIDTHS_PX = (400, 640, 960, 1440, 2000)
_SAVED = {
    # Speed 8 takes a seventh of the time of speed 6, for 3 % more bytes. One thread, so that bytes never differ.
    "avif": {"format": "AVIF", "quality": 52, "speed": 8, "max_threads": 1, "subsampling": "4:2:0"},
    "jpg": {"format": "JPEG", "quality": 76, "optimize": True, "progressive": True},
    "webp": {"format": "WEBP", "quality": 78, "method": 4},
}


@dataclass(frozen=True, slots=True)
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

    found = remembered(cache, LISTS, photo.key, made)
    assert isinstance(found, list)
    return tuple(Print(*one) for one in found)


def _put(cache: Cache, ending: str, data: bytes) -> str:
    cache.put(PRINTS, _key(ending), data)
    return digest_of(data)


def _made(photo: Photo, file: Path) -> Iterator[tuple[str, bytes]]:
    """What each print's name ends in, and its bytes; each size is made of the largest, in sRGB, upright."""
    sizes = widths(photo)
    with Image.open(file) as picture:
        packet = rights(picture)
        largest = _largest(picture, photo, sizes[-1])
    for width in sizes:
        height = max(1, round(photo.height * width / photo.width))
        sized = largest if width == sizes[-1] else largest.resize((width, height), Image.Resampling.LANCZOS)
        for ending in formats(photo):
            yield named(photo, width, ending), _saved(sized, ending, packet)


def _largest(picture: Image.Image, photo: Photo, width: int) -> Image.Image:
    height = max(1, round(photo.height * width / photo.width))
    longest = max(width, height)
    picture.draft(None, (longest, longest))  # a JPEG is decoded no larger than needed
    upright = in_srgb(ImageOps.exif_transpose(picture))
    if not photo.clear:
        upright = upright.convert("RGB")
    if upright.size == (width, height):
        return upright
    return upright.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)


def _saved(picture: Image.Image, ending: str, packet: bytes) -> bytes:
    out = io.BytesIO()
    picture.info = {}  # nothing of the original's own goes along
    picture.save(out, xmp=packet, exif=b"", **_SAVED[ending])  # type: ignore[arg-type]
    return out.getvalue()
