"""How articles are fitted to their pages, from where they lie."""

from __future__ import annotations

from dataclasses import replace

import pytest

from songngu.editions.fitting import End, Fit, Fitting, Shown


def _end(anchor: str, first: int, last: int, bottom: float) -> End:
    """An article with its title at 100 mm and its text at 150 mm, on pages whose text goes from 20 to 275 mm."""
    return End(anchor, first, last, 100.0, 150.0, bottom, 20.0, 275.0)


def _fitting(*ends: End, plates: tuple[float, ...] = ()) -> Fitting:
    """The fitting of articles with an opening picture 92 mm high, which have been printed on pages of their own."""
    made = Fitting(ends, {end.anchor: Shown(92.0, plates) for end in ends})
    made.learn({end.anchor: Fit() for end in ends}, ends)
    return made


def _printed(end: End, fit: Fit) -> End:
    """An article as it is printed on pages of its own, where its text is as long as its scale says."""
    body = end.body + fit.height - Fit().height
    last, bottom = divmod(body - end.top_limit + end.length * fit.scale**2, end.page)
    return replace(end, body=body, last=end.first + int(last), bottom=end.top_limit + bottom)


def test_an_article_begins_where_the_one_before_leaves_room() -> None:
    assert _fitting(_end("a", 1, 2, 80.0), _end("b", 3, 4, 200.0)).choose()["b"].on
    assert not _fitting(_end("a", 1, 2, 240.0), _end("b", 3, 4, 240.0)).choose()["b"].on


def test_one_that_begins_another_part_has_pages_of_its_own() -> None:
    assert not _fitting(_end("a", 1, 2, 80.0), _end("b", 5, 6, 200.0)).choose()["b"].on


@pytest.mark.parametrize(("pictures", "on"), [(1, [True, True]), (2, [False, False])])
def test_few_pictures_stand_in_texts_that_run_on(pictures: int, on: list[bool]) -> None:
    """Where one stands depends on those before it, which the typesetter follows a few times only."""
    ends = [_end("a", 1, 2, 80.0), _end("b", 3, 4, 60.0), _end("c", 5, 6, 200.0)]
    fits = _fitting(*ends, plates=(1.0,) * pictures).choose()
    assert [fits[end.anchor].on for end in ends[1:]] == on


@pytest.mark.parametrize("bottom", [25.0, 40.0, 60.0])
def test_a_stub_is_taken_in(bottom: float) -> None:
    alone = _end("a", 1, 2, bottom)
    (fit,) = _fitting(alone).choose().values()
    assert _printed(alone, fit).last == 1
    assert fit.scale > 0.95


def test_what_fills_its_pages_is_let_be() -> None:
    assert _fitting(_end("a", 1, 3, 258.0)).choose() == {"a": Fit()}


def test_pictures_in_the_text_are_lower_only_where_there_are_any() -> None:
    (without,) = _fitting(_end("a", 1, 3, 110.0)).choose().values()
    (having,) = _fitting(_end("a", 1, 3, 110.0), plates=(110.0, 110.0, 110.0)).choose().values()
    assert without.plates == 96.0
    assert having.plates < 96.0


def test_an_end_that_was_seen_is_worth_more_than_one_that_is_reckoned() -> None:
    alone = _end("a", 1, 2, 40.0)
    fitting = _fitting(alone)
    fits = fitting.choose()
    assert fitting.learn(fits, [_printed(alone, fits["a"])]) < 0.1 < fitting.learn({"a": Fit()}, [alone])
    assert fitting.choose() == fits


def test_what_turns_out_worse_is_not_chosen_again() -> None:
    alone = _end("a", 1, 2, 40.0)
    fitting = _fitting(alone)
    fits = fitting.choose()
    assert fitting.learn(fits, [alone]) > 0.3
    assert fitting.choose() != fits


def test_one_that_was_pushed_to_the_next_page_is_not_asked_again() -> None:
    first = [_end("a", 1, 2, 80.0), _end("b", 3, 4, 200.0)]
    fitting = _fitting(*first)
    fits = fitting.choose()
    assert fits["b"].on
    amid = fitting.learn(fits, [first[0], _end("b", 2, 3, 200.0)])
    assert fitting.learn(fits, first) > amid + 0.4
    assert not fitting.choose()["b"].on


def test_smaller_paper_needs_less_room() -> None:
    ends = [replace(_end("a", 1, 2, 120.0), bottom_limit=190.0), replace(_end("b", 3, 4, 150.0), bottom_limit=190.0)]
    ends = [replace(end, head=end.body - 12.0) for end in ends]
    shown = {end.anchor: Shown() for end in ends}
    assert not Fitting(ends, shown, 1.3).choose()["b"].on
    assert Fitting(ends, shown, 0.78).choose()["b"].on


def test_nothing_to_fit() -> None:
    assert _fitting().choose() == {}
    assert _fitting().learn({}, []) == 0.0
