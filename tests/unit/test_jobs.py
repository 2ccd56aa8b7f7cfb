"""The same results in the same order, however many workers there are and whatever becomes of them."""

from __future__ import annotations

import os
from collections.abc import Sequence

import pytest

from songngu.jobs import Crew, Errand, cores, mapped

ITEMS = list(range(500))
PARENT = os.getpid()


@pytest.mark.parametrize("jobs", [1, 2, 3, 7, 100])
def test_order_is_kept(jobs: int) -> None:
    assert list(mapped(lambda n: n * n, ITEMS, jobs=jobs)) == [n * n for n in ITEMS]


def test_there_are_workers_where_it_pays() -> None:
    assert PARENT not in set(mapped(lambda _: os.getpid(), ITEMS, jobs=2))
    assert set(mapped(lambda _: os.getpid(), ITEMS[:20], jobs=2)) == {PARENT}
    assert cores() >= 1


def test_an_exception_in_a_worker_is_raised_here() -> None:
    with pytest.raises(ZeroDivisionError):
        list(mapped(lambda n: 1 // (n - 300), ITEMS, jobs=2))


def test_a_worker_that_dies_is_stood_in_for() -> None:
    def deadly(n: int) -> int:
        if n == 301 and os.getpid() != PARENT:
            os.kill(os.getpid(), 9)
        return n

    assert list(mapped(deadly, ITEMS, jobs=2)) == ITEMS


def test_results_larger_than_a_pipe_come_whole() -> None:
    made = list(mapped(lambda n: bytes([n % 251]) * 20_000, ITEMS, jobs=2))
    assert [len(data) for data in made] == [20_000] * len(ITEMS)


class _Clerk:
    """Counts its orders and dies, or raises, at one of them; only away from home."""

    def __init__(self, share: Sequence[int], falls_at: int, raises: bool) -> None:
        self._share, self._falls_at, self._raises, self._orders = share, falls_at, raises, 0

    def work(self, factor: int) -> tuple[int, list[int]]:
        self._orders += 1
        if self._orders == self._falls_at and os.getpid() != PARENT and self._share[0] == 0:
            if self._raises:
                raise RuntimeError
            os.kill(os.getpid(), 9)
        return self._orders, [factor * n for n in self._share]


@pytest.mark.parametrize("raises", [False, True])
@pytest.mark.parametrize("falls_at", [1, 2, 3])
def test_a_clerk_who_falls_at_any_order_is_stood_in_for(falls_at: int, raises: bool) -> None:
    with Crew(lambda share: _Clerk(share, falls_at, raises), ITEMS, jobs=2) as crew:
        for number in (1, 2, 3):
            answers = crew.order("work", number)
            assert answers == [(number, [number * n for n in ITEMS[start::2]]) for start in (0, 1)]


def test_no_process_is_left_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    made, fork = [], os.fork

    def counted() -> int:
        made.append(fork())
        return made[-1]

    monkeypatch.setattr(os, "fork", counted)
    list(mapped(lambda n: n, ITEMS, jobs=3))
    assert len(made) == 3
    for process in made:
        with pytest.raises(ChildProcessError):
            os.waitpid(process, os.WNOHANG)


def test_a_result_that_cannot_travel_is_made_here() -> None:
    made = list(mapped(lambda n: lambda: n, ITEMS, jobs=2))
    assert [one() for one in made] == ITEMS


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_errand_is_done_elsewhere_where_it_can_be(jobs: int) -> None:
    found, process = Errand(lambda: (b"x" * 1_000_000, os.getpid()), jobs=jobs).result()
    assert found == b"x" * 1_000_000
    assert (process == PARENT) is (jobs == 1)
    if jobs > 1:
        with pytest.raises(ChildProcessError):  # it has ended, and been waited for
            os.waitpid(process, os.WNOHANG)


def test_an_errand_that_is_lost_is_done_here() -> None:
    def deadly() -> int:
        if os.getpid() != PARENT:
            os.kill(os.getpid(), 9)
        return os.getpid()

    assert Errand(deadly, jobs=2).result() == PARENT
    with pytest.raises(ZeroDivisionError):
        Errand(lambda: 1 // 0, jobs=2).result()
