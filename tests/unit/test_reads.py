"""Looks are noted, each under its key, and a change that concerns one is found among them."""

from __future__ import annotations

from songngu.reads import Noted, NotedSet, differences, hash_of, note, packed, plain, traced

_OF = {"a": 1, ("b", "c"): 2}


def test_each_look_is_noted_under_its_key() -> None:
    noted = Noted("f", _OF)
    with traced() as trace:
        assert noted["a"] == 1
        assert noted.get(("b", "c")) == 2
        assert noted.get("none") is None
        assert "gone" not in noted
    assert trace == {("f", "a"), ("f", "b", "c"), ("f", "none"), ("f", "gone")}


def test_going_through_notes_the_keys_and_each_value() -> None:
    noted = Noted("f", _OF)
    for looks, expected in (
        (list, {("f",)}),
        (len, {("f",)}),
        (bool, {("f",)}),
        (lambda of: list(of.items()), {("f",), ("f", "a"), ("f", "b", "c")}),
        (lambda of: list(of.values()), {("f",), ("f", "a"), ("f", "b", "c")}),
        (lambda of: of == {}, {("f",), ("f", "a"), ("f", "b", "c")}),
        (plain, set()),
    ):
        with traced() as trace:
            looks(noted)
        assert trace == expected


def test_a_set_notes_in_the_same_way() -> None:
    noted = NotedSet("s", [("a", "b")])
    with traced() as trace:
        assert ("a", "b") in noted
        assert "c" not in noted
    assert trace == {("s", "a", "b"), ("s", "c")}
    with traced() as trace:
        assert noted & {"x"} == set()
    assert ("s",) in trace or ("s", "x") in trace


def test_only_the_innermost_trace_hears() -> None:
    with traced() as outer:
        note("x")
        with traced() as inner:
            note("y")
        note("z")
    assert (outer, inner) == ({("x",), ("z",)}, {("y",)})


def test_differences_are_keys_that_looks_would_have_had() -> None:
    assert set(differences("f", _OF, _OF)) == set()
    assert set(differences("f", _OF, {**_OF, "a": 3})) == {("f", "a")}
    assert set(differences("f", _OF, {"a": 1})) == {("f", "b", "c"), ("f",)}
    assert set(differences("f", _OF, dict(reversed(_OF.items())))) == {("f",)}


def test_a_packed_trace_finds_each_of_its_keys_and_keeps_its_questions() -> None:
    keys = [("f", str(number)) for number in range(300)]
    question = ("reached", "2026-01-01", True)
    trace = packed([*keys, question, *keys])
    assert all(trace.touches({hash_of(key)}) for key in keys)
    assert not trace.touches(set())
    assert not trace.touches({hash_of(("f", "300"))})
    assert trace.questions == (question,)
    assert packed(reversed([*keys, question])) == trace


def test_two_keys_of_one_hash_leave_nothing_out() -> None:
    one, other = _colliding()
    assert one != other
    assert packed([one]).touches({hash_of(other)})
    assert packed([one, other]).touches({hash_of(one)})


def _colliding() -> tuple[tuple[str, str], tuple[str, str]]:
    seen: dict[int, tuple[str, str]] = {}
    number = 0
    while True:
        key = ("f", str(number * 2654435761 % 2**64))
        known = seen.setdefault(hash_of(key), key)
        if known != key:
            return known, key
        number += 1
