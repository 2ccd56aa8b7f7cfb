"""A card drawn: 1200 × 630 pixels, flat inks, a PNG with a palette.

Letters are drawn as coverage and laid over a ground in steps between two inks, so that nothing has to be reduced to a
palette afterwards. The values of the picture are numbers of the palette from the first stroke on.
"""

from __future__ import annotations

from functools import cache, partial
from io import BytesIO

from PIL import Image, ImageChops, ImageDraw

from songngu.cards.letters import has_han, measured, put
from songngu.cards.lines import OPENING, broken, cut
from songngu.inks import inks
from songngu.site.placards import HEIGHT_PX, WIDTH_PX, Placard

_COAL, _ON_COAL, _SUN = "#12201f", "#eef4f1", "#f5b91e"
_SKY, _BAY = "#e2eeea", "#0d4447"
_SECTIONS = {"news": _SUN, "lotus": "#b02a5f", "heritage": "#2a6244", "ocop": "#9c4520"}
_STEPS = 16  # between two inks
_ON_SKY, _ON_LAND, _BAR, _ON_SUN = 0, _STEPS, 2 * _STEPS, 3 * _STEPS  # where their inks begin in the palette
_EDGE_PX, _NAME_PX, _INDENT_PX = 72, 36, 84
_KICKER_AT, _TITLE_AT, _LAND_AT, _NAME_AT = 106, 150, 500, 596
_KICKER_SIZES_PX = (34, 28)
_SIZES_PX = (124, 104, 88, 78, 68, 60, 52)
_MOST_LINES = 4
_LONGEST = 400  # characters: more than four of the smallest lines ever hold
_LEADING, _LEADING_HAN = 1.18, 1.32
# The hills of the foot of every page (theme/templates/skyline.svg.j2), in 1600 × 90.
_HILLS = (
    (0, 62), (120, 44), (260, 56), (440, 26), (590, 48), (720, 38), (910, 64), (1080, 30), (1240, 50), (1390, 34),
    (1600, 58),
)  # fmt: skip
_SUN_AT = (1012, 470, 1108, 566)
_PACKED = 4  # of 9: a tenth larger than at 6, in two thirds of the time
_FINE = 4  # times as large, for smooth edges


def png(placard: Placard) -> bytes:
    """The card as a file."""
    picture = _ground().copy()
    sky = Image.new("L", (WIDTH_PX, _LAND_AT))
    _sky_text(ImageDraw.Draw(sky), placard)
    _lay(picture, sky, (0, 0), _ON_SKY)
    land = Image.new("L", (WIDTH_PX, HEIGHT_PX - _LAND_AT))
    size, lines = _set(placard.site, "label", (_NAME_PX,), 1)
    _write(ImageDraw.Draw(land), (_EDGE_PX, _NAME_AT - _LAND_AT), lines, ("label", size))
    _lay(picture, land, (0, _LAND_AT), _ON_LAND)
    picture.putpalette(_palette(placard.ink, placard.colour))
    out = BytesIO()
    picture.save(out, "PNG", compress_level=_PACKED)
    return out.getvalue()


def _sky_text(draw: ImageDraw.ImageDraw, placard: Placard) -> None:
    size, lines = _set(placard.kicker, "label", _KICKER_SIZES_PX, 1, indent_px=_INDENT_PX)
    _write(draw, (_EDGE_PX + _INDENT_PX, _KICKER_AT), lines, ("label", size))
    size, lines = set_title(placard.title)
    ascent = size * (0.92 if has_han(placard.title) else 0.86)
    _write(draw, (_EDGE_PX, _TITLE_AT + ascent), lines, ("serif", size))


def _write(draw: ImageDraw.ImageDraw, at: tuple[float, float], lines: list[str], font: tuple[str, int]) -> None:
    """Draw lines from the left end of the first baseline; an opening Chinese mark hangs, its left half being empty."""
    text = "".join(lines)
    size, among_han = font[1], has_han(text)
    for number, line in enumerate(lines):
        hung = size / 2 if among_han and line[0] in OPENING else 0
        put(draw, (at[0] - hung, at[1] + number * size * _leading(text)), line, font, among_han=among_han)


def set_title(title: str) -> tuple[int, list[str]]:
    """The size in pixels and the lines of a title: the largest size at which it has room, else cut short."""
    return _set(title, "serif", _SIZES_PX, _MOST_LINES)


def _set(text: str, face: str, sizes: tuple[int, ...], most: int, *, indent_px: int = 0) -> tuple[int, list[str]]:
    if not text:
        return sizes[-1], []
    text, measure = text[:_LONGEST], partial(measured, face=face, among_han=has_han(text))
    for size in sizes:
        room = min(most, int((_LAND_AT - _TITLE_AT) / (size * _leading(text))))
        found = broken(text, measure, width=_ems(size, indent_px), most=room)
        if found is not None:
            return size, found
    return sizes[-1], cut(text, measure, width=_ems(sizes[-1], indent_px), most=most)


def _ems(size_px: int, indent_px: int) -> float:
    """The width of a line."""
    return (WIDTH_PX - 2 * _EDGE_PX - indent_px) / size_px


def _leading(text: str) -> float:
    return _LEADING_HAN if has_han(text) else _LEADING


def _lay(picture: Image.Image, text: Image.Image, at: tuple[int, int], first: int) -> None:
    """Lay drawn letters over a ground whose ink is `first` in the palette."""
    steps = [first + round(value * (_STEPS - 1) / 255) for value in range(256)]
    picture.paste(text.point(steps), at, text.point([255 * (step > first) for step in steps]))


@cache
def _ground() -> Image.Image:
    """Sky, hills, and the ink of the section as a bar and a sun, in numbers of the palette."""
    size = (WIDTH_PX * _FINE, HEIGHT_PX * _FINE)
    hills = Image.new("L", size)
    scale = size[0] / 1600
    top = [(x * scale, _LAND_AT * _FINE + y * scale) for x, y in _HILLS]
    ImageDraw.Draw(hills).polygon([*top, (size[0], size[1]), (0, size[1])], fill=255)
    disc = Image.new("L", size)
    ImageDraw.Draw(disc).ellipse([edge * _FINE for edge in _SUN_AT], fill=255)
    small = (WIDTH_PX, HEIGHT_PX)
    picture, sun = Image.new("L", small, _ON_SKY), disc.resize(small, Image.Resampling.BOX)
    _lay(picture, sun, (0, 0), _BAR)
    land = hills.resize(small, Image.Resampling.BOX)
    _lay(picture, land, (0, 0), _ON_SKY)
    _lay(picture, ImageChops.multiply(land, sun), (0, 0), _ON_SUN)
    picture.paste(_ON_LAND, (0, 0), land.point([255 * (value == 255) for value in range(256)]))
    picture.paste(_BAR + _STEPS - 1, (_EDGE_PX, _KICKER_AT - 20, _EDGE_PX + 64, _KICKER_AT - 4))
    return picture


def _palette(ink: str, colour: str) -> bytes:
    made = inks(colour) if colour else {"sky": _SKY, "bay": _BAY}
    section = _SECTIONS.get(ink, made["bay"])
    pairs = ((made["sky"], _COAL), (_COAL, _ON_COAL), (made["sky"], section), (section, _COAL))
    return b"".join(_steps(*pair) for pair in pairs)


def _steps(ground: str, ink: str) -> bytes:
    one, other = (bytes.fromhex(colour.removeprefix("#")) for colour in (ground, ink))
    last = _STEPS - 1
    return bytes(round(a + (b - a) * step / last) for step in range(_STEPS) for a, b in zip(one, other, strict=True))
