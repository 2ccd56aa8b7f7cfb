"""Pictures as the press takes them: copied or made smaller, and looked at for the inks that run on around them."""

from __future__ import annotations

import io
import warnings
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from PIL import Image, ImageOps

from songngu.pictures.colour import in_srgb
from songngu.site.images import size
from songngu.text import digest
from songngu.values import frozen

_LONGEST_PX = 2480  # the width of A4 at 300 dots an inch
_LARGEST_PIXELS = 100_000_000
_HIGHEST = 24  # times its width
_CALM = 0.85
_LIGHT, _DARK = "#fbfcfa", "#12201f"


@frozen
class Inks:
    """What a picture's edges are like: the commonest ink of its top and of its foot, and whether nothing else is there
    (so that words may stand on it). `on_top` and `on_foot` are the inks in which words are read on them."""

    top: str
    foot: str
    calm_top: bool
    calm_foot: bool
    on_top: str
    on_foot: str


def prepare(folder: Path, paths: Iterable[str], to: Path, *, longest_px: int = _LONGEST_PX) -> dict[str, str]:
    """Put each picture of the content folder into `to`; its new file name by its path, left out what cannot be read or
    is hardly more than a line.

    Vector pictures stay as they are; others become JPEG or PNG, in sRGB, at most `longest_px` pixels wide or
    high, without any metadata. The same bytes give the same name and bytes.
    """
    names = {}
    for path in sorted(set(filter(None, paths))):
        try:
            data, ending = _readied(folder / path, longest_px)
        except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning):
            continue
        names[path] = f"{digest(data)}.{ending}"
        (to / names[path]).write_bytes(data)
    return names


def look(sample: bytes) -> tuple[float, Inks]:
    """Width over height and the inks of a picture, from a small PNG of it: top and foot are a fifth, a tenth of it."""
    with Image.open(io.BytesIO(sample)) as picture:
        small = picture.convert("RGB")
    return round(small.width / small.height, 4), _inks(small)


def _inks(small: Image.Image) -> Inks:
    # The outermost pixels may be mixed with the paper around the picture.
    inner = small.crop((1, 1, small.width - 1, small.height - 1)) if min(small.size) > 12 else small
    fifth = max(1, inner.height // 5)
    top, top_share = _commonest(inner.crop((0, 0, inner.width, fifth)))
    foot, foot_share = _commonest(inner.crop((0, inner.height - max(1, fifth // 4), inner.width, inner.height)))
    _, lower_share = _commonest(inner.crop((0, inner.height - max(1, fifth // 2), inner.width, inner.height)))
    calm_foot = min(foot_share, lower_share) >= _CALM
    return Inks(_hex(top), _hex(foot), top_share >= _CALM, calm_foot, _on(top), _on(foot))


def contrast(first: tuple[int, int, int], second: tuple[int, int, int]) -> float:
    """The contrast ratio of two sRGB inks, 1 to 21 (WCAG 2.2, relative luminance)."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _readied(file: Path, longest_px: int) -> tuple[bytes, str]:
    width, height = size(file)
    if height > _HIGHEST * width:
        raise ValueError("a line and no picture: as wide as a page, it would need the memory of thousands")
    if file.suffix.lower() == ".svg":
        return file.read_bytes(), "svg"
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        with Image.open(file) as picture:
            if picture.width * picture.height > _LARGEST_PIXELS:
                raise ValueError("too large")
            upright = ImageOps.exif_transpose(picture)
            upright.thumbnail((longest_px, longest_px))
            return _encoded(upright, lossless=picture.format in {"PNG", "GIF"} or "A" in picture.getbands())


def _encoded(picture: Image.Image, *, lossless: bool) -> tuple[bytes, str]:
    out, shown = io.BytesIO(), in_srgb(picture)
    shown.info = {}  # a comment, a profile: nothing of the original's own goes along
    if lossless:
        shown.save(out, "PNG", optimize=True)
        return out.getvalue(), "png"
    shown.convert("RGB").save(out, "JPEG", quality=86, optimize=True, progressive=False)
    return out.getvalue(), "jpg"


def _commonest(picture: Image.Image) -> tuple[tuple[int, int, int], float]:
    """The ink most of the picture is near to, and the share of it that is."""
    pixels = [picture.getpixel((x, y)) for y in range(picture.height) for x in range(picture.width)]
    counted: Counter[tuple[int, int, int]] = Counter(p for p in pixels if isinstance(p, tuple) and len(p) == 3)
    ink = min(counted, key=lambda p: (-counted[p], p))
    near = sum(count for p, count in counted.items() if max(abs(a - b) for a, b in zip(p, ink, strict=True)) <= 24)
    return ink, near / max(1, len(pixels))


def _on(ink: tuple[int, int, int]) -> str:
    choices: Mapping[str, tuple[int, int, int]] = {name: _rgb(name) for name in (_DARK, _LIGHT)}
    return max(choices, key=lambda name: contrast(choices[name], ink))


def _rgb(name: str) -> tuple[int, int, int]:
    return int(name[1:3], 16), int(name[3:5], 16), int(name[5:7], 16)


def _hex(ink: tuple[int, int, int]) -> str:
    return "#{:02x}{:02x}{:02x}".format(*ink)


def _luminance(ink: tuple[int, int, int]) -> float:
    parts = (value / 255 for value in ink)
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
