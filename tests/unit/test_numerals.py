"""Figures as Vietnamese, English and Chinese write them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from songngu import numerals


@pytest.mark.parametrize(
    ("value", "vi", "en", "zh"),
    [
        ("0", "0", "0", "0"),
        ("999", "999", "999", "999"),
        ("4380.19", "4.380,19", "4,380.19", "4380.19"),
        ("-1234.50", "−1.234,50", "−1,234.50", "−1234.50"),
        ("1E+3", "1.000", "1,000", "1000"),
    ],
)
def test_plain_figures(value: str, vi: str, en: str, zh: str) -> None:
    assert [numerals.decimal(Decimal(value), code) for code in ("vi", "en", "zh")] == [vi, en, zh]


@pytest.mark.parametrize(
    ("value", "scale", "vi", "en", "zh"),
    [
        ("18430000", "", "18,43 triệu", "18.43 million", "1843万"),
        ("3660000", "", "3,66 triệu", "3.66 million", "366万"),
        ("20000", "", "20.000", "20,000", "2万"),
        ("1234567", "", "1.234.567", "1,234,567", "1234567"),
        ("46460000000000", "", "46.460 tỷ", "46.46 trillion", "46.46万亿"),
        ("18430000", "none", "18.430.000", "18,430,000", "18430000"),
        ("18430000", "thousand", "18.430 nghìn", "18,430 thousand", "18430000"),
        ("18430000", "million", "18,43 triệu", "18.43 million", "1843万"),
        ("3000000000", "billion", "3 tỷ", "3 billion", "30亿"),
    ],
)
def test_scaled_figures(value: str, scale: str, vi: str, en: str, zh: str) -> None:
    assert [numerals.scaled(Decimal(value), code, scale) for code in ("vi", "en", "zh")] == [vi, en, zh]


@pytest.mark.parametrize(
    ("value", "currency", "vi", "en", "zh"),
    [
        ("48362000000000", "VND", "48.362 tỷ đồng", "VND 48,362 billion", "48.362万亿越南盾"),
        ("50000", "VND", "50.000 đồng", "VND 50,000", "5万越南盾"),
        ("2870000000", "USD", "2,87 tỷ USD", "USD 2.87 billion", "28.7亿美元"),
        ("1000000", "JPY", "1 triệu JPY", "JPY 1 million", "100万JPY"),
    ],
)
def test_money(value: str, currency: str, vi: str, en: str, zh: str) -> None:
    assert [numerals.money(Decimal(value), currency, code) for code in ("vi", "en", "zh")] == [vi, en, zh]


def test_measures_and_ranges() -> None:
    assert [numerals.measure(Decimal("6207.9"), "km2", c) for c in ("vi", "en", "zh")] == [
        "6.207,9 km²",
        "6,207.9 km²",
        "6207.9平方公里",
    ]
    assert numerals.measure(Decimal(5), "%", "vi") == "5%"
    assert numerals.measure(Decimal(5), "boats", "en") == "5"
    low, high = Decimal(18000), Decimal(20000)
    assert [numerals.span(low, high, c) for c in ("vi", "en", "zh")] == ["18.000–20.000", "18,000–20,000", "1.8万至2万"]


@pytest.mark.parametrize(
    ("iso", "form", "vi", "en", "zh"),
    [
        ("2026-11-20", "", "20/11/2026", "20 November 2026", "2026年11月20日"),
        ("2026-11-20", "long", "ngày 20 tháng 11 năm 2026", "20 November 2026", "2026年11月20日"),
        ("2026-11-20", "month", "tháng 11 năm 2026", "November 2026", "2026年11月"),
        ("2026-11-20", "year", "2026", "2026", "2026"),
        ("2026-11", "", "tháng 11 năm 2026", "November 2026", "2026年11月"),
        ("2026", "", "2026", "2026", "2026年"),
    ],
)
def test_dates(iso: str, form: str, vi: str, en: str, zh: str) -> None:
    assert [numerals.date(iso, code, form) for code in ("vi", "en", "zh")] == [vi, en, zh]


@pytest.mark.parametrize("iso", ["2026-13", "2026-00", "2026-02-30", "2026-11-00", "0000", "20/11/2026", "2026-Q4", ""])
@pytest.mark.parametrize("code", ["vi", "en", "zh"])
def test_days_there_never_were(iso: str, code: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        numerals.date(iso, code)


@pytest.mark.parametrize(
    ("number", "vi", "en", "zh"),
    [
        (0, "không", "zero", "零"),
        (5, "năm", "five", "五"),
        (10, "mười", "ten", "十"),
        (15, "mười lăm", "fifteen", "十五"),
        (21, "hai mươi mốt", "twenty-one", "二十一"),
        (24, "hai mươi tư", "twenty-four", "二十四"),
        (55, "năm mươi lăm", "fifty-five", "五十五"),
        (80, "tám mươi", "eighty", "八十"),
        (100, "một trăm", "one hundred", "一百"),
        (101, "101", "101", "101"),
    ],
)
def test_numbers_in_words(number: int, vi: str, en: str, zh: str) -> None:
    assert [numerals.words(number, code) for code in ("vi", "en", "zh")] == [vi, en, zh]


def test_no_two_numbers_have_the_same_words() -> None:
    for code in ("vi", "en", "zh"):
        assert len({numerals.words(number, code) for number in range(101)}) == 101


@pytest.mark.parametrize(
    ("text", "code", "rank"),
    [
        ("khoảng 4.380,19 km²", "vi", "4380190000"),
        ("18,43 triệu", "vi", "18430000"),
        ("Tháng 11/2019", "vi", "20191100"),
        ("năm 2020", "vi", "2020"),
        ("2020", "vi", "20200000"),
        ("nearly 5,000 ha", "en", "50000000"),
        ("24.6 km", "en", "24600"),
        ("100 km/h", "en", "100"),
        ("about 24 hamlets", "en", "24"),
        ("5 to 7 times", "en", "5"),
        ("−3", "en", "-3"),
        ("1843万", "zh", "18430000"),
        ("121197公顷", "zh", "1211970000"),
        ("2019年", "zh", "20190000"),
        ("120/2007/QĐ-TTg", "vi", None),
        ("EUR.1", "en", None),
        ("không", "vi", None),
        ("", "zh", None),
    ],
)
def test_what_a_written_figure_is_sorted_by(text: str, code: str, rank: str | None) -> None:
    assert numerals.rank(text, code) == (Decimal(rank) if rank else None)


@pytest.mark.parametrize("code", ["vi", "en", "zh"])
@pytest.mark.parametrize("form", ["", "long"])
def test_a_date_is_sorted_by_its_day(code: str, form: str) -> None:
    assert numerals.rank(numerals.date("2023-09-16", code, form), code) == 20230916
    assert numerals.rank(numerals.date("2023-09", code), code) == 20230900
    assert numerals.rank(numerals.date("2023", code), code) == 20230000


@pytest.mark.parametrize("code", ["vi", "en", "zh"])
@pytest.mark.parametrize("value", ["0", "7", "999", "1000", "4380.19", "18430000", "48362000000000", "-1234.5"])
def test_a_figure_written_is_the_figure_read(value: str, code: str) -> None:
    number = Decimal(value)
    assert numerals.rank(numerals.measure(number, "visits", code), code) == number
