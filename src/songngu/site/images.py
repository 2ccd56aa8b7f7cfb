"""Pictures as they are carried to the site: their size, and whether they may be carried at all."""

from __future__ import annotations

import re
import warnings
from functools import lru_cache
from pathlib import Path

from songngu.problems import Problem

_VECTOR = ".svg"
_RASTER = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".gif": "GIF", ".webp": "WEBP", ".avif": "AVIF"}
_PHOTOGRAPHS = frozenset(_RASTER)
_NUMBER = r"[-+]?(?:\d{1,9}(?:\.\d{0,9})?|\.\d{1,9})"
_BOX = re.compile(rf"viewBox=[\"']\s*{_NUMBER}[\s,]+{_NUMBER}[\s,]+({_NUMBER})[\s,]+({_NUMBER})\s*[\"']")
_NIGHT = re.compile(r"\(\s*prefers-color-scheme\s*:\s*dark\s*\)")  # Media Queries Level 5


def size(file: Path) -> tuple[int, int]:
    """Width and height in pixels (for SVG, of its viewBox); (0, 0) where they cannot be told."""
    try:
        return _size(file, file.stat().st_mtime_ns)
    except OSError:
        return 0, 0


def has_night_inks(file: Path) -> bool:
    """Whether an SVG says how it is drawn on a dark page, as its style must at its head: it is not to be dimmed there."""
    try:
        return file.suffix.lower() == _VECTOR and _has_night_inks(file, file.stat().st_mtime_ns)
    except OSError:
        return False


def faults(file: Path, shown: str) -> list[Problem]:
    """What is wrong with a picture: an SVG may neither run nor load anything, a file should be what its name says."""
    from songngu.site import picture_faults  # noqa: PLC0415 - takes long to load, and is asked of new pictures only

    suffix = file.suffix.lower()
    if suffix == _VECTOR:
        return picture_faults.vector(file, shown)
    if suffix in _RASTER:
        return picture_faults.raster(file, shown, _RASTER[suffix])
    return []


def is_picture(path: str) -> bool:
    """Whether a file name is that of a picture we publish."""
    return Path(path).suffix.lower() in {_VECTOR, *_RASTER}


def is_photograph(path: str) -> bool:
    """Whether a file name is that of a picture whose metadata is taken away and that is printed in several sizes."""
    return Path(path).suffix.lower() in _PHOTOGRAPHS


@lru_cache(maxsize=4096)
def _size(file: Path, _changed_ns: int) -> tuple[int, int]:
    if file.suffix.lower() == _VECTOR:
        return _vector_size(file)
    if file.suffix.lower() not in _RASTER:
        return 0, 0
    from PIL import Image  # noqa: PLC0415 - takes long to load, and few pictures are raster

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(file) as picture:
                return picture.size
    except Exception:  # a decoder of a stranger's bytes raises whatever it stumbles over
        return 0, 0


@lru_cache(maxsize=4096)
def _has_night_inks(file: Path, _changed_ns: int) -> bool:
    return _NIGHT.search(_head(file)) is not None


def _head(file: Path) -> str:
    with file.open("rb") as stream:
        return stream.read(4096).decode("utf-8", "replace")


def _vector_size(file: Path) -> tuple[int, int]:
    box = _BOX.search(_head(file))
    if box is None:
        return 0, 0
    return max(0, round(float(box[1]))), max(0, round(float(box[2])))
