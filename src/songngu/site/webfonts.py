"""The web fonts of the theme: cut out of the font packages once, then kept by what they were cut from.

Cutting is HarfBuzz's work (hb-subset), the woff2 container fontTools'; neither is loaded while the cache holds them.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path

from songngu.cache import Cache
from songngu.jobs import mapped
from songngu.text import digest
from songngu.typefaces import font_folder
from songngu.values import frozen

_KIND = "fonts"
_CUTTERS = ("uharfbuzz", "fonttools", "brotli")  # another version may give other bytes
_LETTERS = "ăâđêôơưàáảãạắằẳẵặầấẩẫậèéẻẽẹếềểễệìíỉĩịòóỏõọốồổỗộờớởỡợùúủũụứừửữựỳýỷỹỵçüöäñ"
_SIGNS = "\u00a0©«®°±²³·»½×\u2009\u2011–—‘’“”•…\u202f′″₫←→↗−"
CHARACTERS = frozenset({*map(chr, range(0x20, 0x7F)), *_SIGNS, *_LETTERS, *_LETTERS.upper()})
"""What the fonts can show, as far as they have it; everything else is set in the reader's own fonts."""
_FEATURES = ("case", "ccmp", "kern", "liga", "lnum", "locl", "pnum", "rvrn", "tnum")
_NAMES = (1, 2, 4, 6, 13, 14)  # family, style, their like, licence and its address (OpenType 1.9, `name`)

Axes = tuple[tuple[str, float, float], ...]
"""Of each axis its tag, and the range that is kept: one place where both ends are the same."""


@frozen
class Cut:
    """What is taken of a font of a package, and what its file and that of its licence are called in the theme."""

    name: str
    licence: str
    package: str
    file: str
    axes: Axes = ()
    kerned_at: Axes = ()  # kerning that follows the weight would cost 7 kB more than kerning of one weight for all


SERIF = "newsreader-vi-latin.woff2"
"""The file every page needs first, and the only one on Chinese pages."""
SANS = "bevietnampro-vi-latin-500.woff2"
"""The file of labels, dates and buttons."""

CUTS = (
    Cut(
        name=SERIF,
        licence="OFL-Newsreader.txt",
        package="fontpkg_newsreader",
        file="Newsreader[[]opsz,wght].ttf",
        axes=(("opsz", 22, 22), ("wght", 400, 650)),
        kerned_at=(("opsz", 22, 22), ("wght", 450, 450)),
    ),
    Cut(
        name=SANS,
        licence="OFL-BeVietnamPro.txt",
        package="fontpkg_be_vietnam_pro",
        file="BeVietnamPro-Medium.ttf",
    ),
)


def web_fonts(kept: Cache, *, without: Collection[str] = ()) -> dict[str, bytes]:
    """The fonts (woff2) and their licences (plain text) by name; raises FontsMissing where a package is not there.

    `without` are names for which the site has files of its own.
    """
    sources = {cut: _source(cut) for cut in CUTS if cut.name not in without}
    keys = {cut: _key(cut, source.read_bytes()) for cut, source in sources.items()}
    files = {cut.licence: (font_folder(cut.package, "", "LICENSE") / "LICENSE").read_bytes() for cut in sources}
    known = {cut: data for cut in sources if (data := kept.get(_KIND, keys[cut])) is not None}
    missing = tuple((cut, source) for cut, source in sources.items() if cut not in known)
    for (cut, _), data in zip(missing, _all_cut(missing), strict=True):
        kept.put(_KIND, keys[cut], data)
        known[cut] = data
    files |= {cut.name: data for cut, data in known.items()}
    kept.keep_only(_KIND, set(keys.values()))
    return {name: data for name, data in files.items() if name not in without}


def _source(cut: Cut) -> Path:
    return next(font_folder(cut.package, "files", cut.file).glob(cut.file))


def _key(cut: Cut, source: bytes) -> str:
    return digest(source, repr(cut), _recipe())


@cache
def _recipe() -> str:
    from importlib.metadata import version  # noqa: PLC0415 - most builds need no such name, and it takes long to load

    return repr((sorted(CHARACTERS), _FEATURES, _NAMES, [version(name) for name in _CUTTERS]))


@lru_cache(maxsize=4)
def _all_cut(missing: tuple[tuple[Cut, Path], ...]) -> tuple[bytes, ...]:
    """The fonts cut, each in a process of its own: a site's first build waits for the slowest of them only."""
    return tuple(mapped(lambda one: _woff2(*one), missing, jobs=len(missing), least=1))


def _woff2(cut: Cut, source: Path) -> bytes:
    """The font cut to size, in the container of the web (WOFF File Format 2.0); the same input gives the same bytes."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - loaded only where there is something to cut
    from fontTools.ttLib.tables.DefaultTable import DefaultTable  # noqa: PLC0415

    whole = source.read_bytes()
    font = TTFont(BytesIO(_subset(whole, cut.axes)), recalcBBoxes=False, recalcTimestamp=False)
    if cut.kerned_at:
        kerned = TTFont(BytesIO(_subset(whole, cut.kerned_at)))
        for tag in ("GDEF", "GPOS"):
            font[tag] = DefaultTable(tag)
            font[tag].data = kerned.reader[tag]
    font.flavor = "woff2"
    out = BytesIO()
    font.save(out)
    return out.getvalue()


def _subset(font: bytes, axes: Axes) -> bytes:
    """The OpenType font with our characters and features only, its axes cut; glyphs keep their order."""
    import uharfbuzz  # noqa: PLC0415 - as above

    face, wanted = uharfbuzz.Face(font), uharfbuzz.SubsetInput()
    wanted.unicode_set.update(map(ord, CHARACTERS))
    wanted.layout_feature_tag_set.clear()
    wanted.layout_feature_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in _FEATURES)
    wanted.name_id_set.clear()
    wanted.name_id_set.update(_NAMES)
    wanted.flags = uharfbuzz.SubsetFlags.NO_HINTING | uharfbuzz.SubsetFlags.NOTDEF_OUTLINE
    for tag, low, high in axes:
        wanted.set_axis_range(face, tag, low, high)
    return bytes(wanted.subset(face).blob.data)
