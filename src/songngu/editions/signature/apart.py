"""Work in a thread of its own."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Result = TypeVar("Result")


def apart(work: Callable[[], Result]) -> Result:
    """What comes of it. pyHanko begins an event loop for whatever it does, and a thread that is within one already, as
    that of a plugin of MkDocs may be, cannot begin another."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(work).result()
