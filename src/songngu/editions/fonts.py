"""The fonts of the print theme: where pip put them, and which characters they can show."""

from __future__ import annotations

import struct
from functools import cache
from pathlib import Path

from songngu.typefaces import FontsMissing, font_folder

# Package, folder in it, files the theme sets type in. All three are under the SIL Open Font License 1.1.
_FONTS = (
    ("fontpkg_source_serif_4", "files", "SourceSerif4*.ttf"),
    ("fontpkg_be_vietnam_pro", "files", "BeVietnamPro-*.ttf"),
    ("justmytype_intl_cjk", "fonts/ofl/notosanssc", "NotoSansSC*.ttf"),
)


@cache
def font_folders() -> tuple[Path, ...]:
    """The folders of the fonts; FontsMissing names the package that lacks them."""
    return tuple(font_folder(package, inner, files) for package, inner, files in _FONTS)


@cache
def characters() -> frozenset[int]:
    """The code points that at least one of the fonts can show."""
    shown: set[int] = set()
    for folder, (_, _, files) in zip(font_folders(), _FONTS, strict=True):
        shown |= code_points(max(folder.glob(files)))
    return frozenset(shown)


@cache
def versions() -> tuple[tuple[str, int], ...]:
    """Name and size of every font file, which tell one set of fonts from another; nothing where fonts are missing."""
    try:
        folders = font_folders()
    except FontsMissing:
        return ()
    files = (file for folder, font in zip(folders, _FONTS, strict=True) for file in sorted(folder.glob(font[2])))
    return tuple((file.name, file.stat().st_size) for file in files)


def code_points(font: Path) -> set[int]:
    """The code points of an OpenType font's character map (OpenType 1.9, `cmap`, formats 4 and 12)."""
    data = font.read_bytes()
    (count,) = struct.unpack_from(">H", data, 4)
    tables = (struct.unpack_from(">4sLLL", data, 12 + 16 * index) for index in range(count))
    cmap = next(offset for tag, _, offset, _ in tables if tag == b"cmap")
    (count,) = struct.unpack_from(">H", data, cmap + 2)
    shown: set[int] = set()
    for index in range(count):
        (offset,) = struct.unpack_from(">L", data, cmap + 4 + 8 * index + 4)
        (form,) = struct.unpack_from(">H", data, cmap + offset)
        if form == 12:
            shown |= _groups(data, cmap + offset)
        elif form == 4:
            shown |= _segments(data, cmap + offset)
    return shown


def _groups(data: bytes, at: int) -> set[int]:
    (count,) = struct.unpack_from(">L", data, at + 12)
    shown: set[int] = set()
    for first, last, glyph in struct.iter_unpack(">LLL", data[at + 16 : at + 16 + 12 * count]):
        shown.update(range(first if glyph else first + 1, last + 1))
    return shown


def _segments(data: bytes, at: int) -> set[int]:
    (twice,) = struct.unpack_from(">H", data, at + 6)
    count = twice // 2
    ends = struct.unpack_from(f">{count}H", data, at + 14)
    starts = struct.unpack_from(f">{count}H", data, at + 16 + twice)
    deltas = struct.unpack_from(f">{count}H", data, at + 16 + 2 * twice)
    ranges_at = at + 16 + 3 * twice
    ranges = struct.unpack_from(f">{count}H", data, ranges_at)
    shown: set[int] = set()
    for index, (start, end, delta, offset) in enumerate(zip(starts, ends, deltas, ranges, strict=True)):
        for point in range(start, min(end, 0xFFFE) + 1):
            glyph = point
            if offset:
                (glyph,) = struct.unpack_from(">H", data, ranges_at + 2 * index + offset + 2 * (point - start))
                if not glyph:
                    continue
            if (glyph + delta) & 0xFFFF:
                shown.add(point)
    return shown
