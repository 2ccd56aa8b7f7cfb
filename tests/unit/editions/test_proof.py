"""What the fonts lack, told and taken out."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songngu.editions.proof import _ENDLESS, _breakable, proof
from songngu.editions.rows import words
from songngu.editions.tree import Book
from songngu.problems import Place, Severity
from tests.editions.making import article, book, write_issue

LATIN = frozenset(range(0x20, 0x2000)) | {ord(c) for c in "“”–—…"}
FILE = "content/vi/news/2026-11/a.md"


@pytest.fixture
def sound(tmp_path: Path) -> Book:
    return of(tmp_path, "Đoạn một.")


def of(tmp_path: Path, body: str) -> Book:
    write_issue(tmp_path, {"a": {"vi": article("Bài", body), "en": article("Article", "One.")}})
    return book(tmp_path)[0]


def test_a_sound_book_is_left_alone(sound: Book) -> None:
    clean, problems = proof(sound, shown=LATIN)
    assert clean is sound
    assert problems == ()


def test_a_letter_no_font_has_is_an_error_with_line_and_column(tmp_path: Path) -> None:
    clean, (problem,) = proof(of(tmp_path, "Dòng một,\ndòng 한 hai."), shown=LATIN)
    assert (problem.code, problem.severity) == ("glyph-missing", Severity.ERROR)
    assert problem.place == Place(FILE, 6, 6)
    assert problem.value("name") == "U+D55C HANGUL SYLLABLE HAN"
    assert words(clean.articles[0].rows[0].sides[0].nodes) == "Dòng một, dòng  hai."


def test_an_emoji_is_left_out_with_a_warning_and_its_invisible_parts_without_a_word(tmp_path: Path) -> None:
    _, problems = proof(of(tmp_path, "Vui 👩\u200d💻\ufe0f."), shown=LATIN)
    assert {(p.code, p.severity, p.value("character")) for p in problems} == {
        ("glyph-left-out", Severity.WARNING, "👩"),
        ("glyph-left-out", Severity.WARNING, "💻"),
    }


def test_a_title_is_proofread_where_it_was_written(sound: Book) -> None:
    titles = (replace(sound.articles[0].titles[0], text="Bài ☃"), sound.articles[0].titles[1])
    section = replace(sound.sections[0], articles=(replace(sound.articles[0], titles=titles),))
    clean, (problem,) = proof(replace(sound, sections=(section,)), shown=LATIN)
    assert problem.place == Place(FILE, 2, 1)
    assert clean.articles[0].titles[0].text == "Bài "


@given(st.text(alphabet=st.characters(min_codepoint=33, max_codepoint=0x17F), min_size=1, max_size=400))
def test_an_endless_word_gets_places_to_break_and_loses_nothing(word: str) -> None:
    broken = _ENDLESS.sub(_breakable, word)
    assert broken.replace("\u200b", "") == word
    assert max(map(len, re.split(r"[\s\u200b]", broken))) <= 30


def test_an_address_breaks_at_its_joints() -> None:
    broken = _ENDLESS.sub(_breakable, "https://x.example/mot/hai?ba=bon&nam=sau")
    assert broken.split("\u200b") == ["https://", "x.", "example/", "mot/", "hai?", "ba=", "bon&", "nam=", "sau"]
