"""Which texts are taken apart at once, and into what."""

from xml.etree.ElementTree import tostring

import pytest

from songngu.content.lean.simple import is_bare, taken_apart


def _html(text: str) -> str:
    before, found = taken_apart(text)
    return before + "".join(tostring(element, "unicode", method="html") for element in found)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("một **hai** ba", "một <strong>hai</strong> ba"),
        ("*một*, **hai ba**.", "<em>một</em>, <strong>hai ba</strong>."),
        ("xem [một hai](a_b*c.md#d)", 'xem <a href="a_b*c.md#d">một hai</a>'),
        ("![một](a.jpg)", '<img src="a.jpg" alt="một">'),
        ("hay!![một](a.jpg)**hai**", 'hay!<img src="a.jpg" alt="một"><strong>hai</strong>'),
        ("[một](a)[hai](b) (ba)", '<a href="a">một</a><a href="b">hai</a> (ba)'),
    ],
)
def test_simple_forms_are_found(text: str, html: str) -> None:
    assert _html(text) == html


@pytest.mark.parametrize(
    "text",
    [
        "**một*", "***một***", "**một** *", "*một**hai*", "** một**", "**một **", "**một *hai* ba**", "*một* _hai_",
        "*một* `hai`", "*một* \\* hai", "*một* <b>", "*một* &amp;", "*một*  \nhai", "[*một*](a)", "[một][a] *hai*",
        "[một](a 'b')", "[một](<a>)", "[một](a(b))", "[^1](a)", "[](a)", "[một]() *hai*", "[một [hai](a)](b)",
        "*một [hai](a) ba*", "*một* \x02wzxhzdk:0\x03",
    ],
)  # fmt: skip
def test_a_text_with_anything_else_is_left_alone(text: str) -> None:
    assert taken_apart(text) == (text, [])


def test_nothing_can_be_found_in_bare_text() -> None:
    assert is_bare("Một, hai! (ba) | 4 ~ 5 # 6 ^ 7 {: .a }\nhết")
    assert [mark for mark in ("*", "_", "`", "\\", "[", "<", "&", "  \n", "\x02") if is_bare(f"a{mark}b")] == []
