"""Values: frozen dataclasses with slots, as `dataclass(frozen=True, slots=True)` makes them, made in a fifth of the
time and put together again by their constructor when they come out of a memory.

The engine has more than a hundred such classes, and each start of it makes them all. What Python writes and compiles
for each of them (six methods, one by one) takes half as long as everything else a small build does (CPython 3.11 to
3.13); here only the constructor is compiled, all else is shared. Out of a pickle Python looks up the fields of such a
class at every object (`dataclasses._dataclass_setstate`), which takes several times as long as a call.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from typing import Any, TypeVar, cast, dataclass_transform

Class = TypeVar("Class", bound=type)


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: Class) -> Class:
    """Decorates a class with annotated fields: compared, hashed and shown by them; it cannot be changed.

    `fields`, `replace`, `asdict` and `is_dataclass` know it. A `__post_init__` is called.
    """
    if cls.__doc__ is None:
        cls.__doc__ = cls.__name__  # or it is told its signature, which takes longer than all the rest
    own_text = "__repr__" in vars(cls)
    made: Any = dataclass(init=False, repr=False, eq=False, slots=True)(cls)
    told = fields(made)
    made.__init__ = _constructor(made, told)
    made.__setattr__, made.__delattr__ = _refuse_to_set, _refuse_to_delete
    _compared(made, [one.name for one in told if one.compare])
    _rebuilt(made, [one.name for one in told])
    if not own_text:
        made.__repr__ = _text
    return cast(Class, made)


def _constructor(cls: type, told: tuple[Field[Any], ...]) -> Callable[..., None]:
    """A constructor with the fields as parameters, in order."""
    known: dict[str, Any] = {"_missing": MISSING}
    parameters, lines = [], []
    for number, one in enumerate(told):
        name, given = one.name, one.name
        known[f"_set{number}"] = getattr(cls, name).__set__  # of the slot: quicker than object.__setattr__
        if one.default is not MISSING:
            known[f"_default{number}"] = one.default
            parameters.append(f"{name}=_default{number}")
        elif one.default_factory is not MISSING:
            known[f"_make{number}"] = one.default_factory
            parameters.append(f"{name}=_missing")
            given = f"_make{number}() if {name} is _missing else {name}"
        else:
            parameters.append(name)
        lines.append(f" _set{number}(self, {given})")
    if hasattr(cls, "__post_init__"):
        lines.append(" self.__post_init__()")
    source = f"def __init__(self, {', '.join(parameters)}):\n" + "\n".join(lines or [" pass"])
    exec(source, known)  # names of fields are names of Python, written in our own classes
    made: Callable[..., None] = known["__init__"]
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    return made


def _compared(cls: Any, names: list[str]) -> None:
    """Equality and hash by some fields."""
    if not names:
        return
    told = attrgetter(*names)

    def equal(self: Any, other: Any) -> Any:
        return told(self) == told(other) if other.__class__ is self.__class__ else NotImplemented

    def hashed(self: Any) -> int:
        return hash(told(self))

    cls.__eq__, cls.__hash__ = equal, hashed


def _rebuilt(cls: Any, names: list[str]) -> None:
    """How it is pickled and copied: as a call of the class."""
    if not names:
        return
    told = attrgetter(*names)
    alone = len(names) == 1

    def reduce(self: Any) -> tuple[Any, ...]:
        found = told(self)
        return cls, (found,) if alone else found

    cls.__reduce__ = reduce


def _text(self: Any) -> str:
    return f"{type(self).__qualname__}({', '.join(_said(self))})"


def _said(one: Any) -> Iterator[str]:
    return (f"{each.name}={getattr(one, each.name)!r}" for each in fields(one) if each.repr)


def _refuse_to_set(_: Any, name: str, __: Any) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(_: Any, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")
