"""The words of an edition and the pairs of words a title keeps together."""

from __future__ import annotations

import pytest

from songngu.editions.words import number_text, period_text, words


def test_every_language_has_the_same_words() -> None:
    assert set(words("vi")) == set(words("en")) == set(words("zh"))


def test_an_unknown_language_has_the_english_words() -> None:
    assert words("lo") == words("en")


@pytest.mark.parametrize(
    ("period", "said"),
    [
        ("2026", ["2026", "2026", "2026年"]),
        ("2026-11", ["tháng 11 năm 2026", "November 2026", "2026年11月"]),
        ("2026-Q4", ["Quý 4/2026", "Q4 2026", "2026年第4季度"]),
    ],
)
def test_periods(period: str, said: list[str]) -> None:
    assert [period_text(period, code) for code in ("vi", "en", "zh")] == said


def test_numbers() -> None:
    assert [number_text(11, code) for code in ("vi", "en", "zh")] == ["Số 11", "No. 11", "第11期"]
