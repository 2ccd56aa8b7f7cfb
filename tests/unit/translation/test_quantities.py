"""Figures are read by value, in three languages."""

from decimal import Decimal

import pytest

from songngu import numerals
from songngu.translation.quantities import Quantity, quantities
from songngu.translation.spelled import spelled

SAME = {
    "billion dong": ("đạt 48.362 tỷ đồng", "reached 48,362 billion VND", "达48.362万亿越南盾"),
    "million visitors": ("3,66 triệu lượt", "3.66 million visits", "366万人次"),
    "thousand people": ("1.429,8 nghìn người", "1,429.8 thousand people", "142.98万人"),
    "hundred million": ("4,8 tỷ đồng", "4.8 billion VND", "48亿越南盾"),
    "grouping": ("2.171,33 km²", "2,171.33 km²", "2171.33平方公里"),
    "plain": ("1.969 hòn đảo", "1,969 islands", "1969座岛屿"),
    "more than": ("hơn 1,4 triệu người", "over 1.4 million people", "140多万人"),
    "day": ("ngày 01 tháng 11 năm 2025", "1 November 2025", "2025年11月1日"),
    "day, short": ("ngày 12/6/2025", "June 12, 2025", "2025年6月12日"),
    "day without year": ("ngày 18/10", "October 18", "10月18日"),
    "month": ("tháng 9/2025", "September 2025", "2025年9月"),
    "quarter": ("quý I/2026", "the first quarter of 2026", "2026年第一季度"),
    "year": ("năm 1994", "in 1994", "1994年"),
    "percent": ("tăng 15,5%", "rose by 15.5 per cent", "增长15.5%"),
    "percent in words": ("20 phần trăm", "20 percent", "百分之二十"),
    "document": ("Nghị quyết 59-NQ/TW", "Resolution 59-NQ/TW", "第59-NQ/TW号决议"),
    "decision": ("Quyết định 1588/QĐ-UBND", "Decision 1588/QD-UBND", "第1588/QĐ-UBND号决定"),
    "law": ("Luật số 08/2022/QH15", "Law No. 08/2022/QH15", "第08/2022/QH15号法"),
    "issue": ("Bản tin số 04/2025", "Newsletter No. 04/2025", "通讯2025年第4期"),
    "phone": ("(+84) 203 3811 222", "0203 3811 222", "+84 203-3811-222"),
    "range": ("7-10 ngày", "7–10 days", "7至10天"),
    "range with scale": ("5-7 triệu", "5-7 million", "500万至700万"),
    "century": ("thế kỷ XIII", "the 13th century", "十三世纪"),
    "congress": ("lần thứ XVI", "the 16th", "第十六次"),
    "fraction": ("2/3 dân số", "two-thirds of the people", "三分之二的人口"),
    "time": ("lúc 20h", "at 8 p.m.", "20时"),
    "spelled": ("ba trăm năm trước", "three hundred years ago", "三百年前"),
    "spelled small": ("tám sản phẩm", "eight products", "八种产品"),
    "fact macro": ("{{ fact qn.a.b }} người", "{{ fact qn.a.b scale=million }} people", "{{ fact qn.a.b }}人"),
}


@pytest.mark.parametrize("texts", SAME.values(), ids=SAME.keys())
def test_three_notations_of_one_figure_are_equal(texts: tuple[str, str, str]) -> None:
    bags = [quantities(text, language=code) for text, code in zip(texts, ("vi", "en", "zh"), strict=True)]
    assert bags[0]
    assert bags[0] == bags[1] == bags[2]


@pytest.mark.parametrize(
    ("first", "code", "second", "other"),
    [
        ("48.362 tỷ đồng", "vi", "48.362 billion VND", "en"),
        ("21.304 tỷ đồng", "vi", "21304亿越南盾", "zh"),
        ("1.429,8 nghìn", "vi", "1429.8万人", "zh"),
        ("ngày 01/7/2025", "vi", "January 7, 2025", "en"),
        ("1588/QĐ-UBND", "vi", "1558/QĐ-UBND", "zh"),
        ("18,43 triệu", "vi", "18.43 billion", "en"),
        ("12%", "vi", "12", "en"),
    ],
)
def test_figures_that_look_alike_are_told_apart(first: str, code: str, second: str, other: str) -> None:
    assert quantities(first, language=code) != quantities(second, language=other)


@pytest.mark.parametrize(
    ("text", "code", "value"),
    [
        ("1.234.567", "vi", "1234567"),
        ("1,234,567.5", "en", "1234567.5"),
        ("1\u202f553", "fr", "1553"),
        ("3,5", "de", "3.5"),
        ("１２３", "zh", "123"),
        ("3千万", "zh", "30000000"),
        ("hai triệu rưỡi", "vi", "2500000"),
    ],
)
def test_a_number_has_its_value(text: str, code: str, value: str) -> None:
    assert quantities(text, language=code) == {Quantity("number", Decimal(value)): 1}


def test_every_figure_is_counted() -> None:
    found = quantities("5 xã, 5 phường và 12 xã", language="vi")
    assert found == {Quantity("number", Decimal(5)): 2, Quantity("number", Decimal(12)): 1}


@pytest.mark.parametrize(
    ("text", "code"),
    [("năm qua", "vi"), ("một người", "vi"), ("hàng triệu người", "vi"), ("one of them", "en"), ("统一", "zh")],
)
def test_words_that_only_look_like_numbers_are_left(text: str, code: str) -> None:
    assert not quantities(text, language=code)


@pytest.mark.parametrize("code", ["vi", "en", "zh"])
def test_numbers_in_words_are_read_as_they_are_written(code: str) -> None:
    silent = {"vi": {0, 1, 5}, "en": {0, 1}, "zh": {0, 1}}[code]  # năm is "year", một and one are articles
    for number in range(101):
        expected = [] if number in silent else [Decimal(number)]
        assert spelled(numerals.words(number, code), code) == expected, numerals.words(number, code)


def test_nothing_joins_across_a_figure_already_read() -> None:
    assert quantities("5 02/7/2025 triệu", language="vi")[Quantity("number", Decimal(5))] == 1
    assert quantities("0万1月-", language="zh") == {Quantity("number", Decimal(0)): 1, Quantity("date", "--01"): 1}


def test_a_year_after_a_number_is_no_five() -> None:
    assert spelled("hai mươi lăm năm", "vi") == [25]
    assert spelled("một nghìn năm trăm năm", "vi") == [1500]
    assert spelled("hai trăm linh năm", "vi") == [205]
