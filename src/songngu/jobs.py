"""One function over many items, on all cores: forked workers share what is already loaded, results keep their order."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

_LEAST = 64  # items a worker must have for a fork to pay


def cores() -> int:
    """How many workers this process may run at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def mapped(function: Callable[[Item], Result], items: Sequence[Item], *, jobs: int) -> Iterator[Result]:
    """`map(function, items)`, in order. An exception in a worker is raised here; a worker that dies is stood in for.

    Works without workers where there is no fork (Windows) or too little to do. Results are pickled, items are not.
    """
    workers = min(jobs, len(items) // _LEAST)
    if workers < 2 or not hasattr(os, "fork"):
        yield from map(function, items)
        return
    pipes = [_start(function, items[number::workers]) for number in range(workers)]
    shares = [_results(pipe, function, items[number::workers]) for number, pipe in enumerate(pipes)]
    for index in range(len(items)):
        yield shares[index % workers][index // workers]


def _start(function: Callable[[Item], Result], share: Sequence[Item]) -> tuple[int, int]:
    """Fork a worker for a share of the items: its process and the end of the pipe its results come from."""
    reading, writing = os.pipe()
    process = os.fork()
    if process:
        os.close(writing)
        return process, reading
    try:
        os.close(reading)
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(_worked(function, share))
    finally:
        os._exit(0)  # nothing of the parent's (its open files, its exit functions) is the worker's to finish


def _worked(function: Callable[[Item], Result], share: Sequence[Item]) -> bytes:
    try:
        return pickle.dumps([function(item) for item in share], pickle.HIGHEST_PROTOCOL)
    except BaseException:  # the parent meets it again when it does this share itself, in its own traceback
        return b""


def _results(pipe: tuple[int, int], function: Callable[[Item], Result], share: Sequence[Item]) -> list[Any]:
    process, reading = pipe
    with os.fdopen(reading, "rb") as stream:
        data = stream.read()
    os.waitpid(process, 0)
    try:
        found = pickle.loads(data)  # written by our own child a moment ago
    except (EOFError, pickle.UnpicklingError, ValueError):
        return [function(item) for item in share]
    return list(found)
