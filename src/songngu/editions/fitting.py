"""How articles are fitted to their pages, so that little paper is left white: decided from where they end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from itertools import product, zip_longest
from typing import Any, NamedTuple

from songngu.values import frozen

_HIGHEST_MM, _LOWEST_MM, _STEP_MM = 112.0, 56.0, 8.0  # of an opening picture that has room, and of one that has little
_PLATES_MM = (96.0, 84.0, 72.0)  # the highest picture in a text
_SCALES = (1.0, 1.02, 0.985, 0.97, 0.955)  # of the text: differences nobody sees from one article to the next
_BAND_MM = 42.0  # a picture amid a page
_PARTING_MM = 21.0  # the space above an article that begins amid a page, and around its title
_HEAD = 0.88  # its title is smaller there
_TEXT_MM = 30.0  # of an article that begins amid a page, at least this much text stands there
_WRONG_MM = 8.0  # what a reckoned end may be wrong by, for each page of an article
_SPARE_MM = 4.0
_ADDRESS_MM, _ADDRESS_ROOM_MM = 30.0, 46.0  # an address stands at the foot of a page that has room for it
# What is given up for less white paper, against the square of the part of a page that is white.
_SMALLER, _LOWER, _LOWER_PLATES, _AMID, _PUSHED = 1.2, 0.06, 0.04, 0.03, 0.5
_BUCKET_MM = 2.0
# Where a picture stands depends on where those before it do, page after page; the typesetter follows that a few times.
_PICTURES = 3


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

    @property
    def page(self) -> float:
        """How high the text of a page may be."""
        return self.bottom_limit - self.top_limit

    @property
    def length(self) -> float:
        """How long the text is, page after page, with what is left white between."""
        return self.bottom - self.body + (self.last - self.first) * self.page


@frozen
class Shown:
    """How high the pictures of an article are by nature, in mm: the opening one (0: none) and those in its text."""

    opening: float = 0.0
    plates: tuple[float, ...] = ()


def ends(found: Iterable[Mapping[str, Any]]) -> list[End]:
    """What the theme tells of each article (`measured-at`)."""
    return [End(**one) for one in found]


class _Way(NamedTuple):
    """A way to set the articles up to one: what it costs, where that one ends, how many pictures in texts stand between
    there and the last article that has begun on a page of its own, whether it has been seen to end there, how it is
    set, and the way before."""

    cost: float
    down: float
    pictures: int
    seen: bool
    fit: Fit
    before: _Way | None


@dataclass(slots=True)
class Fitting:
    """The fitting of a book, from how its articles lie when each begins on a page of its own.

    `shown` has the pictures of each article, `tails` how high, piece by piece, what follows some of them is (products,
    the list of pictures), `large` is how large the theme sets on this paper (1: as on A4). What is learned from a
    printing (`learn`) makes the next choice (`choose`) a better one.
    """

    first: Sequence[End]
    shown: Mapping[str, Shown]
    large: float = 1.0
    tails: Mapping[str, Sequence[float]] = field(default_factory=dict)
    _wrong: dict[tuple[str, bool], float] = field(default_factory=dict)
    _seen: dict[tuple[str, Fit, float], float] = field(default_factory=dict)
    _pushed: set[str] = field(default_factory=set)

    def choose(self) -> dict[str, Fit]:
        """The fits that leave the least white, by its squares, for the least that is given up.

        An article begins where the one before it ends if there is room for its title and some of its text; its
        pictures may be lower or higher, its text a little smaller or larger, so that a last page is full or is not
        needed. All ways are weighed from article to article (dynamic programming); those that end within 2 mm of each
        other count as one.
        """
        ways: list[_Way] = []
        earlier = None
        for end in self.first:
            before = self._last(ways, earlier)
            paid = self._ended(before, earlier) if before and earlier else 0.0
            found = [self._way(end, fit, self._body(end, fit), paid, before) for fit in self._fits(end)]
            if earlier is not None and end.first == earlier.last + 1 and end.anchor not in self._pushed:
                found += self._amid(end, ways)
            ways = _best(found)
            earlier = end
        last = self._last(ways, earlier)
        return {end.anchor: fit for end, fit in zip(self.first, _unrolled(last), strict=True)}

    def learn(self, fits: Mapping[str, Fit], ends: Sequence[End]) -> float:
        """Note how the articles lie with these fits, and tell what that costs. One that was to begin amid a page and
        was pushed to the next one is not asked to again."""
        cost, earlier = 0.0, None
        for end, alone, follower in zip_longest(ends, self.first, ends[1:]):
            fit = fits[end.anchor]
            self._wrong[end.anchor, fit.on] = end.length - self._length(alone, fit, bare=True)
            cost += self._given_up(alone, fit)
            if fit.on and (earlier is None or end.first != earlier.last):
                self._pushed.add(end.anchor)
                cost += _PUSHED
            else:
                self._seen[end.anchor, fit, round(earlier.bottom, 1) if fit.on and earlier else 0.0] = end.bottom
            if follower is None or follower.first != end.last:
                cost += self._left(end, end.bottom)
            earlier = end
        return cost

    def _last(self, ways: Iterable[_Way], end: End | None) -> _Way | None:
        """The best way, if nothing more stands on the page on which it ends."""
        return min(ways, key=lambda way: self._ended(way, end), default=None) if end else None

    def _ended(self, way: _Way, end: End) -> float:
        """What a way costs if nothing more stands on the page on which it ends. What is reckoned is never quite what is
        printed, and a few lines too many are a page."""
        wrong = 0.0 if way.seen else _WRONG_MM * (end.last - end.first + 1)
        shifts = [wrong * part for part in (-1.0, -0.5, 0.0, 0.5, 1.0)]
        places = [end.top_limit + (way.down + shift - end.top_limit) % end.page for shift in shifts]
        return way.cost + sum(self._left(end, place) for place in places) / len(places)

    def _left(self, end: End, down: float) -> float:
        """What the white costs that an article leaves which ends `down` mm on its last page, with what follows it."""
        cost = 0.0
        for height in self.tails.get(end.anchor, ()):
            if down + height > end.bottom_limit:
                cost += self._white(end, down)
                down = end.top_limit
            down += height
        return cost + self._white(end, down)

    def _white(self, end: End, down: float) -> float:
        """What it costs that nothing more stands on a page below `down` mm but the address at its foot."""
        room = max(0.0, end.bottom_limit - down)
        address = _ADDRESS_MM * self.large if room >= _ADDRESS_ROOM_MM * self.large else 0.0
        return float(((room - address) / end.page) ** 2)

    def _amid(self, end: End, ways: Iterable[_Way]) -> Iterator[_Way]:
        """The ways in which an article begins where the one before it ends."""
        needed = self._needed(end)
        fits = [Fit(_BAND_MM * self.large, scale, plates, on=True) for scale, plates in self._texts(end)]
        most = _PICTURES - len(self.shown[end.anchor].plates)
        for way in ways:
            if way.down + needed + _SPARE_MM <= end.bottom_limit and way.pictures <= most:
                body = way.down + needed - _TEXT_MM * self.large
                yield from (self._way(end, fit, body, way.cost, way) for fit in fits)

    def _way(self, end: End, fit: Fit, body: float, paid: float, before: _Way | None) -> _Way:
        """The way on with an article whose text begins at `body` mm."""
        after = before if fit.on else None
        seen = self._seen.get((end.anchor, fit, round(after.down, 1) if after else 0.0))
        reckoned = end.top_limit + (body - end.top_limit + self._length(end, fit)) % end.page
        down, cost = reckoned if seen is None else seen, paid + self._given_up(end, fit)
        pictures = len(self.shown[end.anchor].plates) + (after.pictures if after else 0)
        return _Way(cost, down, pictures, seen is not None, fit, before)

    def _fits(self, end: End) -> Iterator[Fit]:
        """How an article on pages of its own may be set."""
        natural = self.shown[end.anchor].opening
        usual, lowest = min(natural, Fit().height), _LOWEST_MM * self.large
        higher = [usual + _STEP_MM * n for n in range(1, 3) if usual + _STEP_MM * n <= min(natural, _HIGHEST_MM)]
        lower = [usual - _STEP_MM * n for n in range(1, 9) if usual - _STEP_MM * n >= lowest]
        heights = [Fit().height, *higher, *lower] if natural else [Fit().height]
        yield from (Fit(height, *text) for height, text in product(heights, self._texts(end)))

    def _texts(self, end: End) -> Iterator[tuple[float, float]]:
        plates = _PLATES_MM if self.shown[end.anchor].plates else _PLATES_MM[:1]
        return product(_SCALES, plates)

    def _body(self, end: End, fit: Fit) -> float:
        natural = self.shown[end.anchor].opening
        return end.body - min(natural, Fit().height) + min(natural, fit.height)

    def _length(self, end: End, fit: Fit, *, bare: bool = False) -> float:
        """How long the text will be, as far as it is known by now; `bare`: as the first printing alone tells."""
        usual, given = self._plates(end, Fit()), self._plates(end, fit)
        reckoned = (end.length - usual) * fit.scale**2 + given
        return reckoned if bare else max(0.0, reckoned + self._wrong.get((end.anchor, fit.on), 0.0))

    def _plates(self, end: End, fit: Fit) -> float:
        return sum(min(height, fit.plates * self.large) for height in self.shown[end.anchor].plates)

    def _needed(self, end: End) -> float:
        """The room, in mm, in which an article may begin amid a page."""
        picture = min(self.shown[end.anchor].opening, _BAND_MM * self.large)
        return (_PARTING_MM + _TEXT_MM) * self.large + picture + _HEAD * (end.body - end.head)

    def _given_up(self, end: End, fit: Fit) -> float:
        natural = min(self.shown[end.anchor].opening, Fit().height)
        lower = max(0.0, natural - fit.height) / Fit().height if not fit.on else 0.0
        plates = (Fit().plates - fit.plates) / Fit().plates
        return _SMALLER * abs(1 - fit.scale) + _LOWER * lower + _LOWER_PLATES * plates + _AMID * fit.on


def _best(ways: Iterable[_Way]) -> list[_Way]:
    """The cheapest way to each place."""
    found: dict[tuple[int, int], _Way] = {}
    for way in ways:
        place = round(way.down / _BUCKET_MM), way.pictures
        if place not in found or way.cost < found[place].cost:
            found[place] = way
    return list(found.values())


def _unrolled(way: _Way | None) -> list[Fit]:
    fits: list[Fit] = []
    while way is not None:
        fits.append(way.fit)
        way = way.before
    return fits[::-1]


def plain(fits: Mapping[str, Fit]) -> dict[str, dict[str, Any]]:
    """The fits as JSON has them."""
    return {anchor: asdict(fit) for anchor, fit in fits.items()}
