"""One colour made into inks that can be read on light and on dark ground (WCAG 2.2, 1.4.3 and 1.4.6)."""

from __future__ import annotations

import re

_HEX = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_Channels = tuple[float, float, float]
_WHITE: _Channels = (255.0, 255.0, 255.0)
_BLACK: _Channels = (0.0, 0.0, 0.0)
_STEPS = 50
# Inks of the engine's own theme: paper by day and by night, the faintest text on paper and on a band.
_PAPER, _NIGHT, _FAINT, _ON_BAND = "#fbfcfa", "#0e1918", "#586964", "#a5c2bc"


def is_colour(text: str) -> bool:
    """Whether it is `#rgb` or `#rrggbb`."""
    return _HEX.fullmatch(text) is not None


def inks(colour: str) -> dict[str, str]:
    """By name, `#rrggbb` of each ink: bands and links by day and by night, hairlines, grounds, hills."""
    band = _until(colour, _BLACK, 4.5, _ON_BAND)
    night_band = _mixed(band, _BLACK, 0.6)
    return {
        "bay": band,
        "bay_rule": _mixed(band, _WHITE, 0.25),
        "link": _until(colour, _BLACK, 7, _PAPER),
        "sky": _until(_mixed(colour, _WHITE, 0.86), _WHITE, 4.7, _FAINT),
        "far": _mixed(colour, _WHITE, 0.72),
        "near": _mixed(colour, _WHITE, 0.45),
        "dark_bay": night_band,
        "dark_bay_rule": _mixed(night_band, _WHITE, 0.25),
        "dark_link": _until(colour, _WHITE, 7, _NIGHT),
        "dark_sky": _mixed(_NIGHT, _channels(colour), 0.25),
        "dark_far": _mixed(_NIGHT, _channels(colour), 0.45),
        "dark_near": _mixed(_NIGHT, _channels(colour), 0.7),
    }


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _until(colour: str, towards: _Channels, ratio: float, ground: str) -> str:
    """The colour, mixed with black or white only as far as the ratio asks for."""
    mixed = (_mixed(colour, towards, step / _STEPS) for step in range(_STEPS + 1))
    return next((made for made in mixed if contrast(made, ground) >= ratio), _mixed(colour, towards, 1))


def _mixed(colour: str, other: _Channels, share: float) -> str:
    own = _channels(colour)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in zip(own, other, strict=True))


def _channels(colour: str) -> _Channels:
    digits = colour[1:]
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    red, green, blue = (float(int(digits[at : at + 2], 16)) for at in (0, 2, 4))
    return red, green, blue


def _luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (v / 255 for v in _channels(colour))]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
