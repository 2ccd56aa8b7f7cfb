"""Values that are kept on disk by the thousand: dataclasses that are put together again by their constructor.

What Python does for a frozen dataclass with slots looks up its fields at every object, which takes several times as
long (CPython 3.11, `dataclasses._dataclass_setstate`).
"""

from __future__ import annotations

from dataclasses import fields
from operator import attrgetter
from typing import Any, TypeVar

Class = TypeVar("Class", bound=type)


def kept(cls: Class) -> Class:
    """Decorates a dataclass whose fields are its constructor's arguments."""
    names = [field.name for field in fields(cls)]
    values = attrgetter(*names)

    def reduce(self: Any) -> tuple[Any, ...]:
        found = values(self)
        return cls, found if len(names) > 1 else (found,)

    cls.__reduce__ = reduce  # type: ignore[method-assign, assignment]
    return cls
