"""Titles broken into lines as a compositor would."""

from __future__ import annotations

import unicodedata

import pytest

from songngu.cards.lines import broken, cut, pieces
from songngu.content.phrases import MAY_END
from songngu.text import nfc

ZH = "2025年接待游客2130万人次，增长11.4%：“两轮驱动”初见成效（附《2026年计划》），说“好”！"


def wide(text: str) -> float:
    """One for a letter, two for a Chinese one."""
    return float(sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text))


@pytest.mark.parametrize("width", range(14, 70))
def test_no_chinese_line_begins_or_ends_with_the_wrong_mark(width: int) -> None:
    lines = broken(ZH, wide, width=width, most=99)
    assert lines is not None
    assert "".join(lines) == ZH
    assert all(wide(line) <= width for line in lines)
    assert not any(line[0] in "。，、；：？！）》”%" for line in lines)
    assert not any(line[-1] in "（《“" for line in lines)
    assert all(any(whole in line for line in lines) for whole in ("2130万人次", "11.4%", "2026年"))


def test_latin_words_among_chinese_stay_whole() -> None:
    assert "Songngu" in pieces("用Songngu讲述")


def test_names_held_by_no_break_spaces_stay_together() -> None:
    assert pieces("Vịnh Hạ\u00a0Long đẹp") == ["Vịnh ", "Hạ\u00a0Long ", "đẹp"]


def test_letters_are_composed_and_white_space_is_one_space() -> None:
    assert "".join(pieces(unicodedata.normalize("NFD", "Tiếng\n  Việt"))) == nfc("Tiếng Việt")


def test_lines_are_of_about_one_length() -> None:
    assert broken("aaa bbb ccc ddd", wide, width=14, most=2) == ["aaa bbb", "ccc ddd"]


def test_chinese_lines_end_with_a_clause_where_that_takes_no_more_lines() -> None:
    assert broken("如何到广宁：高速公路、机场与口岸", wide, width=24, most=2) == [
        "如何到广宁：",
        "高速公路、机场与口岸",
    ]
    assert broken("高速公路机场港口与口岸、桥", wide, width=14, most=2) == ["高速公路机场港", "口与口岸、桥"]


def test_what_has_no_room_is_refused() -> None:
    assert broken("aaa bbb ccc", wide, width=4, most=2) is None
    assert broken("aaaaaa", wide, width=5, most=2) is None


def test_what_is_cut_short_says_so_and_has_room() -> None:
    assert cut("aaa bbb, ccc ddd", wide, width=5, most=2) == ["aaa", "bbb…"]
    assert cut("aaaaaaaa", wide, width=5, most=2) == ["aaaa…"]


@pytest.mark.parametrize("width", range(12, 30))
def test_lines_end_with_phrases_where_the_title_says_where_these_end(width: int) -> None:
    title = "敞开|大门的|一年（附|计划）：广宁|迎接|世界".replace("|", MAY_END)
    lines = broken(title, wide, width=width, most=9)
    assert lines is not None
    assert "".join(lines) == title.replace(MAY_END, "")
    assert all(wide(line) <= width for line in lines)
    phrases = ("敞开", "大门的", "一年", "计划", "广宁", "迎接", "世界")
    assert all(any(whole in line for line in lines) for whole in phrases)


def test_what_is_cut_short_ends_with_a_phrase() -> None:
    assert cut("敞开|大门的|一年".replace("|", MAY_END), wide, width=12, most=1) == ["敞开大门的…"]
