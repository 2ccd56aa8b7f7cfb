"""Text at the border: slugs, digests, near names."""

from __future__ import annotations

import pytest

from songngu.text import digest, han_count, nearest, nfc, one_line, path_within, slug, unmarked


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đông Hồ – làng tranh", "dong-ho-lang-tranh"),
        ("NGHỊ QUYẾT số 59-NQ/TW", "nghi-quyet-so-59-nq-tw"),
        ("历史 与 文化", "历史-与-文化"),
        ("한국어 안내", "한국어-안내"),
        ("ประวัติศาสตร์", "ประวัติศาสตร์"),
        ("がっこう", "がっこう"),
        ("История", "история"),
        ("Straße ﬁn", "strasse-fin"),
        ("…", ""),
        ("", ""),
    ],
)
def test_slug(text: str, expected: str) -> None:
    assert slug(text) == expected


def test_marks_go_from_every_letter() -> None:
    assert unmarked("Quảng Ninh Đầm Hà đỗ") == "Quang Ninh Dam Ha do"


def test_the_border_of_parts_counts_in_a_digest() -> None:
    assert digest("ab", "c") != digest("a", "bc") != digest("abc")
    assert digest("Đ") == digest("Đ".encode())
    assert len(digest()) == 16


def test_near_names() -> None:
    assert nearest("sumary", ["title", "summary"]) == "summary"
    assert nearest("xyz", ["title"]) == ""
    assert nearest("s" * 300, ["s" * 299]) == ""


def test_small_things() -> None:
    assert nfc("e\u0302\u0301") == "ế"
    assert one_line(" a\n\tb ") == "a b"
    assert han_count("Hạ Long 下龙湾") == 3
    assert path_within("e\u0301/C# 1.md") == "é/C- 1.md"
