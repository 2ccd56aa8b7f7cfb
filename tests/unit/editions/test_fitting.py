"""How articles are fitted to their pages, from where they lie."""

from __future__ import annotations

from songngu.editions.fitting import End, Fit, corrected, fitted


def _end(anchor: str, first: int, last: int, bottom: float) -> End:
    """An article with its title at 100 mm and its text at 150 mm, on pages whose text goes from 20 to 275 mm."""
    return End(anchor, first, last, 100.0, 150.0, bottom, 20.0, 275.0)


def test_an_article_begins_where_the_one_before_leaves_room() -> None:
    fits = fitted([_end("a", 1, 2, 80.0), _end("b", 3, 4, 200.0)], {"b": 84.0})
    assert fits["a"] == Fit()
    assert fits["b"].on
    assert not fitted([_end("a", 1, 2, 200.0), _end("b", 3, 4, 200.0)], {"b": 84.0})["b"].on


def test_a_last_article_with_a_stub_is_made_closer() -> None:
    (fit,) = fitted([_end("a", 1, 2, 40.0)], {"a": 92.0}).values()
    assert fit == Fit(height=66.0)
    (fit,) = fitted([_end("a", 1, 2, 120.0)], {"a": 92.0}).values()
    assert fit.scale < 1
    assert fitted([_end("a", 1, 1, 40.0)], {"a": 92.0}) == {"a": Fit()}


def test_what_was_in_vain_is_undone_and_not_tried_again() -> None:
    first = [_end("a", 1, 2, 150.0), _end("b", 3, 4, 200.0)]
    on = {"a": Fit(), "b": Fit(height=42.0, on=True)}
    vain: set[str] = set()
    assert corrected(on, first, first, {}, vain) == {"a": Fit(), "b": Fit()}
    assert vain == {"b"}
    roomy = [_end("a", 1, 2, 50.0), first[1]]
    assert corrected({"a": Fit(), "b": Fit()}, roomy, first, {}, vain)["b"] == Fit()
    assert corrected({"a": Fit(), "b": Fit()}, roomy, first, {}, set())["b"].on


def test_an_article_that_begins_amid_the_page_of_the_one_before_stays_there() -> None:
    first = [_end("a", 1, 2, 80.0), _end("b", 3, 4, 200.0)]
    on = {"a": Fit(), "b": Fit(height=42.0, on=True)}
    assert corrected(on, [first[0], _end("b", 2, 3, 200.0)], first, {}, set()) == on
