"""How articles are fitted to their pages, so that little paper is left white: decided from where they end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from itertools import zip_longest
from typing import Any

from songngu.values import frozen

_STUB = 0.43  # less of its last page than this is a stub of an article
_SPARE_MM = 6.0
_SMALLER = 0.965
_LOWEST_MM, _LOWEST_PLATES_MM = 56.0, 72.0  # pictures are never lower than this
_BAND_MM = 42.0  # a picture amid a page
_PARTING_MM = 21.0  # the space above an article that begins amid a page, and around its title
_HEAD = 0.88  # its title is smaller there
_TEXT_MM = 30.0  # of an article that begins amid a page, at least this much text stands there


@frozen
class Fit:
    """How high, in mm, the opening picture of an article and those in its text may be, the scale of its text, and
    whether it begins on the page on which the one before it ends (`on`)."""

    height: float = 92.0
    scale: float = 1.0
    plates: float = 96.0
    on: bool = False


@frozen
class End:
    """Where an article lies: its first page and its last, and in mm down the page where its title starts, where its
    text does, and where it ends; the limits are those of the text on every page."""

    anchor: str
    first: int
    last: int
    head: float
    body: float
    bottom: float
    top_limit: float
    bottom_limit: float


def ends(found: Iterable[Mapping[str, Any]]) -> list[End]:
    """What the theme tells of each article (`measured-at`)."""
    return [End(**one) for one in found]


def fitted(ends: Sequence[End], pictured: Mapping[str, float]) -> dict[str, Fit]:
    """How each article is to be fitted, from how all lie when each begins on a page of its own.

    `pictured` is the height in mm of the opening picture of each article that has one. An article begins where the one
    before it ends if there is room for its title and some of its text; where there is none and a stub stands on the
    last page, the picture is made lower, and the text smaller where that is not enough, so that the stub goes.
    """
    fits: dict[str, Fit] = {}
    down = None  # where the article before ends, in mm
    for end, follower in zip_longest(ends, ends[1:]):
        fit, needed = Fit(), _needed(end, pictured)
        if down is not None and end.bottom_limit - down >= needed:
            fit = Fit(height=_BAND_MM, on=True)
            down = _flowed(end, down + needed - _TEXT_MM)
        else:
            down = end.bottom
        shared = follower is not None and end.bottom_limit - down >= _needed(follower, pictured)
        if not fit.on and not shared:
            fit = _closer(end, pictured.get(end.anchor, 0.0)) or fit
        fits[end.anchor] = fit
    return fits


def corrected(
    fits: Mapping[str, Fit], ends: Sequence[End], first: Sequence[End], pictured: Mapping[str, float], vain: set[str]
) -> dict[str, Fit]:
    """The fits without those that were in vain, and with those that turn out to be possible.

    `ends` is how the articles lie with these fits, `first` how each lay on pages of its own. An article that was to
    begin amid a page and had no room there, or was made closer and takes as many pages as before, is let be; `vain`
    remembers it. One that has room after the article before it, as that really ends, begins there.
    """
    made = dict(fits)
    earlier = None
    for end, alone, follower in zip_longest(ends, first, ends[1:]):
        fit = fits[end.anchor]
        if _in_vain(fit, end, alone, earlier):
            made[end.anchor] = Fit()
            vain.add(end.anchor)
        elif not fit.on and end.anchor not in vain and _room(earlier) >= _needed(alone, pictured):
            made[end.anchor] = Fit(height=_BAND_MM, on=True)
        elif end.anchor not in vain and _leaves_stub(end, follower, pictured):
            made[end.anchor] = Fit(min(fit.height, _LOWEST_MM), _SMALLER, _LOWEST_PLATES_MM, fit.on)
            vain.add(end.anchor)  # nothing more can be done
        earlier = end
    return made


def _leaves_stub(end: End, follower: End | None, pictured: Mapping[str, float]) -> bool:
    """Whether an article ends with little on a page of its own, on which the next one does not begin."""
    little = end.last > end.first and end.bottom - end.top_limit <= _STUB / 2 * (end.bottom_limit - end.top_limit)
    return little and (follower is None or (follower.first > end.last and _room(end) < _needed(follower, pictured)))


def _in_vain(fit: Fit, end: End, alone: End, earlier: End | None) -> bool:
    if fit.on:
        return earlier is None or end.first != earlier.last
    return fit != Fit() and end.last - end.first >= alone.last - alone.first


def _room(earlier: End | None) -> float:
    """How much of its last page, in mm, the article before leaves."""
    return earlier.bottom_limit - earlier.bottom if earlier is not None else 0.0


def _needed(end: End, pictured: Mapping[str, float]) -> float:
    """The room, in mm, in which an article may begin amid a page."""
    return _PARTING_MM + min(pictured.get(end.anchor, 0.0), _BAND_MM) + _HEAD * (end.body - end.head) + _TEXT_MM


def _flowed(end: End, body: float) -> float:
    """Where an article ends whose text begins at `body` mm down a page, not where it did."""
    page = end.bottom_limit - end.top_limit
    length = end.bottom - end.body + (end.last - end.first) * page
    return end.top_limit + (body - end.top_limit + length) % page


def _closer(end: End, height: float) -> Fit | None:
    """A lower picture, and smaller text where that is not enough, for an article with little on its last page."""
    stub = end.bottom - end.top_limit
    if end.last == end.first or stub > _STUB * (end.bottom_limit - end.top_limit):
        return None
    needed = stub + _SPARE_MM
    if needed <= height - _LOWEST_MM:
        return Fit(height=round(height - needed, 2))
    return Fit(_LOWEST_MM, _SMALLER, _LOWEST_PLATES_MM)


def plain(fits: Mapping[str, Fit]) -> dict[str, dict[str, Any]]:
    """The fits as JSON has them."""
    return {anchor: asdict(fit) for anchor, fit in fits.items()}
