"""The same results in the same order, however many workers there are and whatever becomes of them."""

from __future__ import annotations

import os

import pytest

from songngu.jobs import cores, mapped

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
