"""Pictures as they are carried to the site: their size, and whether they may be carried at all."""

from __future__ import annotations

import posixpath
import re
import warnings
from functools import lru_cache
from pathlib import Path

from songngu.problems import Problem
from songngu.values import frozen

_VECTOR = ".svg"
_RASTER = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".gif": "GIF", ".webp": "WEBP", ".avif": "AVIF"}
_PICTURES = frozenset((_VECTOR, *_RASTER))
_NUMBER = r"[-+]?(?:\d{1,9}(?:\.\d{0,9})?|\.\d{1,9})"
_BOX = re.compile(rf"viewBox=[\"']\s*{_NUMBER}[\s,]+{_NUMBER}[\s,]+({_NUMBER})[\s,]+({_NUMBER})\s*[\"']")
_NIGHT = re.compile(r"\(\s*prefers-color-scheme\s*:\s*dark\s*\)")  # Media Queries Level 5


@frozen
class Measure:
    """Width and height in pixels (for SVG, of its viewBox; 0 where they cannot be told), and whether an SVG says how it
    is drawn on a dark page, as its style must at its head: it is not to be dimmed there."""

    width: int = 0
    height: int = 0
    night: bool = False


@lru_cache(maxsize=4096)
def measure(file: Path, _digest: str) -> Measure:
    """What a page has to know of a picture; `_digest` is that of its bytes."""
    return _measured(file)


def size(file: Path) -> tuple[int, int]:
    """Width and height as in `Measure`, of a file that may be any."""
    found = _measured(file)
    return found.width, found.height


def _measured(file: Path) -> Measure:
    suffix = file.suffix.lower()
    try:
        if suffix == _VECTOR:
            return _vector(file)
        return Measure(*_raster_size(file)) if suffix in _RASTER else Measure()
    except OSError:
        return Measure()


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
    return posixpath.splitext(path)[1].lower() in _PICTURES


def is_photograph(path: str) -> bool:
    """Whether a file name is that of a picture whose metadata is taken away and that is printed in several sizes."""
    return posixpath.splitext(path)[1].lower() in _RASTER


def _raster_size(file: Path) -> tuple[int, int]:
    from PIL import Image  # noqa: PLC0415 - takes long to load, and few pictures are raster

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(file) as picture:
                return picture.size
    except Exception:  # a decoder of a stranger's bytes raises whatever it stumbles over
        return 0, 0


def _vector(file: Path) -> Measure:
    with file.open("rb") as stream:
        head = stream.read(4096).decode("utf-8", "replace")
    box, night = _BOX.search(head), _NIGHT.search(head) is not None
    if box is None:
        return Measure(night=night)
    return Measure(max(0, round(float(box[1]))), max(0, round(float(box[2]))), night)
