"""Whatever colour a province has, what is written in it can be read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songngu.inks import contrast, inks, is_colour

COLOURS = st.from_regex(r"\A#[0-9a-f]{6}\Z")


@given(COLOURS)
def test_links_and_bands_are_readable_by_day_and_by_night(colour: str) -> None:
    made = inks(colour)
    assert contrast(made["link"], "#fbfcfa") >= 7
    assert contrast(made["dark_link"], "#0e1918") >= 7
    assert contrast(made["bay"], "#a5c2bc") >= 4.5
    assert contrast(made["dark_bay"], "#a5c2bc") >= 4.5
    assert contrast(made["sky"], "#586964") >= 4.5


@given(COLOURS)
def test_every_ink_is_a_colour(colour: str) -> None:
    assert all(is_colour(ink) for ink in inks(colour).values())


def test_a_colour_that_is_dark_enough_is_left_alone() -> None:
    assert inks("#0d4447")["link"] == "#0d4447"


def test_contrast_has_the_known_extremes() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#777", "#777") == 1


@pytest.mark.parametrize("text", ["red", "#12", "#12345g", "#0d4447;}", "url(x)", "#0d4447\n"])
def test_other_words_are_no_colours(text: str) -> None:
    assert not is_colour(text)
