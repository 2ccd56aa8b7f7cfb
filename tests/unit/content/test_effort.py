"""Twice the text takes about twice the work: counted, or compared with itself, never held against a clock."""

import time
from collections.abc import Callable

import pytest

from songngu.content.lean import blocks, inline
from songngu.content.lean.blocks import LeanParser
from songngu.content.markdown import Converter
from songngu.content.safety import clean
from tests.trees import EXTENSIONS


def _seconds(work: Callable[[], object]) -> float:
    """Of processor time, the best of three."""
    best = float("inf")
    for _ in range(3):
        began = time.process_time()
        work()
        best = min(best, time.process_time() - began)
    return best


def test_ends_of_elements_that_are_not_open_are_not_looked_for_among_all_that_are() -> None:
    few = _seconds(lambda: clean("<b></i>" * 2_000))
    many = _seconds(lambda: clean("<b></i>" * 8_000))
    assert many < 8 * few  # four times the text; looking through all that are open takes sixteen times as long


@pytest.mark.parametrize("line", ["* * *", "!!! note", "# x", "*[x]: y"])
def test_a_long_block_eaten_line_by_line_is_looked_through_once(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at = 0
    real = blocks._beginnings

    def counted(block: str) -> frozenset[str]:
        nonlocal looked_at
        looked_at += len(block)
        return real(block)

    monkeypatch.setattr(blocks, "_beginnings", counted)
    body = f"{line}\n" * 900 + "từ ngữ\n" * 2_000
    converter = Converter(EXTENSIONS, {})
    converter.convert(body, lambda _, target: target)
    assert isinstance(converter._md.parser, LeanParser)
    assert 0 < looked_at < 4 * len(body)


def test_code_that_never_ends_is_looked_for_run_by_run(monkeypatch: pytest.MonkeyPatch) -> None:
    steps = 0

    class Counted:
        """The expression, with its steps counted."""

        match = inline._TICKS.match

        def finditer(self, text: str, start: int) -> object:
            nonlocal steps
            for found in real.finditer(text, start):
                steps += 1
                yield found

    real = inline._TICKS
    monkeypatch.setattr(inline, "_TICKS", Counted())
    body = " ".join("`" * length for length in range(1, 200))
    Converter(EXTENSIONS, {}).convert(body, lambda _, target: target)
    assert (
        0 < steps < 200 * 200
    )  # the text has as many characters; a step for each of them took a hundred times as many
