"""Our frozen classes are what those of `dataclasses` are."""

from __future__ import annotations

import copy
import pickle
from dataclasses import FrozenInstanceError, asdict, dataclass, field, fields, is_dataclass, replace
from typing import Any

import pytest

from songngu.values import frozen


@frozen
class Ours:
    name: str
    parts: tuple[int, ...] = ()
    notes: dict[str, int] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Theirs:
    name: str
    parts: tuple[int, ...] = ()
    notes: dict[str, int] = field(default_factory=dict, compare=False, repr=False)


@frozen
class Heir(Ours):
    more: int = 0

    def __post_init__(self) -> None:
        if self.more < 0:
            raise ValueError(self.more)


@frozen
class Nothing:
    """No fields."""


CALLS: list[tuple[tuple[Any, ...], dict[str, Any]]] = [
    (("a",), {}),
    (("a", (1, 2)), {}),
    ((), {"name": "a", "parts": (1,), "notes": {"x": 1}}),
]


@pytest.mark.parametrize(("args", "kwargs"), CALLS)
def test_it_is_what_python_makes(args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
    ours, theirs = Ours(*args, **kwargs), Theirs(*args, **kwargs)
    assert repr(ours) == repr(theirs).replace("Theirs", "Ours")
    assert asdict(ours) == asdict(theirs)
    assert [one.name for one in fields(ours)] == [one.name for one in fields(theirs)]
    assert hash(ours) == hash(Ours(*args, **kwargs))
    assert ours == Ours(*args, **kwargs)
    assert is_dataclass(ours)
    assert vars(Ours)["__slots__"] == vars(Theirs)["__slots__"]
    assert Ours.__match_args__ == Theirs.__match_args__


@pytest.mark.parametrize("args", [(), ("a", (), {}, 1)])
def test_a_wrong_call_is_refused(args: tuple[Any, ...]) -> None:
    with pytest.raises(TypeError):
        Ours(*args)


def test_it_differs_from_what_differs() -> None:
    assert Ours("a") != Ours("b")
    assert Ours("a") != Theirs("a")  # type: ignore[comparison-overlap]
    assert Ours("a", notes={"x": 1}) == Ours("a")  # not compared
    assert Ours("a") != Heir("a")


def test_nothing_of_it_can_be_changed() -> None:
    one = Ours("a")
    with pytest.raises(FrozenInstanceError, match="name"):
        one.name = "b"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError, match="name"):
        del one.name
    with pytest.raises((FrozenInstanceError, AttributeError)):
        one.other = 1  # type: ignore[attr-defined]
    assert one == Ours("a")


def test_each_has_defaults_of_its_own() -> None:
    assert Ours("a").notes is not Ours("a").notes


@pytest.mark.parametrize("one", [Ours("a", (1,), {"x": 2}), Heir("a", more=3), Nothing()])
def test_it_can_be_copied_pickled_and_replaced(one: Any) -> None:
    for again in (copy.copy(one), copy.deepcopy(one), pickle.loads(pickle.dumps(one)), replace(one)):
        assert type(again) is type(one)
        assert repr(again) == repr(one)
    assert asdict(pickle.loads(pickle.dumps(one))) == asdict(one)


def test_an_heir_has_the_fields_of_both_and_is_asked() -> None:
    assert [one.name for one in fields(Heir)] == ["name", "parts", "notes", "more"]
    assert replace(Heir("a"), more=2).more == 2
    with pytest.raises(ValueError, match="-1"):
        Heir("a", more=-1)
