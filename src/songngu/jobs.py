"""Work on all cores: forked workers share what is already loaded; results keep their order."""

from __future__ import annotations

import gc
import os
import pickle
from collections.abc import Callable, Iterator, Sequence
from types import TracebackType
from typing import Any, BinaryIO, Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

_LEAST = 32  # items a worker must have for a fork to pay


def cores() -> int:
    """How many workers this process may run at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def mapped(
    function: Callable[[Item], Result], items: Sequence[Item], *, jobs: int, least: int = _LEAST
) -> Iterator[Result]:
    """`map(function, items)`, in order; `least` as in `Crew`."""

    class Mapping:
        def __init__(self, share: Sequence[Item]) -> None:
            self._share = share

        def results(self) -> list[Result]:
            return [function(item) for item in self._share]

    with Crew(Mapping, items, jobs=jobs, least=least) as crew:
        shares = crew.order("results")
    for index in range(len(items)):
        yield shares[index % len(shares)][index // len(shares)]


class Crew(Generic[Item]):
    """A number of workers, each made by `hire` with its share of the items, in processes forked from this one.

    `order` has every worker carry out a method of that name. A worker whose process dies, or that raises, is replaced
    by one in this process which is given the same orders again: an exception is met there. Without fork, or where
    there is little to do (fewer than `least` items for each of two), one worker does everything here. Results are
    pickled; items, and what workers keep, are not.
    """

    def __init__(
        self, hire: Callable[[Sequence[Item]], Any], items: Sequence[Item], *, jobs: int, least: int = _LEAST
    ) -> None:
        count = min(jobs, len(items) // least)
        alone = count < 2 or not hasattr(os, "fork")
        shares = [items] if alone else [items[number::count] for number in range(count)]
        self._orders: list[tuple[str, tuple[Any, ...]]] = []
        self._workers: list[_Here | _Elsewhere] = []
        if not alone:
            gc.freeze()  # what is loaded is shared with the workers for as long as nobody writes to it
        for share in shares:
            others = [one for one in self._workers if isinstance(one, _Elsewhere)]
            self._workers.append(_Here(hire, share) if alone else _Elsewhere(hire, share, others))

    def __enter__(self) -> Crew[Item]:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        self.dismiss()

    def dismiss(self) -> None:
        """Let all workers go, and what they keep; nothing can be ordered any more."""
        for worker in self._workers:
            worker.dismiss()
        self._workers.clear()
        gc.unfreeze()

    def order(self, name: str, *arguments: Any, meanwhile: Callable[[], None] = lambda: None) -> list[Any]:
        """What each worker's method gives, in the order of their shares; `meanwhile` is done here in the meantime."""
        order = (name, arguments)
        for worker in self._workers:
            worker.begin(order)
        meanwhile()
        results = []
        for number, worker in enumerate(self._workers):
            try:
                results.append(worker.end())
            except _LostError:
                worker.dismiss()
                stand_in = _Here(worker.hire, worker.share)
                for past in self._orders:
                    stand_in.begin(past)
                    stand_in.end()
                stand_in.begin(order)
                self._workers[number] = stand_in
                results.append(stand_in.end())
        self._orders.append(order)
        return results


class Errand(Generic[Result]):
    """One piece of work in a process of its own while this one goes on; its result is pickled.

    Without fork, with one job only, or where that process is lost, it is done here when the result is asked for, which
    has to be once: the process ends with it.
    """

    def __init__(self, work: Callable[[], Result], *, jobs: int) -> None:
        self._work = work
        self._worker: _Elsewhere | None = None
        if jobs > 1 and hasattr(os, "fork"):
            self._worker = _Elsewhere(lambda _: _Messenger(work), (), ())
            self._worker.begin(("result", ()))

    def result(self) -> Result:
        """What came of it."""
        if self._worker is None:
            return self._work()
        try:
            found: Result = self._worker.end()
        except _LostError:
            found = self._work()
        finally:
            self._worker.dismiss()
        return found


class _Messenger(Generic[Result]):
    def __init__(self, work: Callable[[], Result]) -> None:
        self.result = work


class _LostError(Exception):
    """The process of a worker has ended, or what it was told to do has failed."""


class _Here:
    """A worker in this process."""

    def __init__(self, hire: Callable[[Sequence[Any]], Any], share: Sequence[Any]) -> None:
        self.hire, self.share = hire, share
        self._worker = hire(share)
        self._order: tuple[str, tuple[Any, ...]] = ("", ())

    def begin(self, order: tuple[str, tuple[Any, ...]]) -> None:
        self._order = order

    def end(self) -> Any:
        return getattr(self._worker, self._order[0])(*self._order[1])

    def dismiss(self) -> None:
        """Nothing to end."""


class _Elsewhere:
    """A worker in a process of its own, which ends when it is told nothing more."""

    def __init__(
        self, hire: Callable[[Sequence[Any]], Any], share: Sequence[Any], others: Sequence[_Elsewhere]
    ) -> None:
        self.hire, self.share = hire, share
        orders_in, orders_out = os.pipe()
        results_in, results_out = os.pipe()
        self._process = os.fork()
        if not self._process:
            try:
                for descriptor in (orders_out, results_in, *(fd for one in others for fd in one.descriptors())):
                    os.close(descriptor)
                with os.fdopen(orders_in, "rb") as orders, os.fdopen(results_out, "wb") as results:
                    _serve(hire, share, orders, results)
            finally:
                os._exit(0)  # nothing of the parent's (its open files, its exit functions) is the worker's to finish
        os.close(orders_in)
        os.close(results_out)
        self._orders, self._results = os.fdopen(orders_out, "wb"), os.fdopen(results_in, "rb")

    def descriptors(self) -> tuple[int, int]:
        """What a worker forked later inherits and has to close, so that this one hears when nobody orders any more."""
        return self._orders.fileno(), self._results.fileno()

    def begin(self, order: tuple[str, tuple[Any, ...]]) -> None:
        try:
            pickle.dump(order, self._orders, pickle.HIGHEST_PROTOCOL)
            self._orders.flush()
        except OSError:
            return  # it is found out when the result is asked for

    def end(self) -> Any:
        collected = gc.isenabled()
        gc.disable()  # all that is made lives on
        try:
            done, result = pickle.load(self._results)  # written by our own child a moment ago
        except (EOFError, OSError, pickle.UnpicklingError):
            raise _LostError from None
        finally:
            if collected:
                gc.enable()
        if not done:
            raise _LostError
        return result

    def dismiss(self) -> None:
        for stream in (self._orders, self._results):
            try:
                stream.close()
            except OSError:
                continue
        os.waitpid(self._process, 0)


def _serve(hire: Callable[[Sequence[Any]], Any], share: Sequence[Any], orders: BinaryIO, results: BinaryIO) -> None:
    worker = hire(share)
    while True:
        try:
            name, arguments = pickle.load(orders)
        except EOFError:
            return
        try:
            answer = True, getattr(worker, name)(*arguments)
        except BaseException:  # the parent meets it again when it does this share itself, in its own traceback
            answer = False, None
        # Whole before the first byte is sent: who has to wait until others are heard has done all work by then.
        results.write(pickle.dumps(answer, pickle.HIGHEST_PROTOCOL))
        results.flush()
