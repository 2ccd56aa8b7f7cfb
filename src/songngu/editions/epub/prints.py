"""The pictures of an EPUB: no larger than a screen, without metadata, vector pictures as drawings and nothing else."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from PIL import Image

from songngu.editions.epub.drawings import drawing
from songngu.editions.pictures import prepare
from songngu.site.images import size

LONGEST_PX = 1600
_TYPES = {"jpg": "image/jpeg", "png": "image/png", "svg": "image/svg+xml"}


class Print(NamedTuple):
    """A picture in the book: its file, media type and size in pixels (0: unknown)."""

    href: str
    type: str
    width: int
    height: int
    data: bytes


def prints(assets: Path, paths: Iterable[str]) -> dict[str, Print]:
    """Pictures by their path in the content folder; those that cannot be shown are left out."""
    with tempfile.TemporaryDirectory() as folder:
        names = prepare(assets, paths, Path(folder), longest_px=LONGEST_PX)
        found = {path: _print(Path(folder, name)) for path, name in names.items()}
    return {path: made for path, made in found.items() if made is not None}


def jpeg(png: bytes) -> bytes:
    """A picture as a JPEG without the blur that letters get where colours are kept at half the size."""
    out = io.BytesIO()
    with Image.open(io.BytesIO(png)) as picture:
        picture.convert("RGB").save(out, "JPEG", quality=88, optimize=True, subsampling=0)
    return out.getvalue()


def by_file(found: Mapping[str, Print]) -> dict[str, Print]:
    """Each file once: the same picture may lie in several places."""
    return {one.href: one for _, one in sorted(found.items())}


def _print(file: Path) -> Print | None:
    vector = file.suffix == ".svg"
    data = drawing(file) if vector else file.read_bytes()
    if data is None:
        return None
    return Print(f"pictures/{file.name}", _TYPES[file.suffix[1:]], *size(file), data)
