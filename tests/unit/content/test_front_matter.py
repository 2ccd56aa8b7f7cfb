"""Front matter we write is read back unchanged."""

import datetime as dt

import yaml
from hypothesis import given
from hypothesis import strategies as st

from songngu.content.front_matter import entry, scalar
from songngu.content.source import parse
from songngu.text import nfc

# What reading takes out or normalises is not what is tested here.
TEXTS = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\u2028\u2029\ufeff\ufffe\uffff")
).map(nfc)
SCALARS = st.one_of(TEXTS, st.integers(), st.booleans(), st.dates(dt.date(1000, 1, 1)))
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.from_regex(r"\A[a-z]{1,8}\Z"), inner, max_size=4),
)


@given(VALUES)
def test_every_value_is_read_back_by_our_reader(value: object) -> None:
    source = parse(f"---\n{entry('key', value)}---\n".encode(), shown="x.md")
    assert not source.problems
    assert source.values == {"key": value}


@given(st.one_of(TEXTS, st.lists(TEXTS, max_size=3)))
def test_texts_mean_the_same_to_any_other_reader(value: object) -> None:
    assert yaml.safe_load(entry("key", value)) == {"key": value}


def test_what_yaml_could_misread_is_quoted() -> None:
    assert [scalar(text) for text in ("no", "2026", "2026-11", "12:30", "1e5", "", "# x", "a: b")] == [
        '"no"', '"2026"', '"2026-11"', '"12:30"', '"1e5"', '""', '"# x"', '"a: b"',
    ]  # fmt: skip


def test_names_and_paths_stay_plain() -> None:
    assert entry("contents", [{"section": "main", "articles": ["a-b", "c"]}]) == (
        "contents:\n  - section: main\n    articles: [a-b, c]\n"
    )
    assert scalar("assets/port.svg") == "assets/port.svg"


def test_long_lists_stand_line_by_line() -> None:
    assert entry("visiting", ["x" * 40, "y" * 40]) == f"visiting:\n  - {'x' * 40}\n  - {'y' * 40}\n"
