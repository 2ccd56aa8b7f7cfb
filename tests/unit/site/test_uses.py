"""Where targets stand in a text."""

import time

import pytest

from songngu.site.uses import Uses


def _at(body: str, written: str) -> list[int]:
    return list(Uses(body).of(written))


@pytest.mark.parametrize(
    ("body", "written", "places"),
    [
        ("[a](x.md) [b](x.md)", "x.md", [4, 14]),
        ("max.md x.mdd [a](x.md)", "x.md", [17]),
        ("[a](x.md#y) [b](x.md)", "x.md", [16]),
        ("[a](x.md#y) [b](x.md)", "x.md#y", [4]),
        ("[a](#x) [b](#x-y)", "#x", [4]),
        ("![a](<một hai.svg>)", "một hai.svg", [6]),
        ("[a](x.md?b=1&c) [d](x.md?b=2)", "x.md?b=2", [20]),
        ("[a](x.md?) y", "x.md?", [4]),
        ("[a](?b)", "?b", [4]),
        ("<!-- x.md --> x.md", "x.md", [14]),
        ("<!-- x.md", "x.md", [5]),
        ("```\nx.md\n```\nx.md\n```\nx.md", "x.md", [13, 22]),
        ("~~~\n```\n~~~\nx.md <!-- ```\nx.md -->", "x.md", [12]),
        ("a", "x.md", []),
        ("a", "(", []),
    ],
)
def test_a_target_is_found_where_it_stands_alone(body: str, written: str, places: list[int]) -> None:
    assert _at(body, written) == places


def test_a_place_is_a_line_and_a_column() -> None:
    uses = Uses("một\n\nhai x.md\n")
    assert [uses.line_and_column(at) for at in (0, 4, *uses.of("x.md"))] == [(0, 1), (1, 1), (2, 5)]


@pytest.mark.parametrize(
    ("body", "silent"),
    [
        ("![a](k.png) ![](k.png) ![ ](k.png) [k.png](k.png)", [16, 28]),
        ('![a](k.png) ![](<k.png> "b")', [17]),
        ("![a][k] ![][K]\n\n[k]: k.png", [8]),
        ('<img src="k.png" alt="a"> <img alt="b" src=k.png> <img src="k.png">', [60]),
        ('<IMG ALT=" " SRC="k.png">', [18]),
        ('<img alt=b src="k.png"><a href="k.png">', []),
    ],
)
def test_pictures_of_which_nothing_is_said(body: str, silent: list[int]) -> None:
    assert list(Uses(body).without_words("k.png")) == silent


@pytest.mark.parametrize("unit", ["[x](#n{0}) ", "[x](y.md?n{0}) ", "<!-- [x](#n{0}) ", "`````[x](#n{0})\n"])
def test_four_times_the_links_take_about_four_times_as_long(unit: str) -> None:
    def seconds(count: int) -> float:
        body = "".join(unit.format(number) for number in range(count))
        best = float("inf")
        for _ in range(3):
            began = time.process_time()
            uses = Uses(body)
            for number in range(count):
                for target in (f"#n{number}", f"y.md?n{number}"):
                    for at in uses.of(target):
                        uses.line_and_column(at)
            best = min(best, time.process_time() - began)
        return best

    assert seconds(6_000) < 10 * seconds(1_500)  # a search of the whole text for each takes sixteen times as long
