"""What a piece of work looked at: values that note each look, so that a later build knows what is out of date.

A page is made from whatever was read while it was made. Rather than list that by hand, which one forgotten line would
make untrue, the library notes every look at it in the trace that is open (a verifying trace: Mokhov, Mitchell,
Peyton Jones, "Build systems à la carte", 2018, §4.2.2). A key is a tuple: the family of the thing and its name in it.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Set
from contextlib import contextmanager
from typing import TypeVar
from zlib import crc32

from songngu.values import frozen

Key = tuple[object, ...]
K = TypeVar("K")
V = TypeVar("V")

_open: list[set[Key]] = []


def note(*key: object) -> None:
    """Note a look in the innermost open trace; without one it costs nothing."""
    if _open:
        _open[-1].add(key)


def note_all(keys: Set[Key]) -> None:
    """Note looks that were noted before, for something that is used again."""
    if _open:
        _open[-1].update(keys)


@contextmanager
def traced() -> Iterator[set[Key]]:
    """Open a trace; it belongs to this process and is not shared by threads."""
    trace: set[Key] = set()
    _open.append(trace)
    try:
        yield trace
    finally:
        _open.pop()


class Noted(Mapping[K, V]):
    """A mapping that notes which keys are asked for: `(family, *key)`; going through it notes `(family,)`, its keys."""

    __slots__ = ("_family", "_of")

    def __init__(self, family: str, of: Mapping[K, V]) -> None:
        self._family, self._of = family, of

    def __getitem__(self, key: K) -> V:
        self._note(key)
        return self._of[key]

    def __contains__(self, key: object) -> bool:
        self._note(key)
        return key in self._of

    def get(self, key: K, default: V | None = None) -> V | None:  # type: ignore[override]
        """The value of a key, noted whether there is one or not."""
        self._note(key)
        return self._of.get(key, default)

    def __iter__(self) -> Iterator[K]:
        note(self._family)
        return iter(self._of)

    def __len__(self) -> int:
        note(self._family)
        return len(self._of)

    def _note(self, key: object) -> None:
        if _open:
            _open[-1].add((self._family, *key) if isinstance(key, tuple) else (self._family, key))


class NotedSet(Set[K]):
    """A set that notes which members are asked for, as `Noted` does."""

    __slots__ = ("_family", "_of")

    def __init__(self, family: str, of: Iterable[K]) -> None:
        self._family, self._of = family, frozenset(of)

    @classmethod
    def _from_iterable(cls, members: Iterable[V]) -> Set[V]:
        """What `&`, `|`, `-` make of it: a plain set."""
        return frozenset(members)

    def __contains__(self, member: object) -> bool:
        note(self._family, *member) if isinstance(member, tuple) else note(self._family, member)
        return member in self._of

    def __iter__(self) -> Iterator[K]:
        note(self._family)
        return iter(self._of)

    def __len__(self) -> int:
        note(self._family)
        return len(self._of)


def plain(of: Mapping[K, V]) -> Mapping[K, V]:
    """A mapping whose looks are not noted, for those who go through whole libraries."""
    return of._of if isinstance(of, Noted) else of


def members(of: Set[K]) -> frozenset[K]:
    """The same for a set."""
    return of._of if isinstance(of, NotedSet) else frozenset(of)


def differences(family: str, old: Mapping[K, V], new: Mapping[K, V]) -> Iterator[Key]:
    """Keys under which two mappings differ, as `Noted` would note them."""
    if old is new:
        return
    moved = False
    for key in old.keys() | new.keys():
        if key in old and key in new:
            if old[key] is new[key] or old[key] == new[key]:
                continue
        else:
            moved = True
        yield (family, *key) if isinstance(key, tuple) else (family, key)
    if moved or list(old) != list(new):
        yield (family,)


QUESTIONS = frozenset({"reached", "begun"})
"""Families of keys that hold their answer: they are asked again of another moment, not compared."""
PICTURE = "picture"
"""The family of keys that say which photographs are shown: what has to be there beside the page."""
_TOLD = QUESTIONS | {PICTURE}


@frozen
class Trace:
    """A trace as it is kept.

    `hashes` are of the keys (CRC-32, 4 bytes each): where two keys have one hash, something is made anew for nothing,
    but nothing is left out. `questions` are the keys about the moment, with their answers; `pictures` are the paths
    inside the content folder of the photographs shown.
    """

    hashes: bytes = b""
    questions: tuple[Key, ...] = ()
    pictures: tuple[str, ...] = ()

    def touches(self, changed: Set[int]) -> bool:
        """Whether one of the looks concerned something that has changed (hashes of keys)."""
        return not changed.isdisjoint(memoryview(self.hashes).cast("I"))


def packed(keys: Iterable[Key]) -> Trace:
    """A trace made ready to be kept."""
    found = keys if isinstance(keys, Set) else set(keys)
    hashes = array("I", sorted(set(map(_HASHES.__getitem__, found))))
    told = [key for key in found if key[0] in _TOLD]  # few of them
    questions = tuple(sorted((key for key in told if key[0] in QUESTIONS), key=repr))
    return Trace(hashes.tobytes(), questions, pictures_in(told))


def pictures_in(keys: Iterable[Key]) -> tuple[str, ...]:
    """The photographs that were shown, by path inside the content folder."""
    return tuple(sorted(str(key[1]) for key in keys if key[0] == PICTURE))


def hash_of(key: Key) -> int:
    """A hash that is the same in every process."""
    return _HASHES[key]


class _Hashes(dict[Key, int]):
    """Those asked for so far."""

    def __missing__(self, key: Key) -> int:
        known = self[key] = crc32(repr(key).encode())
        return known


_HASHES = _Hashes()
